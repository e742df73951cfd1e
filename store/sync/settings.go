package sync

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"razbor/store"
	"razbor/store/config"
)

// settingsFile is under which name the settings that calls were joined by are
// kept among the positions of a source.
const settingsFile = "settings"

// underway stands before the digest of settings by which calls are being joined
// anew; the offset beside it is the arrival of the first call that is not yet.
const underway = "underway "

// beginning is before every call.
const beginning = -1 << 62

// settingsOf names the settings that the joining of a source's calls follows. The
// norms that figures are counted by are none of them.
func settingsOf(cfg config.Config, s config.Source) (store.Position, error) {
	rules, err := cfg.Rules()
	if err != nil {
		return store.Position{}, fmt.Errorf("read the counting rules: %w", err)
	}
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s %v %v %v %v %v %v\n%+v\n%q %q %q", rules.Location, rules.WorkHours, rules.WorkDays, rules.ShortAbandon,
		rules.RecoveryWindow, rules.DropTalk, rules.DropRepeat, cfg.Managers, s.Timezone, s.Trunks, s.AreaCode)
	return store.Position{Source: s.Name, File: settingsFile, Digest: fmt.Sprintf("%x", h.Sum(nil)[:12])}, nil
}

// joining tells by which settings the calls of a store were joined.
type joining struct {
	stale  bool             // not all of them by those of the configuration
	fresh  bool             // a source's settings were never kept
	fromMS int64            // calls that start before it are joined already
	whole  []store.Position // what is kept once all calls are joined
}

// positioner keeps how far sources were read.
type positioner interface {
	Position(ctx context.Context, source, file string) (store.Position, error)
}

// joiningOf compares the settings that were kept with those of the configuration.
func joiningOf(ctx context.Context, engine positioner, cfg config.Config) (joining, error) {
	j := joining{fromMS: 1<<63 - 1}
	for _, s := range cfg.Sources {
		if s.Kind != config.KindAsterisk {
			continue
		}
		want, err := settingsOf(cfg, s)
		if err != nil {
			return j, err
		}
		have, err := engine.Position(ctx, s.Name, settingsFile)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return j, fmt.Errorf("read the settings of %s: %w", s.Name, err)
		}
		j.whole = append(j.whole, want)
		switch have.Digest {
		case want.Digest:
		case "":
			j.fresh = true
		case underway + want.Digest:
			j.stale, j.fromMS = true, min(j.fromMS, have.Offset)
		default:
			j.stale, j.fromMS = true, beginning
		}
	}
	if !j.stale {
		j.fromMS = beginning // asked to join anew all the same
	}
	return j, nil
}

// reached says that the calls which start before a moment are joined anew.
func (j joining) reached(fromMS int64) []store.Position {
	out := make([]store.Position, len(j.whole))
	for i, p := range j.whole {
		p.Digest, p.Offset = underway+p.Digest, fromMS
		out[i] = p
	}
	return out
}

// Stale reports whether calls of the store were joined by settings that are no
// longer those of the configuration, so that Rejoin has something to do.
func Stale(ctx context.Context, engine store.Intaker, cfg config.Config) (bool, error) {
	j, err := joiningOf(ctx, engine, cfg)
	return j.stale, err
}

// settings joins all calls anew where those of a source were joined by settings
// that are no longer those of the configuration.
func (r *runner) settings(ctx context.Context) error {
	state, err := joiningOf(ctx, r.engine, r.cfg)
	if err != nil {
		return err
	}
	list, ok := r.engine.(lister)
	switch {
	case !state.stale && !state.fresh:
		return nil
	case !state.stale || !ok:
		return keep(ctx, r.engine, state.whole)
	}
	again := newRejoiner(r.engine, list, r.w.rules, r.w.joiners, state)
	again.progress = func(done int64) { r.progress(Progress{Phase: JoinAnew, Done: done}) }
	if err := again.run(ctx); err != nil {
		return err
	}
	r.w.changes = plus(r.w.changes, again.w.changes)
	return nil
}
