package rollup

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
)

func rules() store.Rules {
	return store.Rules{
		Location: time.FixedZone("MSK", 3*3600), ServiceLevel: 20 * time.Second, LongWait: 30 * time.Second,
		CallbackSoon: 10 * time.Minute, IVRDepth: 3,
	}
}

// at is 15 October 2026, 13:05 in Moscow, a Thursday.
var at = time.Date(2026, 10, 15, 10, 5, 0, 0, time.UTC).UnixMilli()

func counted(t *testing.T, c store.Call, facets ...store.Facet) map[metrics.Counter]int64 {
	t.Helper()
	c.StartMS = at
	pieces := Contribution(c, facets, rules())
	if k := pieces[0].Key; k.Day != 20261015 || k.Hour != 13 || k.Weekday != 4 {
		t.Errorf("counted in %+v", k)
	}
	out := map[metrics.Counter]int64{}
	for i, v := range pieces[0].Sums.N {
		if v != 0 {
			out[metrics.Counter(i)] = v
		}
	}
	return out
}

func TestACallCountsAsWhatItIs(t *testing.T) {
	t.Parallel()
	no := false
	for name, c := range map[string]struct {
		call   store.Call
		facets []store.Facet
		want   map[metrics.Counter]int64
	}{
		"internal": {store.Call{Direction: store.Internal, Answered: true, TalkMS: 5}, nil, map[metrics.Counter]int64{metrics.Internal: 1}},
		"short":    {store.Call{Direction: store.Inbound, Short: true, WaitMS: 2000}, nil, map[metrics.Counter]int64{metrics.Short: 1}},
		"outbound": {store.Call{Direction: store.Outbound, Answered: true, TalkMS: 5000, Outcome: "none"}, nil,
			map[metrics.Counter]int64{metrics.Outbound: 1, metrics.OutboundAnswered: 1, metrics.HandleMS: 5000}},
		"lost in talk": {store.Call{Direction: store.Inbound, Answered: true, WaitMS: 20_000, QueueWaitMS: 9000, TalkMS: 60_000, Outcome: "none", Lost: true, NoteWritten: &no},
			[]store.Facet{{Kind: store.FacetItem, Name: "need", Value: "partial"}},
			map[metrics.Counter]int64{
				metrics.Inbound: 1, metrics.Answered: 1, metrics.WaitMS: 20_000, metrics.QueueWaitMS: 9000, metrics.Within: 1, metrics.WithinQueue: 1,
				metrics.TalkMS: 60_000, metrics.HandleMS: 60_000, metrics.Target: 1, metrics.LostTalk: 1, metrics.CRMChecked: 1, metrics.NoCRMNote: 1,
				metrics.Scored: 1, metrics.Passed: 1, metrics.Applied: 2,
			}},
		"no queue": {store.Call{Direction: store.Inbound, Answered: true, WaitMS: 31_000, QueueWaitMS: -1, Outcome: scoring.OutcomeNontarget}, nil,
			map[metrics.Counter]int64{metrics.Inbound: 1, metrics.Answered: 1, metrics.WaitMS: 31_000, metrics.QueueWaitMS: 31_000, metrics.LongWait: 1, metrics.Nontarget: 1}},
		"unknown": {store.Call{Direction: store.Inbound, Answered: true, IVRDepth: 4, Outcome: "unknown"}, nil,
			map[metrics.Counter]int64{metrics.Inbound: 1, metrics.Answered: 1, metrics.Within: 1, metrics.WithinQueue: 1, metrics.DeepIVR: 1, metrics.Unknown: 1}},
		"abandoned, called back": {store.Call{Direction: store.Inbound, MissedBy: store.AbandonedQueue, WaitMS: 40_000, EndMS: at + 40_000, FirstMiss: true, CalledBackMS: at + 405_000}, nil,
			map[metrics.Counter]int64{
				metrics.Inbound: 1, metrics.Missed: 1, metrics.AbandonedQueue: 1, metrics.MissedWaitMS: 40_000, metrics.LongWait: 1, metrics.LongWaitMissed: 1,
				metrics.MissedClients: 1, metrics.CalledBackClients: 1, metrics.CalledBackSoon: 1,
			}},
		"missed for no reason": {store.Call{Direction: store.Inbound}, nil, map[metrics.Counter]int64{metrics.Inbound: 1, metrics.Missed: 1, metrics.NoAnswer: 1}},
		"missed, reached": {store.Call{Direction: store.Inbound, MissedBy: store.Busy, RecoveredMS: at + 1, FirstMiss: true}, nil,
			map[metrics.Counter]int64{metrics.Inbound: 1, metrics.Missed: 1, metrics.Busy: 1, metrics.RecoveredMissed: 1, metrics.MissedClients: 1, metrics.RecoveredClients: 1}},
	} {
		if got := counted(t, c.call, c.facets...); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s:\n got %v\nwant %v", name, got, c.want)
		}
	}
}

