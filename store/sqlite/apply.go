package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"razbor/store"
)

// Apply writes an intake and the sums that follow from it in one transaction.
// Deals and transcripts of calls that the store does not have are left out and
// not counted.
func (e *Engine) Apply(ctx context.Context, in store.Intake) (store.Changes, error) {
	var ch store.Changes
	err := e.inTx(ctx, func(t *tx) error {
		a := applier{tx: t, in: in}
		if err := a.run(); err != nil {
			return err
		}
		ch = a.ch
		return nil
	})
	if err != nil {
		return store.Changes{}, err
	}
	return ch, nil
}

// applier is one intake on its way in.
type applier struct {
	*tx
	in     store.Intake
	states map[string][]*state
	order  []*state // those to save, each once
	queued map[*state]bool
	source int64 // the number of the intake's
	ch     store.Changes
}

func (a *applier) run() error {
	var err error
	if a.source, err = a.number(a.in.Source); err != nil {
		return err
	}
	if a.states, err = a.load(a.ids()); err != nil {
		return err
	}
	a.queued = map[*state]bool{}
	if err := a.removeGone(); err != nil {
		return err
	}
	for _, c := range a.in.Calls {
		if err := a.call(c); err != nil {
			return err
		}
	}
	if err := a.deals(); err != nil {
		return err
	}
	if err := a.saveAll(); err != nil {
		return err
	}
	if err := a.insertFresh(); err != nil { // what follows needs their numbers
		return err
	}
	if err := a.writeDeals(); err != nil {
		return err
	}
	if err := a.transcripts(); err != nil {
		return err
	}
	return a.positions()
}

// ids are all that the intake speaks of, each once.
func (a *applier) ids() []string {
	seen := make(map[string]bool, len(a.in.Calls)+len(a.in.Gone))
	ids := make([]string, 0, len(a.in.Calls)+len(a.in.Gone))
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for i := range a.in.Calls {
		add(a.in.Calls[i].Call.ID)
	}
	for _, id := range a.in.Gone {
		add(id)
	}
	for i := range a.in.Deals {
		add(a.in.Deals[i].CallID)
	}
	for i := range a.in.Transcripts {
		add(a.in.Transcripts[i].CallID)
	}
	return ids
}

// find returns the call with an id: that of the source where it has one, else,
// with others, that of another.
func (a *applier) find(id, source string, others bool) *state {
	for _, s := range a.states[id] {
		if s.call.Source == source {
			return s
		}
	}
	if others && len(a.states[id]) > 0 {
		return a.states[id][0]
	}
	return nil
}

func (a *applier) queue(s *state) {
	if !a.queued[s] {
		a.queued[s] = true
		a.order = append(a.order, s)
	}
}

func (a *applier) removeGone() error {
	for _, id := range a.in.Gone {
		s := a.find(id, a.in.Source, false)
		if s == nil {
			continue
		}
		if err := a.remove(s); err != nil {
			return fmt.Errorf("remove call %s: %w", id, err)
		}
		a.ch.Removed++
		a.forgetState(id, s)
	}
	for id, parts := range a.in.GoneParts {
		err := a.exec("INSERT INTO gone (id, source, parts) VALUES (?, ?, ?) ON CONFLICT (id, source) DO UPDATE SET parts = excluded.parts",
			id, a.source, notNil(parts))
		if err != nil {
			return fmt.Errorf("keep the parts of %s: %w", id, err)
		}
	}
	return nil
}

func (a *applier) forgetState(id string, gone *state) {
	left := a.states[id][:0]
	for _, s := range a.states[id] {
		if s != gone {
			left = append(left, s)
		}
	}
	a.states[id] = left
}

// notNil keeps an empty blob from being written as NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// call takes what telephony says of a call and leaves what others say.
func (a *applier) call(in store.IntakeCall) error {
	in.Call.Source = a.in.Source
	s := a.find(in.Call.ID, a.in.Source, false)
	if s == nil {
		s = &state{source: a.source, legs: []byte{}, parts: []byte{}}
		a.states[in.Call.ID] = append(a.states[in.Call.ID], s)
	}
	was := s.call
	s.call = in.Call
	s.call.HasTranscript, s.call.Reviewed, s.call.Faults = was.HasTranscript, was.Reviewed, was.Faults
	legs, parts := packLegs(in.Legs, in.Call.StartMS), notNil(in.Parts)
	if !bytes.Equal(legs, s.legs) || !bytes.Equal(parts, s.parts) {
		s.legs, s.parts, s.blobs = legs, parts, true
	}
	a.queue(s)
	return nil
}

