package store

import (
	"maps"

	"razbor/scoring"
)

// Weights say how much each item of the checklist counts in a score: the
// checklist's own, in force whichever version of it gave a verdict, so that a
// changed weight is a matter of counting and nothing is judged anew. An item
// that has none counts once.
type Weights map[scoring.Item]int

// Of is the weight of an item.
func (w Weights) Of(item scoring.Item) int {
	if n, ok := w[item]; ok {
		return n
	}
	return 1
}

// Weigh returns how much of an item passed and how much of it applied, in
// halves of its weight: a pass of weight 3 is 6 of 6, a partial one 3 of 6.
func (w Weights) Weigh(item scoring.Item, v scoring.Verdict) (passed, applied int) {
	n := w.Of(item)
	switch v {
	case scoring.Pass:
		return 2 * n, 2 * n
	case scoring.Partial:
		return n, 2 * n
	case scoring.Miss:
		return 0, 2 * n
	case scoring.NotApplicable:
	}
	return 0, 0
}

// Equal reports whether the same is counted by both.
func (w Weights) Equal(o Weights) bool { return maps.Equal(w, o) }
