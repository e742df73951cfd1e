package calls

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/dialog"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

type (
	filtered struct{ filter store.Filter }
	ordered  struct{ order store.Order }
)

// chip is a filter of the line above the list, and the filter as it would be
// with the chip toggled.
type chip struct {
	widget.ChipState
	without store.Filter
}

// toggles are the chips that are always there.
func (m *Model) toggles() []chip {
	t := m.env.Texts.Calls
	make1 := func(text, key string, on bool, toggle func(*store.Filter)) chip {
		f := clone(m.filter)
		toggle(&f)
		return chip{widget.ChipState{Text: text, Key: key, On: on}, f}
	}
	return []chip{
		make1(t.Lost, m.keys.lost.Show, m.filter.Lost, func(f *store.Filter) { f.Lost = !f.Lost }),
		make1(t.Missed, m.keys.missed.Show, m.filter.Missed, func(f *store.Filter) { f.Missed = !f.Missed }),
		make1(t.NotReviewed, m.keys.notReviewed.Show, m.filter.NotReviewed, func(f *store.Filter) { f.NotReviewed = !f.NotReviewed }),
		make1(t.ToCallBack, m.keys.toCallBack.Show, m.filter.ToCallBack, func(f *store.Filter) { f.ToCallBack = !f.ToCallBack }),
	}
}

// allChips are the chips in their order: those that are on first.
func (m *Model) allChips() []chip {
	on := m.activeChips()
	for _, c := range m.toggles() {
		if !c.On {
			on = append(on, c)
		}
	}
	return on
}

// activeChips are the filters that are on.
func (m *Model) activeChips() []chip {
	t, w := m.env.Texts, m.env.Texts.Words
	var out []chip
	add := func(text string, drop func(*store.Filter)) {
		f := clone(m.filter)
		drop(&f)
		out = append(out, chip{widget.ChipState{Text: text, On: true}, f})
	}
	for _, c := range m.toggles() {
		if c.On {
			out = append(out, c)
		}
	}
	for i, name := range m.filter.Managers {
		add(clean.Line(name), func(f *store.Filter) { f.Managers = slices.Delete(f.Managers, i, i+1) })
	}
	for i, item := range m.filter.MissOf {
		add("✗ "+clean.Line(w.ItemShort(item)), func(f *store.Filter) { f.MissOf = slices.Delete(f.MissOf, i, i+1) })
	}
	for i, r := range m.filter.Reasons {
		add(clean.Line(w.Reason(r)), func(f *store.Filter) { f.Reasons = slices.Delete(f.Reasons, i, i+1) })
	}
	for i, by := range m.filter.MissedBy {
		add(w.MissedBy(by), func(f *store.Filter) { f.MissedBy = slices.Delete(f.MissedBy, i, i+1) })
	}
	for i, o := range m.filter.Outcomes {
		add(w.Outcome(o), func(f *store.Filter) { f.Outcomes = slices.Delete(f.Outcomes, i, i+1) })
	}
	for i, s := range m.filter.Stages {
		add(w.Stage(s), func(f *store.Filter) { f.Stages = slices.Delete(f.Stages, i, i+1) })
	}
	if len(m.filter.Hours) > 0 {
		add(fmt.Sprintf(t.Calls.HourChip, hours(m.filter.Hours)), func(f *store.Filter) { f.Hours = nil })
	}
	if len(m.filter.Weekdays) > 0 {
		add(weekdays(t.Format.WeekdayShort, m.filter.Weekdays), func(f *store.Filter) { f.Weekdays = nil })
	}
	return append(out, m.flagChips()...)
}

// flag is a filter that is on or off.
type flag struct {
	id   string
	text string
	at   func(*store.Filter) *bool
}

func (m *Model) flags() []flag {
	t := m.env.Texts.Calls
	return []flag{
		{"answered", t.Answered, func(f *store.Filter) *bool { return &f.Answered }},
		{"recorded", t.Recorded, func(f *store.Filter) *bool { return &f.HasRecording }},
		{"faulty", t.Faulty, func(f *store.Filter) *bool { return &f.Faulty }},
		{"dropped", t.Dropped, func(f *store.Filter) *bool { return &f.Dropped }},
		{"menu", t.DeepMenu, func(f *store.Filter) *bool { return &f.DeepIVR }},
		{"note", t.NoNote, func(f *store.Filter) *bool { return &f.NoCRMNote }},
	}
}

func (m *Model) flagChips() []chip {
	t := m.env.Texts
	var out []chip
	add := func(text string, drop func(*store.Filter)) {
		f := clone(m.filter)
		drop(&f)
		out = append(out, chip{widget.ChipState{Text: text, On: true}, f})
	}
	for _, fl := range m.flags() {
		if *fl.at(&m.filter) {
			add(fl.text, func(f *store.Filter) { *fl.at(f) = false })
		}
	}
	if ms := m.filter.LongWaitMS; ms > 0 {
		add(fmt.Sprintf(t.Calls.LongWait, t.Span(ms)), func(f *store.Filter) { f.LongWaitMS = 0 })
	}
	for _, d := range m.filter.Directions {
		text := map[store.Direction]string{store.Inbound: t.Calls.Inbound, store.Outbound: t.Calls.Outbound}[d]
		if text != "" && len(m.filter.Directions) == 1 {
			add(text, func(f *store.Filter) { f.Directions = nil })
		}
	}
	if m.filter.Client != "" {
		add(clean.Line(m.filter.Client), func(f *store.Filter) { f.Client = "" })
	}
	if len(m.filter.IDs) > 0 {
		add(t.Calls.Chosen+" "+strconv.Itoa(len(m.filter.IDs)), func(f *store.Filter) { f.IDs = nil })
	}
	return out
}

