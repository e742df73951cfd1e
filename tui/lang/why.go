package lang

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/judge"
)

// Why are the sentences for the reasons of verdicts. In a sentence %1 and %2
// stand for its moments, %* for all of them and %n for its count with its noun;
// what stands in square brackets is left out where the moments in it are not known.
type Why struct {
	sentences map[string]string
	nouns     map[string]Plural
	unknown   string
	more      string // after the first moments of many
}

// maxWhyTimes bounds how many moments one sentence lists.
const maxWhyTimes = 4

// Why says the reason of a verdict in a sentence.
func (t *Texts) Why(w scoring.Why) string {
	rest, ok := t.Whys.sentences[w.Code]
	if !ok {
		rest = t.Whys.unknown
	}
	var out strings.Builder
	for rest != "" {
		before, after, found := strings.Cut(rest, "[")
		out.WriteString(t.fillWhy(before, w))
		if !found {
			break
		}
		inside, tail, _ := strings.Cut(after, "]")
		if knownTimes(inside, w) {
			out.WriteString(t.fillWhy(inside, w))
		}
		rest = tail
	}
	return out.String()
}

// knownTimes reports whether the moments that a piece of a sentence names are there.
func knownTimes(piece string, w scoring.Why) bool {
	need := 0
	switch {
	case strings.Contains(piece, "%2"):
		need = 2
	case strings.Contains(piece, "%1"), strings.Contains(piece, "%*"):
		need = 1
	}
	return len(w.TimesMS) >= need
}

func (t *Texts) fillWhy(piece string, w scoring.Why) string {
	if !strings.Contains(piece, "%") {
		return piece
	}
	at := func(i int) string {
		if i < len(w.TimesMS) {
			return Clock(w.TimesMS[i])
		}
		return t.Format.None
	}
	return strings.NewReplacer(
		"%1", at(0), "%2", at(1), "%n", t.Count(int64(w.Count), t.Whys.nouns[w.Code]), "%*", t.whyTimes(w.TimesMS),
	).Replace(piece)
}

func (t *Texts) whyTimes(ms []int64) string {
	var all []string
	for i, at := range ms {
		if i == maxWhyTimes {
			all = append(all, t.Whys.more)
			break
		}
		all = append(all, Clock(at))
	}
	return strings.Join(all, ", ")
}

var (
	questionsRU  = Plural{"вопрос", "вопроса", "вопросов"}
	objectionsRU = Plural{"возражение", "возражения", "возражений"}
	factsRU      = Plural{"факт", "факта", "фактов"}
	refusalsRU   = Plural{"отказа", "отказов", "отказов"}
	timesRU      = Plural{"раз", "раза", "раз"}
	casesRU      = Plural{"случай", "случая", "случаев"}
	questionsEN  = Plural{"question", "questions", "questions"}
	objectionsEN = Plural{"objection", "objections", "objections"}
	factsEN      = Plural{"fact", "facts", "facts"}
	refusalsEN   = Plural{"refusal", "refusals", "refusals"}
	timesEN      = Plural{"time", "times", "times"}
	casesEN      = Plural{"case", "cases", "cases"}
)

var whyRU = Why{
	unknown: "по правилам чек-листа[: %*]", more: "…",
	nouns: map[string]Plural{
		judge.WhyNeedAsked:          questionsRU,
		judge.WhyObjectionsAnswered: objectionsRU, judge.WhyObjectionsSome: objectionsRU, judge.WhyObjectionsNone: objectionsRU,
		judge.WhyPressurePushed: refusalsRU, judge.WhyQualified: factsRU, judge.WhyAnswered: casesRU, judge.WhyNotAnswered: casesRU, judge.WhyCounted: timesRU,
	},
	sentences: map[string]string{
		judge.WhyNontarget: "это не разговор о продаже",
		judge.WhyLeftEarly: "клиент прервал разговор в самом начале",

		judge.WhyGreetingFull:      "поздоровался, назвал себя и компанию[ на %1]",
		judge.WhyGreetingNoName:    "поздоровался, но не назвал себя[: %1]",
		judge.WhyGreetingNoCompany: "поздоровался, но не назвал компанию[: %1]",
		judge.WhyGreetingNone:      "не представился: ни имени, ни компании[, первая реплика на %1]",
		judge.WhyGreetingTransfer:  "запись начинается с перевода звонка",

		judge.WhyNeedAsked: "до предложения %n о задаче клиента[: %*]",
		judge.WhyNeedOne:   "до предложения[ на %2] только один вопрос о задаче[: %1]",
		judge.WhyNeedNone:  "предложение[ на %1] без единого вопроса о задаче клиента",

		judge.WhyPriceAfterNeed:  "цена[ на %2] названа после вопросов о задаче[, первый на %1]",
		judge.WhyPriceBeforeNeed: "цена названа[ на %1], до неё нет ни одного вопроса о задаче",
		judge.WhyPriceNever:      "клиент спросил цену[ на %1] и не услышал её[: ответ на %2]",
		judge.WhyPricePromised:   "на вопрос о цене[ в %1] обещан точный срок ответа[: %2]",
		judge.WhyPriceNoTalk:     "о цене не говорили",

		judge.WhyObjectionsAnswered: "%n, на каждое есть ответ по существу[: %*]",
		judge.WhyObjectionsSome:     "без ответа осталось %n[: %*]",
		judge.WhyObjectionsNone:     "%n[ (%*)], ответа по существу нет",
		judge.WhyObjectionsAbsent:   "клиент не возражал",

		judge.WhyStepAgreed:   "договорились о шаге и сроке[: %*]",
		judge.WhyStepNoTime:   "шаг назван[ на %1], срока нет",
		judge.WhyStepNotTaken: "срок предложен[ на %1], клиент его не принял",
		judge.WhyStepRefused:  "клиент отказался от предложенного шага[: %1]",
		judge.WhyStepNone:     "следующий шаг не предложен[, последняя реплика по делу на %1]",

		judge.WhyPressureNone:   "давления нет",
		judge.WhyPressurePushed: "настаивал[ на %1] после %n",
		judge.WhyPressureHaste:  "выдуманная срочность[: %1]",
		judge.WhyPressureScare:  "пугает клиента[: %1]",
		judge.WhyPressureShame:  "стыдит клиента[: %1]",

		judge.WhyQualified:     "выяснено: %n о бюджете, сроке, объёме или том, кто решает[: %*]",
		judge.WhyQualifiedOne:  "выяснен только один факт из четырёх: бюджет, срок, объём, кто решает[ (%1)]",
		judge.WhyQualifiedNone: "не спросил ни о бюджете, ни о сроке, ни об объёме, ни о том, кто решает",

		judge.WhySaid:        "сказано[: %*]",
		judge.WhyNotSaid:     "не сказано",
		judge.WhySaidBadly:   "сказано то, чего говорить нельзя[: %*]",
		judge.WhyNothingBad:  "ничего лишнего не сказано",
		judge.WhyOrderRight:  "порядок верный[: сначала %1, потом %2]",
		judge.WhyOrderWrong:  "слишком рано[: %1]",
		judge.WhyNotReached:  "до этого разговор не дошёл",
		judge.WhyAnswered:    "%n, на каждый есть ответ[: %*]",
		judge.WhyNotAnswered: "без ответа: %n[ (%*)]",
		judge.WhyNoOccasion:  "повода не было",
		judge.WhyCounted:     "сказано %n[: %*]",
	},
}

