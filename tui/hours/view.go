package hours

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/tui/figures"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// column is one column of the grid: how a cell of it is drawn in the row of an
// hour, and which calls stand behind it.
type column struct {
	widget.Column
	day    int // of the map: a weekday, 0 all days; -1 beside the map
	name   string
	cell   func(hour int) widget.GridCell
	filter func(f store.Filter) store.Filter
}

// mapWidth is the width of a column of the map: what the figures beside it leave,
// within bounds.
func (m *Model) mapWidth() int {
	if m.w < 110 {
		return 5
	}
	return min(max((m.w-figuresWidth)/max(len(m.load.Data.weekdays)+1, 1)-1, 7), 22)
}

// figuresWidth is what the hour and the figures take of a wide screen.
const figuresWidth = 58

// unit is what the money of the map is counted in, so that the most of it fits:
// 1, a thousand or a million of the currency.
func (m *Model) unit() (size int64, name string) {
	t := m.env.Texts
	most := int64(0) // of a weekday; the sum of all has a column as wide as it needs
	for _, day := range m.load.Data.weekdays {
		most = max(most, int64(m.load.Data.cells[allHours][day].bill.Gross))
	}
	switch {
	case layout.Width(m.inUnits(most, 1)) <= m.mapWidth() && most < 10_000_00:
		return 1, ""
	case layout.Width(m.inUnits(most, 1000)) <= m.mapWidth():
		return 1000, t.Format.Thousand
	}
	return 1_000_000, t.Format.Million
}

// columns are those of the grid. Where the room is short the waits go first,
// then the money of all days, then the people, the calls, what was missed and
// lost; the map stays.
func (m *Model) columns() []column {
	t, d := m.env.Texts, &m.load.Data
	out := []column{{
		Column: widget.Column{Title: t.Hours.Hour, Width: 5}, day: -1, name: t.Hours.Hour,
		cell:   func(h int) widget.GridCell { return widget.GridCell{Text: m.hourName(h), Tone: theme.Dim} },
		filter: func(f store.Filter) store.Filter { f.Lost = true; return f },
	}}
	wide := m.mapWidth()
	for _, day := range d.weekdays {
		out = append(out, m.mapColumn(day, t.Format.WeekdayShort[day], wide))
	}
	if len(d.weekdays) != 1 {
		size, _ := m.unit()
		all := m.mapColumn(0, t.Hours.Total, max(wide, layout.Width(m.inUnits(int64(d.cells[allHours][0].bill.Gross), size))))
		all.Drop = 4
		out = append(out, all)
	}
	return append(out, m.figureColumns()...)
}

// mapColumn is one weekday of the map, or all of them.
func (m *Model) mapColumn(day int, title string, width int) column {
	d := &m.load.Data
	size, _ := m.unit()
	return column{
		Column: widget.Column{Title: title, Width: width, Right: true, Tight: day > 0}, day: day, name: title,
		cell: func(h int) widget.GridCell {
			c := d.cells[h][day]
			v := c.value(m.what)
			g := widget.GridCell{Text: "·", Tone: theme.Strong}
			switch {
			case v > 0 && m.what == money:
				g.Text = m.inUnits(v, size)
			case v > 0 || c.inbound() > 0:
				g.Text = m.env.Texts.Number(v)
			}
			if h < allHours && day > 0 {
				g.Heated, g.Heat = true, widget.HeatOf(v, d.most[m.what])
			}
			return g
		},
		filter: m.narrow,
	}
}

// inUnits says minor units in so many major ones, with a digit after the point
// where they are few.
func (m *Model) inUnits(minor, size int64) string {
	major := float64(minor) / 100 / float64(size)
	if size > 1 && major < 10 && minor%(100*size) != 0 {
		return m.env.Texts.Decimal(major, 1)
	}
	return m.env.Texts.Decimal(major, 0)
}

// narrow narrows a filter to what the map shows.
func (m *Model) narrow(f store.Filter) store.Filter {
	switch m.what {
	case missed:
		f.Missed = true
	case talk:
		f.Lost, f.Answered = true, true
	default:
		f.Lost = true
	}
	return f
}

