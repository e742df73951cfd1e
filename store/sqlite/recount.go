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
// nothing. Where only the weights of the checklist are others, only the judged
// calls are counted. progress may be nil.
func (e *Engine) Recount(ctx context.Context, r store.Rules, progress func(done, total int64)) error {
	return e.inTx(ctx, func(t *tx) error {
		if err := saveRules(t.ctx, e.conn, r); err != nil {
			return err
		}
		old := t.rules
		t.rules, t.shown = r, true
		sums, err := t.allSums()
		if err != nil {
			return err
		}
		same := r
		if same.Weights = old.Weights; same.Equal(old) && !r.Equal(old) {
			return t.reweigh(old, sums[metrics.Scored], progress)
		}
		total := sums[metrics.Inbound] + sums[metrics.Short] + sums[metrics.Outbound] + sums[metrics.Internal]
		for _, query := range [...]string{"DELETE FROM rollup", "DELETE FROM call_facet"} {
			if err := t.exec(query); err != nil {
				return fmt.Errorf("forget the old sums: %w", err)
			}
		}
		if err := t.findSilent(); err != nil {
			return err
		}
		return t.recountAll(total, progress)
	})
}

// findSilent notes which judges of calls have said nothing of any: in a recount
// they are asked of every call, and stay as they are to its end.
func (t *tx) findSilent() error {
	t.silent = map[string]bool{}
	for _, table := range [...]string{"deal", "judgement", "mark"} {
		var spoke bool
		if err := t.row("SELECT EXISTS (SELECT 1 FROM "+table+" WHERE n > 0)", nil, &spoke); err != nil {
			return fmt.Errorf("look for the judges: %w", err)
		}
		t.silent[table] = !spoke
	}
	return nil
}

// allSums are the sums of all calls.
func (t *tx) allSums() ([metrics.NumCounters]int64, error) {
	p, err := rollup.ReadPanel(store.PanelQuery{}, t)
	if err != nil {
		return p.Total.N, fmt.Errorf("count the calls: %w", err)
	}
	return p.Total.N, nil
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
	s.facets = nil // they are forgotten
	if err := t.repack(s); err != nil {
		return err
	}
	s.facets = facets
	return t.reface(s.n, nil, facets)
}

// reweigh counts the judged calls anew where only the weights are others than
// those that old has.
func (t *tx) reweigh(old store.Rules, total int64, progress func(done, total int64)) error {
	var done, last int64
	for {
		if progress != nil {
			progress(min(done, total), total) // outbound calls are judged and not in the total
		}
		if err := t.goOn(); err != nil {
			return err
		}
		states, err := t.loadWhere("n IN (SELECT n FROM judgement WHERE n > ? ORDER BY n LIMIT ?) ORDER BY n", []any{last, recountPiece})
		if err != nil {
			return err
		}
		if len(states) == 0 {
			return nil
		}
		for _, s := range states {
			t.batch.Sub(&s.old, s.facets, &old)
			if err := t.weighAnew(s); err != nil {
				return fmt.Errorf("call %s: %w", s.call.ID, err)
			}
		}
		done, last = done+int64(len(states)), states[len(states)-1].n
	}
}

// weighAnew decides and counts a call that is in no sum, its facets being those
// that it had.
func (t *tx) weighAnew(s *state) error {
	store.Decide(t.decision(s), &s.call)
	t.batch.Add(&s.call, s.facets, &t.rules)
	return t.repack(s)
}

// repack writes the row of a call where it came out otherwise.
func (t *tx) repack(s *state) error {
	detail, words, err := packCall(&s.call, t.number)
	if err != nil || slices.Equal(detail, s.detail) {
		return err
	}
	s.detail, s.words = detail, words
	return t.update(s)
}
