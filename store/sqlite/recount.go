package sqlite

import (
	"context"
	"fmt"
	"slices"

	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/rollup"
)

// recountPiece is how many calls are read at a time.
const recountPiece = 500

// recountFlush is after how many calls the sums are written: a multiple of recountPiece.
const recountFlush = 40 * recountPiece

// Recount counts everything anew by these rules in one transaction: whoever
// reads meanwhile sees the old sums, and a recount that is stopped has changed
// nothing. progress may be nil.
func (e *Engine) Recount(ctx context.Context, r store.Rules, progress func(done, total int64)) error {
	return e.inTx(ctx, func(t *tx) error {
		if err := saveRules(t.ctx, e.conn, r); err != nil {
			return err
		}
		t.rules, t.shown = r, true
		total, err := t.countCalls()
		if err != nil {
			return err
		}
		for _, query := range [...]string{"DELETE FROM rollup", "DELETE FROM call_facet"} {
			if err := t.exec(query); err != nil {
				return fmt.Errorf("forget the old sums: %w", err)
			}
		}
		return t.recountAll(total, progress)
	})
}

// countCalls is how many calls there are, by the sums.
func (t *tx) countCalls() (int64, error) {
	p, err := rollup.ReadPanel(store.PanelQuery{}, t)
	if err != nil {
		return 0, fmt.Errorf("count the calls: %w", err)
	}
	n := p.Total.N
	return n[metrics.Inbound] + n[metrics.Short] + n[metrics.Outbound] + n[metrics.Internal], nil
}

func (t *tx) recountAll(total int64, progress func(done, total int64)) error {
	var done, last int64
	for {
		if progress != nil {
			progress(done, total)
		}
		if err := t.goOn(); err != nil {
			return err
		}
		n, err := t.recountPiece(last)
		if err != nil {
			return err
		}
		if n.count == 0 {
			return nil
		}
		done, last = done+n.count, n.last
		if done%recountFlush == 0 { // the sums of all time would not fit in memory
			if err := t.batch.Flush(t, t); err != nil {
				return err
			}
		}
	}
}

type recounted struct{ count, last int64 }

func (t *tx) recountPiece(after int64) (recounted, error) {
	states, err := t.loadAfter(after, recountPiece)
	if err != nil || len(states) == 0 {
		return recounted{}, err
	}
	for _, s := range states {
		if err := t.recount(s); err != nil {
			return recounted{}, fmt.Errorf("call %s: %w", s.call.ID, err)
		}
	}
	return recounted{int64(len(states)), states[len(states)-1].n}, nil
}

// recount decides and counts one call as if it had just come.
func (t *tx) recount(s *state) error {
	decision := t.decision(s)
	store.Decide(decision, &s.call)
	facets := store.Facets(s.call, decision)
	t.batch.Add(&s.call, facets, &t.rules)
	detail, words, err := packCall(&s.call, t.number)
	if err != nil {
		return err
	}
	moved := !slices.Equal(detail, s.detail)
	s.detail, s.words, s.facets = detail, words, nil
	if moved {
		if err := t.update(s); err != nil {
			return err
		}
	}
	s.facets = facets
	return t.reface(s.n, nil, facets)
}
