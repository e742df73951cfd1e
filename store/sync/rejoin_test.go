package sync

import (
	"context"
	"errors"
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
