package widget

import (
	tea "charm.land/bubbletea/v2"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"

	"razbor/tui/clean"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

// maxEdit bounds a text that is typed or pasted, in characters.
const maxEdit = 2000

// Edit is one line of text being typed: the editing is that of bubbles'
// textinput, in both keyboard layouts; the drawing is ours. The zero value is
// empty and ready.
type Edit struct {
	model *textinput.Model
	from  int // first character shown
}

func (e *Edit) input() *textinput.Model {
	if e.model == nil {
		m := textinput.New()
		m.CharLimit = maxEdit
		m.KeyMap.Paste.Unbind() // the clipboard here is not that of a person behind ssh: his terminal pastes
		m.Focus()
		e.model = &m
	}
	return e.model
}

// bindings are the keys of editing.
func bindings(m *textinput.KeyMap) []*key.Binding {
	return []*key.Binding{
		&m.CharacterForward, &m.CharacterBackward, &m.WordForward, &m.WordBackward, &m.DeleteWordBackward,
		&m.DeleteWordForward, &m.DeleteAfterCursor, &m.DeleteBeforeCursor, &m.DeleteCharacterBackward,
		&m.DeleteCharacterForward, &m.LineStart, &m.LineEnd,
	}
}

func (e *Edit) update(msg tea.Msg) {
	m, _ := e.input().Update(msg) // the command blinks a cursor that we do not draw
	*e.model = m
}

// Text returns what was typed.
func (e *Edit) Text() string { return e.input().Value() }

// Set replaces the text; the cursor goes to its end.
func (e *Edit) Set(s string) {
	e.input().SetValue(clean.Line(s))
	e.input().CursorEnd()
	e.from = 0
}

// Paste inserts text at the cursor.
func (e *Edit) Paste(s string) { e.update(tea.PasteMsg{Content: clean.Line(s)}) }

// Press takes a key and reports whether it was one of editing.
func (e *Edit) Press(p keys.Press) bool {
	m := e.input()
	if p.Raw.Text != "" {
		e.Paste(p.Raw.Text)
		return true
	}
	for _, b := range bindings(&m.KeyMap) {
		for _, name := range b.Keys() {
			if p.Named(name) {
				e.update(keys.Synthetic(name).Raw)
				return true
			}
		}
	}
	return false
}

// View draws the text with its cursor in w cells; hint stands where nothing is typed.
func (e *Edit) View(st *theme.Styles, hint string, w int) string {
	if w <= 1 {
		return layout.Spaces(w)
	}
	cursor := func(s string) string { return st.PaintOn(theme.Tab, theme.Text, s) }
	text, at := []rune(e.Text()), e.input().Position()
	if len(text) == 0 {
		return cursor(" ") + st.Paint(theme.Faint, layout.Pad(hint, w-1))
	}
	e.from = min(e.from, at)
	for layout.Width(string(text[e.from:at])) > w-2 {
		e.from++
	}
	under, after := " ", ""
	if at < len(text) {
		under, after = string(text[at]), string(text[at+1:])
	}
	before := string(text[e.from:at])
	room := w - layout.Width(before) - layout.Width(under)
	return st.Paint(theme.Strong, before) + cursor(under) + st.Paint(theme.Strong, layout.Pad(after, max(room, 0)))
}
