package managers

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/report"
	"razbor/tui/screen"
)

func (m *Model) press(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case !m.load.Have:
		return nil
	case p.Is(k.panel):
		if m.focus == onTable && len(m.moments) > 0 {
			m.focus = onMoments
		} else {
			m.focus = onTable
		}
	case p.Is(k.open):
		return m.openCalls()
	case p.Is(k.sort):
		return m.sort()
	case p.Is(k.left):
		m.grid.Step(-1)
	case p.Is(k.right):
		m.grid.Step(1)
	default:
		return m.move(p)
	}
	return nil
}

// move moves in the panel in focus; another manager has another card.
func (m *Model) move(p keys.Press) tea.Cmd {
	list := &m.grid.List
	if m.focus == onMoments {
		list = &m.hear
	}
	before := m.manager()
	list.Press(p, m.keys.Moves)
	if m.manager() != before {
		return m.card()
	}
	return nil
}

const wheelRows = 3

func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	if !m.load.Have {
		return nil
	}
	inTable, inMoments := m.rects.table.Holds(at.X, at.Y), m.rects.moments.Holds(at.X, at.Y)
	switch msg.(type) {
	case tea.MouseWheelMsg:
		by := wheelRows
		if at.Button == tea.MouseWheelUp {
			by = -by
		}
		if inMoments {
			m.hear.Scroll(by)
			return nil
		}
		before := m.manager()
		m.grid.Scroll(by)
		if m.manager() != before {
			return m.card()
		}
	case tea.MouseClickMsg:
		if at.Button == tea.MouseLeft && inTable {
			return m.clickTable(at.X-m.rects.table.X, at.Y-m.rects.table.Y)
		}
		if row := at.Y - m.rects.moments.Y; at.Button == tea.MouseLeft && inMoments && row < len(m.drawn) {
			m.focus = onMoments
			m.hear.To(m.drawn[row])
			return m.openCalls()
		}
	}
	return nil
}

// clickTable chooses a cell; a second click on it opens it.
func (m *Model) clickTable(x, y int) tea.Cmd {
	before, row, col := m.manager(), m.grid.Cursor, m.grid.Col
	if !m.grid.Hit(x, y) {
		return nil
	}
	again := m.focus == onTable && row == m.grid.Cursor && col == m.grid.Col
	m.focus = onTable
	switch {
	case again:
		return m.openCalls()
	case m.manager() != before:
		return m.card()
	}
	return nil
}

// openCalls opens the calls behind the cell under the cursor, or the moment.
func (m *Model) openCalls() tea.Cmd {
	f := store.Filter{Directions: []store.Direction{store.Inbound}, Answered: true}
	if name := m.manager(); name != "" {
		f.Managers = []string{name}
	}
	if m.focus == onMoments {
		if m.hear.Cursor >= len(m.moments) {
			return nil
		}
		x := m.moments[m.hear.Cursor].of
		if m.moments[m.hear.Cursor].better {
			f = store.Filter{}
		}
		return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Review, Call: x.Call.ID, AtMS: x.AtMS, Filter: f}})
	}
	cols := m.columns()
	if m.grid.Col >= len(cols) {
		return nil
	}
	title := ""
	if m.grid.Col >= fixedColumns {
		title = fmt.Sprintf(m.env.Texts.Team.TitleMiss, m.nameOf(m.manager()), cols[m.grid.Col].title)
	}
	return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Calls, Title: title, Filter: cols[m.grid.Col].filter(f)}})
}

// fixedColumns are those before the items of the checklist.
const fixedColumns = 6

func (m *Model) sortedBy() string {
	cols := m.columns()
	return fmt.Sprintf(m.env.Texts.Team.SortedBy, cols[min(m.sortBy, len(cols)-1)].title)
}

// Copy implements screen.Copier: the figure under the cursor, or the moment.
func (m *Model) Copy() string {
	if !m.load.Have {
		return ""
	}
	if m.focus == onMoments && m.hear.Cursor < len(m.moments) {
		x := m.moments[m.hear.Cursor].of
		return clean.Line(x.Call.ID) + "@" + lang.Clock(max(x.AtMS, 0))
	}
	r := m.department()
	if m.grid.Cursor < len(m.rows) {
		r = m.rows[m.grid.Cursor]
	}
	cols := m.columns()
	if m.grid.Col >= len(cols) {
		return ""
	}
	c := cols[m.grid.Col]
	if m.grid.Col == 0 {
		return m.nameOf(r.Key.Manager)
	}
	return m.nameOf(r.Key.Manager) + ", " + c.title + ": " + c.cell(r).Text
}

// Export implements screen.Exporter: the card of the manager, or of all managers
// the table.
func (m *Model) Export() (screen.Export, bool) {
	if !m.load.Have {
		return screen.Export{}, false
	}
	name, ask, from := m.manager(), figures.AskOf(m.env), m.load.Period.From.String()
	if name == "" {
		return figures.SavePeriod("razbor-managers-"+from, m.env, m.load.Period, panels.ByManager, panels.ByItem), true
	}
	ask.Period = m.load.Period
	return figures.Save("razbor-coach-"+from, m.env.Texts, func(ctx context.Context) (panels.Coaching, error) {
		return panels.Coach(ctx, ask.Store, ask.Rules, name, ask.Period.From, ask.Period.To)
	}, report.Coach), true
}
