package causes

import (
	"cmp"
	"slices"
)

// Span is the time one call held a line, in Unix milliseconds; the end is not in it.
type Span struct {
	FromMS int64
	ToMS   int64
}

// Peak returns the most calls that were on at one time, and the first moment of it.
func Peak(spans []Span) (most, atMS int64) {
	type step struct{ atMS, by int64 }
	steps := make([]step, 0, 2*len(spans))
	for _, s := range spans {
		if s.ToMS > s.FromMS {
			steps = append(steps, step{s.FromMS, 1}, step{s.ToMS, -1})
		}
	}
	slices.SortFunc(steps, func(a, b step) int {
		if a.atMS != b.atMS {
			return cmp.Compare(a.atMS, b.atMS)
		}
		return cmp.Compare(a.by, b.by) // a line that is let go is free at once
	})
	var now int64
	for _, s := range steps {
		if now += s.by; now > most {
			most, atMS = now, s.atMS
		}
	}
	return most, atMS
}

// Costliest returns at most n causes that are problems or worth watching, by
// what they cost, then by number.
func Costliest(list []Cause, n int) []Cause {
	bad := make([]Cause, 0, len(list))
	for _, c := range list {
		if c.State == Problem || c.State == Watch {
			bad = append(bad, c)
		}
	}
	slices.SortStableFunc(bad, func(a, b Cause) int { return cmp.Compare(int64(b.Money), int64(a.Money)) })
	return bad[:min(n, len(bad))]
}
