package lang

import (
	"strconv"
	"strings"
)

// ParseClock reads a moment of a recording as Clock says it, in ms: "3:47",
// "1:02:03", "3:47.5"; without colons the last two digits are seconds ("347").
func ParseClock(text string) (int64, bool) {
	whole, fraction, dotted := strings.Cut(strings.TrimSpace(text), ".")
	part := int64(0)
	if dotted {
		if len(fraction) == 0 || len(fraction) > 3 {
			return 0, false
		}
		n, err := strconv.ParseUint(fraction+strings.Repeat("0", 3-len(fraction)), 10, 16)
		if err != nil {
			return 0, false
		}
		part = int64(n)
	}
	fields := strings.Split(whole, ":")
	if len(fields) > 3 {
		return 0, false
	}
	total := int64(0)
	for _, f := range fields {
		n, err := strconv.ParseUint(f, 10, 24)
		if err != nil {
			return 0, false
		}
		total = total*60 + int64(n)
	}
	if len(fields) == 1 {
		total = total/10_000*3600 + total/100%100*60 + total%100
	}
	return total*1000 + part, true
}
