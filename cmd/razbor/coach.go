package main

import (
	"io"

	"github.com/spf13/cobra"

	"razbor/store/panels"
	"razbor/tui/report"
)

func (a *app) coachCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "coach MANAGER", Short: a.texts.CLI.Coach, Args: a.args(cobra.ExactArgs(1))}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			name, err := a.manager(r.ctx, r.office, args[0])
			if err != nil {
				return nil, err
			}
			c, err := panels.Coach(r.ctx, r.store, r.settings, name, r.from, r.to)
			return func(w io.Writer) error { return report.Coach(w, r.format, c, a.texts) }, err
		})
	}
	return cmd
}

func (a *app) missedCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "missed", Short: a.texts.CLI.Missed, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			list, err := panels.Missed(r.ctx, r.store, r.settings, panels.Query{From: r.from, To: r.to}, a.now())
			return func(w io.Writer) error { return report.Missed(w, r.format, list, a.texts) }, err
		})
	}
	return cmd
}

func (a *app) patternsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "patterns", Short: a.texts.CLI.Patterns, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			c, err := panels.Patterns(r.ctx, r.store, r.settings, panels.Query{From: r.from, To: r.to})
			return func(w io.Writer) error { return report.Patterns(w, r.format, c, a.texts) }, err
		})
	}
	return cmd
}

func (a *app) staffingCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "staffing", Short: a.texts.CLI.Staffing, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			s, err := panels.Staffing(r.ctx, r.store, r.settings, panels.Query{From: r.from, To: r.to})
			return func(w io.Writer) error { return report.Staffing(w, r.format, s, a.texts) }, err
		})
	}
	return cmd
}
