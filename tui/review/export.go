package review

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"razbor/audio/clip"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// A clip without a loop is the line that is heard and the answer to it, with a
// lead-in, at least so long.
const leastClip = 10_000

// Export implements screen.Exporter: a piece of the sound (the loop, else what
// is heard now), or the call as text with its verdicts.
func (m *Model) Export() (screen.Export, bool) {
	if !m.open {
		return screen.Export{}, false
	}
	name := fileName(m.id)
	text := m.asMarkdown()
	out := screen.Export{Name: name, Kinds: []string{"md"}}
	path := m.d.path
	from, to := m.clipSpan()
	if path != "" {
		out.Kinds = []string{"wav", "md"}
		out.Name = name + "_" + strings.ReplaceAll(lang.Clock(from)+"-"+lang.Clock(to), ":", ".")
	}
	out.Write = func(ctx context.Context, w io.Writer, kind string) error {
		if kind == "wav" {
			return clip.Cut(ctx, path, time.Duration(from)*ms, time.Duration(to)*ms, w)
		}
		_, err := io.WriteString(w, text)
		return err
	}
	return out, true
}

// fileName keeps of an id what any file system takes.
func fileName(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-' || r == '_' {
			return r
		}
		return '_'
	}, strings.TrimLeft(id, "."))
}

// clipSpan is which piece of the sound is saved, in ms.
func (m *Model) clipSpan() (from, to int64) {
	if l := m.state.Loop; l != nil {
		return l.A.Milliseconds(), l.B.Milliseconds()
	}
	from, to = m.pos(), m.pos()
	if i := lineAt(m.lines, from); i >= 0 {
		from, to = m.lines[i].startMS, m.lines[min(i+1, len(m.lines)-1)].endMS
	}
	from = max(from-leadInMS, 0)
	to = max(to, from+leastClip)
	return from, min(to, max(m.length(), from+1))
}

// asMarkdown writes the call as a text that can be sent: what was said, the
// verdicts with their reasons, the notes.
func (m *Model) asMarkdown() string {
	t, c := m.env.Texts, m.d.call
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	at := m.env.Local(c.StartMS)
	_, result := m.result()
	line("# %s %s %s", personName(t, c), arrow(c), clientName(t, c))
	line("")
	line("%s %s · %s · %s · `%s`", t.DayLong(at), at.Format("15:04"), lang.Clock(m.length()), result, clean.Line(c.ID))
	if len(m.rows) > 0 {
		line("\n## %s\n", t.Review.Checklist)
	}
	for _, r := range m.rows {
		sign, _, name := m.rowName(r)
		moment := ""
		if r.placed {
			moment = " " + lang.Clock(r.atMS)
		}
		line("- %s %s%s", sign, escapeMark(name), moment)
		for _, p := range m.proof(r) {
			line("  %s", escapeMark(p.text))
		}
	}
	if len(m.lines) > 0 {
		line("\n## %s\n", t.Review.Transcript)
	}
	for _, u := range m.lines {
		line("**%s %s** %s  ", lang.Clock(u.startMS), speakerName(t, u.speaker), escapeMark(u.text()))
	}
	return b.String()
}

// escapeMark keeps a stranger's text from being read as Markdown or HTML.
func escapeMark(s string) string {
	return strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`).Replace(s)
}
