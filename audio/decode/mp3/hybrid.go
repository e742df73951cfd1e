package mp3

const (
	subbands = 32
	slots    = granuleSamples / subbands
)

// hybrid is the part of the filter bank that splits each subband further, with
// what it keeps of the granule before.
type hybrid struct {
	overlap [subbands][slots]float32
	tail    int // subbands from here on have an overlap of zeros
}

// run turns the first n coefficients of a granule into samples of the subbands,
// out[slot][subband]. It returns how many subbands may be other than zero.
func (y *hybrid) run(t *tables, g *granule, xr *[granuleSamples]float32, n int, out *[slots][subbands]float32) int {
	plain := 0 // subbands that keep the normal window in a mixed block
	if g.mixed {
		plain = g.layout.starts[g.layout.mixedLong] / slots
	}
	long := subbands
	if g.blockType == blockShort {
		long = plain
	}
	bands := (n + slots - 1) / slots
	if long > 1 {
		bands = min(bands+1, subbands)
		antialias(t, xr, min(bands, long))
	}
	for sb := range bands {
		in := (*[slots]float32)(xr[sb*slots:])
		kind := g.blockType
		switch {
		case sb >= long:
			shortTransform(t, in, &t.shortWin[sb&1], &y.overlap[sb], out, sb)
			continue
		case sb < plain:
			kind = 0
		}
		longTransform(t, in, &t.longWin[kind][sb&1], &y.overlap[sb], out, sb)
	}
	active := max(bands, y.tail)
	for sb := bands; sb < active; sb++ {
		for i, v := range y.overlap[sb] {
			out[i][sb] = v
		}
		clear(y.overlap[sb][:])
	}
	y.tail = bands
	return active
}

// antialias mixes the edges of neighbouring subbands (2.4.3.4.10.1).
func antialias(t *tables, xr *[granuleSamples]float32, bands int) {
	cs, ca := &t.alias[0], &t.alias[1]
	for sb := 1; sb < bands; sb++ {
		edge := (*[16]float32)(xr[sb*slots-8:])
		for i := range 8 {
			lower, upper := edge[7-i], edge[8+i]
			edge[7-i] = lower*cs[i] - upper*ca[i]
			edge[8+i] = upper*cs[i] + lower*ca[i]
		}
	}
}

// longTransform is the inverse transform of 18 coefficients to 36 samples, with
// window and overlap.
//
// The samples are values of a DCT-IV of 18 points, each up to a sign. Adding
// neighbouring inputs makes it a DCT-III with a secant on each output; its even
// half is a DCT-III of 9 points, its odd half becomes one by the same step. The
// secants of the first step are in the window.
func longTransform(t *tables, in *[slots]float32, window *[36]float32, overlap *[slots]float32, out *[slots][subbands]float32, sb int) {
	sb &= subbands - 1
	var even, odd [9]float32
	even[0] = in[0]
	odd[0] = in[1] + in[0]
	before := odd[0]
	for m := 1; m < 9; m++ {
		even[m] = in[2*m] + in[2*m-1]
		now := in[2*m+1] + in[2*m]
		odd[m] = now + before
		before = now
	}
	cosine9(&even)
	cosine9(&odd)
	for n := range 9 {
		o := odd[n] * t.secant[n]
		low, high := even[n]+o, even[n]-o
		out[8-n][sb] = overlap[8-n] + high*window[8-n]
		out[9+n][sb] = overlap[9+n] + high*window[9+n]
		overlap[8-n] = low * window[26-n]
		overlap[9+n] = low * window[27+n]
	}
}

// Cosines of whole tens of degrees.
const (
	cos30 = 0.86602540378443864676
	cos40 = 0.76604444311897803520
	cos50 = 0.64278760968653932632
	cos70 = 0.34202014332566873304
	cos80 = 0.17364817766693034885
)

// cosine9 is the DCT-III of 9 points, in place. Sums of cosines save products:
// cos 20° = cos 40° + cos 80°, cos 10° = cos 50° + cos 70°.
func cosine9(c *[9]float32) {
	base := c[0] + 0.5*c[6]
	p, q, r := c[2]+c[4], c[2]+c[8], c[8]-c[4]
	a0 := base + p*cos40 + q*cos80
	a2 := base - p*cos80 + r*cos40
	a3 := base - q*cos40 - r*cos80
	whole := c[0] - c[6]
	rest := c[2] - c[4] - c[8]
	a1 := whole + 0.5*rest
	a4 := whole - rest

	third := c[3] * cos30
	u, v, w := c[1]+c[5], c[1]+c[7], c[5]-c[7]
	b0 := u*cos50 + v*cos70 + third
	b1 := (c[1] - c[5] - c[7]) * cos30
	b2 := v*cos50 - w*cos70 - third
	b3 := u*cos70 + w*cos50 - third

	c[0], c[8] = a0+b0, a0-b0
	c[1], c[7] = a1+b1, a1-b1
	c[2], c[6] = a2+b2, a2-b2
	c[3], c[5] = a3+b3, a3-b3
	c[4] = a4
}

// shortTransform is the inverse transform of three windows of 6 coefficients,
// which lie interleaved, each to 12 samples in the middle of the 36.
func shortTransform(t *tables, in *[slots]float32, shape *[12]float32, overlap *[slots]float32, out *[slots][subbands]float32, sb int) {
	sb &= subbands - 1
	var sum [36]float32
	for w := range 3 {
		var y [6]float32
		for n := range y {
			row := &t.cos12[n]
			y[n] = in[w]*row[0] + in[3+w]*row[1] + in[6+w]*row[2] + in[9+w]*row[3] + in[12+w]*row[4] + in[15+w]*row[5]
		}
		piece := (*[12]float32)(sum[6+6*w:])
		for i := range 3 {
			piece[i] += y[3+i] * shape[i]
			piece[3+i] -= y[5-i] * shape[3+i]
			piece[6+i] -= y[2-i] * shape[6+i]
			piece[9+i] -= y[i] * shape[9+i]
		}
	}
	for i := range overlap {
		out[i][sb] = overlap[i] + sum[i]
		overlap[i] = sum[slots+i]
	}
}

// reorder puts the coefficients of short blocks, which come window after window
// in each band, into the order of frequency.
func reorder(g *granule, xr, scratch *[granuleSamples]float32) {
	bands := g.layout.bands
	for i := g.layout.long; i < len(bands); i += 3 {
		start, width := bands[i].start, bands[i].width
		for f := range width {
			for w := range 3 {
				scratch[start+3*f+w] = xr[start+w*width+f]
			}
		}
	}
	start := bands[g.layout.long].start
	copy(xr[start:], scratch[start:])
}
