package lang

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// nbsp keeps a number together with its groups and its unit.
const nbsp = "\u00a0"

// Format are the pieces from which numbers, money and times are said.
type Format struct {
	Group, Decimal string     // between thousands; before the fraction
	Percent        string     // the sign with its space
	None           string     // stands where there is no figure
	Second         string     // units of a span
	Minute         string     //
	Hour           string     //
	Day            string     //
	Million        string     // for short money
	Thousand       string     //
	WeekdayShort   [8]string  // 1 Monday … 7 Sunday
	WeekdayLong    [8]string  //
	MonthShort     [13]string // 1 January …
	MonthLong      [13]string // alone: "октябрь"
	MonthOf        [13]string // after a day: "октября"
	Today          string
}

var formatRU = Format{
	Group: nbsp, Decimal: ",", Percent: nbsp + "%", None: "—",
	Second: "с", Minute: "мин", Hour: "ч", Day: "дн.", Million: "млн", Thousand: "тыс.",
	WeekdayShort: [8]string{"", "пн", "вт", "ср", "чт", "пт", "сб", "вс"},
	WeekdayLong:  [8]string{"", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"},
	MonthShort:   [13]string{"", "янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
	MonthLong: [13]string{"", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
		"октябрь", "ноябрь", "декабрь"},
	MonthOf: [13]string{"", "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
		"октября", "ноября", "декабря"},
	Today: "сегодня"}

var formatEN = Format{
	Group: ",", Decimal: ".", Percent: "%", None: "—",
	Second: "s", Minute: "min", Hour: "h", Day: "d", Million: "M", Thousand: "k",
	WeekdayShort: [8]string{"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
	WeekdayLong:  [8]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
	MonthShort:   [13]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	MonthLong: [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"},
	MonthOf: [13]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"},
	Today: "today"}

// Plural is a noun in the forms that go with numbers: 1 звонок, 2 звонка, 5
// звонков. English uses One and Many.
type Plural struct {
	One, Few, Many string
}

// Form returns the form of p that goes with n.
func (t *Texts) Form(n int64, p Plural) string {
	if n < 0 {
		n = -n
	}
	if t.Lang == EN {
		if n == 1 {
			return p.One
		}
		return p.Many
	}
	tens, ones := n%100, n%10
	switch {
	case tens >= 11 && tens <= 14:
		return p.Many
	case ones == 1:
		return p.One
	case ones >= 2 && ones <= 4:
		return p.Few
	}
	return p.Many
}

// Below says how many rows of a list stand below what is seen; nothing for none.
func (t *Texts) Below(rows int) string {
	if rows <= 0 {
		return ""
	}
	return t.Frame.More + " " + t.Number(int64(rows)) + " ↓"
}

// Count says a number with its noun: "32 звонка".
func (t *Texts) Count(n int64, p Plural) string { return t.Number(n) + nbsp + t.Form(n, p) }

// Number says a whole number in groups of three: "7 040 000".
func (t *Texts) Number(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "−", s[1:]
	}
	if len(s) <= 3 {
		return sign + s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(sign)
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(t.Format.Group)
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Decimal says a number with the given digits after the point: "18,4".
func (t *Texts) Decimal(x float64, digits int) string {
	s := strconv.FormatFloat(math.Abs(x), 'f', digits, 64)
	whole, frac, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil { // beyond a whole number, or not one at all
		return t.Format.None
	}
	s = t.Number(n)
	if frac != "" {
		s += t.Format.Decimal + frac
	}
	if x < 0 && strings.Trim(s, "0,.") != "" {
		return "−" + s
	}
	return s
}

// Percent says a fraction of one: 0.286 with one digit is "28,6 %".
func (t *Texts) Percent(fraction float64, digits int) string {
	return t.Decimal(fraction*100, digits) + t.Format.Percent
}

// Rate says a rate that may have no denominator (nil): "—" then.
func (t *Texts) Rate(fraction *float64, digits int) string {
	if fraction == nil {
		return t.Format.None
	}
	return t.Percent(*fraction, digits)
}

// Sign returns the sign of a currency of ISO 4217, or its code where it has none.
func Sign(currency string) string {
	switch currency {
	case "RUB", "":
		return "₽"
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "KZT":
		return "₸"
	case "UAH":
		return "₴"
	case "GBP":
		return "£"
	}
	return currency
}

// Money says an amount of minor units in whole major units, rounded half away
// from zero: "320 000 ₽".
func (t *Texts) Money(minor int64, currency string) string {
	return t.Number(major(minor)) + nbsp + Sign(currency)
}

// Loss says an amount that is gone: "−10 000 ₽".
func (t *Texts) Loss(minor int64, currency string) string {
	if minor > 0 {
		minor = -minor
	}
	return t.Money(minor, currency)
}

// MoneyExact says an amount with its minor units where there are any: "0,50 ₽".
func (t *Texts) MoneyExact(minor int64, currency string) string {
	rest := minor % 100
	if rest == 0 {
		return t.Money(minor, currency)
	}
	sign := ""
	if minor < 0 {
		sign, rest = "−", -rest
	}
	whole := minor / 100
	if whole < 0 {
		whole = -whole
	}
	return sign + t.Number(whole) + t.Format.Decimal + strconv.FormatInt(rest/10, 10) + strconv.FormatInt(rest%10, 10) +
		nbsp + Sign(currency)
}

// MoneyShort says an amount in at most nine cells: "7,04 млн ₽", "320 тыс. ₽".
func (t *Texts) MoneyShort(minor int64, currency string) string {
	n := major(minor)
	size := n
	if size < 0 {
		size = -size
	}
	switch {
	case size >= 100_000_000:
		return t.Number(n/1_000_000) + nbsp + t.Format.Million + nbsp + Sign(currency)
	case size >= 1_000_000:
		return t.Decimal(float64(n)/1e6, 1) + nbsp + t.Format.Million + nbsp + Sign(currency)
	case size >= 10_000:
		return t.Number(n/1_000) + nbsp + t.Format.Thousand + nbsp + Sign(currency)
	}
	return t.Money(minor, currency)
}

// major rounds minor units to major ones, half away from zero.
func major(minor int64) int64 {
	if minor < 0 {
		return -major(-minor)
	}
	return minor/100 + (minor%100)/50
}

// Clock says a moment or length as a clock does: 227000 ms is "3:47", an hour
// and more "1:02:03".
func Clock(ms int64) string {
	if ms < 0 {
		return "−" + Clock(-ms)
	}
	s := ms / 1000
	two := func(n int64) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	if s < 3600 {
		return strconv.FormatInt(s/60, 10) + ":" + two(s%60)
	}
	return strconv.FormatInt(s/3600, 10) + ":" + two(s/60%60) + ":" + two(s%60)
}

// Span says a length in words: "22 с", "6 мин", "1 ч 33 мин", "2 дн.".
func (t *Texts) Span(ms int64) string {
	f := t.Format
	s := (ms + 500) / 1000
	n := func(v int64, unit string) string { return strconv.FormatInt(v, 10) + nbsp + unit }
	switch {
	case s < 60:
		return n(s, f.Second)
	case s < 10*60 && s%60 != 0:
		return n(s/60, f.Minute) + nbsp + n(s%60, f.Second)
	case s < 3600:
		return n(s/60, f.Minute)
	case s < 48*3600:
		if m := s / 60 % 60; m != 0 {
			return n(s/3600, f.Hour) + nbsp + n(m, f.Minute)
		}
		return n(s/3600, f.Hour)
	}
	return n(s/86400, f.Day)
}

// Weekday returns 1 for Monday … 7 for Sunday.
func Weekday(d time.Time) int { return (int(d.Weekday())+6)%7 + 1 }

// DayShort says a day in the least room: "чт 15 окт".
func (t *Texts) DayShort(d time.Time) string {
	return t.Format.WeekdayShort[Weekday(d)] + " " + strconv.Itoa(d.Day()) + " " + t.Format.MonthShort[d.Month()]
}

// DayLong says a day whole: "чт 15 октября 2026".
func (t *Texts) DayLong(d time.Time) string {
	return t.Format.WeekdayShort[Weekday(d)] + " " + strconv.Itoa(d.Day()) + " " + t.Format.MonthOf[d.Month()] + " " +
		strconv.Itoa(d.Year())
}

// Month says a month alone: "октябрь 2026".
func (t *Texts) Month(d time.Time) string {
	return t.Format.MonthLong[d.Month()] + " " + strconv.Itoa(d.Year())
}

// Range says the days from … to, both included: "12–18 октября 2026".
func (t *Texts) Range(from, to time.Time) string {
	end := strconv.Itoa(to.Day()) + " " + t.Format.MonthOf[to.Month()] + " " + strconv.Itoa(to.Year())
	switch {
	case from.Equal(to):
		return t.DayLong(from)
	case from.Year() != to.Year():
		return strconv.Itoa(from.Day()) + " " + t.Format.MonthOf[from.Month()] + " " + strconv.Itoa(from.Year()) + " – " + end
	case from.Month() != to.Month():
		return strconv.Itoa(from.Day()) + " " + t.Format.MonthOf[from.Month()] + " – " + end
	}
	return strconv.Itoa(from.Day()) + "–" + end
}

// Phone says a number of digits as people read it: "+7 916 123-45-67". Numbers
// of another form are given back with their plus.
func Phone(digits string) string {
	if len(digits) == 11 && (digits[0] == '7' || digits[0] == '8') {
		return "+7 " + digits[1:4] + " " + digits[4:7] + "-" + digits[7:9] + "-" + digits[9:11]
	}
	if len(digits) > 7 && digits[0] != '+' {
		return "+" + digits
	}
	return digits
}

// ShortName says a name in less room: "Дмитрий Волков" is "Д. Волков".
func ShortName(name string) string {
	first, last, ok := strings.Cut(strings.TrimSpace(name), " ")
	if !ok || first == "" {
		return name
	}
	initial := []rune(first)[0]
	return string(initial) + "." + nbsp + strings.TrimSpace(last)
}
