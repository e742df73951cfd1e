package sync

import (
	"context"
	"fmt"
	"slices"
	gosync "sync"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
	"razbor/store/source/asterisk"
	"razbor/store/source/logfile"
)

// calls reads the records and the queue's log of one machine.
func (r *runner) calls(ctx context.Context, s config.Source) error {
	if s.Kind != config.KindAsterisk {
		return nil
	}
	known, err := r.known(ctx, s.Name)
	if err != nil {
		return err
	}
	sounds := r.openSounds(s)
	if sounds != nil {
		defer func() { _ = sounds.Close() }()
	}
	problems := &problemQueue{}
	in := r.open(s, known, problems.add)
	defer in.close()
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	chunks := make(chan *chunk)
	go in.read(reading, chunks)
	total := in.total()
	for c := range chunks {
		problems.drain(r.problem)
		if len(c.groups) == 0 && samePositions(known, c.positions) {
			continue
		}
		if err := r.w.write(ctx, r.w.joiners[s.Name], c, sounds); err != nil {
			cancel()
			for range chunks { // lets the reader go
				continue
			}
			return err
		}
		r.at.Rows = c.rows
		r.progress(Progress{Phase: ReadCalls, Done: c.bytes, Total: total, Rows: c.rows})
	}
	problems.drain(r.problem)
	r.at.Rows, r.at.Waiting = in.rows(), in.waiting()
	return ctx.Err()
}

// known returns how far the files of a source were read.
func (r *runner) known(ctx context.Context, name string) ([]store.Position, error) {
	if r.opts.Full {
		return nil, nil
	}
	known, err := r.engine.Positions(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("read how far %s was read: %w", name, err)
	}
	return known, nil
}

func samePositions(known, now []store.Position) bool {
	return !slices.ContainsFunc(now, func(p store.Position) bool { return !slices.Contains(known, p) })
}

// openSounds opens the recordings; without them calls come all the same.
func (r *runner) openSounds(s config.Source) *asterisk.Sounds {
	if s.Recordings == "" {
		return nil
	}
	sounds, err := asterisk.OpenSounds(s.Recordings)
	if err != nil {
		r.problem(*source.AsProblem(err, s.Recordings))
		return nil
	}
	return sounds
}

// open opens the files of a source.
func (r *runner) open(s config.Source, known []store.Position, problem func(source.Problem)) *stream {
	in := &stream{zone: zone{loc: r.w.joiners[s.Name].zone.loc}, calls: chunkCalls}
	if r.opts.chunk > 0 {
		in.calls = r.opts.chunk
	}
	o := logfile.Options{Source: s.Name, Known: known, Now: r.opts.Now, Full: r.opts.Full}
	if files, ok := find(s.CDR, problem); ok {
		in.cdrFiles = logfile.Open(files, o)
		in.cdr = asterisk.NewCDR(in.cdrFiles, s.Columns, problem)
	}
	if files, ok := find(s.QueueLog, problem); ok {
		in.logFiles = logfile.Open(files, o)
		in.log = asterisk.NewQueueLog(in.logFiles, problem)
	}
	return in
}

func find(path string, problem func(source.Problem)) ([]logfile.File, bool) {
	if path == "" {
		return nil, false
	}
	files, err := logfile.Find(path)
	if err != nil {
		problem(*source.AsProblem(err, path))
		return nil, false
	}
	return files, true
}

// problemQueue carries problems from the goroutine that reads to the one that tells.
type problemQueue struct {
	mu   gosync.Mutex
	list []source.Problem
}

func (q *problemQueue) add(p source.Problem) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.list = append(q.list, p)
}

func (q *problemQueue) drain(tell func(source.Problem)) {
	q.mu.Lock()
	list := q.list
	q.list = nil
	q.mu.Unlock()
	for _, p := range list {
		tell(p)
	}
}
