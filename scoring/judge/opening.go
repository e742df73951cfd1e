package judge

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/moves"
)

// opening judges the first turns of the manager: all the events, or the first and one more.
func (c *call) opening(r *rule) scoring.Finding {
	within := r.item.Within
	if within == 0 {
		within = 2
	}
	turns := c.openingTurns(within)
	if len(turns) == 0 {
		return finding(scoring.Miss, scoring.NoSegment, 0.5, WhyGreetingNone)
	}
	first := turns[0]
	if (c.turns[first].Has(moves.Transfer) || c.transferred()) && (c.models["opening"] == nil || !r.greets()) {
		return finding(scoring.NotApplicable, scoring.NoSegment, 0.8, WhyGreetingTransfer)
	}
	heard, n := c.openingHeard(r), 0
	for _, h := range heard {
		n += int(flag(h))
	}
	searched := scoring.Stretch{FromMS: c.turns[first].StartMS, ToMS: c.turns[turns[len(turns)-1]].EndMS}
	f := finding(scoring.Miss, first, 0.9, WhyGreetingNone)
	switch {
	case n == len(heard):
		f = finding(scoring.Pass, first, 0.9, WhyGreetingFull, c.at(first)...)
	case heard[0] && n >= 2:
		f = finding(scoring.Partial, first, 0.8, WhyGreetingNoName)
		if heard[1] {
			f.Why.Code = WhyGreetingNoCompany
		}
	}
	f.Searched = searched
	return c.weighOpening(f, r, heard)
}

// weighOpening corrects the verdict of an opening by what a listener makes of
// such openings: a name that no list knows, a greeting half lost by the
// recogniser, a call that begins in its middle.
func (c *call) weighOpening(f scoring.Finding, r *rule, heard []bool) scoring.Finding {
	m := c.models["opening"]
	if m == nil || !r.greets() {
		return f
	}
	k, p := m.Best(c.openingFeatures(heard))
	v := openingVerdicts[k]
	if v == scoring.NotApplicable {
		return finding(v, scoring.NoSegment, p, WhyGreetingTransfer)
	}
	if v != f.Verdict {
		f.Verdict, f.Why.Code = v, map[scoring.Verdict]string{scoring.Pass: WhyGreetingFull, scoring.Partial: WhyGreetingNoName, scoring.Miss: WhyGreetingNone}[v]
		if v == scoring.Partial && heard[1] && !heard[2] {
			f.Why.Code = WhyGreetingNoCompany
		}
	}
	f.Confidence = p
	return f
}

// heardInOpening hears an event; a name and a company are also told by the shape of the opening.
func (c *call) heardInOpening(e event, i int) bool {
	t := &c.turns[i]
	if e.heard(t) && !(len(e.classes) == 1 && e.classes[0] == moves.Org) {
		return true
	}
	if len(e.classes) != 1 {
		return false
	}
	switch e.classes[0] {
	case moves.Self:
		return c.ownName(t)
	case moves.Org:
		return c.company(t, i)
	}
	return false
}

// openingTurns are the manager's first turns; what he says before the client answers is one turn.
func (c *call) openingTurns(within int) []int {
	var out []int
	n := 0
	for k, i := range c.managers {
		if k == 0 || c.managers[k-1] != i-1 {
			n++
		}
		if n > within {
			break
		}
		out = append(out, i)
	}
	return out
}

// transferred says that the client tells in his first words that he was put through.
func (c *call) transferred() bool {
	return len(c.clients) > 0 && len(c.managers) > 0 && c.clients[0] < 3 && c.turns[c.clients[0]].Has(moves.Transfer) && !c.turns[c.managers[0]].Has(moves.Greet)
}

// ownName says whether an opening gives a name that is the speaker's own: in a
// call that the client made every name is, else one that is not the client's.
func (c *call) ownName(t *moves.Turn) bool {
	if t.Names == 0 {
		return false
	}
	if !c.outbound {
		return true
	}
	own := t.Names
	for i := range t.Tokens {
		if isPatronymic(t.Tokens[i].Text) {
			own--
		}
	}
	return own >= 2 || own == 1 && t.Has(moves.Org)
}

func isPatronymic(w string) bool {
	for _, s := range []string{"ович", "евич", "овна", "евна", "ична", "ьич"} {
		if strings.HasSuffix(w, s) && len(w) > len(s)+2 {
			return true
		}
	}
	return false
}

