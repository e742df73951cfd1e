package panels_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/panels"
	"razbor/store/sqlite"
)

func TestTheMissedListClosesItself(t *testing.T) {
	t.Parallel()
	s := settings()
	e, all := department(t, 9, 200)
	first, last := dayOf(all[0]), dayOf(all[len(all)-1])
	now := time.UnixMilli(all[len(all)-1].EndMS)
	list, err := panels.Missed(t.Context(), e, s, panels.Query{From: first, To: last}, now)
	if err != nil {
		t.Fatal(err)
	}
	tries := map[string]int{}
	for _, c := range all {
		if c.Missed() && c.CalledBackMS == 0 && c.RecoveredMS == 0 {
			tries[c.Client]++
		}
	}
	if len(list.Clients) != len(tries) || list.Money != s.Terms.Of(int64(len(tries))) {
		t.Errorf("%d clients for %v, recounted %d", len(list.Clients), list.Money, len(tries))
	}
	for i, w := range list.Clients {
		if w.Tries != tries[w.Client] {
			t.Errorf("%s tried %d times, recounted %d", w.Client, w.Tries, tries[w.Client])
		}
		if i > 0 && w.Left > list.Clients[i-1].Left {
			t.Error("the list is not by what is left to win")
		}
	}
}

func TestPatternsFindTheirOwnCalls(t *testing.T) {
	t.Parallel()
	s := settings()
	e, all := department(t, 4, 300)
	first, last := dayOf(all[0]), dayOf(all[len(all)-1])
	common, err := panels.Patterns(t.Context(), e, s, panels.Query{From: first, To: last})
	if err != nil {
		t.Fatal(err)
	}
	if len(common.Reasons) == 0 || len(common.Stages) == 0 {
		t.Fatal("a department that loses has no patterns")
	}
	for _, p := range append(slices.Clone(common.Reasons), common.Stages...) {
		if n := found(t, e, p.Filter); int64(n) != p.Share.Part {
			t.Errorf("%s: %d calls, its filter finds %d", p.Name, p.Share.Part, n)
		}
	}
	for _, d := range common.Differences {
		if n := found(t, e, d.Filter); int64(n) != d.LostMiss {
			t.Errorf("%s %s: %d calls, its filter finds %d", d.Manager, d.Item, d.LostMiss, n)
		}
	}
}

