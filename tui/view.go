package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/tui/clean"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// Lines of the frame around a screen.
const (
	headerRows = 1
	periodRows = 1
	footerRows = 1
)

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := tea.NewView(m.env.Styles.Frame(m.draw()))
	v.AltScreen = true
	v.ReportFocus = true
	v.WindowTitle = m.env.Texts.Frame.Title
	if name := clean.Line(m.env.Config.Company.Name); name != "" {
		v.WindowTitle += " · " + name
	}
	if m.painted() {
		v.BackgroundColor, v.ForegroundColor = m.env.Styles.Ground()
	}
	if !m.noMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.KeyboardEnhancements.ReportAlternateKeys = true
	return v
}

// draw draws the whole frame, exactly as large as the terminal.
func (m *Model) draw() string {
	if m.w < layout.MinWidth || m.h < layout.MinHeight {
		return m.tooSmall()
	}
	s := m.current()
	parts := []string{m.header()}
	if !whole(s) {
		parts = append(parts, m.periodLine())
	}
	parts = append(parts, layout.Fit(s.View(), m.w, m.h-m.chrome(s)))
	frame := strings.Join(parts, "\n")
	if len(m.dialogs) > 0 {
		frame = m.behind(frame)
	}
	frame += "\n" + m.footer()
	for _, d := range m.dialogs {
		frame = m.overlay(frame, d)
	}
	return layout.Fit(frame, m.w, m.h)
}

// behind takes the colours from a frame, so that the window on top stands out.
func (m *Model) behind(frame string) string {
	lines := strings.Split(frame, "\n")
	for i, l := range lines {
		lines[i] = m.env.Styles.Paint(theme.Faint, ansi.Strip(l))
	}
	return strings.Join(lines, "\n")
}

func (m *Model) overlay(frame string, d screen.Dialog) string {
	box := layout.Fit(d.View(m.env, m.w, m.h), m.w, m.h)
	box = strings.TrimRight(box, "\n")
	w, h := 0, strings.Count(box, "\n")+1
	for l := range strings.SplitSeq(box, "\n") {
		w = max(w, layout.Width(l))
	}
	m.box = layout.Rect{X: (m.w - w) / 2, Y: max((m.h-h)/3, 1), W: w, H: h}
	if m.box.Y+h > m.h {
		m.box.Y = 0
	}
	return layout.Over(frame, box, m.box.X, m.box.Y)
}

func (m *Model) tooSmall() string {
	t := m.env.Texts.Frame
	lines := []string{
		fmt.Sprintf(t.TooSmall, layout.MinWidth, layout.MinHeight),
		fmt.Sprintf(t.TooSmallHave, m.w, m.h),
	}
	out := make([]string, max((m.h-len(lines))/2, 0), m.h)
	for i, l := range lines {
		tone := theme.Strong
		if i > 0 {
			tone = theme.Dim
		}
		out = append(out, m.env.Styles.Paint(tone, layout.Center(layout.Cut(l, m.w), m.w)))
	}
	return layout.Fit(strings.Join(out, "\n"), m.w, m.h)
}

type tab struct {
	id   screen.ID
	text string
	rect layout.Rect
}

