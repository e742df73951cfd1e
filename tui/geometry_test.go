package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// surfaces are the pictures of the console, by the keys that lead to them.
func surfaces() map[string][]string {
	return map[string][]string{
		"today":           {},
		"today, month":    {"p", "p"},
		"calls":           {"2"},
		"calls, week":     {"2", "p"},
		"calls, filtered": {"2", "l", "u"},
		"calls, none":     {"2", "l", "c", "m"},
		"search":          {"2", "/", "ц", "е", "н", "а"},
		"help":            {"?"},
		"help on calls":   {"2", "?"},
		"palette":         {":"},
		"filter":          {"2", "f"},
		"order":           {"2", "o"},
		"range":           {"P"},
		"export":          {"2", "e"},
		"managers":        {"4"},
		"hours":           {"5"},
		"causes":          {"6"},
		"review":          {"2", "l", "enter"},
		"review, help":    {"2", "l", "enter", "?"},
		"review, note":    {"2", "l", "enter", "m"},
		"review, moment":  {"2", "l", "enter", "g"},
	}
}

// sizes are widths and heights around every place where a layout changes.
func sizes() (widths, heights []int) {
	return []int{1, 2, 3, 5, 10, 20, 40, 60, 79, 80, 81, 95, 96, 97, 111, 112, 113, 120, 149, 150, 151, 200, 300},
		[]int{1, 2, 3, 5, 10, 20, 23, 24, 25, 30, 36, 50, 80}
}

func TestNoSurfaceBreaksTheScreenAtAnySize(t *testing.T) {
	t.Parallel()
	for name, keys := range surfaces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := deps(tuitest.Demo(t))
			if strings.HasPrefix(name, "help") {
				d.Lang = lang.EN
			}
			m, _ := opened(t, d, keys)
			widths, heights := sizes()
			for _, w := range widths {
				for _, h := range heights {
					m.Update(tea.WindowSizeMsg{Width: w, Height: h})
					checkFrame(t, m.draw(), w, h)
					if t.Failed() {
						return
					}
				}
			}
		})
	}
}

// opened brings a console to a surface and waits until nothing is loading.
func opened(t testing.TB, d Deps, keys []string) (*Model, *tuitest.Loop) {
	t.Helper()
	m := New(d)
	m.pollEvery = 10 * time.Millisecond
	loop := tuitest.NewLoop(t, func(msg tea.Msg) tea.Cmd {
		_, cmd := m.Update(msg)
		return cmd
	})
	loop.Do(m.Init())
	loop.Send(tea.WindowSizeMsg{Width: 120, Height: 36})
	loop.Until("the first load", func() bool { return m.placed && !m.current().Busy() })
	for _, k := range keys {
		m.draw() // a figure can be chosen where it was drawn
		loop.Send(tuitest.Key(k))
		loop.Until("the load after "+k, func() bool { return !m.current().Busy() })
	}
	if m.current().Typing() {
		loop.Until("the search", func() bool { return strings.Contains(m.draw(), "из") })
	}
	return m, loop
}

func checkFrame(t *testing.T, frame string, w, h int) {
	t.Helper()
	lines := strings.Split(frame, "\n")
	if len(lines) != h {
		t.Errorf("%d×%d: %d lines", w, h, len(lines))
	}
	for i, l := range lines {
		if n := layout.Width(l); n > w {
			t.Errorf("%d×%d: line %d is %d wide: %q", w, h, i, n, l)
		}
	}
}

func TestEveryScreenStandsAnySizeOfItsOwn(t *testing.T) {
	t.Parallel()
	m, _ := opened(t, deps(tuitest.Demo(t)), nil)
	for id, s := range m.screens {
		for _, w := range []int{0, 1, 2, 3, 4, 5, 7, 11, 30, 80, 300} {
			for _, h := range []int{0, 1, 2, 3, 4, 5, 8, 21, 80} {
				s.SetSize(w, h)
				if view := layout.Fit(s.View(), w, h); id == screen.Nowhere || layout.Width(view) < 0 {
					t.Errorf("screen %d at %d×%d", id, w, h)
				}
			}
		}
	}
}
