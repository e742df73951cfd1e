// Package coach turns the verdicts of one manager over a period into feedback:
// what works, what is missed and how often, and what has changed since the
// period before. The sentences are tui/lang's.
package coach

import (
	"cmp"
	"slices"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
)

// Item is the verdicts of one checklist item in the calls of one manager.
type Item struct {
	Item    scoring.Item
	Pass    int64
	Partial int64
	Miss    int64
	Lost    int64 // lost calls among the misses
}

// Applies is in how many calls the item could be judged.
func (i Item) Applies() int64 { return i.Pass + i.Partial + i.Miss }

// Missed is the share of misses.
func (i Item) Missed() metrics.Ratio { return metrics.Ratio{Part: i.Miss, Of: i.Applies()} }

// Passed is the share of passes.
func (i Item) Passed() metrics.Ratio { return metrics.Ratio{Part: i.Pass, Of: i.Applies()} }

// What is a strength, what is worth saying, and what counts as a change.
const (
	leastCalls            = 3
	strong      loss.Rate = 800_000 // passes at least
	strongMiss  loss.Rate = 100_000 // and misses at most
	weak        loss.Rate = 200_000 // misses at least
	leastChange           = 0.1
)

// Direction says how an item has changed since the period before.
type Direction int

// The directions of a change.
const (
	Same     Direction = 0
	Improved Direction = 1
	Worsened Direction = -1
)

// Change is one item in two periods.
type Change struct {
	Item      scoring.Item
	Before    metrics.Ratio // share of misses
	Now       metrics.Ratio
	Direction Direction
}

// Feedback is what is said to a manager.
type Feedback struct {
	Strengths []Item // the surest first
	Misses    []Item // those with the most lost calls first
	Changes   []Change
}

// Of builds the feedback from the items of a period and of the one before.
func Of(now, before []Item) Feedback {
	var f Feedback
	for _, item := range now {
		passed, known := item.Passed().Compare(strong)
		missed, _ := item.Missed().Compare(strongMiss)
		atWeak, _ := item.Missed().Compare(weak)
		switch {
		case !known:
		case passed >= 0 && missed <= 0 && item.Applies() >= leastCalls:
			f.Strengths = append(f.Strengths, item)
		case item.Miss > 0 && atWeak >= 0:
			f.Misses = append(f.Misses, item)
		}
		if c, ok := change(item, before); ok {
			f.Changes = append(f.Changes, c)
		}
	}
	slices.SortStableFunc(f.Strengths, func(a, b Item) int { return compareShares(b.Passed(), a.Passed()) })
	slices.SortStableFunc(f.Misses, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.Lost, a.Lost), cmp.Compare(b.Miss, a.Miss), compareShares(b.Missed(), a.Missed()))
	})
	slices.SortStableFunc(f.Changes, func(a, b Change) int { return cmp.Compare(rank(a.Direction), rank(b.Direction)) })
	return f
}

// rank puts what got better first and what stayed last.
func rank(d Direction) int {
	switch d {
	case Improved:
		return 0
	case Worsened:
		return 1
	case Same:
		return 2
	}
	return 2
}

func compareShares(a, b metrics.Ratio) int {
	x, _ := a.Value()
	y, _ := b.Value()
	return cmp.Compare(x, y)
}

// change compares an item with the period before; with too few calls in either
// there is nothing to say.
func change(now Item, before []Item) (Change, bool) {
	i := slices.IndexFunc(before, func(b Item) bool { return b.Item == now.Item })
	if i < 0 || now.Applies() < leastCalls || before[i].Applies() < leastCalls {
		return Change{}, false
	}
	c := Change{Item: now.Item, Before: before[i].Missed(), Now: now.Missed()}
	was, _ := c.Before.Value()
	is, _ := c.Now.Value()
	switch {
	case is-was >= leastChange:
		c.Direction = Worsened
	case was-is >= leastChange:
		c.Direction = Improved
	}
	return c, true
}
