package mp3

import "encoding/binary"

// readCoefficients decodes and scales the coefficients of one channel of a
// granule; end is where they must end, in bits. It returns how many of xr may
// be other than zero.
func (d *Decoder) readCoefficients(r *bitReader, g *granule, xr *[granuleSamples]float32, end int) int {
	at := 0
	big := 2 * g.bigValues
	for i, number := range g.tables {
		stop := min(g.regionEnd[i], big)
		if stop <= at {
			continue
		}
		table := d.tables.huffman[number]
		switch {
		case table == nil:
			clear(xr[at:stop])
			at = stop
		case table.linbits == 0:
			at = d.readPairs(r, table, xr, at, stop, end)
		default:
			at = d.readLongPairs(r, table, xr, at, stop, end)
		}
		if at < stop {
			break // the data ended early
		}
	}
	if at >= big {
		at = d.readQuads(r, &d.tables.quads[g.count1], xr, at, end)
	}
	clear(xr[at:])
	r.pos = end
	return at
}

// readPairs decodes pairs of values up to 15 from at to stop, and returns how
// far it came.
func (d *Decoder) readPairs(r *bitReader, t *huffTable, xr *[granuleSamples]float32, at, stop, end int) int {
	buf, pos := r.buf, r.pos
	small := &d.signed
	for ; at < stop && pos <= end; at += 2 {
		w := binary.BigEndian.Uint64(buf[pos>>3:]) << (pos & 7)
		e := t.find(w)
		n := e >> entryLength & 31
		w <<= n
		signX := e >> entrySignX & 1
		x := small[e>>4&15|uint32(w>>63)<<4]
		w <<= signX
		y := small[e&15|uint32(w>>63)<<4]
		pos += int(n + signX + e>>entrySignY&1)
		gain := d.gains[at>>1]
		pair := (*[2]float32)(xr[at:])
		pair[0] = x * gain
		pair[1] = y * gain
	}
	r.pos = pos
	return at
}

// readLongPairs is readPairs for the tables in which a 15 is followed by the
// rest of its value.
func (d *Decoder) readLongPairs(r *bitReader, t *huffTable, xr *[granuleSamples]float32, at, stop, end int) int {
	pos := r.pos
	for ; at < stop && pos <= end; at += 2 {
		w := binary.BigEndian.Uint64(r.buf[pos>>3:]) << (pos & 7)
		e := t.find(w)
		n := int(e >> entryLength & 31)
		pos += n
		w <<= n
		gain := d.gains[at>>1]
		for i, v := range [2]int{int(e >> 4 & 15), int(e & 15)} {
			if v == 0 {
				xr[at+i] = 0
				continue
			}
			if v == 15 {
				v += int(w >> (64 - t.linbits))
				w <<= t.linbits
				pos += t.linbits
			}
			x := d.tables.power[v] * gain
			if w>>63 != 0 {
				x = -x
			}
			w <<= 1
			pos++
			xr[at+i] = x
		}
	}
	r.pos = pos
	return at
}

// readQuads decodes the values of 0 and ±1 after the pairs. What would end
// behind end is no part of the data: some encoders count a few bits too many.
func (d *Decoder) readQuads(r *bitReader, t *[64]uint8, xr *[granuleSamples]float32, at, end int) int {
	pos := r.pos
	for pos < end && at+4 <= granuleSamples {
		w := binary.BigEndian.Uint64(r.buf[pos>>3:]) << (pos & 7)
		e := t[w>>58]
		n := int(e & 15)
		w <<= n
		quad := (*[4]float32)(xr[at:])
		for i := range quad {
			quad[i] = 0
			if e&(0x80>>i) != 0 {
				quad[i] = d.gains[(at+i)>>1]
				if w>>63 != 0 {
					quad[i] = -quad[i]
				}
				w <<= 1
				n++
			}
		}
		if pos += n; pos > end {
			break
		}
		at += 4
	}
	return at
}
