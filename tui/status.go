package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/clean"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

// How long things last on the status line.
const (
	toastTime   = 4 * time.Second
	troubleTime = 9 * time.Second
	spinEvery   = 120 * time.Millisecond
	quietFrames = 2 // a load shorter than this shows no spinner
)

// toast is a sentence on the status line. Its generation keeps an old timer from
// taking away a newer sentence.
type toast struct {
	text       string
	level      screen.Level
	generation int
}

type toastOver struct{ generation int }

// say puts a sentence on the status line for a while.
func (m *Model) say(level screen.Level, text string) tea.Cmd {
	m.toast = toast{clean.Line(text), level, m.toast.generation + 1}
	last := toastTime
	if level == screen.Trouble {
		last = troubleTime
	}
	over := toastOver{m.toast.generation}
	return tea.Tick(last, func(time.Time) tea.Msg { return over })
}

func (m *Model) toastOver(msg toastOver) {
	if msg.generation == m.toast.generation {
		m.toast.text = ""
	}
}

func (m *Model) toastView(w int) string {
	st := m.env.Styles
	sign, tone := " · ", theme.Text
	switch m.toast.level {
	case screen.Fine:
		sign, tone = " ✓ ", theme.Good
	case screen.Trouble:
		sign, tone = " ✗ ", theme.Bad
	}
	return st.PaintOn(theme.Bar, tone, sign) + st.PaintOn(theme.Bar, theme.Strong, layout.Cut(m.toast.text, w-3))
}

type spinTick struct{}

// spinLater keeps the spinner turning while there is something to wait for.
func (m *Model) spinLater() tea.Cmd {
	if !m.sync.running && !m.Busy() {
		m.spin = 0
		return nil
	}
	if m.spinning {
		return nil
	}
	m.spinning = true
	return tea.Tick(spinEvery, func(time.Time) tea.Msg { return spinTick{} })
}
