package sync

import (
	"cmp"
	"slices"
	"strings"

	"razbor/store"
)

// fact is what the relations between the calls of one client follow from, and
// what they were when they were written last.
type fact struct {
	source   string
	id       string
	client   string
	startMS  int64
	endMS    int64
	answerMS int64 // when somebody was reached, where answered
	talkMS   int64
	inbound  bool
	outbound bool
	answered bool
	short    bool
	rel      relation
}

// relation is what a call is to the other calls of its client.
type relation struct {
	calledBackMS int64
	recoveredMS  int64
	firstMiss    bool
	repeat       bool
	into         string // the repeat that this dropped call was joined to
	absorbed     string // ids of the dropped calls joined to this one, by a line end
}

// maxCallMS bounds the length of a call for the reach of relations: a call that
// is longer is related as if it ended then.
const maxCallMS = 12 * hourMS

func factOf(c *store.Call) fact {
	f := fact{
		source: c.Source, id: c.ID, client: c.Client, startMS: c.StartMS, endMS: min(c.EndMS, c.StartMS+maxCallMS),
		answerMS: c.StartMS + c.WaitMS, talkMS: c.TalkMS, inbound: c.Direction == store.Inbound,
		outbound: c.Direction == store.Outbound, answered: c.Answered, short: c.Short,
	}
	f.rel = relation{calledBackMS: c.CalledBackMS, recoveredMS: c.RecoveredMS, firstMiss: c.FirstMiss, repeat: c.Repeat}
	return f
}

// set writes the relations into a call.
func (r *relation) set(c *store.Call) {
	c.CalledBackMS, c.RecoveredMS, c.FirstMiss, c.Repeat = r.calledBackMS, r.recoveredMS, r.firstMiss, r.repeat
	c.Dropped, c.BrokenOff = r.absorbed != "", r.absorbedIDs()
}

// owned is the relation with strings of its own: those of a fact are pieces of the
// blocks they were read in, and one id would keep a quarter of a megabyte.
func (r relation) owned() relation {
	r.into, r.absorbed = strings.Clone(r.into), strings.Clone(r.absorbed)
	return r
}

// absorbedIDs returns the dropped calls as a list.
func (r *relation) absorbedIDs() []string {
	if r.absorbed == "" {
		return nil
	}
	return strings.Split(r.absorbed, "\n")
}

func (f *fact) missed() bool { return f.inbound && !f.answered }

func compareFacts(a, b *fact) int {
	if c := cmp.Compare(a.startMS, b.startMS); c != 0 {
		return c
	}
	if c := strings.Compare(a.id, b.id); c != 0 {
		return c
	}
	return strings.Compare(a.source, b.source)
}

// relate computes the relations of one client's calls, which are in order of
// time; the result stands beside them. The calls of a hidden number are related
// to none.
func relate(facts []*fact, rules *store.Rules, clock *clock) []relation {
	out := make([]relation, len(facts))
	if len(facts) == 1 {
		f := facts[0]
		out[0].firstMiss = f.missed() && !f.short
		return out
	}
	drops(facts, out, rules)
	window := rules.RecoveryWindow.Milliseconds()
	lastMissDay, seenMiss := int64(0), false
	lastRing := int64(-1 << 62)
	for i, f := range facts {
		if out[i].into != "" || !f.inbound {
			continue
		}
		out[i].repeat = f.startMS-lastRing <= dayMS
		lastRing = f.startMS
		if !f.missed() {
			continue
		}
		if day := clock.day(f.startMS); !f.short && (!seenMiss || day != lastMissDay) {
			out[i].firstMiss, lastMissDay, seenMiss = true, day, true
		}
		recovery(facts, out, i, window)
	}
	return out
}

// drops finds calls that were answered and broke off, and were rung again.
func drops(facts []*fact, out []relation, rules *store.Rules) {
	for i, f := range facts {
		if !f.inbound || !f.answered || f.talkMS > rules.DropTalk.Milliseconds() {
			continue
		}
		for k := i + 1; k < len(facts); k++ {
			next := facts[k]
			if next.startMS > f.endMS+rules.DropRepeat.Milliseconds() {
				break
			}
			if !next.inbound || next.source != f.source {
				continue
			}
			out[i].into = next.id
			if out[k].absorbed != "" {
				out[k].absorbed += "\n"
			}
			out[k].absorbed += f.id
			break
		}
	}
}

// recovery finds when the client of a missed call was called back and reached.
func recovery(facts []*fact, out []relation, i int, window int64) {
	miss := facts[i]
	for k := i + 1; k < len(facts); k++ {
		next := facts[k]
		if next.startMS > miss.endMS+window {
			return
		}
		if next.startMS < miss.endMS || out[k].into != "" {
			continue
		}
		if next.outbound && out[i].calledBackMS == 0 {
			out[i].calledBackMS = next.startMS
		}
		if next.answered && out[i].recoveredMS == 0 {
			out[i].recoveredMS = next.answerMS
		}
		if out[i].calledBackMS != 0 && out[i].recoveredMS != 0 {
			return
		}
	}
}

// reach is how far in time a call acts on the relations of its client's others.
type reach struct {
	backMS  int64 // earlier calls that it may change
	aheadMS int64 // later calls that it may change
	needMS  int64 // how far around must be known to relate those
}

func reachOf(rules *store.Rules) reach {
	window := rules.RecoveryWindow.Milliseconds()
	r := reach{backMS: window + maxCallMS, aheadMS: dayMS + hourMS}
	r.needMS = r.backMS + r.aheadMS
	return r
}

// window keeps the facts of the calls that were written last, so that a long
// import need not ask the store for the neighbours of each call.
type window struct {
	clients map[string][]*fact
	order   []*fact // by insertion; the front is forgotten first
	fromMS  int64   // every call written in this run that starts at or after it is here
}

func newWindow(fromMS int64) *window { return &window{clients: map[string][]*fact{}, fromMS: fromMS} }

// put keeps a fact, in place of the one with its id.
func (w *window) put(f *fact) {
	if f.client == "" || f.startMS < w.fromMS {
		return
	}
	f.rel = f.rel.owned()
	list := w.clients[f.client]
	for _, old := range list {
		if old.id == f.id && old.source == f.source {
			id, client := old.id, old.client
			*old = *f
			old.id, old.client = id, client
			return
		}
	}
	f.id = strings.Clone(f.id)
	if len(list) > 0 {
		f.client = list[0].client
	} else {
		f.client = strings.Clone(f.client)
	}
	w.clients[f.client] = append(list, f)
	w.order = append(w.order, f)
}

// drop forgets a fact.
func (w *window) drop(client, source, id string) {
	list := w.clients[client]
	i := slices.IndexFunc(list, func(f *fact) bool { return f.id == id && f.source == source })
	if i < 0 {
		return
	}
	w.clients[client] = slices.Delete(list, i, i+1)
}

// forget drops what starts before a moment.
func (w *window) forget(beforeMS int64) {
	w.fromMS = max(w.fromMS, beforeMS)
	n := 0
	for n < len(w.order) && w.order[n].startMS < w.fromMS {
		f := w.order[n]
		list := slices.DeleteFunc(w.clients[f.client], func(g *fact) bool { return g.startMS < w.fromMS })
		if len(list) == 0 {
			delete(w.clients, f.client)
		} else {
			w.clients[f.client] = list
		}
		n++
	}
	w.order = slices.Delete(w.order, 0, n)
}
