// Package gsm decodes GSM 06.10 full rate speech (ETSI EN 300 961) in both ways
// that files pack it: frames of 33 bytes, and the pairs of frames in 65 bytes
// that WAV files hold. The arithmetic is the standard's fixed point, so that
// every decoder that follows it gives the same samples.
package gsm

import "math"

const (
	// Rate is the only sample rate.
	Rate = 8000
	// FrameSamples is the length of a frame: 20 ms.
	FrameSamples = 160
	// FrameBytes is a frame of a raw file. Its first four bits are 0xD.
	FrameBytes = 33
	// PairBytes is the block of two frames of a WAV file ("WAV49").
	PairBytes = 65

	subframes    = 4
	subSamples   = FrameSamples / subframes
	pulses       = 13
	maxLag       = 120
	coefficients = 8
)

// Decoder holds what decoding a frame needs of the frames before. A copy of it
// is a snapshot to go on from. The zero value stands before the first frame.
type Decoder struct {
	excitation [maxLag + FrameSamples]int32 // the last maxLag, then the frame's own
	lattice    [coefficients + 1]int32
	ratios     [coefficients]int32 // decoded log area ratios of the frame before
	lag        int32
	deemphasis int32
}

// frame is the parameters of 20 ms, as they stand in the bit stream.
type frame struct {
	ratios [coefficients]int32
	sub    [subframes]struct {
		lag, gain, grid, peak int32
		pulse                 [pulses]int32
	}
}

// ratioBits is the length of each coded log area ratio.
var ratioBits = [coefficients]int{6, 6, 5, 5, 4, 4, 3, 3}

// read takes the parameters out of a stream of bits.
func (f *frame) read(bits func(n int) int32) {
	for i, n := range ratioBits {
		f.ratios[i] = bits(n)
	}
	for i := range f.sub {
		s := &f.sub[i]
		s.lag, s.gain, s.grid, s.peak = bits(7), bits(2), bits(2), bits(6)
		for j := range s.pulse {
			s.pulse[j] = bits(3)
		}
	}
}

// Decode decodes a frame of 33 bytes into 160 samples.
func (d *Decoder) Decode(dst []int16, src []byte) {
	pos := 4 // the signature
	var f frame
	f.read(func(n int) (v int32) {
		for range n {
			v = v<<1 | int32(src[pos>>3]>>(7-pos&7)&1)
			pos++
		}
		return v
	})
	d.synthesise(dst, &f)
}

// DecodePair decodes a block of 65 bytes, two frames with the lowest bit first,
// into 320 samples.
func (d *Decoder) DecodePair(dst []int16, src []byte) {
	pos := 0
	bits := func(n int) (v int32) {
		for i := range n {
			v |= int32(src[pos>>3]>>(pos&7)&1) << i
			pos++
		}
		return v
	}
	for i := range 2 {
		var f frame
		f.read(bits)
		d.synthesise(dst[i*FrameSamples:], &f)
	}
}

// synthesise follows clause 5.3 of the standard.
func (d *Decoder) synthesise(dst []int16, f *frame) {
	copy(d.excitation[:maxLag], d.excitation[FrameSamples:])
	for i := range f.sub {
		s := &f.sub[i]
		d.longTerm(maxLag+i*subSamples, s.lag, s.gain, s.grid, s.peak, &s.pulse)
	}
	d.shortTerm(dst, &f.ratios)
}

// gains are the decoded gains of the long-term predictor (table 5.4).
var gains = [4]int32{3277, 11469, 21299, 32767}

// longTerm rebuilds the excitation of a subframe: its pulses on their grid, added
// to what was a pitch period ago (5.3.1 and 5.3.2).
func (d *Decoder) longTerm(at int, lag, gain, grid, peak int32, pulse *[pulses]int32) {
	if lag < subSamples || lag > maxLag {
		lag = max(d.lag, subSamples) // a damaged lag: the one before stays
	}
	d.lag = lag
	var residual [subSamples]int32
	unquantise(&residual, grid, peak, pulse)
	for k, r := range residual {
		d.excitation[at+k] = saturate(r + round15(gains[gain]*d.excitation[at+k-int(lag)]))
	}
}

