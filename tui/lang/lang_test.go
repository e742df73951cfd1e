package lang

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/store"
)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestFiguresAreSaidAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	ru, en := For(RU), For(EN)
	cases := map[string]struct{ got, want string }{
		"money":             {ru.Money(32_000_000, "RUB"), "320 000 ₽"},
		"money in English":  {en.Money(32_000_000, "RUB"), "320,000 ₽"},
		"kopecks round":     {ru.Money(150, ""), "2 ₽"},
		"a loss":            {ru.Loss(1_000_000, "RUB"), "−10 000 ₽"},
		"kopecks":           {ru.MoneyExact(-12_345, "RUB"), "−123,45 ₽"},
		"millions":          {ru.MoneyShort(704_000_000, "RUB"), "7,0 млн ₽"},
		"thousands":         {ru.MoneyShort(32_000_000, "RUB"), "320 тыс. ₽"},
		"percent":           {ru.Percent(0.286, 1), "28,6 %"},
		"percent, English":  {en.Percent(0.286, 1), "28.6%"},
		"no denominator":    {ru.Rate(nil, 1), "—"},
		"negative decimal":  {ru.Decimal(-1.25, 1), "−1,2"},
		"no negative zero":  {ru.Decimal(-0.01, 1), "0,0"},
		"moment":            {Clock(227_000), "3:47"},
		"an hour":           {Clock(3_723_000), "1:02:03"},
		"seconds":           {ru.Span(22_500), "23 с"},
		"minutes":           {ru.Span(365_000), "6 мин 5 с"},
		"hours":             {ru.Span(5_600_000), "1 ч 33 мин"},
		"days":              {ru.Span(49 * 3_600_000), "2 дн."},
		"one call":          {ru.Count(1, ru.Words.Call), "1 звонок"},
		"two calls":         {ru.Count(32, ru.Words.Call), "32 звонка"},
		"eleven calls":      {ru.Count(11, ru.Words.Call), "11 звонков"},
		"112 calls":         {ru.Count(112, ru.Words.Call), "112 звонков"},
		"calls, English":    {en.Count(2, en.Words.Call), "2 calls"},
		"short day":         {ru.DayShort(day(2026, 10, 15)), "чт 15 окт"},
		"long day":          {ru.DayLong(day(2026, 10, 15)), "чт 15 октября 2026"},
		"range":             {ru.Range(day(2026, 10, 12), day(2026, 10, 18)), "12–18 октября 2026"},
		"over months":       {ru.Range(day(2026, 9, 28), day(2026, 10, 4)), "28 сентября – 4 октября 2026"},
		"phone":             {Phone("79161234567"), "+7 916 123-45-67"},
		"a foreign number":  {Phone("4917612345678"), "+4917612345678"},
		"an inner number":   {Phone("101"), "101"},
		"a month":           {ru.Month(day(2026, 10, 1)), "октябрь 2026"},
		"a short name":      {ShortName("Дмитрий Волков"), "Д. Волков"},
		"a single name":     {ShortName("101"), "101"},
		"no name":           {ShortName(""), ""},
		"an unknown reason": {ru.Words.Reason("weather"), "weather"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.ReplaceAll(c.got, nbsp, " "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNoTextIsMissingInEitherLanguage(t *testing.T) {
	t.Parallel()
	for _, l := range []Lang{RU, EN} {
		texts := reflect.ValueOf(*For(l))
		for i := range texts.NumField() {
			missing(t, string(l)+"."+texts.Type().Field(i).Name, texts.Field(i))
		}
	}
}

// missing walks a struct of texts and reports the empty ones; the first element
// of an array that counts from one may be empty.
func missing(t *testing.T, name string, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		if v.String() == "" {
			t.Errorf("%s has no text", name)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			missing(t, name+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Array:
		for i := 1; i < v.Len(); i++ {
			missing(t, name, v.Index(i))
		}
	case reflect.Map:
		if v.Len() == 0 {
			t.Errorf("%s has no texts", name)
		}
		for _, k := range v.MapKeys() {
			if k.Kind() == reflect.String && k.String() == "" && v.MapIndex(k).Kind() == reflect.String {
				continue // what is nothing may be said by nothing
			}
			missing(t, name+"."+k.String(), v.MapIndex(k))
		}
	}
}

func TestEveryTermHasAWord(t *testing.T) {
	t.Parallel()
	for _, l := range []Lang{RU, EN} {
		w := For(l).Words
		for _, r := range scoring.Reasons {
			if w.reasons[r] == "" {
				t.Errorf("%s: no word for the reason %q", l, r)
			}
		}
		for _, m := range store.MissedReasons {
			if w.missedBy[m] == "" || w.missedByLong[m] == "" {
				t.Errorf("%s: no words for missed by %q", l, m)
			}
		}
		for _, i := range scoring.SpokenItems {
			if w.items[i] == "" || w.itemsShort[i] == "" {
				t.Errorf("%s: no words for the item %q", l, i)
			}
		}
	}
}
