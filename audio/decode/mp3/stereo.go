package mp3

import "math"

// joinStereo turns middle and side, and intensity, into left and right
// (2.4.3.4.9). It returns how many coefficients of either may be other than zero.
func (d *Decoder) joinStereo(h *Header, g *[2]granule, scale *scalefactors, n [2]int) int {
	most := max(n[0], n[1])
	if !h.is {
		if h.ms {
			middleSide(d.xr[0][:most], d.xr[1][:most])
		}
		return most
	}
	right := &g[1]
	last := d.lastBands(right.layout, n[1])
	for i, b := range right.layout.bands {
		from := i
		if step := bandStep(b); i+step >= len(right.layout.bands) {
			from = i - step // the topmost band has no place of its own
		}
		l := d.xr[0][b.start : b.start+b.width]
		r := d.xr[1][b.start : b.start+b.width]
		switch {
		case i > last[b.window+1] && !scale.illegal[from]:
			left, rightGain := d.panning(h, right, int(scale.value[from]))
			for j, v := range l {
				l[j], r[j] = v*left, v*rightGain
			}
		case h.ms:
			middleSide(l, r)
		}
	}
	return most
}

func bandStep(b band) int {
	if b.window < 0 {
		return 1
	}
	return 3
}

// lastBands finds the last band with sound in the right channel: at 0 for long
// bands, at 1 to 3 for each window of short ones. Above it intensity begins.
func (d *Decoder) lastBands(l *layout, n int) (last [4]int) {
	last = [4]int{-1, -1, -1, -1}
	for i, b := range l.bands {
		if b.start >= n {
			break
		}
		for _, v := range d.xr[1][b.start : b.start+b.width] {
			if v != 0 {
				last[b.window+1] = i
				break
			}
		}
	}
	if last[1] >= 0 || last[2] >= 0 || last[3] >= 0 {
		last[0] = l.long // sound in a short band leaves no intensity to the long ones below
	}
	return last
}

// panning gives the shares of left and right for a place.
func (d *Decoder) panning(h *Header, g *granule, place int) (left, right float32) {
	if h.Version == 1 {
		p := d.tables.pan[min(place, 6)]
		return p[0], p[1]
	}
	step := 4.0
	if g.scaleComp&1 != 0 {
		step = 2
	}
	part := float32(math.Exp2(-float64((place+1)/2) / step))
	if place&1 != 0 {
		return part, 1
	}
	return 1, part
}

func middleSide(l, r []float32) {
	const half = 1 / math.Sqrt2
	r = r[:len(l)]
	for i, m := range l {
		s := r[i]
		l[i] = (m + s) * half
		r[i] = (m - s) * half
	}
}
