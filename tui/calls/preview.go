package calls

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/fetch"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// preview is what is known of the call under the cursor.
type preview struct {
	id         string
	judgement  scoring.Judgement
	judged     bool
	transcript scoring.Transcript
	deal       store.Deal
	legs       []store.Leg // of a missed call
}

type peeked struct {
	token   fetch.Token
	preview preview
	err     error
}

// look loads the preview of the call under the cursor. A newer look cancels the
// older one, so that holding a key down loads only where it stops.
func (m *Model) look() tea.Cmd {
	c, ok := m.selected()
	if !ok || m.hidden || c.ID == m.peek.id {
		return nil
	}
	ctx, token := m.peeks.Begin(context.Background())
	db := m.env.Store
	return func() tea.Msg {
		p, err := loadPreview(ctx, db, c)
		return peeked{token, p, err}
	}
}

type previewReader interface {
	Judgement(ctx context.Context, id string) (scoring.Judgement, error)
	Transcript(ctx context.Context, id string) (scoring.Transcript, error)
	Deal(ctx context.Context, id string) (store.Deal, error)
	Legs(ctx context.Context, id string) ([]store.Leg, error)
}

func loadPreview(ctx context.Context, db previewReader, c store.Call) (preview, error) {
	p := preview{id: c.ID}
	var err error
	if p.deal, err = db.Deal(ctx, c.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
		return p, err
	}
	if c.MissedBy != store.NotMissed {
		p.legs, err = db.Legs(ctx, c.ID)
		return p, err
	}
	if !c.HasTranscript {
		return p, nil
	}
	if p.transcript, err = db.Transcript(ctx, c.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
		return p, err
	}
	p.judgement, err = db.Judgement(ctx, c.ID)
	p.judged = err == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return p, err
	}
	return p, nil
}

func (m *Model) peeked(msg peeked) {
	if !m.peeks.Finish(msg.token) {
		return
	}
	if msg.err != nil { // the list tells what is wrong with the store; the row is still there
		m.peek = preview{}
		return
	}
	m.peek = msg.preview
}

func (m *Model) peekView(w, h int) string {
	st, t := m.env.Styles, m.env.Texts
	c, ok := m.selected()
	if !ok {
		return widget.Panel(st, w, h, t.Calls.Preview, "", false, nil)
	}
	inner := max(w-widget.PanelInset, 1)
	lines := m.callLines(c, inner)
	if c.MissedBy != store.NotMissed {
		lines = append(lines, m.missedLines(c, inner)...)
	} else {
		lines = append(lines, m.talkLines(c, inner, h-widget.PanelHeight-len(lines))...)
	}
	return widget.Panel(st, w, h, m.env.DayShort(m.env.Local(c.StartMS))+" "+m.env.Local(c.StartMS).Format("15:04"), clean.Line(c.ID), false, lines)
}

// callLines say who spoke with whom, and what became of it.
func (m *Model) callLines(c store.Call, w int) []string {
	st, t := m.env.Styles, m.env.Texts
	who := manager(t, c)
	if c.Manager == "" {
		who = t.Words.NoManager
	}
	arrow := " → "
	left, right := client(t, c), who
	if c.Direction == store.Outbound {
		left, right = right, left
	}
	head := st.Paint(theme.Strong, left) + st.Paint(theme.Dim, arrow) + st.Paint(theme.Strong, right)
	facts := t.Calls.Waited + " " + lang.Clock(c.WaitMS)
	if c.Answered {
		facts += " · " + lang.Clock(c.TalkMS)
	}
	sign, tone, result := state(t, c)
	if c.Lost && c.Answered {
		result = t.Words.Lost + ": " + result
	}
	line := st.Paint(tone, sign+" "+result)
	if from := " · " + t.Words.OutcomeFrom(c.OutcomeFrom); c.Answered && c.OutcomeFrom != store.FromNobody &&
		layout.Width(line)+layout.Width(from)+12 <= w {
		line += st.Paint(theme.Dim, from)
	}
	if c.Lost {
		money := st.Paint(tone, t.Loss(int64(m.env.Figures.Terms.Of(1)), m.env.Config.Company.Currency))
		line = widget.Between(line, money, w)
	}
	return []string{layout.Cut(head, w), widget.Between(line, "", w), st.Paint(theme.Dim, layout.Cut(facts+m.extras(c), w))}
}

func (m *Model) extras(c store.Call) string {
	t := m.env.Texts.Calls
	text := ""
	if c.Repeat {
		text += " · " + t.Repeat
	}
	if c.Dropped {
		text += " · " + t.DroppedFirst
	}
	if c.Answered && c.Recording == "" {
		text += " · " + t.NoRecording
	}
	return text
}

// missedLines say how a call was missed and whether the client was reached.
func (m *Model) missedLines(c store.Call, w int) []string {
	st, t := m.env.Styles, m.env.Texts
	lines := []string{""}
	for _, l := range layout.Wrap(t.Words.MissedByLong(c.MissedBy), w) {
		lines = append(lines, st.Paint(theme.Text, l))
	}
	switch {
	case c.RecoveredMS > 0:
		lines = append(lines, st.Paint(theme.Good, layout.Cut("✓ "+t.Calls.RecoveredAt+" "+m.env.Local(c.RecoveredMS).Format("15:04"), w)))
	case c.CalledBackMS > 0:
		lines = append(lines, st.Paint(theme.Warn, layout.Cut("~ "+fmt.Sprintf(t.Calls.CalledBack, t.Span(c.CalledBackMS-c.EndMS)), w)))
	default:
		lines = append(lines, st.Paint(theme.Bad, "✗ "+t.Calls.NotCalled))
	}
	if len(c.Attempts) > 0 {
		lines = append(lines, "", st.Paint(theme.Title, t.Calls.RangInVain))
	}
	for _, a := range c.Attempts {
		lines = append(lines, widget.Between(st.Paint(theme.Text, clean.Line(a.Manager)), st.Paint(theme.Dim, lang.Clock(a.RingMS)), w))
	}
	return append(lines, m.legLines(c, w)...)
}

