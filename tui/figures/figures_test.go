package figures

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

func env() *screen.Env {
	return &screen.Env{Texts: lang.For(lang.RU), Styles: theme.New(theme.Options{}), Period: screen.PeriodOf(screen.OneDay, 20261015), Version: 1, Last: 20261015}
}

// say is a load that brings the period it was asked for.
func say(_ context.Context, a Ask) (string, error) { return a.Period.From.String(), nil }

// answer runs the first command of a batch: the load, not the timer.
func answer(t *testing.T, cmd tea.Cmd) tea.Msg {
	t.Helper()
	if cmd == nil {
		t.Fatal("nothing was asked")
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		return batch[0]()
	}
	return cmd()
}

func TestFiguresAreReadOnceForAPeriodAndItsData(t *testing.T) {
	t.Parallel()
	e := env()
	l := New(e, say)
	if cmd, _ := l.Update(screen.PeriodChanged{}); cmd != nil {
		t.Error("a screen that was never opened reads figures")
	}
	if _, came := l.Update(answer(t, l.Enter())); !came || !l.Have || l.Data != "2026-10-15" {
		t.Errorf("came %v: %+v", came, l.Data)
	}
	if l.Enter() != nil {
		t.Error("figures that stand are read again")
	}
	e.Version++
	if l.Enter() == nil {
		t.Error("figures of older data stand")
	}
}

func TestOnlyTheAnswerToTheLastQuestionCounts(t *testing.T) {
	t.Parallel()
	e := env()
	l, other := New(e, say), New(e, say)
	first := answer(t, l.Enter())
	if _, came := other.Update(first); came {
		t.Error("one screen took another's figures")
	}
	e.Period = screen.PeriodOf(screen.OneDay, 20261014)
	again, _ := l.Update(screen.PeriodChanged{})
	if _, came := l.Update(first); came {
		t.Error("the figures of the period before came late and were taken")
	}
	if _, came := l.Update(answer(t, again)); !came || l.Data != "2026-10-14" || l.Period != e.Period {
		t.Errorf("the figures are of %q", l.Data)
	}
}

func TestFiguresOfAnotherPeriodStandOnlyForAMoment(t *testing.T) {
	t.Parallel()
	e := env()
	l := New(e, say)
	l.Update(answer(t, l.Enter()))
	e.Period = screen.PeriodOf(screen.OneDay, 20261014)
	l.Update(screen.PeriodChanged{})
	if !l.Have {
		t.Error("the figures went before the new ones could come")
	}
	l.Update(slow[string]{&l, 2})
	if l.Have {
		t.Error("the figures of another period stand while the load takes its time")
	}
}

func TestAFailureAndAStopAreSaidInPlaceOfFigures(t *testing.T) {
	t.Parallel()
	e := env()
	l := New(e, func(context.Context, Ask) (string, error) { return "", store.ErrLocked })
	cmd, came := l.Update(answer(t, l.Enter()))
	if came || !errors.Is(l.Err, store.ErrLocked) {
		t.Errorf("came %v, error %v", came, l.Err)
	}
	if toast, ok := cmd().(screen.Toast); !ok || toast.Level != screen.Trouble {
		t.Errorf("the status line says %v", cmd())
	}
	if text, ok := l.Instead(Nothing{}, 80, 20); !ok || !strings.Contains(text, e.Texts.Error(store.ErrLocked)) {
		t.Errorf("screen:\n%s", text)
	}
	l.Enter()
	e.Waiting = true
	if !l.Stop() || !errors.Is(l.Err, context.Canceled) || l.Stop() {
		t.Errorf("stopped: %v", l.Err)
	}
}

func TestDetailsAreReadOnceAndForgottenWithTheirFigures(t *testing.T) {
	t.Parallel()
	reads := 0
	read := func(context.Context) (int, error) { reads++; return reads, nil }
	d := NewDetails[string, int](env())
	late := d.Show("Иван", read)
	if !d.Update(answer(t, d.Show("Мария", read))) {
		t.Error("the details did not come")
	}
	if d.Update(late()) {
		t.Error("the details of a row that was left were taken")
	}
	if d.Show("Мария", read) != nil {
		t.Error("details that are known are read again")
	}
	d.Forget()
	if _, ok := d.Of("Мария"); ok || d.Show("Мария", read) == nil {
		t.Error("details of older figures stand")
	}
}
