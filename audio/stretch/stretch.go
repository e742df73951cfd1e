// Package stretch changes the tempo of speech and keeps its pitch.
//
// It is WSOLA, waveform-similarity overlap-add (Verhelst and Roelands, ICASSP 1993): the output is laid together from
// overlapping pieces of the input. Where the tempo asks for a piece from elsewhere than the natural continuation of
// the last one, the place nearby that looks most like that continuation is taken, so that periods of the voice meet
// in phase. At a tempo of 1 the natural continuation itself is taken and the output is the input.
//
// The package knows samples only: no files, no devices, no clock.
package stretch

import "math"

// The bounds of the tempo.
const (
	Slowest = 0.5
	Fastest = 3.0
)

const (
	hopSeconds    = 0.012 // output made from one piece; a piece is two hops long
	searchSeconds = 0.012 // how far from its due place a piece may be taken: a period of an 83 Hz voice
	coarseRate    = 8000  // the rate at which places are first compared
)

// Stretcher changes the tempo of one stream of interleaved frames. It is not safe for concurrent use.
type Stretcher struct {
	channels int
	hop      int // frames
	search   int // frames
	step     int // frames between the samples that the coarse comparison looks at
	window   []float32
	speed    float64

	in      []float32 // input frames from base on
	base    int       // index of the first of them, counted from the last Reset
	end     int       // index after the last real frame; in goes on with zeros after Finish
	done    bool      // Finish was called
	tail    []float32 // the fading half of the last piece
	primed  bool
	natural int     // where the last piece would go on
	due     float64 // where the tempo wants the next piece from

	out     []float32 // made, not yet read
	outAt   int       // frames of out already read
	outFrom float64   // input place of the first frame of out
	outRate float64   // input frames per output frame in out
}

// New makes a stretcher for interleaved frames of so many channels at a rate of frames a second.
func New(rate, channels int) *Stretcher {
	hop := max(int(hopSeconds*float64(rate)), 16)
	s := &Stretcher{
		channels: channels, hop: hop, search: max(int(searchSeconds*float64(rate)), 16),
		step: max(rate/coarseRate, 1), window: make([]float32, 2*hop), speed: 1,
		tail: make([]float32, hop*channels), out: make([]float32, 0, hop*channels),
	}
	for i := range s.window {
		s.window[i] = float32(0.5 - 0.5*math.Cos(math.Pi*(float64(i)+0.5)/float64(hop)))
	}
	return s
}

// SetSpeed changes the tempo from the next piece on: 2 is twice as fast. It is bounded by [Slowest] and [Fastest].
func (s *Stretcher) SetSpeed(x float64) {
	if math.IsNaN(x) {
		return
	}
	s.speed = min(max(x, Slowest), Fastest)
}

// Speed is the tempo in use.
func (s *Stretcher) Speed() float64 { return s.speed }

// Reset forgets all input, as after a jump. Input counts from 0 again; the tempo stays.
func (s *Stretcher) Reset() {
	s.in, s.base, s.end, s.done = s.in[:0], 0, 0, false
	s.primed, s.natural, s.due = false, 0, 0
	s.out, s.outAt = s.out[:0], 0
}

// Write gives input. The length of frames is a multiple of the channels.
func (s *Stretcher) Write(frames []float32) {
	if s.done {
		return
	}
	s.in = append(s.in, frames...)
	s.end += len(frames) / s.channels
}

// Finish says that no more input comes: what is left can be read.
func (s *Stretcher) Finish() {
	if s.done {
		return
	}
	s.done = true
	s.in = append(s.in, make([]float32, 2*(2*s.hop+s.search)*s.channels)...)
}

// Need is how many more frames of input the next piece asks for; 0 if Read can give something.
func (s *Stretcher) Need() int {
	if s.done || s.outAt*s.channels < len(s.out) {
		return 0
	}
	return max(s.reach()-s.end, 0)
}

// reach is the index after the last input frame that the next piece can touch.
func (s *Stretcher) reach() int {
	return max(int(s.due)+s.search, s.natural) + 2*s.hop + 1
}

