// Package causes is the diagnostic checklist of a sales department: fifteen
// causes of lost calls, seven technical (1–7) and eight of communication (8–15),
// each with its figure against a threshold, a state, the calls it was seen in
// and what it costs.
//
// One lost call may have several causes, so their money does not add up to the
// loss of the period.
package causes

import (
	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
)

// Number is the number of a cause in the checklist, 1 to 15.
type Number int

// The causes.
const (
	Lines         Number = 1  // too few trunk lines
	Wait          Number = 2  // clients wait too long
	Menu          Number = 3  // the voice menu is too deep
	Callback      Number = 4  // missed clients are not called back
	Hours         Number = 5  // calls after hours
	Uneven        Number = 6  // one manager is overloaded while others' phones ring in vain
	Telephony     Number = 7  // drops, failed calls, faults heard in recordings
	Greeting      Number = 8  // checklist items …
	Need          Number = 9  //
	PriceTiming   Number = 10 //
	Objections    Number = 11 //
	NextStep      Number = 12 //
	Pressure      Number = 13 //
	Qualification Number = 14 //
	CRM           Number = 15 // agreements that the CRM knows nothing of
	Count                = 15 // how many there are
)

// Technical reports whether a cause lies in telephony, not in the conversation.
func (n Number) Technical() bool { return n <= Telephony }

// Item returns the checklist item of a cause of communication.
func (n Number) Item() (scoring.Item, bool) {
	if n >= Greeting && n <= Qualification {
		return scoring.SpokenItems[n-Greeting], true
	}
	return scoring.CRM, n == CRM
}

// State says how bad a cause is.
type State string

// The states of a cause.
const (
	Fine    State = "fine"
	Watch   State = "watch"   // past half of the threshold
	Problem State = "problem" // past the threshold
	NoData  State = "no_data" // nothing to tell it by
)

// Thresholds are the shares past which a cause is a problem.
type Thresholds struct {
	Busy       loss.Rate // 1: calls that found no free line
	LongWait   loss.Rate // 2: calls that waited longer than the norm
	DeepMenu   loss.Rate // 3: calls deeper in the menu than the norm, or lost in it
	Callback   loss.Rate // 4: missed clients called back, at least
	AfterHours loss.Rate // 5
	Uneven     loss.Rate // 6: how far over the even share the busiest manager may be
	Faults     loss.Rate // 7
	ItemMisses loss.Rate // 8–14: misses of the applicable
	CRMMissing loss.Rate // 15: calls without a note of those the CRM should know
}

// DefaultThresholds are the thresholds that hold where the settings say nothing.
func DefaultThresholds() Thresholds {
	return Thresholds{
		Busy: 10_000, LongWait: 200_000, DeepMenu: 20_000, Callback: 900_000, AfterHours: 30_000,
		Uneven: 500_000, Faults: 20_000, ItemMisses: 300_000, CRMMissing: 50_000,
	}
}

// Evidence is one call in which a cause was seen, and the moment of it in
// milliseconds from the start of the recording, or NoMoment.
type Evidence struct {
	Call      string
	AtMS      int64
	BrokenOff []string // 7: the tries that broke off and are a part of the call
}

// NoMoment stands where evidence is the call as a whole.
const NoMoment = -1

// Load is one manager's part of the work.
type Load struct {
	Manager    string
	Answered   int64
	RangInVain int64
}

// ItemFacts are the verdicts of one checklist item.
type ItemFacts struct {
	Item    scoring.Item
	Applies int64
	Partial int64
	Miss    int64
	Lost    int64 // lost calls among the misses
}

// Facts are what the causes are told by.
type Facts struct {
	Sums     metrics.Sums
	Loads    []Load
	Items    []ItemFacts
	Lines    int   // trunk lines of the department, 0 where unknown
	Peak     int64 // most calls at one time, 0 where it was not looked at
	Evidence map[Number][]Evidence
}

// Cause is one line of the diagnosis.
type Cause struct {
	Number    Number
	State     State
	Value     metrics.Number // a share, except 6: how far over the even share
	Threshold loss.Rate
	AtLeast   bool  // the value should be at least the threshold, not at most
	Calls     int64 // in which it was seen; clients for 4; for 6 calls abandoned while a phone rang
	Of        int64
	Partial   int64 // 8–14
	Lost      int64 // lost calls that have it; for 15 agreements at risk
	Money     loss.Amount
	Evidence  []Evidence
	Loads     []Load // 6
	Peak      int64  // 1: most calls at one time, 0 where it was not looked at
}

