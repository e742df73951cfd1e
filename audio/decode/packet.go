package decode

import (
	"errors"
	"io"
	"sync/atomic"
)

// packets decodes a recording piece by piece. Sample numbers count one channel
// from the first sample that the codec gives, trimmed or not.
type packets interface {
	// next decodes the piece at hand, interleaved; io.EOF after the last. The
	// slice may be used until the next call.
	next() ([]int16, error)
	// seek goes to the last place at or before sample from which next gives what
	// a straight decode gives, and returns the number of its first sample.
	seek(sample int64) (int64, error)
}

// packetStream makes a stream of packets, and cuts off what stands before and
// behind the sound.
type packetStream struct {
	info    Info
	packets packets
	close   func() error
	lead    int64        // samples before the sound
	length  atomic.Int64 // samples of the sound; -1 while not known
	pending []int16
	pos     int64 // next sample of the sound; negative inside the lead
}

func newPacketStream(p packets, info Info, lead, length int64, closer func() error) *packetStream {
	s := &packetStream{info: info, packets: p, close: closer, lead: lead, pos: -lead}
	s.length.Store(length)
	return s
}

// Info returns what the recording is, and its length once known.
func (s *packetStream) Info() Info {
	info := s.info
	info.Samples = s.length.Load()
	return info
}

// Read fills dst with interleaved samples.
func (s *packetStream) Read(dst []int16) (int, error) {
	channels := s.info.Channels
	dst = dst[:len(dst)/channels*channels]
	if len(dst) == 0 {
		return 0, io.ErrShortBuffer
	}
	filled := 0
	for filled < len(dst) {
		if err := s.fill(); err != nil {
			if filled > 0 {
				return filled, nil // the error comes again
			}
			return 0, err
		}
		n := copy(dst[filled:], s.pending)
		s.advance(n / channels)
		filled += n
	}
	return filled, nil
}

// fill makes pending hold at least one sample of the sound.
func (s *packetStream) fill() error {
	for {
		if length := s.length.Load(); length >= 0 {
			rest := (length - s.pos) * int64(s.info.Channels)
			if rest <= 0 {
				return io.EOF
			}
			if int64(len(s.pending)) > rest {
				s.pending = s.pending[:rest]
			}
		}
		if s.pos < 0 {
			s.advance(int(min(-s.pos, int64(len(s.pending)/s.info.Channels))))
		}
		if len(s.pending) > 0 {
			return nil
		}
		var err error
		if s.pending, err = s.packets.next(); err != nil {
			s.pending = nil
			if errors.Is(err, io.EOF) {
				s.length.Store(max(s.pos, 0))
			}
			return err
		}
	}
}

func (s *packetStream) advance(samples int) {
	s.pending = s.pending[samples*s.info.Channels:]
	s.pos += int64(samples)
}

// shorten sets the length to what was found, unless a shorter one is known.
func (s *packetStream) shorten(found int64) {
	for {
		length := s.length.Load()
		if length >= 0 && length <= found || s.length.CompareAndSwap(length, found) {
			return
		}
	}
}

// SeekSample places the stream at a sample.
func (s *packetStream) SeekSample(sample int64) error {
	if sample < 0 {
		return errBeforeStart
	}
	if length := s.length.Load(); length >= 0 {
		sample = min(sample, length)
	}
	if sample >= s.pos && sample <= s.pos+int64(len(s.pending)/s.info.Channels) && s.pos >= 0 {
		s.advance(int(sample - s.pos))
		return nil
	}
	at, err := s.packets.seek(sample + s.lead)
	if err != nil {
		return err
	}
	s.pending, s.pos = nil, at-s.lead
	for s.pos < sample {
		if err := s.fill(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		s.advance(int(min(sample-s.pos, int64(len(s.pending)/s.info.Channels))))
	}
	return nil
}

// Close releases the file.
func (s *packetStream) Close() error { return s.close() }

// view reads a window through a buffer, so that neighbouring stretches cost one
// read of the file.
type view struct {
	window window
	off    int64
	buf    []byte
}

// Bytes gives up to n bytes from off; fewer only at the end.
func (v *view) Bytes(off int64, n int) ([]byte, error) {
	if off >= v.off && off+int64(n) <= v.off+int64(len(v.buf)) {
		return v.buf[off-v.off:][:n], nil
	}
	size := max(n, readChunk)
	if cap(v.buf) < size {
		v.buf = make([]byte, size)
	}
	v.buf = v.buf[:size]
	got, err := v.window.readAt(v.buf, off)
	v.off, v.buf = off, v.buf[:got]
	if err != nil {
		v.buf = v.buf[:0]
		return nil, err
	}
	return v.buf[:min(n, got)], nil
}
