package decode

import (
	"errors"
	"io"

	"github.com/gopxl/beep/v2"
)

// Beep shows a stream as gopxl/beep wants it: pairs of floating-point samples,
// one channel doubled, channels past the second left out. Closing it closes s.
func Beep(s Stream) beep.StreamSeekCloser {
	return &beepStream{s: s, channels: s.Info().Channels}
}

type beepStream struct {
	s        Stream
	channels int
	buf      []int16
	pos      int
	ended    bool
	err      error
}

// Stream fills samples; see the contract of beep.Streamer.
func (b *beepStream) Stream(samples [][2]float64) (int, bool) {
	if need := len(samples) * b.channels; need > len(b.buf) {
		b.buf = make([]int16, need)
	}
	filled := 0
	for filled < len(samples) && !b.ended {
		n, err := b.s.Read(b.buf[:(len(samples)-filled)*b.channels])
		b.spread(samples[filled:], b.buf[:n])
		filled += n / b.channels
		if err == nil {
			continue
		}
		b.ended = true
		if !errors.Is(err, io.EOF) {
			b.err = err
		}
	}
	b.pos += filled
	// An error is told only after the samples before it: the contract has no
	// way to give both at once.
	return filled, filled > 0 || len(samples) == 0 && !b.ended
}

func (b *beepStream) spread(dst [][2]float64, src []int16) {
	const scale = 1.0 / 32768
	right := min(1, b.channels-1)
	for i := 0; i*b.channels < len(src); i++ {
		frame := src[i*b.channels:]
		dst[i] = [2]float64{float64(frame[0]) * scale, float64(frame[right]) * scale}
	}
}

// Err returns the error that ended the stream, if one did.
func (b *beepStream) Err() error { return b.err }

// Len returns the length in samples, as far as it is known: of a stream without
// an index it is the position.
func (b *beepStream) Len() int {
	if n := b.s.Info().Samples; n >= 0 {
		return int(n)
	}
	return b.pos
}

// Position returns the sample that comes next.
func (b *beepStream) Position() int { return b.pos }

// Seek places the stream at a sample and makes it live again after its end.
func (b *beepStream) Seek(p int) error {
	if err := b.s.SeekSample(int64(p)); err != nil {
		return err
	}
	if n := b.s.Info().Samples; n >= 0 {
		p = min(p, int(n))
	}
	b.pos, b.ended, b.err = p, false, nil
	return nil
}

// Close closes the stream underneath.
func (b *beepStream) Close() error {
	b.ended = true
	return b.s.Close()
}
