package sync

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"razbor/store"
)

// clientWork is what a batch changes about one client.
type clientWork struct {
	facts  []*fact
	fromMS int64 // the earliest and latest call of his that changed
	toMS   int64
	mine   map[string]bool // ids of the batch's own facts, by source and id
}

func nameOf(f *fact) string { return f.source + "\x00" + f.id }

// relate brings the relations of the calls of a batch up to date, and those of
// the calls before and after by the same clients.
func (w *writer) relate(ctx context.Context, b *batch) error {
	clients := map[string]*clientWork{}
	for _, x := range b.works {
		switch {
		case x.f.client == "" || (!x.f.inbound && !x.f.outbound):
			x.f.rel = relation{firstMiss: x.f.missed() && !x.f.short}
			x.p.into = ""
		default:
			touch(clients, &x.f)
		}
	}
	for _, f := range slices.Concat(b.before, b.removed) {
		if f.client != "" {
			touch(clients, f)
		}
	}
	if err := w.gather(ctx, b, clients); err != nil {
		return err
	}
	var anew []*fact
	for _, c := range clients {
		anew = append(anew, w.relateClient(c)...)
	}
	return w.rewrite(ctx, b, anew)
}

func touch(clients map[string]*clientWork, f *fact) {
	c, ok := clients[f.client]
	if !ok {
		c = &clientWork{fromMS: f.startMS, toMS: f.startMS}
		clients[f.client] = c
	}
	c.fromMS, c.toMS = min(c.fromMS, f.startMS), max(c.toMS, f.startMS)
}

// gather collects the calls around those that changed, of each client: from the
// window of this run and, where that does not reach, from the store.
func (w *writer) gather(ctx context.Context, b *batch, clients map[string]*clientWork) error {
	known := max(w.storeEndMS, w.window.fromMS)
	var ask []string
	from, to := int64(1<<62), int64(-1<<62)
	for name, c := range clients {
		for _, f := range w.window.clients[name] {
			if f.startMS >= c.fromMS-w.reach.needMS && f.startMS <= c.toMS+w.reach.needMS {
				c.facts = append(c.facts, f)
			}
		}
		if c.fromMS-w.reach.needMS < known {
			ask = append(ask, name)
			from, to = min(from, c.fromMS-w.reach.needMS), max(to, c.toMS+w.reach.needMS)
		}
	}
	if len(ask) > 0 {
		slices.Sort(ask)
		if err := w.gatherStored(ctx, clients, ask, from, to); err != nil {
			return err
		}
	}
	w.place(b, clients)
	return nil
}

// gatherStored reads calls of clients from the store; what the window has is newer.
func (w *writer) gatherStored(ctx context.Context, clients map[string]*clientWork, ask []string, from, to int64) error {
	if err := w.wait(); err != nil {
		return err
	}
	calls, err := w.engine.ClientCalls(ctx, ask, from, to+1)
	if err != nil {
		return fmt.Errorf("read the calls of clients: %w", err)
	}
	dropped := map[string][]string{} // by source: calls that others were joined to
	byName := map[string]*fact{}
	for i := range calls {
		f := factOf(&calls[i])
		c, ok := clients[f.client]
		if !ok || has(c.facts, &f) {
			continue
		}
		c.facts = append(c.facts, &f)
		if calls[i].Dropped {
			dropped[f.source] = append(dropped[f.source], f.id)
			byName[nameOf(&f)] = &f
		}
	}
	for _, from := range sortedKeys(dropped) {
		if err := w.gatherDropped(ctx, clients, from, dropped[from], byName); err != nil {
			return err
		}
	}
	return nil
}

func has(facts []*fact, f *fact) bool {
	return slices.ContainsFunc(facts, func(g *fact) bool { return g.id == f.id && g.source == f.source })
}

