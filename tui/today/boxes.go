package today

import (
	"fmt"
	"strconv"
	"strings"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// inbound narrows a filter to the calls that losses are counted from.
func inbound(f store.Filter) store.Filter {
	f.Directions = []store.Direction{store.Inbound}
	return f
}

func calls(title string, f store.Filter) spot {
	return spot{place: screen.Place{Screen: screen.Calls, Title: title, Filter: f}}
}

func (s spot) copied(text string) spot {
	s.copy = text
	return s
}

// lossBox is the sum, what it is made of, and what it is compared with.
func (m *Model) lossBox() box {
	t, d := m.env.Texts, m.load.Data
	b := box{id: lossPanel, title: t.Today.Lost, least: 9, most: 11}
	bill, lost := d.sum.Bill, d.sum.Lost
	total := m.env.Money(bill.Gross)
	b.note = fmt.Sprintf(t.Today.OfCalls, t.Count(lost.Gross(), t.Words.Call), t.Number(d.sum.Sums.N[metrics.Inbound]))
	b.lines = m.bigFigure(bill.Gross, calls(t.Today.Lost, inbound(store.Filter{Lost: true})).copied(total))
	cols := []widget.Column{{Width: 12}, {Width: 5, Flex: 1, Drop: 1}, {Width: m.numberWidth(lost.Gross()), Right: true, Drop: 2}, {Width: 11, Right: true}}
	part := func(text string, n int64, money loss.Amount, tone theme.Tone, s spot) line {
		return m.row(cols, []widget.Cell{
			{Text: text, Tone: theme.Dim},
			{Draw: func(g theme.Ground, w int) string {
				return widget.Bar(m.env.Styles, g, []widget.Part{{Value: n, Tone: tone}}, max(lost.Technical, lost.Communication), w)
			}},
			{Text: t.Number(n), Tone: theme.Text}, m.money(money, tone),
		}, s.copied(text+": "+m.env.Money(money)))
	}
	b.lines = append(b.lines,
		part(t.Today.Technical, lost.Technical, bill.Technical, theme.Tech, calls(t.Today.TitleTechnical, inbound(store.Filter{Missed: true}))),
		part(t.Today.Communication, lost.Communication, bill.Communication, theme.Talk, calls(t.Today.TitleCommunication, inbound(store.Filter{Lost: true, Answered: true}))),
		m.netLine(),
	)
	b.lines = append(b.lines, m.comparisons()...)
	return b
}

// bigFigure draws the sum in large digits; its first line can be chosen.
func (m *Model) bigFigure(sum loss.Amount, s spot) []line {
	st, t := m.env.Styles, m.env.Texts
	figure := t.Number((int64(sum) + 50) / 100)
	sign := lang.Sign(m.env.Config.Company.Currency)
	rows := 3
	out := make([]line, rows)
	for i := range out {
		out[i] = line{draw: func(_ theme.Ground, w int) string {
			drawn := widget.Digits(st, theme.Bad, figure, sign, w)
			if len(drawn) == 1 {
				drawn = []string{"", drawn[0], ""}
			}
			return drawn[i]
		}}
	}
	// The middle line carries the choice, so that the cursor is seen beside the digits.
	middle := out[1].draw
	out[1] = line{on: true, spot: s, draw: func(g theme.Ground, w int) string {
		text := middle(theme.Plain, w)
		if g == theme.Plain {
			return text
		}
		return layout.Pad(text, w-2) + st.PaintOn(g, theme.Accent, "◀ ")
	}}
	return out
}

// numberWidth is the width of a column of numbers up to n.
func (m *Model) numberWidth(n int64) int { return max(4, layout.Width(m.env.Texts.Number(n))) }

func (m *Model) netLine() line {
	t, d := m.env.Texts, m.load.Data
	cols := []widget.Column{{Width: 16, Flex: 1}, {Width: m.numberWidth(d.sum.Lost.Net()), Right: true, Drop: 2}, {Width: 11, Right: true}}
	text := t.Today.Net
	return m.row(cols, []widget.Cell{
		{Text: text, Tone: theme.Dim}, {Text: t.Number(d.sum.Lost.Net())}, m.money(d.sum.Bill.Net, theme.Text),
	}, calls(text, inbound(store.Filter{Lost: true, ToCallBack: false})).copied(text+": "+m.env.Money(d.sum.Bill.Net)))
}

// comparisons are the lines against the period before, the four weeks, and the month.
func (m *Model) comparisons() []line {
	t, d := m.env.Texts, m.load.Data
	cols := []widget.Column{{Width: 18, Flex: 1}, {Width: 7, Right: true}, {Width: 11, Right: true, Drop: 1}}
	against := func(text string, was loss.Amount, p screen.Period) line {
		change, tone := m.change(d.sum.Bill.Gross, was)
		return m.row(cols, []widget.Cell{{Text: text, Tone: theme.Dim}, {Text: change, Tone: tone}, m.money(was, theme.Dim)},
			spot{period: p, copy: text + ": " + change})
	}
	var out []line
	if d.sum.Before.Sums.N[metrics.Inbound] > 0 {
		p := screen.Period{Kind: d.period.Kind, From: d.sum.BeforeFrom, To: d.sum.BeforeTo}
		out = append(out, against(fmt.Sprintf(t.Today.Against, d.before(m.env)), d.sum.Before.Bill.Gross, p))
	}
	if d.mean.known {
		p := screen.Period{Kind: screen.AnyRange, From: d.period.From.Add(-fourWeeks), To: d.period.From.Add(-1)}
		out = append(out, against(t.Today.FourWeeks, d.mean.loss, p))
	}
	if d.month.known {
		out = append(out, m.monthLine())
	}
	if cost := d.sum.Bill.LeadCost; cost > 0 {
		out = append(out, m.row([]widget.Column{{Width: 16, Flex: 1}, {Width: 11, Right: true}},
			[]widget.Cell{{Text: t.Today.LeadCost, Tone: theme.Dim}, m.money(cost, theme.Dim)},
			calls(t.Today.Lost, inbound(store.Filter{Lost: true})).copied(t.Today.LeadCost+": "+m.env.Money(cost))))
	}
	return out
}

func (m *Model) monthLine() line {
	t, mo := m.env.Texts, m.load.Data.month
	name := t.Format.MonthLong[screen.Date(mo.from).Month()]
	forward := "→ " + m.env.MoneyShort(mo.forward)
	return m.row([]widget.Column{{Width: 8, Flex: 1}, {Width: 11, Right: true}, {Width: 13, Right: true}}, []widget.Cell{
		{Text: name, Tone: theme.Dim}, {Text: m.env.MoneyShort(mo.gross)}, {Text: forward, Tone: theme.Warn},
	}, spot{
		period: screen.PeriodOf(screen.OneMonth, mo.from),
		copy:   name + ": " + m.env.Money(mo.gross) + ", " + t.Today.Heading + " " + m.env.Money(mo.forward),
	})
}

// change says how much more or less was lost: more is bad.
func (m *Model) change(now, was loss.Amount) (string, theme.Tone) {
	t := m.env.Texts
	if was <= 0 {
		return t.Format.None, theme.Dim
	}
	share := float64(now-was) / float64(was)
	switch {
	case share > 0.005:
		return "▲ " + t.Percent(share, 0), theme.Bad
	case share < -0.005:
		return "▼ " + t.Percent(-share, 0), theme.Good
	}
	return "= " + t.Percent(0, 0), theme.Dim
}

// metricsBox is the metrics with their norms and how they changed.
func (m *Model) metricsBox() box {
	t := m.env.Texts
	b := box{id: metricsPanel, title: t.Today.Metrics, least: 8, most: 8}
	cols := []widget.Column{{Width: 14, Flex: 1}, {Width: 10, Right: true, Tight: true}, {Width: 1, Tight: true}, {Width: 8, Drop: 1, Tight: true}, {Width: 1, Drop: 2}}
	for _, r := range m.load.Data.sum.Readings {
		sign, tone := stateSign(r.State)
		text := t.Today.Metric(r.Metric)
		value := m.figure(r.Unit, r.Value)
		trend, trendTone := trendSign(r)
		b.lines = append(b.lines, m.row(cols, []widget.Cell{
			{Text: text}, {Text: value, Tone: tone}, {Text: sign, Tone: tone}, {Text: m.norm(r), Tone: theme.Dim}, {Text: trend, Tone: trendTone},
		}, calls(text, metricFilter(r.Metric, m.env.Figures.Rules)).copied(text+": "+value)))
	}
	return b
}

func (m *Model) figure(u metrics.Unit, n metrics.Number) string {
	t := m.env.Texts
	switch {
	case !n.Known:
		return t.Format.None
	case u == metrics.Seconds:
		return t.Span(int64(n.Value * 1000))
	}
	digits := 1
	if tenths := int64(n.Value*1000 + 0.5); tenths%10 == 0 {
		digits = 0
	}
	return t.Percent(n.Value, digits)
}

func (m *Model) norm(r metrics.Reading) string {
	if !r.Norm.Known {
		return ""
	}
	sign := "≤ "
	if r.Better == metrics.Higher {
		sign = "≥ "
	}
	if r.Metric == metrics.AbandonRateMetric {
		sign = "< "
	}
	if r.Unit == metrics.Seconds {
		return sign + m.env.Texts.Span(int64(r.Norm.Value*1000))
	}
	return sign + m.env.Texts.Percent(r.Norm.Value, 0)
}

func stateSign(s metrics.State) (string, theme.Tone) {
	switch s {
	case metrics.Good:
		return "✓", theme.Good
	case metrics.Fair:
		return "~", theme.Warn
	case metrics.Bad:
		return "✗", theme.Bad
	}
	return " ", theme.Text
}

// trendSign points where the figure went; the tone tells whether that is good.
func trendSign(r metrics.Reading) (string, theme.Tone) {
	change := r.Change()
	tone := map[int]theme.Tone{1: theme.Good, -1: theme.Bad}[r.Trend()]
	switch {
	case r.Trend() == 0:
		return " ", theme.Dim
	case change.Value > 0:
		return "▲", tone
	}
	return "▼", tone
}

// metricFilter is the calls that a metric tells of, those that spoil it where it has any.
func metricFilter(metric metrics.Metric, rules store.Rules) store.Filter {
	f := inbound(store.Filter{})
	switch metric {
	case metrics.AbandonRateMetric:
		f.Missed, f.MissedBy = true, []store.MissedBy{store.AbandonedQueue, store.AbandonedIVR}
	case metrics.MissedRateMetric:
		f.Missed = true
	case metrics.ASAMetric, metrics.ServiceLevelMetric:
		f.LongWaitMS = max(rules.ServiceLevel.Milliseconds(), 1)
	case metrics.CallbackShareMetric:
		f.Missed, f.ToCallBack = true, true
	case metrics.CallbackTimeMetric:
		f.Missed = true
	case metrics.ConversionMetric:
		f.Answered = true
	case metrics.CoverageMetric:
		f.Answered, f.Outcomes = true, []scoring.Outcome{scoring.OutcomeUnknown}
	}
	return f
}

func (m *Model) hoursBox() box {
	t := m.env.Texts
	b := box{id: hoursPanel, title: t.Today.Hours, least: 3, most: 16, note: t.Today.NoLoss}
	list := m.load.Data.hours()
	if h, ok := worst(list); ok {
		b.note = fmt.Sprintf(t.Today.Worst, hourSpan(h.hour), m.env.MoneyShort(h.money))
	}
	for _, h := range list {
		span := hourSpan(h.hour)
		s := calls(fmt.Sprintf(t.Today.TitleHour, span), inbound(store.Filter{Lost: true, Hours: []int{h.hour}}))
		b.bars = append(b.bars, bar{
			label: strconv.Itoa(h.hour), technical: h.technical, communication: h.communication,
			spot: s.copied(span + ": " + m.env.Money(h.money)),
		})
	}
	return b
}

func hourSpan(h int) string { return fmt.Sprintf("%d–%d", h, h+1) }

// daysBox is the four weeks up to the period: each day opens itself.
func (m *Model) daysBox() box {
	t := m.env.Texts
	b := box{id: daysPanel, title: t.Today.Days, least: 4, most: 9}
	for _, d := range m.load.Data.days {
		b.bars = append(b.bars, bar{
			label: strconv.Itoa(int(d.day) % 100), quiet: d.day.Weekday() != 1, technical: d.technical, communication: d.communication,
			spot: spot{
				period: screen.PeriodOf(screen.OneDay, d.day),
				copy:   t.DayShort(screen.Date(d.day)) + ": " + m.env.Money(d.money),
			},
		})
	}
	return b
}

func (m *Model) managersBox() box {
	t, d := m.env.Texts, m.load.Data
	b := box{id: managersPanel, title: t.Today.Managers, least: min(max(len(d.sum.Managers), 2), 5), most: max(len(d.sum.Managers), 2)}
	full, longest := int64(0), 0
	for _, r := range d.sum.Managers {
		full = max(full, r.Lost.Communication)
		longest = max(longest, layout.Width(clean.Line(r.Key.Manager)))
	}
	cols := []widget.Column{{Width: 12, Flex: 2}, {Width: 4, Flex: 1, Drop: 2}, {Width: 8, Right: true, Drop: 1}, {Width: 11, Right: true}}
	for _, r := range d.sum.Managers {
		name := clean.Line(r.Key.Manager)
		b.lines = append(b.lines, m.row(cols, []widget.Cell{
			{Draw: func(g theme.Ground, w int) string {
				text := name
				if longest > w { // all names in one form
					text = lang.ShortName(name)
				}
				return m.env.Styles.PaintOn(g, theme.Text, layout.Pad(text, w))
			}},
			{Draw: func(g theme.Ground, w int) string {
				return widget.Bar(m.env.Styles, g, []widget.Part{{Value: r.Lost.Communication, Tone: theme.Talk}}, full, w)
			}},
			{Draw: m.lostOf(r.Lost.Communication, r.Sums.N[metrics.Answered])},
			m.money(r.Bill.Communication, theme.Talk),
		}, calls("", inbound(store.Filter{Lost: true, Answered: true, Managers: []string{r.Key.Manager}})).
			copied(name+": "+m.env.Money(r.Bill.Communication))))
	}
	return b
}

// lostOf says how many of how many were lost, with a stroke where words do not fit.
func (m *Model) lostOf(lost, answered int64) func(g theme.Ground, w int) string {
	t := m.env.Texts
	return func(g theme.Ground, w int) string {
		text := fmt.Sprintf(t.Today.LostOf, t.Number(lost), t.Number(answered))
		if layout.Width(text) > w {
			text = t.Number(lost) + "/" + t.Number(answered)
		}
		return m.env.Styles.PaintOn(g, theme.Dim, layout.PadLeft(text, w))
	}
}

func (m *Model) causesBox() box {
	t := m.env.Texts
	costliest := m.load.Data.costliest()
	b := box{id: causesPanel, title: t.Today.Causes, least: 3, most: 3}
	if m.w >= wideFrom || m.h >= daysFrom {
		b.title, b.most = t.Today.AllCauses, max(len(costliest), 3)
	}
	cols := []widget.Column{{Width: 2, Right: true}, {Width: 19, Flex: 1}, {Width: 3, Right: true, Drop: 1}, {Width: 11, Right: true}}
	for _, c := range costliest[:min(len(costliest), b.most)] {
		n := int(c.Number)
		tone := theme.Talk
		if c.Number.Technical() {
			tone = theme.Tech
		}
		b.lines = append(b.lines, m.row(cols, []widget.Cell{
			{Text: t.Number(int64(n)), Tone: theme.Faint}, {Draw: m.shorter(t.Words.Cause(n), t.Words.CauseShort(n))}, {Text: t.Number(c.Lost), Tone: theme.Dim},
			m.money(c.Money, tone),
		}, calls(t.Words.CauseShort(n), screen.CauseFilter(c, m.env.Figures.Rules)).copied(t.Words.Cause(n)+": "+m.env.Money(c.Money))))
	}
	if len(b.lines) == 0 {
		b.lines = []line{plain(m.env.Styles.Paint(theme.Good, "✓ "+t.Today.NoCauses))}
	}
	return b
}

// money is a cell with an amount, in its short form where the whole does not fit.
func (m *Model) money(a loss.Amount, tone theme.Tone) widget.Cell {
	return widget.Cell{Draw: func(g theme.Ground, w int) string {
		text := m.env.Money(a)
		if layout.Width(text) > w {
			text = m.env.MoneyShort(a)
		}
		return m.env.Styles.PaintOn(g, tone, layout.PadLeft(text, w))
	}}
}

// shorter draws the first of several forms of a text that fits, or the last.
func (m *Model) shorter(forms ...string) func(g theme.Ground, w int) string {
	return func(g theme.Ground, w int) string {
		text := forms[len(forms)-1]
		for _, f := range forms {
			if layout.Width(f) <= w {
				text = f
				break
			}
		}
		return m.env.Styles.PaintOn(g, theme.Text, layout.Pad(text, w))
	}
}

// surname is the last word of a name.
func surname(name string) string { return name[strings.LastIndex(name, " ")+1:] }

// listenBox is what to hear first: by money at risk and by how unsure the verdict is.
func (m *Model) listenBox() box {
	t := m.env.Texts
	b := box{id: listenPanel, title: t.Today.Listen, least: 2, most: max(len(m.load.Data.listen), 2)}
	cols := []widget.Column{{Width: 5}, {Width: 8, Flex: 2}, {Width: 13, Flex: 3, Drop: 1}, {Width: 5, Right: true, Tight: true}}
	for _, c := range m.load.Data.listen {
		at, mark, name := "", "", clean.Line(c.Manager)
		if c.LossAtMS >= 0 {
			at = lang.Clock(c.LossAtMS)
		}
		if c.Reviewed {
			mark = "● "
		}
		when := m.env.Local(c.StartMS).Format("15:04")
		if m.load.Data.period.Days() > 1 {
			when = m.env.Local(c.StartMS).Format("02.01")
		}
		b.lines = append(b.lines, m.row(cols, []widget.Cell{
			{Text: when, Tone: theme.Dim}, {Draw: m.shorter(name, lang.ShortName(name), surname(name))},
			{Text: mark + clean.Line(t.Words.Reason(c.LossReason)), Tone: theme.Talk}, {Text: at, Tone: theme.Accent},
		}, spot{
			place: screen.Place{
				Screen: screen.Review, Call: c.ID, AtMS: max(c.LossAtMS, 0), Order: store.ByRisk,
				Filter: m.env.Period.Narrow(store.Filter{Answered: true, Lost: true}, m.env.Location()),
			},
			copy: c.ID + "@" + at,
		}))
	}
	if len(b.lines) == 0 {
		none := t.Today.NothingToHear
		if n := m.load.Data.sum.Sums.N; n[metrics.Answered] > 0 && n[metrics.Scored] == 0 {
			none = t.Team.NotJudged
		}
		b.lines = []line{plain(m.env.Styles.Paint(theme.Dim, none))}
	}
	return b
}
