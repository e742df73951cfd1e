package decode

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/tphakala/go-opus/opus"

	"razbor/audio/decode/ogg"
	"razbor/audio/decode/snapshot"
)

const (
	opusRate     = 48000
	opusMagic    = "OpusHead"
	maxOpusFrame = opusRate * 120 / 1000 // samples of the longest packet
	// opusStep is how many samples lie between two snapshots of the decoder, as
	// long as there are no more than maxOpusSnapshots: each takes some 30 KB a
	// channel.
	opusStep         = 5 * opusRate
	maxOpusSnapshots = 256 // of one channel, half of it for two
	// unknownOpus stands for the length where the file does not tell it: 3 hours.
	unknownOpus = 3 * 3600 * opusRate
)

// errNoOpus is the error of an Ogg file without a stream of Opus.
var errNoOpus = errors.New("no Opus in the Ogg file")

// opusHead is the first packet of a stream (RFC 7845 §5.1).
type opusHead struct {
	channels int
	preSkip  int64
	gain     float64
}

func parseOpusHead(b []byte) (h opusHead, mapping int, ok bool) {
	if len(b) < 19 || b[8]>>4 != 0 {
		return h, 0, false
	}
	h.channels = int(b[9])
	h.preSkip = int64(binary.LittleEndian.Uint16(b[10:]))
	db := float64(int16(binary.LittleEndian.Uint16(b[16:]))) / 256
	h.gain = math.Pow(10, db/20)
	return h, int(b[18]), h.channels > 0
}

func openOpus(src *source) (Stream, error) {
	data := src.from(0)
	r := &ogg.Reader{Data: &view{window: data}}
	b, err := r.Start(opusMagic)
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: %w", errNoOpus, src.damaged(0, "no whole page of a stream"))
	}
	if err != nil {
		return nil, err
	}
	h, mapping, ok := parseOpusHead(b)
	if !ok {
		return nil, src.damaged(0, "the Opus header is cut")
	}
	if mapping != 0 || h.channels > 2 {
		return openFFmpeg(src, foreign{"opus", fmt.Sprintf("Opus of %d channels", h.channels), "ogg"})
	}
	if _, _, err := r.Next(); err != nil && !errors.Is(err, io.EOF) { // the tags
		return nil, err
	}
	first, length, err := opusLength(r, src, h.preSkip)
	if err != nil {
		return nil, err
	}
	p, err := newOpusPackets(r, h, first, length)
	if err != nil {
		return nil, err
	}
	info := Info{Format: "opus", Codec: "Opus", Rate: opusRate, Channels: h.channels}
	return &opusStream{packetStream: newPacketStream(p, info, h.preSkip, length, src.close), packets: p}, nil
}

// opusLength finds the first packet with sound and computes the length from the
// granule positions of the first page with sound and the last page (RFC 7845 §4);
// it is -1 when they tell none.
func opusLength(r *ogg.Reader, src *source, preSkip int64) (first ogg.Place, length int64, err error) {
	var begin, samples int64
	for packets := 0; ; packets++ {
		b, place, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return first, 0, err
		}
		if packets == 0 {
			first = place
		}
		samples += int64(opusSamples(b))
		if granule, last, ok := r.Granule(); ok {
			// A stream cut out of another does not begin at 0; one whose first page
			// is its last may be shorter than its packets.
			if !last {
				begin = max(granule-samples, 0)
			}
			break
		}
	}
	tail := &ogg.Reader{Data: &view{window: src.from(0)}, Serial: r.Serial}
	granule, ok, err := tail.LastGranule(src.size)
	if err != nil {
		return first, 0, err
	}
	length = -1
	if ok {
		length = max(granule-begin-preSkip, 0)
	}
	if length == 0 || samples == 0 {
		return first, 0, ErrEmpty
	}
	return first, length, nil
}

// opusSamples tells the length of a packet by its first bytes (RFC 6716 §3.1); 0
// for one that breaks the rules.
func opusSamples(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	config := int(b[0] >> 3)
	var frame int
	switch {
	case config < 12:
		frame = [4]int{480, 960, 1920, 2880}[config&3]
	case config < 16:
		frame = [2]int{480, 960}[config&1]
	default:
		frame = [4]int{120, 240, 480, 960}[config&3]
	}
	count := 1
	switch b[0] & 3 {
	case 1, 2:
		count = 2
	case 3:
		if len(b) < 2 {
			return 0
		}
		count = int(b[1] & 63)
	}
	if samples := frame * count; samples <= maxOpusFrame {
		return samples
	}
	return 0
}

// opusPackets decodes the packets of a stream.
type opusPackets struct {
	reader  *ogg.Reader
	head    opusHead
	decoder *opus.Decoder
	sample  int64 // of one channel, before the next packet
	pcm     []int16
	snaps   *opusSnapshots
}

