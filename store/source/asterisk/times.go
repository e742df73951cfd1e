package asterisk

import (
	"strconv"
	"strings"
	"time"

	"razbor/store/source"
)

// maxLength bounds what a record may call the length of a call: ten days.
const maxLength = 10 * 24 * 3600 * 1000

// times sets the times of a leg from a row's start, answer, end, duration and
// billsec. Where a file has no end or answer (FreePBX's tables), they follow
// from the two lengths.
func times(leg *source.Leg, start, answer, end, duration, billsec string) error {
	at, ok := wallMS(start)
	if !ok {
		return source.NoDate
	}
	length, ok := seconds(duration)
	if !ok {
		return source.NoNumber
	}
	talk, ok := seconds(billsec)
	if !ok {
		return source.NoNumber
	}
	leg.StartWallMS, leg.TalkMS, leg.LengthMS, leg.AnswerMS = at, talk, length, -1
	if end != "" {
		to, ok := wallMS(end)
		if !ok {
			return source.NoDate
		}
		leg.LengthMS = to - at
	}
	if answer != "" && !strings.HasPrefix(answer, "0000") {
		from, ok := wallMS(answer)
		if !ok {
			return source.NoDate
		}
		leg.AnswerMS = from - at
	} else if answer == "" && end == "" && leg.Result == source.Answered {
		leg.AnswerMS = max(0, length-talk)
	}
	if leg.LengthMS < 0 || leg.LengthMS > maxLength || leg.AnswerMS < -1 || leg.AnswerMS > maxLength {
		return source.EndsBefore
	}
	leg.TalkMS = min(leg.TalkMS, maxLength)
	return nil
}

// seconds reads a length: whole seconds, or with a fraction, or nothing.
func seconds(s string) (ms int64, ok bool) {
	if s == "" {
		return 0, true
	}
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < 0 || n > maxLength/1000 {
		return 0, false
	}
	return n*1000 + fractionMS(fraction), true
}

func fractionMS(s string) int64 {
	ms, unit := int64(0), int64(100)
	for i := 0; i < len(s) && i < 3; i++ {
		if s[i] < '0' || s[i] > '9' {
			return ms
		}
		ms += int64(s[i]-'0') * unit
		unit /= 10
	}
	return ms
}

// wallMS reads "2026-10-15 09:06:12[.345]" as milliseconds, as if it were UTC.
func wallMS(s string) (int64, bool) {
	if len(s) < 19 || s[4] != '-' || s[7] != '-' || (s[10] != ' ' && s[10] != 'T') || s[13] != ':' || s[16] != ':' {
		return 0, false
	}
	year, ok1 := number(s[0:4])
	month, ok2 := number(s[5:7])
	day, ok3 := number(s[8:10])
	hour, ok4 := number(s[11:13])
	minute, ok5 := number(s[14:16])
	sec, ok6 := number(s[17:19])
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6) || year < 1990 || year > 2200 || month < 1 || month > 12 ||
		day < 1 || day > 31 || hour > 23 || minute > 59 || sec > 60 {
		return 0, false
	}
	ms := daysSince1970(year, month, day)*86_400_000 + int64(hour*3600+minute*60+sec)*1000
	if len(s) > 20 && s[19] == '.' {
		ms += fractionMS(s[20:])
	}
	return ms, true
}

func number(s string) (n int, ok bool) {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// daysSince1970 counts days of the Gregorian calendar (days_from_civil of Howard
// Hinnant's "chrono-Compatible Low-Level Date Algorithms").
func daysSince1970(y, m, d int) int64 {
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return int64(era)*146097 + int64(doe) - 719468
}

// UniqueidMS returns the moment at which a channel with this uniqueid was made,
// in Unix milliseconds, and false where the id does not tell.
func UniqueidMS(id string) (int64, bool) {
	if !isUniqueid(id) {
		return 0, false
	}
	head := id[:strings.LastIndexByte(id, '.')]
	n, err := strconv.ParseInt(head[strings.LastIndexByte(head, '-')+1:], 10, 64)
	if err != nil || n > time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC).Unix() {
		return 0, false
	}
	return n * 1000, true
}
