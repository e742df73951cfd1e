package text

// WhenKind says how firm a moment is.
type WhenKind uint8

// The kinds of moment. Vague is one that nobody can keep: "на днях", "as soon as we can".
const (
	Clock WhenKind = iota // an hour: "в шесть", "at ten"
	Day                   // a day or its part: "завтра", "в четверг", "tonight"
	Date                  // a date: "двадцатого", "the ninth"
	Span                  // after a time: "через час", "in two weeks"
	Week                  // a week, month or season: "на следующей неделе"
	Vague
)

// When is a moment that was named.
type When struct {
	From int // first token
	To   int // token after the last
	Kind WhenKind
}

// Whens finds the moments named in an utterance, in order. Durations ("два
// часа работы") and frequencies ("два раза в неделю") are none.
func Whens(toks []Token, numbers []Number) []When { return AppendWhens(nil, toks, numbers) }

// AppendWhens is Whens into a slice that is used again.
func AppendWhens(dst []When, toks []Token, numbers []Number) []When {
	next := 0
	for i := 0; i < len(toks); {
		for next < len(numbers) && numbers[next].From < i {
			next++
		}
		var number *Number
		if next < len(numbers) && numbers[next].From == i {
			number = &numbers[next]
		}
		if w, ok := whenAt(toks, i, number); ok {
			dst = append(dst, w)
			i = max(w.To, i+1)
			continue
		}
		i++
	}
	return dst
}

func whenAt(toks []Token, i int, n *Number) (When, bool) {
	w, before, after := toks[i].Text, wordAt(toks, i-1), wordAt(toks, i+1)
	one := When{From: i, To: i + 1}
	switch {
	case n != nil:
		return whenNumber(toks, i, n)
	case isDayWord(w):
		one.Kind = Day
		return one, !(before == "каждый" || before == "каждую" || before == "каждое" || before == "every" || before == "по")
	case isPartOfDay(w) && isDayPreposition(before), w == "tonight", w == "noon", w == "полдень":
		one.Kind = Day
		return one, true
	case (w == "через" || w == "спустя") && isSpanWord(after):
		return When{From: i, To: i + 2, Kind: Span}, true
	case w == "in" && (after == "a" || after == "an") && isSpanWord(wordAt(toks, i+2)):
		return When{From: i, To: i + 3, Kind: Span}, true
	case isWeekWord(w) && (isNextWord(before) || isNextWord(wordAt(toks, i-2))):
		one.Kind = Week
		return one, true
	case isVagueWord(w, before, after):
		one.Kind = Vague
		return one, true
	case w == "половине" || w == "полпятого" || w == "полшестого" || w == "полседьмого" || w == "полвосьмого" || w == "полдевятого" || w == "полдесятого",
		w == "полпервого" || w == "полвторого" || w == "полтретьего" || w == "полчетвертого" || w == "полодиннадцатого" || w == "полдвенадцатого":
		return one, isAt(before)
	case w == "oclock":
		return one, true
	}
	return one, false
}

// whenNumber reads a number that names an hour or a date.
func whenNumber(toks []Token, i int, n *Number) (When, bool) {
	before, after, value := wordAt(toks, i-1), wordAt(toks, n.To), n.Milli/1000
	w := When{From: i, To: n.To}
	if before == "через" || before == "in" || before == "within" || before == "спустя" {
		w.Kind = Span
		w.To = n.To + 1
		return w, isSpanWord(after)
	}
	if isMonth(after) || isMonth(before) && value <= 31 {
		w.Kind, w.To = Date, min(n.To+1, len(toks))
		return w, value >= 1 && value <= 31
	}
	if n.Ordinal {
		w.Kind = Date
		return w, value >= 1 && value <= 31 && isDateForm(toks[n.To-1].Text, before) && !isUnit(after)
	}
	if n.Big || n.Milli%1000 != 0 || value > 2400 {
		return w, false
	}
	hour := value <= 24 || n.Digits && value >= 100 && value%100 < 60 || n.Implied && value%100 < 60 && value < 2400 && toks[i].Text[0] < 0x80
	if !hour {
		return w, false
	}
	if isHourWord(after) {
		w.To = n.To + 1
		return w, after != "часа" && after != "час" && after != "часов" || isAt(before) || isHourWord(wordAt(toks, n.To+1))
	}
	if !isAt(before) && !isHourWord(before) {
		return w, false
	}
	if before == "на" && (value < 7 || isUnit(after)) || before == "по" {
		return w, false
	}
	return w, !isUnit(after) && !isCurrency(after) && !isPlural(after) && !isChangeNoun(after)
}

