package judge

import (
	"slices"

	"razbor/scoring"
	"razbor/scoring/moves"
	"razbor/scoring/moves/linear"
)

// call is one call as it is judged: its turns and what follows from their order.
type call struct {
	outbound bool
	turns    []moves.Turn
	managers []int // indices of the manager's turns
	clients  []int
	endMS    int64

	target     bool
	leftEarly  bool  // the client cut off the opening
	offer      int   // first manager turn that presents or prices, -1 where none does
	price      int   // first manager turn that names a price, -1 where none does
	priceAsk   int   // first client turn that asks for the price, -1 where none does
	questions  []int // manager turns with need questions, before the offer
	objections []objection
	step       step
	outcome    scoring.Outcome
	sure       float64

	models      linear.Set
	stepVerdict scoring.Verdict
	spoken      [][]string // by turn: its words, once they were asked for
	pressed     []float64  // by turn: how likely it presses, once that was asked for
	greeting    *rule      // of the list, while the models are trained
}

type objection struct {
	scoring.Objection
	sure float64
}

// survey finds everything about a call that more than one item needs.
func (c *call) survey() {
	for i := range c.turns {
		t := &c.turns[i]
		switch t.Speaker {
		case scoring.Manager:
			c.managers = append(c.managers, i)
		case scoring.Client:
			c.clients = append(c.clients, i)
		}
		c.endMS = max(c.endMS, t.EndMS)
	}
	c.offer, c.price, c.priceAsk = -1, -1, -1
	for _, i := range c.managers {
		t := &c.turns[i]
		if c.offer < 0 && t.Any(moves.Presents, moves.Price) && !c.onlyOpening(i) {
			c.offer = i
		}
		if c.offer < 0 && t.Has(moves.AskNeed) {
			c.questions = append(c.questions, i)
		}
		if c.price < 0 && t.Has(moves.Price) {
			c.price = i
		}
	}
	for _, i := range c.clients {
		if c.turns[i].Has(moves.PriceAsk) {
			c.priceAsk = i
			break
		}
	}
	c.target = c.isTarget()
	if c.target {
		c.objections = c.findObjections()
	}
	c.leftEarly = c.isLeftEarly()
	c.step = c.findStep()
	c.decideOutcome()
}

// onlyOpening says that a manager's turn is the opening itself: what it says of
// the company is no offer yet.
func (c *call) onlyOpening(i int) bool {
	return len(c.managers) > 0 && i == c.managers[0] && !c.outbound && len(c.turns[i].Tokens) < 20
}

// next returns the first turn of a side after i, or -1.
func (c *call) next(i int, side scoring.Speaker) int {
	for k := i + 1; k < len(c.turns); k++ {
		if c.turns[k].Speaker == side {
			return k
		}
	}
	return -1
}

// previous returns the last turn of a side before i, or -1.
func (c *call) previous(i int, side scoring.Speaker) int {
	for k := i - 1; k >= 0; k-- {
		if c.turns[k].Speaker == side {
			return k
		}
	}
	return -1
}

// lastOfSubstance is the manager's last turn that says something, or -1.
func (c *call) lastOfSubstance() int {
	for _, i := range slices.Backward(c.managers) {
		t := &c.turns[i]
		if t.Any(moves.Bye) && len(t.Tokens) <= 8 && !t.Any(moves.Surrender) || t.Any(moves.Thanks) && len(t.Tokens) <= 4 {
			continue
		}
		if len(t.Tokens) >= 3 || t.Has(moves.Surrender) && len(t.Tokens) >= 2 {
			return i
		}
	}
	if len(c.managers) == 0 {
		return scoring.NoSegment
	}
	return c.managers[len(c.managers)-1]
}

// letGo is the manager's reply that let the client go: his last turn that is no mere goodbye.
func (c *call) letGo() int {
	for _, i := range slices.Backward(c.managers) {
		t := &c.turns[i]
		if t.Has(moves.Bye) && !t.Has(moves.Surrender) && len(t.Tokens) <= 6 && !yields(t) {
			continue
		}
		return i
	}
	if len(c.managers) == 0 {
		return scoring.NoSegment
	}
	return c.managers[len(c.managers)-1]
}

// yields says that a goodbye begins with an answer to thanks: "пожалуйста", "no problem".
func yields(t *moves.Turn) bool {
	for k := range t.Tokens {
		switch t.Tokens[k].Text {
		case "пожалуйста", "problem", "welcome", "worries", "bother":
			return true
		case "что":
			if k >= 2 && t.Tokens[k-1].Text == "за" && t.Tokens[k-2].Text == "не" {
				return true
			}
		}
	}
	return false
}

// loss is where the client was lost and why.
func (c *call) loss() (int, scoring.Reason) {
	last := -1
	for k := range c.objections {
		if !c.objections[k].Handled {
			last = k
		}
	}
	segment := c.letGo()
	if last >= 0 {
		segment = c.objections[last].Segment
	}
	switch {
	case c.leftOverTone():
		return segment, scoring.ReasonRudeness
	case last >= 0:
		return segment, scoring.Reason(c.objections[last].Kind)
	case len(c.objections) == 0 && c.price >= 0 && !c.askedBefore(c.price):
		return segment, scoring.ReasonEarlyPrice
	}
	return segment, scoring.ReasonNoNextStep
}

// askedBefore says whether a need question was asked before a turn.
func (c *call) askedBefore(turn int) bool {
	for _, i := range c.managers {
		if i >= turn {
			return false
		}
		if c.turns[i].Has(moves.AskNeed) {
			return true
		}
	}
	return false
}

// leftOverTone says whether the client left over the manager's tone.
func (c *call) leftOverTone() bool {
	m := c.models["tone"]
	if m == nil {
		return false
	}
	class, _ := m.Best(c.toneOfEnd(), nil)
	return class == 1
}

// isTarget says whether the call is a sales talk.
func (c *call) isTarget() bool {
	m := c.models["target"]
	if m == nil {
		return true
	}
	dense, said := c.targetFeatures()
	class, _ := m.Best(dense, said)
	return class == 1 || c.outbound && !c.wrongNumber()
}

// wrongNumber says whether anybody says that the number is wrong: a call that
// the department made is else a sales call.
func (c *call) wrongNumber() bool {
	for i := range c.turns {
		if c.turns[i].Has(moves.WrongNumber) {
			return true
		}
	}
	return false
}

// isLeftEarly says whether the client cut off the opening: no price, no
// question, and a refusal among his first words.
func (c *call) isLeftEarly() bool {
	if !c.outbound || c.price >= 0 || len(c.managers) > 5 || len(c.objections) == 0 || len(c.questions) > 0 {
		return false
	}
	first := c.objections[0]
	return (first.Kind == scoring.ObjectNoNeed || first.Kind == scoring.ObjectNotNow) && len(c.clients) > 0 && first.Segment <= c.clients[min(1, len(c.clients)-1)]
}
