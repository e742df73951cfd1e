package judge

import (
	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/moves"
)

// openingVerdicts are the classes of the model "opening", in order.
var openingVerdicts = [...]scoring.Verdict{scoring.Pass, scoring.Partial, scoring.Miss, scoring.NotApplicable}

// greets says whether a rule asks for what the model "opening" knows: a
// greeting, an own name and a company.
func (r *rule) greets() bool {
	return len(r.require) == 3 && r.require[0].has(moves.Greet) && r.require[1].has(moves.Self) && r.require[2].has(moves.Org)
}

// greeting is the rule of the list that the model "opening" knows, nil where there is none.
func (j *Judge) greeting() *rule {
	for i := range j.rules {
		if j.rules[i].item.Rule == checklist.Opening && j.rules[i].greets() {
			return &j.rules[i]
		}
	}
	return nil
}

// openingHeard says which of the three parts of an opening the rules hear.
func (c *call) openingHeard(r *rule) []bool {
	within := r.item.Within
	if within == 0 {
		within = 2
	}
	heard := make([]bool, len(r.require))
	for k, e := range r.require {
		for _, i := range c.openingTurns(within) {
			heard[k] = heard[k] || c.heardInOpening(e, i)
		}
	}
	return heard
}

// openingFeatures describes the manager's first two turns, and the words of the first.
func (c *call) openingFeatures(heard []bool) ([]float64, []string) {
	g, s, o := heard[0], heard[1], heard[2]
	f := []float64{
		flag(g), flag(s), flag(o), flag(g && s && o), flag(g && s != o), flag(!g), flag(g && !s && !o), flag(g && s && !o), flag(g && o && !s),
		flag(c.outbound), flag(c.outbound && s), flag(c.outbound && o), flag(c.transferred()),
	}
	turns := c.openingTurns(2)
	for n := range 2 {
		if n >= len(turns) {
			f = append(f, make([]float64, 14)...)
			continue
		}
		f = append(f, c.openingTurnFeatures(turns[n])...)
	}
	var said []string
	if len(turns) > 0 {
		t := &c.turns[turns[0]]
		for k, w := range t.Stems {
			if w != "" && k < 12 {
				said = append(said, w)
			}
		}
		if len(t.Stems) > 0 && t.Stems[0] != "" {
			said = append(said, "^"+t.Stems[0])
		}
	}
	return f, said
}

func (c *call) openingTurnFeatures(i int) []float64 {
	t := &c.turns[i]
	rest, quoted, own, patronymic := 0, false, false, 0
	for k := range t.Tokens {
		quoted = quoted || t.Tokens[k].Quoted
		patronymic += int(flag(isPatronymic(t.Tokens[k].Text)))
		if !covered(t, k) && len(t.Tokens[k].Text) > 2 && t.Stems[k] != "" && !isOpeningWord(t.Tokens[k].Text) && k < 10 {
			rest++
		}
		own = own || tellsName(t, k)
	}
	return []float64{
		flag(t.Has(moves.Greet)), flag(t.Has(moves.Self)), flag(c.saysOrg(t)), flag(t.Names > 0), flag(t.Names > 1), flag(patronymic > 0),
		flag(t.Names-patronymic > 1), flag(quoted), flag(own), flag(rest == 0), flag(rest == 1), flag(rest >= 2), flag(len(t.Tokens) <= 2), flag(t.Has(moves.Transfer)),
	}
}

// tellsName says that the word at k stands where one tells the own name: "… слушает",
// "… speaking", "вы говорите с …", "you're through to …".
func tellsName(t *moves.Turn, k int) bool {
	if isOpeningWord(t.Tokens[k].Text) || covered(t, k) && t.Stems[k] != "" {
		return false
	}
	if k+1 < len(t.Tokens) {
		switch t.Tokens[k+1].Text {
		case "слушает", "слушаю", "беспокоит", "приветствует", "говорит", "звонит", "speaking", "here":
			return true
		case "у":
			return k+2 < len(t.Tokens) && t.Tokens[k+2].Text == "аппарата"
		case "меня":
			return k+2 < len(t.Tokens) && t.Tokens[k+2].Text == "зовут"
		}
	}
	if k == 0 {
		return false
	}
	switch t.Tokens[k-1].Text {
	case "я", "this", "its", "im", "зовут", "name":
		return true
	case "to", "with", "is":
		return k >= 2 && (t.Tokens[k-2].Text == "through" || t.Tokens[k-2].Text == "speaking" || t.Tokens[k-2].Text == "this" || t.Tokens[k-2].Text == "name")
	}
	return false
}
