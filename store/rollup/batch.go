package rollup

import (
	"cmp"
	"fmt"
	"slices"

	"razbor/scoring/metrics"
	"razbor/store"
)

// Batch collects what the calls of one transaction add to the sums and take
// from them, so that each blob is written once however many calls there are.
// The zero value is empty and ready.
type Batch struct {
	cells  map[Key]*metrics.Sums
	facets map[facetCell]tally
	last   *metrics.Sums // of lastKey: neighbours in time mostly share a cell
	key    Key
	pieces []Piece // of the call being counted
}

type facetCell struct {
	key   Key
	facet store.Facet
}

// Add adds a call.
func (b *Batch) Add(call *store.Call, facets []store.Facet, rules *store.Rules) {
	b.pieces = AppendContribution(b.pieces[:0], call, facets, rules)
	for i := range b.pieces {
		b.at(&b.pieces[i].Key).Add(b.pieces[i].Sums)
	}
	b.count(call, facets, rules, 1)
}

// Sub takes a call, which was added in this or an earlier transaction, back out.
func (b *Batch) Sub(call *store.Call, facets []store.Facet, rules *store.Rules) {
	b.pieces = AppendContribution(b.pieces[:0], call, facets, rules)
	for i := range b.pieces {
		b.at(&b.pieces[i].Key).Sub(b.pieces[i].Sums)
	}
	b.count(call, facets, rules, -1)
}

// Empty reports whether nothing was added or taken since the last Flush.
func (b *Batch) Empty() bool { return len(b.cells) == 0 && len(b.facets) == 0 }

func (b *Batch) at(key *Key) *metrics.Sums {
	if b.last != nil && b.key == *key {
		return b.last
	}
	if b.cells == nil {
		b.cells = map[Key]*metrics.Sums{}
	}
	s := b.cells[*key]
	if s == nil {
		s = &metrics.Sums{}
		b.cells[*key] = s
	}
	b.last, b.key = s, *key
	return s
}

func (b *Batch) count(call *store.Call, facets []store.Facet, rules *store.Rules, sign int64) {
	if len(facets) == 0 {
		return
	}
	day, _, weekday := Local(call.StartMS, rules.Location)
	key := Key{Day: day, Weekday: weekday, Manager: call.Manager, Source: call.Source, Line: call.Line}
	if b.facets == nil {
		b.facets = map[facetCell]tally{}
	}
	for _, f := range facets {
		at := facetCell{key, f}
		t := b.facets[at]
		t.calls += sign
		t.lost += sign * one(call.Lost)
		b.facets[at] = t
	}
}

// Blobs is where the sums lie, by number. Load returns nil where there is none;
// Save with an empty blob removes it.
type Blobs interface {
	Load(key int64) ([]byte, error)
	Save(key int64, blob []byte) error
}

// IDs gives the short numbers under which names stand in the sums. The number
// of an empty name is 0; those of slices begin at 1.
type IDs interface {
	NameID(name string) (int64, error)
	FacetID(f store.Facet) (int64, error)
	SliceID(source, line string) (int64, error)
}

// Flush writes what was collected and empties the batch.
func (b *Batch) Flush(ids IDs, blobs Blobs) error {
	days, err := b.days(ids)
	if err != nil {
		return err
	}
	f := flusher{blobs: blobs, months: map[blobKey]changes{}}
	for _, key := range sortedKeys(days) {
		if err := f.day(key, days[key]); err != nil {
			return err
		}
	}
	for _, key := range sortedKeys(f.months) {
		if err := f.write(key, f.months[key], nil); err != nil {
			return err
		}
	}
	*b = Batch{pieces: b.pieces}
	return nil
}

func sortedKeys(m map[blobKey]changes) []blobKey {
	keys := make([]blobKey, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b blobKey) int { return cmp.Compare(a.Int64(), b.Int64()) })
	return keys
}

// days spreads the collected cells over the cubes of their days: first over the
// finest cube, from which the coarser ones follow with far fewer additions.
func (b *Batch) days(ids IDs) (map[blobKey]changes, error) {
	out := map[blobKey]changes{}
	for key, sums := range b.cells {
		if sums.Zero() {
			continue
		}
		manager, slice, err := idsOf(ids, key)
		if err != nil {
			return nil, err
		}
		at := keyIn(byAll, manager, key.Weekday, key.Hour)
		into(out, blobKey{slice, byAll, daily, int(key.Day)}).at(at).sums.Add(*sums)
		into(out, blobKey{0, byAll, daily, int(key.Day)}).at(at).sums.Add(*sums)
	}
	for _, key := range sortedKeys(out) {
		cells := out[key]
		coarser(cells, into(out, key.of(byManager)), byManager)
		coarser(cells, into(out, key.of(byHour)), byHour)
		coarser(out[key.of(byHour)], into(out, key.of(byWeekday)), byWeekday)
	}
	return out, b.facetDays(ids, out)
}

