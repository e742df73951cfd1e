package judge_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/eval"
	"razbor/scoring/judge"
)

// The answered call-back of the demo is labelled but is none of the day's 28 calls.
const demoCallback = "1792069822.48297"

func TestDemoDayLosesTwentyOfTwentyEight(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	lost, steps, needs := 0, 0, 0
	reasons := map[scoring.Reason]int{}
	for _, c := range calls(t, "demo") {
		if c.ID == demoCallback {
			continue
		}
		got := j.Judge(c.Transcript())
		if got.Lost != c.Labels.Lost {
			t.Errorf("%s: lost is %v, want %v", c.ID, got.Lost, c.Labels.Lost)
		}
		if got.Lost {
			lost++
			reasons[got.LossReason]++
		} else {
			steps++
		}
		f, _ := got.Finding(scoring.Need)
		if f.Verdict != c.Labels.Items[scoring.Need] {
			t.Errorf("%s: need is %s, want %s", c.ID, f.Verdict, c.Labels.Items[scoring.Need])
		}
		if f.Verdict == scoring.Miss {
			needs++
		}
	}
	if lost != 20 || steps != 8 || needs != 8 {
		t.Errorf("lost %d, next steps %d, need misses %d; want 20, 8, 8", lost, steps, needs)
	}
	want := map[scoring.Reason]int{"price": 5, "think": 4, "authority": 2, "no_next_step": 2, "not_now": 2, "trust": 2, "competitor": 1, "early_price": 1, "rudeness": 1}
	if !reflect.DeepEqual(reasons, want) {
		t.Errorf("reasons %v, want %v", reasons, want)
	}
}

func TestTheCallIsLostAtItsPriceObjection(t *testing.T) {
	t.Parallel()
	for _, c := range calls(t, "demo") {
		if c.ID != "1792051946.48232" {
			continue
		}
		got := newJudge(t).Judge(c.Transcript())
		if !got.Lost || got.LossAtMS != 227000 || got.LossReason != scoring.Reason(scoring.ObjectPrice) {
			t.Errorf("lost %v at %d for %q, want at 227000 for price", got.Lost, got.LossAtMS, got.LossReason)
		}
		return
	}
	t.Fatal("the call is not in the demo")
}

// The floors are those that the product promises on the calls it was made with.
func TestLabelledCallsAreJudgedAsTheirAuthorsDid(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	var all []corpus.Call
	for _, author := range []string{"dev", "dev2", "dev3"} {
		all = append(all, calls(t, author)...)
	}
	predicted := map[string]corpus.Labels{}
	for _, c := range all {
		predicted[c.ID] = corpus.LabelsOf(j.Judge(c.Transcript()))
	}
	r := eval.Compare(all, predicted)
	floor := func(name string, got, want float64) {
		if got < want {
			t.Errorf("%s is %.3f, want at least %.2f", name, got, want)
		}
	}
	floor("macro miss F1", r.MacroF1, 0.88)
	floor("macro kappa", r.MacroKappa, 0.80)
	floor("lost F1", r.Calls.LostF1, 0.95)
	floor("target", r.Calls.Target, 0.98)
	floor("loss reason", r.Calls.Reason, 0.80)
	for _, f := range r.Items {
		floor(string(f.Item)+" miss F1", f.F1, 0.80)
	}
}

func TestNamesDoNotMatter(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	swap := strings.NewReplacer("Иван", "Рустам", "Ольга", "Жанна", "Дмитрий", "Эдуард", "Анна", "Гульнара", "Сергей", "Тимур", "Вера", "Зоя",
		"марина", "лейла", "сергей", "ильдар", "Игорь", "Арсен", "rachel", "priya", "Rachel", "Priya", "Tom", "Omar", "Joanne", "Siobhan")
	for _, author := range []string{"demo", "dev"} {
		for _, c := range calls(t, author) {
			other := c.Transcript()
			other.Segments = append([]scoring.Segment(nil), other.Segments...)
			for i := range other.Segments {
				other.Segments[i].Text = swap.Replace(other.Segments[i].Text)
			}
			a, b := corpus.LabelsOf(j.Judge(c.Transcript())), corpus.LabelsOf(j.Judge(other))
			if !reflect.DeepEqual(a, b) {
				t.Errorf("%s is judged otherwise under other names:\n%+v\n%+v", c.ID, a, b)
			}
		}
	}
}

func TestTheSameCallGivesTheSameJudgementOnAnyNumberOfThreads(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	all := calls(t, "dev")[:12]
	want := make([]scoring.Judgement, len(all))
	for i, c := range all {
		want[i] = j.Judge(c.Transcript())
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, c := range all {
				if got := j.Judge(c.Transcript()); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("%s is judged otherwise on another thread", c.ID)
				}
			}
		})
	}
	wg.Wait()
}

