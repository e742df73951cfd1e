// Package g722 decodes ITU-T G.722 at 64 kbit/s: wideband speech in two bands of
// ADPCM, one byte for two samples at 16 kHz. Block names in the comments are
// those of the Recommendation.
package g722

import "math"

// Rate is the sample rate of the decoded sound.
const Rate = 16000

// Decoder holds what decoding a byte needs of the bytes before. A copy of it is
// a snapshot to go on from. The zero value stands before the first byte.
type Decoder struct {
	started   bool
	low, high band
	filter    [24]int32 // of the receive QMF
}

// band is the adaptive predictor and quantiser of one of the two bands.
type band struct {
	estimate, zeros int32    // s and sz
	r, p, a         [3]int32 // reconstructed, partly reconstructed, pole coefficients
	d, b            [7]int32 // differences, zero coefficients
	logScale, scale int32    // nb and det
}

var (
	lowSteps  = [8]int32{-60, -30, 58, 172, 334, 538, 1198, 3042}
	lowIndex  = [16]uint8{0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0}
	highSteps = [3]int32{0, -214, 798}
	highIndex = [4]uint8{2, 1, 2, 1}
	highLevel = [4]int32{-7408, -1616, 7408, 1616}
	lowLevel4 = [16]int32{
		0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
	}
	lowLevel6 = [64]int32{
		-136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576, -7856,
		-7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040, -728,
		24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
		4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136,
	}
	antilog = [32]int32{
		2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
		2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008,
	}
	qmf = [12]int32{3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11}
)

// Decode decodes bytes into twice as many samples.
func (d *Decoder) Decode(dst []int16, src []byte) {
	if !d.started {
		d.started = true
		d.low.scale, d.high.scale = 32, 8
	}
	for i, code := range src {
		low := d.decodeLow(int32(code & 0x3F))
		high := d.decodeHigh(int32(code >> 6))
		dst[2*i], dst[2*i+1] = d.join(low, high)
	}
}

// decodeLow rebuilds the lower band; only the four highest bits of the code
// steer the predictor, so that a network may steal the others.
func (d *Decoder) decodeLow(code int32) int32 {
	b := &d.low
	out := limit(b.estimate+b.scale*lowLevel6[code]>>15, 1<<14)
	diff := b.scale * lowLevel4[code>>2] >> 15
	b.rescale(lowSteps[lowIndex[code>>2]], 18432, 8)
	b.predict(diff)
	return out
}

func (d *Decoder) decodeHigh(code int32) int32 {
	b := &d.high
	diff := b.scale * highLevel[code] >> 15
	out := limit(b.estimate+diff, 1<<14)
	b.rescale(highSteps[highIndex[code]], 22528, 10)
	b.predict(diff)
	return out
}

// rescale adapts the step of the quantiser (LOGSC and SCALE).
func (b *band) rescale(step, most, base int32) {
	b.logScale = min(max(b.logScale*127>>7+step, 0), most)
	v, shift := antilog[b.logScale>>6&31], base-b.logScale>>11
	if shift < 0 {
		v <<= -shift
	} else {
		v >>= shift
	}
	b.scale = v << 2
}

// predict adapts the predictor to a difference and estimates the next value.
func (b *band) predict(diff int32) {
	b.d[0] = diff
	b.r[0] = saturate(b.estimate + diff)
	b.p[0] = saturate(b.zeros + diff)
	b.adaptPoles()
	b.adaptZeros()
	copy(b.d[1:], b.d[:6])
	copy(b.r[1:], b.r[:2])
	copy(b.p[1:], b.p[:2])
	poles := saturate(b.a[1]*saturate(2*b.r[1])>>15 + b.a[2]*saturate(2*b.r[2])>>15)
	b.zeros = 0
	for i := 6; i > 0; i-- {
		b.zeros += b.b[i] * saturate(2*b.d[i]) >> 15
	}
	b.zeros = saturate(b.zeros)
	b.estimate = saturate(poles + b.zeros)
}

// adaptPoles is UPPOL2 and UPPOL1.
func (b *band) adaptPoles() {
	now := b.p[0] < 0
	second := saturate(4 * b.a[1])
	if now == (b.p[1] < 0) {
		second = min(-second, math.MaxInt16)
	}
	second >>= 7
	if now == (b.p[2] < 0) {
		second += 128
	} else {
		second -= 128
	}
	second = min(max(second+b.a[2]*32512>>15, -12288), 12288)

	first := b.a[1] * 32640 >> 15
	if now == (b.p[1] < 0) {
		first += 192
	} else {
		first -= 192
	}
	most := saturate(15360 - second)
	b.a[1] = min(max(saturate(first), -most), most)
	b.a[2] = second
}

// adaptZeros is UPZERO.
func (b *band) adaptZeros() {
	for i := 1; i < len(b.b); i++ {
		v := b.b[i] * 32640 >> 15
		switch {
		case b.d[0] == 0:
		case (b.d[0] < 0) == (b.d[i] < 0):
			v += 128
		default:
			v -= 128
		}
		b.b[i] = saturate(v)
	}
}

// join is the receive QMF: one value of each band makes two samples.
func (d *Decoder) join(low, high int32) (first, second int16) {
	x := &d.filter
	copy(x[:22], x[2:])
	x[22], x[23] = low+high, low-high
	var even, odd int32
	for i, c := range qmf {
		even += x[2*i] * c
		odd += x[2*i+1] * qmf[11-i]
	}
	return int16(saturate(odd >> 11)), int16(saturate(even >> 11))
}

func saturate(v int32) int32 { return limit(v, 1<<15) }

// limit keeps v in [-full, full).
func limit(v, full int32) int32 {
	if v >= full {
		return full - 1
	}
	if v < -full {
		return -full
	}
	return v
}
