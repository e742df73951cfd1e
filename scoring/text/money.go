package text

// Amount is a sum of money that was named.
type Amount struct {
	From  int // first token
	To    int // token after the last
	Milli int64
	// Sure says that a currency, thousands or a shorthand for them was said;
	// without it the number is a sum only where the talk is of money.
	Sure bool
	// Big says that the sum was told in thousands or millions, or with a currency.
	Big bool
	// Change marks a discount, an advantage or an extra charge rather than a price.
	Change bool
}

// Amounts picks the sums of money out of the numbers of an utterance. Sizes,
// dates, times, ages, counts of people and things, percents, phone and house
// numbers are left out.
func Amounts(toks []Token, numbers []Number) []Amount { return AppendAmounts(nil, toks, numbers) }

// AppendAmounts is Amounts into a slice that is used again.
func AppendAmounts(dst []Amount, toks []Token, numbers []Number) []Amount {
	for i, n := range numbers {
		if n.Ordinal || inPhone(numbers, i) {
			continue
		}
		a := Amount{From: n.From, To: n.To, Milli: n.Milli}
		after, before := wordAt(toks, n.To), wordAt(toks, n.From-1)
		switch {
		case isCurrency(after) || isCurrency(before) && before[0] > 0x7f || before == "$":
			a.Sure = true
		case isPer(after) && isTimeUnit(wordAt(toks, n.To+1)) && n.Milli >= 5000:
			a.Sure = true // "forty nine a month"
		case isSize(toks, n, numbers, i):
			continue
		case isTimeUnit(after) && (n.Implied && !isClockWord(before) || n.Big && n.Milli >= 1000000):
			a.Sure = true // "шесть четыреста сутки"
		case isUnit(after) || isUnit(wordAt(toks, n.To+1)) && isFiller(after) || isNumbered(before) || after == "%":
			continue
		case n.Big && n.Milli >= 1000000:
			a.Sure = true
		case n.Implied:
			a.Sure = !isClockWord(before) && !isClockWord(after)
		case n.Milli < 10000 && !n.Digits:
			if !isFrom(before) {
				continue
			}
		}
		a.Big = a.Sure && !n.Implied
		a.Change = isChange(before) || isChange(wordAt(toks, n.From-2))
		dst = append(dst, a)
	}
	return dst
}

// inPhone says that a number is one of at least three that follow one another, as phones and accounts are told.
func inPhone(numbers []Number, i int) bool {
	from, to := i, i
	for from > 0 && numbers[from-1].To == numbers[from].From {
		from--
	}
	for to+1 < len(numbers) && numbers[to].To == numbers[to+1].From {
		to++
	}
	for k := from; k <= to; k++ {
		if numbers[k].Implied || numbers[k].Big {
			return false // prices told one after another
		}
	}
	return to-from >= 2
}

func wordAt(toks []Token, i int) string {
	if i < 0 || i >= len(toks) {
		return ""
	}
	return toks[i].Text
}

func isCurrency(w string) bool {
	switch w {
	case "р", "руб", "₽", "$", "€", "£", "usd", "eur", "quid", "bucks", "buck", "долларов", "доллара", "евро", "тенге", "гривен", "сум", "сомов":
		return true
	}
	return hasAnyPrefix(w, "рубл", "dollar", "pound", "euro", "копе", "pence", "cents")
}

// isUnit says that a word after a number makes it a measure or a count and no sum.
func isUnit(w string) bool {
	switch w {
	case "м", "см", "мм", "км", "кв", "кг", "г", "гр", "л", "т", "шт", "ч", "мин", "сек", "вт", "квт", "час", "часа", "часов", "раз", "раза", "год", "года",
		"лет", "день", "дня", "дней", "утра", "вечера", "ночи", "ночей", "ночь", "лист", "мест", "места", "место", "куб", "куба", "кубов", "тонн", "тонны",
		"смен", "смены", "соток", "сотки", "kg", "lb", "lbs", "km", "mm", "cm", "ft", "sq", "am", "pm", "mg", "gb", "mb", "годов", "кило", "гигов", "ampere",
		"соединений", "этаж", "этажа", "этажей", "клапанов", "oclock":
		return true
	}
	return hasAnyPrefix(w, russianUnits...) || hasAnyPrefix(w, englishUnits...)
}

