package report

import (
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/lang"
)

// summaryObject is a summary in the form of `today --json`. Sections that were
// not asked for are left out.
func summaryObject(s panels.Summary) object {
	o := append(head(s), object{
		{"calls", callsObject(s.Totals)},
		{"lost", lostObject(s.Totals)},
		{"money", moneyObject(s.Totals)},
		{"metrics", metricsObject(s.Figures)},
	}...)
	section := func(by panels.Section, key string, value func() any) {
		if s.Has(by) {
			o = append(o, field{key, value()})
		}
	}
	section(panels.ByManager, "by_manager", func() any { return list(s.Managers, managerObject) })
	section(panels.ByHour, "by_hour", func() any { return list(s.Hours, hourObject) })
	section(panels.ByWeekday, "by_weekday", func() any { return list(s.Weekdays, weekdayObject) })
	section(panels.ByDay, "by_day", func() any { return list(s.Days, dayObject) })
	section(panels.BySource, "by_source", func() any { return list(s.Sources, sourceObject) })
	section(panels.ByLine, "by_line", func() any { return list(s.Lines, lineObject) })
	section(panels.ByItem, "items", func() any { return itemsObject(s.Items) })
	section(panels.ByReason, "reasons", func() any { return list(s.Reasons, lossObject("reason")) })
	section(panels.ByStage, "stages", func() any { return list(s.Stages, lossObject("stage")) })
	section(panels.ByObjection, "objections", func() any { return list(s.Objections, objectionObject) })
	section(panels.ByCause, "causes", func() any { return list(s.Causes, causeObject) })
	o = append(o, object{{"readings", list(s.Readings, readingObject)}, {"before", beforeObject(s)}}...)
	if s.Past != nil {
		o = append(o, field{"past", pastObject(*s.Past)})
	}
	return o
}

// diagnosisObject is the causes of a period, what its losses have in common and
// the people it needed.
func diagnosisObject(s panels.Summary) object {
	o := append(head(s), field{"causes", list(s.Causes, causeObject)})
	if s.Common != nil {
		o = append(o, field{"patterns", patternsObject(*s.Common)})
	}
	if s.Staff != nil {
		o = append(o, field{"staffing", staffObject(*s.Staff)})
	}
	return o
}

func head(s panels.Summary) object {
	return object{
		{"from", s.From.String()}, {"to", s.To.String()},
		{"timezone", s.Settings.Timezone}, {"currency", s.Settings.Currency},
	}
}

func callsObject(t panels.Totals) object {
	by := make(object, 0, len(store.MissedReasons))
	for _, m := range store.MissedReasons {
		by = append(by, field{string(m), t.MissedBy(m)})
	}
	n := t.Sums.N
	return object{
		{"inbound", n[metrics.Inbound]}, {"answered", n[metrics.Answered]}, {"missed", n[metrics.Missed]},
		{"outbound", n[metrics.Outbound]}, {"missed_by", by}, {"short", n[metrics.Short]},
		{"missed_clients", n[metrics.MissedClients]}, {"called_back_clients", n[metrics.CalledBackClients]},
		{"recovered_clients", n[metrics.RecoveredClients]}, {"open_clients", n[metrics.OpenClients]},
	}
}

func lostObject(t panels.Totals) object {
	return object{
		{"technical", t.Lost.Technical}, {"communication", t.Lost.Communication}, {"gross", t.Lost.Gross()},
		{"recovered", t.Lost.Recovered}, {"net", t.Lost.Net()}, {"unknown", t.Lost.Unknown},
	}
}

func moneyObject(t panels.Totals) object {
	return object{
		{"technical", t.Bill.Technical}, {"communication", t.Bill.Communication}, {"gross", t.Bill.Gross},
		{"net", t.Bill.Net}, {"lead_cost", t.Bill.LeadCost},
	}
}

func metricsObject(f metrics.Figures) object {
	return object{
		{"abandon_rate", ratio(f.AbandonRate)}, {"missed_rate", ratio(f.MissedRate)}, {"asa_seconds", spanNumber(f.ASA)},
		{"service_level", ratio(f.ServiceLevel)}, {"callback_share", ratio(f.CallbackShare)},
		{"callback_median_seconds", spanNumber(f.CallbackMedian)}, {"conversion", ratio(f.Conversion)}, {"coverage", ratio(f.Coverage)},
		{"asa_queue_seconds", spanNumber(f.ASAQueue)}, {"service_level_queue", ratio(f.ServiceLevelQueue)},
		{"wait_median_seconds", spanNumber(f.WaitMedian)}, {"wait_p90_seconds", spanNumber(f.WaitP90)},
		{"callback_soon_share", ratio(f.CallbackSoon)}, {"checklist", ratio(f.Checklist)},
	}
}

// readingObject is one metric with its norm, how it stands and where it went.
func readingObject(r metrics.Reading) object {
	return object{
		{"metric", r.Metric}, {"value", number(r.Value)}, {"norm", number(r.Norm)}, {"state", r.State},
		{"before", number(r.Before)}, {"trend", r.Trend()},
	}
}

