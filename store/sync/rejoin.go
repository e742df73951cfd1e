package sync

import (
	"context"
	"errors"
	"fmt"
	"time"

	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/config"
)

// lister lists the calls of a store.
type lister interface {
	Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error)
}

// rejoinPiece is how many calls are joined anew in one transaction.
const rejoinPiece = 4000

// Rejoin joins every call of the store anew from its parts, by the configuration
// as it is now: who has which extension, the time zones, the working hours, the
// windows of drops and recoveries. It reads no file of a source. When it is
// stopped, the next run goes on where it was; progress may be nil. The lock is that of Options: it returns
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
	return rejoin(ctx, engine, cfg, rules, rejoinPiece, progress)
}

func rejoin(ctx context.Context, engine store.Engine, cfg config.Config, rules store.Rules, limit int, progress func(done, total int64)) (store.Changes, error) {
	state, err := joiningOf(ctx, engine, cfg)
	if err != nil {
		return store.Changes{}, err
	}
	joiners := map[string]*joiner{}
	for _, s := range cfg.Sources {
		joiners[s.Name] = newJoiner(cfg, s, rules)
	}
	r := newRejoiner(engine, engine, rules, joiners, state)
	r.limit = limit
	if progress != nil {
		total, err := callsSince(ctx, engine, state.fromMS, rules.Location)
		if err != nil {
			return store.Changes{}, err
		}
		r.progress = func(done int64) { progress(done, total) }
	}
	err = r.run(ctx)
	return r.w.changes, err
}

// callsSince counts the calls that started on the day of a moment or later.
func callsSince(ctx context.Context, engine store.Reader, fromMS int64, zone *time.Location) (int64, error) {
	day := store.Day(0)
	if fromMS > 0 {
		day = store.DayOf(time.UnixMilli(fromMS).In(zone))
	}
	p, err := engine.Panel(ctx, store.PanelQuery{From: day})
	if err != nil {
		return 0, fmt.Errorf("count the calls: %w", err)
	}
	n := p.Total.N
	return n[metrics.Inbound] + n[metrics.Short] + n[metrics.Outbound] + n[metrics.Internal], nil
}

// rejoiner goes through the calls of all sources in order of time, as if they
// came for the first time: the relations of a call are right when the calls that
// follow it have come, too.
type rejoiner struct {
	w        *writer
	list     lister
	state    joining
	progress func(done int64) // may be nil
	done     int64
	limit    int // calls of one piece
}

func newRejoiner(engine store.Intaker, list lister, rules store.Rules, joiners map[string]*joiner, state joining) *rejoiner {
	// What starts before the moment to go on from is asked of the store.
	w := newWriter(engine, rules, state.fromMS)
	w.joiners = joiners
	return &rejoiner{w: w, list: list, state: state, limit: rejoinPiece}
}

// run joins the calls anew and keeps by which settings it was done: first that it
// was begun, with each piece how far it came, in the end that it is whole.
func (r *rejoiner) run(ctx context.Context) error {
	if err := keep(ctx, r.w.engine, r.state.reached(r.state.fromMS)); err != nil {
		return err
	}
	if err := r.all(ctx); err != nil {
		return err
	}
	return keep(ctx, r.w.engine, r.state.whole)
}

func keep(ctx context.Context, engine store.Intaker, positions []store.Position) error {
	for _, p := range positions {
		if _, err := engine.Apply(ctx, store.Intake{Source: p.Source, Positions: []store.Position{p}}); err != nil {
			return fmt.Errorf("keep the settings of %s: %w", p.Source, err)
		}
	}
	return nil
}

// all joins the calls of every source anew that the configuration has.
func (r *rejoiner) all(ctx context.Context) error {
	page := store.Page{Order: store.ByTime, Limit: r.limit}
	for {
		calls, err := r.list.Calls(ctx, store.Filter{Short: true, FromMS: max(r.state.fromMS, 0)}, page)
		if err != nil {
			return errors.Join(fmt.Errorf("list the calls: %w", err), r.w.wait())
		}
		if err := r.piece(ctx, calls.Calls); err != nil {
			return errors.Join(err, r.w.wait())
		}
		r.done += int64(len(calls.Calls))
		if r.progress != nil {
			r.progress(r.done)
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
	for i, name := range sortedKeys(chunks) {
		if i == 0 { // what came before this piece is written before it
			chunks[name].positions = r.state.reached(calls[0].StartMS)
		}
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
