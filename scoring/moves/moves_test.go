package moves

import (
	"strings"
	"testing"
	"unicode/utf8"

	"razbor/scoring"
	"razbor/scoring/moves/linear"
	"razbor/scoring/text"
)

func reader(tb testing.TB, phrases ...string) *Reader {
	tb.Helper()
	set, err := linear.BuiltIn()
	if err != nil {
		tb.Fatal(err)
	}
	r, err := NewReader(phrases, set)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

func say(speaker scoring.Speaker, lines ...string) scoring.Transcript {
	t := scoring.Transcript{}
	for i, l := range lines {
		t.Segments = append(t.Segments, scoring.Segment{Speaker: speaker, StartMS: int64(i) * 1000, Text: l})
		speaker = map[scoring.Speaker]scoring.Speaker{scoring.Manager: scoring.Client, scoring.Client: scoring.Manager}[speaker]
	}
	return t
}

func TestMovesAreHeardInBothLanguagesAndWithoutPunctuation(t *testing.T) {
	t.Parallel()
	r := reader(t)
	tests := map[string]struct {
		text  string
		by    scoring.Speaker
		class Class
	}{
		"greets":                {"добрый день компания ромашка", scoring.Manager, Greet},
		"greets in English":     {"good afternoon acme dental", scoring.Manager, Greet},
		"names himself":         {"меня зовут кирилл", scoring.Manager, Self},
		"asks the price":        {"а сколько стоит окно", scoring.Client, PriceAsk},
		"asks it barely":        {"сколько рейку перебрать", scoring.Client, PriceAsk},
		"asks it in English":    {"how much does it cost", scoring.Client, PriceAsk},
		"finds it dear":         {"ну это очень дорого", scoring.Client, ObjectPrice},
		"finds it dear, en":     {"that's too expensive for us", scoring.Client, ObjectPrice},
		"will think":            {"мне надо подумать", scoring.Client, ObjectThink},
		"will ask her husband":  {"надо с мужем посоветоваться", scoring.Client, ObjectAuthority},
		"asks, no mark":         {"а какая у вас площадь", scoring.Manager, Ask},
		"asks when":             {"когда вам это нужно", scoring.Manager, TopicWhen},
		"asks of the budget":    {"на какую сумму рассчитываете", scoring.Manager, TopicBudget},
		"names a price":         {"выйдет двадцать две тысячи рублей", scoring.Manager, Price},
		"names a moment":        {"завтра в шесть", scoring.Client, Moment},
		"hurries":               {"решать надо прямо сейчас", scoring.Manager, PressUrgency},
		"is hurt by the tone":   {"не хамите мне пожалуйста", scoring.Client, Hurt},
		"says goodbye":          {"всего доброго", scoring.Manager, Bye},
		"says goodbye, English": {"take care bye", scoring.Manager, Bye},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			turns := r.Read(say(tc.by, tc.text))
			if !turns[0].Has(tc.class) {
				t.Errorf("%q is not heard to do it; hits %v", tc.text, turns[0].Hits)
			}
		})
	}
}

func TestSizesAreNoPricesAndDurationsNoMoments(t *testing.T) {
	t.Parallel()
	r := reader(t)
	for _, text := range []string{"три на шесть метров", "работаем с девяти до шести лет двадцать", "замер займёт два часа работы"} {
		if turns := r.Read(say(scoring.Manager, text)); turns[0].Has(Price) {
			t.Errorf("%q is heard as a price", text)
		}
	}
}

func TestPhrasesOfAUserMatchInEveryForm(t *testing.T) {
	t.Parallel()
	r := reader(t, "специальное предложение", "откуда узнали")
	turns := r.Read(say(scoring.Manager, "о нашем специальном предложении", "откуда вы о нас узнали", "специально для вас есть одно предложение года", "предложение специальное"))
	want := [][2]bool{{true, false}, {false, true}, {false, false}, {false, false}}
	for i, w := range want {
		if got := [2]bool{turns[i].Phrases[0], turns[i].Phrases[1]}; got != w {
			t.Errorf("%q: got %v, want %v", turns[i].Text, got, w)
		}
	}
}

