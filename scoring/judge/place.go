package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves"
)

// placeFeatures describes a manager's turn by where it stands: what a listener
// goes by who points at the end of the offer or at the last turn of substance.
func (c *call) placeFeatures(i int) []float64 {
	t := &c.turns[i]
	firstObjection, firstOpen := len(c.turns), len(c.turns)
	for _, o := range c.objections {
		firstObjection = min(firstObjection, o.Segment)
		if !o.Handled {
			firstOpen = min(firstOpen, o.Segment)
		}
	}
	left, nextPrice, nextOffer := 0, false, false
	for _, k := range c.managers {
		if k <= i {
			continue
		}
		left++
		nextPrice = nextPrice || c.turns[k].Has(moves.Price)
		nextOffer = nextOffer || c.turns[k].Has(moves.Presents)
	}
	precedes := func(turn int) bool { return i < turn && c.next(i, scoring.Manager) > turn }
	step := c.step.at
	f := []float64{
		flag(i == c.offer), flag(i == c.price), flag(t.Has(moves.Price)), flag(t.Has(moves.Presents)),
		flag(t.Has(moves.Price) && !nextPrice), flag(t.Has(moves.Presents) && !nextOffer),
		flag(precedes(firstObjection)), flag(precedes(firstOpen)), flag(i < firstObjection), flag(i > firstOpen),
		flag(i == step), flag(step >= 0 && precedes(step)), flag(step >= 0 && i < step), flag(step >= 0 && i > step),
		flag(t.Has(moves.Surrender)), flag(t.Has(moves.Ask)), flag(t.Has(moves.Bye)), flag(offersStep(t)), flag(t.Has(moves.Thanks)), flag(yields(t)),
		flag(left == 0), flag(left == 1), flag(left == 2), flag(left == 3), flag(left >= 6),
		flag(len(t.Tokens) <= 3), flag(len(t.Tokens) <= 2), flag(len(t.Tokens) >= 8), flag(len(t.Tokens) >= 15),
		flag(i == c.lastOfSubstance()), flag(i == c.letGo()), float64(i) / float64(max(1, len(c.turns))), flag(i <= c.offer), flag(i <= c.price),
		flag(len(c.objections) == 0 && left == 2), flag(t.Has(moves.PriceDodge)), flag(t.Has(moves.Moment)),
	}
	return append(f, c.aroundFeatures(i)...)
}

// aroundFeatures describes what the client says just before and just after a
// manager's turn: the offer ends at the turn that he answers with an objection,
// with thanks or with a word.
func (c *call) aroundFeatures(i int) []float64 {
	var f []float64
	for _, k := range [...]int{c.previous(i, scoring.Client), c.next(i, scoring.Client)} {
		if k < 0 {
			f = append(f, 1, 0, 0, 0, 0, 0, 0, 0)
			continue
		}
		t := &c.turns[k]
		f = append(f, 0, flag(t.Has(moves.Ask)), flag(t.Has(moves.Objects)), flag(t.Has(moves.Thanks)), flag(t.Has(moves.Bye)),
			flag(t.Has(moves.Hurt)), flag(len(t.Tokens) <= 3), flag(len(t.Tokens) >= 8))
	}
	return f
}

// maxPlaces bounds how many of the manager's last turns are weighed.
const maxPlaces = 300

// place points at the manager's turn that a model finds likeliest; without one it falls back.
func (c *call) place(model string, fallback int) int {
	m := c.models[model]
	if m == nil {
		return fallback
	}
	best, score := fallback, -1.0
	for _, i := range c.managers[max(0, len(c.managers)-maxPlaces):] {
		if p := m.Likelihood(1, c.placeFeatures(i), nil); p > score {
			best, score = i, p
		}
	}
	return best
}
