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
	// "Не буду настаивать, тогда наберу вас весной" gives way and offers a step all the same.
	if kind != stepNone && (!t.Has(moves.Surrender) || t.Has(moves.Moment) || kind == stepCall) {
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
	case t.Has(moves.ClientCall), t.Has(moves.StepCall) && t.Has(moves.Moment) && !t.Has(moves.Refuse) && !denies(t):
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

// stepVerdicts and outcomes are the classes of the models "step" and "outcome", in order.
var (
	stepVerdicts = [...]scoring.Verdict{scoring.Pass, scoring.Partial, scoring.Miss}
	outcomes     = [...]scoring.Outcome{scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback, scoring.OutcomeNone}
)

// decideOutcome says how the call ended.
func (c *call) decideOutcome() {
	c.sure, c.stepVerdict = 0.9, scoring.NotApplicable
	if !c.target {
		c.outcome = scoring.OutcomeNontarget
		return
	}
	c.outcome, c.stepVerdict = scoring.OutcomeNone, scoring.Miss
	if m := c.models["step"]; m != nil {
		k, _ := m.Best(c.stepFeatures(), nil)
		c.stepVerdict = stepVerdicts[k]
	}
	if c.stepVerdict == scoring.Miss {
		return
	}
	if m := c.models["outcome"]; m != nil {
		k, p := m.Best(c.outcomeFeatures(), nil)
		c.outcome, c.sure = outcomes[k], p
	}
}

// agreement judges whether both sides agreed on a next step with its time.
func (c *call) agreement() scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	s := c.step
	if c.stepVerdict == scoring.Pass && s.at >= 0 {
		return finding(scoring.Pass, s.at, 0.85, WhyStepAgreed, c.at(s.at)...)
	}
	last := c.place("last_word", c.lastOfSubstance())
	at := s.at
	if at < 0 {
		at = last
	}
	switch c.stepVerdict {
	case scoring.Pass:
		return finding(scoring.Pass, at, 0.85, WhyStepAgreed, c.at(at)...)
	case scoring.Partial:
		return finding(scoring.Partial, last, 0.7, pick(s.accepted, WhyStepNoTime, WhyStepNotTaken), c.at(at)...)
	}
	return finding(scoring.Miss, last, 0.8, pick(s.refused, WhyStepRefused, WhyStepNone), c.at(last)...)
}
