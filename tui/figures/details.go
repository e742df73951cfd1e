package figures

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/fetch"
	"razbor/tui/screen"
)

// Details are what is loaded for one row of the figures when the cursor comes to
// it: a manager's card, the evidence of a cause. What was loaded is kept until
// the figures are others. It is used from the event loop alone.
type Details[K comparable, V any] struct {
	Err error // why those asked for last could not be loaded

	env   *screen.Env
	guard fetch.Guard
	known map[K]V
}

// NewDetails makes details of nothing yet.
func NewDetails[K comparable, V any](e *screen.Env) Details[K, V] {
	return Details[K, V]{env: e, known: map[K]V{}}
}

type detailed[K comparable, V any] struct {
	of    *Details[K, V]
	token fetch.Token
	key   K
	value V
	err   error
}

// Forget drops what was loaded: the figures are others.
func (d *Details[K, V]) Forget() { clear(d.known) }

// Of returns the details of a row, as far as they are known.
func (d *Details[K, V]) Of(key K) (V, bool) {
	v, ok := d.known[key]
	return v, ok
}

// Show loads the details of a row unless they are known; those being loaded for
// another row are not waited for.
func (d *Details[K, V]) Show(key K, read func(context.Context) (V, error)) tea.Cmd {
	d.Err = nil
	if _, ok := d.known[key]; ok {
		d.Leave()
		return nil
	}
	ctx, token := d.guard.Begin(context.Background())
	return func() tea.Msg {
		v, err := read(ctx)
		return detailed[K, V]{d, token, key, v, err}
	}
}

// Leave stops a load: no row's details are wanted.
func (d *Details[K, V]) Leave() { d.guard.Abort() }

// Busy reports whether details are being loaded.
func (d *Details[K, V]) Busy() bool { return d.guard.Busy() }

// Stop stops a load that the person waits for; it reports false where none was.
func (d *Details[K, V]) Stop() bool {
	if !d.env.Waiting || !d.guard.Abort() {
		return false
	}
	d.Err = context.Canceled
	return true
}

// Update takes the answer to a load, and reports whether details have come.
func (d *Details[K, V]) Update(msg tea.Msg) (came bool) {
	m, ok := msg.(detailed[K, V])
	if !ok || m.of != d || !d.guard.Finish(m.token) {
		return false
	}
	if m.err != nil {
		d.Err = m.err
		return false
	}
	d.known[m.key] = m.value
	return true
}
