package sync

import (
	"context"

	"razbor/store"
	"razbor/store/source"
	"razbor/store/source/asterisk"
	"razbor/store/source/logfile"
)

// The size of a chunk: what is written in one transaction.
const (
	chunkCalls = 5_000
	chunkRows  = 50_000
)

// Most calls have as many legs and events, or fewer.
const (
	usualLegs   = 3
	usualEvents = 5
)

// group is what a chunk brings of one call.
type group struct {
	id string
	p  parts
}

// chunk is a piece of the files of one source, sorted by calls, with how far the
// files are read behind it.
type chunk struct {
	groups    []*group
	byID      map[string]*group
	aliases   map[string]string // uniqueid → id of the call it is a part of
	positions []store.Position
	rows      int64 // rows read so far, of all chunks
	bytes     int64 // bytes read so far
}

func newChunk() *chunk { return &chunk{byID: map[string]*group{}} }

func (c *chunk) group(id string) *group {
	g, ok := c.byID[id]
	if !ok {
		g = &group{id: id}
		c.byID[id] = g
		c.groups = append(c.groups, g)
	}
	return g
}

// add puts a leg to its call. The row of a queue may bear a uniqueid that is not
// the call's id; the queue's log knows the call by that one.
func (c *chunk) addLeg(l *source.Leg) {
	g := c.group(l.Call)
	if g.p.legs == nil {
		g.p.legs = make([]source.Leg, 0, usualLegs)
	}
	g.p.legs = append(g.p.legs, *l)
	if l.App == "Queue" && l.Own != "" && l.Own != l.Call {
		if c.aliases == nil {
			c.aliases = map[string]string{}
		}
		c.aliases[l.Own] = l.Call
	}
}

func (c *chunk) addEvent(e *source.Event) {
	g := c.group(e.Call)
	if g.p.events == nil {
		g.p.events = make([]source.Event, 0, usualEvents)
	}
	g.p.events = append(g.p.events, *e)
}

// stream reads the records and the queue's log of one machine side by side, in
// order of time, so that the parts of a call come close together.
type stream struct {
	zone     zone
	cdrFiles *logfile.Reader
	logFiles *logfile.Reader
	cdr      *asterisk.CDR
	log      *asterisk.QueueLog

	calls int // of one chunk

	leg      source.Leg
	event    source.Event
	hasLeg   bool
	hasEvent bool
}

// start reads the first row of each.
func (s *stream) start() {
	s.hasLeg = s.cdr != nil && s.cdr.Next(&s.leg)
	s.hasEvent = s.log != nil && s.log.Next(&s.event)
}

// next reads the next chunk; nil at the end.
func (s *stream) next() *chunk {
	if !s.hasLeg && !s.hasEvent {
		return nil
	}
	c := newChunk()
	for n := 0; n < chunkRows && len(c.groups) < s.calls && (s.hasLeg || s.hasEvent); n++ {
		if s.hasLeg && (!s.hasEvent || s.zone.utc(s.leg.StartWallMS+s.leg.LengthMS) <= s.event.AtMS) {
			c.addLeg(&s.leg)
			s.hasLeg = s.cdr.Next(&s.leg)
			continue
		}
		c.addEvent(&s.event)
		s.hasEvent = s.log.Next(&s.event)
	}
	s.finish(c)
	return c
}

// finish takes in the rows that were read ahead, for the positions are behind them.
func (s *stream) finish(c *chunk) {
	if s.hasLeg {
		c.addLeg(&s.leg)
	}
	if s.hasEvent {
		c.addEvent(&s.event)
	}
	for _, r := range []*logfile.Reader{s.cdrFiles, s.logFiles} {
		if r != nil {
			c.positions = append(c.positions, r.Positions()...)
			c.bytes += r.Done()
		}
	}
	c.rows = s.rows()
	s.start()
}

func (s *stream) rows() (n int64) {
	if s.cdr != nil {
		n += s.cdr.Rows()
	}
	if s.log != nil {
		n += s.log.Rows()
	}
	return n
}

func (s *stream) waiting() (n int) {
	if s.cdr != nil {
		n += s.cdr.Waiting()
	}
	if s.log != nil {
		n += s.log.Waiting()
	}
	return n
}

func (s *stream) total() (n int64) {
	for _, r := range []*logfile.Reader{s.cdrFiles, s.logFiles} {
		if r != nil {
			n += r.Total()
		}
	}
	return n
}

func (s *stream) close() {
	for _, r := range []*logfile.Reader{s.cdrFiles, s.logFiles} {
		if r != nil {
			r.Close()
		}
	}
}

// read sends chunk after chunk until the end or until the context is done.
func (s *stream) read(ctx context.Context, out chan<- *chunk) {
	defer close(out)
	for s.start(); ; {
		c := s.next()
		last := c == nil
		if last {
			// Lines that tell nothing of a call move the positions on, too.
			c = newChunk()
			s.finish(c)
		}
		select {
		case out <- c:
		case <-ctx.Done():
			return
		}
		if last {
			return
		}
	}
}
