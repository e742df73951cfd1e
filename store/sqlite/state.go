package sqlite

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/rollup"
)

// state is one call inside a transaction: as it was and as it is becoming, with
// all that decides what it counts as.
type state struct {
	n      int64 // 0 for a new call
	call   store.Call
	old    store.Call
	facets []store.Facet // of old
	detail []byte        // of old
	source int64         // the number of its source
	words  wordIDs       // of call, once it is packed
	legs   []byte
	parts  []byte
	blobs  bool // legs or parts were changed

	deal      *store.Deal
	judgement *scoring.Judgement
	marks     []store.Mark
}

func (t *tx) decision(s *state) store.Decision {
	return store.Decision{
		Reviewer: store.ReviewerOutcome(s.marks, s.judgement), Deal: s.deal, Judgement: s.judgement, Marks: s.marks,
		Weights: t.rules.Weights,
	}
}

// inList is how many values one query asks for at once.
const inList = 200

// marksFor is "?, ?, …" for n values.
func marksFor(n int) string {
	if n == 0 {
		return ""
	}
	return strings.Repeat("?, ", n-1) + "?"
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// load returns the states of the calls with these ids, of every source.
func (t *tx) load(ids []string) (map[string][]*state, error) {
	out := map[string][]*state{}
	for piece := range slices.Chunk(ids, inList) {
		if err := t.loadPiece(piece, out); err != nil {
			return nil, fmt.Errorf("read calls: %w", err)
		}
	}
	return out, nil
}

func (t *tx) loadPiece(ids []string, out map[string][]*state) error {
	found, err := t.loadWhere("id IN ("+marksFor(len(ids))+")", anys(ids))
	for _, s := range found {
		out[s.old.ID] = append(out[s.old.ID], s)
	}
	return err
}

// loadAfter returns the next states in order of arrival.
func (t *tx) loadAfter(n int64, limit int) ([]*state, error) {
	return t.loadWhere("n > ? ORDER BY n LIMIT ?", []any{n, limit})
}

func (t *tx) loadWhere(where string, args []any) ([]*state, error) {
	var found []*state
	err := t.rows("SELECT n, id, source, detail, legs, parts FROM call WHERE "+where, args, func(rows *sql.Rows) error {
		s := &state{}
		if err := rows.Scan(&s.n, &s.old.ID, &s.source, &s.detail, &s.legs, &s.parts); err != nil {
			return err
		}
		found = append(found, s)
		return nil
	})
	if err != nil || len(found) == 0 {
		return nil, err
	}
	byN := make(map[int64]*state, len(found))
	for _, s := range found {
		if s.old.Source, err = t.name(s.source); err != nil {
			return nil, err
		}
		if err := unpackCall(&s.old, s.detail, t.name); err != nil {
			return nil, fmt.Errorf("call %s: %w", s.old.ID, err)
		}
		s.call = s.old
		byN[s.n] = s
	}
	if err := t.loadJudges(byN); err != nil {
		return nil, err
	}
	for _, s := range found {
		s.facets = store.Facets(s.old, t.decision(s))
	}
	return found, nil
}

// loadJudges reads who decides the outcomes of these calls.
func (t *tx) loadJudges(byN map[int64]*state) error {
	args := make([]any, 0, len(byN))
	for n := range byN {
		args = append(args, n)
	}
	in := " WHERE n IN (" + marksFor(len(args)) + ")"
	for _, judge := range [...]struct {
		table, query string
		read         func(rows *sql.Rows) error
	}{
		{"deal", "SELECT n, data FROM deal" + in, func(rows *sql.Rows) error { return readDeal(rows, byN) }},
		{"judgement", "SELECT n, data FROM judgement" + in, func(rows *sql.Rows) error { return readJudgement(rows, byN) }},
		{
			"mark", "SELECT n, item, agrees, verdict, outcome, author, made_ms FROM mark" + in + " ORDER BY n, item",
			func(rows *sql.Rows) error { return readMark(rows, byN) },
		},
	} {
		if t.silent[judge.table] {
			continue
		}
		if err := t.rows(judge.query, args, judge.read); err != nil {
			return fmt.Errorf("%ss: %w", judge.table, err)
		}
	}
	return nil
}

func readDeal(rows *sql.Rows, byN map[int64]*state) error {
	var n int64
	var data []byte
	if err := rows.Scan(&n, &data); err != nil {
		return err
	}
	d, err := unpackDeal(data)
	d.CallID = byN[n].old.ID
	byN[n].deal = &d
	return err
}

func readJudgement(rows *sql.Rows, byN map[int64]*state) error {
	var n int64
	var data []byte
	if err := rows.Scan(&n, &data); err != nil {
		return err
	}
	j, err := unpackJudgement(data)
	byN[n].judgement = &j
	return err
}

func readMark(rows *sql.Rows, byN map[int64]*state) error {
	var n int64
	m, err := scanMark(rows, &n)
	if err != nil {
		return err
	}
	m.CallID = byN[n].old.ID
	byN[n].marks = append(byN[n].marks, m)
	return nil
}

func scanMark(rows *sql.Rows, n *int64) (store.Mark, error) {
	var m store.Mark
	var item, verdict, outcome string
	err := rows.Scan(n, &item, &m.Agrees, &verdict, &outcome, &m.Author, &m.MadeMS)
	m.Item, m.Verdict, m.Outcome = scoring.Item(item), scoring.Verdict(verdict), scoring.Outcome(outcome)
	return m, err
}

// save decides a call anew and writes what came of it: its row, its facets and
// its part of the sums. It tells whether anything was changed.
func (t *tx) save(s *state) (bool, error) {
	decision := t.decision(s)
	store.Decide(decision, &s.call)
	detail, words, err := packCall(&s.call, t.number)
	s.words = words
	if err != nil {
		return false, fmt.Errorf("call %s: %w", s.call.ID, err)
	}
	facets := store.Facets(s.call, decision)
	same := bytes.Equal(detail, s.detail) && slices.Equal(facets, s.facets)
	if s.n != 0 && same && !s.blobs {
		return false, nil
	}
	if !same {
		if s.n != 0 {
			t.batch.Sub(&s.old, s.facets, &t.rules)
		}
		t.batch.Add(&s.call, facets, &t.rules)
	}
	if s.n == 0 {
		s.detail = detail
		t.fresh = append(t.fresh, s)
		s.facets = facets
		return true, nil
	}
	oldFacets := s.facets
	s.detail, s.facets = detail, facets
	if err := t.update(s); err != nil {
		return false, fmt.Errorf("call %s: %w", s.call.ID, err)
	}
	if err := t.reface(s.n, oldFacets, facets); err != nil {
		return false, fmt.Errorf("call %s: %w", s.call.ID, err)
	}
	s.old, s.blobs = s.call, false
	t.shown = true
	return true, nil
}

// The number of a call: the moment it came in, and bits of its id's hash that
// tell calls of one moment apart.
const (
	hashBits   = 15
	hashMask   = 1<<hashBits - 1
	periodBits = 31
	maxStartMS = 1<<46 - 1
)

// firstN is the least number of a call that came in at a moment or later.
func firstN(startMS int64) int64 { return min(max(startMS, 0), maxStartMS) << hashBits }

// wantedN is the number a call has unless another has it already.
func wantedN(c store.Call) int64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.ID)) // a hash never fails
	_, _ = h.Write([]byte{0})
	_, _ = h.Write([]byte(c.Source))
	sum := h.Sum32()
	return max(firstN(c.StartMS)|int64((sum^sum>>hashBits)&hashMask), 1)
}

