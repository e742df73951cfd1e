package config

import (
	"errors"
	"testing"
)

func TestMoneyAndSharesAreReadExactly(t *testing.T) {
	t.Parallel()
	c, err := Parse("c.toml", []byte("[money]\naverage_deal = 50000\nconversion = 0.20\nlead_cost = 2000.50\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Money.AverageDeal.Amount != 50_000_00 || c.Money.Conversion.Rate != 200_000 || c.Money.LeadCost.Amount != 2000_50 {
		t.Errorf("money read as %+v", c.Money)
	}
}

func TestWrongConfigurationsNameTheLine(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		text string
		code Code
		line int
	}{
		"unknown key":         {"[company]\nname = \"a\"\ncolour = 1\n", UnknownKey, 3},
		"not toml":            {"[company\n", Syntax, 1},
		"no such zone":        {"[company]\ntimezone = \"Mars/Base\"\n", BadValue, 2},
		"wrong hours":         {"[company]\nwork_hours = \"9\"\n", BadValue, 2},
		"wrong share":         {"[money]\nconversion = \"120%\"\n", BadValue, 2},
		"negative amount":     {"[money]\naverage_deal = -5\n", BadValue, 2},
		"wrong type":          {"[company]\nlines = \"four\"\n", BadValue, 2},
		"unknown source":      {"[[sources]]\nname = \"a\"\nkind = \"fax\"\n", BadValue, 3},
		"source with no file": {"[[sources]]\nname = \"a\"\nkind = \"asterisk\"\n", Missing, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("c.toml", []byte(tc.text))
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is no *Error", err)
			}
			if e.Code != tc.code || e.Line != tc.line {
				t.Errorf("said %v (code %s, line %d), want %s at %d", e, e.Code, e.Line, tc.code, tc.line)
			}
		})
	}
}
