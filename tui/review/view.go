package review

import (
	"fmt"
	"strconv"
	"strings"

	"razbor/audio/faults"
	"razbor/audio/player"
	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// rowsOf is how the height is shared out. Where there is little, the second row
// of the marks goes first, then taller waves, the client's wave, the manager's,
// the marks, the transport; the header and the transcript stay.
type rowsOf struct {
	wave      int // rows of each side
	sides     int
	marks     int
	transport int
	body      int
}

// leastBody is how many rows the panels keep while there is something to drop.
const leastBody = 9

func share(h, sides int) rowsOf {
	r := rowsOf{wave: 1, sides: sides, marks: 1, transport: 1}
	switch {
	case h >= 56:
		r.wave = 3
	case h >= 40:
		r.wave = 2
	}
	if h >= 22 {
		r.marks = 2
	}
	rest := func() int { return h - 1 - r.wave*r.sides - r.marks - r.transport }
	for _, drop := range []func(){
		func() { r.marks = min(r.marks, 1) }, func() { r.wave = 1 }, func() { r.sides = min(r.sides, 1) },
		func() { r.sides = 0 }, func() { r.marks = 0 }, func() { r.transport = 0 },
	} {
		if rest() >= leastBody {
			break
		}
		drop()
	}
	r.body = max(rest(), 0)
	return r
}

// View implements screen.Screen.
func (m *Model) View() string {
	m.rects = rects{}
	if !m.open {
		if m.facts.Busy() && !m.env.Waiting && m.shown.w == m.w && m.shown.h == m.h {
			return m.shown.view
		}
		return m.emptyView()
	}
	m.shown = shown{m.callView(), m.w, m.h}
	return m.shown.view
}

// callView draws the call that is open.
func (m *Model) callView() string {
	st := m.env.Styles
	lines := []string{m.header()}
	if m.silentMiss() && m.h > 1 {
		return layout.Fit(lines[0]+"\n"+m.factsPanel(m.w, m.h-1), m.w, m.h)
	}
	r := share(m.h, m.sides())
	labels := min(layout.Width(m.env.Texts.Words.Manager)+3, m.w/4)
	width := max(m.w-labels-1, 1)
	m.rects.wave = layout.Rect{X: labels, Y: 1, W: width, H: r.wave*r.sides + r.marks}
	lines = append(lines, m.waveLines(r, labels, width)...)
	lines = append(lines, m.markLines(r.marks, labels, width)...)
	if r.transport > 0 {
		lines = append(lines, m.transport(len(lines)))
	}
	if r.body > 0 {
		lines = append(lines, m.body(len(lines), r.body))
	}
	if m.w < widget.PanelInset {
		return layout.Fit(st.Paint(theme.Text, clean.Line(m.id)), m.w, m.h)
	}
	return layout.Fit(strings.Join(lines, "\n"), m.w, m.h)
}

// emptyView says why no call is shown.
func (m *Model) emptyView() string {
	t := m.env.Texts
	main, hint := t.Review.Empty, t.Review.EmptyHint
	switch {
	case m.err != nil:
		main, hint = t.Error(m.err), t.Frame.Stopped
	case m.facts.Busy(), m.queue.guard.Busy(), m.id == "" && !m.queue.loaded:
		main, hint = t.Frame.Loading, "" // the bottom line says when Esc stops it
	case m.env.Last == 0:
		main, hint = t.Today.NoData, t.Today.NoDataHint
	}
	return widget.Message(m.env.Styles, main, hint, m.err != nil, m.w, m.h)
}

// header names the call; where the room is short the wait goes first, then the
// length of the talk, then the place in the queue.
func (m *Model) header() string {
	t, st, c := m.env.Texts, m.env.Styles, m.d.call
	place := ""
	if at := m.place(); at > 0 {
		place = "‹ " + fmt.Sprintf(t.Review.Position, strconv.Itoa(at), m.queue.length()) + " ›  "
	}
	if m.tour.on() {
		place = "‹ " + m.tourLine() + " ›  "
	}
	at := m.env.Local(c.StartMS)
	who := []string{personName(t, c), arrow(c), clientName(t, c)}
	when := " · " + m.env.DayShort(at) + " " + at.Format("15:04")
	wait, talk := "", ""
	if c.Direction == store.Inbound {
		wait = " · " + fmt.Sprintf(t.Review.Waited, lang.Clock(c.WaitMS))
	}
	if c.Answered {
		talk = " · " + lang.Clock(c.TalkMS)
	}
	tone, result := m.result()
	if c.Reviewed {
		result = t.Review.Reviewed + "  " + result
	}
	room := m.w - layout.Width(result) - 3
	last := &place
	if m.tour.on() { // what is being played matters more than when the call was
		last = &when
	}
	for _, drop := range []*string{&wait, &talk, last} {
		if layout.Width(place+strings.Join(who, " ")+when+wait+talk) > room {
			*drop = ""
		}
	}
	if n := layout.Width(place); n > 0 {
		m.rects.prev, m.rects.next = layout.Rect{W: 3, H: 1}, layout.Rect{X: n - 3, W: 3, H: 1}
	}
	left := " " + st.Paint(theme.Accent, place) + st.Paint(theme.Strong, who[0]) + st.Paint(theme.Dim, " "+who[1]+" ") +
		st.Paint(theme.Text, who[2]) + st.Paint(theme.Dim, when+wait+talk)
	return widget.Between(left, st.Paint(tone, result)+" ", m.w)
}

func personName(t *lang.Texts, c store.Call) string {
	if name := clean.Line(c.Manager); name != "" {
		return name
	}
	return t.Words.NoManager
}

func clientName(t *lang.Texts, c store.Call) string {
	if c.Client == "" {
		return t.Words.HiddenClient
	}
	return clean.Line(lang.Phone(c.Client))
}

func arrow(c store.Call) string {
	if c.Direction == store.Outbound {
		return "→"
	}
	return "←"
}

// result says how the call ended and what that costs.
func (m *Model) result() (theme.Tone, string) {
	t, c := m.env.Texts, m.d.call
	cost := "  " + t.Loss(int64(m.env.Figures.Terms.Of(1)), m.env.Config.Company.Currency)
	switch {
	case c.MissedBy != store.NotMissed && c.RecoveredMS > 0:
		return theme.Good, t.Words.Recovered
	case c.MissedBy != store.NotMissed:
		return theme.Bad, t.Review.Missed + cost
	case c.Won:
		return theme.Good, t.Review.Won
	case m.lost():
		return theme.Bad, t.Review.Lost + cost
	case c.Outcome == scoring.OutcomeNone, c.Outcome == scoring.OutcomeNontarget, c.Outcome == scoring.OutcomeUnknown, c.Outcome == "":
		return theme.Dim, t.Words.Outcome(c.Outcome)
	}
	return theme.Good, clean.Line(t.Words.Outcome(c.Outcome))
}

// lost is whether the call is lost by what is known now: a word of the reviewer
// counts from the moment it is said.
func (m *Model) lost() bool {
	c := m.d.call
	if c.OutcomeFrom == store.FromReviewer && c.MissedBy == store.NotMissed {
		return c.Outcome == scoring.OutcomeNone && c.Direction == store.Inbound
	}
	return c.Lost
}

// transport shows the sound: where it is, how fast, what is special.
func (m *Model) transport(y int) string {
	t, st := m.env.Texts, m.env.Styles
	sign, tone := "‖", theme.Dim
	switch {
	case m.sound != soundReady:
		sign, tone = "■", theme.Faint
	case m.state.Playing:
		sign, tone = "▶", theme.Good
	}
	left := " " + st.Paint(tone, sign) + " " + st.Paint(theme.Strong, lang.Clock(m.pos())) + st.Paint(theme.Dim, " / "+lang.Clock(m.length()))
	if m.sound == soundReady {
		speed := theme.Dim
		if m.state.Speed != 1 {
			speed = theme.Accent
		}
		left += "  " + st.Paint(speed, m.speedText()) + "  " +
			st.Paint(theme.Dim, t.Review.Volume+" "+t.Percent(m.state.Volume, 0))
	}
	right := m.soundState()
	if right != "" {
		right = "  " + right
	}
	right = layout.Cut(right, max(m.w-layout.Width(left)-1, 0)) + " "
	room := m.w - layout.Width(left) - layout.Width(right) - 2
	if room < 10 {
		return widget.Between(left, right, m.w)
	}
	m.rects.bar = layout.Rect{X: layout.Width(left) + 2, Y: y, W: room, H: 1}
	at := m.columnOf(m.pos(), room)
	bar := st.Paint(theme.Accent, strings.Repeat("━", at)+"●") + st.Paint(theme.Faint, strings.Repeat("─", max(room-at-1, 0)))
	return left + "  " + bar + right
}

// soundState says what is special about the sound: the loop, what is skipped,
// who is heard, and why nothing is heard.
func (m *Model) soundState() string {
	t, st := m.env.Texts.Review, m.env.Styles
	var out []string
	add := func(tone theme.Tone, text string) { out = append(out, st.Paint(tone, clean.Line(text))) }
	if l := m.state.Loop; l != nil {
		add(theme.Accent, sayTimes(t.Loop, l.A.Milliseconds(), l.B.Milliseconds()))
	} else if m.loopFrom >= 0 {
		add(theme.Accent, sayTimes(t.LoopFrom, m.loopFrom))
	}
	if m.state.SkipSilence {
		add(theme.Accent, t.SkipSilence)
	}
	if m.state.Channels > player.Both && int(m.state.Channels) < len(t.Sides) {
		add(theme.Accent, t.Sides[m.heardSide()])
	}
	if f, ok := m.fault(); ok {
		add(theme.Warn, fmt.Sprintf(t.FaultAt, t.Faults[f.Kind], lang.Clock(f.FromMS), lang.Clock(f.ToMS)))
	}
	switch trouble := m.soundTrouble(); {
	case trouble != "":
		add(theme.Bad, trouble)
	case m.sound == soundNone:
		add(theme.Dim, t.NoRecording)
	case m.sound == soundLoading:
		add(theme.Dim, t.Opening)
	case m.state.Device.Phase == player.DeviceSilent:
		add(theme.Warn, sayText(t.Silent, t.NoSound[m.state.Device.Reason]))
	case m.analysis.guard.Busy() && !m.d.waveKept:
		add(theme.Dim, t.Reading)
	}
	return strings.Join(out, st.Paint(theme.Faint, " · "))
}

// fault is the fault of the sound at the moment, else the first there is.
func (m *Model) fault() (faults.Fault, bool) {
	at := m.pos()
	for _, f := range m.faults {
		if at >= f.FromMS && at <= f.ToMS {
			return f, true
		}
	}
	if len(m.faults) > 0 {
		return m.faults[0], true
	}
	return faults.Fault{}, false
}

// silentMiss reports whether the call is one that nobody answered and of which
// nothing is to be heard: what happened stands in place of the sound.
func (m *Model) silentMiss() bool {
	return m.d.call.MissedBy != store.NotMissed && len(m.lines) == 0 && m.d.path == ""
}

// body draws the panels below the sound.
func (m *Model) body(y, h int) string {
	side := sideWidth(m.w)
	left := m.w - side
	if left < 24 {
		return m.textPanel(0, y, m.w, h)
	}
	return layout.Beside(m.textPanel(0, y, left, h), m.sidePanels(left, y, side, h))
}

// sideWidth is the width of the checklist at a width of the screen.
func sideWidth(w int) int {
	switch {
	case w >= 200:
		return 60
	case w >= 150:
		return 50
	case w >= 110:
		return 42
	}
	return 34
}

// columnOf is the column of a moment in a line of w cells.
func (m *Model) columnOf(at int64, w int) int {
	n := m.length()
	if n <= 0 || w <= 1 {
		return 0
	}
	return int(min(max(at, 0), n) * int64(w-1) / n)
}

// sayTimes puts moments into a text as clocks.
func sayTimes(format string, ms ...int64) string {
	args := make([]any, len(ms))
	for i, at := range ms {
		args[i] = lang.Clock(at)
	}
	return fmt.Sprintf(format, args...)
}

// sayText puts a text into a text.
func sayText(format, text string) string { return fmt.Sprintf(format, text) }

func objectionName(t *lang.Texts, k scoring.ObjectionKind) string {
	return t.Quoted(clean.Line(t.Words.Objection(k)))
}

func itemName(t *lang.Texts, i scoring.Item) string { return clean.Line(t.Words.Item(i)) }

func speakerName(t *lang.Texts, s scoring.Speaker) string {
	switch s {
	case scoring.Manager:
		return t.Words.Manager
	case scoring.Client:
		return t.Words.ClientSide
	}
	return t.Format.None
}

func speakerTone(s scoring.Speaker) theme.Tone {
	switch s {
	case scoring.Manager:
		return theme.Said
	case scoring.Client:
		return theme.Quote
	}
	return theme.Dim
}

func verdictSign(v scoring.Verdict) string {
	switch v {
	case scoring.Pass:
		return "✓"
	case scoring.Partial:
		return "~"
	case scoring.Miss:
		return "✗"
	}
	return "·"
}

func verdictTone(v scoring.Verdict) theme.Tone {
	switch v {
	case scoring.Pass:
		return theme.Good
	case scoring.Partial:
		return theme.Warn
	case scoring.Miss:
		return theme.Bad
	}
	return theme.Faint
}
