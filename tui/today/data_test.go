package today

import (
	"context"
	"testing"

	"razbor/scoring/loss"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

func load(t *testing.T, p screen.Period) data {
	t.Helper()
	d := tuitest.Demo(t)
	rules, err := panels.FromConfig(d.Config)
	if err != nil {
		t.Fatal(err)
	}
	got, err := read(context.Background(), figures.Ask{Store: d.Store, Rules: rules, Period: p})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestTheDayIsComparedAndTheMonthGoesOn(t *testing.T) {
	t.Parallel()
	d := load(t, screen.PeriodOf(screen.OneDay, 20261015))
	if d.sum.Bill.Gross != 320_000_00 || !d.mean.known || len(d.days) != fourWeeks {
		t.Errorf("gross %v, mean %+v, %d days", d.sum.Bill.Gross, d.mean, len(d.days))
	}
	// October 2026 has 22 working days, the 15th is the 11th of them.
	if !d.month.known || d.month.done != 11 || d.month.left != 11 || d.month.forward != d.month.gross*2 {
		t.Errorf("month %+v", d.month)
	}
	if d.days[fourWeeks-1].money != 320_000_00 || d.days[fourWeeks-1].day != 20261015 {
		t.Errorf("the last day is %+v", d.days[fourWeeks-1])
	}
	var sum loss.Amount
	for _, h := range d.hours() {
		sum += h.money
	}
	if sum != d.sum.Bill.Gross {
		t.Errorf("the hours add up to %v", sum)
	}
	top := d.costliest()
	if len(top) < 3 || top[0].Number != 12 || top[0].Money < top[1].Money || top[1].Money < top[2].Money {
		t.Errorf("the costliest are %+v", top)
	}
}

func TestAMonthIsNotComparedWithItself(t *testing.T) {
	t.Parallel()
	d := load(t, screen.PeriodOf(screen.OneMonth, 20261015))
	if d.mean.known || d.month.known {
		t.Errorf("mean %+v, month %+v", d.mean, d.month)
	}
}

func TestRightIsWhatIsBeside(t *testing.T) {
	t.Parallel()
	left := layout.Rect{X: 1, Y: 4, W: 58, H: 1}
	for name, c := range map[string]struct {
		to     layout.Rect
		dx, dy int
		beside bool
	}{
		"the next column":        {layout.Rect{X: 61, Y: 4, W: 58, H: 1}, 1, 0, true},
		"a bar of a chart below": {layout.Rect{X: 2, Y: 16, W: 3, H: 9}, 1, 0, false},
		"the line below":         {layout.Rect{X: 1, Y: 5, W: 58, H: 1}, 0, 1, true},
		"the line above":         {layout.Rect{X: 1, Y: 3, W: 58, H: 1}, 0, 1, false},
	} {
		if ahead, _ := distance(left, c.to, c.dx, c.dy); (ahead > 0) != c.beside {
			t.Errorf("%s lies %d ahead", name, ahead)
		}
	}
}
