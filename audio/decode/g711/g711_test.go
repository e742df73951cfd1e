package g711_test

import (
	"testing"

	"razbor/audio/decode/g711"
)

// The values are those of the tables of G.711 and of every telephone: what an
// idle line sends, the loudest codes and the first steps.
func TestCodesHaveTheirValues(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		decode func([]int16, []byte)
		values map[byte]int16
	}{
		"A-law": {g711.DecodeALaw, map[byte]int16{0xD5: 8, 0x55: -8, 0xD4: 24, 0x54: -24, 0xAA: 32256, 0x2A: -32256, 0x80: 5504}},
		"µ-law": {g711.DecodeMuLaw, map[byte]int16{0xFF: 0, 0x7F: 0, 0xFE: 8, 0x7E: -8, 0x80: 32124, 0x00: -32124, 0xF0: 120}},
	} {
		for code, want := range c.values {
			var got [1]int16
			c.decode(got[:], []byte{code})
			if got[0] != want {
				t.Errorf("%s code %#02x is %d, want %d", name, code, got[0], want)
			}
		}
	}
}

func TestBothHalvesOfALawAreMirrored(t *testing.T) {
	t.Parallel()
	for name, decode := range map[string]func([]int16, []byte){"A-law": g711.DecodeALaw, "µ-law": g711.DecodeMuLaw} {
		for code := range 128 {
			var pair [2]int16
			decode(pair[:], []byte{byte(code), byte(code | 0x80)})
			if pair[0] != -pair[1] {
				t.Errorf("%s codes %#02x and %#02x are %d and %d", name, code, code|0x80, pair[0], pair[1])
			}
		}
	}
}
