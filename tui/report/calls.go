package report

import (
	"fmt"
	"io"
	"time"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// Calls writes a list of calls in the order they are given.
func Calls(w io.Writer, f Format, s panels.Settings, calls []store.Call, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, list(calls, func(c store.Call) object { return callObject(c, s.Location) }))
	}
	c := t.Report.Col
	b := block{key: "calls", title: t.Count(int64(len(calls)), t.Words.Calls), table: table{columns: []column{
		{key: "call", title: c.ID, whole: true}, {key: "start", only: true}, {title: c.Time, whole: true},
		{key: "client", title: c.Client, whole: true},
		{key: "manager", title: c.Manager}, {key: "direction", only: true}, {key: "outcome", only: true}, {title: c.Outcome},
		{key: "wait_seconds", only: true, kind: kindSeconds}, {key: "talk_seconds", only: true, kind: kindSeconds}, {title: c.Length},
		{key: "lost", only: true}, {key: "reason", only: true}, {key: "lost_at", title: c.LossAt, wide: true},
	}}}
	for _, call := range calls {
		b.table.rows = append(b.table.rows, callRow(call, s.Location, t))
	}
	d := document{title: titled(t.Report.CallList, s.Company), currency: s.Currency, texts: t, blocks: []block{b}}
	return d.write(w, f)
}

func callRow(c store.Call, loc *time.Location, t *lang.Texts) []any {
	start := time.UnixMilli(c.StartMS).In(loc)
	length := t.Format.None
	if c.Answered {
		length = lang.Clock(c.TalkMS)
	}
	lost, at := "", ""
	if c.Lost {
		lost = "1"
		if c.LossAtMS >= 0 && c.Answered {
			at = lang.Clock(c.LossAtMS)
		}
	}
	return []any{
		c.ID, start.Format(time.RFC3339), start.Format("02.01 15:04"), c.Client, c.Manager, string(c.Direction),
		outcomeCode(c), sayOutcome(c, t), msNumber(c.WaitMS), msNumber(c.TalkMS), length, lost, string(c.LossReason), at,
	}
}

// outcomeCode is the outcome of an answered call, the reason of a missed one.
func outcomeCode(c store.Call) string {
	if !c.Answered {
		return string(c.MissedBy)
	}
	return string(c.Outcome)
}

func sayOutcome(c store.Call, t *lang.Texts) string {
	switch {
	case !c.Answered:
		return t.Words.MissedBy(c.MissedBy)
	case c.Lost && c.LossReason != scoring.ReasonNone:
		return t.Words.Reason(c.LossReason)
	}
	return t.Words.Outcome(c.Outcome)
}

func msNumber(ms int64) metrics.Number {
	return metrics.Number{Value: float64(ms) / 1000, Known: true}
}

// callObject is one call in JSON.
func callObject(c store.Call, loc *time.Location) object {
	s := panels.Settings{Location: loc}
	o := object{
		{"call", c.ID}, {"source", c.Source}, {"direction", c.Direction}, {"start", stamp(c.StartMS, s)}, {"end", stamp(c.EndMS, s)},
		{"client", c.Client}, {"line", c.Line}, {"queue", c.Queue}, {"answered", c.Answered}, {"manager", c.Manager},
		{"missed_by", c.MissedBy}, {"short", c.Short}, {"wait_seconds", seconds(c.WaitMS)}, {"talk_seconds", seconds(c.TalkMS)},
		{"outcome", c.Outcome}, {"outcome_from", c.OutcomeFrom}, {"lost", c.Lost}, {"loss_reason", c.LossReason}, {"stage", c.Stage},
	}
	var score, note any
	if c.Score >= 0 {
		score = c.Score
	}
	if c.NoteWritten != nil {
		note = *c.NoteWritten
	}
	return append(o, object{
		{"loss_at_seconds", secondsOrNull(c.Lost && c.Answered && c.LossAtMS >= 0, c.LossAtMS)}, {"score", score},
		{"misses", list(c.Misses, func(i scoring.Item) string { return string(i) })},
		{"called_back", stamp(c.CalledBackMS, s)}, {"recovered", stamp(c.RecoveredMS, s)}, {"note_written", note},
		{"faults", c.Faults}, {"dropped", c.Dropped}, {"broken_off", append([]string{}, c.BrokenOff...)}, {"recording", c.Recording}, {"transcript", c.HasTranscript}, {"reviewed", c.Reviewed},
	}...)
}

