package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/sqlite"
	"razbor/tui/lang"
)

// TestADamagedRecordingIsLookedIntoOnce: as long as the file is the same by its
// size and time, nothing reads it again; a mended one is read.
func TestADamagedRecordingIsLookedIntoOnce(t *testing.T) {
	t.Parallel()
	sound, err := os.ReadFile(filepath.Join("..", "..", "store", "demo", "data", "recordings", "2026", "10", "15", "q-sales-79742295019-20261015-150322-1792065802.48284.wav"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "call.wav")
	made := time.Date(2026, 10, 15, 12, 0, 0, 0, time.UTC)
	put := func(data []byte, at time.Time) {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	e, err := sqlite.Open(t.Context(), filepath.Join(dir, "razbor.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	call := store.Call{ID: "1.1", Source: "office", Direction: store.Inbound, Answered: true, Recording: "call.wav", StartMS: made.UnixMilli(), LossAtMS: -1}
	if _, err := e.Apply(t.Context(), store.Intake{Source: "office", Calls: []store.IntakeCall{{Call: call}}}); err != nil {
		t.Fatal(err)
	}
	a := &app{streams: streams{err: io.Discard, out: io.Discard}, env: func(string) string { return "" }, now: time.Now, texts: lang.For(lang.EN)}
	o := &office{store: e, conf: config.Config{Sources: []config.Source{{Name: "office", Recordings: dir}}}}
	looked := func() bool {
		t.Helper()
		if err := a.analyseNew(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		_, err := e.Waveform(t.Context(), "1.1")
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			t.Fatal(err)
		}
		return err == nil
	}
	put(bytes.Repeat([]byte("x"), len(sound)), made)
	if looked() {
		t.Fatal("noise has a waveform")
	}
	put(sound, made)
	if looked() {
		t.Error("a file of the same size and time was looked into again")
	}
	put(sound, made.Add(time.Minute))
	if !looked() {
		t.Error("the mended file was not looked into")
	}
}
