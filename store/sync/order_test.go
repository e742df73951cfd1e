package sync

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
)

// content is everything of a store that a person can come to see, and what calls
// were joined from; positions are not of it.
type content struct {
	calls map[string]store.IntakeCall
	gone  map[string][]byte
	deals map[string]store.Deal
	texts map[string]store.IntakeTranscript
}

func contentOf(m *memory) content {
	return content{m.calls, m.gone, m.deals, m.texts}
}

// differ tells the first differences of two stores.
func differ(t *testing.T, got, want content) {
	t.Helper()
	told := 0
	for id, w := range want.calls {
		g, ok := got.calls[id]
		if told < 5 && (!ok || !reflect.DeepEqual(g, w)) {
			told++
			t.Errorf("call %q\n got %+v\nwant %+v", id, g.Call, w.Call)
		}
	}
	for id, g := range got.calls {
		if _, ok := want.calls[id]; !ok && told < 5 {
			told++
			t.Errorf("call %q is too many: %+v", id, g.Call)
		}
	}
	if !reflect.DeepEqual(got.gone, want.gone) {
		t.Errorf("gone: got %d, want %d", len(got.gone), len(want.gone))
	}
	if !reflect.DeepEqual(got.deals, want.deals) {
		t.Errorf("deals: got %d, want %d, or they differ", len(got.deals), len(want.deals))
	}
	if len(got.texts) != len(want.texts) {
		t.Errorf("transcripts: got %d, want %d", len(got.texts), len(want.texts))
	}
}

func clean(t *testing.T, cfg config.Config) *memory {
	t.Helper()
	m := newMemory()
	run(t, m, cfg, options(t))
	return m
}

// file is one file of the demo that a test brings in piece by piece.
type file struct {
	path  string
	lines []string
}

// takeAway empties the logs of the demo and returns their lines.
func takeAway(t *testing.T, cfg config.Config) []*file {
	t.Helper()
	var files []*file
	for _, s := range cfg.Sources {
		for _, path := range []string{s.CDR, s.QueueLog} {
			if path == "" {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, &file{path, strings.SplitAfter(strings.TrimSuffix(string(data), "\n"), "\n")})
			write(t, path, "")
		}
	}
	return files
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAnyOrderOfArrivalGivesTheSame brings the rows of the demo in pieces of
// random size, of random files first, rows of one file in any order.
func TestAnyOrderOfArrivalGivesTheSame(t *testing.T) {
	t.Parallel()
	want := contentOf(clean(t, layDemo(t)))
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 7))
			cfg := layDemo(t)
			files := takeAway(t, cfg)
			m := newMemory()
			var engine store.Intaker = m
			if seed >= 4 { // a store that can tell which days it has is asked for less
				engine = knowing(m, cfg)
			}
			o := options(t)
			o.chunk = []int{0, 7, 100}[seed%3]
			if seed%2 == 1 { // the rows themselves out of order
				for _, f := range files {
					last := len(f.lines) - 1
					f.lines[last] = strings.TrimSuffix(f.lines[last], "\n") + "\n"
					rnd.Shuffle(len(f.lines), func(i, j int) { f.lines[i], f.lines[j] = f.lines[j], f.lines[i] })
				}
			}
			for left := true; left; {
				left = false
				for _, i := range rnd.Perm(len(files)) {
					f := files[i]
					if len(f.lines) == 0 || rnd.IntN(3) == 0 {
						left = left || len(f.lines) > 0
						continue
					}
					n := min(len(f.lines), 1+rnd.IntN(1500))
					appendTo(t, f.path, strings.Join(f.lines[:n], ""))
					f.lines = f.lines[n:]
					left = true
					run(t, engine, cfg, o)
				}
			}
			o.Now = time.Now().Add(48 * time.Hour) // the last line has no end: it is finished now
			run(t, engine, cfg, o)
			differ(t, contentOf(m), want)
		})
	}
}

// TestAFileCutAtAnyByteGoesOnWhereItStopped cuts the day's files inside a row.
func TestAFileCutAtAnyByteGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	want := contentOf(clean(t, layDemo(t)))
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		cfg := layDemo(t)
		whole := map[string][]byte{}
		for _, s := range cfg.Sources {
			for _, path := range []string{s.CDR, s.QueueLog} {
				if path == "" {
					continue
				}
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				whole[path] = data
				write(t, path, string(data[:rnd.IntN(len(data))]))
			}
		}
		m := newMemory()
		o := options(t)
		o.Now = time.Now()
		run(t, m, cfg, o)
		for path, data := range whole {
			write(t, path, string(data))
		}
		run(t, m, cfg, o)
		differ(t, contentOf(m), want)
	}
}

