package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// summaryJSON is the part of `today --json` that expected.json speaks of.
type summaryJSON struct {
	Calls struct {
		Inbound  int            `json:"inbound"`
		Answered int            `json:"answered"`
		Missed   int            `json:"missed"`
		Outbound int            `json:"outbound"`
		MissedBy map[string]int `json:"missed_by"`
	} `json:"calls"`
	Lost    map[string]int     `json:"lost"`
	Money   map[string]any     `json:"money"` // numbers, and the currency
	Metrics map[string]float64 `json:"metrics"`
	Manager []struct {
		Manager    string  `json:"manager"`
		Answered   int     `json:"answered"`
		Lost       int     `json:"lost"`
		Conversion float64 `json:"conversion"`
		Money      float64 `json:"money"`
		Items      map[string]struct {
			Applies, Miss, Partial int
		} `json:"items"`
	} `json:"by_manager"`
	Hours    []hourJSON `json:"by_hour"`
	Weekdays []struct {
		Weekday int `json:"weekday"`
		Inbound int `json:"inbound"`
		Missed  int `json:"missed"`
	} `json:"by_weekday"`
	Reasons []struct {
		Reason string  `json:"reason"`
		Calls  int     `json:"calls"`
		Money  float64 `json:"money"`
	} `json:"reasons"`
	Causes []struct {
		Cause    int      `json:"cause"`
		State    string   `json:"state"`
		Evidence []string `json:"evidence"`
	} `json:"causes"`
}

type hourJSON struct {
	Hour              int     `json:"hour"`
	Inbound           int     `json:"inbound"`
	Missed            int     `json:"missed"`
	LostCommunication int     `json:"lost_communication"`
	Money             float64 `json:"money"`
}

// expectedJSON is what a script counted in the demo's files.
type expectedJSON struct {
	Day struct {
		summaryJSON
		Metrics map[string]any `json:"metrics"` // has lists among its figures
		Causes  any            `json:"causes"`  // in a form of its own
	} `json:"day"`
	History struct {
		Days []struct {
			Date     string         `json:"date"`
			Inbound  int            `json:"inbound"`
			Answered int            `json:"answered"`
			Missed   int            `json:"missed"`
			LostTalk int            `json:"lost_communication"`
			Unknown  int            `json:"unknown"`
			Lost     int            `json:"lost"`
			Money    float64        `json:"money"`
			MissedBy map[string]int `json:"missed_by"`
		} `json:"days"`
		Weekdays map[string]struct {
			Inbound int `json:"inbound"`
			Missed  int `json:"missed"`
		} `json:"by_weekday"`
		Totals struct {
			Outbound  int `json:"outbound"`
			Recovered int `json:"recovered"`
		} `json:"totals"`
	} `json:"history"`
	Month struct {
		Inbound   int     `json:"inbound"`
		Missed    int     `json:"missed"`
		Gross     float64 `json:"money_gross"`
		Net       float64 `json:"money_net"`
		Recovered int     `json:"recovered"`
	} `json:"month"`
}

