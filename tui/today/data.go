package today

import (
	"context"
	"fmt"
	"slices"
	"time"

	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/screen"
)

const (
	fourWeeks   = 28 // days that the mean is taken over
	listenCalls = 30 // calls worth hearing that are loaded
	evidence    = 100
)

// data is what the screen shows of one period.
type data struct {
	period screen.Period
	sum    panels.Summary
	mean   mean
	days   []day // the four weeks up to the period's end
	month  month
	listen []store.Call
}

// mean is the loss of the four weeks before, brought to the length of the period.
type mean struct {
	known bool
	loss  loss.Amount
}

// day is the loss of one day.
type day struct {
	day                      store.Day
	technical, communication int64
	money                    loss.Amount
}

// month is the loss of the calendar month up to the period's end, and where it
// heads: what was lost, and the mean of its working days so far for each that is
// left. Days before the first call ever are not counted.
type month struct {
	known   bool
	from    store.Day
	gross   loss.Amount
	forward loss.Amount
	done    int // working days so far
	left    int // working days of the month after them
}

// query reads the figures of the screen.
type query struct{ figures.Ask }

// read reads everything that the screen shows.
func read(ctx context.Context, a figures.Ask) (data, error) {
	q, d := query{a}, data{period: a.Period}
	var err error
	d.sum, err = panels.Period(ctx, q.Store, q.Rules, panels.Query{
		From: q.Period.From, To: q.Period.To, By: []panels.Section{panels.ByManager, panels.ByHour, panels.ByCause}, Evidence: evidence,
	})
	if err != nil {
		return d, err
	}
	if d.mean, err = q.readMean(ctx, d.sum); err != nil {
		return d, err
	}
	if d.month, err = q.readMonth(ctx); err != nil {
		return d, err
	}
	if d.days, err = q.readDays(ctx); err != nil {
		return d, err
	}
	f := q.Period.Narrow(store.Filter{Answered: true, Lost: true}, q.Rules.Location)
	page, err := q.Store.Calls(ctx, f, store.Page{Order: store.ByRisk, Limit: listenCalls})
	if err != nil {
		return d, fmt.Errorf("read the calls worth hearing: %w", err)
	}
	d.listen = page.Calls
	return d, nil
}

// readMean compares with the days before that had calls: a department that was
// shut is not a good day.
func (q query) readMean(ctx context.Context, sum panels.Summary) (mean, error) {
	if q.Period.Days() > 7 {
		return mean{}, nil
	}
	p, err := q.Store.Panel(ctx, store.PanelQuery{
		From: q.Period.From.Add(-fourWeeks), To: q.Period.From.Add(-1), By: []store.Grouping{store.PerDay},
	})
	if err != nil {
		return mean{}, fmt.Errorf("read the four weeks before: %w", err)
	}
	days := int64(0)
	for _, g := range p.Groups[store.PerDay] {
		if g.Sums.N[metrics.Inbound] > 0 {
			days++
		}
	}
	now := int64(q.workDays(q.Period.From, q.Period.To))
	if days == 0 || sum.Sums.N[metrics.Inbound] == 0 {
		return mean{}, nil
	}
	gross := q.Rules.Terms.Of(metrics.Lost(p.Total).Gross())
	return mean{true, loss.Amount((int64(gross)*max(now, 1) + days/2) / days)}, nil
}

// readDays reads the losses of the last four weeks, day by day.
func (q query) readDays(ctx context.Context) ([]day, error) {
	from := q.Period.To.Add(1 - fourWeeks)
	p, err := q.Store.Panel(ctx, store.PanelQuery{From: from, To: q.Period.To, By: []store.Grouping{store.PerDay}})
	if err != nil {
		return nil, fmt.Errorf("read the days: %w", err)
	}
	days := make([]day, fourWeeks)
	for i := range days {
		days[i].day = from.Add(i)
	}
	for _, g := range p.Groups[store.PerDay] {
		if i := from.Until(g.Key.Day); i >= 0 && i < len(days) {
			lost := metrics.Lost(g.Sums)
			days[i].technical, days[i].communication = lost.Technical, lost.Communication
			days[i].money = q.Rules.Terms.Of(lost.Gross())
		}
	}
	return days, nil
}

// readMonth reads the month that the period ends in.
func (q query) readMonth(ctx context.Context) (month, error) {
	whole := screen.PeriodOf(screen.OneMonth, q.Period.To)
	if q.Period.Kind == screen.OneMonth || q.Period.From < whole.From {
		return month{}, nil
	}
	p, err := q.Store.Panel(ctx, store.PanelQuery{From: whole.From, To: q.Period.To})
	if err != nil {
		return month{}, fmt.Errorf("read the month: %w", err)
	}
	m := month{
		known: true, from: whole.From, gross: q.Rules.Terms.Of(metrics.Lost(p.Total).Gross()),
		done: q.workDays(max(whole.From, q.First), q.Period.To), left: q.workDays(q.Period.To.Add(1), whole.To),
	}
	m.forward = m.gross
	if m.done > 0 {
		m.forward += loss.Amount((int64(m.gross)*int64(m.left) + int64(m.done)/2) / int64(m.done))
	}
	return m, nil
}

func (q query) workDays(from, to store.Day) int {
	n := 0
	for d := from; d <= to; d = d.Add(1) {
		if q.Rules.Rules.WorkDays[d.Weekday()] {
			n++
		}
	}
	return n
}

// costliest are the causes that are problems, by money, the dearest first.
func (d data) costliest() []causes.Cause {
	var out []causes.Cause
	for _, c := range d.sum.Causes {
		if c.Money > 0 && c.State != causes.Fine && c.State != causes.NoData {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b causes.Cause) int { return int(min(max(b.Money-a.Money, -1), 1)) })
	return out
}

// hour is the loss of one hour of the day.
type hour struct {
	hour                     int
	technical, communication int64
	money                    loss.Amount
}

// hours are those of the working day and every other with a call.
func (d data) hours() []hour {
	work := d.sum.Settings.Rules.WorkHours
	first, last := work[0]/60, (work[1]+59)/60-1
	byHour := map[int]panels.Row{}
	for _, r := range d.sum.Hours {
		byHour[r.Key.Hour] = r
		first, last = min(first, r.Key.Hour), max(last, r.Key.Hour)
	}
	var out []hour
	for h := first; h <= last; h++ {
		r := byHour[h]
		out = append(out, hour{h, r.Lost.Technical, r.Lost.Communication, r.Bill.Gross})
	}
	return out
}

// worst is the hour that cost most, and false where none cost anything.
func worst(list []hour) (hour, bool) {
	best := hour{}
	for _, h := range list {
		if h.money > best.money {
			best = h
		}
	}
	return best, best.money > 0
}

// before says what the period is compared with.
func (d data) before(e *screen.Env) string {
	t := e.Texts.Today
	switch d.period.Kind {
	case screen.OneWeek:
		return t.PreviousWeek
	case screen.OneMonth:
		return t.PreviousMonth
	case screen.AnyRange:
		if d.period.Days() > 1 {
			return t.PreviousRange
		}
	}
	return e.Texts.DayShort(d.sum.BeforeFrom.Start(time.UTC))
}
