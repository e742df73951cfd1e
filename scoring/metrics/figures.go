package metrics

import (
	"time"

	"razbor/scoring/loss"
)

// Ratio is a share of two counts, kept as counts so that nothing is rounded
// before it is shown. Without a denominator it has no value.
type Ratio struct {
	Part int64
	Of   int64
}

// Value returns the share as a fraction of 1, and false without a denominator.
func (r Ratio) Value() (float64, bool) {
	if r.Of <= 0 {
		return 0, false
	}
	return float64(r.Part) / float64(r.Of), true
}

// Number returns the share as a Number.
func (r Ratio) Number() Number {
	v, ok := r.Value()
	return Number{Value: v, Known: ok}
}

// Compare tells, in integers, whether the share is below (-1), at (0) or above
// (1) a rate. Without a denominator it is 0 and false.
func (r Ratio) Compare(rate loss.Rate) (int, bool) {
	if r.Of <= 0 {
		return 0, false
	}
	left, right := r.Part*int64(loss.Whole), int64(rate)*r.Of
	switch {
	case left < right:
		return -1, true
	case left > right:
		return 1, true
	}
	return 0, true
}

// Number is a figure that may be unknown: a rate without a denominator, a mean of nothing.
type Number struct {
	Value float64
	Known bool
}

// Figures are the metrics of one group of calls. Spans are seconds.
type Figures struct {
	AbandonRate       Ratio // abandoned / inbound
	MissedRate        Ratio // missed / inbound
	ServiceLevel      Ratio // answered within the norm, from arrival / inbound
	ServiceLevelQueue Ratio // the same, from entering the queue
	CallbackShare     Ratio // missed clients called back / missed clients
	CallbackSoon      Ratio // called back within 10 minutes / missed clients
	Reached           Ratio // missed clients reached / missed clients
	Conversion        Ratio // target calls with a next step / target calls of known outcome
	Coverage          Ratio // answered calls of known outcome / answered calls
	Checklist         Ratio // checklist weight passed / applicable
	ASA               Number
	ASAQueue          Number
	WaitMedian        Number
	WaitP90           Number
	AbandonMedian     Number // how long those who gave up had waited
	CallbackMedian    Number // from the end of the missed call to the start of the callback
	CallbackP90       Number
	Handle            Number // mean talk of an answered inbound call (AHT)
}

const msInSecond = 1000

// Of computes the figures of sums.
func Of(s Sums) Figures {
	n := s.N
	return Figures{
		AbandonRate:       Ratio{n[AbandonedQueue] + n[AbandonedIVR], n[Inbound]},
		MissedRate:        Ratio{n[Missed], n[Inbound]},
		ServiceLevel:      Ratio{n[Within], n[Inbound]},
		ServiceLevelQueue: Ratio{n[WithinQueue], n[Inbound]},
		CallbackShare:     Ratio{n[CalledBackClients], n[MissedClients]},
		CallbackSoon:      Ratio{n[CalledBackSoon], n[MissedClients]},
		Reached:           Ratio{n[RecoveredClients], n[MissedClients]},
		Conversion:        Ratio{n[Success], n[Target]},
		Coverage:          Ratio{n[Answered] - n[Unknown], n[Answered]},
		Checklist:         Ratio{n[Passed], n[Applied]},
		ASA:               mean(n[WaitMS], n[Answered]),
		ASAQueue:          mean(n[QueueWaitMS], n[Answered]),
		WaitMedian:        quantile(&s.Wait, 0.5),
		WaitP90:           quantile(&s.Wait, 0.9),
		AbandonMedian:     quantile(&s.Abandon, 0.5),
		CallbackMedian:    quantile(&s.Callback, 0.5),
		CallbackP90:       quantile(&s.Callback, 0.9),
		Handle:            mean(n[TalkMS], n[Answered]),
	}
}

func mean(sumMS, count int64) Number {
	if count <= 0 {
		return Number{}
	}
	return Number{Value: float64(sumMS) / float64(count) / msInSecond, Known: true}
}

func quantile(h *Histogram, q float64) Number {
	v, ok := h.Quantile(q)
	return Number{Value: v, Known: ok}
}

// Lost returns the lost calls of sums, as loss prices them.
func Lost(s Sums) loss.Lost {
	return loss.Lost{
		Technical: s.N[Missed], Communication: s.N[LostTalk],
		Recovered: s.N[RecoveredMissed], Unknown: s.N[Unknown],
	}
}

// Patience returns the mean time that a client of these calls is ready to wait.
//
// It is the maximum-likelihood estimate for exponential patience where the
// answered are censored observations: all seconds waited, by the answered and by
// those who gave up, for each who gave up (Brown et al., "Statistical Analysis
// of a Telephone Call Center", JASA 100, 2005, §4.3). False where nobody gave up.
func Patience(s Sums) (time.Duration, bool) {
	gaveUp := s.N[AbandonedQueue] + s.N[AbandonedIVR]
	if gaveUp <= 0 {
		return 0, false
	}
	return time.Duration((s.N[WaitMS]+s.N[MissedWaitMS])/gaveUp) * time.Millisecond, true
}
