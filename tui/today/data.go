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
	"razbor/tui/screen"
)

const (
	fourWeeks   = 28 // days that the mean is taken over
	listenCalls = 30 // calls worth hearing that are loaded
	evidence    = 100
)

// data is what the screen shows of one period.
type data struct {
	period  screen.Period
	version int64
	sum     panels.Summary
	mean    mean
	days    []day // the four weeks up to the period's end
	month   month
	listen  []store.Call
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

type query struct {
	store   screen.Store
	figures panels.Settings
	period  screen.Period
	first   store.Day // the first with calls, 0 where not known
	version int64
}

// run reads everything that the screen shows.
func (q query) run(ctx context.Context) (data, error) {
	d := data{period: q.period, version: q.version}
	var err error
	d.sum, err = panels.Period(ctx, q.store, q.figures, panels.Query{
		From: q.period.From, To: q.period.To, By: []panels.Section{panels.ByManager, panels.ByHour, panels.ByCause}, Evidence: evidence,
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
	f := q.period.Narrow(store.Filter{Answered: true, Lost: true}, q.figures.Location)
	page, err := q.store.Calls(ctx, f, store.Page{Order: store.ByRisk, Limit: listenCalls})
	if err != nil {
		return d, fmt.Errorf("read the calls worth hearing: %w", err)
	}
	d.listen = page.Calls
	return d, nil
}

// readMean compares with the days before that had calls: a department that was
// shut is not a good day.
func (q query) readMean(ctx context.Context, sum panels.Summary) (mean, error) {
	if q.period.Days() > 7 {
		return mean{}, nil
	}
	p, err := q.store.Panel(ctx, store.PanelQuery{
		From: q.period.From.Add(-fourWeeks), To: q.period.From.Add(-1), By: []store.Grouping{store.PerDay},
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
	now := int64(q.workDays(q.period.From, q.period.To))
	if days == 0 || sum.Sums.N[metrics.Inbound] == 0 {
		return mean{}, nil
	}
	gross := q.figures.Terms.Of(metrics.Lost(p.Total).Gross())
	return mean{true, loss.Amount((int64(gross)*max(now, 1) + days/2) / days)}, nil
}

// readDays reads the losses of the last four weeks, day by day.
func (q query) readDays(ctx context.Context) ([]day, error) {
	from := q.period.To.Add(1 - fourWeeks)
	p, err := q.store.Panel(ctx, store.PanelQuery{From: from, To: q.period.To, By: []store.Grouping{store.PerDay}})
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
			days[i].money = q.figures.Terms.Of(lost.Gross())
		}
	}
	return days, nil
}

// readMonth reads the month that the period ends in.
func (q query) readMonth(ctx context.Context) (month, error) {
	whole := screen.PeriodOf(screen.OneMonth, q.period.To)
	if q.period.Kind == screen.OneMonth || q.period.From < whole.From {
		return month{}, nil
	}
	p, err := q.store.Panel(ctx, store.PanelQuery{From: whole.From, To: q.period.To})
	if err != nil {
		return month{}, fmt.Errorf("read the month: %w", err)
	}
	m := month{
		known: true, from: whole.From, gross: q.figures.Terms.Of(metrics.Lost(p.Total).Gross()),
		done: q.workDays(max(whole.From, q.first), q.period.To), left: q.workDays(q.period.To.Add(1), whole.To),
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
		if q.figures.Rules.WorkDays[d.Weekday()] {
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