// figureColumns stand beside the map: the hour on all days of the period.
func (m *Model) figureColumns() []column {
	t, d := m.env.Texts, &m.load.Data
	number := func(of func(cell) int64, tone theme.Tone) func(int) widget.GridCell {
		return func(h int) widget.GridCell {
			if v := of(d.cells[h][0]); v > 0 {
				return widget.GridCell{Text: t.Number(v), Tone: tone}
			}
			return widget.GridCell{Text: "·", Tone: theme.Faint}
		}
	}
	col := func(title string, width, drop int, cell func(int) widget.GridCell, filter func(store.Filter) store.Filter) column {
		return column{Column: widget.Column{Title: title, Width: width, Right: true, Drop: drop, Tight: true}, day: -1, name: title, cell: cell, filter: filter}
	}
	out := []column{
		col(t.Hours.In, 6, 2, number(cell.inbound, theme.Text), func(f store.Filter) store.Filter { return f }),
		col(t.Hours.MissedCol, 6, 1, number(func(c cell) int64 { return c.lost.Technical }, theme.Tech), func(f store.Filter) store.Filter { f.Missed = true; return f }),
		col(t.Hours.LostCol, 6, 1, number(func(c cell) int64 { return c.lost.Communication }, theme.Talk), func(f store.Filter) store.Filter {
			f.Lost, f.Answered = true, true
			return f
		}),
		col(t.Hours.MoneyCol, 10, 6, func(h int) widget.GridCell {
			return widget.GridCell{Text: m.env.MoneyShort(d.cells[h][0].bill.Gross), Tone: theme.Bad}
		}, func(f store.Filter) store.Filter { f.Lost = true; return f }),
		col(t.Hours.ASA, 7, 5, m.waitCell, func(f store.Filter) store.Filter { f.Answered = true; return f }),
		col(t.Hours.Need, 6, 3, m.peopleCell, func(f store.Filter) store.Filter { return f }),
	}
	out[0].Tight = false
	return out
}

func (m *Model) waitCell(h int) widget.GridCell {
	asa := metrics.Of(m.load.Data.cells[h][0].sums).ASA
	if !asa.Known {
		return widget.GridCell{Text: m.env.Texts.Format.None, Tone: theme.Faint}
	}
	tone := theme.Good
	switch norms := m.env.Figures.Norms; {
	case asa.Value > norms.WaitAccepted.Seconds():
		tone = theme.Bad
	case asa.Value > norms.WaitBest.Seconds():
		tone = theme.Warn
	}
	return widget.GridCell{Text: m.env.Texts.Span(int64(asa.Value * 1000)), Tone: tone}
}

// peopleCell says how many people the hour needed, and how many there were.
func (m *Model) peopleCell(h int) widget.GridCell {
	p, ok := m.load.Data.plans[h]
	if !ok || p.Inbound == 0 {
		return widget.GridCell{Text: "·", Tone: theme.Faint}
	}
	tone := theme.Warn // there were enough, and calls were lost
	switch {
	case p.Enough:
		tone = theme.Good
	case p.There < float64(p.Needed):
		tone = theme.Bad
	}
	return widget.GridCell{Text: strconv.Itoa(p.Needed) + "/" + m.there(p.There), Tone: tone}
}

// there is a mean of people, with a digit after the point where it is no whole number.
func (m *Model) there(n float64) string {
	if n = math.Round(n*10) / 10; n == math.Trunc(n) {
		return m.env.Texts.Decimal(n, 0)
	}
	return m.env.Texts.Decimal(n, 1)
}

func (m *Model) hourName(h int) string {
	if h == allHours {
		return m.env.Texts.Hours.Total
	}
	return hourSpan(h)
}

func hourSpan(h int) string { return fmt.Sprintf("%d–%d", h, h+1) }

