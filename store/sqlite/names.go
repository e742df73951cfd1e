package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"razbor/store"
	"razbor/store/rollup"
)

// querier is a connection, a transaction or a pool.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// names remembers the numbers of words, facets and slices. Rows of those tables
// never change once they are committed, so what is remembered stays true.
type names struct {
	mu     sync.RWMutex
	ids    map[string]int64
	texts  map[int64]string
	facets map[store.Facet]int64
	kinds  map[int64]store.Facet
	slices map[[2]int64]int64
}

// forget drops everything: after a rollback the numbers of the lost
// transaction may be given anew.
func (c *names) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ids, c.texts, c.facets, c.kinds, c.slices = nil, nil, nil, nil, nil
}

func (c *names) put(id int64, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ids == nil {
		c.ids, c.texts = map[string]int64{}, map[int64]string{}
	}
	c.ids[text], c.texts[id] = id, text
}

func (c *names) putFacet(id int64, f store.Facet) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.facets == nil {
		c.facets, c.kinds = map[store.Facet]int64{}, map[int64]store.Facet{}
	}
	c.facets[f], c.kinds[id] = id, f
}

// id returns the number of a word that is known, and false where it is not.
func (c *names) id(ctx context.Context, q querier, text string) (int64, bool, error) {
	if text == "" {
		return 0, true, nil
	}
	c.mu.RLock()
	id, ok := c.ids[text]
	c.mu.RUnlock()
	if ok {
		return id, true, nil
	}
	err := q.QueryRowContext(ctx, "SELECT id FROM name WHERE text = ?", text).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("look up a name: %w", err)
	}
	c.put(id, text)
	return id, true, nil
}

// text returns the word of a number.
func (c *names) text(ctx context.Context, q querier, id int64) (string, error) {
	if id == 0 {
		return "", nil
	}
	c.mu.RLock()
	text, ok := c.texts[id]
	c.mu.RUnlock()
	if ok {
		return text, nil
	}
	if err := q.QueryRowContext(ctx, "SELECT text FROM name WHERE id = ?", id).Scan(&text); err != nil {
		return "", fmt.Errorf("look up the name %d: %w", id, missing(err))
	}
	c.put(id, text)
	return text, nil
}

// missing turns a row that must be there and is not into damage.
func missing(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return store.ErrDamaged
	}
	return err
}

// facetID returns the number of a facet that is known, and false where it is not.
func (c *names) facetID(ctx context.Context, q querier, f store.Facet) (int64, bool, error) {
	c.mu.RLock()
	id, ok := c.facets[f]
	c.mu.RUnlock()
	if ok {
		return id, true, nil
	}
	err := q.QueryRowContext(ctx, "SELECT id FROM facet WHERE kind = ? AND name = ? AND value = ?", string(f.Kind), f.Name, f.Value).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("look up a facet: %w", err)
	}
	c.putFacet(id, f)
	return id, true, nil
}

func (c *names) facet(ctx context.Context, q querier, id int64) (store.Facet, error) {
	c.mu.RLock()
	f, ok := c.kinds[id]
	c.mu.RUnlock()
	if ok {
		return f, nil
	}
	var kind string
	if err := q.QueryRowContext(ctx, "SELECT kind, name, value FROM facet WHERE id = ?", id).Scan(&kind, &f.Name, &f.Value); err != nil {
		return f, fmt.Errorf("look up the facet %d: %w", id, missing(err))
	}
	f.Kind = store.FacetKind(kind)
	c.putFacet(id, f)
	return f, nil
}

// slicesOf returns every source and line that calls have.
func (c *names) slicesOf(ctx context.Context, q querier) (out []rollup.Slice, err error) {
	rows, err := q.QueryContext(ctx, "SELECT id, source, line FROM slice ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("read the sources and lines: %w", err)
	}
	type raw struct{ id, source, line int64 }
	var found []raw
	err = each(rows, func() error {
		var r raw
		if err := rows.Scan(&r.id, &r.source, &r.line); err != nil {
			return err
		}
		found = append(found, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the sources and lines: %w", err)
	}
	for _, r := range found {
		s := rollup.Slice{ID: r.id}
		if s.Source, err = c.text(ctx, q, r.source); err != nil {
			return nil, err
		}
		if s.Line, err = c.text(ctx, q, r.line); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// each calls visit for every row and closes them.
func each(rows *sql.Rows, visit func() error) error {
	defer func() { _ = rows.Close() }() // its error comes from Err
	for rows.Next() {
		if err := visit(); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (c *names) slice(source, line int64) (int64, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	id, ok := c.slices[[2]int64{source, line}]
	return id, ok
}

func (c *names) putSlice(id, source, line int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.slices == nil {
		c.slices = map[[2]int64]int64{}
	}
	c.slices[[2]int64{source, line}] = id
}
