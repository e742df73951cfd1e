package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"razbor/audio"
	"razbor/audio/faults"
	"razbor/store"
)

// soundPiece is how many recordings are asked for at a time.
const soundPiece = 256

// analyseNew looks into the recordings that came since last time: their
// waveforms, and the faults of telephony that can be heard in them.
func (a *app) analyseNew(ctx context.Context, o *office) error {
	bar := a.newProgress(a.texts.CLI.Listening)
	defer bar.end()
	var done atomic.Int64
	for after := ""; ; {
		ids, err := o.store.ToAnalyse(ctx, after, soundPiece)
		if err != nil {
			return fmt.Errorf("find the recordings to look into: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		after = ids[len(ids)-1]
		group, ctx := errgroup.WithContext(ctx)
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, id := range ids {
			group.Go(func() error {
				err := a.analyse(ctx, o, id)
				bar.set(done.Add(1), 0)
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
	}
}

// analyse looks into one recording. One that is gone is left as it is: the
// review says what is wrong with it when a person opens it. So is a damaged one,
// which is remembered by its size and time, and not looked into again until it
// is another file or the program another version.
func (a *app) analyse(ctx context.Context, o *office, id string) error {
	c, err := o.store.Call(ctx, id)
	if err != nil {
		return ignoreGone(err)
	}
	file, ok := o.conf.RecordingFile(c)
	if !ok {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return ctx.Err()
	}
	damaged := store.Position{
		Source: c.Source, File: file, Size: info.Size(), ModMS: info.ModTime().UnixMilli(), Digest: "damaged " + version(), BadRows: 1,
	}
	if known, err := o.store.Position(ctx, c.Source, file); err == nil && known == damaged {
		return nil
	}
	found, err := audio.Analyse(ctx, file, nil)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		_, err := o.store.Apply(ctx, store.Intake{Source: c.Source, Positions: []store.Position{damaged}})
		return err
	}
	blob, err := found.Waveform.MarshalBinary()
	if err != nil {
		return fmt.Errorf("keep the waveform of %s: %w", id, err)
	}
	return ignoreGone(o.store.SetWaveform(ctx, id, blob, faults.Telephony(found.Faults)))
}

func ignoreGone(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}
