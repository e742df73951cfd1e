package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/lang"
)

// Summary writes the summary of a period.
func Summary(w io.Writer, f Format, s panels.Summary, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, summaryObject(s))
	}
	d := summaryDocument(s, t)
	if f == CSV && len(s.By) == 1 {
		d.blocks = slices.DeleteFunc(d.blocks, func(b block) bool { return b.total })
	}
	return d.write(w, f)
}

// Diagnosis writes the fifteen causes of a period with their evidence.
func Diagnosis(w io.Writer, f Format, s panels.Summary, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, diagnosisObject(s))
	}
	d := summaryHead(s, t)
	d.title = titled(t.Report.Diagnosis, s.Settings.Company)
	d.blocks = []block{causesBlock(s.Causes, t), evidenceBlock(s, t)}
	d.foot = append(d.foot, t.Report.CausesOverlap)
	if s.Common != nil {
		d.blocks = append(d.blocks, patternBlocks(*s.Common, t)...)
	}
	if s.Staff != nil {
		staff := staffDocument(*s.Staff, t)
		for i := range staff.blocks {
			staff.blocks[i].title, staff.blocks[i].lead = t.Report.Staffing, staff.lead
		}
		d.blocks, d.foot = append(d.blocks, staff.blocks...), append(d.foot, staff.foot...)
	}
	return d.write(w, f)
}

// summaryHead is the title and the sentences that every report of a period begins with.
func summaryHead(s panels.Summary, t *lang.Texts) document {
	d := document{
		title: titled(t.Report.Loss, s.Settings.Company), subtitle: days(t, s.From, s.To), currency: s.Settings.Currency, texts: t,
	}
	if s.Sums.N[metrics.Inbound] == 0 {
		d.lead = []string{t.Report.NoCalls}
		return d
	}
	money := func(a loss.Amount) string { return t.Money(int64(a), s.Settings.Currency) }
	first := fmt.Sprintf(t.Report.Gross, money(s.Bill.Gross), t.Count(s.Lost.Gross(), t.Words.LostCalls), t.Number(s.Sums.N[metrics.Inbound]))
	if s.Lost.Recovered > 0 {
		first += "; " + fmt.Sprintf(t.Report.Net, money(s.Bill.Net))
	}
	split := fmt.Sprintf(t.Report.Split, money(s.Bill.Technical), t.Number(s.Lost.Technical),
		money(s.Bill.Communication), t.Number(s.Lost.Communication))
	if s.Bill.LeadCost > 0 {
		split += " · " + fmt.Sprintf(t.Report.Leads, money(s.Bill.LeadCost))
	}
	d.lead = []string{first, split}
	n := s.Sums.N
	if n[metrics.MissedClients] > 0 {
		d.lead = append(d.lead, fmt.Sprintf(t.Report.Clients, t.Number(n[metrics.MissedClients]),
			t.Number(n[metrics.CalledBackClients]), t.Number(n[metrics.RecoveredClients])))
	}
	if judged := n[metrics.Scored]; judged < n[metrics.Answered] && speaksOfTalks(s) {
		d.lead = append(d.lead, fmt.Sprintf(t.Report.Scored, t.Number(judged), t.Number(n[metrics.Answered])))
	}
	if s.Lost.Unknown > 0 {
		d.lead = append(d.lead, fmt.Sprintf(t.Report.Unknown, t.Count(s.Lost.Unknown, t.Words.Calls)))
	}
	return d
}

// speaksOfTalks reports whether a summary has figures of judged conversations.
func speaksOfTalks(s panels.Summary) bool {
	return slices.ContainsFunc(s.By, func(by panels.Section) bool {
		switch by {
		case panels.ByManager, panels.ByItem, panels.ByReason, panels.ByStage, panels.ByObjection, panels.ByCause:
			return true
		}
		return false
	})
}

func summaryDocument(s panels.Summary, t *lang.Texts) document {
	d := summaryHead(s, t)
	if s.Sums.N[metrics.Inbound] > 0 {
		d.blocks = append(d.blocks, metricsBlock(s, t), missedBlock(s, t))
	}
	section := func(by panels.Section, blocks ...func(panels.Summary, *lang.Texts) block) {
		if !s.Has(by) {
			return
		}
		for _, b := range blocks {
			d.blocks = append(d.blocks, b(s, t))
		}
	}
	section(panels.ByManager, managersBlock, managerItemsBlock)
	section(panels.ByHour, hoursBlock)
	section(panels.ByWeekday, weekdaysBlock)
	section(panels.ByDay, daysBlock)
	section(panels.BySource, sourcesBlock)
	section(panels.ByLine, linesBlock)
	section(panels.ByItem, itemsBlock)
	section(panels.ByReason, reasonsBlock)
	section(panels.ByStage, stagesBlock)
	section(panels.ByObjection, objectionsBlock)
	section(panels.ByCause, func(s panels.Summary, t *lang.Texts) block { return causesBlock(s.Causes, t) })
	if s.Has(panels.ByCause) {
		d.foot = append(d.foot, t.Report.CausesOverlap)
	}
	d.foot = append(d.foot, t.Report.Benchmark)
	return d
}

