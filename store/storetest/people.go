package storetest

import (
	"errors"
	"slices"
	"testing"

	"razbor/scoring"
	"razbor/store"
)

// lostCall brings in one answered call that the machine says was lost.
func lostCall(t *testing.T, e store.Engine, m *Maker) string {
	t.Helper()
	c := m.Call(source)
	c.Call.Direction, c.Call.Answered, c.Call.Manager, c.Call.Short, c.Call.MissedBy = store.Inbound, true, m.Managers[0], false, store.NotMissed
	tr := m.Transcript(c.Call.ID)
	apply(t, e, store.Intake{Source: source, Calls: []store.IntakeCall{c}, Transcripts: []store.IntakeTranscript{tr}})
	j := m.Judgement()
	j.Outcome, j.Lost, j.LossReason, j.LossAtMS = scoring.OutcomeNone, true, "price", 227_000
	for i := range j.Findings {
		j.Findings[i].Verdict = scoring.Pass
	}
	j.Findings[1].Verdict = scoring.Miss // need
	must(t, e.SetJudgements(t.Context(), []store.Scored{{CallID: c.Call.ID, Judgement: j}}))
	return c.Call.ID
}

func marks(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(20)
	fill(t, e, m, 20)
	id := lostCall(t, e, m)
	before := get[store.Call](t)(e.Call(ctx, id))
	if !before.Lost || before.OutcomeFrom != store.FromTranscript || before.LossReason != "price" || before.LossAtMS != 227_000 || before.Score != 67 {
		t.Fatalf("as the machine says: %+v", before)
	}
	equal(t, "misses", before.Misses, []scoring.Item{scoring.Need})

	outcome := store.Mark{CallID: id, Outcome: scoring.OutcomeMeeting, Author: "Анна", MadeMS: 100}
	must(t, e.SetMark(ctx, outcome))
	c := get[store.Call](t)(e.Call(ctx, id))
	if c.Lost || c.Outcome != scoring.OutcomeMeeting || c.OutcomeFrom != store.FromReviewer || c.LossReason != "" || c.LossAtMS != -1 {
		t.Errorf("the reviewer's outcome does not hold: %+v", c)
	}
	need := store.Mark{CallID: id, Item: scoring.Need, Verdict: scoring.Pass, Author: "Анна", MadeMS: 101}
	must(t, e.SetMark(ctx, need))
	c = get[store.Call](t)(e.Call(ctx, id))
	if len(c.Misses) != 0 || c.Score != 100 {
		t.Errorf("the reviewer's verdict does not hold: %+v", c)
	}
	equal(t, "marks", get[[]store.Mark](t)(e.Marks(ctx, id)), []store.Mark{outcome, need})
	equal(t, "reviewed", get[[]store.ReviewedVerdict](t)(e.Reviewed(ctx)),
		[]store.ReviewedVerdict{{Mark: outcome, Outcome: scoring.OutcomeNone}, {Mark: need, Machine: scoring.Miss}})
	equal(t, "the miss", slices.Contains(ids(walk(t, e, store.Filter{MissOf: []scoring.Item{scoring.Need}}, store.Page{Limit: 50}, nil)), id), false)
	CheckPanels(t, e, Rules())

	must(t, e.RemoveMark(ctx, id, ""))
	must(t, e.RemoveMark(ctx, id, scoring.Need))
	equal(t, "the call after both were taken back", get[store.Call](t)(e.Call(ctx, id)), before)
	if err := e.RemoveMark(ctx, id, scoring.Need); !errors.Is(err, store.ErrNoSuchMark) {
		t.Errorf("taken back twice: %v", err)
	}
	CheckPanels(t, e, Rules())
}

func notes(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(21)
	in := fill(t, e, m, 3)
	a, b := in.Calls[0].Call.ID, in.Calls[1].Call.ID
	list := []store.Note{
		{CallID: a, AtMS: 5000, Text: "тут он ушёл", Author: "Анна", MadeMS: 1, Coached: true},
		{CallID: a, AtMS: 1000, MadeMS: 2},
		{CallID: b, AtMS: 3000, Text: "пример", MadeMS: 3, Coached: true},
	}
	for i := range list {
		list[i].ID = get[int64](t)(e.AddNote(ctx, list[i]))
	}
	equal(t, "notes", get[[]store.Note](t)(e.Notes(ctx, a)), []store.Note{list[1], list[0]})
	equal(t, "playlist", get[[]store.Note](t)(e.Playlist(ctx)), []store.Note{list[0], list[2]})
	must(t, e.SetNoteGone(ctx, list[0].ID, true))
	equal(t, "playlist without what was taken back", get[[]store.Note](t)(e.Playlist(ctx)), []store.Note{list[2]})
	if n := get[[]store.Note](t)(e.Notes(ctx, a)); len(n) != 2 || !n[1].Gone {
		t.Errorf("a note taken back: %+v", n)
	}
	must(t, e.SetNoteGone(ctx, list[0].ID, false))
	equal(t, "playlist again", get[[]store.Note](t)(e.Playlist(ctx)), []store.Note{list[0], list[2]})
}

func places(t *testing.T, e store.Engine) {
	ctx := t.Context()
	in := fill(t, e, NewMaker(22), 3)
	id := in.Calls[0].Call.ID
	must(t, e.SetResume(ctx, id, 12_345))
	must(t, e.SetResume(ctx, id, 23_456))
	equal(t, "place", get[int64](t)(e.Resume(ctx, id)), int64(23_456))
	must(t, e.SetResume(ctx, id, 0))
	equal(t, "place", get[int64](t)(e.Resume(ctx, id)), int64(0))
	must(t, e.SetWaveform(ctx, id, []byte{1, 2, 3}, 1))
	equal(t, "waveform", get[[]byte](t)(e.Waveform(ctx, id)), []byte{1, 2, 3})
	if c := get[store.Call](t)(e.Call(ctx, id)); c.Faults != 1 {
		t.Errorf("%d faults", c.Faults)
	}
	first, last, err := e.Span(ctx)
	must(t, err)
	equal(t, "span", [2]store.Day{first, last}, [2]store.Day{20260601, 20260601})
	equal(t, "managers", len(get[[]string](t)(e.Managers(ctx))) <= 3, true)
	CheckPanels(t, e, Rules())
}
