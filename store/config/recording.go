package config

import (
	"path/filepath"
	"strings"

	"razbor/store"
)

// RecordingFile returns where the recording of a call lies, and false where it
// has none or its name leads out of its source's recordings folder: names come
// from strangers.
func (c Config) RecordingFile(call store.Call) (string, bool) {
	if call.Recording == "" {
		return "", false
	}
	for _, s := range c.Sources {
		if s.Name != call.Source || s.Recordings == "" {
			continue
		}
		file := filepath.FromSlash(call.Recording)
		if !filepath.IsAbs(file) {
			file = filepath.Join(s.Recordings, file)
		}
		file = filepath.Clean(file)
		return file, strings.HasPrefix(file, filepath.Clean(s.Recordings)+string(filepath.Separator))
	}
	return "", false
}

// ManagerChannel returns the channel of a call's recording on which the manager
// is heard: 0 is left, unless the source says right.
func (c Config) ManagerChannel(call store.Call) int {
	for _, s := range c.Sources {
		if s.Name == call.Source && (s.Manager == "right" || s.Manager == "1") {
			return 1
		}
	}
	return 0
}
