// Package theme turns a palette into the inks of the console: dark or light, in
// full colour, 16 colours or none, with a plain-ASCII form of every sign.
// Screens name a tone, never a colour; colour never carries a meaning alone.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Tone is what a piece of text is, as far as looks go.
type Tone int

// The tones. The zero value is plain text.
const (
	Text   Tone = iota
	Strong      // a heading, a figure that matters
	Dim         // labels, what is known anyway
	Faint       // rules, empty places
	Accent      // what can be pressed, the selected
	Good        // within the norm, done
	Warn        // near the norm, partly
	Bad         // beyond the norm, missed, lost
	Tech        // technical loss
	Talk        // communication loss
	Border      // frames
	Focus       // the frame in focus
	Title       // title of a panel
	Key         // a key in the bottom line
	Mark        // words that a search found
	Quote       // what a client said
	Said        // what a manager said
	numTones
)

// Ground is what the text stands on.
type Ground int

// The grounds. The zero value is the terminal's own background.
const (
	Plain    Ground = iota
	Selected        // the row under the cursor, in the panel in focus
	Resting         // the same in a panel out of focus
	Bar             // header and bottom line
	Tab             // the tab that is open
	Chip            // a filter that is on
	numGrounds
)

// HeatLevels is how many steps a heat map has, the empty one included.
const HeatLevels = 7

// Ink is a style as the two sequences around a text: painting costs a
// concatenation.
type Ink struct{ on, off string }

// On paints text, which must hold no other ink.
func (i Ink) On(text string) string {
	if text == "" {
		return ""
	}
	return i.on + text + i.off
}

// Options say for which terminal the styles are.
type Options struct {
	Light   bool
	ASCII   bool                 // RAZBOR_ASCII: no sign outside ASCII but the letters
	Profile colorprofile.Profile // what colours the terminal has
}

// Styles are the inks of one terminal. They are built once and shared.
type Styles struct {
	Options
	inks [numGrounds][numTones]Ink
	heat [HeatLevels]Ink
}

// New builds the styles for a terminal.
func New(o Options) *Styles {
	s := &Styles{Options: o}
	p := paletteFor(o)
	for g := range numGrounds {
		for t := range numTones {
			s.inks[g][t] = ink(p.style(g, t))
		}
	}
	for i := range s.heat {
		s.heat[i] = ink(p.heatStyle(i))
	}
	return s
}

// ink takes the sequences of a style from what it draws around one letter.
func ink(style lipgloss.Style) Ink {
	on, off, found := strings.Cut(style.Render("x"), "x")
	if !found {
		return Ink{}
	}
	return Ink{on, off}
}

// Paint draws text in a tone on the terminal's background.
func (s *Styles) Paint(t Tone, text string) string { return s.inks[Plain][t].On(text) }

// PaintOn draws text in a tone on a ground.
func (s *Styles) PaintOn(g Ground, t Tone, text string) string { return s.inks[g][t].On(text) }

// Heat paints a cell of a heat map; level 0 is empty, HeatLevels-1 the hottest.
func (s *Styles) Heat(level int, text string) string {
	return s.heat[min(max(level, 0), HeatLevels-1)].On(text)
}

// Mono reports whether there are no colours, so that shades must be drawn by signs.
func (s *Styles) Mono() bool {
	return s.Profile > colorprofile.Unknown && s.Profile < colorprofile.ANSI
}

// Few reports whether there are at most 16 colours.
func (s *Styles) Few() bool {
	return s.Profile > colorprofile.Unknown && s.Profile < colorprofile.ANSI256
}

// palette is the colours of the tokens; nil leaves the terminal's own.
type palette struct {
	tones          [numTones]color.Color
	selected       color.Color
	resting        color.Color
	bar, tab, chip color.Color
	tabText        color.Color
	heat           []color.Color // HeatLevels-1, the coolest first
	heatText       color.Color
	mono           bool
	few            bool
}

func paletteFor(o Options) palette {
	s := Styles{Options: o}
	switch {
	case s.Mono():
		return palette{mono: true, few: true}
	case s.Few():
		return fewColours(o.Light)
	case o.Light:
		return light()
	}
	return dark()
}

