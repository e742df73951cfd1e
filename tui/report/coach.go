package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"razbor/scoring"
	"razbor/scoring/coach"
	"razbor/scoring/metrics"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// Coach writes the feedback to a manager.
func Coach(w io.Writer, f Format, c panels.Coaching, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, coachObject(c))
	}
	return coachDocument(c, t).write(w, f)
}

func coachDocument(c panels.Coaching, t *lang.Texts) document {
	r := t.Report.Coach
	d := document{
		title: titled(t.Report.Coaching, c.Manager), subtitle: days(t, c.From, c.To), currency: c.Settings.Currency, texts: t,
	}
	n := c.Sums.N
	if n[metrics.Answered] == 0 {
		d.lead = []string{r.NoCalls}
		return d
	}
	d.lead = []string{fmt.Sprintf(r.Calls, t.Count(n[metrics.Answered], t.Words.Calls), t.Number(n[metrics.Success]))}
	if c.Lost.Communication > 0 {
		d.lead = append(d.lead, fmt.Sprintf(r.LostMoney, t.Money(int64(c.Bill.Communication), c.Settings.Currency),
			t.Count(c.Lost.Communication, t.Words.Calls)))
	}
	if score := c.Figures.Checklist.Number(); score.Known {
		d.lead = append(d.lead, fmt.Sprintf(r.Score, sayNumber(t, kindShare, score), t.Number(n[metrics.Scored]), t.Number(n[metrics.Answered])))
	}
	strengths := block{key: "strengths", title: r.Strengths}
	for _, item := range c.Feedback.Strengths {
		strengths.items = append(strengths.items, fmt.Sprintf(r.Praise, t.InCalls(item.Pass, item.Applies()), does(t, item.Item)))
	}
	misses := block{key: "misses", title: r.Misses, table: coachTable(c.Feedback.Misses, t)}
	for _, item := range c.Feedback.Misses {
		misses.items = append(misses.items, fmt.Sprintf(r.Sentence, t.InCalls(item.Miss, item.Applies()), doesNot(t, item.Item)))
	}
	if len(misses.items) == 0 && n[metrics.Scored] > 0 {
		misses.lead = []string{r.NoMisses}
	}
	d.blocks = []block{strengths, misses, momentsBlock(c, t), changesBlock(c, t)}
	return d
}

// does and doesNot word an item; one of a user's own list is named.
func does(t *lang.Texts, item scoring.Item) string {
	return clean.Line(t.Report.Coach.Does(item))
}

func doesNot(t *lang.Texts, item scoring.Item) string {
	return clean.Line(t.Report.Coach.DoesNot(item))
}

// coachTable is the misses for machines; a person reads the sentences.
func coachTable(items []coach.Item, t *lang.Texts) table {
	c := t.Report.Col
	tab := table{only: true, columns: []column{
		{key: "item", only: true}, {title: c.Item}, {key: "applies", title: c.Applies, kind: kindCount},
		{key: "miss", title: c.Miss, kind: kindCount}, {key: "partial", title: c.Partial, kind: kindCount},
		{key: "lost", title: c.Lost, kind: kindCount},
	}}
	for _, i := range items {
		tab.rows = append(tab.rows, []any{string(i.Item), t.Words.Item(i.Item), i.Applies(), i.Miss, i.Partial, i.Lost})
	}
	return tab
}

func momentsBlock(c panels.Coaching, t *lang.Texts) block {
	r := t.Report.Coach
	b := block{key: "moments", title: r.Moments, table: momentsTable(c.Moments, t)}
	for _, m := range c.Moments {
		line := t.Words.Item(m.Item) + " — " + whenWhere(m.Miss, c.Settings)
		searched := m.Finding.Searched
		switch {
		case m.Item != scoring.Greeting && searched.ToMS > searched.FromMS && m.Miss.AtMS <= searched.FromMS:
			// No place of its own: it was never said. A greeting is what was said instead.
			line += ". " + fmt.Sprintf(r.NotSaid, lang.Clock(searched.FromMS), lang.Clock(searched.ToMS))
		case m.Miss.Quote != "":
			line += ". " + fmt.Sprintf(r.Said, quoted(m.Miss.Quote))
		}
		if m.Better != nil {
			line += ". " + sayBetter(m, t) + " (" + whenWhere(*m.Better, c.Settings) + ")"
		}
		b.items = append(b.items, line)
	}
	return b
}

// momentsTable is the moments for machines and spreadsheets.
func momentsTable(moments []panels.Moment, t *lang.Texts) table {
	c := t.Report.Col
	tab := table{only: true, columns: []column{
		{key: "item", only: true}, {title: c.Item}, {key: "moment", title: c.Moment}, {key: "quote", title: c.Quote},
		{key: "better_manager", title: c.Manager}, {key: "better_moment", title: c.Moment}, {key: "better_quote", title: c.Better},
	}}
	for _, m := range moments {
		row := []any{string(m.Item), t.Words.Item(m.Item), momentPlace(m.Miss), m.Miss.Quote, "", "", ""}
		if m.Better != nil {
			row[4], row[5], row[6] = m.Better.Call.Manager, momentPlace(*m.Better), m.Better.Quote
		}
		tab.rows = append(tab.rows, row)
	}
	return tab
}

