package judge

import (
	"strconv"
	"strings"

	"razbor/scoring"
	"razbor/scoring/corpus"
	"razbor/scoring/moves"
	"razbor/scoring/moves/linear"
	"razbor/scoring/text"
)

// setting is a short call into which a single sentence is put, so that it is
// learned where such sentences are said. "*" stands for the sentence.
type setting struct {
	outbound bool
	ru, en   string // lines, the manager's first unless outbound begins with the client
}

// settings by what a sentence does.
var (
	afterPrice = setting{
		ru: "добрый день компания ромашка меня зовут анна|здравствуйте хотел узнать|подскажите какая площадь|ну метров двадцать|тогда выйдет двадцать восемь тысяч рублей с установкой|*|понятно",
		en: "good morning acme windows this is anna|hi i wanted to ask|what size are you looking at|about twenty feet|that comes to twenty eight hundred dollars installed|*|okay",
	}
	afterPitch = setting{
		outbound: true,
		ru:       "здравствуйте меня зовут анна компания ромашка|да слушаю|мы предлагаем обслуживание под ключ хотела бы вам предложить наши услуги|*|понятно",
		en:       "hello this is anna from acme|yes speaking|we offer a full service and i wanted to tell you about it|*|okay",
	}
	asAnswer = setting{
		ru: "добрый день компания ромашка меня зовут анна|здравствуйте хотел узнать|подскажите какая площадь|ну метров двадцать|тогда выйдет двадцать восемь тысяч рублей|что то дорого для меня|*|ясно|всего доброго",
		en: "good morning acme windows this is anna|hi i wanted to ask|what size are you looking at|about twenty feet|that comes to twenty eight hundred dollars|that's too expensive for me|*|i see|take care",
	}
	afterDoubt = setting{
		ru: "добрый день компания ромашка меня зовут анна|здравствуйте хотел узнать|подскажите какая площадь|ну метров двадцать|тогда выйдет двадцать восемь тысяч рублей|мне надо подумать|*|ясно",
		en: "good morning acme windows this is anna|hi i wanted to ask|what size are you looking at|about twenty feet|that comes to twenty eight hundred dollars|i need to think about it|*|i see",
	}
	asOffer = setting{
		ru: "добрый день компания ромашка меня зовут анна|здравствуйте хотел узнать|подскажите какая площадь|ну метров двадцать|*|угу",
		en: "good morning acme windows this is anna|hi i wanted to ask|what size are you looking at|about twenty feet|*|okay",
	}
	atFirst = setting{
		ru: "добрый день компания ромашка меня зовут анна|*|да",
		en: "good morning acme windows this is anna|*|yes",
	}
)

// place puts a sentence into a setting and returns the call and the turn of the sentence.
func (s setting) place(sentence string) (scoring.Transcript, int) {
	lines := s.ru
	if text.Language(sentence) == "en" {
		lines = s.en
	}
	t := scoring.Transcript{Outbound: s.outbound}
	at := 0
	for i, line := range strings.Split(lines, "|") {
		side := scoring.Manager
		if i%2 == 1 {
			side = scoring.Client
		}
		if line == "*" {
			at, line = i, sentence
		}
		t.Segments = append(t.Segments, scoring.Segment{Speaker: side, StartMS: int64(i) * 5000, EndMS: int64(i)*5000 + 4000, Text: line})
	}
	return t, at
}

// phraseExamples turns sentences into examples of the model of a stage.
func phraseExamples(stage string, reader *moves.Reader, set linear.Set, phrases []corpus.Phrase) []linear.Example {
	var out []linear.Example
	for n, p := range phrases {
		where, label, ok := lesson(stage, p.Does)
		if !ok {
			continue
		}
		if stage == "pressure" && n%2 == 1 {
			where = asOffer // pressing begins before any doubt too
		}
		t, at := where.place(p.Text)
		k := &call{outbound: t.Outbound, turns: reader.Read(t), models: set}
		k.survey()
		e := linear.Example{Label: label, Group: "sentence " + strconv.Itoa(n)}
		switch stage {
		case "objection", "kind":
			e.Dense, e.Words = k.objectionFeatures(at)
		case "answer":
			e.Dense, e.Words = k.answerFeatures(at-1), k.answerWords(at-1)
		case "pressure":
			e.Dense, e.Words = k.pressureFeatures(at)
		case "target":
			e.Dense, e.Words = k.targetFeatures()
		}
		out = append(out, e)
	}
	return out
}

// lesson says in which setting and with which label a sentence teaches a stage.
func lesson(stage, does string) (setting, int, bool) {
	switch {
	case stage == "objection" && does == "reply":
		return afterPrice, 0, true
	case (stage == "objection" || stage == "kind") && strings.HasPrefix(does, "objection "):
		kind := scoring.ObjectionKind(strings.TrimPrefix(does, "objection "))
		label, where := kindClass(kind), afterPrice
		if kind == scoring.ObjectNoNeed || kind == scoring.ObjectNotNow {
			where = afterPitch
		}
		if stage == "objection" {
			label = 1
		}
		return where, label, label >= 0
	case stage == "answer" && (does == "handled" || does == "unhandled"):
		return asAnswer, int(flag(does == "handled")), true
	case stage == "pressure" && (does == "pressure" || does == "firm"):
		return afterDoubt, int(flag(does == "pressure")), true
	case stage == "target" && (does == "target" || does == "nontarget"):
		return atFirst, int(flag(does == "target")), true
	}
	return setting{}, 0, false
}
