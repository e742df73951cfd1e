package panels

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
	"razbor/store"
)

const (
	evidenceLimit = 100 // calls behind one cause
	peakCalls     = 500 // calls of a period up to which the lines are counted exactly
	busyMoments   = 5   // busy tones whose moment is looked at in longer periods
)

// longestCall bounds how far back a call that still holds a line is looked for.
const longestCall = 30 * time.Minute

// Diagnose is the summary of a period by its causes, with the moment of each
// miss in the recording, what the losses have in common, and the people needed.
func Diagnose(ctx context.Context, r Reader, s Settings, q Query) (Summary, error) {
	q.By = []Section{ByCause}
	sum, err := Period(ctx, r, s, q)
	if err != nil {
		return Summary{}, err
	}
	if err := moments(ctx, r, sum.Causes); err != nil {
		return Summary{}, err
	}
	common, err := Patterns(ctx, r, s, q)
	if err != nil {
		return Summary{}, err
	}
	staff, err := Staffing(ctx, r, s, q)
	if err != nil {
		return Summary{}, err
	}
	sum.Common, sum.Staff = &common, &staff
	return sum, nil
}

// moments fills in when each item was missed. A call that missed several is read once.
func moments(ctx context.Context, r Reader, list []causes.Cause) error {
	read := map[string]scoring.Judgement{}
	for _, c := range list {
		item, spoken := c.Number.Item()
		if !spoken || item == scoring.CRM {
			continue
		}
		for i, e := range c.Evidence {
			j, ok := read[e.Call]
			if !ok {
				var err error
				if j, err = r.Judgement(ctx, e.Call); err != nil {
					return fmt.Errorf("read the judgement of call %s: %w", e.Call, err)
				}
				read[e.Call] = j
			}
			if f, ok := j.Finding(item); ok && f.Segment != scoring.NoSegment {
				c.Evidence[i].AtMS = f.AtMS
			}
		}
	}
	return nil
}

// diagnose tells the causes of a period.
func diagnose(ctx context.Context, r Reader, s Settings, q Query, p store.Panel) ([]causes.Cause, error) {
	facts := causes.Facts{Sums: p.Total, Lines: s.Lines}
	for _, g := range p.Groups[store.PerManager] {
		if g.Key.Manager != "" {
			facts.Loads = append(facts.Loads, causes.Load{
				Manager: g.Key.Manager, Answered: g.Sums.N[metrics.Answered], RangInVain: g.Sums.N[metrics.RangInVain],
			})
		}
	}
	facts.Items = itemFacts(p.Facets[store.PerFacet])
	var err error
	if facts.Evidence, err = evidence(ctx, r, s, q, facts); err != nil {
		return nil, err
	}
	if facts.Peak, err = peak(ctx, r, s, q, p.Total, facts.Evidence[causes.Lines]); err != nil {
		return nil, err
	}
	return causes.Diagnose(facts, s.Thresholds, s.Terms), nil
}

func itemFacts(facets []store.FacetCount) []causes.ItemFacts {
	var list []causes.ItemFacts
	for _, c := range items(facets) {
		f := causes.ItemFacts{Item: c.Item, Applies: c.Applies(), Partial: c.Partial, Miss: c.Miss}
		for _, count := range facets {
			if count.Facet == (store.Facet{Kind: store.FacetItem, Name: string(c.Item), Value: string(scoring.Miss)}) {
				f.Lost += count.Lost
			}
		}
		list = append(list, f)
	}
	return list
}

// period is the filter of the inbound calls of a query.
func period(s Settings, q Query) store.Filter {
	return store.Filter{
		FromMS: q.From.Start(s.Location).UnixMilli(), ToMS: q.To.Add(1).Start(s.Location).UnixMilli(),
		Managers: q.Managers, Sources: q.Sources, Lines: q.Lines, Directions: []store.Direction{store.Inbound},
	}
}

// evidence picks the calls behind each cause, the newest where there are too
// many, in order of time. A cause that the sums know nothing of is not looked for.
func evidence(ctx context.Context, r Reader, s Settings, q Query, facts causes.Facts) (map[causes.Number][]causes.Evidence, error) {
	filters := map[causes.Number][]store.Filter{}
	for _, w := range wanted(s, q, facts) {
		filters[w.number] = append(filters[w.number], w.filters...)
	}
	found := map[causes.Number][]causes.Evidence{}
	for number := causes.Lines; number <= causes.CRM; number++ {
		page := store.Page{Order: store.ByTimeDesc, Limit: cmp.Or(q.Evidence, evidenceLimit), Bare: number != causes.Uneven && number != causes.Telephony}
		calls, err := newest(ctx, r, filters[number], page)
		if err != nil {
			return nil, fmt.Errorf("find the calls of cause %d: %w", number, err)
		}
		for _, c := range calls {
			if number == causes.Uneven && !rangInVain(c) {
				continue
			}
			e := causes.Evidence{Call: c.ID, AtMS: causes.NoMoment}
			if number == causes.Telephony {
				e.BrokenOff = c.BrokenOff
			}
			found[number] = append(found[number], e)
		}
	}
	return found, nil
}

// rangInVain reports whether a manager's phone rang for a call.
func rangInVain(c store.Call) bool {
	return slices.ContainsFunc(c.Attempts, func(a store.Attempt) bool { return a.Manager != "" })
}

// want is a cause and the filters whose calls show it.
type want struct {
	number  causes.Number
	filters []store.Filter
}

