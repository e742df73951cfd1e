// Package judging runs the judge over the calls of a store that have a
// transcript and no verdict by today's checklist: on every core, in pieces, each
// written in one transaction, so that it may be stopped at any moment and goes
// on where it was.
package judging

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"razbor/scoring"
	"razbor/store"
)

// Store is what judging needs of a store.
type Store interface {
	store.Scorer
	Transcript(ctx context.Context, id string) (scoring.Transcript, error)
}

// Judge judges one transcript. It must be safe for concurrent use.
type Judge func(ctx context.Context, t scoring.Transcript) (scoring.Judgement, error)

// Options say what is judged and by what.
type Options struct {
	ListVersion string
	Engine      string // "rules", "llm" or "both"
	All         bool   // also what was judged by this list and engine already
	Workers     int    // 0 is every core
	Progress    func(done int64)
}

// piece is how many calls are read, judged and written at a time.
const piece = 512

// Run judges and returns how many calls it judged. A call whose judge fails, or
// whose transcript is gone, stops it with an error; those before it are written.
func Run(ctx context.Context, s Store, judge Judge, o Options) (int64, error) {
	var done int64
	for after := ""; ; {
		ids, err := s.ToScore(ctx, o.ListVersion, o.Engine, o.All, after, piece)
		if err != nil {
			return done, fmt.Errorf("find the calls to judge: %w", err)
		}
		if len(ids) == 0 {
			return done, nil
		}
		after = ids[len(ids)-1]
		scored, err := judgePiece(ctx, s, judge, ids, o.workers())
		if err != nil {
			return done, err
		}
		if err := s.SetJudgements(ctx, scored); err != nil {
			return done, fmt.Errorf("keep the verdicts: %w", err)
		}
		done += int64(len(scored))
		if o.Progress != nil {
			o.Progress(done)
		}
	}
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// judgePiece judges ids on several workers; the result is in the order of the ids.
func judgePiece(ctx context.Context, s Store, judge Judge, ids []string, workers int) ([]store.Scored, error) {
	scored := make([]store.Scored, len(ids))
	var next atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range min(workers, len(ids)) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(ids) {
					return nil
				}
				t, err := s.Transcript(ctx, ids[i])
				if errors.Is(err, store.ErrNotFound) {
					continue // it went between the question and now
				}
				if err != nil {
					return fmt.Errorf("read the transcript of %s: %w", ids[i], err)
				}
				j, err := judge(ctx, t)
				if err != nil {
					return fmt.Errorf("judge %s: %w", ids[i], err)
				}
				scored[i] = store.Scored{CallID: ids[i], Judgement: j}
			}
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return withoutGaps(scored), nil
}

func withoutGaps(scored []store.Scored) []store.Scored {
	kept := scored[:0]
	for _, s := range scored {
		if s.CallID != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
