package text

// Number is a quantity said in digits or in words.
type Number struct {
	From  int   // first token
	To    int   // token after the last
	Milli int64 // the value in thousandths ("полтора" is 1500)
	Big   bool  // a multiplier was said: thousand, million, "k"
	// Implied marks a price-like shorthand whose multiplier was left out:
	// "четыре пятьсот" (4500), "eleven forty" (1140).
	Implied bool
	Digits  bool // written in digits
	Ordinal bool // "пятнадцатого", "the ninth"
}

// maxMilli bounds a number; a longer row of digits is an account or a phone, not a quantity.
const maxMilli = int64(1e15)

type numeral struct {
	milli int64
	kind  numeralKind
}

type numeralKind uint8

const (
	plainNumeral numeralKind = iota
	multiplier
	ordinal
)

// Numbers finds every quantity of an utterance, in order.
func Numbers(toks []Token) []Number { return AppendNumbers(nil, toks) }

// AppendNumbers is Numbers into a slice that is used again.
func AppendNumbers(dst []Number, toks []Token) []Number {
	for i := 0; i < len(toks); {
		n, ok := readNumber(toks, i)
		if !ok {
			i++
			continue
		}
		dst = append(dst, n)
		i = n.To
	}
	return dst
}

// reader is a number that is being read: groups of hundreds, tens and units in
// falling order, each with its multiplier.
type reader struct {
	n            Number
	total, group int64
	smallest     int64 // the magnitude of the last part, which the next must stay below
}

// readNumber reads the longest number that begins at token i.
func readNumber(toks []Token, i int) (Number, bool) {
	r := reader{n: Number{From: i, To: i}, smallest: maxMilli}
	for j := i; j < len(toks); {
		if toks[j].Text == "and" && r.smallest >= 100000 && r.smallest < maxMilli && j > i && toks[j-1].Text[0] > '9' {
			if next, _, _, ok := peek(toks, j+1); !ok || next.kind != plainNumeral {
				break
			}
			j++ // "a hundred and forty five"
		}
		part, digits, width, ok := numeralAt(toks, j)
		if !ok {
			break
		}
		switch part.kind {
		case multiplier:
			ok = r.multiply(part.milli)
		case ordinal:
			ok = j == i || r.group%10000 == 0 && part.milli < 10000
			r.group += part.milli
		default:
			ok = r.add(part.milli, digits, j > i, toks[j].Text)
		}
		if !ok {
			break
		}
		j += width
		r.n.To = j
		if part.kind == ordinal {
			r.n.Ordinal = true
			break
		}
		if toks[j-1].Stop != 0 || toks[j-1].Comma {
			break
		}
	}
	r.n.Milli = min(r.total+r.group, maxMilli)
	return r.n, r.n.To > i
}

// multiply takes a multiplier: "тысяч", "hundred".
func (r *reader) multiply(by int64) bool {
	if r.n.Big && r.group == 0 {
		return false
	}
	if by < 1000000 { // "thirty two hundred"
		if r.group == 0 {
			r.group = 1000
		}
		r.group, r.smallest = r.group/1000*by, by
		return r.group <= maxMilli
	}
	if r.group == 0 {
		r.group = 1000
	}
	r.total = min(r.total+r.group*(by/1000), maxMilli)
	r.group, r.smallest, r.n.Big, r.n.Implied = 0, by, true, false
	return true
}

func (r *reader) add(part int64, digits, more bool, word string) bool {
	if digits && more && (r.group != 0 || !r.n.Big && !r.n.Digits) {
		return false
	}
	next, implied, fits := join(r.group, r.smallest, part, word)
	if !fits || implied && r.n.Implied {
		return false
	}
	r.group, r.smallest = next, magnitude(part)
	r.n.Implied, r.n.Digits = r.n.Implied || implied, r.n.Digits || digits
	return true
}

// join adds the next part of a number to what was read of the group.
func join(group, smallest, part int64, word string) (sum int64, implied, fits bool) {
	switch {
	case group == 0 && part < smallest:
		return part, false, true
	case part < 1000000 && magnitude(part) < smallest && part < smallest && group != 0 && !(smallest == 10000 && part >= 10000):
		return group + part, false, true
	case part >= 100000 && part < 1000000 && part%100000 == 0 && group < 100000 && smallest != maxMilli && word[0] >= 0x80:
		return group*1000 + part, true, true // "четыре пятьсот"
	case word[0] < 0x80 && word[0] > '9' && group <= 19000 && smallest <= 10000 && part >= 10000 && part < 100000:
		return group*100 + part, true, true // "eleven forty"
	}
	return 0, false, false
}

// magnitude is the decimal order that a part fills: units 1, tens 10, hundreds 100, in thousandths.
func magnitude(milli int64) int64 {
	switch {
	case milli < 20000:
		return 1000
	case milli < 100000:
		return 10000
	case milli < 1000000:
		return 100000
	}
	return 1000000
}

func peek(toks []Token, i int) (n numeral, digits bool, width int, ok bool) {
	if i >= len(toks) {
		return n, false, 0, false
	}
	return numeralAt(toks, i)
}

// numeralAt reads one numeral: a word, a row of digits with its groups ("32 000") or a decimal ("1.5").
func numeralAt(toks []Token, i int) (n numeral, digits bool, width int, ok bool) {
	t := toks[i].Text
	if t[0] < '0' || t[0] > '9' {
		n, ok = numerals()[t]
		if ok && n.kind == multiplier && t == "к" && (i == 0 || !isDigits(toks[i-1].Text)) {
			return n, false, 0, false
		}
		return n, false, 1, ok
	}
	v, ok := digitsMilli(t)
	if !ok {
		return n, true, 0, false
	}
	width = 1
	for len(t) <= 3 && i+width < len(toks) && adjacent(toks, i+width) && len(toks[i+width].Text) == 3 && isDigits(toks[i+width].Text) && v < maxMilli/1000 && t != "0" {
		m, _ := digitsMilli(toks[i+width].Text)
		v = v*1000 + m
		width++
	}
	if width == 1 && i+1 < len(toks) && len(toks[i+1].Text) <= 2 && isDigits(toks[i+1].Text) && toks[i+1].Start == toks[i].End+1 && (toks[i].Comma || toks[i].Stop == '.') {
		m, _ := digitsMilli(toks[i+1].Text)
		if len(toks[i+1].Text) == 1 {
			v += m / 10
		} else {
			v += m / 100
		}
		width = 2
	}
	return numeral{milli: v}, true, width, true
}

// adjacent says that only one sign (a space, a no-break space of two bytes or a comma) parts token i from the one before.
func adjacent(toks []Token, i int) bool { return toks[i].Start-toks[i-1].End <= 2 }

func isDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func digitsMilli(s string) (int64, bool) {
	if len(s) > 9 {
		return 0, false
	}
	var v int64
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int64(s[i]-'0')
	}
	return v * 1000, true
}
