package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"

	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/rollup"
)

// counted is one call with its facets, read back row by row.
type counted struct {
	call   store.Call
	facets []store.Facet
}

// everything reads all calls of an engine with what decides about them.
func everything(t *testing.T, e store.Engine) []counted {
	t.Helper()
	ctx := t.Context()
	var out []counted
	page := store.Page{Order: store.ByTime, Limit: 37}
	for {
		got, err := e.Calls(ctx, store.Filter{Short: true}, page)
		if err != nil {
			t.Fatalf("list calls: %v", err)
		}
		for _, c := range got.Calls {
			out = append(out, counted{c, store.Facets(c, decisionOf(ctx, t, e, c.ID))})
		}
		if page.Cursor = got.Next; page.Cursor == "" {
			return out
		}
	}
}

// decisionOf reads who decides about a call.
func decisionOf(ctx context.Context, t *testing.T, e store.Engine, id string) store.Decision {
	t.Helper()
	var d store.Decision
	switch j, err := e.Judgement(ctx, id); {
	case err == nil:
		d.Judgement = &j
	case !errors.Is(err, store.ErrNotFound):
		t.Fatalf("judgement of %s: %v", id, err)
	}
	switch deal, err := e.Deal(ctx, id); {
	case err == nil:
		d.Deal = &deal
	case !errors.Is(err, store.ErrNotFound):
		t.Fatalf("deal of %s: %v", id, err)
	}
	var err error
	if d.Marks, err = e.Marks(ctx, id); err != nil {
		t.Fatalf("marks of %s: %v", id, err)
	}
	d.Reviewer = store.ReviewerOutcome(d.Marks, d.Judgement)
	d.Weights = get[store.Rules](t)(e.Rules(ctx)).Weights
	return d
}

// naive answers a panel's query by walking over the rows.
func naive(calls []counted, q store.PanelQuery, rules store.Rules) store.Panel {
	n := counter{q: q, groups: map[store.Grouping]map[store.Key]*store.Group{}, days: map[dayOf]bool{}, facets: map[store.Grouping]map[facetOf]*store.FacetCount{}}
	for _, c := range calls {
		for _, p := range rollup.Contribution(c.call, c.facets, rules) {
			n.piece(p)
		}
		day, _, _ := rollup.Local(c.call.StartMS, rules.Location)
		n.facetsOf(c, day)
	}
	return n.panel()
}

type dayOf struct {
	by  store.Grouping
	key store.Key
	day store.Day
}

type facetOf struct {
	manager string
	facet   store.Facet
}

type counter struct {
	q      store.PanelQuery
	total  metrics.Sums
	groups map[store.Grouping]map[store.Key]*store.Group
	days   map[dayOf]bool
	facets map[store.Grouping]map[facetOf]*store.FacetCount
}

// in reports whether a piece is within the query.
func (n *counter) in(k rollup.Key) bool {
	q := n.q
	return (q.From == 0 || k.Day >= q.From) && (q.To == 0 || k.Day <= q.To) && among(q.Managers, k.Manager) && among(q.Sources, k.Source) && among(q.Lines, k.Line)
}

func among(list []string, s string) bool { return len(list) == 0 || slices.Contains(list, s) }

func (n *counter) piece(p rollup.Piece) {
	if !n.in(p.Key) {
		return
	}
	n.total.Add(p.Sums)
	for _, by := range n.q.By {
		var key store.Key
		switch k := p.Key; by {
		case store.PerManager:
			key.Manager = k.Manager
		case store.PerHour:
			key.Hour = k.Hour
		case store.PerWeekday:
			key.Weekday = k.Weekday
		case store.PerDay:
			key.Day = k.Day
		case store.PerHourWeekday:
			key.Hour, key.Weekday = k.Hour, k.Weekday
		case store.PerManagerHour:
			key.Manager, key.Hour = k.Manager, k.Hour
		case store.PerSource:
			key.Source = k.Source
		case store.PerLine:
			key.Line = k.Line
		default:
			continue
		}
		if n.groups[by] == nil {
			n.groups[by] = map[store.Key]*store.Group{}
		}
		g := n.groups[by][key]
		if g == nil {
			g = &store.Group{Key: key}
			n.groups[by][key] = g
		}
		g.Sums.Add(n.carried(by, p.Sums))
		if at := (dayOf{by, key, p.Key.Day}); !n.days[at] {
			n.days[at] = true
			g.Days++
		}
	}
}

// carried leaves the distributions out of the groupings that have none.
func (n *counter) carried(by store.Grouping, s metrics.Sums) metrics.Sums {
	switch by {
	case store.PerHour, store.PerWeekday:
		if len(n.q.Managers) == 0 {
			return s
		}
		return metrics.Sums{N: s.N}
	case store.PerHourWeekday, store.PerManagerHour:
		return metrics.Sums{N: s.N}
	}
	return s
}

func (n *counter) facetsOf(c counted, day store.Day) {
	if !n.in(rollup.Key{Day: day, Manager: c.call.Manager, Source: c.call.Source, Line: c.call.Line}) {
		return
	}
	for _, f := range c.facets {
		for _, by := range n.q.By {
			at := facetOf{facet: f}
			if by == store.PerManagerFct {
				at.manager = c.call.Manager
			} else if by != store.PerFacet {
				continue
			}
			if n.facets[by] == nil {
				n.facets[by] = map[facetOf]*store.FacetCount{}
			}
			if n.facets[by][at] == nil {
				n.facets[by][at] = &store.FacetCount{Facet: f, Manager: at.manager}
			}
			n.facets[by][at].Calls++
			if c.call.Lost {
				n.facets[by][at].Lost++
			}
		}
	}
}

func (n *counter) panel() store.Panel {
	p := store.Panel{Total: n.total, Groups: map[store.Grouping][]store.Group{}, Facets: map[store.Grouping][]store.FacetCount{}}
	for by, groups := range n.groups {
		for _, g := range groups {
			if !g.Sums.Zero() {
				p.Groups[by] = append(p.Groups[by], *g)
			}
		}
	}
	for by, counts := range n.facets {
		for _, c := range counts {
			p.Facets[by] = append(p.Facets[by], *c)
		}
	}
	return p
}
