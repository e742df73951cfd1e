package store_test

import (
	"testing"

	"razbor/scoring"
	"razbor/store"
)

func TestAHeavierItemCountsForMoreInTheScore(t *testing.T) {
	t.Parallel()
	j := &scoring.Judgement{Findings: []scoring.Finding{
		{Item: scoring.Greeting, Verdict: scoring.Pass}, {Item: scoring.Need, Verdict: scoring.Miss},
		{Item: scoring.NextStep, Verdict: scoring.Partial}, {Item: scoring.Pressure, Verdict: scoring.NotApplicable},
	}}
	for name, c := range map[string]struct {
		weights store.Weights
		want    int
	}{
		"none given":         {nil, 50}, // 2 + 0 + 1 of 6 halves
		"the missed one":     {store.Weights{scoring.Need: 3}, 30},
		"the passed one":     {store.Weights{scoring.Greeting: 3}, 70},
		"one that is na":     {store.Weights{scoring.Pressure: 9}, 50},
		"the miss is free":   {store.Weights{scoring.Need: 0}, 75},
		"nothing counts":     {store.Weights{scoring.Greeting: 0, scoring.Need: 0, scoring.NextStep: 0}, -1},
		"an item of no call": {store.Weights{"promo": 5}, 50},
	} {
		call := store.Call{Direction: store.Inbound, Answered: true}
		store.Decide(store.Decision{Judgement: j, Weights: c.weights}, &call)
		if call.Score != c.want {
			t.Errorf("%s: %d, want %d", name, call.Score, c.want)
		}
	}
}

func TestRulesDifferByWhatCountsACallOtherwise(t *testing.T) {
	t.Parallel()
	a := store.Rules{Weights: store.Weights{scoring.Need: 3}}
	for name, c := range map[string]struct {
		other store.Rules
		equal bool
	}{
		"the same":          {store.Rules{Weights: store.Weights{scoring.Need: 3}}, true},
		"another weight":    {store.Rules{Weights: store.Weights{scoring.Need: 2}}, false},
		"no weights":        {store.Rules{}, false},
		"one day more":      {store.Rules{Weights: a.Weights, WorkDays: [8]bool{6: true}}, false},
		"a deeper menu":     {store.Rules{Weights: a.Weights, IVRDepth: 4}, false},
		"a longer recovery": {store.Rules{Weights: a.Weights, RecoveryWindow: 1}, false},
	} {
		if got := a.Equal(c.other); got != c.equal {
			t.Errorf("%s: %v", name, got)
		}
	}
}
