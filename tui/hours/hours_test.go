package hours

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func stage(t testing.TB) (*tuitest.Stage, *Model) {
	t.Helper()
	return tuitest.Open(t, New)
}

func month(s *tuitest.Stage) {
	s.Env.Period = screen.PeriodOf(screen.OneMonth, 20261015)
	s.Send(screen.PeriodChanged{})
}

func TestTheCursorStandsOnTheCostliestHour(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	for _, want := range []string{"четверг, 11–12", "7 звонков", "не ответили: 3, 30 000 ₽", "в разговоре: 3, 30 000 ₽", "брошен в очереди 2, занято 1"} {
		if text := s.Text(); !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
}

// Every cell of every column opens as many calls as its figure counts.
func TestEveryCellOpensTheCallsBehindIt(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	month(s)
	for _, w := range []what{money, missed, talk} {
		m.what = w
		for col := range m.columns() {
			for _, row := range []int{5, m.load.Data.last - m.load.Data.first + 1} {
				s.Screen.View()
				m.grid.To(row)
				m.grid.Col = col
				hour, day, c := m.chosen()
				cell := m.load.Data.cells[hour][day]
				s.Press("enter")
				p := s.Place()
				n, err := s.Env.Store.Count(t.Context(), s.Env.Period.Narrow(p.Filter, s.Env.Location()), 10_000)
				if err != nil || p.Screen != screen.Calls {
					t.Fatalf("%+v: %v", p, err)
				}
				if want := behind(cell, p.Filter); int64(n) != want {
					t.Errorf("column %s of hour %d opens %d calls, counted were %d", c.name, hour, n, want)
				}
			}
		}
	}
}

// behind is how many calls of a cell a filter lets through, by the cell's own sums.
func behind(c cell, f store.Filter) int64 {
	switch n := c.sums.N; {
	case f.Lost && f.Answered:
		return c.lost.Communication
	case f.Missed:
		return n[metrics.Missed]
	case f.Lost:
		return c.lost.Gross()
	case f.Answered:
		return n[metrics.Answered]
	default:
		return n[metrics.Inbound]
	}
}

func TestMissedAndLostInTalkAreShownApart(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	month(s)
	sum := func(w what) int64 { return m.load.Data.cells[allHours][0].value(w) }
	s.Press("v")
	if m.what != missed || !strings.Contains(s.Text(), "Потери по часам: пропущенные") {
		t.Errorf("screen:\n%s", s.Text())
	}
	s.Press("м") // v with the Russian layout on
	if m.what != talk {
		t.Error("the map does not show what was lost in talk")
	}
	if lost := m.load.Data.cells[allHours][0].lost; sum(missed) != lost.Technical || sum(talk) != lost.Communication || sum(missed) == 0 || sum(talk) == 0 {
		t.Errorf("missed %d, in talk %d", sum(missed), sum(talk))
	}
}

func TestThePeopleNeededAreSaid(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	month(s)
	s.Screen.SetSize(120, 40)
	for _, want := range []string{"людей: нужно", "Больше всего даст ещё один человек"} {
		if text := s.Text(); !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
}

func TestAnEmptyPeriodAndAFailureAreSaid(t *testing.T) {
	t.Parallel()
	tuitest.CheckEmpty(t, New, func(t *lang.Texts) string { return t.Hours.Empty })
	tuitest.CheckFailing(t, New)
}

func TestTheHoursAreSavedAndCopied(t *testing.T) {
	t.Parallel()
	_, m := stage(t)
	tuitest.CheckExport(t, m)
	if m.Copy() != "четверг, 11–12: 60\u00a0000\u00a0₽" {
		t.Errorf("copied %q", m.Copy())
	}
}

func TestTheMouseChoosesAndOpensACell(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	s.Screen.View()
	click := tea.MouseClickMsg{X: m.box.X + 1, Y: m.box.Y + 1, Button: tea.MouseLeft}
	s.Send(click)
	if m.grid.Cursor != 0 || len(s.Asked) != 0 {
		t.Errorf("chosen is row %d, asked %v", m.grid.Cursor, s.Asked)
	}
	s.Send(click)
	if p := s.Place(); len(p.Filter.Hours) != 1 || p.Filter.Hours[0] != m.load.Data.first {
		t.Errorf("opened %+v", p)
	}
}

func TestNoSizeBreaksTheScreen(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	tuitest.CheckEverySize(t, s.Screen)
	month(s)
	tuitest.CheckEverySize(t, s.Screen)
}

func TestALoadThatHangsIsStopped(t *testing.T) {
	t.Parallel()
	tuitest.CheckHanging(t, New)
}

func BenchmarkKeyAndFrame(b *testing.B) {
	s, m := stage(b)
	month(s)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.grid.Step(1 - 2*(i%2))
		_ = s.Screen.View()
	}
}
