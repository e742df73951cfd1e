package moves

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/text"
)

// shape finds what follows from the form of an utterance and from its neighbours.
func (r *Reader) shape(turns []Turn, i int) {
	t := &turns[i]
	ask, p := r.asks(turns, i)
	t.AskScore = p
	if ask {
		t.add(Ask)
	}
	if t.Speaker == scoring.Client {
		if asksPrice(t) {
			t.add(PriceAsk)
		}
		if t.Any(ObjectPrice, ObjectThink, ObjectNotNow, ObjectCompetitor, ObjectAuthority, ObjectTrust, ObjectNoNeed) {
			t.add(Objects)
		}
		return
	}
	if ask && asksWhen(t) {
		t.add(TopicWhen)
	}
	if r.presents(turns, i) {
		t.add(Presents)
	}
	if priced(turns, i) {
		t.add(Price)
		t.add(Presents)
	}
	t.Questions = needQuestions(turns, i)
	if t.Questions > 0 {
		t.add(AskNeed)
	}
}

// before returns the last utterance of the other side before i.
func before(turns []Turn, i int) *Turn {
	for j := i - 1; j >= 0; j-- {
		if turns[j].Speaker != turns[i].Speaker {
			return &turns[j]
		}
	}
	return nil
}

// after returns the next utterance of the other side after i.
func after(turns []Turn, i int) *Turn {
	for j := i + 1; j < len(turns); j++ {
		if turns[j].Speaker != turns[i].Speaker {
			return &turns[j]
		}
	}
	return nil
}

// priceWindow is how many utterances a price question stays open.
const priceWindow = 6

// priced says whether a manager names a price: a sure sum, or a bare number
// where the talk is of money.
func priced(turns []Turn, i int) bool {
	t := &turns[i]
	if len(t.Amounts) == 0 {
		return false
	}
	asked, pending := false, false
	for j := i - 1; j >= max(0, i-priceWindow) && !turns[j].Has(Price); j-- {
		if turns[j].Speaker == scoring.Client && turns[j].Has(PriceAsk) {
			pending = true
			asked = asked || j == i-1
		}
	}
	stated := !t.Has(Ask) && len(t.Tokens) >= 4
	for _, a := range t.Amounts {
		if a.Change || overlaps(t.Whens, a) && !a.Sure {
			continue
		}
		thousands := a.Milli >= 1000000
		near := t.hasPriceWord(a.From, a.To) || t.reckons(a.From)
		switch {
		case a.Sure && (a.Big || t.hasMoneyWord()),
			a.Sure && (stated && !t.english(a.From) || pending || near || t.tellsPrice(a.From) || t.perUnit(a.To)),
			thousands && !isYear(a.Milli) && (pending || near || len(t.Amounts) > 1 || stated),
			a.Milli >= 100000 && (pending || near || stated && (len(t.Amounts) > 1 || t.Has(Presents) && t.tellsPrice(a.From))),
			a.Milli >= 10000 && asked,
			a.Milli >= 20000 && stated && t.tellsPrice(a.From) && (pending || t.Has(Presents) || budgeted(turns, i)):
			return true
		}
	}
	return false
}

// reckons says that a number follows a word of reckoning: "считаю два комплекта … шестьсот сорок".
func (t *Turn) reckons(from int) bool {
	for i := max(0, from-8); i < from; i++ {
		switch t.Tokens[i].Text {
		case "считаю", "посчитал", "посчитала", "итого", "выйдет", "выходит", "получится", "получается", "стоит", "стоимость", "цена", "обойдется", "total", "comes", "runs", "price":
			return true
		}
	}
	return false
}

func (t *Turn) english(token int) bool {
	return t.Tokens[token].Text[0] < 0x80 && t.Tokens[token].Text[0] > '9'
}

// perUnit says that what follows a number tells what it is paid for: "a month".
func (t *Turn) perUnit(to int) bool {
	return to < len(t.Tokens) && (t.Tokens[to].Text == "a" || t.Tokens[to].Text == "an" || t.Tokens[to].Text == "per" || t.Tokens[to].Text == "each")
}

// tellsPrice says that a number is said as prices are: "it's eighty five", "за тридцать".
func (t *Turn) tellsPrice(from int) bool {
	for i := max(0, from-2); i < from; i++ {
		switch t.Tokens[i].Text {
		case "is", "its", "are", "thats", "runs", "считаю", "посчитал", "посчитала", "стоимость", "цена", "be", "for", "another", "from", "comes", "costs", "за", "от", "будет", "выйдет", "выходит", "стоит", "обойдется", "получается", "итого":
			return true
		}
	}
	return false
}

