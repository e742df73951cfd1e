package causes

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/causes"
	"razbor/store"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func stage(t testing.TB) (*tuitest.Stage, *Model) {
	t.Helper()
	s := tuitest.OnStage(t, tuitest.Demo(t), nil, func(e *screen.Env) screen.Screen { return New(e) })
	s.Enter(screen.Place{Screen: screen.Causes})
	m, ok := s.Screen.(*Model)
	if !ok {
		t.Fatal("another screen is on the stage")
	}
	return s, m
}

func TestTheFifteenCausesAreShownWithWhereClientsLeave(t *testing.T) {
	t.Parallel()
	s, m := stage(t)
	if len(m.sum.Causes) != causes.Count {
		t.Fatalf("%d causes", len(m.sum.Causes))
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
	for i, c := range m.sum.Causes {
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
	s, _ := stage(t)
	s.Env.Period = screen.PeriodOf(screen.OneDay, 20200101)
	s.Send(screen.PeriodChanged{})
	if !strings.Contains(s.Text(), s.Env.Texts.Causes.Empty) {
		t.Errorf("screen:\n%s", s.Text())
	}
	broken := tuitest.OnStage(t, tuitest.Demo(t), failing{}, func(e *screen.Env) screen.Screen { return New(e) })
	broken.Enter(screen.Place{})
	if !strings.Contains(broken.Text(), "the disk is gone") {
		t.Errorf("screen:\n%s", broken.Text())
	}
}

func TestTheDiagnosisIsSaved(t *testing.T) {
	t.Parallel()
	_, m := stage(t)
	e, ok := m.Export()
	if !ok {
		t.Fatal("there is nothing to save")
	}
	for _, kind := range e.Kinds {
		var out strings.Builder
		if err := e.Write(t.Context(), &out, kind); err != nil || out.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", kind, out.Len(), err)
		}
	}
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
	const evil = "\x1b[31mИван\u202e\u200b 漢字 👩‍👩‍👧‍👦"
	widths, heights := tuitest.Sizes()
	for _, hostile := range []bool{false, true} {
		if hostile {
			list := m.proofs[causes.Lines]
			for i := range list {
				list[i].call.Manager, list[i].call.LossReason = evil+strings.Repeat("я", 5000), evil
			}
			m.sum.Common.Reasons[0].Name, m.sum.Common.Stages[0].Name = evil, evil
		}
		for _, w := range widths {
			for _, h := range heights {
				s.Screen.SetSize(w, h)
				lines := strings.Split(s.Screen.View(), "\n")
				if len(lines) != max(h, 1) && w > 0 {
					t.Fatalf("%d×%d: %d lines", w, h, len(lines))
				}
				for _, l := range lines {
					if layout.Width(l) > w || strings.Contains(l, "\u202e") {
						t.Fatalf("%d×%d: a line of %d: %q", w, h, layout.Width(l), l)
					}
				}
			}
		}
	}
}

// A store that does not answer is waited for until Esc; keys work meanwhile.
func TestALoadThatHangsIsStopped(t *testing.T) {
	t.Parallel()
	s := tuitest.OnStage(t, tuitest.Demo(t), hanging{}, func(e *screen.Env) screen.Screen { return New(e) })
	s.Start(screen.Place{})
	if !s.Screen.Busy() || s.Screen.Stop() {
		t.Error("before the wait is seen, Esc goes back")
	}
	s.Screen.Update(keys.Synthetic("down"))
	s.Env.Waiting = true
	if !s.Screen.Stop() || s.Screen.Busy() {
		t.Error("Esc did not stop the load")
	}
	if !strings.Contains(s.Text(), s.Env.Texts.Errors.Stopped) {
		t.Errorf("screen:\n%s", s.Text())
	}
}

// hanging is a store that answers a panel only when its context ends.
type hanging struct{ screen.Store }

func (hanging) Panel(ctx context.Context, _ store.PanelQuery) (store.Panel, error) {
	<-ctx.Done()
	return store.Panel{}, ctx.Err()
}

// failing is a store that answers every panel with an error.
type failing struct{ screen.Store }

func (failing) Panel(context.Context, store.PanelQuery) (store.Panel, error) {
	return store.Panel{}, errors.New("the disk is gone")
}

func BenchmarkKeyAndFrame(b *testing.B) {
	s, m := stage(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.lists[causePanel].Move(1 - 2*(i%2))
		_ = s.Screen.View()
	}
}