// hours says hours of the day: "13, 14", and of three and more in a row "9–12".
func hours(list []int) string {
	list = slices.Clone(list)
	slices.Sort(list)
	if n := len(list); n > 2 && list[n-1]-list[0] == n-1 {
		return strconv.Itoa(list[0]) + "–" + strconv.Itoa(list[n-1]+1)
	}
	var parts []string
	for _, h := range list {
		parts = append(parts, strconv.Itoa(h)+"–"+strconv.Itoa(h+1))
	}
	return strings.Join(parts, ", ")
}

func weekdays(names [8]string, list []int) string {
	var parts []string
	for _, d := range list {
		if d >= 1 && d <= 7 {
			parts = append(parts, names[d])
		}
	}
	return strings.Join(parts, ", ")
}

// option is a choice of the filter menu and what it does to a filter.
type option struct {
	dialog.Choice
	set func(f *store.Filter)
}

func heading(text string) option { return option{Choice: dialog.Choice{Text: text}} }

// options are the lines of the filter menu.
func (m *Model) options() []option {
	t, w, f := m.env.Texts.Calls, m.env.Texts.Words, m.filter
	out := []option{heading(t.GroupState)}
	states := []flag{
		{"lost", t.Lost, func(f *store.Filter) *bool { return &f.Lost }},
		{"missed", t.Missed, func(f *store.Filter) *bool { return &f.Missed }},
		{"review", t.NotReviewed, func(f *store.Filter) *bool { return &f.NotReviewed }},
		{"callback", t.ToCallBack, func(f *store.Filter) *bool { return &f.ToCallBack }},
	}
	for _, s := range append(states, m.flags()...) {
		out = append(out, option{dialog.Choice{ID: s.id, Text: s.text, On: *s.at(&f)}, func(f *store.Filter) { *s.at(f) = true }})
	}
	if len(m.managers) > 0 {
		out = append(out, heading(t.GroupManager))
	}
	for _, name := range m.managers {
		out = append(out, option{dialog.Choice{ID: "manager:" + name, Text: clean.Line(name), On: slices.Contains(f.Managers, name)},
			func(f *store.Filter) { f.Managers = append(f.Managers, name) }})
	}
	out = append(out, heading(t.GroupMiss))
	for _, item := range scoring.SpokenItems {
		out = append(out, option{dialog.Choice{ID: "miss:" + string(item), Text: w.Item(item), On: slices.Contains(f.MissOf, item)},
			func(f *store.Filter) { f.MissOf = append(f.MissOf, item) }})
	}
	out = append(out, heading(t.GroupReason))
	for _, r := range scoring.Reasons {
		out = append(out, option{dialog.Choice{ID: "reason:" + string(r), Text: w.Reason(r), On: slices.Contains(f.Reasons, r)},
			func(f *store.Filter) { f.Reasons = append(f.Reasons, r) }})
	}
	out = append(out, heading(t.GroupMissedBy))
	for _, by := range store.MissedReasons {
		out = append(out, option{dialog.Choice{ID: "by:" + string(by), Text: w.MissedBy(by), On: slices.Contains(f.MissedBy, by)},
			func(f *store.Filter) { f.MissedBy = append(f.MissedBy, by) }})
	}
	out = append(out, heading(t.GroupOutcome))
	for _, o := range []scoring.Outcome{scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback,
		scoring.OutcomeNone, scoring.OutcomeNontarget, scoring.OutcomeUnknown} {
		out = append(out, option{dialog.Choice{ID: "outcome:" + string(o), Text: w.Outcome(o), On: slices.Contains(f.Outcomes, o)},
			func(f *store.Filter) { f.Outcomes = append(f.Outcomes, o) }})
	}
	return out
}

// filterMenu offers every filter; what the menu does not know of stays.
func (m *Model) filterMenu() screen.Dialog {
	options := m.options()
	choices := make([]dialog.Choice, len(options))
	for i, o := range options {
		choices[i] = o.Choice
	}
	rest := clone(m.filter)
	return dialog.NewMenu(m.env.Texts.Calls.FilterTitle, true, choices, func(chosen []dialog.Choice) tea.Msg {
		f := rest
		f.Managers, f.MissOf, f.Reasons, f.MissedBy, f.Outcomes = nil, nil, nil, nil, nil
		f.Lost, f.Missed, f.NotReviewed, f.ToCallBack, f.Answered = false, false, false, false, false
		f.HasRecording, f.Faulty, f.Dropped, f.DeepIVR, f.NoCRMNote = false, false, false, false, false
		for i, c := range chosen {
			if c.On && c.ID != "" {
				options[i].set(&f)
			}
		}
		return filtered{f}
	})
}

func (m *Model) orderMenu() screen.Dialog {
	t := m.env.Texts.Calls
	orders := []struct {
		order store.Order
		text  string
	}{
		{store.ByTimeDesc, t.OrderNew}, {store.ByTime, t.OrderOld}, {store.ByRisk, t.OrderRisk}, {store.ByWait, t.OrderWait},
		{store.ByTalk, t.OrderTalk}, {store.ByScore, t.OrderScore},
	}
	var choices []dialog.Choice
	for _, o := range orders {
		choices = append(choices, dialog.Choice{ID: o.text, Text: o.text, On: o.order == m.order})
	}
	return dialog.NewMenu(t.OrderTitle, false, choices, func(chosen []dialog.Choice) tea.Msg {
		for i, c := range chosen {
			if c.On {
				return ordered{orders[i].order}
			}
		}
		return nil
	})
}
