// Package ogg takes the packets of one logical stream out of an Ogg file
// (RFC 3533). It reads from any place, so that a reader can go back to a packet
// that it has seen, and finds its way again behind damaged bytes.
package ogg

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sync"
)

const (
	headerBytes = 27
	maxPage     = headerBytes + 255 + 255*255
	// maxPacket bounds what a packet may gather over pages.
	maxPacket = 1 << 17
	scanStep  = 4 << 10
	// capture is what a page begins with: the pattern and the version, 0.
	capture = "OggS\x00"

	flagContinued = 1
	flagFirst     = 2
	flagLast      = 4
)

// Bytes gives stretches of a file: up to n bytes from off, fewer only at the
// end. The slice may be used until the next call.
type Bytes interface {
	Bytes(off int64, n int) ([]byte, error)
}

// Place is where a packet begins: a page and a segment of it.
type Place struct {
	Page    int64 // offset of the page in the file
	Segment int
}

// Reader reads the packets of the stream that Start chose.
type Reader struct {
	Data   Bytes
	Serial uint32

	page    page
	loaded  bool
	segment int // next one of the page
	body    int // where it begins in the page's body
	partial []byte
}

type page struct {
	off     int64
	flags   byte
	granule int64
	serial  uint32
	lacing  []byte
	body    []byte
}

func (p *page) end() int64 {
	return p.off + int64(headerBytes+len(p.lacing)+len(p.body))
}

// Start looks for the first stream whose first packet begins with magic, and
// leaves the reader behind that packet, which it returns. io.EOF means that
// there is none.
func (r *Reader) Start(magic string) ([]byte, error) {
	off := int64(0)
	for {
		p, err := r.findPage(off)
		if err != nil {
			return nil, err
		}
		if p.flags&flagFirst == 0 {
			return nil, io.EOF // all streams begin before any goes on
		}
		if bytes.HasPrefix(p.body, []byte(magic)) {
			r.Serial = p.serial
			r.enter(p)
			packet, _, err := r.Next()
			return packet, err
		}
		off = p.end()
	}
}

// Go places the reader at a packet.
func (r *Reader) Go(to Place) error {
	p, err := r.findPage(to.Page)
	if err != nil {
		return err
	}
	r.enter(p)
	for r.segment < to.Segment && r.segment < len(p.lacing) {
		r.skipSegment()
	}
	return nil
}

func (r *Reader) enter(p page) {
	r.page, r.loaded, r.segment, r.body = p, true, 0, 0
	r.partial = r.partial[:0]
}

func (r *Reader) skipSegment() {
	r.body += int(r.page.lacing[r.segment])
	r.segment++
}

// Next returns the next packet and where it begins. The slice may be used until
// the next call. io.EOF is the end of the stream.
func (r *Reader) Next() ([]byte, Place, error) {
	place := Place{Page: r.page.off, Segment: r.segment}
	r.partial = r.partial[:0]
	gathering := false
	for {
		if !r.loaded || r.segment == len(r.page.lacing) {
			fresh, err := r.nextPage(gathering)
			if err != nil {
				return nil, place, err
			}
			if fresh {
				gathering, r.partial = false, r.partial[:0]
			}
			if !gathering {
				place = Place{Page: r.page.off, Segment: r.segment}
			}
			continue
		}
		from := r.body
		last := byte(255)
		for last == 255 && r.segment < len(r.page.lacing) {
			last = r.page.lacing[r.segment]
			r.skipSegment()
		}
		piece := r.page.body[from:r.body]
		if last < 255 && !gathering {
			return piece, place, nil
		}
		if len(r.partial)+len(piece) <= maxPacket {
			r.partial = append(r.partial, piece...)
		}
		if last < 255 {
			return r.partial, place, nil
		}
		gathering = true
	}
}

// Granule gives the granule position of the page on which the packet that Next
// returned ends, when it is the last that does; ok is false otherwise.
func (r *Reader) Granule() (granule int64, last, ok bool) {
	for _, n := range r.page.lacing[r.segment:] {
		if n < 255 {
			return 0, false, false
		}
	}
	return r.page.granule, r.page.flags&flagLast != 0, r.loaded
}

