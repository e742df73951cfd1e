package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// writeMarkdown writes a document as GitHub-flavoured Markdown.
func (d document) writeMarkdown(w io.Writer) error {
	b := bufio.NewWriter(w)
	_, _ = fmt.Fprintf(b, "# %s\n", markdown(d.title))
	if d.subtitle != "" {
		_, _ = fmt.Fprintf(b, "\n%s\n", markdown(d.subtitle))
	}
	for _, p := range d.lead {
		_, _ = fmt.Fprintf(b, "\n%s\n", markdown(p))
	}
	for _, bl := range d.blocks {
		if bl.empty() {
			continue
		}
		_, _ = fmt.Fprintf(b, "\n## %s\n", markdown(bl.title))
		for _, p := range bl.lead {
			_, _ = fmt.Fprintf(b, "\n%s\n", markdown(p))
		}
		if len(bl.items) > 0 {
			_, _ = b.WriteString("\n")
		}
		for _, p := range bl.items {
			_, _ = fmt.Fprintf(b, "- %s\n", markdown(p))
		}
		d.markdownTable(b, bl.table)
	}
	for _, p := range d.foot {
		_, _ = fmt.Fprintf(b, "\n*%s*\n", markdown(p))
	}
	return b.Flush()
}

func (d document) markdownTable(b *bufio.Writer, t table) {
	shown := t.shown()
	if len(t.rows) == 0 || len(shown) == 0 {
		return
	}
	_, _ = b.WriteString("\n|")
	for _, c := range shown {
		_, _ = fmt.Fprintf(b, " %s |", markdown(t.columns[c].title))
	}
	_, _ = b.WriteString("\n|")
	for _, c := range shown {
		if t.columns[c].kind == kindText {
			_, _ = b.WriteString(" --- |")
		} else {
			_, _ = b.WriteString(" ---: |")
		}
	}
	_, _ = b.WriteString("\n")
	for _, row := range t.rows {
		_, _ = b.WriteString("|")
		for _, c := range shown {
			_, _ = fmt.Fprintf(b, " %s |", markdown(d.say(t.columns[c].kind, row[c])))
		}
		_, _ = b.WriteString("\n")
	}
}

// markdown keeps a text from being mark-up.
func markdown(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i, r := range s {
		if strings.ContainsRune("\\`*_[]<>|~#&!", r) || i == 0 && strings.ContainsRune("-+=", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