// freeN is the number for a call, the next free one where its own is taken.
func (t *tx) freeN(c store.Call) (int64, error) {
	for n := wantedN(c); ; n++ {
		var taken int64
		err := t.row("SELECT count(*) FROM call WHERE n = ?", []any{n}, &taken)
		if err != nil || taken == 0 {
			return n, err
		}
	}
}

// callColumns are the columns of a call in the order of columns.
const callColumns = "id, source, period, client, direction, manager, line, hour, weekday, " +
	"answered, short, missed, missed_by, lost, outcome, reason, stage, score, risk, " +
	"reviewed, recording, call_back, no_note, faulty, dropped, ivr_depth, wait_ms, talk_ms, detail, legs, parts"

const columnCount = 31

// columns appends the values of a packed call's columns.
func (t *tx) columns(dst []driver.Value, s *state) []driver.Value {
	c := &s.call
	_, hour, weekday := rollup.Local(c.StartMS, t.rules.Location)
	w := &s.words
	return append(dst,
		c.ID, s.source, min(max(c.StartMS, 0), maxStartMS)>>periodBits, lastTen(c.Client),
		w[wordDirection], w[wordManager], w[wordLine], int64(hour), int64(weekday),
		bit(c.Answered), bit(c.Short), bit(c.Missed()), w[wordMissedBy],
		bit(c.Lost), w[wordOutcome], w[wordReason], w[wordStage], int64(c.Score), int64(c.Risk()),
		bit(c.Reviewed), bit(c.Recording != ""), bit(c.ToCallBack()), bit(c.NoteWritten != nil && !*c.NoteWritten),
		bit(c.Faults > 0), bit(c.Dropped), int64(c.IVRDepth), c.WaitMS, c.TalkMS,
		s.detail, notNil(s.legs), notNil(s.parts))
}

