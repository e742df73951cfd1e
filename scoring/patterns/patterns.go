// Package patterns finds what losses have in common: how the losing calls of a
// manager differ from his winning ones.
package patterns

import (
	"cmp"
	"slices"

	"razbor/scoring"
	"razbor/scoring/metrics"
)

// Count is how often one item of the checklist was missed and could be judged,
// in the lost calls of a manager and in his others.
type Count struct {
	Manager     string // empty: the whole department
	Item        scoring.Item
	LostMiss    int64
	LostApplies int64
	WonMiss     int64
	WonApplies  int64
}

// Difference is an item that is missed more often in losing calls than in winning ones.
type Difference struct {
	Count
	Losing  metrics.Ratio // misses in lost calls
	Winning metrics.Ratio // misses in the others
}

// Gap is by how much more often the item is missed in losing calls, 0 to 1.
func (d Difference) Gap() float64 {
	losing, _ := d.Losing.Value()
	winning, _ := d.Winning.Value()
	return losing - winning
}

// A difference is told from fewer calls than these, or a smaller gap, by chance alone.
const (
	leastLost = 3
	leastWon  = 2
	leastGap  = 0.25
)

// Differences returns the items that tell losing calls from winning ones, those
// with the most lost calls behind them first.
func Differences(counts []Count) []Difference {
	var list []Difference
	for _, c := range counts {
		d := Difference{
			Count:  c,
			Losing: metrics.Ratio{Part: c.LostMiss, Of: c.LostApplies}, Winning: metrics.Ratio{Part: c.WonMiss, Of: c.WonApplies},
		}
		if c.LostApplies >= leastLost && c.WonApplies >= leastWon && d.Gap() >= leastGap {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(b.LostMiss, a.LostMiss), cmp.Compare(b.Gap(), a.Gap()))
	})
	return list
}
