package sync

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
	"razbor/store/source/asterisk"
)

// recordings looks for recordings that came, or changed their ending, after
// their calls. Only folders that changed since the last time are looked at.
func (r *runner) recordings(ctx context.Context, s config.Source) error {
	if s.Kind != config.KindAsterisk || s.Recordings == "" {
		return nil
	}
	sounds, err := asterisk.OpenSounds(s.Recordings)
	if err != nil {
		return nil // told of already, when the calls were read
	}
	defer func() { _ = sounds.Close() }()
	known, err := r.known(ctx, s.Name)
	if err != nil {
		return err
	}
	seen := map[string]int64{}
	for _, p := range known {
		seen[p.File] = p.ModMS
	}
	n := int64(0)
	changed := func(dir string, modMS int64) bool {
		at, ok := seen[filepath.Join(s.Recordings, dir)]
		return !ok || at != modMS
	}
	err = sounds.Walk(changed, func(f asterisk.Folder) error {
		n++
		r.progress(Progress{Phase: ReadRecordings, Done: n})
		return r.folder(ctx, s, f)
	})
	if p := (*source.Problem)(nil); errors.As(err, &p) {
		r.problem(*p)
		return nil
	}
	return err
}

// folder gives the recordings of one folder to the calls that lack them.
func (r *runner) folder(ctx context.Context, s config.Source, f asterisk.Folder) error {
	for _, name := range f.Empty {
		r.problem(source.Problem{File: filepath.Join(s.Recordings, f.Path, name), Code: source.EmptySound})
	}
	for _, name := range f.Outside {
		r.problem(source.Problem{File: filepath.Join(s.Recordings, f.Path, name), Code: source.Outside})
	}
	if err := r.w.wait(); err != nil {
		return err
	}
	calls, err := r.engine.Find(ctx, sortedKeys(f.Names))
	if err != nil {
		return fmt.Errorf("find the calls of recordings: %w", err)
	}
	c := newChunk()
	for _, id := range sortedKeys(calls) {
		call := calls[id]
		stands := path.Dir(call.Recording) == f.Path && f.All[path.Base(call.Recording)]
		if call.Source == s.Name && !stands {
			c.group(id).p.sound = path.Join(f.Path, f.Names[id])
		}
	}
	at := filepath.Join(s.Recordings, f.Path)
	c.positions = []store.Position{{Source: s.Name, File: at, ModMS: f.ModMS, Rows: int64(len(f.All))}}
	return r.w.write(ctx, r.w.joiners[s.Name], c, nil)
}
