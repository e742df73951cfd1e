package calls

import (
	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

const wheelRows = 3

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		if m.search.typing {
			return m.typed(msg)
		}
		return m.press(msg)
	case tea.PasteMsg:
		m.search.edit.Paste(msg.Content)
		return m.searchLater()
	case tea.MouseWheelMsg:
		return m.wheel(msg)
	case tea.MouseClickMsg:
		return m.click(msg)
	case screen.PeriodChanged:
		return m.periodChanged()
	case screen.DataChanged:
		if !m.open {
			return nil
		}
		return m.refresh()
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
	case pageLoaded:
		return m.pageLoaded(msg)
	case reloaded:
		return m.reloadedList(msg)
	case counted:
		m.counted(msg)
	case managersLoaded:
		m.managers = msg.names
	case peeked:
		m.peeked(msg)
	case searchDue:
		return m.searchDue(msg)
	case found:
		return m.found(msg)
	case filtered:
		return m.setFilter(msg.filter)
	case ordered:
		m.order = msg.order
		return m.reload()
	}
	return nil
}

func (m *Model) periodChanged() tea.Cmd {
	m.stale = true
	if !m.open {
		return nil
	}
	return m.reload()
}

func (m *Model) counted(msg counted) {
	if !m.counts.Finish(msg.token) || msg.err != nil {
		return
	}
	if m.count >= 0 && msg.n > m.count && m.list.Offset > 0 && m.order == store.ByTimeDesc {
		m.fresh += msg.n - m.count
	}
	m.count = msg.n
	m.fit()
}

func (m *Model) press(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case p.Is(k.down):
		return m.move(1)
	case p.Is(k.up):
		return m.move(-1)
	case p.Is(k.pageDown):
		return m.move(max(m.list.Height-1, 1))
	case p.Is(k.pageUp):
		return m.move(-max(m.list.Height-1, 1))
	case p.Is(k.home):
		return m.ends(false)
	case p.Is(k.end):
		return m.ends(true)
	case p.Is(k.open):
		return m.openCall()
	case p.Is(k.search):
		return m.openSearch()
	case p.Is(k.filter):
		return screen.Send(screen.Open{Dialog: m.filterMenu()})
	case p.Is(k.order):
		return screen.Send(screen.Open{Dialog: m.orderMenu()})
	case p.Is(k.preview):
		m.hidden = !m.hidden
		m.fit()
		return m.look()
	case p.Is(k.everything):
		m.allTime = !m.allTime
		return m.reload()
	}
	return m.filterKey(p)
}

// filterKey does the keys that narrow the list.
func (m *Model) filterKey(p keys.Press) tea.Cmd {
	k := m.keys
	f := clone(m.filter)
	switch {
	case p.Is(k.clear):
		m.allTime = false
		return m.setFilter(store.Filter{})
	case p.Is(k.dropChip):
		if on := m.activeChips(); len(on) > 0 {
			return m.setFilter(on[len(on)-1].without)
		}
		return nil
	case p.Is(k.lost):
		f.Lost = !f.Lost
	case p.Is(k.missed):
		f.Missed = !f.Missed
	case p.Is(k.notReviewed):
		f.NotReviewed = !f.NotReviewed
	case p.Is(k.toCallBack):
		f.ToCallBack = !f.ToCallBack
	default:
		return nil
	}
	return m.setFilter(f)
}

func (m *Model) setFilter(f store.Filter) tea.Cmd {
	m.filter, m.title = f, ""
	if c, ok := m.selected(); ok {
		m.seek = c.ID
	}
	return m.reload()
}

func (m *Model) move(n int) tea.Cmd {
	if m.search.on {
		m.search.list.Move(n)
		return m.look()
	}
	m.list.Move(n)
	if m.list.Offset == 0 {
		m.fresh = 0
	}
	return tea.Batch(m.loadMore(), m.look())
}

func (m *Model) ends(last bool) tea.Cmd {
	switch {
	case m.search.on && last:
		m.search.list.To(len(m.search.hits) - 1)
		return m.look()
	case m.search.on:
		m.search.list.To(0)
		return m.look()
	case last:
		return m.toEnd()
	}
	return m.toStart()
}

func (m *Model) openCall() tea.Cmd {
	if m.search.on {
		h, ok := m.search.selected()
		if !ok {
			return nil
		}
		return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Review, Call: h.Call.ID, AtMS: h.AtMS, Filter: m.narrow()}})
	}
	c, ok := m.selected()
	if !ok {
		return nil
	}
	return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Review, Call: c.ID, Filter: m.narrow(), Order: m.order}})
}

func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	n := wheelRows
	if msg.Button == tea.MouseWheelUp {
		n = -n
	}
	if m.search.on {
		m.search.list.Scroll(n)
		return m.look()
	}
	m.list.Scroll(n)
	return tea.Batch(m.loadMore(), m.look())
}

// click: a chip is toggled, a row is chosen, the chosen row is opened.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	if msg.Y == 0 {
		return m.clickChip(msg.X)
	}
	f := m.frame()
	line := msg.Y - f.firstRow
	if line < 0 || line >= f.rows || msg.X >= f.listW {
		return nil
	}
	l := &m.list
	if m.search.on {
		l = &m.search.list
	}
	row := l.Offset + line
	if row >= l.Total {
		return nil
	}
	if row == l.Cursor {
		return m.openCall()
	}
	l.To(row)
	return m.look()
}

func (m *Model) clickChip(x int) tea.Cmd {
	chips := m.allChips()
	for i, r := range m.chips {
		if i < len(chips) && r.Holds(x-1, 0) {
			return m.setFilter(chips[i].without)
		}
	}
	return nil
}

// Copy implements screen.Copier: the id of the call, and the moment of a find.
func (m *Model) Copy() string {
	if m.search.on {
		if h, ok := m.search.selected(); ok {
			return h.Call.ID + "@" + lang.Clock(h.AtMS)
		}
		return ""
	}
	c, ok := m.selected()
	if !ok {
		return ""
	}
	if c.Lost && c.Answered && c.LossAtMS >= 0 {
		return c.ID + "@" + lang.Clock(c.LossAtMS)
	}
	return c.ID
}
