package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"razbor/scoring"
	"razbor/store"
)

// kept is a prepared statement that the engine closes, not who uses it.
type kept struct{ *sql.Stmt }

// prepared returns a reader's statement, kept for the next time.
func (e *Engine) prepared(ctx context.Context, query string) (kept, error) {
	if s, ok := e.stmts.Load(query); ok {
		return s.(kept), nil
	}
	s, err := e.readers.PrepareContext(ctx, query)
	if err != nil {
		return kept{}, err
	}
	other, loaded := e.stmts.LoadOrStore(query, kept{s})
	if loaded { // another goroutine was faster
		defer func() { _ = s.Close() }()
	}
	return other.(kept), nil
}

// one reads one row of a prepared query; store.ErrNotFound where there is none.
func (e *Engine) one(ctx context.Context, doing, query string, args []any, into ...any) error {
	s, err := e.prepared(ctx, query)
	if err != nil {
		return e.fail(doing, err)
	}
	err = s.QueryRowContext(ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", doing, store.ErrNotFound)
	}
	return e.fail(doing, err)
}

func (e *Engine) namer(ctx context.Context) namer {
	return func(id int64) (string, error) { return e.read.text(ctx, e.readers, id) }
}

// rawCall is a row of calls before its words are looked up, which needs
// another connection than the one the row came from.
type rawCall struct {
	n      int64
	key    int64 // what the list is sorted by
	id     string
	source int64
	detail []byte
}

func (e *Engine) unpack(ctx context.Context, r rawCall) (store.Call, error) {
	c := store.Call{ID: r.id}
	name := e.namer(ctx)
	var err error
	if c.Source, err = name(r.source); err != nil {
		return c, err
	}
	if err := unpackCall(&c, r.detail, name); err != nil {
		return c, fmt.Errorf("call %s: %w", r.id, err)
	}
	return c, nil
}

// Call returns one call by its id.
func (e *Engine) Call(ctx context.Context, id string) (store.Call, error) {
	r := rawCall{id: id}
	const query = "SELECT n, source, detail FROM call WHERE id = ? ORDER BY source LIMIT 1"
	err := e.one(ctx, "read call "+id, query, []any{id}, &r.n, &r.source, &r.detail)
	if err != nil {
		return store.Call{}, err
	}
	c, err := e.unpack(ctx, r)
	return c, e.fail("read call "+id, err)
}

// Find returns which of these ids are calls of the store.
func (e *Engine) Find(ctx context.Context, ids []string) (map[string]store.Call, error) {
	out := make(map[string]store.Call, len(ids))
	for piece := range slices.Chunk(ids, inList) {
		query := "SELECT n, 0, id, source, detail FROM call WHERE id IN (" + marksFor(len(piece)) + ") ORDER BY source DESC"
		calls, err := e.calls(ctx, query, anys(piece))
		if err != nil {
			return nil, e.fail("look for calls", err)
		}
		for _, c := range calls {
			out[c.ID] = c
		}
	}
	return out, nil
}

