package judge

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/moves"
	"razbor/scoring/text"
)

// needFeatures describes what the manager asked before the turn that ends the
// asking, -1 where none does.
func (c *call) needFeatures(end int) []float64 {
	f := make([]float64, 22)
	asked, total, cues, long, turns := 0, 0, 0, 0, 0
	doubt := 0.0
	for n, i := range c.managers {
		t := &c.turns[i]
		if end >= 0 && i >= end {
			if i > end && t.Has(moves.AskNeed) {
				f[0] = min(3, f[0]+1)
			}
			if i == end {
				f[1], f[2], f[3] = flag(t.Has(moves.Price)), flag(t.Has(moves.Ask)), flag(t.Has(moves.AskNeed))
			}
			continue
		}
		if n > 0 {
			turns++
		}
		switch {
		case t.Has(moves.AskNeed):
			asked++
			total += t.Questions
			cues += t.Cues()
			long += len(t.Tokens)
		case t.Has(moves.Ask):
			f[4] = min(2, f[4]+1)
		case n > 0:
			doubt = max(doubt, t.AskScore)
		}
	}
	f[5], f[6], f[7], f[8] = flag(asked == 0), flag(asked == 1), flag(asked == 2), flag(asked >= 3)
	f[9], f[10], f[11] = flag(total >= 1), flag(total >= 2), flag(total >= 3)
	f[12], f[13] = flag(asked == 1 && cues >= 2), flag(asked == 1 && cues >= 3)
	f[14], f[15] = flag(asked == 1)*min(3, float64(long)/8), doubt
	f[16], f[17], f[18] = capped(turns, 5), flag(turns == 0), flag(end < 0)
	f[19], f[20] = flag(c.outbound), flag(asked == 1 && turns >= 3)
	f[21] = flag(asked == 0 && turns >= 2)
	return f
}

// targetFeatures describes the beginning of a call: does it sound like a sales talk.
func (c *call) targetFeatures() ([]float64, []string) {
	var f []float64
	var said []string
	early, all := [4]int{}, [4]int{}
	classes := [4]moves.Class{moves.WrongNumber, moves.Spam, moves.Job, moves.Service}
	for n, i := range c.clients {
		t := &c.turns[i]
		for k, class := range classes {
			count := min(2, t.Count(class))
			all[k] += count
			if n < 3 {
				early[k] += count
			}
		}
		if n < 2 {
			said = append(said, c.words(i)...)
		}
	}
	manager := [4]int{}
	for n, i := range c.managers {
		for k, class := range classes {
			if n < 6 {
				manager[k] += min(2, c.turns[i].Count(class))
			}
		}
	}
	for k := range classes {
		f = append(f, flag(early[k] > 0), flag(early[k] > 1), flag(all[k] > 1), flag(manager[k] > 0))
	}
	objects, needs := 0, 0
	for i := range c.turns {
		objects += int(flag(c.turns[i].Has(moves.Objects)))
		needs += int(flag(c.turns[i].Has(moves.AskNeed)))
	}
	f = append(f, flag(c.price >= 0), flag(c.priceAsk >= 0), flag(c.price < 0 && c.priceAsk < 0), capped(needs, 3), capped(objects, 3), flag(c.outbound),
		flag(len(c.turns) < 14), flag(c.offer >= 0), capped(early[0]+early[1]+early[2]+early[3], 4))
	return f, said
}

// presses says how likely a manager's turn presses, 0 to 1.
func (c *call) presses(i int) float64 {
	if c.pressed == nil {
		c.pressed = make([]float64, len(c.turns))
	}
	if c.pressed[i] == 0 {
		dense, said := c.pressureFeatures(i)
		c.pressed[i] = c.models["pressure"].Likelihood(1, dense, said)
	}
	return c.pressed[i]
}

