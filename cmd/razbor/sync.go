package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"razbor/store/sync"
)

func (a *app) syncCommand() *cobra.Command {
	t := a.texts.CLI
	full := false
	cmd := &cobra.Command{Use: "sync [SOURCE…]", Short: t.Sync, RunE: func(cmd *cobra.Command, args []string) error {
		return a.syncHome(cmd.Context(), args, full)
	}}
	cmd.Flags().BoolVar(&full, "full", false, t.SyncFull)
	return cmd
}

// syncHome runs the sources, judges what came and looks into new recordings.
func (a *app) syncHome(ctx context.Context, sources []string, full bool) error {
	conf, err := a.loadConfig()
	if err != nil {
		return err
	}
	if len(conf.Sources) == 0 {
		return usageError{saidError{a.texts.CLI.SyncNoSources}}
	}
	o, err := a.openOrMake(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	sum, err := a.bringIn(ctx, o, sources, full)
	if err != nil {
		return err
	}
	if err := a.tellSync(sum); err != nil {
		return err
	}
	if sum.Failed() {
		return errSilent // every file that could not be read has its line on stderr
	}
	return nil
}

// bringIn is a sync with all that follows from it.
func (a *app) bringIn(ctx context.Context, o *office, sources []string, full bool) (sync.Summary, error) {
	bar := a.newProgress(a.texts.CLI.Syncing)
	sum, err := sync.Run(ctx, o.store, o.conf, sync.Options{
		Sources: sources, Full: full, Now: a.now(), Lock: o.syncLock(),
		Progress: func(p sync.Progress) { bar.set(p.Done, p.Total) },
		Problem: func(p sync.Problem) {
			bar.note(fmt.Sprintf(a.texts.CLI.SyncProblem, p.Source, a.texts.Problem(p.Problem)))
		},
	})
	bar.end()
	if err != nil {
		return sum, err
	}
	if _, _, err := a.judgeNew(ctx, o, false); err != nil {
		return sum, err
	}
	return sum, a.analyseNew(ctx, o)
}

// tellSync says what a sync changed.
func (a *app) tellSync(sum sync.Summary) error {
	bad := int64(0)
	for _, s := range sum.Sources {
		bad += s.BadRows
	}
	if a.json {
		return a.printJSON(map[string]any{
			"added": sum.Changes.Added, "updated": sum.Changes.Updated, "joined": sum.Changes.Removed,
			"deals": sum.Changes.Deals, "transcripts": sum.Changes.Texts, "pending_deals": sum.Pending,
			"bad_rows": bad, "changed": !sum.Nothing(),
		})
	}
	if bad > 0 {
		if _, err := fmt.Fprintf(a.out, a.texts.CLI.SyncBad+"\n", strconv.FormatInt(bad, 10)); err != nil {
			return err
		}
	}
	if sum.Nothing() {
		_, err := fmt.Fprintln(a.out, a.texts.CLI.SyncNothing)
		return err
	}
	n := func(v int) string { return a.texts.Number(int64(v)) }
	c := sum.Changes
	_, err := fmt.Fprintf(a.out, a.texts.CLI.SyncDone+"\n", n(c.Added), n(c.Updated), n(c.Removed), n(c.Deals), n(c.Texts))
	return err
}
