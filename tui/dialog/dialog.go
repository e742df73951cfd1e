// Package dialog holds the windows that open on top of a screen: help, the
// command palette, a line to type, a menu of choices. A dialog keeps all keys
// to itself and, when it is done, leaves a message for the screen below.
package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// wheelRows is how far one notch of the wheel scrolls.
const wheelRows = 3

// Help shows the keys of a screen and of the frame.
type Help struct {
	groups []keys.Group
	offset int
	rows   int // drawn last
	height int
}

// NewHelp makes the window of these bindings.
func NewHelp(groups []keys.Group) *Help { return &Help{groups: groups} }

// Typing implements screen.Dialog.
func (*Help) Typing() bool { return false }

// Update implements screen.Dialog.
func (h *Help) Update(msg tea.Msg) (bool, tea.Msg) {
	switch msg := msg.(type) {
	case keys.Press:
		switch {
		case msg.Named("esc"), msg.Named("?"), msg.Named("q"), msg.Named("enter"):
			return true, nil
		case msg.Named("down"), msg.Named("j"):
			h.scroll(1)
		case msg.Named("up"), msg.Named("k"):
			h.scroll(-1)
		case msg.Named("pgdown"), msg.Named("space"):
			h.scroll(h.height)
		case msg.Named("pgup"):
			h.scroll(-h.height)
		case msg.Named("home"):
			h.offset = 0
		case msg.Named("end"):
			h.scroll(h.rows)
		}
	case tea.MouseWheelMsg:
		h.scroll(wheel(msg))
	}
	return false, nil
}

func wheel(m tea.MouseWheelMsg) int {
	if m.Button == tea.MouseWheelUp {
		return -wheelRows
	}
	return wheelRows
}

func (h *Help) scroll(n int) { h.offset = min(max(h.offset+n, 0), max(h.rows-h.height, 0)) }

// Keys implements screen.Keyed.
func (*Help) Keys(t *lang.Texts) []keys.Binding {
	return []keys.Binding{keys.Bind("↑↓ PgUp PgDn", t.Keys.Scroll).Hinted(), keys.Bind("Esc", t.Keys.Close).Hinted()}
}

// View implements screen.Dialog.
func (h *Help) View(e *screen.Env, w, height int) string {
	two := w >= 96 && len(h.groups) > 1
	width := min(w-4, 58)
	if two {
		width = min(w-4, 112)
	}
	inner := width - widget.PanelInset
	lines := h.column(e, h.groups, inner)
	if two {
		half := (inner - 3) / 2
		left, right := h.column(e, h.groups[:1], half), h.column(e, h.groups[1:], half)
		lines = nil
		for i := range max(len(left), len(right)) {
			lines = append(lines, layout.Pad(at(left, i), half)+"   "+layout.Pad(at(right, i), half))
		}
	}
	h.rows = len(lines)
	h.height = min(len(lines), height-2-widget.PanelHeight)
	h.scroll(0)
	note := e.Texts.Frame.HelpClose
	if h.rows > h.height {
		note = e.Texts.Frame.HelpScroll + " · " + note
	}
	return widget.Panel(e.Styles, width, h.height+widget.PanelHeight, e.Texts.Frame.Help, note, true, lines[h.offset:])
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func (h *Help) column(e *screen.Env, groups []keys.Group, w int) []string {
	var out []string
	const keyWidth = 16
	for _, g := range groups {
		if len(g.Bindings) == 0 {
			continue
		}
		if len(out) > 0 {
			out = append(out, "")
		}
		out = append(out, e.Styles.Paint(theme.Title, layout.Cut(g.Title, w)))
		for _, b := range g.Bindings {
			if b.Command() {
				continue
			}
			tone := theme.Text
			text := b.Text
			if b.Off != "" {
				tone, text = theme.Faint, b.Text+": "+b.Off
			}
			out = append(out, e.Styles.Paint(theme.Key, layout.Pad(b.Key(), keyWidth))+
				e.Styles.Paint(tone, layout.Cut(text, w-keyWidth)))
		}
	}
	return out
}

// Input asks for one line of text.
type Input struct {
	Title string
	Label string
	Hint  string
	edit  widget.Edit
	bad   string
	check func(string) (leave tea.Msg, complaint string)
}

// NewInput makes a window with a text to start from. check says what to leave
// for a text, or what is wrong with it.
func NewInput(title, label, hint, text string, check func(string) (tea.Msg, string)) *Input {
	in := &Input{Title: title, Label: label, Hint: hint, check: check}
	in.edit.Set(text)
	return in
}

// Typing implements screen.Dialog.
func (*Input) Typing() bool { return true }

// Update implements screen.Dialog.
func (in *Input) Update(msg tea.Msg) (bool, tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		in.edit.Paste(msg.Content)
	case keys.Press:
		switch {
		case msg.Named("esc"):
			return true, nil
		case msg.Named("enter"):
			leave, complaint := in.check(strings.TrimSpace(in.edit.Text()))
			in.bad = complaint
			return complaint == "", leave
		default:
			in.bad = ""
			in.edit.Press(msg)
		}
	}
	return false, nil
}

// Keys implements screen.Keyed.
func (*Input) Keys(t *lang.Texts) []keys.Binding {
	return []keys.Binding{keys.Bind("Enter", t.Keys.Done).Hinted(), keys.Bind("Esc", t.Keys.Cancel).Hinted()}
}

// View implements screen.Dialog.
func (in *Input) View(e *screen.Env, w, _ int) string {
	width := min(w-4, 64)
	inner := width - widget.PanelInset
	note := e.Styles.Paint(theme.Faint, layout.Cut(in.Hint, inner))
	if in.bad != "" {
		note = e.Styles.Paint(theme.Bad, layout.Cut("✗ "+in.bad, inner))
	}
	lines := []string{e.Styles.Paint(theme.Dim, in.Label), in.edit.View(e.Styles, "", inner), note}
	return widget.Panel(e.Styles, width, len(lines)+widget.PanelHeight, in.Title, "", true, lines)
}
