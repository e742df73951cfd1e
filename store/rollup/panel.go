package rollup

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"razbor/scoring/metrics"
	"razbor/store"
)

// Slice is the calls of one source and line; its number is never 0.
type Slice struct {
	ID     int64
	Source string
	Line   string
}

// Sheets is what a panel is read from: the blobs of a range of keys (both ends
// inclusive), in order, and the names behind the numbers.
type Sheets interface {
	Range(from, to int64, visit func(key int64, blob []byte) error) error
	Name(id int64) (string, error)
	Facet(id int64) (store.Facet, error)
	Slices() ([]Slice, error)
}

// ReadPanel answers a query from the sums alone.
func ReadPanel(q store.PanelQuery, sheets Sheets) (store.Panel, error) {
	r := reader{q: q, sheets: sheets, pieces: split(q.From, q.To), groups: map[groupKey]*group{}, facets: map[facetGroup]tally{}}
	if err := r.open(); err != nil {
		return store.Panel{}, err
	}
	for _, s := range r.slices {
		for _, c := range r.cubes(s) {
			if err := r.read(s, c); err != nil {
				return store.Panel{}, err
			}
		}
	}
	return r.panel()
}

type groupKey struct {
	by    store.Grouping
	key   uint64 // a cell's, or a day's
	slice int64
}

type group struct {
	sum
	days []daysOfMonth
}

// daysOfMonth are the days of a month that have a call, a bit each.
type daysOfMonth struct {
	month int
	days  uint32
}

// had notes days of a month; months mostly come in order.
func (g *group) had(month int, days uint32) {
	for i := len(g.days) - 1; i >= 0; i-- {
		if g.days[i].month == month {
			g.days[i].days |= days
			return
		}
	}
	g.days = append(g.days, daysOfMonth{month, days})
}

type facetGroup struct {
	by  store.Grouping
	key uint64
}

type reader struct {
	q        store.PanelQuery
	sheets   Sheets
	pieces   []piece
	asked    map[store.Grouping]bool
	all      []Slice        // every slice
	slices   []int64        // those to read
	chosen   map[int64]bool // those the filter lets through; nil: all
	managers map[int64]bool // nil: all
	total    sum
	groups   map[groupKey]*group
	facets   map[facetGroup]tally
	blob     blobKey // being read
	kept     []byte  // what keep has given out
	merger   metrics.Merger
}

func (r *reader) open() error {
	r.asked = map[store.Grouping]bool{}
	for _, by := range r.q.By {
		r.asked[by] = true
	}
	filtered := len(r.q.Sources)+len(r.q.Lines) > 0
	if filtered || r.asked[store.PerSource] || r.asked[store.PerLine] {
		var err error
		if r.all, err = r.sheets.Slices(); err != nil {
			return fmt.Errorf("read the sources and lines: %w", err)
		}
	}
	if len(r.q.Managers) > 0 {
		r.managers = map[int64]bool{}
	}
	r.slices = []int64{0}
	if filtered {
		r.chosen, r.slices = map[int64]bool{}, nil
	}
	for _, s := range r.all {
		in := (len(r.q.Sources) == 0 || slices.Contains(r.q.Sources, s.Source)) &&
			(len(r.q.Lines) == 0 || slices.Contains(r.q.Lines, s.Line))
		if !in {
			continue
		}
		if r.chosen != nil {
			r.chosen[s.ID] = true
		}
		if r.chosen != nil || r.asked[store.PerSource] || r.asked[store.PerLine] {
			r.slices = append(r.slices, s.ID)
		}
	}
	return nil
}

// cubes are those of a slice that the query needs. A filter by manager needs
// the cubes that tell managers apart.
func (r *reader) cubes(slice int64) []cube {
	whole, facets := byWeekday, byFacet
	if r.managers != nil {
		whole, facets = byManager, byManagerFct
	}
	if slice != 0 && r.chosen == nil {
		return []cube{whole} // read for the split by source and line alone
	}
	var need [numCubes]bool
	need[whole] = true
	if r.managers == nil {
		need[byHourAlone], need[byHour] = r.asked[store.PerHour], r.asked[store.PerHourWeekday]
	} else {
		need[byAll] = r.asked[store.PerHour] || r.asked[store.PerHourWeekday] || r.asked[store.PerWeekday]
	}
	need[byManager] = need[byManager] || r.asked[store.PerManager]
	need[byManagerHour] = r.asked[store.PerManagerHour]
	need[facets] = r.asked[store.PerFacet]
	need[byManagerFct] = need[byManagerFct] || r.asked[store.PerManagerFct]
	var out []cube
	for c, yes := range need {
		if yes {
			out = append(out, cube(c))
		}
	}
	return out
}