// beforeObject is the same few figures of the period before.
func beforeObject(s panels.Summary) object {
	return object{
		{"from", s.BeforeFrom.String()}, {"to", s.BeforeTo.String()}, {"inbound", s.Before.Sums.N[metrics.Inbound]},
		{"lost", s.Before.Lost.Gross()}, {"money", s.Before.Bill.Gross}, {"metrics", metricsObject(s.Before.Figures)},
	}
}

// pastObject is the mean day of the four weeks before, and the month so far.
func pastObject(c panels.Comparison) object {
	return object{
		{"mean_day", object{{"days", c.MeanDays}, {"lost", number(c.MeanLost)}, {"money", c.MeanMoney}}},
		{"month", object{
			{"lost", c.Month.Lost.Gross()}, {"money", c.Month.Bill.Gross}, {"working_days", c.MonthDays},
			{"of_working_days", c.AllDays}, {"heading", c.Heading},
		}},
	}
}

func managerObject(r panels.Row) object {
	n := r.Sums.N
	return object{
		{"manager", r.Key.Manager}, {"answered", n[metrics.Answered]}, {"lost", r.Lost.Communication},
		{"conversion", ratio(r.Figures.Conversion)}, {"money", r.Bill.Communication}, {"items", itemsObject(r.Items)},
		{"next_steps", n[metrics.Success]}, {"unknown", r.Lost.Unknown}, {"score", ratio(r.Figures.Checklist)},
		{"rang_in_vain", n[metrics.RangInVain]}, {"no_crm_note", n[metrics.NoCRMNote]},
		{"talk_seconds", number(metrics.Number{Value: float64(n[metrics.TalkMS]) / 1000, Known: true})},
	}
}

func itemsObject(items []store.ItemCount) object {
	o := make(object, 0, len(items))
	for _, c := range items {
		o = append(o, field{string(c.Item), object{
			{"applies", c.Applies()}, {"miss", c.Miss}, {"partial", c.Partial}, {"pass", c.Pass},
		}})
	}
	return o
}

// rowObject is what every row of calls says after its key.
func rowObject(key field, r panels.Row) object {
	return object{
		key, {"inbound", r.Sums.N[metrics.Inbound]}, {"missed", r.Sums.N[metrics.Missed]},
		{"lost_communication", r.Lost.Communication}, {"money", r.Bill.Gross},
		{"answered", r.Sums.N[metrics.Answered]}, {"lost", r.Lost.Gross()}, {"asa_seconds", spanNumber(r.Figures.ASA)},
	}
}

func hourObject(r panels.Row) object { return rowObject(field{"hour", r.Key.Hour}, r) }

func weekdayObject(r panels.Row) object {
	return append(rowObject(field{"weekday", r.Key.Weekday}, r), field{"days", r.Days})
}

func dayObject(r panels.Row) object    { return rowObject(field{"day", r.Key.Day.String()}, r) }
func sourceObject(r panels.Row) object { return rowObject(field{"source", r.Key.Source}, r) }
func lineObject(r panels.Row) object   { return rowObject(field{"line", r.Key.Line}, r) }

func lossObject(key string) func(panels.Loss) object {
	return func(l panels.Loss) object { return object{{key, l.Name}, {"calls", l.Calls}, {"money", l.Money}} }
}

func objectionObject(o panels.Objection) object {
	return object{{"kind", o.Kind}, {"raised", o.Raised}, {"handled", o.Handled}}
}

func causeObject(c causes.Cause) object {
	threshold := metrics.Ratio{Part: int64(c.Threshold), Of: 1_000_000}
	o := object{
		{"cause", c.Number}, {"state", c.State}, {"value", number(c.Value)},
		{"evidence", list(c.Evidence, func(e causes.Evidence) string { return e.Call })},
		{"threshold", ratio(threshold)}, {"calls", c.Calls}, {"of", c.Of}, {"partial", c.Partial},
		{"lost", c.Lost}, {"money", c.Money}, {"moments", list(c.Evidence, place)},
	}
	switch c.Number {
	case causes.Lines:
		return append(o, field{"peak", c.Peak})
	case causes.Telephony:
		broken := []string{}
		for _, e := range c.Evidence {
			broken = append(broken, e.BrokenOff...)
		}
		return append(o, field{"broken_off", broken})
	case causes.Uneven:
		return append(o, field{"loads", list(c.Loads, func(l causes.Load) object {
			return object{{"manager", l.Manager}, {"answered", l.Answered}, {"rang_in_vain", l.RangInVain}}
		})})
	}
	return o
}

// place is a call and a moment of it as `razbor call` takes them: "ID@3:47".
func place(e causes.Evidence) string {
	if e.AtMS < 0 {
		return e.Call
	}
	return e.Call + "@" + lang.Clock(e.AtMS)
}
