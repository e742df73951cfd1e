package calls

import (
	"fmt"
	"strings"

	"razbor/tui/clean"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// From these sizes on the preview stands beside the list, or below it.
const (
	besideFrom  = 112
	belowFrom   = 19
	belowHeight = 8
)

// place is where the parts of the screen lie.
type place struct {
	listW, listH       int
	peekW, peekH       int
	rows, firstRow     int
	beside, belowShown bool
}

// frame lays the screen out: a line of chips, the list, the preview.
func (m *Model) frame() place {
	p := place{listW: m.w, listH: max(m.h-1, 1)}
	switch {
	case m.hidden:
	case m.w >= besideFrom:
		p.beside = true
		p.peekW = min(max(m.w*36/100, 42), 72)
		p.peekH = p.listH
		p.listW = m.w - p.peekW
	case m.h >= belowFrom:
		p.belowShown = true
		p.peekW, p.peekH = m.w, min(belowHeight+(m.h-belowFrom)/3, m.h/2)
		p.listH -= p.peekH
	}
	p.rows = max(p.listH-widget.PanelHeight-1, 1) // the titles of the columns
	p.firstRow = 3                                // chips, frame, titles
	return p
}

// View implements screen.Screen.
func (m *Model) View() string {
	f := m.frame()
	parts := m.listView(f)
	if f.beside {
		parts = layout.Beside(parts, m.peekView(f.peekW, f.peekH))
	}
	if f.belowShown {
		parts += "\n" + m.peekView(f.peekW, f.peekH)
	}
	return m.topLine() + "\n" + parts
}

// Heading implements screen.Headed.
func (m *Model) Heading() string {
	st, t := m.env.Styles, m.env.Texts
	if m.search.on {
		scope := t.Calls.SearchPeriod
		if m.allTime {
			scope = t.Calls.SearchAll
		}
		return st.Paint(theme.Dim, m.searchNote()+" · "+scope)
	}
	var parts []string
	if m.allTime {
		parts = append(parts, t.Calls.SearchAll)
	}
	if m.title != "" {
		parts = append(parts, clean.Line(m.title))
	}
	switch {
	case m.count >= countLimit:
		parts = append(parts, fmt.Sprintf(t.Calls.OrMore, t.Count(countLimit, t.Words.Call)))
	case m.count >= 0:
		parts = append(parts, t.Count(int64(m.count), t.Words.Call))
	}
	return st.Paint(theme.Dim, strings.Join(parts, " · "))
}

// topLine is the line of chips, or the words that are searched.
func (m *Model) topLine() string {
	st := m.env.Styles
	if m.search.on {
		prompt := st.Paint(theme.Accent, " / ")
		if m.search.typing {
			return prompt + m.search.edit.View(st, m.env.Texts.Calls.SearchHint, max(m.w-4, 1))
		}
		return prompt + st.Paint(theme.Strong, layout.Cut(m.search.edit.Text(), m.w-4))
	}
	chips := m.allChips()
	states := make([]widget.ChipState, len(chips))
	for i, c := range chips {
		states[i] = c.ChipState
	}
	line, rects := widget.Chips(st, states, m.w-2)
	m.chips = rects
	return " " + line
}

func (m *Model) listView(f place) string {
	st := m.env.Styles
	inner := max(f.listW-widget.PanelInset, 1)
	var lines []string
	switch {
	case m.search.on && len(m.search.hits) > 0:
		lines = m.hitLines(inner)
	case m.search.on:
		lines = []string{"", st.Paint(theme.Dim, layout.Center(layout.Cut(m.searchNote(), inner), inner)), "", m.scopeHint(inner)}
	case m.err != nil && m.pager.known() == 0:
		lines = m.message(theme.Bad, m.env.Texts.Error(m.err), m.env.Texts.Frame.Stopped, inner)
	case m.loaded && m.total() == 0:
		lines = m.emptyLines(inner)
	default:
		lines = m.rowLines(inner)
	}
	return widget.Panel(st, f.listW, f.listH, m.panelTitle(), m.panelNote(), true, lines)
}

func (m *Model) scopeHint(inner int) string {
	if m.allTime || !m.search.done {
		return ""
	}
	hint := m.env.Texts.Calls.AllTime
	if m.search.typing {
		hint = "Enter, " + hint
	}
	return m.env.Styles.Paint(theme.Accent, layout.Center(layout.Cut(hint, inner), inner))
}

func (m *Model) panelTitle() string {
	if m.search.on {
		return m.env.Texts.Calls.TitleSearch
	}
	return m.env.Texts.Calls.Title
}

// panelNote is the place in the list, and what is new above it.
func (m *Model) panelNote() string {
	t := m.env.Texts
	l := m.list
	if m.search.on {
		l = m.search.list
	}
	if l.Total == 0 {
		return ""
	}
	note := t.Number(int64(l.Cursor+1)) + " " + t.Frame.Of + " " + t.Number(int64(m.listLength(l)))
	switch {
	case m.mirror && m.length() == endless:
		note = t.Number(int64(l.Total-l.Cursor)) + " " + t.Calls.FromEnd
	case !m.search.on && m.count >= countLimit:
		note += "+"
	}
	if m.fresh > 0 && !m.search.on {
		note = "↑ " + t.Count(int64(m.fresh), t.Calls.Fresh) + " · " + note
	}
	return note
}

func (m *Model) listLength(l widget.List) int {
	if !m.search.on && m.count > l.Total {
		return m.count
	}
	return l.Total
}

func (m *Model) emptyLines(inner int) []string {
	t := m.env.Texts.Calls
	if m.env.Last == 0 && !m.narrowed() {
		return m.message(theme.Strong, t.NoData, t.NoDataHint, inner)
	}
	return m.message(theme.Strong, t.Empty, t.EmptyHint, inner)
}

func (m *Model) message(tone theme.Tone, text, hint string, inner int) []string {
	st := m.env.Styles
	return []string{
		"", st.Paint(tone, layout.Center(layout.Cut(text, inner), inner)), "",
		st.Paint(theme.Dim, layout.Center(layout.Cut(hint, inner), inner)),
	}
}

// days reports whether the rows need their day said.
func (m *Model) days() bool {
	return m.allTime || m.env.Period.Kind != screen.OneDay && m.env.Period.Days() > 1
}

func (m *Model) rowLines(inner int) []string {
	st := m.env.Styles
	w := inner - 3 // mark, space and scroll bar
	cols := columns(m.env.Texts, m.days())
	widths := widget.FitColumns(cols, w)
	lines := []string{" " + widget.Header(st, cols, widths, w)}
	from, to := m.list.Visible()
	bar := m.list.ScrollBar()
	for i := from; i < to; i++ {
		g, mark := theme.Plain, " "
		if i == m.list.Cursor {
			g, mark = theme.Selected, "▌"
		}
		c, ok := m.pager.at(m.row(i))
		body := st.Paint(theme.Faint, layout.Pad("…", w))
		if ok {
			body = widget.Row(st, g, cols, widths, cells(m.env, c, m.days()), w)
		}
		lines = append(lines, st.PaintOn(g, theme.Accent, mark)+body+" "+st.Paint(theme.Border, bar[i-from]))
	}
	return lines
}

func (m *Model) hitLines(inner int) []string {
	st := m.env.Styles
	w := inner - 3
	cols := hitColumns(m.env.Texts, m.days())
	lead := 5 + 14 + 6 + 4
	if m.days() {
		lead += 9
	}
	lead = min(lead, w/2)
	widths := widget.FitColumns(cols, lead)
	lines := []string{" " + widget.Header(st, cols, widths, lead)}
	from, to := m.search.list.Visible()
	bar := m.search.list.ScrollBar()
	for i := from; i < to; i++ {
		h := m.search.hits[i]
		g, mark := theme.Plain, " "
		if i == m.search.list.Cursor {
			g, mark = theme.Selected, "▌"
		}
		text, tone, marked := clean.Line(h.Text), theme.Text, h.Marked
		if h.Segment < 0 {
			_, tone, text = state(m.env.Texts, h.Call)
			text = client(m.env.Texts, h.Call) + "  " + text
		}
		if text != h.Text {
			marked = nil // what was cleaned has other places
		}
		text, marked = excerpt(text, marked, w-lead-2)
		lines = append(lines, st.PaintOn(g, theme.Accent, mark)+widget.Row(st, g, cols, widths, hitCells(m.env, h, m.days()), lead)+
			st.PaintOn(g, theme.Text, "  ")+widget.Highlight(st, g, tone, text, marked, w-lead-2)+" "+st.Paint(theme.Border, bar[i-from]))
	}
	return lines
}
