package panels_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/patterns"
	"razbor/store"
	"razbor/store/panels"
)

// What losses have in common, the people of each hour, the clients to be called
// back and what a day is compared with must be what counting the rows gives, too.
func TestPatternsStaffingAndListsAreThoseOfTheRows(t *testing.T) {
	t.Parallel()
	for seed := range uint64(5) {
		t.Run(fmt.Sprintf("department %d", seed), func(t *testing.T) {
			t.Parallel()
			s := settings()
			e, all := department(t, 100+seed, 400)
			first, last := dayOf(all[0]), dayOf(all[len(all)-1])
			for _, p := range [][2]store.Day{{first, last}, {first.Add(2), last.Add(-2)}, {last, last}} {
				q, list := panels.Query{From: p[0], To: p[1]}, within(all, p[0], p[1])
				common, err := panels.Patterns(t.Context(), e, s, q)
				if err != nil {
					t.Fatal(err)
				}
				checkPatterns(t, common, list, s)
				staff, err := panels.Staffing(t.Context(), e, s, q)
				if err != nil {
					t.Fatal(err)
				}
				checkStaffing(t, staff, list, s)
				now := time.UnixMilli(all[len(all)-1].EndMS).Add(time.Hour)
				missed, err := panels.Missed(t.Context(), e, s, q, now)
				if err != nil {
					t.Fatal(err)
				}
				checkMissed(t, missed, list, s)
			}
			past, err := panels.Compare(t.Context(), e, s, last)
			if err != nil {
				t.Fatal(err)
			}
			checkComparison(t, past, all, s)
		})
	}
}

func checkPatterns(t *testing.T, got panels.Common, list []row, s panels.Settings) {
	t.Helper()
	stages, reasons, lost := map[string]int64{}, map[string]int64{}, int64(0)
	for _, c := range where(list, func(c row) bool { return counted(c) && c.Answered && c.Lost }) {
		lost++
		if c.Stage != "" {
			stages[string(c.Stage)]++
		}
		if c.LossReason != "" {
			reasons[string(c.LossReason)]++
		}
	}
	for what, p := range map[string]struct {
		got  []panels.Pattern
		want map[string]int64
	}{"stages": {got.Stages, stages}, "reasons": {got.Reasons, reasons}} {
		have, all := map[string]int64{}, int64(0)
		for _, n := range p.want {
			all += n
		}
		for _, one := range p.got {
			have[one.Name] = one.Share.Part
			if one.Share.Of != all || one.Money != s.Terms.Of(one.Share.Part) {
				t.Errorf("%s: %+v of %d", what, one, all)
			}
		}
		if !maps.Equal(have, p.want) {
			t.Errorf("%s: %v, recounted %v", what, have, p.want)
		}
		if what == "stages" && (got.Judged != all || got.Lost != lost) {
			t.Errorf("known of %d of %d, recounted %d of %d", got.Judged, got.Lost, all, lost)
		}
	}
	want := differences(list)
	for _, d := range got.Differences {
		key := d.Manager + "/" + string(d.Item)
		if d.Count != want[key] || d.Money != s.Terms.Of(d.LostMiss) {
			t.Errorf("difference %s: %+v, recounted %+v", key, d, want[key])
		}
		delete(want, key)
	}
	for key, d := range want {
		t.Errorf("difference %s is not told: %+v", key, d)
	}
}

// differences are the items that tell losing from winning calls, of the whole
// department and of each manager, counted from the verdicts.
func differences(list []row) map[string]patterns.Count {
	all := map[string]patterns.Count{}
	for _, c := range where(list, func(c row) bool { return counted(c) && c.Answered && c.judged != nil }) {
		for _, f := range c.judged.Findings {
			if f.Verdict == scoring.NotApplicable {
				continue
			}
			for _, manager := range slices.Compact([]string{"", c.Manager}) {
				key := manager + "/" + string(f.Item)
				d := all[key]
				d.Manager, d.Item = manager, f.Item
				if c.Lost {
					d.LostApplies++
					d.LostMiss += one(f.Verdict == scoring.Miss)
				} else {
					d.WonApplies++
					d.WonMiss += one(f.Verdict == scoring.Miss)
				}
				all[key] = d
			}
		}
	}
	maps.DeleteFunc(all, func(_ string, d patterns.Count) bool {
		return d.LostApplies < 3 || d.WonApplies < 2 ||
			float64(d.LostMiss)/float64(d.LostApplies)-float64(d.WonMiss)/float64(d.WonApplies) < 0.25
	})
	return all
}

