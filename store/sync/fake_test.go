package sync

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"razbor/store"
	"razbor/store/config"
)

// memory is a store in memory: the smallest thing that keeps the contract of
// store.Intaker. With failAfter set it fails at that transaction, as a kill would.
type memory struct {
	mu        sync.Mutex
	calls     map[string]store.IntakeCall // by source and id
	gone      map[string][]byte
	positions map[string]store.Position
	deals     map[string]store.Deal
	texts     map[string]store.IntakeTranscript
	pending   map[string][]store.Deal
	applied   int
	failAfter int
	asked     int
}

func newMemory() *memory {
	return &memory{
		calls: map[string]store.IntakeCall{}, gone: map[string][]byte{}, positions: map[string]store.Position{},
		deals: map[string]store.Deal{}, texts: map[string]store.IntakeTranscript{}, pending: map[string][]store.Deal{},
	}
}

var errKilled = errors.New("killed")

func at(source, id string) string { return source + "\x00" + id }

func (m *memory) Apply(_ context.Context, in store.Intake) (ch store.Changes, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.applied++
	if m.failAfter > 0 && m.applied > m.failAfter {
		return ch, errKilled
	}
	for _, id := range in.Gone {
		if _, ok := m.calls[at(in.Source, id)]; ok {
			delete(m.calls, at(in.Source, id))
			delete(m.texts, id)
			ch.Removed++
		}
		if parts, ok := in.GoneParts[id]; ok {
			m.gone[at(in.Source, id)] = slices.Clone(parts)
		}
	}
	for _, c := range in.Calls {
		key := at(in.Source, c.Call.ID)
		delete(m.gone, key)
		old, ok := m.calls[key]
		switch {
		case !ok:
			ch.Added++
		case reflect.DeepEqual(old, c):
			ch.Same++
		default:
			ch.Updated++
		}
		m.calls[key] = c
	}
	for _, p := range in.Positions {
		m.positions[at(p.Source, p.File)] = p
	}
	for _, d := range in.Deals {
		if m.deals[d.CallID] != d {
			m.deals[d.CallID] = d
			ch.Deals++
		}
	}
	for _, t := range in.Transcripts {
		if m.texts[t.CallID].Digest != t.Digest {
			m.texts[t.CallID] = t
			ch.Texts++
		}
	}
	return ch, nil
}

func (m *memory) Parts(_ context.Context, source string, ids []string) (map[string][]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.asked += len(ids)
	out := map[string][]byte{}
	for _, id := range ids {
		if c, ok := m.calls[at(source, id)]; ok {
			out[id] = c.Parts
		} else if p, ok := m.gone[at(source, id)]; ok {
			out[id] = p
		}
	}
	return out, nil
}

func (m *memory) all() []store.Call {
	calls := make([]store.Call, 0, len(m.calls))
	for _, c := range m.calls {
		calls = append(calls, c.Call)
	}
	slices.SortFunc(calls, func(a, b store.Call) int {
		if a.StartMS != b.StartMS {
			return int(a.StartMS - b.StartMS)
		}
		return strings.Compare(a.ID, b.ID)
	})
	return calls
}

func (m *memory) ClientCalls(_ context.Context, clients []string, fromMS, toMS int64) ([]store.Call, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []store.Call
	for _, c := range m.all() {
		if c.StartMS >= fromMS && c.StartMS < toMS && slices.Contains(clients, c.Client) {
			out = append(out, c)
		}
	}
	return out, nil
}

func (m *memory) Find(_ context.Context, ids []string) (map[string]store.Call, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]store.Call{}
	for _, c := range m.calls {
		if slices.Contains(ids, c.Call.ID) {
			out[c.Call.ID] = c.Call
		}
	}
	return out, nil
}

func (m *memory) Position(_ context.Context, source, file string) (store.Position, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.positions[at(source, file)], nil
}

func (m *memory) Positions(_ context.Context, source string) ([]store.Position, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []store.Position
	for _, p := range m.positions {
		if p.Source == source {
			out = append(out, p)
		}
	}
	return out, nil
}

func (m *memory) TranscriptDigest(_ context.Context, id string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[id].Digest, nil
}

func (m *memory) PendingDeals(_ context.Context, source string) ([]store.Deal, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.pending[source]), nil
}

func (m *memory) SetPendingDeals(_ context.Context, source string, add, drop []store.Deal) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.DeleteFunc(m.pending[source], func(d store.Deal) bool { return slices.Contains(drop, d) })
	for _, d := range add {
		if !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	m.pending[source] = list
	return nil
}

// spanned is a memory that knows which days it has, as an engine does.
type spanned struct {
	*memory
	loc *time.Location
}

func knowing(m *memory, cfg config.Config) spanned { return spanned{m, cfg.Location()} }

func (m spanned) day(ms int64) store.Day {
	at := time.UnixMilli(ms).In(m.loc)
	return store.Day(at.Year()*10000 + int(at.Month())*100 + at.Day())
}

func (m spanned) Span(context.Context) (first, last store.Day, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	calls := m.all()
	if len(calls) == 0 {
		return 0, 0, store.ErrNotFound
	}
	return m.day(calls[0].StartMS), m.day(calls[len(calls)-1].StartMS), nil
}
