package today

import (
	"strings"

	"razbor/scoring/metrics"
	"razbor/tui/figures"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// wideFrom is the width from which the panels stand in three columns.
const wideFrom = 150

// line is one line of a panel: how it is drawn on a ground, and what opens from
// it where it is a figure.
type line struct {
	draw func(g theme.Ground, w int) string
	spot spot
	on   bool // it can be chosen
}

// box is a panel with its lines. least is how many lines it must show, most how
// many it can use.
type box struct {
	id          panelID
	title, note string
	lines       []line
	bars        []bar // a chart in place of lines
	least, most int
}

// bar is one column of a chart.
type bar struct {
	label                    string
	quiet                    bool // the label is shown only under the cursor
	technical, communication int64
	spot                     spot
}

// View implements screen.Screen.
func (m *Model) View() string {
	m.spots = m.spots[:0]
	if out, ok := m.load.Instead(m.nothing(), m.w, m.h); ok {
		return out
	}
	columns := m.columns()
	weights := make([]int, len(columns))
	for i := range weights {
		weights[i] = 1
	}
	var blocks []string
	x := 0
	for i, w := range layout.Share(m.w, weights...) {
		blocks = append(blocks, m.column(columns[i], x, w))
		x += w
	}
	return layout.Beside(blocks...)
}

// nothing says that the period has no call.
func (m *Model) nothing() figures.Nothing {
	t, n := m.env.Texts.Today, m.load.Data.sum.Sums.N
	return figures.Nothing{Is: n[metrics.Inbound]+n[metrics.Outbound] == 0, Text: t.NoCalls, Hint: t.NoCallsHint}
}

// From these heights on there is room for the days, and for more causes.
const (
	daysFrom   = 40
	causesFrom = 30
)

// columns are the panels in the order they stand in.
func (m *Model) columns() [][]box {
	loss, figures, hours := m.lossBox(), m.metricsBox(), m.hoursBox()
	managers, costs, listen := m.managersBox(), m.causesBox(), m.listenBox()
	switch {
	case m.w >= wideFrom && m.h >= causesFrom:
		return [][]box{{loss, hours}, {figures, costs, m.daysBox()}, {managers, listen}}
	case m.w >= wideFrom:
		return [][]box{{loss, hours}, {figures, costs}, {managers, listen}}
	case m.h >= daysFrom:
		return [][]box{{loss, hours, costs}, {figures, managers, m.daysBox(), listen}}
	}
	return [][]box{{loss, hours, costs}, {figures, managers, listen}}
}

// column lays panels below each other: each gets what it must have, and the
// rest goes to those that can use it.
func (m *Model) column(boxes []box, x, w int) string {
	var parts []string
	y := 0
	for i, h := range m.heights(boxes) {
		parts = append(parts, m.drawBox(boxes[i], x, y, w, h))
		y += h
	}
	return strings.Join(parts, "\n")
}

func (m *Model) heights(boxes []box) []int {
	out := make([]int, len(boxes))
	rest := m.h
	for i, b := range boxes {
		out[i] = b.least + widget.PanelHeight
		rest -= out[i]
	}
	for grown := true; rest > 0 && grown; {
		grown = false
		for i, b := range boxes {
			if rest > 0 && out[i] < b.most+widget.PanelHeight {
				out[i]++
				rest--
				grown = true
			}
		}
	}
	for ; rest < 0; rest++ { // too low for all: the longest gives way
		longest := 0
		for i := range out {
			if out[i] > out[longest] {
				longest = i
			}
		}
		out[longest] = max(out[longest]-1, 0)
	}
	out[len(out)-1] += max(rest, 0)
	return out
}

func (m *Model) drawBox(b box, x, y, w, h int) string {
	inner := w - widget.PanelInset
	focused := m.at.panel == b.id
	if len(b.bars) > 0 {
		return m.drawChart(b, x, y, w, h)
	}
	var lines []string
	for i, l := range b.lines {
		if i >= h-widget.PanelHeight {
			if b.note == "" {
				b.note = m.env.Texts.Frame.More + " " + m.env.Texts.Number(int64(len(b.lines)-i))
			}
			break
		}
		g := theme.Plain
		if l.on {
			l.spot.id = spotID{b.id, i}
			l.spot.rect = layout.Rect{X: x + 1, Y: y + 1 + i, W: w - 2, H: 1}
			m.spots = append(m.spots, l.spot)
			if m.at == l.spot.id {
				g = theme.Selected
			}
		}
		lines = append(lines, l.draw(g, inner))
	}
	return widget.Panel(m.env.Styles, w, h, b.title, b.note, focused, lines)
}

// drawChart draws a chart as high as its panel, each bar a figure of its own.
func (m *Model) drawChart(b box, x, y, w, h int) string {
	st := m.env.Styles
	inner, high := w-widget.PanelInset, h-widget.PanelHeight-1
	if high < 1 || inner < len(b.bars) {
		return widget.Panel(st, w, h, b.title, b.note, m.at.panel == b.id, nil)
	}
	between := 1
	if inner < 2*len(b.bars)-1 {
		between = 0
	}
	wide := min(max((inner+between)/len(b.bars)-between, 1), 5)
	stacks := make([]widget.Stack, len(b.bars))
	for i, one := range b.bars {
		stacks[i] = widget.Stack{{Value: one.technical, Tone: theme.Tech}, {Value: one.communication, Tone: theme.Talk}}
		one.spot.id = spotID{b.id, i}
		one.spot.rect = layout.Rect{X: x + 2 + i*(wide+between), Y: y + 1, W: wide, H: high + 1}
		m.spots = append(m.spots, one.spot)
	}
	lines := append(widget.Columns(st, stacks, high, wide, between), m.axis(b, wide, between, inner))
	return widget.Panel(st, w, h, b.title, b.note, m.at.panel == b.id, lines)
}

// axis writes the labels below the bars, as many as there is room for; that of
// the bar under the cursor always.
func (m *Model) axis(b box, wide, between, w int) string {
	st := m.env.Styles
	var out strings.Builder
	used := 0
	for i, one := range b.bars {
		at := i * (wide + between)
		chosen := m.at == (spotID{b.id, i})
		n := max(wide, layout.Width(one.label))
		next := m.at == (spotID{b.id, i + 1}) && at+n >= at+wide+between
		if !chosen && (at < used || next) || at < used && used > 0 && at+n > w || one.quiet && !chosen {
			continue
		}
		at = max(min(at, w-n), used)
		g, tone := theme.Plain, theme.Dim
		if chosen {
			g, tone = theme.Selected, theme.Accent
		}
		out.WriteString(layout.Spaces(at-used) + st.PaintOn(g, tone, layout.Center(one.label, n)))
		used = at + n
		if wide < 2 {
			used++
			out.WriteString(" ")
		}
	}
	return out.String()
}

// row makes a line of cells.
func (m *Model) row(cols []widget.Column, cells []widget.Cell, s spot) line {
	st := m.env.Styles
	return line{on: true, spot: s, draw: func(g theme.Ground, w int) string {
		return widget.Row(st, g, cols, widget.FitColumns(cols, w), cells, w)
	}}
}

// plain makes a line that is no figure.
func plain(text string) line {
	return line{draw: func(_ theme.Ground, w int) string { return layout.Cut(text, w) }}
}

// Heading implements screen.Headed.
func (m *Model) Heading() string {
	if !m.load.Have {
		return ""
	}
	t, n := m.env.Texts, m.load.Data.sum.Sums.N
	text := t.Count(n[metrics.Inbound], t.Words.Call)
	if unknown := n[metrics.Unknown]; unknown > 0 {
		text += " · " + t.Today.Unknown + ": " + t.Number(unknown)
	}
	return m.env.Styles.Paint(theme.Dim, text)
}

var _ screen.Headed = (*Model)(nil)
