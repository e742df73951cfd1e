package staffing_test

import (
	"testing"
	"time"

	"razbor/scoring/loss"
	"razbor/scoring/staffing"
)

func desk() staffing.Department {
	return staffing.Department{
		Handle: 200 * time.Second, Patience: time.Minute, Target: staffing.Target{Share: 0.8, Within: 20 * time.Second},
		MonthDays: 22, Terms: loss.Terms{Deal: 50_000_00, Conversion: 200_000},
	}
}

func TestOneMorePersonSavesWhereTheQueueLoses(t *testing.T) {
	t.Parallel()
	plans := desk().Plans([]staffing.Hour{
		{Hour: 10, Days: 20, Inbound: 80, Lost: 0, There: 4}, {Hour: 13, Days: 20, Inbound: 200, Lost: 100, There: 1.5},
		{Hour: 14, Days: 0, Inbound: 5}, {Hour: 15, Days: 20},
	})
	if len(plans) != 2 {
		t.Fatalf("%d plans", len(plans))
	}
	quiet, lunch := plans[0], plans[1]
	if !quiet.Enough || quiet.Saved != 0 {
		t.Errorf("an hour that loses nothing: %+v", quiet)
	}
	most := desk().Terms.Of(100 * 22 / 20)
	if lunch.Enough || lunch.Needed < 2 || lunch.Saved <= 0 || lunch.Saved >= most {
		t.Errorf("lunch: %+v; all it loses is %v", lunch, most)
	}
}

// Two sat there and 4 of 7 calls were lost: they worked as less than one.
func TestPhonesThatRingInVainAreNoPeople(t *testing.T) {
	t.Parallel()
	plan := desk().Plans([]staffing.Hour{{Hour: 13, Days: 1, Inbound: 7, Lost: 4, There: 2}})[0]
	if plan.Effective <= 0 || plan.Effective >= 1 || plan.Enough || plan.Needed < 1 {
		t.Errorf("%+v", plan)
	}
}

func TestNobodyThereLosesEverythingThatOneWouldTake(t *testing.T) {
	t.Parallel()
	plan := desk().Plans([]staffing.Hour{{Hour: 9, Days: 10, Inbound: 10, Lost: 10, There: 0}})[0]
	if plan.SavedCalls < 18 || plan.SavedCalls > 22 {
		t.Errorf("one person saves %v of 22 calls a month", plan.SavedCalls)
	}
}

func TestWithoutAbandonedCallsThePlanStillCounts(t *testing.T) {
	t.Parallel()
	d := desk()
	d.Patience = 0
	plan := d.Plans([]staffing.Hour{{Hour: 9, Days: 10, Inbound: 200, Lost: 5, There: 1}})[0]
	if plan.Needed < 3 || plan.Enough {
		t.Errorf("%+v", plan)
	}
}
