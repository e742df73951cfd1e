package store

import (
	"errors"
	"fmt"
	"time"
)

// ErrDay says that a text is not a day of the calendar as "2026-10-15".
var ErrDay = errors.New("not a day like 2026-10-15")

// DayOf returns the day of a time in its own location.
func DayOf(t time.Time) Day {
	year, month, day := t.Date()
	return Day(year*10_000 + int(month)*100 + day)
}

// ParseDay reads "2026-10-15".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q: %w", s, ErrDay)
	}
	return DayOf(t), nil
}

// Start returns the first moment of the day in a location.
func (d Day) Start(loc *time.Location) time.Time {
	return time.Date(int(d)/10_000, time.Month(int(d)/100%100), int(d)%100, 0, 0, 0, 0, loc)
}

// Add returns the day n days later.
func (d Day) Add(n int) Day { return DayOf(d.Start(time.UTC).AddDate(0, 0, n)) }

// Until returns how many days lie from d to other; 0 where they are one.
func (d Day) Until(other Day) int {
	return int(other.Start(time.UTC).Sub(d.Start(time.UTC)) / (24 * time.Hour))
}

// Weekday returns 1 for Monday … 7 for Sunday.
func (d Day) Weekday() int { return (int(d.Start(time.UTC).Weekday())+6)%7 + 1 }

// String writes "2026-10-15".
func (d Day) String() string { return d.Start(time.UTC).Format(time.DateOnly) }
