package metrics_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"razbor/scoring/metrics"
)

func written(t *testing.T, h metrics.Histogram) []byte {
	t.Helper()
	data, err := h.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Merging written histograms must give what adding them one by one gives, for
// few values and for so many that they are counted by steps.
func TestMergingIsAddingOneByOne(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	var m metrics.Merger
	for round := range 60 {
		var sum metrics.Histogram
		var pieces [][]byte
		for range rng.IntN(9) {
			var h metrics.Histogram
			for range rng.IntN(1 + round*20) {
				h.Observe(rng.Int64N(1 + int64(round)*700))
			}
			sum.Add(h)
			pieces = append(pieces, written(t, h))
		}
		got, err := m.Merge(pieces)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(written(t, got), written(t, sum)) {
			t.Fatalf("round %d: merged %v, added %v", round, got, sum)
		}
	}
}

func TestACoarseHistogramIsNearTheTruth(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	var h metrics.Histogram
	var values []int64
	for range 20_000 {
		v := rng.Int64N(80_000)
		values = append(values, v)
		h.Observe(v)
	}
	slices.Sort(values)
	for _, q := range []float64{0.1, 0.5, 0.9, 0.99} {
		got, _ := h.Quantile(q)
		want := float64(values[int(q*float64(len(values)-1))])
		if math.Abs(got-want) > 0.016*want+1 {
			t.Errorf("quantile %v is %v, want about %v", q, got, want)
		}
	}
	if n := len(written(t, h)); n > 2000 {
		t.Errorf("20 000 values take %d bytes", n)
	}
	for _, v := range values {
		var one metrics.Histogram
		one.Observe(v)
		h.Sub(one)
	}
	if !h.Empty() {
		t.Error("what was counted by steps cannot be taken out one by one")
	}
}

func TestDamagedPiecesAreRefused(t *testing.T) {
	t.Parallel()
	var m metrics.Merger
	good := written(t, metrics.Histogram{})
	for name, data := range map[string][]byte{"cut": {2}, "endless": {0x80, 0x80}, "backwards": {4, 2, 3, 2}} {
		if _, err := m.Merge([][]byte{good, data}); err == nil {
			t.Errorf("%s was merged", name)
		}
	}
	var h metrics.Histogram
	h.Observe(7)
	if got, err := m.Merge([][]byte{written(t, h), good}); err != nil || got.Total() != 1 {
		t.Errorf("after damage: %v, %v", got, err)
	}
}
