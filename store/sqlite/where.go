package sqlite

import (
	"context"
	"encoding/json"
	"strings"

	"razbor/store"
)

// where is a filter as SQL: the table or index that leads to the calls, and the
// conditions with their arguments. Every value is an argument.
type where struct {
	from  string
	conds []string
	args  []any
	lead  lead
	n     string // the column that holds a call's number, in the table that leads
	empty bool   // nothing can match
}

// lead says what leads a list to its calls.
type lead int

const (
	byArrival lead = iota // the calls themselves, in order of arrival
	byOther               // an index or table that gives them in order of arrival too
	byKeys                // ids or a client: few calls, in no order
)

func (w *where) and(cond string, args ...any) {
	w.conds = append(w.conds, cond)
	w.args = append(w.args, args...)
}

func (w *where) sql() string { return " FROM " + w.from + " WHERE " + strings.Join(w.conds, " AND ") }

// filterer turns filters into SQL.
type filterer struct {
	ctx context.Context
	e   *Engine
	f   store.Filter
	w   where
	err error
}

// ids looks words up; those that no call has are left out.
func (b *filterer) ids(words []string) []any {
	out := []any{}
	for _, w := range words {
		id, ok, err := b.e.read.id(b.ctx, b.e.readers, w)
		if err != nil {
			b.err = err
		}
		if ok {
			out = append(out, id)
		}
	}
	return out
}

// in narrows a column to words; without any there is no condition.
func in[T ~string](b *filterer, column string, values []T) {
	if len(values) == 0 {
		return
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = string(v)
	}
	b.inIDs(column, b.ids(words))
}

func (b *filterer) inIDs(column string, ids []any) {
	switch len(ids) {
	case 0:
		b.w.empty = true
	case 1:
		b.w.and(column+" = ?", ids[0])
	default:
		b.w.and(column+" IN ("+marksFor(len(ids))+")", ids...)
	}
}

// where builds the conditions of a filter. The bounds of n are always there: no
// list walks over calls outside its period.
func (e *Engine) where(ctx context.Context, f store.Filter) (where, error) {
	b := &filterer{ctx: ctx, e: e, f: f, w: where{from: "call NOT INDEXED", n: "call.n"}}
	if err := b.lead(); err != nil {
		return b.w, err
	}
	from, to := int64(0), int64(maxStartMS)<<hashBits|hashMask
	if f.FromMS > 0 {
		from = firstN(f.FromMS)
	}
	if f.ToMS > 0 {
		to = firstN(f.ToMS) - 1
	}
	b.w.and(b.w.n+" BETWEEN ? AND ?", from, to)
	in(b, "manager", f.Managers)
	in(b, "direction", f.Directions)
	in(b, "source", f.Sources)
	in(b, "line", f.Lines)
	in(b, "missed_by", f.MissedBy)
	in(b, "outcome", f.Outcomes)
	in(b, "reason", f.Reasons)
	in(b, "stage", f.Stages)
	b.flags()
	b.numbers("hour", f.Hours)
	b.numbers("weekday", f.Weekdays)
	if f.LongWaitMS > 0 {
		b.longWait(f.LongWaitMS)
	}
	if f.DeepIVR {
		b.deepIVR()
	}
	b.misses()
	return b.w, b.err
}

// longWait leaves the calls that waited for a person longer than a span.
func (b *filterer) longWait(ms int64) {
	b.w.and("wait_ms > ?", ms)
	var words []string
	for _, m := range store.MissedReasons {
		if !m.WaitedForPerson() {
			words = append(words, string(m))
		}
	}
	if ids := b.ids(words); len(ids) > 0 {
		b.w.and("missed_by NOT IN ("+marksFor(len(ids))+")", ids...)
	}
}

func (b *filterer) flags() {
	f := b.f
	for _, flag := range [...]struct {
		on   bool
		cond string
	}{
		{f.Missed, "missed = 1"},
		{f.Answered, "answered = 1"},
		{f.Lost, "lost = 1"},
		{f.NotReviewed, "reviewed = 0"},
		{f.ToCallBack, "call_back = 1"},
		{f.HasRecording, "recording = 1"},
		{f.NoTranscript, "NOT EXISTS (SELECT 1 FROM transcript t WHERE t.n = call.n)"},
		{f.Faulty, "faulty = 1"},
		{f.Dropped, "dropped = 1"},
		{f.NoCRMNote, "no_note = 1"},
		{!f.Short, "short = 0"},
	} {
		if flag.on {
			b.w.and(flag.cond)
		}
	}
}

func (b *filterer) numbers(column string, values []int) {
	if len(values) > 0 {
		b.inIDs(column, anys(values))
	}
}

// deepIVR asks for calls that went deeper into the menu than the norm.
func (b *filterer) deepIVR() {
	rules, err := b.e.Rules(b.ctx)
	if err != nil {
		b.err = err
		return
	}
	if rules.IVRDepth >= indexedDepth && b.w.lead == byArrival {
		b.w.from, b.w.lead = "call INDEXED BY call_menu", byOther
		b.w.and("ivr_depth > 2")
	}
	b.w.and("ivr_depth > ?", rules.IVRDepth)
}

// indexedDepth is beyond which depth of the menu calls are indexed (call_menu).
const indexedDepth = 2