// pressureFeatures describes a manager's turn that may press.
func (c *call) pressureFeatures(i int) ([]float64, []string) {
	t := &c.turns[i]
	f := []float64{
		flag(t.Has(moves.PressUrgency)), capped(t.Count(moves.PressUrgency), 3), flag(t.Has(moves.PressScare)), capped(t.Count(moves.PressScare), 3),
		flag(t.Has(moves.PressShame)), capped(t.Count(moves.PressShame), 3), flag(t.Has(moves.PressPush)), flag(t.Has(moves.Rude)), flag(t.Has(moves.Jab)),
		flag(offersStep(t)), flag(t.Has(moves.Ask)), capped(len(t.Tokens), 30) / 10, flag(c.outbound),
	}
	refused := 0
	for _, o := range c.objections {
		if o.Segment < i {
			refused++
		}
	}
	after := false
	if p := c.previous(i, scoring.Client); p >= 0 {
		for _, o := range c.objections {
			after = after || o.Segment == p
		}
		f = append(f, flag(after), flag(c.turns[p].Has(moves.Refuse)))
	} else {
		f = append(f, 0, 0)
	}
	hurt := false
	if n := c.next(i, scoring.Client); n >= 0 {
		hurt = c.turns[n].Any(moves.Rude, moves.Refuse)
	}
	return append(f, capped(refused, 3), flag(refused >= 2 && t.Has(moves.PressPush)), flag(hurt)), c.words(i)
}

// qualifyFeatures describes what the manager found out.
func (c *call) qualifyFeatures() []float64 {
	topics := [4]moves.Class{moves.TopicBudget, moves.TopicAuthority, moves.TopicScope, moves.TopicWhen}
	var asked, named, told [4]int
	needs, numbers, taken, early, echoed := 0, 0, 0, 0, 0
	for i := range c.turns {
		t := &c.turns[i]
		if t.Speaker == scoring.Manager && i > 0 && c.takesUp(i) {
			taken++
		}
		if t.Speaker == scoring.Client && t.Has(moves.Moment) && (c.offer < 0 || i <= c.offer) {
			early++
			if k := c.next(i, scoring.Manager); k >= 0 && c.turns[k].Has(moves.Moment) {
				echoed++
			}
		}
		for k, class := range topics {
			switch {
			case t.Speaker == scoring.Manager && t.Has(class) && t.Has(moves.Ask) && !t.Any(moves.Price, moves.PressUrgency):
				asked[k]++
			case t.Speaker == scoring.Manager && t.Has(class):
				named[k]++
			case t.Has(class):
				told[k]++
			}
		}
		if t.Speaker == scoring.Manager && t.Has(moves.Ask) && t.Has(moves.Moment) && (c.offer < 0 || i < c.offer) && i > 2 {
			echoed++ // "то есть край - пятница?"
		}
		if t.Speaker == scoring.Manager && t.Has(moves.AskNeed) {
			needs += t.Questions
		}
		if t.Speaker == scoring.Client && len(t.Numbers) > 0 {
			numbers++
		}
	}
	var f []float64
	distinct := 0
	for k := range topics {
		f = append(f, flag(asked[k] > 0), flag(named[k] > 0 && told[k] > 0))
		distinct += int(flag(asked[k] > 0))
	}
	return append(f, flag(distinct >= 1), flag(distinct >= 2), flag(distinct >= 3), capped(needs, 4), flag(needs == 0), flag(needs >= 2), capped(numbers, 3),
		flag(taken > 0), flag(taken > 1), flag(early > 0), flag(echoed > 0), flag(len(c.turns) < 12),
		flag(c.measuresTold() > 0), flag(c.measuresTold() > 1), flag(c.deadlineTaken()))
}

// measuresTold counts the client's turns that tell how much or how many.
func (c *call) measuresTold() int {
	n := 0
	for _, i := range c.clients {
		t := &c.turns[i]
		for _, x := range t.Numbers {
			if text.Measured(t.Tokens, x) {
				n++
				break
			}
		}
	}
	return n
}

// deadlineTaken says whether the client told a deadline of his own and the manager took it up.
func (c *call) deadlineTaken() bool {
	for _, i := range c.clients {
		t := &c.turns[i]
		if !t.Has(moves.Moment) || c.step.at >= 0 && i > c.step.at {
			continue
		}
		k := c.next(i, scoring.Manager)
		if k < 0 {
			continue
		}
		m := &c.turns[k]
		if m.Has(moves.Moment) {
			return true
		}
		for n := range m.Tokens {
			if w := m.Tokens[n].Text; strings.HasPrefix(w, "успе") || w == "срок" || w == "time" {
				return true
			}
		}
	}
	return false
}

// takesUp says whether a manager repeats a number that the client has just told.
func (c *call) takesUp(i int) bool {
	p := c.previous(i, scoring.Client)
	if p < 0 {
		return false
	}
	for _, a := range c.turns[i].Numbers {
		for _, b := range c.turns[p].Numbers {
			if a.Milli == b.Milli {
				return true
			}
		}
	}
	return false
}
