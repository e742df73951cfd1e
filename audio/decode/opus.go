package decode

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sort"
	"sync"

	"github.com/pion/opus"

	"razbor/audio/decode/ogg"
)

const (
	opusRate     = 48000
	opusMagic    = "OpusHead"
	maxOpusFrame = opusRate * 120 / 1000 // samples of the longest packet
	// opusSegment is how many samples one decoder decodes before a fresh one takes
	// over, and opusWarmup how many the fresh one decodes beforehand to come into
	// the same state: a second, because the shortest frames forget in 2.5 ms steps.
	// A place can so be reached from the start of its segment, and a straight decode
	// passes through the very same states.
	opusSegment = 10 * opusRate
	opusWarmup  = opusRate
)

// opusHead is the first packet of a stream (RFC 7845 §5.1).
type opusHead struct {
	channels int
	preSkip  int64
	gain     float32
}

func parseOpusHead(b []byte) (h opusHead, mapping int, ok bool) {
	if len(b) < 19 || b[8]>>4 != 0 {
		return h, 0, false
	}
	h.channels = int(b[9])
	h.preSkip = int64(binary.LittleEndian.Uint16(b[10:]))
	db := float64(int16(binary.LittleEndian.Uint16(b[16:]))) / 256
	h.gain = float32(math.Pow(10, db/20))
	return h, int(b[18]), h.channels > 0
}