// gatherDropped brings back the dropped calls that were joined to these, as facts.
func (w *writer) gatherDropped(ctx context.Context, clients map[string]*clientWork, from string, ids []string, byName map[string]*fact) error {
	j, ok := w.joiners[from]
	if !ok {
		return nil // the source is no more in the configuration
	}
	for depth := 0; len(ids) > 0 && depth < maxNames; depth++ {
		repeats, err := w.parts(ctx, from, ids)
		if err != nil {
			return err
		}
		ids = nil
		for _, id := range sortedKeys(repeats) {
			if f := byName[from+"\x00"+id]; f != nil {
				f.rel.absorbed = strings.Join(repeats[id].absorbed, "\n")
			}
			ids = append(ids, repeats[id].absorbed...)
		}
		gone, err := w.parts(ctx, from, ids)
		if err != nil {
			return err
		}
		for _, id := range sortedKeys(gone) {
			p := gone[id]
			p.settle(id)
			call := j.join(id, p)
			f := factOf(&call)
			f.rel.into, f.rel.absorbed = p.into, strings.Join(p.absorbed, "\n")
			if c := clients[f.client]; c != nil && !has(c.facts, &f) {
				c.facts = append(c.facts, &f)
			}
		}
	}
	return nil
}

// place puts the calls of the batch among those of their clients, in place of
// what they were before.
func (w *writer) place(b *batch, clients map[string]*clientWork) {
	for _, f := range slices.Concat(b.before, b.removed) {
		if c := clients[f.client]; c != nil {
			c.facts = slices.DeleteFunc(c.facts, func(g *fact) bool {
				if g.id != f.id || g.source != f.source {
					return false
				}
				f.rel = g.rel
				return true
			})
		}
	}
	for _, x := range b.works {
		c := clients[x.f.client]
		if x.f.client == "" || c == nil || (!x.f.inbound && !x.f.outbound) {
			continue
		}
		c.facts = append(c.facts, &x.f)
		if c.mine == nil {
			c.mine = map[string]bool{}
		}
		c.mine[nameOf(&x.f)] = true
	}
}

// relateClient relates one client's calls and returns those that are not of the
// batch and came out otherwise than they were written.
func (w *writer) relateClient(c *clientWork) []*fact {
	slices.SortFunc(c.facts, compareFacts)
	rels := relate(c.facts, &w.rules, &w.clock)
	var anew []*fact
	for i, f := range c.facts {
		if c.mine[nameOf(f)] {
			f.rel = rels[i]
			continue
		}
		if f.rel != rels[i] && f.startMS >= c.fromMS-w.reach.backMS && f.startMS <= c.toMS+w.reach.aheadMS {
			f.rel = rels[i].owned()
			anew = append(anew, f)
		}
	}
	return anew
}

// rewrite puts calls into the intakes again whose relations changed.
func (w *writer) rewrite(ctx context.Context, b *batch, anew []*fact) error {
	bySource := map[string][]*fact{}
	for _, f := range anew {
		bySource[f.source] = append(bySource[f.source], f)
	}
	for _, name := range sortedKeys(bySource) {
		j, ok := w.joiners[name]
		if !ok {
			continue
		}
		facts := bySource[name]
		slices.SortFunc(facts, compareFacts)
		ids := make([]string, len(facts))
		for i, f := range facts {
			ids[i] = f.id
		}
		stored, err := w.parts(ctx, name, ids)
		if err != nil {
			return err
		}
		in := &b.intake
		if name != b.j.source {
			in = &store.Intake{Source: name}
			b.others[name] = in
		}
		for _, f := range facts {
			p, ok := stored[f.id]
			if !ok {
				continue
			}
			p.settle(f.id)
			call := j.join(f.id, p)
			w.emit(in, j, f.id, p, &call, &f.rel)
		}
	}
	return nil
}

// remember keeps the calls of a batch for the chunks to come.
func (w *writer) remember(b *batch) {
	for _, f := range slices.Concat(b.before, b.removed) {
		w.window.drop(f.client, f.source, f.id)
	}
	for _, x := range b.works {
		f := x.f
		w.window.put(&f)
	}
	if n := len(b.works); n > 0 {
		w.window.forget(b.works[n/2].f.startMS - w.reach.needMS)
	}
}
