package tui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func deps(d tuitest.Department) Deps {
	return Deps{Store: d.Store, Config: d.Config, Lang: lang.RU, Now: tuitest.Now, Author: "Тест"}
}

// start opens the console on the demo department in a virtual terminal.
func start(t *testing.T, w, h int, change func(*Deps), env ...string) *tuitest.Terminal {
	t.Helper()
	d := deps(tuitest.Demo(t))
	if change != nil {
		change(&d)
	}
	return tuitest.Start(t, New(d), w, h, env...)
}

func TestTheMorningCheckSaysTheSumAndOpensTheCalls(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("чт 15 октября 2026", "32 звонка из 40", "120 000 ₽", "200 000 ₽", "Иван Петров", "Не договаривается о следующем шаге")
	term.Press("down", "enter")
	term.Until("✓ пропущенные", "технические потери", "12 звонков")
	term.Press("esc")
	term.Until("32 звонка из 40")
}

func TestEveryQuitLeavesACleanTerminal(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{"q": "q", "q in Russian": "й", "ctrl+c": "ctrl+c", "ctrl+c in Russian": "ctrl+с"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term := start(t, 80, 24, nil)
			term.Until("Потеряно")
			term.Press(key)
			if err := term.Ended(); err != nil {
				t.Errorf("ended with %v", err)
			}
			raw := term.Raw()
			for what, code := range map[string]string{"alternate screen": "\x1b[?1049l", "mouse": "\x1b[?1002l", "cursor": "\x1b[?25h"} {
				if !strings.Contains(raw, code) {
					t.Errorf("the %s was not given back", what)
				}
			}
		})
	}
}

