package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/user"

	"razbor/audio/device"
	"razbor/audio/player"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/sync"
	"razbor/tui"
	"razbor/tui/firststart"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// consoleStart is where the console opens; the zero value is Today on the last
// day with calls.
type consoleStart struct {
	call string
	atMS int64
	day  store.Day
}

// console opens the console on the home's data.
func (a *app) console(ctx context.Context, start consoleStart) error {
	if !a.terminal() {
		return usageError{saidError{a.texts.CLI.NoTerminal}}
	}
	if a.firstStart() {
		return a.begin(ctx)
	}
	o, err := a.openOrMake(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	return a.consoleOn(ctx, o, start)
}

// firstStart reports whether there is neither a configuration nor any data.
func (a *app) firstStart() bool {
	_, noConfig := os.Stat(a.configFile())
	_, noData := os.Stat(a.databaseFile())
	return errors.Is(noConfig, fs.ErrNotExist) && errors.Is(noData, fs.ErrNotExist)
}

// begin asks where the calls come from, brings them in and opens the console.
func (a *app) begin(ctx context.Context) error {
	asked, err := firststart.Run(ctx, a.texts, a.now)
	if err != nil {
		return err
	}
	switch asked.Choice {
	case firststart.Demo:
		return a.demo(ctx, false)
	case firststart.Template:
		return a.configInit(false)
	case firststart.Files:
	case firststart.Nothing:
		return nil
	}
	if err := config.Write(a.configFile(), config.Template(string(a.texts.Lang), asked.Answers)); err != nil {
		return err
	}
	o, err := a.openOrMake(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	if _, err := a.bringIn(ctx, o, nil, false); err != nil {
		return err
	}
	return a.consoleOn(ctx, o, consoleStart{})
}

func (a *app) consoleOn(ctx context.Context, o *office, start consoleStart) error {
	// Nothing may be printed while the console draws.
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	play := player.New(player.WithDevice(device.Default()))
	defer play.Close()
	deps := tui.Deps{
		Store: o.store, Config: o.conf, Lang: a.consoleLang(o), Now: a.now, Player: play, Author: a.author(o),
	}
	if len(o.conf.Sources) > 0 {
		deps.Sync = a.syncer(o)
	}
	if list, err := a.checklistOf(o.conf); err == nil && o.conf.Checklist.File != "" {
		deps.Titles = lang.Titles{}
		for _, item := range list.Items {
			deps.Titles[item.ID] = item.Title
		}
	}
	if start.call != "" {
		deps.Start = screen.Place{Screen: screen.Review, Call: start.call, AtMS: start.atMS}
	}
	if start.day != 0 {
		deps.Period = screen.PeriodOf(screen.OneDay, start.day)
	}
	return tui.Run(ctx, deps)
}

// consoleLang is the flag's language, else the configuration's, else the locale's.
func (a *app) consoleLang(o *office) lang.Lang {
	if a.lang == "" && o.conf.Console.Language != "" {
		return lang.Lang(o.conf.Console.Language)
	}
	return a.texts.Lang
}

// author is who marks and writes notes.
func (a *app) author(o *office) string {
	if o.conf.Console.Reviewer != "" {
		return o.conf.Console.Reviewer
	}
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return u.Name
		}
		return u.Username
	}
	return os.Getenv("USER")
}

// syncer runs the sources for the console, with what follows from new calls.
func (a *app) syncer(o *office) tui.Syncer {
	quiet := *a
	quiet.out, quiet.err = io.Discard, io.Discard
	return func(ctx context.Context, progress func(tui.Progress)) (tui.Synced, error) {
		sum, err := sync.Run(ctx, o.store, o.conf, sync.Options{
			Now: a.now(), Lock: o.syncLock(),
			Progress: func(p sync.Progress) {
				progress(tui.Progress{Source: p.Source, Done: p.Done, Total: p.Total})
			},
			Problem: func(p sync.Problem) { slog.Warn("sync", "source", p.Source, "problem", p.Problem.Error()) },
		})
		if err != nil {
			return tui.Synced{}, err
		}
		if _, _, err := quiet.judgeNew(ctx, o, false); err != nil {
			return tui.Synced{}, fmt.Errorf("judge the new calls: %w", err)
		}
		synced := tui.Synced{Added: sum.Changes.Added, Changed: sum.Changes.Updated}
		for _, s := range sum.Sources {
			synced.Bad += int(s.BadRows)
		}
		return synced, quiet.analyseNew(ctx, o)
	}
}
