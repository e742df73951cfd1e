package sync

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"razbor/store"
	"razbor/store/config"
)

// lister lists the calls of a store.
type lister interface {
	Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error)
}

// rejoinPiece is how many calls are joined anew in one transaction.
const rejoinPiece = 2000

// settingsFile is under which name the settings that calls were joined by are
// kept among the positions of a source.
const settingsFile = "settings"

// Rejoin joins every call of the store anew from its parts, by the configuration
// as it is now: who has which extension, the time zones, the working hours, the
// windows of drops and recoveries. It reads no file of a source. It may be stopped
// and run again; progress may be nil.
func Rejoin(ctx context.Context, engine store.Engine, cfg config.Config, progress func(done, total int64)) (store.Changes, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return store.Changes{}, fmt.Errorf("read the counting rules: %w", err)
	}
	w := newWriter(engine, rules, 1<<61)
	var names []string
	for _, s := range cfg.Sources {
		w.joiners[s.Name] = newJoiner(cfg, s, rules)
		if s.Kind == config.KindAsterisk {
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 {
		return store.Changes{}, nil
	}
	r := &rejoiner{w: w, list: engine, progress: progress}
	for _, name := range names {
		if err := errors.Join(r.source(ctx, name), w.wait()); err != nil {
			return w.changes, err
		}
		if err := r.keep(ctx, name, cfg); err != nil {
			return w.changes, err
		}
	}
	return w.changes, nil
}

type rejoiner struct {
	w        *writer
	list     lister
	progress func(done, total int64)
	done     int64
}

// source joins the calls of one source anew.
func (r *rejoiner) source(ctx context.Context, name string) error {
	page := store.Page{Order: store.ByTime, Limit: rejoinPiece}
	for {
		calls, err := r.list.Calls(ctx, store.Filter{Sources: []string{name}, Short: true}, page)
		if err != nil {
			return fmt.Errorf("list the calls of %s: %w", name, err)
		}
		c := newChunk()
		var repeats []string
		for i := range calls.Calls {
			c.group(calls.Calls[i].ID)
			if calls.Calls[i].Dropped {
				repeats = append(repeats, calls.Calls[i].ID)
			}
		}
		if err := r.addDropped(ctx, name, c, repeats); err != nil {
			return err
		}
		if len(c.groups) > 0 {
			if err := r.w.write(ctx, r.w.joiners[name], c, nil); err != nil {
				return err
			}
			if err := r.w.wait(); err != nil { // the next page is read from what is written
				return err
			}
		}
		r.done += int64(len(calls.Calls))
		if r.progress != nil {
			r.progress(r.done, 0)
		}
		if calls.Next == "" {
			return nil
		}
		page.Cursor = calls.Next
	}
}

// addDropped takes in the calls that were joined to these repeats: by other rules
// they may be calls of their own.
func (r *rejoiner) addDropped(ctx context.Context, name string, c *chunk, repeats []string) error {
	for depth := 0; len(repeats) > 0 && depth < maxNames; depth++ {
		stored, err := r.w.parts(ctx, name, repeats)
		if err != nil {
			return err
		}
		repeats = nil
		for _, id := range sortedKeys(stored) {
			for _, absorbed := range stored[id].absorbed {
				c.group(absorbed)
				repeats = append(repeats, absorbed)
			}
		}
	}
	return nil
}

func (r *rejoiner) keep(ctx context.Context, name string, cfg config.Config) error {
	i := slices.IndexFunc(cfg.Sources, func(s config.Source) bool { return s.Name == name })
	p, err := settingsOf(cfg, cfg.Sources[i])
	if err != nil {
		return err
	}
	if _, err := r.w.engine.Apply(ctx, store.Intake{Source: name, Positions: []store.Position{p}}); err != nil {
		return fmt.Errorf("keep the settings of %s: %w", name, err)
	}
	return nil
}

// settingsOf names the settings that the joining of a source's calls follows.
func settingsOf(cfg config.Config, s config.Source) (store.Position, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return store.Position{}, fmt.Errorf("read the counting rules: %w", err)
	}
	loc := rules.Location.String()
	rules.Location = nil
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%+v\n%s\n%+v\n%q %q %q", rules, loc, cfg.Managers, s.Timezone, s.Trunks, s.AreaCode)
	return store.Position{Source: s.Name, File: settingsFile, Digest: fmt.Sprintf("%x", h.Sum(nil)[:12])}, nil
}

// settings joins the calls of a source anew where they were joined by settings
// that are no longer those of the configuration.
func (r *runner) settings(ctx context.Context, s config.Source) error {
	if s.Kind != config.KindAsterisk {
		return nil
	}
	want, err := settingsOf(r.cfg, s)
	if err != nil {
		return err
	}
	have, err := r.engine.Position(ctx, s.Name, settingsFile)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return fmt.Errorf("read the settings of %s: %w", s.Name, err)
	}
	if have == want {
		return nil
	}
	if list, ok := r.engine.(lister); ok && have.Digest != "" {
		// Nothing of what the store has is in the window of this run.
		w := newWriter(r.engine, r.w.rules, 1<<61)
		w.joiners = r.w.joiners
		again := &rejoiner{w: w, list: list, progress: func(done, _ int64) { r.progress(Progress{Phase: JoinAnew, Done: done}) }}
		if err := errors.Join(again.source(ctx, s.Name), w.wait()); err != nil {
			return err
		}
		r.w.changes = plus(r.w.changes, w.changes)
	}
	if _, err := r.engine.Apply(ctx, store.Intake{Source: s.Name, Positions: []store.Position{want}}); err != nil {
		return fmt.Errorf("keep the settings of %s: %w", s.Name, err)
	}
	return nil
}
