package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"razbor/scoring"
	"razbor/scoring/judge"
)

// whyCodes reads the codes out of the judge's source, so that a new one without
// a sentence is found.
func whyCodes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../scoring/judge/why.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			code, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, code)
		}
		return true
	})
	if len(codes) < 20 {
		t.Fatalf("only %d codes were found", len(codes))
	}
	return codes
}

func TestEveryReasonOfTheJudgeHasASentence(t *testing.T) {
	t.Parallel()
	for _, l := range []Lang{RU, EN} {
		texts := For(l)
		for _, code := range whyCodes(t) {
			if _, ok := texts.Whys.sentences[code]; !ok {
				t.Errorf("%s: no sentence for %q", l, code)
			}
			for _, times := range [][]int64{nil, {31_000}, {31_000, 227_000}, {1, 2, 3, 4, 5, 6}} {
				s := texts.Why(scoring.Why{Code: code, TimesMS: times, Count: 2})
				if s == "" || strings.ContainsAny(s, "%[]") {
					t.Errorf("%s %q with %d moments is said as %q", l, code, len(times), s)
				}
			}
		}
	}
}

func TestAReasonIsSaidWithItsMoments(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		lang Lang
		why  scoring.Why
		want string
	}{
		"price before need": {RU, scoring.Why{Code: judge.WhyPriceBeforeNeed, TimesMS: []int64{31_400}}, "цена названа на 0:31, до неё нет ни одного вопроса о задаче"},
		"moment not known":  {RU, scoring.Why{Code: judge.WhyPriceBeforeNeed}, "цена названа, до неё нет ни одного вопроса о задаче"},
		"count":             {RU, scoring.Why{Code: judge.WhyObjectionsNone, Count: 2, TimesMS: []int64{227_000, 235_000}}, "2\u00a0возражения (3:47, 3:55), ответа по существу нет"},
		"English":           {EN, scoring.Why{Code: judge.WhyNeedNone, TimesMS: []int64{31_000}}, "an offer at 0:31 without a single question about the client's task"},
		"a code of another": {EN, scoring.Why{Code: "from_afar", TimesMS: []int64{5_000}}, "by the rules of the checklist: 0:05"},
	}
	for name, c := range cases {
		if got := For(c.lang).Why(c.why); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