func TestCallsAreFoundByManagerAndMiss(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("2")
	term.Until("42 звонка", "+7 946 007-38-99")
	term.Press("f")
	term.Until("Какие звонки", "Иван Петров", "Выявление потребности")
	term.Press("down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "down", "space", "enter")
	term.Until("✓ Иван Петров", "10 звонков")
	term.Press("f")
	term.Until("Какие звонки")
	term.Press("down", "down", "down", "down", "space", "enter")
	term.Until("✓ Иван Петров", "✓ ✗ потребность", "7 звонков")
	term.Press("x")
	term.Until("42 звонка")
}

func TestWordsAreFoundAsTheyAreTypedAndTheHitOpens(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("2")
	term.Until("42 звонка")
	term.Press("/")
	term.Until("слова из разговора")
	term.Type("дороговато")
	term.Until("3:47", "Дороговато", "1 из 3")
	term.Press("down", "enter")
	term.Until("3 Разбор", "3:47", "Расшифровка")
	term.Press("esc")
	term.Until("дороговато", "2 из 3")
	term.Press("esc")
	term.Until("42 звонка", "l потерянные")
}

func TestKeysWorkWithTheRussianLayoutOn(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("2", "д") // l: lost calls
	term.Until("✓ потерянные", "32 звонка")
	term.Press(".") // the place of the slash
	term.Until("слова из разговора")
	term.Press("esc", "з") // p: the period
	term.Until("12–18 октября 2026")
	term.Press("Ж") // the place of the colon
	term.Until("Команды")
	term.Press("esc", "й")
	if err := term.Ended(); err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestThePeriodIsSharedAndAsked(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("чт 15 октября 2026")
	term.Press(",")
	term.Until("ср 14 октября 2026")
	term.Press("2")
	term.Until("ср 14 октября 2026", "Звонки")
	term.Press("p", "p")
	term.Until("октябрь 2026", "месяц")
	term.Press("P")
	term.Until("Период")
	term.Type("1.10-2.13")
	term.Press("enter")
	term.Until("не разобрать")
	term.Press("backspace", "backspace", "backspace", "backspace", "0", "2", ".", "1", "0", "enter")
	term.Until("1–2 октября 2026", "период")
	term.Press(",", ",", ",", ",", ",", ",", ",", ",", ",", ",", ",", ",")
	term.Until("раньше звонков нет")
}

func TestThePaletteFindsAnActionByItsName(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("ctrl+p")
	term.Until("Команды")
	term.Type("english")
	term.Press("enter")
	term.Until("Language: English", "Lost", "Metrics and norms")
	term.Press(":")
	term.Until("Commands")
	term.Type("calls")
	term.Press("enter")
	term.Until("42 calls", "Manager", "not reviewed")
	term.Press("?")
	term.Until("Keys", "Everywhere", "suspend")
	term.Press("esc")
	term.UntilGone("Everywhere")
}

func TestASmallWindowSaysWhatSizeItWants(t *testing.T) {
	t.Parallel()
	term := start(t, 60, 20, nil)
	term.Until("80×24", "60×20")
	term.Resize(80, 24)
	term.Until("Потеряно", "Показатели и нормы")
}

func TestAPlainTerminalShowsOnlyASCIIAndLetters(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil, "RAZBOR_ASCII=1")
	term.Until("Показатели и нормы", "+- Потеряно")
	term.Press("2")
	term.Until("42 звонка")
	for _, r := range term.Screen() {
		if r > '~' && (r < 'А' || r > 'я') && r != 'ё' && r != 'Ё' {
			t.Errorf("%q (%U) on a plain terminal:\n%s", r, r, term.Screen())
			return
		}
	}
}

func TestAnEmptyDatabaseSaysWhatToDo(t *testing.T) {
	t.Parallel()
	term := tuitest.Start(t, New(deps(tuitest.Empty(t))), 80, 24)
	term.Until("Звонков пока нет", "r — забрать звонки из источников", "r обновить данные")
	term.Press("2")
	term.Until("Звонков пока нет")
}

func TestASyncShowsItsProgressAndItsCallsAppear(t *testing.T) {
	t.Parallel()
	d := tuitest.Empty(t)
	dp := deps(d)
	entered, goOn := make(chan struct{}), make(chan struct{})
	dp.Sync = func(ctx context.Context, progress func(Progress)) (Synced, error) {
		progress(Progress{Source: "office", Done: 45, Total: 100})
		close(entered)
		<-goOn
		return Synced{Added: 870}, d.Sync(ctx)
	}
	term := tuitest.Start(t, New(dp), 80, 24)
	term.Until("Звонков пока нет")
	term.Press("r")
	<-entered
	term.Until("office 45 %")
	close(goOn)
	term.Until("Обновлено: 870 новых звонков")
	term.Press(":")
	term.Until("Команды")
	term.Type("последний день")
	term.Press("enter")
	term.Until("32 звонка из 40")
}

func TestASyncIsStoppedByItsKey(t *testing.T) {
	t.Parallel()
	entered := make(chan struct{})
	term := start(t, 80, 24, func(d *Deps) {
		d.Sync = func(ctx context.Context, _ func(Progress)) (Synced, error) {
			close(entered)
			<-ctx.Done()
			return Synced{}, ctx.Err()
		}
	})
	term.Until("Потеряно")
	term.Press("r")
	<-entered
	term.Until("обновление")
	term.Press("r")
	term.Until("Обновление остановлено")
}

func TestAFailedSyncSaysWhatToDo(t *testing.T) {
	t.Parallel()
	term := start(t, 80, 24, func(d *Deps) {
		d.Sync = func(context.Context, func(Progress)) (Synced, error) { return Synced{}, errors.New("no route to host") }
	})
	term.Until("Потеряно")
	term.Press("r")
	term.Until("no route to host")
}

func TestWhatIsSeenIsSavedToAFile(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("2", "l")
	term.Until("32 звонка")
	term.Press("e")
	term.Until("Сохранить")
	path := filepath.Join(t.TempDir(), "lost.csv")
	term.Press("ctrl+u")
	term.Type(path)
	term.Press("enter")
	term.Until("Сохранено")
	data, err := os.ReadFile(path)
	if err != nil || strings.Count(string(data), "\n") < 32 {
		t.Errorf("saved %d lines (%v)", strings.Count(string(data), "\n"), err)
	}
}

func TestTheWayBackLeadsToThePeriodLeft(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно", "против ср 14 окт")
	term.Press("down", "down", "down", "down", "enter") // the day before
	term.Until("ср 14 октября 2026", "37 звонков")
	term.Press("esc")
	term.Until("чт 15 октября 2026", "32 звонка из 40")
}

func TestTheConsoleOpensWhereItIsTold(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, func(d *Deps) {
		d.Start = screen.Place{Screen: screen.Calls}
		d.Period = screen.PeriodOf(screen.OneDay, 20261014)
	})
	term.Until("ср 14 октября 2026", "Звонки", "Клиент")
}

