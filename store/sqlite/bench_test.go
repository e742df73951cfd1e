package sqlite_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/sqlite"
	"razbor/store/storetest"
)

// twoYears is a maker whose million calls spread over two years of twenty managers.
func twoYears(calls int) *storetest.Maker {
	m := storetest.NewMaker(1)
	m.StartMS = time.Date(2024, 11, 25, 0, 0, 0, 0, time.UTC).UnixMilli()
	m.GapMS = 2 * 730 * 24 * time.Hour.Milliseconds() / int64(calls)
	m.Managers = nil
	for i := range 20 {
		m.Managers = append(m.Managers, fmt.Sprintf("Менеджер %d", i+1))
	}
	return m
}

const benchSource = "office"

func chunk(m *storetest.Maker, n int) store.Intake {
	in := store.Intake{Source: benchSource, Calls: make([]store.IntakeCall, 0, n)}
	for range n {
		in.Calls = append(in.Calls, m.Call(benchSource))
	}
	return in
}

func openBench(b *testing.B) *sqlite.Engine {
	b.Helper()
	e, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "calls.db"), sqlite.WithRules(storetest.Rules()))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	return e
}

// load brings calls in, in chunks of a large sync.
func load(b *testing.B, e *sqlite.Engine, m *storetest.Maker, calls int) {
	b.Helper()
	for done := 0; done < calls; done += 20_000 {
		if _, err := e.Apply(b.Context(), chunk(m, min(20_000, calls-done))); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkApply is the rate of a first sync: each iteration is a chunk of
// 20 000 new calls into a growing database.
func BenchmarkApply(b *testing.B) {
	e, m := openBench(b), twoYears(1_000_000)
	for b.Loop() {
		b.StopTimer()
		in := chunk(m, 20_000)
		b.StartTimer()
		if _, err := e.Apply(b.Context(), in); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*20_000/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkApplyOne is what one new call costs in a database that is full.
func BenchmarkApplyOne(b *testing.B) {
	e, m := openBench(b), twoYears(100_000)
	load(b, e, m, 100_000)
	for b.Loop() {
		if _, err := e.Apply(b.Context(), chunk(m, 1)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkQuestions is what a person waits for, at ten thousand calls and at a million.
func BenchmarkQuestions(b *testing.B) {
	for _, calls := range []int{10_000, 1_000_000} {
		if calls > 100_000 && testing.Short() {
			continue
		}
		e, m := openBench(b), twoYears(calls)
		load(b, e, m, calls)
		b.Run(fmt.Sprint(calls), func(b *testing.B) {
			panelBenches(b, e)
			listBenches(b, e)
		})
	}
}

func panelBenches(b *testing.B, e *sqlite.Engine) {
	for name, q := range map[string]store.PanelQuery{
		"day":                 {From: 20261112, To: 20261112, By: allGroupings()},
		"month":               {From: 20261001, To: 20261031, By: allGroupings()},
		"year":                {From: 20251112, To: 20261111, By: allGroupings()},
		"year/manager":        {From: 20251112, To: 20261111, By: []store.Grouping{store.PerManager}},
		"year/hour":           {From: 20251112, To: 20261111, By: []store.Grouping{store.PerHour}},
		"year/weekday":        {From: 20251112, To: 20261111, By: []store.Grouping{store.PerWeekday}},
		"year/day":            {From: 20251112, To: 20261111, By: []store.Grouping{store.PerDay}},
		"year/manager_hour":   {From: 20251112, To: 20261111, By: []store.Grouping{store.PerManagerHour}},
		"year/hour_weekday":   {From: 20251112, To: 20261111, By: []store.Grouping{store.PerHourWeekday}},
		"year/line":           {From: 20251112, To: 20261111, By: []store.Grouping{store.PerLine}},
		"year/of one manager": {From: 20251112, To: 20261111, Managers: []string{"Менеджер 7"}, By: []store.Grouping{store.PerHourWeekday}},
	} {
		b.Run("panel/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Panel(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func allGroupings() []store.Grouping {
	return []store.Grouping{
		store.PerManager, store.PerHour, store.PerWeekday, store.PerDay, store.PerHourWeekday, store.PerManagerHour,
		store.PerSource, store.PerLine, store.PerFacet, store.PerManagerFct,
	}
}

func listBenches(b *testing.B, e *sqlite.Engine) {
	year := time.Date(2025, 11, 25, 0, 0, 0, 0, time.UTC).UnixMilli()
	for name, q := range map[string]struct {
		f store.Filter
		p store.Page
	}{
		"newest":        {},
		"manager":       {f: store.Filter{Managers: []string{"Менеджер 3"}, Lost: true}},
		"missed year":   {f: store.Filter{Missed: true, FromMS: year}},
		"longest wait":  {p: store.Page{Order: store.ByWait}, f: store.Filter{FromMS: year}},
		"riskiest":      {p: store.Page{Order: store.ByRisk}, f: store.Filter{FromMS: year}},
		"client":        {f: store.Filter{Client: "79160000100"}},
		"to call back":  {f: store.Filter{ToCallBack: true}},
		"one hour, day": {f: store.Filter{Hours: []int{13}, Weekdays: []int{2}, FromMS: year}},
	} {
		b.Run("list/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Calls(b.Context(), q.f, q.p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSearch is a search over two thousand conversations, for a word in
// most of them and for two that never stand in one utterance.
func BenchmarkSearch(b *testing.B) {
	e, m := openBench(b), twoYears(2000)
	in := chunk(m, 2000)
	for _, c := range in.Calls {
		in.Transcripts = append(in.Transcripts, m.Transcript(c.Call.ID))
	}
	if _, err := e.Apply(b.Context(), in); err != nil {
		b.Fatal(err)
	}
	for name, words := range map[string]string{"one word": "дорого", "two words": "установка дорого"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := e.Search(b.Context(), words, store.Filter{}, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
