package store

import (
	"razbor/scoring"
	"razbor/scoring/metrics"
)

// Day is a calendar day in the department's time zone as year*10000 + month*100 + day.
type Day int

// PanelQuery asks for the sums of a period. Only the groupings that are asked
// for are filled.
type PanelQuery struct {
	From     Day // inclusive
	To       Day // inclusive
	Managers []string
	Sources  []string
	Lines    []string
	By       []Grouping
}

// Grouping is one way to split a panel.
type Grouping string

// The groupings of a panel. The two that split hours carry no distributions
// (the histograms of their sums are empty), nor do hours and weekdays under a
// filter by manager.
const (
	PerManager     Grouping = "manager"
	PerHour        Grouping = "hour"
	PerWeekday     Grouping = "weekday"
	PerDay         Grouping = "day"
	PerHourWeekday Grouping = "hour_weekday"
	PerManagerHour Grouping = "manager_hour" // who was at work when: for load and staffing
	PerSource      Grouping = "source"
	PerLine        Grouping = "line"
	PerFacet       Grouping = "facet"         // verdicts, reasons, stages, objections
	PerManagerFct  Grouping = "manager_facet" // the same for each manager
)

// Key tells one group of a panel; only the fields of its grouping are set.
type Key struct {
	Manager string // empty: nobody answered
	Hour    int
	Weekday int // 1 Monday … 7 Sunday
	Day     Day
	Source  string
	Line    string
}

// Group is the sums of one group. Days is how many days of the period have a
// call in it.
type Group struct {
	Key  Key
	Sums metrics.Sums
	Days int
}

// FacetKind is a property of calls that is counted apart from the counters.
type FacetKind string

// The kinds of facets.
const (
	FacetItem      FacetKind = "item"      // Name: the item, Value: the verdict
	FacetReason    FacetKind = "reason"    // Name: the loss reason
	FacetStage     FacetKind = "stage"     // Name: where in the talk the client was lost
	FacetObjection FacetKind = "objection" // Name: the kind, Value: handled or open
	FacetOutcome   FacetKind = "outcome"   // Name: the outcome
)

// Facet is one value of a property, Facets are those of one call.
type Facet struct {
	Kind  FacetKind
	Name  string
	Value string
}

// FacetCount is how many calls have a facet, and how many of them are lost.
type FacetCount struct {
	Facet   Facet
	Manager string // with PerManagerFct
	Calls   int64
	Lost    int64
}

// Panel is the sums of a period, whole and by each grouping that was asked for.
type Panel struct {
	Total  metrics.Sums
	Groups map[Grouping][]Group
	Facets map[Grouping][]FacetCount // under PerFacet and PerManagerFct
}

// ItemCount is in how many calls of a panel an item passed, half passed, was missed.
type ItemCount struct {
	Item    scoring.Item
	Pass    int64
	Partial int64
	Miss    int64
}

// Applies is in how many calls the item could be judged.
func (c ItemCount) Applies() int64 { return c.Pass + c.Partial + c.Miss }
