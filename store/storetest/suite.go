package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"razbor/scoring"
	"razbor/store"
)

// Opener opens an empty engine that counts by Rules and goes away with the test.
type Opener func(t *testing.T) store.Engine

// Run runs the whole suite.
func Run(t *testing.T, open Opener) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, store.Engine){
		"a call comes back whole":                                   comesBack,
		"the same intake again changes nothing":                     idempotent,
		"what others say of a call outlives a new version of it":    survives,
		"a call that began earlier keeps all that hangs on it":      moves,
		"a call that is gone takes its share of the sums along":     vanishes,
		"an intake that is stopped leaves nothing":                  rollsBack,
		"what is not there is not found":                            notFound,
		"panels are what a walk over the rows counts":               panels,
		"a recount by other rules is what a walk counts":            recount,
		"pages of every order hold each call once":                  paging,
		"paging goes on while calls come in":                        pagingGoesOn,
		"filters let through what they say":                         filters,
		"a damaged cursor is refused":                               badCursor,
		"a search finds any form of a word":                         search,
		"the reviewer outranks the machine until he takes it back":  marks,
		"notes are kept, taken back and listed":                     notes,
		"the place in a call and its waveform are kept":             places,
		"strange calls are kept and counted":                        strange,
		"calls of one moment are all there":                         crowded,
		"many may ask while calls come in":                          together,
		"sync finds what it left":                                   intake,
		"clients are found within a window":                         clients,
		"what is to be scored is told once":                         toScore,
		"a text that changed is judged anew":                        newText,
		"the version grows with every change and with nothing else": version,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

const source = "office"

// fill brings so many calls of a department in, a third with a deal, a
// transcript, a judgement each.
func fill(t *testing.T, e store.Engine, m *Maker, calls int) store.Intake {
	t.Helper()
	in := store.Intake{Source: source}
	var scored []store.Scored
	for range calls {
		c := m.Call(source)
		in.Calls = append(in.Calls, c)
		if m.chance(33) {
			in.Deals = append(in.Deals, m.Deal(c.Call.ID))
		}
		if c.Call.Answered && m.chance(60) {
			in.Transcripts = append(in.Transcripts, m.Transcript(c.Call.ID))
			scored = append(scored, store.Scored{CallID: c.Call.ID, Judgement: m.Judgement()})
		}
	}
	apply(t, e, in)
	must(t, e.SetJudgements(t.Context(), scored))
	return in
}

func apply(t *testing.T, e store.Engine, in store.Intake) store.Changes {
	t.Helper()
	ch, err := e.Apply(t.Context(), in)
	must(t, err)
	return ch
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func get[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		must(t, err)
		return v
	}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

func comesBack(t *testing.T, e store.Engine) {
	m := NewMaker(1)
	in := fill(t, e, m, 40)
	for _, c := range in.Calls {
		want := c.Call
		got := get[store.Call](t)(e.Call(t.Context(), want.ID))
		d := decisionOf(t.Context(), t, e, want.ID)
		want.HasTranscript = got.HasTranscript // told by the transcript below
		store.Decide(d, &want)
		equal(t, "call", got, want)
		equal(t, "legs", get[[]store.Leg](t)(e.Legs(t.Context(), want.ID)), c.Legs)
	}
	for _, tr := range in.Transcripts {
		equal(t, "transcript", get[scoring.Transcript](t)(e.Transcript(t.Context(), tr.CallID)), tr.Transcript)
		if c := get[store.Call](t)(e.Call(t.Context(), tr.CallID)); !c.HasTranscript {
			t.Errorf("%s does not know of its transcript", c.ID)
		}
		equal(t, "digest", get[string](t)(e.TranscriptDigest(t.Context(), tr.CallID)), tr.Digest)
	}
	for _, d := range in.Deals {
		equal(t, "deal", get[store.Deal](t)(e.Deal(t.Context(), d.CallID)), d)
	}
	j := m.Judgement()
	id := in.Transcripts[0].CallID
	must(t, e.SetJudgements(t.Context(), []store.Scored{{CallID: id, Judgement: j}}))
	equal(t, "judgement", get[scoring.Judgement](t)(e.Judgement(t.Context(), id)), j)
	must(t, e.Check(t.Context()))
}

func idempotent(t *testing.T, e store.Engine) {
	in := fill(t, e, NewMaker(2), 60)
	before := get[int64](t)(e.Version(t.Context()))
	ch := apply(t, e, in)
	equal(t, "changes", ch, store.Changes{Same: len(in.Calls)})
	equal(t, "version", get[int64](t)(e.Version(t.Context())), before)
	CheckPanels(t, e, Rules())
}

func survives(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(3)
	in := fill(t, e, m, 30)
	id := in.Transcripts[0].CallID
	must(t, e.SetReviewed(ctx, id, true))
	must(t, e.SetWaveform(ctx, id, []byte{1}, 2))
	must(t, e.SetMark(ctx, store.Mark{CallID: id, Outcome: scoring.OutcomeSale, Author: "А", MadeMS: 5}))
	for i := range in.Calls {
		in.Calls[i].Call.TalkMS += 1000
		in.Calls[i].Call.EndMS += 1000
	}
	ch := apply(t, e, store.Intake{Source: source, Calls: in.Calls})
	equal(t, "changes", ch, store.Changes{Updated: len(in.Calls)})
	c := get[store.Call](t)(e.Call(ctx, id))
	if !c.Reviewed || c.Faults != 2 || c.Outcome != scoring.OutcomeSale || c.OutcomeFrom != store.FromReviewer || !c.HasTranscript {
		t.Errorf("a new version lost what others said: %+v", c)
	}
	CheckPanels(t, e, Rules())
}

func moves(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(4)
	in := fill(t, e, m, 30)
	id := in.Transcripts[0].CallID
	_, err := e.AddNote(ctx, store.Note{CallID: id, AtMS: 7, Text: "тут", MadeMS: 1})
	must(t, err)
	j := get[scoring.Judgement](t)(e.Judgement(ctx, id))
	for i := range in.Calls {
		in.Calls[i].Call.StartMS -= 3_600_000
		for k := range in.Calls[i].Legs {
			in.Calls[i].Legs[k].StartMS -= 3_600_000
		}
	}
	apply(t, e, store.Intake{Source: source, Calls: in.Calls})
	equal(t, "judgement", get[scoring.Judgement](t)(e.Judgement(ctx, id)), j)
	equal(t, "transcript", get[scoring.Transcript](t)(e.Transcript(ctx, id)), in.Transcripts[0].Transcript)
	if n := get[[]store.Note](t)(e.Notes(ctx, id)); len(n) != 1 {
		t.Errorf("%d notes", len(n))
	}
	for _, c := range in.Calls {
		if c.Call.ID == id {
			equal(t, "legs", get[[]store.Leg](t)(e.Legs(ctx, id)), c.Legs)
		}
	}
	words := in.Transcripts[0].Transcript.Segments[0].Text
	hits := get[[]store.Hit](t)(e.Search(ctx, words, store.Filter{IDs: []string{id}}, 5))
	if len(hits) == 0 {
		t.Error("its words are not found any more")
	}
	CheckPanels(t, e, Rules())
}

func vanishes(t *testing.T, e store.Engine) {
	ctx := t.Context()
	in := fill(t, e, NewMaker(5), 40)
	var gone []string
	parts := map[string][]byte{"never.1": []byte("n")}
	for i, c := range in.Calls {
		if i%3 == 0 {
			gone = append(gone, c.Call.ID)
			parts[c.Call.ID] = []byte("part of " + c.Call.ID)
		}
	}
	ch := apply(t, e, store.Intake{Source: source, Gone: gone, GoneParts: parts})
	equal(t, "changes", ch, store.Changes{Removed: len(gone)})
	for _, id := range gone {
		if _, err := e.Call(ctx, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s is still there: %v", id, err)
		}
	}
	equal(t, "parts", get[map[string][]byte](t)(e.Parts(ctx, source, append(gone, "never.1"))), parts)
	CheckPanels(t, e, Rules())

	again := in.Calls[0]
	apply(t, e, store.Intake{Source: source, Calls: []store.IntakeCall{again}})
	got := get[map[string][]byte](t)(e.Parts(ctx, source, []string{again.Call.ID}))
	equal(t, "parts of what came back", got[again.Call.ID], again.Parts)
	CheckPanels(t, e, Rules())
	all := store.Intake{Source: source}
	for _, c := range in.Calls {
		all.Gone = append(all.Gone, c.Call.ID)
	}
	apply(t, e, all)
	p := get[store.Panel](t)(e.Panel(ctx, store.PanelQuery{By: groupings()}))
	if !p.Total.Zero() || len(p.Groups[store.PerManager]) != 0 || len(p.Facets[store.PerFacet]) != 0 {
		t.Errorf("something is left of nothing: %+v", p)
	}
}

func rollsBack(t *testing.T, e store.Engine) {
	m := NewMaker(6)
	fill(t, e, m, 20)
	before := everything(t, e)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	in := store.Intake{Source: "another", Positions: []store.Position{{Source: "another", File: "f"}}}
	for range 20 {
		in.Calls = append(in.Calls, m.Call("another"))
	}
	if _, err := e.Apply(ctx, in); err == nil {
		t.Fatal("a cancelled intake went through")
	}
	equal(t, "calls", len(everything(t, e)), len(before))
	equal(t, "position", get[store.Position](t)(e.Position(t.Context(), "another", "f")), store.Position{})
	CheckPanels(t, e, Rules())
	apply(t, e, in)
	CheckPanels(t, e, Rules())
}

func notFound(t *testing.T, e store.Engine) {
	ctx := t.Context()
	_, errCall := e.Call(ctx, "x")
	_, errTranscript := e.Transcript(ctx, "x")
	_, errJudgement := e.Judgement(ctx, "x")
	_, errDeal := e.Deal(ctx, "x")
	_, errLegs := e.Legs(ctx, "x")
	_, errWave := e.Waveform(ctx, "x")
	_, _, errSpan := e.Span(ctx)
	_, errNote := e.AddNote(ctx, store.Note{CallID: "x"})
	for name, err := range map[string]error{
		"call": errCall, "transcript": errTranscript, "judgement": errJudgement, "deal": errDeal, "legs": errLegs, "waveform": errWave,
		"span": errSpan, "note": errNote, "note gone": e.SetNoteGone(ctx, 1, true), "reviewed": e.SetReviewed(ctx, "x", true),
		"mark": e.SetMark(ctx, store.Mark{CallID: "x"}), "resume": e.SetResume(ctx, "x", 1),
	} {
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	equal(t, "place", get[int64](t)(e.Resume(ctx, "x")), int64(0))
	equal(t, "count", get[int](t)(e.Count(ctx, store.Filter{Managers: []string{"никто"}}, 5)), 0)
	p := get[store.Panel](t)(e.Panel(ctx, store.PanelQuery{By: groupings()}))
	if !p.Total.Zero() {
		t.Errorf("sums of nothing: %+v", p.Total)
	}
}

// groupings are all ways to split a panel.
func groupings() []store.Grouping {
	return []store.Grouping{
		store.PerManager, store.PerHour, store.PerWeekday, store.PerDay, store.PerHourWeekday, store.PerManagerHour,
		store.PerSource, store.PerLine, store.PerFacet, store.PerManagerFct,
	}
}

// CheckPanels compares panels of many questions with a walk over the rows.
func CheckPanels(t *testing.T, e store.Engine, rules store.Rules) {
	t.Helper()
	calls := everything(t, e)
	for name, q := range map[string]store.PanelQuery{
		"all":            {},
		"one month":      {From: 20260601, To: 20260630},
		"edges":          {From: 20260610, To: 20260805},
		"days":           {From: 20260603, To: 20260604},
		"open end":       {From: 20260702},
		"manager":        {Managers: []string{"Иван Петров"}},
		"managers":       {From: 20260605, To: 20260720, Managers: []string{"Иван Петров", "Ольга Смирнова", "никто"}},
		"nobody":         {Managers: []string{""}},
		"source":         {Sources: []string{source}},
		"line":           {From: 20260602, Lines: []string{"74951234567"}},
		"line, manager":  {Lines: []string{"74951234568"}, Managers: []string{"Дмитрий Волков"}},
		"unknown line":   {Lines: []string{"7"}},
		"unknown person": {Managers: []string{"никто"}},
	} {
		q.By = groupings()
		got, err := e.Panel(t.Context(), q)
		must(t, err)
		comparePanels(t, name, got, naive(calls, q, rules))
	}
}

func comparePanels(t *testing.T, name string, got, want store.Panel) {
	t.Helper()
	equal(t, name+": total", fmt.Sprint(got.Total), fmt.Sprint(want.Total))
	for _, by := range groupings() {
		sortGroups(want.Groups[by])
		sortGroups(got.Groups[by])
		if fmt.Sprint(got.Groups[by]) != fmt.Sprint(want.Groups[by]) {
			t.Errorf("%s by %s:\n got %v\nwant %v", name, by, got.Groups[by], want.Groups[by])
		}
		sortFacets(want.Facets[by])
		sortFacets(got.Facets[by])
		if fmt.Sprint(got.Facets[by]) != fmt.Sprint(want.Facets[by]) {
			t.Errorf("%s by %s:\n got %v\nwant %v", name, by, got.Facets[by], want.Facets[by])
		}
	}
}

func sortGroups(g []store.Group) {
	slices.SortFunc(g, func(a, b store.Group) int { return compareText(fmt.Sprint(a.Key), fmt.Sprint(b.Key)) })
}

func sortFacets(f []store.FacetCount) {
	slices.SortFunc(f, func(a, b store.FacetCount) int { return compareText(fmt.Sprint(a), fmt.Sprint(b)) })
}

func compareText(a, b string) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

func panels(t *testing.T, e store.Engine) {
	m := NewMaker(7)
	m.GapMS *= 12
	in := fill(t, e, m, 300)
	other := NewMaker(8)
	other.GapMS *= 12
	second := store.Intake{Source: "branch"}
	for range 60 {
		second.Calls = append(second.Calls, other.Call("branch"))
	}
	apply(t, e, second)
	CheckPanels(t, e, Rules())
	for i, c := range in.Calls { // everything that can happen to a call later
		ctx, id := t.Context(), c.Call.ID
		switch i % 6 {
		case 0:
			must(t, e.SetMark(ctx, store.Mark{CallID: id, Outcome: pick(m, scoring.OutcomeNone, scoring.OutcomeSale, scoring.OutcomeNontarget)}))
		case 1:
			must(t, e.SetMark(ctx, store.Mark{CallID: id, Item: pick(m, scoring.SpokenItems[:]...), Verdict: pick(m, scoring.Pass, scoring.Miss, "")}))
		case 2:
			must(t, e.SetReviewed(ctx, id, true))
		case 3:
			must(t, e.SetWaveform(ctx, id, []byte("w"), m.rng.IntN(2)))
		case 4:
			apply(t, e, store.Intake{Source: "crm", Deals: []store.Deal{m.Deal(id)}})
		case 5:
			must(t, e.SetJudgements(ctx, []store.Scored{{CallID: id, Judgement: m.Judgement()}}))
		}
	}
	CheckPanels(t, e, Rules())
}

func recount(t *testing.T, e store.Engine) {
	fill(t, e, NewMaker(9), 200)
	r := Rules()
	r.Location = nil
	CheckPanels(t, e, r)
	r = Rules()
	r.ServiceLevel, r.LongWait, r.IVRDepth, r.CallbackSoon = 2*r.ServiceLevel, r.LongWait/2, 1, 3*r.CallbackSoon
	r.Weights = store.Weights{scoring.Need: 1, scoring.Pressure: 5}
	var last, total int64
	must(t, e.Recount(t.Context(), r, func(done, all int64) { last, total = done, all }))
	if last != 200 || total != 200 {
		t.Errorf("progress ended at %d of %d", last, total)
	}
	equal(t, "rules", get[store.Rules](t)(e.Rules(t.Context())), r)
	CheckPanels(t, e, r)

	r.Weights = store.Weights{scoring.Need: 7, scoring.Greeting: 0}
	must(t, e.Recount(t.Context(), r, nil))
	CheckPanels(t, e, r)
	for _, c := range walk(t, e, store.Filter{Short: true}, store.Page{Limit: 100}, nil) {
		want := c
		store.Decide(decisionOf(t.Context(), t, e, c.ID), &want)
		equal(t, "the score by other weights", c.Score, want.Score)
	}
	must(t, e.Recount(t.Context(), r, nil))
	CheckPanels(t, e, r)

	ctx, stop := context.WithCancel(t.Context())
	other := Rules()
	err := e.Recount(ctx, other, func(done, _ int64) {
		if done > 0 {
			stop()
		}
	})
	if err == nil {
		t.Error("a recount that was stopped says it is done")
	}
	equal(t, "rules", get[store.Rules](t)(e.Rules(t.Context())), r)
	CheckPanels(t, e, r)
}

func version(t *testing.T, e store.Engine) {
	ctx := t.Context()
	in := fill(t, e, NewMaker(10), 10)
	id := in.Calls[0].Call.ID
	last := get[int64](t)(e.Version(ctx))
	step := func(what string, grows bool, err error) {
		t.Helper()
		must(t, err)
		now := get[int64](t)(e.Version(ctx))
		if (now > last) != grows {
			t.Errorf("after %s the version went from %d to %d", what, last, now)
		}
		last = now
	}
	step("a review", true, e.SetReviewed(ctx, id, true))
	step("the same review", false, e.SetReviewed(ctx, id, true))
	step("a place", false, e.SetResume(ctx, id, 100))
	_, err := e.AddNote(ctx, store.Note{CallID: id, MadeMS: 1})
	step("a note", true, err)
	_, err = e.Apply(ctx, store.Intake{Source: source, Positions: []store.Position{{Source: source, File: "a"}}})
	step("a position", false, err)
}
