// Package managers is screen 4 of the console: who loses, and on what. A table
// of the managers with a heat map of their misses, and the card of the one
// under the cursor: what to tell him and which moments to hear with him.
package managers

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// slowAfter is how long the figures of the period before stay while others load.
const slowAfter = 250 * time.Millisecond

// focus is the panel that the arrows move in.
type focus int

const (
	onTable focus = iota
	onMoments
)

// Model is the screen. It is used from the event loop alone.
type Model struct {
	env  *screen.Env
	keys keyMap
	w, h int
	open bool

	load    fetch.Guard
	sum     panels.Summary
	period  screen.Period
	version int64
	have    bool
	err     error
	items   []scoring.Item // the columns of the heat map
	rows    []panels.Row   // managers in the order shown

	grid    widget.Grid
	sortBy  int // column, 0: as the figures come
	down    bool
	want    string // the manager to stand on when the figures are there
	focus   focus
	hear    widget.List // of the moments
	moments []moment
	drawn   []int // which moment is on each row of its panel
	rects   rects

	coach  fetch.Guard
	cards  map[string]panels.Coaching // of this period
	cardOf string                     // being loaded
	cardNo error                      // why it could not be
}

type rects struct{ table, moments layout.Rect }

// moment is a place in a call to hear: a miss, or how it was done better.
type moment struct {
	item   scoring.Item
	better bool
	own    bool
	of     panels.Example
}

type keyMap struct {
	up, down, left, right, pageUp, pageDown, home, end keys.Binding
	open, panel, sort                                  keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, m := t.Keys, t.Team
	return keyMap{
		up: keys.Bind("↑↓ j k", k.Move, "up", "k"), down: keys.Bind("", "", "down", "j"),
		left: keys.Bind("←→ h l", m.KeyCell, "left", "h"), right: keys.Bind("", "", "right", "l"),
		pageUp: keys.Bind("PgUp PgDn", k.Page, "pgup"), pageDown: keys.Bind("", "", "pgdown"),
		home: keys.Bind("Home End", k.Ends, "home"), end: keys.Bind("", "", "end"),
		open:  keys.Bind("Enter", m.KeyCalls, "enter").Hinted(),
		panel: keys.Bind("Tab", m.KeyPanel, "tab", "shift+tab").Hinted(),
		sort:  keys.Bind("o", m.KeySort, "o").Hinted(),
	}
}

type (
	loaded struct {
		token fetch.Token
		data  data
		err   error
	}
	slow       struct{ token fetch.Token }
	cardLoaded struct {
		token   fetch.Token
		manager string
		card    panels.Coaching
		err     error
	}
)

// data is what one load brings.
type data struct {
	sum     panels.Summary
	period  screen.Period
	version int64
}

// New makes the screen.
func New(e *screen.Env) *Model { return &Model{env: e, keys: newKeyMap(e.Texts)} }

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (m *Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() || m.coach.Busy() }

// Enter implements screen.Screen.
func (m *Model) Enter(p screen.Place) tea.Cmd {
	m.open = true
	if p.Name != "" && !p.Keep {
		m.want = p.Name
		m.stand()
	}
	if m.have && m.period == m.env.Period && m.version == m.env.Version {
		return m.card()
	}
	return m.reload()
}

// Place implements screen.Screen.
func (m *Model) Place() screen.Place {
	return screen.Place{Screen: screen.Managers, Name: m.manager(), Keep: true}
}

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	switch {
	case m.env.Waiting && m.load.Abort():
		if !m.have {
			m.err = context.Canceled
		}
	case m.env.Waiting && m.coach.Abort():
		m.cardNo = context.Canceled
	case m.focus == onMoments:
		m.focus = onTable
	default:
		return false
	}
	return true
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: []keys.Binding{k.open, k.panel, k.sort, k.up, k.left, k.pageUp, k.home}}}
}

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case screen.PeriodChanged, screen.DataChanged:
		if m.open {
			return m.reload()
		}
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
	case loaded:
		return m.loaded(msg)
	case cardLoaded:
		m.cardLoaded(msg)
	case slow:
		if m.load.Is(msg.token) && m.period != m.env.Period {
			m.have = false
		}
	}
	return nil
}

