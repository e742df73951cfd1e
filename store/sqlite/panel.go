package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"razbor/store"
	"razbor/store/rollup"
)

const rangeQuery = "SELECT k, data FROM rollup WHERE k BETWEEN ? AND ? ORDER BY k"

// Panel returns the sums of a period, from the rollups alone.
func (e *Engine) Panel(ctx context.Context, q store.PanelQuery) (store.Panel, error) {
	stmt, err := e.prepared(ctx, rangeQuery)
	if err != nil {
		return store.Panel{}, e.fail("read the sums", err)
	}
	var p store.Panel
	err = e.snapshot(ctx, func(tx *sql.Tx) error {
		var err error
		p, err = rollup.ReadPanel(q, &sheets{ctx: ctx, e: e, tx: tx, stmt: tx.StmtContext(ctx, stmt.Stmt)})
		return err
	})
	if errors.Is(err, rollup.ErrDamaged) {
		err = errors.Join(store.ErrDamaged, err)
	}
	return p, e.fail("read the sums", err)
}

// sheets are rollup.Sheets of one snapshot.
type sheets struct {
	ctx  context.Context
	e    *Engine
	tx   *sql.Tx
	stmt *sql.Stmt
}

func (s *sheets) Range(from, to int64, visit func(int64, []byte) error) error {
	rows, err := s.stmt.QueryContext(s.ctx, from, to)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }() // its error comes from Err
	var key int64
	var blob sql.RawBytes // the visit keeps nothing of it
	return each(rows, func() error {
		if err := rows.Scan(&key, &blob); err != nil {
			return err
		}
		return visit(key, blob)
	})
}

func (s *sheets) Name(id int64) (string, error)       { return s.e.read.text(s.ctx, s.tx, id) }
func (s *sheets) Facet(id int64) (store.Facet, error) { return s.e.read.facet(s.ctx, s.tx, id) }
func (s *sheets) Slices() ([]rollup.Slice, error)     { return s.e.read.slicesOf(s.ctx, s.tx) }

// Span returns the first and the last day that has a call.
func (e *Engine) Span(ctx context.Context) (first, last store.Day, err error) {
	r, err := e.Rules(ctx)
	if err != nil {
		return 0, 0, err
	}
	var from, to sql.NullInt64
	err = e.one(ctx, "read the span of the calls", "SELECT (SELECT min(n) FROM call), (SELECT max(n) FROM call)", nil, &from, &to)
	if err != nil {
		return 0, 0, err
	}
	if !from.Valid {
		return 0, 0, store.ErrNotFound
	}
	first, _, _ = rollup.Local(from.Int64>>hashBits, r.Location)
	last, _, _ = rollup.Local(to.Int64>>hashBits, r.Location)
	return first, last, nil
}