func found(t *testing.T, e *sqlite.Engine, f store.Filter) int {
	t.Helper()
	n, err := e.Count(t.Context(), f, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestCoachingSpeaksOfTheManagersOwnCalls(t *testing.T) {
	t.Parallel()
	s := settings()
	e, all := department(t, 5, 300)
	first, last := dayOf(all[0]), dayOf(all[len(all)-1])
	const who = "Иван Петров"
	c, err := panels.Coach(t.Context(), e, s, who, first.Add(3), last)
	if err != nil {
		t.Fatal(err)
	}
	mine := func(from, to store.Day) recount {
		return count(where(within(all, from, to), func(c row) bool { return c.Manager == who }), s)
	}
	now := mine(c.From, c.To)
	now.check(t, who, c.Totals, s)
	mine(c.BeforeFrom, c.BeforeTo).check(t, who+" before", c.Before, s)
	for _, i := range append(slices.Clone(c.Feedback.Misses), c.Feedback.Strengths...) {
		if v := now.items[i.Item]; v[scoring.Miss] != i.Miss || v[scoring.Pass] != i.Pass || v[scoring.Partial] != i.Partial {
			t.Errorf("%s: %+v, recounted %v", i.Item, i, v)
		}
	}
	if len(c.Moments) != 3 {
		t.Fatalf("%d moments", len(c.Moments))
	}
	for _, m := range c.Moments {
		if m.Miss.Call.Manager != who || !slices.Contains(m.Miss.Call.Misses, m.Item) {
			t.Errorf("a moment of %s in a call of %s that missed %v", m.Item, m.Miss.Call.Manager, m.Miss.Call.Misses)
		}
		if m.Better != nil && m.OwnBest != (m.Better.Call.Manager == who) {
			t.Errorf("whose the better answer is: %+v", m.Better.Call)
		}
	}
}

func TestADayIsSetAgainstItsPast(t *testing.T) {
	t.Parallel()
	s := settings()
	e, all := department(t, 6, 300)
	day := dayOf(all[len(all)-1])
	c, err := panels.Compare(t.Context(), e, s, day)
	if err != nil {
		t.Fatal(err)
	}
	first := day - day%100 + 1
	month := count(within(all, first, day), s)
	if c.Month.Lost.Technical != month.missed || c.Month.Lost.Communication != month.lostTalk {
		t.Errorf("month %+v, recounted %+v", c.Month.Lost, month)
	}
	weeks := within(all, day.Add(-28), day.Add(-1))
	days := map[store.Day]bool{}
	for _, r := range weeks {
		days[dayOf(r)] = true
	}
	past := count(weeks, s)
	if want := float64(past.missed+past.lostTalk) / float64(len(days)); math.Abs(c.MeanLost.Value-want) > 1e-9 || c.MeanDays != len(days) {
		t.Errorf("mean %v of %d days, recounted %v of %d", c.MeanLost, c.MeanDays, want, len(days))
	}
	if c.Heading < c.Month.Bill.Gross {
		t.Errorf("the month heads for %v, less than it has lost", c.Heading)
	}
}

func TestStaffingCountsTheHoursOfWorkingDays(t *testing.T) {
	t.Parallel()
	s := settings()
	e, all := department(t, 7, 300)
	first, last := dayOf(all[0]), dayOf(all[len(all)-1])
	staff, err := panels.Staffing(t.Context(), e, s, panels.Query{From: first, To: last})
	if err != nil {
		t.Fatal(err)
	}
	work := where(all, func(c row) bool { return s.Rules.WorkDays[dayOf(c).Weekday()] })
	for _, p := range staff.Plans {
		hour := count(where(work, func(c row) bool { return local(c).Hour() == p.Hour.Hour }), s)
		if p.Inbound != hour.inbound-hour.missedBy[store.AfterHours] || p.Lost != hour.missedBy[store.AbandonedQueue]+hour.missedBy[store.NoAnswer] {
			t.Errorf("hour %d: %+v, recounted %+v", p.Hour.Hour, p.Hour, hour)
		}
	}
	if len(staff.Plans) < 5 {
		t.Errorf("%d hours", len(staff.Plans))
	}
}

func TestACancelledQuestionStops(t *testing.T) {
	t.Parallel()
	e, all := department(t, 8, 20)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := panels.Day(ctx, e, settings(), dayOf(all[0])); err == nil {
		t.Error("it answered")
	}
}

// The defaults of the configuration and those of the figures are written in two
// places; they must say the same.
func TestTheDefaultConfigurationHasTheDefaultNorms(t *testing.T) {
	t.Parallel()
	s, err := panels.FromConfig(config.Default())
	if err != nil {
		t.Fatal(err)
	}
	if s.Norms != metrics.DefaultNorms() || s.Thresholds != causes.DefaultThresholds() {
		t.Errorf("norms %+v, thresholds %+v", s.Norms, s.Thresholds)
	}
}

// asked counts the questions that go to a store.
type asked struct {
	panels.Reader
	panels, lists, calls int
}

func (a *asked) Panel(ctx context.Context, q store.PanelQuery) (store.Panel, error) {
	a.panels++
	return a.Reader.Panel(ctx, q)
}

func (a *asked) Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error) {
	a.lists++
	if p.Limit <= 0 || p.Limit > 500 {
		return store.CallPage{}, store.ErrBadCursor
	}
	return a.Reader.Calls(ctx, f, p)
}

func (a *asked) Judgement(ctx context.Context, id string) (scoring.Judgement, error) {
	a.calls++
	return a.Reader.Judgement(ctx, id)
}

// A period must cost the same however many calls are in it: a fixed number of
// questions, each with an end.
func TestAPeriodAsksAFixedNumberOfQuestions(t *testing.T) {
	t.Parallel()
	e, all := department(t, 3, 700)
	for name, days := range map[string]int{"a day": 0, "all": 400} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := &asked{Reader: e}
			last := dayOf(all[len(all)-1])
			if _, err := panels.Period(t.Context(), a, settings(), panels.Query{From: last.Add(-days), To: last, By: panels.Sections()}); err != nil {
				t.Fatal(err)
			}
			if a.panels != 2 || a.lists > 30 || a.calls != 0 {
				t.Errorf("%d panels, %d lists, %d calls", a.panels, a.lists, a.calls)
			}
		})
	}
}

func BenchmarkDay(b *testing.B) {
	e, all := department(b, 1, 2000)
	day := dayOf(all[len(all)-1])
	for b.Loop() {
		if _, err := panels.Day(b.Context(), e, settings(), day); err != nil {
			b.Fatal(err)
		}
	}
}
