package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"razbor/store"
)

// stretch is one piece of an order: the calls for which cond holds, sorted by
// key and then by number. An order is its stretches one after another; the
// partial indexes serve those that people look at, the rest is sorted.
type stretch struct {
	cond  string
	index string
	key   string // a column; empty: all in the stretch are equal
	fixed int64  // the key where all are equal
	asc   bool
	holds func(key int64) bool
}

// The bounds of the partial indexes call_wait and call_talk.
const (
	longWaitMS = 30_000
	longTalkMS = 600_000
)

// stretches are the pieces of an order; none for orders that do not exist.
func stretches(o store.Order) []stretch {
	all := func(int64) bool { return true }
	switch o {
	case store.ByTimeDesc:
		return []stretch{{holds: all}}
	case store.ByTime:
		return []stretch{{asc: true, holds: all}}
	case store.ByWait:
		return longFirst("wait_ms", "call_wait", longWaitMS)
	case store.ByTalk:
		return longFirst("talk_ms", "call_talk", longTalkMS)
	case store.ByScore: // the worst first, those that nobody judged at the end
		return []stretch{
			{cond: "score >= 0", index: "call_score", key: "score", asc: true, holds: func(key int64) bool { return key >= 0 }},
			{cond: "score < 0", fixed: -1, asc: true, holds: func(key int64) bool { return key < 0 }},
		}
	case store.ByRisk:
		return []stretch{
			{cond: "risk > 1", index: "call_risk", key: "risk", holds: func(key int64) bool { return key > 1 }},
			{cond: "risk = 1", fixed: 1, holds: func(key int64) bool { return key == 1 }},
			{cond: "reviewed <> 0 AND reviewed = 1", index: "call_reviewed", holds: func(key int64) bool { return key < 1 }},
		}
	}
	return nil
}

func longFirst(column, index string, bound int64) []stretch {
	return []stretch{
		{cond: fmt.Sprintf("%s >= %d", column, bound), index: index, key: column, holds: func(key int64) bool { return key >= bound }},
		{cond: fmt.Sprintf("%s < %d", column, bound), key: column, holds: func(key int64) bool { return key < bound }},
	}
}

// cursor is the place of the last call of a page.
type cursor struct {
	order store.Order
	key   int64
	n     int64
}

// String is the cursor as it is handed out.
func (c cursor) String() string {
	order := string(c.order)
	if order == "" {
		order = "-"
	}
	return order + "." + strconv.FormatInt(c.key, 36) + "." + strconv.FormatInt(c.n, 36)
}

func parseCursor(text string, order store.Order) (cursor, error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 {
		return cursor{}, store.ErrBadCursor
	}
	key, errKey := strconv.ParseInt(parts[1], 36, 64)
	n, errN := strconv.ParseInt(parts[2], 36, 64)
	c := cursor{order, key, n}
	if errKey != nil || errN != nil || c.String() != text {
		return cursor{}, store.ErrBadCursor
	}
	return c, nil
}

// The size of a page where none was asked for, and the largest.
const (
	pageDefault = 50
	pageMax     = 10_000
)

// Calls returns one page of the calls that a filter lets through.
func (e *Engine) Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error) {
	pieces := stretches(p.Order)
	if pieces == nil {
		return store.CallPage{}, fmt.Errorf("order %q: %w", p.Order, store.ErrNotFound)
	}
	limit := min(p.Limit, pageMax)
	if limit <= 0 {
		limit = pageDefault
	}
	w, err := e.where(ctx, f)
	if err != nil {
		return store.CallPage{}, e.fail("filter calls", err)
	}
	var after *cursor
	if p.Cursor != "" {
		c, err := parseCursor(p.Cursor, p.Order)
		if err != nil {
			return store.CallPage{}, err
		}
		after = &c
	}
	if w.empty {
		return store.CallPage{}, nil
	}
	return e.page(ctx, lister{f: f, w: w, order: p.Order, bare: p.Bare}, pieces, after, limit)
}

