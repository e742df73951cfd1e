package review

import (
	"strings"

	"razbor/scoring"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// shape is how the transcript's columns lie in a width.
type shape struct {
	time    int
	speaker int
	text    int
	tag     int
}

const markerWidth = 2

// lingerMS is how long a word stays lit after it was said.
const lingerMS = 500

// shapeOf gives the columns their widths: where the room is short the words at
// the right end go first, then the speakers' names become one letter.
func (m *Model) shapeOf(inner int) shape {
	s := shape{time: 5, speaker: max(layout.Width(m.env.Texts.Words.Manager), layout.Width(m.env.Texts.Words.ClientSide)), tag: 18}
	if m.length() >= 3_600_000 {
		s.time = 8
	}
	rest := func() int { return inner - markerWidth - s.time - s.speaker - 4 }
	if rest()-s.tag < 30 {
		s.tag = 0
	}
	if rest() < 34 {
		s.speaker = 1
	}
	s.text = max(rest(), 4)
	return s
}

// textIndent is where the words begin in a line of the transcript.
func (m *Model) textIndent() int {
	s := m.shapeOf(m.rects.transcript.W)
	return markerWidth + s.time + s.speaker + 4
}

// buildLines makes the lines of the call: what is said, or, where there is no
// transcript, who speaks when.
func (m *Model) buildLines() {
	m.text.stale()
	m.lines = utterances(m.d.transcript)
	if len(m.lines) > 0 {
		return
	}
	t := m.env.Texts
	for _, s := range m.voices.Segments {
		who := scoring.SpeakerUnknown
		if len(m.voices.TalkMS) > 1 {
			who = scoring.Client
			if s.Channel == m.managerSide() {
				who = scoring.Manager
			}
		}
		text := sayText(t.Review.Speaks, t.Span(s.ToMS-s.FromMS))
		m.lines = append(m.lines, utterances(scoring.Transcript{Segments: []scoring.Segment{
			{Speaker: who, StartMS: s.FromMS, EndMS: s.ToMS, Text: text},
		}})...)
	}
}

// textPanel draws the transcript around what is heard.
func (m *Model) textPanel(x, y, w, h int) string {
	t, st := m.env.Texts, m.env.Styles
	inner, rows := w-widget.PanelInset, h-widget.PanelHeight
	title, note := t.Review.Transcript, ""
	if len(m.d.transcript.Segments) == 0 && len(m.lines) > 0 {
		title, note = t.Review.Voices, t.Review.NoTranscript
	}
	if inner < 12 || rows < 1 {
		return widget.Panel(st, w, h, title, "", m.focus == onTranscript, nil)
	}
	m.rects.transcript = layout.Rect{X: x + 2, Y: y + 1, W: inner, H: rows}
	var lines []string
	if len(m.lines) == 0 {
		lines = m.noText(inner)
	} else {
		lines = m.textRows(inner, rows)
	}
	if !m.follow {
		note = t.Review.Following
	}
	return widget.Panel(st, w, h, title, note, m.focus == onTranscript, lines)
}

// noText says what is missing.
func (m *Model) noText(inner int) []string {
	t := m.env.Texts.Review
	text := t.NoTranscript
	switch {
	case m.d.path == "" && m.d.call.Answered:
		text = t.NothingHeard
	case m.analysis.guard.Busy():
		text = t.Reading
	}
	var out []string
	for _, l := range layout.Wrap(text, inner) {
		out = append(out, m.env.Styles.Paint(theme.Dim, l))
	}
	return out
}

// textRows are the rows of the transcript in sight.
func (m *Model) textRows(inner, rows int) []string {
	s := m.shapeOf(inner)
	tags := m.tags()
	m.text.fit(m.lines, s.text, s.text-s.tag, func(i int) bool { _, ok := tags[i]; return ok })
	now := lineAt(m.lines, m.pos())
	if m.follow {
		m.top = m.text.scroll(m.top, max(now, 0), rows)
	}
	m.top = m.text.limit(m.top, rows)
	from, to := m.top, min(m.top+rows, len(m.text.lines))
	out := make([]string, 0, rows)
	for _, l := range m.text.lines[from:to] {
		out = append(out, m.textRow(s, l, l.utterance == now, tags, inner))
	}
	return out
}

// tag is what is said of an utterance beside it.
type tag struct {
	sign string
	text string
	tone theme.Tone
}

// tags are the notes beside utterances, by utterance.
func (m *Model) tags() map[int]tag {
	byLine := map[int][]point{}
	for _, p := range m.points {
		at := p.segment
		if at == scoring.NoSegment {
			at = lineAt(m.lines, p.ms)
		}
		byLine[at] = append(byLine[at], p)
	}
	out := make(map[int]tag, len(byLine))
	for at, ps := range byLine {
		out[at] = m.tagOf(ps)
	}
	return out
}

func (m *Model) tagOf(ps []point) tag {
	t := m.env.Texts
	names, lost := m.pointNames(ps)
	if len(names) > 0 {
		text := "✗ " + strings.Join(names, ", ")
		if lost {
			text = "✗ " + names[0] + " ▼"
		}
		return tag{"✗", text, theme.Bad}
	}
	if lost {
		return tag{"▼", "▼ " + t.Review.LossHere, theme.Bad}
	}
	p := ps[0]
	sign, tone := pointSign(p.kind)
	switch p.kind {
	case pointPartial:
		return tag{sign, sign + " " + clean.Line(t.Words.ItemShort(p.item)), tone}
	case pointAnswered:
		return tag{sign, sign + " " + objectionName(t, p.object), tone}
	case pointCoached:
		return tag{sign, sign + " " + t.Review.CoachMoment, tone}
	case pointNote:
		return tag{sign, sign + " " + t.Review.Note, tone}
	}
	return tag{sign, sign + " " + t.Review.Bookmark, tone}
}

// textRow draws one row: the playing line is lit, its words up to the moment
// stand out, the one that is being said most of all.
func (m *Model) textRow(s shape, l flowLine, now bool, tags map[int]tag, inner int) string {
	t, st := m.env.Texts, m.env.Styles
	u := m.lines[l.utterance]
	ground := theme.Plain
	if now {
		ground = theme.Resting
		if m.focus == onTranscript && !st.Few() { // with few colours only the word is reversed
			ground = theme.Selected
		}
	}
	k, marked := tags[l.utterance]
	marker, at, who := "", "", ""
	if l.opening {
		if now {
			marker = "▶"
		}
		if marked && s.tag == 0 {
			marker = layout.Pad(marker, 1) + k.sign
		}
		at, who = lang.Clock(u.startMS), speakerName(t, u.speaker)
		if s.speaker == 1 {
			who = string([]rune(who)[:1])
		}
	}
	tone := theme.Accent
	if marked && s.tag == 0 {
		tone = k.tone
	}
	var b strings.Builder
	b.WriteString(st.PaintOn(ground, tone, layout.Pad(marker, markerWidth)))
	b.WriteString(st.PaintOn(ground, theme.Dim, layout.PadLeft(at, s.time)+"  "))
	b.WriteString(st.PaintOn(ground, speakerTone(u.speaker), layout.Pad(who, s.speaker)+"  "))
	width := s.text
	if marked && l.opening && s.tag > 0 {
		width -= s.tag
	}
	b.WriteString(m.wordsOf(u, l, width, now, ground))
	if width < s.text {
		b.WriteString(st.PaintOn(ground, k.tone, layout.PadLeft(k.text, s.tag)))
	}
	return layout.Pad(b.String(), inner)
}

// wordsOf draws the words of a row in w cells.
func (m *Model) wordsOf(u utterance, l flowLine, w int, now bool, ground theme.Ground) string {
	st := m.env.Styles
	text := func(from, to int) string { return utterance{words: u.words[from:to]}.text() }
	whole := text(l.from, l.to)
	if !now || layout.Width(whole) > w {
		return st.PaintOn(ground, theme.Text, layout.Pad(whole, w))
	}
	// said words, the word being said, words to come
	said := min(max(u.wordAt(m.pos())-1, l.from), l.to)
	past := u.wordAt(m.pos()) > l.to
	if past {
		said = l.to
	}
	var b strings.Builder
	b.WriteString(st.PaintOn(ground, theme.Strong, spaced(text(l.from, said), said < l.to && said > l.from)))
	used := layout.Width(text(l.from, said))
	if said > l.from && said < l.to {
		used++
	}
	if said < l.to && !past {
		word, rest := u.words[said].text, said+1
		if u.wordAt(m.pos()) > said && m.pos() <= u.words[said].endMS+lingerMS {
			b.WriteString(st.PaintOn(theme.Tab, theme.Strong, word))
		} else {
			b.WriteString(st.PaintOn(ground, theme.Text, word))
		}
		used += layout.Width(word)
		if rest < l.to {
			tail := " " + text(rest, l.to)
			b.WriteString(st.PaintOn(ground, theme.Text, tail))
			used += layout.Width(tail)
		}
	}
	b.WriteString(st.PaintOn(ground, theme.Text, layout.Spaces(w-used)))
	return b.String()
}

func spaced(s string, more bool) string {
	if more {
		return s + " "
	}
	return s
}

// wordUnder finds the word at a cell of a row's text.
func (m *Model) wordUnder(l flowLine, x int) (int, bool) {
	u := m.lines[l.utterance]
	at := 0
	for i := l.from; i < l.to; i++ {
		n := layout.Width(u.words[i].text)
		if x >= at && x <= at+n {
			return i, true
		}
		at += n + 1
	}
	return 0, false
}