func bit(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

const clientDigits = 10

// lastTen is a client's number by its last ten digits, 0 where it has none.
func lastTen(client string) int64 {
	var digits [clientDigits]byte
	at := len(digits)
	for i := len(client) - 1; i >= 0 && at > 0; i-- {
		if c := client[i]; c >= '0' && c <= '9' {
			at--
			digits[at] = c
		}
	}
	var v int64
	for _, d := range digits[at:] {
		v = v*10 + int64(d-'0')
	}
	return v
}

func (t *tx) update(s *state) error {
	values := t.columns(make([]driver.Value, 0, columnCount+1), s)
	if s.old.StartMS != s.call.StartMS {
		if err := t.renumber(s); err != nil {
			return err
		}
	}
	return t.exec("UPDATE call SET ("+callColumns+") = ("+marksFor(columnCount)+") WHERE n = ?", append(anys(values), s.n)...)
}

// renumber moves a call that began earlier or later than was known, with all
// that hangs on it.
func (t *tx) renumber(s *state) error {
	if wantedN(s.call) == s.n {
		return nil
	}
	n, err := t.freeN(s.call)
	if err != nil {
		return err
	}
	if err := t.unindex(s.n); err != nil {
		return err
	}
	for _, table := range dependents() {
		if err := t.exec("UPDATE "+table+" SET n = ? WHERE n = ?", n, s.n); err != nil {
			return err
		}
	}
	for _, f := range s.facets {
		if err := t.moveFacet(f, s.n, n); err != nil {
			return err
		}
	}
	if err := t.exec("UPDATE call SET n = ? WHERE n = ?", n, s.n); err != nil {
		return err
	}
	s.n = n
	return t.reindex(n)
}

// dependents are the tables that hang on a call's number.
func dependents() []string {
	return []string{"deal", "transcript", "judgement", "mark", "note", "waveform", "resume"}
}

// remove deletes a call and all that hangs on it.
func (t *tx) remove(s *state) error {
	t.batch.Sub(&s.old, s.facets, &t.rules)
	t.shown = true
	if err := t.unindex(s.n); err != nil {
		return err
	}
	if err := t.reface(s.n, s.facets, nil); err != nil {
		return err
	}
	for _, table := range append(dependents(), "call") {
		if err := t.exec("DELETE FROM "+table+" WHERE n = ?", s.n); err != nil {
			return err
		}
	}
	return nil
}
