package rollup

import (
	"time"

	"razbor/store"
)

// piece is a stretch of periods of one level, both ends inclusive.
type piece struct {
	level    level
	from, to int
}

// The ends of time, where a query leaves one open.
const (
	firstDay store.Day = 101
	lastDay  store.Day = 99991231
)

// split cuts a range of days into whole months and the days at its edges.
func split(from, to store.Day) []piece {
	if from <= 0 {
		from = firstDay
	}
	if to <= 0 || to > lastDay {
		to = lastDay
	}
	if from > to {
		return nil
	}
	first, last := int(from)/100, int(to)/100
	if int(from)%100 > 1 {
		first = nextMonth(first)
	}
	if int(to)%100 < monthDays(last) {
		last = previousMonth(last)
	}
	if first > last {
		return []piece{{daily, int(from), int(to)}}
	}
	var out []piece
	if int(from) < first*100 {
		out = append(out, piece{daily, int(from), first * 100})
	}
	out = append(out, piece{monthly, first, last})
	if edge := last*100 + 99; edge < int(to) {
		out = append(out, piece{daily, edge, int(to)})
	}
	return out
}

const monthsInYear = 12

func nextMonth(m int) int {
	if m%100 >= monthsInYear {
		return (m/100+1)*100 + 1
	}
	return m + 1
}

func previousMonth(m int) int {
	if m%100 <= 1 {
		return (m/100-1)*100 + monthsInYear
	}
	return m - 1
}

func monthDays(m int) int {
	return time.Date(m/100, time.Month(m%100)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
