package report

import (
	"fmt"
	"math"
	"time"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/scoring/staffing"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

func staffDocument(s panels.Staff, t *lang.Texts) document {
	r, c := t.Report.Staff, t.Report.Col
	d := document{
		title: titled(t.Report.Staffing, s.Settings.Company), subtitle: days(t, s.From, s.To), currency: s.Settings.Currency, texts: t,
	}
	if len(s.Plans) == 0 {
		d.lead = []string{t.Report.NoCalls}
		return d
	}
	if best, ok := s.Best(); ok {
		d.lead = append(d.lead, fmt.Sprintf(r.Sentence, best.Hour.Hour, best.Hour.Hour+1, t.Money(int64(best.Saved), s.Settings.Currency)))
	}
	patience := r.NoPatience
	if s.Patience > 0 {
		patience = fmt.Sprintf(r.Patience, t.Span(s.Patience.Milliseconds()))
	}
	d.foot = []string{
		fmt.Sprintf(r.Target, t.Percent(s.Target.Share, 0), t.Span(s.Target.Within.Milliseconds())) + " " +
			fmt.Sprintf(r.Handle, t.Span(s.Handle.Milliseconds())) + " " + patience,
		r.Worked,
	}
	b := block{key: "staffing", title: t.Report.Hours, table: table{columns: []column{
		{key: "hour", only: true, kind: kindCount}, {title: c.Hour}, {key: "calls_per_hour", title: r.Calls, kind: kindDecimal},
		{key: "needed", title: r.Needed, kind: kindCount}, {key: "there", title: r.There, kind: kindDecimal},
		{key: "effective", title: r.Effective, kind: kindDecimal}, {key: "service_level", title: r.Level, kind: kindShare},
		{key: "saved", title: r.Saves, kind: kindMoney},
	}}}
	for _, p := range s.Plans {
		known := func(v float64) metrics.Number { return metrics.Number{Value: v, Known: true} }
		b.table.rows = append(b.table.rows, []any{
			int64(p.Hour.Hour), hours(p.Hour.Hour), known(p.CallsPerHour), int64(p.Needed), known(p.There), known(p.Effective),
			metrics.Ratio{Part: p.Within, Of: p.Inbound}.Number(), p.Saved,
		})
	}
	d.blocks = []block{b}
	return d
}

func staffObject(s panels.Staff) object {
	span := func(d time.Duration) number { return number{Value: d.Seconds(), Known: d > 0} }
	return object{
		{"from", s.From.String()}, {"to", s.To.String()}, {"currency", s.Settings.Currency}, {"days", s.Days},
		{"handle_seconds", span(s.Handle)}, {"patience_seconds", span(s.Patience)},
		{"target", object{{"share", s.Target.Share}, {"seconds", s.Target.Within.Seconds()}}},
		{"hours", list(s.Plans, func(p staffing.Plan) object {
			known := func(v float64) number { return number{Value: v, Known: !math.IsNaN(v) && !math.IsInf(v, 0)} }
			return object{
				{"hour", p.Hour.Hour}, {"calls_per_hour", known(p.CallsPerHour)}, {"there", known(p.There)}, {"needed", p.Needed},
				{"effective", known(p.Effective)}, {"enough", p.Enough},
				{"service_level", ratio(metrics.Ratio{Part: p.Within, Of: p.Inbound})},
				{"saved_calls_a_month", known(p.SavedCalls)}, {"saved_a_month", p.Saved},
			}
		})},
	}
}

func patternBlocks(c panels.Common, t *lang.Texts) []block {
	r, col := t.Report.Pattern, t.Report.Col
	stages := block{key: "stages", title: r.Stages}
	for _, p := range c.Stages {
		stages.items = append(stages.items, sayPattern(t, r.Stage, t.Words.Stage(store.Stage(p.Name)), p, c.Settings.Currency))
	}
	reasons := block{key: "reasons", title: r.Reasons}
	for _, p := range c.Reasons {
		reasons.items = append(reasons.items, sayPattern(t, r.Reason, t.Words.Reason(scoring.Reason(p.Name)), p, c.Settings.Currency))
	}
	if c.Judged < c.Lost && c.Judged > 0 {
		known := fmt.Sprintf(r.Known, t.Number(c.Judged), t.Number(c.Lost))
		stages.lead, reasons.lead = []string{known}, []string{known}
	}
	different := block{key: "differences", title: r.Differences, table: table{columns: []column{
		{key: "manager", title: col.Manager}, {key: "item", only: true}, {title: col.Item},
		{key: "losing", title: r.Lost, kind: kindShare}, {key: "winning", title: r.Won, kind: kindShare},
		{key: "calls", title: col.Calls, kind: kindCount}, {key: "money", title: col.Money, kind: kindMoney},
	}}}
	for _, d := range c.Differences {
		manager := d.Manager
		if manager == "" {
			manager = t.Report.Everyone
		}
		different.table.rows = append(different.table.rows, []any{
			manager, string(d.Item), t.Words.ItemShort(d.Item), d.Losing.Number(), d.Winning.Number(), d.LostMiss, d.Money,
		})
	}
	if len(c.Differences) == 0 {
		different.lead = []string{r.NoDifference}
	}
	return []block{stages, reasons, different}
}

func sayPattern(t *lang.Texts, form, name string, p panels.Pattern, currency string) string {
	return fmt.Sprintf(form, sayNumber(t, kindShare, p.Share.Number()), clean.Line(name)) +
		" (" + t.Count(p.Share.Part, t.Words.Calls) + ", " + t.Money(int64(p.Money), currency) + ")"
}

func patternsObject(c panels.Common) object {
	one := func(key string) func(panels.Pattern) object {
		return func(p panels.Pattern) object {
			return object{{key, p.Name}, {"share", ratio(p.Share)}, {"calls", p.Share.Part}, {"money", p.Money}}
		}
	}
	return object{
		{"from", c.From.String()}, {"to", c.To.String()}, {"currency", c.Settings.Currency},
		{"lost", c.Lost}, {"known", c.Judged},
		{"stages", list(c.Stages, one("stage"))}, {"reasons", list(c.Reasons, one("reason"))},
		{"differences", list(c.Differences, func(d panels.Difference) object {
			return object{
				{"manager", d.Manager}, {"item", d.Item}, {"losing", ratio(d.Losing)}, {"winning", ratio(d.Winning)},
				{"calls", d.LostMiss}, {"money", d.Money},
			}
		})},
	}
}
