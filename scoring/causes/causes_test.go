package causes_test

import (
	"testing"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
)

func terms() loss.Terms { return loss.Terms{Deal: 50_000_00, Conversion: 200_000} }

// day is the sums of a department's day that has every cause.
func day() causes.Facts {
	var s metrics.Sums
	for c, n := range map[metrics.Counter]int64{
		metrics.Inbound: 40, metrics.Answered: 28, metrics.Missed: 12, metrics.Busy: 2, metrics.LongWait: 13, metrics.LongWaitMissed: 7,
		metrics.DeepIVR: 1, metrics.AbandonedIVR: 1, metrics.MissedClients: 12, metrics.CalledBackClients: 2, metrics.OpenClients: 10,
		metrics.AfterHours: 2, metrics.Dropped: 1, metrics.Faulty: 1, metrics.NoCRMNote: 9, metrics.CRMChecked: 28,
		metrics.AgreedUnnoted: 1, metrics.RungAbandoned: 6,
	} {
		s.N[c] = n
	}
	return causes.Facts{
		Sums: s, Lines: 4, Peak: 4,
		Loads: []causes.Load{{"А", 10, 1}, {"Б", 7, 2}, {"В", 6, 1}, {"Г", 3, 13}, {"Д", 2, 11}},
		Items: []causes.ItemFacts{
			{Item: scoring.Greeting, Applies: 28, Partial: 4, Miss: 4, Lost: 4}, {Item: scoring.Need, Applies: 28, Miss: 8, Lost: 8},
			{Item: scoring.Objections, Applies: 24, Partial: 3, Miss: 13, Lost: 13}, {Item: scoring.NextStep, Applies: 28, Miss: 18, Lost: 18},
		},
		Evidence: map[causes.Number][]causes.Evidence{causes.Lines: {{Call: "1", AtMS: causes.NoMoment}}},
	}
}

func TestEveryCauseHasItsFigureStateAndMoney(t *testing.T) {
	t.Parallel()
	got := causes.Diagnose(day(), causes.DefaultThresholds(), terms())
	if len(got) != causes.Count {
		t.Fatalf("%d causes", len(got))
	}
	for number, want := range map[causes.Number]struct {
		state causes.State
		calls int64
		value float64
		money loss.Amount
	}{
		causes.Lines:       {causes.Problem, 2, 0.05, 20_000_00},
		causes.Wait:        {causes.Problem, 13, 0.325, 70_000_00},
		causes.Menu:        {causes.Problem, 1, 0.025, 10_000_00},
		causes.Callback:    {causes.Problem, 10, 2.0 / 12, 100_000_00},
		causes.Hours:       {causes.Problem, 2, 0.05, 20_000_00},
		causes.Uneven:      {causes.Problem, 6, 22.0 / 28, 60_000_00},
		causes.Telephony:   {causes.Problem, 2, 0.05, 0},
		causes.Greeting:    {causes.Fine, 4, 4.0 / 28, 40_000_00},
		causes.Need:        {causes.Watch, 8, 8.0 / 28, 80_000_00},
		causes.Objections:  {causes.Problem, 13, 13.0 / 24, 130_000_00},
		causes.NextStep:    {causes.Problem, 18, 18.0 / 28, 180_000_00},
		causes.PriceTiming: {causes.NoData, 0, 0, 0},
		causes.CRM:         {causes.Problem, 9, 9.0 / 28, 10_000_00},
	} {
		c := got[number-1]
		if c.Number != number || c.State != want.state || c.Calls != want.calls || c.Value.Value != want.value || c.Money != want.money {
			t.Errorf("cause %d: %+v, want %+v", number, c, want)
		}
	}
	if len(got[0].Evidence) != 1 {
		t.Error("the evidence is lost")
	}
}

func TestNothingIsTheCauseOfNothing(t *testing.T) {
	t.Parallel()
	for _, c := range causes.Diagnose(causes.Facts{}, causes.DefaultThresholds(), terms()) {
		if c.State != causes.NoData || c.Value.Known || c.Money != 0 {
			t.Errorf("cause %d of no calls: %+v", c.Number, c)
		}
	}
}

func TestAllLinesTakenAtOnceIsWorthWatchingWithoutABusyTone(t *testing.T) {
	t.Parallel()
	f := day()
	f.Sums.N[metrics.Busy] = 0
	if got := causes.Diagnose(f, causes.DefaultThresholds(), terms())[0].State; got != causes.Watch {
		t.Errorf("got %s", got)
	}
	f.Peak = 3
	if got := causes.Diagnose(f, causes.DefaultThresholds(), terms())[0].State; got != causes.Fine {
		t.Errorf("with a line free: %s", got)
	}
}

func TestOneManagerAloneIsNotUneven(t *testing.T) {
	t.Parallel()
	f := day()
	f.Loads = f.Loads[:1]
	if got := causes.Diagnose(f, causes.DefaultThresholds(), terms())[causes.Uneven-1].State; got != causes.NoData {
		t.Errorf("got %s", got)
	}
}

func TestPeakCountsCallsAtOneTime(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spans    []causes.Span
		most, at int64
	}{
		"none":                  {nil, 0, 0},
		"one after another":     {[]causes.Span{{0, 10}, {10, 20}}, 1, 0},
		"three deep":            {[]causes.Span{{0, 10}, {5, 15}, {9, 12}, {12, 20}}, 3, 9},
		"a call that never was": {[]causes.Span{{5, 5}, {7, 3}}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if most, at := causes.Peak(c.spans); most != c.most || at != c.at {
				t.Errorf("got %d at %d, want %d at %d", most, at, c.most, c.at)
			}
		})
	}
}

func TestCostliestLeavesOutWhatIsFine(t *testing.T) {
	t.Parallel()
	got := causes.Costliest(causes.Diagnose(day(), causes.DefaultThresholds(), terms()), 3)
	want := []causes.Number{causes.NextStep, causes.Objections, causes.Callback}
	for i, n := range want {
		if got[i].Number != n {
			t.Fatalf("place %d: cause %d, want %d", i+1, got[i].Number, n)
		}
	}
}
