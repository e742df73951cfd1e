package mp3

import "strconv"

// rootBits is how much of a code word the first look-up takes; nearly all of
// what is said fits.
const rootBits = 9

// Entries of a huffTable: y in bits 0–3, x in 4–7, the length of the code word in
// 8–12, whether x and y have a sign bit in 16 and 17. A link has bit 31, the
// place in rest in 0–15 and the number of further bits in 16–19.
const (
	entryLink   = 1 << 31
	entryLength = 8
	entrySignX  = 16
	entrySignY  = 17
	linkBits    = 16
)

// huffTable decodes the pairs of one of the tables of the standard.
type huffTable struct {
	root    [1 << rootBits]uint32
	rest    []uint32
	linbits int // of a value that is 15
}

type code struct {
	value  uint32
	length int
	word   uint32 // at the top
}

// readCodes unpacks a list of huffman_data.go and finds the code words: each
// begins where the one before ended.
func readCodes(list string) []code {
	codes := make([]code, 0, len(list)/4)
	var next uint64
	for i := 0; i+4 <= len(list); i += 4 {
		v, _ := strconv.ParseUint(list[i:i+4], 16, 16) // the list is a constant, checked by a test
		c := code{value: uint32(v >> 8), length: int(v & 0xFF), word: uint32(next)}
		codes = append(codes, c)
		next += 1 << (32 - c.length)
	}
	return codes
}

func (t *tables) buildHuffman() {
	lists := map[int]string{
		1: codes1, 2: codes2, 3: codes3, 5: codes5, 6: codes6, 7: codes7, 8: codes8, 9: codes9, 10: codes10,
		11: codes11, 12: codes12, 13: codes13, 15: codes15,
	}
	for n, list := range lists {
		t.huffman[n] = newHuffTable(readCodes(list), 0)
	}
	linbits := [16]int{1, 2, 3, 4, 6, 8, 10, 13, 4, 5, 6, 7, 8, 9, 11, 13}
	codes := [2][]code{readCodes(codes16), readCodes(codes24)}
	for i, bits := range linbits {
		t.huffman[16+i] = newHuffTable(codes[i/8], bits)
	}
	for i, list := range []string{codes32, codes33} {
		for _, c := range readCodes(list) {
			first := c.word >> 26
			for j := range uint32(1) << (6 - c.length) {
				t.quads[i][first+j] = uint8(c.value<<4) | uint8(c.length)
			}
		}
	}
}

func newHuffTable(codes []code, linbits int) *huffTable {
	t := &huffTable{linbits: linbits}
	for i := 0; i < len(codes); {
		c := codes[i]
		prefix := c.word >> (32 - rootBits)
		if c.length <= rootBits {
			for j := range uint32(1) << (rootBits - c.length) {
				t.root[prefix+j] = c.entry()
			}
			i++
			continue
		}
		end, longest := i, 0
		for end < len(codes) && codes[end].word>>(32-rootBits) == prefix {
			longest = max(longest, codes[end].length)
			end++
		}
		t.link(prefix, codes[i:end], longest-rootBits)
		i = end
	}
	return t
}

// link adds the second look-up for code words that share their first bits.
func (t *huffTable) link(prefix uint32, codes []code, bits int) {
	t.root[prefix] = entryLink | uint32(bits)<<linkBits | uint32(len(t.rest))
	for _, c := range codes {
		for range 1 << (rootBits + bits - c.length) {
			t.rest = append(t.rest, c.entry())
		}
	}
}

func (c code) entry() uint32 {
	e := c.value | uint32(c.length)<<entryLength
	if c.value>>4 != 0 {
		e |= 1 << entrySignX
	}
	if c.value&15 != 0 {
		e |= 1 << entrySignY
	}
	return e
}

// find looks up the code word at the top of w.
func (t *huffTable) find(w uint64) uint32 {
	e := t.root[w>>(64-rootBits)]
	if e&entryLink != 0 {
		bits := e >> linkBits & 15
		e = t.rest[uint64(e&0xFFFF)+w<<rootBits>>(64-bits)]
	}
	return e
}
