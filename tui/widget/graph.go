package widget

import (
	"strings"

	"razbor/tui/theme"
)

// Part is one coloured piece of a bar.
type Part struct {
	Value int64
	Tone  theme.Tone
}

// Bar draws parts side by side on a ground, w cells for the value full; the rest
// is a faint track. A part that is more than nothing takes at least one cell.
func Bar(st *theme.Styles, g theme.Ground, parts []Part, full int64, w int) string {
	if w <= 0 {
		return ""
	}
	var b strings.Builder
	used := 0
	for _, p := range parts {
		n := 0
		if full > 0 && p.Value > 0 {
			n = int((p.Value*int64(w) + full/2) / full)
			n = min(max(n, 1), w-used)
		}
		if n <= 0 {
			continue
		}
		b.WriteString(st.PaintOn(g, p.Tone, strings.Repeat(solid(st, p.Tone), n)))
		used += n
	}
	if used < w {
		b.WriteString(st.PaintOn(g, theme.Faint, strings.Repeat("·", w-used)))
	}
	return b.String()
}

// solid is the sign that a bar of a tone is filled with: where colours do not
// tell, the two kinds of loss have their own.
func solid(st *theme.Styles, t theme.Tone) string {
	if t == theme.Talk && (st.Mono() || st.ASCII) {
		return "▒"
	}
	return "█"
}

var eighths = [...]string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

// Stack is one column of a chart: parts from the bottom up.
type Stack []Part

// Columns draws stacks as a chart h lines high, each stack w cells wide with a
// gap beside it. A stack that is more than nothing shows at least an eighth.
func Columns(st *theme.Styles, stacks []Stack, h, w, between int) []string {
	full := int64(0)
	for _, s := range stacks {
		full = max(full, s.sum())
	}
	lines := make([]string, h)
	for row := range h {
		var b strings.Builder
		floor := int64(h - 1 - row) // lines below this one
		for i, s := range stacks {
			if i > 0 {
				b.WriteString(strings.Repeat(" ", between))
			}
			b.WriteString(s.cell(st, full, floor, int64(h), w))
		}
		lines[row] = b.String()
	}
	return lines
}

func (s Stack) sum() int64 {
	n := int64(0)
	for _, p := range s {
		n += max(p.Value, 0)
	}
	return n
}

// cell draws the piece of the stack that lies in one line. The line takes the
// tone of the part that fills most of it.
func (s Stack) cell(st *theme.Styles, full, floor, h int64, w int) string {
	sum := s.sum()
	if full == 0 || sum == 0 {
		if floor == 0 {
			return st.Paint(theme.Faint, strings.Repeat("·", w))
		}
		return strings.Repeat(" ", w)
	}
	height := max(sum*h*8/full, 1)
	fill := min(max(height-floor*8, 0), 8)
	if fill == 0 {
		return strings.Repeat(" ", w)
	}
	at, below := (floor*8+fill/2)*sum/height, int64(0) // the middle of the cell, as a value
	tone := s[0].Tone
	for _, p := range s {
		if p.Value <= 0 {
			continue
		}
		tone = p.Tone
		if below += p.Value; at < below {
			break
		}
	}
	sign := eighths[fill]
	if fill > 3 && solid(st, tone) != eighths[8] {
		sign = solid(st, tone)
	}
	return st.Paint(tone, strings.Repeat(sign, w))
}

// digitRows is how high the large digits are.
const digitRows = 3

var blockDigits = map[rune][digitRows]string{
	'0': {"█▀█", "█ █", "▀▀▀"}, '1': {"▀█ ", " █ ", "▀▀▀"}, '2': {"▀▀█", "█▀▀", "▀▀▀"}, '3': {"▀▀█", " ▀█", "▀▀▀"},
	'4': {"█ █", "▀▀█", "  ▀"}, '5': {"█▀▀", "▀▀█", "▀▀▀"}, '6': {"█▀▀", "█▀█", "▀▀▀"}, '7': {"▀▀█", "  █", "  ▀"},
	'8': {"█▀█", "█▀█", "▀▀▀"}, '9': {"█▀█", "▀▀█", "▀▀▀"}, '\u00a0': {"  ", "  ", "  "}, ',': {" ", " ", "▄"},
	'.': {" ", " ", "▄"}, '−': {"   ", "▀▀▀", "   "},
}

var plainDigits = map[rune][digitRows]string{
	'0': {" _ ", "| |", "|_|"}, '1': {"   ", "  |", "  |"}, '2': {" _ ", " _|", "|_ "}, '3': {" _ ", " _|", " _|"},
	'4': {"   ", "|_|", "  |"}, '5': {" _ ", "|_ ", " _|"}, '6': {" _ ", "|_ ", "|_|"}, '7': {" _ ", "  |", "  |"},
	'8': {" _ ", "|_|", "|_|"}, '9': {" _ ", "|_|", " _|"}, '\u00a0': {" ", " ", " "}, ',': {" ", " ", ","}, '.': {" ", " ", "."},
	'−': {"   ", " _ ", "   "},
}

// Digits draws a figure three lines high. It returns the figure as it is, in one
// line, where w cells do not hold the large form or it has signs without one.
func Digits(st *theme.Styles, tone theme.Tone, figure, unit string, w int) []string {
	font := blockDigits
	if st.ASCII {
		font = plainDigits
	}
	var rows [digitRows]string
	width := 0
	for i, r := range []rune(figure) {
		glyph, ok := font[r]
		if !ok {
			return []string{st.Paint(tone, figure+"\u00a0"+unit)}
		}
		for row := range rows {
			if i > 0 {
				rows[row] += " "
			}
			rows[row] += glyph[row]
		}
		width += len([]rune(glyph[0])) + 1
	}
	if width+1+len([]rune(unit)) > w {
		return []string{st.Paint(tone, figure+"\u00a0"+unit)}
	}
	out := make([]string, digitRows)
	for i, row := range rows {
		out[i] = st.Paint(tone, row)
	}
	out[digitRows-1] += " " + st.Paint(tone, unit)
	return out
}
