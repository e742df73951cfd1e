package sync

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"razbor/store"
	"razbor/store/source/asterisk"
)

// writer joins the chunks of all sources of a run and writes them.
type writer struct {
	engine  store.Intaker
	rules   store.Rules
	reach   reach
	clock   clock
	codec   *partsCodec
	joiners map[string]*joiner // by source
	window  *window
	seen    *seen
	// Nothing in the store started at or after this when the run began.
	storeEndMS int64

	changes store.Changes
	flying  chan landing // the transaction that is being written, nil where none
}

// landing is how the writing of a batch ended.
type landing struct {
	changes store.Changes
	err     error
}

func newWriter(engine store.Intaker, rules store.Rules, storeEndMS int64) *writer {
	return &writer{
		engine: engine, rules: rules, reach: reachOf(&rules), clock: clock{zone{loc: rules.Location}}, codec: newPartsCodec(),
		joiners: map[string]*joiner{}, window: newWindow(storeEndMS), seen: newSeen(), storeEndMS: storeEndMS,
	}
}

// work is one call of a chunk on its way into the store.
type work struct {
	id   string
	p    *parts
	call store.Call
	f    fact
}

// batch is a chunk on its way.
type batch struct {
	j       *joiner
	works   []*work
	removed []*fact // calls that turned out to be another name of one
	before  []*fact // what calls of the chunk were before, where they were
	intake  store.Intake
	others  map[string]*store.Intake // by source: calls of other sources that are related anew
}

// write joins a chunk and writes it, positions included, in one transaction.
func (w *writer) write(ctx context.Context, j *joiner, c *chunk, sounds *asterisk.Sounds) error {
	b := &batch{j: j, intake: store.Intake{Source: j.source, Positions: c.positions}, others: map[string]*store.Intake{}}
	if err := w.resolve(ctx, c, b); err != nil {
		return err
	}
	b.works = make([]*work, 0, len(c.groups))
	for _, g := range c.groups {
		if c.byID[g.id] != g {
			continue // it went into another
		}
		if g.p.empty() {
			continue
		}
		g.p.settle(g.id)
		if sounds != nil && g.p.sound == "" {
			g.p.sound = findSound(sounds, g)
		}
		work := &work{id: g.id, p: &g.p, call: j.join(g.id, &g.p)}
		work.f = factOf(&work.call)
		work.f.rel.into = g.p.into
		b.works = append(b.works, work)
		w.seen.add(g.id)
	}
	if err := w.relate(ctx, b); err != nil {
		return err
	}
	w.remember(b)
	b.intake.Calls = slices.Grow(b.intake.Calls, len(b.works))
	for _, x := range b.works {
		w.emit(&b.intake, j, x.id, x.p, &x.call, &x.f.rel)
	}
	return w.send(ctx, b)
}

func findSound(sounds *asterisk.Sounds, g *group) string {
	if len(g.p.legs) == 0 {
		return ""
	}
	ids := make([]string, 0, 4)
	name := ""
	for i := range g.p.legs {
		l := &g.p.legs[i]
		if l.Recording != "" && name == "" {
			name = l.Recording
		}
		if l.Own != "" && !slices.Contains(ids, l.Own) && len(ids) < 16 {
			ids = append(ids, l.Own)
		}
	}
	return sounds.Find(name, append(ids, g.id), g.p.legs[0].StartWallMS)
}

// resolve adds what the store knows already of the calls of a chunk.
func (w *writer) resolve(ctx context.Context, c *chunk, b *batch) error {
	var ask []string
	for _, g := range c.groups {
		if w.mayKnow(g) {
			ask = append(ask, g.id)
		}
	}
	if err := w.takeIn(ctx, c, b, ask, 0); err != nil {
		return err
	}
	return w.joinAliases(ctx, c, b)
}

// mayKnow tells whether the store may know the call: written in this run, or old
// enough to be there from before.
func (w *writer) mayKnow(g *group) bool {
	if w.seen.has(g.id) || g.p.empty() {
		return true
	}
	before := w.storeEndMS + dayMS
	for i := range g.p.legs {
		if g.p.legs[i].StartWallMS < before {
			return true
		}
	}
	for i := range g.p.events {
		if g.p.events[i].AtMS < before {
			return true
		}
	}
	return false
}

// maxNames bounds how many names a call may hide behind.
const maxNames = 8

// takeIn adds the stored parts of these ids to their groups; a name of another
// call leads on to that call.
func (w *writer) takeIn(ctx context.Context, c *chunk, b *batch, ids []string, depth int) error {
	if len(ids) == 0 || depth == maxNames {
		return nil
	}
	stored, err := w.parts(ctx, b.j.source, ids)
	if err != nil {
		return err
	}
	var on []string
	for _, id := range ids {
		p, ok := stored[id]
		if !ok {
			continue
		}
		if p.alias && p.into != id {
			c.merge(id, p.into)
			if !slices.Contains(ids, p.into) && !slices.Contains(on, p.into) {
				on = append(on, p.into)
			}
			continue
		}
		w.takeOne(c, b, id, p)
	}
	return w.takeIn(ctx, c, b, on, depth+1)
}

