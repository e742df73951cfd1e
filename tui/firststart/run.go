package firststart

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/store/config"
	"razbor/tui/lang"
	"razbor/tui/theme"
)

// Run shows the form on the terminal and returns what the person decided.
func Run(ctx context.Context, t *lang.Texts, now func() time.Time, opts ...tea.ProgramOption) (Result, error) {
	find := func(ctx context.Context, s config.Source) ([]string, error) { return Extensions(ctx, s, now()) }
	m := New(t, theme.New(theme.Options{}), find)
	_, err := tea.NewProgram(m, append(opts, tea.WithContext(ctx))...).Run()
	switch {
	case err == nil:
		return m.Result(), nil
	case !errors.Is(err, tea.ErrInterrupted) && ctx.Err() == nil:
		return Result{}, fmt.Errorf("run the first-start form: %w", err)
	}
	return Result{}, nil // the person left
}