func readExpected(t *testing.T) expectedJSON {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "store", "demo", "data", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var e expectedJSON
	if err := json.Unmarshal(data, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

func summaryOf(t *testing.T, args ...string) summaryJSON {
	t.Helper()
	out, status := command(t, args...)
	if status != exitDone {
		t.Fatalf("razbor %v ended with %d", args, status)
	}
	var s summaryJSON
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatalf("razbor %v printed no JSON: %v", args, err)
	}
	return s
}

func TestTheDemoIsWhatItsFilesSay(t *testing.T) {
	t.Parallel()
	home := filepath.Join(t.TempDir(), "home")
	want := readExpected(t)
	day := summaryOf(t, "demo", "--home", home, "--no-tui", "--json")
	t.Run("day", func(t *testing.T) { checkDay(t, day, want) })
	t.Run("history", func(t *testing.T) { checkHistory(t, home, want) })
	t.Run("today prints the same", func(t *testing.T) {
		if again := summaryOf(t, "--home", home, "today", "--date", "2026-10-15", "--json"); !reflect.DeepEqual(again, day) {
			t.Error("today --json differs from demo --json")
		}
	})
	t.Run("a second sync changes nothing", func(t *testing.T) {
		out, status := command(t, "--home", home, "--json", "sync")
		var said struct{ Changed bool }
		if err := json.Unmarshal([]byte(out), &said); err != nil || status != exitDone || said.Changed {
			t.Errorf("said %s (%v, status %d)", out, err, status)
		}
	})
}

func checkDay(t *testing.T, day summaryJSON, want expectedJSON) {
	e := want.Day
	if !reflect.DeepEqual(day.Calls, e.Calls) {
		t.Errorf("calls %+v, want %+v", day.Calls, e.Calls)
	}
	for name, n := range e.Lost {
		if day.Lost[name] != n {
			t.Errorf("lost %s is %d, want %d", name, day.Lost[name], n)
		}
	}
	for _, name := range []string{"technical", "communication", "gross", "net", "lead_cost"} {
		if day.Money[name] != e.Money[name] {
			t.Errorf("money %s is %v, want %v", name, day.Money[name], e.Money[name])
		}
	}
	for ours, theirs := range map[string]string{
		"abandon_rate": "abandon_rate", "missed_rate": "missed_rate", "asa_seconds": "asa_seconds",
		"service_level": "service_level_20s", "callback_share": "callback_share",
	} {
		if day.Metrics[ours] != e.Metrics[theirs] {
			t.Errorf("%s is %v, want %v", ours, day.Metrics[ours], e.Metrics[theirs])
		}
	}
	if got := day.Metrics["callback_median_seconds"]; got != (365+10835)/2 {
		t.Errorf("the median time to callback is %v", got)
	}
	checkGroups(t, day, want)
}

func checkGroups(t *testing.T, day summaryJSON, want expectedJSON) {
	byName := map[string]int{}
	for i, m := range day.Manager {
		byName[m.Manager] = i
	}
	for _, m := range want.Day.Manager {
		got := day.Manager[byName[m.Manager]]
		if got.Answered != m.Answered || got.Lost != m.Lost || got.Money != m.Money || got.Conversion != m.Conversion {
			t.Errorf("%s: %d answered, %d lost, %v, %v; want %d, %d, %v, %v", m.Manager, got.Answered, got.Lost, got.Money,
				got.Conversion, m.Answered, m.Lost, m.Money, m.Conversion)
		}
	}
	checkVerdicts(t, day, want)
	hours := map[int]hourJSON{}
	for _, h := range day.Hours {
		hours[h.Hour] = h
	}
	for _, h := range want.Day.Hours {
		if hours[h.Hour] != h {
			t.Errorf("hour %d is %+v, want %+v", h.Hour, hours[h.Hour], h)
		}
	}
	evidence := map[int]int{1: 2, 2: 13, 3: 1, 4: 10, 5: 2, 7: 2, 15: 9}
	for _, c := range day.Causes {
		if n, ok := evidence[c.Cause]; ok && len(c.Evidence) != n {
			t.Errorf("cause %d has %d calls for evidence, want %d", c.Cause, len(c.Evidence), n)
		}
	}
	if len(day.Causes) != 15 {
		t.Errorf("%d causes", len(day.Causes))
	}
}

// checkVerdicts compares what the judge says of the day with what a person says.
func checkVerdicts(t *testing.T, day summaryJSON, want expectedJSON) {
	byName := map[string]int{}
	for i, m := range day.Manager {
		byName[m.Manager] = i
	}
	for _, m := range want.Day.Manager {
		got := day.Manager[byName[m.Manager]].Items
		for item, counts := range m.Items {
			if got[item] != counts {
				t.Errorf("%s, %s: %+v, want %+v", m.Manager, item, got[item], counts)
			}
		}
	}
	lost := map[string]int{}
	for _, r := range day.Reasons {
		lost[r.Reason] = r.Calls
	}
	for _, r := range want.Day.Reasons {
		if lost[r.Reason] != r.Calls {
			t.Errorf("%d calls lost for %s, want %d", lost[r.Reason], r.Reason, r.Calls)
		}
	}
}

func checkHistory(t *testing.T, home string, want expectedJSON) {
	for _, d := range want.History.Days {
		got := summaryOf(t, "--home", home, "report", "--from", d.Date, "--to", d.Date, "--format", "json")
		if got.Calls.Inbound != d.Inbound || got.Calls.Answered != d.Answered || got.Calls.Missed != d.Missed ||
			got.Lost["communication"] != d.LostTalk || got.Lost["unknown"] != d.Unknown || got.Lost["gross"] != d.Lost ||
			got.Money["gross"] != any(d.Money) || !reflect.DeepEqual(got.Calls.MissedBy, d.MissedBy) {
			t.Errorf("%s: %+v %+v %v, want %+v", d.Date, got.Calls, got.Lost, got.Money["gross"], d)
		}
	}
	past := summaryOf(t, "--home", home, "report", "--from", "2026-09-16", "--to", "2026-10-14", "--format", "json")
	if past.Calls.Outbound != want.History.Totals.Outbound || past.Lost["recovered"] != want.History.Totals.Recovered {
		t.Errorf("history: %d outbound, %d recovered", past.Calls.Outbound, past.Lost["recovered"])
	}
	for _, w := range past.Weekdays {
		name := string(rune('0' + w.Weekday))
		if e := want.History.Weekdays[name]; w.Inbound != e.Inbound || w.Missed != e.Missed {
			t.Errorf("weekday %s: %d inbound, %d missed; want %+v", name, w.Inbound, w.Missed, e)
		}
	}
	month := summaryOf(t, "--home", home, "report", "--from", "2026-09-16", "--to", "2026-10-15", "--format", "json")
	if month.Calls.Inbound != want.Month.Inbound || month.Calls.Missed != want.Month.Missed ||
		month.Money["gross"] != any(want.Month.Gross) || month.Money["net"] != any(want.Month.Net) || month.Lost["recovered"] != want.Month.Recovered {
		t.Errorf("the 22 days: %+v, %+v", month.Calls, month.Money)
	}
}