func (m *Model) reload() tea.Cmd {
	m.err = nil
	ctx, token := m.load.Begin(context.Background())
	db, figures, period, version := m.env.Store, m.env.Figures, m.env.Period, m.env.Version
	return tea.Batch(
		func() tea.Msg {
			sum, err := panels.Period(ctx, db, figures, panels.Query{
				From: period.From, To: period.To, By: []panels.Section{panels.ByManager, panels.ByItem},
			})
			return loaded{token, data{sum, period, version}, err}
		},
		tea.Tick(slowAfter, func(time.Time) tea.Msg { return slow{token} }),
	)
}

func (m *Model) loaded(msg loaded) tea.Cmd {
	if !m.load.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err, m.have = msg.err, false
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	if m.want == "" {
		m.want = m.manager()
	}
	m.sum, m.period, m.version = msg.data.sum, msg.data.period, msg.data.version
	m.have, m.err, m.cards = true, nil, map[string]panels.Coaching{}
	m.items = m.items[:0]
	for _, i := range m.sum.Items {
		m.items = append(m.items, i.Item)
	}
	m.arrange()
	m.stand()
	return m.card()
}

// stand puts the cursor on the manager that is wanted.
func (m *Model) stand() {
	for i, r := range m.rows {
		if r.Key.Manager == m.want {
			m.grid.Resize(m.grid.Height, len(m.rows)+1)
			m.grid.To(i)
			m.want = ""
			return
		}
	}
}

// manager is the one under the cursor; empty on the row of the department.
func (m *Model) manager() string {
	if m.grid.Cursor < len(m.rows) {
		return m.rows[m.grid.Cursor].Key.Manager
	}
	return ""
}

// arrange puts the managers in the order of the column that was asked for.
func (m *Model) arrange() {
	m.rows = slices.Clone(m.sum.Managers)
	if m.sortBy == 0 && !m.down {
		return
	}
	cols := m.columns()
	if m.sortBy >= len(cols) {
		return
	}
	slices.SortStableFunc(m.rows, func(a, b panels.Row) int {
		c := cmp.Compare(cols[m.sortBy].value(b), cols[m.sortBy].value(a))
		if m.sortBy == 0 {
			c = cmp.Compare(a.Key.Manager, b.Key.Manager)
		}
		if m.down {
			return -c
		}
		return c
	})
}

// sort orders by the column under the cursor: the most first, then the least.
func (m *Model) sort() tea.Cmd {
	name := m.manager()
	if m.sortBy == m.grid.Col {
		m.down = !m.down
	} else {
		m.sortBy, m.down = m.grid.Col, false
	}
	m.arrange()
	m.want = name
	m.stand()
	return tea.Batch(m.card(), screen.Say(screen.News, m.sortedBy()))
}

// card loads the card of the manager under the cursor.
func (m *Model) card() tea.Cmd {
	name := m.manager()
	m.hear.To(0)
	m.moments = nil
	if name == "" || !m.have {
		m.coach.Abort()
		m.focus = onTable
		return nil
	}
	if c, ok := m.cards[name]; ok {
		m.coach.Abort()
		m.moments = momentsOf(c)
		return nil
	}
	ctx, token := m.coach.Begin(context.Background())
	m.cardOf, m.cardNo = name, nil
	db, figures, p := m.env.Store, m.env.Figures, m.period
	return func() tea.Msg {
		c, err := panels.Coach(ctx, db, figures, name, p.From, p.To)
		return cardLoaded{token, name, c, err}
	}
}

func (m *Model) cardLoaded(msg cardLoaded) {
	if !m.coach.Finish(msg.token) {
		return
	}
	if msg.err != nil {
		m.cardNo = msg.err
		return
	}
	m.cards[msg.manager] = msg.card
	m.moments = momentsOf(msg.card)
}

// momentsOf are the places to hear: each miss, and below it how it was done better.
func momentsOf(c panels.Coaching) []moment {
	var out []moment
	for _, x := range c.Moments {
		out = append(out, moment{item: x.Item, of: x.Miss})
		if x.Better != nil {
			out = append(out, moment{item: x.Item, better: true, own: x.OwnBest, of: *x.Better})
		}
	}
	return out
}

// column is one column of the table: how it is drawn and what it counts.
type column struct {
	widget.Column
	cell   func(r panels.Row) widget.GridCell
	value  func(r panels.Row) int64
	filter func(f store.Filter) store.Filter
	title  string // in full
}

// share is a ratio in parts per million, for ordering; unknown comes last.
func share(r metrics.Ratio) int64 {
	if r.Of == 0 {
		return -1
	}
	return r.Part * int64(loss.Whole) / r.Of
}
