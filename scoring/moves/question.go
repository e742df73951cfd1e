package moves

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/moves/linear"
	"razbor/scoring/text"
)

// asks says whether an utterance asks something, and how surely. A question
// mark settles it; without punctuation the words and the reply decide.
func (r *Reader) asks(turns []Turn, i int) (bool, float64) {
	t := &turns[i]
	if len(t.Tokens) == 0 {
		return false, 0
	}
	marked, stopped := punctuation(t.Tokens)
	switch {
	case marked:
		return true, 1
	case stopped:
		return isTelling(t.Tokens), 0.9
	case r.question == nil:
		return false, 0
	}
	p := r.question.Likelihood(1, questionFeatures(turns, i), questionWords(t))
	return p > 0.5, p
}

// punctuation says whether an utterance has a question mark, and whether it has any mark.
func punctuation(toks []text.Token) (marked, stopped bool) {
	for k := range toks {
		marked = marked || toks[k].Stop == '?'
		stopped = stopped || toks[k].Stop != 0
	}
	return marked, stopped
}

// isTelling says that an utterance bids the other side tell: "Расскажите, что случилось."
func isTelling(toks []text.Token) bool {
	for k := range toks {
		w := toks[k].Text
		if strings.HasPrefix(w, "расскаж") || strings.HasPrefix(w, "опишите") || strings.HasPrefix(w, "поделитесь") {
			return true
		}
		if w == "tell" && k+1 < len(toks) && (toks[k+1].Text == "me" || toks[k+1].Text == "us") {
			return true
		}
	}
	return false
}

// questionFeatures describes an utterance as a recogniser would have it, without punctuation.
func questionFeatures(turns []Turn, i int) []float64 {
	t := &turns[i]
	f := make([]float64, 35)
	first := firstContent(t.Tokens)
	for k := range t.Tokens {
		w := t.Tokens[k].Text
		switch {
		case isQuestionWord(w) && k == first:
			f[0] = 1
		case isQuestionWord(w) && k == first+1:
			f[1] = 1
		case isQuestionWord(w):
			f[2] = 1
		case (w == "или" || w == "or") && k > 0:
			f[3] = 1
		case w == "ли":
			f[4] = 1
		case isSecondPerson(w):
			f[5] = min(3, f[5]+1)
		case isFirstPerson(w):
			f[6] = min(3, f[6]+1)
		}
	}
	n := float64(len(t.Tokens))
	f[7], f[8], f[9] = flag(t.Has(NeedCue)), flag(t.Has(AdminCue)), min(3, n/10)
	f[10], f[11], f[12] = flag(n <= 4), flag(n > 4 && n <= 12), flag(len(t.Amounts) > 0)
	f[13], f[14], f[15] = flag(t.Has(Bye)), flag(t.Has(Surrender)), flag(n > 20)
	if reply := after(turns, i); reply != nil && len(reply.Tokens) > 0 {
		f[16], f[17] = flag(isYesNo(reply.Tokens[0].Text)), flag(len(reply.Tokens) <= 4)
		f[18], f[19] = flag(len(reply.Numbers) > 0), flag(reply.Has(Moment))
		f[20] = flag(reply.Has(Accept))
	} else {
		f[21] = 1
	}
	f[22], f[23] = flag(t.Any(TopicBudget, TopicAuthority, TopicScope, TopicWhen)), flag(t.Has(PriceAsk))
	switch w := t.Tokens[first].Text; {
	case t.Tokens[0].Text == "а" || t.Tokens[0].Text == "and":
		f[24] = 1
	case isAuxiliary(w):
		f[25] = 1
	}
	f[26], f[27] = flag(t.Any(Self, Greet)), flag(t.Any(StepVisit, StepCall, StepSend, StepBook))
	f[28], f[29] = flag(t.Has(Accept)), flag(t.Speaker == scoring.Manager)
	f[32], f[33], f[34] = flag(t.Has(TopicBudget)), flag(t.Has(TopicAuthority)), flag(t.Has(TopicWhen))
	f[30], f[31] = flag(isTelling(t.Tokens)), flag(t.Has(Ack))
	return f
}

