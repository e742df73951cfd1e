package report

import (
	"bufio"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// textWidth is how wide a report in text is at most: a terminal of the usual size.
const textWidth = 80

const gutter = "  "

// writeText writes a document as plain text, at most textWidth cells wide.
func (d document) writeText(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := func(s string) { _, _ = b.WriteString(strings.TrimRight(s, " ") + "\n") }
	line(ansi.Truncate(d.title, textWidth, "…"))
	if d.subtitle != "" {
		line(d.subtitle)
	}
	if len(d.lead) > 0 {
		line("")
		wrap(line, d.lead, "", "")
	}
	for _, bl := range d.blocks {
		if bl.empty() {
			continue
		}
		line("")
		line(bl.title)
		wrap(line, bl.lead, gutter, gutter)
		wrap(line, bl.items, gutter+"· ", gutter+gutter)
		for _, row := range d.lines(bl.table) {
			line(gutter + row)
		}
	}
	if len(d.foot) > 0 {
		line("")
		wrap(line, d.foot, "", "")
	}
	return b.Flush()
}

func (b block) empty() bool { return len(b.lead)+len(b.items) == 0 && len(b.table.rows) == 0 }

// wrap writes paragraphs in the width, the first line of each after first and
// the others after rest.
func wrap(line func(string), paragraphs []string, first, rest string) {
	for _, p := range paragraphs {
		indent := first
		for l := range strings.SplitSeq(ansi.Wordwrap(p, textWidth-ansi.StringWidth(rest), ""), "\n") {
			line(indent + l)
			indent = rest
		}
	}
}

// lines lays a table out: texts to the left, figures to the right. Where it is
// too wide the widest column of texts gives way.
func (d document) lines(t table) []string {
	shown := t.shown()
	if len(t.rows) == 0 || len(shown) == 0 {
		return nil
	}
	cells := make([][]string, 0, len(t.rows)+1)
	head := make([]string, len(shown))
	for i, c := range shown {
		head[i] = t.columns[c].title
	}
	cells = append(cells, head)
	for _, row := range t.rows {
		said := make([]string, len(shown))
		for i, c := range shown {
			said[i] = d.say(t.columns[c].kind, row[c])
		}
		cells = append(cells, said)
	}
	widths := fit(t, shown, cells)
	out := make([]string, len(cells))
	for i, row := range cells {
		out[i] = layLine(t, shown, row, widths)
	}
	return out
}

func fit(t table, shown []int, cells [][]string) []int {
	widths := make([]int, len(shown))
	total := len(gutter) * len(shown)
	for i := range shown {
		for _, row := range cells {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		total += widths[i]
	}
	for total > textWidth {
		widest := -1
		for i, c := range shown {
			if t.columns[c].kind == kindText && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 || widths[widest] <= 4 {
			break
		}
		widths[widest]--
		total--
	}
	return widths
}

func layLine(t table, shown []int, row []string, widths []int) string {
	var b strings.Builder
	for i, c := range shown {
		if i > 0 {
			b.WriteString(gutter)
		}
		cell := ansi.Truncate(row[i], widths[i], "…")
		pad := strings.Repeat(" ", max(0, widths[i]-ansi.StringWidth(cell)))
		if t.columns[c].kind == kindText {
			b.WriteString(cell + pad)
		} else {
			b.WriteString(pad + cell)
		}
	}
	return b.String()
}