// company says whether an opening names a company: a word of trade, a quoted
// name, what stands right after the own name, or in the first turn of an
// inbound call any word that is nothing else.
func (c *call) company(t *moves.Turn, i int) bool {
	if c.saysOrg(t) && !asksWhose(t) && (i == c.managers[0] || t.Any(moves.Greet, moves.Self)) {
		return true
	}
	for k := range t.Tokens {
		if t.Tokens[k].Quoted {
			return true
		}
		switch t.Tokens[k].Text {
		case "from", "with", "at", "из":
			if t.Has(moves.Self) && k+1 < len(t.Tokens) && k > 0 && !isOpeningWord(t.Tokens[k+1].Text) {
				return true
			}
		}
	}
	if h, ok := t.First(moves.Self); ok && h.To < len(t.Tokens) && t.Tokens[h.To-1].Stop == 0 && !isOpeningWord(t.Tokens[h.To].Text) && !covered(t, h.To) && t.Stems[h.To] != "" {
		return true
	}
	if i != c.managers[0] {
		return false
	}
	for k := 0; k+1 < len(t.Tokens); k++ {
		next := t.Tokens[k+1].Text
		if t.Tokens[k].Text == "это" && c.outbound && t.Has(moves.Greet) && len(next) > 6 && t.Stems[k+1] != "" && !isOpeningWord(next) && t.Tokens[k+1].Stop != '?' {
			return true
		}
	}
	rest := 0
	for k := range t.Tokens {
		if !covered(t, k) && len(t.Tokens[k].Text) > 4 && t.Stems[k] != "" && !isOpeningWord(t.Tokens[k].Text) {
			rest++
		}
	}
	if c.outbound {
		return rest > 0 && t.Has(moves.Greet) && !t.Has(moves.Ask) && len(t.Tokens) <= 8
	}
	return rest > 0 && len(t.Tokens) <= 12
}

// saysOrg hears a word of trade; in a call that the department made one after
// "по", "насчёт" is what the call is about.
func (c *call) saysOrg(t *moves.Turn) bool {
	for _, h := range t.Hits {
		if h.Class != moves.Org {
			continue
		}
		if h.From > 0 && c.outbound {
			switch t.Tokens[h.From-1].Text {
			case "по", "насчет", "про", "на", "о", "из", "ваш", "ваша", "вашего", "вашей", "в", "your", "about", "the":
				continue
			}
		}
		return true
	}
	return false
}

// asksWhose says that an opening asks the other side who they are: "is that the flower shop".
func asksWhose(t *moves.Turn) bool {
	for k := 0; k+1 < len(t.Tokens); k++ {
		if t.Tokens[k].Text == "is" && (t.Tokens[k+1].Text == "that" || t.Tokens[k+1].Text == "this") && !t.Has(moves.Self) {
			return true
		}
	}
	return false
}

// isOpeningWord says that a word after the own name begins something else than a company.
func isOpeningWord(w string) bool {
	switch w {
	case "я", "вы", "по", "у", "мы", "звоню", "насчет", "вас", "вам", "а", "с", "ваш", "ваша", "хочу", "хотел", "хотела", "чем", "слушаю", "что", "как", "добрый", "доброе", "здравствуйте", "рад", "рада", "очень",
		"удобно", "это", "и", "на", "за", "о", "про", "алло", "да", "ну", "вот", "будем", "говорите", "могу", "можно", "нет", "меня", "мне", "девушка", "вижу", "сейчас", "минутку", "минутка", "подскажите", "скажите",
		"how", "im", "i", "is", "are", "am", "you", "can", "could", "may", "just", "calling", "and", "whos", "who", "what", "the", "a", "good", "hi", "hello", "speaking", "about", "your", "we", "were", "youre", "youve", "its",
		"thank", "thanks", "do", "have", "got", "sorry", "here", "again", "yeah", "yes", "help", "today":
		return true
	}
	return false
}

// covered says whether a token belongs to a greeting, a name or a listening phrase.
func covered(t *moves.Turn, k int) bool {
	for _, h := range t.Hits {
		if k >= h.From && k < h.To {
			switch h.Class {
			case moves.Greet, moves.Listening, moves.Self, moves.Bye, moves.Thanks, moves.AdminCue, moves.Ack:
				return true
			}
		}
	}
	return false
}