func metricsBlock(s panels.Summary, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "metrics", title: t.Report.Metrics, total: true, table: table{columns: []column{
		{key: "metric", only: true}, {key: "", title: c.Metric}, {key: "", title: c.Now}, {key: "value", only: true},
		{key: "", title: c.Norm}, {key: "state", only: true}, {key: "", title: c.State}, {key: "", title: c.Was}, {key: "before", only: true},
		{key: "", title: c.Trend}, {key: "trend", only: true, kind: kindCount},
	}}}
	for _, r := range s.Readings {
		b.table.rows = append(b.table.rows, []any{
			string(r.Metric), t.Report.Metric(r.Metric), sayReading(t, r, r.Value), r.Value, sayNorm(t, r),
			string(r.State), t.Report.NormStates[r.State], sayReading(t, r, r.Before), r.Before,
			sayTrend(t, r), int64(r.Trend()),
		})
	}
	for _, w := range [...]struct {
		key, name string
		now, was  metrics.Number
	}{
		{"wait_median_seconds", t.Report.WaitMedian, s.Figures.WaitMedian, s.Before.Figures.WaitMedian},
		{"wait_p90_seconds", t.Report.WaitP90, s.Figures.WaitP90, s.Before.Figures.WaitP90},
	} {
		b.table.rows = append(b.table.rows, []any{
			w.key, w.name, sayNumber(t, kindSeconds, w.now), w.now, "", "", "", sayNumber(t, kindSeconds, w.was), w.was, "", "",
		})
	}
	b.lead = []string{fmt.Sprintf(t.Report.Before, days(t, s.BeforeFrom, s.BeforeTo))}
	return b
}

// sayTrend says whether a metric went the right way, where it went at all.
func sayTrend(t *lang.Texts, r metrics.Reading) string {
	switch r.Trend() {
	case 1:
		return t.Report.Better
	case -1:
		return t.Report.Worse
	}
	return ""
}

func sayReading(t *lang.Texts, r metrics.Reading, v metrics.Number) string {
	if r.Unit == metrics.Seconds {
		return sayNumber(t, kindSeconds, v)
	}
	return sayNumber(t, kindShare, v)
}

// sayNorm says the norm of a reading with its side: "≤ 30 с", "≥ 80 %".
func sayNorm(t *lang.Texts, r metrics.Reading) string {
	if !r.Norm.Known {
		return ""
	}
	if r.Better == metrics.Higher {
		return fmt.Sprintf(t.Report.AtLeast, sayReading(t, r, r.Norm))
	}
	return fmt.Sprintf(t.Report.AtMost, sayReading(t, r, r.Norm))
}

func missedBlock(s panels.Summary, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "missed_by", title: t.Report.MissedKinds, total: true, table: table{columns: []column{
		{key: "missed_by", only: true}, {key: "", title: c.Reason}, {key: "calls", title: c.Calls, kind: kindCount},
		{key: "money", title: c.Money, kind: kindMoney},
	}}}
	for _, m := range store.MissedReasons {
		if n := s.MissedBy(m); n > 0 {
			b.table.rows = append(b.table.rows, []any{string(m), t.Words.MissedBy(m), n, s.Settings.Terms.Of(n)})
		}
	}
	return b
}

func managersBlock(s panels.Summary, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "by_manager", title: t.Report.Managers, table: table{columns: []column{
		{key: "manager", title: c.Manager}, {key: "answered", title: c.Answered, kind: kindCount},
		{key: "lost", title: c.Lost, kind: kindCount}, {key: "conversion", title: c.Conversion, kind: kindShare},
		{key: "checklist", title: c.Score, kind: kindShare}, {key: "no_crm_note", title: c.NoNote, kind: kindCount},
		{key: "rang_in_vain", only: true, kind: kindCount}, {key: "money", title: c.Money, kind: kindMoney},
	}}}
	b.chart = chart{title: t.Report.Chart.ByManager, names: []string{t.Report.Chart.LostTalk}, first: 1}
	names := itemNames(s.Managers)
	for _, item := range names {
		b.table.columns = append(b.table.columns, column{key: string(item) + "_miss", kind: kindCount, only: true},
			column{key: string(item) + "_applies", kind: kindCount, only: true})
	}
	for _, r := range s.Managers {
		n := r.Sums.N
		row := []any{
			r.Key.Manager, n[metrics.Answered], r.Lost.Communication, r.Figures.Conversion.Number(),
			r.Figures.Checklist.Number(), n[metrics.NoCRMNote], n[metrics.RangInVain], r.Bill.Communication,
		}
		for _, item := range names {
			count := itemCount(r.Items, item)
			row = append(row, count.Miss, count.Applies())
		}
		b.table.rows = append(b.table.rows, row)
		b.chart.add(r.Key.Manager, t.Money(int64(r.Bill.Communication), s.Settings.Currency), r.Lost.Communication)
	}
	return b
}

