package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"razbor/scoring"
	"razbor/store"
)

// withCall runs work on one call in a transaction; store.ErrNotFound where
// there is none.
func (e *Engine) withCall(ctx context.Context, id string, work func(*tx, *state) error) error {
	return e.inTx(ctx, func(t *tx) error {
		states, err := t.load([]string{id})
		if err != nil {
			return err
		}
		if len(states[id]) == 0 {
			return fmt.Errorf("call %s: %w", id, store.ErrNotFound)
		}
		return work(t, states[id][0])
	})
}

// AddNote keeps a note or a bookmark and returns its id. A note that says no
// time is stamped by the engine's clock.
func (e *Engine) AddNote(ctx context.Context, n store.Note) (id int64, err error) {
	if n.MadeMS == 0 {
		n.MadeMS = e.now().UnixMilli()
	}
	err = e.withCall(ctx, n.CallID, func(t *tx, s *state) error {
		t.shown = true
		return t.row("INSERT INTO note (n, at_ms, text, author, made_ms, gone, coached) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
			[]any{s.n, n.AtMS, n.Text, n.Author, n.MadeMS, n.Gone, n.Coached}, &id)
	})
	return id, err
}

// SetNoteGone takes a note back, or brings it back.
func (e *Engine) SetNoteGone(ctx context.Context, id int64, gone bool) error {
	return e.inTx(ctx, func(t *tx) error {
		t.shown = true
		n, err := t.changed("UPDATE note SET gone = ? WHERE id = ?", gone, id)
		if err == nil && n == 0 {
			return fmt.Errorf("note %d: %w", id, store.ErrNotFound)
		}
		return err
	})
}

// SetMark keeps the reviewer's word, in place of an earlier one on the same
// item; it outranks the machine's at once.
func (e *Engine) SetMark(ctx context.Context, m store.Mark) error {
	if m.MadeMS == 0 {
		m.MadeMS = e.now().UnixMilli()
	}
	return e.withCall(ctx, m.CallID, func(t *tx, s *state) error {
		err := t.exec(`INSERT INTO mark (n, item, agrees, verdict, outcome, author, made_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (n, item) DO UPDATE SET agrees = excluded.agrees, verdict = excluded.verdict,
			outcome = excluded.outcome, author = excluded.author, made_ms = excluded.made_ms`,
			s.n, string(m.Item), m.Agrees, string(m.Verdict), string(m.Outcome), m.Author, m.MadeMS)
		if err != nil {
			return err
		}
		s.unmark(m.Item)
		s.marks = append(s.marks, m)
		t.shown = true
		_, err = t.save(s)
		return err
	})
}

// RemoveMark takes the reviewer's word back; store.ErrNoSuchMark where there is none.
func (e *Engine) RemoveMark(ctx context.Context, id string, item scoring.Item) error {
	return e.withCall(ctx, id, func(t *tx, s *state) error {
		n, err := t.changed("DELETE FROM mark WHERE n = ? AND item = ?", s.n, string(item))
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("call %s: %w", id, store.ErrNoSuchMark)
		}
		s.unmark(item)
		t.shown = true
		_, err = t.save(s)
		return err
	})
}

// unmark drops the mark of an item.
func (s *state) unmark(item scoring.Item) {
	left := make([]store.Mark, 0, len(s.marks)+1)
	for _, m := range s.marks {
		if m.Item != item {
			left = append(left, m)
		}
	}
	s.marks = left
}

// SetReviewed says that a person has reviewed a call, or has not.
func (e *Engine) SetReviewed(ctx context.Context, id string, reviewed bool) error {
	return e.withCall(ctx, id, func(t *tx, s *state) error {
		s.call.Reviewed = reviewed
		_, err := t.save(s)
		return err
	})
}

