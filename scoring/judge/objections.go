package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves"
)

// findObjections finds the client's objections and whether each was answered.
func (c *call) findObjections() []objection {
	var out []objection
	if c.models["objection"] == nil {
		return nil
	}
	for _, i := range c.clients {
		if len(c.turns[i].Tokens) == 0 {
			continue
		}
		kind, p, ok := c.objects(i)
		if !ok {
			continue
		}
		o := objection{sure: p}
		o.Objection = scoring.Objection{Segment: i, AtMS: c.turns[i].StartMS, Kind: kind, Answer: scoring.NoSegment}
		o.Handled, o.Answer = c.answered(i)
		out = append(out, o)
	}
	return out
}

// answered says whether the manager answers an objection, and where.
func (c *call) answered(i int) (bool, int) {
	k := c.next(i, scoring.Manager)
	m := c.models["answer"]
	if k < 0 || m == nil {
		return false, scoring.NoSegment
	}
	need := 0.5
	if c.turns[k].Any(moves.PressScare, moves.PressShame, moves.PressUrgency, moves.Rude) {
		need = 0.8 // a threat, a jab or scare talk is no answer
	}
	if m.Likelihood(1, c.answerFeatures(i), c.answerWords(i)) >= need {
		return true, k
	}
	return false, scoring.NoSegment
}

// objectionLikelihood is how likely a turn must be an objection to be taken for
// one: less than even, since a missed objection costs more than a doubtful one.
const objectionLikelihood = 0.4

// sureLikelihood is the same for a turn that says what only an objection says.
const sureLikelihood = 0.1

// objects says whether a client's turn is an objection, of which kind and how likely.
func (c *call) objects(i int) (kind scoring.ObjectionKind, likelihood float64, ok bool) {
	dense, said := c.objectionFeatures(i)
	likelihood = c.models["objection"].Likelihood(1, dense, said)
	kinds := c.models["kind"]
	need := objectionLikelihood
	if c.turns[i].Has(moves.ObjectSure) {
		need = sureLikelihood
	}
	if likelihood < need || kinds == nil {
		return "", likelihood, false
	}
	class, _ := kinds.Best(dense, said)
	return objectClasses[class].kind, likelihood, true
}

// answerWords are the words of the manager's answer to an objection at turn i.
func (c *call) answerWords(i int) []string {
	k := c.next(i, scoring.Manager)
	if k < 0 {
		return nil
	}
	return c.words(k)
}
