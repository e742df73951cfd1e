package widget

import (
	"strings"

	"razbor/tui/layout"
	"razbor/tui/theme"
)

// GridCell is one cell of a grid: a figure, or a place of a heat map.
type GridCell struct {
	Text   string
	Tone   theme.Tone
	Heated bool // a place of a heat map
	Heat   int  // from 0 to theme.HeatLevels-1
}

// HeatOf is the shade of a value among values up to most.
func HeatOf(value, most int64) int {
	if value <= 0 || most <= 0 {
		return 0
	}
	return int(min(1+value*(theme.HeatLevels-2)/most, theme.HeatLevels-1))
}

// Grid is a table whose cells can be chosen. It holds the cursor and, from the
// last drawing, where the columns lie; the cells are given for each frame.
type Grid struct {
	List
	Col    int
	widths []int
	starts []int
}

// Draw draws the titles and the rows in w × h cells.
func (g *Grid) Draw(st *theme.Styles, cols []Column, rows [][]GridCell, w, h int, focused bool) []string {
	g.place(cols, w)
	g.Resize(max(h-1, 0), len(rows))
	if h < 1 || w < 1 {
		return nil
	}
	lines := []string{g.titles(st, cols, w)}
	from, to := g.Visible()
	for i := from; i < to; i++ {
		lines = append(lines, g.row(st, cols, rows[i], w, i == g.Cursor, focused))
	}
	return lines
}

// place fits the columns into w cells and keeps the cursor on one that is drawn.
func (g *Grid) place(cols []Column, w int) {
	g.widths = FitColumns(cols, w)
	g.starts = make([]int, len(cols))
	x := 0
	for i, c := range cols {
		if g.widths[i] == 0 {
			continue
		}
		if x > 0 {
			x += c.before()
		}
		g.starts[i] = x
		x += g.widths[i]
	}
	g.Col = min(max(g.Col, 0), max(len(cols)-1, 0))
	for g.Col > 0 && g.widths[g.Col] == 0 {
		g.Col--
	}
}

func (g *Grid) titles(st *theme.Styles, cols []Column, w int) string {
	var b strings.Builder
	for i, c := range cols {
		if g.widths[i] == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(layout.Spaces(c.before()))
		}
		tone := theme.Dim
		if i == g.Col {
			tone = theme.Accent
		}
		b.WriteString(st.Paint(tone, g.fit(i, c.Right, c.Title)))
	}
	return layout.Cut(b.String(), w)
}

func (g *Grid) fit(i int, right bool, text string) string {
	if right {
		return layout.PadLeft(text, g.widths[i])
	}
	return layout.Pad(text, g.widths[i])
}

func (g *Grid) row(st *theme.Styles, cols []Column, cells []GridCell, w int, chosen, focused bool) string {
	ground := theme.Plain
	if chosen {
		ground = theme.Resting
		if focused && !st.Few() { // with few colours only the chosen cell is reversed
			ground = theme.Selected
		}
	}
	var b strings.Builder
	used := 0
	for i, c := range cols {
		if g.widths[i] == 0 {
			continue
		}
		if used > 0 {
			b.WriteString(st.PaintOn(ground, theme.Text, layout.Spaces(c.before())))
			used += c.before()
		}
		cell := GridCell{}
		if i < len(cells) {
			cell = cells[i]
		}
		used += g.widths[i]
		text := g.fit(i, c.Right, cell.Text)
		switch {
		case chosen && focused && i == g.Col:
			b.WriteString(st.PaintOn(theme.Tab, theme.Strong, text))
		case cell.Heated && !(chosen && st.Few()):
			b.WriteString(st.Heat(cell.Heat, text))
		default:
			b.WriteString(st.PaintOn(ground, cell.Tone, text))
		}
	}
	if used < w {
		b.WriteString(st.PaintOn(ground, theme.Text, layout.Spaces(w-used)))
	}
	return layout.Cut(b.String(), w)
}

// Step moves the cursor to the next column that is drawn, or the one before.
func (g *Grid) Step(by int) {
	for i := g.Col + by; i >= 0 && i < len(g.widths); i += by {
		if g.widths[i] > 0 {
			g.Col = i
			return
		}
	}
}

// Hit puts the cursor on the cell at a place of the last drawing, counted from
// its titles, and reports whether there is one.
func (g *Grid) Hit(x, y int) bool {
	row := g.Offset + y - 1
	if y < 1 || row >= g.Total {
		return false
	}
	for i, w := range g.widths {
		if w > 0 && x >= g.starts[i] && x < g.starts[i]+w {
			g.To(row)
			g.Col = i
			return true
		}
	}
	return false
}