var whyEN = Why{
	unknown: "by the rules of the checklist[: %*]", more: "…",
	nouns: map[string]Plural{
		judge.WhyNeedAsked:          questionsEN,
		judge.WhyObjectionsAnswered: objectionsEN, judge.WhyObjectionsSome: objectionsEN, judge.WhyObjectionsNone: objectionsEN,
		judge.WhyPressurePushed: refusalsEN, judge.WhyQualified: factsEN, judge.WhyAnswered: casesEN, judge.WhyNotAnswered: casesEN, judge.WhyCounted: timesEN,
	},
	sentences: map[string]string{
		judge.WhyNontarget: "this is not a sales talk",
		judge.WhyLeftEarly: "the client cut the talk off at its very start",

		judge.WhyGreetingFull:      "greeted, gave his name and the company[ at %1]",
		judge.WhyGreetingNoName:    "greeted but gave no name[: %1]",
		judge.WhyGreetingNoCompany: "greeted but did not name the company[: %1]",
		judge.WhyGreetingNone:      "did not introduce himself: no name, no company[, first words at %1]",
		judge.WhyGreetingTransfer:  "the recording starts with a transfer",

		judge.WhyNeedAsked: "%n about the client's task before the offer[: %*]",
		judge.WhyNeedOne:   "only one question about the task[ (%1)] before the offer[ at %2]",
		judge.WhyNeedNone:  "an offer[ at %1] without a single question about the client's task",

		judge.WhyPriceAfterNeed:  "the price[ at %2] came after questions about the task[, the first at %1]",
		judge.WhyPriceBeforeNeed: "the price was named[ at %1] before any question about the task",
		judge.WhyPriceNever:      "the client asked for the price[ at %1] and did not get it[: answer at %2]",
		judge.WhyPricePromised:   "asked for the price[ at %1], was promised it by a firm time[: %2]",
		judge.WhyPriceNoTalk:     "the price was not spoken of",

		judge.WhyObjectionsAnswered: "%n, each answered to the point[: %*]",
		judge.WhyObjectionsSome:     "%n left unanswered[: %*]",
		judge.WhyObjectionsNone:     "%n[ (%*)], no answer to the point",
		judge.WhyObjectionsAbsent:   "the client did not object",

		judge.WhyStepAgreed:   "a step and its time were agreed[: %*]",
		judge.WhyStepNoTime:   "a step was named[ at %1], but no time",
		judge.WhyStepNotTaken: "a time was offered[ at %1], the client did not take it",
		judge.WhyStepRefused:  "the client refused the step[: %1]",
		judge.WhyStepNone:     "no next step was offered[, last words to the point at %1]",

		judge.WhyPressureNone:   "no pressure",
		judge.WhyPressurePushed: "pushed again[ at %1] after %n",
		judge.WhyPressureHaste:  "made-up urgency[: %1]",
		judge.WhyPressureScare:  "scares the client[: %1]",
		judge.WhyPressureShame:  "shames the client[: %1]",

		judge.WhyQualified:     "found out %n of budget, time, scope and who decides[: %*]",
		judge.WhyQualifiedOne:  "found out only one of budget, time, scope and who decides[ (%1)]",
		judge.WhyQualifiedNone: "asked about neither budget, time, scope nor who decides",

		judge.WhySaid:        "it was said[: %*]",
		judge.WhyNotSaid:     "it was not said",
		judge.WhySaidBadly:   "what must not be said was said[: %*]",
		judge.WhyNothingBad:  "nothing was said that must not be",
		judge.WhyOrderRight:  "the order is right[: first %1, then %2]",
		judge.WhyOrderWrong:  "too early[: %1]",
		judge.WhyNotReached:  "the talk did not come to it",
		judge.WhyAnswered:    "%n, each answered[: %*]",
		judge.WhyNotAnswered: "without an answer: %n[ (%*)]",
		judge.WhyNoOccasion:  "nothing called for it",
		judge.WhyCounted:     "said %n[: %*]",
	},
}
