package loss

import (
	"errors"
	"fmt"
	"strings"
)

// Amount is money in minor units (kopecks). It is never a floating-point number.
type Amount int64

// Rate is a share in parts per million: 20 % is 200 000.
type Rate int64

// Whole is the rate of 100 %.
const Whole Rate = 1_000_000

// What is wrong with a number that a person wrote.
var (
	ErrAmount = errors.New("not an amount of money")
	ErrRate   = errors.New("not a share")
)

// NumberError says which text is no amount (ErrAmount) or no share (ErrRate).
type NumberError struct {
	Text string
	Err  error
}

func (e *NumberError) Error() string { return fmt.Sprintf("%q: %v", e.Text, e.Err) }

// Unwrap returns what is wrong with the text.
func (e *NumberError) Unwrap() error { return e.Err }

// ParseAmount reads an amount in major units: "50000", "50 000", "50000.50",
// "50 000,5 ₽", "1_000". More than two decimals, a sign or anything else is ErrAmount.
func ParseAmount(s string) (Amount, error) {
	minor, ok := parseFixed(stripUnit(s), 2)
	if !ok {
		return 0, &NumberError{s, ErrAmount}
	}
	return Amount(minor), nil
}

// ParseRate reads a share as a percentage ("20%", "34,53 %") or as a fraction of
// one ("0.2"). A share below 0 or over 1 is ErrRate.
func ParseRate(s string) (Rate, error) {
	body, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	decimals := 6
	if percent {
		decimals = 4
	}
	ppm, ok := parseFixed(body, decimals)
	if !ok || ppm > int64(Whole) {
		return 0, &NumberError{s, ErrRate}
	}
	return Rate(ppm), nil
}

// stripUnit takes off the sign or the name of a currency.
func stripUnit(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, unit := range [...]string{"₽", "руб.", "руб", "р.", "р", "rub", "$", "€", "₸"} {
		if t, ok := strings.CutSuffix(s, unit); ok {
			return t
		}
		if t, ok := strings.CutPrefix(s, unit); ok {
			return t
		}
	}
	return s
}

// parseFixed reads a non-negative decimal number as an integer of 10^-decimals.
func parseFixed(s string, decimals int) (int64, bool) {
	s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "_", "", ",", ".").Replace(strings.TrimSpace(s))
	whole, part, dotted := strings.Cut(s, ".")
	if whole == "" || (dotted && part == "") || len(part) > decimals || len(whole) > 12 {
		return 0, false
	}
	n := int64(0)
	for _, r := range whole + part + strings.Repeat("0", decimals-len(part)) {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int64(r-'0')
	}
	return n, true
}

// UnmarshalText reads an amount as ParseAmount does, from a configuration.
func (a *Amount) UnmarshalText(text []byte) (err error) {
	*a, err = ParseAmount(string(text))
	return err
}

// UnmarshalText reads a share as ParseRate does, from a configuration.
func (r *Rate) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRate(string(text))
	return err
}

// String writes the amount in major units: "50000" or "50000.50".
func (a Amount) String() string {
	sign, n := "", uint64(a)
	if a < 0 {
		sign, n = "-", -n
	}
	if n%100 == 0 {
		return fmt.Sprintf("%s%d", sign, n/100)
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// MarshalJSON writes the amount as an exact decimal number in major units.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(a.String()), nil }
