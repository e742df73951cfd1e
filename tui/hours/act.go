package hours

import (
	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/screen"
)

func (m *Model) press(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case !m.load.Have:
		return nil
	case p.Is(k.open):
		return m.openCalls()
	case p.Is(k.what):
		m.what = (m.what + 1) % numWhats
	case p.Is(k.left):
		m.grid.Step(-1)
	case p.Is(k.right):
		m.grid.Step(1)
	default:
		m.grid.Press(p, k.Moves)
	}
	return nil
}

// mouse: a click chooses a cell, a second one opens it; the wheel scrolls.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	if !m.load.Have || !m.box.Holds(at.X, at.Y) {
		return nil
	}
	switch msg.(type) {
	case tea.MouseWheelMsg:
		by := 1
		if at.Button == tea.MouseWheelUp {
			by = -1
		}
		m.grid.Move(by)
	case tea.MouseClickMsg:
		row, col := m.grid.Cursor, m.grid.Col
		if at.Button == tea.MouseLeft && m.grid.Hit(at.X-m.box.X, at.Y-m.box.Y) && row == m.grid.Cursor && col == m.grid.Col {
			return m.openCalls()
		}
	}
	return nil
}

// openCalls opens the calls behind the cell under the cursor.
func (m *Model) openCalls() tea.Cmd {
	hour, day, col := m.chosen()
	if m.load.Data.cells[hour][day].inbound() == 0 {
		return screen.Say(screen.News, m.env.Texts.Hours.NoCalls)
	}
	f := store.Filter{Directions: []store.Direction{store.Inbound}}
	if hour < allHours {
		f.Hours = []int{hour}
	}
	if day > 0 {
		f.Weekdays = []int{day}
	}
	return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Calls, Title: m.cellName(hour, day), Filter: col.filter(f)}})
}

// Copy implements screen.Copier: the figure under the cursor.
func (m *Model) Copy() string {
	if !m.load.Have {
		return ""
	}
	hour, day, col := m.chosen()
	text := col.cell(hour).Text
	switch {
	case col.day >= 0 && m.what == money:
		text = m.env.Money(m.load.Data.cells[hour][day].bill.Gross)
	case col.day < 0:
		text = col.name + " " + text
	}
	return m.cellName(hour, day) + ": " + text
}

// Export implements screen.Exporter: the period by hours and weekdays.
func (m *Model) Export() (screen.Export, bool) {
	if !m.load.Have {
		return screen.Export{}, false
	}
	return figures.SavePeriod("razbor-hours-"+m.load.Period.From.String(), m.env, m.load.Period, panels.ByHour, panels.ByWeekday), true
}
