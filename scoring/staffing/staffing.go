// Package staffing tells how many people an hour of calls needs, by two models
// of a queue in steady state with Poisson arrivals and exponential talks:
//
//   - Erlang C (M/M/n): nobody ever hangs up. It is the textbook's answer and
//     over-staffs a small desk.
//   - Erlang A (M/M/n+M): clients have exponential patience. C. Palm, "Research
//     on telephone traffic carried by full availability groups", Tele 4 (1957);
//     S. Zeltyn and A. Mandelbaum, "Call centers with impatient customers:
//     many-server asymptotics of the M/M/n+G queue", Queueing Systems 51 (2005).
//
// The figures are estimates of a model, so they are floating point; money is
// counted from them by scoring/loss.
package staffing

import (
	"math"
	"time"
)

// Load is the work of one hour.
type Load struct {
	CallsPerHour float64
	Handle       time.Duration // mean talk with what follows it (AHT)
	Patience     time.Duration // mean time a client is ready to wait; 0: for ever (Erlang C)
}

// Target is the service that people are counted for.
type Target struct {
	Share  float64       // of all calls, 0 to 1: 0.8
	Within time.Duration // answered within it: 20 s
}

// Service is what clients meet with n people at work.
type Service struct {
	People  int
	Waits   float64       // probability that a call has to wait
	Level   float64       // share of all calls answered within the target's time
	Abandon float64       // share of calls that hang up
	ASA     time.Duration // mean wait of all calls; of those answered in Erlang A
}

// mostPeople bounds the search: no department that reads its own calls is larger.
const mostPeople = 2000

// Erlangs is the offered load in people talking without a break.
func (l Load) Erlangs() float64 { return l.CallsPerHour * l.Handle.Hours() }

// valid reports whether the load can be counted with.
func (l Load) valid() bool {
	return l.CallsPerHour > 0 && l.Handle > 0 && !math.IsInf(l.CallsPerHour, 0) && l.Erlangs() < mostPeople
}

// With returns the service that n people give. Without people everyone who has
// patience hangs up; without load nobody waits.
func (l Load) With(n int, within time.Duration) Service {
	switch {
	case !l.valid():
		return Service{People: n, Level: 1}
	case n <= 0:
		return Service{Waits: 1, Abandon: 1, ASA: l.Patience}
	case l.Patience <= 0:
		return l.erlangC(n, within)
	}
	return l.erlangA(n, within)
}

// Needed returns the least people that reach the target, and false where even
// mostPeople do not.
func (l Load) Needed(t Target) (int, bool) {
	if !l.valid() {
		return 0, true
	}
	// The level grows with people: double until it suffices, then halve the gap.
	low, high := 0, 1
	for l.level(high, t.Within) < t.Share {
		if high == mostPeople {
			return high, false
		}
		low, high = high, min(2*high, mostPeople)
	}
	for high-low > 1 {
		middle := (low + high) / 2
		if l.level(middle, t.Within) >= t.Share {
			high = middle
		} else {
			low = middle
		}
	}
	return high, true
}

// level is With(n, within).Level alone.
func (l Load) level(n int, within time.Duration) float64 {
	if l.Patience <= 0 {
		return l.erlangC(n, within).Level
	}
	_, free, density := l.waiting(n)
	return min(1, free+simpson(density, within.Seconds(), 200))
}

// erlangB is the probability that all n are busy when nobody may wait, by the
// recursion that stays within 0 and 1.
func erlangB(load float64, n int) float64 {
	b := 1.0
	for i := 1; i <= n; i++ {
		b = load * b / (float64(i) + load*b)
	}
	return b
}

// erlangC: with n at or under the load the queue grows without end.
func (l Load) erlangC(n int, within time.Duration) Service {
	load, people := l.Erlangs(), float64(n)
	if load >= people {
		return Service{People: n, Waits: 1, ASA: math.MaxInt64}
	}
	b := erlangB(load, n)
	waits := b / (1 - load/people*(1-b))
	spare := (people - load) / l.Handle.Seconds() // 1/s
	return Service{
		People: n, Waits: waits,
		Level: 1 - waits*math.Exp(-spare*within.Seconds()),
		ASA:   span(waits / spare),
	}
}

