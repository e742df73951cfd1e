package faults

// Telephony counts the faults that are the telephony's own: a long silence is
// the talk's, and sides of unlike loudness disturb nobody.
func Telephony(list []Fault) int {
	n := 0
	for _, f := range list {
		if f.Kind != DeadAir && f.Kind != Level {
			n++
		}
	}
	return n
}
