package tui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/store/config"
	"razbor/store/sqlite"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// homeVariable names a home with a large store for the benchmarks; without it
// they run on the demo department and on a list in memory.
const homeVariable = "RAZBOR_BENCH_HOME"

func benchDeps(b *testing.B) Deps {
	b.Helper()
	home := os.Getenv(homeVariable)
	if home == "" {
		return deps(tuitest.Demo(b))
	}
	db, err := sqlite.Open(context.Background(), filepath.Join(home, "razbor.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return Deps{Store: db, Config: config.Default(), Lang: lang.RU, Now: tuitest.Now}
}

// press does what a key costs: Update, and the frame after it.
func press(m *Model, k tea.KeyPressMsg) {
	m.Update(k)
	m.View()
}

func BenchmarkAKeyOnCalls(b *testing.B) {
	m, _ := opened(b, benchDeps(b), []string{"2"})
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for b.Loop() {
		press(m, down)
		press(m, up)
	}
}

func BenchmarkAKeyOnToday(b *testing.B) {
	m, _ := opened(b, benchDeps(b), nil)
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for b.Loop() {
		press(m, down)
		press(m, up)
	}
}

func BenchmarkAKeyInTheHelp(b *testing.B) {
	m, _ := opened(b, benchDeps(b), []string{"?"})
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 50})
	down := tuitest.Key("down")
	b.ReportAllocs()
	for b.Loop() {
		press(m, down)
	}
}

func BenchmarkTheFirstFrame(b *testing.B) {
	d := benchDeps(b)
	b.ReportAllocs()
	for b.Loop() {
		New(d).View()
	}
}

// BenchmarkOpeningCalls is the way from the key to the list and its preview.
func BenchmarkOpeningCalls(b *testing.B) {
	m, loop := opened(b, benchDeps(b), nil)
	b.ReportAllocs()
	for b.Loop() {
		loop.Do(m.enter(screen.Place{Screen: screen.Calls}))
		loop.Until("the list", func() bool { return !m.current().Busy() })
		m.View()
	}
}
