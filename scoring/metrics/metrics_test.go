package metrics_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"razbor/scoring/metrics"
)

func TestFiguresOfTheArticlesDay(t *testing.T) {
	t.Parallel()
	var s metrics.Sums
	s.N[metrics.Inbound], s.N[metrics.Answered], s.N[metrics.Missed] = 40, 28, 12
	s.N[metrics.AbandonedQueue], s.N[metrics.AbandonedIVR], s.N[metrics.Within] = 7, 1, 13
	s.N[metrics.MissedClients], s.N[metrics.CalledBackClients] = 12, 2
	s.N[metrics.Target], s.N[metrics.Success], s.N[metrics.LostTalk] = 28, 8, 20
	s.N[metrics.WaitMS] = 630_000
	s.Callback.Observe(365)
	s.Callback.Observe(10_835)
	f := metrics.Of(s)
	for name, c := range map[string]struct {
		got  metrics.Ratio
		want float64
	}{
		"abandon":  {f.AbandonRate, 0.2},
		"missed":   {f.MissedRate, 0.3},
		"level":    {f.ServiceLevel, 0.325},
		"callback": {f.CallbackShare, 2.0 / 12},
		"conv":     {f.Conversion, 8.0 / 28},
		"coverage": {f.Coverage, 1},
	} {
		if v, ok := c.got.Value(); !ok || v != c.want {
			t.Errorf("%s: %v, %v", name, v, ok)
		}
	}
	if f.ASA.Value != 22.5 || f.CallbackMedian.Value != 5600 {
		t.Errorf("ASA %v, callback %v", f.ASA, f.CallbackMedian)
	}
	if lost := metrics.Lost(s); lost.Gross() != 32 {
		t.Errorf("lost %d", lost.Gross())
	}
}

func TestARateWithoutADenominatorIsUnknown(t *testing.T) {
	t.Parallel()
	for _, r := range metrics.Readings(metrics.Of(metrics.Sums{}), metrics.Figures{}, metrics.DefaultNorms()) {
		if r.Value.Known || r.State != metrics.NoNorm || r.Trend() != 0 {
			t.Errorf("%s of nothing: %+v", r.Metric, r)
		}
	}
}

