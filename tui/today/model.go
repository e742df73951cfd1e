// Package today is the screen that answers how much was lost: the sum, what it
// is made of and compared with, the metrics with their norms, and where to look
// first. Every figure on it opens the calls that it was counted from.
package today

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// slowAfter is how long the figures of the period before stay while others load.
const slowAfter = 250 * time.Millisecond

// Model is the screen.
type Model struct {
	env   *screen.Env
	keys  keyMap
	w, h  int
	load  fetch.Guard
	data  data
	have  bool
	err   error
	open  bool
	at    spotID // the figure under the cursor
	spots []spot // where the figures lie, as drawn last
}

type keyMap struct{ up, down, left, right, next, prev, open keys.Binding }

func newKeyMap(t *lang.Texts) keyMap {
	k := t.Today
	return keyMap{
		up: keys.Bind("↑ k", k.KeyMove, "up", "k"), down: keys.Bind("↓ j", k.KeyMove, "down", "j"),
		left: keys.Bind("← h", k.KeyMove, "left", "h"), right: keys.Bind("→ l", k.KeyMove, "right", "l"),
		next: keys.Bind("Tab", k.KeyJump, "tab"), prev: keys.Bind("Shift+Tab", k.KeyJump, "shift+tab"),
		open: keys.Bind("Enter", k.KeyOpen, "enter").Hinted(),
	}
}

type (
	loaded struct {
		token fetch.Token
		data  data
		err   error
	}
	slow struct{ token fetch.Token }
)

// New makes the screen.
func New(e *screen.Env) *Model {
	return &Model{env: e, keys: newKeyMap(e.Texts), at: spotID{lossPanel, 1}}
}

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// Enter implements screen.Screen.
func (m *Model) Enter(screen.Place) tea.Cmd {
	m.open = true
	if m.have && m.data.period == m.env.Period && m.data.version == m.env.Version {
		return nil
	}
	return m.reload()
}

// Place implements screen.Screen.
func (m *Model) Place() screen.Place { return screen.Place{Screen: screen.Today, Keep: true} }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (*Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() }

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	if !m.env.Waiting || !m.load.Abort() {
		return false
	}
	if !m.have {
		m.err = context.Canceled
	}
	return true
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	move := keys.Bind("↑↓←→ h j k l", k.up.Text)
	move.Hint, move.Show = true, "↑↓←→"
	earlier := keys.Bind(", .", m.env.Texts.Keys.Earlier+", "+m.env.Texts.Keys.Later).Hinted()
	kind := keys.Bind("p", m.env.Texts.Keys.Period).Hinted()
	return []keys.Group{{Bindings: []keys.Binding{move, k.open, keys.Bind("Tab Shift+Tab", k.next.Text), earlier, kind}}}
}

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseClickMsg:
		return m.click(msg)
	case screen.PeriodChanged, screen.DataChanged:
		if !m.open {
			return nil
		}
		return m.reload()
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
	case loaded:
		return m.loaded(msg)
	case slow:
		if m.load.Is(msg.token) && m.data.period != m.env.Period {
			m.have = false
		}
	}
	return nil
}

func (m *Model) press(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case p.Is(k.up):
		m.step(0, -1)
	case p.Is(k.down):
		m.step(0, 1)
	case p.Is(k.left):
		m.step(-1, 0)
	case p.Is(k.right):
		m.step(1, 0)
	case p.Is(k.next):
		m.jump(1)
	case p.Is(k.prev):
		m.jump(-1)
	case p.Is(k.open):
		return m.openSpot()
	}
	return nil
}

func (m *Model) reload() tea.Cmd {
	m.err = nil
	ctx, token := m.load.Begin(context.Background())
	q := query{store: m.env.Store, figures: m.env.Figures, period: m.env.Period, first: m.env.First, version: m.env.Version}
	return tea.Batch(
		func() tea.Msg {
			d, err := q.run(ctx)
			return loaded{token, d, err}
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
	m.data, m.have, m.err = msg.data, true, nil
	return nil
}
