package storetest

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
)

// strange brings in what no telephone exchange would write, but a file may say.
func strange(t *testing.T, e store.Engine) {
	ctx := t.Context()
	long := strings.Repeat("ё", 40_000)
	calls := map[string]store.Call{
		"":                  {Direction: store.Inbound},
		"a\x00b":            {Direction: "sideways", StartMS: -5, EndMS: math.MinInt64 / 2, Client: "12\x003", Line: "\xff\xfe"},
		"' OR 1=1 --":       {Direction: store.Inbound, StartMS: 1 << 45, WaitMS: -1, QueueWaitMS: -9, TalkMS: -7, Answered: true, Manager: "\x1b[31m"},
		long:                {Direction: store.Inbound, StartMS: 1_780_000_000_000, Recording: long, MissedBy: "because", Client: strings.Repeat("9", 30)},
		"negative callback": {Direction: store.Inbound, StartMS: 1_780_000_000_000, EndMS: 1_780_000_000_000, FirstMiss: true, CalledBackMS: 5, RecoveredMS: -5},
		"deep":              {Direction: store.Inbound, StartMS: 1_780_000_000_000, IVRDepth: math.MaxInt32, Attempts: make([]store.Attempt, 3000)},
	}
	in := store.Intake{Source: "\x00"}
	for id, c := range calls {
		c.ID, c.LossAtMS, c.Score = id, -1, -1
		in.Calls = append(in.Calls, store.IntakeCall{Call: c})
	}
	apply(t, e, in)
	for id, want := range calls {
		got := get[store.Call](t)(e.Call(ctx, id))
		if got.StartMS != want.StartMS || got.EndMS != want.EndMS || got.Client != want.Client || got.Recording != want.Recording || got.WaitMS != want.WaitMS {
			t.Errorf("%.20q came back as %+v", id, got)
		}
	}
	CheckPanels(t, e, Rules())
	equal(t, "changes of the same again", apply(t, e, in), store.Changes{Same: len(calls)})

	tr := scoring.Transcript{Segments: []scoring.Segment{{StartMS: math.MaxInt64, EndMS: math.MinInt64, Text: "\xff\x00" + long, Words: make([]scoring.Word, 2)}}}
	apply(t, e, store.Intake{Source: "\x00", Transcripts: []store.IntakeTranscript{{CallID: "deep", Transcript: tr}}})
	equal(t, "transcript", get[scoring.Transcript](t)(e.Transcript(ctx, "deep")), tr)
	j := scoring.Judgement{Confidence: math.Inf(-1), Outcome: "bliss", LossReason: "\x00", Findings: []scoring.Finding{{Item: "\n", Verdict: "\t"}, {Item: "\n", Verdict: "\t"}}}
	must(t, e.SetJudgements(ctx, []store.Scored{{CallID: "' OR 1=1 --", Judgement: j}}))
	CheckPanels(t, e, Rules())
	must(t, e.Check(ctx))
}

// crowded brings in more calls of one moment than a list has places between two
// moments, from two exchanges that give the same ids.
func crowded(t *testing.T, e store.Engine) {
	m := NewMaker(40)
	m.GapMS = 0
	want := map[string]int{}
	for _, from := range []string{"a", "b"} {
		in := store.Intake{Source: from}
		for i := range 1500 {
			c := m.Call(from)
			c.Call.ID = fmt.Sprint(i)
			in.Calls = append(in.Calls, c)
			want[from]++
		}
		equal(t, "changes", apply(t, e, in), store.Changes{Added: 1500})
		equal(t, "changes of the same again", apply(t, e, in), store.Changes{Same: 1500})
	}
	got := map[string]int{}
	for _, c := range walk(t, e, store.Filter{Short: true}, store.Page{Limit: 77}, nil) {
		got[c.Source]++
	}
	equal(t, "calls", got, want)
	CheckPanels(t, e, Rules())
}

// together asks everything from many goroutines while another writes: nothing
// may wait for what waits for it, and each panel is of one moment.
func together(t *testing.T, e store.Engine) {
	m := NewMaker(41)
	fill(t, e, m, 60)
	id := everything(t, e)[0].call.ID
	var busy sync.WaitGroup
	for range 8 {
		busy.Go(func() {
			for range 8 {
				p, err := e.Panel(t.Context(), store.PanelQuery{By: groupings()})
				check(t, err)
				var managers int64
				for _, g := range p.Groups[store.PerManager] {
					managers += g.Sums.N[metrics.Inbound]
				}
				if managers != p.Total.N[metrics.Inbound] {
					t.Errorf("the managers have %d calls of %d", managers, p.Total.N[metrics.Inbound])
				}
				_, err = e.Calls(t.Context(), store.Filter{MissOf: []scoring.Item{scoring.Need}, DeepIVR: true}, store.Page{Order: store.ByRisk})
				check(t, err)
				_, err = e.Search(t.Context(), "дорого", store.Filter{}, 5)
				check(t, err)
				_, err = e.Reviewed(t.Context())
				check(t, err)
				_, err = e.Managers(t.Context())
				check(t, err)
			}
		})
	}
	busy.Go(func() {
		for i := range 15 {
			_, err := e.Apply(t.Context(), store.Intake{Source: source, Calls: []store.IntakeCall{m.Call(source), m.Call(source)}})
			check(t, err)
			check(t, e.SetReviewed(t.Context(), id, i%2 == 0))
			check(t, e.SetMark(t.Context(), store.Mark{CallID: id, Outcome: scoring.OutcomeNone, Author: fmt.Sprint(i)}))
		}
	})
	busy.Wait()
	CheckPanels(t, e, Rules())
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
}
