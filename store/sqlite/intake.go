package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"razbor/store"
)

// Parts returns the raw parts of the calls of a source with these ids, and of
// those that became a part of another call.
func (e *Engine) Parts(ctx context.Context, source string, ids []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	n, ok, err := e.read.id(ctx, e.readers, source)
	if err != nil || !ok {
		return out, e.fail("read the parts of calls", err)
	}
	for piece := range slices.Chunk(ids, inList) {
		for _, table := range [...]string{"gone", "call"} {
			args := append(anys(piece), n)
			query := "SELECT id, parts FROM " + table + " WHERE id IN (" + marksFor(len(piece)) + ") AND source = ?"
			err := e.query(ctx, query, args, func(rows *sql.Rows) error {
				var id string
				var parts []byte
				if err := rows.Scan(&id, &parts); err != nil {
					return err
				}
				out[id] = parts
				return nil
			})
			if err != nil {
				return nil, e.fail("read the parts of calls", err)
			}
		}
	}
	return out, nil
}

// ClientCalls returns the calls of these clients that start within the window,
// both ends included, of every source, in order of start.
func (e *Engine) ClientCalls(ctx context.Context, clients []string, fromMS, toMS int64) ([]store.Call, error) {
	var out []store.Call
	wanted := make(map[string]bool, len(clients))
	numbers := make([]int64, 0, len(clients))
	for _, c := range clients {
		if n := lastTen(c); n != 0 && !wanted[c] {
			wanted[c] = true
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	periods := anys(periodsOf(fromMS, toMS))
	for piece := range slices.Chunk(slices.Compact(numbers), inList) {
		args := append(append([]any{}, periods...), anys(piece)...)
		args = append(args, firstN(fromMS), firstN(toMS+1))
		calls, err := e.calls(ctx, "SELECT n, 0, id, source, detail FROM call INDEXED BY call_client WHERE period IN ("+marksFor(len(periods))+
			") AND client <> 0 AND client IN ("+marksFor(len(piece))+") AND n >= ? AND n < ? ORDER BY n", args)
		if err != nil {
			return nil, e.fail("read the calls of clients", err)
		}
		for _, c := range calls {
			if wanted[c.Client] {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b store.Call) int { return compareStart(a, b) })
	return out, nil
}

func compareStart(a, b store.Call) int {
	switch {
	case a.StartMS < b.StartMS:
		return -1
	case a.StartMS > b.StartMS:
		return 1
	}
	return 0
}

// maxPeriods is how many periods one query is asked about; a longer window has
// its ends drawn in, as 1000 periods are 68 years.
const maxPeriods = 1000

// periodsOf are the periods of a window.
func periodsOf(fromMS, toMS int64) []int64 {
	first := min(max(fromMS, 0), maxStartMS) >> periodBits
	last := min(max(toMS, 0), maxStartMS) >> periodBits
	var out []int64
	for p := first; p <= last && len(out) < maxPeriods; p++ {
		out = append(out, p)
	}
	return out
}

const positionColumns = "SELECT s.text, p.file, p.at_byte, p.size, p.mod_ms, p.digest, p.row_count, p.bad_row_count " +
	"FROM position p JOIN name s ON s.id = p.source WHERE s.text = ?"

// Position returns how far a file was read; the zero Position where it was not.
func (e *Engine) Position(ctx context.Context, source, file string) (store.Position, error) {
	var p store.Position
	err := e.one(ctx, "read the position of "+file, positionColumns+" AND p.file = ?", []any{source, file},
		&p.Source, &p.File, &p.Offset, &p.Size, &p.ModMS, &p.Digest, &p.Rows, &p.BadRows)
	if errors.Is(err, store.ErrNotFound) {
		return store.Position{}, nil
	}
	return p, err
}

// Positions returns how far each file of a source was read, in order of name.
func (e *Engine) Positions(ctx context.Context, source string) ([]store.Position, error) {
	var out []store.Position
	err := e.query(ctx, positionColumns+" ORDER BY p.file", []any{source}, func(rows *sql.Rows) error {
		var p store.Position
		if err := rows.Scan(&p.Source, &p.File, &p.Offset, &p.Size, &p.ModMS, &p.Digest, &p.Rows, &p.BadRows); err != nil {
			return err
		}
		out = append(out, p)
		return nil
	})
	return out, e.fail("read positions", err)
}

// TranscriptDigest returns the digest of the transcript kept for a call, empty where none.
func (e *Engine) TranscriptDigest(ctx context.Context, id string) (string, error) {
	var digest string
	err := e.one(ctx, "read the digest of "+id, "SELECT digest FROM transcript WHERE "+ofCall, []any{id}, &digest)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return digest, err
}

// PendingDeals returns the deals of a source whose call has not come yet, in
// the order in which they came.
func (e *Engine) PendingDeals(ctx context.Context, source string) ([]store.Deal, error) {
	var out []store.Deal
	const query = "SELECT d.data FROM pending_deal d JOIN name s ON s.id = d.source WHERE s.text = ? ORDER BY d.id"
	err := e.query(ctx, query, []any{source}, func(rows *sql.Rows) error {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			return err
		}
		d, err := unpackPending(data)
		out = append(out, d)
		return err
	})
	return out, e.fail("read pending deals", err)
}

// SetPendingDeals adds and drops pending deals; one that is there stays one.
func (e *Engine) SetPendingDeals(ctx context.Context, source string, add, drop []store.Deal) error {
	return e.inTx(ctx, func(t *tx) error {
		n, err := t.number(source)
		if err != nil {
			return err
		}
		for _, d := range drop {
			if err := t.exec("DELETE FROM pending_deal WHERE source = ? AND data = ?", n, packPending(d)); err != nil {
				return err
			}
		}
		for _, d := range add {
			const insert = "INSERT INTO pending_deal (source, data) VALUES (?, ?) ON CONFLICT (source, data) DO NOTHING"
			if err := t.exec(insert, n, packPending(d)); err != nil {
				return err
			}
		}
		return nil
	})
}

// A pending deal is a deal with the id of its call, which is not known by number.
func packPending(d store.Deal) []byte {
	p := packer{b: packDeal(d)}
	p.str(d.CallID)
	return p.b
}

func unpackPending(data []byte) (store.Deal, error) {
	u := unpacker{b: data}
	d := u.deal()
	d.CallID = u.str()
	return d, u.end()
}

// Managers returns the names that calls carry, in alphabetical order.
func (e *Engine) Managers(ctx context.Context) ([]string, error) {
	var out []string
	last := int64(0)
	for {
		// One step of the index to each next manager: no walk over his calls.
		const next = "SELECT manager FROM call INDEXED BY call_manager WHERE manager > ? AND manager <> 0 ORDER BY manager LIMIT 1"
		err := e.one(ctx, "read the managers", next, []any{last}, &last)
		if errors.Is(err, store.ErrNotFound) {
			slices.Sort(out)
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		name, err := e.read.text(ctx, e.readers, last)
		if err != nil {
			return nil, e.fail("read the managers", err)
		}
		out = append(out, name)
	}
}

// snapshot runs several reads on one state of the database.
func (e *Engine) snapshot(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := e.readers.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return work(tx)
}
