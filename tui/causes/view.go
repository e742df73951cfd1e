package causes

import (
	"fmt"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
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

// View implements screen.Screen.
func (m *Model) View() string {
	m.boxes = [numPanels]layout.Rect{}
	m.resize()
	if out, ok := m.load.Instead(m.nothing(), m.w, m.h); ok {
		return out
	}
	right := sideWidth(m.w)
	left := m.w - right
	if right == 0 {
		return layout.Fit(m.causesPanel(m.w, m.h), m.w, m.h)
	}
	// The table is as high as its rows; what is left over goes to the evidence.
	if h := len(m.load.Data.Causes) + 1 + widget.PanelHeight; m.h-h >= leastEvidence {
		table := m.causesPanel(left, h) + "\n" + m.evidencePanel(0, h, left, m.h-h)
		return layout.Fit(layout.Beside(table, m.sideBelow(left, right)), m.w, m.h)
	}
	return layout.Fit(layout.Beside(m.causesPanel(left, m.h), m.side(left, right)), m.w, m.h)
}

// leastEvidence is how many rows make the evidence worth its place under the table.
const leastEvidence = 6

// sideWidth is the width of the panels beside the causes; 0 where there is no room.
func sideWidth(w int) int {
	switch {
	case w >= 150:
		return w * 2 / 5
	case w >= 100:
		return 48
	case w >= 76:
		return 33
	}
	return 0
}

// side draws evidence, stages and reasons below each other.
func (m *Model) side(x, w int) string {
	stages := min(max(len(m.stages()), 1), 6) + widget.PanelHeight
	reasons := min(max(len(m.reasons()), 1), 7) + widget.PanelHeight
	for stages+reasons > m.h-4 && reasons > 3 {
		reasons--
		if stages+reasons > m.h-4 && stages > 3 {
			stages--
		}
	}
	proof := m.h - stages - reasons
	if proof < 3 {
		return m.stagesPanel(x, 0, w, m.h)
	}
	return m.evidencePanel(x, 0, w, proof) + "\n" + m.stagesPanel(x, proof, w, stages) + "\n" + m.reasonsPanel(x, proof+stages, w, reasons)
}

// sideBelow draws stages and reasons, and what losing calls differ in, where the
// evidence stands under the table.
func (m *Model) sideBelow(x, w int) string {
	stages := min(max(len(m.stages()), 1)+widget.PanelHeight, m.h/3)
	reasons := max(len(m.reasons()), 1) + widget.PanelHeight
	differ := m.h - stages - reasons
	if differ < leastDiffer {
		return m.stagesPanel(x, 0, w, stages) + "\n" + m.reasonsPanel(x, stages, w, m.h-stages)
	}
	return m.stagesPanel(x, 0, w, stages) + "\n" + m.reasonsPanel(x, stages, w, reasons) + "\n" + m.differPanel(x, stages+reasons, w, differ)
}

// leastDiffer is how many rows make the differences worth their place.
const leastDiffer = 4

// nothing says that the period has nothing to show.
func (m *Model) nothing() figures.Nothing {
	t := m.env.Texts.Causes
	return figures.Nothing{Is: m.load.Data.Sums.N[metrics.Inbound] == 0, Text: t.Empty, Hint: t.EmptyHint}
}

// panel draws a panel of rows that can be chosen and keeps where it lies.
func (m *Model) panel(id panelID, r layout.Rect, title, note, none string, row func(i int, g theme.Ground, w int) string, head []string) string {
	st := m.env.Styles
	inner, rows := r.W-widget.PanelInset, r.H-widget.PanelHeight
	list := &m.lists[id]
	list.Resize(rows-len(head), list.Total)
	m.boxes[id] = layout.Rect{X: r.X + 2, Y: r.Y + 1 + len(head), W: max(inner, 0), H: max(rows-len(head), 0)}
	lines := append([]string(nil), head...)
	from, to := list.Visible()
	for i := from; i < to; i++ {
		g := theme.Plain
		if i == list.Cursor {
			switch {
			case m.at == id:
				g = theme.Selected
			case id == causePanel:
				g = theme.Resting // the evidence is of this one
			}
		}
		lines = append(lines, row(i, g, inner))
	}
	if below := m.env.Texts.Below(list.Total - to); below != "" {
		note = below
	}
	if list.Total == 0 {
		lines = append(lines, st.Paint(theme.Dim, layout.Cut(none, inner)))
	}
	return widget.Panel(st, r.W, r.H, title, note, m.at == id, lines)
}

// causeColumns: where the room is short the calls go first, then the norm and
// the figure; the sign, the name and the money stay.
func (m *Model) causeColumns() []widget.Column {
	t := m.env.Texts.Causes
	return []widget.Column{
		{Width: 2, Right: true}, {Width: 1, Tight: true}, {Title: t.Cause, Width: 22, Flex: 1, Tight: true},
		{Title: t.Value, Width: 7, Right: true, Drop: 2}, {Title: t.Norm, Width: 6, Right: true, Drop: 3},
		{Title: t.Calls, Width: 8, Right: true, Drop: 5}, {Title: t.Lost, Width: 6, Right: true, Drop: 4, Tight: true},
		{Title: t.Money, Width: 10, Right: true},
	}
}

func (m *Model) causesPanel(w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	cols := m.causeColumns()
	inner := w - widget.PanelInset
	widths := widget.FitColumns(cols, max(inner, 0))
	head := []string{widget.Header(st, cols, widths, max(inner, 0))}
	short := false // all names short, where one of the long ones does not fit
	for n := range m.load.Data.Causes {
		short = short || layout.Width(t.Words.Cause(n+1)) > widths[2]
	}
	return m.panel(causePanel, layout.Rect{W: w, H: h}, t.Causes.Title, t.Causes.Note, "", func(i int, g theme.Ground, w int) string {
		return widget.Row(st, g, cols, widths, m.causeCells(m.load.Data.Causes[i], short), w)
	}, head)
}

func (m *Model) causeCells(c causes.Cause, short bool) []widget.Cell {
	t, n := m.env.Texts, int(c.Number)
	sign, tone := stateSign(c.State)
	name := t.Words.Cause(n)
	if short {
		name = layout.UpperFirst(t.Words.CauseShort(n))
	}
	kind := theme.Talk
	if c.Number.Technical() {
		kind = theme.Tech
	}
	cells := []widget.Cell{
		{Text: t.Number(int64(n)), Tone: theme.Faint}, {Text: sign, Tone: tone}, {Text: name},
		{Text: m.value(c), Tone: tone}, {Text: m.norm(c), Tone: theme.Dim}, {Text: t.Number(c.Calls), Tone: theme.Dim},
		{Text: t.Number(c.Lost), Tone: theme.Dim}, {Text: m.env.MoneyShort(c.Money), Tone: kind},
	}
	if c.State == causes.NoData {
		cells[2].Tone = theme.Dim
	}
	if c.Money == 0 {
		cells[7] = widget.Cell{Text: "·", Tone: theme.Faint}
	}
	return cells
}

func stateSign(s causes.State) (string, theme.Tone) {
	switch s {
	case causes.Fine:
		return "✓", theme.Good
	case causes.Watch:
		return "~", theme.Warn
	case causes.Problem:
		return "✗", theme.Bad
	case causes.NoData:
	}
	return "·", theme.Faint
}

func (m *Model) value(c causes.Cause) string {
	if !c.Value.Known {
		return m.env.Texts.Format.None
	}
	return m.env.Texts.Percent(c.Value.Value, 0)
}

func (m *Model) norm(c causes.Cause) string {
	sign := "≤"
	if c.AtLeast {
		sign = "≥"
	}
	return sign + m.env.Texts.Percent(float64(c.Threshold)/float64(loss.Whole), 0)
}

func (m *Model) evidencePanel(x, y, w, h int) string {
	t := m.env.Texts
	title, none := t.Causes.Evidence, t.Causes.NoEvidence
	c, ok := m.cause()
	if ok {
		title = fmt.Sprintf(t.Causes.EvidenceOf, t.Words.CauseShort(int(c.Number)))
	}
	_, known := m.proofs.Of(c.Number)
	switch {
	case m.proofs.Err != nil:
		none = t.Error(m.proofs.Err)
	case !known:
		none = t.Frame.Loading
	}
	list := m.proven()
	cols := []widget.Column{{Width: 11}, {Width: 1, Tight: true}, {Width: 12, Flex: 1, Tight: true}, {Width: 12, Flex: 1, Drop: 2}, {Width: 5, Right: true, Drop: 1, Tight: true}}
	short := w-widget.PanelInset < shortEvidence
	for _, e := range list { // a client's number is of no use in part
		cols[2].Width = min(max(cols[2].Width, layout.Width(proofName(e))), numberWidth)
	}
	if short || m.load.Period.Days() == 1 {
		cols[0].Width = 5
	}
	return m.panel(evidencePanel, layout.Rect{X: x, Y: y, W: w, H: h}, title, "", none, func(i int, g theme.Ground, w int) string {
		return widget.Row(m.env.Styles, g, cols, widget.FitColumns(cols, w), m.proofCells(list[i], short), w)
	}, nil)
}

// shortEvidence is the width below which the evidence of several days says the
// day alone: the client's number is whole then.
const (
	shortEvidence = 36
	numberWidth   = 16 // of a client's number
)

// proofCells are the cells of a call that proves a cause: when, who, how it ended, the moment.
func (m *Model) proofCells(e evidence, short bool) []widget.Cell {
	t, c := m.env.Texts, e.call
	at := m.env.Local(c.StartMS)
	when := at.Format("15:04")
	switch {
	case m.load.Period.Days() == 1:
	case short:
		when = at.Format("02.01")
	default:
		when = at.Format("02.01 15:04")
	}
	moment := ""
	if e.atMS >= 0 {
		moment = lang.Clock(e.atMS)
	}
	sign, tone, how := "✓", theme.Good, t.Words.Outcome(c.Outcome)
	switch {
	case c.MissedBy != store.NotMissed:
		sign, tone, how = "✗", theme.Tech, t.Words.MissedBy(c.MissedBy)
	case c.Lost:
		sign, tone, how = "✗", theme.Talk, t.Words.Reason(c.LossReason)
	case c.Outcome == "" || c.Outcome == scoring.OutcomeUnknown:
		sign, tone = "·", theme.Faint
	}
	return []widget.Cell{{Text: when, Tone: theme.Dim}, {Text: sign, Tone: tone}, {Text: proofName(e)}, {Text: clean.Line(how), Tone: theme.Dim}, {Text: moment, Tone: theme.Dim}}
}

// proofName is the manager of a call, or the client where nobody answered.
func proofName(e evidence) string {
	if e.call.Manager == "" {
		return clean.Line(lang.Phone(e.call.Client))
	}
	return clean.Line(e.call.Manager)
}

func (m *Model) stagesPanel(x, y, w, h int) string {
	t := m.env.Texts
	list := m.stages()
	return m.panel(stagePanel, layout.Rect{X: x, Y: y, W: w, H: h}, t.Causes.Stages, "", t.Causes.NoStages, func(i int, g theme.Ground, w int) string {
		return m.patternRow(list[i], t.Words.Stage(store.Stage(list[i].Name)), g, w)
	}, nil)
}

func (m *Model) reasonsPanel(x, y, w, h int) string {
	t := m.env.Texts
	list := m.reasons()
	return m.panel(reasonPanel, layout.Rect{X: x, Y: y, W: w, H: h}, t.Causes.Reasons, "", t.Causes.NoReasons, func(i int, g theme.Ground, w int) string {
		return m.patternRow(list[i], t.Words.Reason(scoring.Reason(list[i].Name)), g, w)
	}, nil)
}

// differPanel is what losing calls are missed in more often than winning ones.
func (m *Model) differPanel(x, y, w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	list := m.differences()
	cols := []widget.Column{
		{Width: 12, Flex: 1}, {Width: 11, Flex: 1, Tight: true}, {Width: 5, Right: true, Tight: true}, {Width: 1, Tight: true}, {Width: 5, Right: true, Tight: true},
		{Width: 10, Right: true, Drop: 1},
	}
	return m.panel(differPanel, layout.Rect{X: x, Y: y, W: w, H: h}, t.Causes.Differ, t.Causes.DifferNote, t.Causes.NoDiffer, func(i int, g theme.Ground, w int) string {
		d := list[i]
		who := clean.Line(d.Manager)
		if who == "" {
			who = t.Team.Department
		}
		losing, _ := d.Losing.Value()
		winning, _ := d.Winning.Value()
		return widget.Row(st, g, cols, widget.FitColumns(cols, w), []widget.Cell{
			{Text: who}, {Text: clean.Line(t.Words.ItemShort(d.Item)), Tone: theme.Dim}, {Text: t.Percent(losing, 0), Tone: theme.Bad}, {Text: "/", Tone: theme.Faint},
			{Text: t.Percent(winning, 0), Tone: theme.Good}, {Text: m.env.MoneyShort(d.Money), Tone: theme.Talk},
		}, w)
	}, nil)
}

// patternRow: "60 % после названной цены" with a bar and the money.
func (m *Model) patternRow(p panels.Pattern, name string, g theme.Ground, w int) string {
	st, t := m.env.Styles, m.env.Texts
	v, _ := p.Share.Value()
	cols := []widget.Column{
		{Width: 5, Right: true}, {Width: 16, Flex: 3}, {Width: 8, Flex: 2, Drop: 2}, {Width: 4, Right: true, Drop: 3}, {Width: 10, Right: true, Drop: 1},
	}
	return widget.Row(st, g, cols, widget.FitColumns(cols, w), []widget.Cell{
		{Text: t.Percent(v, 0), Tone: theme.Strong}, {Text: clean.Line(name)},
		{Draw: func(g theme.Ground, w int) string {
			return widget.Bar(st, g, []widget.Part{{Value: p.Share.Part, Tone: theme.Talk}}, p.Share.Of, w)
		}},
		{Text: t.Number(p.Share.Part), Tone: theme.Dim}, {Text: m.env.MoneyShort(p.Money), Tone: theme.Talk},
	}, w)
}

// Heading implements screen.Headed.
func (m *Model) Heading() string {
	if !m.load.Have {
		return ""
	}
	t := m.env.Texts
	return m.env.Styles.Paint(theme.Dim, t.Count(m.load.Data.Sums.N[metrics.Inbound], t.Words.Call)+" · ") + m.env.Styles.Paint(theme.Bad, m.env.Money(m.load.Data.Bill.Gross))
}
