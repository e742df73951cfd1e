package mp3

// maxBands is the most scalefactor bands of a granule: 13 short ones of three
// windows.
const maxBands = 3 * shortBands

// scalefactors are what a granule says of each of its bands: how much softer it
// is or, in the right channel of intensity stereo, where it sounds from.
type scalefactors struct {
	value   [maxBands]uint8
	illegal [maxBands]bool // not a place of intensity stereo
}

// read reads the scalefactors of MPEG-1 (2.4.2.7).
func (s *scalefactors) read(r *bitReader, g *granule) {
	first := [16]int{0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4}[g.scaleComp]
	second := [16]int{0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3}[g.scaleComp]
	if g.blockType == blockShort {
		count := 18
		if g.mixed {
			count = 17
		}
		s.take(r, 0, count, first)
		s.take(r, count, 18, second)
		s.finish(count+18, 7)
		return
	}
	at := 0
	for i, count := range [4]int{6, 5, 5, 5} {
		bits := first
		if i >= 2 {
			bits = second
		}
		if g.copies&(8>>i) == 0 {
			s.take(r, at, count, bits)
		}
		at += count
	}
	s.finish(at, 7)
}

func (s *scalefactors) take(r *bitReader, at, count, bits int) {
	for i := at; i < at+count; i++ {
		s.value[i] = uint8(r.get(bits))
	}
}

// finish clears the bands that have no scalefactor and marks the places that
// do not exist.
func (s *scalefactors) finish(count, illegal int) {
	clear(s.value[count:])
	for i, v := range s.value {
		s.illegal[i] = int(v) == illegal
	}
}

// readLow reads the scalefactors of MPEG-2 and 2.5 (13818-3, 2.4.3.2); intensity
// is set for the right channel of intensity stereo.
func (s *scalefactors) readLow(r *bitReader, g *granule, intensity bool) {
	bits, counts := g.lowScale(intensity)
	g.preflag = g.scaleComp >= 500 && !intensity
	at := 0
	for i, count := range counts {
		s.take(r, at, count, bits[i])
		for j := at; j < at+count; j++ {
			s.illegal[j] = bits[i] > 0 && int(s.value[j]) == 1<<bits[i]-1
		}
		at += count
	}
	clear(s.value[at:])
	clear(s.illegal[at:])
}

// lowScale finds the lengths of the scalefactors and how many bands have each.
func (g *granule) lowScale(intensity bool) (bits, counts [4]int) {
	c := g.scaleComp
	var row int
	switch {
	case !intensity && c < 400:
		row, bits = 0, [4]int{c >> 4 / 5, c >> 4 % 5, c >> 2 & 3, c & 3}
	case !intensity && c < 500:
		c -= 400
		row, bits = 1, [4]int{c >> 2 / 5, c >> 2 % 5, c & 3}
	case !intensity:
		c -= 500
		row, bits = 2, [4]int{c / 3, c % 3}
	case c>>1 < 180:
		c >>= 1
		row, bits = 3, [4]int{c / 36, c % 36 / 6, c % 6}
	case c>>1 < 244:
		c = c>>1 - 180
		row, bits = 4, [4]int{c >> 4, c >> 2 & 3, c & 3}
	default:
		c = c>>1 - 244
		row, bits = 5, [4]int{c / 3, c % 3}
	}
	kind := 0
	if g.blockType == blockShort {
		kind = 1
		if g.mixed {
			kind = 2
		}
	}
	return bits, lowCounts[row][kind]
}

// lowCounts is how many bands share a length: by the six cases of lowScale, then
// for long, short and mixed blocks.
var lowCounts = [6][3][4]int{
	{{6, 5, 5, 5}, {9, 9, 9, 9}, {6, 9, 9, 9}},
	{{6, 5, 7, 3}, {9, 9, 12, 6}, {6, 9, 12, 6}},
	{{11, 10, 0, 0}, {18, 18, 0, 0}, {15, 18, 0, 0}},
	{{7, 7, 7, 0}, {12, 12, 12, 0}, {6, 15, 12, 0}},
	{{6, 6, 6, 3}, {12, 9, 9, 6}, {6, 12, 9, 6}},
	{{8, 8, 5, 0}, {15, 12, 9, 0}, {6, 18, 9, 0}},
}

// pretab is added to the scalefactors of long bands where preflag is set (table B.6).
var pretab = [longBands]int{11: 1, 1, 1, 1, 2, 2, 3, 3, 3, 2}

// setGains spreads the gain of each band over its pairs of coefficients (2.4.3.4).
func (d *Decoder) setGains(g *granule, s *scalefactors) {
	for i, b := range g.layout.bands {
		scale := int(s.value[i])
		exponent := g.globalGain - 210
		if b.window >= 0 {
			exponent -= 8 * g.blockGain[b.window]
		} else if g.preflag {
			scale += pretab[i]
		}
		gain := d.tables.gain[exponent-2*g.scaleShift*scale-gainFloor]
		pairs := d.gains[b.start>>1 : (b.start+b.width)>>1]
		for j := range pairs {
			pairs[j] = gain
		}
	}
}
