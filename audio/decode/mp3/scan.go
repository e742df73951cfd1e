package mp3

import (
	"bytes"
	"encoding/binary"
)

// Bytes gives stretches of a file: up to n bytes from off, fewer only at the
// end. The slice may be used until the next call.
type Bytes interface {
	Bytes(off int64, n int) ([]byte, error)
}

const (
	// scanStep is how far a search for a frame looks at once.
	scanStep = 4096
	// confirm is how many frames must follow each other before the first is
	// believed to be one.
	confirm = 3
)

// Scanner finds the frames of a stream one after another.
type Scanner struct {
	Data  Bytes
	first Header
	free  int // bytes of a frame in the free format, without padding
}

// Frame is a frame found in a file.
type Frame struct {
	Header Header
	Offset int64
}

// End is where the frame's last byte was.
func (f Frame) End() int64 { return f.Offset + int64(f.Header.Size) }

// Start finds the first frame from off on, looking no further than limit bytes.
// From then on only frames like it count. ok is false when there is none.
func (s *Scanner) Start(off, limit int64) (f Frame, ok bool, err error) {
	for at := off; at < off+limit; {
		b, err := s.Data.Bytes(at, scanStep)
		if err != nil || len(b) < 4 {
			return f, false, err
		}
		i := nextSync(b)
		if i > 0 {
			at += int64(i)
			continue
		}
		h, valid := ParseHeader(b)
		if valid && h.Layer == 3 {
			if ok, err := s.believe(h, at); ok || err != nil {
				h.Size = s.size(h)
				return Frame{Header: h, Offset: at}, ok, err
			}
		}
		at++
	}
	return f, false, nil
}

// nextSync gives the place of the first byte that may begin a frame: 0 when it
// is the first, and far enough to make progress when there is none.
func nextSync(b []byte) int {
	i := bytes.IndexByte(b, 0xFF)
	if i < 0 {
		return len(b)
	}
	return i
}

// believe tells whether frames like h follow each other from at on, up to the
// end of the file if that comes first.
func (s *Scanner) believe(h Header, at int64) (bool, error) {
	s.first, s.free = h, 0
	if h.Size == 0 {
		if err := s.measureFree(h, at); err != nil || s.free == 0 {
			return false, err
		}
	}
	for n := range confirm {
		b, err := s.Data.Bytes(at, 4)
		if err != nil {
			return false, err
		}
		if len(b) < 4 {
			return n >= 1, nil
		}
		next, ok := ParseHeader(b)
		if !ok || !next.Alike(h) {
			return n >= 1 && isTag(b), nil
		}
		at += int64(s.size(next))
	}
	return true, nil
}

// isTag recognises what may stand behind the last frame.
func isTag(b []byte) bool {
	return bytes.HasPrefix(b, []byte("TAG")) || bytes.HasPrefix(b, []byte("APE")) ||
		bytes.HasPrefix(b, []byte("LYR")) || bytes.HasPrefix(b, []byte("ID3"))
}

// measureFree finds the size of a frame whose header does not tell it: the
// distance to the next header like it (2.4.2.3).
func (s *Scanner) measureFree(h Header, at int64) error {
	b, err := s.Data.Bytes(at, 2*maxFrameBytes)
	if err != nil {
		return err
	}
	for i := h.mainStart(); i+4 <= min(len(b), maxFrameBytes); i++ {
		if b[i] != 0xFF {
			continue
		}
		next, ok := ParseHeader(b[i:])
		if !ok || !next.Alike(h) || next.Channels != h.Channels {
			continue
		}
		size := i - h.padding
		after := i + size + next.padding
		if after+4 > len(b) {
			continue
		}
		if third, ok := ParseHeader(b[after:]); ok && third.Alike(h) {
			s.free = size
			return nil
		}
	}
	return nil
}

func (s *Scanner) size(h Header) int {
	if h.Size == 0 {
		return s.free + h.padding
	}
	return h.Size
}