// Missed writes the clients that wait for a callback.
func Missed(w io.Writer, f Format, m panels.MissedList, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, missedObject(m))
	}
	c := t.Report.Col
	b := block{
		key: "missed", title: fmt.Sprintf(t.Report.MissedSum, t.Count(int64(len(m.Clients)), t.Words.Client),
			t.Money(int64(m.Money), m.Settings.Currency), t.Money(int64(m.Left), m.Settings.Currency)),
		table: table{columns: []column{
			{key: "client", only: true}, {title: c.Client, whole: true}, {key: "call", title: c.ID, wide: true}, {key: "last", only: true},
			{title: c.Time, whole: true},
			{key: "missed_by", only: true}, {title: c.Reason}, {key: "tries", title: c.Tries, kind: kindCount},
			{key: "gone_seconds", title: c.Gone, kind: kindSeconds}, {key: "money", only: true, kind: kindMoney},
			{key: "left", title: c.Risk, kind: kindMoney},
		}},
	}
	for _, one := range m.Clients {
		b.table.rows = append(b.table.rows, waitingRow(one, m.Settings.Location, t))
	}
	d := document{title: titled(t.Report.MissedList, m.Settings.Company), currency: m.Settings.Currency, texts: t, blocks: []block{b}}
	if len(m.Clients) == 0 {
		d.blocks[0].title = ""
		d.blocks[0].lead = []string{t.Report.NobodyWaits}
	}
	return d.write(w, f)
}

func waitingRow(one panels.Waiting, loc *time.Location, t *lang.Texts) []any {
	last := time.UnixMilli(one.Last.StartMS).In(loc)
	client := lang.Phone(clean.Line(one.Client))
	if one.Client == "" {
		client = t.Words.HiddenClient
	}
	return []any{
		one.Client, client, one.Last.ID, last.Format(time.RFC3339), last.Format("02.01 15:04"), string(one.Last.MissedBy),
		t.Words.MissedBy(one.Last.MissedBy), int64(one.Tries), metrics.Number{Value: one.Gone.Seconds(), Known: true}, one.Money, one.Left,
	}
}

func missedObject(m panels.MissedList) object {
	return object{
		{"at", time.UnixMilli(m.NowMS).In(m.Settings.Location).Format(time.RFC3339)}, {"currency", m.Settings.Currency},
		{"clients", len(m.Clients)}, {"money", m.Money}, {"left", m.Left}, {"more", m.More},
		{"missed", list(m.Clients, func(one panels.Waiting) object {
			return object{
				{"client", one.Client}, {"call", one.Last.ID},
				{"last", time.UnixMilli(one.Last.StartMS).In(m.Settings.Location).Format(time.RFC3339)},
				{"missed_by", one.Last.MissedBy}, {"tries", one.Tries},
				{"gone_minutes", int64(one.Gone / time.Minute)}, {"money", one.Money}, {"left", one.Left},
			}
		})},
	}
}

// Staffing writes how many people each hour needs.
func Staffing(w io.Writer, f Format, s panels.Staff, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, staffObject(s))
	}
	return staffDocument(s, t).write(w, f)
}

// Patterns writes what the losses of a period have in common.
func Patterns(w io.Writer, f Format, c panels.Common, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, patternsObject(c))
	}
	d := document{
		title: titled(t.Report.Patterns, c.Settings.Company), subtitle: days(t, c.From, c.To), currency: c.Settings.Currency,
		texts: t, blocks: patternBlocks(c, t),
	}
	return d.write(w, f)
}
