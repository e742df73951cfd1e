package patterns_test

import (
	"testing"

	"razbor/scoring"
	"razbor/scoring/patterns"
)

func TestDifferencesTellLosingFromWinning(t *testing.T) {
	t.Parallel()
	got := patterns.Differences([]patterns.Count{
		{Manager: "А", Item: scoring.Need, LostMiss: 7, LostApplies: 9, WonMiss: 0, WonApplies: 3},
		{Manager: "А", Item: scoring.Greeting, LostMiss: 4, LostApplies: 9, WonMiss: 2, WonApplies: 3},
		{Manager: "А", Item: scoring.NextStep, LostMiss: 9, LostApplies: 9, WonMiss: 0, WonApplies: 3},
		{Manager: "Б", Item: scoring.Need, LostMiss: 2, LostApplies: 2, WonMiss: 0, WonApplies: 9},
		{Manager: "В", Item: scoring.Need, LostMiss: 9, LostApplies: 9, WonMiss: 0, WonApplies: 1},
	})
	if len(got) != 2 || got[0].Item != scoring.NextStep || got[1].Item != scoring.Need || got[1].Manager != "А" {
		t.Fatalf("got %+v", got)
	}
	if got[0].Gap() != 1 {
		t.Errorf("gap %v", got[0].Gap())
	}
}
