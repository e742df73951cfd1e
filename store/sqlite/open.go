// Package sqlite keeps calls in one SQLite file: a writer with one connection, a
// pool of readers beside it, WAL between them. It owns the tables and the
// queries; what a call counts as is decided in packages store and rollup.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"razbor/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Engine is a store in one SQLite file. It is safe for use by several
// goroutines and processes at once.
type Engine struct {
	path     string
	driver   string // of database/sql
	now      func() time.Time
	rules    store.Rules // for a new database
	readOnly bool

	readers *sql.DB
	stmts   sync.Map     // query → kept, of the readers
	lists   atomic.Int64 // how many of them are lists
	read    names        // of the readers

	mu     sync.Mutex // the writer and all below
	writer *sql.DB
	conn   *sql.Conn
	write  names
	own    map[string]kept
}

var _ store.Engine = (*Engine)(nil)

// Option sets how an engine is opened.
type Option func(*Engine)

// WithClock replaces the clock that stamps what carries no time of its own.
func WithClock(now func() time.Time) Option { return func(e *Engine) { e.now = now } }

// WithRules gives the counting rules that a new database begins with; an
// existing one keeps its own until Recount.
func WithRules(r store.Rules) Option { return func(e *Engine) { e.rules = r } }

// ReadOnly opens an existing database for reading alone.
func ReadOnly() Option { return func(e *Engine) { e.readOnly = true } }

const (
	folderMode  = 0o700
	fileMode    = 0o600
	readerConns = 4
)

// DefaultRules are the counting rules of a database that was given none.
func DefaultRules() store.Rules {
	return store.Rules{
		Location: time.UTC, WorkHours: [2]int{9 * 60, 18 * 60},
		WorkDays:     [8]bool{1: true, 2: true, 3: true, 4: true, 5: true},
		ShortAbandon: 5 * time.Second, RecoveryWindow: 24 * time.Hour, ServiceLevel: 20 * time.Second,
		LongWait: 30 * time.Second, CallbackSoon: 10 * time.Minute, IVRDepth: 3,
		DropTalk: 5 * time.Second, DropRepeat: 2 * time.Minute,
	}
}

// Open opens the database at path, makes it where there is none, and brings an
// older one up to date. It returns store.ErrNewer, store.ErrDamaged,
// store.ErrLocked, store.ErrFull or store.ErrReadOnly where that is what is wrong.
func Open(ctx context.Context, path string, opts ...Option) (*Engine, error) {
	e := &Engine{path: path, driver: "sqlite", now: time.Now, rules: DefaultRules(), own: map[string]kept{}}
	for _, set := range opts {
		set(e)
	}
	if e.rules.Location == nil {
		e.rules.Location = time.UTC
	}
	if err := e.makeFile(); err != nil {
		return nil, err
	}
	var err error
	if e.readers, err = sql.Open(e.driver, e.dsn(readerPragmas)); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	e.readers.SetMaxOpenConns(readerConns)
	e.readers.SetMaxIdleConns(readerConns)
	if err := e.upToDate(ctx); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	return e, nil
}

