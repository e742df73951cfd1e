package report

import (
	"fmt"
	"io"

	"razbor/scoring/loss"
	"razbor/tui/lang"
)

// Calc writes the answer of the loss calculator, as text or as JSON.
func Calc(w io.Writer, asJSON bool, e loss.Estimate, t *lang.Texts) error {
	if asJSON {
		return writeJSON(w, calcObject(e))
	}
	money := func(a loss.Amount) string { return t.MoneyExact(int64(a), "") }
	r := t.Report
	days := t.Count(e.Input.Days, t.Words.Day)
	lines := []string{
		fmt.Sprintf(r.Calc.Calls, t.Count(e.Input.Calls, t.Words.Calls), t.Number(e.Lost.Technical), t.Number(e.Lost.Communication)),
		fmt.Sprintf(r.Calc.Lost, t.Count(e.Lost.Gross(), t.Words.Calls)),
		fmt.Sprintf(r.Calc.ADay, money(e.Day.Gross)),
		fmt.Sprintf(r.Calc.Period, money(e.Period.Gross), days),
	}
	if e.Day.LeadCost > 0 {
		lines = append(lines, fmt.Sprintf(r.Calc.Leads, money(e.Day.LeadCost)))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

func calcObject(e loss.Estimate) object {
	bill := func(b loss.Bill) object {
		return object{
			{"technical", b.Technical}, {"communication", b.Communication}, {"gross", b.Gross}, {"lead_cost", b.LeadCost},
		}
	}
	return object{
		{"calls", e.Input.Calls}, {"missed", e.Input.Missed}, {"success", e.Input.Success}, {"answered", e.Answered},
		{"lost", object{{"technical", e.Lost.Technical}, {"communication", e.Lost.Communication}, {"gross", e.Lost.Gross()}}},
		{"money", bill(e.Day)}, {"days", e.Input.Days}, {"period", bill(e.Period)},
	}
}
