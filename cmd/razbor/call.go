package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"razbor/audio/clip"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/lang"
	"razbor/tui/report"
)

func (a *app) callCommand() *cobra.Command {
	return &cobra.Command{Use: "call ID", Short: a.texts.CLI.Call, Args: a.args(cobra.ExactArgs(1)), RunE: func(cmd *cobra.Command, args []string) error {
		id, moment, found := strings.Cut(args[0], "@")
		at := time.Duration(0)
		if found {
			var err error
			if at, err = a.moment(moment); err != nil {
				return err
			}
		}
		o, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer o.close()
		c, err := a.findCall(cmd.Context(), o, id)
		if err != nil {
			return err
		}
		if a.json || !a.terminal() {
			return a.printCall(cmd.Context(), o, c)
		}
		return a.consoleOn(cmd.Context(), o, consoleStart{call: c.ID, atMS: at.Milliseconds()})
	}}
}

// findCall returns a call by its id, saying what to do where there is none.
func (a *app) findCall(ctx context.Context, o *office, id string) (store.Call, error) {
	c, err := o.store.Call(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return c, said(a.texts.CLI.NoSuchCall, id)
	}
	return c, err
}

// moment reads a moment of a recording: "3:47", "1:02:03", "227".
func (a *app) moment(s string) (time.Duration, error) {
	at, ok := lang.ParseClock(s)
	if !ok {
		return 0, usageError{said(a.texts.CLI.WrongMoment, s)}
	}
	return time.Duration(at) * time.Millisecond, nil
}

// printCall prints all that is known of a call. What a call has none of is left out.
func (a *app) printCall(ctx context.Context, o *office, c store.Call) error {
	d := report.CallDetail{Call: c}
	var err error
	if d.Transcript, err = optional(o.store.Transcript(ctx, c.ID)); err != nil {
		return err
	}
	if d.Judgement, err = optional(o.store.Judgement(ctx, c.ID)); err != nil {
		return err
	}
	if d.Deal, err = optional(o.store.Deal(ctx, c.ID)); err != nil {
		return err
	}
	if d.Notes, err = o.store.Notes(ctx, c.ID); err != nil {
		return err
	}
	if d.Marks, err = o.store.Marks(ctx, c.ID); err != nil {
		return err
	}
	if d.Legs, err = o.store.Legs(ctx, c.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	format := report.Text
	if a.json {
		format = report.JSON
	}
	settings, err := panels.FromConfig(o.conf)
	if err != nil {
		return err
	}
	return a.emit(outputFlags{}, format, func(w io.Writer) error { return report.Call(w, format, d, settings, a.texts) })
}

// optional turns "not found" into nothing.
func optional[T any](v T, err error) (*T, error) {
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &v, nil
}

func (a *app) clipCommand() *cobra.Command {
	t := a.texts.CLI
	var file string
	cmd := &cobra.Command{Use: "clip ID FROM TO -o FILE.wav", Short: t.Clip, Args: a.args(cobra.ExactArgs(3)), RunE: func(cmd *cobra.Command, args []string) error {
		from, err := a.moment(args[1])
		if err != nil {
			return err
		}
		to, err := a.moment(args[2])
		if err != nil {
			return err
		}
		return a.cut(cmd.Context(), args[0], from, to, file)
	}}
	cmd.Flags().StringVarP(&file, "output", "o", "", t.FlagOutput)
	_ = cmd.MarkFlagRequired("output")
	return cmd
}

// cut writes a piece of a call's recording to a file, whole or not at all.
func (a *app) cut(ctx context.Context, id string, from, to time.Duration, file string) error {
	if from >= to {
		return usageError{said(a.texts.CLI.WrongOrder, lang.Clock(from.Milliseconds()), lang.Clock(to.Milliseconds()))}
	}
	o, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	c, err := a.findCall(ctx, o, id)
	if err != nil {
		return err
	}
	recording, ok := o.conf.RecordingFile(c)
	if !ok {
		return said(a.texts.CLI.ClipNoRecording, id)
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".clip-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	err = clip.Cut(ctx, recording, from, to, tmp)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, a.texts.CLI.ClipWritten+"\n", file, a.texts.Span((to - from).Milliseconds()))
	return err
}
