// Package tuitest lets tests drive the console: the demo department in a store
// of its own, a loop that runs a screen's commands, and the whole program in a
// virtual terminal. It is for tests alone.
package tuitest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/judge"
	"razbor/store/config"
	"razbor/store/demo"
	"razbor/store/judging"
	"razbor/store/sqlite"
	filesync "razbor/store/sync"
)

// Department is a store with its configuration.
type Department struct {
	Store  *sqlite.Engine
	Config config.Config
	Home   string
}

// Now is a moment in the evening of the demo department's day.
func Now() time.Time { return time.Date(2026, 10, 15, 17, 30, 0, 0, time.UTC) }

// image makes the demo department's database once for all tests of a package.
var image = sync.OnceValues(makeImage)

const databaseFile = "razbor.db"

// Demo opens the demo department in a folder of the test's own.
func Demo(t testing.TB) Department {
	t.Helper()
	data, err := image()
	if err != nil {
		t.Fatalf("make the demo department: %v", err)
	}
	home := t.TempDir()
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, databaseFile), data, 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := open(home)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Store.Close() })
	return d
}

// Empty opens a department that has no call yet.
func Empty(t testing.TB) Department {
	t.Helper()
	home := t.TempDir()
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	d, err := open(home)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Store.Close() })
	return d
}

func open(home string) (Department, error) {
	conf, err := config.Load(filepath.Join(home, demo.ConfigFile))
	if err != nil {
		return Department{}, err
	}
	rules, err := conf.Rules()
	if err != nil {
		return Department{}, err
	}
	rules.Weights = checklist.BuiltIn("ru").Weights()
	db, err := sqlite.Open(context.Background(), filepath.Join(home, databaseFile), sqlite.WithRules(rules), sqlite.WithClock(Now))
	if err != nil {
		return Department{}, err
	}
	return Department{db, conf, home}, nil
}

// Sync brings in what the sources of a department have and judges it.
func (d Department) Sync(ctx context.Context) error {
	if _, err := filesync.Run(ctx, d.Store, d.Config, filesync.Options{Now: Now()}); err != nil {
		return fmt.Errorf("sync: %w", err)
	}
	list := checklist.BuiltIn("ru")
	rules, err := judge.New(list)
	if err != nil {
		return fmt.Errorf("read the checklist: %w", err)
	}
	ask := func(_ context.Context, t scoring.Transcript) (scoring.Judgement, error) { return rules.Judge(t), nil }
	if _, err := judging.Run(ctx, d.Store, ask, judging.Options{ListVersion: list.Version(), Engine: "rules"}); err != nil {
		return fmt.Errorf("judge: %w", err)
	}
	return nil
}

func makeImage() ([]byte, error) {
	home, err := os.MkdirTemp("", "razbor-demo-*")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(home) }()
	if err := demo.Lay(home); err != nil {
		return nil, err
	}
	d, err := open(home)
	if err != nil {
		return nil, err
	}
	if err := d.Sync(context.Background()); err != nil {
		_ = d.Store.Close()
		return nil, err
	}
	if err := d.Store.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(home, databaseFile))
}
