package text

import (
	"strings"
	"sync"
)

// numerals maps every number word and its case forms to its value.
var numerals = sync.OnceValue(func() map[string]numeral {
	m := make(map[string]numeral, 512)
	add := func(kind numeralKind, milli int64, forms string) {
		for _, f := range strings.Fields(forms) {
			m[f] = numeral{milli: milli, kind: kind}
		}
	}
	russianNumerals(add)
	russianOrdinals(add)
	englishNumerals(add)
	return m
})

func russianNumerals(add func(numeralKind, int64, string)) {
	units := []string{
		"ноль нуль ноля", "один одна одну одного одной одним", "два две двух двум двумя", "три трех трем тремя",
		"четыре четырех четырем", "пять пяти пятью", "шесть шести шестью", "семь семи семью", "восемь восьми восемью",
		"девять девяти девятью", "десять десяти десятью", "одиннадцать одиннадцати", "двенадцать двенадцати",
		"тринадцать тринадцати", "четырнадцать четырнадцати", "пятнадцать пятнадцати", "шестнадцать шестнадцати",
		"семнадцать семнадцати", "восемнадцать восемнадцати", "девятнадцать девятнадцати",
	}
	for i, f := range units {
		add(plainNumeral, int64(i)*1000, f)
	}
	tens := []string{
		"двадцать двадцати", "тридцать тридцати", "сорок сорока", "пятьдесят пятидесяти пятидесят полтинник", "шестьдесят шестидесяти шестидесят",
		"семьдесят семидесяти семидесят", "восемьдесят восьмидесяти восемдесят", "девяносто девяноста",
	}
	for i, f := range tens {
		add(plainNumeral, int64(i+2)*10000, f)
	}
	hundreds := []string{
		"сто ста сотня сотню", "двести двухсот двумстам", "триста трехсот", "четыреста четырехсот", "пятьсот пятисот",
		"шестьсот шестисот", "семьсот семисот", "восемьсот восьмисот", "девятьсот девятисот",
	}
	for i, f := range hundreds {
		add(plainNumeral, int64(i+1)*100000, f)
	}
	add(plainNumeral, 1500, "полтора полторы полутора")
	add(plainNumeral, 150000, "полтораста")
	add(multiplier, 1e6, "тысяча тысячи тысяч тысячу тысячам тысячей тыща тыщи тыщу тыщ тыс т.р тр косарь косаря косарей тыщенка тыщенку к")
	add(multiplier, 1e9, "миллион миллиона миллионов миллиону миллионе млн лям ляма лямов лимон лимона лимонов")
	add(multiplier, 1e12, "миллиард миллиарда миллиардов млрд")
	add(plainNumeral, 30000, "тридцатка тридцатку тридцатки")
	add(plainNumeral, 20000, "двадцатка двадцатку двадцатки")
	add(plainNumeral, 40000, "сороковник")
}

func russianOrdinals(add func(numeralKind, int64, string)) {
	stems := []struct {
		stem  string
		value int64
	}{
		{"перв", 1}, {"втор", 2}, {"четверт", 4}, {"пят", 5}, {"шест", 6}, {"седьм", 7}, {"восьм", 8}, {"девят", 9},
		{"десят", 10}, {"одиннадцат", 11}, {"двенадцат", 12}, {"тринадцат", 13}, {"четырнадцат", 14}, {"пятнадцат", 15},
		{"шестнадцат", 16}, {"семнадцат", 17}, {"восемнадцат", 18}, {"девятнадцат", 19}, {"двадцат", 20}, {"тридцат", 30},
		{"сороков", 40}, {"пятидесят", 50}, {"шестидесят", 60}, {"семидесят", 70}, {"восьмидесят", 80}, {"девяност", 90},
	}
	for _, s := range stems {
		for _, end := range []string{"ого", "ое", "ому", "ым", "ом", "ый", "ая", "ой", "ую", "ые", "ых"} {
			if s.stem+end == "второй" || s.stem+end == "пятой" {
				add(ordinal, s.value*1000, s.stem+end)
				continue
			}
			add(ordinal, s.value*1000, s.stem+end)
		}
	}
	add(ordinal, 3000, "третье третьего третий третья третьему третью третьей")
}

func englishNumerals(add func(numeralKind, int64, string)) {
	for i, f := range strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		add(plainNumeral, int64(i)*1000, f)
	}
	for i, f := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		add(plainNumeral, int64(i+2)*10000, f)
	}
	add(plainNumeral, 40000, "fourty") //nolint:misspell // as recognisers and people write it
	add(multiplier, 100000, "hundred hundreds")
	add(multiplier, 1e6, "thousand thousands grand k")
	add(multiplier, 1e9, "million millions mil mill")
	ordinals := strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	for i, f := range ordinals {
		add(ordinal, int64(i+1)*1000, f)
	}
	add(ordinal, 30000, "thirtieth")
}
