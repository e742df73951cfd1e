// Package eval measures how well verdicts agree with those of a person: for
// each item precision, recall and F1 of finding a miss, agreement and Cohen's
// kappa over the four verdicts, and how often a miss is placed within five
// seconds; for the call its outcome, loss, loss reason and loss point.
package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"razbor/scoring"
	"razbor/scoring/corpus"
)

// toleranceMS is how far from the labelled segment a place may begin, in milliseconds.
const toleranceMS = 5000

// Absent stands for the verdict of a call that was not judged.
const Absent scoring.Verdict = "absent"

// Pair is what a person and the machine said of one item of one call.
// Placed tells whether the machine's place is right, where both said miss.
type Pair struct {
	Item    scoring.Item
	Person  scoring.Verdict
	Machine scoring.Verdict
	Placed  bool
}

// ItemFigures are the figures of one item. Figures without a denominator are NaN
// in Go and null in JSON.
type ItemFigures struct {
	Item       scoring.Item
	N          int // verdicts compared
	Misses     int // that the person found
	Prevalence float64
	Precision  float64
	Recall     float64
	F1         float64
	Agreement  float64
	Kappa      float64
	Placed     float64 // share of the misses found by both whose place is within 5 s
}

// CallFigures are the figures of whole calls.
type CallFigures struct {
	Calls         int
	Lost          int // that the person calls lost
	Outcome       float64
	Target        float64
	LostPrecision float64
	LostRecall    float64
	LostF1        float64
	Reason        float64
	LossPoint     float64
}

// Report is a comparison. Calls is zero where only pairs of verdicts were compared.
type Report struct {
	Items      []ItemFigures
	Calls      CallFigures
	NotScored  int
	MacroF1    float64
	MacroKappa float64
}

// Compare measures predicted labels, by the id of the call, against the labels
// of a corpus. Calls without labels are passed over.
func Compare(gold []corpus.Call, predicted map[string]corpus.Labels) Report {
	var pairs []Pair
	r := Report{}
	c := counter{}
	for _, g := range gold {
		if g.Labels == nil {
			continue
		}
		p, scored := predicted[g.ID]
		if !scored {
			r.NotScored++
		}
		pairs = appendPairs(pairs, g, p)
		c.add(g, p)
	}
	r.Calls = c.figures()
	r.items(pairs, scoring.SpokenItems[:])
	return r
}

// OfPairs measures pairs of verdicts, as a reviewer's corrections give them.
func OfPairs(pairs []Pair) Report {
	r := Report{}
	items := []scoring.Item{}
	for _, i := range scoring.SpokenItems {
		if slices.ContainsFunc(pairs, func(p Pair) bool { return p.Item == i }) {
			items = append(items, i)
		}
	}
	var own []scoring.Item
	for _, p := range pairs {
		if !slices.Contains(items, p.Item) && !slices.Contains(own, p.Item) {
			own = append(own, p.Item)
		}
	}
	slices.Sort(own)
	r.items(pairs, append(items, own...))
	return r
}

func appendPairs(pairs []Pair, g corpus.Call, p corpus.Labels) []Pair {
	for _, item := range scoring.SpokenItems {
		pair := Pair{Item: item, Person: g.Labels.Items[item], Machine: Absent}
		if v, ok := p.Items[item]; ok {
			pair.Machine = v
		}
		want, labelled := g.Labels.At[item]
		got, placed := p.At[item]
		pair.Placed = labelled && placed && near(g, want, got)
		pairs = append(pairs, pair)
	}
	return pairs
}

// near says that two segments begin within the tolerance of each other.
func near(c corpus.Call, want, got int) bool {
	n := len(c.Segments)
	if want < 0 || want >= n || got < 0 || got >= n {
		return false
	}
	d := c.Segments[want].StartMS - c.Segments[got].StartMS
	return d <= toleranceMS && d >= -toleranceMS
}

func (r *Report) items(pairs []Pair, items []scoring.Item) {
	for _, item := range items {
		r.Items = append(r.Items, figuresOf(item, pairs))
	}
	if len(items) == 0 {
		return
	}
	for _, f := range r.Items {
		r.MacroF1 += f.F1 / float64(len(items))
		if !math.IsNaN(f.Kappa) {
			r.MacroKappa += f.Kappa / float64(len(items))
		}
	}
}