// SetResume keeps where the person left a call; 0 forgets it.
func (e *Engine) SetResume(ctx context.Context, id string, atMS int64) error {
	return e.withCall(ctx, id, func(t *tx, s *state) error {
		if atMS == 0 {
			return t.exec("DELETE FROM resume WHERE n = ?", s.n)
		}
		return t.exec("INSERT INTO resume (n, at_ms) VALUES (?, ?) ON CONFLICT (n) DO UPDATE SET at_ms = excluded.at_ms", s.n, atMS)
	})
}

// SetWaveform keeps the picture of a recording and how many faults were found in it.
func (e *Engine) SetWaveform(ctx context.Context, id string, blob []byte, faults int) error {
	return e.withCall(ctx, id, func(t *tx, s *state) error {
		err := t.exec("INSERT INTO waveform (n, data) VALUES (?, ?) ON CONFLICT (n) DO UPDATE SET data = excluded.data", s.n, notNil(blob))
		if err != nil {
			return err
		}
		s.call.Faults = faults
		_, err = t.save(s)
		return err
	})
}

// SetJudgements writes judgements and the sums that follow from them.
// Judgements of calls that the store does not have are left out.
func (e *Engine) SetJudgements(ctx context.Context, scored []store.Scored) error {
	return e.inTx(ctx, func(t *tx) error {
		ids := make([]string, len(scored))
		for i, s := range scored {
			ids[i] = s.CallID
		}
		states, err := t.load(ids)
		if err != nil {
			return err
		}
		for i := range scored {
			if err := t.goOn(); err != nil {
				return err
			}
			if found := states[scored[i].CallID]; len(found) > 0 {
				if err := t.judge(found[0], scored[i].Judgement); err != nil {
					return fmt.Errorf("judgement of %s: %w", scored[i].CallID, err)
				}
			}
		}
		return nil
	})
}

func (t *tx) judge(s *state, j scoring.Judgement) error {
	err := t.exec(`INSERT INTO judgement (n, list_version, engine, data) VALUES (?, ?, ?, ?)
		ON CONFLICT (n) DO UPDATE SET list_version = excluded.list_version, engine = excluded.engine, data = excluded.data`,
		s.n, j.ListVersion, j.Engine, packJudgement(j))
	if err != nil {
		return err
	}
	s.judgement = &j
	t.shown = true
	_, err = t.save(s)
	return err
}

// ToScore returns the ids of calls, in order of arrival after the call with the
// id given, that have a transcript and no judgement by this version of the list
// and engine; with all, every one that has a transcript.
func (e *Engine) ToScore(ctx context.Context, listVersion, engine string, all bool, after string, limit int) ([]string, error) {
	ids, err := e.ids(ctx, `SELECT c.id FROM transcript t CROSS JOIN call c ON c.n = t.n LEFT JOIN judgement j ON j.n = t.n
		WHERE t.n > coalesce((SELECT n FROM call WHERE id = ? ORDER BY source LIMIT 1), 0)
		AND (? OR j.n IS NULL OR j.list_version <> ? OR j.engine <> ?) ORDER BY t.n LIMIT ?`, after, all, listVersion, engine, limit)
	return ids, e.fail("look for calls to score", err)
}

// ToAnalyse returns the ids of calls, in order of arrival after the call with
// the id given, that have a recording and no waveform yet.
func (e *Engine) ToAnalyse(ctx context.Context, after string, limit int) ([]string, error) {
	ids, err := e.ids(ctx, `SELECT c.id FROM call c NOT INDEXED
		WHERE c.n > coalesce((SELECT n FROM call WHERE id = ? ORDER BY source LIMIT 1), 0) AND c.recording = 1
		AND NOT EXISTS (SELECT 1 FROM waveform w WHERE w.n = c.n) ORDER BY c.n LIMIT ?`, after, limit)
	return ids, e.fail("look for recordings to look into", err)
}

// ids reads rows of one id each.
func (e *Engine) ids(ctx context.Context, query string, args ...any) ([]string, error) {
	var ids []string
	err := e.query(ctx, query, args, func(rows *sql.Rows) error {
		var id string
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	})
	return ids, err
}
