package panels

import (
	"context"
	"fmt"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Comparison sets a day against its past: the mean day of the four weeks before,
// and the month so far with where it heads. The working day before is the
// Before of its summary.
type Comparison struct {
	Day       store.Day
	MeanLost  metrics.Number
	MeanMoney loss.Amount // of the days with calls in the four weeks before
	MeanDays  int
	Month     Totals // from the first of the month to the day
	MonthDays int    // working days of the month up to the day
	AllDays   int    // working days of the whole month
	Heading   loss.Amount
}

const fourWeeks = 28

// Compare sets a day against its past.
func Compare(ctx context.Context, r Reader, s Settings, day store.Day) (Comparison, error) {
	c := Comparison{Day: day}
	read := func(from, to store.Day, by ...store.Grouping) (store.Panel, error) {
		p, err := r.Panel(ctx, store.PanelQuery{From: from, To: to, By: by})
		if err != nil {
			return p, fmt.Errorf("read the sums of %s to %s: %w", from, to, err)
		}
		return p, nil
	}
	weeks, err := read(day.Add(-fourWeeks), day.Add(-1), store.PerWeekday)
	if err != nil {
		return c, err
	}
	first := day - day%100 + 1
	month, err := read(first, day)
	if err != nil {
		return c, err
	}
	c.Month = s.totals(month.Total)
	c.mean(s, weeks)
	c.MonthDays, c.AllDays = workDays(s.Rules, first, day), workDays(s.Rules, first, lastOfMonth(first))
	c.Heading = c.Month.Bill.Gross
	if c.MonthDays > 0 && c.AllDays > c.MonthDays {
		c.Heading = s.Terms.OfMicro(micro(c.Month.Lost.Gross()*int64(c.AllDays), int64(c.MonthDays)))
	}
	return c, nil
}

// mean is the loss of a mean day: only days with calls count.
func (c *Comparison) mean(s Settings, weeks store.Panel) {
	for _, g := range weeks.Groups[store.PerWeekday] {
		c.MeanDays += g.Days
	}
	if c.MeanDays == 0 {
		return
	}
	lost := metrics.Lost(weeks.Total).Gross()
	c.MeanLost = metrics.Ratio{Part: lost, Of: int64(c.MeanDays)}.Number()
	c.MeanMoney = s.Terms.OfMicro(micro(lost, int64(c.MeanDays)))
}

// micro is a share of calls in millionths of a call, rounded half up.
func micro(calls, by int64) int64 { return (calls*int64(loss.Whole) + by/2) / by }

func lastOfMonth(first store.Day) store.Day {
	next := first.Add(31)
	return (next - next%100 + 1).Add(-1)
}

func workDays(rules store.Rules, from, to store.Day) int {
	n := 0
	for day := from; day <= to; day = day.Add(1) {
		if rules.WorkDays[day.Weekday()] {
			n++
		}
	}
	return n
}