func (r *reader) read(slice int64, c cube) error {
	for _, p := range r.pieces {
		from := c
		if p.level == daily { // a day has one weekday: its finer cubes are the same
			switch c {
			case byManagerHour:
				from = byAll
			case byHourAlone:
				from = byHour
			}
		}
		if err := r.rangeOf(blobKey{slice, from, p.level, p.from}, p.to, func(at cell) error { return r.cell(c, at) }); err != nil {
			return err
		}
	}
	whole := byWeekday
	if r.managers != nil {
		whole = byManager
	}
	if c != whole || !r.asked[store.PerDay] || (slice != 0 && r.chosen == nil) {
		return nil
	}
	from, to := r.q.From, r.q.To
	if to <= 0 {
		to = lastDay
	}
	return r.rangeOf(blobKey{slice, c, daily, int(max(from, 0))}, int(to), func(at cell) error {
		manager, _, _ := splitCell(at.key)
		if !r.lets(manager) {
			return nil
		}
		return r.add(groupKey{by: store.PerDay, key: uint64(r.blob.period)}, at)
	})
}

func (r *reader) rangeOf(first blobKey, to int, visit func(cell) error) error {
	last := first
	last.period = to
	r.blob = first
	return r.sheets.Range(first.Int64(), last.Int64(), func(key int64, blob []byte) error {
		r.blob.period = periodOf(key)
		if err := walk(blob, visit); err != nil {
			return fmt.Errorf("read the sums of %d: %w", r.blob.period, err)
		}
		return nil
	})
}

// lets reports whether the filter lets a manager through; names are looked up once each.
func (r *reader) lets(manager int64) bool {
	if r.managers == nil {
		return true
	}
	yes, known := r.managers[manager]
	if !known {
		name, err := r.sheets.Name(manager)
		yes = err == nil && slices.Contains(r.q.Managers, name)
		r.managers[manager] = yes
	}
	return yes
}

// cell adds one cell to the total and to every group that this cube is read for.
func (r *reader) cell(c cube, at cell) error {
	if c == byFacet || c == byManagerFct {
		return r.facet(c, at)
	}
	manager, weekday, hour := splitCell(at.key)
	if (c == byManager || c == byManagerHour || c == byAll) && !r.lets(manager) {
		return nil
	}
	filtered := r.managers != nil
	if r.blob.slice != 0 && r.chosen == nil {
		return r.slice(at)
	}
	if (c == byWeekday && !filtered) || (c == byManager && filtered) {
		if err := r.total.add(at.payload, r.keep); err != nil {
			return err
		}
		if r.chosen != nil {
			if err := r.slice(at); err != nil {
				return err
			}
		}
	}
	type split struct {
		by   store.Grouping
		cube cube
		key  uint64
	}
	weekdays, hours, both := byWeekday, byHourAlone, byHour
	if filtered {
		weekdays, hours, both = byAll, byAll, byAll
	}
	for _, s := range [...]split{
		{store.PerWeekday, weekdays, cellKey(0, weekday, 0)},
		{store.PerHour, hours, cellKey(0, 0, hour)},
		{store.PerHourWeekday, both, cellKey(0, weekday, hour)},
		{store.PerManager, byManager, cellKey(manager, 0, 0)},
		{store.PerManagerHour, byManagerHour, cellKey(manager, 0, hour)},
	} {
		if s.cube != c || !r.asked[s.by] {
			continue
		}
		if err := r.add(groupKey{by: s.by, key: s.key}, at); err != nil {
			return err
		}
	}
	return nil
}

// slice adds a cell to the groups of its source and its line.
func (r *reader) slice(at cell) error {
	if r.asked[store.PerSource] {
		if err := r.add(groupKey{by: store.PerSource, slice: r.blob.slice}, at); err != nil {
			return err
		}
	}
	if r.asked[store.PerLine] {
		return r.add(groupKey{by: store.PerLine, slice: r.blob.slice}, at)
	}
	return nil
}

func (r *reader) add(key groupKey, at cell) error {
	g := r.groups[key]
	if g == nil {
		g = &group{}
		r.groups[key] = g
	}
	if r.blob.level == daily {
		g.had(r.blob.period/100, 1<<(r.blob.period%100))
	} else {
		g.had(r.blob.period, at.days)
	}
	if key.by == store.PerHourWeekday || key.by == store.PerManagerHour {
		return g.sum.add(at.payload, nil)
	}
	return g.sum.add(at.payload, r.keep)
}

// keepSize is how much is kept in one piece of memory.
const keepSize = 64 << 10

