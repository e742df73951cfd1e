package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"razbor/store/demo"
)

func (a *app) demoCommand() *cobra.Command {
	t := a.texts.CLI
	plain := false
	cmd := &cobra.Command{Use: "demo", Short: t.Demo, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error {
		return a.demo(cmd.Context(), plain || a.json || !a.terminal())
	}}
	cmd.Flags().BoolVar(&plain, "no-tui", false, t.DemoNoTUI)
	return cmd
}

// demo lays the demo department out, brings it in and opens the console on its
// day, or prints the day. Doing it again brings in nothing twice.
func (a *app) demo(ctx context.Context, plain bool) error {
	if a.home == "" {
		a.home = filepath.Join(xdg.DataHome, "razbor-demo")
	}
	if a.config == "" {
		a.config = filepath.Join(a.home, demo.ConfigFile)
	}
	if err := demo.Lay(a.home); err != nil {
		return err
	}
	o, err := a.openOrMake(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	if _, err := a.bringIn(ctx, o, nil, false); err != nil {
		return err
	}
	if plain {
		return a.showDay(ctx, o, demo.Date.String(), false)
	}
	_, _ = fmt.Fprintf(a.err, a.texts.CLI.DemoReady+"\n", a.home)
	return a.consoleOn(ctx, o, consoleStart{day: demo.Date})
}