// misses asks for a miss of every item.
func (b *filterer) misses() {
	for _, item := range b.f.MissOf {
		id, ok, err := b.e.read.facetID(b.ctx, b.e.readers, store.Facet{Kind: store.FacetItem, Name: string(item), Value: "miss"})
		if err != nil {
			b.err = err
		}
		if !ok {
			b.w.empty = true
			continue
		}
		b.w.and("EXISTS (SELECT 1 FROM call_facet m WHERE m.facet = ? AND m.n = call.n)", id)
	}
}

// lead chooses the way to the calls: the most telling part of the filter first.
func (b *filterer) lead() error {
	f := b.f
	switch {
	case len(f.IDs) > 0:
		b.w.from, b.w.lead = "call INDEXED BY call_id", byKeys
		b.theseIDs()
		b.alsoSearch(true)
	case f.Client != "":
		periods := anys(periodsOf(b.bounds()))
		b.w.from, b.w.lead = "call INDEXED BY call_client", byKeys
		b.w.and("period IN ("+marksFor(len(periods))+")", periods...)
		b.w.and("client = ? AND client <> 0", lastTen(f.Client))
		b.alsoSearch(true)
	case f.Search != "":
		b.w.from, b.w.lead = "spoken CROSS JOIN call ON call.n = spoken.rowid", byOther
		b.w.n = "spoken.rowid"
		b.alsoSearch(false)
	case b.facetLead():
	case f.Faulty:
		b.w.from, b.w.lead = "call INDEXED BY call_faulty", byOther
		b.w.and("faulty <> 0")
	case f.Dropped:
		b.w.from, b.w.lead = "call INDEXED BY call_dropped", byOther
		b.w.and("dropped <> 0")
	case f.NoCRMNote:
		b.w.from, b.w.lead = "call INDEXED BY call_no_note", byOther
		b.w.and("no_note <> 0")
	case f.LongWaitMS >= rareWaitMS && isLong(f):
		b.w.from, b.w.lead = "call INDEXED BY call_wait", byKeys
		b.w.and("wait_ms >= 30000")
	case len(f.MissedBy) == 1 && f.MissedBy[0] != "":
		b.w.from, b.w.lead = "call INDEXED BY call_missed", byOther
		b.w.and("missed_by <> 0")
	case len(f.Managers) == 1 && f.Managers[0] != "" && f.Lost:
		b.w.from, b.w.lead = "call INDEXED BY call_lost", byOther
		b.w.and("manager <> 0 AND lost <> 0")
	case len(f.Managers) == 1 && f.Managers[0] != "":
		b.w.from, b.w.lead = "call INDEXED BY call_manager", byOther
		b.w.and("manager <> 0")
	}
	return b.err
}

// manyIDs is from where on ids go to SQLite as one argument: it takes no more
// than some thousands apart.
const manyIDs = 1000

func (b *filterer) theseIDs() {
	if len(b.f.IDs) < manyIDs {
		b.w.and("id IN ("+marksFor(len(b.f.IDs))+")", anys(b.f.IDs)...)
		return
	}
	list, err := json.Marshal(b.f.IDs)
	if err != nil {
		b.err = err
		return
	}
	b.w.and("id IN (SELECT value FROM json_each(?))", string(list))
}

// rareWaitMS is from where on so few calls wait so long that their index leads
// to them best.
const rareWaitMS = 90_000

// alsoSearch narrows to calls in which the words are said.
func (b *filterer) alsoSearch(few bool) {
	if b.f.Search == "" {
		return
	}
	stems, err := stemsOf(b.f.Search)
	if err != nil {
		b.err = err
		return
	}
	if few {
		b.w.and("call.n IN (SELECT rowid FROM spoken WHERE spoken MATCH ?)", matchOf(stems))
		return
	}
	b.w.and("spoken MATCH ?", matchOf(stems))
}

// facetLead leads by what few calls have: a miss, a reason, a stage, an outcome.
func (b *filterer) facetLead() bool {
	f := b.f
	var facet store.Facet
	switch {
	case len(f.MissOf) > 0:
		facet = store.Facet{Kind: store.FacetItem, Name: string(f.MissOf[0]), Value: "miss"}
	case len(f.Reasons) == 1 && f.Reasons[0] != "":
		facet = store.Facet{Kind: store.FacetReason, Name: string(f.Reasons[0])}
	case len(f.Stages) == 1 && f.Stages[0] != "":
		facet = store.Facet{Kind: store.FacetStage, Name: string(f.Stages[0])}
	default:
		return false
	}
	id, ok, err := b.e.read.facetID(b.ctx, b.e.readers, facet)
	if err != nil {
		b.err = err
	}
	if !ok {
		b.w.empty = true
	}
	b.w.from, b.w.lead = "call_facet f CROSS JOIN call ON call.n = f.n", byOther
	b.w.n = "f.n"
	b.w.and("f.facet = ?", id)
	return true
}

// bounds are the arrivals of a filter, those left open closed by the calls there are.
func (b *filterer) bounds() (fromMS, toMS int64) {
	fromMS, toMS = b.f.FromMS, b.f.ToMS
	var first, last *int64
	err := b.e.one(b.ctx, "read the span of the calls", "SELECT (SELECT min(n) FROM call), (SELECT max(n) FROM call)", nil, &first, &last)
	if err != nil {
		b.err = err
		return 0, 0
	}
	if first == nil {
		b.w.empty = true
		return 0, 0
	}
	fromMS = max(fromMS, *first>>hashBits)
	if toMS <= 0 {
		toMS = *last >> hashBits
	}
	return fromMS, min(toMS, *last>>hashBits)
}