func isAt(w string) bool {
	switch w {
	case "в", "во", "к", "ко", "до", "после", "около", "на", "с", "часов", "часиков", "часам", "at", "by", "before", "after", "around", "until", "till", "about", "for", "half", "past":
		return true
	}
	return false
}

func isHourWord(w string) bool {
	switch w {
	case "час", "часа", "часов", "часам", "часиков", "утра", "вечера", "дня", "ночи", "ровно", "am", "pm", "oclock", "ноль", "00", "30", "sharp", "thirty":
		return true
	}
	return false
}

// isPlural guesses a counted noun ("одиннадцать банков"), before which a number is a count.
func isPlural(w string) bool {
	return hasAnySuffix(w, "ков", "тов", "дов", "нов", "ров", "лов", "ек", "ий", "ах", "ях", "ями", "ками")
}

func isChangeNoun(w string) bool { return w == "процентов" || w == "percent" }

func hasAnySuffix(w string, suffixes ...string) bool {
	for _, s := range suffixes {
		if len(w) > len(s)+2 && w[len(w)-len(s):] == s {
			return true
		}
	}
	return false
}

func isDayWord(w string) bool {
	switch w {
	case "сегодня", "завтра", "послезавтра", "понедельник", "понедельника", "понедельнику", "вторник", "вторника", "вторнику", "среду", "среды", "среде", "четверг", "четверга", "четвергу",
		"пятницу", "пятницы", "пятнице", "пятница", "субботу", "субботы", "суббота", "субботе", "воскресенье", "воскресенья", "воскресенью", "выходные", "выходных", "выходной",
		"today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend", "mondays", "tuesdays", "завтрашний", "завтрашнее", "сегодняшний":
		return true
	}
	return false
}

func isPartOfDay(w string) bool {
	switch w {
	case "утра", "утром", "обеда", "обед", "обеду", "вечеру", "вечер", "вечером", "полудня", "полудню", "ночи", "morning", "afternoon", "evening", "lunch", "lunchtime", "noon", "midday", "eod", "close":
		return true
	}
	return false
}

func isDayPreposition(w string) bool {
	switch w {
	case "с", "до", "после", "в", "к", "под", "the", "this", "by", "after", "before", "in", "at", "of":
		return true
	}
	return false
}

func isSpanWord(w string) bool {
	switch w {
	case "час", "часа", "часов", "полчаса", "часик", "минут", "минуту", "минуты", "минуток", "день", "дня", "дней", "пару", "неделю", "недели", "недель", "недельку", "месяц", "месяца", "полтора",
		"hour", "hours", "minute", "minutes", "day", "days", "week", "weeks", "month", "months", "couple", "few", "bit":
		return w != "bit" && w != "few"
	}
	return false
}

func isWeekWord(w string) bool {
	switch w {
	case "неделе", "неделю", "месяце", "месяца", "году", "week", "month", "year", "весной", "осенью", "летом", "зимой":
		return true
	}
	return false
}

func isNextWord(w string) bool {
	switch w {
	case "следующей", "следующую", "той", "этой", "этом", "следующем", "будущей", "next", "this", "coming", "конце", "начале", "середине":
		return true
	}
	return false
}

func isVagueWord(w, before, after string) bool {
	switch w {
	case "днях":
		return before == "на"
	case "недельке":
		return before == "на"
	case "попозже", "потом", "someday", "sometime", "eventually", "soon", "later":
		return true
	case "нибудь":
		return before == "как" || before == "когда"
	}
	return false
}

func isMonth(w string) bool {
	switch w {
	case "may", "мая", "май", "маю":
		return w != "may"
	}
	return hasAnyPrefix(w, "январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
		"januar", "februar", "march", "april", "june", "july", "august", "september", "october", "november", "december")
}

// isDateForm says that an ordinal is in a form that dates have: "пятнадцатого", "the ninth".
func isDateForm(w, before string) bool {
	if w[0] < 0x80 {
		return before == "the" || isDayWord(before)
	}
	return hasAnySuffix(w, "ого", "ому", "ое", "его")
}