func checkStaffing(t *testing.T, got panels.Staff, list []row, s panels.Settings) {
	t.Helper()
	days := map[store.Day]bool{}
	var inbound, lost, inTime [24]int64
	var talk, answered, waited, gaveUp int64
	for _, c := range list {
		if s.Rules.WorkDays[dayOf(c).Weekday()] {
			days[dayOf(c)] = true
		}
		if !counted(c) {
			continue
		}
		if c.Answered {
			talk, answered, waited = talk+c.TalkMS, answered+1, waited+c.WaitMS
		}
		if c.MissedBy == store.AbandonedQueue || c.MissedBy == store.AbandonedIVR {
			waited, gaveUp = waited+c.WaitMS, gaveUp+1
		}
		if !s.Rules.WorkDays[dayOf(c).Weekday()] {
			continue
		}
		hour := local(c).Hour()
		inbound[hour] += one(c.MissedBy != store.AfterHours)
		lost[hour] += one(c.MissedBy == store.AbandonedQueue || c.MissedBy == store.NoAnswer)
		inTime[hour] += one(c.Answered && c.WaitMS <= s.Rules.ServiceLevel.Milliseconds())
	}
	if got.Days != len(days) {
		t.Errorf("%d working days, recounted %d", got.Days, len(days))
	}
	if answered > 0 && math.Abs(got.Handle.Seconds()-float64(talk)/float64(answered)/1000) > 1e-6 {
		t.Errorf("mean talk %v, recounted %d ms of %d", got.Handle, talk, answered)
	}
	if gaveUp > 0 {
		if patience := waited / gaveUp; got.Patience.Milliseconds() != patience {
			t.Errorf("patience %v, recounted %d ms", got.Patience, patience)
		}
	}
	planned := map[int]bool{}
	for _, p := range got.Plans {
		hour := p.Hour.Hour
		planned[hour] = true
		if p.Inbound != inbound[hour] || p.Lost != lost[hour] || p.Within != inTime[hour] || p.Days != len(days) {
			t.Errorf("%d h: %+v, recounted %d calls, %d lost, %d in time", hour, p.Hour, inbound[hour], lost[hour], inTime[hour])
		}
		most := s.Terms.OfMicro(int64(math.Ceil(float64(lost[hour])/float64(len(days))*22*float64(loss.Whole))) + 1)
		if p.Saved < 0 || p.Saved > most || p.Effective > p.There {
			t.Errorf("%d h: one more saves %v of %v; worked as %v of %v", hour, p.Saved, most, p.Effective, p.There)
		}
	}
	for hour, n := range inbound {
		if work := hour >= 9 && hour < 18; planned[hour] != (work && n > 0 && len(days) > 0) {
			t.Errorf("%d h with %d calls is planned: %v", hour, n, planned[hour])
		}
	}
}

func checkMissed(t *testing.T, got panels.MissedList, list []row, s panels.Settings) {
	t.Helper()
	tries := map[string]int{}
	for _, c := range where(list, func(c row) bool { return counted(c) && !c.Answered && c.CalledBackMS == 0 && c.RecoveredMS == 0 }) {
		tries[cmp.Or(c.Client, c.ID)]++
	}
	var left loss.Amount
	for _, w := range got.Clients {
		key := cmp.Or(w.Client, w.Last.ID)
		if w.Tries != tries[key] {
			t.Errorf("%s tried %d times, recounted %d", key, w.Tries, tries[key])
		}
		left += w.Left
		if w.Left > w.Money || w.Money != s.Terms.Of(1) {
			t.Errorf("%s: %v left of %v", key, w.Left, w.Money)
		}
	}
	if len(got.Clients) != len(tries) || got.Money != s.Terms.Of(int64(len(tries))) || got.Left != left {
		t.Errorf("%d clients for %v, %v left; recounted %d, %v", len(got.Clients), got.Money, got.Left, len(tries), left)
	}
	if !slices.IsSortedFunc(got.Clients, func(a, b panels.Waiting) int { return cmp.Compare(b.Left, a.Left) }) {
		t.Error("the most worth are not the first")
	}
}

func checkComparison(t *testing.T, got panels.Comparison, all []row, s panels.Settings) {
	t.Helper()
	gross := func(list []row) int64 {
		r := count(list, s)
		return r.missed + r.lostTalk
	}
	weeks := within(all, got.Day.Add(-28), got.Day.Add(-1))
	days := map[store.Day]bool{}
	for _, c := range weeks {
		days[dayOf(c)] = true
	}
	if want := share(gross(weeks), int64(len(days))); got.MeanDays != len(days) || got.MeanLost != want {
		t.Errorf("mean of %d days %v, recounted %d, %v", got.MeanDays, got.MeanLost, len(days), want)
	}
	first := got.Day - got.Day%100 + 1
	month := count(within(all, first, got.Day), s)
	month.check(t, "the month", got.Month, s)
	var done, whole int64
	for d := first; d%100 <= 31 && d/100 == first/100; d = d.Add(1) {
		if s.Rules.WorkDays[d.Weekday()] {
			whole++
			done += one(d <= got.Day)
		}
	}
	if got.MonthDays != int(done) || got.AllDays != int(whole) {
		t.Errorf("%d of %d working days, recounted %d of %d", got.MonthDays, got.AllDays, done, whole)
	}
	want := float64(month.missed+month.lostTalk) * float64(whole) / float64(max(done, 1)) * float64(s.Terms.Of(1_000_000)) / 1e6
	if done > 0 && math.Abs(float64(got.Heading)-want) > 2+want*1e-6 {
		t.Errorf("heading for %v, recounted %.0f", got.Heading, want)
	}
}