// TestAKilledSyncLosesAndDoublesNothing fails the store at each of its
// transactions in turn and runs again.
func TestAKilledSyncLosesAndDoublesNothing(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	o := options(t)
	o.chunk = 50
	whole := newMemory()
	run(t, whole, cfg, o)
	want := contentOf(whole)
	differ(t, contentOf(clean(t, cfg)), want)
	for n := 1; n < whole.applied; n++ {
		m := newMemory()
		m.failAfter = n
		if _, err := Run(context.Background(), m, cfg, o); !errors.Is(err, errKilled) {
			t.Fatalf("killed at %d: error %v", n, err)
		}
		m.failAfter = 0
		run(t, m, cfg, options(t))
		differ(t, contentOf(m), want)
	}
}

func TestAStoppedSyncGoesOn(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	ctx, cancel := context.WithCancel(context.Background())
	o := options(t)
	o.Progress = func(Progress) { cancel() }
	if _, err := Run(ctx, m, cfg, o); !errors.Is(err, store.ErrInterrupted) {
		t.Fatalf("error %v", err)
	}
	run(t, m, cfg, options(t))
	differ(t, contentOf(m), contentOf(clean(t, cfg)))
}

func TestALogIsFollowedThroughRotation(t *testing.T) {
	t.Parallel()
	want := contentOf(clean(t, layDemo(t)))
	cfg := layDemo(t)
	files := takeAway(t, cfg)
	m := newMemory()
	o := options(t)
	for i, f := range files {
		half := len(f.lines) / 2
		write(t, f.path, strings.Join(f.lines[:half], ""))
		run(t, m, cfg, o)
		appendTo(t, f.path, strings.Join(f.lines[half:half+5], ""))
		rotate(t, f.path, i%2 == 1)
		write(t, f.path, strings.Join(f.lines[half+5:], "")+"\n")
		run(t, m, cfg, o)
	}
	differ(t, contentOf(m), want)
	before := m.applied
	if s := run(t, m, cfg, o); !s.Nothing() || m.applied != before {
		t.Errorf("after the rotation a sync changed %+v", s.Changes)
	}
}

// rotate moves a log aside, packed or not.
func rotate(t *testing.T, path string, pack bool) {
	t.Helper()
	if !pack {
		if err := os.Rename(path, path+".1"); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	write(t, path+".1.gz", b.String())
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func TestAReplacedFileIsReadFromItsStart(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	run(t, m, cfg, options(t))
	row := `"","79160000001","74951234567","from-trunk","""x"" <79160000001>","PJSIP/trunk-msk-1","","Busy","10","2026-10-16 11:43:12",,"2026-10-16 11:43:22",10,0,"BUSY","DOCUMENTATION","1792140192.1",""` + "\n"
	write(t, cfg.Sources[1].CDR, row)
	s := run(t, m, cfg, options(t))
	if s.Changes.Added != 1 || s.Changes.Removed != 0 {
		t.Errorf("changes %+v", s.Changes)
	}
}

func TestDamageIsToldWithFileAndLineAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	office := &cfg.Sources[1]
	appendTo(t, office.CDR, "\"damaged\n")
	appendTo(t, office.QueueLog, "no event\n")
	write(t, filepath.Join(office.Transcripts, "1792044372.48211.json"), "this is no JSON")
	write(t, filepath.Join(office.Recordings, "2026/10/15", "q-sales-79000000000-20261015-120000-1792044372.1.wav"), "")
	cfg.Sources[2].Path += ".missing"
	var told []Problem
	m := newMemory()
	o := options(t)
	o.Problem = func(p Problem) { told = append(told, p) }
	s := run(t, m, cfg, o)
	want := map[source.Code]string{
		source.BadRow: "queue_log", source.BadTranscript: "1792044372.48211.json", source.Missing: "deals.csv.missing", source.EmptySound: ".wav",
	}
	found := map[source.Code]bool{}
	for _, p := range told {
		if strings.HasSuffix(p.File, want[p.Code]) {
			found[p.Code] = true
		}
		if p.Code == source.BadRow && (p.Line == 0 || p.Source != "office") {
			t.Errorf("a damaged row without its place: %+v", p)
		}
	}
	if len(found) != len(want) || len(told) != 5 || !s.Failed() {
		t.Errorf("told %v", told)
	}
	if n := s.Sources[1].BadRows; n != 2 {
		t.Errorf("%d damaged rows counted, want 2", n)
	}
	if len(m.texts) != 28 || len(m.calls) != 40+2+828+16 {
		t.Errorf("%d transcripts and %d calls came all the same", len(m.texts), len(m.calls))
	}
}

func TestTranscriptsAndDealsFindTheirCalls(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	m := newMemory()
	s := run(t, m, cfg, options(t))
	if len(m.texts) != 29 || len(m.deals) != 29+594 || s.Pending != 0 {
		t.Errorf("%d transcripts, %d deals, %d waiting", len(m.texts), len(m.deals), s.Pending)
	}
	recorded := 0
	for _, c := range m.calls {
		if c.Call.Recording != "" {
			recorded++
		}
	}
	if recorded != 11 {
		t.Errorf("%d calls have a recording, want 11", recorded)
	}
}
