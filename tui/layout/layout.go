// Package layout measures, cuts and pads text by terminal cells, and splits the
// screen. Every width in the console is computed here.
package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// The least screen that the console is drawn on.
const (
	MinWidth  = 80
	MinHeight = 24
)

// Width returns how many cells s takes, its colours not counted.
func Width(s string) int {
	n := 0
	for i, r := range s {
		if r == '\x1b' {
			return n + widthStyled(s[i:])
		}
		if !simple(r) {
			return ansi.StringWidth(s)
		}
		n++
	}
	return n
}

// widthStyled goes on from the first escape sequence, stepping over colours.
func widthStyled(s string) int {
	n := 0
	inEscape := false
	for _, r := range s {
		switch {
		case inEscape:
			inEscape = r != 'm'
			if r != 'm' && r != '[' && r != ';' && r != ':' && (r < '0' || r > '9') {
				return ansi.StringWidth(s)
			}
		case r == '\x1b':
			inEscape = true
		case !simple(r):
			return ansi.StringWidth(s)
		default:
			n++
		}
	}
	return n
}

// simple tells the characters that take one cell and join no other: what nearly
// all lines are made of. The rest is left to the measuring by graphemes.
func simple(r rune) bool {
	switch {
	case r >= ' ' && r <= '~', r >= 0xA0 && r <= 0x2FF && r != 0xAD:
		return true
	case r >= 0x400 && r <= 0x482, r >= 0x48A && r <= 0x52F:
		return true
	case r >= 0x2010 && r <= 0x2027, r >= 0x2030 && r <= 0x205E, r >= 0x20A0 && r <= 0x20C0, r == 0x2116, r == 0x202F:
		return true
	case r >= 0x2190 && r <= 0x21FF, r >= 0x2500 && r <= 0x25FC, r >= 0x2713 && r <= 0x2718, r >= 0x2800 && r <= 0x28FF:
		return true
	}
	return false
}

// Cut shortens s to w cells, ending in "…" where something was cut.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if Width(s) <= w {
		return s
	}
	return ansi.Truncate(s, w, "…")
}

// Pad makes s exactly w cells wide: it is cut or filled with spaces on the right.
func Pad(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n := Width(s)
	if n > w {
		s = ansi.Truncate(s, w, "…")
		n = Width(s)
	}
	return s + Spaces(w-n)
}

// PadLeft is Pad with the spaces on the left, for figures.
func PadLeft(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n := Width(s)
	if n > w {
		s = ansi.Truncate(s, w, "…")
		n = Width(s)
	}
	return Spaces(w-n) + s
}

// Center is Pad with the spaces on both sides.
func Center(s string, w int) string {
	n := Width(s)
	if n >= w {
		return Pad(s, w)
	}
	left := (w - n) / 2
	return Spaces(left) + s + Spaces(w-n-left)
}

const blanks = "                                                                                                    "

// Spaces returns n spaces.
func Spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Fit makes a block exactly h lines of at most w cells.
func Fit(block string, w, h int) string {
	if h <= 0 || w <= 0 {
		return ""
	}
	lines := strings.Split(block, "\n")
	if len(lines) > h {
		lines = lines[:h]
	}
	for i, l := range lines {
		lines[i] = Cut(l, w)
	}
	for len(lines) < h {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

// Beside joins blocks of equal height side by side; each must already have the
// width it is to take.
func Beside(blocks ...string) string {
	if len(blocks) == 1 {
		return blocks[0]
	}
	var split [][]string
	rows := 0
	for _, b := range blocks {
		l := strings.Split(b, "\n")
		split = append(split, l)
		rows = max(rows, len(l))
	}
	var out strings.Builder
	for i := range rows {
		if i > 0 {
			out.WriteByte('\n')
		}
		for _, l := range split {
			if i < len(l) {
				out.WriteString(l[i])
			}
		}
	}
	return out.String()
}

// Rect is a piece of the screen.
type Rect struct{ X, Y, W, H int }

// Holds reports whether a cell lies in the piece.
func (r Rect) Holds(x, y int) bool { return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H }

// Share splits total cells among parts by weight; the parts add up to total.
func Share(total int, weights ...int) []int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	out := make([]int, len(weights))
	rest := total
	for i, w := range weights {
		if i == len(weights)-1 {
			out[i] = rest
			break
		}
		if sum > 0 {
			out[i] = total * w / sum
		}
		rest -= out[i]
	}
	return out
}

// Wrap breaks plain text into lines of at most w cells, between words.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	return strings.Split(ansi.Wrap(s, w, ""), "\n")
}

// Over lays a block on top of another at a cell; what it covers is cut out of
// the lines below.
func Over(base, top string, x, y int) string {
	lines := strings.Split(base, "\n")
	for i, t := range strings.Split(top, "\n") {
		row := y + i
		if row < 0 || row >= len(lines) {
			continue
		}
		w := Width(t)
		left := Pad(ansi.Cut(lines[row], 0, x), x)
		right := ansi.Cut(lines[row], x+w, max(Width(lines[row]), x+w))
		lines[row] = left + t + right
	}
	return strings.Join(lines, "\n")
}

// UpperFirst begins a sentence: its first letter becomes a capital.
func UpperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
