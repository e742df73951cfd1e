// Package rollup says what one call contributes to the sums of the panels, and
// keeps those sums in a form that costs the same to read at a thousand calls and
// at ten million: small cubes of cells per day and per month, each one blob. It
// is pure; where the blobs lie is an engine's business.
package rollup

import (
	"time"

	"razbor/scoring"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Key is the finest cell that calls are counted in: a local hour of a local
// day, a manager (empty: nobody answered), a source and a line.
type Key struct {
	Day     store.Day
	Hour    int
	Weekday int // 1 Monday … 7 Sunday, of Day
	Manager string
	Source  string
	Line    string
}

// Piece is what a call adds to one cell.
type Piece struct {
	Key  Key
	Sums metrics.Sums
}

// lastMS is the last moment that is told from later ones: the end of the year
// 9998, so that a day has eight digits in any time zone. Files may say anything.
const lastMS = 253_370_764_800_000

// Local returns the calendar day, the hour and the weekday (1 Monday … 7
// Sunday) of a moment in a time zone; nil is UTC. A moment before 1970 or after
// 9998 counts as the nearest one between.
func Local(ms int64, zone *time.Location) (day store.Day, hour, weekday int) {
	if zone == nil {
		zone = time.UTC
	}
	t := time.UnixMilli(min(max(ms, 0), lastMS)).In(zone)
	year, month, date := t.Date()
	weekday = int(t.Weekday())
	if weekday == 0 {
		weekday = daysOfWeek
	}
	return store.Day(year*10000 + int(month)*100 + date), t.Hour(), weekday
}

const daysOfWeek = 7

// Contribution returns what a call adds to the sums by these rules: one piece
// for whoever answered it (or for nobody), and one for each manager whose phone
// rang for it in vain. Facets are the call's own (store.Facets).
func Contribution(call store.Call, facets []store.Facet, rules store.Rules) []Piece {
	return AppendContribution(nil, &call, facets, &rules)
}

// AppendContribution is Contribution into a slice that is used again.
func AppendContribution(dst []Piece, call *store.Call, facets []store.Facet, rules *store.Rules) []Piece {
	day, hour, weekday := Local(call.StartMS, rules.Location)
	key := Key{Day: day, Hour: hour, Weekday: weekday, Source: call.Source, Line: call.Line}
	dst = append(dst, Piece{Key: key})
	own := &dst[len(dst)-1]
	if call.Answered || call.Direction != store.Inbound {
		own.Key.Manager = call.Manager
	}
	n := &own.Sums.N
	switch {
	case call.Direction == store.Internal:
		n[metrics.Internal] = 1
		return dst
	case call.Direction == store.Outbound:
		outbound(n, call)
		return dst
	case call.Short && !call.Answered:
		n[metrics.Short] = 1
		return dst
	}
	n[metrics.Inbound] = 1
	common(n, call)
	n[metrics.Repeat] = one(call.Repeat)
	n[metrics.Dropped] = one(call.Dropped)
	n[metrics.DeepIVR] = one(call.IVRDepth > rules.IVRDepth)
	n[metrics.LongWait] = one(longWait(call, rules))
	if call.Answered {
		answered(&own.Sums, call, rules)
		judged(n, facets, rules.Weights)
	} else {
		missed(&own.Sums, call, rules)
	}
	return inVain(dst, call, key)
}

func longWait(call *store.Call, rules *store.Rules) bool {
	return call.MissedBy.WaitedForPerson() && call.WaitMS > rules.LongWait.Milliseconds()
}

func common(n *[metrics.NumCounters]int64, call *store.Call) {
	n[metrics.Faulty] = one(call.Faults > 0)
	n[metrics.Reviewed] = one(call.Reviewed)
}

func outbound(n *[metrics.NumCounters]int64, call *store.Call) {
	n[metrics.Outbound] = 1
	common(n, call)
	if call.Answered {
		n[metrics.OutboundAnswered] = 1
		n[metrics.HandleMS] = call.TalkMS
	}
}

// answered counts an inbound call that a person took. Where there was no queue,
// the wait in the queue is the wait from arrival.
func answered(s *metrics.Sums, call *store.Call, rules *store.Rules) {
	n := &s.N
	wait, queue := call.WaitMS, call.QueueWaitMS
	if queue < 0 {
		queue = wait
	}
	norm := rules.ServiceLevel.Milliseconds()
	n[metrics.Answered] = 1
	n[metrics.WaitMS], n[metrics.QueueWaitMS] = wait, queue
	n[metrics.Within], n[metrics.WithinQueue] = one(wait <= norm), one(queue <= norm)
	n[metrics.TalkMS], n[metrics.HandleMS] = call.TalkMS, call.TalkMS
	s.Wait.Observe(wait / msInSecond)

	switch {
	case call.Outcome == scoring.OutcomeNontarget:
		n[metrics.Nontarget] = 1
		return
	case call.Outcome == "" || call.Outcome == scoring.OutcomeUnknown:
		n[metrics.Unknown] = 1
	default:
		n[metrics.Target] = 1
		n[metrics.Success] = one(store.Success(call.Outcome))
		n[metrics.LostTalk] = one(call.Lost)
	}
	if call.NoteWritten != nil {
		n[metrics.CRMChecked] = 1
		n[metrics.NoCRMNote] = one(!*call.NoteWritten)
		n[metrics.AgreedUnnoted] = one(!*call.NoteWritten && store.Success(call.Outcome))
	}
	if call.Won {
		n[metrics.Won], n[metrics.WonMinor] = 1, call.WonMinor
	}
}

const msInSecond = 1000

// judged adds up the checklist, in halves of weights.
func judged(n *[metrics.NumCounters]int64, facets []store.Facet, weights store.Weights) {
	for _, f := range facets {
		if f.Kind != store.FacetItem {
			continue
		}
		passed, applied := weights.Weigh(scoring.Item(f.Name), scoring.Verdict(f.Value))
		n[metrics.Scored] = 1
		n[metrics.Passed] += int64(passed)
		n[metrics.Applied] += int64(applied)
	}
}

func missed(s *metrics.Sums, call *store.Call, rules *store.Rules) {
	n := &s.N
	n[metrics.Missed] = 1
	n[reasonCounter(call.MissedBy)] = 1
	if call.MissedBy == store.AbandonedQueue || call.MissedBy == store.AbandonedIVR {
		n[metrics.MissedWaitMS] = call.WaitMS
		s.Abandon.Observe(call.WaitMS / msInSecond)
	}
	n[metrics.LongWaitMissed] = one(longWait(call, rules))
	n[metrics.RungAbandoned] = one(call.MissedBy == store.AbandonedQueue && rang(call.Attempts))
	n[metrics.RecoveredMissed] = one(call.RecoveredMS > 0)
	if !call.FirstMiss {
		return
	}
	n[metrics.MissedClients] = 1
	n[metrics.RecoveredClients] = one(call.RecoveredMS > 0)
	n[metrics.OpenClients] = one(call.ToCallBack())
	if call.CalledBackMS > 0 {
		after := call.CalledBackMS - call.EndMS
		n[metrics.CalledBackClients] = 1
		n[metrics.CalledBackSoon] = one(after <= rules.CallbackSoon.Milliseconds())
		s.Callback.Observe(after / msInSecond)
	}
}

// reasonCounter is the counter of a reason; one that nobody named is counted as
// no answer, so that the six always add up.
func reasonCounter(by store.MissedBy) metrics.Counter {
	switch by {
	case store.AbandonedQueue:
		return metrics.AbandonedQueue
	case store.AbandonedIVR:
		return metrics.AbandonedIVR
	case store.Busy:
		return metrics.Busy
	case store.AfterHours:
		return metrics.AfterHours
	case store.Failed:
		return metrics.Failed
	}
	return metrics.NoAnswer
}

// inVain counts the phones that rang for nothing, under whose they are, after
// the call's own piece.
func inVain(dst []Piece, call *store.Call, key Key) []Piece {
	first := len(dst)
next:
	for i := range call.Attempts {
		key.Manager = call.Attempts[i].Manager
		if key.Manager == "" {
			continue
		}
		for k := first; k < len(dst); k++ {
			if dst[k].Key.Manager == key.Manager {
				dst[k].Sums.N[metrics.RangInVain]++
				continue next
			}
		}
		dst = append(dst, Piece{Key: key})
		dst[len(dst)-1].Sums.N[metrics.RangInVain] = 1
	}
	return dst
}

// rang reports whether a manager's phone was among those that rang.
func rang(attempts []store.Attempt) bool {
	for _, a := range attempts {
		if a.Manager != "" {
			return true
		}
	}
	return false
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
