package storetest

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"testing"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/rollup"
)

// orders are how each order of a list compares two calls; equal ones may come
// either way, but always the same.
func orders() map[store.Order]func(a, b store.Call) int {
	score := func(c store.Call) int {
		if c.Score < 0 {
			return 1000
		}
		return c.Score
	}
	return map[store.Order]func(a, b store.Call) int{
		store.ByTimeDesc: func(a, b store.Call) int { return cmp.Compare(b.StartMS, a.StartMS) },
		store.ByTime:     func(a, b store.Call) int { return cmp.Compare(a.StartMS, b.StartMS) },
		store.ByWait:     func(a, b store.Call) int { return cmp.Compare(b.WaitMS, a.WaitMS) },
		store.ByTalk:     func(a, b store.Call) int { return cmp.Compare(b.TalkMS, a.TalkMS) },
		store.ByScore:    func(a, b store.Call) int { return cmp.Compare(score(a), score(b)) },
		store.ByRisk:     func(a, b store.Call) int { return cmp.Compare(b.Risk(), a.Risk()) },
	}
}

// walk reads a list page by page.
func walk(t *testing.T, e store.Engine, f store.Filter, p store.Page, between func()) []store.Call {
	t.Helper()
	var out []store.Call
	for {
		got, err := e.Calls(t.Context(), f, p)
		must(t, err)
		if len(got.Calls) > p.Limit || (got.Next != "" && len(got.Calls) < p.Limit) {
			t.Fatalf("a page of %d calls of %d, next %q", len(got.Calls), p.Limit, got.Next)
		}
		out = append(out, got.Calls...)
		if p.Cursor = got.Next; p.Cursor == "" {
			return out
		}
		if between != nil {
			between()
		}
	}
}

func ids(calls []store.Call) []string {
	out := make([]string, len(calls))
	for i, c := range calls {
		out[i] = c.ID
	}
	return out
}

func paging(t *testing.T, e store.Engine) {
	m := NewMaker(11)
	m.GapMS *= 12
	in := fill(t, e, m, 150)
	for i, c := range in.Calls {
		if i%5 == 0 {
			must(t, e.SetReviewed(t.Context(), c.Call.ID, true))
		}
	}
	month := store.Filter{FromMS: in.Calls[10].Call.StartMS, ToMS: in.Calls[10].Call.StartMS + 30*24*3_600_000}
	for name, f := range map[string]store.Filter{
		"all": {Short: true}, "month": month, "manager": {Managers: []string{"Иван Петров"}}, "missed": {Missed: true},
		"search": {Search: "дорого"}, "misses": {MissOf: []scoring.Item{scoring.Need}}, "answered": {Answered: true},
	} {
		var want []string
		for order, compare := range orders() {
			calls := walk(t, e, f, store.Page{Order: order, Limit: 7}, nil)
			if !slices.IsSortedFunc(calls, compare) {
				t.Errorf("%s, order %q is not in order", name, order)
			}
			bare := walk(t, e, f, store.Page{Order: order, Limit: 9, Bare: true}, nil)
			if !slices.EqualFunc(bare, calls, func(a, b store.Call) bool { return a.ID == b.ID && a.Source == b.Source && a.StartMS == b.StartMS }) {
				t.Errorf("%s: the bare calls by %q are others: %v", name, order, bare)
			}
			got := ids(calls)
			equal(t, name+": the same again", ids(walk(t, e, f, store.Page{Order: order, Limit: 50}, nil)), got)
			slices.Sort(got)
			if want == nil {
				want = got
			}
			equal(t, name+": calls by "+string(order), got, want)
			equal(t, name+": count", get[int](t)(e.Count(t.Context(), f, 1000)), len(want))
			equal(t, name+": count to 3", get[int](t)(e.Count(t.Context(), f, 3)), min(3, len(want)))
		}
		if len(want) == 0 {
			t.Errorf("%s: no calls to page through", name)
		}
	}
}

func pagingGoesOn(t *testing.T, e store.Engine) {
	m := NewMaker(12)
	in := fill(t, e, m, 80)
	seen := map[string]int{}
	for _, c := range walk(t, e, store.Filter{Short: true}, store.Page{Limit: 9}, func() {
		apply(t, e, store.Intake{Source: source, Calls: []store.IntakeCall{m.Call(source)}})
	}) {
		seen[c.ID]++
	}
	for _, c := range in.Calls {
		if seen[c.Call.ID] != 1 {
			t.Errorf("%s came %d times", c.Call.ID, seen[c.Call.ID])
		}
	}
}

