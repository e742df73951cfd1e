package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/tuitest"
)

// surfaces are the pictures of the console, by the keys that lead to them.
func surfaces() map[string][]string {
	return map[string][]string{
		"today":             {},
		"today, month":      {"p", "p"},
		"calls":             {"2"},
		"calls, week":       {"2", "p"},
		"calls, filtered":   {"2", "l", "u"},
		"calls, none":       {"2", "l", "c", "m"},
		"calls, no preview": {"2", "v"},
		"search":            {"2", "/", "ц", "е", "н", "а"},
		"help":              {"?"},
		"help on calls":     {"2", "?"},
		"palette":           {":"},
		"palette, narrowed": {":", "н", "е", "д"},
		"filter":            {"2", "f"},
		"order":             {"2", "o"},
		"range":             {"P"},
		"export":            {"2", "e"},
		"managers":          {"4"},
		"managers, moments": {"4", "tab", "down"},
		"managers, all":     {"4", "end", "p"},
		"hours":             {"5"},
		"hours, month":      {"5", "p", "p", "v"},
		"causes":            {"6"},
		"causes, month":     {"6", "p", "p", "tab"},
		"review":            {"2", "l", "down", "down", "enter"},
		"review, no call":   {"3"},
		"review, missed":    {"2", "m", "enter"},
		"review, checklist": {"2", "l", "down", "down", "enter", "tab", "down"},
		"review, help":      {"2", "l", "down", "down", "enter", "?"},
		"review, note":      {"2", "l", "down", "down", "enter", "m"},
		"review, moment":    {"2", "l", "down", "down", "enter", "g"},
		"review, verdict":   {"2", "l", "down", "down", "enter", "n", "x"},
		"review, outcome":   {"2", "l", "down", "down", "enter", "tab", "home", "x"},
		"review, playlist":  {"2", "l", "down", "down", "enter", "c", "C"},
	}
}

// The variable tuitest.EverySize asks for the whole sweep.
func TestNoSurfaceBreaksTheScreenAtAnySize(t *testing.T) {
	t.Parallel()
	for name, keys := range surfaces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, _ := opened(t, deps(tuitest.Demo(t)), keys)
			sweep(t, m)
		})
	}
}

func TestNoSurfaceOfAnEmptyDatabaseBreaksTheScreen(t *testing.T) {
	t.Parallel()
	for _, keys := range [][]string{{}, {"2"}, {"2", "f"}, {"3"}, {"3", "C"}, {"4"}, {"5"}, {"6"}} {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			t.Parallel()
			m, _ := opened(t, deps(tuitest.Empty(t)), keys)
			sweep(t, m)
		})
	}
}

// sweep draws what is open at all sizes, in both languages.
func sweep(t *testing.T, m *Model) {
	t.Helper()
	for i, l := range []lang.Lang{lang.RU, lang.EN} {
		m.env.Texts = lang.For(l)
		m.restyle()
		for w, h := range tuitest.Sweep(t.Name(), i) {
			m.Update(tea.WindowSizeMsg{Width: w, Height: h})
			if err := tuitest.Flaw(m.draw(), w, h); err != nil {
				t.Fatalf("%s, %v", l, err)
			}
		}
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
		loop.Idle()
	}
	if m.current().Typing() {
		loop.Until("the search", func() bool { return strings.Contains(m.draw(), "1 "+m.env.Texts.Frame.Of) })
		loop.Idle()
	}
	return m, loop
}

func TestEveryScreenStandsAnySizeOfItsOwn(t *testing.T) {
	t.Parallel()
	m, _ := opened(t, deps(tuitest.Demo(t)), nil)
	for id, s := range m.screens {
		for _, w := range []int{0, 1, 2, 3, 4, 5, 7, 11, 30, 80, 300} {
			for _, h := range []int{0, 1, 2, 3, 4, 5, 8, 21, 80} {
				s.SetSize(w, h)
				if view := layout.Fit(s.View(), w, h); w > 0 && h > 0 {
					if err := tuitest.Flaw(view, w, h); err != nil {
						t.Errorf("screen %d: %v", id, err)
					}
				}
			}
		}
	}
}
