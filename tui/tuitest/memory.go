package tuitest

import (
	"context"
	"sort"
	"strconv"
	"sync"
	"time"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Memory is a store of calls in memory, for lists of any length and for calls
// that come while a person looks. It keeps the period and the order of time of a
// filter and leaves all other narrowing out; what it is not made of is not found.
type Memory struct {
	mu      sync.Mutex
	calls   []store.Call // ascending by start
	version int64
	asked   int // pages that were asked for
}

// NewMemory makes a store of calls; Add takes more.
func NewMemory(calls ...store.Call) *Memory {
	m := &Memory{}
	m.Add(calls...)
	return m
}

// Series makes n answered calls from a moment on, a minute apart.
func Series(n int, fromMS int64) []store.Call {
	calls := make([]store.Call, n)
	for i := range calls {
		calls[i] = store.Call{
			ID: "call-" + strconv.Itoa(i), Direction: store.Inbound, StartMS: fromMS + int64(i)*60_000, Answered: true,
			EndMS: fromMS + int64(i)*60_000 + 30_000, Manager: "Иван Петров", Client: "79161234567", TalkMS: 30_000,
			Outcome: scoring.OutcomeMeeting, LossAtMS: -1, Score: -1, QueueWaitMS: -1,
		}
	}
	return calls
}

// Add puts calls into the store.
func (m *Memory) Add(calls ...store.Call) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls = append(m.calls, calls...)
	sort.SliceStable(m.calls, func(i, j int) bool { return m.calls[i].StartMS < m.calls[j].StartMS })
	m.version++
}

// Asked is how many pages were asked for.
func (m *Memory) Asked() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.asked
}

// Version implements store.Reader.
func (m *Memory) Version(context.Context) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.version, nil
}

// Span implements store.Reader.
func (m *Memory) Span(context.Context) (first, last store.Day, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.calls) == 0 {
		return 0, 0, store.ErrNotFound
	}
	day := func(c store.Call) store.Day { return store.DayOf(time.UnixMilli(c.StartMS).UTC()) }
	return day(m.calls[0]), day(m.calls[len(m.calls)-1]), nil
}

func (m *Memory) within(f store.Filter) []store.Call {
	from := sort.Search(len(m.calls), func(i int) bool { return m.calls[i].StartMS >= f.FromMS })
	to := len(m.calls)
	if f.ToMS != 0 {
		to = sort.Search(len(m.calls), func(i int) bool { return m.calls[i].StartMS >= f.ToMS })
	}
	return m.calls[from:max(from, to)]
}

// Calls implements store.Reader. Cursors are the start of the call before.
func (m *Memory) Calls(_ context.Context, f store.Filter, p store.Page) (store.CallPage, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked++
	list := m.within(f)
	at, _ := strconv.ParseInt(p.Cursor, 10, 64)
	var out store.CallPage
	step, i := 1, 0
	if p.Order != store.ByTime {
		step, i = -1, len(list)-1
	}
	if p.Cursor != "" {
		i = sort.Search(len(list), func(i int) bool { return list[i].StartMS > at })
		if step < 0 {
			i = sort.Search(len(list), func(i int) bool { return list[i].StartMS >= at }) - 1
		}
	}
	for ; i >= 0 && i < len(list) && len(out.Calls) < p.Limit; i += step {
		out.Calls = append(out.Calls, list[i])
	}
	if i >= 0 && i < len(list) {
		out.Next = strconv.FormatInt(out.Calls[len(out.Calls)-1].StartMS, 10)
	}
	return out, nil
}

// Count implements store.Reader.
func (m *Memory) Count(_ context.Context, f store.Filter, limit int) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return min(len(m.within(f)), limit), nil
}

// Call implements store.Reader.
func (m *Memory) Call(_ context.Context, id string) (store.Call, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.calls {
		if c.ID == id {
			return c, nil
		}
	}
	return store.Call{}, store.ErrNotFound
}

// Panel implements store.Reader: the counts of all calls, whatever the period.
func (m *Memory) Panel(context.Context, store.PanelQuery) (store.Panel, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var p store.Panel
	p.Total.N[metrics.Inbound] = int64(len(m.calls))
	p.Total.N[metrics.Answered] = int64(len(m.calls))
	return p, nil
}

// Search implements store.Reader.
func (m *Memory) Search(_ context.Context, _ string, f store.Filter, limit int) ([]store.Hit, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var hits []store.Hit
	for _, c := range m.within(f) {
		if len(hits) < limit {
			hits = append(hits, store.Hit{Call: c, Text: c.Manager})
		}
	}
	return hits, nil
}

// Managers implements store.Reader.
func (m *Memory) Managers(context.Context) ([]string, error) {
	return []string{"Иван Петров"}, nil
}

// Transcript implements store.Reader.
func (m *Memory) Transcript(context.Context, string) (scoring.Transcript, error) {
	return scoring.Transcript{}, store.ErrNotFound
}

// Judgement implements store.Reader.
func (m *Memory) Judgement(context.Context, string) (scoring.Judgement, error) {
	return scoring.Judgement{}, store.ErrNotFound
}

// Legs implements store.Reader.
func (m *Memory) Legs(context.Context, string) ([]store.Leg, error) { return nil, nil }

// Deal implements store.Reader.
func (m *Memory) Deal(context.Context, string) (store.Deal, error) {
	return store.Deal{}, store.ErrNotFound
}

// Notes implements store.Reader.
func (m *Memory) Notes(context.Context, string) ([]store.Note, error) { return nil, nil }

// Marks implements store.Reader.
func (m *Memory) Marks(context.Context, string) ([]store.Mark, error) { return nil, nil }

// Playlist implements store.Reader.
func (m *Memory) Playlist(context.Context) ([]store.Note, error) { return nil, nil }

// Waveform implements store.Reader.
func (m *Memory) Waveform(context.Context, string) ([]byte, error) { return nil, store.ErrNotFound }

// Resume implements store.Reader.
func (m *Memory) Resume(context.Context, string) (int64, error) { return 0, nil }

// Reviewed implements store.Reader.
func (m *Memory) Reviewed(context.Context) ([]store.ReviewedVerdict, error) { return nil, nil }

// AddNote implements store.Reviewer; a memory keeps no notes.
func (m *Memory) AddNote(context.Context, store.Note) (int64, error) { return 0, store.ErrReadOnly }

// SetNoteGone implements store.Reviewer.
func (m *Memory) SetNoteGone(context.Context, int64, bool) error { return store.ErrReadOnly }

// SetMark implements store.Reviewer.
func (m *Memory) SetMark(context.Context, store.Mark) error { return store.ErrReadOnly }

// RemoveMark implements store.Reviewer.
func (m *Memory) RemoveMark(context.Context, string, scoring.Item) error { return store.ErrReadOnly }

// SetReviewed implements store.Reviewer.
func (m *Memory) SetReviewed(context.Context, string, bool) error { return store.ErrReadOnly }

// SetResume implements store.Reviewer.
func (m *Memory) SetResume(context.Context, string, int64) error { return nil }

// SetWaveform implements store.Reviewer.
func (m *Memory) SetWaveform(context.Context, string, []byte, int) error { return store.ErrReadOnly }
