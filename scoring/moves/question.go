package moves

import (
	"strings"

	"razbor/scoring/text"
)

// askScore is how surely an utterance asks something; over 0 it does. A question
// mark settles it; without one the words and the reply decide.
func askScore(turns []Turn, i int) float64 {
	t := &turns[i]
	if len(t.Tokens) == 0 {
		return -9
	}
	stops := false
	for k := range t.Tokens {
		if t.Tokens[k].Stop == '?' {
			return 9
		}
		stops = stops || t.Tokens[k].Stop != 0
	}
	if stops {
		if t.Any(NeedCue) && strings.HasPrefix(t.Tokens[0].Text, "расска") {
			return 1
		}
		return -5 // punctuated, and no question mark
	}
	score := -1.5
	first := firstContent(t.Tokens)
	for k := range t.Tokens {
		w := t.Tokens[k].Text
		switch {
		case isQuestionWord(w) && k <= first+1:
			score += 2.5
		case isQuestionWord(w):
			score += 0.8
		case w == "или" && k > 0 && k < len(t.Tokens)-1 || w == "ли":
			score += 1.5
		case isSecondPerson(w):
			score += 0.7
		case isFirstPerson(w):
			score -= 0.8
		}
	}
	if t.Has(NeedCue) || t.Has(AdminCue) {
		score++
	}
	if len(t.Tokens) > 14 {
		score -= float64(len(t.Tokens)-14) * 0.15
	}
	if len(t.Amounts) > 0 {
		score -= 1
	}
	if t.Any(Bye, Surrender) {
		score -= 2
	}
	if r := after(turns, i); r != nil && len(r.Tokens) > 0 && isYesNo(r.Tokens[0].Text) {
		score += 0.7
	}
	return score
}

func firstContent(toks []text.Token) int {
	for i := range toks {
		switch toks[i].Text {
		case "а", "и", "ну", "так", "угу", "ага", "хорошо", "понятно", "понял", "поняла", "ясно", "да", "вот", "тогда", "and", "so", "okay", "ok", "well", "right", "скажите", "подскажите", "пожалуйста", "got", "it", "great", "sure":
			continue
		}
		return i
	}
	return 0
}

func isQuestionWord(w string) bool {
	switch w {
	case "что", "чего", "че", "чо", "кто", "кого", "кому", "кем", "какой", "какая", "какое", "какие", "какую", "каком", "каких", "какого", "сколько", "скока", "когда", "где", "куда", "откуда", "почему",
		"зачем", "отчего", "как", "чей", "чья", "чем", "насколько", "скольки", "скольких", "what", "whats", "who", "when", "where", "why", "which", "how", "whose", "расскажите", "опишите", "расскажи":
		return true
	}
	return false
}

func isSecondPerson(w string) bool {
	switch w {
	case "вы", "вам", "вас", "вами", "ваш", "ваша", "ваше", "ваши", "тебе", "ты", "тебя", "you", "your", "youre":
		return true
	}
	return len(w) > 8 && (strings.HasSuffix(w, "ете") || strings.HasSuffix(w, "ите") || strings.HasSuffix(w, "ешь") || strings.HasSuffix(w, "ишь"))
}

func isFirstPerson(w string) bool {
	switch w {
	case "я", "мы", "нас", "нам", "наш", "наша", "мне", "i", "we", "our", "ill", "well", "were":
		return true
	}
	return false
}

func isYesNo(w string) bool {
	switch w {
	case "да", "нет", "не", "ага", "угу", "yes", "yeah", "no", "nope", "yep":
		return true
	}
	return false
}
