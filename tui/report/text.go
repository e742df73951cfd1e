package report

import (
	"bufio"
	"io"
	"slices"
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

func (b block) empty() bool {
	return len(b.lead)+len(b.items) == 0 && (len(b.table.rows) == 0 || b.table.only)
}

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
// too wide the gutters give way first, then the widest columns of texts.
func (d document) lines(t table) []string {
	shown := slices.DeleteFunc(t.shown(), func(c int) bool { return t.columns[c].wide })
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
	widths, between := fit(t, shown, cells)
	out := make([]string, len(cells))
	for i, row := range cells {
		out[i] = layLine(t, shown, row, widths, between)
	}
	return out
}

// fit returns the widths of the columns and the gutter between them.
func fit(t table, shown []int, cells [][]string) ([]int, string) {
	widths := make([]int, len(shown))
	room := textWidth - len(gutter)
	for i := range shown {
		for _, row := range cells {
			widths[i] = max(widths[i], ansi.StringWidth(row[i]))
		}
		room -= widths[i]
	}
	between := gutter
	if room < len(between)*(len(shown)-1) {
		between = " "
	}
	room -= len(between) * (len(shown) - 1)
	for ; room < 0; room++ {
		widest := -1
		for i, c := range shown {
			if t.columns[c].kind == kindText && !t.columns[c].whole && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 || widths[widest] <= 4 {
			break
		}
		widths[widest]--
	}
	return widths, between
}

func layLine(t table, shown []int, row []string, widths []int, between string) string {
	var b strings.Builder
	for i, c := range shown {
		if i > 0 {
			b.WriteString(between)
		}
		if t.columns[c].kind == kindText {
			b.WriteString(pad(row[i], widths[i]))
		} else {
			b.WriteString(left(row[i], widths[i]))
		}
	}
	return b.String()
}
