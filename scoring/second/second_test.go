package second

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"razbor/scoring"
)

func call() scoring.Transcript {
	return scoring.Transcript{Language: "ru", Segments: []scoring.Segment{
		{Speaker: scoring.Manager, StartMS: 0, EndMS: 2000, Text: "Алло, слушаю."},
		{Speaker: scoring.Client, StartMS: 2500, EndMS: 6000, Text: "Сколько стоит остеклённый балкон?"},
		{Speaker: scoring.Manager, StartMS: 6500, EndMS: 9000, Text: "Восемьдесят тысяч."},
		{Speaker: scoring.Client, StartMS: 9500, EndMS: 11000, Text: "Ого, дорого."},
		{Speaker: scoring.Manager, StartMS: 11500, EndMS: 13000, Text: "Ну такая цена."},
	}}
}

func points() []Point {
	return []Point{{Item: scoring.Greeting, Title: "Приветствие"}, {Item: scoring.Need, Title: "Потребность"}}
}

const good = `{"items":{"greeting":{"verdict":"miss","segment":0,"quote":"алло слушаю"},
"need":{"verdict":"miss","segment":1,"quote":"ВОСЕМЬДЕСЯТ ТЫСЯЧ"}},
"objections":[{"segment":3,"kind":"price","handled":false}],"outcome":"none","loss_segment":3,"loss_reason":"price"}`

func TestAQuestionNamesEverySegmentAndNoPerson(t *testing.T) {
	t.Parallel()
	q, err := Ask(call(), points())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"[3] 0:09 client: Ого, дорого.", "greeting (Приветствие): pass:"} {
		if !strings.Contains(q.User, want) {
			t.Errorf("the question lacks %q:\n%s", want, q.User)
		}
	}
	if !json.Valid(q.Schema) {
		t.Errorf("the schema is no JSON: %s", q.Schema)
	}
}

func TestAQuestionThatWouldBeCutIsNotAsked(t *testing.T) {
	t.Parallel()
	long := call()
	long.Segments[1].Text = strings.Repeat("слово ", maxText)
	if _, err := Ask(long, points()); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
}

func TestAnAnswerIsBelievedWhereItsQuoteStands(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"bare":     good,
		"fenced":   "```json\n" + good + "\n```",
		"thoughts": "<think>{hm}</think> Here it is: " + good,
	} {
		a, err := Parse(content, call())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a.Items[scoring.Need].Segment != 2 {
			t.Errorf("%s: the quote stands in segment 2, believed %d", name, a.Items[scoring.Need].Segment)
		}
		if a.Thrown != 0 || a.LossReason != scoring.Reason(scoring.ObjectPrice) {
			t.Errorf("%s: read as %+v", name, a)
		}
	}
}

func TestAQuoteThatNobodySaidIsThrownAway(t *testing.T) {
	t.Parallel()
	a, err := Parse(strings.Replace(good, "алло слушаю", "добрый день", 1), call())
	if err != nil {
		t.Fatal(err)
	}
	if _, there := a.Items[scoring.Greeting]; there || a.Thrown != 1 {
		t.Errorf("kept %+v", a)
	}
}

func TestAWrongAnswerIsRefused(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"no json":         "I cannot judge this call.",
		"cut":             good[:len(good)-40],
		"unknown verdict": strings.Replace(good, `"miss"`, `"bad"`, 1),
		"far segment":     strings.Replace(good, `"loss_segment":3`, `"loss_segment":5`, 1),
		"unknown outcome": strings.Replace(good, `"outcome":"none"`, `"outcome":"won"`, 1),
		"unknown kind":    strings.Replace(good, `"kind":"price"`, `"kind":"weather"`, 1),
		"wrong type":      strings.Replace(good, `"segment":0`, `"segment":"0"`, 1),
	} {
		if _, err := Parse(content, call()); !errors.Is(err, ErrAnswer) {
			t.Errorf("%s: got %v, want ErrAnswer", name, err)
		}
	}
}

func rules(confidence float64) scoring.Judgement {
	return scoring.Judgement{
		Engine: "rules", Outcome: scoring.OutcomeCallback, Target: true, Confidence: confidence, LossSegment: scoring.NoSegment,
		Findings: []scoring.Finding{
			{Item: scoring.Greeting, Verdict: scoring.Miss, Segment: 0, Confidence: confidence},
			{Item: scoring.Need, Verdict: scoring.Pass, Segment: 1, Confidence: confidence},
		},
	}
}

func TestTheModelIsFollowedByModeAndConfidence(t *testing.T) {
	t.Parallel()
	a, err := Parse(good, call())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		mode       Mode
		confidence float64
		need       scoring.Verdict
		lost       bool
	}{
		"the model's word":          {Model, 0.9, scoring.Miss, true},
		"sure rules stand":          {Both, 0.9, scoring.Pass, false},
		"unsure rules are replaced": {Both, 0.5, scoring.Miss, true},
	} {
		j := Merge(rules(tc.confidence), a, call(), tc.mode)
		need, _ := j.Finding(scoring.Need)
		greeting, _ := j.Finding(scoring.Greeting)
		if need.Verdict != tc.need || j.Lost != tc.lost {
			t.Errorf("%s: need %s, lost %v", name, need.Verdict, j.Lost)
		}
		if greeting.Confidence <= tc.confidence {
			t.Errorf("%s: agreement left the confidence at %v", name, greeting.Confidence)
		}
		if tc.lost && (j.LossAtMS != 9500 || j.LossReason != "price") {
			t.Errorf("%s: lost at %d for %q", name, j.LossAtMS, j.LossReason)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("```{}```")
	f.Fuzz(func(t *testing.T, content string) {
		a, err := Parse(content, call())
		if err == nil {
			_ = Merge(rules(0.5), a, call(), Model)
		}
	})
}