func openOpus(src *source) (Stream, error) {
	data := src.from(0)
	v := &view{window: data}
	r := &ogg.Reader{Data: v}
	b, err := r.Start(opusMagic)
	if errors.Is(err, io.EOF) {
		return nil, src.damaged(0, "no Opus stream in the Ogg file")
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
	walk := opusWalk{reader: r, index: &opusIndex{total: -1}}
	length, err := opusLength(walk, src, h.preSkip)
	if err != nil {
		return nil, err
	}
	p := &opusPackets{opusWalk: walk, head: h, float: make([]float32, 2*maxOpusFrame), pcm: make([]int16, 2*maxOpusFrame)}
	info := Info{Format: "opus", Codec: "Opus", Rate: opusRate, Channels: h.channels}
	return &opusStream{packetStream: newPacketStream(p, info, h.preSkip, length, src.close), packets: p}, nil
}

// opusLength computes the length of the sound from the granule positions of the
// first page with sound and the last page (RFC 7845 §4); -1 when they tell none.
// It leaves the walk's reader at the first packet.
func opusLength(walk opusWalk, src *source, preSkip int64) (int64, error) {
	first, err := walk.firstPlace()
	if err != nil {
		return 0, err
	}
	var begin int64
	for {
		if _, _, err := walk.step(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return 0, err
		}
		if granule, last, ok := walk.reader.Granule(); ok {
			// A stream cut out of another does not begin at 0; one whose first page
			// is its last may be shorter than its packets.
			if !last {
				begin = max(granule-walk.sample, 0)
			}
			break
		}
	}
	tail := &ogg.Reader{Data: &view{window: src.from(0)}, Serial: walk.reader.Serial}
	granule, ok, err := tail.LastGranule(src.size)
	if err != nil {
		return 0, err
	}
	length := int64(-1)
	if ok {
		length = max(granule-begin-preSkip, 0)
	}
	if length == 0 || walk.sample == 0 {
		return 0, ErrEmpty
	}
	return length, walk.reader.Go(first)
}

// opusWalk goes through the packets of a stream and counts packets and samples.
type opusWalk struct {
	reader  *ogg.Reader
	index   *opusIndex
	sample  int64 // of one channel, before the next packet
	segment int64 // that the packet read last belongs to
	change  opusChange
	warm    opusEntry
}

// opusChange is what begins with the packet read last.
type opusChange int

const (
	opusSame    opusChange = iota
	opusWarming            // the next segment's decoder warms up
	opusFresh              // the next segment
)

// firstPlace gives the place of the packet that comes next.
func (w *opusWalk) firstPlace() (ogg.Place, error) {
	_, place, err := w.reader.Next()
	if errors.Is(err, io.EOF) {
		return place, ErrEmpty
	}
	if err != nil {
		return place, err
	}
	return place, w.reader.Go(place)
}

// step returns the next packet that can be decoded, and its samples.
func (w *opusWalk) step() ([]byte, int, error) {
	for {
		b, place, err := w.reader.Next()
		if errors.Is(err, io.EOF) {
			w.index.end(w.sample)
		}
		if err != nil {
			return nil, 0, err
		}
		samples := opusSamples(b)
		if samples == 0 {
			continue
		}
		w.mark(place)
		w.sample += int64(samples)
		return b, samples, nil
	}
}

// mark finds what begins with the packet at a place. Segments are stretches of
// time, so that it does not matter from where the walk began.
func (w *opusWalk) mark(place ogg.Place) {
	next := (w.segment + 1) * opusSegment
	switch {
	case w.sample == 0:
		w.change, w.warm = opusFresh, opusEntry{place: place}
		w.index.add(0, w.warm)
	case w.sample >= next:
		w.change, w.warm.at = opusFresh, w.sample
		w.segment++
		w.index.add(w.segment, w.warm)
	case w.sample >= next-opusWarmup && w.warm.from < next-opusWarmup:
		w.change, w.warm = opusWarming, opusEntry{place: place, from: w.sample}
	default:
		w.change = opusSame
	}
}

// enter goes to where the decoder of a segment begins to warm up.
func (w *opusWalk) enter(segment int64) error {
	e := w.index.entry(segment)
	w.segment, w.sample, w.warm = max(segment-1, 0), e.from, e
	return w.reader.Go(e.place)
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

// opusPackets decodes the packets of a walk.
type opusPackets struct {
	opusWalk
	head    opusHead
	decoder *opus.Decoder
	spare   *opus.Decoder // of the next segment, warming up
	float   []float32
	pcm     []int16
}

func (p *opusPackets) next() ([]int16, error) {
	b, samples, err := p.step()
	if err != nil {
		return nil, err
	}
	if err := p.turn(); err != nil {
		return nil, err
	}
	if p.spare != nil {
		p.run(p.spare, b, samples)
	}
	return p.round(p.run(p.decoder, b, samples)), nil
}

// turn brings the decoders into the state that the packet just read asks for.
func (p *opusPackets) turn() (err error) {
	switch {
	case p.change == opusWarming:
		p.spare, err = p.fresh()
	case p.change == opusFresh && p.spare != nil:
		p.decoder, p.spare = p.spare, nil
	case p.change == opusFresh:
		p.decoder, err = p.fresh()
	}
	return err
}

func (p *opusPackets) fresh() (*opus.Decoder, error) {
	d, err := opus.NewDecoderWithOutput(opusRate, p.head.channels)
	if err != nil {
		return nil, fmt.Errorf("start the Opus decoder: %w", err)
	}
	return &d, nil
}

// run decodes a packet. One that is damaged is silence of its length: what the
// library makes of a stranger's bytes must not end the program.
func (p *opusPackets) run(d *opus.Decoder, b []byte, samples int) (out []float32) {
	out = p.float[:samples*p.head.channels]
	defer func() {
		if recover() != nil {
			clear(out)
		}
	}()
	n, err := d.DecodeToFloat32(b, p.float)
	if err != nil || n != samples {
		clear(out)
	}
	return out
}

func (p *opusPackets) round(in []float32) []int16 {
	pcm := p.pcm[:len(in)]
	for i, v := range in {
		pcm[i] = fromFloat(float64(v * p.head.gain))
	}
	return pcm
}

// seek goes to the start of the segment that holds sample.
func (p *opusPackets) seek(sample int64) (int64, error) {
	segment, ok := p.index.find(sample)
	if !ok {
		if err := p.walkTo(sample); err != nil {
			return 0, err
		}
		segment, _ = p.index.find(sample)
	}
	if err := p.enter(segment); err != nil {
		return 0, err
	}
	at := p.index.entry(segment).at
	var err error
	p.spare = nil
	if p.decoder, err = p.fresh(); err != nil {
		return 0, err
	}
	for p.sample < at {
		b, samples, err := p.step()
		if err != nil {
			return 0, err
		}
		p.run(p.decoder, b, samples)
	}
	if segment > 0 {
		p.spare = p.decoder // next finds itself at the start of the segment
	}
	return p.sample, nil
}

// walkTo indexes as far as a sample.
func (p *opusPackets) walkTo(sample int64) error {
	if err := p.enter(p.index.last()); err != nil {
		return err
	}
	for p.sample <= sample {
		if _, _, err := p.step(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// opusStream is a packetStream that can be indexed.
type opusStream struct {
	*packetStream
	packets *opusPackets
}

// BuildIndex goes through the pages and the first bytes of all packets.
func (s *opusStream) BuildIndex(ctx context.Context) error {
	index := s.packets.index
	if index.samples() < 0 {
		if err := s.index(ctx); err != nil {
			return err
		}
	}
	s.shorten(max(index.samples()-s.lead, 0))
	return nil
}

func (s *opusStream) index(ctx context.Context) error {
	p := s.packets
	data := p.reader.Data.(*view).window
	walk := opusWalk{reader: &ogg.Reader{Data: &view{window: data}, Serial: p.reader.Serial}, index: p.index}
	if err := walk.enter(p.index.last()); err != nil {
		return err
	}
	for {
		if _, _, err := walk.step(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if walk.change != opusSame && ctx.Err() != nil {
			return fmt.Errorf("index recording: %w", ctx.Err())
		}
	}
}

// opusEntry is where a segment begins: the packet from which its decoder warms
// up, and the samples before that packet and before the segment.
type opusEntry struct {
	place    ogg.Place
	from, at int64
}

// opusIndex knows the segments of a stream as far as it was walked through. A
// player and a background walk may fill it at once.
type opusIndex struct {
	mu      sync.Mutex
	entries []opusEntry
	total   int64 // samples; -1 while not known
}

func (x *opusIndex) add(segment int64, e opusEntry) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if segment == int64(len(x.entries)) {
		x.entries = append(x.entries, e)
	}
}

func (x *opusIndex) end(samples int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.total = samples
}

func (x *opusIndex) samples() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.total
}

func (x *opusIndex) last() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return int64(len(x.entries)) - 1
}

func (x *opusIndex) entry(segment int64) opusEntry {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.entries[segment]
}

// find gives the segment that holds a sample; ok is false when it may lie behind
// what is known.
func (x *opusIndex) find(sample int64) (segment int64, ok bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	n := sort.Search(len(x.entries), func(i int) bool { return x.entries[i].at > sample })
	return int64(max(n-1, 0)), n < len(x.entries) || x.total >= 0
}
