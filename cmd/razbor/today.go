package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/report"
)

// watchEvery is how often today --watch looks for new calls.
const watchEvery = 2 * time.Second

func (a *app) todayCommand() *cobra.Command {
	t := a.texts.CLI
	var date string
	var short, watch bool
	cmd := &cobra.Command{Use: "today", Short: t.Today, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error {
		o, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer o.close()
		if watch {
			return a.watchDay(cmd.Context(), o, date, short)
		}
		return a.showDay(cmd.Context(), o, date, short)
	}}
	cmd.Flags().StringVar(&date, "date", "", t.TodayDate)
	cmd.Flags().BoolVar(&short, "short", false, t.TodayShort)
	cmd.Flags().BoolVar(&watch, "watch", false, t.TodayWatch)
	return cmd
}

// showDay prints one day: the one named, else the last that has a call.
func (a *app) showDay(ctx context.Context, o *office, date string, short bool) error {
	day, err := a.day(ctx, o, date)
	if err != nil {
		return err
	}
	settings, err := panels.FromConfig(o.conf)
	if err != nil {
		return err
	}
	s, err := panels.Day(ctx, o.store, settings, day)
	if err != nil {
		return err
	}
	switch {
	case a.json:
		return report.Summary(a.out, report.JSON, s, a.texts)
	case short:
		return plain(a.out, func(w io.Writer) error { return report.Short(w, s, a.texts) })
	}
	return plain(a.out, func(w io.Writer) error { return report.Today(w, report.Text, s, a.texts) })
}

// watchDay prints the day again whenever a sync has changed it.
func (a *app) watchDay(ctx context.Context, o *office, date string, short bool) error {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	seen := int64(-1)
	for {
		version, err := o.store.Version(ctx)
		if err == nil && version != seen {
			seen = version
			if a.terminal() && !short {
				_, _ = fmt.Fprint(a.out, "\x1b[H\x1b[2J")
			}
			err = a.showDay(ctx, o, date, short)
		}
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// day reads a day's name; without one it is the last day that has a call.
func (a *app) day(ctx context.Context, o *office, date string) (store.Day, error) {
	if date != "" {
		return a.parseDay(date)
	}
	_, last, err := o.store.Span(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return 0, errNoData
	}
	return last, err
}

func (a *app) parseDay(date string) (store.Day, error) {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0, usageError{said(a.texts.CLI.WrongDate, date)}
	}
	return store.Day(d.Year()*10000 + int(d.Month())*100 + d.Day()), nil
}
