package decode

import (
	"encoding/binary"
	"fmt"
	"io"

	"razbor/audio/decode/flac"
)

const (
	flacMagic = "fLaC"
	// flacGuess is the distance at which the search for a sample stops halving and
	// walks from frame to frame.
	flacGuess = 64 << 10
	// maxFLACGap is the longest damage that is filled with silence, in seconds.
	maxFLACGap = 3600
	// searchStep is how far a search for a frame looks at once.
	searchStep = 4 << 10
)

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
	p := &flacPackets{view: &view{window: data}, head: head, decoder: flac.Decoder{Info: head}}
	if _, ok, err := p.find(0); err != nil {
		return nil, err
	} else if !ok {
		return nil, ErrEmpty
	}
	length := int64(-1)
	if head.Samples > 0 {
		length = head.Samples
	}
	info := Info{Format: "flac", Codec: fmt.Sprintf("FLAC %d-bit", head.Bits), Rate: head.Rate, Channels: head.Channels}
	return newPacketStream(p, info, 0, length, src.close), nil
}

// readFLACHeader walks the metadata blocks and returns where the frames begin.
func readFLACHeader(src *source, pos int64) (int64, flac.Info, error) {
	var head flac.Info
	described := false
	pos += int64(len(flacMagic))
	for range maxChunks {
		var b [4 + flac.InfoBytes]byte
		n, err := src.readAt(b[:], pos)
		if err != nil {
			return 0, head, err
		}
		if n < 4 {
			break
		}
		size := int64(binary.BigEndian.Uint32(b[:4]) & 0xFFFFFF)
		if b[0]&0x7F == 0 {
			head, described = flac.ParseInfo(b[4:n])
		}
		pos += 4 + size
		if b[0]&0x80 == 0 {
			continue
		}
		if !described {
			return 0, head, src.damaged(4, "the FLAC stream has no usable description")
		}
		return pos, head, nil
	}
	return 0, head, src.damaged(pos, "the FLAC header is cut")
}

// flacPackets decodes the frames of a window.
type flacPackets struct {
	view    *view
	head    flac.Info
	decoder flac.Decoder
	off     int64 // where the next frame is looked for
	sample  int64 // that comes next
	pcm     []int16
	ready   []int16 // a decoded frame that waits for the gap before it
	gap     int64   // samples of silence to give before it
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
		first, end, err := p.decode(off)
		if err != nil {
			return nil, err
		}
		p.off = end
		if first < 0 {
			continue
		}
		// One that was already there, or is an hour away, has a wrong number.
		if first >= p.sample && first-p.sample < maxFLACGap*int64(p.head.Rate) {
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
		p.sample += int64(len(out) / p.head.Channels)
		return out
	}
	n := min(p.gap, readChunk)
	p.gap -= n
	p.sample += n
	return make([]int16, n*int64(p.head.Channels))
}

// find gives the place of the first frame header from off on. Headers have a
// checksum of 8 bits and must fit the stream.
func (p *flacPackets) find(off int64) (int64, bool, error) {
	for {
		b, err := p.view.Bytes(off, searchStep)
		if err != nil {
			return 0, false, err
		}
		if len(b) < 6 {
			return 0, false, nil
		}
		for i := range b {
			if b[i] != 0xFF {
				continue
			}
			if len(b)-i < flac.MaxHeader && len(b) == searchStep {
				break // the next stretch has it whole
			}
			if _, ok := flac.ParseHeader(b[i:], p.head); ok {
				return off + int64(i), true, nil
			}
		}
		off += int64(max(len(b)-flac.MaxHeader, 1))
	}
}

// decode decodes the frame at a place into pcm and returns the number of its
// first sample, -1 when it is damaged, and where to look for the next.
func (p *flacPackets) decode(off int64) (first, end int64, err error) {
	b, err := p.view.Bytes(off, flac.MaxHeader)
	if err != nil {
		return 0, 0, err
	}
	h, ok := flac.ParseHeader(b, p.head)
	if !ok {
		return -1, off + 1, nil
	}
	if b, err = p.view.Bytes(off, h.MaxFrame(p.head)); err != nil {
		return 0, 0, err
	}
	var size int
	if p.pcm, size, ok = p.decoder.Decode(p.pcm[:0], h, b); !ok {
		return -1, off + 1, nil
	}
	return h.First, off + int64(size), nil
}

// first gives the number of the first sample of the frame at a place.
func (p *flacPackets) first(off int64) (int64, error) {
	b, err := p.view.Bytes(off, flac.MaxHeader)
	if err != nil {
		return 0, err
	}
	h, _ := flac.ParseHeader(b, p.head)
	return h.First, nil
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
		first, err := p.first(off)
		if err != nil {
			return 0, err
		}
		if first <= sample {
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
		first, end, err := p.decode(next)
		if err != nil {
			return 0, false, err
		}
		off = end
		if first < 0 {
			continue
		}
		if first > sample {
			break
		}
		if !ok || first > p.sample {
			p.off, p.sample, ok = next, first, true
		}
	}
	return p.sample, ok, nil
}
