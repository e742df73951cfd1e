// Package calls is the screen of calls: a list of any length, narrowed by
// filters, searched by the words of the talks, with a preview of the call under
// the cursor.
package calls

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// countLimit bounds the counting of a list; past it the count says "more than".
const countLimit = 100_000

// Model is the screen.
type Model struct {
	env  *screen.Env
	keys keyMap
	w, h int

	filter  store.Filter // without the period
	title   string       // what the calls are, where another screen sent here
	order   store.Order
	allTime bool // the list is not narrowed to the period

	pager  pager
	list   widget.List
	mirror bool // the list is loaded from its end
	err    error
	loaded bool   // something was loaded since the filter changed
	stale  bool   // the period or the data changed while the screen was away
	seek   string // call to stand on when the list is there
	fresh  int    // new calls above the window
	count  int
	open   bool // entered at least once

	pages, counts, peeks, finds fetch.Guard
	search                      searchState
	peek                        preview
	hidden                      bool // the preview is switched off
	managers                    []string
	chips                       []layout.Rect
}

// New makes the screen.
func New(e *screen.Env) *Model { return &Model{env: e, keys: newKeyMap(e.Texts), count: -1} }

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) {
	m.w, m.h = w, h
	m.fit()
}

// fit sets how many rows are in sight.
func (m *Model) fit() {
	m.list.Resize(max(m.frame().rows, 1), m.total())
	m.search.list.Resize(max(m.frame().rows, 1), len(m.search.hits))
}

// total is how many rows the list has, as far as is known.
func (m *Model) total() int {
	if m.mirror {
		return m.length()
	}
	return m.pager.known()
}

// length is the length of a list loaded from its end: its count, or, where that
// stopped at the limit, enough for any list.
func (m *Model) length() int {
	if m.count >= 0 && m.count < countLimit {
		return m.count
	}
	return endless
}

const endless = 1 << 30

// row turns a row of the screen's list into one of the pager.
func (m *Model) row(i int) int {
	if m.mirror {
		return m.length() - 1 - i
	}
	return i
}

// Enter implements screen.Screen.
func (m *Model) Enter(p screen.Place) tea.Cmd {
	first := !m.open
	m.open = true
	if p.Keep && !first && !m.stale {
		return m.look()
	}
	if !p.Keep {
		m.filter, m.title, m.order, m.seek, m.allTime = p.Filter, p.Title, p.Order, p.Call, false
		m.search = searchState{}
		if p.Search {
			m.openSearch()
		}
	}
	return m.reload()
}

// Place implements screen.Screen.
func (m *Model) Place() screen.Place {
	p := screen.Place{Screen: screen.Calls, Title: m.title, Filter: m.filter, Order: m.order}
	if c, ok := m.selected(); ok {
		p.Call = c.ID
	}
	return p
}

// Typing implements screen.Screen.
func (m *Model) Typing() bool { return m.search.typing }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.pages.Busy() || m.finds.Busy() }

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	switch {
	case m.search.on:
		m.finds.Abort()
		m.search = searchState{}
		return true
	case !m.env.Waiting || !m.pages.Abort():
		return false
	}
	m.counts.Abort()
	m.peeks.Abort()
	if !m.loaded {
		m.err = context.Canceled
	}
	return true
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	if !m.narrowed() {
		k.clear.Hint = false
	}
	if m.search.typing {
		t := m.env.Texts.Keys
		return []keys.Group{{Bindings: []keys.Binding{
			keys.Bind("Enter", m.keys.open.Text).Hinted(), keys.Bind("↑↓", t.Choose).Hinted(), keys.Bind("Tab", t.EndText).Hinted(), keys.Bind("Esc", t.Close).Hinted(),
		}}}
	}
	if m.search.on {
		k.order.Hint, k.filter.Hint = false, false
		k.everything = k.everything.Hinted()
	}
	return k.groups()
}

// narrow is the filter with the period.
func (m *Model) narrow() store.Filter {
	if m.allTime {
		return m.filter
	}
	return m.env.Period.Narrow(m.filter, m.env.Location())
}

func (m *Model) narrowed() bool { return len(m.activeChips()) > 0 }

// selected is the call under the cursor.
func (m *Model) selected() (store.Call, bool) {
	if m.search.on {
		if h, ok := m.search.selected(); ok {
			return h.Call, true
		}
		return store.Call{}, false
	}
	return m.pager.at(m.row(m.list.Cursor))
}

// clone copies a filter, so that a place kept to come back to does not change.
func clone(f store.Filter) store.Filter {
	f.Managers, f.MissOf, f.Reasons = slices.Clone(f.Managers), slices.Clone(f.MissOf), slices.Clone(f.Reasons)
	f.MissedBy, f.Outcomes, f.Hours = slices.Clone(f.MissedBy), slices.Clone(f.Outcomes), slices.Clone(f.Hours)
	f.Weekdays, f.Stages, f.Directions = slices.Clone(f.Weekdays), slices.Clone(f.Stages), slices.Clone(f.Directions)
	return f
}