func TestAnyMomentIsADayOfEightDigits(t *testing.T) {
	t.Parallel()
	for _, zone := range []*time.Location{nil, time.FixedZone("", -12*3600), time.FixedZone("", 14*3600)} {
		for _, ms := range []int64{-1 << 63, -1, 0, at, 1 << 46, 1<<63 - 1} {
			if day, hour, weekday := Local(ms, zone); day < 19691231 || day > 99990101 || hour < 0 || hour > 23 || weekday < 1 || weekday > 7 {
				t.Errorf("%d in %v is %d, %d h, weekday %d", ms, zone, day, hour, weekday)
			}
		}
	}
}

func TestPhonesThatRangInVainCountForTheirManagers(t *testing.T) {
	t.Parallel()
	pieces := Contribution(store.Call{
		Direction: store.Inbound, StartMS: at, MissedBy: store.AbandonedQueue, Manager: "left over",
		Attempts: []store.Attempt{{Manager: "А"}, {Manager: ""}, {Manager: "Б"}, {Manager: "А"}},
	}, nil, rules())
	got := map[string]int64{}
	for _, p := range pieces {
		got[p.Key.Manager] += p.Sums.N[metrics.RangInVain]
	}
	if fmt.Sprint(got) != "map[:0 А:2 Б:1]" || pieces[0].Sums.N[metrics.RungAbandoned] != 1 {
		t.Errorf("rang in vain: %v", got)
	}
}

func TestARangeIsWholeMonthsAndTheDaysAtItsEdges(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to store.Day
		want     []piece
	}{
		"a day":           {20261015, 20261015, []piece{{daily, 20261015, 20261015}}},
		"a month":         {20260201, 20260228, []piece{{monthly, 202602, 202602}}},
		"a leap February": {20240201, 20240228, []piece{{daily, 20240201, 20240228}}},
		"a year":          {20260101, 20261231, []piece{{monthly, 202601, 202612}}},
		"edges":           {20251215, 20260302, []piece{{daily, 20251215, 20260100}, {monthly, 202601, 202602}, {daily, 20260299, 20260302}}},
		"over a month":    {20260115, 20260220, []piece{{daily, 20260115, 20260220}}},
		"all":             {0, 0, []piece{{monthly, 1, 999912}}},
		"since":           {20261101, 0, []piece{{monthly, 202611, 999912}}},
		"nothing":         {20261102, 20261101, nil},
	} {
		if got := split(c.from, c.to); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// shelf keeps blobs in memory.
type shelf struct {
	blobs  map[int64][]byte
	names  []string
	facets []store.Facet
	slices []Slice
}

func (s *shelf) Load(key int64) ([]byte, error) { return s.blobs[key], nil }

func (s *shelf) Save(key int64, blob []byte) error {
	if len(blob) == 0 {
		delete(s.blobs, key)
		return nil
	}
	s.blobs[key] = bytes.Clone(blob)
	return nil
}

func number[T comparable](list *[]T, v T) int64 {
	i := slices.Index(*list, v)
	if i < 0 {
		i = len(*list)
		*list = append(*list, v)
	}
	return int64(i)
}

func (s *shelf) NameID(name string) (int64, error) { return number(&s.names, name), nil }

func (s *shelf) FacetID(f store.Facet) (int64, error) { return number(&s.facets, f) + 1, nil }

func (s *shelf) SliceID(source, line string) (int64, error) {
	for _, x := range s.slices {
		if x.Source == source && x.Line == line {
			return x.ID, nil
		}
	}
	id := int64(len(s.slices) + 1)
	s.slices = append(s.slices, Slice{id, source, line})
	return id, nil
}

func (s *shelf) Name(id int64) (string, error)       { return s.names[id], nil }
func (s *shelf) Facet(id int64) (store.Facet, error) { return s.facets[id-1], nil }
func (s *shelf) Slices() ([]Slice, error)            { return s.slices, nil }

func (s *shelf) Range(from, to int64, visit func(int64, []byte) error) error {
	var keys []int64
	for k := range s.blobs {
		if k >= from && k <= to {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		if err := visit(k, s.blobs[k]); err != nil {
			return err
		}
	}
	return nil
}

// Whatever comes in and goes out again in whatever pieces, what is left must be
// what would be there had only the rest come in.
func TestSumsForgetWhatIsTakenOut(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 1))
	random := func() store.Call {
		c := store.Call{
			Direction: store.Inbound, Source: "s", Line: fmt.Sprint(rng.IntN(3)), StartMS: at + rng.Int64N(70*24*3_600_000), WaitMS: rng.Int64N(90_000),
			MissedBy: store.AbandonedQueue, FirstMiss: true, Attempts: []store.Attempt{{Manager: "А"}},
		}
		if rng.IntN(2) == 0 {
			c.Answered, c.Manager, c.Outcome, c.Lost = true, fmt.Sprint("М", rng.IntN(4)), "none", true
		}
		return c
	}
	facets := []store.Facet{{Kind: store.FacetReason, Name: "price"}}
	both, rest := &shelf{blobs: map[int64][]byte{}, names: []string{""}}, &shelf{blobs: map[int64][]byte{}, names: []string{""}}
	var out []store.Call
	var b, rb Batch
	r := rules()
	for i := range 400 {
		c := random()
		b.Add(&c, facets, &r)
		if i%3 == 0 {
			out = append(out, c)
		} else {
			rb.Add(&c, facets, &r)
		}
		if i%50 == 0 {
			flush(t, &b, both)
		}
	}
	for _, c := range out {
		b.Sub(&c, facets, &r)
	}
	flush(t, &b, both)
	flush(t, &rb, rest)
	q := store.PanelQuery{By: []store.Grouping{store.PerManager, store.PerHourWeekday, store.PerDay, store.PerLine, store.PerManagerFct, store.PerManagerHour}}
	got, err := ReadPanel(q, both)
	want, errWant := ReadPanel(q, rest)
	if err != nil || errWant != nil || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("(%v, %v)\n got %v\nwant %v", err, errWant, got, want)
	}
}

