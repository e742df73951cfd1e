// Package resample brings stereo sound to another rate.
package resample

import "math"

const (
	taps   = 32  // input frames that one output frame is made from
	phases = 256 // places between two input frames that the filter is tabled for; between them it is interpolated
)

// Resampler brings stereo frames to another rate by a windowed sinc filter. It delays nothing: the output frame k
// sounds the input at k·from/to. It is used by one goroutine at a time.
type Resampler struct {
	from, to int64
	table    []float32 // (phases+1) rows of taps
	in       []float32 // input frames, the first of them of index base
	base     int64
	next     int64 // index of the next output frame
}

// New makes a resampler from one rate to another, both in frames a second.
func New(from, to int) *Resampler {
	r := &Resampler{from: int64(from), to: int64(to), table: make([]float32, (phases+1)*taps)}
	// Downwards, the filter must also cut what the new rate cannot hold.
	cut := min(1, float64(to)/float64(from)) * 0.95
	for p := range phases + 1 {
		row := r.table[p*taps : (p+1)*taps]
		sum := 0.0
		for t := range row {
			x := float64(t-taps/2+1) - float64(p)/phases
			w := cut * sinc(cut*x) * blackman(x/(taps/2))
			row[t] = float32(w)
			sum += w
		}
		for t := range row { // no ripple on a steady level
			row[t] = float32(float64(row[t]) / sum)
		}
	}
	r.Reset()
	return r
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// blackman is the window of that name over -1…1, zero outside.
func blackman(x float64) float64 {
	if x <= -1 || x >= 1 {
		return 0
	}
	return 0.42 + 0.5*math.Cos(math.Pi*x) + 0.08*math.Cos(2*math.Pi*x)
}

// Reset forgets the past: the next input frame has index 0.
func (r *Resampler) Reset() {
	r.base, r.next = -(taps/2 - 1), 0
	r.in = append(r.in[:0], make([]float32, 2*(taps/2-1))...)
}

// Write gives input frames.
func (r *Resampler) Write(frames []float32) { r.in = append(r.in, frames...) }

// Finish gives the silence after the last frame that lets it out of the filter.
func (r *Resampler) Finish() { r.in = append(r.in, make([]float32, 2*taps)...) }

// Read fills dst with output frames as far as there is input, and returns how many.
func (r *Resampler) Read(dst []float32) int {
	if r.from == r.to {
		return r.pass(dst)
	}
	n := 0
	for ; 2*n+1 < len(dst); n++ {
		at := r.next * r.from / r.to
		rest := r.next * r.from % r.to
		first := int(at-(taps/2-1)-r.base) * 2
		if first+2*taps > len(r.in) {
			break
		}
		dst[2*n], dst[2*n+1] = r.one(r.in[first:first+2*taps], float32(rest)*phases/float32(r.to))
		r.next++
	}
	r.forget()
	return n
}

// one makes a frame from taps input frames, phase steps after the middle one.
func (r *Resampler) one(in []float32, phase float32) (left, right float32) {
	p := int(phase)
	part := phase - float32(p)
	a, b := r.table[p*taps:(p+1)*taps], r.table[(p+1)*taps:(p+2)*taps]
	in = in[:2*taps]
	for t, w := range a {
		w += part * (b[t] - w)
		left += w * in[2*t]
		right += w * in[2*t+1]
	}
	return left, right
}

// pass copies: the rates are the same.
func (r *Resampler) pass(dst []float32) int {
	first := int(r.next-r.base) * 2
	n := copy(dst[:len(dst)/2*2], r.in[first:]) / 2
	r.next += int64(n)
	r.forget()
	return n
}

// forget drops input that is no longer needed, and keeps the counts small: a whole second of both rates is taken off.
func (r *Resampler) forget() {
	free := int(r.next*r.from/r.to - (taps/2 - 1) - r.base)
	if free > 0 && 4*free > len(r.in) {
		free = min(free, len(r.in)/2)
		r.in = r.in[:copy(r.in, r.in[2*free:])]
		r.base += int64(free)
	}
	for r.next > 2*r.to {
		r.next -= r.to
		r.base -= r.from
	}
}
