package wave

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"razbor/audio/decode"
)

const (
	// bucketBlocks is how many levels the finest bucket of a fresh waveform spans.
	bucketBlocks = 4
	// fan is how many buckets of one resolution make one of the next.
	fan = 4
	// perColumn is how many buckets a column is made of where a coarser resolution would do: the first and the last of
	// them reach past its edges.
	perColumn = 8
	// maxChannels is how many sides are drawn; further channels of a recording are left out.
	maxChannels = 2
)

// Waveform is a recording's picture at several resolutions. The zero value is that of nothing. It does not change,
// and may be used from several goroutines.
type Waveform struct {
	bucket   time.Duration // of the finest resolution
	duration time.Duration
	sides    []pyramid // by channel
}

// pyramid is one channel, from the finest resolution on.
type pyramid [][]bucket

// bucket is a stretch of one channel, in codes of Level.
type bucket struct{ peak, rms uint8 }

// Column is what one column of a drawing shows: amplitudes of 0…1.
type Column struct{ Peak, RMS float32 }

// Channels is how many sides there are to draw: 0, 1 or 2.
func (w Waveform) Channels() int { return len(w.sides) }

// Duration is how much of the recording the waveform shows; while it is being computed, how much so far.
func (w Waveform) Duration() time.Duration { return w.duration }

// Columns gives n columns for the time between from and to of a channel. What lies outside of the recording, and a
// channel that is not there, is flat.
func (w Waveform) Columns(channel, n int, from, to time.Duration) []Column {
	if n <= 0 {
		return nil
	}
	columns := make([]Column, n)
	if channel < 0 || channel >= len(w.sides) || to <= from || w.bucket <= 0 {
		return columns
	}
	step := float64(to-from) / float64(n)
	level, width := 0, float64(w.bucket)
	for level+1 < len(w.sides[channel]) && width*fan*perColumn <= step {
		level, width = level+1, width*fan
	}
	buckets := w.sides[channel][level]
	for i := range columns {
		first := math.Floor((float64(from) + float64(i)*step) / width)
		last := math.Ceil((float64(from) + float64(i+1)*step) / width)
		columns[i] = sum(buckets, int(max(first, 0)), int(max(last, first+1)))
	}
	return columns
}

// sum is the buckets from first to before last in one column.
func sum(buckets []bucket, first, last int) Column {
	last = min(last, len(buckets))
	if first >= last {
		return Column{}
	}
	peak, power := uint8(0), float32(0)
	for _, b := range buckets[first:last] {
		peak = max(peak, b.peak)
		power += amplitudes[b.rms] * amplitudes[b.rms]
	}
	return Column{Peak: amplitudes[peak], RMS: float32(math.Sqrt(float64(power / float32(last-first))))}
}

// builder makes a waveform from levels as they come.
type builder struct {
	bucket int // levels in the finest bucket
	sides  []pyramid
	done   int // levels taken of each channel
}

// add takes the levels after those taken before, whole buckets only, unless it is the last time.
func (b *builder) add(levels [][]Level, last bool) {
	if b.sides == nil {
		b.sides = make([]pyramid, min(len(levels), maxChannels))
		for c := range b.sides {
			b.sides[c] = pyramid{nil}
		}
	}
	if len(levels) == 0 {
		return
	}
	for ; b.done < len(levels[0]); b.done += b.bucket {
		end := b.done + b.bucket
		if end > len(levels[0]) {
			if !last {
				return
			}
			end = len(levels[0])
		}
		for c := range b.sides {
			b.sides[c].push(0, join(levels[c][b.done:end]))
		}
	}
	if last {
		for c := range b.sides {
			b.sides[c].flush()
		}
	}
}

func join(levels []Level) bucket {
	peak, power := uint8(0), 0.0
	for _, l := range levels {
		peak = max(peak, l.Peak)
		power += float64(amplitudes[l.RMS]) * float64(amplitudes[l.RMS])
	}
	return bucket{peak: peak, rms: codes.of(float32(math.Sqrt(power / float64(max(len(levels), 1)))))}
}

// merge is several buckets in one.
func merge(buckets []bucket) bucket {
	peak, power := uint8(0), float32(0)
	for _, b := range buckets {
		peak = max(peak, b.peak)
		power += amplitudes[b.rms] * amplitudes[b.rms]
	}
	return bucket{peak: peak, rms: codes.of(float32(math.Sqrt(float64(power / float32(max(len(buckets), 1))))))}
}