// Read fills dst with frames as far as there is input for them and returns how many, the place in the input, in
// frames since the last Reset, that the first of them sounds, and how many frames of input pass with each. After
// Finish it returns 0 when all has been read. One call gives frames of one tempo.
func (s *Stretcher) Read(dst []float32) (n int, at, rate float64) {
	if s.outAt*s.channels >= len(s.out) && !s.make() {
		return 0, 0, 0
	}
	at = s.outFrom + float64(s.outAt)*s.outRate
	n = copy(dst[:len(dst)/s.channels*s.channels], s.out[s.outAt*s.channels:]) / s.channels
	s.outAt += n
	return n, at, s.outRate
}

// make lays the next piece and tells whether there was input for it.
func (s *Stretcher) make() bool {
	if s.Need() > 0 || (s.done && int(s.due) >= s.end) {
		return false
	}
	if !s.primed {
		s.primed = true // as if a piece before the first frame were fading over the first one
		s.fade(s.tail, 0, s.hop)
	}
	start := s.place()
	s.out, s.outAt = s.out[:0], 0
	s.outFrom, s.outRate = s.due, s.speed
	piece := s.frames(start, 2*s.hop)
	for i, v := range piece[:s.hop*s.channels] {
		s.out = append(s.out, s.tail[i]+v*s.window[i/s.channels])
	}
	s.fade(s.tail, start+s.hop, s.hop)
	s.natural = start + s.hop
	s.due += float64(s.hop) * s.speed
	if s.done {
		s.cutEnd()
	}
	s.forget()
	return true
}

// cutEnd drops what the last piece holds beyond the end of the input.
func (s *Stretcher) cutEnd() {
	left := int(math.Round((float64(s.end) - s.outFrom) / s.speed))
	if keep := max(left, 1) * s.channels; keep < len(s.out) {
		s.out = s.out[:keep]
	}
}

// fade writes the falling half of a window over n input frames from start.
func (s *Stretcher) fade(dst []float32, start, n int) {
	for i, v := range s.frames(start, n) {
		dst[i] = v * s.window[s.hop+i/s.channels]
	}
}

// frames is n frames of input from an index on.
func (s *Stretcher) frames(from, n int) []float32 {
	at := (from - s.base) * s.channels
	return s.in[at : at+n*s.channels]
}

// forget drops the input that no later piece can touch, once there is enough of it to be worth moving the rest.
func (s *Stretcher) forget() {
	free := min(int(s.due)-s.search, s.natural) - s.base
	if free*s.channels < len(s.in)/2 || free <= 0 {
		return
	}
	free = min(free, len(s.in)/s.channels)
	s.in = s.in[:copy(s.in, s.in[free*s.channels:])]
	s.base += free
}

// place chooses where the next piece is taken from.
func (s *Stretcher) place() int {
	due := int(s.due)
	if s.speed == 1 && abs(s.natural-due) <= s.search {
		return s.natural
	}
	low, high := max(due-s.search, s.base), due+s.search
	best, score := due, math.Inf(-1)
	for at := low; at <= high; at += s.step {
		if v := s.alike(at, s.step); v > score {
			best, score = at, v
		}
	}
	if s.step == 1 {
		return best
	}
	low, high, score = max(best-s.step, low), min(best+s.step, high), math.Inf(-1)
	for at := low; at <= high; at++ {
		if v := s.alike(at, 1); v > score {
			best, score = at, v
		}
	}
	return best
}

// alike is the normalised correlation of a hop of input at an index with the natural continuation, over every
// step-th frame.
func (s *Stretcher) alike(at, step int) float64 {
	a, b := s.frames(s.natural, s.hop), s.frames(at, s.hop)
	b = b[:len(a)]
	var dot, energy float32
	if s.channels == 2 {
		for i := 0; i+1 < len(a); i += 2 * step {
			dot += a[i]*b[i] + a[i+1]*b[i+1]
			energy += b[i]*b[i] + b[i+1]*b[i+1]
		}
	} else {
		for i := 0; i < len(a); i += step * s.channels {
			dot += a[i] * b[i]
			energy += b[i] * b[i]
		}
	}
	return float64(dot) / math.Sqrt(float64(energy)+1e-9)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
