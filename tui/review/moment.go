package review

import (
	"strconv"
	"strings"
)

// parseMoment reads where to go, as people write it: "3:47", "347" (the last two
// digits are seconds), "-10" and "+30" seconds from here, "50%" of the call.
// Times are ms; it reports false for what is no moment.
func parseMoment(text string, here, length int64) (int64, bool) {
	text = strings.NewReplacer(" ", "", "−", "-", "–", "-", ",", ":", ".", ":", ";", ":", "ж", ":", "Ж", ":").Replace(strings.TrimSpace(text))
	if text == "" || len(text) > 16 {
		return 0, false
	}
	if share, ok := strings.CutSuffix(text, "%"); ok {
		n, err := strconv.ParseUint(share, 10, 8)
		if err != nil || n > 100 {
			return 0, false
		}
		return bound(length*int64(n)/100, length), true
	}
	sign, digits := int64(0), text
	switch text[0] {
	case '+':
		sign, digits = 1, text[1:]
	case '-':
		sign, digits = -1, text[1:]
	}
	ms, ok := parseClock(digits, sign != 0)
	if !ok {
		return 0, false
	}
	if sign != 0 {
		ms = here + sign*ms
	}
	return bound(ms, length), true
}

// parseClock reads "3:47" and "1:02:03"; without colons seconds, or, where it is
// a place and not a distance, minutes and seconds run together.
func parseClock(text string, distance bool) (int64, bool) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return 0, false
	}
	var n [3]int64
	for i, p := range parts {
		v, err := strconv.ParseUint(p, 10, 32)
		if err != nil {
			return 0, false
		}
		n[i] = int64(v)
	}
	switch len(parts) {
	case 3:
		return ((n[0]*60+n[1])*60 + n[2]) * 1000, true
	case 2:
		return (n[0]*60 + n[1]) * 1000, true
	}
	if distance {
		return n[0] * 1000, true
	}
	return (n[0]/10_000*3600 + n[0]/100%100*60 + n[0]%100) * 1000, true
}

func bound(ms, length int64) int64 { return min(max(ms, 0), max(length, 0)) }