// managerItemsBlock is the misses of each manager at each item, for people;
// machines have them with the managers.
func managerItemsBlock(s panels.Summary, t *lang.Texts) block {
	b := block{title: t.Report.ManagerItems}
	names := itemNames(s.Managers)
	if len(names) == 0 {
		return b
	}
	b.table.columns = []column{{title: t.Report.Col.Manager}}
	for _, item := range names {
		b.table.columns = append(b.table.columns, column{title: t.Words.ItemShort(item)})
	}
	for _, r := range s.Managers {
		row := []any{r.Key.Manager}
		for _, item := range names {
			said := ""
			if count := itemCount(r.Items, item); count.Applies() > 0 {
				said = t.Number(count.Miss) + "/" + t.Number(count.Applies())
			}
			row = append(row, said)
		}
		b.table.rows = append(b.table.rows, row)
	}
	return b
}

func itemNames(rows []panels.Row) []scoring.Item {
	var names []scoring.Item
	seen := map[scoring.Item]bool{}
	for _, r := range rows {
		for _, c := range r.Items {
			if !seen[c.Item] {
				seen[c.Item] = true
				names = append(names, c.Item)
			}
		}
	}
	return names
}

func itemCount(items []store.ItemCount, item scoring.Item) store.ItemCount {
	for _, c := range items {
		if c.Item == item {
			return c
		}
	}
	return store.ItemCount{Item: item}
}

// rowsTable is the table of rows of calls, whose first column is the key.
func rowsTable(first column, title func(panels.Row) string, key func(panels.Row) string, rows []panels.Row, t *lang.Texts) table {
	c := t.Report.Col
	said := column{title: first.title}
	tab := table{columns: []column{
		{key: first.key, only: true}, said, {key: "inbound", title: c.Inbound, kind: kindCount},
		{key: "answered", title: c.Answered, kind: kindCount}, {key: "missed", title: c.Missed, kind: kindCount},
		{key: "lost_communication", title: c.LostTalk, kind: kindCount}, {key: "lost", only: true, kind: kindCount},
		{key: "asa_seconds", title: c.ASA, kind: kindSeconds}, {key: "money", title: c.Money, kind: kindMoney},
	}}
	for _, r := range rows {
		n := r.Sums.N
		tab.rows = append(tab.rows, []any{
			key(r), title(r), n[metrics.Inbound], n[metrics.Answered], n[metrics.Missed], r.Lost.Communication,
			r.Lost.Gross(), r.Figures.ASA, r.Bill.Gross,
		})
	}
	return tab
}

// lossChart draws missed and lost-in-talk calls of rows on each other.
func lossChart(title string, label func(panels.Row) string, rows []panels.Row, s panels.Summary, t *lang.Texts) chart {
	c := chart{title: title, names: []string{t.Report.Chart.Missed, t.Report.Chart.LostTalk}, upright: true}
	for _, r := range rows {
		c.add(label(r), t.Money(int64(r.Bill.Gross), s.Settings.Currency), r.Lost.Technical, r.Lost.Communication)
	}
	return c
}

func hoursBlock(s panels.Summary, t *lang.Texts) block {
	label := func(r panels.Row) string { return hours(r.Key.Hour) }
	key := func(r panels.Row) string { return strconv.Itoa(r.Key.Hour) }
	return block{
		key: "by_hour", title: t.Report.Hours,
		table: rowsTable(column{key: "hour", title: t.Report.Col.Hour}, label, key, s.Hours, t),
		chart: lossChart(t.Report.Chart.ByHour, func(r panels.Row) string { return strconv.Itoa(r.Key.Hour) }, s.Hours, s, t),
	}
}

