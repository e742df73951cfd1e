package widget

import (
	"strings"

	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

// Hints draws the bindings that are worth it as one line on a bar, as many as
// fit in w; the last place is kept for help, where there is one.
func Hints(st *theme.Styles, help keys.Binding, groups []keys.Group, w int) string {
	tail := ""
	if help.Text != "" {
		tail = st.PaintOn(theme.Bar, theme.Key, " "+help.Key()) + st.PaintOn(theme.Bar, theme.Dim, " "+help.Text)
	}
	room := w - layout.Width(tail) - 1
	var b strings.Builder
	used := 0
	for _, g := range groups {
		for _, k := range g.Bindings {
			if !k.Hint || k.Off != "" {
				continue
			}
			n := 3 + layout.Width(k.Key()) + layout.Width(k.Text)
			if used+n > room {
				continue
			}
			used += n
			b.WriteString(st.PaintOn(theme.Bar, theme.Key, " "+k.Key()))
			b.WriteString(st.PaintOn(theme.Bar, theme.Dim, " "+k.Text+" "))
		}
	}
	return b.String() + tail
}

// ChipState is one filter of a line of chips.
type ChipState struct {
	Text string
	Key  string // the key that toggles it
	On   bool
}

// Chips draws filters in one line, w wide, and returns where each lies; those
// that do not fit are counted at the end and lie nowhere.
func Chips(st *theme.Styles, chips []ChipState, w int) (string, []layout.Rect) {
	var b strings.Builder
	rects := make([]layout.Rect, len(chips))
	x := 0
	for i, c := range chips {
		text := " " + c.Text + " "
		if c.On {
			text = " ✓ " + c.Text + " "
		}
		n := layout.Width(text)
		if c.Key != "" && !c.On {
			n += layout.Width(c.Key) + 1
		}
		if x+n > w-5 && i < len(chips)-1 || x+n > w {
			b.WriteString(st.Paint(theme.Dim, " +"+itoa(len(chips)-i)))
			break
		}
		rects[i] = layout.Rect{X: x, W: n, H: 1}
		switch {
		case c.On:
			b.WriteString(st.PaintOn(theme.Chip, theme.Strong, text))
		case c.Key != "":
			b.WriteString(" " + st.Paint(theme.Key, c.Key) + st.Paint(theme.Dim, text))
		default:
			b.WriteString(st.Paint(theme.Dim, text))
		}
		x += n
		if x < w {
			b.WriteByte(' ')
			x++
		}
	}
	return b.String(), rects
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Highlight paints the byte ranges of a text in the tone of a find and the rest
// in another, at most w cells of it. Ranges that do not lie in the text are left out.
func Highlight(st *theme.Styles, g theme.Ground, rest theme.Tone, text string, marked [][2]int, w int) string {
	cut := layout.Cut(text, w)
	whole := strings.TrimSuffix(cut, "…")
	if !strings.HasPrefix(text, whole) {
		return st.PaintOn(g, rest, layout.Pad(cut, w))
	}
	var b strings.Builder
	at := 0
	for _, m := range marked {
		from, to := max(m[0], at), min(m[1], len(whole))
		if from >= to || from < at {
			continue
		}
		b.WriteString(st.PaintOn(g, rest, whole[at:from]))
		b.WriteString(st.PaintOn(g, theme.Mark, whole[from:to]))
		at = to
	}
	b.WriteString(st.PaintOn(g, rest, cut[at:]+layout.Spaces(w-layout.Width(cut))))
	return b.String()
}

// Spinner returns the sign of work going on, by the number of the frame.
func Spinner(frame int) string {
	signs := [...]string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}
	return signs[frame%len(signs)]
}
