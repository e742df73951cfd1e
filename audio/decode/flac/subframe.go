package flac

import (
	"encoding/binary"
	"math/bits"
)

// reader reads a frame's bits, most significant first. Past the end it reads
// zeros; over tells.
type reader struct {
	buf []byte
	pos int // in bits
}

// word gives the next 57 bits or more at the top.
func (r *reader) word() uint64 {
	i := r.pos >> 3
	if i+8 <= len(r.buf) {
		return binary.BigEndian.Uint64(r.buf[i:]) << (r.pos & 7)
	}
	var last [8]byte
	if i < len(r.buf) {
		copy(last[:], r.buf[i:])
	}
	return binary.BigEndian.Uint64(last[:]) << (r.pos & 7)
}

func (r *reader) over() bool { return r.pos > 8*len(r.buf) }

// get reads n bits, up to 57.
func (r *reader) get(n int) uint64 {
	v := r.word() >> 1 >> (63 - n)
	r.pos += n
	return v
}

// signed reads a number of n bits in two's complement.
func (r *reader) signed(n int) int64 {
	return int64(r.get(n)<<(64-n)) >> (64 - n)
}

// unary counts zeros up to a one, and reads it.
func (r *reader) unary() (n int) {
	for !r.over() {
		if zeros := bits.LeadingZeros64(r.word()); zeros < 57 {
			r.pos += zeros + 1
			return n + zeros
		}
		r.pos += 57
		n += 57
	}
	return n
}

// subframe reads the samples of a channel (§9.2); false when it is damaged.
func (r *reader) subframe(out []int64, width int) bool {
	head := int(r.get(8))
	wasted := 0
	if head&1 != 0 {
		wasted = r.unary() + 1
		width -= wasted
	}
	kind := head >> 1
	if head&0x80 != 0 || width < 1 {
		return false
	}
	ok := false
	switch {
	case kind == 0:
		v := r.signed(width)
		for i := range out {
			out[i] = v
		}
		ok = true
	case kind == 1:
		for i := range out {
			out[i] = r.signed(width)
		}
		ok = true
	case kind >= 8 && kind <= 12:
		ok = r.fixed(out, width, kind-8)
	case kind >= 32:
		ok = r.linear(out, width, kind-31)
	}
	if wasted > 0 {
		for i := range out {
			out[i] <<= wasted
		}
	}
	return ok && !r.over()
}

// warmUp reads the samples that a predictor begins with.
func (r *reader) warmUp(out []int64, width, order int) bool {
	if order > len(out) {
		return false
	}
	for i := range order {
		out[i] = r.signed(width)
	}
	return true
}

// fixed reads a subframe of one of the fixed predictors (§9.2.5).
func (r *reader) fixed(out []int64, width, order int) bool {
	coefficients := [5][]int64{{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}}[order]
	if !r.warmUp(out, width, order) || !r.residual(out, order) {
		return false
	}
	predict(out, coefficients, 0)
	return true
}

// linear reads a subframe of a predictor that comes with its coefficients (§9.2.6).
func (r *reader) linear(out []int64, width, order int) bool {
	if !r.warmUp(out, width, order) {
		return false
	}
	precision := int(r.get(4)) + 1
	shift := r.signed(5)
	if precision == 16 || shift < 0 {
		return false
	}
	var coefficients [32]int64
	for i := range order {
		coefficients[i] = r.signed(precision)
	}
	if !r.residual(out, order) {
		return false
	}
	predict(out, coefficients[:order], int(shift))
	return true
}

// predict adds to each residual what the samples before it promise.
func predict(out []int64, coefficients []int64, shift int) {
	order := len(coefficients)
	for i := order; i < len(out); i++ {
		var sum int64
		before := out[i-order : i]
		for j, c := range coefficients {
			sum += c * before[order-1-j]
		}
		out[i] += sum >> shift // may run away in a damaged frame; the checksum tells
	}
}

// residual reads what the predictor left, in partitions of Rice codes (§9.2.7).
func (r *reader) residual(out []int64, order int) bool {
	method := r.get(2)
	partitions := 1 << r.get(4)
	count := len(out) / partitions
	if method > 1 || count*partitions != len(out) || count < order {
		return false
	}
	paramBits := 4 + int(method)
	escape := 1<<paramBits - 1
	at := order
	for p := range partitions {
		end := (p + 1) * count
		param := int(r.get(paramBits))
		if param == escape {
			width := int(r.get(5))
			for ; at < end; at++ {
				out[at] = 0
				if width > 0 {
					out[at] = r.signed(width)
				}
			}
		}
		for ; at < end; at++ {
			v := uint64(r.unary())<<param | r.get(param)
			out[at] = int64(v>>1) ^ -int64(v&1)
		}
		if r.over() {
			return false
		}
	}
	return true
}
