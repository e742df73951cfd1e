package judge

import (
	"razbor/scoring"
	"razbor/scoring/moves"
)

// stepKind is the action that is agreed at the end of a call.
type stepKind int

const (
	stepNone stepKind = iota
	stepVisit
	stepCall
	stepSend
	stepBook
)

// step is the last action that was spoken of and how it stands.
type step struct {
	kind     stepKind
	at       int // turn that offers it
	time     bool
	accepted bool
	contact  bool
	refused  bool
	dodged   bool
}

// findStep follows offers and answers through the call and keeps the last.
func (c *call) findStep() step {
	s := step{at: -1}
	for i := range c.turns {
		t := &c.turns[i]
		if t.Speaker == scoring.Manager {
			c.offerStep(&s, t, i)
		} else {
			c.answerStep(&s, t, i)
		}
	}
	return s
}

func (c *call) offerStep(s *step, t *moves.Turn, i int) {
	kind := stepNone
	switch {
	case t.Has(moves.StepBook):
		kind = stepBook
	case t.Has(moves.StepVisit):
		kind = stepVisit
	case t.Has(moves.StepSend):
		kind = stepSend
	case t.Has(moves.StepCall):
		kind = stepCall
	}
	if kind != stepNone && !t.Has(moves.Surrender) {
		if s.kind == stepNone || s.refused || s.dodged {
			*s = step{kind: kind, at: i}
		}
		s.kind, s.at = kind, i
	}
	if s.kind == stepNone {
		return
	}
	if t.Has(moves.Moment) {
		s.time = true
	}
	if t.Has(moves.Contact) {
		s.contact = true
	}
}

func (c *call) answerStep(s *step, t *moves.Turn, i int) {
	switch {
	case t.Has(moves.ClientCall):
		*s = step{kind: stepCall, at: i, accepted: true, time: t.Has(moves.Moment)}
		return
	case t.Has(moves.StepBook) && !t.Has(moves.Ask):
		*s = step{kind: stepBook, at: i, accepted: true, time: t.Has(moves.Moment) || s.time}
		return
	case t.Has(moves.StepVisit) && !t.Has(moves.Ask) && !t.Has(moves.Refuse):
		*s = step{kind: stepVisit, at: i, accepted: true, time: t.Has(moves.Moment) || s.time}
		return
	}
	if s.kind == stepNone {
		return
	}
	switch {
	case t.Has(moves.Refuse):
		s.refused, s.accepted = true, false
	case t.Has(moves.Dodge):
		s.dodged, s.accepted = true, false
	case t.Has(moves.Accept) || t.Has(moves.Moment):
		s.accepted, s.refused = true, false
		if t.Has(moves.Moment) {
			s.time = true
		}
	}
	if t.Has(moves.Contact) {
		s.contact = true
	}
}

// decideOutcome says how the call ended.
func (c *call) decideOutcome() {
	c.sure = 0.8
	switch s := c.step; {
	case !c.target:
		c.outcome = scoring.OutcomeNontarget
	case !s.accepted || s.kind == stepNone:
		c.outcome = scoring.OutcomeNone
	case s.kind == stepBook:
		c.outcome = scoring.OutcomeSale
	case s.kind == stepVisit:
		c.outcome = scoring.OutcomeMeeting
	case s.kind == stepSend && (s.time || s.contact):
		c.outcome = scoring.OutcomeProposal
	case s.kind == stepCall && s.time:
		c.outcome = scoring.OutcomeCallback
	default:
		c.outcome = scoring.OutcomeNone
	}
}

// agreement judges whether both sides agreed on a next step with its time.
func (c *call) agreement() scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	s := c.step
	last := c.lastOfSubstance()
	switch {
	case s.kind == stepNone:
		return finding(scoring.Miss, last, 0.8, WhyStepNone, c.at(last)...)
	case s.accepted && s.time:
		return finding(scoring.Pass, s.at, 0.85, WhyStepAgreed, c.at(s.at)...)
	case s.accepted:
		return finding(scoring.Partial, last, 0.7, WhyStepNoTime, c.at(s.at)...)
	case s.refused:
		return finding(scoring.Miss, last, 0.7, WhyStepRefused, c.at(s.at)...)
	case s.time || s.dodged:
		return finding(scoring.Partial, last, 0.6, WhyStepNotTaken, c.at(s.at)...)
	}
	return finding(scoring.Miss, last, 0.7, WhyStepNone, c.at(last)...)
}
