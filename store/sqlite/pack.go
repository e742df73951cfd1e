package sqlite

import (
	"encoding/binary"
	"fmt"
	"math"

	"razbor/store"
)

// packer writes a record as varints and strings with their length before them.
// A record begins with the version of its form.
type packer struct{ b []byte }

func (p *packer) int(v int64)   { p.b = binary.AppendVarint(p.b, v) }
func (p *packer) uint(v uint64) { p.b = binary.AppendUvarint(p.b, v) }

func (p *packer) str(s string) {
	p.uint(uint64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packer) float(v float64) { p.b = binary.BigEndian.AppendUint64(p.b, math.Float64bits(v)) }

// flags packs yes-and-no fields into one number, the first lowest.
func (p *packer) flags(flags ...bool) {
	var v uint64
	for i, f := range flags {
		if f {
			v |= 1 << i
		}
	}
	p.uint(v)
}

// unpacker reads what a packer wrote. After the first damage it gives zeroes;
// err says so in the end.
type unpacker struct {
	b   []byte
	err error
}

func (u *unpacker) damage() {
	u.b = nil
	if u.err == nil {
		u.err = fmt.Errorf("unpack a record: %w", store.ErrDamaged)
	}
}

func (u *unpacker) int() int64 {
	v, n := binary.Varint(u.b)
	if n <= 0 {
		u.damage()
		return 0
	}
	u.b = u.b[n:]
	return v
}

func (u *unpacker) uint() uint64 {
	v, n := binary.Uvarint(u.b)
	if n <= 0 {
		u.damage()
		return 0
	}
	u.b = u.b[n:]
	return v
}

func (u *unpacker) str() string {
	n := u.uint()
	if n > uint64(len(u.b)) {
		u.damage()
		return ""
	}
	s := string(u.b[:n])
	u.b = u.b[n:]
	return s
}

const floatBytes = 8

func (u *unpacker) float() float64 {
	if len(u.b) < floatBytes {
		u.damage()
		return 0
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(u.b))
	u.b = u.b[floatBytes:]
	return v
}

// count reads how many records of at least one byte follow: never more than
// there are bytes, so that damage cannot ask for any amount of memory.
func (u *unpacker) count() int {
	n := u.uint()
	if n > uint64(len(u.b)) {
		u.damage()
		return 0
	}
	return int(n)
}

func (u *unpacker) flags(flags ...*bool) {
	v := u.uint()
	for i, f := range flags {
		*f = v&(1<<i) != 0
	}
}

// form checks the version a record begins with.
func (u *unpacker) form(version uint64) {
	if u.uint() != version {
		u.damage()
	}
}

// end returns the damage that was met, or that something is left over.
func (u *unpacker) end() error {
	if u.err == nil && len(u.b) > 0 {
		u.damage()
	}
	return u.err
}