func sayBetter(m panels.Moment, t *lang.Texts) string {
	quote := quoted(m.Better.Quote)
	if m.OwnBest {
		return fmt.Sprintf(t.Report.Coach.BetterSelf, quote)
	}
	return fmt.Sprintf(t.Report.Coach.Better, clean.Line(m.Better.Call.Manager), quote)
}

// quoted is what was said, fit to stand inside quotation marks in a sentence.
func quoted(s string) string { return strings.TrimRight(clean.Line(s), ". ") }

// whenWhere is when a call began, and a place in it.
func whenWhere(e panels.Example, s panels.Settings) string {
	return time.UnixMilli(e.Call.StartMS).In(s.Location).Format("02.01 15:04") + ", " + momentPlace(e)
}

// momentPlace is a place in a call as `razbor call` takes it.
func momentPlace(e panels.Example) string {
	if e.AtMS < 0 {
		return e.Call.ID
	}
	return e.Call.ID + "@" + lang.Clock(e.AtMS)
}

func changesBlock(c panels.Coaching, t *lang.Texts) block {
	r := t.Report.Coach
	b := block{key: "changes", title: r.Change}
	both := func(form string, was, now metrics.Number) {
		if was.Known && now.Known {
			b.items = append(b.items, fmt.Sprintf(form, sayNumber(t, kindShare, was), sayNumber(t, kindShare, now)))
		}
	}
	both(r.Converted, c.Before.Figures.Conversion.Number(), c.Figures.Conversion.Number())
	both(r.Scores, c.Before.Figures.Checklist.Number(), c.Figures.Checklist.Number())
	b.lead = []string{fmt.Sprintf(r.Before, days(t, c.BeforeFrom, c.BeforeTo))}
	if c.Before.Sums.N[metrics.Scored] == 0 || len(c.Feedback.Changes) == 0 {
		if len(b.items) == 0 {
			b.lead = nil
		}
		b.lead = append(b.lead, r.NoBefore)
		return b
	}
	for _, change := range c.Feedback.Changes {
		was, now := sayNumber(t, kindShare, change.Before.Number()), sayNumber(t, kindShare, change.Now.Number())
		item := t.Words.Item(change.Item)
		switch change.Direction {
		case coach.Improved:
			b.items = append(b.items, fmt.Sprintf(r.Improved, item, was, now))
		case coach.Worsened:
			b.items = append(b.items, fmt.Sprintf(r.Worsened, item, was, now))
		case coach.Same:
			b.items = append(b.items, fmt.Sprintf(r.Same, item, now))
		}
	}
	return b
}

func coachObject(c panels.Coaching) object {
	n := c.Sums.N
	return object{
		{"manager", c.Manager}, {"from", c.From.String()}, {"to", c.To.String()}, {"currency", c.Settings.Currency},
		{"answered", n[metrics.Answered]}, {"next_steps", n[metrics.Success]}, {"lost", c.Lost.Communication},
		{"money", c.Bill.Communication}, {"conversion", ratio(c.Figures.Conversion)},
		{"scored", n[metrics.Scored]}, {"score", ratio(c.Figures.Checklist)},
		{"strengths", list(c.Feedback.Strengths, coachItemObject)}, {"misses", list(c.Feedback.Misses, coachItemObject)},
		{"moments", list(c.Moments, momentObject)},
		{"before", object{
			{"from", c.BeforeFrom.String()}, {"to", c.BeforeTo.String()}, {"answered", c.Before.Sums.N[metrics.Answered]},
			{"conversion", ratio(c.Before.Figures.Conversion)}, {"score", ratio(c.Before.Figures.Checklist)},
		}},
		{"changes", list(c.Feedback.Changes, func(ch coach.Change) object {
			return object{{"item", ch.Item}, {"before", ratio(ch.Before)}, {"now", ratio(ch.Now)}, {"direction", ch.Direction}}
		})},
	}
}

func coachItemObject(i coach.Item) object {
	return object{{"item", i.Item}, {"applies", i.Applies()}, {"miss", i.Miss}, {"partial", i.Partial}, {"pass", i.Pass}, {"lost", i.Lost}}
}

func momentObject(m panels.Moment) object {
	o := object{{"item", m.Item}, {"call", m.Miss.Call.ID}, {"at", momentPlace(m.Miss)}, {"at_ms", m.Miss.AtMS}, {"quote", m.Miss.Quote}}
	if m.Better == nil {
		return append(o, field{"better", nil})
	}
	return append(o, field{"better", object{
		{"manager", m.Better.Call.Manager}, {"call", m.Better.Call.ID}, {"at", momentPlace(*m.Better)},
		{"at_ms", m.Better.AtMS}, {"quote", m.Better.Quote},
	}})
}
