package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	msqlite "modernc.org/sqlite"

	"razbor/store"
	"razbor/store/storetest"
)

// tracer is the SQLite driver that writes down every query it is given.
type tracer struct {
	driver.Driver
	mu      sync.Mutex
	queries map[string]bool
}

func (d *tracer) Open(name string) (driver.Conn, error) {
	c, err := d.Driver.Open(name)
	if err != nil {
		return nil, err
	}
	return &tracedConn{c, d}, nil
}

func (d *tracer) note(query string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.queries[query] = true
}

type tracedConn struct {
	driver.Conn
	d *tracer
}

func (c *tracedConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	c.d.note(query)
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

func (c *tracedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.d.note(query)
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (c *tracedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.d.note(query)
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}

func (c *tracedConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
}

// Tables that may be walked over: they are small, whatever the number of calls
// is, or are read whole by what is asked (every mark of the reviewer).
var walkable = regexp.MustCompile(`^SCAN (mark|m|slice|gone|sqlite_master|(spoken|json_each) VIRTUAL|CONSTANT ROW|\d+ CONSTANT ROWS?)\b|^SCAN \(subquery-?\d*\)`)

// Whatever the suite asks of the engine, no query may walk over all calls: at
// ten million of them it would take seconds.
func TestNoQueryScansCalls(t *testing.T) {
	t.Parallel()
	d := &tracer{Driver: &msqlite.Driver{}, queries: map[string]bool{}}
	sql.Register("sqlite-traced", d)
	path := filepath.Join(t.TempDir(), "calls.db")
	traced := func(e *Engine) { e.driver = "sqlite-traced" }
	t.Run("suite", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T) store.Engine {
			e, err := Open(t.Context(), filepath.Join(t.TempDir(), "calls.db"), WithRules(storetest.Rules()), traced)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = e.Close() })
			return e
		})
	})
	e, err := Open(t.Context(), path, WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	m := storetest.NewMaker(1)
	in := store.Intake{Source: "office"}
	for range 3000 {
		in.Calls = append(in.Calls, m.Call("office"))
	}
	if _, err := e.Apply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	explained := 0
	for query := range d.queries {
		verb, _, _ := strings.Cut(query, " ")
		if verb != "SELECT" && verb != "UPDATE" && verb != "DELETE" && verb != "INSERT" {
			continue
		}
		explained++
		for _, step := range explain(t, e, query) {
			if strings.HasPrefix(step, "SCAN") && !walkable.MatchString(step) {
				t.Errorf("%s\n  in %s", step, query)
			}
		}
	}
	if explained < 100 {
		t.Errorf("only %d queries were looked at", explained)
	}
}

func explain(t *testing.T, e *Engine, query string) []string {
	t.Helper()
	var steps []string
	args := make([]any, strings.Count(query, "?"))
	err := e.query(t.Context(), "EXPLAIN QUERY PLAN "+query, args, func(rows *sql.Rows) error {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return err
		}
		steps = append(steps, detail)
		return nil
	})
	if err != nil {
		t.Fatalf("explain %s: %v", query, err)
	}
	return steps
}

// The lists that people page through must come in order from an index, without
// sorting all that match.
func TestListsComeInOrderFromAnIndex(t *testing.T) {
	t.Parallel()
	e, err := Open(t.Context(), filepath.Join(t.TempDir(), "calls.db"), WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	in := store.Intake{Source: "office"}
	m := storetest.NewMaker(1)
	for range 400 {
		in.Calls = append(in.Calls, m.Call("office"))
	}
	if _, err := e.Apply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]struct {
		f     store.Filter
		order store.Order
	}{
		"newest": {}, "oldest": {order: store.ByTime}, "missed": {f: store.Filter{Missed: true, FromMS: 1}},
		"a manager's": {f: store.Filter{Managers: []string{"Иван Петров"}}}, "a manager's lost": {f: store.Filter{Managers: []string{"Иван Петров"}, Lost: true}},
		"busy": {f: store.Filter{MissedBy: []store.MissedBy{store.Busy}}}, "search": {f: store.Filter{Search: "дорого"}},
		"deep in the menu": {f: store.Filter{DeepIVR: true, FromMS: 1, ToMS: 1 << 45}}, "no note": {f: store.Filter{NoCRMNote: true}}, "longest wait": {order: store.ByWait}, "longest talk": {order: store.ByTalk},
		"worst": {order: store.ByScore}, "riskiest": {order: store.ByRisk},
	} {
		w, err := e.where(t.Context(), l.f)
		if err != nil {
			t.Fatal(err)
		}
		for _, after := range []*cursor{nil, {order: l.order, key: 1, n: 1}} {
			query, _ := lister{f: l.f, w: w, order: l.order}.query(stretches(l.order)[0], after, 50)
			for _, step := range explain(t, e, query) {
				if strings.Contains(step, "TEMP B-TREE") {
					t.Errorf("%s: %s\n  in %s", name, step, query)
				}
			}
		}
	}
}
