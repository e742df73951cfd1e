package mp3

import (
	"bytes"
	"testing"
)

func TestHeadersTellTheSizeOfTheFrame(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		bytes               [4]byte
		version, rate       int
		channels, size, sum int
	}{
		"MPEG-1 128 kbit/s":         {[4]byte{0xFF, 0xFB, 0x90, 0x00}, 1, 44100, 2, 417, 1152},
		"MPEG-1 padded":             {[4]byte{0xFF, 0xFB, 0x92, 0x00}, 1, 44100, 2, 418, 1152},
		"MPEG-2 32 kbit/s 16 kHz":   {[4]byte{0xFF, 0xF3, 0x48, 0x00}, 2, 16000, 2, 144, 576},
		"MPEG-2.5 8 kbit/s 8 kHz":   {[4]byte{0xFF, 0xE3, 0x18, 0xC0}, 3, 8000, 1, 72, 576},
		"MPEG-2.5 64 kbit/s 12 kHz": {[4]byte{0xFF, 0xE3, 0x84, 0x00}, 3, 12000, 2, 384, 576},
		"free format":               {[4]byte{0xFF, 0xFB, 0x00, 0x00}, 1, 44100, 2, 0, 1152},
	} {
		h, ok := ParseHeader(c.bytes[:])
		if !ok || h.Version != c.version || h.Rate != c.rate || h.Channels != c.channels || h.Size != c.size || h.Samples != c.sum {
			t.Errorf("%s: header is %+v, %v", name, h, ok)
		}
	}
}

func TestWhatIsNoHeaderIsRefused(t *testing.T) {
	t.Parallel()
	for name, b := range map[string][]byte{
		"too short":        {0xFF, 0xFB, 0x90},
		"no sync":          {0xFF, 0x1B, 0x90, 0x00},
		"reserved version": {0xFF, 0xEB, 0x90, 0x00},
		"reserved layer":   {0xFF, 0xF9, 0x90, 0x00},
		"bad bit rate":     {0xFF, 0xFB, 0xF0, 0x00},
		"reserved rate":    {0xFF, 0xFB, 0x9C, 0x00},
	} {
		if h, ok := ParseHeader(b); ok {
			t.Errorf("%s: read as %+v", name, h)
		}
	}
}

// A full code has no hole: the code words of a table cover every bit pattern.
func TestEveryHuffmanTableIsAFullCode(t *testing.T) {
	t.Parallel()
	for list, size := range map[string]int{
		codes1: 4, codes2: 9, codes3: 9, codes5: 16, codes6: 16, codes7: 36, codes8: 36, codes9: 36, codes10: 64, codes11: 64,
		codes12: 64, codes13: 256, codes15: 256, codes16: 256, codes24: 256, codes32: 16, codes33: 16,
	} {
		codes := readCodes(list)
		var sum uint64
		seen := map[uint32]bool{}
		for _, c := range codes {
			sum += 1 << (32 - c.length)
			seen[c.value] = true
		}
		if len(codes) != size || len(seen) != size || sum != 1<<32 {
			t.Errorf("table of %d codes, %d values and a share of %g, want %d and 1", len(codes), len(seen), float64(sum)/(1<<32), size)
		}
	}
}

func TestEveryCodeWordIsFoundByItsTable(t *testing.T) {
	t.Parallel()
	tab := buildTables()
	for n, list := range map[int]string{1: codes1, 7: codes7, 13: codes13, 15: codes15, 16: codes16, 24: codes24} {
		for _, c := range readCodes(list) {
			e := tab.huffman[n].find(uint64(c.word)<<32 | 1<<20)
			if e&0xFF != c.value || int(e>>entryLength&31) != c.length {
				t.Errorf("table %d: the word of %#x is found as %#x of %d bits", n, c.value, e&0xFF, e>>entryLength&31)
			}
		}
	}
}

// Every sample rate cuts the 576 coefficients into bands without a rest.
func TestBandsFillTheGranule(t *testing.T) {
	t.Parallel()
	all := buildLayouts()
	for kind, rows := range map[string][9]layout{"long": all.long, "short": all.short, "mixed": all.mixed} {
		for row, l := range rows {
			at := 0
			for _, b := range l.bands {
				if b.start != at || b.width%2 != 0 {
					t.Errorf("%s row %d: a band of %d at %d, want at %d", kind, row, b.width, b.start, at)
				}
				at += b.width
			}
			if at != granuleSamples || len(l.bands) > maxBands {
				t.Errorf("%s row %d: %d bands end at %d", kind, row, len(l.bands), at)
			}
		}
	}
}

func FuzzDecoder(f *testing.F) {
	f.Add(append([]byte{0xFF, 0xF3, 0x48, 0x00}, "something to read as side information"...))
	f.Add(append([]byte{0xFF, 0xFB, 0x90, 0x70}, bytes.Repeat([]byte{0xFF}, 60)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := NewDecoder()
		pcm := make([]int16, 2*MaxFrameSamples)
		for range 3 {
			h, ok := ParseHeader(data)
			if !ok || h.Layer != 3 {
				return
			}
			d.Decode(pcm, h, data)
			d.Feed(h, data)
		}
	})
}

func BenchmarkParseHeader(b *testing.B) {
	frame := []byte{0xFF, 0xF3, 0x48, 0x00}
	for b.Loop() {
		if _, ok := ParseHeader(frame); !ok {
			b.Fatal("no header")
		}
	}
}