// tabs lays the tabs out from the right end of the header.
func (m *Model) tabs() []tab {
	var out []tab
	x := m.w
	for id := screen.Causes; id >= screen.Today; id-- {
		text := " " + string(rune('0'+int(id))) + " " + m.tabName(id) + " "
		w := layout.Width(text)
		x -= w
		out = append(out, tab{id, text, layout.Rect{X: x, W: w, H: 1}})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func (m *Model) header() string {
	st := m.env.Styles
	tabs := m.tabs()
	room := max(tabs[0].rect.X, 0)
	name := clean.Line(m.env.Config.Company.Name)
	if layout.Width(name) > room-12 { // half a name is worse than none
		name = ""
	}
	left := st.PaintOn(theme.Bar, theme.Strong, " razbor ") + st.PaintOn(theme.Bar, theme.Dim, "  "+name)
	if fill := room - layout.Width(left); fill > 0 {
		left += st.PaintOn(theme.Bar, theme.Text, layout.Spaces(fill))
	}
	var b strings.Builder
	b.WriteString(layout.Pad(left, room))
	for _, t := range tabs {
		if t.id == m.active {
			b.WriteString(st.PaintOn(theme.Tab, theme.Strong, t.text))
			continue
		}
		b.WriteString(st.PaintOn(theme.Bar, theme.Key, t.text[:2]))
		b.WriteString(st.PaintOn(theme.Bar, theme.Dim, t.text[2:]))
	}
	return b.String()
}

// periodPlace is where the parts of the period's line lie.
type periodPlace struct{ earlier, days, later, kind layout.Rect }

func (m *Model) periodParts() periodPlace {
	days := layout.Width(m.env.Period.Say(m.env.Texts))
	kind := layout.Width(m.env.Period.KindName(m.env.Texts))
	return periodPlace{
		earlier: layout.Rect{X: 0, W: 3, H: 1}, days: layout.Rect{X: 3, W: days, H: 1},
		later: layout.Rect{X: 3 + days, W: 3, H: 1}, kind: layout.Rect{X: 7 + days, W: kind, H: 1},
	}
}

func (m *Model) periodLine() string {
	st, t := m.env.Styles, m.env.Texts
	left := st.Paint(theme.Accent, " ‹ ") + st.Paint(theme.Strong, m.env.Period.Say(t)) + st.Paint(theme.Accent, " › ") + " " +
		st.Paint(theme.Dim, m.env.Period.KindName(t))
	right := ""
	if h, ok := m.current().(screen.Headed); ok {
		right = h.Heading() + " "
	}
	return widget.Between(left, right, m.w)
}

// footer is the status line: a message to the person while it lasts, else the
// keys; at its right end what goes on in the background.
func (m *Model) footer() string {
	st := m.env.Styles
	state := m.state()
	room := m.w - layout.Width(state)
	left := m.hints(room)
	if m.toast.text != "" {
		left = m.toastView(room)
	}
	if n := layout.Width(left); n < room {
		left += st.PaintOn(theme.Bar, theme.Text, layout.Spaces(room-n))
	}
	return layout.Cut(left, room) + state
}

// hints are the keys of the window on top, or of the screen.
func (m *Model) hints(w int) string {
	if n := len(m.dialogs); n > 0 {
		if d, ok := m.dialogs[n-1].(screen.Keyed); ok {
			return widget.Hints(m.env.Styles, keys.Binding{}, []keys.Group{{Bindings: d.Keys(m.env.Texts)}}, w)
		}
	}
	help := m.keys.help
	if m.current().Typing() {
		help = keys.Binding{} // it would be typed
	}
	groups := m.current().Keys()
	if m.empty && !m.current().Typing() { // there is nothing yet that its keys could do
		groups = []keys.Group{{Bindings: []keys.Binding{m.keys.sync.Hinted(), m.keys.quit.Hinted()}}}
	}
	return widget.Hints(m.env.Styles, help, groups, w)
}

// state says what goes on in the background: a sync, a load that takes its time.
func (m *Model) state() string {
	st, t := m.env.Styles, m.env.Texts
	switch {
	case m.sync.running:
		return st.PaintOn(theme.Bar, theme.Accent, " "+widget.Spinner(m.spin)+" "+m.sync.say(t)) +
			st.PaintOn(theme.Bar, theme.Dim, " · r ■ ")
	case m.Busy() && m.spin >= quietFrames:
		return st.PaintOn(theme.Bar, theme.Accent, " "+widget.Spinner(m.spin)+" "+t.Frame.Loading) +
			st.PaintOn(theme.Bar, theme.Dim, " · "+t.Frame.StopHint+" ")
	}
	return ""
}
