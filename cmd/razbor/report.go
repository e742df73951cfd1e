package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/report"
)

// periodFlags are the days that a report is of.
type periodFlags struct{ from, to string }

func (a *app) periodFlags(cmd *cobra.Command) *periodFlags {
	var p periodFlags
	cmd.Flags().StringVar(&p.from, "from", "", a.texts.CLI.FlagFrom)
	cmd.Flags().StringVar(&p.to, "to", "", a.texts.CLI.FlagTo)
	return &p
}

// period reads the days; without a last one it is the last that has a call,
// without a first one the last day alone.
func (a *app) period(ctx context.Context, o *office, p periodFlags) (from, to store.Day, err error) {
	if to, err = a.day(ctx, o, p.to); err != nil {
		return 0, 0, err
	}
	from = to
	if p.from != "" {
		if from, err = a.parseDay(p.from); err != nil {
			return 0, 0, err
		}
	}
	if from > to {
		return 0, 0, usageError{said(a.texts.CLI.WrongOrder, p.from, to)}
	}
	return from, to, nil
}

// outputFlags are the form of a report and the file it goes to.
type outputFlags struct{ format, file string }

func (a *app) outputFlags(cmd *cobra.Command) *outputFlags {
	var f outputFlags
	cmd.Flags().StringVar(&f.format, "format", "", a.texts.CLI.ReportFormat)
	cmd.Flags().StringVarP(&f.file, "output", "o", "", a.texts.CLI.FlagOutput)
	return &f
}

// format reads the form: as named, else by --json, else by the file's extension, else text.
func (a *app) format(f outputFlags) (report.Format, error) {
	name := f.format
	switch {
	case name != "":
	case a.json:
		name = string(report.JSON)
	case f.file != "":
		name = strings.TrimPrefix(filepath.Ext(f.file), ".")
		if !slices.Contains(report.Formats(), report.Format(name)) {
			name = string(report.Text)
		}
	default:
		name = string(report.Text)
	}
	format, err := report.ParseFormat(name)
	if err != nil {
		return "", usageError{said(a.texts.CLI.WrongFormat, name)}
	}
	return format, nil
}

// emit writes a report to the file that was asked for, whole or not at all, or
// to the output.
func (a *app) emit(f outputFlags, format report.Format, write writer) error {
	if format == report.Text {
		text := write
		write = func(w io.Writer) error { return plain(w, text) }
	}
	if f.file == "" || f.file == "-" {
		return write(a.out)
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.file), ".report-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", f.file, err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	err = write(tmp)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), f.file)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", f.file, err)
	}
	return nil
}

// reading is what a command that reads a period has at hand.
type reading struct {
	*office
	ctx      context.Context //nolint:containedctx // lives as long as one command
	settings panels.Settings
	from, to store.Day
	format   report.Format
}

// writer writes what was read.
type writer func(io.Writer) error

// reading opens the home, has a period read and writes what came of it.
func (a *app) reading(ctx context.Context, days periodFlags, out outputFlags, read func(reading) (writer, error)) error {
	format, err := a.format(out)
	if err != nil {
		return err
	}
	o, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	r := reading{office: o, ctx: ctx, format: format}
	if r.from, r.to, err = a.period(ctx, o, days); err != nil {
		return err
	}
	if r.settings, err = panels.FromConfig(o.conf); err != nil {
		return err
	}
	write, err := read(r)
	if err != nil {
		return err
	}
	return a.emit(out, format, write)
}

func (a *app) reportCommand() *cobra.Command {
	t := a.texts.CLI
	var by string
	cmd := &cobra.Command{Use: "report", Short: t.Report, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.Flags().StringVar(&by, "by", "", t.ReportBy)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		sections, err := a.sections(by)
		if err != nil {
			return err
		}
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			s, err := panels.Period(r.ctx, r.store, r.settings, panels.Query{From: r.from, To: r.to, By: sections})
			return func(w io.Writer) error { return report.Summary(w, r.format, s, a.texts) }, err
		})
	}
	return cmd
}

func (a *app) diagnoseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "diagnose", Short: a.texts.CLI.Diagnose, Args: a.args(cobra.NoArgs)}
	days, out := a.periodFlags(cmd), a.outputFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return a.reading(cmd.Context(), *days, *out, func(r reading) (writer, error) {
			s, err := panels.Diagnose(r.ctx, r.store, r.settings, panels.Query{From: r.from, To: r.to})
			return func(w io.Writer) error { return report.Diagnosis(w, r.format, s, a.texts) }, err
		})
	}
	return cmd
}

// sections reads the groupings of a report; without any it is all of them.
func (a *app) sections(by string) ([]panels.Section, error) {
	if by == "" {
		return panels.Sections(), nil
	}
	var sections []panels.Section
	for name := range strings.SplitSeq(by, ",") {
		s := panels.Section(strings.TrimSpace(name))
		if !slices.Contains(panels.Sections(), s) {
			return nil, usageError{said(a.texts.CLI.WrongBy, name)}
		}
		sections = append(sections, s)
	}
	return sections, nil
}
