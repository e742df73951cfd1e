package judging

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"razbor/scoring"
	"razbor/store"
)

// memory is a store of n transcripts, of which some may be gone.
type memory struct {
	store.Scorer
	n       int
	gone    map[string]bool
	mu      sync.Mutex
	written []string
	fail    error
}

func id(i int) string { return fmt.Sprintf("call-%06d", i) }

func (m *memory) ToScore(_ context.Context, _, _ string, _ bool, after string, limit int) ([]string, error) {
	var ids []string
	for i := range m.n {
		if id(i) > after && len(ids) < limit {
			ids = append(ids, id(i))
		}
	}
	return ids, nil
}

func (m *memory) Transcript(_ context.Context, id string) (scoring.Transcript, error) {
	if m.gone[id] {
		return scoring.Transcript{}, store.ErrNotFound
	}
	return scoring.Transcript{Segments: []scoring.Segment{{Text: id}}}, nil
}

func (m *memory) SetJudgements(_ context.Context, scored []store.Scored) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range scored {
		if s.Judgement.List != s.CallID {
			return fmt.Errorf("%s got the judgement of %s", s.CallID, s.Judgement.List)
		}
		m.written = append(m.written, s.CallID)
	}
	return m.fail
}

// echo judges a transcript by its own text, so that a mix-up shows.
func echo(_ context.Context, t scoring.Transcript) (scoring.Judgement, error) {
	return scoring.Judgement{List: t.Segments[0].Text}, nil
}

func TestEveryCallIsJudgedOnceInItsOrder(t *testing.T) {
	t.Parallel()
	m := &memory{n: 3*piece + 7, gone: map[string]bool{id(5): true}}
	var last int64
	done, err := Run(t.Context(), m, echo, Options{Workers: 4, Progress: func(n int64) { last = n }})
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(m.n - 1); done != want || last != want || int64(len(m.written)) != want {
		t.Errorf("judged %d, progress %d, written %d, want %d", done, last, len(m.written), want)
	}
	if !slices.IsSorted(m.written) {
		t.Error("the verdicts were not written in the order of the calls")
	}
}

func TestAFailureStopsAndSaysWhere(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	m := &memory{n: 10}
	_, err := Run(t.Context(), m, func(_ context.Context, t scoring.Transcript) (scoring.Judgement, error) {
		if t.Segments[0].Text == id(3) {
			return scoring.Judgement{}, broken
		}
		return scoring.Judgement{}, nil
	}, Options{})
	if !errors.Is(err, broken) || len(m.written) != 0 {
		t.Errorf("got %v with %d written", err, len(m.written))
	}
	m.fail = store.ErrFull
	if _, err := Run(t.Context(), m, echo, Options{}); !errors.Is(err, store.ErrFull) {
		t.Errorf("got %v, want the store's error", err)
	}
}
