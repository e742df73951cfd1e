package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"razbor/scoring/text"
	"razbor/store"
	"razbor/store/rollup"
)

// tx is one transaction of the writer. It runs to its end or not at all: the
// caller's context is looked at between pieces of work, not inside them, as
// watching it costs more than most statements do.
type tx struct {
	ctx    context.Context // of the work; never ends by itself
	asked  context.Context // the caller's
	e      *Engine
	rules  store.Rules
	batch  rollup.Batch
	shown  bool // something that lists or panels show was changed
	fresh  []*state
	silent map[string]bool // tables of judges that are known to be empty
	stems  map[string]string
	tokens []text.Token
}

// inTx runs work in one transaction, writes the sums that follow from it and
// commits, or rolls back.
func (e *Engine) inTx(ctx context.Context, work func(*tx) error) (err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := e.openWriter(ctx); err != nil {
		return err
	}
	t := &tx{ctx: context.WithoutCancel(ctx), asked: ctx, e: e}
	if _, err := e.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		// It may have begun in the moment in which the caller gave up.
		_, _ = e.conn.ExecContext(t.ctx, "ROLLBACK")
		return e.fail("begin to write", err)
	}
	defer func() {
		if err == nil {
			return
		}
		e.write.forget()
		if _, rollback := e.conn.ExecContext(t.ctx, "ROLLBACK"); rollback != nil && !errors.Is(err, store.ErrFull) {
			err = errors.Join(err, e.fail("take back what was written", rollback))
		}
	}()
	if t.rules, err = loadRules(t.ctx, e.conn); err != nil {
		return e.fail("read the counting rules", err)
	}
	if err := work(t); err != nil {
		return e.fail("write", err)
	}
	if err := t.finish(); err != nil {
		return e.fail("write the sums", err)
	}
	_, err = e.conn.ExecContext(t.ctx, "COMMIT")
	return e.fail("commit", err)
}

// finish writes what the work has left to the end: new calls, sums, the version.
func (t *tx) finish() error {
	if err := t.insertFresh(); err != nil {
		return err
	}
	if !t.batch.Empty() {
		t.shown = true
		if err := t.batch.Flush(t, t); err != nil {
			return err
		}
	}
	if !t.shown {
		return nil
	}
	return t.exec("UPDATE setting SET value = value + 1 WHERE key = 'version'")
}

// goOn returns why the caller wants no more of this transaction, if so.
func (t *tx) goOn() error { return t.asked.Err() }

// maxStatements is how many statements the writer keeps prepared.
const maxStatements = 200

// stmt returns a prepared statement of the writer, kept for the next time.
func (t *tx) stmt(query string) (kept, error) {
	if s, ok := t.e.own[query]; ok {
		return s, nil
	}
	if len(t.e.own) >= maxStatements { // texts that depend on a count come and go
		for query, s := range t.e.own {
			delete(t.e.own, query)
			if err := s.Close(); err != nil {
				return kept{}, fmt.Errorf("close %q: %w", query, err)
			}
		}
	}
	s, err := t.e.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return kept{}, fmt.Errorf("prepare %q: %w", query, err)
	}
	t.e.own[query] = kept{s}
	return kept{s}, nil
}

func (t *tx) exec(query string, args ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// changed is exec that tells how many rows it changed.
func (t *tx) changed(query string, args ...any) (int64, error) {
	s, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(t.ctx, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row reads one row; sql.ErrNoRows where there is none.
func (t *tx) row(query string, args []any, into ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(t.ctx, args...).Scan(into...)
}

// rows calls visit for every row.
func (t *tx) rows(query string, args []any, visit func(*sql.Rows) error) error {
	rows, err := t.e.conn.QueryContext(t.ctx, query, args...)
	if err != nil {
		return err
	}
	return each(rows, func() error { return visit(rows) })
}

// number returns the number of a word, giving it one where it has none.
func (t *tx) number(word string) (int64, error) {
	id, ok, err := t.e.write.id(t.ctx, t.e.conn, word)
	if err != nil || ok {
		return id, err
	}
	if err := t.row("INSERT INTO name (text) VALUES (?) RETURNING id", []any{word}, &id); err != nil {
		return 0, fmt.Errorf("number a name: %w", err)
	}
	t.e.write.put(id, word)
	return id, nil
}

func (t *tx) name(id int64) (string, error) { return t.e.write.text(t.ctx, t.e.conn, id) }

// NameID, FacetID and SliceID are rollup.IDs.
func (t *tx) NameID(name string) (int64, error) { return t.number(name) }

func (t *tx) FacetID(f store.Facet) (int64, error) {
	id, ok, err := t.e.write.facetID(t.ctx, t.e.conn, f)
	if err != nil || ok {
		return id, err
	}
	err = t.row("INSERT INTO facet (kind, name, value) VALUES (?, ?, ?) RETURNING id", []any{string(f.Kind), f.Name, f.Value}, &id)
	if err != nil {
		return 0, fmt.Errorf("number a facet: %w", err)
	}
	t.e.write.putFacet(id, f)
	return id, nil
}

func (t *tx) SliceID(source, line string) (int64, error) {
	s, err := t.number(source)
	if err != nil {
		return 0, err
	}
	l, err := t.number(line)
	if err != nil {
		return 0, err
	}
	if id, ok := t.e.write.slice(s, l); ok {
		return id, nil
	}
	var id int64
	err = t.row("SELECT id FROM slice WHERE source = ? AND line = ?", []any{s, l}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		err = t.row("INSERT INTO slice (source, line) VALUES (?, ?) RETURNING id", []any{s, l}, &id)
	}
	if err != nil {
		return 0, fmt.Errorf("number a source and line: %w", err)
	}
	t.e.write.putSlice(id, s, l)
	return id, nil
}

// Load and Save are rollup.Blobs.
func (t *tx) Load(key int64) ([]byte, error) {
	var blob []byte
	err := t.row("SELECT data FROM rollup WHERE k = ?", []any{key}, &blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return blob, err
}

func (t *tx) Save(key int64, blob []byte) error {
	if len(blob) == 0 {
		return t.exec("DELETE FROM rollup WHERE k = ?", key)
	}
	return t.exec("INSERT INTO rollup (k, data) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET data = excluded.data", key, blob)
}

// Range, Name, Facet and Slices are rollup.Sheets.
func (t *tx) Range(from, to int64, visit func(int64, []byte) error) error {
	var key int64
	var blob sql.RawBytes // the visit keeps nothing of it
	return t.rows(rangeQuery, []any{from, to}, func(rows *sql.Rows) error {
		if err := rows.Scan(&key, &blob); err != nil {
			return err
		}
		return visit(key, blob)
	})
}

func (t *tx) Name(id int64) (string, error)       { return t.name(id) }
func (t *tx) Facet(id int64) (store.Facet, error) { return t.e.write.facet(t.ctx, t.e.conn, id) }
func (t *tx) Slices() ([]rollup.Slice, error)     { return t.e.write.slicesOf(t.ctx, t.e.conn) }
