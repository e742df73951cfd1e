package config

import (
	"path/filepath"
	"testing"

	"razbor/store"
)

func TestARecordingStaysInItsFolder(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "monitor")
	c := Config{Sources: []Source{{Name: "office", Recordings: folder}, {Name: "bare"}}}
	for name, tc := range map[string]struct {
		call store.Call
		ok   bool
	}{
		"inside":         {store.Call{Source: "office", Recording: "2026/10/15/a.wav"}, true},
		"absolute":       {store.Call{Source: "office", Recording: filepath.Join(folder, "a.wav")}, true},
		"climbs out":     {store.Call{Source: "office", Recording: "../../etc/passwd"}, false},
		"elsewhere":      {store.Call{Source: "office", Recording: "/etc/passwd"}, false},
		"a twin's name":  {store.Call{Source: "office", Recording: "../monitor2/a.wav"}, false},
		"none":           {store.Call{Source: "office"}, false},
		"no folder":      {store.Call{Source: "bare", Recording: "a.wav"}, false},
		"unknown source": {store.Call{Source: "gone", Recording: "a.wav"}, false},
	} {
		if file, ok := c.RecordingFile(tc.call); ok != tc.ok {
			t.Errorf("%s: %q, %v", name, file, ok)
		}
	}
}

func TestTheManagerIsOnTheLeftUnlessItsSourceSaysOtherwise(t *testing.T) {
	t.Parallel()
	c := Config{Sources: []Source{{Name: "office"}, {Name: "branch", Manager: "right"}, {Name: "shop", Manager: "1"}}}
	for source, want := range map[string]int{"office": 0, "branch": 1, "shop": 1, "gone": 0} {
		if got := c.ManagerChannel(store.Call{Source: source}); got != want {
			t.Errorf("%s: channel %d, want %d", source, got, want)
		}
	}
}