func figuresOf(item scoring.Item, pairs []Pair) ItemFigures {
	f := ItemFigures{Item: item}
	tp, fp, fn, placed, same := 0, 0, 0, 0, 0
	person, machine := map[scoring.Verdict]int{}, map[scoring.Verdict]int{}
	for _, p := range pairs {
		if p.Item != item {
			continue
		}
		f.N++
		person[p.Person]++
		machine[p.Machine]++
		if p.Person == p.Machine {
			same++
		}
		switch {
		case p.Person == scoring.Miss && p.Machine == scoring.Miss:
			tp++
			if p.Placed {
				placed++
			}
		case p.Machine == scoring.Miss:
			fp++
		case p.Person == scoring.Miss:
			fn++
		}
	}
	f.Misses = tp + fn
	f.Precision, f.Recall, f.F1 = prf(tp, fp, fn)
	f.Prevalence, f.Agreement, f.Placed = share(f.Misses, f.N), share(same, f.N), share(placed, tp)
	f.Kappa = kappa(f.N, same, person, machine)
	return f
}

// kappa is Cohen's: agreement beyond what chance would give.
func kappa(n, same int, person, machine map[scoring.Verdict]int) float64 {
	if n == 0 {
		return math.NaN()
	}
	expected := 0 // in n², a whole number, so that the order of the map does not show
	for v, k := range person {
		expected += k * machine[v]
	}
	pe := float64(expected) / float64(n) / float64(n)
	if expected == n*n {
		return 1
	}
	return (float64(same)/float64(n) - pe) / (1 - pe)
}

func prf(tp, fp, fn int) (precision, recall, f1 float64) {
	if tp+fp > 0 {
		precision = float64(tp) / float64(tp+fp)
	}
	if tp+fn > 0 {
		recall = float64(tp) / float64(tp+fn)
	}
	if precision+recall > 0 {
		f1 = 2 * precision * recall / (precision + recall)
	}
	return precision, recall, f1
}

func share(a, b int) float64 {
	if b == 0 {
		return math.NaN()
	}
	return float64(a) / float64(b)
}

// counter sums what is compared of whole calls.
type counter struct {
	calls, lost, outcome, target, tp, fp, fn, reason, point int
}

func (c *counter) add(g corpus.Call, p corpus.Labels) {
	l := g.Labels
	c.calls++
	if l.Outcome == p.Outcome {
		c.outcome++
	}
	if (l.Outcome == scoring.OutcomeNontarget) == (p.Outcome == scoring.OutcomeNontarget) {
		c.target++
	}
	switch {
	case l.Lost && p.Lost:
		c.tp++
	case p.Lost:
		c.fp++
	case l.Lost:
		c.fn++
	}
	if !l.Lost {
		return
	}
	c.lost++
	if l.LossReason != nil && p.LossReason != nil && *l.LossReason == *p.LossReason {
		c.reason++
	}
	if l.LossSegment != nil && p.LossSegment != nil && near(g, *l.LossSegment, *p.LossSegment) {
		c.point++
	}
}

func (c *counter) figures() CallFigures {
	f := CallFigures{Calls: c.calls, Lost: c.lost}
	f.Outcome, f.Target = share(c.outcome, c.calls), share(c.target, c.calls)
	f.LostPrecision, f.LostRecall, f.LostF1 = prf(c.tp, c.fp, c.fn)
	f.Reason, f.LossPoint = share(c.reason, c.lost), share(c.point, c.lost)
	return f
}

// Item returns the figures of an item, and whether it was compared.
func (r Report) Item(item scoring.Item) (ItemFigures, bool) {
	for _, f := range r.Items {
		if f.Item == item {
			return f, true
		}
	}
	return ItemFigures{}, false
}

// String is the report as a table of plain text.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s %5s %6s %5s %5s %5s %5s %6s %6s %9s\n", "item", "n", "misses", "prev", "P", "R", "F1", "agree", "kappa", "within 5s")
	for _, f := range r.Items {
		fmt.Fprintf(&b, "%-14s %5d %6d %5s %5.2f %5.2f %5.2f %6s %6s %9s\n", f.Item, f.N, f.Misses, figure(f.Prevalence), f.Precision, f.Recall, f.F1,
			figure(f.Agreement), figure(f.Kappa), figure(f.Placed))
	}
	fmt.Fprintf(&b, "macro miss F1 %.3f   macro kappa %.3f\n", r.MacroF1, r.MacroKappa)
	if c := r.Calls; c.Calls > 0 {
		fmt.Fprintf(&b, "%d calls, %d not scored: outcome %s  target %s  lost P %.2f R %.2f F1 %.2f  reason %s  loss point within 5 s %s\n",
			c.Calls, r.NotScored, figure(c.Outcome), figure(c.Target), c.LostPrecision, c.LostRecall, c.LostF1, figure(c.Reason), figure(c.LossPoint))
	}
	return b.String()
}

func figure(v float64) string {
	if math.IsNaN(v) {
		return "-"
	}
	return fmt.Sprintf("%.2f", v)
}
