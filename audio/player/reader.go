package player

import (
	"errors"
	"fmt"
	"io"
	"math"

	"razbor/audio/decode"
)

const (
	// A pause of both sides is passed over once it has lasted keepBlocks; backBlocks before the next word are kept.
	blocksPerSecond = 100
	keepBlocks      = 30
	backBlocks      = 10
	// skipBlocks bounds what is passed over at once, so that the queue does not run dry meanwhile.
	skipBlocks = 5 * blocksPerSecond
	// edgeSeconds is how long the sound fades at the ends of a loop and of a passed-over pause.
	edgeSeconds = 0.004
	// Pauses are told by level: this much over the noise floor, within these bounds. All are mean squares of 1.
	overFloor  = 8.0
	quietest   = 1e-6
	loudest    = 1e-3
	floorRises = 1.004 // a block: the floor doubles in 1.7 s of steady noise
)

// piece is a stretch of the recording that is read in one go.
type piece struct {
	at     int64 // samples
	frames []float32
}

// reader gives the stereo frames of a recording from a place on, round a loop and past pauses.
type reader struct {
	s        decode.Stream
	channels int
	rate     int
	block    int // frames
	edge     int64
	raw      []int16
	at       int64 // the next sample
	wrapped  bool  // the place was reached by going round the loop

	floor  float64 // mean square of the noise between the words, as far as it is known
	still  int     // blocks of pause so far
	queue  []piece // read, not yet given
	paused []piece // the last blocks of a pause that is being passed over
}

func newReader(s decode.Stream) *reader {
	info := s.Info()
	block := max(info.Rate/blocksPerSecond, 1)
	return &reader{
		s: s, channels: info.Channels, rate: info.Rate, block: block,
		edge: int64(edgeSeconds*float64(info.Rate)) + 1, raw: make([]int16, block*info.Channels), floor: loudest / overFloor,
	}
}

func (r *reader) seek(place int64) error {
	r.wrapped, r.still = false, 0
	r.queue, r.paused = r.queue[:0], r.paused[:0]
	return r.jump(place)
}

func (r *reader) jump(place int64) error {
	if err := r.s.SeekSample(place); err != nil {
		return fmt.Errorf("seek to sample %d: %w", place, err)
	}
	r.at = place
	return nil
}

// read fills dst with frames that follow each other in the recording and returns how many, and the sample of the
// first. io.EOF is the end. dst has room for a block at least.
func (r *reader) read(dst []float32, set settings) (int, int64, error) {
	if len(r.queue) > 0 {
		return r.take(dst)
	}
	if !set.skip {
		r.still = 0
		return r.plain(dst, set)
	}
	n, at, err := r.plain(dst[:min(len(dst), 2*r.block)], set)
	if err != nil {
		return 0, 0, err
	}
	if !r.quiet(dst[:2*n]) {
		r.still = 0
		return n, at, nil
	}
	if r.still++; r.still < keepBlocks {
		return n, at, nil
	}
	fall(dst[:2*n])
	r.pass(set)
	return n, at, nil
}

// take gives what is queued.
func (r *reader) take(dst []float32) (int, int64, error) {
	p := &r.queue[0]
	n := copy(dst, p.frames) / 2
	at := p.at
	p.at, p.frames = p.at+int64(n), p.frames[2*n:]
	if len(p.frames) == 0 {
		r.queue = r.queue[1:]
	}
	return n, at, nil
}

// pass reads on to the end of a pause and queues the last of it and the word that ends it. A long one is passed over
// in several goes, with a block of silence between them.
func (r *reader) pass(set settings) {
	r.paused = r.paused[:0]
	for range skipBlocks {
		p := piece{frames: make([]float32, 2*r.block)}
		n, at, err := r.plain(p.frames, set)
		if err != nil {
			break // the next read meets it again
		}
		p.at, p.frames = at, p.frames[:2*n]
		r.paused = append(r.paused, p)
		if !r.quiet(p.frames) {
			r.still = 0
			break
		}
		if len(r.paused) > backBlocks {
			r.paused = r.paused[1:]
		}
	}
	if len(r.paused) == 0 {
		return
	}
	if r.still > 0 { // not over yet
		r.paused = r.paused[len(r.paused)-1:]
		clear(r.paused[0].frames)
		r.still = keepBlocks
	}
	rise(r.paused[0].frames)
	r.queue = append(r.queue[:0], r.paused...)
}

// quiet tells a block of pause, and learns the noise floor from what it sees.
func (r *reader) quiet(frames []float32) bool {
	sum := 0.0
	for _, v := range frames {
		sum += float64(v) * float64(v)
	}
	power := sum / float64(max(len(frames), 1))
	r.floor = max(min(power, r.floor*floorRises), quietest/overFloor)
	return power < min(max(r.floor*overFloor, quietest), loudest)
}

// plain reads what follows, round the loop where there is one.
func (r *reader) plain(dst []float32, set settings) (int, int64, error) {
	if set.to > 0 && r.at >= set.to {
		if err := r.jump(set.from); err != nil {
			return 0, 0, err
		}
		r.wrapped = true
	}
	frames := min(len(dst)/2, r.block)
	if set.to > 0 {
		frames = int(min(int64(frames), set.to-r.at))
	}
	n, err := r.s.Read(r.raw[:frames*r.channels])
	if errors.Is(err, io.EOF) && set.to > 0 && r.at > set.from { // the loop ends with the recording
		r.at = set.to
		return r.plain(dst, set)
	}
	if n == 0 {
		if err == nil {
			err = io.ErrNoProgress
		}
		return 0, 0, err
	}
	n /= r.channels
	r.spread(dst, n)
	at := r.at
	r.at += int64(n)
	if set.to > 0 {
		r.soften(dst[:2*n], at, set)
	}
	return n, at, nil
}

// spread turns n frames of raw samples into stereo of -1…1. Of more than two channels the first two are heard.
func (r *reader) spread(dst []float32, n int) {
	const scale = 1.0 / -math.MinInt16
	right := min(1, r.channels-1)
	for i := range n {
		frame := r.raw[i*r.channels : (i+1)*r.channels]
		dst[2*i] = float32(frame[0]) * scale
		dst[2*i+1] = float32(frame[right]) * scale
	}
}

// soften fades the ends of a loop, whose cut would click.
func (r *reader) soften(frames []float32, at int64, set settings) {
	for i := 0; i+1 < len(frames); i += 2 {
		place := at + int64(i/2)
		near := set.to - place
		if r.wrapped {
			near = min(near, place-set.from+1)
		}
		if near < r.edge {
			g := float32(near) / float32(r.edge)
			frames[i] *= g
			frames[i+1] *= g
		}
	}
}

// fall fades a block out, rise in.
func fall(frames []float32) {
	for i := range frames {
		frames[i] *= 1 - float32(i/2+1)/float32(len(frames)/2)
	}
}

func rise(frames []float32) {
	for i := range frames {
		frames[i] *= float32(i/2) / float32(len(frames)/2)
	}
}
