package phone

import (
	"testing"
	"unicode/utf8"
)

func TestOneClientHasOneNumberHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	plan := Plan{AreaCode: "495"}
	tests := map[string]struct {
		raw  string
		plan Plan
		want string
	}{
		"as a switchboard writes it": {"79161234567", plan, "79161234567"},
		"as a person dials it":       {"89161234567", plan, "79161234567"},
		"as a CRM writes it":         {"+7 (916) 123-45-67", plan, "79161234567"},
		"ten digits":                 {"9161234567", plan, "79161234567"},
		"with an extension":          {"+7 495 123-45-67 доб. 12", plan, "74951234567"},
		"with an English extension":  {"8 495 1234567 ext 5", plan, "74951234567"},
		"city number":                {"123-45-67", plan, "74951234567"},
		"city number, city unknown":  {"1234567", Plan{}, "1234567"},
		"in a caller id":             {`"Ivan" <+79161234567>`, plan, "79161234567"},
		"in an address":              {"sip:+79161234567@10.0.0.1", plan, "79161234567"},
		"abroad with a plus":         {"+375291234567", plan, "375291234567"},
		"abroad through 8~10":        {"8~10375291234567", plan, "375291234567"},
		"abroad through 00":          {"00375291234567", plan, "375291234567"},
		"behind a prefix":            {"989161234567", Plan{Prefix: "9"}, "79161234567"},
		"no-break spaces":            {"+7\u00a0916\u00a0123‑45‑67", plan, "79161234567"},
		"extension":                  {"101", plan, "101"},
		"hidden":                     {"anonymous", plan, ""},
		"withheld":                   {"Restricted", plan, ""},
		"nothing":                    {"", plan, ""},
		"the start extension":        {"s", plan, ""},
		"zero":                       {"0", plan, ""},
		"endless":                    {"123456789012345678901234567890", plan, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Number(tt.raw, tt.plan); got != tt.want {
				t.Errorf("Number(%q) = %q, want %q", tt.raw, got, tt.want)
			}
		})
	}
}

func TestExtensionsAreToldFromOutsideNumbers(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"101": true, "1": false, "123456": true, "1234567": false, "10a": false, "": false} {
		if IsExtension(s) != want {
			t.Errorf("IsExtension(%q) is %v", s, !want)
		}
	}
	if !IsOutside("79161234567") || IsOutside("101") {
		t.Error("outside numbers and extensions are mixed up")
	}
	if Key("79161234567") != Key("89161234567") {
		t.Error("keys of one number differ")
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"+7 (916) 123-45-67", "sip:1@x", "8~10 375", `"a" <1>`, "\xff\xfe", "доб"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := Number(s, Plan{AreaCode: "812", Prefix: "9"})
		if len(n) > maxNumberLen || !utf8.ValidString(n) {
			t.Fatalf("Number(%q) = %q", s, n)
		}
		for _, r := range n {
			if r < '0' || r > '9' {
				t.Fatalf("Number(%q) = %q has more than digits", s, n)
			}
		}
		if again := Number(n, Plan{}); len(n) >= shortestOther && n != "" && n[0] == '7' && len(n) == 11 && again != n {
			t.Fatalf("%q is not settled: %q", n, again)
		}
	})
}
