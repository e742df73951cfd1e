package review

import (
	"context"
	"reflect"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/screen"
)

// maxQueue bounds how many calls the way from call to call leads through.
const maxQueue = 500

// queue is the calls worth hearing, the most telling first. It keeps its order
// while a person goes through it; new calls come to its end.
type queue struct {
	guard     fetch.Guard
	filter    store.Filter // narrowed to nothing but what the person came with
	ids       []string
	more      bool // there are more than the way leads through
	loaded    bool
	openFirst bool
}

type queueLoaded struct {
	token fetch.Token
	ids   []string
	more  bool
	fresh bool // it replaces the order
	err   error
}

// setQueue puts the queue on the calls that the person came from.
func (m *Model) setQueue(f store.Filter) tea.Cmd {
	f.FromMS, f.ToMS, f.Search = 0, 0, "" // the period is shared; what is looked for is one call's matter
	if m.queue.loaded && reflect.DeepEqual(f, m.queue.filter) {
		return nil
	}
	m.queue.filter, m.queue.loaded, m.queue.ids = f, false, nil
	return m.loadQueue()
}

// loadQueue reads the ids of the queue. Missed calls have nothing to hear, so
// they are in it only where the person asked for them.
func (m *Model) loadQueue() tea.Cmd {
	f := m.queuePeriod().Narrow(m.queue.filter, m.env.Location())
	f.Answered = f.Answered || !f.Missed
	ctx, token := m.queue.guard.Begin(context.Background())
	db, fresh := m.env.Store, !m.queue.loaded
	return func() tea.Msg {
		page, err := db.Calls(ctx, f, store.Page{Order: store.ByRisk, Limit: maxQueue})
		ids := make([]string, len(page.Calls))
		for i, c := range page.Calls {
			ids[i] = c.ID
		}
		return queueLoaded{token, ids, page.Next != "", fresh, err}
	}
}

// queuePeriod is the console's period; for a call of another time, its own day.
func (m *Model) queuePeriod() screen.Period {
	p := m.env.Period
	from, to := p.Bounds(m.env.Location())
	if at := m.d.call.StartMS; m.open && (at < from || at >= to) {
		return screen.PeriodOf(screen.OneDay, store.DayOf(m.env.Local(at)))
	}
	return p
}

func (m *Model) queueLoaded(msg queueLoaded) tea.Cmd {
	if !m.queue.guard.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err = msg.err
		return m.trouble(msg.err)
	}
	if msg.fresh {
		m.queue.ids = msg.ids
	} else {
		m.queue.ids = merged(m.queue.ids, msg.ids, m.id)
	}
	m.queue.loaded, m.queue.more = true, msg.more
	if first := m.queue.openFirst; first && m.id == "" && len(m.queue.ids) > 0 {
		m.queue.openFirst = false
		return m.show(m.queue.ids[0], 0, false)
	}
	return nil
}

// merged keeps the order of old and puts what is new behind it. The open call
// keeps its place even where it is of the queue no more, as one that was just
// reviewed in a list of those that are not.
func merged(old, now []string, open string) []string {
	still := make(map[string]bool, len(now)+1)
	for _, id := range now {
		still[id] = true
	}
	still[open] = true
	out := slices.DeleteFunc(slices.Clone(old), func(id string) bool { return !still[id] })
	for _, id := range out {
		still[id] = false
	}
	for _, id := range now {
		if still[id] {
			out = append(out, id)
		}
	}
	return out
}

// place is where the open call stands in the queue, from 1; 0 where it does not.
func (m *Model) place() int { return slices.Index(m.queue.ids, m.id) + 1 }

// length says how many calls the queue has.
func (q *queue) length() string {
	if q.more {
		return strconv.Itoa(len(q.ids)) + "+"
	}
	return strconv.Itoa(len(q.ids))
}

// nextCall opens the next call of the queue, or the one before.
func (m *Model) nextCall(by int) tea.Cmd {
	t := m.env.Texts.Review
	if !m.queue.loaded {
		if !m.queue.guard.Busy() {
			return tea.Batch(m.loadQueue(), m.news(t.QueueLoading))
		}
		return m.news(t.QueueLoading)
	}
	to := m.place() - 1 + by
	if m.place() == 0 && by < 0 {
		to = -1
	}
	switch {
	case to >= len(m.queue.ids):
		return m.news(t.NoNextCall)
	case to < 0:
		return m.news(t.NoPrevCall)
	}
	return m.show(m.queue.ids[to], 0, false)
}
