// Package phone brings telephone numbers to one form, so that the same client is
// known by the same digits however a switchboard, a person or a CRM wrote him. It
// follows the numbering of Russia and keeps international numbers as they are.
package phone

import "strings"

// Plan is what is known of the place where numbers were dialled.
type Plan struct {
	AreaCode string // of the city, for numbers of 6–7 digits: "495"
	Prefix   string // dialled before outside numbers, "9" or "98"; empty where none
}

// Lengths that tell the kinds of numbers apart.
const (
	extensionMin  = 2
	extensionMax  = 6
	nationalLen   = 10
	maxNumberLen  = 15 // E.164
	shortestOther = 8
)

// Number returns a number as digits with the country code ("79161234567"), and
// the digits alone where they are too few to be an outside number. It returns
// the empty string for a hidden number or for what is no number.
func Number(raw string, plan Plan) string {
	if isPlain(raw) {
		return raw
	}
	digits, plus := clean(raw)
	if len(digits) > maxNumberLen+4 {
		return ""
	}
	if p := plan.Prefix; p != "" && !plus && len(digits) > nationalLen && strings.HasPrefix(digits, p) {
		if n := len(digits) - len(p); n == nationalLen || n == nationalLen+1 {
			digits = digits[len(p):]
		}
	}
	n := withCountry(digits, plus, plan)
	if len(n) > maxNumberLen || strings.Trim(n, "0") == "" {
		return ""
	}
	return n
}

// isPlain is the fast way out for the form that nearly every record has.
func isPlain(s string) bool {
	if len(s) != nationalLen+1 || s[0] != '7' {
		return false
	}
	for i := 1; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// withCountry puts the country code before a number that lacks it.
func withCountry(d string, plus bool, plan Plan) string {
	switch {
	case plus:
		return d
	case strings.HasPrefix(d, "810") && len(d) > nationalLen+1:
		return d[3:]
	case strings.HasPrefix(d, "00") && len(d) >= shortestOther+2:
		return d[2:]
	case len(d) == nationalLen+1 && d[0] == '8':
		return "7" + d[1:]
	case len(d) == nationalLen && strings.IndexByte("3489", d[0]) >= 0:
		return "7" + d
	case (len(d) == 6 || len(d) == 7) && len(plan.AreaCode)+len(d) == nationalLen:
		return "7" + plan.AreaCode + d
	}
	return d
}

// clean cuts wrappings and an extension off, and drops everything but digits;
// plus tells whether the number began with a plus.
func clean(raw string) (digits string, plus bool) {
	s := raw
	if i := strings.LastIndexByte(s, '<'); i >= 0 {
		s = s[i+1:]
		if j := strings.IndexByte(s, '>'); j >= 0 {
			s = s[:j]
		}
	}
	s = strings.TrimSpace(s)
	for _, scheme := range []string{"sip:", "sips:", "tel:"} {
		if len(s) >= len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
			s = s[len(scheme):]
		}
	}
	if i := strings.IndexByte(s, '@'); i >= 0 {
		s = s[:i]
	}
	s = cutExtension(s)
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			b = append(b, c)
		case c == '+' && len(b) == 0:
			plus = true
		case c == ' ' || c == '-' || c == '(' || c == ')' || c == '.' || c == '~' || c == '/' || c == '\t':
		case c >= 0x80: // no-break spaces and dashes of typographers
		default:
			return "", false
		}
	}
	return string(b), plus
}

// cutExtension drops "доб. 12", "ext 12", ",12" and the like.
func cutExtension(s string) string {
	lower := strings.ToLower(s)
	for _, mark := range []string{"доб", "вн", "ext", "x", "#", ",", ";"} {
		if i := strings.Index(lower, mark); i > 0 && len(lower) == len(s) {
			s, lower = s[:i], lower[:i]
		}
	}
	return s
}

// IsExtension tells whether s is the number of a phone inside: 2 to 6 digits.
func IsExtension(s string) bool {
	if len(s) < extensionMin || len(s) > extensionMax {
		return false
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// IsOutside tells whether a number that Number returned can be one of a client.
func IsOutside(n string) bool { return len(n) > extensionMax }

// Key returns what two forms of one number have in common: its last ten digits.
func Key(n string) string {
	if len(n) > nationalLen {
		return n[len(n)-nationalLen:]
	}
	return n
}
