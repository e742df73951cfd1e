package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestStrangersTextIsOneVisibleLine(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ in, want string }{
		"clean text stays":                {"Иван Петров, 101", "Иван Петров, 101"},
		"colour is taken out":             {"\x1b[31mИван\x1b[0m", "Иван"},
		"a title is not set":              {"a\x1b]0;owned\x07b", "ab"},
		"a clipboard is not set":          {"\x1b]52;c;aGk=\x1b\\x", "x"},
		"C1 controls go":                  {"a\u009b31mb", "a31mb"},
		"line breaks and tabs are spaces": {"a\r\n\tb", "a   b"},
		"directions go":                   {"\u202eabc\u202c\u2066d\u2069\u200f", "abcd"},
		"zero width goes":                 {"a\u200b\u200d\ufeffb", "ab"},
		"й of two parts is one letter":    {"и\u0306", "й"},
		"a tower of marks is cut":         {"a" + strings.Repeat("\u0335", 50), "a\u0335\u0335"},
		"broken UTF-8 is shown":           {"a\xffb", "a\uFFFDb"},
		"tags go":                         {"x\U000E0041\U000E007F", "x"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Line(c.in); got != c.want {
				t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestALongLineIsBounded(t *testing.T) {
	t.Parallel()
	if n := utf8.RuneCountInString(Line(strings.Repeat("я\u200b", 100_000))); n > maxRunes {
		t.Errorf("a line of 100000 characters came out %d long", n)
	}
}

func FuzzLine(f *testing.F) {
	for _, s := range []string{"Иван", "\x1b[2J\x1b]8;;http://x\x07a", "\u202e👨‍👩‍👧🏿", "a\u0301\u0301\u0301", "\xf0\x9f", "\u009b1m"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := Line(s)
		if !utf8.ValidString(out) {
			t.Errorf("not UTF-8: %q", out)
		}
		for _, r := range out {
			if unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) {
				t.Errorf("%U came through in %q", r, out)
			}
		}
		if again := Line(out); again != out {
			t.Errorf("not settled: %q, then %q", out, again)
		}
	})
}