// into returns the changes of a blob, empty ones where there are none yet.
func into(all map[blobKey]changes, key blobKey) changes {
	c := all[key]
	if c == nil {
		c = changes{}
		all[key] = c
	}
	return c
}

// of is the key of the same calls in another cube.
func (k blobKey) of(c cube) blobKey {
	k.cube = c
	return k
}

// coarser adds the cells of one cube up into those of a coarser one.
func coarser(cells, sum changes, c cube) {
	for key, ch := range cells {
		manager, weekday, hour := splitCell(key)
		sum.at(keyIn(c, manager, weekday, hour)).sums.Add(ch.sums)
	}
}

func (b *Batch) facetDays(ids IDs, out map[blobKey]changes) error {
	for at, t := range b.facets {
		if t == (tally{}) {
			continue
		}
		manager, slice, err := idsOf(ids, at.key)
		if err != nil {
			return err
		}
		facet, err := ids.FacetID(at.facet)
		if err != nil {
			return fmt.Errorf("number a facet: %w", err)
		}
		for _, s := range [...]int64{0, slice} {
			for c, key := range map[cube]uint64{byFacet: facetKey(0, facet), byManagerFct: facetKey(manager, facet)} {
				ch := into(out, blobKey{s, c, daily, int(at.key.Day)}).at(key)
				ch.tally.calls += t.calls
				ch.tally.lost += t.lost
			}
		}
	}
	return nil
}

func idsOf(ids IDs, key Key) (manager, slice int64, err error) {
	if manager, err = ids.NameID(key.Manager); err != nil {
		return 0, 0, fmt.Errorf("number a manager: %w", err)
	}
	if slice, err = ids.SliceID(key.Source, key.Line); err != nil {
		return 0, 0, fmt.Errorf("number a source and line: %w", err)
	}
	return manager, slice, nil
}

// keyIn is the key of a cell in a cube: what the cube does not tell apart is 0.
func keyIn(c cube, manager int64, weekday, hour int) uint64 {
	switch c {
	case byWeekday:
		return cellKey(0, weekday, 0)
	case byHour:
		return cellKey(0, weekday, hour)
	case byHourAlone:
		return cellKey(0, 0, hour)
	case byManager:
		return cellKey(manager, 0, 0)
	case byManagerHour:
		return cellKey(manager, 0, hour)
	}
	return cellKey(manager, weekday, hour)
}

type flusher struct {
	blobs  Blobs
	months map[blobKey]changes
}

// day writes one day's blob and carries its changes over to the month.
func (f *flusher) day(key blobKey, todo changes) error {
	month := blobKey{key.slice, key.cube, monthly, key.period / 100}
	bit := uint32(1) << (key.period % 100)
	cubes := []cube{key.cube}
	switch key.cube {
	case byAll:
		cubes = append(cubes, byManagerHour)
	case byHour:
		cubes = append(cubes, byHourAlone)
	}
	return f.write(key, todo, func(at uint64, left bool) {
		for _, month.cube = range cubes {
			monthKey := at
			if month.cube != key.cube {
				manager, _, hour := splitCell(at)
				monthKey = keyIn(month.cube, manager, 0, hour)
			}
			ch, from := into(f.months, month).at(monthKey), todo[at]
			addTo(&ch.sums, &from.sums, month.content() == whole)
			ch.tally.calls += from.tally.calls
			ch.tally.lost += from.tally.lost
			if left {
				ch.begun |= bit
			} else {
				ch.ended |= bit
			}
		}
	})
}

func (f *flusher) write(key blobKey, todo changes, alive func(uint64, bool)) error {
	old, err := f.blobs.Load(key.Int64())
	if err != nil {
		return fmt.Errorf("read the sums of %d: %w", key.period, err)
	}
	blob, err := merge(old, todo, key.content(), alive)
	if err != nil {
		return fmt.Errorf("add to the sums of %d: %w", key.period, err)
	}
	if err := f.blobs.Save(key.Int64(), blob); err != nil {
		return fmt.Errorf("write the sums of %d: %w", key.period, err)
	}
	return nil
}
