package storetest

import (
	"context"
	"time"

	"razbor/scoring"
	"razbor/store"
)

// gate is a reader that does something before each question: waits, or fails.
type gate struct {
	store.Reader
	before func(context.Context) error
}

// Slow returns a reader that answers each question after a delay, or with the
// error of the context where that ends first.
func Slow(r store.Reader, delay time.Duration) store.Reader {
	return gate{r, func(ctx context.Context) error {
		timer := time.NewTimer(delay)
		defer timer.Stop()
		select {
		case <-timer.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
}

// Failing returns a reader that answers each question with an error; of nil it
// makes store.ErrDamaged.
func Failing(r store.Reader, err error) store.Reader {
	if err == nil {
		err = store.ErrDamaged
	}
	return gate{r, func(context.Context) error { return err }}
}

// ask runs one question behind the gate.
func ask[T any](ctx context.Context, g gate, question func() (T, error)) (T, error) {
	if err := g.before(ctx); err != nil {
		var none T
		return none, err
	}
	return question()
}

func (g gate) Call(ctx context.Context, id string) (store.Call, error) {
	return ask(ctx, g, func() (store.Call, error) { return g.Reader.Call(ctx, id) })
}

func (g gate) Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error) {
	return ask(ctx, g, func() (store.CallPage, error) { return g.Reader.Calls(ctx, f, p) })
}

func (g gate) Count(ctx context.Context, f store.Filter, limit int) (int, error) {
	return ask(ctx, g, func() (int, error) { return g.Reader.Count(ctx, f, limit) })
}

func (g gate) Search(ctx context.Context, words string, f store.Filter, limit int) ([]store.Hit, error) {
	return ask(ctx, g, func() ([]store.Hit, error) { return g.Reader.Search(ctx, words, f, limit) })
}

func (g gate) Transcript(ctx context.Context, id string) (scoring.Transcript, error) {
	return ask(ctx, g, func() (scoring.Transcript, error) { return g.Reader.Transcript(ctx, id) })
}

func (g gate) Judgement(ctx context.Context, id string) (scoring.Judgement, error) {
	return ask(ctx, g, func() (scoring.Judgement, error) { return g.Reader.Judgement(ctx, id) })
}

func (g gate) Legs(ctx context.Context, id string) ([]store.Leg, error) {
	return ask(ctx, g, func() ([]store.Leg, error) { return g.Reader.Legs(ctx, id) })
}

func (g gate) Deal(ctx context.Context, id string) (store.Deal, error) {
	return ask(ctx, g, func() (store.Deal, error) { return g.Reader.Deal(ctx, id) })
}

func (g gate) Notes(ctx context.Context, id string) ([]store.Note, error) {
	return ask(ctx, g, func() ([]store.Note, error) { return g.Reader.Notes(ctx, id) })
}

func (g gate) Marks(ctx context.Context, id string) ([]store.Mark, error) {
	return ask(ctx, g, func() ([]store.Mark, error) { return g.Reader.Marks(ctx, id) })
}

func (g gate) Playlist(ctx context.Context) ([]store.Note, error) {
	return ask(ctx, g, func() ([]store.Note, error) { return g.Reader.Playlist(ctx) })
}

func (g gate) Waveform(ctx context.Context, id string) ([]byte, error) {
	return ask(ctx, g, func() ([]byte, error) { return g.Reader.Waveform(ctx, id) })
}

func (g gate) Resume(ctx context.Context, id string) (int64, error) {
	return ask(ctx, g, func() (int64, error) { return g.Reader.Resume(ctx, id) })
}

func (g gate) Panel(ctx context.Context, q store.PanelQuery) (store.Panel, error) {
	return ask(ctx, g, func() (store.Panel, error) { return g.Reader.Panel(ctx, q) })
}

type span struct{ first, last store.Day }

func (g gate) Span(ctx context.Context) (first, last store.Day, err error) {
	s, err := ask(ctx, g, func() (span, error) {
		first, last, err := g.Reader.Span(ctx)
		return span{first, last}, err
	})
	return s.first, s.last, err
}

func (g gate) Managers(ctx context.Context) ([]string, error) {
	return ask(ctx, g, func() ([]string, error) { return g.Reader.Managers(ctx) })
}

func (g gate) Reviewed(ctx context.Context) ([]store.ReviewedVerdict, error) {
	return ask(ctx, g, func() ([]store.ReviewedVerdict, error) { return g.Reader.Reviewed(ctx) })
}

func (g gate) Version(ctx context.Context) (int64, error) {
	return ask(ctx, g, func() (int64, error) { return g.Reader.Version(ctx) })
}
