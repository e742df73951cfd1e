package managers

import (
	"fmt"
	"strings"

	"razbor/scoring"
	"razbor/scoring/coach"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/figures"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// columns are those of the table. Where the room is short the checklist goes
// first, then the conversion; the heat map stays.
func (m *Model) columns() []column {
	t, n := m.env.Texts, m.env.Texts.Team
	same := func(f store.Filter) store.Filter { return f }
	lost := func(f store.Filter) store.Filter { f.Lost = true; return f }
	number := func(v int64) widget.GridCell { return widget.GridCell{Text: t.Number(v)} }
	wide := func(least int, total int64) int { return max(least, layout.Width(t.Number(total))) }
	out := []column{
		{
			Column: widget.Column{Title: n.Name, Width: 10, Flex: 1}, title: n.Name, filter: same,
			cell:  func(r panels.Row) widget.GridCell { return widget.GridCell{Text: m.shortName(r.Key.Manager)} },
			value: func(panels.Row) int64 { return 0 },
		},
		{
			Column: widget.Column{Title: n.Answered, Width: wide(layout.Width(n.Answered), m.load.Data.Sums.N[metrics.Answered]), Right: true, Tight: true}, title: n.Answered, filter: same,
			cell:  func(r panels.Row) widget.GridCell { return number(r.Sums.N[metrics.Answered]) },
			value: func(r panels.Row) int64 { return r.Sums.N[metrics.Answered] },
		},
		{
			Column: widget.Column{Title: n.Conversion, Width: 6, Right: true, Drop: 2, Tight: true}, title: n.Conversion,
			cell:   func(r panels.Row) widget.GridCell { return widget.GridCell{Text: m.share(r.Figures.Conversion)} },
			value:  func(r panels.Row) int64 { return share(r.Figures.Conversion) },
			filter: func(f store.Filter) store.Filter { f.Outcomes = nextSteps(); return f },
		},
		{
			Column: widget.Column{Title: n.Lost, Width: wide(6, m.load.Data.Lost.Communication), Right: true, Tight: true}, title: n.Lost, filter: lost,
			cell:  func(r panels.Row) widget.GridCell { return number(r.Lost.Communication) },
			value: func(r panels.Row) int64 { return r.Lost.Communication },
		},
		{
			Column: widget.Column{Title: n.Money, Width: 10, Right: true, Tight: true}, title: n.Money, filter: lost,
			cell: func(r panels.Row) widget.GridCell {
				return widget.GridCell{Text: m.env.MoneyShort(r.Bill.Communication), Tone: theme.Talk}
			},
			value: func(r panels.Row) int64 { return int64(r.Bill.Communication) },
		},
		{
			Column: widget.Column{Title: n.Score, Width: 6, Right: true, Drop: 3, Tight: true}, title: n.Score, filter: same,
			cell:  func(r panels.Row) widget.GridCell { return widget.GridCell{Text: m.share(r.Figures.Checklist)} },
			value: func(r panels.Row) int64 { return share(r.Figures.Checklist) },
		},
	}
	for i, item := range m.items {
		c := m.itemColumn(item)
		c.Tight = i > 0 || m.w < 96
		if i >= len(scoring.SpokenItems) {
			c.Drop = 10 + i // of a long list of one's own, those that fit
		}
		out = append(out, c)
	}
	return out
}

// nextSteps are the outcomes that count as a success.
func nextSteps() []scoring.Outcome {
	return []scoring.Outcome{scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback}
}

// itemWidth is the width of an item's column: a wide screen has its items under
// their whole names, and so near to the managers'.
func (m *Model) itemWidth() int {
	switch {
	case m.w < 96:
		return 5
	case m.w < 150:
		return 6
	}
	const others = 80 // cells of the name and the figures
	return min(max((m.w-others)/max(len(m.items), 1)-1, 6), 14)
}

// itemColumn is one item of the checklist: how many of the judged calls missed it.
func (m *Model) itemColumn(item scoring.Item) column {
	t := m.env.Texts
	width := m.itemWidth()
	title, short := clean.Line(t.Words.ItemShort(item)), t.Team.Items[item]
	if short != "" && layout.Width(title) > width {
		title = short
	}
	count := func(r panels.Row) store.ItemCount {
		for _, i := range r.Items {
			if i.Item == item {
				return i
			}
		}
		return store.ItemCount{}
	}
	return column{
		Column: widget.Column{Title: layout.Cut(title, width), Width: width, Right: true}, title: clean.Line(t.Words.Item(item)),
		cell: func(r panels.Row) widget.GridCell {
			i := count(r)
			cell := widget.GridCell{Heated: true, Heat: widget.HeatOf(i.Miss, i.Applies())}
			switch {
			case i.Applies() == 0:
				cell.Text = "· "
			case i.Applies() < 100:
				cell.Text = fmt.Sprintf(t.Team.MissesOf, t.Number(i.Miss), t.Number(i.Applies()))
			default:
				cell.Text = m.share(metrics.Ratio{Part: i.Miss, Of: i.Applies()})
			}
			return cell
		},
		value: func(r panels.Row) int64 {
			i := count(r)
			return share(metrics.Ratio{Part: i.Miss, Of: i.Applies()})
		},
		filter: func(f store.Filter) store.Filter { f.MissOf = []scoring.Item{item}; return f },
	}
}

func (m *Model) share(r metrics.Ratio) string {
	v, ok := r.Value()
	if !ok {
		return m.env.Texts.Format.None
	}
	return m.env.Texts.Percent(v, 0)
}

func (m *Model) nameOf(manager string) string {
	if manager == "" {
		return m.env.Texts.Team.Department
	}
	return clean.Line(manager)
}

// shortName is the name as the table has room for it.
func (m *Model) shortName(manager string) string {
	if manager != "" && m.w < 96 {
		return lang.ShortName(m.nameOf(manager))
	}
	return m.nameOf(manager)
}

// department is the row of all managers together.
func (m *Model) department() panels.Row {
	return panels.Row{Totals: m.load.Data.Totals, Items: m.load.Data.Items}
}

// View implements screen.Screen.
func (m *Model) View() string {
	m.rects = rects{}
	if out, ok := m.load.Instead(m.nothing(), m.w, m.h); ok {
		return out
	}
	table := min(len(m.rows)+2+widget.PanelHeight, max(m.h/2, 5))
	if m.h < 12 {
		table = m.h
	}
	out := m.tablePanel(table)
	if rest := m.h - table; rest > 0 {
		out += "\n" + m.cardPanels(table, rest)
	}
	return layout.Fit(out, m.w, m.h)
}

// nothing says that the period has nothing to show.
func (m *Model) nothing() figures.Nothing {
	t := m.env.Texts.Team
	return figures.Nothing{Is: len(m.rows) == 0, Text: t.Empty, Hint: t.EmptyHint}
}

func (m *Model) tablePanel(h int) string {
	t := m.env.Texts.Team
	inner, rows := m.w-widget.PanelInset, h-widget.PanelHeight
	m.rects.table = layout.Rect{X: 2, Y: 1, W: inner, H: max(rows, 0)}
	cols := m.columns()
	var plain []widget.Column
	for _, c := range cols {
		plain = append(plain, c.Column)
	}
	var cells [][]widget.GridCell
	for _, r := range append(m.rows[:len(m.rows):len(m.rows)], m.department()) {
		var line []widget.GridCell
		for _, c := range cols {
			line = append(line, c.cell(r))
		}
		cells = append(cells, line)
	}
	for i := range cells[len(cells)-1][:min(len(cells[0]), 6)] {
		cells[len(cells)-1][i].Tone = theme.Strong
	}
	lines := m.grid.Draw(m.env.Styles, plain, cells, inner, rows, m.focus == onTable)
	note := t.HeatHint
	if below := m.env.Texts.Below(m.grid.Below()); below != "" {
		note = below
	}
	return widget.Panel(m.env.Styles, m.w, h, t.Title, note, m.focus == onTable, lines)
}

// wideFrom is the width from which the moments stand beside the feedback.
const wideFrom = 116

// cardPanels draws the card of the manager under the cursor.
func (m *Model) cardPanels(y, h int) string {
	if m.w >= wideFrom {
		left := m.w * 9 / 20
		return layout.Beside(m.feedbackPanel(left, h), m.momentsPanel(left, y, m.w-left, h))
	}
	below := min(len(m.moments)+widget.PanelHeight, h/2)
	if below < 4 || h < 9 {
		return m.feedbackPanel(m.w, h)
	}
	return m.feedbackPanel(m.w, h-below) + "\n" + m.momentsPanel(0, y+h-below, m.w, below)
}

// feedbackPanel is what to say to the manager.
func (m *Model) feedbackPanel(w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	title := t.Team.Card
	if name := m.manager(); name != "" {
		title += ": " + clean.Line(name)
	}
	card, ok := m.cards.Of(m.manager())
	var lines []string
	switch {
	case m.manager() == "":
		lines = []string{st.Paint(theme.Dim, t.Team.NoCard)}
	case ok:
		lines = m.feedback(card, w-widget.PanelInset)
	case m.cards.Err != nil:
		lines = []string{st.Paint(theme.Bad, t.Error(m.cards.Err))}
	default:
		lines = []string{st.Paint(theme.Dim, t.Frame.Loading)}
	}
	return widget.Panel(st, w, h, title, "", false, lines)
}

func (m *Model) feedback(c panels.Coaching, w int) []string {
	t, st := m.env.Texts, m.env.Styles
	var out []string
	add := func(tone theme.Tone, sign, text string) {
		for i, l := range layout.Wrap(text, max(w-2, 1)) {
			if i > 0 {
				sign = " "
			}
			out = append(out, st.Paint(tone, sign)+" "+st.Paint(theme.Text, l))
		}
	}
	for _, i := range c.Feedback.Misses {
		add(theme.Bad, "✗", fmt.Sprintf(t.Report.Coach.Sentence, t.InCalls(i.Miss, i.Applies()), clean.Line(t.Report.Coach.DoesNot(i.Item))))
	}
	switch {
	case c.Sums.N[metrics.Scored] == 0:
		add(theme.Dim, "·", t.Team.NotJudged)
	case len(c.Feedback.Misses) == 0:
		add(theme.Good, "✓", t.Team.NoMisses)
	}
	for _, i := range c.Feedback.Strengths {
		add(theme.Good, "✓", fmt.Sprintf(t.Report.Coach.Praise, t.InCalls(i.Pass, i.Applies()), clean.Line(t.Report.Coach.Does(i.Item))))
	}
	for _, ch := range c.Feedback.Changes {
		was, now, item := m.share(ch.Before), m.share(ch.Now), strings.ToLower(clean.Line(t.Words.Item(ch.Item)))
		switch ch.Direction {
		case coach.Improved:
			add(theme.Good, "▼", fmt.Sprintf(t.Team.FewerOften, item, was, now))
		case coach.Worsened:
			add(theme.Bad, "▲", fmt.Sprintf(t.Team.Oftener, item, was, now))
		case coach.Same:
		}
	}
	return out
}

// momentsPanel is what to hear with the manager: each row opens its moment.
func (m *Model) momentsPanel(x, y, w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	inner, rows := w-widget.PanelInset, h-widget.PanelHeight
	m.rects.moments = layout.Rect{X: x + 2, Y: y + 1, W: inner, H: max(rows, 0)}
	m.hear.Resize(rows, len(m.moments))
	lines := m.openMoments(inner, rows)
	if lines == nil {
		from, to := m.hear.Visible()
		for i := from; i < to; i++ {
			lines = append(lines, m.momentRow(i, inner, true))
			m.drawn = append(m.drawn, i)
		}
	}
	if _, ok := m.cards.Of(m.manager()); ok && len(m.moments) == 0 {
		lines = []string{st.Paint(theme.Dim, layout.Cut(t.Team.NoMoments, inner))}
	}
	return widget.Panel(st, w, h, t.Team.Moments, "", m.focus == onMoments, lines)
}

// openMoments draws the moments with their words in full, where there is room
// for all of them; else nothing.
func (m *Model) openMoments(inner, rows int) []string {
	st := m.env.Styles
	m.drawn = m.drawn[:0]
	var lines []string
	for i, x := range m.moments {
		lines = append(lines, m.momentRow(i, inner, false))
		m.drawn = append(m.drawn, i)
		quote := clean.Line(x.of.Quote)
		if quote == "" {
			continue
		}
		for _, l := range layout.Wrap(m.env.Texts.Quoted(quote), max(inner-4, 1)) {
			lines = append(lines, "    "+st.Paint(theme.Text, l))
			m.drawn = append(m.drawn, i)
		}
	}
	if len(lines) > rows {
		m.drawn = m.drawn[:0]
		return nil
	}
	return lines
}

func (m *Model) momentRow(i, inner int, quoted bool) string {
	t, x := m.env.Texts, m.moments[i]
	g := theme.Plain
	if i == m.hear.Cursor && m.focus == onMoments {
		g = theme.Selected
	}
	sign, tone, what := "✗", theme.Bad, t.Words.ItemShort(x.item)
	if x.better {
		name := t.Team.Self
		if !x.own {
			name, _, _ = strings.Cut(clean.Line(x.of.Call.Manager), " ")
		}
		sign, tone, what = "✓", theme.Good, fmt.Sprintf(t.Team.Better, name)
	}
	at := m.env.Local(x.of.Call.StartMS)
	moment := ""
	if x.of.AtMS >= 0 {
		moment = lang.Clock(x.of.AtMS)
	}
	quote := clean.Line(x.of.Quote)
	switch {
	case !quoted:
		quote = ""
	case quote != "":
		quote = t.Quoted(quote)
	}
	cols := []widget.Column{{Width: 1}, {Width: 13, Tight: true}, {Width: 11, Drop: 2}, {Width: 5, Right: true}, {Width: 10, Flex: 1}}
	return widget.Row(m.env.Styles, g, cols, widget.FitColumns(cols, inner), []widget.Cell{
		{Text: sign, Tone: tone}, {Text: clean.Line(what), Tone: tone}, {Text: at.Format("02.01 15:04"), Tone: theme.Dim},
		{Text: moment, Tone: theme.Dim}, {Text: quote, Tone: theme.Text},
	}, inner)
}

// Heading implements screen.Headed.
func (m *Model) Heading() string {
	if !m.load.Have {
		return ""
	}
	t := m.env.Texts
	return m.env.Styles.Paint(theme.Dim, t.Count(m.load.Data.Sums.N[metrics.Answered], t.Words.Call)+" · "+t.Team.Conversion+" "+m.share(m.load.Data.Figures.Conversion))
}
