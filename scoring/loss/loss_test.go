package loss_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"razbor/scoring/loss"
)

func article(conversion loss.Rate, lead, deal loss.Amount) loss.Terms {
	return loss.Terms{Deal: deal, Conversion: conversion, LeadCost: lead}
}

func TestCalculateGivesTheArticlesFigures(t *testing.T) {
	t.Parallel()
	forty := article(200_000, 2_000_00, 50_000_00)
	hundred := article(200_000, 2_000_00, 40_000_00)
	for name, c := range map[string]struct {
		in                 loss.Input
		lost               int64
		day, period, leads loss.Amount
	}{
		"40 calls, 22 days":   {loss.Input{Calls: 40, Missed: 12, Success: 8, Days: 22, Terms: forty}, 32, 320_000_00, 7_040_000_00, 64_000_00},
		"100 calls, 20 days":  {loss.Input{Calls: 100, Missed: 20, Success: 50, Days: 20, Terms: hundred}, 50, 400_000_00, 8_000_000_00, 100_000_00},
		"100 calls, 25 days":  {loss.Input{Calls: 100, Missed: 20, Success: 50, Days: 25, Terms: hundred}, 50, 400_000_00, 10_000_000_00, 100_000_00},
		"100 calls, 250 days": {loss.Input{Calls: 100, Missed: 20, Success: 50, Days: 250, Terms: hundred}, 50, 400_000_00, 100_000_000_00, 100_000_00},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := loss.Calculate(c.in)
			if err != nil {
				t.Fatal(err)
			}
			if got.Lost.Gross() != c.lost || got.Day.Gross != c.day || got.Period.Gross != c.period || got.Day.LeadCost != c.leads {
				t.Errorf("lost %d, day %d, period %d, leads %d; want %d, %d, %d, %d", got.Lost.Gross(), got.Day.Gross,
					got.Period.Gross, got.Day.LeadCost, c.lost, c.day, c.period, c.leads)
			}
			if got.Day.Technical+got.Day.Communication != got.Day.Gross {
				t.Error("the two kinds of loss do not add up")
			}
		})
	}
}

func TestCalculateRefusesWhatCannotBe(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   loss.Input
		want error
	}{
		"negative calls":        {loss.Input{Calls: -1}, loss.ErrNegative},
		"negative days":         {loss.Input{Calls: 1, Days: -1}, loss.ErrNegative},
		"more missed than all":  {loss.Input{Calls: 1, Missed: 2}, loss.ErrTooMany},
		"more success than all": {loss.Input{Calls: 10, Missed: 5, Success: 6}, loss.ErrTooMany},
		"sum past the integers": {loss.Input{Calls: 10, Missed: 5, Success: math.MaxInt64}, loss.ErrTooMany},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := loss.Calculate(c.in); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestOfRoundsTheWholeProductOnceHalfUp(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lost  int64
		terms loss.Terms
		want  loss.Amount
	}{
		"half goes up":                  {1, article(500_000, 0, 1), 1},
		"below half goes down":          {1, article(499_999, 0, 1), 0},
		"thirds are not summed rounded": {3, article(333_333, 0, 100), 100},
		"nothing lost":                  {0, article(200_000, 0, 50_000_00), 0},
		"past the integers":             {math.MaxInt64, article(loss.Whole, 0, math.MaxInt64), math.MaxInt64},
		"a negative count":              {-3, article(200_000, 0, 50_000_00), 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := c.terms.Of(c.lost); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}

func FuzzOfIsTheExactProduct(f *testing.F) {
	f.Add(int64(32), int64(200_000), int64(50_000_00))
	f.Add(int64(1<<40), int64(999_999), int64(1<<40))
	f.Fuzz(func(t *testing.T, lost, ppm, deal int64) {
		if lost < 0 || ppm < 0 || ppm > int64(loss.Whole) || deal < 0 {
			t.Skip()
		}
		want := new(big.Int).Mul(big.NewInt(lost), big.NewInt(ppm))
		want.Mul(want, big.NewInt(deal)).Add(want, big.NewInt(int64(loss.Whole)/2)).Div(want, big.NewInt(int64(loss.Whole)))
		got := article(loss.Rate(ppm), 0, loss.Amount(deal)).Of(lost)
		if want.IsInt64() && got != math.MaxInt64 && want.Int64() != int64(got) {
			t.Errorf("got %d, want %v", got, want)
		}
		if got == math.MaxInt64 && want.Cmp(big.NewInt(math.MaxInt64/int64(loss.Whole))) < 0 {
			t.Errorf("gave up on %v", want)
		}
	})
}

func TestOfMicroPricesPartsOfACall(t *testing.T) {
	t.Parallel()
	terms := article(200_000, 0, 50_000_00)
	if got := terms.OfMicro(2_500_000); got != 25_000_00 {
		t.Errorf("two calls and a half: %d", got)
	}
}

func TestAmountsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]loss.Amount{
		"50000": 50_000_00, "50 000": 50_000_00, "50\u00a0000": 50_000_00, "50\u202f000,5 ₽": 50_000_50,
		"50000.50": 50_000_50, "1 234 567 руб.": 1_234_567_00, "0": 0, "$7": 7_00, "0,01": 1,
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			got, err := loss.ParseAmount(in)
			if err != nil || got != want {
				t.Errorf("got %d, %v; want %d", got, err, want)
			}
		})
	}
	for _, in := range []string{"", "много", "-5", "5.", ".5", "1.2.3", "50,000", "1.005", "99999999999999999999", "1e5", "٣", "₽"} {
		t.Run("refused "+in, func(t *testing.T) {
			t.Parallel()
			if v, err := loss.ParseAmount(in); !errors.Is(err, loss.ErrAmount) {
				t.Errorf("got %d, %v", v, err)
			}
		})
	}
}

func TestSharesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]loss.Rate{
		"20%": 200_000, "20 %": 200_000, "0.20": 200_000, "0,2": 200_000, "12.5%": 125_000, "1": loss.Whole,
		"100%": loss.Whole, "0": 0, "0.000001": 1, "0.0001%": 1,
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			got, err := loss.ParseRate(in)
			if err != nil || got != want {
				t.Errorf("got %d, %v; want %d", got, err, want)
			}
		})
	}
	for _, in := range []string{"20", "", "%", "120%", "-1%", "0.0000001"} {
		t.Run("refused "+in, func(t *testing.T) {
			t.Parallel()
			if v, err := loss.ParseRate(in); !errors.Is(err, loss.ErrRate) {
				t.Errorf("got %d, %v", v, err)
			}
		})
	}
}

func TestAmountsAreWrittenExactly(t *testing.T) {
	t.Parallel()
	for want, in := range map[string]loss.Amount{
		"120000": 120_000_00, "123.45": 123_45, "0": 0, "0.05": 5, "-0.50": -50, "-7": -700, "-92233720368547758.08": math.MinInt64,
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			if got := in.String(); got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func FuzzParseAmountTakesBackWhatItWrote(f *testing.F) {
	f.Add("50 000,50 ₽")
	f.Add("0")
	f.Fuzz(func(t *testing.T, s string) {
		v, err := loss.ParseAmount(s)
		if err != nil {
			return
		}
		again, err := loss.ParseAmount(v.String())
		if err != nil || again != v {
			t.Errorf("%q: %d, then %d, %v", s, v, again, err)
		}
	})
}

func FuzzParseRateStaysWithinAWhole(f *testing.F) {
	f.Add("20%")
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := loss.ParseRate(s); err == nil && (v < 0 || v > loss.Whole) {
			t.Errorf("%q: %d", s, v)
		}
	})
}
