// Package g711 decodes the two laws of ITU-T G.711, the codecs of the telephone
// network: one byte a sample.
package g711

var (
	aLaw  = table(expandALaw)
	muLaw = table(expandMuLaw)
)

// DecodeALaw turns A-law bytes into 16-bit samples; src must hold len(dst) of them.
func DecodeALaw(dst []int16, src []byte) { decode(dst, src, &aLaw) }

// DecodeMuLaw turns µ-law bytes into 16-bit samples; src must hold len(dst) of them.
func DecodeMuLaw(dst []int16, src []byte) { decode(dst, src, &muLaw) }

func decode(dst []int16, src []byte, t *[256]int16) {
	src = src[:len(dst)]
	for i, b := range src {
		dst[i] = t[b]
	}
}

func table(expand func(byte) int16) (t [256]int16) {
	for i := range t {
		t[i] = expand(byte(i))
	}
	return t
}

// expandALaw follows G.711 table 1: even bits inverted, sign, 3 bits of segment,
// 4 bits of step; the value stands in the middle of its interval. 13 bits are
// scaled to 16.
func expandALaw(b byte) int16 {
	b ^= 0x55
	segment := int(b>>4) & 7
	v := int(b&0x0F)<<4 + 8
	if segment > 0 {
		v = (v + 0x100) << (segment - 1)
	}
	if b&0x80 == 0 {
		v = -v
	}
	return int16(v)
}

// expandMuLaw follows G.711 table 2: all bits inverted, sign, 3 bits of segment,
// 4 bits of step, bias 33. 14 bits are scaled to 16.
func expandMuLaw(b byte) int16 {
	const bias = 33 << 2
	b = ^b
	v := (int(b&0x0F)<<3+bias)<<(int(b>>4)&7) - bias
	if b&0x80 != 0 {
		v = -v
	}
	return int16(v)
}
