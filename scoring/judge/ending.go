package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves"
)

// toneOfEnd describes how rude the manager was and how abruptly the client left.
func (c *call) toneOfEnd() []float64 {
	f := make([]float64, 14)
	for n, i := range c.clients {
		t := &c.turns[i]
		late := n >= len(c.clients)-3
		f[0] += flag(t.Has(moves.Hurt) && late)
		f[1] += flag(t.Has(moves.Hurt) && !late)
		f[2] += flag(t.Has(moves.Thanks) && late)
		f[3] += flag(t.Has(moves.Refuse) && late)
		if n == len(c.clients)-1 {
			f[4], f[5] = flag(t.Has(moves.Bye)), flag(len(t.Tokens) <= 3)
		}
	}
	for n, i := range c.managers {
		t := &c.turns[i]
		late := n >= len(c.managers)-4
		f[6] += flag(t.Has(moves.Rude))
		f[7] += flag(t.Has(moves.Jab) && late)
		f[8] += flag(t.Has(moves.PressShame) && late)
		f[9] += flag(t.Any(moves.PressScare, moves.PressUrgency) && late)
		f[10] += flag(t.Has(moves.Bye) && late)
		if c.models["pressure"] != nil {
			f[11] = max(f[11], c.presses(i))
		}
	}
	for k := range f {
		f[k] = min(f[k], 3)
	}
	f[12], f[13] = flag(len(c.objections) == 0), flag(len(c.turns) < 14)
	return f
}

// stepFeatures describes how the call ends: what was offered with what time and how it was met.
func (c *call) stepFeatures() []float64 {
	s := c.step
	f := make([]float64, 0, 64)
	f = append(f, flag(s.kind == stepNone), flag(s.kind == stepVisit), flag(s.kind == stepCall), flag(s.kind == stepSend), flag(s.kind == stepBook),
		flag(s.time), flag(s.accepted), flag(s.accepted && s.time), flag(s.contact), flag(s.refused), flag(s.dodged))
	m, cl, last := c.tally(10, scoring.Manager), c.tally(10, scoring.Client), c.tally(5, scoring.SpeakerUnknown)
	f = append(f, capped(m[0], 3), flag(m[0] > 1), flag(m[0] > 0 && cl[0] > 0))
	for k := range tallied {
		f = append(f, flag(m[k] > 0), flag(cl[k] > 0), flag(last[k] > 0))
	}
	f = append(f, capped(m[8], 3), capped(cl[5], 3))
	f = append(f, c.endingFeatures()...)
	open := -1
	for _, o := range c.objections {
		if !o.Handled {
			open = o.Segment
		}
	}
	f = append(f, flag(open >= 0), flag(open >= 0 && s.at >= 0 && open > s.at), flag(open >= len(c.turns)-6), flag(c.agreedDay()), flag(c.namesTaken()), capped(len(c.turns), 30)/10)
	return f
}

// endingFeatures follows the last offer of a moment or a step to the end: how
// the client took it and what the manager said after.
func (c *call) endingFeatures() []float64 {
	f := make([]float64, 16)
	offer := -1
	for _, i := range c.managers {
		t := &c.turns[i]
		if (t.Has(moves.Moment) || offersStep(t)) && !t.Has(moves.Surrender) {
			offer = i
		}
	}
	if offer < 0 {
		f[0] = 1
		return f
	}
	t := &c.turns[offer]
	f[1], f[2] = flag(t.Has(moves.Moment)), flag(t.Has(moves.Ask))
	if k := c.next(offer, scoring.Client); k >= 0 {
		r := &c.turns[k]
		f[3], f[4], f[5] = flag(r.Has(moves.Accept)), flag(r.Has(moves.Refuse) || denies(r)), flag(r.Has(moves.Moment))
		f[6], f[7], f[8] = flag(r.Any(moves.Bye, moves.Thanks)), flag(r.Has(moves.Dodge)), flag(r.Has(moves.Ask))
		f[9] = flag(c.isObjection(k))
	} else {
		f[10] = 1
	}
	if k := c.previous(offer, scoring.Client); k >= 0 {
		r := &c.turns[k]
		f[11], f[12] = flag(r.Has(moves.Moment) || r.Has(moves.Accept)), flag(r.Has(moves.Refuse) || denies(r))
	}
	for i := offer + 1; i < len(c.turns); i++ {
		if c.turns[i].Speaker == scoring.Manager && c.turns[i].Has(moves.Surrender) {
			f[13] = 1
		}
		if c.turns[i].Speaker == scoring.Client && (c.turns[i].Has(moves.Refuse) || denies(&c.turns[i])) {
			f[14] = 1
		}
	}
	f[15] = min(3, float64(len(c.turns)-offer)/4)
	return f
}

