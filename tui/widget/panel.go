// Package widget holds what the screens are drawn with: panels, rows and
// tables, bars, large digits, lists, chips and the line of keys. Widgets are
// values and functions: they read nothing, and what they cannot know is given
// to them for each frame.
package widget

import (
	"strings"

	"razbor/tui/layout"
	"razbor/tui/theme"
)

// PanelInset is what a panel's frame takes of its width and of its height.
const (
	PanelInset  = 4 // border and one space on each side
	PanelHeight = 2
)

// Panel frames lines under a title. It is exactly w × h cells; what does not
// fit is cut. note stands at the right end of the title's line.
func Panel(st *theme.Styles, w, h int, title, note string, focused bool, lines []string) string {
	if w < PanelInset || h < PanelHeight {
		return layout.Fit("", w, h)
	}
	edge := theme.Border
	if focused {
		edge = theme.Focus
	}
	var b strings.Builder
	b.Grow(w * h * 2)
	b.WriteString(topEdge(st, edge, w, title, note, focused))
	left, right := st.Paint(edge, "│")+" ", " "+st.Paint(edge, "│")
	for i := range h - PanelHeight {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		b.WriteByte('\n')
		b.WriteString(left)
		b.WriteString(layout.Pad(line, w-PanelInset))
		b.WriteString(right)
	}
	b.WriteByte('\n')
	b.WriteString(st.Paint(edge, "╰"+strings.Repeat("─", w-2)+"╯"))
	return b.String()
}

func topEdge(st *theme.Styles, edge theme.Tone, w int, title, note string, focused bool) string {
	room := w - 6 // corners, a dash and a space on each side
	if room < 1 {
		return st.Paint(edge, "╭"+strings.Repeat("─", max(w-2, 0))+"╮")
	}
	tone := theme.Title
	if focused {
		tone = theme.Accent
	}
	title = layout.Cut(title, room)
	used := layout.Width(title)
	head := st.Paint(edge, "╭─")
	if title != "" {
		head += " " + st.Paint(tone, title) + " "
	} else {
		head += st.Paint(edge, "──")
	}
	if n := layout.Width(note); note != "" && used+n+3 <= room {
		fill := room - used - n - 2
		return head + st.Paint(edge, strings.Repeat("─", fill)) + " " + st.Paint(theme.Dim, note) + " " + st.Paint(edge, "─╮")
	}
	return head + st.Paint(edge, strings.Repeat("─", room-used)+"─╮")
}

// Between fills the room between a left and a right piece of one line, w wide;
// the left is cut where both do not fit.
func Between(left, right string, w int) string {
	r := layout.Width(right)
	switch {
	case r >= w:
		return layout.Cut(right, w)
	case r == 0:
		return layout.Pad(left, w)
	}
	return layout.Pad(left, w-r-1) + " " + right
}
