package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves"
)

// kinds are the classes of objections in the order in which they outrank one
// another where one turn holds several.
var kinds = [...]struct {
	class moves.Class
	kind  scoring.ObjectionKind
}{
	{moves.ObjectCompetitor, scoring.ObjectCompetitor},
	{moves.ObjectAuthority, scoring.ObjectAuthority},
	{moves.ObjectNoNeed, scoring.ObjectNoNeed},
	{moves.ObjectTrust, scoring.ObjectTrust},
	{moves.ObjectPrice, scoring.ObjectPrice},
	{moves.ObjectNotNow, scoring.ObjectNotNow},
	{moves.ObjectThink, scoring.ObjectThink},
}

// findObjections finds the client's objections and whether each was answered.
func (c *call) findObjections() []objection {
	var out []objection
	for _, i := range c.clients {
		kind, strength := c.objects(i)
		if strength == 0 {
			continue
		}
		o := objection{strength: strength}
		o.Objection = scoring.Objection{Segment: i, AtMS: c.turns[i].StartMS, Kind: kind, Answer: scoring.NoSegment}
		o.Handled, o.Answer = c.answered(i)
		out = append(out, o)
	}
	return out
}

// objects says what a client's turn objects to; a strength of 0 means to nothing.
func (c *call) objects(i int) (scoring.ObjectionKind, int) {
	t := &c.turns[i]
	if !t.Has(moves.Objects) || t.Has(moves.NotObjection) {
		return "", 0
	}
	best, strength := scoring.ObjectionKind(""), 0
	for _, k := range kinds {
		if n := t.Count(k.class); n > strength {
			best, strength = k.kind, n
		}
	}
	if best == scoring.ObjectPrice && c.price < 0 {
		return "", 0
	}
	return best, strength
}

// answered says whether the manager answers an objection before the next turn
// but one of his, and where.
func (c *call) answered(i int) (bool, int) {
	k := c.next(i, scoring.Manager)
	if k < 0 {
		return false, scoring.NoSegment
	}
	t := &c.turns[k]
	score := 0.0
	score += 1.0 * float64(min(3, t.Count(moves.Argue)))
	if t.Has(moves.Ack) {
		score += 0.7
	}
	if t.Has(moves.Ask) {
		score++
	}
	if len(t.Tokens) >= 12 {
		score++
	}
	if len(t.Tokens) < 5 {
		score--
	}
	if t.Any(moves.Surrender, moves.Jab, moves.Rude) {
		score -= 1.5
	}
	if t.Any(moves.PressScare, moves.PressShame, moves.PressUrgency) {
		score -= 2
	}
	return score >= 1.6, k
}
