// Package managers is screen 4 of the console: who loses, and on what. A table
// of the managers with a heat map of their misses, and the card of the one
// under the cursor: what to tell him and which moments to hear with him.
package managers

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

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

	load  figures.Load[panels.Summary]
	items []scoring.Item // the columns of the heat map
	rows  []panels.Row   // managers in the order shown

	grid    widget.Grid
	sortBy  int // column, 0: as the figures come
	down    bool
	want    string // the manager to stand on when the figures are there
	focus   focus
	hear    widget.List // of the moments
	moments []moment
	drawn   []int // which moment is on each row of its panel
	rects   rects

	cards figures.Details[string, panels.Coaching] // by manager
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
	keys.Moves
	left, right, open, panel, sort keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, m := t.Keys, t.Team
	return keyMap{
		Moves: keys.MoveKeys(k.Move, k.Page, k.Ends),
		left:  keys.Bind("←→ h l", m.KeyCell, "left", "h"), right: keys.Bind("", "", "right", "l"),
		open:  keys.Bind("Enter", m.KeyCalls, "enter").Hinted(),
		panel: keys.Bind("Tab", m.KeyPanel, "tab", "shift+tab").Hinted(),
		sort:  keys.Bind("o", m.KeySort, "o").Hinted(),
	}
}

// New makes the screen.
func New(e *screen.Env) *Model {
	return &Model{
		env: e, keys: newKeyMap(e.Texts), cards: figures.NewDetails[string, panels.Coaching](e),
		load: figures.New(e, func(ctx context.Context, a figures.Ask) (panels.Summary, error) {
			return panels.Period(ctx, a.Store, a.Rules, a.Days(panels.ByManager, panels.ByItem))
		}),
	}
}

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (m *Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() || m.cards.Busy() }

// Enter implements screen.Screen.
func (m *Model) Enter(p screen.Place) tea.Cmd {
	if p.Name != "" && !p.Keep {
		m.want = p.Name
		m.stand()
	}
	if cmd := m.load.Enter(); cmd != nil {
		return cmd
	}
	return m.card()
}

// Place implements screen.Screen.
func (m *Model) Place() screen.Place {
	return screen.Place{Screen: screen.Managers, Name: m.manager(), Keep: true}
}

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	if m.load.Stop() || m.cards.Stop() {
		return true
	}
	was := m.focus
	m.focus = onTable
	return was != onTable
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: append([]keys.Binding{k.open, k.panel, k.sort, k.left}, k.Shown()...)}}
}

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
		return nil
	}
	if m.cards.Update(msg) {
		m.showMoments()
	}
	cmd, came := m.load.Update(msg)
	if came {
		return m.arrived()
	}
	return cmd
}

// arrived takes other figures: the cursor stays on its manager.
func (m *Model) arrived() tea.Cmd {
	if m.want == "" {
		m.want = m.manager()
	}
	m.items = m.items[:0]
	for _, i := range m.load.Data.Items {
		m.items = append(m.items, i.Item)
	}
	m.cards.Forget()
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
	m.rows = slices.Clone(m.load.Data.Managers)
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

// card shows the card of the manager under the cursor.
func (m *Model) card() tea.Cmd {
	name := m.manager()
	m.hear.To(0)
	m.moments = nil
	if name == "" || !m.load.Have {
		m.cards.Leave()
		m.focus = onTable
		return nil
	}
	ask := figures.AskOf(m.env)
	ask.Period = m.load.Period
	cmd := m.cards.Show(name, func(ctx context.Context) (panels.Coaching, error) {
		return panels.Coach(ctx, ask.Store, ask.Rules, name, ask.Period.From, ask.Period.To)
	})
	m.showMoments()
	return cmd
}

// showMoments lists the moments of the card under the cursor, if it is known.
func (m *Model) showMoments() {
	if c, ok := m.cards.Of(m.manager()); ok {
		m.moments = momentsOf(c)
	}
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
