package decode

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/mewkiz/flac/frame"
)

const (
	flacMagic = "fLaC"
	// flacGuess is the distance at which the search for a sample stops halving and
	// walks from frame to frame.
	flacGuess = 64 << 10
	// maxFLACGap is the longest damage that is filled with silence, in seconds.
	maxFLACGap = 3600
	// maxFLACHeader is the longest frame header, and what is looked at to find one.
	maxFLACHeader = 16
)

// flacInfo is the STREAMINFO block (xiph.org FLAC format, METADATA_BLOCK_STREAMINFO).
type flacInfo struct {
	block    int // samples of a block where all are alike
	rate     int
	channels int
	bits     int
	samples  int64 // 0 when not told
}

func openFLAC(src *source) (Stream, error) {
	pos, err := skipID3(src)
	if err != nil {
		return nil, err
	}
	start, head, err := readFLACHeader(src, pos)
	if err != nil {
		return nil, err
	}
	data := src.from(start)
	p := &flacPackets{view: &view{window: data}, head: head, frames: &frameReader{}}
	p.frames.view = p.view
	if _, ok, err := p.find(0); err != nil {
		return nil, err
	} else if !ok {
		return nil, ErrEmpty
	}
	length := int64(-1)
	if head.samples > 0 {
		length = head.samples
	}
	info := Info{Format: "flac", Codec: fmt.Sprintf("FLAC %d-bit", head.bits), Rate: head.rate, Channels: head.channels}
	return newPacketStream(p, info, 0, length, src.close), nil
}

// readFLACHeader walks the metadata blocks and returns where the frames begin.
func readFLACHeader(src *source, pos int64) (int64, flacInfo, error) {
	var head flacInfo
	pos += int64(len(flacMagic))
	for range maxChunks {
		var b [38]byte
		n, err := src.readAt(b[:], pos)
		if err != nil {
			return 0, head, err
		}
		if n < 4 {
			break
		}
		size := int64(binary.BigEndian.Uint32(b[:4]) & 0xFFFFFF)
		if b[0]&0x7F == 0 && n >= 4+34 {
			head = parseStreamInfo(b[4:])
		}
		pos += 4 + size
		if b[0]&0x80 == 0 {
			continue
		}
		if head.rate < 1 || head.bits < 4 {
			return 0, head, src.damaged(4, "the FLAC stream has no usable description")
		}
		return pos, head, nil
	}
	return 0, head, src.damaged(pos, "the FLAC header is cut")
}

func parseStreamInfo(b []byte) flacInfo {
	packed := binary.BigEndian.Uint64(b[10:])
	return flacInfo{
		block:    int(binary.BigEndian.Uint16(b[2:])),
		rate:     int(packed >> 44),
		channels: int(packed>>41&7) + 1,
		bits:     int(packed>>36&31) + 1,
		samples:  int64(packed & (1<<36 - 1)),
	}
}

// frameReader lets the frame decoder read from a place on and knows how far it
// came.
type frameReader struct {
	view *view
	pos  int64
}

// Read fills b like io.Reader.
func (r *frameReader) Read(b []byte) (int, error) {
	got, err := r.view.Bytes(r.pos, len(b))
	if err != nil {
		return 0, err
	}
	if len(got) == 0 {
		return 0, io.EOF
	}
	r.pos += int64(len(got))
	return copy(b, got), nil
}

// flacPackets decodes the frames of a window.
type flacPackets struct {
	view   *view
	frames *frameReader
	head   flacInfo
	off    int64 // where the next frame is looked for
	sample int64 // that comes next
	pcm    []int16
	ready  []int16 // a decoded frame that waits for the gap before it
	gap    int64   // samples of silence to give before it
}

// next decodes a frame. The frames are numbered, so that a damaged one leaves
// silence of its length and what follows stays in its time.
func (p *flacPackets) next() ([]int16, error) {
	if p.ready != nil {
		return p.release(), nil
	}
	for {
		off, ok, err := p.find(p.off)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, io.EOF
		}
		first, err := p.decode(off)
		if err != nil {
			p.off = off + 1
			continue
		}
		p.off = p.frames.pos
		// One that was already there, or is an hour away, has a wrong number.
		if first >= p.sample && first-p.sample < maxFLACGap*int64(p.head.rate) {
			p.ready, p.gap = p.pcm, first-p.sample
			return p.release(), nil
		}
	}
}

