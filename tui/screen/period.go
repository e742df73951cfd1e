package screen

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"razbor/store"
	"razbor/tui/lang"
)

// Kind is how long a period is.
type Kind int

// The kinds of period. The zero value is one day.
const (
	OneDay Kind = iota
	OneWeek
	OneMonth
	AnyRange
)

// Period is the days that the screens speak of, both ends included.
type Period struct {
	Kind     Kind
	From, To store.Day
}

// Date returns a day as a date in UTC, for saying it.
func Date(d store.Day) time.Time { return d.Start(time.UTC) }

// PeriodOf returns the period of a kind that holds a day; a range becomes that day.
func PeriodOf(k Kind, d store.Day) Period {
	at := Date(d)
	switch k {
	case OneWeek:
		from := at.AddDate(0, 0, 1-lang.Weekday(at))
		return Period{k, store.DayOf(from), store.DayOf(from.AddDate(0, 0, 6))}
	case OneMonth:
		from := at.AddDate(0, 0, 1-at.Day())
		return Period{k, store.DayOf(from), store.DayOf(from.AddDate(0, 1, -1))}
	}
	return Period{k, d, d}
}

// Days is how many calendar days the period has.
func (p Period) Days() int { return p.From.Until(p.To) + 1 }

// Step returns the period n periods later; a range moves by its own length.
func (p Period) Step(n int) Period {
	switch p.Kind {
	case OneWeek:
		return PeriodOf(OneWeek, p.From.Add(7*n))
	case OneMonth:
		return PeriodOf(OneMonth, store.DayOf(Date(p.From).AddDate(0, n, 0)))
	}
	by := n * p.Days()
	return Period{p.Kind, p.From.Add(by), p.To.Add(by)}
}

// Bounds returns the period as moments of a time zone: [from, to).
func (p Period) Bounds(loc *time.Location) (fromMS, toMS int64) {
	return p.From.Start(loc).UnixMilli(), p.To.Add(1).Start(loc).UnixMilli()
}

// Narrow returns the filter narrowed to the period.
func (p Period) Narrow(f store.Filter, loc *time.Location) store.Filter {
	f.FromMS, f.ToMS = p.Bounds(loc)
	return f
}

// Say says the period: "чт 15 октября 2026", "12–18 октября 2026", "октябрь 2026".
func (p Period) Say(t *lang.Texts) string {
	if p.Kind == OneMonth {
		return t.Month(Date(p.From))
	}
	return t.Range(Date(p.From), Date(p.To))
}

// KindName says the kind of the period.
func (p Period) KindName(t *lang.Texts) string {
	return [...]string{t.Frame.Day, t.Frame.Week, t.Frame.Month, t.Frame.Range}[p.Kind]
}

// ErrPeriod says that a text is no period.
var ErrPeriod = errors.New("not a period")

// ParsePeriod reads a period as people write it: "15.10", "1.10-15.10",
// "1–15.10.2026", "10.2026", "2026-10-15". What is left out is taken from today.
func ParsePeriod(text string, today store.Day) (Period, error) {
	text = strings.NewReplacer("–", "..", "—", "..", " - ", "..", " ", "").Replace(strings.TrimSpace(text))
	left, right, isRange := strings.Cut(text, "..")
	if !isRange && !isoDate(text) {
		left, right, isRange = strings.Cut(text, "-")
	}
	if !isRange {
		return parseOne(left, today)
	}
	to, err := parseOne(right, today)
	if err != nil {
		return Period{}, err
	}
	// A bare day, as in "1–15.10", is of the month that the end names.
	from, err := parseOne(left, to.To)
	if err != nil {
		return Period{}, err
	}
	if from.From > to.To {
		return Period{}, ErrPeriod
	}
	return Period{AnyRange, from.From, to.To}, nil
}

// isoDate tells 2026-10 and 2026-10-15 from a range with a hyphen.
func isoDate(text string) bool {
	year, _, ok := strings.Cut(text, "-")
	return ok && len(year) == 4 && !strings.Contains(text, ".")
}

func parseOne(text string, base store.Day) (Period, error) {
	sep := "."
	if strings.Contains(text, "-") {
		sep = "-"
	}
	parts := strings.Split(strings.Trim(text, sep), sep)
	n := make([]int, len(parts))
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || v > 9999 {
			return Period{}, ErrPeriod
		}
		n[i] = v
	}
	at := Date(base)
	switch {
	case len(n) == 1:
		return oneDay(at.Year(), int(at.Month()), n[0])
	case len(n) == 2 && n[1] > 31: // 10.2026
		return oneMonth(n[1], n[0])
	case len(n) == 2 && n[0] > 31: // 2026-10
		return oneMonth(n[0], n[1])
	case len(n) == 2:
		return oneDay(at.Year(), n[1], n[0])
	case len(n) == 3 && n[0] > 31:
		return oneDay(n[0], n[1], n[2])
	case len(n) == 3:
		return oneDay(century(n[2]), n[1], n[0])
	}
	return Period{}, ErrPeriod
}

func century(year int) int {
	if year < 100 {
		return 2000 + year
	}
	return year
}

func oneDay(y, m, d int) (Period, error) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if y < 1990 || t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return Period{}, ErrPeriod
	}
	return PeriodOf(OneDay, store.DayOf(t)), nil
}

func oneMonth(y, m int) (Period, error) {
	first, err := oneDay(y, m, 1)
	if err != nil {
		return Period{}, err
	}
	return PeriodOf(OneMonth, first.From), nil
}
