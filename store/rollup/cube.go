package rollup

import (
	"slices"

	"razbor/scoring/metrics"
)

// cube is one way to split the calls of a period into cells. A panel is read
// from the smallest cube that has what it asks for.
type cube uint8

const (
	byWeekday     cube = iota // whole days
	byHour                    // hour × weekday
	byManager                 // managers
	byManagerHour             // manager × hour; of a month only
	byAll                     // manager × hour × weekday
	byFacet                   // facets
	byManagerFct              // manager × facet
	byHourAlone               // hours; of a month only
	numCubes
)

// content is what the cells of a blob hold.
type content uint8

const (
	whole    content = iota // sums
	counters                // sums without their distributions
	tallies                 // of facets
)

// content of a cube's blobs. Distributions are long, so that the fine cubes go
// without: a day's have them by whole day, hour and manager, a month's by
// weekday, hour and manager.
func (k blobKey) content() content {
	switch k.cube {
	case byFacet, byManagerFct:
		return tallies
	case byManagerHour, byAll:
		return counters
	case byHour:
		if k.level == monthly {
			return counters
		}
	}
	return whole
}

// level is how long the periods of a blob are.
type level uint8

const (
	daily level = iota
	monthly
)

// blobKey tells one blob. Slice 0 is every call, others those of one source and
// line. Period is a store.Day, or year*100 + month.
type blobKey struct {
	slice  int64
	cube   cube
	level  level
	period int
}

// The bits of an encoded blobKey: the period is the lowest, so that one cube's
// blobs of a stretch of time lie side by side.
const (
	periodBits = 28
	levelBits  = 1
	cubeBits   = 4
)

// Int64 is the key as one number, in order of slice, cube, level, period.
func (k blobKey) Int64() int64 {
	n := k.slice
	n = n<<cubeBits | int64(k.cube)
	n = n<<levelBits | int64(k.level)
	return n<<periodBits | int64(k.period)
}

func periodOf(n int64) int { return int(n & (1<<periodBits - 1)) }

// Cells of sums are keyed by manager, weekday and hour, those of facets by
// manager and facet.
const (
	hourBits    = 5
	weekdayBits = 3
	facetBits   = 24
)

func cellKey(manager int64, weekday, hour int) uint64 {
	return uint64(manager)<<(weekdayBits+hourBits) | uint64(weekday)<<hourBits | uint64(hour)
}

func splitCell(key uint64) (manager int64, weekday, hour int) {
	return int64(key >> (weekdayBits + hourBits)), int(key >> hourBits & (1<<weekdayBits - 1)), int(key & (1<<hourBits - 1))
}

func facetKey(manager, facet int64) uint64 { return uint64(manager)<<facetBits | uint64(facet) }

func splitFacet(key uint64) (manager, facet int64) {
	return int64(key >> facetBits), int64(key & (1<<facetBits - 1))
}

// change is what is to be added to one cell, and which of its days gained their
// first or lost their last call.
type change struct {
	sums         metrics.Sums
	tally        tally
	begun, ended uint32
}

// changes are those of one blob by cell.
type changes map[uint64]*change

func (c changes) at(key uint64) *change {
	ch := c[key]
	if ch == nil {
		ch = &change{}
		c[key] = ch
	}
	return ch
}

// merge adds changes to a blob and returns it anew; alive is called for each
// changed cell with whether anything is left in it.
func merge(blob []byte, todo changes, holds content, alive func(key uint64, left bool)) ([]byte, error) {
	keys := make([]uint64, 0, len(todo))
	for key := range todo {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	m := merger{todo: todo, holds: holds, alive: alive, out: make([]byte, 0, len(blob)+len(keys)*48)}
	err := walk(blob, func(old cell) error {
		for len(keys) > 0 && keys[0] < old.key {
			if err := m.change(cell{key: keys[0]}); err != nil {
				return err
			}
			keys = keys[1:]
		}
		if len(keys) > 0 && keys[0] == old.key {
			keys = keys[1:]
			return m.change(old)
		}
		m.put(old)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if err := m.change(cell{key: key}); err != nil {
			return nil, err
		}
	}
	return m.out, nil
}

type merger struct {
	todo  changes
	holds content
	alive func(uint64, bool)
	out   []byte
	last  uint64
	buf   []byte
}

func (m *merger) put(c cell) {
	m.out = appendCell(m.out, m.last, c)
	m.last = c.key
}

// change writes a cell with its change added, or leaves it out where nothing is left.
func (m *merger) change(old cell) error {
	ch := m.todo[old.key]
	var left bool
	var err error
	if m.holds == tallies {
		left, err = m.tally(old, ch)
	} else {
		left, err = m.sums(old, ch)
	}
	if err != nil {
		return err
	}
	if m.alive != nil {
		m.alive(old.key, left)
	}
	if left {
		m.put(cell{old.key, old.days&^ch.ended | ch.begun, m.buf})
	}
	return nil
}

func (m *merger) sums(old cell, ch *change) (bool, error) {
	sums := ch.sums
	if old.payload != nil {
		sums = metrics.Sums{}
		if err := addSums(&sums, old.payload, m.holds == whole); err != nil {
			return false, err
		}
		addTo(&sums, &ch.sums, m.holds == whole)
	}
	if m.holds == counters {
		sums.Wait, sums.Abandon, sums.Callback = metrics.Histogram{}, metrics.Histogram{}, metrics.Histogram{}
	}
	if sums.Zero() {
		return false, nil
	}
	var err error
	m.buf, err = appendSums(m.buf[:0], &sums)
	return true, err
}

func (m *merger) tally(old cell, ch *change) (bool, error) {
	sum := ch.tally
	if old.payload != nil {
		had, err := readTally(old.payload)
		if err != nil {
			return false, err
		}
		sum.calls, sum.lost = sum.calls+had.calls, sum.lost+had.lost
	}
	m.buf = appendTally(m.buf[:0], sum)
	return sum != tally{}, nil
}

// addTo adds sums up, of the distributions only where they are wanted.
func addTo(to, from *metrics.Sums, distributions bool) {
	if distributions {
		to.Add(*from)
		return
	}
	for i := range to.N {
		to.N[i] += from.N[i]
	}
}
