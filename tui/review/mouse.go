package review

import (
	tea "charm.land/bubbletea/v2"
)

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// mouse: a click on the waveform or the bar goes there and may be dragged; one
// on a line, or a word of it, plays from it; the wheel scrolls.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if !m.open {
		return nil
	}
	at := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		m.wheel(at)
	case tea.MouseReleaseMsg:
		m.hold = false
	case tea.MouseMotionMsg:
		if m.hold && m.rects.wave.W > 0 {
			m.seek(m.positionOf(at.X-m.rects.wave.X, m.rects.wave.W))
		}
	case tea.MouseClickMsg:
		if at.Button == tea.MouseLeft {
			return m.click(at.X, at.Y)
		}
	}
	return nil
}

func (m *Model) wheel(at tea.Mouse) {
	by := wheelLines
	if at.Button == tea.MouseWheelUp {
		by = -by
	}
	switch r := m.rects; {
	case r.checklist.Holds(at.X, at.Y):
		m.list.Scroll(by)
	case r.transcript.Holds(at.X, at.Y):
		m.follow = false
		m.top = m.text.limit(m.top+by, r.transcript.H)
	case r.wave.Holds(at.X, at.Y), r.bar.Holds(at.X, at.Y):
		m.seek(m.pos() + int64(by)*1000)
	}
}

func (m *Model) click(x, y int) tea.Cmd {
	switch r := m.rects; {
	case r.prev.Holds(x, y):
		return m.step(-1)
	case r.next.Holds(x, y):
		return m.step(1)
	case r.wave.Holds(x, y):
		m.hold = true
		m.jump(m.positionOf(x-r.wave.X, r.wave.W))
	case r.bar.Holds(x, y):
		m.jump(m.positionOf(x-r.bar.X, r.bar.W))
	case r.checklist.Holds(x, y):
		m.focus = onChecklist
		if i := m.list.Offset + y - r.checklist.Y; i < len(m.rows) {
			m.list.To(i)
			m.toRow()
		}
	case r.transcript.Holds(x, y):
		m.focus = onTranscript
		m.clickText(x-r.transcript.X, m.top+y-r.transcript.Y)
	}
	return nil
}

// clickText plays from the word under the mouse, or from the line's beginning.
func (m *Model) clickText(x, line int) {
	if line < 0 || line >= len(m.text.lines) {
		return
	}
	l := m.text.lines[line]
	u := m.lines[l.utterance]
	at := u.startMS
	if i, ok := m.wordUnder(l, x-m.textIndent()); ok {
		at = u.words[i].startMS
	}
	m.jump(at)
	m.playNow()
}