// budgeted says that money was spoken of before: a budget was asked for or a price.
func budgeted(turns []Turn, i int) bool {
	for j := max(0, i-12); j < i; j++ {
		if turns[j].Any(TopicBudget, PriceAsk) {
			return true
		}
	}
	return false
}

func isYear(milli int64) bool { return milli >= 1900000 && milli <= 2040000 }

func overlaps(whens []text.When, a text.Amount) bool {
	for _, w := range whens {
		if w.From < a.To && a.From < w.To {
			return true
		}
	}
	return false
}

func (t *Turn) hasMoneyWord() bool {
	for i := range t.Tokens {
		switch t.Tokens[i].Text {
		case "$", "₽", "€", "£", "рублей", "рубля", "рубль", "руб", "dollars", "dollar", "pounds", "bucks", "quid", "евро", "долларов":
			return true
		}
	}
	return false
}

// hasPriceWord says whether words of price stand near a number.
func (t *Turn) hasPriceWord(from, to int) bool {
	for i := max(0, from-4); i < min(len(t.Tokens), to+3); i++ {
		switch t.Tokens[i].Text {
		case "стоит", "стоят", "стоимость", "цена", "выходит", "выйдет", "обойдется", "получается", "получится", "итого", "месяц", "месячно", "доплата", "отдельно", "сутки", "замена", "работа", "доставка",
			"установка", "сборка", "монтаж", "занятие", "грамм", "квадрат", "студентам", "взрослый", "тариф", "абонемент", "предоплата", "платеж", "ценник", "скидкой", "районе", "прием", "приём", "диагностика", "costs", "cost", "price",
			"runs", "run", "starts", "month", "monthly", "hour", "flat", "total", "comes", "charge", "fee", "each", "enrollment", "membership", "install", "installed", "rate", "payment", "range", "ballpark":
			return true
		}
	}
	return false
}

// presents says whether a manager presents the offer: tells of some length what
// there is, what is done and what it gives.
func (r *Reader) presents(turns []Turn, i int) bool {
	t := &turns[i]
	if r.offer == nil || len(t.Tokens) < 4 {
		return false
	}
	return r.offer.Likelihood(1, offerFeatures(turns, i), t.Words()) > 0.5
}

// OfferExample describes a manager's utterance for the model "presents".
func OfferExample(turns []Turn, i int) ([]float64, []string) {
	return offerFeatures(turns, i), turns[i].Words()
}