func flush(t *testing.T, b *Batch, s *shelf) {
	t.Helper()
	if err := b.Flush(s, s); err != nil {
		t.Fatal(err)
	}
	if !b.Empty() {
		t.Fatal("a batch is not empty after it was flushed")
	}
}

// counting counts the blobs that a panel reads.
type counting struct {
	*shelf
	blobs, bytes int
}

func (c *counting) Range(from, to int64, visit func(int64, []byte) error) error {
	return c.shelf.Range(from, to, func(key int64, blob []byte) error {
		c.blobs++
		c.bytes += len(blob)
		return visit(key, blob)
	})
}

// A year must be read from its months, and its edges from their days: ten times
// the calls must not be ten times the work.
func TestAYearReadsTheSameAtTenTimesTheCalls(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(2, 2))
	s := &shelf{blobs: map[int64][]byte{}, names: []string{""}}
	r := rules()
	fill := func(calls int) {
		var b Batch
		for range calls {
			c := store.Call{
				Direction: store.Inbound, Source: "s", Line: "l", StartMS: at + rng.Int64N(500*24)*3_600_000, WaitMS: rng.Int64N(90_000),
				Answered: true, Manager: fmt.Sprint("М", rng.IntN(5)), Outcome: "none", Lost: true,
			}
			b.Add(&c, []store.Facet{{Kind: store.FacetReason, Name: "price"}}, &r)
		}
		flush(t, &b, s)
	}
	read := func(by store.Grouping) (blobs, bytes int) {
		c := &counting{shelf: s}
		if _, err := ReadPanel(store.PanelQuery{From: 20261120, To: 20271119, By: []store.Grouping{by}}, c); err != nil {
			t.Fatal(err)
		}
		return c.blobs, c.bytes
	}
	groupings := []store.Grouping{
		store.PerManager, store.PerHour, store.PerWeekday, store.PerDay, store.PerHourWeekday, store.PerManagerHour,
		store.PerSource, store.PerLine, store.PerFacet, store.PerManagerFct,
	}
	fill(6000)
	few := map[store.Grouping]int{}
	for _, by := range groupings {
		_, few[by] = read(by)
	}
	fill(54_000)
	for _, by := range groupings {
		blobs, bytes := read(by)
		most := 2 * (11 + 30) // two cubes of eleven months and the days of two halves
		if by == store.PerDay {
			most += 365
		}
		if blobs > most {
			t.Errorf("by %s: %d blobs", by, blobs)
		}
		if bytes > 4*few[by] {
			t.Errorf("by %s: %d bytes at ten times the calls, %d before", by, bytes, few[by])
		}
	}
}

func FuzzDamagedBlobs(f *testing.F) {
	s := &shelf{blobs: map[int64][]byte{}, names: []string{""}}
	var b Batch
	r := rules()
	b.Add(&store.Call{Direction: store.Inbound, StartMS: at, Answered: true, Manager: "А", WaitMS: 5000}, []store.Facet{{Kind: store.FacetReason, Name: "x"}}, &r)
	if err := b.Flush(s, s); err != nil {
		f.Fatal(err)
	}
	for _, blob := range s.blobs {
		f.Add(blob)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		todo := changes{cellKey(1, 2, 3): {tally: tally{1, 1}}}
		todo[cellKey(1, 2, 3)].sums.N[metrics.Inbound] = 1
		for _, holds := range []content{whole, counters, tallies} {
			blob, err := merge(data, todo, holds, nil)
			if err != nil {
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("a damaged blob fails with %v", err)
				}
				continue
			}
			if err := walk(blob, func(cell) error { return nil }); err != nil {
				t.Errorf("a merged blob cannot be read: %v", err)
			}
		}
	})
}
