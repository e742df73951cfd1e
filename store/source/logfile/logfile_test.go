package logfile

import (
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/source"
)

// later is a moment at which every file of a test is finished, soon one at which
// none is.
func later() time.Time { return time.Now().Add(2 * time.Hour) }

func put(t *testing.T, path, text string) {
	t.Helper()
	data := []byte(text)
	if strings.HasSuffix(path, ".gz") {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(data); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		data = b.Bytes()
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// lines reads what is new in a log; positions follow.
func lines(t *testing.T, path string, known []store.Position, now time.Time) (got []string, positions []store.Position) {
	t.Helper()
	files, err := Find(path)
	if err != nil {
		t.Fatal(err)
	}
	r := Open(files, Options{Source: "x", Known: known, Now: now})
	for {
		_, _, ok, err := r.NextFile()
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		for {
			line, ok, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			got = append(got, line.Text)
		}
	}
	merged := map[string]store.Position{}
	for _, p := range slices.Concat(known, r.Positions()) {
		merged[p.File] = p
	}
	for _, p := range merged {
		positions = append(positions, p)
	}
	return got, positions
}

func TestALogIsReadOnFromWhereItWasLeft(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	put(t, path, "one\r\ntwo\nthr")
	got, known := lines(t, path, nil, time.Now())
	if want := []string{"one", "two"}; !slices.Equal(got, want) {
		t.Fatalf("read %q, want %q", got, want)
	}
	put(t, path, "one\r\ntwo\nthree\nfour")
	got, known = lines(t, path, known, time.Now())
	if want := []string{"three"}; !slices.Equal(got, want) {
		t.Fatalf("read %q, want %q", got, want)
	}
	if got, known = lines(t, path, known, later()); !slices.Equal(got, []string{"four"}) {
		t.Fatalf("the last line of a finished log: %q", got)
	}
	if got, _ = lines(t, path, known, later()); len(got) != 0 {
		t.Errorf("read again: %q", got)
	}
	if known[0].Rows != 4 {
		t.Errorf("%d lines are counted", known[0].Rows)
	}
}

func TestRotatedCopiesAreReadOnceTheOldestFirst(t *testing.T) {
	t.Parallel()
	for name, suffix := range map[string]string{"plain": ".1", "packed": ".1.gz", "dated": "-20261015"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "log")
			put(t, path, "one\ntwo\n")
			got, known := lines(t, path, nil, time.Now())
			if len(got) != 2 {
				t.Fatalf("read %q", got)
			}
			put(t, path+suffix, "one\ntwo\nthree\n")
			old := time.Now().Add(-time.Minute)
			if err := os.Chtimes(path+suffix, old, old); err != nil {
				t.Fatal(err)
			}
			put(t, path, "four\n")
			put(t, path+".bak", "no log\n")
			got, known = lines(t, path, known, time.Now())
			if want := []string{"three", "four"}; !slices.Equal(got, want) {
				t.Fatalf("read %q, want %q", got, want)
			}
			if got, _ = lines(t, path, known, time.Now()); len(got) != 0 {
				t.Errorf("read again: %q", got)
			}
		})
	}
}

func TestAReplacedLogIsReadFromItsStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	put(t, path, "one\ntwo\n")
	_, known := lines(t, path, nil, time.Now())
	put(t, path, "other\n")
	if got, _ := lines(t, path, known, time.Now()); !slices.Equal(got, []string{"other"}) {
		t.Errorf("read %q", got)
	}
}

func TestLongLogsAreReadWhole(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	var want []string
	var b strings.Builder
	for i := range 40_000 {
		line := strings.Repeat("x", i%97)
		want = append(want, line)
		b.WriteString(line + "\n")
	}
	put(t, path, b.String())
	got, known := lines(t, path, nil, time.Now())
	if !slices.Equal(got, want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	put(t, path, b.String()+"more\n")
	if got, _ := lines(t, path, known, time.Now()); !slices.Equal(got, []string{"more"}) {
		t.Errorf("read on %q", got)
	}
}

func TestWhatIsNoLogIsAProblem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for path, code := range map[string]source.Code{filepath.Join(dir, "none"): source.Missing, dir: source.Unreadable} {
		_, err := Find(path)
		var p *source.Problem
		if !errors.As(err, &p) || p.Code != code || p.File != path {
			t.Errorf("%s: %v", path, err)
		}
	}
	path := filepath.Join(dir, "log.gz")
	if err := os.WriteFile(path, []byte("not packed"), 0o600); err != nil {
		t.Fatal(err)
	}
	files, err := Find(path)
	if err != nil {
		t.Fatal(err)
	}
	r := Open(files, Options{Now: time.Now()})
	if _, _, ok, err := r.NextFile(); !ok || err == nil {
		t.Error("a file that is not packed was unpacked")
	}
	if _, _, ok, err := r.NextFile(); ok || err != nil {
		t.Errorf("after it: %v, %v", ok, err)
	}
	long := filepath.Join(dir, "long")
	put(t, long, strings.Repeat("x", 3<<20))
	files, err = Find(long)
	if err != nil {
		t.Fatal(err)
	}
	r = Open(files, Options{Now: later()})
	if _, _, ok, err := r.NextFile(); !ok || err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Next(); !errors.Is(err, source.LongLine) {
		t.Errorf("an endless line: %v", err)
	}
}

func TestCopiesOfOneAgeAreReadInTheOrderOfTheirNames(t *testing.T) {
	t.Parallel()
	for want, suffixes := range map[string][]string{"3 2 1": {"1", "2", "3"}, "20260801 20260901 20261001": {"20261001", "20260801", "20260901"}} {
		path := filepath.Join(t.TempDir(), "log")
		at := time.Now().Add(-time.Hour)
		for _, s := range suffixes {
			put(t, path+"."+s, s+"\n")
			if err := os.Chtimes(path+"."+s, at, at); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := lines(t, path, nil, later()); strings.Join(got, " ") != want {
			t.Errorf("read %q, want %q", got, want)
		}
	}
}