// wanted says what to look for behind each cause that the sums know of.
func wanted(s Settings, q Query, facts causes.Facts) []want {
	n := facts.Sums.N
	var list []want
	add := func(number causes.Number, count int64, narrow ...func(*store.Filter)) {
		if count == 0 {
			return
		}
		w := want{number: number}
		for _, n := range narrow {
			f := period(s, q)
			n(&f)
			w.filters = append(w.filters, f)
		}
		list = append(list, w)
	}
	add(causes.Lines, n[metrics.Busy], missedBy(store.Busy))
	add(causes.Wait, n[metrics.LongWait]-n[metrics.LongWaitMissed], longWait(s, func(f *store.Filter) { f.Answered = true }))
	add(causes.Wait, n[metrics.LongWaitMissed], longWait(s, missedBy(store.AbandonedQueue, store.NoAnswer)))
	add(causes.Menu, n[metrics.DeepIVR], func(f *store.Filter) { f.DeepIVR = true })
	add(causes.Callback, n[metrics.OpenClients], func(f *store.Filter) { f.Missed, f.ToCallBack = true, true })
	add(causes.Hours, n[metrics.AfterHours], missedBy(store.AfterHours))
	add(causes.Uneven, n[metrics.RungAbandoned], missedBy(store.AbandonedQueue))
	add(causes.Telephony, n[metrics.Failed], missedBy(store.Failed))
	add(causes.Telephony, n[metrics.Dropped], func(f *store.Filter) { f.Dropped = true })
	add(causes.Telephony, n[metrics.Faulty], func(f *store.Filter) { f.Faulty = true })
	for _, f := range facts.Items {
		for number := causes.Greeting; number <= causes.Qualification; number++ {
			if item, _ := number.Item(); item == f.Item {
				add(number, f.Miss, func(f *store.Filter) { f.Answered, f.MissOf = true, []scoring.Item{item} })
			}
		}
	}
	add(causes.CRM, n[metrics.NoCRMNote], func(f *store.Filter) { f.Answered, f.NoCRMNote, f.Outcomes = true, true, salesTalks() })
	return list
}

// salesTalks are the outcomes of calls that the CRM should know of.
func salesTalks() []scoring.Outcome {
	return []scoring.Outcome{
		scoring.OutcomeUnknown, scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale,
		scoring.OutcomeCallback, scoring.OutcomeNone,
	}
}

func missedBy(by ...store.MissedBy) func(*store.Filter) {
	return func(f *store.Filter) { f.Missed, f.MissedBy = true, by }
}

func longWait(s Settings, narrow func(*store.Filter)) func(*store.Filter) {
	return func(f *store.Filter) {
		narrow(f)
		f.LongWaitMS = s.Rules.LongWait.Milliseconds()
	}
}

// newest returns the newest calls that any of the filters lets through, each
// once, in order of time: as many as a page holds.
func newest(ctx context.Context, r Reader, filters []store.Filter, page store.Page) ([]store.Call, error) {
	var calls []store.Call
	for _, f := range filters {
		found, err := newestPage(ctx, r, f, page)
		if err != nil {
			return nil, err
		}
		calls = append(calls, found.Calls...)
	}
	slices.SortFunc(calls, func(a, b store.Call) int { return cmp.Or(cmp.Compare(a.StartMS, b.StartMS), cmp.Compare(a.ID, b.ID)) })
	calls = slices.CompactFunc(calls, func(a, b store.Call) bool { return a.ID == b.ID })
	return calls[max(0, len(calls)-page.Limit):], nil
}

// recently is the end of a long period in which the newest calls are looked for
// first: depths of the menu lie in the store by depth, not by time.
const recently = 31 * 24 * time.Hour

func newestPage(ctx context.Context, r Reader, f store.Filter, page store.Page) (store.CallPage, error) {
	if late := f.ToMS - recently.Milliseconds(); f.DeepIVR && f.FromMS < late {
		end := f
		end.FromMS = late
		if found, err := r.Calls(ctx, end, page); err != nil || len(found.Calls) == page.Limit {
			return found, err
		}
	}
	return r.Calls(ctx, f, page)
}

// peak is the most calls at one time: exact for a period of few calls, else at
// the moments of the newest busy tones.
func peak(ctx context.Context, r Reader, s Settings, q Query, total metrics.Sums, busy []causes.Evidence) (int64, error) {
	if s.Lines == 0 || len(q.Managers) > 0 {
		return 0, nil
	}
	all := period(s, q)
	all.Directions = []store.Direction{store.Inbound, store.Outbound}
	if total.N[metrics.Inbound]+total.N[metrics.Short]+total.N[metrics.Outbound] <= peakCalls {
		return peakWithin(ctx, r, all)
	}
	var most int64
	for _, e := range busy[max(0, len(busy)-busyMoments):] {
		c, err := r.Call(ctx, e.Call)
		if err != nil {
			return 0, fmt.Errorf("read call %s: %w", e.Call, err)
		}
		around := all
		around.FromMS, around.ToMS = c.StartMS-longestCall.Milliseconds(), c.StartMS+1
		n, err := peakWithin(ctx, r, around)
		if err != nil {
			return 0, err
		}
		most = max(most, n)
	}
	return most, nil
}

// peakWithin is the most calls at one time among those a filter lets through. A
// busy tone takes no line.
func peakWithin(ctx context.Context, r Reader, f store.Filter) (int64, error) {
	f.Short = true
	page, err := r.Calls(ctx, f, store.Page{Order: store.ByTimeDesc, Limit: peakCalls})
	if err != nil {
		return 0, fmt.Errorf("read the calls at one time: %w", err)
	}
	spans := make([]causes.Span, 0, len(page.Calls))
	for _, c := range page.Calls {
		if c.MissedBy != store.Busy {
			spans = append(spans, causes.Span{FromMS: c.StartMS, ToMS: c.EndMS})
		}
	}
	most, _ := causes.Peak(spans)
	return most, nil
}