func TestTheMouseOpensTabsRowsAndPeriods(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Click("2 Звонки", 1)
	term.Until("42 звонка")
	term.Click("m пропущенные", 3)
	term.Until("✓ пропущенные", "12 звонков")
	term.Click("✓ пропущенные", 3)
	term.Until("42 звонка")
	term.Click("16:10", 1)
	term.Until("▌16:10", "Чек-лист")
	term.Send(tea.MouseWheelMsg{X: 10, Y: 10, Button: tea.MouseWheelDown})
	term.UntilGone("20:15  ✗")
	term.Click("‹", 0)
	term.Until("ср 14 октября 2026")
	term.Click("день", 1)
	term.Until("12–18 октября 2026")
	term.Press("?")
	term.Until("Клавиши")
	term.Send(tea.MouseClickMsg{X: 0, Y: 35, Button: tea.MouseLeft})
	term.UntilGone("Esc — закрыть")
}

func TestEveryFigureOfTheDayCanBeReachedAndOpened(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		want []string
	}{
		"lost in the talk":  {[]string{"down", "down"}, []string{"20 звонков", "✓ потерянные"}},
		"the month":         {[]string{"down", "down", "down", "down", "down", "down"}, []string{"октябрь 2026"}},
		"abandoned":         {[]string{"right", "up"}, []string{"8 звонков", "✓ брошен в очереди"}},
		"an hour":           {[]string{"tab"}, []string{"потери 9–10", "3 звонка"}},
		"a manager":         {[]string{"tab", "tab", "tab", "tab"}, []string{"✓ Иван Петров", "9 звонков"}},
		"the dearest cause": {[]string{"tab", "tab"}, []string{"✓ ✗ шаг"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m, loop := opened(t, deps(tuitest.Demo(t)), append(c.keys, "enter"))
			defer func() {
				if t.Failed() {
					t.Log(ansi.Strip(m.draw()))
				}
			}()
			for _, want := range c.want {
				loop.Until(want, func() bool {
					return strings.Contains(strings.ReplaceAll(ansi.Strip(m.draw()), "\u00a0", " "), want)
				})
			}
		})
	}
}

func TestWhatIsChosenIsCopied(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("y")
	term.Until("Скопировано: 320 000 ₽")
	term.Press("2")
	term.Until("42 звонка", "▌20:15")
	term.Press("end", "y")
	term.Until("Скопировано: 17920")
	if !strings.Contains(term.Raw(), "\x1b]52;c;") {
		t.Error("nothing was put into the clipboard")
	}
}

// Behind ssh, and for who types fast, Esc and the next key come as one.
func TestEscAndTheNextKeyMayComeAsOne(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("2", "f")
	term.Until("Какие звонки")
	term.Press("alt+4")
	term.Until("Обратная связь: Иван Петров")
	term.UntilGone("Какие звонки")
}

func TestAWindowSaysItsKeysInTheBottomLine(t *testing.T) {
	t.Parallel()
	term := start(t, 80, 24, nil)
	term.Until("Потеряно", "? все клавиши")
	term.Press("2", "f")
	term.Until("пробел отметить", "Enter применить", "Esc отменить")
	term.UntilGone("? все клавиши")
	term.Press("esc", "/")
	term.Until("Tab к найденному", "Esc закрыть")
	term.Press("esc", ":")
	term.Until("Enter выполнить")
}

func TestTheSearchIsOpenedFromEveryScreen(t *testing.T) {
	t.Parallel()
	for _, from := range []string{"1", "3", "4", "5", "6"} {
		t.Run(from, func(t *testing.T) {
			t.Parallel()
			term := start(t, 120, 36, nil)
			term.Until("Потеряно")
			term.Press(from)
			term.Press("/")
			term.Until("слова из разговора")
			term.Type("дороговато")
			term.Until("1 из 3")
			term.Press("esc", "esc")
			term.UntilGone("l потерянные")
		})
	}
}

func TestAChangeOfTheDataKeepsTheHitThatIsChosen(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("Потеряно")
	term.Press("/")
	term.Type("дороговато")
	term.Until("1 из 3")
	term.Press("down")
	term.Until("2 из 3")
	term.Send(screen.DataChanged{})
	term.Settle()
	term.UntilWhole()
	term.Until("2 из 3")
}

// Until a letter tells the layout, "." is the later day where there is one, and
// on the last day the place of the slash.
func TestTheFirstDotIsOfUseInBothLayouts(t *testing.T) {
	t.Parallel()
	term := start(t, 120, 36, nil)
	term.Until("чт 15 октября 2026", "Потеряно")
	term.Press(",")
	term.Until("ср 14 октября 2026")
	term.Press(".")
	term.Until("чт 15 октября 2026")
	term.Press(".")
	term.Until("слова из разговора")
}
