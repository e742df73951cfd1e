package screen

import (
	"testing"
	"time"

	"razbor/store"
)

func TestAPeriodIsReadAsPeopleWriteIt(t *testing.T) {
	t.Parallel()
	cases := map[string]Period{
		"15.10":            {OneDay, 20261015, 20261015},
		"15":               {OneDay, 20261015, 20261015},
		"1.10-15.10":       {AnyRange, 20261001, 20261015},
		"1.10–15.10":       {AnyRange, 20261001, 20261015},
		"1–15.10.2025":     {AnyRange, 20251001, 20251015},
		"01.09.26":         {OneDay, 20260901, 20260901},
		"10.2026":          {OneMonth, 20261001, 20261031},
		"2026-02":          {OneMonth, 20260201, 20260228},
		"2026-10-15":       {OneDay, 20261015, 20261015},
		"9.2026 – 10.2026": {AnyRange, 20260901, 20261031},
	}
	for text, want := range cases {
		if got, err := ParsePeriod(text, 20261020); err != nil || got != want {
			t.Errorf("%q was read as %+v (%v), want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "x", "32.10", "15.13", "15.10-1.10", "1.2.3.4", "-", "..", "30.02.2026", "99999"} {
		if got, err := ParsePeriod(text, 20261020); err == nil {
			t.Errorf("%q was read as %+v", text, got)
		}
	}
}

func TestStepsKeepTheKind(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		from Period
		by   int
		want Period
	}{
		"day over a month":  {PeriodOf(OneDay, 20261001), -1, Period{OneDay, 20260930, 20260930}},
		"week":              {PeriodOf(OneWeek, 20261015), 1, Period{OneWeek, 20261019, 20261025}},
		"month of 31 to 30": {PeriodOf(OneMonth, 20261031), 1, Period{OneMonth, 20261101, 20261130}},
		"range":             {Period{AnyRange, 20261001, 20261010}, -1, Period{AnyRange, 20260921, 20260930}},
	}
	for name, c := range cases {
		if got := c.from.Step(c.by); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestADayOfASummerTimeChangeHasItsOwnLength(t *testing.T) {
	t.Parallel()
	berlin := time.FixedZone("", 3600)
	from, to := PeriodOf(OneDay, 20261015).Bounds(berlin)
	if to-from != 24*3600*1000 || time.UnixMilli(from).In(berlin).Hour() != 0 {
		t.Errorf("bounds %d … %d", from, to)
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"1.10–15.10", "10.2026", "2026-10-15", "..", "1-2-3-4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s, store.Day(20261015))
		if err == nil && (p.From > p.To || p.Days() < 1) {
			t.Errorf("%q was read as %+v", s, p)
		}
	})
}