// push appends a bucket to a resolution, and one to the next when fan of them are there.
func (p *pyramid) push(level int, b bucket) {
	if level == len(*p) {
		*p = append(*p, nil)
	}
	row := append((*p)[level], b)
	(*p)[level] = row
	if len(row)%fan == 0 {
		p.push(level+1, merge(row[len(row)-fan:]))
	}
}

// flush brings the last, incomplete buckets up.
func (p *pyramid) flush() {
	for level := 0; len((*p)[level]) > 1; level++ {
		if level+1 == len(*p) {
			*p = append(*p, nil)
		}
		row := (*p)[level]
		for done := fan * len((*p)[level+1]); done < len(row); done += fan {
			(*p)[level+1] = append((*p)[level+1], merge(row[done:min(done+fan, len(row))]))
		}
	}
}

// waveform is what has been built so far. Later buckets are appended beyond what it sees.
func (b *builder) waveform(duration time.Duration) Waveform {
	w := Waveform{bucket: time.Duration(b.bucket) * BlockMS * time.Millisecond, duration: duration}
	for _, side := range b.sides {
		w.sides = append(w.sides, append(pyramid(nil), side...))
	}
	return w
}

// progressEvery is how much of a recording lies between two calls of progress.
const progressEvery = 30 * time.Second

// Compute reads the stream to its end and returns its waveform. progress, where it is not nil, is given what there is
// after every half minute of the recording. Damage in the middle gives the error and what came before it.
func Compute(ctx context.Context, s decode.Stream, progress func(Waveform)) (Waveform, error) {
	w, _, err := Measure(ctx, s, progress)
	return w, err
}

// Measure is [Compute] that returns the levels too, by channel.
func Measure(ctx context.Context, s decode.Stream, progress func(Waveform)) (Waveform, [][]Level, error) {
	info := s.Info()
	if info.Rate <= 0 || info.Channels <= 0 {
		return Waveform{}, nil, fmt.Errorf("measure recording: impossible rate %d or channels %d", info.Rate, info.Channels)
	}
	m := NewMeter(info.Rate, info.Channels)
	b := builder{bucket: bucketBlocks}
	shown := time.Duration(0)
	parts := readAhead(ctx, s, info.Channels)
	var err error
	for p := range parts.full {
		m.Write(p.samples)
		err = p.err
		parts.free <- p.samples
		if so := length(m.Samples(), info.Rate); progress != nil && so-shown >= progressEvery {
			b.add(m.levels, false)
			shown = so
			progress(b.waveform(shown))
		}
	}
	if ctx.Err() != nil {
		return Waveform{}, nil, fmt.Errorf("measure recording: %w", ctx.Err())
	}
	m.Close()
	b.add(m.levels, true)
	w := b.waveform(length(m.Samples(), info.Rate))
	if !errors.Is(err, io.EOF) {
		return w, m.Levels(), fmt.Errorf("measure recording: %w", err)
	}
	return w, m.Levels(), nil
}

// length is how long so many samples sound.
func length(samples int64, rate int) time.Duration {
	r := int64(rate)
	return time.Duration(samples/r)*time.Second + time.Duration(samples%r)*time.Second/time.Duration(r)
}

// part is what one read of a stream gave.
type part struct {
	samples []int16
	err     error
}

// ahead is a stream that is read on one core while another measures what was read before.
type ahead struct {
	full chan part    // closed after the part with an error, or when the context ends
	free chan []int16 // to be filled again
}

// partFrames is how much is read at once, aheadParts how many such parts there are.
const (
	partFrames = 8192
	aheadParts = 3
)

// readAhead reads the stream to its end. The stream is left alone once full is closed.
func readAhead(ctx context.Context, s decode.Stream, channels int) ahead {
	a := ahead{full: make(chan part, aheadParts), free: make(chan []int16, aheadParts)}
	for range aheadParts {
		a.free <- make([]int16, partFrames*channels)
	}
	go func() {
		defer close(a.full)
		for ctx.Err() == nil {
			buf := <-a.free
			n, err := s.Read(buf[:cap(buf)])
			if err == nil && n == 0 {
				err = io.ErrNoProgress
			}
			a.full <- part{samples: buf[:n], err: err}
			if err != nil {
				return
			}
		}
	}()
	return a
}
