package judge

import (
	"razbor/scoring"
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
		class, p := m.Best(dense, said)
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
