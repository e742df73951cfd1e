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

// Lip returns a tone on a ground as a style, for what is drawn by others' hands.
func (s *Styles) Lip(g Ground, t Tone) lipgloss.Style { return paletteFor(s.Options).style(g, t) }

// Paint draws text in a tone on the terminal's background.
func (s *Styles) Paint(t Tone, text string) string { return s.inks[Plain][t].On(text) }

// PaintOn draws text in a tone on a ground.
func (s *Styles) PaintOn(g Ground, t Tone, text string) string { return s.inks[g][t].On(text) }

// Heat paints a cell of a heat map; level 0 is empty, HeatLevels-1 the hottest.
func (s *Styles) Heat(level int, text string) string {
	return s.heat[min(max(level, 0), HeatLevels-1)].On(text)
}

// Ground returns the colours of the terminal's own background and text, for a
// person who chose a theme that the terminal is not in; nil where the terminal
// has too few colours to be asked.
func (s *Styles) Ground() (background, text color.Color) {
	if s.Few() {
		return nil, nil
	}
	if s.Light {
		return lipgloss.Color("#fbfbfc"), lipgloss.Color("#23272e")
	}
	return lipgloss.Color("#101216"), lipgloss.Color("#d7dae0")
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
		return light(o)
	}
	return dark(o)
}

// picker chooses between a colour and its nearest fellow among the fixed 256:
// the nearest by distance is often of another hue.
func picker(o Options) func(hex string, index uint8) color.Color {
	return func(hex string, index uint8) color.Color {
		if o.Profile == colorprofile.ANSI256 {
			return lipgloss.ANSIColor(index)
		}
		return lipgloss.Color(hex)
	}
}

func dark(o Options) palette {
	c := picker(o)
	p := palette{
		selected: c("#2b3a55", 238), resting: c("#22272f", 236), bar: c("#1a1e25", 235), tab: c("#7aa2f7", 111),
		tabText: c("#10141c", 234), chip: c("#33415e", 24),
		heat:     []color.Color{c("#2a2329", 236), c("#4a2931", 52), c("#6f3340", 88), c("#94404f", 124), c("#bb4c5e", 160), c("#e0566a", 203)},
		heatText: c("#f2e9ea", 255),
	}
	p.tones = [numTones]color.Color{
		Text: c("#d7dae0", 252), Strong: c("#f1f3f7", 255), Dim: c("#98a0ae", 247), Faint: c("#5b6371", 241), Accent: c("#7aa2f7", 111),
		Good: c("#8cc98a", 114), Warn: c("#e3b768", 179), Bad: c("#f0707f", 204), Tech: c("#e5955c", 173), Talk: c("#bb9af7", 141),
		Border: c("#3b424e", 239), Focus: c("#7aa2f7", 111), Title: c("#b9c0cc", 251), Key: c("#7aa2f7", 111), Mark: c("#ffd479", 222),
		Quote: c("#c8b6f5", 183), Said: c("#9fc7e8", 152),
	}
	return p
}

func light(o Options) palette {
	c := picker(o)
	p := palette{
		selected: c("#cfe0ff", 153), resting: c("#e9ebef", 254), bar: c("#eceef2", 255), tab: c("#2459c9", 26), tabText: c("#ffffff", 231),
		chip:     c("#d5e0f8", 189),
		heat:     []color.Color{c("#fbeeee", 255), c("#f8d9da", 224), c("#f3bcc0", 217), c("#ec949b", 210), c("#e06a75", 203), c("#d23c4b", 160)},
		heatText: c("#26181a", 234),
	}
	p.tones = [numTones]color.Color{
		Text: c("#23272e", 235), Strong: c("#0b0d10", 232), Dim: c("#565d69", 241), Faint: c("#959ca8", 247), Accent: c("#2459c9", 26),
		Good: c("#23752b", 28), Warn: c("#8f5a00", 94), Bad: c("#bf2233", 124), Tech: c("#a84b08", 130), Talk: c("#7036bf", 91),
		Border: c("#c3c8d0", 251), Focus: c("#2459c9", 26), Title: c("#3b424d", 238), Key: c("#2459c9", 26), Mark: c("#8a5200", 94),
		Quote: c("#6a3fb0", 55), Said: c("#1f5f8f", 24),
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
	case p.few:
		return p.fewHeat(st, level)
	}
	return st.Background(p.heat[level-1]).Foreground(p.heatText)
}

// fewHeat has three steps in place of six: plain, set off, and hot.
func (p palette) fewHeat(st lipgloss.Style, level int) lipgloss.Style {
	switch {
	case level < HeatLevels/2:
		return p.coloured(st, Text)
	case level < HeatLevels-2:
		return p.coloured(st.Bold(true), Warn)
	case p.mono:
		return st.Bold(true).Reverse(true)
	}
	return st.Bold(true).Background(lipgloss.Red).Foreground(lipgloss.BrightWhite)
}
