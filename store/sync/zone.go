package sync

import "time"

// zone turns wall clock times into moments. It keeps the stretch of time in which
// the last offset holds, since records come in order.
type zone struct {
	loc      *time.Location
	offset   int64 // ms
	fromMS   int64 // the stretch in which offset holds, UTC
	toMS     int64
	prepared bool
}

// utc returns the moment of a wall clock time in ms. A time that the clock shows
// twice in autumn is taken as its first one; one that it skips in spring is
// moved by the hour.
func (z *zone) utc(wallMS int64) int64 {
	for range 3 {
		if u := wallMS - z.offset; z.prepared && u >= z.fromMS && u < z.toMS {
			return u
		}
		z.prepare(wallMS - z.offset)
	}
	return wallMS - z.offset
}

func (z *zone) prepare(utcMS int64) {
	t := time.UnixMilli(utcMS).In(z.loc)
	_, seconds := t.Zone()
	from, to := t.ZoneBounds()
	z.offset, z.fromMS, z.toMS, z.prepared = int64(seconds)*1000, -1<<62, 1<<62, true
	if !from.IsZero() {
		z.fromMS = from.UnixMilli()
	}
	if !to.IsZero() {
		z.toMS = to.UnixMilli()
	}
}

// clock is the department's own clock: days and working hours.
type clock struct {
	zone zone
}

// wall returns the wall clock time of a moment, in ms.
func (c *clock) wall(utcMS int64) int64 {
	if !c.zone.prepared || utcMS < c.zone.fromMS || utcMS >= c.zone.toMS {
		c.zone.prepare(utcMS)
	}
	return utcMS + c.zone.offset
}

const (
	minuteMS = 60_000
	hourMS   = 60 * minuteMS
	dayMS    = 24 * hourMS
)

// day counts the calendar days since 1970 of the department's zone.
func (c *clock) day(utcMS int64) int64 {
	w := c.wall(utcMS)
	d := w / dayMS
	if w%dayMS < 0 {
		d--
	}
	return d
}

// working tells whether a moment lies in the working hours.
func (c *clock) working(utcMS int64, hours [2]int, days [8]bool) bool {
	day := c.day(utcMS)
	minute := int((c.wall(utcMS) - day*dayMS) / minuteMS)
	weekday := int((day+3)%7+7)%7 + 1 // 1970-01-01 was a Thursday
	return days[weekday] && minute >= hours[0] && minute < hours[1]
}