func TestFindingsHaveEvidence(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	for _, c := range calls(t, "dev") {
		got := j.Judge(c.Transcript())
		if len(got.Findings) != len(scoring.SpokenItems) {
			t.Fatalf("%s has %d findings", c.ID, len(got.Findings))
		}
		for _, f := range got.Findings {
			if f.Why.Code == "" || f.Confidence <= 0 || f.Confidence > 1 {
				t.Errorf("%s %s: code %q, confidence %v", c.ID, f.Item, f.Why.Code, f.Confidence)
			}
			if f.Verdict != scoring.Miss && f.Verdict != scoring.Partial {
				continue
			}
			if f.Segment < 0 || f.AtMS != c.Segments[f.Segment].StartMS || !strings.HasPrefix(c.Segments[f.Segment].Text, f.Quote) || f.Searched.ToMS <= f.Searched.FromMS {
				t.Errorf("%s %s points at segment %d, %d ms, %q, searched %+v", c.ID, f.Item, f.Segment, f.AtMS, f.Quote, f.Searched)
			}
		}
	}
}

func TestItemsOfAUsersOwnListWorkWithoutCode(t *testing.T) {
	t.Parallel()
	list, err := checklist.Parse("own.toml", []byte(`
id = "own"
[[item]]
id = "promo"
rule = "said"
say = { phrases = ["акция", "специальное предложение"] }
[[item]]
id = "source"
rule = "said"
part = "opening"
within = 3
say = { phrases = ["откуда узнали"] }
[[item]]
id = "no_discount_first"
rule = "not_said"
part = "before_price"
say = { phrases = ["скидка"] }
[[item]]
id = "delivery"
rule = "reply"
within = 1
to = { phrases = ["доставка"] }
with = { phrases = ["бесплатно", "привезем"] }
[[item]]
id = "address_before_time"
rule = "order"
first = { phrases = ["адрес"] }
then = { phrases = ["записал"] }
`))
	if err != nil {
		t.Fatal(err)
	}
	j, err := judge.New(list)
	if err != nil {
		t.Fatal(err)
	}
	got := j.Judge(talk(
		"Добрый день, «Окна», Анна. Подскажите, откуда вы о нас узнали?", "От соседа. Сколько стоит окно?",
		"Какой размер?", "Метр на полтора.",
		"По нашей акции двадцать тысяч рублей.", "А доставка?",
		"Привезём бесплатно. Какой адрес?", "Ленина, пять.",
		"Записала, завтра в шесть.", "Хорошо, спасибо.",
	))
	for _, f := range got.Findings {
		if f.Verdict != scoring.Pass {
			t.Errorf("%s is %s (%s), want pass", f.Item, f.Verdict, f.Why.Code)
		}
	}
	if got.List != "own" || got.ListVersion != list.Version() || len(got.Findings) != 5 {
		t.Errorf("list %q, version %q, %d findings", got.List, got.ListVersion, len(got.Findings))
	}
}

func TestRulesOfTheGuidelineHold(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	tests := map[string]struct {
		call []string
		item scoring.Item
		want scoring.Verdict
	}{
		"a company without a greeting word is a miss": {[]string{"Автосервис, слушаю.", "Здравствуйте, нужно масло поменять."}, scoring.Greeting, scoring.Miss},
		"hello, then a full greeting is a pass": {
			[]string{"Алло.", "Здравствуйте, это ремонт?", "Добрый день, компания «Мастер», меня зовут Олег.", "Очень приятно."}, scoring.Greeting, scoring.Pass},
		"a greeting with a company only is partial": {[]string{"Добрый день, клиника «Свет».", "Здравствуйте, хочу записаться."}, scoring.Greeting, scoring.Partial},
		"a price before any question is early": {
			[]string{"Добрый день, «Двери», Анна.", "Сколько стоит дверь поставить?", "Двадцать две тысячи рублей с установкой.", "Понятно, спасибо."}, scoring.PriceTiming, scoring.Miss},
		"one question before the price is enough": {
			[]string{"Добрый день, «Двери», Анна.", "Сколько стоит дверь поставить?", "А дверь входная или межкомнатная?", "Входная.", "Двадцать две тысячи рублей с установкой.", "Понятно, спасибо."},
			scoring.PriceTiming, scoring.Pass},
		"nobody raised the price": {[]string{"Добрый день, «Двери», Анна.", "Вы до скольки работаете?", "До восьми.", "Спасибо."}, scoring.PriceTiming, scoring.NotApplicable},
		"surrender is no answer": {
			[]string{"Добрый день, «Двери», Анна.", "Сколько стоит дверь?", "Двадцать две тысячи рублей.", "Ой, это очень дорого для меня.", "Ну такая цена.", "Ладно, до свидания."},
			scoring.Objections, scoring.Miss},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, _ := j.Judge(talk(tc.call...)).Finding(tc.item)
			if f.Verdict != tc.want {
				t.Errorf("%s is %s (%s), want %s", tc.item, f.Verdict, f.Why.Code, tc.want)
			}
		})
	}
}

