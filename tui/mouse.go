package tui

import (
	tea "charm.land/bubbletea/v2"

	"razbor/tui/screen"
)

// mouse leads a mouse message to the window on top, the tabs, the period or the
// screen, in the coordinates of where it goes.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	if len(m.dialogs) > 0 {
		if _, click := msg.(tea.MouseClickMsg); click && !m.box.Holds(at.X, at.Y) {
			m.dialogs = m.dialogs[:len(m.dialogs)-1]
			return nil
		}
		return m.toDialog(shift(msg, m.box.X, m.box.Y))
	}
	if _, click := msg.(tea.MouseClickMsg); click && at.Button == tea.MouseLeft {
		if at.Y < headerRows {
			return m.clickTab(at.X)
		}
		if at.Y < m.top() {
			return m.clickPeriod(at.X)
		}
	}
	if at.Y < m.top() || at.Y >= m.h-footerRows {
		return nil
	}
	return m.current().Update(shift(msg, 0, m.top()))
}

// top is the first line of the screen in the frame.
func (m *Model) top() int { return m.chrome(m.current()) - footerRows }

// shift moves a mouse message into the coordinates of a part of the frame.
func shift(msg tea.MouseMsg, x, y int) tea.Msg {
	at := msg.Mouse()
	at.X, at.Y = at.X-x, at.Y-y
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(at)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(at)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(at)
	}
	return tea.MouseMotionMsg(at)
}

func (m *Model) clickTab(x int) tea.Cmd {
	for _, tab := range m.tabs() {
		if tab.rect.Holds(x, 0) {
			return m.goTo(screen.Place{Screen: tab.id, Keep: true})
		}
	}
	return nil
}

// clickPeriod: the arrows step, the name of the kind changes it, the days ask.
func (m *Model) clickPeriod(x int) tea.Cmd {
	parts := m.periodParts()
	switch {
	case parts.earlier.Holds(x, 0):
		return m.stepPeriod(-1)
	case parts.later.Holds(x, 0):
		return m.stepPeriod(1)
	case parts.kind.Holds(x, 0):
		return m.nextKind()
	case parts.days.Holds(x, 0):
		m.dialogs = append(m.dialogs, m.askPeriod())
	}
	return nil
}
