package widget

import (
	"strings"

	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

// Column is one column of a table. Where the room is short, columns are left
// out, the highest Drop first; a column of Drop 0 always stays. What room is
// left over goes to the columns with Flex, by their weight.
type Column struct {
	Title string
	Width int
	Flex  int
	Right bool // figures stand at the right
	Drop  int
	Tight bool // one space before it, not two
}

// Cell is the text of one column, in a tone, or a drawing such as a bar.
type Cell struct {
	Text string
	Tone theme.Tone
	Draw func(g theme.Ground, w int) string // takes the place of Text
}

// before is how many cells stand before a column that is not the first.
func (c Column) before() int {
	if c.Tight {
		return 1
	}
	return 2
}

// FitColumns returns the width of each column in w cells; 0 is left out. With
// no room even for those that always stay, they shrink.
func FitColumns(cols []Column, w int) []int {
	out := make([]int, len(cols))
	on := make([]bool, len(cols))
	for i := range cols {
		on[i] = true
	}
	for total(cols, on) > w {
		worst := -1
		for i, c := range cols {
			if on[i] && c.Drop > 0 && (worst < 0 || c.Drop > cols[worst].Drop) {
				worst = i
			}
		}
		if worst < 0 {
			break
		}
		on[worst] = false
	}
	spare, flex := w-total(cols, on), 0
	for i, c := range cols {
		if on[i] {
			out[i] = c.Width
			flex += c.Flex
		}
	}
	if spare < 0 {
		return shrink(out, -spare)
	}
	for i, c := range cols {
		if on[i] && c.Flex > 0 {
			add := spare * c.Flex / flex
			out[i] += add
			spare -= add
			flex -= c.Flex
		}
	}
	return out
}

func total(cols []Column, on []bool) int {
	n := 0
	for i, c := range cols {
		if !on[i] {
			continue
		}
		if n > 0 {
			n += c.before()
		}
		n += c.Width
	}
	return n
}

// shrink takes cells from the widest columns until they fit.
func shrink(widths []int, over int) []int {
	for ; over > 0; over-- {
		widest := 0
		for i, w := range widths {
			if w > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= 1 {
			break
		}
		widths[widest]--
	}
	return widths
}

// Row draws the cells in their columns on a ground, w cells wide.
func Row(st *theme.Styles, g theme.Ground, cols []Column, widths []int, cells []Cell, w int) string {
	var b strings.Builder
	b.Grow(max(w, 0) * 3)
	used := 0
	for i, c := range cols {
		if widths[i] == 0 {
			continue
		}
		if used > 0 {
			b.WriteString(st.PaintOn(g, theme.Text, layout.Spaces(c.before())))
			used += c.before()
		}
		cell := Cell{}
		if i < len(cells) {
			cell = cells[i]
		}
		b.WriteString(cell.draw(st, g, c.Right, widths[i]))
		used += widths[i]
	}
	if used < w {
		b.WriteString(st.PaintOn(g, theme.Text, layout.Spaces(w-used)))
	}
	if used > w {
		return layout.Cut(b.String(), w)
	}
	return b.String()
}

func (c Cell) draw(st *theme.Styles, g theme.Ground, right bool, w int) string {
	switch {
	case c.Draw != nil:
		return c.Draw(g, w)
	case right:
		return st.PaintOn(g, c.Tone, layout.PadLeft(c.Text, w))
	}
	return st.PaintOn(g, c.Tone, layout.Pad(c.Text, w))
}

// Header draws the titles of the columns.
func Header(st *theme.Styles, cols []Column, widths []int, w int) string {
	cells := make([]Cell, len(cols))
	for i, c := range cols {
		cells[i] = Cell{Text: c.Title, Tone: theme.Dim}
	}
	return Row(st, theme.Plain, cols, widths, cells, w)
}

// List is the cursor and the window of a list of any length. It holds no rows.
type List struct {
	Cursor int
	Offset int // first row shown
	Height int // rows shown
	Total  int
}

// Press moves the cursor as a key says, and reports false for a key that moves nothing.
func (l *List) Press(p keys.Press, k keys.Moves) bool {
	switch {
	case p.Is(k.Up):
		l.Move(-1)
	case p.Is(k.Down):
		l.Move(1)
	case p.Is(k.PageUp):
		l.Page(-1)
	case p.Is(k.PageDown):
		l.Page(1)
	case p.Is(k.Home):
		l.To(0)
	case p.Is(k.End):
		l.To(l.Total - 1)
	default:
		return false
	}
	return true
}

// Move moves the cursor by n rows and keeps it in the list and in sight.
func (l *List) Move(n int) { l.To(l.Cursor + n) }

// To puts the cursor on a row and keeps it in sight.
func (l *List) To(row int) {
	l.Cursor = min(max(row, 0), max(l.Total-1, 0))
	l.settle()
}

// Page moves by n windows.
func (l *List) Page(n int) { l.Move(n * max(l.Height-1, 1)) }

// Scroll moves the window by n rows; the cursor stays in it.
func (l *List) Scroll(n int) {
	l.Offset = min(max(l.Offset+n, 0), max(l.Total-l.Height, 0))
	l.Cursor = min(max(l.Cursor, l.Offset), max(min(l.Offset+l.Height, l.Total)-1, 0))
}

// Resize sets how many rows are shown and how many there are.
func (l *List) Resize(height, total int) {
	l.Height, l.Total = max(height, 0), max(total, 0)
	l.To(l.Cursor)
}

// Below is how many rows stand below the window.
func (l *List) Below() int { return max(l.Total-l.Offset-l.Height, 0) }

// Visible returns the rows shown: [from, to).
func (l *List) Visible() (from, to int) { return l.Offset, min(l.Offset+l.Height, l.Total) }

func (l *List) settle() {
	if l.Cursor < l.Offset {
		l.Offset = l.Cursor
	}
	if l.Height > 0 && l.Cursor >= l.Offset+l.Height {
		l.Offset = l.Cursor - l.Height + 1
	}
	l.Offset = min(max(l.Offset, 0), max(l.Total-l.Height, 0))
}

// ScrollBar returns the sign of each row of a scroll bar of a list; empty signs
// where everything is in sight.
func (l *List) ScrollBar() []string {
	if l.Total <= l.Height || l.Height <= 0 {
		return make([]string, max(l.Height, 0))
	}
	bar := make([]string, l.Height)
	size := max(l.Height*l.Height/l.Total, 1)
	at := 0
	if l.Total > l.Height {
		at = l.Offset * (l.Height - size) / (l.Total - l.Height)
	}
	for i := range bar {
		if i >= at && i < at+size {
			bar[i] = "┃"
		} else {
			bar[i] = "│"
		}
	}
	return bar
}
