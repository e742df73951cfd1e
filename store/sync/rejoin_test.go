package sync

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"razbor/store"
	"razbor/store/config"
)

// withCounting is the demo's configuration with other rules.
func withCounting(cfg config.Config, change func(*config.Config)) config.Config {
	cfg.Managers = append([]config.Manager{}, cfg.Managers...)
	cfg.Sources = append([]config.Source{}, cfg.Sources...)
	change(&cfg)
	return cfg
}

// TestChangedSettingsAreFollowedWithoutTheFiles: what comes of joining anew is what
// comes of a clean run with the new settings, and back again.
func TestChangedSettingsAreFollowedWithoutTheFiles(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	changes := map[string]func(*config.Config){
		"drops and short hang-ups": func(c *config.Config) { c.Counting.DropTalk, c.Counting.ShortAbandon = 1, 60 },
		"recovery":                 func(c *config.Config) { c.Counting.RecoveryWindowHours = 1 },
		"names and hours":          func(c *config.Config) { c.Managers[0].Name, c.Company.WorkHours = "Пётр", "09:00-21:00" },
		"the machine's zone":       func(c *config.Config) { c.Sources[1].Timezone = "Asia/Omsk" },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := withCounting(cfg, change)
			e := engine(t, cfg)
			run(t, e, cfg, options(t))
			before, _ := allCalls(t, e)
			want := engine(t, other)
			run(t, want, other, options(t))
			wanted, wantedParts := allCalls(t, want)
			if reflect.DeepEqual(before, wanted) && name != "the machine's zone" {
				t.Fatal("the settings change nothing, so the test tests nothing")
			}
			if s := run(t, e, other, options(t)); reflect.DeepEqual(before, wanted) != s.Nothing() {
				t.Errorf("a sync by other settings changed %+v", s.Changes)
			}
			got, parts := allCalls(t, e)
			if !reflect.DeepEqual(got, wanted) || !reflect.DeepEqual(parts, wantedParts) {
				t.Errorf("%d calls joined anew differ from %d joined at once", len(got), len(wanted))
			}
			if _, err := Rejoin(context.Background(), e, cfg, "", nil); err != nil {
				t.Fatal(err)
			}
			if got, _ := allCalls(t, e); !reflect.DeepEqual(got, before) {
				t.Error("the way back leads elsewhere")
			}
			if s := run(t, e, cfg, options(t)); !s.Nothing() {
				t.Errorf("after the way back a sync changed %+v", s.Changes)
			}
		})
	}
}

// dying is an engine that writes so many more times and then no more.
type dying struct {
	store.Engine
	left int
}

var errDied = errors.New("died")

func (d *dying) Apply(ctx context.Context, in store.Intake) (store.Changes, error) {
	if d.left == 0 {
		return store.Changes{}, errDied
	}
	d.left--
	return d.Engine.Apply(ctx, in)
}

// TestJoiningAnewGoesOnWhereItWasStopped: wherever it dies, the next run reads only
// what is left and ends with what an undisturbed one gives; or, where the settings
// were put back meanwhile, with what was there before.
func TestJoiningAnewGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	other := withCounting(cfg, func(c *config.Config) {
		c.Counting.RecoveryWindowHours, c.Counting.DropTalk, c.Company.WorkHours = 2, 60, "11:00-16:00"
	})
	want := engine(t, other)
	run(t, want, other, options(t))
	wanted, wantedParts := allCalls(t, want)
	rules, err := other.Rules()
	if err != nil {
		t.Fatal(err)
	}
	const limit = 60
	for _, writes := range []int{0, 3, 9, 14} {
		for _, back := range []bool{false, true} {
			t.Run(fmt.Sprintf("after %d writes, back %v", writes, back), func(t *testing.T) {
				t.Parallel()
				e := engine(t, cfg)
				run(t, e, cfg, options(t))
				before, beforeParts := allCalls(t, e)
				if _, err := rejoin(t.Context(), &dying{e, writes}, other, rules, limit, nil); !errors.Is(err, errDied) {
					t.Fatalf("the engine died and joining ends with %v", err)
				}
				goal, wantCalls, wantParts := other, wanted, wantedParts
				if back {
					goal, wantCalls, wantParts = cfg, before, beforeParts
				}
				if stale, err := Stale(t.Context(), e, goal); err != nil || stale != (writes > 0 || !back) {
					t.Errorf("stale: %v, %v", stale, err)
				}
				goalRules, err := goal.Rules()
				if err != nil {
					t.Fatal(err)
				}
				var read, total int64
				if _, err := rejoin(t.Context(), e, goal, goalRules, limit, func(done, all int64) { read, total = done, all }); err != nil {
					t.Fatal(err)
				}
				if whole := int64(len(before)); !back && writes > 9 && (read >= whole || total >= whole || total < read) {
					t.Errorf("it read %d of %d, of %d calls in all", read, total, whole)
				}
				got, parts := allCalls(t, e)
				if !reflect.DeepEqual(got, wantCalls) || !reflect.DeepEqual(parts, wantParts) {
					t.Errorf("%d calls differ from the %d of an undisturbed run", len(got), len(wantCalls))
				}
				if stale, err := Stale(t.Context(), e, goal); err != nil || stale {
					t.Errorf("still stale: %v, %v", stale, err)
				}
			})
		}
	}
}

func TestNormsJoinNothingAnew(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	e := engine(t, cfg)
	run(t, e, cfg, options(t))
	norms := withCounting(cfg, func(c *config.Config) {
		c.Norms.Wait, c.Norms.MenuDepth, c.Counting.ServiceLevel, c.Counting.CallbackSoonMinutes = 90, 1, 60, 30
	})
	if stale, err := Stale(t.Context(), e, norms); err != nil || stale {
		t.Errorf("%v, %v", stale, err)
	}
	if stale, err := Stale(t.Context(), e, withCounting(cfg, func(c *config.Config) { c.Company.WorkDays = []string{"mon"} })); err != nil || !stale {
		t.Errorf("working days: %v, %v", stale, err)
	}
}

func TestTwoSyncsOfOneStoreAreKeptApart(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	o := options(t)
	o.Lock = filepath.Join(t.TempDir(), "sync.lock")
	unlock, err := lock(o.Lock)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Run(context.Background(), newMemory(), cfg, o); !errors.Is(err, store.ErrLocked) {
		t.Errorf("the second sync: %v", err)
	}
	unlock()
	run(t, newMemory(), cfg, o)
}

func TestASourceThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	_, err := Run(context.Background(), newMemory(), layDemo(t), Options{Sources: []string{"nobody"}})
	var unknown *UnknownSource
	if !errors.As(err, &unknown) || unknown.Name != "nobody" {
		t.Errorf("error %v", err)
	}
}