// talk makes a call of lines that manager and client say in turn.
func talk(lines ...string) scoring.Transcript {
	t := scoring.Transcript{Language: "ru"}
	for i, line := range lines {
		side := scoring.Manager
		if i%2 == 1 {
			side = scoring.Client
		}
		t.Segments = append(t.Segments, scoring.Segment{Speaker: side, StartMS: int64(i) * 5000, EndMS: int64(i)*5000 + 4000, Text: line})
	}
	return t
}

func TestOddCallsAreJudged(t *testing.T) {
	t.Parallel()
	j := newJudge(t)
	long := scoring.Transcript{}
	for i := range 4 * 3600 / 5 {
		long.Segments = append(long.Segments, talk("А сколько у вас окон в квартире?", "Три окна, и это дорого, я подумаю.").Segments[i%2])
		long.Segments[i].StartMS = int64(i) * 5000
	}
	tests := map[string]scoring.Transcript{
		"nothing":           {},
		"one empty segment": {Segments: []scoring.Segment{{}}},
		"manager only":      {Segments: talk("Добрый день!").Segments},
		"client only":       {Segments: talk("", "Сколько стоит?").Segments[1:]},
		"broken text":       talk("\xff\xfe\x80", "\x00\u202e", "?!…", "«»"),
		"one long word":     talk(strings.Repeat("а", 200000), strings.Repeat("1", 200000)),
		"unknown speakers":  unknown(talk("Добрый день, «Окна».", "Сколько стоит?", "Десять тысяч рублей.", "Дорого.")),
		"times run back":    {Segments: []scoring.Segment{{Speaker: scoring.Manager, StartMS: 9000, EndMS: -5}, {Speaker: scoring.Client, StartMS: -7, EndMS: 3}}},
		"four hours":        long,
	}
	for name, tr := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, tr, j.Judge(tr))
		})
	}
}

func unknown(t scoring.Transcript) scoring.Transcript {
	for i := range t.Segments {
		t.Segments[i].Speaker = scoring.SpeakerUnknown
	}
	return t
}

// check holds what must be true of every judgement.
func check(t *testing.T, tr scoring.Transcript, j scoring.Judgement) {
	t.Helper()
	inside := func(what string, segment int) {
		if segment != scoring.NoSegment && (segment < 0 || segment >= len(tr.Segments)) {
			t.Errorf("%s points at segment %d of %d", what, segment, len(tr.Segments))
		}
	}
	for _, f := range j.Findings {
		inside(string(f.Item), f.Segment)
		switch f.Verdict {
		case scoring.Pass, scoring.Partial, scoring.Miss, scoring.NotApplicable:
		default:
			t.Errorf("%s has verdict %q", f.Item, f.Verdict)
		}
	}
	for _, o := range j.Objections {
		inside("objection", o.Segment)
		inside("answer", o.Answer)
	}
	inside("loss", j.LossSegment)
	if j.Lost != (j.Target && j.Outcome == scoring.OutcomeNone) {
		t.Errorf("lost %v with target %v and outcome %s", j.Lost, j.Target, j.Outcome)
	}
}

func TestTalkFactsFollowFromTimes(t *testing.T) {
	t.Parallel()
	tr := scoring.Transcript{Segments: []scoring.Segment{
		{Speaker: scoring.Manager, StartMS: 0, EndMS: 2000, Text: "Добрый день, какая у вас площадь?"},
		{Speaker: scoring.Client, StartMS: 2500, EndMS: 6000, Text: "Двадцать метров."},
		{Speaker: scoring.Manager, StartMS: 5500, EndMS: 9000, Text: "Поняла."},
		{Speaker: scoring.Manager, StartMS: 9500, EndMS: 12500, Text: "Считаю."},
		{Speaker: scoring.Client, StartMS: 20000, EndMS: 21000, Text: "Хорошо."},
	}}
	got := newJudge(t).Judge(tr).Talk
	want := scoring.TalkFacts{ManagerMS: 8500, ClientMS: 4500, LongestMonologueMS: 6500, Interruptions: 1, Questions: 1, Pauses: 1, DeadAirMS: 7500}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func FuzzJudgeNeverPanics(f *testing.F) {
	f.Add("Добрый день, «Окна», Анна|Сколько стоит?|Двадцать тысяч|Дорого|Ну такая цена|До свидания", false)
	f.Add("hi this is tom from acme|not interested|okay bye", true)
	f.Add("\xff|\x00|1 000 000|8 800 555 35 35|в 25:99", false)
	j, err := judge.New(checklist.BuiltIn("en"))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, outbound bool) {
		tr := talk(strings.Split(text, "|")...)
		tr.Outbound = outbound
		first := j.Judge(tr)
		check(t, tr, first)
		if again := fmt.Sprint(j.Judge(tr)); again != fmt.Sprint(first) {
			t.Error("judged otherwise the second time")
		}
	})
}
