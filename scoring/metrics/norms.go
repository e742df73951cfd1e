package metrics

import (
	"time"

	"razbor/scoring/loss"
)

// State says how a figure stands against its norm.
type State string

// The states of a figure.
const (
	NoNorm State = ""     // there is no norm, or no figure
	Good   State = "good" // at the norm
	Fair   State = "ok"   // acceptable
	Bad    State = "bad"  // beyond what is acceptable
)

// Norms are the thresholds of the metrics.
type Norms struct {
	AbandonBest     loss.Rate     // below it is best: 5 %
	AbandonAccepted loss.Rate     // up to it is acceptable: 10 %
	WaitBest        time.Duration // mean wait up to it is best: 20 s
	WaitAccepted    time.Duration // up to it is acceptable: 30 s
	ServiceLevel    loss.Rate     // 80 %
	CallbackShare   loss.Rate     // 90 %
	CallbackTime    time.Duration // 10 min
}

// DefaultNorms are the norms of call-centre practice.
func DefaultNorms() Norms {
	return Norms{
		AbandonBest: 50_000, AbandonAccepted: 100_000, WaitBest: 20 * time.Second, WaitAccepted: 30 * time.Second,
		ServiceLevel: 800_000, CallbackShare: 900_000, CallbackTime: 10 * time.Minute,
	}
}

// Missed rates of whole trades as the source article gives them: a benchmark to
// stand beside a figure, not a norm and not a fact of ours.
const (
	BenchmarkIT       loss.Rate = 345_300
	BenchmarkMedicine loss.Rate = 79_300
)

// How the chance to reach a missed client falls, as the source article gives it.
const (
	ChanceFallsAfterHour = 7
	ChanceFallsAfterDay  = 100
)

// Metric names one figure; the names are those of the reports.
type Metric string

// The metrics with a place on a panel, in its order.
const (
	AbandonRateMetric   Metric = "abandon_rate"
	MissedRateMetric    Metric = "missed_rate"
	ASAMetric           Metric = "asa_seconds"
	ServiceLevelMetric  Metric = "service_level"
	CallbackShareMetric Metric = "callback_share"
	CallbackTimeMetric  Metric = "callback_median_seconds"
	ConversionMetric    Metric = "conversion"
	CoverageMetric      Metric = "coverage"
)

// Unit says what a reading is measured in.
type Unit string

// The units of readings.
const (
	Share   Unit = "share" // a fraction of 1
	Seconds Unit = "seconds"
)

// Better says which way a metric should go.
type Better int

// The ways of a metric.
const (
	Lower  Better = -1
	Higher Better = 1
)

// Reading is one metric of a period as a panel shows it: the figure, its norm,
// how it stands, and the same figure of the period before.
type Reading struct {
	Metric Metric
	Unit   Unit
	Better Better
	Value  Number
	Norm   Number
	State  State
	Before Number
}

// Change is the difference from the period before, in the metric's unit.
func (r Reading) Change() Number {
	if !r.Value.Known || !r.Before.Known {
		return Number{}
	}
	return Number{Value: r.Value.Value - r.Before.Value, Known: true}
}

// Trend tells whether the metric went the right way (1), the wrong way (-1) or
// neither (0) since the period before. Half a per cent of a share or half a
// second is no change.
func (r Reading) Trend() int {
	change := r.Change()
	least := 0.005
	if r.Unit == Seconds {
		least = 0.5
	}
	switch {
	case !change.Known || change.Value > -least && change.Value < least:
		return 0
	case (change.Value > 0) == (r.Better == Higher):
		return 1
	}
	return -1
}

// Readings are the metrics of a panel in a fixed order, each with its norm and
// the figure of the period before.
func Readings(now, before Figures, n Norms) []Reading {
	at := func(rate loss.Rate) Number { return Number{Value: float64(rate) / float64(loss.Whole), Known: true} }
	span := func(d time.Duration) Number { return Number{Value: d.Seconds(), Known: true} }
	share := func(m Metric, b Better, v, was Ratio, norm Number, s State) Reading {
		return Reading{Metric: m, Unit: Share, Better: b, Value: v.Number(), Before: was.Number(), Norm: norm, State: s}
	}
	seconds := func(m Metric, v, was Number, best, accepted time.Duration) Reading {
		return Reading{Metric: m, Unit: Seconds, Better: Lower, Value: v, Before: was, Norm: span(accepted), State: spanState(v, best, accepted)}
	}
	return []Reading{
		share(AbandonRateMetric, Lower, now.AbandonRate, before.AbandonRate, at(n.AbandonBest), lowState(now.AbandonRate, n.AbandonBest, n.AbandonAccepted)),
		share(MissedRateMetric, Lower, now.MissedRate, before.MissedRate, Number{}, NoNorm),
		seconds(ASAMetric, now.ASA, before.ASA, n.WaitBest, n.WaitAccepted),
		share(ServiceLevelMetric, Higher, now.ServiceLevel, before.ServiceLevel, at(n.ServiceLevel), highState(now.ServiceLevel, n.ServiceLevel)),
		share(CallbackShareMetric, Higher, now.CallbackShare, before.CallbackShare, at(n.CallbackShare), highState(now.CallbackShare, n.CallbackShare)),
		callbackReading(now, before, n),
		share(ConversionMetric, Higher, now.Conversion, before.Conversion, Number{}, NoNorm),
		share(CoverageMetric, Higher, now.Coverage, before.Coverage, at(loss.Whole), highState(now.Coverage, loss.Whole)),
	}
}

// callbackReading: after an hour the chance has fallen so far that it is bad.
func callbackReading(now, before Figures, n Norms) Reading {
	return Reading{
		Metric: CallbackTimeMetric, Unit: Seconds, Better: Lower, Value: now.CallbackMedian, Before: before.CallbackMedian,
		Norm:  Number{Value: n.CallbackTime.Seconds(), Known: true},
		State: spanState(now.CallbackMedian, n.CallbackTime, max(time.Hour, n.CallbackTime)),
	}
}

// lowState: below best is good, up to accepted (itself included) is fair.
func lowState(r Ratio, best, accepted loss.Rate) State {
	toBest, known := r.Compare(best)
	toAccepted, _ := r.Compare(accepted)
	switch {
	case !known:
		return NoNorm
	case toBest < 0:
		return Good
	case toAccepted <= 0:
		return Fair
	}
	return Bad
}

// fairShort is how far under its norm a share that should be high is still fair.
const fairShort loss.Rate = 100_000

func highState(r Ratio, norm loss.Rate) State {
	toNorm, known := r.Compare(norm)
	toFair, _ := r.Compare(norm - fairShort)
	switch {
	case !known:
		return NoNorm
	case toNorm >= 0:
		return Good
	case toFair >= 0:
		return Fair
	}
	return Bad
}

func spanState(v Number, best, accepted time.Duration) State {
	switch {
	case !v.Known:
		return NoNorm
	case v.Value <= best.Seconds():
		return Good
	case v.Value <= accepted.Seconds():
		return Fair
	}
	return Bad
}
