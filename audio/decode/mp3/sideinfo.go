package mp3

const blockShort = 2

// granule is the side information of one channel in one granule (2.4.1.7).
type granule struct {
	bits       int // length of scalefactors and coefficients
	bigValues  int // pairs
	globalGain int
	scaleComp  int // scalefac_compress
	blockType  int
	mixed      bool
	tables     [3]int
	regionEnd  [3]int // in coefficients
	blockGain  [3]int // subblock_gain
	preflag    bool
	scaleShift int // 1 or 2: scalefac_scale
	count1     int
	copies     int // scfsi: groups taken from the first granule, a bit each
	layout     *layout
	filled     int // coefficients that may be other than zero
}

// sideInfo is what stands between the header and the main data of a frame.
type sideInfo struct {
	mainBegin int // bytes back from the frame's own main data
	gr        [2][2]granule
}

// parse reads the side information; ok is false when it contradicts itself.
func (s *sideInfo) parse(r *bitReader, h *Header, l *layouts) (ok bool) {
	granules := 2
	var copies [2]int
	if h.Version == 1 {
		s.mainBegin = r.get(9)
		r.get(7 - 2*h.Channels) // private bits
		for ch := range h.Channels {
			copies[ch] = r.get(4)
		}
	} else {
		granules = 1
		s.mainBegin = r.get(8)
		r.get(h.Channels) // private bits
	}
	for g := range granules {
		for ch := range h.Channels {
			gr := &s.gr[g][ch]
			if !gr.parse(r, h, l) {
				return false
			}
			gr.copies = 0
			if g == 1 {
				gr.copies = copies[ch]
			}
		}
	}
	return true
}

func (g *granule) parse(r *bitReader, h *Header, l *layouts) (ok bool) {
	g.bits = r.get(12)
	g.bigValues = r.get(9)
	g.globalGain = r.get(8)
	if h.Version == 1 {
		g.scaleComp = r.get(4)
	} else {
		g.scaleComp = r.get(9)
	}
	g.blockType, g.mixed, g.blockGain = 0, false, [3]int{}
	g.layout = &l.long[h.rateRow]
	if r.flag() {
		ok = g.parseSwitched(r, h, l)
	} else {
		g.parseLong(r)
		ok = true
	}
	if h.Version == 1 {
		g.preflag = r.flag()
	}
	g.scaleShift = 1 + r.get(1)
	g.count1 = r.get(1)
	return ok && g.bigValues <= granuleSamples/2
}

func (g *granule) parseLong(r *bitReader) {
	for i := range g.tables {
		g.tables[i] = r.get(5)
	}
	first := r.get(4) + 1
	second := first + r.get(3) + 1
	g.regionEnd[0] = g.layout.starts[min(first, longBands)]
	g.regionEnd[1] = g.layout.starts[min(second, longBands)]
	g.regionEnd[2] = granuleSamples
}

// parseSwitched reads the variant with window switching, where the regions are
// fixed: the first ends after 8 long bands or 3 short ones.
func (g *granule) parseSwitched(r *bitReader, h *Header, l *layouts) (ok bool) {
	g.blockType = r.get(2)
	g.mixed = r.flag()
	g.tables = [3]int{r.get(5), r.get(5), 0}
	g.blockGain = [3]int{r.get(3), r.get(3), r.get(3)}
	g.regionEnd = [3]int{g.layout.starts[8], granuleSamples, granuleSamples}
	if g.blockType == blockShort {
		g.layout = &l.short[h.rateRow]
		g.regionEnd[0] = 9 * shortWidths[h.rateRow][0]
		if g.mixed {
			g.layout = &l.mixed[h.rateRow]
		}
	}
	return g.blockType != 0
}