// Words are the stems of an utterance without its names and numbers, in order.
func (t *Turn) Words() []string {
	out := make([]string, 0, len(t.Stems))
	for _, s := range t.Stems {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// declared is how many words of an utterance stand outside of its questions.
func (t *Turn) declared() int {
	n, sentence := 0, 0
	_, stopped := punctuation(t.Tokens)
	if !stopped {
		if t.Has(Ask) {
			return max(0, len(t.Tokens)-12)
		}
		return len(t.Tokens)
	}
	for k := range t.Tokens {
		sentence++
		if stop := t.Tokens[k].Stop; stop != 0 || k == len(t.Tokens)-1 {
			if stop != '?' {
				n += sentence
			}
			sentence = 0
		}
	}
	return n
}

func offerFeatures(turns []Turn, i int) []float64 {
	t := &turns[i]
	f := make([]float64, 28)
	n := t.declared()
	f[0], f[1], f[2], f[3] = min(4, float64(n)/10), flag(n >= 8), flag(n >= 14), flag(n >= 22)
	f[4], f[5], f[6] = min(3, float64(t.Count(Pitch))), flag(len(t.Amounts) > 0), flag(t.Has(Ask))
	for k := range t.Tokens {
		if isFirstPerson(t.Tokens[k].Text) {
			f[7] = min(3, f[7]+1)
		}
		if isSecondPerson(t.Tokens[k].Text) {
			f[8] = min(3, f[8]+1)
		}
	}
	f[9], f[10] = min(3, float64(len(t.Numbers))), flag(t.Any(Self, Greet))
	f[11], f[12], f[13] = min(2, float64(t.Count(Argue))), flag(t.Has(Ack)), flag(t.Any(StepVisit, StepCall, StepSend, StepBook))
	f[14] = flag(t.Has(PriceDodge))
	nth := 0
	for k := 0; k < i && nth < 5; k++ {
		if turns[k].Speaker == t.Speaker {
			nth++
		}
	}
	if client := before(turns, i); client != nil {
		f[15], f[16] = flag(client.Has(Ask)), flag(client.Has(PriceAsk))
	} else {
		f[17] = 1
	}
	f[18], f[19], f[20] = flag(nth == 0), flag(nth == 1), flag(nth >= 5)
	f[21], f[22] = flag(t.Any(Surrender, Bye)), flag(t.Has(Moment))
	f[23], f[24] = flag(t.Has(AdminCue)), flag(t.Has(Org))
	f[25], f[26] = flag(len(t.Tokens) < 6), flag(t.Has(Listening))
	return f
}

// needQuestions counts the questions of a manager about the client's need:
// what is asked for the file, for a step or in a quarrel is none.
func needQuestions(turns []Turn, i int) int {
	t := &turns[i]
	if !t.Has(Ask) || t.Any(Bye, Rude) {
		return 0
	}
	topic := t.Any(TopicBudget, TopicScope, TopicWhen)
	opens := before(turns, i) == nil || t.Has(Greet)
	switch {
	case t.Has(AdminCue) && !topic && (len(t.Tokens) <= 12 || opens || !t.Has(NeedCue)):
		return 0
	case t.Has(Listening) && (len(t.Tokens) < 6 || opens):
		return 0
	case opens && !t.Has(NeedCue) && !topic:
		return 0
	}
	return countQuestions(t)
}

// countQuestions counts what a questioning utterance asks: by its marks, its
// question words, and the clauses that "and" joins ("how many guests, and will
// you need catering").
func countQuestions(t *Turn) int {
	marks, words, joined := 0, 0, 0
	for k := range t.Tokens {
		if t.Tokens[k].Stop == '?' {
			marks++
		}
		w := t.Tokens[k].Text
		if isQuestionWord(w) && w != "что" && w != "как" && w != "чем" && w != "hows" && w[0] > 0x7f {
			words++
		}
		if k < 2 || w != "and" && w != "и" {
			continue
		}
		for j := k + 1; j < min(len(t.Tokens), k+3); j++ {
			if n := t.Tokens[j].Text; isQuestionWord(n) || isAuxiliary(n) || isSecondPerson(n) || n == "есть" || n == "нужен" || n == "нужна" || n == "нужны" {
				joined++
				break
			}
		}
	}
	return max(1, min(3, marks+joined), min(2, words))
}

// Cues counts the words of an utterance that begin a question or turn to the
// other side, at least two words apart.
func (t *Turn) Cues() int {
	n, last := 0, -3
	for k := range t.Tokens {
		w := t.Tokens[k].Text
		if k-last < 2 || !isQuestionWord(w) && !isSecondPerson(w) && !isAuxiliary(w) && w != "или" && w != "or" && w != "есть" && w != "давно" && w != "нужно" && w != "нужен" && w != "нужна" {
			continue
		}
		n, last = n+1, k
	}
	return n
}

// asksWhen says whether a question is about a time to come: "когда открываетесь", not "когда меняли".
func asksWhen(t *Turn) bool {
	for k := range t.Tokens {
		switch t.Tokens[k].Text {
		case "когда", "whens":
		case "when":
			if k+1 >= len(t.Tokens) || !isAuxiliary(t.Tokens[k+1].Text) && t.Tokens[k+1].Text != "s" {
				continue // "when it rains" asks nothing
			}
		default:
			continue
		}
		past := false
		for j := max(0, k-2); j < min(len(t.Tokens), k+4); j++ {
			w := t.Tokens[j].Text
			past = past || strings.HasSuffix(w, "ли") && len(w) > 6 && w != "если" && !strings.HasPrefix(w, "хоте") && !strings.HasPrefix(w, "планиров") || strings.HasSuffix(w, "лось") || w == "последний" || w == "did" || w == "was" || w == "were" || w == "удобно" || w == "удобнее" || w == "last"
		}
		if !past {
			return true
		}
	}
	return false
}

// asksPrice says whether a client asks what it costs by a bare "сколько".
func asksPrice(t *Turn) bool {
	for k := range t.Tokens {
		switch t.Tokens[k].Text {
		case "сколько", "скока", "скоко", "скок":
		default:
			continue
		}
		other := false
		for j := k + 1; j < min(len(t.Tokens), k+4); j++ {
			w := t.Tokens[j].Text
			other = other || isCounted(w)
		}
		if !other && (k == 0 || t.Tokens[k-1].Text != "не") {
			return true
		}
	}
	return false
}

// isCounted says that after "сколько" a word makes it a question of time or count.
func isCounted(w string) bool {
	for _, p := range []string{"времен", "врем", "лет", "дн", "час", "минут", "недел", "месяц", "жда", "займ", "занима", "длит", "человек", "метр", "раз", "мест", "людей", "штук", "служ", "продерж", "хват", "квадрат", "рассчит", "процедур", "занят", "еще", "ехат", "идт"} {
		if len(w) >= len(p) && w[:len(p)] == p {
			return true
		}
	}
	return false
}
