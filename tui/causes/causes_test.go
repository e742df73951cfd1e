package causes

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/causes"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func stage(t testing.TB) (*tuitest.Stage, *Model) {
	t.Helper()
	return tuitest.Open(t, New)
}

func TestTheFifteenCausesAreShownWithWhereClientsLeave(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	if len(m.load.Data.Causes) != causes.Count {
		t.Fatalf("%d causes", len(m.load.Data.Causes))
	}
	for _, want := range []string{"Не хватает линий", "Нет записи в CRM", "после названной цены", "дорого", "≤30 %"} {
		if text := s.Text(); !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
}

func TestEveryCauseOpensTheCallsItWasSeenIn(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	for i, c := range m.load.Data.Causes {
		m.lists[causePanel].To(i)
		s.Press("enter")
		p := s.Place()
		n, err := s.Env.Store.Count(t.Context(), s.Env.Period.Narrow(p.Filter, s.Env.Location()), 1000)
		if err != nil || p.Screen != screen.Calls {
			t.Fatalf("cause %d: %+v, %v", c.Number, p, err)
		}
		if c.Calls > 0 && n == 0 {
			t.Errorf("cause %d was seen in %d calls and opens none", c.Number, c.Calls)
		}
		if _, spoken := c.Number.Item(); spoken && c.Number != causes.CRM && int64(n) != c.Calls {
			t.Errorf("cause %d opens %d calls, counted were %d", c.Number, n, c.Calls)
		}
	}
}

func TestEvidenceIsThatOfTheCauseAndOpensAtItsMoment(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	for range 8 {
		s.Press("о") // j with the Russian layout on
	}
	c, _ := m.cause()
	if c.Number != causes.Need || len(m.proven()) == 0 {
		t.Fatalf("cause %d with %d calls", c.Number, len(m.proven()))
	}
	s.Press("tab", "enter")
	e := m.proven()[0]
	if p := s.Place(); p.Screen != screen.Review || p.Call != e.call.ID || p.AtMS != e.atMS || p.AtMS <= 0 {
		t.Errorf("opened %+v, want %s at %d", p, e.call.ID, e.atMS)
	}
	if !s.Screen.Stop() || m.at != causePanel || s.Screen.Stop() {
		t.Error("Esc goes to the causes first, then back")
	}
}

func TestStagesAndReasonsOpenTheirCalls(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	for id, count := range map[panelID]int64{stagePanel: m.stages()[0].Share.Part, reasonPanel: m.reasons()[0].Share.Part} {
		s.Screen.View()
		m.at = id
		m.lists[id].To(0)
		s.Press("enter")
		p := s.Place()
		n, err := s.Env.Store.Count(t.Context(), s.Env.Period.Narrow(p.Filter, s.Env.Location()), 1000)
		if err != nil || int64(n) != count {
			t.Errorf("panel %d opens %d calls (%v), counted were %d", id, n, err, count)
		}
		if p.Filter.FromMS != 0 {
			t.Error("the period of the figure hides the console's own")
		}
	}
}

func TestTabGoesThroughEveryPanelThatHasRows(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	seen := map[panelID]bool{}
	for range numPanels {
		seen[m.at] = true
		if m.Copy() == "" {
			t.Errorf("nothing to copy in panel %d", m.at)
		}
		s.Press("tab")
	}
	for _, id := range []panelID{causePanel, evidencePanel, stagePanel, reasonPanel} {
		if !seen[id] {
			t.Errorf("panel %d was not reached", id)
		}
	}
}

func TestAnEmptyPeriodAndAFailureAreSaid(t *testing.T) {
	t.Parallel()
	tuitest.CheckEmpty(t, New, func(t *lang.Texts) string { return t.Causes.Empty })
	tuitest.CheckFailing(t, New)
}

func TestTheDiagnosisIsSaved(t *testing.T) {
	t.Parallel()
	_, m := stage(t)
	tuitest.CheckExport(t, m)
}

func TestTheMouseChoosesAndOpensARow(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	s.Screen.View()
	box := m.boxes[reasonPanel]
	click := tea.MouseClickMsg{X: box.X + 1, Y: box.Y + 1, Button: tea.MouseLeft}
	s.Send(click)
	if m.at != reasonPanel || m.lists[reasonPanel].Cursor != 1 {
		t.Errorf("chosen is row %d of panel %d", m.lists[reasonPanel].Cursor, m.at)
	}
	s.Send(click)
	if p := s.Place(); len(p.Filter.Reasons) != 1 {
		t.Errorf("opened %+v", p)
	}
}

func TestNoSizeBreaksTheScreen(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	tuitest.CheckEverySize(t, s.Screen)
	const evil = "\x1b[31mИван\u202e\u200b 漢字 👩‍👩‍👧‍👦"
	list := m.proven()
	for i := range list {
		list[i].call.Manager, list[i].call.LossReason = evil+strings.Repeat("я", 5000), evil
	}
	m.load.Data.Common.Reasons[0].Name, m.load.Data.Common.Stages[0].Name = evil, evil
	tuitest.CheckEverySize(t, s.Screen)
}

func TestALoadThatHangsIsStopped(t *testing.T) {
	t.Parallel()
	tuitest.CheckHanging(t, New)
}

func BenchmarkKeyAndFrame(b *testing.B) {
	s, m := stage(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.lists[causePanel].Move(1 - 2*(i%2))
		_ = s.Screen.View()
	}
}
