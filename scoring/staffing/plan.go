package staffing

import (
	"math"
	"time"

	"razbor/scoring/loss"
)

// Hour is what one hour of the day looked like over a period.
type Hour struct {
	Hour    int
	Days    int     // working days of the period
	Inbound int64   // calls of the hour, all days together
	Lost    int64   // of them lost in the queue
	Within  int64   // of them answered within the target's time
	There   float64 // people who took calls, mean of a day
}

// Plan says what an hour needs, and what one more person in it would save.
type Plan struct {
	Hour
	CallsPerHour float64
	Needed       int
	Effective    float64 // people who would lose as many calls as were lost
	Enough       bool    // as many worked as are needed
	SavedCalls   float64 // a month, with one more person
	Saved        loss.Amount
}

// Department is what the hours of a department have in common.
type Department struct {
	Handle    time.Duration
	Patience  time.Duration // 0: nobody hangs up, Erlang C
	Target    Target
	MonthDays int // working days of a month
	Terms     loss.Terms
}

// Plans counts people for each hour. Whoever sits there without picking up does
// not count: Effective is how many people the hour's own losses amount to, and
// one more person is one more than those. What he would save is the hour's own
// loss in the queue, less by as much as the model says the lost share falls: the
// model is trusted for the difference a person makes, the department's calls for
// how much is lost.
func (d Department) Plans(hours []Hour) []Plan {
	plans := make([]Plan, 0, len(hours))
	for _, h := range hours {
		if h.Days <= 0 || h.Inbound <= 0 {
			continue
		}
		p := Plan{Hour: h, CallsPerHour: float64(h.Inbound) / float64(h.Days)}
		load := Load{CallsPerHour: p.CallsPerHour, Handle: d.Handle, Patience: d.Patience}
		p.Needed, _ = load.Needed(d.Target)
		lost := d.lost(load)
		p.Effective = effective(lost, h)
		p.Enough = p.Effective >= float64(p.Needed)
		p.SavedCalls = float64(h.Lost) / float64(h.Days) * float64(d.MonthDays) * relief(lost, p.Effective)
		p.Saved = d.Terms.OfMicro(int64(math.Round(p.SavedCalls * float64(loss.Whole))))
		plans = append(plans, p)
	}
	return plans
}

// effective halves towards the number of people with whom the model loses what
// the hour lost; at most those who were there.
func effective(lost func(people float64) float64, h Hour) float64 {
	share := float64(h.Lost) / float64(h.Inbound)
	if h.Lost <= 0 || lost(h.There) >= share {
		return h.There
	}
	low, high := 0.0, h.There
	for range 30 {
		if middle := (low + high) / 2; lost(middle) > share {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// relief is by what share the lost of the queue become fewer with one more person.
func relief(lost func(people float64) float64, there float64) float64 {
	now, then := lost(there), lost(there+1)
	if now <= 0 {
		return 0
	}
	return max(0, min(1, 1-then/now))
}

// lost returns the share of calls that hang up with a number of people that need
// not be whole. Where nobody hangs up in the model, those who wait too long stand
// for them. The model is asked once for each whole number.
func (d Department) lost(load Load) func(people float64) float64 {
	known := map[int]float64{}
	share := func(n int) float64 {
		if v, ok := known[n]; ok {
			return v
		}
		known[n] = load.Abandon(n)
		if d.Patience <= 0 {
			known[n] = 1 - load.With(n, d.Target.Within).Level
		}
		return known[n]
	}
	return func(people float64) float64 {
		low := math.Floor(people)
		part := people - low
		if part == 0 {
			return share(int(low))
		}
		return (1-part)*share(int(low)) + part*share(int(low)+1)
	}
}
