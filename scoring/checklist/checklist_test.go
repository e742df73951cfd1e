package checklist

import (
	"errors"
	"strings"
	"testing"
)

func TestBuiltInListsAreRight(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ru", "en"} {
		l, err := Parse(lang, Source(lang))
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Items) != 8 || len(BuiltIn(lang).Items) != 8 {
			t.Errorf("%s has %d items, want 8", lang, len(l.Items))
		}
	}
}

func TestMistakesAreReportedWithTheirLine(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		file string
		line int
		want string
	}{
		"unknown key":  {"id=\"x\"\n[[item]]\nid=\"a\"\nrule=\"agreement\"\nwieght=1\n", 5, "unknown key"},
		"unknown move": {"[[item]]\nid=\"a\"\nrule=\"said\"\nsay={moves=[\"dances\"]}\n", 1, "unknown move"},
		"unknown rule": {"[[item]]\nid=\"b\"\nrule=\"agreement\"\n[[item]]\nid=\"a\"\nrule=\"guess\"\n", 4, "unknown rule"},
		"twice":        {"[[item]]\nid=\"a\"\nrule=\"agreement\"\n[[item]]\nid=\"a\"\nrule=\"agreement\"\n", 4, "twice"},
		"syntax":       {"id=\"x\n", 1, ""},
		"no phrase":    {"\n[[item]]\nid=\"a\"\nrule=\"said\"\n", 2, "needs say"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("own.toml", []byte(tc.file))
			var e *Error
			if !errors.As(err, &e) || e.Line != tc.line || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want line %d: %s", err, tc.line, tc.want)
			}
		})
	}
}

func TestVersionFollowsWhatIsJudgedAndNotHowItIsCalled(t *testing.T) {
	t.Parallel()
	a, b, c := BuiltIn("ru"), BuiltIn("ru"), BuiltIn("ru")
	b.Items[0].Title = map[string]string{"ru": "Другое имя"}
	c.Items[1].Pass = 3
	if a.Version() != b.Version() {
		t.Error("a title changes the version")
	}
	if a.Version() == c.Version() {
		t.Error("a threshold does not change the version")
	}
}

func FuzzParseNeverPanics(f *testing.F) {
	f.Add(Source("ru"))
	f.Add([]byte("[[item]]\nid=\"a\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, err := Parse("fuzz.toml", data)
		if (l == nil) == (err == nil) {
			t.Fatalf("list %v with error %v", l, err)
		}
	})
}

func TestAnItemWithoutAWeightCountsOnce(t *testing.T) {
	t.Parallel()
	l, err := Parse("own.toml", []byte(`
[[item]]
id = "greeting"
rule = "said"
say = { phrases = ["добрый день"] }
[[item]]
id = "promo"
weight = 0
rule = "said"
say = { phrases = ["акция"] }
[[item]]
id = "need"
weight = 4
rule = "count"
say = { moves = ["ask"] }
`))
	if err != nil {
		t.Fatal(err)
	}
	w := l.Weights()
	if w["greeting"] != 1 || w["promo"] != 0 || w["need"] != 4 || len(w) != 3 {
		t.Errorf("weights %v", w)
	}
}
