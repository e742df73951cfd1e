package dialog

import (
	tea "charm.land/bubbletea/v2"

	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// Choice is one line of a menu: a heading (no ID) or something to choose.
type Choice struct {
	ID   string
	Text string
	Note string // at the right end
	On   bool
}

// Menu offers choices: one, or several that are switched on and off.
type Menu struct {
	Title   string
	Several bool
	Choices []Choice
	done    func([]Choice) tea.Msg
	list    widget.List
	placed  bool
}

// NewMenu makes a menu. done says what to leave for the choices as they stand
// when the menu is closed with Enter; with one choice, only that one is On.
func NewMenu(title string, several bool, choices []Choice, done func([]Choice) tea.Msg) *Menu {
	return &Menu{Title: title, Several: several, Choices: append([]Choice(nil), choices...), done: done}
}

// Typing implements screen.Dialog.
func (*Menu) Typing() bool { return false }

// Update implements screen.Dialog.
func (m *Menu) Update(msg tea.Msg) (bool, tea.Msg) {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		m.list.Scroll(wheel(msg))
	case tea.MouseClickMsg:
		if row := msg.Y - 1 + m.list.Offset; row >= m.list.Offset && row < len(m.Choices) && m.Choices[row].ID != "" {
			m.list.To(row)
			return m.toggle()
		}
	case keys.Press:
		return m.press(msg)
	}
	return false, nil
}

func (m *Menu) press(k keys.Press) (bool, tea.Msg) {
	switch {
	case k.Named("esc"), k.Named("q"):
		return true, nil
	case k.Named("enter"):
		if !m.Several {
			return m.toggle()
		}
		return true, m.done(m.Choices)
	case k.Named("space"):
		return m.toggle()
	case k.Named("down"), k.Named("j"), k.Named("tab"):
		m.step(1)
	case k.Named("up"), k.Named("k"), k.Named("shift+tab"):
		m.step(-1)
	case k.Named("pgdown"):
		m.list.Page(1)
		m.step(0)
	case k.Named("pgup"):
		m.list.Page(-1)
		m.step(0)
	case k.Named("home"):
		m.list.To(0)
		m.step(0)
	case k.Named("end"):
		m.list.To(len(m.Choices) - 1)
	}
	return false, nil
}

// step moves to the next line that is no heading.
func (m *Menu) step(by int) {
	dir := by
	if dir == 0 {
		dir = 1
	}
	for row := m.list.Cursor + by; row >= 0 && row < len(m.Choices); row += dir {
		if m.Choices[row].ID != "" {
			m.list.To(row)
			return
		}
	}
}

func (m *Menu) toggle() (bool, tea.Msg) {
	if len(m.Choices) == 0 || m.Choices[m.list.Cursor].ID == "" {
		return false, nil
	}
	if m.Several {
		m.Choices[m.list.Cursor].On = !m.Choices[m.list.Cursor].On
		return false, nil
	}
	for i := range m.Choices {
		m.Choices[i].On = i == m.list.Cursor
	}
	return true, m.done(m.Choices)
}

// place puts the cursor on the first choice that is on, or the first there is.
func (m *Menu) place() {
	m.placed = true
	for i, c := range m.Choices {
		if c.On && c.ID != "" {
			m.list.To(i)
			return
		}
	}
	m.step(0)
}

// Keys implements screen.Keyed.
func (m *Menu) Keys(t *lang.Texts) []keys.Binding {
	out := []keys.Binding{keys.Bind("↑↓", t.Keys.Choose).Hinted()}
	if m.Several {
		out = append(out, keys.Bind(t.Keys.Space, t.Keys.Mark).Hinted())
	}
	return append(out, keys.Bind("Enter", t.Keys.Apply).Hinted(), keys.Bind("Esc", t.Keys.Cancel).Hinted())
}

// View implements screen.Dialog.
func (m *Menu) View(e *screen.Env, w, h int) string {
	width := min(w-4, 52)
	inner := width - widget.PanelInset
	rows := min(len(m.Choices), h-2-widget.PanelHeight)
	m.list.Resize(rows, len(m.Choices))
	if !m.placed {
		m.place()
	}
	var lines []string
	cols := []widget.Column{{Width: 20, Flex: 1}, {Width: 10, Right: true}}
	widths := widget.FitColumns(cols, inner)
	from, to := m.list.Visible()
	for i := from; i < to; i++ {
		c := m.Choices[i]
		if c.ID == "" {
			lines = append(lines, e.Styles.Paint(theme.Title, layout.Cut(c.Text, inner)))
			continue
		}
		g := theme.Plain
		if i == m.list.Cursor {
			g = theme.Selected
		}
		lines = append(lines, widget.Row(e.Styles, g, cols, widths, []widget.Cell{{Text: m.sign(c) + c.Text}, {Text: c.Note + " ", Tone: theme.Dim}}, inner))
	}
	return widget.Panel(e.Styles, width, rows+widget.PanelHeight, m.Title, e.Texts.Below(len(m.Choices)-to), true, lines)
}

func (m *Menu) sign(c Choice) string {
	switch {
	case m.Several && c.On:
		return "  ✓ "
	case m.Several:
		return "  · "
	case c.On:
		return "  ● "
	}
	return "    "
}