// release gives the silence before the decoded frame, piece by piece, then the
// frame.
func (p *flacPackets) release() []int16 {
	if p.gap == 0 {
		out := p.ready
		p.ready = nil
		p.sample += int64(len(out) / p.head.channels)
		return out
	}
	n := min(p.gap, readChunk)
	p.gap -= n
	p.sample += n
	return make([]int16, n*int64(p.head.channels))
}

// find gives the place of the first frame header from off on. Headers have a
// checksum of 8 bits and must fit the stream.
func (p *flacPackets) find(off int64) (int64, bool, error) {
	for {
		b, err := p.view.Bytes(off, readChunk/2)
		if err != nil {
			return 0, false, err
		}
		if len(b) < 6 {
			return 0, false, nil
		}
		for i := range max(len(b)-maxFLACHeader, 1) {
			if b[i] == 0xFF && b[min(i+1, len(b)-1)]&0xFE == 0xF8 {
				if _, ok := p.header(off + int64(i)); ok {
					return off + int64(i), true, nil
				}
				if b, err = p.view.Bytes(off, readChunk/2); err != nil {
					return 0, false, err
				}
			}
		}
		off += int64(max(len(b)-maxFLACHeader, 1))
	}
}

// header reads the frame header at a place and returns the number of its first
// sample.
func (p *flacPackets) header(off int64) (sample int64, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false // the library does not always look before it reads
		}
	}()
	p.frames.pos = off
	f, err := frame.New(p.frames)
	if err != nil || !p.fits(f) {
		return 0, false
	}
	return p.first(f), true
}

// fits completes a header from the stream's description, and tells whether it
// agrees with it.
func (p *flacPackets) fits(f *frame.Frame) bool {
	if f.BitsPerSample == 0 {
		f.BitsPerSample = uint8(p.head.bits)
	}
	return int(f.BitsPerSample) == p.head.bits && f.Channels.Count() == p.head.channels &&
		(f.SampleRate == 0 || int(f.SampleRate) == p.head.rate) && f.BlockSize > 0
}

func (p *flacPackets) first(f *frame.Frame) int64 {
	if f.HasFixedBlockSize {
		return int64(f.Num) * int64(p.head.block)
	}
	return int64(f.Num)
}

// decode decodes the frame at a place into pcm and returns the number of its
// first sample.
func (p *flacPackets) decode(off int64) (first int64, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("FLAC frame at byte %d: %v", off, v)
		}
	}()
	p.frames.pos = off
	f, err := frame.New(p.frames)
	if err != nil {
		return 0, fmt.Errorf("FLAC frame at byte %d: %w", off, err)
	}
	if !p.fits(f) {
		return 0, errors.New("another stream's frame")
	}
	if err := f.Parse(); err != nil {
		return 0, fmt.Errorf("FLAC frame at byte %d: %w", off, err)
	}
	p.pcm = make([]int16, int(f.BlockSize)*p.head.channels)
	for ch, sub := range f.Subframes {
		for i, v := range sub.Samples {
			p.pcm[i*p.head.channels+ch] = p.narrow(v)
		}
	}
	return p.first(f), nil
}

func (p *flacPackets) narrow(v int32) int16 {
	if p.head.bits > 16 {
		return int16(v >> (p.head.bits - 16))
	}
	return int16(v << (16 - p.head.bits))
}

// seek halves its way to the frame that holds a sample: every frame tells its
// number.
func (p *flacPackets) seek(sample int64) (int64, error) {
	low, high := int64(0), p.view.window.size
	for high-low > flacGuess {
		middle := low + (high-low)/2
		off, ok, err := p.find(middle)
		if err != nil {
			return 0, err
		}
		if !ok || off >= high {
			high = middle
			continue
		}
		if first, _ := p.header(off); first <= sample {
			low = off
		} else {
			high = middle
		}
	}
	at, ok, err := p.approach(low, sample)
	if !ok && err == nil && low > 0 {
		at, _, err = p.approach(0, sample) // what looked like a header was sound
	}
	return at, err
}

// approach decodes from frame to frame to the last that begins at or before
// sample, and goes there. ok is false when already the first lies behind.
func (p *flacPackets) approach(off, sample int64) (at int64, ok bool, err error) {
	p.ready, p.gap = nil, 0
	p.off, p.sample = off, 0
	for {
		next, found, err := p.find(off)
		if err != nil {
			return 0, false, err
		}
		if !found {
			break
		}
		first, err := p.decode(next)
		if err != nil {
			off = next + 1
			continue
		}
		if first > sample {
			break
		}
		off = p.frames.pos
		if !ok || first > p.sample {
			p.off, p.sample, ok = next, first, true
		}
	}
	return p.sample, ok, nil
}