// legLines show the way of a missed call through the telephony, as it recorded it.
func (m *Model) legLines(c store.Call, w int) []string {
	st, t := m.env.Styles, m.env.Texts
	if m.peek.id != c.ID || len(m.peek.legs) == 0 {
		return nil
	}
	lines := []string{"", st.Paint(theme.Title, t.Calls.HowMissed)}
	for _, l := range m.peek.legs {
		what := clean.Line(l.App)
		if l.Phone != "" {
			what += " → " + clean.Line(l.Phone)
		}
		left := st.Paint(theme.Dim, m.env.Local(l.StartMS).Format("15:04:05")+" ") + st.Paint(theme.Text, what)
		lines = append(lines, widget.Between(left, st.Paint(theme.Dim, strings.ToLower(clean.Line(l.Disposition))+" "+lang.Clock(l.EndMS-l.StartMS)), w))
	}
	return lines
}

// talkLines show the checklist and the words where the client was lost, in room lines.
func (m *Model) talkLines(c store.Call, w, room int) []string {
	st, t := m.env.Styles, m.env.Texts
	p := m.peek
	switch {
	case p.id != c.ID:
		return nil
	case !c.HasTranscript:
		return []string{"", st.Paint(theme.Dim, t.Calls.NoTranscript)}
	case !p.judged:
		return []string{"", st.Paint(theme.Dim, t.Calls.NoJudgement)}
	}
	quote := m.quoteLines(c, w, max(room-1, 2))
	if room < 10 { // below the list: the words matter more than the list of items
		return append(m.missLine(w), quote...)
	}
	lines := append([]string{""}, m.checklist(w)...)
	if len(quote) > 0 {
		lines = append(lines, "")
		lines = append(lines, m.quoteLines(c, w, max(room-len(lines)-1, 3))...)
	}
	if stage := clean.Line(p.deal.Stage); stage != "" {
		lines = append(lines, "", st.Paint(theme.Dim, t.Calls.DealStage+" ")+st.Paint(theme.Text, layout.Cut(stage, max(w-5, 1))))
	}
	return lines
}

func (m *Model) checklist(w int) []string {
	st, t := m.env.Styles, m.env.Texts
	passed, applies := 0, 0
	var lines []string
	for _, f := range m.peek.judgement.Findings {
		sign, tone := verdictSign(f.Verdict)
		if f.Verdict != scoring.NotApplicable {
			applies++
		}
		if f.Verdict == scoring.Pass {
			passed++
		}
		at := ""
		if f.Segment != scoring.NoSegment {
			at = lang.Clock(f.AtMS)
		}
		lines = append(lines, widget.Between(st.Paint(tone, sign)+" "+st.Paint(theme.Text, clean.Line(t.Words.Item(f.Item))),
			st.Paint(theme.Dim, at), w))
	}
	head := t.Calls.Checklist + " " + strconv.Itoa(passed) + " " + t.Frame.Of + " " + strconv.Itoa(applies)
	return append([]string{st.Paint(theme.Title, head)}, lines...)
}

// missLine lists the misses in one line.
func (m *Model) missLine(w int) []string {
	st, t := m.env.Styles, m.env.Texts
	line, used := "", 0
	for _, f := range m.peek.judgement.Findings {
		if f.Verdict != scoring.Miss {
			continue
		}
		text := "✗ " + clean.Line(t.Words.ItemShort(f.Item)) + "  "
		if used += layout.Width(text); used > w {
			break
		}
		line += st.Paint(theme.Bad, text)
	}
	if line == "" {
		return nil
	}
	return []string{line}
}

func verdictSign(v scoring.Verdict) (string, theme.Tone) {
	switch v {
	case scoring.Pass:
		return "✓", theme.Good
	case scoring.Partial:
		return "~", theme.Warn
	case scoring.Miss:
		return "✗", theme.Bad
	case scoring.NotApplicable:
	}
	return "·", theme.Faint
}

// quoteLines are the words around the point where the client was lost.
func (m *Model) quoteLines(c store.Call, w, room int) []string {
	st, t := m.env.Styles, m.env.Texts
	j, segments := m.peek.judgement, m.peek.transcript.Segments
	if !c.Lost || j.LossSegment < 0 || j.LossSegment >= len(segments) {
		return nil
	}
	lines := []string{st.Paint(theme.Title, t.Calls.WhereLost) + st.Paint(theme.Dim, " "+t.Words.Stage(c.Stage))}
	first := j.LossSegment
	if room > 3 { // with what led to it
		first = max(first-1, 0)
	}
	for i := first; i < len(segments) && len(lines) < room; i++ {
		s := segments[i]
		tone, mark := theme.Said, "  "
		if s.Speaker == scoring.Client {
			tone = theme.Quote
		}
		if i == j.LossSegment {
			mark = "▶ "
		}
		for n, l := range layout.Wrap(clean.Line(s.Text), max(w-8, 1)) {
			lead := layout.Spaces(8)
			if n == 0 {
				lead = st.Paint(theme.Bad, mark) + st.Paint(theme.Dim, layout.PadLeft(lang.Clock(s.StartMS), 5)) + " "
			}
			lines = append(lines, lead+st.Paint(tone, l))
		}
	}
	return lines[:min(len(lines), room)]
}
