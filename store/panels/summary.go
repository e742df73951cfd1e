package panels

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Totals are sums with what follows from them.
type Totals struct {
	Sums    metrics.Sums
	Figures metrics.Figures
	Lost    loss.Lost
	Bill    loss.Bill
}

// Row is one group of a section. Calls that nobody answered have no manager, so
// a manager's losses are those of his talks.
type Row struct {
	Key store.Key
	Totals
	Days  int               // days of the period with a call in the group
	Items []store.ItemCount // of a manager
}

// Loss is how many calls were lost for one reason or at one stage, and what they cost.
type Loss struct {
	Name  string // of the reason or stage
	Calls int64
	Money loss.Amount
}

// Objection is how often clients raised an objection, and how often it was
// handled. One call may raise it twice.
type Objection struct {
	Kind    scoring.ObjectionKind
	Raised  int64
	Handled int64
}

// Summary is a period as the reports and the console show it. Sections that were
// not asked for are empty.
type Summary struct {
	Settings Settings
	From, To store.Day
	By       []Section
	Totals
	Readings   []metrics.Reading
	Before     Totals // the period before: see BeforeFrom
	BeforeFrom store.Day
	BeforeTo   store.Day

	Managers   []Row
	Hours      []Row
	Weekdays   []Row
	Days       []Row
	Sources    []Row
	Lines      []Row
	Items      []store.ItemCount
	Reasons    []Loss
	Stages     []Loss
	Objections []Objection
	Causes     []causes.Cause

	Past   *Comparison // of a day
	Common *Common     // of a diagnosis: what losses have in common
	Staff  *Staff      // of a diagnosis: people by hour
}

// Has reports whether a section was asked for.
func (s Summary) Has(section Section) bool { return slices.Contains(s.By, section) }

// MissedBy is how many calls were missed for a reason.
func (t Totals) MissedBy(m store.MissedBy) int64 {
	if c, ok := missedCounter(m); ok {
		return t.Sums.N[c]
	}
	return 0
}

func missedCounter(m store.MissedBy) (metrics.Counter, bool) {
	switch m {
	case store.AbandonedQueue:
		return metrics.AbandonedQueue, true
	case store.AbandonedIVR:
		return metrics.AbandonedIVR, true
	case store.Busy:
		return metrics.Busy, true
	case store.AfterHours:
		return metrics.AfterHours, true
	case store.NoAnswer:
		return metrics.NoAnswer, true
	case store.Failed:
		return metrics.Failed, true
	case store.NotMissed:
	}
	return 0, false
}

// Day is the summary of one day by everything a day is shown by, set against its past.
func Day(ctx context.Context, r Reader, s Settings, day store.Day) (Summary, error) {
	sum, err := Period(ctx, r, s, Query{From: day, To: day, By: OfADay()})
	if err != nil {
		return sum, err
	}
	past, err := Compare(ctx, r, s, day)
	if err != nil {
		return sum, err
	}
	sum.Past = &past
	return sum, nil
}

// Period is the summary of a period.
func Period(ctx context.Context, r Reader, s Settings, q Query) (Summary, error) {
	panel, err := r.Panel(ctx, panelQuery(q))
	if err != nil {
		return Summary{}, fmt.Errorf("read the sums of %s to %s: %w", q.From, q.To, err)
	}
	sum := Summary{Settings: s, From: q.From, To: q.To, By: q.By, Totals: s.totals(panel.Total)}
	sum.BeforeFrom, sum.BeforeTo = before(s.Rules, q.From, q.To)
	earlier := q
	earlier.From, earlier.To, earlier.By = sum.BeforeFrom, sum.BeforeTo, nil
	was, err := r.Panel(ctx, panelQuery(earlier))
	if err != nil {
		return Summary{}, fmt.Errorf("read the sums of %s to %s: %w", earlier.From, earlier.To, err)
	}
	sum.Before = s.totals(was.Total)
	sum.Readings = metrics.Readings(sum.Figures, sum.Before.Figures, s.Norms)
	sum.split(panel)
	if sum.Has(ByCause) {
		sum.Causes, err = diagnose(ctx, r, s, q, panel)
	}
	return sum, err
}

// before returns the period that a period is compared with: for a day the
// working day before it, for more days as many just before.
func before(rules store.Rules, from, to store.Day) (store.Day, store.Day) {
	n := from.Until(to) + 1
	if n > 1 {
		return from.Add(-n), from.Add(-1)
	}
	for back := 1; back <= 7; back++ {
		if day := from.Add(-back); rules.WorkDays[day.Weekday()] {
			return day, day
		}
	}
	return from.Add(-1), from.Add(-1)
}

func (s Settings) totals(sums metrics.Sums) Totals {
	lost := metrics.Lost(sums)
	return Totals{Sums: sums, Figures: metrics.Of(sums), Lost: lost, Bill: s.Terms.Bill(lost)}
}

// groupingsOf says which groupings a section needs.
func groupingsOf(s Section) []store.Grouping {
	switch s {
	case ByManager:
		return []store.Grouping{store.PerManager, store.PerManagerFct}
	case ByHour:
		return []store.Grouping{store.PerHour}
	case ByWeekday:
		return []store.Grouping{store.PerWeekday}
	case ByDay:
		return []store.Grouping{store.PerDay}
	case BySource:
		return []store.Grouping{store.PerSource}
	case ByLine:
		return []store.Grouping{store.PerLine}
	case ByItem, ByReason, ByStage, ByObjection:
		return []store.Grouping{store.PerFacet}
	case ByCause:
		return []store.Grouping{store.PerFacet, store.PerManager}
	}
	return nil
}