func newOpusPackets(r *ogg.Reader, h opusHead, first ogg.Place, length int64) (*opusPackets, error) {
	fresh := func() (*opus.Decoder, error) {
		d, err := opus.NewDecoder(opusRate, h.channels)
		if err != nil {
			return nil, fmt.Errorf("start the Opus decoder: %w", err)
		}
		return d, nil
	}
	copier, err := snapshot.NewCopier(fresh)
	if err != nil {
		return nil, fmt.Errorf("start the Opus decoder: %w", err)
	}
	d, err := fresh()
	if err != nil {
		return nil, err
	}
	if length < 0 {
		length = unknownOpus
	}
	p := &opusPackets{reader: r, head: h, decoder: d, pcm: make([]int16, maxOpusFrame*h.channels)}
	p.snaps = &opusSnapshots{copier: copier, step: max(opusStep, length*int64(h.channels)/maxOpusSnapshots)}
	if err := p.snaps.keep(first, 0, d); err != nil {
		return nil, err
	}
	return p, r.Go(first)
}

// next decodes a packet. Those that break the rules have no length and are left
// out.
func (p *opusPackets) next() ([]int16, error) {
	for {
		b, place, err := p.reader.Next()
		if err != nil {
			return nil, err
		}
		samples := opusSamples(b)
		if samples == 0 {
			continue
		}
		if err := p.snaps.keep(place, p.sample, p.decoder); err != nil {
			return nil, err
		}
		p.sample += int64(samples)
		return p.decode(b, samples), nil
	}
}

// decode decodes a packet. One that is damaged is silence of its length: what the
// library makes of a stranger's bytes must not end the program.
func (p *opusPackets) decode(b []byte, samples int) (out []int16) {
	out = p.pcm[:samples*p.head.channels]
	defer func() {
		if recover() != nil {
			clear(out)
		}
	}()
	n, err := p.decoder.Decode(b, out)
	if err != nil || n != samples {
		clear(out)
		return out
	}
	if p.head.gain != 1 {
		for i, v := range out {
			out[i] = fromFloat(float64(v) / 32768 * p.head.gain)
		}
	}
	return out
}

// seek decodes to the packet that holds sample, from the last snapshot before it
// or from where it is.
func (p *opusPackets) seek(sample int64) (int64, error) {
	if s := p.snaps.nearest(sample); p.sample > sample || s.at > p.sample {
		if err := p.enter(s); err != nil {
			return 0, err
		}
	}
	for p.sample+maxOpusFrame <= sample {
		if _, err := p.next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return 0, err
		}
	}
	return p.sample, nil
}

func (p *opusPackets) enter(s opusSnapshot) (err error) {
	if p.decoder, err = p.snaps.copier.Copy(s.decoder); err != nil {
		return fmt.Errorf("go back in the Opus stream: %w", err)
	}
	p.sample = s.at
	return p.reader.Go(s.place)
}

// opusStream is a packetStream that can be indexed.
type opusStream struct {
	*packetStream
	packets *opusPackets
}

// BuildIndex decodes the recording once to take snapshots on the way.
func (s *opusStream) BuildIndex(ctx context.Context) error {
	p := s.packets
	data := p.reader.Data.(*view).window
	walk := &opusPackets{head: p.head, snaps: p.snaps, pcm: make([]int16, len(p.pcm))}
	walk.reader = &ogg.Reader{Data: &view{window: data}, Serial: p.reader.Serial}
	if err := walk.enter(p.snaps.nearest(math.MaxInt64)); err != nil {
		return err
	}
	for {
		if _, err := walk.next(); errors.Is(err, io.EOF) {
			s.shorten(max(walk.sample-s.lead, 0))
			return nil
		} else if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return fmt.Errorf("index recording: %w", ctx.Err())
		}
	}
}

// opusSnapshot is a decoder as it was before a packet.
type opusSnapshot struct {
	place   ogg.Place
	at      int64 // samples before the packet
	decoder *opus.Decoder
}

// opusSnapshots are taken every step samples, in order from the first. A player
// and a background walk may fill them at once.
type opusSnapshots struct {
	copier *snapshot.Copier[opus.Decoder]
	step   int64

	mu   sync.Mutex
	list []opusSnapshot
}

// keep takes a snapshot when one is due.
func (s *opusSnapshots) keep(place ogg.Place, at int64, d *opus.Decoder) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.list); n > 0 && at < s.list[n-1].at+s.step {
		return nil
	}
	kept, err := s.copier.Copy(d)
	if err != nil {
		return fmt.Errorf("keep a place of the Opus stream: %w", err)
	}
	s.list = append(s.list, opusSnapshot{place: place, at: at, decoder: kept})
	return nil
}

// nearest gives the last snapshot at or before a sample.
func (s *opusSnapshots) nearest(sample int64) opusSnapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := len(s.list) - 1
	for i > 0 && s.list[i].at > sample {
		i--
	}
	return s.list[i]
}
