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
		"other speech":        {"[transcription]\nengine = \"magic\"\n", BadValue, 2},
		"speech in no tongue": {"[transcription]\nurl = \"http://a\"\nlanguage = \"Russian\"\n", BadValue, 3},
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

func TestTheTemplateIsAConfiguration(t *testing.T) {
	t.Parallel()
	full := Answers{
		Name: "ООО \"Ромашка\"", AverageDeal: 1234_50, Conversion: 125_000, WorkHours: "10:00-20:00", Lines: 3,
		Managers: []Manager{{Name: "Анна", Extensions: []string{"101", "102"}}, {Name: "Пётр", Extensions: []string{"103"}}},
		Sources:  []Source{{Name: "office", Kind: KindAsterisk, CDR: "/a/Master.csv"}, {Name: "crm", Kind: KindCRM, Path: "/a/d.csv"}},
	}
	for _, language := range []string{"ru", "en"} {
		for name, answers := range map[string]Answers{"empty": {}, "full": full} {
			c, err := Parse("c.toml", Template(language, answers))
			if err != nil {
				t.Fatalf("%s %s: %v", language, name, err)
			}
			if len(c.Sources) != len(answers.Sources) || len(c.Managers) != len(answers.Managers) || c.Company.Name != answers.Name {
				t.Errorf("%s %s: read back as %+v", language, name, c)
			}
			if name == "full" && (c.Money.AverageDeal.Amount != 1234_50 || c.Money.Conversion.Rate != 125_000 || c.ManagerOf("103") != "Пётр") {
				t.Errorf("%s: answers read back as %+v", language, c)
			}
			want := Default()
			if name == "empty" && (c.Norms != want.Norms || c.Counting != want.Counting) {
				t.Errorf("%s: the template's norms %+v are not the defaults", language, c.Norms)
			}
		}
	}
}
