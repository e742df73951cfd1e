package widget

import (
	"strings"
	"unicode"

	"razbor/tui/clean"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

// maxEdit bounds a text that is typed or pasted, in characters.
const maxEdit = 2000

// Edit is one line of text being typed. The zero value is empty and ready.
type Edit struct {
	text []rune
	at   int // before which character the cursor stands
	from int // first character shown
}

// Text returns what was typed.
func (e *Edit) Text() string { return string(e.text) }

// Set replaces the text; the cursor goes to its end.
func (e *Edit) Set(s string) {
	e.text = []rune(clean.Line(s))
	e.at, e.from = len(e.text), 0
}

// Paste inserts text at the cursor.
func (e *Edit) Paste(s string) {
	in := []rune(clean.Line(s))
	if room := maxEdit - len(e.text); len(in) > room {
		in = in[:max(room, 0)]
	}
	rest := append([]rune(nil), e.text[e.at:]...)
	e.text = append(append(e.text[:e.at:e.at], in...), rest...)
	e.at += len(in)
}

// Press takes a key and reports whether it was one of editing.
func (e *Edit) Press(p keys.Press) bool {
	named := func(names ...string) bool {
		for _, n := range names {
			if p.Named(n) {
				return true
			}
		}
		return false
	}
	switch {
	case named("left", "ctrl+b"):
		e.at = max(e.at-1, 0)
	case named("right", "ctrl+f"):
		e.at = min(e.at+1, len(e.text))
	case named("home", "ctrl+a"):
		e.at = 0
	case named("end", "ctrl+e"):
		e.at = len(e.text)
	case named("alt+left", "ctrl+left", "alt+b"):
		e.at = e.wordBefore()
	case named("alt+right", "ctrl+right", "alt+f"):
		e.at = e.wordAfter()
	case named("backspace", "ctrl+h"):
		e.cut(max(e.at-1, 0), e.at)
	case named("delete", "ctrl+d"):
		e.cut(e.at, min(e.at+1, len(e.text)))
	case named("ctrl+w", "alt+backspace", "ctrl+backspace"):
		e.cut(e.wordBefore(), e.at)
	case named("ctrl+u"):
		e.cut(0, e.at)
	case named("ctrl+k"):
		e.cut(e.at, len(e.text))
	default:
		if p.Raw.Text == "" {
			return false
		}
		e.Paste(p.Raw.Text)
	}
	return true
}

func (e *Edit) cut(from, to int) {
	e.text = append(e.text[:from:from], e.text[to:]...)
	e.at = from
}

func (e *Edit) wordBefore() int {
	i := e.at
	for i > 0 && unicode.IsSpace(e.text[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(e.text[i-1]) {
		i--
	}
	return i
}

func (e *Edit) wordAfter() int {
	i := e.at
	for i < len(e.text) && unicode.IsSpace(e.text[i]) {
		i++
	}
	for i < len(e.text) && !unicode.IsSpace(e.text[i]) {
		i++
	}
	return i
}

// View draws the text with its cursor in w cells; hint stands where nothing is typed.
func (e *Edit) View(st *theme.Styles, hint string, w int) string {
	if w <= 1 {
		return layout.Spaces(w)
	}
	cursor := func(s string) string { return st.PaintOn(theme.Tab, theme.Text, s) }
	if len(e.text) == 0 {
		return cursor(" ") + st.Paint(theme.Faint, layout.Pad(hint, w-1))
	}
	e.from = min(e.from, e.at)
	for layout.Width(string(e.text[e.from:e.at])) > w-2 {
		e.from++
	}
	under, after := " ", ""
	if e.at < len(e.text) {
		under, after = string(e.text[e.at]), string(e.text[e.at+1:])
	}
	before := string(e.text[e.from:e.at])
	room := w - layout.Width(before) - layout.Width(under)
	return st.Paint(theme.Strong, before) + cursor(under) + st.Paint(theme.Strong, layout.Pad(after, max(room, 0)))
}

// Words splits what was typed at spaces.
func (e *Edit) Words() []string { return strings.Fields(e.Text()) }