// View implements screen.Screen.
func (m *Model) View() string {
	m.box = layout.Rect{}
	if out, ok := m.load.Instead(m.nothing(), m.w, m.h); ok {
		return out
	}
	h := min(m.load.Data.last-m.load.Data.first+3+widget.PanelHeight, m.h)
	if rest := m.h - h; rest < leastDetail && m.h >= 2*leastDetail {
		h = m.h - leastDetail
	} else if rest < widget.PanelHeight+1 {
		h = m.h
	}
	out := m.mapPanel(h)
	if rest := m.h - h; rest >= leastChart && m.w >= chartFrom {
		left := m.w * 3 / 5
		out += "\n" + layout.Beside(m.detailPanel(left, rest), m.waitsPanel(m.w-left, rest))
	} else if rest > 0 {
		out += "\n" + m.detailPanel(m.w, rest)
	}
	return layout.Fit(out, m.w, m.h)
}

// A chart of the waits stands beside the words from this width and height on.
const (
	chartFrom  = 116
	leastChart = 8
)

// waitsPanel draws the mean time to answer hour by hour, against its norm.
func (m *Model) waitsPanel(w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	inner, rows := w-widget.PanelInset, h-widget.PanelHeight
	n := m.load.Data.last - m.load.Data.first + 1
	wide := min(max((inner+1)/n-1, 1), 5)
	stacks := make([]widget.Stack, n)
	var axis strings.Builder
	for i := range stacks {
		hour := m.load.Data.first + i
		if asa := metrics.Of(m.load.Data.cells[hour][0].sums).ASA; asa.Known {
			stacks[i] = widget.Stack{{Value: int64(asa.Value * 1000), Tone: m.waitCell(hour).Tone}}
		}
		axis.WriteString(layout.PadLeft(strconv.Itoa(hour), wide) + " ")
	}
	lines := widget.Columns(st, stacks, max(rows-1, 1), wide, 1)
	lines = append(lines, st.Paint(theme.Dim, axis.String()))
	note := fmt.Sprintf(t.Hours.WaitNorm, t.Span(m.env.Figures.Norms.WaitAccepted.Milliseconds()))
	return widget.Panel(st, w, h, t.Hours.Waits, note, false, lines)
}

// leastDetail is how many rows the panel of the cell under the cursor keeps.
const leastDetail = 6

// nothing says that the period has nothing to show.
func (m *Model) nothing() figures.Nothing {
	t := m.env.Texts.Hours
	return figures.Nothing{Is: m.load.Data.cells[allHours][0].inbound() == 0, Text: t.Empty, Hint: t.EmptyHint}
}

func (m *Model) mapPanel(h int) string {
	t := m.env.Texts.Hours
	inner, rows := m.w-widget.PanelInset, h-widget.PanelHeight
	m.box = layout.Rect{X: 2, Y: 1, W: inner, H: max(rows, 0)}
	cols := m.columns()
	var plain []widget.Column
	for _, c := range cols {
		plain = append(plain, c.Column)
	}
	var cells [][]widget.GridCell
	for row := range m.load.Data.last - m.load.Data.first + 2 {
		var line []widget.GridCell
		for _, c := range cols {
			line = append(line, c.cell(m.load.Data.hour(row)))
		}
		cells = append(cells, line)
	}
	shown := [...]string{t.Money, t.Missed, t.Talk}[m.what]
	if _, unit := m.unit(); m.what == money {
		shown = strings.TrimSpace(shown + ", " + strings.TrimSpace(unit+" "+lang.Sign(m.env.Config.Company.Currency)))
	}
	lines := m.grid.Draw(m.env.Styles, plain, cells, inner, rows, true)
	note := "v " + t.KeyWhat
	if below := m.env.Texts.Below(m.grid.Below()); below != "" {
		note = below
	}
	return widget.Panel(m.env.Styles, m.w, h, fmt.Sprintf(t.Title, shown), note, true, lines)
}

// chosen is the cell under the cursor: its hour, its weekday and its column.
func (m *Model) chosen() (hour, day int, col column) {
	cols := m.columns()
	col = cols[min(m.grid.Col, len(cols)-1)]
	return m.load.Data.hour(m.grid.Cursor), max(col.day, 0), col
}

// detailPanel says the cell under the cursor in words.
func (m *Model) detailPanel(w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	hour, day, _ := m.chosen()
	lines := m.detail(hour, day)
	if m.load.Data.helps {
		best := fmt.Sprintf(t.Hours.Best, hourSpan(m.load.Data.best.Hour.Hour), m.env.Money(m.load.Data.best.Saved))
		for _, l := range layout.Wrap(best, max(w-widget.PanelInset, 1)) {
			lines = append(lines, st.Paint(theme.Accent, l))
		}
	}
	return widget.Panel(st, w, h, m.cellName(hour, day), "", false, lines)
}