// deals puts what the CRM says beside its calls.
func (a *applier) deals() error {
	for i := range a.in.Deals {
		d := a.in.Deals[i]
		s := a.find(d.CallID, a.in.Source, true)
		if s == nil {
			continue
		}
		if s.deal == nil || *s.deal != d {
			s.deal = &d
			a.ch.Deals++
			a.queue(s)
		}
	}
	return nil
}

func (a *applier) saveAll() error {
	ours := make(map[string]bool, len(a.in.Calls))
	for i := range a.in.Calls {
		ours[a.in.Calls[i].Call.ID] = true
	}
	for i, s := range a.order {
		if i%goOnEvery == 0 {
			if err := a.goOn(); err != nil {
				return err
			}
		}
		fresh := s.n == 0
		changed, err := a.save(s)
		if err != nil {
			return err
		}
		if !ours[s.call.ID] || s.call.Source != a.in.Source {
			continue
		}
		switch {
		case fresh:
			a.ch.Added++
		case changed:
			a.ch.Updated++
		default:
			a.ch.Same++
		}
	}
	return a.dropGone()
}

// dropGone forgets the kept parts of ids that are calls again.
func (a *applier) dropGone() error {
	var some int64
	if err := a.row("SELECT EXISTS (SELECT 1 FROM gone)", nil, &some); err != nil || some == 0 {
		return err
	}
	ids := make([]string, len(a.in.Calls))
	for i := range a.in.Calls {
		ids[i] = a.in.Calls[i].Call.ID
	}
	for piece := range slices.Chunk(ids, inList) {
		if err := a.exec("DELETE FROM gone WHERE id IN ("+marksFor(len(piece))+") AND source = ?", append(anys(piece), a.source)...); err != nil {
			return fmt.Errorf("take up calls again: %w", err)
		}
	}
	return nil
}

func (a *applier) writeDeals() error {
	for i := range a.in.Deals {
		d := a.in.Deals[i]
		s := a.find(d.CallID, a.in.Source, true)
		if s == nil {
			continue
		}
		if err := a.exec("INSERT INTO deal (n, data) VALUES (?, ?) ON CONFLICT (n) DO UPDATE SET data = excluded.data", s.n, packDeal(d)); err != nil {
			return fmt.Errorf("deal of %s: %w", d.CallID, err)
		}
	}
	return nil
}

func (a *applier) transcripts() error {
	for i := range a.in.Transcripts {
		in := &a.in.Transcripts[i]
		s := a.find(in.CallID, a.in.Source, true)
		if s == nil {
			continue
		}
		var digest string
		err := a.row("SELECT digest FROM transcript WHERE n = ?", []any{s.n}, &digest)
		if err == nil && digest == in.Digest {
			continue
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("transcript of %s: %w", in.CallID, err)
		}
		if err := a.transcript(s, in); err != nil {
			return fmt.Errorf("transcript of %s: %w", in.CallID, err)
		}
		a.ch.Texts++
	}
	return nil
}

func (a *applier) transcript(s *state, in *store.IntakeTranscript) error {
	if err := a.unindex(s.n); err != nil {
		return err
	}
	err := a.exec(`INSERT INTO transcript (n, digest, file, data) VALUES (?, ?, ?, ?)
		ON CONFLICT (n) DO UPDATE SET digest = excluded.digest, file = excluded.file, data = excluded.data`,
		s.n, in.Digest, in.File, packTranscript(in.Transcript))
	if err != nil {
		return err
	}
	if err := a.index(s.n, in.Transcript); err != nil {
		return err
	}
	// What was judged by another text is judged no more.
	if s.judgement != nil {
		if err := a.exec("DELETE FROM judgement WHERE n = ?", s.n); err != nil {
			return err
		}
		s.judgement = nil
	}
	s.old = s.call
	s.call.HasTranscript = true
	a.shown = true
	_, err = a.save(s)
	return err
}

func (a *applier) positions() error {
	for _, p := range a.in.Positions {
		source, err := a.number(p.Source)
		if err != nil {
			return err
		}
		err = a.exec(`INSERT INTO position (source, file, at_byte, size, mod_ms, digest, row_count, bad_row_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (source, file) DO UPDATE SET at_byte = excluded.at_byte, size = excluded.size, mod_ms = excluded.mod_ms,
			digest = excluded.digest, row_count = excluded.row_count, bad_row_count = excluded.bad_row_count`,
			source, p.File, p.Offset, p.Size, p.ModMS, p.Digest, p.Rows, p.BadRows)
		if err != nil {
			return fmt.Errorf("position of %s: %w", p.File, err)
		}
	}
	return nil
}
