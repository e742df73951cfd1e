package panels

import (
	"context"
	"fmt"
	"slices"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/scoring/patterns"
	"razbor/store"
)

// Pattern is a part of the calls lost in talk that have one thing in common, and
// the filter that finds them.
type Pattern struct {
	Name   string // of the stage or the reason
	Share  metrics.Ratio
	Money  loss.Amount
	Filter store.Filter
}

// Difference is what tells a manager's losing calls from his winning ones, what
// it costs, and the filter that finds the calls.
type Difference struct {
	patterns.Difference
	Money  loss.Amount
	Filter store.Filter
}

// Common is what the losses of a period have in common.
type Common struct {
	Settings    Settings
	From, To    store.Day
	Lost        int64 // calls lost in talk
	Judged      int64 // of them those whose stage is known: they were judged
	Stages      []Pattern
	Reasons     []Pattern
	Differences []Difference
}

// Patterns finds what the losses of a period have in common.
func Patterns(ctx context.Context, r Reader, s Settings, q Query) (Common, error) {
	panel, err := r.Panel(ctx, store.PanelQuery{
		From: q.From, To: q.To, Managers: q.Managers, Sources: q.Sources, Lines: q.Lines,
		By: []store.Grouping{store.PerFacet, store.PerManagerFct},
	})
	if err != nil {
		return Common{}, fmt.Errorf("read the sums of %s to %s: %w", q.From, q.To, err)
	}
	sum := Summary{Settings: s}
	facets := panel.Facets[store.PerFacet]
	c := Common{Settings: s, From: q.From, To: q.To}
	c.Stages = shares(s, q, sum.losses(facets, store.FacetStage), func(f *store.Filter, name string) {
		f.Stages = []store.Stage{store.Stage(name)}
	})
	c.Reasons = shares(s, q, sum.losses(facets, store.FacetReason), func(f *store.Filter, name string) {
		f.Reasons = []scoring.Reason{scoring.Reason(name)}
	})
	c.Lost = metrics.Lost(panel.Total).Communication
	for _, p := range c.Stages {
		c.Judged += p.Share.Part
	}
	// The whole department first, then each manager: alone he often has too few calls.
	found := patterns.Differences(counts(facets))
	found = append(found, patterns.Differences(counts(panel.Facets[store.PerManagerFct]))...)
	for _, d := range found {
		f := period(s, q)
		f.MissOf, f.Lost = []scoring.Item{d.Item}, true
		if d.Manager != "" {
			f.Managers = []string{d.Manager}
		}
		c.Differences = append(c.Differences, Difference{Difference: d, Money: s.Terms.Of(d.LostMiss), Filter: f})
	}
	return c, nil
}

func shares(s Settings, q Query, losses []Loss, narrow func(*store.Filter, string)) []Pattern {
	var all int64
	for _, l := range losses {
		all += l.Calls
	}
	list := make([]Pattern, 0, len(losses))
	for _, l := range losses {
		f := period(s, q)
		f.Lost = true
		narrow(&f, l.Name)
		list = append(list, Pattern{Name: l.Name, Share: metrics.Ratio{Part: l.Calls, Of: all}, Money: l.Money, Filter: f})
	}
	return list
}

// counts are the verdicts of each manager, lost calls apart from the others.
func counts(facets []store.FacetCount) []patterns.Count {
	var list []patterns.Count
	for _, f := range facets {
		verdict := scoring.Verdict(f.Facet.Value)
		if f.Facet.Kind != store.FacetItem || verdict == scoring.NotApplicable {
			continue
		}
		item := scoring.Item(f.Facet.Name)
		i := slices.IndexFunc(list, func(c patterns.Count) bool { return c.Manager == f.Manager && c.Item == item })
		if i < 0 {
			i = len(list)
			list = append(list, patterns.Count{Manager: f.Manager, Item: item})
		}
		c := &list[i]
		c.LostApplies += f.Lost
		c.WonApplies += f.Calls - f.Lost
		if verdict == scoring.Miss {
			c.LostMiss += f.Lost
			c.WonMiss += f.Calls - f.Lost
		}
	}
	return list
}
