package review

import "testing"

func TestAMomentIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	const here, length = 100_000, 262_000
	cases := map[string]int64{
		"3:47": 227_000, "347": 227_000, "3.47": 227_000, "3,47": 227_000, "47": 47_000, "5": 5_000, "-10": 90_000, "−10": 90_000,
		"+30": 130_000, "+1:30": 190_000, "50%": 131_000, "0": 0, "100%": 262_000, " 3:47 ": 227_000,
		"9:59": 262_000, "-999": 0, "0:0:7": 7_000, "1:02:03": 262_000,
	}
	for text, want := range cases {
		if got, ok := parseMoment(text, here, length); !ok || got != want {
			t.Errorf("%q is %d (%v), want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "x", "3:", ":", "101%", "-", "+", "1:2:3:4", "99999999999999", "3:-1", "%"} {
		if got, ok := parseMoment(text, here, length); ok {
			t.Errorf("%q was read as %d", text, got)
		}
	}
}

func FuzzMoment(f *testing.F) {
	for _, s := range []string{"3:47", "347", "-10", "+30", "50%", "1:02:03", "９", "−"} {
		f.Add(s, int64(1000), int64(262_000))
	}
	f.Fuzz(func(t *testing.T, text string, here, length int64) {
		length = max(length, 0) % (1 << 40)
		got, ok := parseMoment(text, bound(here, length), length)
		if ok && (got < 0 || got > length) {
			t.Errorf("%q in a call of %d ms is %d", text, length, got)
		}
	})
}
