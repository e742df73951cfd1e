package sync

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"razbor/store"
	"razbor/store/config"
)

// lister lists the calls of a store.
type lister interface {
	Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error)
}

// rejoinPiece is how many calls are joined anew in one transaction.
const rejoinPiece = 4000

// settingsFile is under which name the settings that calls were joined by are
// kept among the positions of a source.
const settingsFile = "settings"

// Rejoin joins every call of the store anew from its parts, by the configuration
// as it is now: who has which extension, the time zones, the working hours, the
// windows of drops and recoveries. It reads no file of a source. It may be stopped
// and run again; progress may be nil. The lock is that of Options: it returns
// store.ErrLocked while a sync is running.
func Rejoin(ctx context.Context, engine store.Engine, cfg config.Config, lockPath string, progress func(done, total int64)) (store.Changes, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return store.Changes{}, fmt.Errorf("read the counting rules: %w", err)
	}
	unlock, err := lock(lockPath)
	if err != nil {
		return store.Changes{}, err
	}
	defer unlock()
	joiners := map[string]*joiner{}
	for _, s := range cfg.Sources {
		joiners[s.Name] = newJoiner(cfg, s, rules)
	}
	r := newRejoiner(engine, engine, rules, joiners, progress)
	if err := r.all(ctx); err != nil {
		return r.w.changes, err
	}
	for _, s := range cfg.Sources {
		if s.Kind != config.KindAsterisk {
			continue
		}
		if err := r.keep(ctx, cfg, s); err != nil {
			return r.w.changes, err
		}
	}
	return r.w.changes, nil
}

// rejoiner goes through the calls of all sources in order of time, as if they
// came for the first time: the relations of a call are right when the calls that
// follow it have come, too.
type rejoiner struct {
	w        *writer
	list     lister
	progress func(done, total int64)
	done     int64
}

func newRejoiner(engine store.Intaker, list lister, rules store.Rules, joiners map[string]*joiner, progress func(done, total int64)) *rejoiner {
	w := newWriter(engine, rules, -1<<62)
	w.joiners = joiners
	return &rejoiner{w: w, list: list, progress: progress}
}

// all joins the calls of every source anew that the configuration has.
func (r *rejoiner) all(ctx context.Context) error {
	page := store.Page{Order: store.ByTime, Limit: rejoinPiece}
	for {
		calls, err := r.list.Calls(ctx, store.Filter{Short: true}, page)
		if err != nil {
			return errors.Join(fmt.Errorf("list the calls: %w", err), r.w.wait())
		}
		if err := r.piece(ctx, calls.Calls); err != nil {
			return errors.Join(err, r.w.wait())
		}
		r.done += int64(len(calls.Calls))
		if r.progress != nil {
			r.progress(r.done, 0)
		}
		if calls.Next == "" {
			return r.w.wait()
		}
		page.Cursor = calls.Next
	}
}

// piece joins some calls anew, each source's in a transaction of its own.
func (r *rejoiner) piece(ctx context.Context, calls []store.Call) error {
	chunks, repeats := map[string]*chunk{}, map[string][]string{}
	for i := range calls {
		c := &calls[i]
		if r.w.joiners[c.Source] == nil {
			continue // of a source that is no more in the configuration
		}
		if chunks[c.Source] == nil {
			chunks[c.Source] = newChunk()
		}
		chunks[c.Source].group(c.ID)
		if c.Dropped {
			repeats[c.Source] = append(repeats[c.Source], c.ID)
		}
	}
	for _, name := range sortedKeys(chunks) {
		if err := r.addDropped(ctx, name, chunks[name], repeats[name]); err != nil {
			return err
		}
		if err := r.w.write(ctx, r.w.joiners[name], chunks[name], nil); err != nil {
			return err
		}
	}
	return nil
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

func (r *rejoiner) keep(ctx context.Context, cfg config.Config, s config.Source) error {
	p, err := settingsOf(cfg, s)
	if err != nil {
		return err
	}
	if _, err := r.w.engine.Apply(ctx, store.Intake{Source: s.Name, Positions: []store.Position{p}}); err != nil {
		return fmt.Errorf("keep the settings of %s: %w", s.Name, err)
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

// settings joins all calls anew where those of a source were joined by settings
// that are no longer those of the configuration.
func (r *runner) settings(ctx context.Context) error {
	var changed []store.Position
	anew := false
	for _, s := range r.cfg.Sources {
		if s.Kind != config.KindAsterisk {
			continue
		}
		want, err := settingsOf(r.cfg, s)
		if err != nil {
			return err
		}
		have, err := r.engine.Position(ctx, s.Name, settingsFile)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("read the settings of %s: %w", s.Name, err)
		}
		if have != want {
			changed = append(changed, want)
			anew = anew || have.Digest != ""
		}
	}
	if list, ok := r.engine.(lister); ok && anew {
		again := newRejoiner(r.engine, list, r.w.rules, r.w.joiners, func(done, _ int64) {
			r.progress(Progress{Phase: JoinAnew, Done: done})
		})
		if err := again.all(ctx); err != nil {
			return err
		}
		r.w.changes = plus(r.w.changes, again.w.changes)
	}
	for _, p := range changed {
		if _, err := r.engine.Apply(ctx, store.Intake{Source: p.Source, Positions: []store.Position{p}}); err != nil {
			return fmt.Errorf("keep the settings of %s: %w", p.Source, err)
		}
	}
	return nil
}
