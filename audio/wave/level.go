// Package wave measures a recording and draws it: the level of every hundredth of a second, and from these a waveform
// of any width in one look-up.
//
// It owns the form in which a waveform is kept (a blob of at most 100 KB an hour) and the levels that faults and
// speakers judge by. It reads a decoded stream once, forward, and holds no samples.
package wave

import (
	"math"
)

const (
	// BlockMS is how long a [Level] lasts.
	BlockMS = 10
	// StepDB is the step of a level's codes: code 255 is full scale, every one below it StepDB quieter.
	StepDB = 0.375

	// stillPeak is the largest sample of digital silence: A-law has no code nearer to zero than ±8.
	stillPeak = 8
	// flatTop is where a run of equal samples is a cut top; A-law tops out at 32256, µ-law at 32124.
	flatTop = 31000
	flatRun = 3
)

// Level is what one block of one channel holds. Peak and RMS are codes in steps of [StepDB]; 0 is silence.
type Level struct {
	Peak, RMS uint8
	Clipped   uint8 // samples in cut tops, at most 255
	Still     bool  // digital silence: nothing but zero, or one value all along
}

// DB turns a code into decibels of full scale, -96 or more.
func DB(code uint8) float64 {
	if code == 0 {
		return -96
	}
	return float64(int(code)-255) * StepDB
}

// CodeOf is the code of an amplitude of 0…1.
func CodeOf(amplitude float64) uint8 {
	if amplitude <= 0 {
		return 0
	}
	return uint8(min(max(math.Round(20*math.Log10(amplitude)/StepDB)+255, 0), 255))
}

// amplitudes is what each code stands for.
var amplitudes = func() (table [256]float32) {
	for code := 1; code < len(table); code++ {
		table[code] = float32(math.Pow(10, DB(uint8(code))/20))
	}
	return table
}()

// Meter measures a recording as it is read.
type Meter struct {
	channels int
	rate     int
	blocks   int64   // measured
	sample   int64   // samples of one channel, taken
	part     []int16 // a block that is not yet whole
	levels   [][]Level
}

// NewMeter makes a meter for interleaved samples of so many channels at a rate.
func NewMeter(rate, channels int) *Meter {
	return &Meter{channels: max(channels, 1), rate: max(rate, 1), levels: make([][]Level, max(channels, 1))}
}

// next is how many samples of one channel the block in hand has. At rates that are no multiple of 100 it varies,
// so that blocks keep to their times.
func (m *Meter) next() int {
	const perSecond = 1000 / BlockMS
	return max(int((m.blocks+1)*int64(m.rate)/perSecond-m.blocks*int64(m.rate)/perSecond), 1)
}

// Write takes interleaved samples.
func (m *Meter) Write(samples []int16) {
	for len(samples) > 0 {
		need := m.next() * m.channels
		if len(m.part) == 0 && len(samples) >= need {
			m.measure(samples[:need])
			samples = samples[need:]
			continue
		}
		n := min(need-len(m.part), len(samples))
		m.part = append(m.part, samples[:n]...)
		samples = samples[n:]
		if len(m.part) == need {
			m.measure(m.part)
			m.part = m.part[:0]
		}
	}
}

// Close measures what is left.
func (m *Meter) Close() {
	if len(m.part) >= m.channels {
		m.measure(m.part)
	}
	m.part = nil
}

// Levels is what has been measured so far, by channel. It may be read while Write goes on; later levels are appended.
func (m *Meter) Levels() [][]Level {
	out := make([][]Level, len(m.levels))
	copy(out, m.levels)
	return out
}

// Samples is how many samples of one channel have been measured.
func (m *Meter) Samples() int64 { return m.sample }

func (m *Meter) measure(block []int16) {
	m.blocks++
	m.sample += int64(len(block) / m.channels)
	if m.channels == 2 {
		left, right := measurePair(block)
		m.levels[0], m.levels[1] = append(m.levels[0], left), append(m.levels[1], right)
		return
	}
	for c := range m.channels {
		m.levels[c] = append(m.levels[c], measure(block[c:], m.channels))
	}
}

// measure is the level of every step-th sample.
func measure(block []int16, step int) Level {
	top, sum, n := int64(0), int64(0), 0
	for i := 0; i < len(block); i += step {
		v := int64(block[i])
		v *= v
		sum += v
		top = max(top, v)
		n++
	}
	return level(block, step, top, sum, n)
}

// measurePair is measure of both channels of a stereo block in one go, which takes half the time.
func measurePair(block []int16) (left, right Level) {
	var topL, topR, sumL, sumR int64
	for i := 1; i < len(block); i += 2 {
		l, r := int64(block[i-1]), int64(block[i])
		l, r = l*l, r*r
		sumL += l
		sumR += r
		topL, topR = max(topL, l), max(topR, r)
	}
	n := len(block) / 2
	return level(block, 2, topL, sumL, n), level(block[1:], 2, topR, sumR, n)
}

// level is what the largest and the sum of the squares of n samples, every step-th of block, come to.
func level(block []int16, step int, top, sum int64, n int) Level {
	peak := math.Sqrt(float64(top))
	l := Level{
		Peak: codes.of(float32(peak / 32768)), RMS: codes.of(float32(math.Sqrt(float64(sum)/float64(max(n, 1))) / 32768)),
		Still: peak <= stillPeak,
	}
	if sum == top*int64(n) { // all are as large as the largest
		l.Still = l.Still || constant(block, step)
	}
	if peak >= flatTop {
		l.Clipped = clipped(block, step)
	}
	return l
}

// constant tells whether every step-th sample is the same.
func constant(block []int16, step int) bool {
	for i := step; i < len(block); i += step {
		if block[i] != block[0] {
			return false
		}
	}
	return true
}

// clipped counts the samples in runs of equal ones near full scale.
func clipped(block []int16, step int) uint8 {
	count, run, last := 0, 0, int16(0)
	for i := 0; i < len(block); i += step {
		v := block[i]
		if v != last || (v < flatTop && v > -flatTop) {
			run, last = 0, v
		}
		run++
		switch {
		case v < flatTop && v > -flatTop, run < flatRun:
		case run == flatRun:
			count += flatRun
		default:
			count++
		}
	}
	return uint8(min(count, 255))
}

// coder finds the code of an amplitude without a logarithm: by the bits of the float, 2048 to an octave's top.
type coder struct{ table [1 << coderBits]uint8 }

const coderBits = 13 // 8 of exponent, 5 of mantissa: steps of 0.27 dB at most, fit for codes of 0.375

var codes = func() (c coder) {
	for i := range c.table {
		middle := math.Float32frombits(uint32(i)<<(31-coderBits) | 1<<(30-coderBits))
		if !math.IsNaN(float64(middle)) && !math.IsInf(float64(middle), 0) {
			c.table[i] = CodeOf(float64(middle))
		}
	}
	return c
}()

func (c *coder) of(amplitude float32) uint8 {
	return c.table[math.Float32bits(amplitude)>>(31-coderBits)&(1<<coderBits-1)]
}
