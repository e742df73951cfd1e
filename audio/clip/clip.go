// Package clip cuts a piece out of a recording, as a WAV file that anything plays.
//
// It reads through package decode and keeps the recording's own rate and channels; it knows nothing of calls.
package clip

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"razbor/audio/decode"
)

// ErrNothing says that the piece lies outside of the recording, or ends before it begins.
var ErrNothing = errors.New("nothing to cut between these times")

// maxBytes is the longest WAV can say.
const maxBytes = 1<<32 - 1 - headerSize

const headerSize = 44

// Cut writes the sound of the recording at path between from and to, counted from its start, as WAV with 16-bit PCM.
// A piece that reaches past the end is cut there. The error wraps [ErrNothing] where no sound is left, or is one of
// package decode.
func Cut(ctx context.Context, path string, from, to time.Duration, w io.Writer) (err error) {
	s, err := decode.Open(path)
	if err != nil {
		return fmt.Errorf("cut clip: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := CutStream(ctx, s, from, to, w); err != nil {
		return fmt.Errorf("cut clip: %w", err)
	}
	return nil
}

// CutStream is [Cut] of an open recording, which stays open.
func CutStream(ctx context.Context, s decode.Stream, from, to time.Duration, w io.Writer) error {
	if from < 0 || to <= from {
		return fmt.Errorf("%v to %v: %w", from, to, ErrNothing)
	}
	if err := measure(ctx, s); err != nil {
		return err
	}
	info := s.Info()
	first, last := sample(from, info.Rate), sample(to, info.Rate)
	if info.Samples >= 0 {
		last = min(last, info.Samples)
	}
	if first >= last {
		return fmt.Errorf("%v to %v of %v: %w", from, to, length(info), ErrNothing)
	}
	bytes := (last - first) * int64(info.Channels) * 2
	if bytes > maxBytes {
		return fmt.Errorf("%v to %v: longer than a WAV file can be", from, to)
	}
	if err := s.SeekSample(first); err != nil {
		return fmt.Errorf("seek to %v: %w", from, err)
	}
	if _, err := w.Write(header(info, uint32(bytes))); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return copySamples(ctx, s, (last-first)*int64(info.Channels), w)
}

// measure has the recording go through once if it does not know its length: the header comes first.
func measure(ctx context.Context, s decode.Stream) error {
	if s.Info().Samples >= 0 {
		return nil
	}
	if indexer, ok := s.(decode.Indexer); ok {
		if err := indexer.BuildIndex(ctx); err != nil {
			return fmt.Errorf("measure: %w", err)
		}
	}
	return nil
}

// header is the 44 bytes before the samples: RIFF, fmt with format 1, data.
func header(info decode.Info, bytes uint32) []byte {
	le := binary.LittleEndian
	frame := uint16(2 * info.Channels)
	h := append(make([]byte, 0, headerSize), "RIFF"...)
	h = le.AppendUint32(h, bytes+headerSize-8)
	h = append(h, "WAVEfmt "...)
	h = le.AppendUint32(h, 16)
	h = le.AppendUint16(h, 1)
	h = le.AppendUint16(h, uint16(info.Channels))
	h = le.AppendUint32(h, uint32(info.Rate))
	h = le.AppendUint32(h, uint32(info.Rate)*uint32(frame))
	h = le.AppendUint16(h, frame)
	h = le.AppendUint16(h, 16)
	h = append(h, "data"...)
	return le.AppendUint32(h, bytes)
}

// copySamples writes so many values. What the recording lacks of them, against what it says of its length, is silence,
// so that the header stays true.
func copySamples(ctx context.Context, s decode.Stream, values int64, w io.Writer) error {
	buf := make([]int16, s.Info().Channels*4096)
	var out []byte
	ended := false
	for values > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := buf[:min(int64(len(buf)), values)]
		n := len(part)
		if ended {
			clear(part)
		} else {
			var err error
			n, err = s.Read(part)
			if errors.Is(err, io.EOF) {
				ended = true
			} else if err != nil {
				return fmt.Errorf("read: %w", err)
			}
		}
		out = out[:0]
		for _, v := range part[:n] {
			out = binary.LittleEndian.AppendUint16(out, uint16(v))
		}
		if _, err := w.Write(out); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		values -= int64(n)
	}
	return nil
}

func sample(d time.Duration, rate int) int64 {
	return int64(d/time.Second)*int64(rate) + int64(d%time.Second)*int64(rate)/int64(time.Second)
}

func length(info decode.Info) time.Duration {
	return time.Duration(float64(max(info.Samples, 0)) / float64(max(info.Rate, 1)) * float64(time.Second))
}