func dark() palette {
	c := lipgloss.Color
	p := palette{
		selected: c("#2b3a55"), resting: c("#22272f"), bar: c("#1a1e25"), tab: c("#7aa2f7"), tabText: c("#10141c"),
		chip:     c("#33415e"),
		heat:     lipgloss.Blend1D(HeatLevels-1, c("#2a2329"), c("#7a3440"), c("#e0566a")),
		heatText: c("#f2e9ea"),
	}
	p.tones = [numTones]color.Color{
		Text: c("#d7dae0"), Strong: c("#f1f3f7"), Dim: c("#98a0ae"), Faint: c("#5b6371"), Accent: c("#7aa2f7"),
		Good: c("#8cc98a"), Warn: c("#e3b768"), Bad: c("#f0707f"), Tech: c("#e5955c"), Talk: c("#bb9af7"),
		Border: c("#3b424e"), Focus: c("#7aa2f7"), Title: c("#b9c0cc"), Key: c("#7aa2f7"), Mark: c("#ffd479"),
		Quote: c("#c8b6f5"), Said: c("#9fc7e8"),
	}
	return p
}

func light() palette {
	c := lipgloss.Color
	p := palette{
		selected: c("#cfe0ff"), resting: c("#e9ebef"), bar: c("#eceef2"), tab: c("#2459c9"), tabText: c("#ffffff"),
		chip:     c("#d5e0f8"),
		heat:     lipgloss.Blend1D(HeatLevels-1, c("#fbeeee"), c("#f3a9ae"), c("#d23c4b")),
		heatText: c("#26181a"),
	}
	p.tones = [numTones]color.Color{
		Text: c("#23272e"), Strong: c("#0b0d10"), Dim: c("#565d69"), Faint: c("#959ca8"), Accent: c("#2459c9"),
		Good: c("#23752b"), Warn: c("#8f5a00"), Bad: c("#bf2233"), Tech: c("#a84b08"), Talk: c("#7036bf"),
		Border: c("#c3c8d0"), Focus: c("#2459c9"), Title: c("#3b424d"), Key: c("#2459c9"), Mark: c("#8a5200"),
		Quote: c("#6a3fb0"), Said: c("#1f5f8f"),
	}
	return p
}

// fewColours uses the terminal's own 16, which its owner made readable on his
// background; text is left as it is.
func fewColours(isLight bool) palette {
	p := palette{few: true}
	bright := func(normal, onDark color.Color) color.Color {
		if isLight {
			return normal
		}
		return onDark
	}
	p.tones = [numTones]color.Color{
		Dim: nil, Faint: lipgloss.BrightBlack, Accent: bright(lipgloss.Blue, lipgloss.BrightBlue),
		Good: lipgloss.Green, Warn: lipgloss.Yellow, Bad: bright(lipgloss.Red, lipgloss.BrightRed), Tech: lipgloss.Yellow,
		Talk: lipgloss.Magenta, Border: lipgloss.BrightBlack, Focus: bright(lipgloss.Blue, lipgloss.BrightBlue),
		Key: bright(lipgloss.Blue, lipgloss.BrightBlue), Mark: lipgloss.Yellow, Quote: lipgloss.Magenta, Said: lipgloss.Cyan,
	}
	return p
}

// style is the ink of a tone on a ground. Without colours, and with few, the
// selected row is reversed, and weight tells what colour would.
func (p palette) style(g Ground, t Tone) lipgloss.Style {
	st := lipgloss.NewStyle()
	switch t {
	case Strong, Title, Mark, Focus, Bad:
		st = st.Bold(t != Focus && (t != Bad || p.few))
	}
	if t == Mark {
		st = st.Underline(true)
	}
	if p.few && g != Plain {
		switch g {
		case Selected, Tab:
			return st.Reverse(true)
		case Resting, Chip:
			return st.Underline(true)
		}
		return p.coloured(st, t)
	}
	st = p.coloured(st, t)
	switch g {
	case Selected:
		st = st.Background(p.selected)
	case Resting:
		st = st.Background(p.resting)
	case Bar:
		st = st.Background(p.bar)
	case Tab:
		st = st.Background(p.tab).Foreground(p.tabText).Bold(true)
	case Chip:
		st = st.Background(p.chip)
	}
	return st
}

func (p palette) coloured(st lipgloss.Style, t Tone) lipgloss.Style {
	if c := p.tones[t]; c != nil {
		return st.Foreground(c)
	}
	if p.mono && t == Faint {
		return st.Faint(true)
	}
	return st
}

func (p palette) heatStyle(level int) lipgloss.Style {
	st := lipgloss.NewStyle()
	switch {
	case level == 0:
		return p.coloured(st, Faint)
	case p.few && level >= HeatLevels-2:
		return p.coloured(st.Reverse(true), Bad)
	case p.few:
		return p.coloured(st, Text)
	}
	return st.Background(p.heat[level-1]).Foreground(p.heatText)
}
