package tui

import (
	"context"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/store"
	"razbor/store/storetest"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// at opens the console at a screen, on the demo's day.
func at(dp Deps, id screen.ID) Deps {
	dp.Start, dp.Period = screen.Place{Screen: id}, screen.PeriodOf(screen.OneDay, 20261015)
	return dp
}

// windows are the keys that open a window over each screen, and what it shows.
func windows(id screen.ID) map[string]string {
	all := map[string]string{"?": "Клавиши", ":": "Команды"}
	if id != screen.Review {
		all["P"] = "1.10–15.10"
	}
	if id == screen.Calls {
		all["f"], all["o"] = "Какие звонки", "сначала новые"
	}
	return all
}

func TestEveryScreenOfASlowStoreSaysSoAndIsStopped(t *testing.T) {
	t.Parallel()
	for id := screen.Today; id <= screen.Causes; id++ {
		t.Run(string(rune('0'+id)), func(t *testing.T) {
			t.Parallel()
			term := tuitest.Start(t, New(at(behind(tuitest.Demo(t), never), id)), 80, 24)
			term.Until("загрузка", "Esc — остановить")
			for key, shows := range windows(id) {
				term.Hit(key)
				term.Until(shows)
				term.Hit("esc")
				term.UntilGone(shows)
			}
			for _, key := range []string{"down", "tab", "enter", "y", "home"} {
				term.Hit(key)
			}
			term.Until("загрузка", "Esc — остановить")
			term.Hit("esc")
			term.Until("остановлено; r — ещё раз")
			term.Press("q")
			if err := term.Ended(); err != nil {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

func TestEveryScreenOfAFailingStoreSaysSoAndComesBack(t *testing.T) {
	t.Parallel()
	for id, shows := range map[screen.ID]string{
		screen.Today: "32 звонка из 40", screen.Calls: "1 из 42", screen.Review: "Чек-лист", screen.Managers: "Обратная связь: Иван Петров",
		screen.Hours: "четверг, 11–12", screen.Causes: "15 причин",
	} {
		t.Run(string(rune('0'+id)), func(t *testing.T) {
			t.Parallel()
			var well atomic.Bool
			gate := func(r store.Reader) store.Reader {
				return mended{Reader: r, broken: storetest.Failing(r, store.ErrLocked), well: &well}
			}
			term := tuitest.Start(t, New(at(behind(tuitest.Demo(t), gate), id)), 80, 24)
			term.Until("база данных занята")
			for key, shows := range windows(id) {
				term.Press(key)
				term.Until(shows)
				term.Press("esc")
				term.UntilGone(shows)
			}
			term.Press("down", "tab", "enter", "y", "home")
			well.Store(true)
			term.Press("r")
			term.Until(shows)
		})
	}
}

// mended is a store that fails until it is well.
type mended struct {
	store.Reader
	broken store.Reader
	well   *atomic.Bool
}

func (m mended) now() store.Reader {
	if m.well.Load() {
		return m.Reader
	}
	return m.broken
}

func (m mended) Panel(ctx context.Context, q store.PanelQuery) (store.Panel, error) {
	return m.now().Panel(ctx, q)
}

func (m mended) Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error) {
	return m.now().Calls(ctx, f, p)
}

func (m mended) Count(ctx context.Context, f store.Filter, limit int) (int, error) {
	return m.now().Count(ctx, f, limit)
}

func (m mended) Call(ctx context.Context, id string) (store.Call, error) {
	return m.now().Call(ctx, id)
}

// A window that is dragged sends sizes by the hundred, small ones too, and
// messages come between them.
func TestAStormOfSizesBreaksNoSurface(t *testing.T) {
	t.Parallel()
	for name, keys := range surfaces() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, loop := opened(t, deps(tuitest.Demo(t)), keys)
			m.Update(tea.WindowSizeMsg{Width: 120, Height: 36})
			m.toast.text = ""
			before := ansi.Strip(m.draw())
			rng := rand.New(rand.NewPCG(1, 2))
			for i := range 100 {
				w, h := 1+rng.IntN(tuitest.MaxWidth), 1+rng.IntN(tuitest.MaxHeight)
				loop.Send(tea.WindowSizeMsg{Width: w, Height: h})
				if i%10 == 0 {
					loop.Send(screen.DataChanged{})
				}
				if err := tuitest.Flaw(m.draw(), w, h); err != nil {
					t.Fatal(err)
				}
			}
			loop.Idle()
			loop.Send(tea.WindowSizeMsg{Width: 120, Height: 36})
			loop.Idle()
			m.toast.text = ""
			if after := ansi.Strip(m.draw()); after != before {
				t.Errorf("the storm left another picture:\n%s\nit was:\n%s", after, before)
			}
		})
	}
}

func TestTheTerminalShowsTheWholePictureAfterAStorm(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{"today": nil, "filter": {"2", "f"}, "managers": {"4"}, "help": {"?"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, 120, 36, nil)
			term.Until("Потеряно")
			term.Press(keys...)
			for i := range 60 {
				term.Resize(20+i*97%260, 5+i*31%70)
			}
			term.Resize(100, 30)
			term.Settle()
			term.UntilWhole()
			if lines := strings.Split(term.Screen(), "\n"); len(lines) != 30 {
				t.Errorf("%d lines", len(lines))
			}
		})
	}
}
