// Package figures is what the screens of figures have in common: figures of the
// period are loaded in the background and stopped by Esc, go on standing for a
// moment while others load, are read anew when period or data change, and are
// saved to a file. What the figures are and how they are drawn is the screen's own.
package figures

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/fetch"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// slowAfter is how long the figures of the period before stay while others load.
const slowAfter = 250 * time.Millisecond

// Ask is what a load needs to know, copied out of the environment that the event
// loop may change meanwhile.
type Ask struct {
	Store   screen.Store
	Rules   panels.Settings // what the figures are judged and priced by
	Period  screen.Period
	First   store.Day // the first day with calls, 0 where not known
	Version int64     // of the data
}

// AskOf copies what a load needs out of the environment as it is now.
func AskOf(e *screen.Env) Ask {
	return Ask{Store: e.Store, Rules: e.Figures, Period: e.Period, First: e.First, Version: e.Version}
}

// Days asks for the figures of the period, in these sections.
func (a Ask) Days(by ...panels.Section) panels.Query {
	return panels.Query{From: a.Period.From, To: a.Period.To, By: by}
}

// Load is the figures of one screen and what they are being replaced by. It is
// used from the event loop alone.
type Load[D any] struct {
	Data   D
	Period screen.Period // that Data is of
	Have   bool          // Data may be shown
	Err    error         // why there is none

	env     *screen.Env
	read    func(context.Context, Ask) (D, error)
	guard   fetch.Guard
	open    bool  // the screen has been seen
	version int64 // that Data is of
}

// New makes a load that reads its figures with read, in the background.
func New[D any](e *screen.Env, read func(context.Context, Ask) (D, error)) Load[D] {
	return Load[D]{env: e, read: read}
}

// The messages name the load that they are for: every screen gets them.
type (
	loaded[D any] struct {
		of    *Load[D]
		token fetch.Token
		ask   Ask
		data  D
		err   error
	}
	slow[D any] struct {
		of    *Load[D]
		token fetch.Token
	}
)

// Enter loads the figures when the screen is opened, unless they are there.
func (l *Load[D]) Enter() tea.Cmd {
	l.open = true
	if l.Have && l.Period == l.env.Period && l.version == l.env.Version {
		return nil
	}
	return l.reload()
}

// Busy reports whether figures are being loaded.
func (l *Load[D]) Busy() bool { return l.guard.Busy() }

// Stop stops a load that the person waits for; it reports false where none was.
func (l *Load[D]) Stop() bool {
	if !l.env.Waiting || !l.guard.Abort() {
		return false
	}
	if !l.Have {
		l.Err = context.Canceled
	}
	return true
}

// Update takes the messages of the period, of the data and of the load itself,
// and leaves all others. It reports whether other figures have come.
func (l *Load[D]) Update(msg tea.Msg) (cmd tea.Cmd, came bool) {
	switch msg := msg.(type) {
	case screen.PeriodChanged, screen.DataChanged:
		if l.open {
			return l.reload(), false
		}
	case loaded[D]:
		if msg.of == l {
			return l.loaded(msg)
		}
	case slow[D]:
		if msg.of == l && l.guard.Is(msg.token) && l.Period != l.env.Period {
			l.Have = false
		}
	}
	return nil, false
}

func (l *Load[D]) reload() tea.Cmd {
	l.Err = nil
	ctx, token := l.guard.Begin(context.Background())
	ask, read := AskOf(l.env), l.read
	return tea.Batch(
		func() tea.Msg {
			data, err := read(ctx, ask)
			return loaded[D]{l, token, ask, data, err}
		},
		tea.Tick(slowAfter, func(time.Time) tea.Msg { return slow[D]{l, token} }),
	)
}

func (l *Load[D]) loaded(msg loaded[D]) (tea.Cmd, bool) {
	if !l.guard.Finish(msg.token) {
		return nil, false
	}
	if msg.err != nil {
		l.Err, l.Have = msg.err, false
		return screen.Say(screen.Trouble, l.env.Texts.Error(msg.err)), false
	}
	l.Data, l.Period, l.version = msg.data, msg.ask.Period, msg.ask.Version
	l.Have, l.Err = true, nil
	return nil, true
}

// Nothing says why a screen's figures are none, and what to do.
type Nothing struct {
	Is         bool
	Text, Hint string
}

// Instead draws what stands in place of figures that cannot be shown: the error,
// that there is no call yet, that there is none in the period, or nothing while
// the first ones load. It reports false where the figures can be shown.
func (l *Load[D]) Instead(none Nothing, w, h int) (string, bool) {
	t, st := l.env.Texts, l.env.Styles
	switch {
	case w < widget.PanelInset || h < widget.PanelHeight:
		return layout.Fit("", max(w, 1), max(h, 1)), true
	case l.Err != nil:
		return widget.Message(st, t.Error(l.Err), t.Frame.Stopped, true, w, h), true
	case !l.Have:
		return layout.Fit("", w, h), true
	case none.Is && l.env.Last == 0:
		return widget.Message(st, t.Today.NoData, t.Today.NoDataHint, false, w, h), true
	case none.Is:
		return widget.Message(st, none.Text, none.Hint, false, w, h), true
	}
	return "", false
}