// lets is a filter by a walk: what a filter says, in Go.
func lets(f store.Filter, c counted, rules store.Rules) bool {
	call := c.call
	_, hour, weekday := rollup.Local(call.StartMS, rules.Location)
	missed := func(item scoring.Item) bool {
		return slices.Contains(c.facets, store.Facet{Kind: store.FacetItem, Name: string(item), Value: "miss"})
	}
	for _, item := range f.MissOf {
		if !missed(item) {
			return false
		}
	}
	return (f.FromMS == 0 || call.StartMS >= f.FromMS) && (f.ToMS == 0 || call.StartMS < f.ToMS) &&
		any1(f.Managers, call.Manager) && any1(f.Directions, call.Direction) && any1(f.Sources, call.Source) && any1(f.Lines, call.Line) &&
		any1(f.MissedBy, call.MissedBy) && any1(f.Outcomes, call.Outcome) && any1(f.Reasons, call.LossReason) && any1(f.Stages, call.Stage) &&
		any1(f.Hours, hour) && any1(f.Weekdays, weekday) && any1(f.IDs, call.ID) &&
		(f.Client == "" || strings.HasSuffix(call.Client, f.Client[max(0, len(f.Client)-10):])) &&
		(!f.Missed || call.Missed()) && (!f.Answered || call.Answered) && (!f.Lost || call.Lost) && (!f.NotReviewed || !call.Reviewed) &&
		(!f.ToCallBack || call.ToCallBack()) && (!f.HasRecording || call.Recording != "") && (!f.NoTranscript || !call.HasTranscript) && (!f.Faulty || call.Faults > 0) &&
		(!f.Dropped || call.Dropped) && (!f.DeepIVR || call.IVRDepth > rules.IVRDepth) &&
		(!f.NoCRMNote || call.NoteWritten != nil && !*call.NoteWritten) && (f.LongWaitMS == 0 || call.WaitMS > f.LongWaitMS && call.MissedBy.WaitedForPerson()) && (f.Short || !call.Short)
}

func any1[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

func filters(t *testing.T, e store.Engine) {
	m := NewMaker(13)
	m.GapMS *= 12
	in := fill(t, e, m, 250)
	for i, c := range in.Calls {
		if i%9 == 0 {
			must(t, e.SetReviewed(t.Context(), c.Call.ID, true))
			must(t, e.SetWaveform(t.Context(), c.Call.ID, nil, i%2))
		}
	}
	all := everything(t, e)
	client := in.Calls[3].Call.Client
	for name, f := range map[string]store.Filter{
		"nothing": {}, "from": {FromMS: in.Calls[50].Call.StartMS}, "to": {ToMS: in.Calls[50].Call.StartMS},
		"managers": {Managers: []string{"Иван Петров", "Ольга Смирнова"}}, "directions": {Directions: []store.Direction{store.Outbound, store.Internal}},
		"sources": {Sources: []string{source, "x"}}, "lines": {Lines: []string{"74951234568"}}, "client": {Client: client}, "client, 8": {Client: "8" + client[1:]},
		"client, late": {Client: client, FromMS: in.Calls[100].Call.StartMS},
		"missed":       {Missed: true}, "answered": {Answered: true}, "lost": {Lost: true}, "both": {Missed: true, Answered: true},
		"missed by": {MissedBy: []store.MissedBy{store.Busy}}, "missed by two": {MissedBy: []store.MissedBy{store.Busy, store.Failed}},
		"outcomes": {Outcomes: []scoring.Outcome{scoring.OutcomeNone, scoring.OutcomeSale}}, "unknown": {Outcomes: []scoring.Outcome{scoring.OutcomeUnknown}},
		"reason": {Reasons: []scoring.Reason{"price"}}, "reasons": {Reasons: []scoring.Reason{"price", "think"}},
		"stage": {Stages: []store.Stage{store.StageOpening}}, "stages": {Stages: []store.Stage{store.StageOpening, store.StagePrice}},
		"miss": {MissOf: []scoring.Item{scoring.Need}}, "misses": {MissOf: []scoring.Item{scoring.Need, scoring.Greeting}},
		"new": {NotReviewed: true}, "to call back": {ToCallBack: true}, "recording": {HasRecording: true}, "to transcribe": {HasRecording: true, NoTranscript: true}, "not transcribed, lost": {NoTranscript: true, Lost: true, Managers: []string{"Иван Петров"}}, "faulty": {Faulty: true},
		"dropped": {Dropped: true}, "menu": {DeepIVR: true}, "menu of a week": {DeepIVR: true, FromMS: in.Calls[20].Call.StartMS, ToMS: in.Calls[20].Call.StartMS + 7*24*3_600_000}, "no note": {NoCRMNote: true}, "wait": {LongWaitMS: 30_000}, "very long wait": {LongWaitMS: 120_000}, "longest of one": {LongWaitMS: 90_000, Managers: []string{"Иван Петров"}}, "short": {Short: true},
		"hours": {Hours: []int{9, 13}}, "weekdays": {Weekdays: []int{1}}, "ids": {IDs: []string{in.Calls[1].Call.ID, in.Calls[2].Call.ID, "x"}},
		"many ids": {IDs: append(make([]string, 40_000), in.Calls[1].Call.ID, in.Calls[4].Call.ID)}, "custom item": {MissOf: []scoring.Item{"hold_music"}}, "no such manager": {Managers: []string{"никто"}},
		"many": {Managers: []string{"Иван Петров"}, Lost: true, Hours: []int{8, 9, 10, 11, 12}, FromMS: in.Calls[20].Call.StartMS},
	} {
		var want []string
		for _, c := range all {
			if lets(f, c, Rules()) {
				want = append(want, c.call.ID)
			}
		}
		got := ids(walk(t, e, f, store.Page{Order: store.ByTime, Limit: 33}, nil))
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, want)
		}
		equal(t, name+": count", get[int](t)(e.Count(t.Context(), f, 10_000)), len(want))
	}
}

