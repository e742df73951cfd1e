// Package panels composes what the console and the reports show: it asks a store
// for the sums of a period, lets scoring turn them into figures, losses and
// causes, and picks the calls that stand behind them. It computes no figure of
// its own and reads no rows where sums will do.
package panels

import (
	"context"
	"time"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/config"
)

// Reader is the part of a store that panels read. store.Reader has it.
type Reader interface {
	Panel(ctx context.Context, q store.PanelQuery) (store.Panel, error)
	Call(ctx context.Context, id string) (store.Call, error)
	Calls(ctx context.Context, f store.Filter, p store.Page) (store.CallPage, error)
	Judgement(ctx context.Context, id string) (scoring.Judgement, error)
	Transcript(ctx context.Context, id string) (scoring.Transcript, error)
}

// Settings are what figures are judged and priced by.
type Settings struct {
	Company    string
	Timezone   string // its name, as the reports show it
	Currency   string // ISO 4217
	Location   *time.Location
	Terms      loss.Terms
	Norms      metrics.Norms
	Thresholds causes.Thresholds
	Rules      store.Rules
	Lines      int // trunk lines, 0 where unknown
}

// FromConfig takes the settings out of a configuration.
func FromConfig(c config.Config) (Settings, error) {
	rules, err := c.Rules()
	if err != nil {
		return Settings{}, err
	}
	s := Settings{
		Company: c.Company.Name, Timezone: c.Company.Timezone, Currency: c.Company.Currency,
		Location: c.Location(), Rules: rules, Lines: c.Company.Lines,
		Terms: loss.Terms{Deal: c.Money.AverageDeal.Amount, Conversion: c.Money.Conversion.Rate, LeadCost: c.Money.LeadCost.Amount},
		Norms: metrics.DefaultNorms(),
	}
	s.Norms.AbandonBest, s.Norms.AbandonAccepted = c.Norms.AbandonBest.Rate, c.Norms.AbandonAccepted.Rate
	s.Norms.WaitAccepted = time.Duration(c.Norms.Wait) * time.Second
	s.Norms.WaitBest = min(time.Duration(c.Norms.WaitBest)*time.Second, s.Norms.WaitAccepted)
	s.Norms.ServiceLevel, s.Norms.CallbackShare = c.Norms.ServiceLevel.Rate, c.Norms.CallbackShare.Rate
	s.Norms.CallbackTime = time.Duration(c.Norms.CallbackMinutes) * time.Minute
	s.Thresholds = causes.Thresholds{
		Busy: c.Norms.Busy.Rate, LongWait: c.Norms.LongWaits.Rate, DeepMenu: c.Norms.MenuLosses.Rate,
		Callback: c.Norms.CallbackShare.Rate, AfterHours: c.Norms.AfterHours.Rate, Uneven: c.Norms.Uneven.Rate,
		Faults: c.Norms.Faults.Rate, ItemMisses: c.Norms.ItemMisses.Rate, CRMMissing: c.Norms.CRMMissing.Rate,
	}
	return s, nil
}

// Section is one way in which a summary is split.
type Section string

// The sections of a summary.
const (
	ByManager   Section = "manager"
	ByHour      Section = "hour"
	ByWeekday   Section = "weekday"
	ByDay       Section = "day"
	BySource    Section = "source"
	ByLine      Section = "line"
	ByItem      Section = "item"
	ByReason    Section = "reason"
	ByStage     Section = "stage"
	ByObjection Section = "objection"
	ByCause     Section = "cause"
)

// Sections are the sections in the order of the reports.
func Sections() []Section {
	return []Section{ByManager, ByHour, ByWeekday, ByDay, BySource, ByLine, ByItem, ByReason, ByStage, ByObjection, ByCause}
}

// OfADay are the sections that a day is shown by.
func OfADay() []Section {
	return []Section{ByManager, ByHour, ByWeekday, ByItem, ByReason, ByStage, ByObjection, ByCause}
}

// Query asks for the summary of a period, both ends included.
type Query struct {
	From     store.Day
	To       store.Day
	Managers []string
	Sources  []string
	Lines    []string
	By       []Section
	Evidence int // at most so many calls behind a cause; 0 is 100
}