func (e *Engine) page(ctx context.Context, l lister, pieces []stretch, after *cursor, limit int) (store.CallPage, error) {
	var raw []rawCall
	for _, piece := range pieces {
		if after != nil && !piece.holds(after.key) {
			continue
		}
		query, args := l.query(piece, after, limit+1-len(raw))
		more, err := e.listed(ctx, l, query, args)
		if err != nil {
			return store.CallPage{}, e.fail("list calls", err)
		}
		raw = append(raw, more...)
		if len(raw) > limit {
			break
		}
		after = nil // the next stretch begins at its beginning
	}
	var page store.CallPage
	if len(raw) > limit {
		last := raw[limit-1]
		page.Next = cursor{l.order, last.key, last.n}.String()
		raw = raw[:limit]
	}
	unpack := e.unpack
	if l.bare {
		unpack = e.bare
	}
	page.Calls = make([]store.Call, len(raw))
	for i, r := range raw {
		var err error
		if page.Calls[i], err = unpack(ctx, r); err != nil {
			return store.CallPage{}, e.fail("list calls", err)
		}
	}
	return page, nil
}

// keptLists is how many statements of lists are kept: the console and the
// reports ask in fewer forms, and a statement holds memory in each connection.
const keptLists = 96

// listed reads the rows of a list by a statement that is kept, while there is
// room. Those by ids differ with each question and would only fill it.
func (e *Engine) listed(ctx context.Context, l lister, query string, args []any) ([]rawCall, error) {
	if _, known := e.stmts.Load(query); !known && (len(l.f.IDs) > 0 || e.lists.Add(1) > keptLists) {
		return e.rawCalls(ctx, query, args)
	}
	stmt, err := e.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // its error comes from Err
	return readRaw(rows)
}

// lister writes the queries of a list.
type lister struct {
	f     store.Filter
	w     where
	order store.Order
	bare  bool
}

// sortedMS is the longest period whose calls are sorted when asked for rather
// than read along an index of all times: about six weeks.
const sortedMS = 45 * 24 * 60 * 60 * 1000

// isLong reports whether a filter reaches over so many calls that an index in
// another order than that of arrival leads to them sooner.
func isLong(f store.Filter) bool {
	return f.FromMS <= 0 || f.ToMS <= 0 || f.ToMS-f.FromMS > sortedMS
}

func (l lister) query(s stretch, after *cursor, limit int) (string, []any) {
	w := l.w
	w.conds, w.args = append([]string(nil), w.conds...), append([]any(nil), w.args...)
	if s.index != "" && w.lead == byArrival && isLong(l.f) {
		w.from = "call INDEXED BY " + s.index
	}
	if s.cond != "" {
		w.and(s.cond)
	}
	sign, way := "<", " DESC"
	if s.asc {
		sign, way = ">", ""
	}
	key, order := s.key, w.n+way
	if key == "" {
		key = strconv.FormatInt(s.fixed, 10)
	} else {
		order = key + way + ", " + order
	}
	if after != nil {
		if s.key == "" {
			w.and(w.n+" "+sign+" ?", after.n)
		} else {
			w.and("("+s.key+", "+w.n+") "+sign+" (?, ?)", after.key, after.n)
		}
	}
	detail := "detail"
	if l.bare {
		detail = "NULL"
	}
	query := "SELECT call.n, " + key + ", id, source, " + detail + w.sql() + " ORDER BY " + order + " LIMIT ?"
	return query, append(w.args, limit)
}

// Count returns how many calls a filter lets through, counting to at most limit.
func (e *Engine) Count(ctx context.Context, f store.Filter, limit int) (int, error) {
	w, err := e.where(ctx, f)
	if err != nil || w.empty || limit <= 0 {
		return 0, e.fail("count calls", err)
	}
	var n int
	query := "SELECT count(*) FROM (SELECT 1" + w.sql() + " LIMIT ?)"
	err = e.readers.QueryRowContext(ctx, query, append(w.args, limit)...).Scan(&n)
	return n, e.fail("count calls", err)
}
