package sync

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/demo"
)

// layDemo lays the demo department out in a folder of the test's own.
func layDemo(t *testing.T) config.Config {
	t.Helper()
	home := t.TempDir()
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(filepath.Join(home, demo.ConfigFile))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func options(t *testing.T) Options {
	t.Helper()
	return Options{
		Now:     time.Date(2026, 10, 16, 9, 0, 0, 0, time.UTC),
		Problem: func(p Problem) { t.Errorf("unexpected problem: %s: %v", p.Source, &p.Problem) },
	}
}

func run(t *testing.T, m store.Intaker, cfg config.Config, o Options) Summary {
	t.Helper()
	s, err := Run(context.Background(), m, cfg, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tally counts calls of some days by naive means.
type tally struct {
	inbound, answered, outbound, outboundAnswered, recovered, calledBack, dropped int
	missedBy                                                                      map[store.MissedBy]int
	byManager                                                                     map[string]int
	vain                                                                          map[string]int
	byHour                                                                        map[int][2]int
	wait, queueWait                                                               int64
	within, withinQueue                                                           int
}

func count(calls []store.Call, loc *time.Location, from, to int) tally {
	t := tally{missedBy: map[store.MissedBy]int{}, byManager: map[string]int{}, vain: map[string]int{}, byHour: map[int][2]int{}}
	for _, c := range calls {
		at := time.UnixMilli(c.StartMS).In(loc)
		day := at.Year()*10000 + int(at.Month())*100 + at.Day()
		if day < from || day > to || c.Short {
			continue
		}
		if c.Direction == store.Outbound {
			t.outbound++
			if c.Answered {
				t.outboundAnswered++
			}
			continue
		}
		t.inbound++
		for _, a := range c.Attempts {
			t.vain[a.Manager]++
		}
		h := t.byHour[at.Hour()]
		h[0]++
		if c.Dropped {
			t.dropped++
		}
		if c.Answered {
			t.answered++
			t.byManager[c.Manager]++
			t.wait += c.WaitMS
			t.queueWait += c.QueueWaitMS
			if c.WaitMS <= 20_000 {
				t.within++
			}
			if c.QueueWaitMS <= 20_000 {
				t.withinQueue++
			}
		} else {
			h[1]++
			t.missedBy[c.MissedBy]++
			if c.RecoveredMS > 0 {
				t.recovered++
			}
			if c.CalledBackMS > 0 {
				t.calledBack++
			}
		}
		t.byHour[at.Hour()] = h
	}
	return t
}

func TestTheDemoDayComesOutAsItIsCountedByHand(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	run(t, m, cfg, options(t))
	checkDemoDay(t, cfg, m.all())
	checkDemoHistory(t, cfg, m.all())
}

func checkDemoDay(t *testing.T, cfg config.Config, calls []store.Call) {
	t.Helper()
	day := count(calls, cfg.Location(), 20261015, 20261015)
	got := [...]int{day.inbound, day.answered, day.outbound, day.outboundAnswered, day.recovered, day.calledBack, day.dropped}
	if want := [...]int{40, 28, 2, 1, 1, 2, 1}; got != want {
		t.Errorf("inbound, answered, outbound, of them answered, recovered, called back, dropped = %v, want %v", got, want)
	}
	missed := map[store.MissedBy]int{store.AbandonedQueue: 7, store.AbandonedIVR: 1, store.Busy: 2, store.AfterHours: 2}
	if !maps.Equal(day.missedBy, missed) {
		t.Errorf("missed by %v, want %v", day.missedBy, missed)
	}
	managers := map[string]int{"Иван Петров": 10, "Ольга Смирнова": 7, "Дмитрий Волков": 6, "Анна Кузнецова": 3, "Сергей Орлов": 2}
	if !maps.Equal(day.byManager, managers) {
		t.Errorf("answered by %v, want %v", day.byManager, managers)
	}
	vain := map[string]int{"Иван Петров": 1, "Ольга Смирнова": 2, "Дмитрий Волков": 1, "Анна Кузнецова": 13, "Сергей Орлов": 11}
	if !maps.Equal(day.vain, vain) {
		t.Errorf("rang in vain %v, want %v", day.vain, vain)
	}
	hours := map[int][2]int{9: {4}, 10: {4}, 11: {7, 3}, 12: {3}, 13: {7, 5}, 14: {4}, 15: {4, 1}, 16: {3, 1}, 17: {2}, 18: {1, 1}, 20: {1, 1}}
	if !maps.Equal(day.byHour, hours) {
		t.Errorf("inbound and missed by hour %v, want %v", day.byHour, hours)
	}
	if day.wait != 22_500*28 || day.queueWait != 502_000 || day.within != 13 || day.withinQueue != 17 {
		t.Errorf("waits %d and %d ms, within 20 s %d and %d", day.wait, day.queueWait, day.within, day.withinQueue)
	}
}

func checkDemoHistory(t *testing.T, cfg config.Config, calls []store.Call) {
	t.Helper()
	past := count(calls, cfg.Location(), 20260916, 20261014)
	got := [...]int{past.inbound, past.answered, past.outbound, past.recovered, past.calledBack}
	if want := [...]int{828, 587, 16, 7, 16}; got != want {
		t.Errorf("history: inbound, answered, outbound, recovered, called back = %v, want %v", got, want)
	}
	missed := map[store.MissedBy]int{
		store.AbandonedQueue: 183, store.AbandonedIVR: 16, store.Busy: 10, store.AfterHours: 22, store.NoAnswer: 10,
	}
	if !maps.Equal(past.missedBy, missed) {
		t.Errorf("history missed by %v, want %v", past.missedBy, missed)
	}
	managers := map[string]int{"Иван Петров": 202, "Ольга Смирнова": 156, "Дмитрий Волков": 121, "Анна Кузнецова": 63, "Сергей Орлов": 45}
	if !maps.Equal(past.byManager, managers) {
		t.Errorf("history answered by %v, want %v", past.byManager, managers)
	}
	missedHours := map[int]int{7: 1, 8: 3, 9: 2, 10: 16, 11: 22, 12: 20, 13: 98, 14: 16, 15: 15, 16: 12, 17: 18, 18: 7, 19: 7, 20: 4}
	for hour, want := range missedHours {
		if got := past.byHour[hour][1]; got != want {
			t.Errorf("history missed at %d h: %d, want %d", hour, got, want)
		}
	}
}

// TestAFirstSyncAsksTheStoreForNothing: what a long import costs is the writing.
func TestAFirstSyncAsksTheStoreForNothing(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	run(t, knowing(m, cfg), cfg, options(t))
	checkDemoDay(t, cfg, m.all())
	if m.asked > 20 {
		t.Errorf("the parts of %d calls were asked for", m.asked)
	}
}

func TestASecondSyncChangesNothing(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	if s := run(t, m, cfg, options(t)); s.Nothing() {
		t.Fatal("the first sync brought nothing")
	}
	before := m.applied
	if s := run(t, m, cfg, options(t)); !s.Nothing() || m.applied != before {
		t.Errorf("the second sync changed %+v in %d transactions", s.Changes, m.applied-before)
	}
	o := options(t)
	o.Full = true
	if s := run(t, m, cfg, o); !s.Nothing() {
		t.Errorf("a full sync changed %+v", s.Changes)
	}
}

// TestAMachineThatWritesUTCComesOutTheSame: usegmtime moves the clock of the
// records, and nothing in the file says so.
func TestAMachineThatWritesUTCComesOutTheSame(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	for _, s := range cfg.Sources[:2] {
		data, err := os.ReadFile(s.CDR)
		if err != nil {
			t.Fatal(err)
		}
		moment := regexp.MustCompile(`"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"`)
		write(t, s.CDR, moment.ReplaceAllStringFunc(string(data), func(text string) string {
			at, err := time.Parse(`"`+time.DateTime+`"`, text)
			if err != nil {
				t.Fatal(err)
			}
			return at.Add(-3 * time.Hour).Format(`"` + time.DateTime + `"`)
		}))
	}
	m := newMemory()
	run(t, m, cfg, options(t))
	checkDemoDay(t, cfg, m.all())
	checkDemoHistory(t, cfg, m.all())
}
