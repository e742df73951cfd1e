package sync

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"razbor/store/config"
	"razbor/store/department"
)

// departmentOf makes a department of so many calls and its configuration.
func departmentOf(tb testing.TB, calls int) (cfg config.Config, bytes int64) {
	tb.Helper()
	dir := tb.TempDir()
	o := department.Defaults()
	o.Calls, o.Days = calls, 30
	if err := department.Write(dir, o); err != nil {
		tb.Fatal(err)
	}
	for _, name := range []string{department.CDRFile, department.LogFile} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			tb.Fatal(err)
		}
		bytes += info.Size()
	}
	cfg, err := config.Parse(filepath.Join(dir, "config.toml"),
		[]byte("[[sources]]\nname = 'office'\nkind = 'asterisk'\ncdr = 'Master.csv'\nqueue_log = 'queue_log'\n"))
	if err != nil {
		tb.Fatal(err)
	}
	return cfg, bytes
}

// TestEveryCallOfALargeDepartmentComesIn: each uniqueid is a call, or was dropped
// and joined to its repeat; small chunks give what large ones give.
func TestEveryCallOfALargeDepartmentComesIn(t *testing.T) {
	t.Parallel()
	cfg, _ := departmentOf(t, 4000)
	data, err := os.ReadFile(cfg.Sources[0].CDR)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for row := range strings.Lines(string(data)) {
		f := strings.Split(row, `"`)
		ids[f[len(f)-4]] = true
	}
	m := newMemory()
	s := run(t, knowing(m, cfg), cfg, options(t))
	if n := len(m.calls) + len(m.gone); n != len(ids) || len(m.gone) == 0 || s.Sources[0].BadRows != 0 {
		t.Errorf("%d calls and %d joined to others, of %d uniqueids", len(m.calls), len(m.gone), len(ids))
	}
	small := newMemory()
	o := options(t)
	o.chunk = 23
	run(t, knowing(small, cfg), cfg, o)
	differ(t, contentOf(small), contentOf(m))
}

// BenchmarkSync reads, joins and relates; what it costs to write is the engine's.
func BenchmarkSync(b *testing.B) {
	cfg, bytes := departmentOf(b, 5000)
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		m := newMemory()
		if _, err := Run(context.Background(), knowing(m, cfg), cfg, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
