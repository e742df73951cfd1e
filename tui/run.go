package tui

import (
	"context"
	"errors"
	"fmt"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// framesPerSecond is how often a change may be drawn: a key's frame waits for
// half of it on the average.
const framesPerSecond = 120

// Run opens the console on the terminal and returns when the person leaves it,
// the context ends or the terminal is lost. What was marked and the place left
// are kept in every case.
func Run(ctx context.Context, d Deps, opts ...tea.ProgramOption) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
	defer stop()
	m := New(d)
	_, err := tea.NewProgram(m, append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(framesPerSecond)}, opts...)...).Run()
	m.Close()
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted):
		return nil
	case ctx.Err() != nil:
		return nil // the terminal is gone or the caller asked: nothing was lost
	}
	return fmt.Errorf("run the console: %w", err)
}
