package panels_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/store/sqlite"
	"razbor/store/storetest"
)

func settings() panels.Settings {
	rules := storetest.Rules()
	return panels.Settings{
		Company: "Отдел", Timezone: "UTC", Currency: "RUB", Location: rules.Location, Rules: rules, Lines: 4,
		Terms: loss.Terms{Deal: 33_333_33, Conversion: 123_457, LeadCost: 777_77},
		Norms: metrics.DefaultNorms(), Thresholds: causes.DefaultThresholds(),
	}
}

// row is one call as the store gives it back, with what was judged.
type row struct {
	store.Call
	judged *scoring.Judgement
}

// department is a random department in a real store, and its rows.
func department(t testing.TB, seed uint64, calls int) (*sqlite.Engine, []row) {
	t.Helper()
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "razbor.db"), sqlite.WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	m := storetest.NewMaker(seed)
	in := store.Intake{Source: "office"}
	var scored []store.Scored
	for i := range calls {
		c := m.Call("office")
		in.Calls = append(in.Calls, c)
		if !c.Call.Answered {
			continue
		}
		if i%3 != 0 {
			in.Deals = append(in.Deals, m.Deal(c.Call.ID))
		}
		if i%4 != 0 {
			in.Transcripts = append(in.Transcripts, m.Transcript(c.Call.ID))
			scored = append(scored, store.Scored{CallID: c.Call.ID, Judgement: m.Judgement()})
		}
	}
	if _, err := e.Apply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if err := e.SetJudgements(t.Context(), scored); err != nil {
		t.Fatal(err)
	}
	return e, rows(t, e, scored)
}