// nextPage goes to the next page of the stream. When a packet is being gathered
// and the page does not go on with it, or the page goes on with one that was not
// seen, what belongs together is lost: fresh is true and the rest skipped.
func (r *Reader) nextPage(gathering bool) (fresh bool, err error) {
	if r.loaded && r.page.flags&flagLast != 0 {
		return false, io.EOF
	}
	for {
		p, err := r.findPage(r.page.end())
		if err != nil {
			return false, err
		}
		// Pages of other streams are passed over, by their end.
		r.page.off, r.page.lacing, r.page.body = p.end()-headerBytes, nil, nil
		if p.serial != r.Serial {
			continue
		}
		partial := r.partial
		r.enter(p)
		r.partial = partial
		continued := p.flags&flagContinued != 0
		if continued && !gathering {
			last := byte(255)
			for last == 255 && r.segment < len(p.lacing) {
				last = p.lacing[r.segment]
				r.skipSegment()
			}
		}
		return continued != gathering, nil
	}
}

// LastGranule looks in the last bytes of a file of the given size for the last
// page of the stream, and returns its granule position; ok is false when there
// is none.
func (r *Reader) LastGranule(size int64) (granule int64, ok bool, err error) {
	for off := max(size-2*maxPage, 0); off < size; {
		p, err := r.findPage(off)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return 0, false, err
		}
		if p.serial == r.Serial && p.granule >= 0 {
			granule, ok = p.granule, true
		}
		off = p.end()
	}
	return granule, ok, nil
}

// findPage reads the page at off or, where there is none, the first after it.
func (r *Reader) findPage(off int64) (page, error) {
	for {
		b, err := r.Data.Bytes(off, headerBytes+255)
		if err != nil {
			return page{}, err
		}
		if size := pageSize(b); size > 0 {
			if b, err = r.Data.Bytes(off, size); err != nil {
				return page{}, err
			}
			if p, ok := parsePage(b, size); ok {
				p.off = off
				return p, nil
			}
		}
		next, err := r.search(off + 1)
		if err != nil {
			return page{}, err
		}
		off = next
	}
}

// search finds the next place that begins like a page.
func (r *Reader) search(off int64) (int64, error) {
	for {
		b, err := r.Data.Bytes(off, scanStep)
		if err != nil {
			return 0, err
		}
		if len(b) < headerBytes {
			return 0, io.EOF
		}
		if i := bytes.Index(b, []byte(capture)); i >= 0 {
			return off + int64(i), nil
		}
		off += int64(len(b) - len(capture) + 1)
	}
}

// pageSize gives the size of the page that b begins with; 0 where there is none.
func pageSize(b []byte) int {
	if len(b) < headerBytes || !bytes.HasPrefix(b, []byte(capture)) {
		return 0
	}
	segments := int(b[26])
	if len(b) < headerBytes+segments {
		return 0
	}
	size := headerBytes + segments
	for _, n := range b[headerBytes:][:segments] {
		size += int(n)
	}
	return size
}

// parsePage reads the page that b begins with, if it is whole and its checksum
// is right.
func parsePage(b []byte, size int) (p page, ok bool) {
	if len(b) < size {
		return p, false
	}
	body := headerBytes + int(b[26])
	p = page{
		flags:   b[5],
		granule: int64(binary.LittleEndian.Uint64(b[6:])),
		serial:  binary.LittleEndian.Uint32(b[14:]),
		lacing:  b[headerBytes:body],
		body:    b[body:size],
	}
	return p, checksum(b[:size]) == binary.LittleEndian.Uint32(b[22:])
}

// checksum is the CRC-32 of a page with the polynomial 0x04C11DB7, neither
// reflected nor inverted, over the page with its own field as zero.
func checksum(page []byte) (crc uint32) {
	table := crcTable()
	for i, b := range page {
		if i >= 22 && i < 26 {
			b = 0
		}
		crc = crc<<8 ^ table[byte(crc>>24)^b]
	}
	return crc
}

var crcTable = sync.OnceValue(func() *[256]uint32 {
	var t [256]uint32
	for i := range t {
		crc := uint32(i) << 24
		for range 8 {
			if crc&(1<<31) != 0 {
				crc = crc<<1 ^ 0x04C11DB7
			} else {
				crc <<= 1
			}
		}
		t[i] = crc
	}
	return &t
})
