package sqlite_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"

	"razbor/store"
	"razbor/store/sqlite"
	"razbor/store/storetest"
)

func TestTheFileIsPrivateToItsUser(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such modes")
	}
	path := filepath.Join(t.TempDir(), "home", "calls.db")
	e, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	if _, err := e.Apply(t.Context(), storeSome(1)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]os.FileMode{path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, filepath.Dir(path): 0o700 | os.ModeDir} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if info.Mode() != want {
			t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

func storeSome(calls int) store.Intake {
	m := storetest.NewMaker(77)
	in := store.Intake{Source: "office"}
	for range calls {
		in.Calls = append(in.Calls, m.Call("office"))
	}
	return in
}

func TestADatabaseIsThereAgainWhenOpenedAgain(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "имя с пробелом?#%.db")
	e, err := sqlite.Open(t.Context(), path, sqlite.WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Apply(t.Context(), storeSome(30)); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("it lies under another name: %v", err)
	}
	for name, opts := range map[string][]sqlite.Option{"to write": nil, "to read": {sqlite.ReadOnly()}} {
		e, err = sqlite.Open(t.Context(), path, opts...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		storetest.CheckPanels(t, e, storetest.Rules())
		_, err := e.Apply(t.Context(), storeSome(1))
		if name == "to read" != errors.Is(err, store.ErrReadOnly) {
			t.Errorf("writing when opened %s: %v", name, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "none.db"), sqlite.ReadOnly()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a database that is not there: %v", err)
	}
}

// prepared makes a database file by hand.
func prepared(t *testing.T, statements ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "calls.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestADatabaseThatIsNoneOfOursIsRefused(t *testing.T) {
	t.Parallel()
	garbage := filepath.Join(t.TempDir(), "garbage.db")
	if err := os.WriteFile(garbage, []byte("this is no database at all, whatever its name may say, and long enough"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"of a newer version": {prepared(t, "PRAGMA user_version = 99"), store.ErrNewer},
		"not a database":     {garbage, store.ErrDamaged},
		"another program's":  {prepared(t, "CREATE TABLE contacts (name TEXT)"), store.ErrDamaged},
	} {
		e, err := sqlite.Open(t.Context(), c.path)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if e != nil {
			t.Errorf("%s: opened", name)
		}
	}
	before, _ := os.ReadFile(garbage)
	if string(before[:4]) != "this" {
		t.Error("a file that is no database was written to")
	}
}

func TestDamageIsFound(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "calls.db")
	e, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Apply(t.Context(), storeSome(2000)); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(data) / 3; i < len(data)/3+40_000; i++ {
		data[i] ^= 0x5a
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err = sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	if err := e.Check(t.Context()); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("the check says %v", err)
	}
}

// A call must stay small: ten million of them are to fit on a laptop.
func TestACallTakesLessThanAKilobyte(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "calls.db")
	e, err := sqlite.Open(t.Context(), path, sqlite.WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	const calls = 20_000
	in := storeSome(calls)
	for i := range in.Calls {
		in.Calls[i].Parts = bytes.Repeat([]byte(in.Calls[i].Call.ID), 12) // what sync keeps of a call
	}
	for piece := range slices.Chunk(in.Calls, 5000) {
		if _, err := e.Apply(t.Context(), store.Intake{Source: in.Source, Calls: piece}); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > calls*1000 {
		t.Errorf("%d bytes a call", info.Size()/calls)
	}
}

func TestTwoProcessesMayWorkOnOneFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "calls.db")
	var engines [2]*sqlite.Engine
	for i := range engines {
		var err error
		if engines[i], err = sqlite.Open(t.Context(), path, sqlite.WithRules(storetest.Rules())); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = engines[i].Close() }()
	}
	var done sync.WaitGroup
	for i, e := range engines {
		done.Go(func() {
			m := storetest.NewMaker(uint64(i))
			source := fmt.Sprint("pbx", i)
			for range 10 {
				in := store.Intake{Source: source}
				for range 5 {
					in.Calls = append(in.Calls, m.Call(source))
				}
				if _, err := e.Apply(t.Context(), in); err != nil {
					t.Error(err)
				}
				if _, err := e.Panel(t.Context(), store.PanelQuery{By: []store.Grouping{store.PerManager}}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done.Wait()
	for _, e := range engines {
		storetest.CheckPanels(t, e, storetest.Rules())
	}
}

const killedFile = "RAZBOR_TEST_KILLED_WRITER"

// TestKilledWriter is no test of its own: it is the process that the next one kills.
func TestKilledWriter(t *testing.T) {
	path := os.Getenv(killedFile)
	if path == "" {
		t.Skip("runs only as the victim of another test")
	}
	e, err := sqlite.Open(t.Context(), path, sqlite.WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	m := storetest.NewMaker(5)
	for i := 0; ; i++ {
		in := store.Intake{Source: "office", Positions: []store.Position{{Source: "office", File: "f", Rows: int64(40 * (i + 1))}}}
		for range 40 {
			in.Calls = append(in.Calls, m.Call("office"))
		}
		if _, err := e.Apply(t.Context(), in); err != nil {
			t.Fatal(err)
		}
		fmt.Println("written", i)
	}
}

// A writer killed at any moment leaves a database in which calls, sums and
// positions agree: what was written is there, what was not is not there at all.
func TestAKilledWriterLeavesWholeTransactions(t *testing.T) {
	t.Parallel()
	for round := range 4 {
		path := filepath.Join(t.TempDir(), "calls.db")
		victim := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$") //nolint:gosec // this very program
		victim.Env = append(os.Environ(), killedFile+"="+path)
		out, err := victim.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := victim.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + round*2 { // let it get so far, then strike wherever it is
			lines.Scan()
		}
		if err := victim.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = victim.Wait() // it was killed
		e, err := sqlite.Open(t.Context(), path, sqlite.WithRules(storetest.Rules()))
		if err != nil {
			t.Fatal(err)
		}
		if err := e.Check(t.Context()); err != nil {
			t.Error(err)
		}
		storetest.CheckPanels(t, e, storetest.Rules())
		n, err := e.Count(t.Context(), store.Filter{Short: true}, 1<<30)
		if err != nil {
			t.Error(err)
		}
		p, err := e.Position(t.Context(), "office", "f")
		if err != nil || p.Rows != int64(n) || n == 0 {
			t.Errorf("%d calls are there, the position says %d (%v)", n, p.Rows, err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}
