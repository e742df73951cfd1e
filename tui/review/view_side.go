package review

import (
	"fmt"
	"strconv"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// leastWhy is how many rows the panel of reasons needs to be worth it.
const leastWhy = 4

// sidePanels draws the checklist and, below it, why the chosen row is as it is.
func (m *Model) sidePanels(x, y, w, h int) string {
	list := min(max(len(m.rows), 1)+widget.PanelHeight, h)
	why := h - list
	if least := min(max(h*2/5, leastWhy+widget.PanelHeight), h/2); why < least {
		why = least
		list = h - why
	}
	if h < 9 {
		list, why = h, 0
	}
	out := m.checkPanel(x, y, w, list)
	if why > 0 {
		out += "\n" + m.whyPanel(w, why)
	}
	return out
}

func (m *Model) checkPanel(x, y, w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	inner, rows := w-widget.PanelInset, h-widget.PanelHeight
	note := ""
	if n, of := passed(m.rows); of > 0 {
		note = fmt.Sprintf(t.Review.Passed, strconv.Itoa(n), strconv.Itoa(of))
		if score := m.d.call.Score; score >= 0 { // by the weights of the checklist
			note += " · " + strconv.Itoa(score) + t.Format.Percent
		}
	}
	m.rects.checklist = layout.Rect{X: x + 2, Y: y + 1, W: inner, H: max(rows, 0)}
	m.list.Resize(rows, len(m.rows))
	var lines []string
	from, to := m.list.Visible()
	for i := from; i < to; i++ {
		lines = append(lines, m.checkRow(i, inner))
	}
	if !m.d.judged && m.d.call.HasTranscript && len(m.rows) < rows {
		for _, l := range layout.Wrap(t.Review.NotJudged, inner) {
			lines = append(lines, st.Paint(theme.Dim, l))
		}
	}
	return widget.Panel(st, w, h, t.Review.Checklist, note, m.focus == onChecklist, lines)
}

// checkRow draws one row: its sign, its name, its moment, the reviewer's word
// (a or x) and ● where the sound is.
func (m *Model) checkRow(i, inner int) string {
	st, r := m.env.Styles, m.rows[i]
	ground := theme.Plain
	if i == m.list.Cursor {
		ground = theme.Resting
		if m.focus == onChecklist {
			ground = theme.Selected
		}
	}
	sign, tone, name := m.rowName(r)
	at, word, here := "", "", ""
	if r.placed {
		at = lang.Clock(r.atMS)
	}
	if r.marked {
		word = "x"
		if r.mark.Agrees {
			word = "a"
		}
	}
	if m.isHere(r) {
		here = "●"
	}
	timeWidth := 5
	if m.length() >= 3_600_000 {
		timeWidth = 7
	}
	right := st.PaintOn(ground, theme.Dim, layout.PadLeft(at, timeWidth)) + st.PaintOn(ground, theme.Accent, layout.Pad(" "+word, 2)) +
		st.PaintOn(ground, theme.Accent, layout.Pad(" "+here, 2))
	room := inner - timeWidth - 4 - 2
	text := theme.Text
	if r.kind == rowItem && r.verdict == scoring.NotApplicable || r.kind == rowObjection && r.object.Handled {
		text = theme.Dim
	}
	return st.PaintOn(ground, tone, layout.Pad(sign, 2)) + st.PaintOn(ground, text, layout.Pad(name, room)) + right
}

func (m *Model) rowName(r row) (sign string, tone theme.Tone, name string) {
	t := m.env.Texts
	switch r.kind {
	case rowItem:
		return verdictSign(r.verdict), verdictTone(r.verdict), itemName(t, r.item)
	case rowObjection:
		name := objectionName(t, r.object.Kind)
		if r.object.Handled {
			return "✓", theme.Good, name
		}
		return "✗", theme.Bad, name
	case rowNote:
		name := clean.Line(r.note.Text)
		switch {
		case r.note.Coached && name == "":
			name = t.Review.CoachMoment
		case name == "":
			name = t.Review.Bookmark
		}
		p := points(scoring.Judgement{}, nil, []store.Note{r.note})
		sign, tone := pointSign(p[0].kind)
		return sign, tone, name
	}
	o := m.d.call.Outcome
	name = t.Review.OutcomeRow + ": " + clean.Line(t.Words.Outcome(o))
	switch {
	case m.lost():
		return "✗", theme.Bad, name
	case o == scoring.OutcomeUnknown, o == "", o == scoring.OutcomeNontarget, o == scoring.OutcomeNone:
		return "·", theme.Faint, name
	}
	return "✓", theme.Good, name
}

// isHere reports whether the sound is in the utterance that a row speaks of.
func (m *Model) isHere(r row) bool {
	if !r.placed || r.kind == rowItem && r.verdict != scoring.Miss && r.verdict != scoring.Partial {
		return false
	}
	i := lineAt(m.lines, m.pos())
	return i >= 0 && i == lineAt(m.lines, r.atMS)
}

// piece is a piece of text in a tone, to be broken into lines.
type piece struct {
	tone theme.Tone
	text string
}

// whyPanel proves the chosen row: why, what was said, where it was searched.
func (m *Model) whyPanel(w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	inner := w - widget.PanelInset
	var lines []string
	title := t.Review.Why
	if r, ok := m.chosen(); ok {
		for _, p := range m.proof(r) {
			for _, l := range layout.Wrap(p.text, inner) {
				lines = append(lines, st.Paint(p.tone, l))
			}
		}
	}
	if rows := h - widget.PanelHeight; len(lines) > rows && rows > 0 {
		lines = lines[:rows]
		lines[rows-1] = layout.Cut(lines[rows-1], inner-2) + st.Paint(theme.Dim, " …")
	}
	return widget.Panel(st, w, h, title, "", false, lines)
}

func (m *Model) proof(r row) []piece {
	switch r.kind {
	case rowItem:
		return m.proofItem(r)
	case rowObjection:
		return m.proofObjection(r.object)
	case rowNote:
		return m.proofNote(r.note)
	}
	return m.proofOutcome(r)
}

func (m *Model) proofItem(r row) []piece {
	t := m.env.Texts
	f := r.finding
	out := []piece{{theme.Text, layout.UpperFirst(t.Why(f.Why))}}
	if q := clean.Line(f.Quote); q != "" {
		out = append(out, piece{m.toneOf(f.Segment), m.env.Texts.Quoted(q)})
	} else if f.Searched.ToMS > f.Searched.FromMS && f.Verdict != scoring.Pass {
		out = append(out, piece{theme.Dim, sayTimes(t.Review.Searched, f.Searched.FromMS, f.Searched.ToMS)})
	}
	switch {
	case r.marked:
		out = append(out, m.proofMark(r.mark, t.Words.Verdict(f.Verdict)))
	case f.Verdict != scoring.NotApplicable && f.Confidence > 0:
		out = append(out, piece{theme.Dim, sayText(t.Review.Sure, t.Percent(f.Confidence, 0))})
	}
	return append(out, m.sayRight(r.item)...)
}

// toneOf is the tone of who speaks in a segment.
func (m *Model) toneOf(segment int) theme.Tone {
	if segment < 0 || segment >= len(m.lines) {
		return theme.Text
	}
	return speakerTone(m.lines[segment].speaker)
}

// proofMark says what the reviewer said, who and when, and what the machine had said.
func (m *Model) proofMark(k store.Mark, was string) piece {
	t := m.env.Texts
	author, at := clean.Line(k.Author), m.env.Local(k.MadeMS).Format("02.01 15:04")
	if author == "" {
		author = t.Format.None
	}
	if k.Agrees {
		return piece{theme.Good, fmt.Sprintf(t.Review.Agreed, author, at)}
	}
	return piece{theme.Accent, fmt.Sprintf(t.Review.Corrected, author, at, was)}
}

func (m *Model) proofObjection(o scoring.Objection) []piece {
	t := m.env.Texts.Review
	var out []piece
	if o.Segment >= 0 && o.Segment < len(m.lines) {
		out = append(out, piece{theme.Quote, m.env.Texts.Quoted(m.lines[o.Segment].text())})
	}
	if o.Answer < 0 || o.Answer >= len(m.lines) {
		return append(out, piece{theme.Bad, t.Unanswered})
	}
	a := m.lines[o.Answer]
	return append(out, piece{theme.Good, sayTimes(t.Answer, a.startMS)}, piece{theme.Said, m.env.Texts.Quoted(a.text())})
}

func (m *Model) proofNote(n store.Note) []piece {
	t := m.env.Texts
	text := clean.Line(n.Text)
	if text == "" {
		_, _, text = m.rowName(row{kind: rowNote, note: n})
	}
	author := clean.Line(n.Author)
	if author == "" {
		author = t.Format.None
	}
	return []piece{{theme.Text, text}, {theme.Dim, fmt.Sprintf(t.Review.ByReviewer, author, m.env.Local(n.MadeMS).Format("02.01 15:04"))}}
}

func (m *Model) proofOutcome(r row) []piece {
	t, c := m.env.Texts, m.d.call
	first := clean.Line(t.Words.Outcome(c.Outcome))
	if c.OutcomeFrom != store.FromNobody {
		first += ", " + sayText(t.Review.OutcomeBy, t.Words.OutcomeFrom(c.OutcomeFrom))
	}
	out := []piece{{theme.Text, layout.UpperFirst(first)}}
	if m.lost() {
		reason := t.Words.Reason(c.LossReason)
		if c.Stage != store.StageNone {
			reason += ", " + t.Words.Stage(c.Stage)
		}
		out = append(out, piece{theme.Bad, clean.Line(reason)})
	}
	if s := m.d.judgement.LossSegment; m.d.judgement.Lost && s >= 0 && s < len(m.lines) {
		out = append(out, piece{m.toneOf(s), m.env.Texts.Quoted(m.lines[s].text())})
	}
	switch {
	case r.marked:
		out = append(out, m.proofMark(r.mark, t.Words.Outcome(m.machineOutcome())))
	case c.OutcomeFrom == store.FromTranscript && m.d.judgement.Confidence > 0:
		out = append(out, piece{theme.Dim, sayText(t.Review.Sure, t.Percent(m.d.judgement.Confidence, 0))})
	}
	return append(out, m.sayRight("")...)
}

// factsPanel tells of a call that nobody answered: there is nothing to hear.
func (m *Model) factsPanel(w, h int) string {
	t, st, c := m.env.Texts, m.env.Styles, m.d.call
	inner := w - widget.PanelInset
	ps := []piece{
		{theme.Bad, layout.UpperFirst(t.Words.MissedByLong(c.MissedBy))},
		{theme.Dim, sayText(t.Review.Waited, lang.Clock(c.WaitMS))}, {},
	}
	for _, a := range c.Attempts {
		ps = append(ps, piece{theme.Text, clean.Line(a.Manager) + ": " + sayText(t.Review.RangInVain, t.Span(a.RingMS))})
	}
	switch {
	case c.CalledBackMS > 0:
		ps = append(ps, piece{theme.Good, layout.UpperFirst(sayText(t.Review.CalledBack, t.Span(c.CalledBackMS-c.EndMS)))})
	default:
		ps = append(ps, piece{theme.Bad, layout.UpperFirst(t.Review.NotCalledBack)})
	}
	if c.RecoveredMS > 0 {
		ps = append(ps, piece{theme.Good, layout.UpperFirst(sayText(t.Review.Reached, t.Span(c.RecoveredMS-c.EndMS)))})
	}
	var lines []string
	for _, p := range ps {
		for _, l := range layout.Wrap(p.text, max(inner, 1)) {
			lines = append(lines, st.Paint(p.tone, l))
		}
	}
	if len(m.d.legs) > 0 {
		lines = append(lines, "", st.Paint(theme.Title, layout.Cut(t.Review.Joined, inner)))
		lines = append(lines, m.legRows(inner)...)
	}
	return widget.Panel(st, w, h, t.Review.Facts, "", true, lines)
}

// legRows are the telephony's own rows of the call.
func (m *Model) legRows(inner int) []string {
	cols := []widget.Column{{Width: 8}, {Width: 14, Flex: 1}, {Width: 12, Flex: 1, Drop: 2}, {Width: 12, Drop: 1}, {Width: 6, Right: true}}
	widths := widget.FitColumns(cols, inner)
	var out []string
	for _, l := range m.d.legs {
		out = append(out, widget.Row(m.env.Styles, theme.Plain, cols, widths, []widget.Cell{
			{Text: m.env.Local(l.StartMS).Format("15:04:05"), Tone: theme.Dim}, {Text: clean.Line(l.From) + " → " + clean.Line(l.To)},
			{Text: clean.Line(l.App + " " + l.Phone), Tone: theme.Dim}, {Text: clean.Line(l.Disposition), Tone: theme.Dim},
			{Text: lang.Clock(l.EndMS - l.StartMS), Tone: theme.Dim},
		}, inner))
	}
	return out
}