func (w *writer) takeOne(c *chunk, b *batch, id string, p *parts) {
	g := c.group(id)
	p.settle(id)
	old := b.j.join(id, p)
	f := factOf(&old)
	f.rel.into = p.into
	b.before = append(b.before, &f)
	g.p.add(p)
	g.p.into = p.into
}

// merge puts the group of one id into that of another.
func (c *chunk) merge(from, to string) {
	g := c.group(to)
	if old, ok := c.byID[from]; ok && old != g {
		g.p.add(&old.p)
		delete(c.byID, from)
	}
}

// joinAliases follows the other names of calls that the chunk told of: what came
// under such a name, now or before, is a part of the call.
func (w *writer) joinAliases(ctx context.Context, c *chunk, b *batch) error {
	if len(c.aliases) == 0 {
		return nil
	}
	var ask []string
	for name := range c.aliases {
		if w.seen.has(name) || c.byID[name] != nil || w.storeEndMS > -1<<61 {
			ask = append(ask, name)
		}
	}
	slices.Sort(ask)
	stored, err := w.parts(ctx, b.j.source, ask)
	if err != nil {
		return err
	}
	b.intake.GoneParts = map[string][]byte{}
	for name, id := range c.aliases {
		if p, ok := stored[name]; ok {
			if p.alias {
				continue
			}
			p.settle(name)
			old := b.j.join(name, p)
			f := factOf(&old)
			f.rel.into = p.into
			b.removed = append(b.removed, &f)
			c.group(id).p.add(p)
		}
		c.merge(name, id)
		b.intake.Gone = append(b.intake.Gone, name)
		b.intake.GoneParts[name] = w.codec.encode(name, &parts{alias: true, into: id})
		w.seen.add(name)
	}
	slices.Sort(b.intake.Gone)
	return nil
}

// parts reads the stored parts of calls.
func (w *writer) parts(ctx context.Context, from string, ids []string) (map[string]*parts, error) {
	out := make(map[string]*parts, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	if err := w.wait(); err != nil {
		return nil, err
	}
	blobs, err := w.engine.Parts(ctx, from, ids)
	if err != nil {
		return nil, fmt.Errorf("read the parts of calls: %w", err)
	}
	for id, blob := range blobs {
		p, err := w.codec.decode(id, blob)
		if err != nil {
			return nil, fmt.Errorf("read the parts of the call %s: %w", id, err)
		}
		out[id] = p
	}
	return out, nil
}

// emit puts a call into an intake: as a call, or as a part of another.
func (w *writer) emit(in *store.Intake, j *joiner, id string, p *parts, call *store.Call, rel *relation) {
	p.into, p.absorbed = rel.into, rel.absorbedIDs()
	blob := w.codec.encode(id, p)
	if rel.into != "" {
		if in.GoneParts == nil {
			in.GoneParts = map[string][]byte{}
		}
		in.Gone = append(in.Gone, id)
		in.GoneParts[id] = blob
		return
	}
	rel.set(call)
	in.Calls = append(in.Calls, store.IntakeCall{Call: *call, Legs: j.storeLegs(id, p), Parts: blob})
}

// send hands the batch to the engine while the next one is joined. Calls of other
// sources go first: a kill between the two leaves them related to calls that the
// next run brings again.
func (w *writer) send(ctx context.Context, b *batch) error {
	if err := w.wait(); err != nil {
		return err
	}
	var intakes []store.Intake
	for _, name := range sortedKeys(b.others) {
		intakes = append(intakes, *b.others[name])
	}
	intakes = append(intakes, b.intake)
	done := make(chan landing, 1)
	w.flying = done
	go func() { done <- w.apply(ctx, intakes) }()
	return nil
}

func (w *writer) apply(ctx context.Context, intakes []store.Intake) (l landing) {
	for _, in := range intakes {
		ch, err := w.engine.Apply(ctx, in)
		if err != nil {
			l.err = fmt.Errorf("write calls of %s: %w", in.Source, err)
			return l
		}
		l.changes = plus(l.changes, ch)
	}
	return l
}

// wait waits until nothing is being written.
func (w *writer) wait() error {
	if w.flying == nil {
		return nil
	}
	l := <-w.flying
	w.flying = nil
	w.changes = plus(w.changes, l.changes)
	return l.err
}

func plus(a, b store.Changes) store.Changes {
	return store.Changes{
		Added: a.Added + b.Added, Updated: a.Updated + b.Updated, Same: a.Same + b.Same,
		Removed: a.Removed + b.Removed, Deals: a.Deals + b.Deals, Texts: a.Texts + b.Texts,
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