// makeFile makes the folder and the file private to the user before SQLite
// would make them open to others; its companions (-wal, -shm) take the file's mode.
func (e *Engine) makeFile() error {
	if e.readOnly {
		if _, err := os.Stat(e.path); err != nil {
			return fmt.Errorf("open the database: %w", err)
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(e.path), folderMode); err != nil {
		return fmt.Errorf("make the folder of the database: %w", err)
	}
	f, err := os.OpenFile(e.path, os.O_RDWR|os.O_CREATE, fileMode)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("open %s: %w: %w", e.path, store.ErrReadOnly, err)
	case err != nil:
		return fmt.Errorf("open %s: %w", e.path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("open %s: %w", e.path, err)
	}
	return nil
}

func (e *Engine) dsn(more string) string {
	mode := ""
	if e.readOnly {
		mode = "mode=ro&"
	}
	path := (&url.URL{Path: filepath.ToSlash(e.path)}).EscapedPath()
	return "file:" + path + "?" + mode + "_pragma=busy_timeout(5000)&" + more
}

// A reader writes nothing and holds 8 MB of pages: those of the sums and of the
// lists that are looked at again and again.
const readerPragmas = "_pragma=query_only(1)&_pragma=cache_size(-8192)"

// The writer waits for another process, keeps the file in WAL so that readers
// never wait for it, holds 24 MB of pages for the indexes of a large load, and
// brings the log back into the file every 32 MB rather than after each piece of
// such a load.
const writerPragmas = "_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-24576)" +
	"&_pragma=wal_autocheckpoint(8192)&_txlock=immediate"

// upToDate compares the version of the file with ours and migrates an older one.
func (e *Engine) upToDate(ctx context.Context) error {
	steps, err := migrationSteps()
	if err != nil {
		return err
	}
	var version int
	if err := e.readers.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return e.fail("read the database's version", err)
	}
	if version > len(steps) {
		return fmt.Errorf("%s: version %d of %d: %w", e.path, version, len(steps), store.ErrNewer)
	}
	if version == len(steps) {
		return nil
	}
	if e.readOnly {
		return fmt.Errorf("%s needs an update: %w", e.path, store.ErrReadOnly)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := e.openWriter(ctx); err != nil {
		return err
	}
	for version < len(steps) {
		if err := e.migrate(ctx, version, steps[version]); err != nil {
			return err
		}
		version++
	}
	return nil
}

// migrate brings the file from one version to the next, unless another process
// has done so meanwhile.
func (e *Engine) migrate(ctx context.Context, from int, step string) error {
	tx, err := e.conn.BeginTx(ctx, nil)
	if err != nil {
		return e.fail("begin an update of the database", err)
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return e.fail("read the database's version", err)
	}
	if version != from {
		return nil
	}
	if from == 0 {
		var tables int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return e.fail("read the tables of the database", err)
		}
		if tables > 0 {
			return fmt.Errorf("%s is the database of another program: %w", e.path, store.ErrDamaged)
		}
	}
	if _, err := tx.ExecContext(ctx, step); err != nil {
		return e.fail(fmt.Sprintf("update the database to version %d", from+1), err)
	}
	if from == 0 {
		if err := saveRules(ctx, tx, e.rules); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", from+1)); err != nil {
		return e.fail("write the database's version", err)
	}
	return e.fail("update the database", tx.Commit())
}

// migrationSteps are the embedded migrations in order of their number.
func migrationSteps() ([]string, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("list the migrations: %w", err)
	}
	sort.Strings(files)
	steps := make([]string, len(files))
	for i, name := range files {
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the migration %s: %w", name, err)
		}
		steps[i] = string(text)
	}
	return steps, nil
}

// openWriter opens the one connection that writes; e.mu is held.
func (e *Engine) openWriter(ctx context.Context) error {
	if e.conn != nil {
		return nil
	}
	if e.readOnly {
		return fmt.Errorf("%s: %w", e.path, store.ErrReadOnly)
	}
	db, err := sql.Open(e.driver, e.dsn(writerPragmas))
	if err != nil {
		return fmt.Errorf("open %s: %w", e.path, err)
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return errors.Join(e.fail("open the database for writing", err), db.Close())
	}
	e.writer, e.conn = db, conn
	return nil
}

// Close closes the database. Calls that are still running fail.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	var errs []error
	for _, stmt := range e.own {
		errs = append(errs, stmt.Close())
	}
	e.own = map[string]kept{}
	if e.conn != nil {
		errs = append(errs, e.conn.Close(), e.writer.Close())
		e.conn, e.writer = nil, nil
	}
	e.stmts.Range(func(key, stmt any) bool {
		e.stmts.Delete(key)
		errs = append(errs, stmt.(kept).Close())
		return true
	})
	if e.readers != nil {
		errs = append(errs, e.readers.Close())
	}
	return errors.Join(errs...)
}

// Check reads the database whole and reports damage as store.ErrDamaged.
func (e *Engine) Check(ctx context.Context) error {
	rows, err := e.readers.QueryContext(ctx, "PRAGMA integrity_check(5)")
	if err != nil {
		return e.fail("check the database", err)
	}
	defer func() { _ = rows.Close() }() // its error comes from Err
	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return e.fail("check the database", err)
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil {
		return e.fail("check the database", err)
	}
	if len(found) > 0 {
		return fmt.Errorf("%s: %s: %w", e.path, strings.Join(found, "; "), store.ErrDamaged)
	}
	return nil
}
