package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves/linear"
)

// findObjections finds the client's objections and whether each was answered.
func (c *call) findObjections() []objection {
	var out []objection
	m := c.models["objection"]
	if m == nil {
		return nil
	}
	for _, i := range c.clients {
		if len(c.turns[i].Tokens) < 2 {
			continue
		}
		dense, said := c.objectionFeatures(i)
		class, p := bestObjection(m, dense, said)
		if class == 0 {
			continue
		}
		o := objection{sure: p}
		o.Objection = scoring.Objection{Segment: i, AtMS: c.turns[i].StartMS, Kind: objectClasses[class-1].kind, Answer: scoring.NoSegment}
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
	if class, _ := m.Best(c.answerFeatures(i), nil); class == 1 {
		return true, k
	}
	return false, scoring.NoSegment
}

// objectionLikelihood is how likely a turn must be an objection to be taken for
// one: less than even, since a missed objection costs more than a doubtful one.
const objectionLikelihood = 0.35

// bestObjection returns the likeliest kind of objection, or 0 where it is likelier that there is none.
func bestObjection(m *linear.Model, dense []float64, words []string) (class int, likelihood float64) {
	var room [10]float64
	p := m.Likelihoods(room[:0], dense, words)
	if 1-p[0] < objectionLikelihood {
		return 0, p[0]
	}
	class = 1
	for k := 2; k < len(p); k++ {
		if p[k] > p[class] {
			class = k
		}
	}
	return class, 1 - p[0]
}