func rows(t testing.TB, e *sqlite.Engine, scored []store.Scored) []row {
	t.Helper()
	judged := map[string]*scoring.Judgement{}
	for i := range scored {
		judged[scored[i].CallID] = &scored[i].Judgement
	}
	var list []row
	for cursor := ""; ; {
		page, err := e.Calls(t.Context(), store.Filter{Short: true}, store.Page{Order: store.ByTime, Limit: 100, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Calls {
			list = append(list, row{c, judged[c.ID]})
		}
		if cursor = page.Next; cursor == "" {
			return list
		}
	}
}

// recount counts one group of rows one by one, from the definitions alone.
type recount struct {
	inbound, answered, missed, outbound, abandoned, within, wait      int64
	target, success, lostTalk, unknown, recovered, long               int64
	clients, back, reached, open, noNote, checked, deep, dropped, bad int64
	talked, queue, withinQueue, soon, passed, applied                 int64
	waits, callbacks, gaveUp                                          []int64
	missedBy                                                          map[store.MissedBy]int64
	items                                                             map[scoring.Item]map[scoring.Verdict]int64
	reasons                                                           map[scoring.Reason]int64
}

func count(list []row, s panels.Settings) recount {
	r := recount{
		missedBy: map[store.MissedBy]int64{}, items: map[scoring.Item]map[scoring.Verdict]int64{}, reasons: map[scoring.Reason]int64{},
	}
	for _, c := range list {
		switch {
		case c.Direction == store.Outbound:
			r.outbound++
		case c.Direction != store.Inbound || c.Short:
		case c.Answered:
			r.inbound++
			r.talk(c, s)
		default:
			r.inbound++
			r.miss(c, s)
		}
		if c.Direction == store.Inbound && !c.Short {
			r.deep += one(c.IVRDepth > s.Rules.IVRDepth)
			r.dropped += one(c.Dropped)
			r.bad += one(c.Faults > 0)
		}
	}
	return r
}

func (r *recount) talk(c row, s panels.Settings) {
	r.answered++
	r.wait += c.WaitMS
	r.talked += c.TalkMS
	r.waits = append(r.waits, c.WaitMS/1000)
	r.within += one(c.WaitMS <= s.Rules.ServiceLevel.Milliseconds())
	queue := c.WaitMS
	if c.QueueWaitMS >= 0 {
		queue = c.QueueWaitMS
	}
	r.queue += queue
	r.withinQueue += one(queue <= s.Rules.ServiceLevel.Milliseconds())
	r.long += one(c.WaitMS > s.Rules.LongWait.Milliseconds())
	switch c.Outcome {
	case scoring.OutcomeNontarget:
	case scoring.OutcomeUnknown:
		r.unknown++
	case scoring.OutcomeNone:
		r.target++
		r.lostTalk++
		if c.LossReason != "" {
			r.reasons[c.LossReason]++
		}
	default:
		r.target++
		r.success++
	}
	if c.NoteWritten != nil && c.Outcome != scoring.OutcomeNontarget {
		r.checked++
		r.noNote += one(!*c.NoteWritten)
	}
	if c.judged == nil {
		return
	}
	for _, f := range c.judged.Findings {
		if r.items[f.Item] == nil {
			r.items[f.Item] = map[scoring.Verdict]int64{}
		}
		r.items[f.Item][f.Verdict]++
		weight := int64(1)
		if w, ok := s.Rules.Weights[f.Item]; ok {
			weight = int64(w)
		}
		switch f.Verdict {
		case scoring.Pass:
			r.passed, r.applied = r.passed+2*weight, r.applied+2*weight
		case scoring.Partial:
			r.passed, r.applied = r.passed+weight, r.applied+2*weight
		case scoring.Miss:
			r.applied += 2 * weight
		case scoring.NotApplicable:
		}
	}
}

func (r *recount) miss(c row, s panels.Settings) {
	r.missed++
	r.missedBy[c.MissedBy]++
	inLine := c.MissedBy == store.AbandonedQueue || c.MissedBy == store.NoAnswer
	r.long += one(inLine && c.WaitMS > s.Rules.LongWait.Milliseconds())
	if c.MissedBy == store.AbandonedQueue || c.MissedBy == store.AbandonedIVR {
		r.abandoned++
		r.gaveUp = append(r.gaveUp, c.WaitMS/1000)
	}
	r.recovered += one(c.RecoveredMS > 0)
	if !c.FirstMiss {
		return
	}
	r.clients++
	r.reached += one(c.RecoveredMS > 0)
	r.open += one(c.RecoveredMS == 0 && c.CalledBackMS == 0)
	if c.CalledBackMS > 0 {
		r.back++
		r.soon += one(c.CalledBackMS-c.EndMS <= s.Rules.CallbackSoon.Milliseconds())
		r.callbacks = append(r.callbacks, (c.CalledBackMS-c.EndMS)/1000)
	}
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// check compares every figure of totals with the recount.
func (r recount) check(t *testing.T, what string, got panels.Totals, s panels.Settings) {
	t.Helper()
	f := got.Figures
	numbers := map[string][2]metrics.Number{
		"abandon":  {f.AbandonRate.Number(), share(r.abandoned, r.inbound)},
		"missed":   {f.MissedRate.Number(), share(r.missed, r.inbound)},
		"level":    {f.ServiceLevel.Number(), share(r.within, r.inbound)},
		"back":     {f.CallbackShare.Number(), share(r.back, r.clients)},
		"reached":  {f.Reached.Number(), share(r.reached, r.clients)},
		"conv":     {f.Conversion.Number(), share(r.success, r.target)},
		"coverage": {f.Coverage.Number(), share(r.answered-r.unknown, r.answered)},
		"asa":      {f.ASA, scaled(share(r.wait, r.answered))},
		"median":   {f.WaitMedian, quantile(r.waits, 0.5)},
		"p90":      {f.WaitP90, quantile(r.waits, 0.9)},
		"callback": {f.CallbackMedian, quantile(r.callbacks, 0.5)},

		"callback p90":  {f.CallbackP90, quantile(r.callbacks, 0.9)},
		"callback soon": {f.CallbackSoon.Number(), share(r.soon, r.clients)},
		"gave up":       {f.AbandonMedian, quantile(r.gaveUp, 0.5)},
		"queue level":   {f.ServiceLevelQueue.Number(), share(r.withinQueue, r.inbound)},
		"queue asa":     {f.ASAQueue, scaled(share(r.queue, r.answered))},
		"mean talk":     {f.Handle, scaled(share(r.talked, r.answered))},
		"checklist":     {f.Checklist.Number(), share(r.passed, r.applied)},
	}
	for name, n := range numbers {
		if n[0].Known != n[1].Known || math.Abs(n[0].Value-n[1].Value) > 1e-9*max(1, n[1].Value) {
			t.Errorf("%s: %s is %v, recounted %v", what, name, n[0], n[1])
		}
	}
	lost := loss.Lost{Technical: r.missed, Communication: r.lostTalk, Recovered: r.recovered, Unknown: r.unknown}
	if got.Lost != lost || got.Bill != s.Terms.Bill(lost) {
		t.Errorf("%s: lost %+v %+v, recounted %+v", what, got.Lost, got.Bill, lost)
	}
	if got.Sums.N[metrics.Inbound] != r.inbound || got.Sums.N[metrics.Outbound] != r.outbound || got.Sums.N[metrics.Answered] != r.answered {
		t.Errorf("%s: calls %v, recounted %+v", what, got.Sums.N, r)
	}
	for _, m := range store.MissedReasons {
		if got.MissedBy(m) != r.missedBy[m] {
			t.Errorf("%s: missed by %s %d, recounted %d", what, m, got.MissedBy(m), r.missedBy[m])
		}
	}
}

func share(part, of int64) metrics.Number {
	if of == 0 {
		return metrics.Number{}
	}
	return metrics.Number{Value: float64(part) / float64(of), Known: true}
}

func scaled(n metrics.Number) metrics.Number {
	return metrics.Number{Value: n.Value / 1000, Known: n.Known}
}

func quantile(values []int64, q float64) metrics.Number {
	if len(values) == 0 {
		return metrics.Number{}
	}
	sorted := slices.Sorted(slices.Values(values))
	at := q * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return metrics.Number{Value: float64(sorted[low]) + (at-float64(low))*float64(sorted[high]-sorted[low]), Known: true}
}

func (r recount) checkItems(t *testing.T, what string, got []store.ItemCount) {
	t.Helper()
	want := map[scoring.Item]store.ItemCount{}
	for item, v := range r.items {
		want[item] = store.ItemCount{Item: item, Pass: v[scoring.Pass], Partial: v[scoring.Partial], Miss: v[scoring.Miss]}
	}
	have := map[scoring.Item]store.ItemCount{}
	for _, c := range got {
		have[c.Item] = c
	}
	if !maps.Equal(have, want) {
		t.Errorf("%s: items %v, recounted %v", what, have, want)
	}
}

func within(list []row, from, to store.Day) []row {
	return where(list, func(c row) bool { d := dayOf(c); return d >= from && d <= to })
}

func where(list []row, keep func(row) bool) []row {
	var kept []row
	for _, c := range list {
		if keep(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func local(c row) time.Time { return time.UnixMilli(c.StartMS).In(storetest.Rules().Location) }
func dayOf(c row) store.Day { return store.DayOf(local(c)) }

// Every figure of random departments and periods must be what counting the rows
// one by one gives.
func TestFiguresAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprintf("department %d", seed), func(t *testing.T) {
			t.Parallel()
			s := settings()
			e, all := department(t, seed, 250)
			first, last := dayOf(all[0]), dayOf(all[len(all)-1])
			for _, p := range [][2]store.Day{{first, last}, {first.Add(1), first.Add(1)}, {first.Add(2), last.Add(-1)}, {last.Add(10), last.Add(40)}} {
				sum, err := panels.Period(t.Context(), e, s, panels.Query{From: p[0], To: p[1], By: panels.Sections(), Evidence: 1000})
				if err != nil {
					t.Fatal(err)
				}
				checkSummary(t, sum, all, s)
			}
		})
	}
}

func checkSummary(t *testing.T, sum panels.Summary, all []row, s panels.Settings) {
	t.Helper()
	list := within(all, sum.From, sum.To)
	what := fmt.Sprintf("%s to %s", sum.From, sum.To)
	whole := count(list, s)
	whole.check(t, what, sum.Totals, s)
	whole.checkItems(t, what, sum.Items)
	count(within(all, sum.BeforeFrom, sum.BeforeTo), s).check(t, what+" before", sum.Before, s)
	checkGroups(t, what+" hours", sum.Hours, list, s, func(k store.Key, c row) bool { return local(c).Hour() == k.Hour })
	checkGroups(t, what+" days", sum.Days, list, s, func(k store.Key, c row) bool { return dayOf(c) == k.Day })
	checkGroups(t, what+" weekdays", sum.Weekdays, list, s, func(k store.Key, c row) bool { return dayOf(c).Weekday() == k.Weekday })
	checkGroups(t, what+" lines", sum.Lines, list, s, func(k store.Key, c row) bool { return c.Line == k.Line })
	checkGroups(t, what+" sources", sum.Sources, list, s, func(k store.Key, c row) bool { return c.Source == k.Source })
	for _, m := range sum.Managers {
		mine := count(where(list, func(c row) bool { return c.Manager == m.Key.Manager }), s)
		mine.check(t, what+" "+m.Key.Manager, m.Totals, s)
		mine.checkItems(t, what+" "+m.Key.Manager, m.Items)
		var vain int64
		for _, c := range where(list, func(c row) bool { return c.Direction == store.Inbound && (!c.Short || c.Answered) }) {
			for _, a := range c.Attempts {
				vain += one(a.Manager == m.Key.Manager)
			}
		}
		if got := m.Sums.N[metrics.RangInVain]; got != vain {
			t.Errorf("%s %s: rang in vain %d, recounted %d", what, m.Key.Manager, got, vain)
		}
	}
	reasons := map[scoring.Reason]int64{}
	for _, r := range sum.Reasons {
		reasons[scoring.Reason(r.Name)] = r.Calls
		if r.Money != s.Terms.Of(r.Calls) {
			t.Errorf("%s: %s costs %v", what, r.Name, r.Money)
		}
	}
	if !maps.Equal(reasons, whole.reasons) {
		t.Errorf("%s: reasons %v, recounted %v", what, reasons, whole.reasons)
	}
	raised, handled := map[scoring.ObjectionKind]int64{}, map[scoring.ObjectionKind]int64{}
	for _, c := range where(list, func(c row) bool { return c.judged != nil && c.Direction == store.Inbound && !c.Short }) {
		for _, o := range c.judged.Objections {
			raised[o.Kind]++
			handled[o.Kind] += one(o.Handled)
		}
	}
	for _, o := range sum.Objections {
		if o.Raised != raised[o.Kind] || o.Handled != handled[o.Kind] {
			t.Errorf("%s: %+v, recounted %d, %d", what, o, raised[o.Kind], handled[o.Kind])
		}
	}
	if len(sum.Objections) != len(raised) {
		t.Errorf("%s: %d kinds of objection, recounted %d", what, len(sum.Objections), len(raised))
	}
	checkCauses(t, what, sum.Causes, list, whole, s)
}

// checkGroups compares groups with the rows that fall in them, and no call with
// a figure may be in none.
func checkGroups(t *testing.T, what string, got []panels.Row, list []row, s panels.Settings, in func(store.Key, row) bool) {
	t.Helper()
	var inbound int64
	for _, g := range got {
		count(where(list, func(c row) bool { return in(g.Key, c) }), s).check(t, fmt.Sprintf("%s %+v", what, g.Key), g.Totals, s)
		inbound += g.Sums.N[metrics.Inbound]
	}
	if want := count(list, s).inbound; inbound != want {
		t.Errorf("%s hold %d of %d calls", what, inbound, want)
	}
}

// counted reports whether a call is in the figures of the inbound calls.
func counted(c row) bool { return c.Direction == store.Inbound && !c.Short }

func isMissed(by store.MissedBy) func(row) bool {
	return func(c row) bool { return counted(c) && !c.Answered && c.MissedBy == by }
}

// callsBehind says which calls show a cause, from the checklist's own words.
func callsBehind(s panels.Settings) map[causes.Number]func(row) bool {
	behind := map[causes.Number]func(row) bool{
		causes.Lines: isMissed(store.Busy), causes.Hours: isMissed(store.AfterHours),
		causes.Wait: func(c row) bool {
			return counted(c) && c.WaitMS > s.Rules.LongWait.Milliseconds() && (c.Answered || c.MissedBy == store.AbandonedQueue || c.MissedBy == store.NoAnswer)
		},
		causes.Menu:     func(c row) bool { return counted(c) && c.IVRDepth > s.Rules.IVRDepth },
		causes.Callback: func(c row) bool { return counted(c) && !c.Answered && c.CalledBackMS == 0 && c.RecoveredMS == 0 },
		causes.Telephony: func(c row) bool {
			return counted(c) && (c.Dropped || c.Faults > 0 || !c.Answered && c.MissedBy == store.Failed)
		},
		causes.CRM: func(c row) bool {
			return counted(c) && c.Answered && c.NoteWritten != nil && !*c.NoteWritten && c.Outcome != scoring.OutcomeNontarget
		},
	}
	for number := causes.Greeting; number <= causes.Qualification; number++ {
		item, _ := number.Item()
		behind[number] = func(c row) bool { return counted(c) && c.Answered && slices.Contains(c.Misses, item) }
	}
	return behind
}

// checkCauses compares the counts of the causes and the calls behind them.
func checkCauses(t *testing.T, what string, got []causes.Cause, list []row, r recount, s panels.Settings) {
	t.Helper()
	behind := callsBehind(s)
	lost := map[causes.Number]func(row) bool{ // of the calls behind a cause, those that it lost
		causes.Wait: func(c row) bool { return !c.Answered },
		causes.CRM:  func(c row) bool { return c.Outcome != scoring.OutcomeNone && c.Outcome != scoring.OutcomeUnknown },
	}
	for number := causes.Greeting; number <= causes.Qualification; number++ {
		lost[number] = func(c row) bool { return c.Lost }
	}
	for number, also := range lost {
		want := int64(len(where(list, func(c row) bool { return behind[number](c) && also(c) })))
		if c := got[number-1]; c.Lost != want || c.Money != s.Terms.Of(want) {
			t.Errorf("%s: cause %d lost %d for %v, recounted %d", what, number, c.Lost, c.Money, want)
		}
	}
	for number, keep := range behind {
		var want []string
		for _, c := range where(list, keep) {
			want = append(want, c.ID)
		}
		var have []string
		for _, e := range got[number-1].Evidence {
			have = append(have, e.Call)
		}
		slices.SortFunc(want, cmp.Compare[string])
		slices.SortFunc(have, cmp.Compare[string])
		if !slices.Equal(have, want) {
			t.Errorf("%s: cause %d has %d calls %v, recounted %d %v", what, number, len(have), have, len(want), want)
		}
		if number != causes.Callback && got[number-1].Calls != int64(len(want)) && number != causes.Telephony {
			t.Errorf("%s: cause %d counts %d calls, recounted %d", what, number, got[number-1].Calls, len(want))
		}
	}
	if c := got[causes.Callback-1]; c.Calls != r.clients-r.back || c.Lost != r.open {
		t.Errorf("%s: no callback %d, open %d; recounted %d, %d", what, c.Calls, c.Lost, r.clients-r.back, r.open)
	}
	var rung int64
	for _, c := range where(list, isMissed(store.AbandonedQueue)) {
		rung += one(slices.ContainsFunc(c.Attempts, func(a store.Attempt) bool { return a.Manager != "" }))
	}
	if got[causes.Uneven-1].Calls != rung {
		t.Errorf("%s: %d abandoned while a phone rang, recounted %d", what, got[causes.Uneven-1].Calls, rung)
	}
}
