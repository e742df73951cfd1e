package sync

import (
	"context"
	"errors"

	"razbor/store/config"
	"razbor/store/source"
)

func asProblem(err error, p **source.Problem) bool { return errors.As(err, p) }

func (r *runner) transcripts(_ context.Context, _ config.Source) error { return nil }

func (r *runner) deals(_ context.Context, _ config.Source) error { return nil }

func (r *runner) pending(_ context.Context) error { return nil }
