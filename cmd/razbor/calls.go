package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/report"
)

// callsFlags are the filters of a list as a person writes them.
type callsFlags struct {
	managers, misses, reasons []string
	lost, missed, unreviewed  bool
	search, order             string
	limit                     int
}

func (a *app) callsCommand() *cobra.Command {
	t := a.texts.CLI
	var f callsFlags
	cmd := &cobra.Command{Use: "calls", Short: t.Calls, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&f.managers, "manager", nil, t.CallsManager)
	flags.BoolVar(&f.lost, "lost", false, t.CallsLost)
	flags.BoolVar(&f.missed, "missed", false, t.CallsMissed)
	flags.BoolVar(&f.unreviewed, "not-reviewed", false, t.CallsUnreviewed)
	flags.StringSliceVar(&f.misses, "miss", nil, t.CallsMiss)
	flags.StringSliceVar(&f.reasons, "reason", nil, t.CallsReason)
	flags.StringVar(&f.search, "search", "", t.CallsSearch)
	flags.StringVar(&f.order, "order", "", t.CallsOrder)
	flags.IntVar(&f.limit, "limit", 100, t.CallsLimit)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return a.listCalls(cmd.Context(), f, *days, *out) }
	return cmd
}

func (a *app) listCalls(ctx context.Context, f callsFlags, days periodFlags, out outputFlags) error {
	format, err := a.format(out)
	if err != nil {
		return err
	}
	o, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	filter, err := a.filter(ctx, o, f, days)
	if err != nil {
		return err
	}
	page, err := o.store.Calls(ctx, filter, store.Page{Order: store.Order(f.order), Limit: f.limit})
	if err != nil {
		return err
	}
	settings, err := panels.FromConfig(o.conf)
	if err != nil {
		return err
	}
	if err := a.emit(out, format, func(w io.Writer) error { return report.Calls(w, format, settings, page.Calls, a.texts) }); err != nil {
		return err
	}
	if page.Next != "" {
		_, _ = fmt.Fprintf(a.err, a.texts.CLI.MoreCalls+"\n", a.texts.Number(int64(len(page.Calls))))
	}
	return nil
}

// filter reads the flags of a list. Days that were not given leave it open.
func (a *app) filter(ctx context.Context, o *office, f callsFlags, days periodFlags) (store.Filter, error) {
	filter := store.Filter{Lost: f.lost, Missed: f.missed, NotReviewed: f.unreviewed, Search: f.search}
	for _, m := range f.managers {
		name, err := a.manager(ctx, o, m)
		if err != nil {
			return filter, err
		}
		filter.Managers = append(filter.Managers, name)
	}
	list, err := a.checklistOf(o.conf)
	if err != nil {
		return filter, err
	}
	for _, item := range f.misses {
		if _, ok := list.Item(scoring.Item(item)); !ok {
			return filter, usageError{said(a.texts.CLI.WrongItem, item)}
		}
		filter.MissOf = append(filter.MissOf, scoring.Item(item))
	}
	for _, reason := range f.reasons {
		if !slices.Contains(scoring.Reasons[:], scoring.Reason(reason)) {
			return filter, usageError{said(a.texts.CLI.WrongReason, reason)}
		}
		filter.Reasons = append(filter.Reasons, scoring.Reason(reason))
	}
	orders := []store.Order{store.ByTimeDesc, store.ByTime, store.ByRisk, store.ByWait, store.ByTalk, store.ByScore}
	if !slices.Contains(orders, store.Order(f.order)) {
		return filter, usageError{said(a.texts.CLI.WrongOrderName, f.order)}
	}
	if days.from != "" || days.to != "" {
		return a.within(ctx, o, filter, days)
	}
	return filter, nil
}

func (a *app) within(ctx context.Context, o *office, filter store.Filter, days periodFlags) (store.Filter, error) {
	from, to, err := a.period(ctx, o, days)
	if err != nil {
		return filter, err
	}
	loc := o.conf.Location()
	filter.FromMS, filter.ToMS = from.Start(loc).UnixMilli(), to.Add(1).Start(loc).UnixMilli()
	return filter, nil
}

// manager finds a manager by his name or a part of it that is only his.
func (a *app) manager(ctx context.Context, o *office, name string) (string, error) {
	names, err := o.store.Managers(ctx)
	if err != nil {
		return "", err
	}
	var found []string
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return n, nil
		}
		if strings.Contains(strings.ToLower(n), strings.ToLower(name)) {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		return "", usageError{said(a.texts.CLI.NoManager, name, strings.Join(names, ", "))}
	}
	return found[0], nil
}
