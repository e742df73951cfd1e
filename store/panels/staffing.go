package panels

import (
	"context"
	"fmt"
	"math"
	"time"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/scoring/staffing"
	"razbor/store"
)

// Staff says how many people each working hour of a period needed, who was
// there, and what one more would save in a month.
type Staff struct {
	Settings Settings
	From, To store.Day
	Days     int // working days with calls
	Handle   time.Duration
	Patience time.Duration // 0 where nobody gave up
	Target   staffing.Target
	Plans    []staffing.Plan
}

// Best is the hour in which one more person would save the most, and false where
// nothing would be saved.
func (s Staff) Best() (staffing.Plan, bool) {
	var best staffing.Plan
	for _, p := range s.Plans {
		if p.Saved > best.Saved {
			best = p
		}
	}
	return best, best.Saved > 0
}

// Staffing plans the people of a period's working hours from its working days.
// A manager was there in an hour of a day in which he took a call.
func Staffing(ctx context.Context, r Reader, s Settings, q Query) (Staff, error) {
	panel, err := r.Panel(ctx, store.PanelQuery{
		From: q.From, To: q.To, Sources: q.Sources, Lines: q.Lines,
		By: []store.Grouping{store.PerWeekday, store.PerHourWeekday, store.PerManagerHour},
	})
	if err != nil {
		return Staff{}, fmt.Errorf("read the sums of %s to %s: %w", q.From, q.To, err)
	}
	staff := Staff{
		Settings: s, From: q.From, To: q.To,
		Handle: seconds(metrics.Of(panel.Total).Handle),
		Target: staffing.Target{Share: float64(s.Norms.ServiceLevel) / float64(loss.Whole), Within: s.Rules.ServiceLevel},
	}
	staff.Patience, _ = metrics.Patience(panel.Total)
	for _, g := range panel.Groups[store.PerWeekday] {
		if s.Rules.WorkDays[g.Key.Weekday] {
			staff.Days += g.Days
		}
	}
	department := staffing.Department{
		Handle: staff.Handle, Patience: staff.Patience, Target: staff.Target,
		MonthDays: monthDays(s.Rules), Terms: s.Terms,
	}
	staff.Plans = department.Plans(workHours(s, staff.Days, panel))
	return staff, nil
}

func seconds(n metrics.Number) time.Duration { return time.Duration(n.Value * float64(time.Second)) }

// workHours sums the working hours of working days.
func workHours(s Settings, days int, panel store.Panel) []staffing.Hour {
	var byHour [24]staffing.Hour
	for _, g := range panel.Groups[store.PerHourWeekday] {
		if s.Rules.WorkDays[g.Key.Weekday] {
			h := &byHour[g.Key.Hour%24]
			h.Inbound += g.Sums.N[metrics.Inbound] - g.Sums.N[metrics.AfterHours]
			h.Lost += g.Sums.N[metrics.AbandonedQueue] + g.Sums.N[metrics.NoAnswer]
			h.Within += g.Sums.N[metrics.Within]
		}
	}
	for _, g := range panel.Groups[store.PerManagerHour] {
		if taken := g.Sums.N[metrics.Answered] + g.Sums.N[metrics.OutboundAnswered]; g.Key.Manager != "" && days > 0 {
			byHour[g.Key.Hour%24].There += float64(min(int64(g.Days), taken)) / float64(days)
		}
	}
	var hours []staffing.Hour
	for hour := range byHour {
		if hour*60 >= s.Rules.WorkHours[1] || hour*60+59 < s.Rules.WorkHours[0] {
			continue
		}
		byHour[hour].Hour, byHour[hour].Days = hour, days
		hours = append(hours, byHour[hour])
	}
	return hours
}

// monthDays is how many working days a month has on average: 22 for five a week.
func monthDays(r store.Rules) int {
	week := 0
	for day := 1; day <= 7; day++ {
		if r.WorkDays[day] {
			week++
		}
	}
	return int(math.Round(float64(week) * 52 / 12))
}