// mantissas are the factors of the block's peak (table 5.6).
var mantissas = [8]int32{18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767}

// unquantise scales the pulses by the coded peak of their block and sets them
// on the grid (5.2.16, 5.2.17).
func unquantise(residual *[subSamples]int32, grid, peak int32, pulse *[pulses]int32) {
	exponent := int32(0)
	if peak > 15 {
		exponent = peak>>3 - 1
	}
	mantissa := peak - exponent<<3
	if mantissa == 0 {
		exponent, mantissa = -4, 7
	} else {
		for mantissa <= 7 {
			mantissa = mantissa<<1 | 1
			exponent--
		}
		mantissa -= 8
	}
	shift := 6 - exponent
	half := int32(1) << shift >> 1
	for i, p := range pulse {
		v := round15(mantissas[mantissa] * ((2*p - 7) << 12))
		residual[grid+3*int32(i)] = saturate(v+half) >> shift
	}
}

// ratioSteps are what undoes the coding of the log area ratios (table 5.2):
// offset, smallest code, and inverse slope.
var ratioSteps = [coefficients][3]int32{
	{0, -32, 13107}, {0, -32, 13107}, {2048, -16, 13107}, {-2560, -16, 13107},
	{94, -8, 19223}, {-1792, -8, 17476}, {-341, -4, 31454}, {-1144, -4, 29708},
}

// shortTerm filters the excitation of a frame into speech. The filter goes over
// from the frame before in three steps (5.3.3).
func (d *Decoder) shortTerm(dst []int16, coded *[coefficients]int32) {
	before := d.ratios
	for i, c := range coded {
		step := &ratioSteps[i]
		v := round15(step[2] * saturate((c+step[1])<<10-step[0]<<1))
		d.ratios[i] = saturate(2 * v)
	}
	mix := func(blend func(old, now int32) int32) (r [coefficients]int32) {
		for i := range r {
			r[i] = reflection(blend(before[i], d.ratios[i]))
		}
		return r
	}
	d.lattices(dst, 0, 13, mix(func(old, now int32) int32 { return saturate(saturate(old>>2+now>>2) + old>>1) }))
	d.lattices(dst, 13, 27, mix(func(old, now int32) int32 { return saturate(old>>1 + now>>1) }))
	d.lattices(dst, 27, 40, mix(func(old, now int32) int32 { return saturate(saturate(old>>2+now>>2) + now>>1) }))
	d.lattices(dst, 40, FrameSamples, mix(func(_, now int32) int32 { return now }))
}

// reflection turns a log area ratio into a reflection coefficient (5.2.9.2).
func reflection(ratio int32) int32 {
	v := ratio
	if v < 0 {
		v = min(-v, math.MaxInt16)
	}
	switch {
	case v < 11059:
		v <<= 1
	case v < 20070:
		v += 11059
	default:
		v = saturate(v>>2 + 26112)
	}
	if ratio < 0 {
		return -v
	}
	return v
}

// lattices runs the synthesis lattice and the deemphasis over the samples between from and to
// (5.3.4, 5.3.5).
func (d *Decoder) lattices(dst []int16, from, to int, r [coefficients]int32) {
	v, last := d.lattice, d.deemphasis
	for k, s := range d.excitation[maxLag+from : maxLag+to] {
		for i := coefficients - 1; i >= 0; i-- {
			s = saturate(s - round15(r[i]*v[i]))
			v[i+1] = saturate(v[i] + round15(r[i]*s))
		}
		v[0] = s
		last = saturate(s + round15(last*28180))
		dst[from+k] = int16(saturate(2*last) &^ 7)
	}
	d.lattice, d.deemphasis = v, last
}

// round15 ends a product of two fractions of 15 bits. The standard has a rule for
// -1 times -1; none of our factors is ever -1 on both sides.
func round15(product int32) int32 {
	return (product + 1<<14) >> 15
}

func saturate(v int32) int32 {
	if v > math.MaxInt16 {
		return math.MaxInt16
	}
	if v < math.MinInt16 {
		return math.MinInt16
	}
	return v
}