func (m *Model) cellName(hour, day int) string {
	t := m.env.Texts
	when, which := t.Hours.AllHours, t.Hours.AllDays
	if hour < allHours {
		when = hourSpan(hour)
	}
	if day > 0 {
		which = t.Format.WeekdayLong[day]
	}
	return fmt.Sprintf(t.Hours.Cell, which, when)
}

func (m *Model) detail(hour, day int) []string {
	t, st, c := m.env.Texts, m.env.Styles, m.load.Data.cells[hour][day]
	if c.inbound() == 0 {
		return []string{st.Paint(theme.Dim, t.Hours.NoCalls)}
	}
	n := c.sums.N
	out := []string{st.Paint(theme.Text, fmt.Sprintf(t.Hours.CellCalls, t.Count(n[metrics.Inbound], t.Words.Call), t.Number(n[metrics.Answered]))) +
		"   " + st.Paint(theme.Bad, fmt.Sprintf(t.Hours.CellMoney, m.env.Money(c.bill.Gross)))}
	lossLine := func(tone theme.Tone, format string, calls int64, a loss.Amount) string {
		return st.Paint(tone, "✗ "+fmt.Sprintf(format, t.Number(calls), m.env.Money(a)))
	}
	if c.lost.Technical > 0 {
		out = append(out, lossLine(theme.Tech, t.Hours.CellMissed, c.lost.Technical, c.bill.Technical)+st.Paint(theme.Dim, m.missedBy(c)))
	}
	if c.lost.Communication > 0 {
		out = append(out, lossLine(theme.Talk, t.Hours.CellTalk, c.lost.Communication, c.bill.Communication))
	}
	if f := metrics.Of(c.sums); f.ASA.Known {
		level, _ := f.ServiceLevel.Value()
		out = append(out, st.Paint(theme.Dim, fmt.Sprintf(t.Hours.CellWait, t.Span(int64(f.ASA.Value*1000)), t.Percent(level, 0))))
	}
	if hour < allHours {
		out = append(out, m.people(hour)...)
	}
	return out
}

// missedBy says why the calls of a cell were missed.
func (m *Model) missedBy(c cell) string {
	t := m.env.Texts
	counters := [...]metrics.Counter{metrics.AbandonedQueue, metrics.AbandonedIVR, metrics.Busy, metrics.AfterHours, metrics.NoAnswer, metrics.Failed}
	var parts []string
	for i, by := range store.MissedReasons {
		if n := c.sums.N[counters[i]]; n > 0 {
			parts = append(parts, t.Words.MissedBy(by)+" "+t.Number(n))
		}
	}
	return "  " + strings.Join(parts, ", ")
}

// people says how many people an hour needed, and what one more would save.
func (m *Model) people(hour int) []string {
	t, st := m.env.Texts, m.env.Styles
	p, ok := m.load.Data.plans[hour]
	if !ok || p.Inbound == 0 {
		return []string{st.Paint(theme.Dim, t.Hours.NoStaff)}
	}
	text := fmt.Sprintf(t.Hours.CellPeople, strconv.Itoa(p.Needed), m.there(p.There), m.there(p.Effective))
	if p.Enough && p.Saved == 0 {
		text += "; " + t.Hours.Enough
	}
	out := []string{st.Paint(theme.Text, text)}
	if p.Saved > 0 {
		out = append(out, st.Paint(theme.Text, layout.UpperFirst(fmt.Sprintf(t.Hours.CellSaves, m.env.Money(p.Saved)))))
	}
	return out
}

// Heading implements screen.Headed.
func (m *Model) Heading() string {
	if !m.load.Have {
		return ""
	}
	t, all := m.env.Texts, m.load.Data.cells[allHours][0]
	return m.env.Styles.Paint(theme.Dim, t.Count(all.inbound(), t.Words.Call)+" · ") + m.env.Styles.Paint(theme.Bad, m.env.Money(all.bill.Gross))
}