// Diagnose tells the fifteen causes by facts, in the order of the checklist.
func Diagnose(f Facts, t Thresholds, terms loss.Terms) []Cause {
	n := f.Sums.N
	list := make([]Cause, 0, Count)
	list = append(list,
		lines(f, t),
		atMost(Wait, n[metrics.LongWait], n[metrics.Inbound], t.LongWait).losing(n[metrics.LongWaitMissed]),
		menu(n, t),
		callback(n, t),
		atMost(Hours, n[metrics.AfterHours], n[metrics.Inbound], t.AfterHours).losing(n[metrics.AfterHours]),
		uneven(f, t),
		atMost(Telephony, n[metrics.Dropped]+n[metrics.Failed]+n[metrics.Faulty], n[metrics.Inbound], t.Faults).losing(n[metrics.Failed]),
	)
	for number := Greeting; number <= Qualification; number++ {
		list = append(list, item(number, f.Items, t))
	}
	list = append(list, atMost(CRM, n[metrics.NoCRMNote], n[metrics.CRMChecked], t.CRMMissing).losing(n[metrics.AgreedUnnoted]))
	for i := range list {
		list[i].Money = terms.Of(list[i].Lost)
		list[i].Evidence = f.Evidence[list[i].Number]
	}
	return list
}

// atMost judges a share that should not be past its threshold.
func atMost(number Number, part, of int64, threshold loss.Rate) Cause {
	share := metrics.Ratio{Part: part, Of: of}
	return Cause{Number: number, State: stateOf(share, threshold), Value: share.Number(), Threshold: threshold, Calls: part, Of: of}
}

func (c Cause) losing(lost int64) Cause {
	c.Lost = lost
	return c
}

func stateOf(share metrics.Ratio, threshold loss.Rate) State {
	toProblem, known := share.Compare(threshold)
	toWatch, _ := share.Compare(threshold / 2)
	switch {
	case !known:
		return NoData
	case toProblem > 0:
		return Problem
	case toWatch > 0:
		return Watch
	}
	return Fine
}

// lines: busy tones tell it; without them, every line taken at once does.
func lines(f Facts, t Thresholds) Cause {
	busy := f.Sums.N[metrics.Busy]
	c := atMost(Lines, busy, f.Sums.N[metrics.Inbound], t.Busy).losing(busy)
	c.Peak = f.Peak
	if c.State == Fine && f.Lines > 0 && f.Peak >= int64(f.Lines) {
		c.State = Watch
	}
	return c
}

// menu: the worse of "deeper than the norm" and "lost inside".
func menu(n [metrics.NumCounters]int64, t Thresholds) Cause {
	deep := atMost(Menu, n[metrics.DeepIVR], n[metrics.Inbound], t.DeepMenu)
	inside := atMost(Menu, n[metrics.AbandonedIVR], n[metrics.Inbound], t.DeepMenu)
	if worse(inside.State, deep.State) {
		deep.State = inside.State
	}
	return deep.losing(n[metrics.AbandonedIVR])
}

func worse(a, b State) bool { return rank(a) > rank(b) }

func rank(s State) int {
	switch s {
	case Fine:
		return 1
	case Watch:
		return 2
	case Problem:
		return 3
	case NoData:
		return 0
	}
	return 0
}

// callback: the value is the share called back, which should be high.
func callback(n [metrics.NumCounters]int64, t Thresholds) Cause {
	share := metrics.Ratio{Part: n[metrics.CalledBackClients], Of: n[metrics.MissedClients]}
	c := Cause{
		Number: Callback, State: NoData, Value: share.Number(), Threshold: t.Callback, AtLeast: true,
		Calls: n[metrics.MissedClients] - n[metrics.CalledBackClients], Of: n[metrics.MissedClients], Lost: n[metrics.OpenClients],
	}
	toNorm, known := share.Compare(t.Callback)
	toWatch, _ := share.Compare(t.Callback - t.Callback/4)
	switch {
	case !known:
	case toNorm >= 0:
		c.State = Fine
	case toWatch >= 0:
		c.State = Watch
	default:
		c.State = Problem
	}
	return c
}

// uneven: how far the busiest manager stands over the even share. One manager
// alone, or none, is no data.
func uneven(f Facts, t Thresholds) Cause {
	rung := f.Sums.N[metrics.RungAbandoned]
	c := Cause{Number: Uneven, State: NoData, Threshold: t.Uneven, Calls: rung, Lost: rung, Loads: f.Loads}
	var most, answered, people int64
	for _, l := range f.Loads {
		if l.Answered > 0 || l.RangInVain > 0 {
			people++
		}
		answered += l.Answered
		most = max(most, l.Answered)
	}
	c.Of = answered
	if people < 2 || answered == 0 {
		return c
	}
	over := metrics.Ratio{Part: most*people - answered, Of: answered}
	c.Value, c.State = over.Number(), stateOf(over, t.Uneven)
	return c
}

func item(number Number, items []ItemFacts, t Thresholds) Cause {
	name, _ := number.Item()
	for _, f := range items {
		if f.Item == name {
			c := atMost(number, f.Miss, f.Applies, t.ItemMisses).losing(f.Lost)
			c.Partial = f.Partial
			return c
		}
	}
	return atMost(number, 0, 0, t.ItemMisses)
}
