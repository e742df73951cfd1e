package snapshot_test

import (
	"errors"
	"testing"

	"razbor/audio/decode/snapshot"
)

var table = [4]int{1, 2, 3, 4}

// state has of everything that a decoder keeps, hidden as in a library.
type state struct {
	number  int
	array   [3]int
	history []int
	window  []int // a part of history
	next    *inner
	self    *state
	table   *[4]int
	names   []string
	visit   func()
}

type inner struct {
	value int
	back  *state
}

func fresh() (*state, error) {
	s := &state{history: make([]int, 4, 8), table: &table, names: []string{"a"}}
	s.window = s.history[1:3]
	s.next = &inner{value: 5, back: s}
	s.self = s
	return s, nil
}

func TestACopySharesNothingThatChanges(t *testing.T) {
	t.Parallel()
	copier, err := snapshot.NewCopier(fresh)
	if err != nil {
		t.Fatal(err)
	}
	old, _ := fresh()
	old.number, old.array[1], old.history[2] = 1, 2, 3
	now, err := copier.Copy(old)
	if err != nil {
		t.Fatal(err)
	}
	old.number, old.array[1], old.history[2], old.next.value, old.names[0] = 9, 9, 9, 9, "z"
	if now.number != 1 || now.array[1] != 2 || now.history[2] != 3 || now.next.value != 5 || now.names[0] != "a" {
		t.Errorf("the copy changed with the original: %+v", now)
	}
}

func TestACopyPointsIntoItselfWhereTheOriginalDoes(t *testing.T) {
	t.Parallel()
	copier, err := snapshot.NewCopier(fresh)
	if err != nil {
		t.Fatal(err)
	}
	old, _ := fresh()
	now, err := copier.Copy(old)
	if err != nil {
		t.Fatal(err)
	}
	if now.self != now || now.next.back != now {
		t.Error("the copy points to the original")
	}
	now.window[0] = 7
	if now.history[1] != 7 || old.history[1] == 7 {
		t.Errorf("the window of the copy is not over its own history: %v, %v", now.history, old.history)
	}
	if now.table != &table {
		t.Error("the constant table was copied")
	}
	if len(now.history) != 4 || cap(now.history) != 8 {
		t.Errorf("the history of the copy has length %d and capacity %d", len(now.history), cap(now.history))
	}
}

func TestWhatCannotBeCopiedIsRefused(t *testing.T) {
	t.Parallel()
	copier, err := snapshot.NewCopier(fresh)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := fresh()
	s.visit = func() {}
	if _, err := copier.Copy(s); !errors.Is(err, snapshot.ErrUnsupported) {
		t.Errorf("error is %v, want ErrUnsupported", err)
	}
}
