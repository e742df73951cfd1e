package theme

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

func looks() map[string]Options {
	return map[string]Options{
		"dark": {Profile: colorprofile.TrueColor}, "light": {Light: true, Profile: colorprofile.TrueColor},
		"dark, 256": {Profile: colorprofile.ANSI256}, "light, 256": {Light: true, Profile: colorprofile.ANSI256},
		"dark, 16": {Profile: colorprofile.ANSI}, "light, 16": {Light: true, Profile: colorprofile.ANSI},
		"none": {Profile: colorprofile.ASCII},
	}
}

func TestInkChangesNoTextAndEndsItself(t *testing.T) {
	t.Parallel()
	for name, o := range looks() {
		s := New(o)
		for g := range numGrounds {
			for tone := range numTones {
				out := s.PaintOn(g, tone, "текст ё")
				if ansi.Strip(out) != "текст ё" {
					t.Errorf("%s: ground %d, tone %d drew %q", name, g, tone, out)
				}
				if strings.Contains(out, "\x1b") && !strings.HasSuffix(out, "m") {
					t.Errorf("%s: ground %d, tone %d does not end its style: %q", name, g, tone, out)
				}
			}
		}
		for level := -1; level <= HeatLevels; level++ {
			if ansi.Strip(s.Heat(level, "5")) != "5" {
				t.Errorf("%s: heat %d drew %q", name, level, s.Heat(level, "5"))
			}
		}
		if s.Paint(Bad, "") != "" {
			t.Errorf("%s: nothing was drawn as %q", name, s.Paint(Bad, ""))
		}
	}
}

// The selected row must be told from the others in every look, and lost from
// done without colour by the signs alone.
func TestTheSelectedRowIsSeenInEveryLook(t *testing.T) {
	t.Parallel()
	for name, o := range looks() {
		s := New(o)
		if s.PaintOn(Selected, Text, "x") == s.Paint(Text, "x") {
			t.Errorf("%s: the selected row looks like any other", name)
		}
		if s.PaintOn(Tab, Text, "x") == s.PaintOn(Bar, Text, "x") {
			t.Errorf("%s: the open tab looks like any other", name)
		}
		if s.PaintOn(Chip, Text, "x") == s.Paint(Text, "x") {
			t.Errorf("%s: a filter that is on looks like one that is off", name)
		}
	}
}

func TestWithoutColoursThereIsNone(t *testing.T) {
	t.Parallel()
	colour := regexp.MustCompile(`\x1b\[[0-9;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)
	s := New(Options{Profile: colorprofile.ASCII})
	for g := range numGrounds {
		for tone := range numTones {
			if out := s.PaintOn(g, tone, "x"); colour.MatchString(out) {
				t.Errorf("ground %d, tone %d has a colour: %q", g, tone, out)
			}
		}
	}
}

func TestPlainSignsTakeOneCellEach(t *testing.T) {
	t.Parallel()
	s := New(Options{ASCII: true})
	signs := "─│┌┐└┘├┤┬┴┼╭╮╰╯━┃▁▂▃▄▅▆▇█▀▌▐░▒▓✓✗●○▲▼▶◀⏵⏸⟳→←↑↓×−–—…«»‹›≥≤₽€№\u00a0⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
	out := s.Frame(signs)
	if utf8.RuneCountInString(out) != utf8.RuneCountInString(signs) {
		t.Errorf("%d signs became %d", utf8.RuneCountInString(signs), utf8.RuneCountInString(out))
	}
	for _, r := range out {
		if r > '~' {
			t.Errorf("%q is left on a plain terminal", r)
		}
	}
	if New(Options{}).Frame(signs) != signs {
		t.Error("signs were changed on a terminal that has them")
	}
}

func BenchmarkPaint(b *testing.B) {
	s := New(Options{Profile: colorprofile.TrueColor})
	for b.Loop() {
		s.Paint(Bad, "текст")
	}
}
