package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/screen"
)

type (
	pageLoaded struct {
		token fetch.Token
		want  want
		got   store.CallPage
		err   error
	}
	// reloaded is the list anew, down to where the person stands.
	reloaded struct {
		token fetch.Token
		pager pager
		err   error
	}
	counted struct {
		token fetch.Token
		n     int
		err   error
	}
	managersLoaded struct{ names []string }
)

// deepest is how far down a list is loaded anew as a whole; deeper, only the
// pages in sight are.
const deepest = 2000

// loadOrder is the order that pages are asked for in.
func (m *Model) loadOrder() store.Order {
	if !m.mirror {
		return m.order
	}
	if m.order == store.ByTime {
		return store.ByTimeDesc
	}
	return store.ByTime
}

// reload loads the list from its start for another filter, order or period.
func (m *Model) reload() tea.Cmd {
	m.pager, m.mirror, m.loaded, m.stale, m.err, m.fresh, m.count = pager{}, false, false, false, nil, 0, -1
	m.list.To(0)
	m.fit()
	cmds := []tea.Cmd{m.loadCount(), m.loadManagers()}
	if m.search.on {
		return tea.Batch(append(cmds, m.find(), m.fetch(0))...)
	}
	return tea.Batch(append(cmds, m.fetch(0))...)
}

// fetch loads the list down to at least n rows and to the call that is sought.
func (m *Model) fetch(n int) tea.Cmd {
	ctx, token := m.pages.Begin(context.Background())
	db, f, order, id := m.env.Store, m.narrow(), m.loadOrder(), m.seek
	return func() tea.Msg {
		p, err := loadDown(ctx, db, f, order, n, id)
		return reloaded{token, p, err}
	}
}

// loadDown loads pages until n rows and the call are there, or the list ends.
func loadDown(ctx context.Context, db screen.Store, f store.Filter, order store.Order, n int, id string) (pager, error) {
	var p pager
	for {
		w := want{len(p.pages), p.next}
		got, err := db.Calls(ctx, f, store.Page{Order: order, Limit: pageSize, Cursor: w.cursor})
		if err != nil {
			return p, err
		}
		p.put(w, got, p.known())
		_, found := p.find(id)
		if p.done || p.known() >= deepest || p.known() >= n && (id == "" || found) {
			return p, nil
		}
	}
}

// loadMore loads the page that the rows in sight need next, if any.
func (m *Model) loadMore() tea.Cmd {
	if m.pages.Busy() || m.search.on || !m.loaded {
		return nil
	}
	from, to := m.list.Visible()
	if m.mirror {
		from, to = m.row(to-1), m.row(from)+1
	}
	w, need := m.pager.missing(from, to)
	if !need {
		return nil
	}
	ctx, token := m.pages.Begin(context.Background())
	db, f, order := m.env.Store, m.narrow(), m.loadOrder()
	return func() tea.Msg {
		got, err := db.Calls(ctx, f, store.Page{Order: order, Limit: pageSize, Cursor: w.cursor})
		return pageLoaded{token, w, got, err}
	}
}

func (m *Model) loadCount() tea.Cmd {
	ctx, token := m.counts.Begin(context.Background())
	db, f := m.env.Store, m.narrow()
	return func() tea.Msg {
		n, err := db.Count(ctx, f, countLimit)
		return counted{token, n, err}
	}
}

func (m *Model) loadManagers() tea.Cmd {
	db := m.env.Store
	return func() tea.Msg {
		names, err := db.Managers(context.Background())
		if err != nil { // the menu offers no managers then; the list tells what is wrong
			return managersLoaded{}
		}
		return managersLoaded{names}
	}
}

func (m *Model) pageLoaded(msg pageLoaded) tea.Cmd {
	if !m.pages.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err = msg.err
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.err = nil
	m.pager.put(msg.want, msg.got, m.row(m.list.Cursor))
	m.fit()
	return tea.Batch(m.loadMore(), m.look())
}

// reloadedList takes the list anew. The cursor stays on the call it was on; a
// list that was scrolled stays where it was on the screen, one that was not
// shows what is new at its top.
func (m *Model) reloadedList(msg reloaded) tea.Cmd {
	if !m.pages.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err = msg.err
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.err, m.loaded = nil, true
	line, scrolled := m.list.Cursor-m.list.Offset, m.list.Offset > 0
	m.pager = msg.pager
	m.list.Resize(m.list.Height, m.total())
	if at, ok := m.pager.find(m.seek); ok && m.seek != "" {
		m.list.To(m.row(at))
		if scrolled {
			m.list.Offset = max(m.list.Cursor-line, 0)
		}
	}
	m.seek = ""
	m.fit()
	return tea.Batch(m.loadMore(), m.look())
}

// refresh brings the list up to date after the data changed, without moving
// what is selected.
func (m *Model) refresh() tea.Cmd {
	if !m.loaded || m.err != nil {
		return m.reload()
	}
	cmds := []tea.Cmd{m.loadCount(), m.loadManagers()}
	if m.search.on {
		cmds = append(cmds, m.find())
	}
	at := m.row(m.list.Cursor)
	if at >= deepest-pageSize || m.mirror {
		m.pager.forget()
		return tea.Batch(append(cmds, m.loadMore())...)
	}
	if c, ok := m.pager.at(at); ok {
		m.seek = c.ID
	}
	return tea.Batch(append(cmds, m.fetch(at+m.list.Height))...)
}

// toEnd goes to the end of the list: in an order of time it is loaded from
// there, in another as far as it goes.
func (m *Model) toEnd() tea.Cmd {
	if m.pager.done && !m.mirror || m.order != store.ByTime && m.order != store.ByTimeDesc {
		m.list.To(m.total() - 1)
		return tea.Batch(m.loadMore(), m.look())
	}
	if !m.mirror {
		m.pager, m.mirror, m.loaded = pager{}, true, false
	}
	m.fit()
	m.list.To(m.total() - 1)
	if m.loaded {
		return m.look()
	}
	return m.fetch(0)
}

func (m *Model) toStart() tea.Cmd {
	m.fresh = 0
	if m.mirror {
		return m.reload()
	}
	m.list.To(0)
	return tea.Batch(m.loadMore(), m.look())
}
