// Package today is the screen that answers how much was lost: the sum, what it
// is made of and compared with, the metrics with their norms, and where to look
// first. Every figure on it opens the calls that it was counted from.
package today

import (
	tea "charm.land/bubbletea/v2"

	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// Model is the screen.
type Model struct {
	env   *screen.Env
	keys  keyMap
	w, h  int
	load  figures.Load[data]
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

// New makes the screen.
func New(e *screen.Env) *Model {
	return &Model{env: e, keys: newKeyMap(e.Texts), load: figures.New(e, read), at: spotID{lossPanel, 1}}
}

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// Enter implements screen.Screen.
func (m *Model) Enter(screen.Place) tea.Cmd { return m.load.Enter() }

// Place implements screen.Screen.
func (m *Model) Place() screen.Place { return screen.Place{Screen: screen.Today, Keep: true} }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (*Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() }

// Stop implements screen.Screen.
func (m *Model) Stop() bool { return m.load.Stop() }

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
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
		return nil
	}
	cmd, _ := m.load.Update(msg)
	return cmd
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
