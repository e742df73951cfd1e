package adpcm_test

import (
	"testing"

	"razbor/audio/decode/adpcm"
)

func TestBlocksHoldAsManySamplesAsTheirSizeTells(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ got, want int }{
		"IMA mono as Microsoft writes it": {adpcm.IMASamples(256, 1), 505},
		"IMA stereo":                      {adpcm.IMASamples(2048, 2), 2041},
		"IMA with no room for a header":   {adpcm.IMASamples(7, 2), 0},
		"IMA with a header alone":         {adpcm.IMASamples(4, 1), 1},
		"Microsoft mono":                  {adpcm.MSSamples(256, 1), 500},
		"Microsoft stereo":                {adpcm.MSSamples(1024, 2), 1012},
		"Microsoft with no room":          {adpcm.MSSamples(13, 2), 0},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d samples, want %d", name, c.got, c.want)
		}
	}
}

// An index past the table and a predictor that does not exist come from damage.
func TestHeadersOutOfRangeAreLimited(t *testing.T) {
	t.Parallel()
	block := make([]byte, 64)
	for i := range block {
		block[i] = 0xFF
	}
	dst := make([]int16, 512)
	if n := adpcm.DecodeIMA(dst, block, 1); n != adpcm.IMASamples(64, 1) {
		t.Errorf("IMA gave %d samples", n)
	}
	if n := adpcm.DecodeMS(dst, block, 2, adpcm.StandardPairs()); n != adpcm.MSSamples(64, 2) {
		t.Errorf("Microsoft gave %d samples", n)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add([]byte{0, 0, 88, 0, 0x77, 0x88, 0xFF, 0x00, 1, 2, 3, 4, 5, 6, 7, 8}, byte(1))
	f.Fuzz(func(t *testing.T, block []byte, channels byte) {
		ch := int(channels%2) + 1
		dst := make([]int16, 4*len(block)+16)
		adpcm.DecodeIMA(dst, block, ch)
		adpcm.DecodeMS(dst, block, ch, adpcm.StandardPairs())
		adpcm.DecodeMS(dst, block, ch, [][2]int32{{-32768, 32767}, {32767, 32767}})
	})
}
