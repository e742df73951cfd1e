// Package sync brings calls into the store: it runs the sources of the
// configuration, joins the legs of each call, relates the calls of each client
// and writes them. It may be killed at any moment and run again: everything a
// transaction brings comes with how far the files were read, what a call was
// joined from is kept, and the same rows in any order give the same calls.
package sync

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
)

// Options say what to run and who is told of it.
type Options struct {
	Sources  []string       // names; empty: all
	Full     bool           // from the start of every file, whatever was read before
	Progress func(Progress) // may be nil; called from one goroutine at a time
	Problem  func(Problem)  // may be nil
	Now      time.Time      // to tell files that are finished
	Lock     string         // path of a file that keeps two syncs of one store apart; empty: no lock

	chunk int // calls written in one transaction; 0 is the usual
}

// Phase is what a sync is doing.
type Phase string

// The phases of a sync, in their order.
const (
	JoinAnew        Phase = "settings" // calls that were joined by other settings
	ReadCalls       Phase = "calls"
	ReadRecordings  Phase = "recordings"
	ReadTranscripts Phase = "transcripts"
	ReadDeals       Phase = "deals"
)

// Progress is how far a sync is with one source.
type Progress struct {
	Source string
	Phase  Phase
	Done   int64 // bytes of calls and deals, pieces of recordings and transcripts
	Total  int64
	Rows   int64
	Calls  int // added or changed so far in the whole run
}

// Problem is what could not be read, and of which source.
type Problem struct {
	Source string
	source.Problem
}

// SourceSummary is what one source brought.
type SourceSummary struct {
	Name     string
	Kind     string
	Rows     int64
	BadRows  int64
	Waiting  int // files whose last row is not whole yet
	Problems int // of files and folders, not of rows
}

// Summary is what a sync did.
type Summary struct {
	Sources []SourceSummary
	Changes store.Changes
	Pending int // deals whose call has not come yet
}

// Nothing tells whether the sync changed nothing.
func (s Summary) Nothing() bool {
	c := s.Changes
	return c.Added+c.Updated+c.Removed+c.Deals+c.Texts == 0
}

// Failed tells whether a file or folder could not be read at all.
func (s Summary) Failed() bool {
	return slices.ContainsFunc(s.Sources, func(x SourceSummary) bool { return x.Problems > 0 })
}

// UnknownSource is the error of a source that the configuration does not have.
type UnknownSource struct{ Name string }

// Error names the source.
func (e *UnknownSource) Error() string {
	return fmt.Sprintf("the configuration has no source named %q", e.Name)
}

// spanner tells which days the store has calls of.
type spanner interface {
	Span(ctx context.Context) (first, last store.Day, err error)
}

// runner is one sync on its way.
type runner struct {
	engine  store.Intaker
	cfg     config.Config
	opts    Options
	w       *writer
	summary Summary
	at      *SourceSummary
}

// Run runs the sources. A source that cannot be read is a problem, and the
// others go on; an error is what stops the whole: the store or the context.
func Run(ctx context.Context, engine store.Intaker, cfg config.Config, opts Options) (Summary, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return Summary{}, fmt.Errorf("read the counting rules: %w", err)
	}
	for _, name := range opts.Sources {
		if !slices.ContainsFunc(cfg.Sources, func(s config.Source) bool { return s.Name == name }) {
			return Summary{}, &UnknownSource{name}
		}
	}
	unlock, err := lock(opts.Lock)
	if err != nil {
		return Summary{}, err
	}
	defer unlock()
	end, err := storeEnd(ctx, engine, rules.Location)
	if err != nil {
		return Summary{}, err
	}
	r := &runner{engine: engine, cfg: cfg, opts: opts, w: newWriter(engine, rules, end)}
	for _, s := range cfg.Sources {
		r.w.joiners[s.Name] = newJoiner(cfg, s, rules)
	}
	r.summary.Sources = make([]SourceSummary, 0, len(cfg.Sources))
	err = r.run(ctx)
	r.summary.Changes = r.w.changes
	if err != nil && ctx.Err() != nil {
		return r.summary, fmt.Errorf("sync: %w: %w", store.ErrInterrupted, context.Cause(ctx))
	}
	return r.summary, err
}

// storeEnd returns the moment from which on the store has no calls: far in the
// past for an empty one, far in the future where it cannot tell.
func storeEnd(ctx context.Context, engine store.Intaker, loc *time.Location) (int64, error) {
	s, ok := engine.(spanner)
	if !ok {
		return 1 << 61, nil
	}
	_, last, err := s.Span(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return -1 << 62, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the days of the store: %w", err)
	}
	d := int(last)
	return time.Date(d/10000, time.Month(d/100%100), d%100+2, 0, 0, 0, 0, loc).UnixMilli(), nil
}

// run goes through the sources: calls first, then what belongs to calls.
func (r *runner) run(ctx context.Context) error {
	chosen := func(s config.Source) bool { return len(r.opts.Sources) == 0 || slices.Contains(r.opts.Sources, s.Name) }
	first := []func(context.Context, config.Source) error{r.calls, r.recordings, r.transcripts}
	index := map[string]int{}
	for _, s := range r.cfg.Sources {
		if chosen(s) {
			index[s.Name] = len(r.summary.Sources)
			r.summary.Sources = append(r.summary.Sources, SourceSummary{Name: s.Name, Kind: s.Kind})
		}
	}
	r.at = &SourceSummary{}
	if err := r.settings(ctx); err != nil {
		return err
	}
	for _, step := range first {
		if err := r.each(ctx, chosen, index, step); err != nil {
			return err
		}
	}
	if err := r.waiting(ctx); err != nil {
		return err
	}
	if err := r.each(ctx, chosen, index, r.deals); err != nil {
		return err
	}
	return r.countPending(ctx)
}

// each takes one step with every source that was chosen.
func (r *runner) each(
	ctx context.Context, chosen func(config.Source) bool, index map[string]int, step func(context.Context, config.Source) error,
) error {
	for _, s := range r.cfg.Sources {
		if !chosen(s) {
			continue
		}
		r.at = &r.summary.Sources[index[s.Name]]
		if err := step(ctx, s); err != nil {
			return errors.Join(err, r.w.wait())
		}
		if err := r.w.wait(); err != nil {
			return err
		}
	}
	return nil
}

// problem counts a problem and tells of it.
func (r *runner) problem(p source.Problem) {
	switch p.Code {
	case source.BadRow, source.CutRow:
		r.at.BadRows++
	default:
		r.at.Problems++
	}
	if r.opts.Problem != nil {
		r.opts.Problem(Problem{r.at.Name, p})
	}
}

func (r *runner) progress(p Progress) {
	if r.opts.Progress != nil {
		p.Source = r.at.Name
		p.Calls = r.w.changes.Added + r.w.changes.Updated
		r.opts.Progress(p)
	}
}
