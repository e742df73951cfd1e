package tuitest

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/store/panels"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

// Stage is one screen without the console's frame: what it asks of the frame is
// kept in Asked.
type Stage struct {
	Env    *screen.Env
	Screen screen.Screen
	Asked  []tea.Msg
	t      testing.TB
	loop   *Loop
	reader keys.Reader
}

// OnStage puts a screen on a department's store, on the demo's day, in Russian.
func OnStage(t testing.TB, d Department, db screen.Store, build func(*screen.Env) screen.Screen) *Stage {
	t.Helper()
	figures, err := panels.FromConfig(d.Config)
	if err != nil {
		t.Fatal(err)
	}
	if db == nil {
		db = d.Store
	}
	s := &Stage{t: t, Env: &screen.Env{
		Store: db, Config: d.Config, Figures: figures, Texts: lang.For(lang.RU), Styles: theme.New(theme.Options{}), Now: Now,
		Period: screen.PeriodOf(screen.OneDay, 20261015), First: 20260916, Last: 20261015, Version: 1, Author: "Мария",
	}}
	s.Screen = build(s.Env)
	s.Screen.SetSize(120, 33)
	s.loop = NewLoop(t, s.update)
	return s
}

// update keeps what is for the frame and gives the rest to the screen.
func (s *Stage) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Go, screen.Back, screen.Toast, screen.Open, screen.SetPeriod:
		s.Asked = append(s.Asked, msg)
		return nil
	case tea.KeyPressMsg:
		return s.Screen.Update(s.reader.Read(msg))
	}
	return s.Screen.Update(msg)
}

// Enter opens the screen at a place and waits for what it loads.
func (s *Stage) Enter(p screen.Place) {
	s.t.Helper()
	s.loop.Do(s.Screen.Enter(p))
	s.Settle()
}

// Start opens the screen at a place and does not wait.
func (s *Stage) Start(p screen.Place) { s.loop.Do(s.Screen.Enter(p)) }

// Settle waits until all that was asked for has been answered.
func (s *Stage) Settle() {
	s.t.Helper()
	s.loop.Idle()
}

// Press presses keys by name, or the letters typed, and waits after each.
func (s *Stage) Press(names ...string) {
	s.t.Helper()
	for _, n := range names {
		s.Screen.View()
		s.Send(Key(n))
	}
}

// Send gives the screen a message and waits for what it loads.
func (s *Stage) Send(msg tea.Msg) {
	s.t.Helper()
	s.loop.Send(msg)
	s.Settle()
}

// Text is what the screen shows, without colours, its fixed spaces as plain ones.
func (s *Stage) Text() string {
	return strings.ReplaceAll(ansi.Strip(s.Screen.View()), "\u00a0", " ")
}

// Place is the place that the screen asked for last.
func (s *Stage) Place() screen.Place {
	s.t.Helper()
	var p screen.Place
	s.loop.Until("a place being asked for", func() bool {
		for _, msg := range s.Asked {
			if g, ok := msg.(screen.Go); ok {
				p = g.Place
			}
		}
		return p.Screen != screen.Nowhere
	})
	s.Asked = nil
	return p
}

// Sizes are widths and heights around every place where a layout changes.
func Sizes() (widths, heights []int) {
	return []int{0, 1, 2, 3, 5, 10, 23, 40, 60, 75, 76, 79, 80, 81, 95, 96, 99, 100, 110, 115, 116, 120, 149, 150, 200, 300},
		[]int{0, 1, 2, 3, 4, 5, 8, 11, 12, 15, 18, 21, 22, 25, 33, 47, 78}
}
