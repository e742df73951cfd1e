package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/adrg/xdg"

	"razbor/store/config"
	"razbor/store/sqlite"
	"razbor/store/sync"
)

// homeDir is where the data lives.
func (a *app) homeDir() string {
	if a.home != "" {
		return a.home
	}
	return filepath.Join(xdg.DataHome, "razbor")
}

// configFile is where the configuration is: --config, else the home's own where
// a home was named and has one, else the user's.
func (a *app) configFile() string {
	if a.config != "" {
		return a.config
	}
	if a.home != "" {
		own := filepath.Join(a.home, "config.toml")
		if _, err := os.Stat(own); err == nil {
			return own
		}
	}
	return filepath.Join(xdg.ConfigHome, "razbor", "config.toml")
}

// loadConfig reads the configuration; without a file the defaults hold, unless
// the file was asked for by name.
func (a *app) loadConfig() (config.Config, error) {
	c, err := config.Load(a.configFile())
	var wrong *config.Error
	if errors.As(err, &wrong) && wrong.Code == config.Absent && a.config == "" {
		return config.Parse("", nil)
	}
	return c, err
}

func (a *app) databaseFile() string { return filepath.Join(a.homeDir(), "razbor.db") }

// office is an open home: the configuration, the store and the home's folder.
type office struct {
	conf  config.Config
	store *sqlite.Engine
	home  string
}

// syncLock is the file that keeps two syncs of the home apart.
func (o *office) syncLock() string { return filepath.Join(o.home, "sync.lock") }

func (o *office) close() { _ = o.store.Close() }

// errNoData says that a reading command found no database to read.
var errNoData = errors.New("no database yet")

// open opens the home for reading; it must have a database.
func (a *app) open(ctx context.Context) (*office, error) {
	if _, err := a.loadConfig(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(a.databaseFile()); errors.Is(err, fs.ErrNotExist) {
		return nil, errNoData
	}
	return a.openOrMake(ctx)
}

// openOrMake opens the home, making what is not there, and recounts where the
// counting rules of the configuration are no longer those in force.
func (a *app) openOrMake(ctx context.Context) (*office, error) {
	conf, err := a.loadConfig()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(a.homeDir(), 0o700); err != nil {
		return nil, fmt.Errorf("make the folder %s: %w", a.homeDir(), err)
	}
	engine, err := sqlite.Open(ctx, a.databaseFile())
	if err != nil {
		return nil, err
	}
	o := &office{conf: conf, store: engine, home: a.homeDir()}
	if err := a.recountIfNeeded(ctx, o); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// recountIfNeeded brings the store to the settings of the configuration. What
// telephony says of a call follows some of them: working hours, short hang-ups,
// drops and recoveries, who has which extension. The sums are counted from that.
func (a *app) recountIfNeeded(ctx context.Context, o *office) error {
	stale, err := sync.Stale(ctx, o.store, o.conf)
	if err != nil {
		return err
	}
	if stale {
		bar := a.newProgress(a.texts.CLI.Rejoining)
		_, err := sync.Rejoin(ctx, o.store, o.conf, o.syncLock(), bar.set)
		bar.end()
		if err != nil {
			return err
		}
	}
	want, err := o.conf.Rules()
	if err != nil {
		return err
	}
	have, err := o.store.Rules(ctx)
	if err != nil {
		return err
	}
	// A checklist that cannot be read stops judging, not the panels.
	want.Weights = have.Weights
	if list, err := a.checklistOf(o.conf); err == nil {
		want.Weights = list.Weights()
	}
	if have.Equal(want) {
		return nil
	}
	bar := a.newProgress(a.texts.CLI.Recounting)
	defer bar.end()
	return o.store.Recount(ctx, want, bar.set)
}

// version is the module's version where it was built as one, else the commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	return "dev"
}
