package asterisk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"razbor/store/source"
)

// tree makes a folder of recordings.
func tree(t *testing.T, names ...string) (dir string, s *Sounds) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, 100), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := OpenSounds(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return dir, s
}

func TestARecordingIsFoundByNameByEndingAndByUniqueid(t *testing.T) {
	t.Parallel()
	_, s := tree(t,
		"2026/10/15/q-sales-79351180417-20261015-090612-1792044372.48211.mp3",
		"2026/10/15/in-7495-79000000000-20261015-100000-1792047600.7.wav",
		"odd name.wav", "2026/10/15/notes.txt")
	day := time.Date(2026, 10, 15, 9, 6, 12, 0, time.UTC).UnixMilli()
	tests := map[string]struct {
		name string
		ids  []string
		want string
	}{
		"converted since":         {"q-sales-79351180417-20261015-090612-1792044372.48211.wav", nil, "2026/10/15/q-sales-79351180417-20261015-090612-1792044372.48211.mp3"},
		"by the uniqueid":         {"", []string{"1.1", "1792047600.7"}, "2026/10/15/in-7495-79000000000-20261015-100000-1792047600.7.wav"},
		"in the folder itself":    {"odd name.wav", nil, "odd name.wav"},
		"not there":               {"q-x-y-20261015-090612-1792044372.9.wav", []string{"1792044372.9"}, ""},
		"out of the folder":       {"../../secret.wav", nil, ""},
		"a link to another world": {"link.wav", nil, ""},
	}
	for name, tt := range tests {
		if got := s.Find(tt.name, tt.ids, day); got != tt.want {
			t.Errorf("%s: found %q, want %q", name, got, tt.want)
		}
	}
}

func TestALinkOutOfTheFolderIsNoRecording(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "secret.wav")
	if err := os.WriteFile(outside, make([]byte, 100), 0o600); err != nil {
		t.Fatal(err)
	}
	dir, s := tree(t, "inside.wav")
	if err := os.Symlink(outside, filepath.Join(dir, "link.wav")); err != nil {
		t.Skip("no links here:", err)
	}
	if got := s.Find("link.wav", nil, 0); got != "" {
		t.Errorf("found %q", got)
	}
	if got := s.Find("inside.wav", nil, 0); got != "inside.wav" {
		t.Errorf("found %q", got)
	}
	err := s.Walk(func(string, int64) bool { return true }, func(f Folder) error {
		if !slices.Equal(f.Outside, []string{"link.wav"}) {
			t.Errorf("links that lead out: %q", f.Outside)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheWalkTellsFoldersAndEmptyRecordings(t *testing.T) {
	t.Parallel()
	dir, s := tree(t, "2026/10/15/q-a-b-20261015-090612-1792044372.1.wav", "2026/10/14/q-a-b-20261014-090612-1791957972.1.wav")
	if err := os.WriteFile(filepath.Join(dir, "2026/10/15/empty.wav"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var seen, empty []string
	err := s.Walk(func(dir string, _ int64) bool { return dir != "2026/10/14" }, func(f Folder) error {
		seen = append(seen, f.Path)
		empty = append(empty, f.Empty...)
		return nil
	})
	if err != nil || !slices.Equal(seen, []string{"2026/10/15"}) || !slices.Equal(empty, []string{"empty.wav"}) {
		t.Errorf("seen %v, empty %v, %v", seen, empty, err)
	}
}

func TestAMissingFolderIsSaidToBeMissing(t *testing.T) {
	t.Parallel()
	_, err := OpenSounds(filepath.Join(t.TempDir(), "none"))
	var p *source.Problem
	if !errors.As(err, &p) || p.Code != source.Missing {
		t.Errorf("error %v", err)
	}
}
