package mp3

import "encoding/binary"

// bitReader reads a byte slice most significant bit first. The slice has
// tailBytes of room behind the last bit, so that a read never has to look where
// it stands; reads past the end give the bytes that are there, and who cares
// compares pos with a limit.
type bitReader struct {
	buf []byte
	pos int // in bits
}

// tailBytes is the room that a bitReader needs behind its data: what may be read
// before the end is looked at, the scalefactors of a granule (39 of 5 bits), and
// the word of the last peek.
const tailBytes = 48

// peek gives the next 57 bits or more at the top of a word.
func (b *bitReader) peek() uint64 {
	return binary.BigEndian.Uint64(b.buf[b.pos>>3:]) << (b.pos & 7)
}

// get reads n bits, 0 to 32.
func (b *bitReader) get(n int) int {
	v := b.peek() >> 1 >> (63 - n)
	b.pos += n
	return int(v)
}

func (b *bitReader) flag() bool { return b.get(1) != 0 }
