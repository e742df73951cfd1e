package staffing_test

import (
	"math"
	"testing"
	"time"

	"razbor/scoring/staffing"
)

func near(got, want, within float64) bool { return math.Abs(got-want) <= within }

// The figures of the textbooks' worked example: 100 calls in 30 minutes of 180 s.
func TestErlangCGivesTheTextbooksFigures(t *testing.T) {
	t.Parallel()
	load := staffing.Load{CallsPerHour: 200, Handle: 180 * time.Second}
	s := load.With(14, 20*time.Second)
	if !near(s.Waits, 0.1741, 5e-5) || !near(s.Level, 0.8884, 5e-5) || !near(s.ASA.Seconds(), 7.84, 5e-3) {
		t.Errorf("14 people: waits %.4f, level %.4f, ASA %v", s.Waits, s.Level, s.ASA)
	}
	if n, ok := load.Needed(staffing.Target{Share: 0.8, Within: 20 * time.Second}); !ok || n != 14 {
		t.Errorf("needs %d, %v", n, ok)
	}
}

func TestErlangAGivesItsKnownFigures(t *testing.T) {
	t.Parallel()
	load := staffing.Load{CallsPerHour: 13, Handle: 300 * time.Second, Patience: 60 * time.Second}
	for people, want := range map[int]float64{2: 0.181, 3: 0.054} {
		if s := load.With(people, 20*time.Second); !near(s.Abandon, want, 5e-4) {
			t.Errorf("%d people: %.4f hang up, want %.3f", people, s.Abandon, want)
		}
	}
}

// The closed form must agree with a recount over the states of the queue.
func TestErlangAAgreesWithItsStates(t *testing.T) {
	t.Parallel()
	for _, l := range []staffing.Load{
		{13, 300 * time.Second, 60 * time.Second}, {200, 180 * time.Second, 90 * time.Second},
		{60, 300 * time.Second, 2 * time.Hour}, {40, 240 * time.Second, 20 * time.Second}, {7, 200 * time.Second, 600 * time.Second}, {600, 200 * time.Second, 120 * time.Second},
	} {
		for n := 1; n <= 40; n += 3 {
			got := l.With(n, 20*time.Second).Abandon
			if want := abandonByStates(l, n); !near(got, want, 1e-6) {
				t.Errorf("%+v, %d people: %.8f, by states %.8f", l, n, got, want)
			}
		}
	}
}

func abandonByStates(l staffing.Load, n int) float64 {
	lambda, mu, theta := l.CallsPerHour/3600, 1/l.Handle.Seconds(), 1/l.Patience.Seconds()
	p, sum, left := 1.0, 1.0, 0.0
	for k := 1; k < 20_000; k++ {
		queue := float64(max(0, k-n))
		p *= lambda / (float64(min(k, n))*mu + queue*theta)
		sum += p
		left += p * queue * theta
		if p > 1e200 {
			p, sum, left = p/1e200, sum/1e200, left/1e200
		}
	}
	return left / sum / lambda
}

func TestEndlessPatienceIsErlangC(t *testing.T) {
	t.Parallel()
	c := staffing.Load{CallsPerHour: 50, Handle: 200 * time.Second}
	a := c
	a.Patience = 10_000 * time.Hour
	for n := 4; n < 10; n++ {
		want, got := c.With(n, 20*time.Second), a.With(n, 20*time.Second)
		if !near(got.Level, want.Level, 1e-3) || !near(got.Waits, want.Waits, 1e-3) {
			t.Errorf("%d people: %+v, Erlang C %+v", n, got, want)
		}
	}
}

func TestMorePeopleServeBetter(t *testing.T) {
	t.Parallel()
	for _, l := range []staffing.Load{
		{13, 300 * time.Second, 60 * time.Second}, {400, 180 * time.Second, 0}, {0.2, time.Minute, time.Second}, {3000, time.Hour / 2, time.Minute},
	} {
		last := l.With(0, 20*time.Second)
		for n := 1; n < 60; n++ {
			s := l.With(n, 20*time.Second)
			if s.Level < last.Level-1e-9 || s.Abandon > last.Abandon+1e-9 || s.Level > 1 || s.Abandon < -1e-9 || math.IsNaN(s.Level+s.Abandon) {
				t.Fatalf("%+v: %d people %+v, one fewer %+v", l, n, s, last)
			}
			last = s
		}
	}
}

func TestNeededIsTheLeastThatReachesTheTarget(t *testing.T) {
	t.Parallel()
	target := staffing.Target{Share: 0.8, Within: 20 * time.Second}
	for _, calls := range []float64{1, 7, 13, 60, 300} {
		l := staffing.Load{CallsPerHour: calls, Handle: 240 * time.Second, Patience: 70 * time.Second}
		n, ok := l.Needed(target)
		if !ok || l.With(n, target.Within).Level < target.Share || n > 1 && l.With(n-1, target.Within).Level >= target.Share {
			t.Errorf("%v calls: %d people, %v", calls, n, ok)
		}
	}
	if n, ok := (staffing.Load{}).Needed(target); n != 0 || !ok {
		t.Errorf("no calls need %d", n)
	}
}

func BenchmarkNeeded(b *testing.B) {
	l := staffing.Load{CallsPerHour: 40, Handle: 240 * time.Second, Patience: 70 * time.Second}
	for b.Loop() {
		l.Needed(staffing.Target{Share: 0.8, Within: 20 * time.Second})
	}
}

func FuzzServiceStaysWithinItsBounds(f *testing.F) {
	f.Add(uint32(13), uint16(300), uint16(60), uint16(2))
	f.Add(uint32(99_999), uint16(7200), uint16(1), uint16(1900))
	f.Add(uint32(99_999), uint16(60), uint16(36_000), uint16(1000)) // a queue past the largest number
	f.Fuzz(func(t *testing.T, calls uint32, handle, patience, people uint16) {
		l := staffing.Load{
			CallsPerHour: float64(calls % 100_000), Handle: time.Duration(handle) * time.Second, Patience: time.Duration(patience) * time.Second,
		}
		s := l.With(int(people%2000), 20*time.Second)
		for _, share := range []float64{s.Waits, s.Level, s.Abandon} {
			if math.IsNaN(share) || share < -1e-6 || share > 1+1e-6 {
				t.Fatalf("%+v with %d: %+v", l, people%2000, s)
			}
		}
		if s.ASA < 0 {
			t.Fatalf("%+v with %d: %+v", l, people%2000, s)
		}
	})
}
