package tui

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// Run opens the console on the terminal and returns when the person leaves it,
// the context ends or the terminal is lost. What was marked and the place left
// are kept in every case.
func Run(ctx context.Context, d Deps, opts ...tea.ProgramOption) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
	defer stop()
	m := New(d)
	_, err := tea.NewProgram(m, append(opts, tea.WithContext(ctx))...).Run()
	m.Close()
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted):
		return nil
	case ctx.Err() != nil:
		return nil // the terminal is gone or the caller asked: nothing was lost
	}
	return fmt.Errorf("run the console: %w", err)
}
