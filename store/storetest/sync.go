package storetest

import (
	"slices"
	"testing"

	"razbor/scoring"
	"razbor/store"
)

func intake(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(30)
	in := fill(t, e, m, 20)
	wanted := map[string][]byte{}
	var ask []string
	for _, c := range in.Calls {
		wanted[c.Call.ID] = c.Parts
		ask = append(ask, c.Call.ID)
	}
	equal(t, "parts", get[map[string][]byte](t)(e.Parts(ctx, source, append(ask, "x"))), wanted)
	equal(t, "parts of another source", get[map[string][]byte](t)(e.Parts(ctx, "x", ask)), map[string][]byte{})
	found := get[map[string]store.Call](t)(e.Find(ctx, append(ask, "x")))
	equal(t, "found", len(found), len(ask))
	equal(t, "found call", found[ask[0]], get[store.Call](t)(e.Call(ctx, ask[0])))

	p := store.Position{Source: source, File: "cdr/Master.csv", Offset: 10, Size: 20, ModMS: 30, Digest: "d", Rows: 4, BadRows: 1}
	apply(t, e, store.Intake{Source: source, Positions: []store.Position{p, {Source: source, File: "a"}, {Source: "x", File: "b"}}})
	p.Offset = 15
	apply(t, e, store.Intake{Source: source, Positions: []store.Position{p}})
	equal(t, "position", get[store.Position](t)(e.Position(ctx, source, p.File)), p)
	equal(t, "positions", get[[]store.Position](t)(e.Positions(ctx, source)), []store.Position{{Source: source, File: "a"}, p})

	a, b := m.Deal("later.1"), m.Deal("later.2")
	must(t, e.SetPendingDeals(ctx, "crm", []store.Deal{a, b, a}, nil))
	equal(t, "pending", get[[]store.Deal](t)(e.PendingDeals(ctx, "crm")), []store.Deal{a, b})
	must(t, e.SetPendingDeals(ctx, "crm", nil, []store.Deal{a}))
	equal(t, "pending", get[[]store.Deal](t)(e.PendingDeals(ctx, "crm")), []store.Deal{b})
	ch := apply(t, e, store.Intake{Source: "crm", Deals: []store.Deal{b}})
	equal(t, "a deal without its call", ch, store.Changes{})
}

func clients(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(31)
	m.GapMS *= 24
	in := fill(t, e, m, 120)
	fill(t, e, NewMaker(31), 1)
	wanted := []string{in.Calls[5].Call.Client, in.Calls[60].Call.Client, "70000000000"}
	from, to := in.Calls[3].Call.StartMS, in.Calls[90].Call.StartMS
	var want []string
	for _, c := range in.Calls {
		if slices.Contains(wanted, c.Call.Client) && c.Call.StartMS >= from && c.Call.StartMS <= to {
			want = append(want, c.Call.ID)
		}
	}
	equal(t, "calls of clients", ids(get[[]store.Call](t)(e.ClientCalls(ctx, wanted, from, to))), want)
	equal(t, "calls of nobody", len(get[[]store.Call](t)(e.ClientCalls(ctx, []string{""}, from, to))), 0)
}

func toScore(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(32)
	in := store.Intake{Source: source}
	var want, recorded []string
	for range 30 {
		c := m.Call(source)
		in.Calls = append(in.Calls, c)
		if c.Call.Answered {
			in.Transcripts = append(in.Transcripts, m.Transcript(c.Call.ID))
			want = append(want, c.Call.ID)
		}
		if c.Call.Recording != "" {
			recorded = append(recorded, c.Call.ID)
		}
	}
	apply(t, e, in)
	all := func(version string, every bool) (out []string) {
		for after := ""; ; after = out[len(out)-1] {
			piece := get[[]string](t)(e.ToScore(ctx, version, "rules", every, after, 4))
			if len(piece) == 0 {
				return out
			}
			out = append(out, piece...)
		}
	}
	equal(t, "to score", all("1", false), want)
	must(t, e.SetJudgements(ctx, []store.Scored{{CallID: want[0], Judgement: m.Judgement()}, {CallID: "x", Judgement: m.Judgement()}}))
	equal(t, "to score after one was", all("1", false), want[1:])
	equal(t, "to score by another list", all("2", false), want)
	equal(t, "all", all("1", true), want)

	equal(t, "to look into", get[[]string](t)(e.ToAnalyse(ctx, "", 100)), recorded)
	must(t, e.SetWaveform(ctx, recorded[1], []byte("w"), 0))
	equal(t, "to look into after one was", get[[]string](t)(e.ToAnalyse(ctx, recorded[0], 100)), recorded[2:])
}

func newText(t *testing.T, e store.Engine) {
	ctx := t.Context()
	m := NewMaker(33)
	id := lostCall(t, e, m)
	tr := store.IntakeTranscript{CallID: id, Digest: "new", Transcript: scoring.Transcript{Segments: []scoring.Segment{{Text: "совсем другое"}}}}
	ch := apply(t, e, store.Intake{Source: source, Transcripts: []store.IntakeTranscript{tr, {CallID: "x", Digest: "y"}}})
	equal(t, "changes", ch, store.Changes{Texts: 1})
	if c := get[store.Call](t)(e.Call(ctx, id)); c.Lost || c.Outcome != scoring.OutcomeUnknown || c.Score != -1 {
		t.Errorf("still judged by the old text: %+v", c)
	}
	equal(t, "to score", get[[]string](t)(e.ToScore(ctx, "1", "rules", false, "", 5)), []string{id})
	CheckPanels(t, e, Rules())
	equal(t, "the same text again", apply(t, e, store.Intake{Source: source, Transcripts: []store.IntakeTranscript{tr}}), store.Changes{})
}
