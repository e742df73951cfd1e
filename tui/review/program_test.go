package review_test

import (
	"strings"
	"testing"

	"razbor/audio/device"
	"razbor/audio/player"
	"razbor/scoring"
	"razbor/store"
	"razbor/tui"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// theCall is Ivan's, in which the price objection at 3:47 is not answered.
const theCall = "1792051946.48232"

// start opens the console on THE call of the demo department in a virtual
// terminal, with a player that has no device.
func start(t *testing.T, w, h int, change func(*tui.Deps)) (*tuitest.Terminal, tuitest.Department, *tui.Model) {
	t.Helper()
	d := tuitest.Demo(t)
	p := player.New(player.WithDevice(device.None()))
	t.Cleanup(p.Close)
	deps := tui.Deps{
		Store: d.Store, Config: d.Config, Lang: lang.RU, Now: tuitest.Now, Player: p, Author: "Мария",
		Start: screen.Place{Screen: screen.Review, Call: theCall, AtMS: 200_000}, Period: screen.PeriodOf(screen.OneDay, 20261015),
	}
	if change != nil {
		change(&deps)
	}
	m := tui.New(deps)
	return tuitest.Start(t, m, w, h), d, m
}

func TestTheCallIsHeardFromItsMissAndJudged(t *testing.T) {
	t.Parallel()
	term, d, m := start(t, 120, 36, nil)
	term.Until("Иван Петров", "ПОТЕРЯН", "3:20 / 4:19", "Сейчас посчитаю")
	term.Press("n", "n")
	term.Until("3:47 / 4:19", "▶  3:47  Клиент", "Дороговато", "ответа по")
	term.Press("space")
	term.UntilGone("‖")
	term.Until("без звука")
	term.Press("space", "x")
	term.Until("Как верно")
	term.Press("enter")
	term.Until("✓ Работа с возражениями", "Мария")
	term.Press("z")
	term.Until("✗ Работа с возражениями")
	term.Press("m")
	term.Until("Заметка")
	term.Type("спросить про бюджет")
	term.Press("enter")
	term.Until("■ спросить про бюджет")
	term.Press("a")
	term.Until("верно: Мария")
	term.Press("й")
	if err := term.Ended(); err != nil {
		t.Fatal(err)
	}
	m.Close() // as Run does: what was marked is kept before the store is closed
	marks, err := d.Store.Marks(t.Context(), theCall)
	if err != nil || len(marks) != 1 || !marks[0].Agrees || marks[0].Item != scoring.Objections {
		t.Errorf("kept marks %+v, %v", marks, err)
	}
	notes, err := d.Store.Notes(t.Context(), theCall)
	if err != nil || len(notes) != 1 || notes[0].Text != "спросить про бюджет" {
		t.Errorf("kept notes %+v, %v", notes, err)
	}
}

func TestAKeyOfThePeriodSaysWhyItDoesNothing(t *testing.T) {
	t.Parallel()
	term, _, _ := start(t, 80, 24, nil)
	term.Until("3:20 / 4:19")
	term.Press("з") // p
	term.Until("здесь открыт один звонок")
}

func TestAPlaceIsTypedInDigitsThatOtherwiseTurnScreens(t *testing.T) {
	t.Parallel()
	term, _, _ := start(t, 80, 24, nil)
	term.Until("3:20 / 4:19")
	term.Press("g")
	term.Until("Перейти")
	term.Type("347")
	term.Press("enter")
	term.Until("3:47 / 4:19")
	term.Press("2")
	term.Until("42 звонка")
	term.Press("esc")
	term.Until("3:47 / 4:19")
}

func TestTheWindowMayChangeWhileItPlays(t *testing.T) {
	t.Parallel()
	term, _, _ := start(t, 120, 36, nil)
	term.Until("3:20 / 4:19")
	term.Press("space")
	term.Until("▶ 3:")
	for _, size := range [][2]int{{80, 24}, {200, 50}, {40, 10}, {81, 25}} {
		term.Resize(size[0], size[1])
	}
	term.Until("Расшифровка", "Чек-лист", "▶ 3:")
}

func TestMomentsOfTwoCallsArePlayedOneAfterAnother(t *testing.T) {
	t.Parallel()
	term, d, _ := start(t, 120, 36, nil)
	term.Until("3:20 / 4:19")
	term.Press("n", "n", "c")
	term.Until("в подборке: 3:47")
	term.Press("g")
	term.Until("Перейти")
	term.Type("0:11")
	term.Press("enter")
	term.Until("0:11 / 4:19")
	term.Press("c", "C")
	term.Until("с какого момента слушать", "0:11", "3:47")
	term.Press("enter")
	term.Until("подборка: 1 из 2")
	term.Press("J")
	term.Until("подборка: 2 из 2")
	term.Press("esc")
	term.UntilGone("подборка: 2 из 2")
	list, err := d.Store.Playlist(t.Context())
	if err != nil || len(list) != 2 {
		t.Errorf("the playlist has %d moments, %v", len(list), err)
	}
}

func TestTheReviewSpeaksEnglish(t *testing.T) {
	t.Parallel()
	term, _, _ := start(t, 120, 36, func(d *tui.Deps) { d.Lang = lang.EN })
	term.Until("LOST", "Transcript", "Checklist", "3:20 / 4:19")
	term.Press("n", "n")
	term.Until("no answer to the")
}

func TestWhereACallIsLeftIsKeptWhenTheConsoleEnds(t *testing.T) {
	t.Parallel()
	d := tuitest.Demo(t)
	deps := tui.Deps{
		Store: d.Store, Config: d.Config, Lang: lang.RU, Now: tuitest.Now, Author: "Мария",
		Start: screen.Place{Screen: screen.Review, Call: theCall, AtMS: 200_000}, Period: screen.PeriodOf(screen.OneDay, 20261015),
	}
	m := tui.New(deps)
	term := tuitest.Start(t, m, 80, 24)
	term.Until("3:20 / 4:19")
	term.Press("q")
	if err := term.Ended(); err != nil {
		t.Fatal(err)
	}
	m.Close()
	if at, err := d.Store.Resume(t.Context(), theCall); err != nil || at != 200_000 {
		t.Errorf("kept %d, %v", at, err)
	}
}

func TestEveryRiskyCallOfTheDayCanBeSteppedThrough(t *testing.T) {
	t.Parallel()
	term, d, _ := start(t, 120, 36, nil)
	term.Until("3:20 / 4:19", "‹")
	page, err := d.Store.Calls(t.Context(), screen.PeriodOf(screen.OneDay, 20261015).Narrow(store.Filter{Answered: true}, d.Config.Location()), store.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for range page.Calls {
		term.Press("K")
	}
	term.Until("это первый звонок списка")
	for range page.Calls {
		term.Press("о") // J is a capital: this is j, a line of the transcript
		term.Press("О")
	}
	term.Until("это последний звонок списка")
	if strings.Contains(term.Screen(), "panic") {
		t.Error("the console broke")
	}
}

// The way of a person's first five minutes, by the keys that the screens name:
// the sum of the day, the call that was lost over the price, the objection
// heard, the verdict marked and taken back, a note, the playlist.
func TestTheFirstFiveMinutesGoTheirWayInBothLayouts(t *testing.T) {
	t.Parallel()
	for name, typed := range map[string]func(string) string{
		"latin":   func(key string) string { return key },
		"russian": inRussian,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			term, d, m := start(t, 80, 24, func(d *tui.Deps) { d.Start = screen.Place{} })
			press := func(names ...string) {
				for _, n := range names {
					term.Press(typed(n))
				}
			}
			term.Until("32 звонка из 40", "▀▀", "Enter звонки за этой цифрой")
			press("/")
			term.Until("слова из разговора")
			term.Type("дороговато")
			term.Until("Иван Петров", "3:47", "Enter разобрать")
			press("down")
			term.Until("2 из 3")
			press("enter")
			term.Until("Иван Петров ←", "3:47 / 4:19", "a верно", "x неверно", "m заметка")
			press("space")
			term.UntilGone("‖")
			press("space", "x")
			term.Until("Как верно: Работа с возражениями", "Enter применить")
			press("enter")
			term.Until("✓ Работа с возражени")
			press("z")
			term.Until("✗ Работа с возражени", "отменено")
			press("m")
			term.Until("Заметка", "Enter готово")
			term.Type("спросить про бюджет")
			press("enter")
			term.Until("заметка на 3:4")
			press("c")
			term.Until("в подборке: 3:4")
			press("C")
			term.Until("с какого момента слушать")
			press("enter")
			term.Until("подборка: 1 из 1")
			press("esc", "q")
			if err := term.Ended(); err != nil {
				t.Fatal(err)
			}
			m.Close()
			notes, err := d.Store.Notes(t.Context(), theCall)
			if err != nil || len(notes) != 2 {
				t.Errorf("kept %d notes, %v", len(notes), err)
			}
		})
	}
}

// inRussian is what a key types with the Russian layout on.
func inRussian(key string) string {
	if key == "/" {
		return "."
	}
	r := []rune(key)
	if letter, ok := keys.Russian(r[0]); ok && len(r) == 1 {
		return string(letter)
	}
	return key
}