func TestALexiconMistakeNamesItsLine(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"[greet]\nпривет\n[dance]\n": "x.lex:3", "привет\n": "x.lex:1", "[greet]\n^ $\n": "x.lex:2"} {
		c := newCompiler(func(name string) (uint16, bool) { return 0, name == "greet" })
		if err := c.file("x.lex", []byte(file)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives %v, want %s", file, err, want)
		}
	}
}

func TestPhrasePatterns(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		pattern  string
		hit, not []string
	}{
		"alternatives":   {"до свидания|встречи", []string{"ну до встречи"}, []string{"до дома"}},
		"prefix":         {"подума~", []string{"подумаю", "мы подумаем"}, []string{"думаю"}},
		"suffix":         {"сколько ~ть", []string{"сколько менять"}, []string{"сколько окон"}},
		"stem":           {"%акция", []string{"по акции", "акцию"}, []string{"реакция"}},
		"gap":            {"дорого .. меня", []string{"дорого для меня", "дорого это всё меня"}, []string{"дорого раз два три четыре меня"}},
		"absent word":    {"очень? дорого", []string{"дорого", "очень дорого"}, []string{"дёшево"}},
		"not before":     {"!не дорого", []string{"это дорого"}, []string{"не дорого"}},
		"not after":      {"какая цена !скидки", []string{"какая цена"}, []string{"какая цена скидки"}},
		"ends":           {"^ алло $", []string{"алло"}, []string{"ну алло", "алло да"}},
		"two words":      {"я ни_к_чему|зря", []string{"я ни к чему", "я зря"}, []string{"я ни"}},
		"number":         {"по <num>", []string{"по тридцать", "по 30"}, []string{"по пути"}},
		"sentence's end": {"не надо", []string{"не надо"}, []string{"Не. Надо."}},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCompiler(func(string) (uint16, bool) { return 0, true })
			if err := c.file("x.lex", []byte("[x]\n"+tc.pattern+"\n")); err != nil {
				t.Fatal(err)
			}
			m := matcher{lex: c.lex, cache: &wordCache{words: map[string]wordInfo{}}, number: c.group(numberWord)}
			found := func(s string) bool {
				toks := text.Tokens(s)
				return len(m.find(nil, toks, text.Numbers(toks))) > 0
			}
			for _, s := range tc.hit {
				if !found(s) {
					t.Errorf("%q does not match %q", tc.pattern, s)
				}
			}
			for _, s := range tc.not {
				if found(s) {
					t.Errorf("%q matches %q", tc.pattern, s)
				}
			}
		})
	}
}

func FuzzReadKeepsPlaces(f *testing.F) {
	f.Add("Добрый день, «Окна», тридцать две тысячи, завтра в шесть?", "32 000 руб.")
	f.Add("\xff 1'2 ё-ё", "8 800")
	r := reader(f)
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, turn := range r.Read(say(scoring.Manager, a, b)) {
			n := len(turn.Tokens)
			for _, tok := range turn.Tokens {
				if tok.Start < 0 || tok.End > len(turn.Text) || tok.Start >= tok.End || !utf8.ValidString(tok.Text) {
					t.Fatalf("token %+v in %d bytes", tok, len(turn.Text))
				}
			}
			for _, h := range turn.Hits {
				if h.From < 0 || h.To > n || h.From >= h.To {
					t.Fatalf("hit %+v of %d tokens", h, n)
				}
			}
			for _, x := range turn.Numbers {
				if x.From < 0 || x.To > n || x.From >= x.To || x.Milli < 0 {
					t.Fatalf("number %+v of %d tokens", x, n)
				}
			}
			for _, x := range turn.Whens {
				if x.From < 0 || x.To > n || x.From >= x.To {
					t.Fatalf("moment %+v of %d tokens", x, n)
				}
			}
		}
	})
}
