package review

import (
	"context"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// writes keeps what is written in order. A console that is left may never run
// the command of a write: whichever command runs later does the writes before
// its own first, so that nothing is lost.
type writes struct {
	todo *pending
	last *job // the latest
	left int  // writes under way
}

// pending holds the writes that are not done yet.
type pending struct {
	list sync.Mutex // guards jobs
	jobs []*job
	turn sync.Mutex // held while one write is done
}

// job is one write.
type job struct {
	write func(context.Context) error
	err   error
	done  chan struct{} // closed when it was done
}

// written is the end of one write.
type written struct {
	err   error
	quiet bool // nothing on the screen follows from it
}

func (w *writes) busy() bool { return w.left > 0 }

// add returns the command that writes after all writes before it.
func (w *writes) add(write func(context.Context) error, quiet bool) tea.Cmd {
	if w.todo == nil {
		w.todo = &pending{}
	}
	j, q := &job{write: write, done: make(chan struct{})}, w.todo
	q.list.Lock()
	q.jobs = append(q.jobs, j)
	q.list.Unlock()
	w.last = j
	w.left++
	return func() tea.Msg {
		q.through(j)
		return written{j.err, quiet}
	}
}

// settle returns the command that does the writes under way, or waits for them.
func (w *writes) settle() tea.Cmd {
	if !w.busy() {
		return nil
	}
	q, last := w.todo, w.last
	return func() tea.Msg { q.through(last); return nil }
}

// through does every write up to j that is not done yet.
func (q *pending) through(j *job) {
	q.turn.Lock()
	defer q.turn.Unlock()
	for {
		select {
		case <-j.done:
			return
		default:
		}
		q.list.Lock()
		next := q.jobs[0]
		q.jobs = q.jobs[1:]
		q.list.Unlock()
		next.err = next.write(context.Background())
		close(next.done)
	}
}
