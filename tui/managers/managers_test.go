package managers

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func stage(t testing.TB) (*tuitest.Stage, *Model) {
	t.Helper()
	return tuitest.Open(t, New)
}

func TestTheTableSaysWhoLosesAndOnWhat(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	text := s.Text()
	for _, want := range []string{"Иван Петров", "90 тыс. ₽", "7/10", "Весь отдел", "в 7 из 10 звонков не выявляет потребность"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
}

func TestEveryCellOpensTheCallsBehindIt(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	items := map[int]scoring.Item{}
	for i, item := range m.items {
		items[fixedColumns+i] = item
	}
	for col := range m.columns() {
		m.grid.To(0)
		m.grid.Col = col
		s.Press("enter")
		p := s.Place()
		if p.Screen != screen.Calls || len(p.Filter.Managers) != 1 || p.Filter.Managers[0] != m.manager() || !p.Filter.Answered {
			t.Errorf("column %d opens %+v", col, p)
		}
		if item, ok := items[col]; ok && (len(p.Filter.MissOf) != 1 || p.Filter.MissOf[0] != item) {
			t.Errorf("the column of %s opens %+v", item, p.Filter)
		}
		page, err := s.Env.Store.Calls(t.Context(), s.Env.Period.Narrow(p.Filter, s.Env.Location()), store.Page{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		if want := behind(m.rows[0], m.columns()[col], items[col]); want >= 0 && int64(len(page.Calls)) != want {
			t.Errorf("column %d opens %d calls, its figure was counted from %d", col, len(page.Calls), want)
		}
	}
}

// behind is how many calls a cell was counted from; -1 where the cell is a share of them.
func behind(r panels.Row, c column, item scoring.Item) int64 {
	for _, i := range r.Items {
		if i.Item == item {
			return i.Miss
		}
	}
	f := c.filter(store.Filter{})
	switch {
	case f.Lost:
		return r.Lost.Communication
	case len(f.Outcomes) > 0:
		return r.Sums.N[metrics.Success]
	}
	return r.Sums.N[metrics.Answered]
}

func TestAMomentOpensWhereItIsHeard(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	s.Press("tab", "enter")
	if p := s.Place(); p.Screen != screen.Review || p.Call != m.moments[0].of.Call.ID || p.AtMS != m.moments[0].of.AtMS {
		t.Errorf("opened %+v", p)
	}
	if !s.Screen.Stop() || s.Screen.Stop() {
		t.Error("Esc leaves the moments first, then the screen")
	}
}

func TestAnotherManagerHasAnotherCard(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	first := m.manager()
	s.Press("о") // j with the Russian layout on
	if m.manager() == first || !strings.Contains(s.Text(), ": "+m.manager()) {
		t.Errorf("the card is of %q:\n%s", m.manager(), s.Text())
	}
	s.Press("end")
	if m.manager() != "" || !strings.Contains(s.Text(), s.Env.Texts.Team.NoCard) {
		t.Error("the department has a manager's card")
	}
}

func TestTheTableIsPutInOrderByAnyColumn(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	for range 3 {
		s.Press("right")
	}
	name := m.manager()
	s.Press("o")
	if m.manager() != name {
		t.Errorf("the cursor left %q for %q", name, m.manager())
	}
	for i := 1; i < len(m.rows); i++ {
		if m.rows[i-1].Lost.Communication < m.rows[i].Lost.Communication {
			t.Errorf("row %d has fewer losses than the next", i-1)
		}
	}
	s.Press("щ") // o
	if m.rows[0].Lost.Communication > m.rows[1].Lost.Communication {
		t.Error("pressed again, the least does not come first")
	}
}

func TestAnEmptyPeriodAndAFailureAreSaid(t *testing.T) {
	t.Parallel()
	tuitest.CheckEmpty(t, New, func(t *lang.Texts) string { return t.Team.Empty })
	tuitest.CheckFailing(t, New)
}

func TestTheCardAndTheTableAreSaved(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	tuitest.CheckExport(t, m)
	if m.Copy() == "" || s.Screen.Typing() {
		t.Error("nothing is copied")
	}
	s.Press("end")
	tuitest.CheckExport(t, m)
}

func TestNoSizeBreaksTheScreen(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	const evil = "\x1b[31mИван\u202e\u200b 漢字 👩‍👩‍👧‍👦"
	for _, name := range []string{m.rows[0].Key.Manager, evil + strings.Repeat("я", 300)} {
		m.rows[0].Key.Manager = name
		for i := range m.moments {
			m.moments[i].of.Quote += name
		}
		tuitest.CheckEverySize(t, s.Screen)
	}
}

func TestTheMouseChoosesAndOpensACell(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	s.Screen.View()
	click := tea.MouseClickMsg{X: m.rects.table.X + 1, Y: m.rects.table.Y + 2, Button: tea.MouseLeft}
	s.Send(click)
	if m.grid.Cursor != 1 || len(s.Asked) != 0 {
		t.Errorf("chosen is row %d, asked %v", m.grid.Cursor, s.Asked)
	}
	s.Send(click)
	if p := s.Place(); p.Filter.Managers[0] != m.rows[1].Key.Manager {
		t.Errorf("opened %+v", p)
	}
}

func TestALoadThatHangsIsStopped(t *testing.T) {
	t.Parallel()
	tuitest.CheckHanging(t, New)
}

func BenchmarkKeyAndFrame(b *testing.B) {
	s, m := stage(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.grid.Step(1 - 2*(i%2))
		_ = s.Screen.View()
	}
}