// calls reads whole calls: the query's columns are those of rawCall.
func (e *Engine) calls(ctx context.Context, query string, args []any) ([]store.Call, error) {
	raw, err := e.rawCalls(ctx, query, args)
	if err != nil {
		return nil, err
	}
	out := make([]store.Call, len(raw))
	for i, r := range raw {
		if out[i], err = e.unpack(ctx, r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// query reads rows of a query that is not prepared.
func (e *Engine) query(ctx context.Context, query string, args []any, visit func(*sql.Rows) error) error {
	rows, err := e.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // its error comes from Err
	return each(rows, func() error { return visit(rows) })
}

func (e *Engine) rawCalls(ctx context.Context, query string, args []any) ([]rawCall, error) {
	rows, err := e.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // its error comes from Err
	return readRaw(rows)
}

func readRaw(rows *sql.Rows) ([]rawCall, error) {
	var raw []rawCall
	err := each(rows, func() error {
		var r rawCall
		if err := rows.Scan(&r.n, &r.key, &r.id, &r.source, &r.detail); err != nil {
			return err
		}
		raw = append(raw, r)
		return nil
	})
	return raw, err
}

// bare is what a row tells of its call without its detail.
func (e *Engine) bare(ctx context.Context, r rawCall) (store.Call, error) {
	source, err := e.read.text(ctx, e.readers, r.source)
	return store.Call{ID: r.id, Source: source, StartMS: r.n >> hashBits}, err
}

// ofCall is the condition by which what hangs on a call is found.
const ofCall = "n = (SELECT n FROM call WHERE id = ? ORDER BY source LIMIT 1)"

// Transcript returns the text of a call; store.ErrNotFound where none.
func (e *Engine) Transcript(ctx context.Context, id string) (scoring.Transcript, error) {
	var data []byte
	if err := e.one(ctx, "read the transcript of "+id, "SELECT data FROM transcript WHERE "+ofCall, []any{id}, &data); err != nil {
		return scoring.Transcript{}, err
	}
	t, err := unpackTranscript(data)
	return t, e.fail("read the transcript of "+id, err)
}

// Judgement returns what the machine says of a call; store.ErrNotFound where nothing.
func (e *Engine) Judgement(ctx context.Context, id string) (scoring.Judgement, error) {
	var data []byte
	if err := e.one(ctx, "read the judgement of "+id, "SELECT data FROM judgement WHERE "+ofCall, []any{id}, &data); err != nil {
		return scoring.Judgement{}, err
	}
	j, err := unpackJudgement(data)
	return j, e.fail("read the judgement of "+id, err)
}

// Legs returns the telephony's records of a call in order.
func (e *Engine) Legs(ctx context.Context, id string) ([]store.Leg, error) {
	var data []byte
	r := rawCall{id: id}
	const query = "SELECT n, legs, source, detail FROM call WHERE id = ? ORDER BY source LIMIT 1"
	err := e.one(ctx, "read the legs of "+id, query, []any{id}, &r.n, &data, &r.source, &r.detail)
	if err != nil {
		return nil, err
	}
	c, err := e.unpack(ctx, r)
	if err != nil {
		return nil, e.fail("read the legs of "+id, err)
	}
	legs, err := unpackLegs(data, c.StartMS)
	return legs, e.fail("read the legs of "+id, err)
}

// Deal returns what the CRM says of a call; store.ErrNotFound where nothing.
func (e *Engine) Deal(ctx context.Context, id string) (store.Deal, error) {
	var data []byte
	if err := e.one(ctx, "read the deal of "+id, "SELECT data FROM deal WHERE "+ofCall, []any{id}, &data); err != nil {
		return store.Deal{}, err
	}
	d, err := unpackDeal(data)
	d.CallID = id
	return d, e.fail("read the deal of "+id, err)
}

// Waveform returns the blob that SetWaveform kept; store.ErrNotFound where none.
func (e *Engine) Waveform(ctx context.Context, id string) ([]byte, error) {
	var data []byte
	err := e.one(ctx, "read the waveform of "+id, "SELECT data FROM waveform WHERE "+ofCall, []any{id}, &data)
	return data, err
}

// Resume returns where the person left a call, in ms; 0 where nowhere.
func (e *Engine) Resume(ctx context.Context, id string) (int64, error) {
	var at int64
	err := e.one(ctx, "read the place in "+id, "SELECT at_ms FROM resume WHERE "+ofCall, []any{id}, &at)
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	return at, err
}

// Version grows with every write that changes what a panel or list shows.
func (e *Engine) Version(ctx context.Context) (int64, error) {
	var v int64
	err := e.one(ctx, "read the version", "SELECT value FROM setting WHERE key = 'version'", nil, &v)
	return v, err
}

// Notes returns the notes of a call in order of their moments, those taken back too.
func (e *Engine) Notes(ctx context.Context, id string) ([]store.Note, error) {
	return e.notes(ctx, "WHERE c.id = ? ORDER BY note.at_ms, note.id", id)
}

// Playlist returns the notes of the coaching playlist in their order.
func (e *Engine) Playlist(ctx context.Context) ([]store.Note, error) {
	return e.notes(ctx, "WHERE note.coached = 1 AND note.gone = 0 ORDER BY note.id")
}

func (e *Engine) notes(ctx context.Context, where string, args ...any) ([]store.Note, error) {
	var out []store.Note
	err := e.query(ctx, `SELECT note.id, c.id, note.at_ms, note.text, note.author, note.made_ms, note.gone, note.coached
		FROM note JOIN call c ON c.n = note.n `+where, args, func(rows *sql.Rows) error {
		var n store.Note
		if err := rows.Scan(&n.ID, &n.CallID, &n.AtMS, &n.Text, &n.Author, &n.MadeMS, &n.Gone, &n.Coached); err != nil {
			return err
		}
		out = append(out, n)
		return nil
	})
	return out, e.fail("read notes", err)
}

// Marks returns the reviewer's words on a call.
func (e *Engine) Marks(ctx context.Context, id string) ([]store.Mark, error) {
	var out []store.Mark
	const query = "SELECT n, item, agrees, verdict, outcome, author, made_ms FROM mark WHERE " + ofCall + " ORDER BY item"
	err := e.query(ctx, query, []any{id}, func(rows *sql.Rows) error {
		var n int64
		m, err := scanMark(rows, &n)
		m.CallID = id
		out = append(out, m)
		return err
	})
	return out, e.fail("read marks", err)
}

// Reviewed returns the marks of all calls with the machine's verdicts beside them.
func (e *Engine) Reviewed(ctx context.Context) ([]store.ReviewedVerdict, error) {
	var out []store.ReviewedVerdict
	err := e.query(ctx, `SELECT m.n, m.item, m.agrees, m.verdict, m.outcome, m.author, m.made_ms, c.id, j.data
		FROM mark m CROSS JOIN call c ON c.n = m.n LEFT JOIN judgement j ON j.n = m.n ORDER BY m.n, m.item`, nil, func(rows *sql.Rows) error {
		var v store.ReviewedVerdict
		var n int64
		var item, verdict, outcome string
		var data []byte
		m := &v.Mark
		if err := rows.Scan(&n, &item, &m.Agrees, &verdict, &outcome, &m.Author, &m.MadeMS, &m.CallID, &data); err != nil {
			return err
		}
		m.Item, m.Verdict, m.Outcome = scoring.Item(item), scoring.Verdict(verdict), scoring.Outcome(outcome)
		if data != nil {
			j, err := unpackJudgement(data)
			if err != nil {
				return err
			}
			if f, ok := j.Finding(m.Item); ok {
				v.Machine = f.Verdict
			}
			if m.Item == "" {
				v.Outcome = j.Outcome
			}
		}
		out = append(out, v)
		return nil
	})
	return out, e.fail("read marks", err)
}