// Next finds the frame that begins at off or, when what is there is damaged, the
// first one after it. ok is false at the end of the stream; a frame that is not
// whole is the end.
func (s *Scanner) Next(off int64) (f Frame, ok bool, err error) {
	b, err := s.Data.Bytes(off, maxFrameBytes)
	if err != nil {
		return f, false, err
	}
	if h, valid := ParseHeader(b); valid && h.Alike(s.first) {
		h.Size = s.size(h)
		if h.Size <= len(b) {
			return Frame{Header: h, Offset: off}, true, nil
		}
	}
	return s.resync(off)
}

// resync looks for the next place where two frames follow each other, or one
// ends the file.
func (s *Scanner) resync(at int64) (f Frame, ok bool, err error) {
	for {
		b, err := s.Data.Bytes(at, 2*maxFrameBytes)
		if err != nil || len(b) < 4 {
			return f, false, err
		}
		stop := maxFrameBytes
		if len(b) < 2*maxFrameBytes {
			stop = len(b) - 3
		}
		for i := range stop {
			if b[i] != 0xFF {
				continue
			}
			h, valid := ParseHeader(b[i:])
			if !valid || !h.Alike(s.first) {
				continue
			}
			h.Size = s.size(h)
			end := i + h.Size
			if end == len(b) || end+4 <= len(b) && s.alike(b[end:]) {
				return Frame{Header: h, Offset: at + int64(i)}, true, nil
			}
		}
		at += int64(stop)
	}
}

func (s *Scanner) alike(b []byte) bool {
	h, ok := ParseHeader(b)
	return ok && h.Alike(s.first) || isTag(b)
}

// Tag is what an encoder wrote into the first frame in place of sound (Xing,
// Info or VBRI; LAME's part tells the samples to leave out).
type Tag struct {
	Frames  int64 // that follow; 0 when not told
	Bytes   int64 // of the stream; 0 when not told
	Gapless bool  // Delay and Padding are told
	Delay   int   // samples that the encoder put before the sound
	Padding int   // samples that it put behind
}

// ParseTag reads the tag of a first frame; ok is false when the frame is sound.
func ParseTag(h Header, frame []byte) (t Tag, ok bool) {
	if b := from(frame, 36); bytes.HasPrefix(b, []byte("VBRI")) && len(b) >= 18 {
		t.Bytes = int64(binary.BigEndian.Uint32(b[10:]))
		t.Frames = int64(binary.BigEndian.Uint32(b[14:]))
		return t, true
	}
	b := from(frame, 4+h.sideSize)
	if !isXing(b) {
		b = from(frame, h.mainStart()) // behind a checksum
	}
	if !isXing(b) {
		return t, false
	}
	flags := binary.BigEndian.Uint32(b[4:])
	b = b[8:]
	word := func(bit uint32) (v int64) {
		if flags&bit != 0 && len(b) >= 4 {
			v = int64(binary.BigEndian.Uint32(b))
			b = b[4:]
		}
		return v
	}
	t.Frames, t.Bytes = word(1), word(2)
	if flags&4 != 0 {
		b = from(b, 100) // table of contents
	}
	word(8) // quality
	if len(b) >= 24 && (bytes.HasPrefix(b, []byte("LAME")) || bytes.HasPrefix(b, []byte("Lavf")) || bytes.HasPrefix(b, []byte("Lavc"))) {
		pads := int(b[21])<<16 | int(b[22])<<8 | int(b[23])
		t.Delay, t.Padding, t.Gapless = pads>>12, pads&0xFFF, true
	}
	return t, true
}

func isXing(b []byte) bool {
	return len(b) >= 8 && (bytes.HasPrefix(b, []byte("Xing")) || bytes.HasPrefix(b, []byte("Info")))
}

func from(b []byte, at int) []byte {
	if at > len(b) {
		return nil
	}
	return b[at:]
}
