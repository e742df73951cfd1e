package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// causesJSON is what expected.json and `diagnose --json` both say of causes.
type causesJSON struct {
	Day struct {
		CDR struct {
			Merged []struct{ Dropped, Repeat string } `json:"merged_repeats"`
		} `json:"cdr"`
		Causes map[string]struct {
			Calls    int      `json:"calls"`
			Evidence []string `json:"evidence"`
		} `json:"causes"`
	} `json:"day"`
}

type diagnosisJSON struct {
	Causes []struct {
		Cause    int      `json:"cause"`
		State    string   `json:"state"`
		Calls    int      `json:"calls"`
		Money    float64  `json:"money"`
		Evidence []string `json:"evidence"`
		Moments  []string `json:"moments"`
		Broken   []string `json:"broken_off"`
	} `json:"causes"`
	Patterns struct {
		Stages []struct {
			Share float64 `json:"share"`
		} `json:"stages"`
	} `json:"patterns"`
	Staffing struct {
		Hours []struct {
			Hour int `json:"hour"`
		} `json:"hours"`
	} `json:"staffing"`
}

// near is by how many calls a cause that is judged, not counted, may differ.
const near = 2

func TestTheDemosCausesAreThoseOfItsFiles(t *testing.T) {
	t.Parallel()
	home := filepath.Join(t.TempDir(), "home")
	if _, status := command(t, "demo", "--home", home, "--no-tui", "--json"); status != exitDone {
		t.Fatalf("demo ended with %d", status)
	}
	var want causesJSON
	readInto(t, &want)
	var got diagnosisJSON
	out, _ := command(t, "--home", home, "diagnose", "--from", "2026-10-15", "--to", "2026-10-15", "--json")
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got.Causes) != 15 {
		t.Fatalf("%d causes, %v", len(got.Causes), err)
	}
	joined := map[string]string{} // a dropped call is known by its repeat
	for _, m := range want.Day.CDR.Merged {
		joined[m.Dropped] = m.Repeat
		if !slices.Contains(got.Causes[6].Broken, m.Dropped) {
			t.Errorf("the dropped call %s is not among %v", m.Dropped, got.Causes[6].Broken)
		}
	}
	for _, c := range got.Causes {
		w := want.Day.Causes[strconv.Itoa(c.Cause)]
		switch {
		case c.Cause == 6:
		case c.Cause >= 8 && c.Cause <= 14:
			if c.Calls < w.Calls-near || c.Calls > w.Calls+near {
				t.Errorf("cause %d has %d calls, want %d", c.Cause, c.Calls, w.Calls)
			}
		default:
			for i, id := range w.Evidence {
				if repeat, ok := joined[id]; ok {
					w.Evidence[i] = repeat
				}
			}
			if c.Calls != w.Calls || !slices.Equal(c.Evidence, w.Evidence) {
				t.Errorf("cause %d: %d calls %v, want %d %v", c.Cause, c.Calls, c.Evidence, w.Calls, w.Evidence)
			}
		}
		if len(c.Moments) != len(c.Evidence) {
			t.Errorf("cause %d: %d moments of %d calls", c.Cause, len(c.Moments), len(c.Evidence))
		}
	}
	if !slices.ContainsFunc(got.Causes[10].Moments, func(m string) bool { return m == "1792051946.48232@3:47" }) {
		t.Errorf("the price objection at 3:47 is not among %v", got.Causes[10].Moments)
	}
	share := 0.0
	for _, s := range got.Patterns.Stages {
		share += s.Share
	}
	if share < 0.99 || share > 1.01 || len(got.Staffing.Hours) == 0 {
		t.Errorf("stages add up to %v, %d hours are staffed", share, len(got.Staffing.Hours))
	}
	t.Run("coach", func(t *testing.T) { checkCoach(t, home) })
}

func readInto(t *testing.T, v any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "store", "demo", "data", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// checkCoach reads the feedback to Ivan as he would.
func checkCoach(t *testing.T, home string) {
	out, status := command(t, "--home", home, "coach", "Иван", "--from", "2026-10-15", "--to", "2026-10-15", "--format", "md")
	said := strings.ReplaceAll(out, "\u00a0", " ")
	if status != exitDone || !strings.Contains(said, "в 7 из 10 звонков не выявляет потребность") {
		t.Errorf("status %d, said\n%s", status, said)
	}
	if n := strings.Count(said, "Лучше, как"); n != 3 {
		t.Errorf("%d better answers of 3 in\n%s", n, said)
	}
}