// keep copies bytes that last only while a blob is visited.
func (r *reader) keep(data []byte) []byte {
	if cap(r.kept)-len(r.kept) < len(data) {
		r.kept = make([]byte, 0, max(keepSize, len(data)))
	}
	from := len(r.kept)
	r.kept = append(r.kept, data...)
	return r.kept[from:len(r.kept):len(r.kept)]
}

func (r *reader) facet(c cube, at cell) error {
	t, err := readTally(at.payload)
	if err != nil {
		return err
	}
	manager, facet := splitFacet(at.key)
	if c == byManagerFct && !r.lets(manager) {
		return nil
	}
	if r.asked[store.PerManagerFct] && c == byManagerFct {
		r.countFacet(store.PerManagerFct, at.key, t)
	}
	if r.asked[store.PerFacet] && (c == byFacet || r.managers != nil) {
		r.countFacet(store.PerFacet, facetKey(0, facet), t)
	}
	return nil
}

func (r *reader) countFacet(by store.Grouping, key uint64, t tally) {
	sum := r.facets[facetGroup{by, key}]
	sum.calls += t.calls
	sum.lost += t.lost
	r.facets[facetGroup{by, key}] = sum
}

// panel puts names to the groups and brings them in order.
func (r *reader) panel() (store.Panel, error) {
	p := store.Panel{Groups: map[store.Grouping][]store.Group{}, Facets: map[store.Grouping][]store.FacetCount{}}
	var err error
	if p.Total, err = r.total.sums(&r.merger); err != nil {
		return p, err
	}
	merged := map[store.Grouping]map[store.Key]*group{}
	for gk, g := range r.groups {
		key, err := r.name(gk)
		if err != nil {
			return p, err
		}
		if merged[gk.by] == nil {
			merged[gk.by] = map[store.Key]*group{}
		}
		if old := merged[gk.by][key]; old != nil { // two slices of one line or source
			old.merge(&g.sum)
			for _, m := range g.days {
				old.had(m.month, m.days)
			}
			continue
		}
		merged[gk.by][key] = g
	}
	for by, groups := range merged {
		out := make([]store.Group, 0, len(groups))
		for key, g := range groups {
			sums, err := g.sums(&r.merger)
			if err != nil {
				return p, err
			}
			if !sums.Zero() {
				out = append(out, store.Group{Key: key, Sums: sums, Days: countDays(g.days)})
			}
		}
		slices.SortFunc(out, func(a, b store.Group) int { return compareKeys(a.Key, b.Key) })
		p.Groups[by] = out
	}
	return p, r.nameFacets(&p)
}

func (r *reader) name(gk groupKey) (store.Key, error) {
	manager, weekday, hour := splitCell(gk.key)
	switch gk.by {
	case store.PerDay:
		return store.Key{Day: store.Day(gk.key)}, nil
	case store.PerSource, store.PerLine:
		for _, s := range r.all {
			if s.ID != gk.slice {
				continue
			}
			if gk.by == store.PerSource {
				return store.Key{Source: s.Source}, nil
			}
			return store.Key{Line: s.Line}, nil
		}
		return store.Key{}, ErrDamaged
	}
	name, err := r.sheets.Name(manager)
	if err != nil {
		return store.Key{}, fmt.Errorf("read the name of a manager: %w", err)
	}
	return store.Key{Manager: name, Hour: hour, Weekday: weekday}, nil
}

func (r *reader) nameFacets(p *store.Panel) error {
	for key, t := range r.facets {
		if t == (tally{}) {
			continue
		}
		manager, id := splitFacet(key.key)
		facet, err := r.sheets.Facet(id)
		if err != nil {
			return fmt.Errorf("read the name of a facet: %w", err)
		}
		name, err := r.sheets.Name(manager)
		if err != nil {
			return fmt.Errorf("read the name of a manager: %w", err)
		}
		p.Facets[key.by] = append(p.Facets[key.by], store.FacetCount{Facet: facet, Manager: name, Calls: t.calls, Lost: t.lost})
	}
	for _, counts := range p.Facets {
		slices.SortFunc(counts, compareFacets)
	}
	return nil
}

func countDays(months []daysOfMonth) int {
	n := 0
	for _, m := range months {
		n += bits.OnesCount32(m.days)
	}
	return n
}

func compareKeys(a, b store.Key) int {
	return cmp.Or(cmp.Compare(a.Manager, b.Manager), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Day, b.Day), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Hour, b.Hour))
}

func compareFacets(a, b store.FacetCount) int {
	return cmp.Or(cmp.Compare(a.Manager, b.Manager), cmp.Compare(a.Facet.Kind, b.Facet.Kind),
		cmp.Compare(a.Facet.Name, b.Facet.Name), cmp.Compare(a.Facet.Value, b.Facet.Value))
}