func panelQuery(q Query) store.PanelQuery {
	pq := store.PanelQuery{From: q.From, To: q.To, Managers: q.Managers, Sources: q.Sources, Lines: q.Lines}
	for _, section := range q.By {
		for _, g := range groupingsOf(section) {
			if !slices.Contains(pq.By, g) {
				pq.By = append(pq.By, g)
			}
		}
	}
	return pq
}

// split fills the sections that were asked for.
func (s *Summary) split(p store.Panel) {
	rows := func(section Section, g store.Grouping) []Row {
		if !s.Has(section) {
			return nil
		}
		return s.rows(p.Groups[g])
	}
	s.Hours, s.Weekdays, s.Days = rows(ByHour, store.PerHour), rows(ByWeekday, store.PerWeekday), rows(ByDay, store.PerDay)
	s.Sources, s.Lines = rows(BySource, store.PerSource), rows(ByLine, store.PerLine)
	if s.Has(ByManager) {
		s.Managers = s.managers(p)
	}
	facets := p.Facets[store.PerFacet]
	if s.Has(ByItem) {
		s.Items = items(facets)
	}
	if s.Has(ByReason) {
		s.Reasons = s.losses(facets, store.FacetReason)
	}
	if s.Has(ByStage) {
		s.Stages = s.losses(facets, store.FacetStage)
	}
	if s.Has(ByObjection) {
		s.Objections = objections(facets)
	}
}

// rows prices groups; one without a single inbound call is left out.
func (s *Summary) rows(groups []store.Group) []Row {
	rows := make([]Row, 0, len(groups))
	for _, g := range groups {
		if g.Sums.N[metrics.Inbound] > 0 {
			rows = append(rows, Row{Key: g.Key, Totals: s.Settings.totals(g.Sums), Days: g.Days})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int { return compareKeys(a.Key, b.Key) })
	return rows
}

func compareKeys(a, b store.Key) int {
	return cmp.Or(
		cmp.Compare(a.Day, b.Day), cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.Hour, b.Hour),
		cmp.Compare(a.Source, b.Source), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Manager, b.Manager),
	)
}

// managers are the people who took a call or whose phone rang, the busiest first.
func (s *Summary) managers(p store.Panel) []Row {
	byName := map[string][]store.FacetCount{}
	for _, f := range p.Facets[store.PerManagerFct] {
		byName[f.Manager] = append(byName[f.Manager], f)
	}
	var rows []Row
	for _, g := range p.Groups[store.PerManager] {
		if g.Key.Manager != "" && !g.Sums.Zero() {
			rows = append(rows, Row{Key: g.Key, Totals: s.Settings.totals(g.Sums), Days: g.Days, Items: items(byName[g.Key.Manager])})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(b.Sums.N[metrics.Answered], a.Sums.N[metrics.Answered]), cmp.Compare(a.Key.Manager, b.Key.Manager))
	})
	return rows
}

// items are the counts of checklist items in the order of the checklist; items
// of a user's own list follow by name.
func items(facets []store.FacetCount) []store.ItemCount {
	counts := map[scoring.Item]*store.ItemCount{}
	for _, f := range facets {
		if f.Facet.Kind != store.FacetItem {
			continue
		}
		item := scoring.Item(f.Facet.Name)
		if counts[item] == nil {
			counts[item] = &store.ItemCount{Item: item}
		}
		switch scoring.Verdict(f.Facet.Value) {
		case scoring.Pass:
			counts[item].Pass += f.Calls
		case scoring.Partial:
			counts[item].Partial += f.Calls
		case scoring.Miss:
			counts[item].Miss += f.Calls
		case scoring.NotApplicable:
		}
	}
	list := make([]store.ItemCount, 0, len(counts))
	for _, c := range counts {
		list = append(list, *c)
	}
	slices.SortFunc(list, func(a, b store.ItemCount) int {
		return cmp.Or(cmp.Compare(itemPlace(a.Item), itemPlace(b.Item)), cmp.Compare(a.Item, b.Item))
	})
	return list
}

func itemPlace(item scoring.Item) int {
	if i := slices.Index(scoring.SpokenItems[:], item); i >= 0 {
		return i
	}
	return len(scoring.SpokenItems)
}

// losses are the lost calls by the values of a facet, the most frequent first.
func (s *Summary) losses(facets []store.FacetCount, kind store.FacetKind) []Loss {
	counts := map[string]int64{}
	for _, f := range facets {
		if f.Facet.Kind == kind && f.Facet.Name != "" && f.Lost > 0 {
			counts[f.Facet.Name] += f.Lost
		}
	}
	list := make([]Loss, 0, len(counts))
	for name, lost := range counts {
		list = append(list, Loss{Name: name, Calls: lost, Money: s.Settings.Terms.Of(lost)})
	}
	sortLosses(list)
	return list
}

// objections are how often each was raised and handled, the most frequent first.
func objections(facets []store.FacetCount) []Objection {
	counts := map[scoring.ObjectionKind]*Objection{}
	for _, f := range facets {
		if f.Facet.Kind != store.FacetObjection {
			continue
		}
		kind := scoring.ObjectionKind(f.Facet.Name)
		if counts[kind] == nil {
			counts[kind] = &Objection{Kind: kind}
		}
		counts[kind].Raised += f.Calls
		if f.Facet.Value == store.ObjectionHandled {
			counts[kind].Handled += f.Calls
		}
	}
	list := make([]Objection, 0, len(counts))
	for _, o := range counts {
		list = append(list, *o)
	}
	slices.SortFunc(list, func(a, b Objection) int { return cmp.Or(cmp.Compare(b.Raised, a.Raised), cmp.Compare(a.Kind, b.Kind)) })
	return list
}

func sortLosses(list []Loss) {
	slices.SortFunc(list, func(a, b Loss) int { return cmp.Or(cmp.Compare(b.Calls, a.Calls), cmp.Compare(a.Name, b.Name)) })
}
