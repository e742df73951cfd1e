package tui

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// How often the console looks whether the data changed, and how often the
// progress of a sync is drawn.
const (
	firstPoll = 200 * time.Millisecond
	pollEvery = 2 * time.Second
	syncEvery = 100 * time.Millisecond
)

type (
	pollTick    struct{}
	versionSeen struct {
		token   fetch.Token
		version int64
		err     error
	}
	spanLoaded struct {
		token       fetch.Token
		first, last store.Day
		err         error
	}
)

func (m *Model) pollLater(d time.Duration) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return pollTick{} })
}

// poll asks for the version of the data. A store that does not answer is not
// asked again until it has.
func (m *Model) poll() tea.Cmd {
	if m.version.Busy() {
		return m.pollLater(m.pollEvery)
	}
	ctx, token := m.version.Begin(context.Background())
	db := m.env.Store
	return func() tea.Msg {
		v, err := db.Version(ctx)
		return versionSeen{token, v, err}
	}
}

func (m *Model) versionSeen(msg versionSeen) tea.Cmd {
	if !m.version.Finish(msg.token) {
		return nil
	}
	next := m.pollLater(m.pollEvery)
	if msg.err != nil || m.seen && msg.version == m.env.Version {
		return next
	}
	first := !m.seen
	m.env.Version, m.seen = msg.version, true
	if first {
		return next
	}
	return tea.Batch(next, m.loadSpan(), m.news(screen.DataChanged{}))
}

// loadSpan asks which days have calls.
func (m *Model) loadSpan() tea.Cmd {
	ctx, token := m.span.Begin(context.Background())
	db := m.env.Store
	return func() tea.Msg {
		first, last, err := db.Span(ctx)
		return spanLoaded{token, first, last, err}
	}
}

// spanLoaded settles the first period: today, or the last day with calls where
// today has none yet.
func (m *Model) spanLoaded(msg spanLoaded) tea.Cmd {
	if !m.span.Finish(msg.token) {
		return nil
	}
	m.empty = errors.Is(msg.err, store.ErrNotFound)
	if msg.err == nil {
		m.env.First, m.env.Last = msg.first, msg.last
	}
	if m.placed {
		return nil
	}
	if msg.err == nil {
		m.env.Period = screen.PeriodOf(screen.OneDay, msg.last)
	}
	var trouble tea.Cmd
	if msg.err != nil && !errors.Is(msg.err, store.ErrNotFound) {
		trouble = m.say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.placed = true
	start := m.start()
	if start.Screen == m.active {
		return tea.Batch(trouble, m.enter(start))
	}
	return tea.Batch(trouble, m.news(screen.PeriodChanged{}))
}

// giveUp stops waiting for the days with calls: the screen stands, stopped, on
// the period that needs no answer.
func (m *Model) giveUp() bool {
	if m.placed || !m.span.Abort() {
		return false
	}
	m.placed = true
	if start := m.start(); start.Screen == m.active {
		m.enter(start) // begun only to be stopped: it shows that it can be begun again
	}
	m.current().Stop()
	return true
}

// Busy reports whether the person waits for something.
func (m *Model) Busy() bool { return m.current().Busy() || !m.placed && m.span.Busy() }

// syncState is the sync that the console started.
type syncState struct {
	running bool
	cancel  context.CancelFunc
	latest  *atomic.Pointer[Progress]
	over    chan struct{}
}

type (
	syncTick struct{}
	syncDone struct {
		result Synced
		err    error
	}
)

func (s *syncState) stop() {
	if s.running {
		s.cancel()
	}
}

// wait lets a stopped sync come to its end, so that the store is not closed
// under it.
func (s *syncState) wait() {
	if s.running {
		<-s.over
	}
}

func (s *syncState) say(t *lang.Texts) string {
	p := s.latest.Load()
	if p == nil {
		return t.Frame.Syncing
	}
	text := t.Frame.Syncing + " " + p.Source
	if p.Total > 0 {
		return text + " " + t.Percent(float64(p.Done)/float64(p.Total), 0)
	}
	return text + " " + t.Number(p.Done)
}

// startSync runs the sources in the background; while it runs, the same key stops it.
func (m *Model) startSync() tea.Cmd {
	if m.sync.running {
		m.sync.stop()
		return nil
	}
	run := m.deps.Sync
	if run == nil {
		return tea.Batch(m.say(screen.News, m.env.Texts.Frame.NoSync), m.news(screen.DataChanged{}))
	}
	ctx, cancel := context.WithCancel(context.Background())
	latest, over := &atomic.Pointer[Progress]{}, make(chan struct{})
	m.sync = syncState{true, cancel, latest, over}
	work := func() tea.Msg {
		defer close(over)
		result, err := run(ctx, func(p Progress) { latest.Store(&p) })
		return syncDone{result, err}
	}
	return tea.Batch(work, m.syncTick())
}

// syncTick draws the progress again while there is any.
func (m *Model) syncTick() tea.Cmd {
	if !m.sync.running {
		return nil
	}
	return tea.Tick(syncEvery, func(time.Time) tea.Msg { return syncTick{} })
}

func (m *Model) syncDone(msg syncDone) tea.Cmd {
	m.sync.cancel()
	m.sync = syncState{}
	t := m.env.Texts
	reload := m.poll()
	switch {
	case errors.Is(msg.err, context.Canceled):
		return tea.Batch(reload, m.say(screen.News, t.Frame.SyncStopped))
	case msg.err != nil:
		return tea.Batch(reload, m.say(screen.Trouble, t.Error(msg.err)))
	case msg.result.Added == 0 && msg.result.Changed == 0:
		return tea.Batch(reload, m.say(screen.Fine, t.Frame.SyncNothing+badRows(t, msg.result.Bad)))
	}
	what := t.Count(int64(msg.result.Added), t.Frame.SyncNew)
	if msg.result.Changed > 0 {
		what += ", " + t.Count(int64(msg.result.Changed), t.Frame.SyncChanged)
	}
	return tea.Batch(reload, m.say(screen.Fine, fmt.Sprintf(t.Frame.SyncDone, what)+badRows(t, msg.result.Bad)))
}

// badRows tells of rows that could not be read; razbor sync says which.
func badRows(t *lang.Texts, n int) string {
	if n == 0 {
		return ""
	}
	return " · " + t.Count(int64(n), t.Frame.SyncBad)
}
