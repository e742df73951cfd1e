package review

import (
	"strings"
	"testing"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/keys"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func keysEnter() keys.Press { return keys.Synthetic("enter") }

// surfaces are the states that the screen is drawn in.
func surfaces(t testing.TB) map[string]*bench {
	missed := newStore()
	missed.calls["1.1"] = store.Call{ID: "1.1", MissedBy: store.Busy, Attempts: make([]store.Attempt, 30), LossAtMS: -1}
	delete(missed.texts, "1.1")
	delete(missed.judged, "1.1")
	bare := newStore()
	delete(bare.texts, "1.1")
	delete(bare.judged, "1.1")
	many := newStore()
	for i := range 80 {
		many.notes = append(many.notes, store.Note{ID: int64(i + 1), CallID: "1.1", AtMS: int64(i) * 300, Text: strings.Repeat("длинная заметка ", 20)})
	}
	failed := newStore()
	failed.failing = store.ErrLocked
	at := screen.Place{Call: "1.1", AtMS: 21_000}
	return map[string]*bench{
		"empty": setup(t, newStore()), "call": setup(t, newStore()).withSound().open(at), "no sound": setup(t, newStore()).open(at),
		"no transcript": setup(t, bare).withSound().open(at), "nothing": setup(t, bare).open(at), "missed": setup(t, missed).open(at),
		"many notes": setup(t, many).open(at), "failed": setup(t, failed).open(at), "hostile": setup(t, hostile()).open(at),
	}
}

// hostile is a call whose every text is a stranger's worst.
func hostile() *fakeStore {
	const evil = "\x1b[31mкрасный\x1b]0;имя\x07\u202eобратно\u200b\t👩‍👩‍👧‍👦 漢字\u0301\u0301\u0301\u0301"
	f := newStore()
	c := f.calls["1.1"]
	c.Manager, c.Client, c.LossReason, c.Source = evil, evil, evil, evil
	f.calls["1.1"] = c
	tr, j := talk()
	for i := range tr.Segments {
		tr.Segments[i].Text, tr.Segments[i].Words = strings.Repeat(evil, 40)+strings.Repeat("я", 10_000), nil
	}
	tr.Segments[1].Speaker = scoring.Speaker(evil)
	for i := range j.Findings {
		j.Findings[i].Item, j.Findings[i].Quote, j.Findings[i].Why.Code = scoring.Item(evil), evil, evil
	}
	j.Objections = append(j.Objections, scoring.Objection{Segment: 999, AtMS: 1 << 60, Kind: evil, Answer: 999})
	j.LossSegment, j.Findings[0].Segment = 999, -7
	f.texts["1.1"], f.judged["1.1"] = tr, j
	f.notes = []store.Note{{ID: 1, CallID: "1.1", AtMS: -5, Text: evil, Author: evil}, {ID: 2, CallID: "1.1", AtMS: 1 << 61}}
	return f
}

// The variable tuitest.EverySize asks for the whole sweep.
func TestNoSurfaceBreaksAtAnySize(t *testing.T) {
	t.Parallel()
	for name, b := range surfaces(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for i, f := range []focus{onTranscript, onChecklist} {
				b.m.focus = f
				for w, h := range tuitest.Sweep(name, i) {
					b.m.SetSize(w, h)
					checkFrame(t, name, b.m.View(), w, h)
				}
			}
		})
	}
}

func checkFrame(t *testing.T, name, frame string, w, h int) {
	t.Helper()
	if err := tuitest.Flaw(frame, w, h); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// hourStore is a call of an hour with a line every four seconds.
func hourStore() *fakeStore {
	f := newStore()
	tr, j := talk()
	for i := range 900 {
		tr.Segments = append(tr.Segments, scoring.Segment{
			Speaker: scoring.Client, StartMS: 30_000 + int64(i)*4000, EndMS: 33_000 + int64(i)*4000, Text: "ну вот получается восемьдесят четыре тысячи с установкой и с отделкой",
		})
	}
	f.texts["1.1"], f.judged["1.1"] = tr, j
	return f
}

// What one press of a key, or one step of the clock, costs.
func BenchmarkKeyAndFrame(b *testing.B) {
	for name, size := range map[string][2]int{"80x24": {80, 22}, "120x36": {120, 34}, "300x80": {300, 78}} {
		b.Run(name, func(b *testing.B) {
			s := setup(b, hourStore()).withSound().open(screen.Place{Call: "1.1", AtMS: 60_000})
			s.m.SetSize(size[0], size[1])
			press := keys.Synthetic("shift+right")
			b.ReportAllocs()
			for b.Loop() {
				s.m.Update(press)
				_ = s.m.View()
			}
		})
	}
}
