package tui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/storetest"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// behind puts a gate in front of a department's reader.
func behind(d tuitest.Department, gate func(store.Reader) store.Reader) Deps {
	dp := deps(d)
	dp.Store = struct {
		store.Reader
		store.Reviewer
	}{gate(d.Store), d.Store}
	return dp
}

func never(r store.Reader) store.Reader { return storetest.Slow(r, time.Hour) }

func TestASlowStoreIsToldKeysWorkAndEscStopsIt(t *testing.T) {
	t.Parallel()
	term := tuitest.Start(t, New(behind(tuitest.Demo(t), never)), 80, 24)
	term.Until("загрузка", "Esc — остановить")
	term.Hit("?")
	term.Until("Клавиши")
	term.Hit("esc")
	term.UntilGone("Клавиши")
	term.Hit("2")
	term.Until("l потерянные", "загрузка")
	term.Hit("esc")
	term.Until("остановлено; r — ещё раз")
	term.Hit("q")
	if err := term.Ended(); err != nil {
		t.Errorf("ended with %v", err)
	}
}

func TestAFailingStoreSaysWhatToDo(t *testing.T) {
	t.Parallel()
	failing := func(r store.Reader) store.Reader { return storetest.Failing(r, store.ErrLocked) }
	term := tuitest.Start(t, New(behind(tuitest.Demo(t), failing)), 80, 24)
	term.Until("база данных занята")
	term.Press("2")
	term.Until("закройте её и нажмите r", "l потерянные")
	term.Press("1", "?")
	term.Until("Клавиши")
}

// hostile are texts that would break a frame if they reached the terminal.
func hostile() []string {
	return []string{
		"\x1b[2J\x1b]0;owned\x07\x1b[31mИван", "a\r\nb\tc", strings.Repeat("очень длинное имя ", 600), "\u202eнаоборот\u2066",
		"👨‍👩‍👧‍👦🏿 семья", "漢字漢字漢字漢字漢字漢字漢字", "е\u0301\u0301\u0301\u0301\u0301", "\u200b\u200d\ufeff", "\xff\xfe", "مرحبا بالعالم",
	}
}

func TestNothingAStrangerWritesBreaksAFrame(t *testing.T) {
	t.Parallel()
	list := tuitest.Series(30, tuitest.Now().UnixMilli()-3_600_000)
	for i := range list {
		text := hostile()[i%len(hostile())]
		list[i].Manager, list[i].Client, list[i].LossReason, list[i].ID = text, text, scoring.Reason(text), text+list[i].ID
		list[i].Lost, list[i].Outcome = i%2 == 0, scoring.Outcome(text)
	}
	conf := config.Default()
	conf.Company.Name = hostile()[0]
	d := Deps{Store: tuitest.NewMemory(list...), Config: conf, Lang: lang.RU, Now: tuitest.Now}
	for _, keys := range [][]string{{}, {"2"}, {"2", "/", "a"}, {"2", "f"}, {"2", "down", "down", "down", "l"}} {
		m, _ := opened(t, d, keys)
		for _, size := range [][2]int{{80, 24}, {120, 36}, {200, 50}} {
			m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			frame := m.draw()
			if err := tuitest.Flaw(frame, size[0], size[1]); err != nil {
				t.Errorf("after %v: %v", keys, err)
			}
			if strings.Contains(frame, "\x1b]") || strings.Contains(frame, "\x1b[2J") || strings.Contains(frame, "\x1b[31m") {
				t.Errorf("after %v, a stranger's sequence reached the screen", keys)
			}
		}
	}
}

func TestNewCallsAppearAndTheSelectionStays(t *testing.T) {
	t.Parallel()
	from := tuitest.Now().UnixMilli() - 17*3_600_000
	db := tuitest.NewMemory(tuitest.Series(500, from)...)
	d := Deps{Store: db, Config: config.Default(), Lang: lang.RU, Now: tuitest.Now, Start: screen.Place{Screen: screen.Calls}}
	m, loop := opened(t, d, []string{"pgdown", "pgdown", "down"})
	marked := func() string {
		for l := range strings.SplitSeq(ansi.Strip(m.draw()), "\n") {
			if strings.Contains(l, "▌") {
				return l[:60]
			}
		}
		return ""
	}
	line := func() int { return strings.Count(strings.Split(ansi.Strip(m.draw()), "▌")[0], "\n") }
	before, where := marked(), line()
	loop.Until("the first look at the version", func() bool { return m.seen })
	late := tuitest.Series(7, tuitest.Now().UnixMilli())
	for i := range late {
		late[i].ID += "-late"
	}
	db.Add(late...)
	loop.Until("the new calls", func() bool { return strings.Contains(m.draw(), "507") && !m.current().Busy() })
	loop.Until("the list anew", func() bool { return strings.Contains(m.draw(), "7\u00a0новых выше") })
	if after := marked(); after != before || before == "" {
		t.Errorf("the selection moved from %q to %q", before, after)
	}
	if line() != where {
		t.Errorf("the selected row went from line %d to %d", where, line())
	}
}

func TestAListOfAMillionIsSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	from := tuitest.Now().UnixMilli() - 900_000*60_000
	db := tuitest.NewMemory(tuitest.Series(900_000, from)...)
	d := Deps{Store: db, Config: config.Default(), Lang: lang.RU, Now: tuitest.Now, Start: screen.Place{Screen: screen.Calls}}
	m, loop := opened(t, d, []string{"a"})
	loop.Until("the count", func() bool { return strings.Contains(m.draw(), "больше 100") })
	settled := func() bool { return !m.current().Busy() && !strings.Contains(m.draw(), "… ") }
	loop.Send(tuitest.Key("end"))
	loop.Until("the end", func() bool { return settled() && strings.Contains(m.draw(), "с конца") })
	asked := db.Asked()
	for range 40 {
		loop.Send(tuitest.Key("pgup"))
		loop.Until("a page", settled)
	}
	if more := db.Asked() - asked; more > 12 {
		t.Errorf("%d pages were asked for to go up forty screens", more)
	}
	loop.Send(tuitest.Key("home"))
	loop.Until("the start", func() bool { return settled() && strings.Contains(m.draw(), "1 из") })
}
