package review

import (
	"testing"
	"unicode/utf8"

	"razbor/scoring"
)

func TestWordsGetTheTimesTheyAreSaidAt(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		in   scoring.Segment
		want []int64
	}{
		"the recogniser's own": {
			scoring.Segment{StartMS: 100, EndMS: 900, Text: "раз, два", Words: []scoring.Word{{StartMS: 100, EndMS: 300, Text: "раз"}, {StartMS: 700, EndMS: 900, Text: "два"}}},
			[]int64{100, 700},
		},
		"spread by letters where there are none": {scoring.Segment{StartMS: 0, EndMS: 1000, Text: "аб вгдежзик"}, []int64{0, 200}},
		"by pieces of words": {
			scoring.Segment{StartMS: 0, EndMS: 1000, Text: "подоконник бел", Words: []scoring.Word{{StartMS: 0, EndMS: 100, Text: "подо"}, {StartMS: 100, EndMS: 600, Text: "конник"}, {StartMS: 900, EndMS: 1000, Text: "бел"}}},
			[]int64{0, 600},
		},
		"out of order and out of bounds": {
			scoring.Segment{StartMS: 500, EndMS: 900, Text: "a b c", Words: []scoring.Word{{StartMS: 5000, Text: "a"}, {StartMS: -9, Text: "b"}, {StartMS: 700, Text: "c"}}},
			[]int64{900, 900, 900},
		},
		"an end before the start": {scoring.Segment{StartMS: 500, EndMS: 100, Text: "a b"}, []int64{500, 500}},
	}
	for name, c := range cases {
		got := timedWords(c.in)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d words, want %d", name, len(got), len(c.want))
			continue
		}
		for i, w := range got {
			if w.startMS != c.want[i] {
				t.Errorf("%s: word %q begins at %d, want %d", name, w.text, w.startMS, c.want[i])
			}
		}
	}
}

func TestTheLineAtAMomentIsTheLastThatBegan(t *testing.T) {
	t.Parallel()
	us := []utterance{{startMS: 1000, endMS: 2000}, {startMS: 5000, endMS: 9000}, {startMS: 6000, endMS: 7000}}
	for at, want := range map[int64]int{0: -1, 999: -1, 1000: 0, 4999: 0, 5000: 1, 6500: 2, 99_000: 2} {
		if got := lineAt(us, at); got != want {
			t.Errorf("at %d ms it is line %d, want %d", at, got, want)
		}
	}
}

func FuzzTimedWords(f *testing.F) {
	f.Add("раз два три", int64(0), int64(1000), "раз", int64(5), int64(10))
	f.Add("\x1b[31mкрасный\u202e", int64(-5), int64(-9), "", int64(1<<40), int64(-1))
	f.Fuzz(func(t *testing.T, text string, start, end int64, word string, from, to int64) {
		limit := func(n int64) int64 { return n % (1 << 44) }
		s := scoring.Segment{StartMS: limit(start), EndMS: limit(end), Text: text, Words: []scoring.Word{{StartMS: limit(from), EndMS: limit(to), Text: word}}}
		at := s.StartMS
		for _, w := range timedWords(s) {
			if w.startMS < at || w.endMS < w.startMS || w.endMS > max(s.EndMS, s.StartMS) {
				t.Fatalf("word %q at %d…%d of %d…%d", w.text, w.startMS, w.endMS, s.StartMS, s.EndMS)
			}
			if !utf8.ValidString(w.text) {
				t.Fatalf("word %q is not valid", w.text)
			}
			at = w.startMS
		}
	})
}