// questionWords are the stems that tell a question: the first, the last and all.
func questionWords(t *Turn) []string {
	out := make([]string, 0, len(t.Stems)+2)
	if k := firstContent(t.Tokens); t.Stems[k] != "" {
		out = append(out, "^"+t.Stems[k])
	}
	if s := t.Stems[len(t.Stems)-1]; s != "" {
		out = append(out, "$"+s)
	}
	for _, s := range t.Stems {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// QuestionExamples turns a punctuated call into examples for the model
// "question": each utterance as if it had no punctuation, and whether it had a question mark.
func (r *Reader) QuestionExamples(t scoring.Transcript, group string) []linear.Example {
	var out []linear.Example
	turns := r.Read(t)
	for i := range turns {
		marked, stopped := punctuation(turns[i].Tokens)
		if !stopped {
			continue
		}
		label := 0
		if marked || isTelling(turns[i].Tokens) {
			label = 1
		}
		out = append(out, linear.Example{Dense: questionFeatures(turns, i), Words: questionWords(&turns[i]), Label: label, Group: group})
	}
	return out
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func firstContent(toks []text.Token) int {
	for i := range toks {
		switch toks[i].Text {
		case "а", "и", "ну", "так", "угу", "ага", "хорошо", "понятно", "понял", "поняла", "ясно", "да", "вот", "тогда", "ой", "ох", "о", "and", "so", "okay", "ok", "well", "right", "скажите", "подскажите",
			"пожалуйста", "got", "it", "great", "sure", "отлично", "окей", "но", "but", "uh", "um", "gotcha", "alright", "perfect", "yeah", "cool", "nice", "gosh", "hmm", "супер", "слушайте", "смотрите":
			continue
		}
		return i
	}
	return 0
}

func isQuestionWord(w string) bool {
	switch w {
	case "что", "чего", "че", "чо", "кто", "кого", "кому", "кем", "какой", "какая", "какое", "какие", "какую", "каком", "каких", "какого", "какими", "сколько", "скока", "когда", "где", "куда", "откуда", "почему",
		"зачем", "отчего", "как", "чей", "чья", "чем", "насколько", "скольки", "скольких", "каков", "какова", "what", "whats", "who", "whos", "when", "whens", "where", "wheres", "why", "which", "how", "hows", "howd", "whatre", "whatd", "whod", "whered", "whose", "расскажите",
		"опишите", "расскажи", "рассказывайте":
		return true
	}
	return false
}

// isAuxiliary says that an English clause which begins so asks.
func isAuxiliary(w string) bool {
	switch w {
	case "do", "does", "did", "are", "is", "was", "were", "have", "has", "would", "will", "could", "can", "should", "any", "anything", "anyone", "ever", "youre", "you", "may", "isnt", "arent", "dont", "doesnt":
		return true
	}
	return false
}

func isSecondPerson(w string) bool {
	switch w {
	case "вы", "вам", "вас", "вами", "ваш", "ваша", "ваше", "ваши", "вашего", "вашей", "тебе", "ты", "тебя", "you", "your", "youre", "yours":
		return true
	case "если":
		return false
	}
	return len(w) > 8 && (strings.HasSuffix(w, "ете") || strings.HasSuffix(w, "ите") || strings.HasSuffix(w, "ешь") || strings.HasSuffix(w, "ишь"))
}

func isFirstPerson(w string) bool {
	switch w {
	case "я", "мы", "нас", "нам", "наш", "наша", "наши", "мне", "i", "we", "our", "ill", "ive", "weve", "im", "id", "us":
		return true
	}
	return false
}

func isYesNo(w string) bool {
	switch w {
	case "да", "нет", "не", "ага", "угу", "неа", "yes", "yeah", "no", "nope", "yep", "yup", "nah":
		return true
	}
	return false
}
