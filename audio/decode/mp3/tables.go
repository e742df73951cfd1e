package mp3

import (
	"math"
	"sync"
)

// gainFloor is the smallest exponent of the gain table, in quarters of a power
// of two: a global gain of 0 with every scalefactor at its most.
const gainFloor = -448

// tables is everything that is computed once and only read after.
type tables struct {
	layouts
	huffman  [32]*huffTable
	quads    [2][64]uint8            // value in the high nibble, length in the low
	power    [15 + 1<<13]float32     // n to the power of 4/3
	gain     [64 - gainFloor]float32 // 2 to the power of (i+gainFloor)/4
	longWin  [4][2][36]float32       // windows of the long transform, by block type and parity of the subband
	shortWin [2][12]float32          // the short window, by parity of the subband
	cos12    [6][6]float32
	secant   [9]float32
	alias    [2][8]float32
	pan      [7][2]float32 // intensity stereo of MPEG-1
	synth    synthTables
}

// shared builds the tables at first use: a program that plays no MP3 pays nothing.
var shared = sync.OnceValue(buildTables)

func buildTables() *tables {
	t := &tables{layouts: buildLayouts()}
	t.buildHuffman()
	for i := range t.power {
		t.power[i] = float32(math.Pow(float64(i), 4.0/3))
	}
	for i := range t.gain {
		t.gain[i] = float32(math.Exp2(float64(i+gainFloor) / 4))
	}
	t.buildTransforms()
	t.synth.build()
	for i := range t.pan {
		ratio := math.Tan(float64(i) * math.Pi / 12)
		t.pan[i] = [2]float32{float32(ratio / (1 + ratio)), float32(1 / (1 + ratio))}
	}
	t.pan[6] = [2]float32{1, 0} // the tangent has its pole there
	return t
}

// buildTransforms fills what the hybrid filter bank needs (2.4.3.4).
func (t *tables) buildTransforms() {
	for kind := range t.longWin {
		if kind == blockShort {
			continue
		}
		for i := range 36 {
			// The secants end the fast transform; see longTransform.
			v := longWindow(kind, i) * longScale(i)
			t.longWin[kind][0][i] = float32(v)
			t.longWin[kind][1][i] = float32(v * alternate(i))
		}
	}
	for i := range 12 {
		v := math.Sin(math.Pi / 12 * (float64(i) + 0.5))
		t.shortWin[0][i] = float32(v)
		t.shortWin[1][i] = float32(v * alternate(i))
	}
	for n := range 6 {
		for k := range 6 {
			t.cos12[n][k] = float32(math.Cos(math.Pi / 24 * float64((2*n+1)*(2*k+1))))
		}
	}
	for n := range t.secant {
		t.secant[n] = float32(0.5 / math.Cos(math.Pi/36*float64(2*n+1)))
	}
	for i, c := range [8]float64{-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037} {
		root := math.Sqrt(1 + c*c)
		t.alias[0][i] = float32(1 / root)
		t.alias[1][i] = float32(c / root)
	}
}

// alternate is the frequency inversion of odd subbands: every second sample.
func alternate(i int) float64 { return float64(1 - 2*(i&1)) }

// longWindow gives sample i of the window of a block type (2.4.3.4.10.3).
func longWindow(kind, i int) float64 {
	sin36 := math.Sin(math.Pi / 36 * (float64(i) + 0.5))
	switch {
	case kind == 1 && i >= 30:
		return 0
	case kind == 1 && i >= 24:
		return math.Sin(math.Pi / 12 * (float64(i-18) + 0.5))
	case kind == 1 && i >= 18:
		return 1
	case kind == 3 && i < 6:
		return 0
	case kind == 3 && i < 12:
		return math.Sin(math.Pi / 12 * (float64(i-6) + 0.5))
	case kind == 3 && i < 18:
		return 1
	}
	return sin36
}

// longScale is the factor between the fast transform's result and sample i of
// the transform as the standard writes it.
func longScale(i int) float64 {
	secant := func(n int) float64 { return 0.5 / math.Cos(math.Pi/72*float64(2*n+1)) }
	switch {
	case i < 9:
		return secant(i + 9)
	case i < 27:
		return -secant(26 - i)
	}
	return -secant(i - 27)
}