func badCursor(t *testing.T, e store.Engine) {
	fill(t, e, NewMaker(14), 10)
	first := get[store.CallPage](t)(e.Calls(t.Context(), store.Filter{}, store.Page{Limit: 2}))
	for name, page := range map[string]store.Page{
		"text": {Cursor: "abc"}, "cut": {Cursor: first.Next[:len(first.Next)-1] + "."}, "other order": {Cursor: first.Next, Order: store.ByWait},
	} {
		if _, err := e.Calls(t.Context(), store.Filter{}, page); !errors.Is(err, store.ErrBadCursor) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := e.Calls(t.Context(), store.Filter{}, store.Page{Order: "moon"}); err == nil {
		t.Error("an unknown order was taken")
	}
}

func search(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(15)
	in := store.Intake{Source: source}
	say := func(texts ...string) string {
		c := m.Call(source)
		c.Call.Direction, c.Call.Answered, c.Call.Manager, c.Call.Short = store.Inbound, true, m.Managers[len(in.Calls)%2], false
		tr := scoring.Transcript{Language: "ru"}
		for i, text := range texts {
			tr.Segments = append(tr.Segments, scoring.Segment{Speaker: scoring.Client, StartMS: int64(i) * 1000, EndMS: int64(i)*1000 + 900, Text: text})
		}
		in.Calls = append(in.Calls, c)
		in.Transcripts = append(in.Transcripts, store.IntakeTranscript{CallID: c.Call.ID, Transcript: tr, Digest: c.Call.ID})
		return c.Call.ID
	}
	discount := say("А скидку дадите?", "Скидки у нас нет.")
	apart := say("Хочу окна.", "Монтаж входит?", "Какая скидка на монтаж окон?")
	green := say("Зелёная дверь", "The DOORS are closed")
	apply(t, e, in)
	find := func(words string, f store.Filter) []string {
		var out []string
		for _, h := range get[[]store.Hit](t)(e.Search(ctx, words, f, 10)) {
			if out = append(out, h.Call.ID); len(h.Marked) == 0 {
				t.Errorf("%q: nothing is marked in %q", words, h.Text)
			}
			for _, r := range h.Marked {
				if r[0] < 0 || r[1] > len(h.Text) || r[0] >= r[1] {
					t.Errorf("%q: range %v of %q", words, r, h.Text)
				}
			}
		}
		return out
	}
	equal(t, "скидкой", find("скидкой", store.Filter{}), []string{apart, discount, discount})
	equal(t, "ё", find("зеленый", store.Filter{}), []string{green})
	equal(t, "english", find("door", store.Filter{}), []string{green})
	equal(t, "none", find("балкон", store.Filter{}), []string(nil))
	equal(t, "filtered", find("скидка", store.Filter{IDs: []string{discount}}), []string{discount, discount})
	hits := get[[]store.Hit](t)(e.Search(ctx, "скидка монтаж", store.Filter{}, 10))
	if len(hits) == 0 || hits[0].Segment != 2 || hits[0].AtMS != 2000 || hits[0].Text[hits[0].Marked[0][0]:hits[0].Marked[0][1]] != "скидка" {
		t.Errorf("the best of two words: %+v", hits)
	}
	for _, words := range []string{"", " ", "?!", "\x00"} {
		if _, err := e.Search(ctx, words, store.Filter{}, 10); !errors.Is(err, store.ErrUnsearched) {
			t.Errorf("%q: %v", words, err)
		}
	}
	for _, words := range []string{`"`, `a" OR "b`, "NOT", "окна AND", "*", "stems:окна", "'; DROP TABLE call; --"} {
		if _, err := e.Search(ctx, words, store.Filter{}, 10); err != nil && !errors.Is(err, store.ErrUnsearched) {
			t.Errorf("%q: %v", words, err)
		}
	}
	equal(t, "list", ids(walk(t, e, store.Filter{Search: "скидки"}, store.Page{Limit: 1}, nil)), []string{apart, discount})
	apply(t, e, store.Intake{Source: source, Gone: []string{apart}})
	equal(t, "gone", find("монтаж", store.Filter{}), []string(nil))
}