var russianUnits = []string{
	"метр", "сантиметр", "миллиметр", "километр", "квадрат", "килограм", "грам", "литр", "тонн", "штук", "человек", "люд", "гост", "сотрудник", "ребят", "дет",
	"процент", "минут", "секунд", "часик", "недел", "месяц", "сут", "градус", "ватт", "киловатт", "вольт", "ампер", "комнат", "створ", "камер", "этаж", "кварти",
	"окн", "двер", "машин", "раскладыван", "клиент", "компани", "магазин", "точк", "склад", "страниц", "занят", "урок", "сеанс", "процедур", "визит", "звон",
	"заявк", "подписчик", "просмотр", "пользовател", "лошад", "пробег", "баллов", "балла", "ученик", "групп", "канал", "мегабит", "гигабайт", "палет", "паллет",
	"коробк", "коробок", "коробоч", "мешк", "рейс", "вариант", "модел", "проект", "отзыв", "объект", "банк", "филиал", "дом", "участ", "корпус", "подъезд",
	"размер", "серии", "поколен", "вещ", "предмет", "фасад", "посадочн", "гектар", "куст", "корн", "голов", "голос", "слов", "пациент", "зуб", "семей",
	"оператор", "офис", "партнер", "мест", "специалист", "мастер", "инженер", "монтажник", "бригад", "человечк", "взросл", "персон", "цикл", "оборот", "рабоч", "будн",
}

var englishUnits = []string{
	"meter", "metre", "inch", "foot", "feet", "mile", "yard", "square", "pound-weight", "kilo", "gram", "liter", "litre", "gallon", "people", "person", "guest",
	"employee", "staff", "student", "kid", "child", "year", "month", "week", "day", "night", "hour", "minute", "second", "percent", "degree", "watt", "volt",
	"room", "bed", "bath", "window", "door", "car", "unit", "piece", "pallet", "box", "truck", "client", "customer", "compan", "user", "seat", "page", "lesson",
	"session", "visit", "call", "site", "store", "house", "home", "bay", "shift", "point", "lead", "review", "star", "oclock", "option", "model", "version",
	"ton", "panel", "amp", "gig", "meg", "rep", "agent", "driver", "van", "branch", "warehouse", "desk", "location", "color", "colour", "bank", "floor", "block",
	"am", "pm", "th", "times",
}

func isPer(w string) bool { return w == "a" || w == "an" || w == "per" || w == "each" }

// isSize says that a number is one side of "два четыреста на тысяча восемьсот".
func isSize(toks []Token, n Number, numbers []Number, i int) bool {
	by := func(w string) bool { return w == "на" || w == "by" }
	return by(wordAt(toks, n.To)) && i+1 < len(numbers) && numbers[i+1].From == n.To+1 ||
		by(wordAt(toks, n.From-1)) && i > 0 && numbers[i-1].To == n.From-1 && !n.Big
}

// Measured says that the word after a number makes it a measure or a count: "метров", "guests".
func Measured(toks []Token, n Number) bool {
	return isUnit(wordAt(toks, n.To)) || isUnit(wordAt(toks, n.To+1)) && isFiller(wordAt(toks, n.To))
}

// isTimeUnit says that a word after a price says what it is paid for: an hour, a night, a month.
func isTimeUnit(w string) bool {
	return hasAnyPrefix(w, "час", "сут", "месяц", "ноч", "ден", "дня", "смен", "год", "кв", "метр", "куб", "кило", "шту", "грам", "square", "head", "session", "visit", "person", "sheet", "hour", "night", "month", "day", "year")
}

// isFiller says that a word may stand between a number and its unit: "двести с лишним метров", "сорок два квадратных".
func isFiller(w string) bool {
	switch w {
	case "рабочих", "полных", "целых", "новых", "разных", "с", "академических", "календарных", "small", "full", "business", "working", "different":
		return true
	}
	return false
}

// isNumbered says that a word before a number makes it a name: house 12, room 4, flat 15, order 1740.
func isNumbered(w string) bool {
	switch w {
	case "дом", "доме", "дома", "квартира", "квартиру", "кв", "офис", "кабинет", "корпус", "подъезд", "этаж", "номер", "строение", "код", "ворота", "артикул", "заказ",
		"договор", "договора", "серия", "марка", "марки", "тип", "модель", "профиль", "улица", "лет", "возраст", "год", "группа", "пост", "гост", "размер", "плюс",
		"number", "suite", "room", "unit", "apartment", "apt", "order", "street", "model", "extension", "ext", "route", "highway", "gate", "section", "page", "d", "д":
		return true
	}
	return false
}

func isChange(w string) bool {
	return w == "минус" || w == "off" || w == "minus" || hasAnyPrefix(w, "скидк", "скидо", "выгод", "бонус", "кэшбэк", "кешбэк", "discount", "cashback", "save", "saving", "экономи")
}

func isFrom(w string) bool {
	switch w {
	case "от", "по", "за", "до", "from", "at", "for", "to":
		return true
	}
	return false
}

func isClockWord(w string) bool {
	switch w {
	case "в", "к", "на", "часов", "около", "at", "by", "around", "утра", "вечера", "дня", "am", "pm":
		return true
	}
	return false
}

func hasAnyPrefix(w string, prefixes ...string) bool {
	for _, p := range prefixes {
		if n := len(p); len(w) >= n && w[n-1] == p[n-1] && w[:n] == p { // its last byte tells most apart at once
			return true
		}
	}
	return false
}