func TestFiguresStandAgainstTheirNorms(t *testing.T) {
	t.Parallel()
	ratio := func(part, of int64) metrics.Ratio { return metrics.Ratio{Part: part, Of: of} }
	for name, c := range map[string]struct {
		f      metrics.Figures
		metric metrics.Metric
		want   metrics.State
	}{
		"abandon under 5":                 {metrics.Figures{AbandonRate: ratio(49, 1000)}, metrics.AbandonRateMetric, metrics.Good},
		"abandon at 5":                    {metrics.Figures{AbandonRate: ratio(5, 100)}, metrics.AbandonRateMetric, metrics.Fair},
		"abandon at 10":                   {metrics.Figures{AbandonRate: ratio(1, 10)}, metrics.AbandonRateMetric, metrics.Fair},
		"abandon over 10":                 {metrics.Figures{AbandonRate: ratio(101, 1000)}, metrics.AbandonRateMetric, metrics.Bad},
		"level at 80":                     {metrics.Figures{ServiceLevel: ratio(4, 5)}, metrics.ServiceLevelMetric, metrics.Good},
		"level at 70":                     {metrics.Figures{ServiceLevel: ratio(7, 10)}, metrics.ServiceLevelMetric, metrics.Fair},
		"level at 69":                     {metrics.Figures{ServiceLevel: ratio(69, 100)}, metrics.ServiceLevelMetric, metrics.Bad},
		"wait of 20 s":                    {metrics.Figures{ASA: metrics.Number{Value: 20, Known: true}}, metrics.ASAMetric, metrics.Good},
		"wait of 30 s":                    {metrics.Figures{ASA: metrics.Number{Value: 30, Known: true}}, metrics.ASAMetric, metrics.Fair},
		"wait of 31 s":                    {metrics.Figures{ASA: metrics.Number{Value: 31, Known: true}}, metrics.ASAMetric, metrics.Bad},
		"callback in 10 min":              {metrics.Figures{CallbackMedian: metrics.Number{Value: 600, Known: true}}, metrics.CallbackTimeMetric, metrics.Good},
		"callback after hours":            {metrics.Figures{CallbackMedian: metrics.Number{Value: 5600, Known: true}}, metrics.CallbackTimeMetric, metrics.Bad},
		"missed has a benchmark, no norm": {metrics.Figures{MissedRate: ratio(1, 2)}, metrics.MissedRateMetric, metrics.NoNorm},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := find(t, metrics.Readings(c.f, metrics.Figures{}, metrics.DefaultNorms()), c.metric).State; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTrendKnowsWhichWayIsBetter(t *testing.T) {
	t.Parallel()
	now := metrics.Figures{AbandonRate: metrics.Ratio{Part: 1, Of: 10}, ServiceLevel: metrics.Ratio{Part: 9, Of: 10}, Coverage: metrics.Ratio{Part: 1, Of: 2}}
	was := metrics.Figures{AbandonRate: metrics.Ratio{Part: 2, Of: 10}, ServiceLevel: metrics.Ratio{Part: 8, Of: 10}, Coverage: metrics.Ratio{Part: 500, Of: 1000}}
	readings := metrics.Readings(now, was, metrics.DefaultNorms())
	for metric, want := range map[metrics.Metric]int{
		metrics.AbandonRateMetric: 1, metrics.ServiceLevelMetric: 1, metrics.CoverageMetric: 0, metrics.MissedRateMetric: 0,
	} {
		if got := find(t, readings, metric).Trend(); got != want {
			t.Errorf("%s went %d, want %d", metric, got, want)
		}
	}
}

func find(t *testing.T, readings []metrics.Reading, m metrics.Metric) metrics.Reading {
	t.Helper()
	i := slices.IndexFunc(readings, func(r metrics.Reading) bool { return r.Metric == m })
	if i < 0 {
		t.Fatalf("no reading of %s", m)
	}
	return readings[i]
}

func TestPatienceCountsTheAnsweredAsCensored(t *testing.T) {
	t.Parallel()
	var s metrics.Sums
	if _, ok := metrics.Patience(s); ok {
		t.Error("nobody gave up, and there is a patience")
	}
	s.N[metrics.AbandonedQueue], s.N[metrics.MissedWaitMS], s.N[metrics.WaitMS] = 2, 100_000, 20_000
	if got, ok := metrics.Patience(s); !ok || got != time.Minute {
		t.Errorf("got %v, %v", got, ok)
	}
}

// A histogram must answer as the values themselves do, however it was put
// together, taken apart, written and read.
func TestHistogramsAnswerAsTheirValuesDo(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var whole, part metrics.Histogram
		var values []int64
		for range rng.IntN(40) {
			v := rng.Int64N(60)
			values = append(values, v)
			if rng.IntN(2) == 0 {
				part.Observe(v)
			} else {
				whole.Observe(v)
			}
		}
		whole.Add(part)
		checkHistogram(t, whole, values)
		var noise metrics.Histogram
		for range rng.IntN(20) {
			noise.Observe(rng.Int64N(60))
		}
		whole.Add(noise)
		whole.Sub(noise)
		data, _ := whole.AppendBinary(nil)
		var read metrics.Histogram
		if err := read.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		checkHistogram(t, read, values)
		read.Sub(whole)
		if !read.Empty() {
			t.Fatal("what was added is not taken out whole")
		}
	}
}

func checkHistogram(t *testing.T, h metrics.Histogram, values []int64) {
	t.Helper()
	slices.Sort(values)
	if h.Total() != int64(len(values)) {
		t.Fatalf("total %d of %d", h.Total(), len(values))
	}
	over := int64(0)
	for _, v := range values {
		if v > 30 {
			over++
		}
	}
	if h.Over(30) != over {
		t.Fatalf("over 30: %d, want %d", h.Over(30), over)
	}
	n := len(values)
	got, ok := h.Quantile(0.5)
	if n == 0 {
		if ok {
			t.Fatal("a median of nothing")
		}
		return
	}
	if want := float64(values[(n-1)/2]+values[n/2]) / 2; got != want {
		t.Fatalf("median %v, want %v of %v", got, want, values)
	}
}

func FuzzDamagedHistogramsAreRefusedOrRead(f *testing.F) {
	f.Add([]byte{2, 2, 4, 6})
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, data []byte) {
		var h metrics.Histogram
		if h.UnmarshalBinary(data) != nil {
			return
		}
		again, _ := h.AppendBinary(nil)
		var back metrics.Histogram
		if err := back.UnmarshalBinary(again); err != nil {
			t.Fatal(err)
		}
		third, _ := back.AppendBinary(nil)
		if !bytes.Equal(again, third) {
			t.Error("a histogram changed by being written")
		}
	})
}

func BenchmarkMergeAYearOfHours(b *testing.B) {
	var hour metrics.Histogram
	for i := range int64(120) {
		hour.Observe(i)
	}
	for b.Loop() {
		var year metrics.Histogram
		for range 2000 {
			year.Add(hour)
		}
	}
}
