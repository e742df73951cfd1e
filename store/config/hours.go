package config

import (
	"fmt"
	"strconv"
	"strings"
)

// weekdays are the names of days as the configuration writes them, Monday first.
func weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }

// parseHours reads "09:00-18:00" as minutes of the day. Closing may be "24:00".
func parseHours(s string) (open, shut int, err error) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return 0, 0, fmt.Errorf("work hours %q are not like 09:00-18:00", s)
	}
	if open, err = parseClock(from); err != nil {
		return 0, 0, err
	}
	if shut, err = parseClock(to); err != nil {
		return 0, 0, err
	}
	if shut <= open {
		return 0, 0, fmt.Errorf("work hours %q end before they begin", s)
	}
	return open, shut, nil
}

func parseClock(s string) (int, error) {
	hour, minute, ok := strings.Cut(strings.TrimSpace(s), ":")
	h, errH := strconv.Atoi(hour)
	m, errM := strconv.Atoi(minute)
	if !ok || errH != nil || errM != nil || h < 0 || m < 0 || m > 59 || h*60+m > 24*60 {
		return 0, fmt.Errorf("%q is no time of day", s)
	}
	return h*60 + m, nil
}

// parseDays reads names of weekdays; index 1 is Monday.
func parseDays(names []string) (days [8]bool, err error) {
	for _, name := range names {
		found := false
		for i, day := range weekdays() {
			if strings.EqualFold(strings.TrimSpace(name), day) {
				days[i+1], found = true, true
			}
		}
		if !found {
			return days, fmt.Errorf("%q is no day of the week", name)
		}
	}
	return days, nil
}