// denies says that an utterance begins with a no or a cannot.
func denies(t *moves.Turn) bool {
	for k := 0; k < min(4, len(t.Tokens)); k++ {
		switch t.Tokens[k].Text {
		case "не", "нет", "неа", "no", "nope", "nah", "not", "cant", "dont", "wont":
			return true
		}
	}
	return false
}

func (c *call) isObjection(turn int) bool {
	for _, o := range c.objections {
		if o.Segment == turn {
			return true
		}
	}
	return false
}

// tallied are the classes that say how a call ends.
var tallied = [...]moves.Class{
	moves.Moment, moves.StepVisit, moves.StepCall, moves.StepSend, moves.StepBook, moves.Accept, moves.Dodge, moves.Refuse,
	moves.Surrender, moves.Bye, moves.AdminCue, moves.Contact, moves.ClientCall, moves.Ask, moves.Thanks,
}

// tally counts in how many of the last turns each class is heard, from one side or from both.
func (c *call) tally(last int, side scoring.Speaker) (n [len(tallied)]int) {
	for i := max(0, len(c.turns)-last); i < len(c.turns); i++ {
		t := &c.turns[i]
		if side != scoring.SpeakerUnknown && t.Speaker != side {
			continue
		}
		for k, class := range tallied {
			if t.Has(class) {
				n[k]++
			}
		}
	}
	return n
}

// outcomeFeatures adds to how the call ends what kind of step the talk was about.
func (c *call) outcomeFeatures() []float64 {
	f := c.stepFeatures()
	f = append(f, flag(c.stepVerdict == scoring.Pass), flag(c.stepVerdict == scoring.Partial), flag(c.stepVerdict == scoring.Miss), flag(c.outbound), flag(c.price >= 0))
	visit, book, send, callback := 0, 0, 0, 0
	for i := range c.turns {
		t := &c.turns[i]
		visit += int(flag(t.Has(moves.StepVisit)))
		book += int(flag(t.Has(moves.StepBook)))
		send += int(flag(t.Has(moves.StepSend)))
		callback += int(flag(t.Has(moves.StepCall) || t.Has(moves.ClientCall)))
	}
	return append(f, capped(visit, 4), capped(book, 4), capped(send, 4), capped(callback, 4), flag(book > visit), flag(visit > book), flag(send > visit && send > book))
}

// agreedDay says whether the goodbye names the next meeting: "до четверга", "see you Thursday".
func (c *call) agreedDay() bool {
	for k := max(0, len(c.turns)-4); k < len(c.turns); k++ {
		t := &c.turns[k]
		if t.Has(moves.Bye) && (t.Has(moves.Moment) || t.Has(moves.StepVisit)) {
			return true
		}
	}
	return false
}

// namesTaken says whether the manager took a name, a phone or an address near the end.
func (c *call) namesTaken() bool {
	for k := max(0, len(c.turns)-12); k < len(c.turns); k++ {
		t := &c.turns[k]
		if t.Speaker == scoring.Manager && t.Has(moves.AdminCue) && (t.Has(moves.Ask) || len(t.Tokens) < 8) {
			return true
		}
	}
	return false
}
