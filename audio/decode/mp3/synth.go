package mp3

import "math"

const (
	history  = 15 // slots before the granule that the window reaches
	timeline = history + slots
)

// synthTables are the constants of the synthesis filter bank.
type synthTables struct {
	secant32 [8][3]float32
	// window holds for each output the 16 factors that meet it: 8 of the even
	// slots back, then 8 of the odd ones.
	window [subbands][16]float32
}

// synthesis is the polyphase filter bank of one channel: for each of 32
// frequencies, its values in the slots of this granule and the 15 before.
type synthesis struct {
	line [subbands][timeline]float32
}

func (s *synthTables) build() {
	secant := func(n, k int) float64 { return 0.5 / math.Cos(math.Pi/float64(2*n)*float64(2*k+1)) }
	for i := range s.secant32 {
		s.secant32[i] = [3]float32{float32(secant(32, i)), float32(secant(32, 15-i)), float32(secant(16, i))}
	}
	// The factor 1/2 takes the table's 1/65536 to 16-bit samples.
	d := func(i int) float32 {
		if i > 256 {
			v := float32(synthWindow[512-i]) / 2
			if i%64 != 0 {
				v = -v
			}
			return v
		}
		return float32(synthWindow[i]) / 2
	}
	for j := range subbands {
		for i := range 8 {
			// Vector V of the standard repeats the transform with these signs.
			even := d(64*i + j)
			if j > 16 {
				even = -even
			}
			s.window[j][i] = even
			s.window[j][8+i] = -d(64*i + 32 + j)
		}
	}
	s.window[16] = [16]float32{}
	for i := range 8 {
		s.window[16][8+i] = -d(64*i + 48)
	}
}

// run turns the subband samples of a granule into sound: 576 samples at every
// stride-th place of dst.
func (y *synthesis) run(t *synthTables, in *[slots][subbands]float32, dst []int16, stride int) {
	for i := range y.line {
		line := &y.line[i]
		copy(line[:history], line[slots:])
	}
	for slot := range in {
		y.transform(t, &in[slot], history+slot)
	}
	y.edge(&t.window[0], &y.line[16], &y.line[16], dst, stride)
	y.edge(&t.window[16], &y.line[16], &y.line[0], dst[16*stride:], stride)
	for j := 1; j < 16; j++ {
		y.pair(t, j, dst, stride)
	}
}

// edge makes the outputs 0 and 16 of each slot, which have no mirror.
func (y *synthesis) edge(w *[16]float32, even, odd *[timeline]float32, dst []int16, stride int) {
	for slot := range slots {
		a, b := (*[16]float32)(even[slot:]), (*[16]float32)(odd[slot:])
		var sum float32
		for i := range 8 {
			sum += a[15-2*i]*w[i] + b[14-2*i]*w[8+i]
		}
		dst[slot*subbands*stride] = toSample(sum)
	}
}

// pair makes the outputs j and 32-j of each slot, which meet the same values.
func (y *synthesis) pair(t *synthTables, j int, dst []int16, stride int) {
	w, m := &t.window[j], &t.window[subbands-j]
	even, odd := &y.line[16+j], &y.line[16-j]
	first, second := j*stride, (subbands-j)*stride
	for slot := range slots {
		a, b := (*[16]float32)(even[slot:]), (*[16]float32)(odd[slot:])
		p := a[15]*w[0] + a[13]*w[1] + a[11]*w[2] + a[9]*w[3] + a[7]*w[4] + a[5]*w[5] + a[3]*w[6] + a[1]*w[7]
		q := b[14]*w[8] + b[12]*w[9] + b[10]*w[10] + b[8]*w[11] + b[6]*w[12] + b[4]*w[13] + b[2]*w[14] + b[0]*w[15]
		r := a[15]*m[0] + a[13]*m[1] + a[11]*m[2] + a[9]*m[3] + a[7]*m[4] + a[5]*m[5] + a[3]*m[6] + a[1]*m[7]
		s := b[14]*m[8] + b[12]*m[9] + b[10]*m[10] + b[8]*m[11] + b[6]*m[12] + b[4]*m[13] + b[2]*m[14] + b[0]*m[15]
		at := slot * subbands * stride
		dst[at+first] = toSample(p + q)
		dst[at+second] = toSample(r + s)
	}
}

// toSample rounds to the nearest whole number and limits to 16 bits.
func toSample(v float32) int16 {
	if v > math.MaxInt16 {
		return math.MaxInt16
	}
	if v < math.MinInt16 {
		return math.MinInt16
	}
	// Added to 1.5·2²³, the whole part ends in the lowest bits of the mantissa.
	return int16(math.Float32bits(v + 3<<22))
}

// transform is a DCT-II of 32 points by Lee's splitting: two steps down to four
// transforms of 8 points, and their sums on the way back.
func (y *synthesis) transform(t *synthTables, x *[subbands]float32, at int) {
	var ss, sd, ds, dd [8]float32
	for i := range 8 {
		k := &t.secant32[i]
		a, b := x[i]+x[31-i], x[15-i]+x[16+i]
		c, d := (x[i]-x[31-i])*k[0], (x[15-i]-x[16+i])*k[1]
		ss[i], sd[i] = a+b, (a-b)*k[2]
		ds[i], dd[i] = c+d, (c-d)*k[2]
	}
	cosine8(&ss)
	cosine8(&sd)
	cosine8(&ds)
	cosine8(&dd)
	for m := range 7 {
		line := (*[4][timeline]float32)(y.line[4*m:])
		odd := dd[m] + dd[m+1]
		line[0][at] = ss[m]
		line[1][at] = ds[m] + odd
		line[2][at] = sd[m] + sd[m+1]
		line[3][at] = ds[m+1] + odd
	}
	y.line[28][at] = ss[7]
	y.line[29][at] = ds[7] + dd[7]
	y.line[30][at] = sd[7]
	y.line[31][at] = dd[7]
}

// Secants of Lee's splitting at 8, 4 and 2 points: 1/(2 cos((2k+1)π/2n)).
const (
	sec8k0 = 0.50979557910415916894
	sec8k1 = 0.60134488693504528054
	sec8k2 = 0.89997622313641570464
	sec8k3 = 2.56291544774150617881
	sec4k0 = 0.54119610014619698440
	sec4k1 = 1.30656296487637652786
	sec2k0 = 0.70710678118654752440
)

// cosine8 is a DCT-II of 8 points, in place.
func cosine8(x *[8]float32) {
	a0, a1, a2, a3 := x[0]+x[7], x[1]+x[6], x[2]+x[5], x[3]+x[4]
	b0, b1, b2, b3 := (x[0]-x[7])*sec8k0, (x[1]-x[6])*sec8k1, (x[2]-x[5])*sec8k2, (x[3]-x[4])*sec8k3

	c0, c1, c2, c3 := a0+a3, a1+a2, (a0-a3)*sec4k0, (a1-a2)*sec4k1
	e0, e2 := c0+c1, (c0-c1)*sec2k0
	e3 := (c2 - c3) * sec2k0
	e1 := c2 + c3 + e3

	d0, d1, d2, d3 := b0+b3, b1+b2, (b0-b3)*sec4k0, (b1-b2)*sec4k1
	f0, f2 := d0+d1, (d0-d1)*sec2k0
	f3 := (d2 - d3) * sec2k0
	f1 := d2 + d3 + f3

	x[0], x[2], x[4], x[6] = e0, e1, e2, e3
	x[1], x[3], x[5], x[7] = f0+f1, f1+f2, f2+f3, f3
}
