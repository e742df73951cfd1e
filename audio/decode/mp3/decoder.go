package mp3

const maxReservoir = 511 // bytes that mainBegin can point back

// Decoder decodes the frames of one stream in their order. The zero value is
// not usable; NewDecoder makes one. It allocates nothing as it runs.
type Decoder struct {
	tables *tables
	signed [32]float32 // powers of 0 to 15, then the same negative

	main     []byte // kept main data, then the frame's own, then room for bitReader
	kept     int    // bytes of it from frames before
	side     sideInfo
	scale    [2]scalefactors
	gains    [granuleSamples / 2]float32
	xr       [2][granuleSamples]float32
	scratch  [granuleSamples]float32
	subband  [slots][subbands]float32
	hybrid   [2]hybrid
	synth    [2]synthesis
	sideRoom [32 + tailBytes]byte
	stereo   bool // the frame before had a second channel
}

// NewDecoder returns a decoder as it is before the first frame of a stream.
func NewDecoder() *Decoder {
	d := &Decoder{tables: shared(), main: make([]byte, maxReservoir+maxFrameBytes+tailBytes)}
	for i := range 16 {
		d.signed[i] = d.tables.power[i]
		d.signed[16+i] = -d.tables.power[i]
	}
	return d
}

// Reset forgets all frames before.
func (d *Decoder) Reset() {
	d.kept, d.stereo = 0, false
	d.hybrid = [2]hybrid{}
	d.synth = [2]synthesis{}
}

// Feed takes a frame's main data for the frames after it without decoding it.
// After feeding 511 bytes (see Header.MainBytes) and decoding two frames, the
// decoder is in the state of one that decoded everything.
func (d *Decoder) Feed(h Header, frame []byte) {
	d.keep(d.load(h, frame))
}

// load puts the frame's main data behind what is kept and returns where it ends.
func (d *Decoder) load(h Header, frame []byte) int {
	end := d.kept
	if h.mainStart() < len(frame) {
		end += copy(d.main[d.kept:len(d.main)-tailBytes], frame[h.mainStart():])
	}
	clear(d.main[end : end+tailBytes])
	return end
}

// keep moves the last of the main data to the front.
func (d *Decoder) keep(end int) {
	from := max(end-maxReservoir, 0)
	d.kept = copy(d.main, d.main[from:end])
}

// Decode decodes a whole frame into h.Samples interleaved samples of h.Channels
// channels at the start of dst. It returns false when the frame, or what it
// needs of the frames before, is damaged or missing; the damaged part is
// silence then.
func (d *Decoder) Decode(dst []int16, h Header, frame []byte) (ok bool) {
	if d.stereo && h.Channels == 1 {
		// Nothing of the second channel may sound when it comes back.
		d.hybrid[1], d.synth[1] = hybrid{}, synthesis{}
	}
	d.stereo = h.Channels == 2
	end := d.load(h, frame)
	begin := d.kept
	ok = d.readSide(&h, frame) && d.side.mainBegin <= d.kept
	if ok {
		begin -= d.side.mainBegin
	}
	r := bitReader{buf: d.main[:end+tailBytes], pos: 8 * begin}
	for g := range h.Samples / granuleSamples {
		ok = d.granule(&r, &h, g, 8*end, ok)
		half := dst[g*granuleSamples*h.Channels:]
		for ch := range h.Channels {
			d.sound(&h, &d.side.gr[g][ch], ch, half[ch:])
		}
	}
	d.keep(end)
	return ok
}

func (d *Decoder) readSide(h *Header, frame []byte) bool {
	if len(frame) < h.mainStart() {
		return false
	}
	copy(d.sideRoom[:], frame[h.mainStart()-h.sideSize:h.mainStart()])
	return d.side.parse(&bitReader{buf: d.sideRoom[:]}, h, &d.tables.layouts)
}

// granule reads the coefficients of a granule of all channels, or clears them
// when the frame is damaged.
func (d *Decoder) granule(r *bitReader, h *Header, g, limit int, ok bool) bool {
	gr := &d.side.gr[g]
	var n [2]int
	for ch := range h.Channels {
		if ok = ok && r.pos+gr[ch].bits <= limit; !ok {
			break
		}
		end := r.pos + gr[ch].bits
		d.readScale(r, h, &gr[ch], ch)
		if r.pos > end {
			ok = false
			break
		}
		d.setGains(&gr[ch], &d.scale[ch])
		n[ch] = d.readCoefficients(r, &gr[ch], &d.xr[ch], end)
	}
	if !ok {
		for ch := range h.Channels {
			gr[ch] = granule{layout: &d.tables.long[h.rateRow]}
		}
		return false
	}
	if h.Channels == 2 && h.mode == modeJoint {
		most := d.joinStereo(h, gr, &d.scale[1], n)
		n = [2]int{most, most}
	}
	for ch := range h.Channels {
		gr[ch].filled = n[ch]
	}
	return true
}

func (d *Decoder) readScale(r *bitReader, h *Header, g *granule, ch int) {
	if h.Version == 1 {
		d.scale[ch].read(r, g)
		return
	}
	d.scale[ch].readLow(r, g, h.is && ch == 1)
}

// sound makes samples of the coefficients of one channel.
func (d *Decoder) sound(h *Header, g *granule, ch int, dst []int16) {
	xr := &d.xr[ch]
	n := g.filled
	if g.blockType == blockShort && n > 0 {
		reorder(g, xr, &d.scratch)
		n = granuleSamples
	}
	active := d.hybrid[ch].run(d.tables, g, xr, n, &d.subband)
	for slot := range d.subband {
		clear(d.subband[slot][active:])
	}
	d.synth[ch].run(&d.tables.synth, &d.subband, dst, h.Channels)
}