func weekdaysBlock(s panels.Summary, t *lang.Texts) block {
	label := func(r panels.Row) string { return t.Format.WeekdayLong[r.Key.Weekday%8] }
	key := func(r panels.Row) string { return strconv.Itoa(r.Key.Weekday) }
	return block{
		key: "by_weekday", title: t.Report.Weekdays,
		table: rowsTable(column{key: "weekday", title: t.Report.Col.Weekday}, label, key, s.Weekdays, t),
	}
}

func daysBlock(s panels.Summary, t *lang.Texts) block {
	label := func(r panels.Row) string { return t.DayShort(r.Key.Day.Start(time.UTC)) }
	key := func(r panels.Row) string { return r.Key.Day.String() }
	return block{
		key: "by_day", title: t.Report.Days,
		table: rowsTable(column{key: "day", title: t.Report.Col.Day}, label, key, s.Days, t),
		chart: lossChart(t.Report.Chart.ByDay, dayLabel(s.Days), s.Days, s, t),
	}
}

// dayLabel is the day of the month, and the month too where there are many days.
func dayLabel(days []panels.Row) func(panels.Row) string {
	const aMonth = 31
	return func(r panels.Row) string {
		at := r.Key.Day.Start(time.UTC)
		if len(days) > aMonth {
			return at.Format("02.01")
		}
		return strconv.Itoa(at.Day())
	}
}

func sourcesBlock(s panels.Summary, t *lang.Texts) block {
	key := func(r panels.Row) string { return r.Key.Source }
	return block{
		key: "by_source", title: t.Report.Sources,
		table: rowsTable(column{key: "source", title: t.Report.Col.Source}, key, key, s.Sources, t),
	}
}

func linesBlock(s panels.Summary, t *lang.Texts) block {
	key := func(r panels.Row) string { return r.Key.Line }
	label := func(r panels.Row) string {
		if r.Key.Line == "" {
			return t.Report.NoLine
		}
		return lang.Phone(r.Key.Line)
	}
	return block{
		key: "by_line", title: t.Report.Lines,
		table: rowsTable(column{key: "line", title: t.Report.Col.Line}, label, key, s.Lines, t),
	}
}

func itemsBlock(s panels.Summary, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "items", title: t.Report.Items, table: table{columns: []column{
		{key: "item", only: true}, {title: c.Item}, {key: "applies", title: c.Applies, kind: kindCount},
		{key: "miss", title: c.Miss, kind: kindCount}, {key: "partial", title: c.Partial, kind: kindCount},
		{key: "pass", title: c.Pass, kind: kindCount}, {key: "miss_share", title: c.Share, kind: kindShare},
	}}}
	for _, i := range s.Items {
		share := metrics.Ratio{Part: i.Miss, Of: i.Applies()}
		b.table.rows = append(b.table.rows, []any{string(i.Item), t.Words.Item(i.Item), i.Applies(), i.Miss, i.Partial, i.Pass, share.Number()})
	}
	return b
}

func reasonsBlock(s panels.Summary, t *lang.Texts) block {
	say := func(name string) string { return t.Words.Reason(scoring.Reason(name)) }
	return lossBlock("reasons", "reason", t.Report.Reasons, t.Report.Col.Reason, say, s.Reasons, t)
}

func stagesBlock(s panels.Summary, t *lang.Texts) block {
	say := func(name string) string { return t.Words.Stage(store.Stage(name)) }
	return lossBlock("stages", "stage", t.Report.Stages, t.Report.Col.Stage, say, s.Stages, t)
}

func lossBlock(key, first, title, heading string, say func(string) string, losses []panels.Loss, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: key, title: title, table: table{columns: []column{
		{key: first, only: true}, {title: heading}, {key: "calls", title: c.Calls, kind: kindCount},
		{key: "share", title: c.Share, kind: kindShare}, {key: "money", title: c.Money, kind: kindMoney},
	}}}
	var all int64
	for _, l := range losses {
		all += l.Calls
	}
	for _, l := range losses {
		share := metrics.Ratio{Part: l.Calls, Of: all}
		b.table.rows = append(b.table.rows, []any{l.Name, say(l.Name), l.Calls, share.Number(), l.Money})
	}
	return b
}

func objectionsBlock(s panels.Summary, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "objections", title: t.Report.Objections, table: table{columns: []column{
		{key: "kind", only: true}, {title: c.Objection}, {key: "raised", title: c.Raised, kind: kindCount},
		{key: "handled", title: c.Handled, kind: kindCount}, {key: "handled_share", title: c.Share, kind: kindShare},
	}}}
	for _, o := range s.Objections {
		share := metrics.Ratio{Part: o.Handled, Of: o.Raised}
		b.table.rows = append(b.table.rows, []any{string(o.Kind), t.Words.Objection(o.Kind), o.Raised, o.Handled, share.Number()})
	}
	return b
}
