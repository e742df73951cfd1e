// Package keys reads the keyboard for people who type with ЙЦУКЕН on: every key
// is matched by what it types, by what it is on the base layout where the
// terminal says so, and by the place of the letter on a Russian keyboard. It
// also holds the bindings from which help, palette and the bottom line are made.
package keys

import (
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Press is one key as all the names it may be bound under. Screens match it
// with Is; text inputs take Raw.
type Press struct {
	Raw   tea.KeyPressMsg
	names [4]string
	n     int
}

func (p *Press) add(name string) {
	if name == "" || p.n == len(p.names) {
		return
	}
	for _, have := range p.names[:p.n] {
		if have == name {
			return
		}
	}
	p.names[p.n] = name
	p.n++
}

// Named reports whether the key goes by this name ("n", "ctrl+c", "enter").
func (p Press) Named(name string) bool {
	for _, have := range p.names[:p.n] {
		if have == name {
			return true
		}
	}
	return false
}

// Is reports whether the key is one of the binding's and the binding is in force.
func (p Press) Is(b Binding) bool {
	if b.Off != "" {
		return false
	}
	return p.Hits(b)
}

// Hits is Is for a binding that may be out of force, to say why it is.
func (p Press) Hits(b Binding) bool {
	for _, k := range b.Keys {
		if p.Named(k) {
			return true
		}
	}
	return false
}

// Synthetic makes the press of a named key, as if a person had pressed it.
func Synthetic(name string) Press {
	p := Press{Raw: tea.KeyPressMsg{Text: name}}
	p.add(name)
	return p
}

// Reader turns what the terminal sends into presses. It remembers which layout
// the person last typed in, for the keys that both layouts have in different
// places: "." is the next day in Latin and the place of "/" in Russian.
type Reader struct {
	// Guess says that the person may well have the Russian layout on: until a
	// letter tells, "." goes by both names, and who matches it decides.
	Guess bool

	russian bool
	known   bool // a letter was typed
}

// Read names a key.
func (r *Reader) Read(k tea.KeyPressMsg) Press {
	p := Press{Raw: k}
	typed, _ := utf8.DecodeRuneInString(k.Text)
	if k.Text == "" {
		typed = k.Code
	}
	switch {
	case unicode.Is(unicode.Cyrillic, typed):
		r.russian, r.known = true, true
	case unicode.IsLetter(typed) && typed < unicode.MaxASCII:
		r.russian, r.known = false, true
	}
	if r.russian && k.Text != "" && k.Mod&^tea.ModShift == 0 {
		if latin, ok := shared[typed]; ok && k.BaseCode == 0 {
			p.add(latin)
			return p
		}
	}
	p.add(k.String())
	p.add(k.Keystroke())
	if r.Guess && !r.known && k.Text == "." && k.BaseCode == 0 {
		p.add(shared['.'])
	}
	if latin, ok := Latin(typed); ok {
		t := k
		t.BaseCode, t.ShiftedCode = 0, 0
		t.Code = unicode.ToLower(latin)
		if k.Text != "" {
			t.Text = string(latin)
		}
		p.add(t.String())
		p.add(t.Keystroke())
	}
	return p
}

// Apart takes a key with Alt for what it mostly is here: Esc and another key so
// shortly after it that the terminal, or the line to it, sent them as one.
func Apart(k tea.KeyPressMsg) (esc, next tea.KeyPressMsg, ok bool) {
	if k.Mod&tea.ModAlt == 0 {
		return k, k, false
	}
	next = k
	next.Mod &^= tea.ModAlt
	if next.Text == "" && unicode.IsPrint(k.Code) && next.Mod&^tea.ModShift == 0 {
		typed := k.Code
		if next.Mod&tea.ModShift != 0 {
			typed = unicode.ToUpper(typed)
		}
		next.Text = string(typed)
	}
	return tea.KeyPressMsg{Code: tea.KeyEscape}, next, true
}

// shared are the signs that stand on both layouts, in different places: what
// the Russian layout types, and the key of the Latin layout in that place.
var shared = map[rune]string{'.': "/", ',': "?", ';': "$", '"': "@"}

const (
	russianLetters = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
	latinLetters   = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
)

// Latin returns what a key that types a Russian letter types on the Latin layout.
func Latin(letter rune) (rune, bool) {
	i := 0
	for _, r := range russianLetters {
		if r == letter {
			return rune(latinLetters[i]), true
		}
		i++
	}
	return 0, false
}

// Russian returns what a key that types a Latin letter types on the Russian layout.
func Russian(letter rune) (rune, bool) {
	i := strings.IndexRune(latinLetters, letter)
	if i < 0 || letter > unicode.MaxASCII {
		return 0, false
	}
	for _, r := range russianLetters {
		if i == 0 {
			return r, true
		}
		i--
	}
	return 0, false
}

// Binding is one action: the keys that do it, how they are shown, what it does
// and, where it cannot be done now, why.
type Binding struct {
	Keys []string
	Show string // "n N", "пробел"; empty: the first key
	Text string // what it does, in two or three words
	Off  string // why it cannot be done now; empty where it can
	Hint bool   // worth its place in the bottom line
}

// Key returns how the keys are shown.
func (b Binding) Key() string {
	if b.Show != "" || len(b.Keys) == 0 {
		return b.Show
	}
	return b.Keys[0]
}

// Bind makes a binding.
func Bind(show, text string, keys ...string) Binding {
	return Binding{Keys: keys, Show: show, Text: text}
}

// Hinted marks a binding as worth its place in the bottom line.
func (b Binding) Hinted() Binding {
	b.Hint = true
	return b
}

// Unless takes a binding out of force for a reason; an empty reason leaves it.
func (b Binding) Unless(reason string) Binding {
	b.Off = reason
	return b
}

// Command reports whether the binding has no key and is reached through the
// palette alone.
func (b Binding) Command() bool {
	return len(b.Keys) == 1 && strings.HasPrefix(b.Keys[0], commandPrefix)
}

const commandPrefix = "cmd:"

// Command makes a binding without a key, for the palette.
func Command(id, text string) Binding { return Binding{Keys: []string{commandPrefix + id}, Text: text} }

// Group is bindings that belong together in the help.
type Group struct {
	Title    string
	Bindings []Binding
}

// Moves are the keys that go through rows.
type Moves struct{ Up, Down, PageUp, PageDown, Home, End Binding }

// MoveKeys binds the keys that go through rows; the texts say what they do.
func MoveKeys(row, page, ends string) Moves {
	return Moves{
		Up: Bind("↑↓ j k", row, "up", "k"), Down: Bind("", "", "down", "j"),
		PageUp: Bind("PgUp PgDn", page, "pgup", "ctrl+b"), PageDown: Bind("", "", "pgdown", "ctrl+f"),
		Home: Bind("Home End g G", ends, "home", "g"), End: Bind("", "", "end", "G"),
	}
}

// Shown are those that stand in the help: one of each pair.
func (m Moves) Shown() []Binding { return []Binding{m.Up, m.PageUp, m.Home} }
