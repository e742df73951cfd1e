package eval

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"razbor/scoring"
	"razbor/scoring/corpus"
)

func gold(id string, need scoring.Verdict, at int) corpus.Call {
	l := &corpus.Labels{Items: map[scoring.Item]scoring.Verdict{}, At: map[scoring.Item]int{}, Outcome: scoring.OutcomeSale}
	for _, i := range scoring.SpokenItems {
		l.Items[i] = scoring.Pass
	}
	l.Items[scoring.Need] = need
	if need == scoring.Miss {
		l.At[scoring.Need] = at
	}
	return corpus.Call{ID: id, Labels: l, Segments: []scoring.Segment{{StartMS: 0}, {StartMS: 4000}, {StartMS: 20000}}}
}

func TestFiguresAreThoseOfTheirDefinitions(t *testing.T) {
	t.Parallel()
	calls := []corpus.Call{gold("a", scoring.Miss, 0), gold("b", scoring.Miss, 0), gold("c", scoring.Pass, 0), gold("d", scoring.Pass, 0)}
	predicted := map[string]corpus.Labels{}
	for _, c := range calls {
		predicted[c.ID] = *c.Labels
	}
	predicted["a"] = *gold("a", scoring.Miss, 1).Labels // 4 s away: in place
	predicted["b"] = *gold("b", scoring.Pass, 0).Labels // missed
	predicted["c"] = *gold("c", scoring.Miss, 2).Labels // found in vain
	r := Compare(calls, predicted)
	f, _ := r.Item(scoring.Need)
	if f.Precision != 0.5 || f.Recall != 0.5 || f.F1 != 0.5 || f.Agreement != 0.5 || f.Kappa != 0 || f.Placed != 1 || f.Misses != 2 || f.N != 4 || f.Prevalence != 0.5 {
		t.Errorf("got %+v", f)
	}
	if g, _ := r.Item(scoring.Greeting); g.Kappa != 1 || !math.IsNaN(g.Placed) {
		t.Errorf("an item all agree on: %+v", g)
	}
	if r.Calls.Outcome != 1 || r.Calls.Target != 1 || !math.IsNaN(r.Calls.Reason) {
		t.Errorf("calls: %+v", r.Calls)
	}
}

func TestACallThatWasNotScoredAgreesWithNothing(t *testing.T) {
	t.Parallel()
	r := Compare([]corpus.Call{gold("a", scoring.Miss, 0)}, nil)
	f, _ := r.Item(scoring.Need)
	if r.NotScored != 1 || f.Recall != 0 || f.Agreement != 0 {
		t.Errorf("not scored %d, need %+v", r.NotScored, f)
	}
}

func TestFiguresWithoutADenominatorAreNull(t *testing.T) {
	t.Parallel()
	data, err := json.Marshal(OfPairs([]Pair{{Item: "promo", Person: scoring.Pass, Machine: scoring.Pass}}))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"placed_5s":null`) || !strings.Contains(string(data), `"promo"`) || strings.Contains(string(data), "NaN") {
		t.Errorf("got %s", data)
	}
}
