package main

import (
	"io"

	"github.com/spf13/cobra"

	"razbor/scoring/loss"
	"razbor/tui/report"
)

// calcFlags are the flags of calc as a person writes them.
type calcFlags struct {
	calls, missed, success, days int64
	deal, conversion, leadCost   string
}

func (a *app) calcCommand() *cobra.Command {
	var f calcFlags
	t := a.texts.CLI
	cmd := &cobra.Command{Use: "calc", Short: t.Calc, Args: a.args(cobra.NoArgs), RunE: func(*cobra.Command, []string) error {
		in, err := a.calcInput(f)
		if err != nil {
			return err
		}
		result, err := loss.Calculate(in)
		if err != nil {
			return usageError{err}
		}
		return plain(a.out, func(w io.Writer) error { return report.Calc(w, a.json, result, a.texts) })
	}}
	flags := cmd.Flags()
	flags.Int64Var(&f.calls, "calls", 0, t.CalcCalls)
	flags.Int64Var(&f.missed, "missed", 0, t.CalcMissed)
	flags.Int64Var(&f.success, "success", 0, t.CalcSuccess)
	flags.Int64Var(&f.days, "days", 22, t.CalcDays)
	flags.StringVar(&f.deal, "deal", "", t.CalcDeal)
	flags.StringVar(&f.conversion, "conversion", "", t.CalcConversion)
	flags.StringVar(&f.leadCost, "lead-cost", "", t.CalcLeadCost)
	_ = cmd.MarkFlagRequired("calls")
	return cmd
}

// calcInput reads the flags; money that was not given comes from the configuration.
func (a *app) calcInput(f calcFlags) (loss.Input, error) {
	conf, err := a.loadConfig()
	if err != nil {
		return loss.Input{}, err
	}
	in := loss.Input{
		Calls: f.calls, Missed: f.missed, Success: f.success, Days: f.days,
		Terms: loss.Terms{Deal: conf.Money.AverageDeal.Amount, Conversion: conf.Money.Conversion.Rate, LeadCost: conf.Money.LeadCost.Amount},
	}
	if f.deal != "" {
		if in.Terms.Deal, err = loss.ParseAmount(f.deal); err != nil {
			return in, usageError{err}
		}
	}
	if f.conversion != "" {
		if in.Terms.Conversion, err = loss.ParseRate(f.conversion); err != nil {
			return in, usageError{err}
		}
	}
	if f.leadCost != "" {
		if in.Terms.LeadCost, err = loss.ParseAmount(f.leadCost); err != nil {
			return in, usageError{err}
		}
	}
	return in, nil
}
