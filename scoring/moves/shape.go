package moves

import (
	"razbor/scoring"
)

// shape finds what follows from the form of an utterance and from its neighbours.
func shape(turns []Turn, i int) {
	t := &turns[i]
	t.AskScore = askScore(turns, i)
	if t.AskScore > 0 {
		t.add(Ask)
	}
	if t.Speaker == scoring.Client {
		if t.Any(ObjectPrice, ObjectThink, ObjectNotNow, ObjectCompetitor, ObjectAuthority, ObjectTrust, ObjectNoNeed) {
			t.add(Objects)
		}
		return
	}
	if priced(turns, i) {
		t.add(Price)
	}
	if presents(turns, i) {
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

// priced says whether a manager names a price: a sure sum, or a bare number
// where the talk is of money.
func priced(turns []Turn, i int) bool {
	t := &turns[i]
	if len(t.Amounts) == 0 {
		return false
	}
	client := before(turns, i)
	asked := client != nil && client.Any(PriceAsk)
	for _, a := range t.Amounts {
		if a.Change {
			continue
		}
		if a.Sure && (a.Milli >= 1000000 || a.To-a.From > 1 || t.hasMoneyWord()) {
			return true
		}
		if a.Milli >= 100000 && (asked || t.hasPriceWord(a.From, a.To)) {
			return true
		}
		if a.Milli >= 10000 && asked && len(t.Whens) == 0 {
			return true
		}
	}
	return false
}

func (t *Turn) hasMoneyWord() bool {
	for i := range t.Tokens {
		switch w := t.Tokens[i].Text; {
		case w == "$" || w == "₽" || w == "€" || w == "£" || w == "рублей" || w == "рубля" || w == "руб" || w == "dollars" || w == "pounds" || w == "bucks":
			return true
		}
	}
	return false
}

// hasPriceWord says whether words of price stand near a number.
func (t *Turn) hasPriceWord(from, to int) bool {
	for i := max(0, from-4); i < min(len(t.Tokens), to+3); i++ {
		switch t.Tokens[i].Text {
		case "стоит", "стоимость", "цена", "выходит", "выйдет", "обойдется", "будет", "получается", "получится", "итого", "от", "месяц", "месячно", "плюс", "доплата", "отдельно", "сутки", "замена", "работа", "доставка",
			"установка", "сборка", "монтаж", "занятие", "час", "грамм", "метр", "квадрат", "студентам", "дети", "взрослый", "costs", "cost", "price", "runs", "run", "around", "about", "starts", "from", "month", "hour",
			"person", "flat", "total", "comes", "charge", "fee", "plus", "each", "enrollment", "membership", "with", "install":
			return true
		}
	}
	return false
}

// presents says whether a manager presents the offer: a statement of some
// length about what there is, what is done and what it gives.
func presents(turns []Turn, i int) bool {
	t := &turns[i]
	n := len(t.Tokens)
	if t.Has(Price) {
		return true
	}
	if t.AskScore > 0 && n < 18 {
		return false
	}
	pitch := t.Count(Pitch)
	switch {
	case pitch >= 1 && n >= 7, pitch >= 2:
		return true
	case n >= 22 && !t.Any(Self, Greet, Org):
		return true
	}
	return false
}

// needQuestions counts the questions of a manager about the client's need.
func needQuestions(turns []Turn, i int) int {
	t := &turns[i]
	if t.AskScore <= 0 || t.Has(Bye) {
		return 0
	}
	if t.Any(AdminCue) && !t.Any(TopicBudget, TopicScope, TopicWhen) {
		return 0
	}
	n := 0
	for k := range t.Tokens {
		if t.Tokens[k].Stop == '?' {
			n++
		}
	}
	return max(n, 1)
}