// span is seconds as a duration, at most the longest there is.
func span(seconds float64) time.Duration {
	return time.Duration(min(seconds*float64(time.Second), math.MaxInt64/2))
}

// erlangA works in seconds. With a = nμ and θ the rate of hanging up, a call
// that finds j waiting is answered after the sum of j+1 exponential times of the
// rates a, a+θ, … a+jθ, unless its own patience ends first. Summed over j with
// the steady state's probabilities this gives, per call, the density of being
// answered after a wait of t:
//
//	π(n) · a · exp(−(a+θ)t + (λ/θ)(1 − e^(−θt)))
//
// where π(n) is the probability of exactly n calls in the system.
func (l Load) erlangA(n int, within time.Duration) Service {
	horizon, free, density := l.waiting(n)
	waited := simpson(func(t float64) float64 { return t * density(t) }, horizon, 2000)
	s := Service{People: n, Waits: 1 - free, Abandon: l.Abandon(n), Level: l.level(n, within)}
	if answered := 1 - s.Abandon; answered > 0 {
		s.ASA = span(waited / answered)
	}
	return s
}

// Abandon is With(n, …).Abandon alone, from the states without an integral: what
// is not answered hangs up. Of the answered calls nμ a second are taken while
// somebody waits, and with nobody waiting the busy are, by balance of the states
// under n, the load times the probability that not all of them are.
func (l Load) Abandon(n int) float64 {
	switch {
	case !l.valid() || n > 0 && l.Patience <= 0:
		return 0
	case n <= 0:
		return 1
	}
	logFull, free := l.states(n, l.CallsPerHour/time.Hour.Seconds(), float64(n)/l.Handle.Seconds(), 1/l.Patience.Seconds())
	answered := free + float64(n)/l.Erlangs()*(1-free-math.Exp(logFull))
	return max(0, min(1, 1-answered))
}

// waiting returns the density of being answered after a wait, the probability
// of not waiting at all, and a wait past which the density is nothing.
func (l Load) waiting(n int) (horizon, free float64, density func(seconds float64) float64) {
	lambda := l.CallsPerHour / time.Hour.Seconds()
	a, theta := float64(n)/l.Handle.Seconds(), 1/l.Patience.Seconds()
	logFull, free := l.states(n, lambda, a, theta)
	turn := max(0, math.Log(lambda/a)/theta) // up to here the density may grow
	horizon = turn + 40/(a+theta) + 8/math.Sqrt(lambda*theta+a*theta)
	return horizon, free, func(t float64) float64 {
		return a * math.Exp(logFull-(a+theta)*t+lambda/theta*(1-math.Exp(-theta*t)))
	}
}

// states returns the logarithm of the probability that exactly n calls are in
// the system, and the probability that fewer are: a free person.
//
// Erlang B at n is π(n) over the states up to n; the queue's states add
// Σ λ^j / Π(a+kθ) of it, which an overloaded desk of patient clients takes past
// the largest number: hence logarithms.
func (l Load) states(n int, lambda, a, theta float64) (logFull, free float64) {
	b := erlangB(l.Erlangs(), n)
	logTerm, logQueue := 0.0, math.Inf(-1)
	for j := 1; j < maxQueue; j++ {
		logTerm += math.Log(lambda / (a + float64(j)*theta))
		logQueue = logSum(logQueue, logTerm)
		if logTerm < logQueue-35 && a+float64(j)*theta > lambda {
			break
		}
	}
	logAll := logSum(0, math.Log(b)+logQueue)
	return math.Log(b) - logAll, (1 - b) * math.Exp(-logAll)
}

// logSum is log(e^x + e^y).
func logSum(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	if math.IsInf(y, -1) {
		return x
	}
	return x + math.Log1p(math.Exp(y-x))
}

// maxQueue bounds the states of the queue.
const maxQueue = 1_000_000

// simpson integrates f from 0 to high in an even number of steps.
func simpson(f func(float64) float64, high float64, steps int) float64 {
	h := high / float64(steps)
	sum := f(0) + f(high)
	for i := 1; i < steps; i++ {
		weight := 4.0
		if i%2 == 0 {
			weight = 2
		}
		sum += weight * f(float64(i)*h)
	}
	return sum * h / 3
}
