package judge

import (
	"slices"

	"razbor/scoring"
	"razbor/scoring/moves"
	"razbor/scoring/moves/linear"
)

// placeFeatures describes a manager's turn by where it stands: what a listener
// goes by who points at the end of the offer or at the last turn of substance.
func (c *call) placeFeatures(i int) ([]float64, []string) {
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
	return append(append(f, c.aroundFeatures(i)...), c.beforeFeatures(i)...), t.Words()
}

// beforeFeatures tells of a manager's turn whether it is the last before one of
// the points where an offer ends: a doubt of the client, the step, the parting.
func (c *call) beforeFeatures(i int) []float64 {
	firstOpen, lastOpen, first, last := -1, -1, -1, -1
	for _, o := range c.objections {
		last = o.Segment
		if first < 0 {
			first = o.Segment
		}
		if !o.Handled {
			lastOpen = o.Segment
			if firstOpen < 0 {
				firstOpen = o.Segment
			}
		}
	}
	kinds := [...]func(*moves.Turn) bool{
		func(t *moves.Turn) bool { return len(t.Tokens) >= 5 },
		func(t *moves.Turn) bool { return len(t.Tokens) >= 5 && !t.Has(moves.Ask) },
		func(t *moves.Turn) bool { return t.Any(moves.Price, moves.Presents) },
	}
	var f []float64
	for _, end := range [...]int{first, firstOpen, last, lastOpen, c.step.at, c.letGo()} {
		for _, kind := range kinds {
			f = append(f, flag(end >= 0 && i < end && i == c.lastBefore(end, kind)))
		}
	}
	return f
}

// lastBefore is the manager's last turn of a kind before a turn, or -1.
func (c *call) lastBefore(turn int, kind func(*moves.Turn) bool) int {
	for _, i := range slices.Backward(c.managers) {
		if i < turn && kind(&c.turns[i]) {
			return i
		}
	}
	return -1
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

// nearMS is how far apart two turns may begin that a listener would take for the
// same place, in milliseconds.
const nearMS = 5000

// place points at the manager's turn around which a model expects what a
// listener would point at; without a model it falls back.
func (c *call) place(model string, fallback int) int {
	m := c.models[model]
	among := c.managers[max(0, len(c.managers)-maxPlaces):]
	if m == nil || len(among) == 0 {
		return fallback
	}
	p := make([]float64, 0, len(among))
	for _, i := range among {
		dense, said := c.placeFeatures(i)
		p = m.Scores(p, dense, said)
	}
	linear.Softmax(p)
	best, most := fallback, -1.0
	for n, i := range among {
		around := p[n] / 1000 // of turns that are equally near, the likelier
		for k, j := range among {
			if d := c.turns[j].StartMS - c.turns[i].StartMS; d >= -nearMS && d <= nearMS {
				around += p[k]
			}
		}
		if around > most {
			best, most = i, around
		}
	}
	return best
}
