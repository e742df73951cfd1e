package store_test

import (
	"errors"
	"testing"
	"time"

	"razbor/store"
)

func TestDaysAreCountedByTheCalendar(t *testing.T) {
	t.Parallel()
	d, err := store.ParseDay("2026-10-15")
	if err != nil || d != 20261015 || d.String() != "2026-10-15" || d.Weekday() != 4 {
		t.Fatalf("%v, %v, weekday %d", d, err, d.Weekday())
	}
	if got := d.Add(20); got != 20261104 || d.Until(got) != 20 || got.Until(d) != -20 {
		t.Errorf("20 days on is %v, %d days away", got, d.Until(got))
	}
	if got := store.Day(20280228).Add(1); got != 20280229 {
		t.Errorf("the day after 28 February 2028 is %v", got)
	}
	if got := d.Add(-4).Weekday(); got != 7 {
		t.Errorf("Sunday is %d", got)
	}
	for _, s := range []string{"", "15.10.2026", "2026-13-01", "2026-02-30"} {
		if _, err := store.ParseDay(s); !errors.Is(err, store.ErrDay) {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestADayStartsAtItsOwnMidnight(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", 3*3600)
	start := store.Day(20261015).Start(zone)
	if start.UnixMilli() != 1_792_011_600_000 || store.DayOf(start) != 20261015 {
		t.Errorf("starts %v, %d", start, start.UnixMilli())
	}
}
