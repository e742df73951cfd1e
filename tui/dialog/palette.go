package dialog

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// Chosen is the action that was chosen in the palette.
type Chosen struct{ Binding keys.Binding }

// Palette finds an action by its name.
type Palette struct {
	edit  widget.Edit
	all   []keys.Binding
	names []string
	found []int
	list  widget.List
	top   int // row of the first action in the window, for the mouse
}

// NewPalette makes the palette of every binding that can be done now.
func NewPalette(groups []keys.Group) *Palette {
	p := &Palette{}
	seen := map[string]bool{}
	for _, g := range groups {
		for _, b := range g.Bindings {
			if b.Off != "" || b.Text == "" || len(b.Keys) == 0 || seen[b.Text] {
				continue
			}
			seen[b.Text] = true
			p.all = append(p.all, b)
			p.names = append(p.names, strings.ToLower(b.Text))
		}
	}
	p.find()
	return p
}

// Typing implements screen.Dialog.
func (*Palette) Typing() bool { return true }

// find keeps the actions whose name has the letters typed, the best first. Words
// typed with the other layout on are found too.
func (p *Palette) find() {
	p.found = p.found[:0]
	typed := strings.ToLower(strings.TrimSpace(p.edit.Text()))
	if typed == "" {
		for i := range p.all {
			p.found = append(p.found, i)
		}
	} else {
		matches := fuzzy.Find(typed, p.names)
		if len(matches) == 0 {
			matches = fuzzy.Find(otherLayout(typed), p.names)
		}
		for _, m := range matches {
			p.found = append(p.found, m.Index)
		}
	}
	p.list.Resize(p.list.Height, len(p.found))
	p.list.To(0)
}

// otherLayout retypes a text with the other layout on.
func otherLayout(s string) string {
	var b strings.Builder
	for _, r := range s {
		if l, ok := keys.Latin(r); ok {
			r = l
		} else if l, ok := keys.Russian(r); ok {
			r = l
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Update implements screen.Dialog.
func (p *Palette) Update(msg tea.Msg) (bool, tea.Msg) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		p.edit.Paste(msg.Content)
		p.find()
	case tea.MouseWheelMsg:
		p.list.Scroll(wheel(msg))
	case tea.MouseClickMsg:
		if row := msg.Y - p.top; row >= 0 && row < p.list.Height && p.list.Offset+row < len(p.found) {
			p.list.To(p.list.Offset + row)
			return p.choose()
		}
	case keys.Press:
		return p.press(msg)
	}
	return false, nil
}

func (p *Palette) press(k keys.Press) (bool, tea.Msg) {
	switch {
	case k.Named("esc"):
		return true, nil
	case k.Named("enter"):
		return p.choose()
	case k.Named("down"), k.Named("ctrl+n"), k.Named("tab"):
		p.list.Move(1)
	case k.Named("up"), k.Named("ctrl+p"), k.Named("shift+tab"):
		p.list.Move(-1)
	case k.Named("pgdown"):
		p.list.Page(1)
	case k.Named("pgup"):
		p.list.Page(-1)
	default:
		if p.edit.Press(k) {
			p.find()
		}
	}
	return false, nil
}

func (p *Palette) choose() (bool, tea.Msg) {
	if len(p.found) == 0 {
		return false, nil
	}
	return true, Chosen{p.all[p.found[p.list.Cursor]]}
}

// Keys implements screen.Keyed.
func (*Palette) Keys(t *lang.Texts) []keys.Binding {
	return []keys.Binding{
		keys.Bind("↑↓", t.Keys.Choose).Hinted(), keys.Bind("Enter", t.Keys.Do).Hinted(), keys.Bind("Esc", t.Keys.Close).Hinted(),
	}
}

// View implements screen.Dialog.
func (p *Palette) View(e *screen.Env, w, h int) string {
	width := min(w-4, 64)
	inner := width - widget.PanelInset
	rows := min(max(h-8, 1), 14)
	p.list.Resize(rows, len(p.found))
	p.top = 3
	lines := []string{
		e.Styles.Paint(theme.Accent, "› ") + p.edit.View(e.Styles, e.Texts.Frame.PaletteHint, inner-2),
		e.Styles.Paint(theme.Border, strings.Repeat("─", inner)),
	}
	from, to := p.list.Visible()
	cols := []widget.Column{{Width: 20, Flex: 1}, {Width: 12, Right: true}}
	widths := widget.FitColumns(cols, inner)
	for i := from; i < to; i++ {
		b := p.all[p.found[i]]
		g := theme.Plain
		if i == p.list.Cursor {
			g = theme.Selected
		}
		show := b.Key()
		if b.Command() {
			show = ""
		}
		lines = append(lines, widget.Row(e.Styles, g, cols, widths, []widget.Cell{{Text: " " + b.Text}, {Text: show + " ", Tone: theme.Dim}}, inner))
	}
	if len(p.found) == 0 {
		lines = append(lines, e.Styles.Paint(theme.Dim, layout.Cut(e.Texts.Frame.PaletteNone, inner)))
	}
	return widget.Panel(e.Styles, width, rows+2+widget.PanelHeight, e.Texts.Frame.Palette, "", true, lines)
}
