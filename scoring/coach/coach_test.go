package coach_test

import (
	"testing"

	"razbor/scoring"
	"razbor/scoring/coach"
)

func TestFeedbackSaysWhatWorksWhatIsMissedAndWhatChanged(t *testing.T) {
	t.Parallel()
	now := []coach.Item{
		{Item: scoring.Greeting, Pass: 2, Partial: 4, Miss: 4, Lost: 4}, {Item: scoring.Need, Pass: 2, Partial: 1, Miss: 7, Lost: 7},
		{Item: scoring.NextStep, Pass: 1, Miss: 9, Lost: 9}, {Item: scoring.Pressure, Pass: 10},
		{Item: scoring.Objections, Pass: 9, Miss: 1, Lost: 0}, {Item: scoring.Qualification, Pass: 8, Partial: 1, Miss: 1},
		{Item: scoring.CRM},
	}
	before := []coach.Item{
		{Item: scoring.Greeting, Pass: 2, Miss: 8}, {Item: scoring.Need, Pass: 8, Miss: 2}, {Item: scoring.NextStep, Pass: 1, Miss: 9},
		{Item: scoring.Pressure, Pass: 2},
	}
	f := coach.Of(now, before)
	check(t, "strengths", names(f.Strengths), scoring.Pressure, scoring.Objections, scoring.Qualification)
	check(t, "misses", names(f.Misses), scoring.NextStep, scoring.Need, scoring.Greeting)
	var changed []scoring.Item
	for _, c := range f.Changes {
		changed = append(changed, c.Item)
	}
	check(t, "changes", changed, scoring.Greeting, scoring.Need, scoring.NextStep)
	if f.Changes[0].Direction != coach.Improved || f.Changes[1].Direction != coach.Worsened || f.Changes[2].Direction != coach.Same {
		t.Errorf("directions: %+v", f.Changes)
	}
}

func names(items []coach.Item) []scoring.Item {
	var list []scoring.Item
	for _, i := range items {
		list = append(list, i.Item)
	}
	return list
}

func check(t *testing.T, what string, got []scoring.Item, want ...scoring.Item) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %v, want %v", what, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
}
