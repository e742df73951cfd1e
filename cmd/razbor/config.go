package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"razbor/store/config"
)

func (a *app) configCommand() *cobra.Command {
	t := a.texts.CLI
	cmd := &cobra.Command{Use: "config", Short: t.Config, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	force := false
	initialise := &cobra.Command{Use: "init", Short: t.ConfigInit, Args: a.args(cobra.NoArgs), RunE: func(*cobra.Command, []string) error {
		return a.configInit(force)
	}}
	initialise.Flags().BoolVar(&force, "force", false, t.ConfigForce)
	check := &cobra.Command{Use: "check", Short: t.ConfigCheck, Args: a.args(cobra.NoArgs), RunE: func(*cobra.Command, []string) error {
		return a.configCheck()
	}}
	path := &cobra.Command{Use: "path", Short: t.ConfigPath, Args: a.args(cobra.NoArgs), RunE: func(*cobra.Command, []string) error {
		if a.json {
			return a.printJSON(map[string]string{"config": a.configFile(), "home": a.homeDir(), "database": a.databaseFile()})
		}
		_, err := fmt.Fprintln(a.out, a.configFile())
		return err
	}}
	cmd.AddCommand(initialise, check, path)
	return cmd
}

// configInit writes the commented configuration; one that is there stays unless forced.
func (a *app) configInit(force bool) error {
	file := a.configFile()
	if _, err := os.Stat(file); !force && !errors.Is(err, fs.ErrNotExist) {
		return usageError{said(a.texts.CLI.ConfigThere, file)}
	}
	if err := config.Write(file, config.Template(string(a.texts.Lang), config.Answers{})); err != nil {
		return err
	}
	_, err := fmt.Fprintf(a.out, a.texts.CLI.ConfigWritten+"\n", file)
	return err
}

// configCheck reads the configuration and says that it holds.
func (a *app) configCheck() error {
	c, err := config.Load(a.configFile())
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(map[string]any{"config": c.File(), "ok": true, "sources": len(c.Sources), "managers": len(c.Managers)})
	}
	_, err = fmt.Fprintf(a.out, a.texts.CLI.ConfigFine+"\n", c.File(), a.texts.Sources(len(c.Sources)), a.texts.CountManagers(len(c.Managers)))
	return err
}

// printJSON writes one indented JSON value.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
