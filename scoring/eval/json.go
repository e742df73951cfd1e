package eval

import (
	"encoding/json"
	"math"

	"razbor/scoring"
)

type jsonItem struct {
	N          int      `json:"n"`
	Misses     int      `json:"gold_misses"`
	Prevalence *float64 `json:"prevalence"`
	Precision  float64  `json:"miss_precision"`
	Recall     float64  `json:"miss_recall"`
	F1         float64  `json:"miss_f1"`
	Agreement  *float64 `json:"agreement"`
	Kappa      *float64 `json:"kappa"`
	Placed     *float64 `json:"placed_5s"`
}

type jsonCalls struct {
	Outcome       *float64 `json:"outcome"`
	Target        *float64 `json:"target"`
	LostPrecision float64  `json:"lost_precision"`
	LostRecall    float64  `json:"lost_recall"`
	LostF1        float64  `json:"lost_f1"`
	Reason        *float64 `json:"reason"`
	LossPoint     *float64 `json:"loss_point_5s"`
	Lost          int      `json:"lost"`
}

type jsonReport struct {
	Calls      int                       `json:"calls"`
	NotScored  int                       `json:"not_scored"`
	Items      map[scoring.Item]jsonItem `json:"items"`
	Call       *jsonCalls                `json:"call,omitempty"`
	MacroF1    float64                   `json:"macro_miss_f1"`
	MacroKappa float64                   `json:"macro_kappa"`
}

// MarshalJSON writes the report; a figure without a denominator is null.
func (r Report) MarshalJSON() ([]byte, error) {
	j := jsonReport{Calls: r.Calls.Calls, NotScored: r.NotScored, Items: map[scoring.Item]jsonItem{}, MacroF1: r.MacroF1, MacroKappa: r.MacroKappa}
	for _, f := range r.Items {
		j.Items[f.Item] = jsonItem{N: f.N, Misses: f.Misses, Prevalence: number(f.Prevalence), Precision: f.Precision, Recall: f.Recall, F1: f.F1,
			Agreement: number(f.Agreement), Kappa: number(f.Kappa), Placed: number(f.Placed)}
	}
	if c := r.Calls; c.Calls > 0 {
		j.Call = &jsonCalls{Outcome: number(c.Outcome), Target: number(c.Target), LostPrecision: c.LostPrecision, LostRecall: c.LostRecall,
			LostF1: c.LostF1, Reason: number(c.Reason), LossPoint: number(c.LossPoint), Lost: c.Lost}
	}
	return json.Marshal(j)
}

func number(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}
