package review

import (
	"cmp"
	"slices"

	"razbor/scoring"
	"razbor/store"
)

// pointKind is what happened at a moment of a call.
type pointKind int

// The kinds of points, the most telling first: it is the one that is drawn
// where several fall together.
const (
	pointLoss pointKind = iota
	pointMiss
	pointObjection
	pointPartial
	pointAnswered // an objection that was answered
	pointCoached
	pointNote
	pointBookmark
)

// point is one moment on the timeline.
type point struct {
	ms      int64
	segment int // scoring.NoSegment where it is not of an utterance
	kind    pointKind
	item    scoring.Item          // of a miss
	object  scoring.ObjectionKind // of an objection
	note    int                   // index of a note
}

// miss reports whether the point is a place where something was done wrong:
// what the keys of the next and the previous miss stop at.
func (p point) miss() bool {
	return p.kind == pointMiss || p.kind == pointObjection || p.kind == pointLoss
}

// points are the moments of a call, in order of time. Verdicts are those in
// force: the reviewer's word outranks the machine's.
func points(j scoring.Judgement, marks []store.Mark, notes []store.Note) []point {
	var out []point
	for _, f := range j.Findings {
		if f.Segment == scoring.NoSegment {
			continue
		}
		switch inForce(f, marks) {
		case scoring.Miss:
			out = append(out, point{ms: f.AtMS, segment: f.Segment, kind: pointMiss, item: f.Item})
		case scoring.Partial:
			out = append(out, point{ms: f.AtMS, segment: f.Segment, kind: pointPartial, item: f.Item})
		}
	}
	for _, o := range j.Objections {
		kind := pointObjection
		if o.Handled {
			kind = pointAnswered
		}
		out = append(out, point{ms: o.AtMS, segment: o.Segment, kind: kind, object: o.Kind})
	}
	if j.Lost && j.LossSegment != scoring.NoSegment {
		out = append(out, point{ms: j.LossAtMS, segment: j.LossSegment, kind: pointLoss})
	}
	for i, n := range notes {
		if n.Gone {
			continue
		}
		kind := pointNote
		switch {
		case n.Coached:
			kind = pointCoached
		case n.Text == "":
			kind = pointBookmark
		}
		out = append(out, point{ms: n.AtMS, segment: scoring.NoSegment, kind: kind, note: i})
	}
	slices.SortStableFunc(out, func(a, b point) int { return cmp.Or(cmp.Compare(a.ms, b.ms), cmp.Compare(a.kind, b.kind)) })
	return out
}

// inForce is the verdict of a finding that holds after the reviewer's word.
func inForce(f scoring.Finding, marks []store.Mark) scoring.Verdict {
	if m, ok := markOf(marks, f.Item); ok && !m.Agrees {
		return m.Verdict
	}
	return f.Verdict
}

// markOf finds the reviewer's word on an item; the empty item is the outcome.
func markOf(marks []store.Mark, item scoring.Item) (store.Mark, bool) {
	for _, m := range marks {
		if m.Item == item {
			return m, true
		}
	}
	return store.Mark{}, false
}

// nextMiss returns the next place of a miss after a moment, or the one before it.
func nextMiss(ps []point, ms int64, back bool) (point, bool) {
	if back {
		for i := len(ps) - 1; i >= 0; i-- {
			if ps[i].miss() && ps[i].ms < ms-missSlack {
				return firstAt(ps, ps[i].ms), true
			}
		}
		return point{}, false
	}
	for _, p := range ps {
		if p.miss() && p.ms > ms {
			return p, true
		}
	}
	return point{}, false
}

// missSlack lets "the miss before" leave a miss that has just begun to play.
const missSlack = 1500

// firstAt is the most telling miss of those at one moment.
func firstAt(ps []point, ms int64) point {
	for _, p := range ps {
		if p.ms == ms && p.miss() {
			return p
		}
	}
	return point{ms: ms}
}
