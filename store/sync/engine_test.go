package sync

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/demo"
	"razbor/store/sqlite"
)

// childHome, when set, makes the test binary a sync of the demo in that home: the
// program that the kill test kills.
const childHome = "RAZBOR_TEST_SYNC_HOME"

func TestMain(m *testing.M) {
	if home := os.Getenv(childHome); home != "" {
		if err := child(home); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(home string) error {
	cfg, err := config.Load(filepath.Join(home, demo.ConfigFile))
	if err != nil {
		return err
	}
	e, err := openEngine(context.Background(), cfg, filepath.Join(home, "razbor.db"))
	if err != nil {
		return err
	}
	if _, err := Run(context.Background(), e, cfg, Options{Now: time.Date(2026, 10, 16, 9, 0, 0, 0, time.UTC), chunk: 8}); err != nil {
		return err
	}
	return e.Close()
}

func openEngine(ctx context.Context, cfg config.Config, path string) (*sqlite.Engine, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, path, sqlite.WithRules(rules))
}

func engine(t *testing.T, cfg config.Config) *sqlite.Engine {
	t.Helper()
	e, err := openEngine(context.Background(), cfg, filepath.Join(t.TempDir(), "razbor.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// allCalls reads every call of a store, with what it was joined from.
func allCalls(t *testing.T, e store.Engine) (calls []store.Call, parts map[string]string) {
	t.Helper()
	ctx := context.Background()
	parts = map[string]string{}
	p := store.Page{Order: store.ByTime, Limit: 500}
	for {
		page, err := e.Calls(ctx, store.Filter{Short: true}, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Calls {
			blobs, err := e.Parts(ctx, c.Source, []string{c.ID})
			if err != nil {
				t.Fatal(err)
			}
			parts[c.Source+"/"+c.ID] = string(blobs[c.ID])
		}
		calls = append(calls, page.Calls...)
		if page.Next == "" {
			return calls, parts
		}
		p.Cursor = page.Next
	}
}

func TestTheDemoDayComesOutOfTheEngineAsItIsCountedByHand(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	e := engine(t, cfg)
	run(t, e, cfg, options(t))
	calls, _ := allCalls(t, e)
	checkDemoDay(t, cfg, calls)
	checkDemoHistory(t, cfg, calls)
	panel, err := e.Panel(context.Background(), store.PanelQuery{From: demo.Date, To: demo.Date})
	if err != nil {
		t.Fatal(err)
	}
	n := panel.Total.N
	got := [...]int64{n[metrics.Inbound], n[metrics.Answered], n[metrics.Missed], n[metrics.Outbound], n[metrics.MissedClients],
		n[metrics.CalledBackClients], n[metrics.RecoveredClients], n[metrics.Dropped], n[metrics.DeepIVR]}
	if want := [...]int64{40, 28, 12, 2, 12, 2, 1, 1, 1}; got != want {
		t.Errorf("sums of the day %v, want %v", got, want)
	}
	before, err := e.Version(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if s := run(t, e, cfg, options(t)); !s.Nothing() {
		t.Errorf("the second sync changed %+v", s.Changes)
	}
	o := options(t)
	o.Full = true
	if s := run(t, e, cfg, o); !s.Nothing() || s.Changes.Same == 0 {
		t.Errorf("a full sync changed %+v", s.Changes)
	}
	if after, err := e.Version(context.Background()); err != nil || after != before {
		t.Errorf("version %d became %d (%v)", before, after, err)
	}
}

// TestAKillAtAnyMomentLosesAndDoublesNothing kills a syncing process at 20 random
// moments and runs it again to its end.
func TestAKillAtAnyMomentLosesAndDoublesNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	t.Parallel()
	home := t.TempDir()
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(filepath.Join(home, demo.ConfigFile))
	if err != nil {
		t.Fatal(err)
	}
	shorten(t, cfg.Sources[0].CDR, 200)
	shorten(t, cfg.Sources[0].QueueLog, 350)
	e := engine(t, cfg)
	run(t, e, cfg, options(t))
	want, wantParts := allCalls(t, e)
	wantPanel := month(t, e)
	took := syncChild(t, home, 0)
	rnd := rand.New(rand.NewPCG(4, 2))
	for range 20 {
		for _, name := range []string{"razbor.db", "razbor.db-wal", "razbor.db-shm"} {
			_ = os.Remove(filepath.Join(home, name))
		}
		syncChild(t, home, 1+time.Duration(rnd.Int64N(int64(took))))
		killed, err := openEngine(context.Background(), cfg, filepath.Join(home, "razbor.db"))
		if err != nil {
			t.Fatal(err)
		}
		run(t, killed, cfg, options(t))
		got, gotParts := allCalls(t, killed)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%d calls after a kill, %d without, or they differ", len(got), len(want))
		}
		if !maps.Equal(gotParts, wantParts) {
			t.Error("the parts of calls differ after a kill")
		}
		if got := month(t, killed); got != wantPanel {
			t.Errorf("sums after a kill\n got %s\nwant %s", got, wantPanel)
		}
		if err := killed.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// shorten keeps the last lines of a file.
func shorten(t *testing.T, path string, lines int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.SplitAfter(string(data), "\n")
	write(t, path, strings.Join(all[len(all)-1-lines:], ""))
}

// month returns the sums of all days in a form that can be compared.
func month(t *testing.T, e store.Engine) string {
	t.Helper()
	p, err := e.Panel(context.Background(), store.PanelQuery{From: 20260901, To: 20261031, By: []store.Grouping{store.PerManager, store.PerHour}})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(p)
}

// syncChild runs the child and kills it after a while; 0 lets it end.
func syncChild(t *testing.T, home string, after time.Duration) time.Duration {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childHome+"="+home)
	cmd.Stderr = os.Stderr
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		defer kill.Stop()
	}
	err := cmd.Wait()
	if after == 0 && err != nil {
		t.Fatalf("the child failed: %v", err)
	}
	return time.Since(start)
}
