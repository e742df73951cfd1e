package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"razbor/scoring/checklist"
	"razbor/scoring/judge"
	"razbor/store/config"
)

func (a *app) checklistCommand() *cobra.Command {
	t := a.texts.CLI
	cmd := &cobra.Command{Use: "checklist", Short: t.Checklist, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	initialise := &cobra.Command{Use: "init [FILE]", Short: t.ChecklistInit, Args: a.args(cobra.MaximumNArgs(1)), RunE: func(_ *cobra.Command, args []string) error {
		file := "checklist.toml"
		if len(args) == 1 {
			file = args[0]
		}
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			return usageError{said(t.ConfigThereAlready, file)}
		}
		if err := config.Write(file, checklist.Source(string(a.texts.Lang))); err != nil {
			return err
		}
		_, err := fmt.Fprintf(a.out, t.ChecklistWritten+"\n", file)
		return err
	}}
	check := &cobra.Command{Use: "check [FILE]", Short: t.ChecklistCheck, Args: a.args(cobra.MaximumNArgs(1)), RunE: func(_ *cobra.Command, args []string) error {
		list, err := a.namedChecklist(args)
		if err != nil {
			return err
		}
		if a.json {
			return a.printJSON(map[string]any{"id": list.ID, "items": len(list.Items), "version": list.Version(), "ok": true})
		}
		_, err = fmt.Fprintf(a.out, t.ChecklistFine+"\n", list.ID, len(list.Items), list.Version())
		return err
	}}
	show := &cobra.Command{Use: "show [FILE]", Short: t.ChecklistShow, Args: a.args(cobra.MaximumNArgs(1)), RunE: func(_ *cobra.Command, args []string) error {
		list, err := a.namedChecklist(args)
		if err != nil {
			return err
		}
		return a.showChecklist(list)
	}}
	cmd.AddCommand(initialise, check, show)
	return cmd
}

// namedChecklist reads the checklist that is named, else the one in force; it
// must be one that the judge can work by.
func (a *app) namedChecklist(args []string) (*checklist.List, error) {
	var list *checklist.List
	var err error
	if len(args) == 1 {
		list, err = readChecklist(args[0])
	} else {
		conf, cerr := a.loadConfig()
		if cerr != nil {
			return nil, cerr
		}
		list, err = a.checklistOf(conf)
	}
	if err != nil {
		return nil, err
	}
	if _, err := judge.New(list); err != nil {
		return nil, usageError{err}
	}
	return list, nil
}

func (a *app) showChecklist(list *checklist.List) error {
	language := string(a.texts.Lang)
	if a.json {
		items := make([]map[string]any, 0, len(list.Items))
		for _, i := range list.Items {
			items = append(items, map[string]any{"id": i.ID, "title": i.Name(language), "weight": i.Weight, "cause": i.Cause, "rule": i.Rule})
		}
		return a.printJSON(map[string]any{"id": list.ID, "version": list.Version(), "items": items})
	}
	for _, i := range list.Items {
		if _, err := fmt.Fprintf(a.out, "%-14s "+a.texts.CLI.ChecklistItem+"\n", i.ID, i.Name(language), i.Weight, i.Cause); err != nil {
			return err
		}
	}
	return nil
}
