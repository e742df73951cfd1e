package store

import (
	"math"

	"razbor/scoring"
)

// Decide fills what a call's judges decide: the outcome and whose word it is,
// the loss with its reason, moment and stage, the score, the misses and what
// the CRM says. The reviewer's word goes before a CRM result, that before the
// transcript; with none of them the outcome is unknown, which is no loss.
// An unanswered call has no outcome: a missed one is lost, a short hang-up is
// in no count at all. Only inbound calls are ever lost.
func Decide(d Decision, c *Call) {
	c.Outcome, c.OutcomeFrom = decideOutcome(d, c.Answered)
	c.Lost = c.Missed() || c.LostInTalk()
	c.LossReason, c.LossAtMS, c.Stage = scoring.ReasonNone, -1, StageNone
	if j := d.Judgement; j != nil && c.LostInTalk() && j.LossReason != scoring.ReasonNone {
		c.LossReason, c.LossAtMS, c.Stage = j.LossReason, j.LossAtMS, stage(*j)
	}
	c.Unsure = 0
	if c.OutcomeFrom == FromTranscript {
		c.Unsure = percent(1 - d.Judgement.Confidence)
	}
	c.NoteWritten, c.Won, c.WonMinor = nil, false, 0
	if d.Deal != nil {
		written := d.Deal.NoteWritten
		c.NoteWritten = &written
		if c.Won = d.Deal.Result == ResultWon; c.Won {
			c.WonMinor = d.Deal.AmountMinor
		}
	}
	c.Score, c.Misses = scoreOf(d.Findings(), d.Weights)
}

// Missed reports whether nobody answered a client who rang in and did not hang
// up at once.
func (c Call) Missed() bool { return c.Direction == Inbound && !c.Answered && !c.Short }

// WaitedForPerson reports whether the wait was one for a person: a client who
// hung up in the menu, met a busy tone or an announcement waited for nobody.
func (m MissedBy) WaitedForPerson() bool {
	switch m {
	case NotMissed, AbandonedQueue, NoAnswer:
		return true
	case AbandonedIVR, Busy, AfterHours, Failed:
	}
	return false
}

// LostInTalk reports whether a client who was spoken to was lost.
func (c Call) LostInTalk() bool {
	return c.Direction == Inbound && c.Answered && !c.Short && c.Outcome == scoring.OutcomeNone
}

// Success reports whether an outcome is a next step.
func Success(o scoring.Outcome) bool {
	switch o {
	case scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback:
		return true
	}
	return false
}

// What Risk adds for a client lost in talk; the rest is how unsure the verdict is.
const (
	riskReviewed = 0
	riskQuiet    = 1
	riskLost     = 200
)

// Risk orders calls by how much they are worth hearing: 0 for a reviewed one, 1
// where there is no conversation or no doubt, above that the lost ones first
// and within them those whose verdict is the least sure.
func (c Call) Risk() int {
	switch {
	case c.Reviewed:
		return riskReviewed
	case !c.Answered || c.Direction == Internal:
		return riskQuiet
	case c.Lost:
		return riskLost + c.Unsure
	}
	return riskQuiet + c.Unsure
}

// ToCallBack reports whether a missed client still waits for a callback.
func (c Call) ToCallBack() bool {
	return c.Missed() && c.CalledBackMS == 0 && c.RecoveredMS == 0
}

func decideOutcome(d Decision, answered bool) (scoring.Outcome, OutcomeFrom) {
	if !answered {
		return "", FromNobody
	}
	if d.Reviewer != nil {
		return *d.Reviewer, FromReviewer
	}
	if d.Deal != nil {
		if o := dealOutcome(*d.Deal, d.Judgement); o != scoring.OutcomeUnknown {
			return o, FromCRM
		}
	}
	if d.Judgement != nil && d.Judgement.Outcome != "" && d.Judgement.Outcome != scoring.OutcomeUnknown {
		return d.Judgement.Outcome, FromTranscript
	}
	return scoring.OutcomeUnknown, FromNobody
}

// dealOutcome is what a CRM result says. An open deal has a next step; which
// one the CRM does not tell, so the transcript's is taken where it has one and
// a meeting otherwise.
func dealOutcome(deal Deal, j *scoring.Judgement) scoring.Outcome {
	switch deal.Result {
	case ResultWon:
		return scoring.OutcomeSale
	case ResultLost:
		return scoring.OutcomeNone
	case ResultOpen:
		if j != nil && Success(j.Outcome) {
			return j.Outcome
		}
		return scoring.OutcomeMeeting
	}
	return scoring.OutcomeUnknown
}

// stage tells where in the talk a lost client left: by the last objection up to
// that moment, else by how far the talk had come.
func stage(j scoring.Judgement) Stage {
	at := j.LossAtMS
	if at < 0 {
		at = math.MaxInt64
	}
	var last *scoring.Objection
	for i, o := range j.Objections {
		if o.AtMS <= at && (last == nil || o.AtMS >= last.AtMS) {
			last = &j.Objections[i]
		}
	}
	switch {
	case last != nil && last.Kind == scoring.ObjectPrice:
		return StagePrice
	case last != nil:
		return StageObjection
	case j.LossReason == scoring.ReasonEarlyPrice:
		return StagePrice
	case j.LossReason == scoring.ReasonNoNextStep:
		return StageClosing
	case heard(j, scoring.PriceTiming, at):
		return StagePrice
	case heard(j, scoring.Need, at):
		return StageNeed
	}
	return StageOpening
}

// heard reports whether an item has a moment of its own before another moment.
func heard(j scoring.Judgement, item scoring.Item, beforeMS int64) bool {
	f, ok := j.Finding(item)
	return ok && f.Verdict != scoring.NotApplicable && f.Segment != scoring.NoSegment && f.AtMS <= beforeMS
}

// Findings returns the judge's findings with the reviewer's verdicts in their
// place. A mark that says "wrong" without another verdict turns a miss into a
// pass and anything else into a miss.
func (d Decision) Findings() []scoring.Finding {
	if d.Judgement == nil {
		return nil
	}
	out := append([]scoring.Finding(nil), d.Judgement.Findings...)
	for _, m := range d.Marks {
		if m.Item == "" || m.Agrees {
			continue
		}
		for i := range out {
			if out[i].Item == m.Item {
				out[i].Verdict = corrected(m, out[i].Verdict)
			}
		}
	}
	return out
}

func corrected(m Mark, machine scoring.Verdict) scoring.Verdict {
	switch {
	case m.Verdict != "":
		return m.Verdict
	case machine == scoring.Miss:
		return scoring.Pass
	}
	return scoring.Miss
}

// ReviewerOutcome is the reviewer's word on the outcome out of his marks; nil
// where he has none. Agreeing with the machine makes its outcome his.
func ReviewerOutcome(marks []Mark, j *scoring.Judgement) *scoring.Outcome {
	for _, m := range marks {
		if m.Item != "" {
			continue
		}
		outcome := m.Outcome
		if outcome == "" && m.Agrees && j != nil {
			outcome = j.Outcome
		}
		if outcome == "" {
			return nil
		}
		return &outcome
	}
	return nil
}

// scoreOf returns the per cent of the applicable weight that passed, a partial
// item by half (-1 where nothing applies), and the missed items.
func scoreOf(findings []scoring.Finding, weights Weights) (score int, misses []scoring.Item) {
	passed, applied := 0, 0
	for _, f := range findings {
		p, a := weights.Weigh(f.Item, f.Verdict)
		passed, applied = passed+p, applied+a
		if f.Verdict == scoring.Miss {
			misses = append(misses, f.Item)
		}
	}
	if applied == 0 {
		return -1, misses
	}
	return (passed*100 + applied/2) / applied, misses
}

// Facets are the properties of a call that are counted apart: those of inbound
// answered calls, as the panels speak of no others.
func Facets(c Call, d Decision) []Facet {
	if c.Direction != Inbound || !c.Answered || c.Short {
		return nil
	}
	out := []Facet{{Kind: FacetOutcome, Name: string(c.Outcome)}}
	for _, f := range d.Findings() {
		out = append(out, Facet{Kind: FacetItem, Name: string(f.Item), Value: string(f.Verdict)})
	}
	if c.LossReason != scoring.ReasonNone {
		out = append(out, Facet{Kind: FacetReason, Name: string(c.LossReason)})
	}
	if c.Stage != StageNone {
		out = append(out, Facet{Kind: FacetStage, Name: string(c.Stage)})
	}
	if d.Judgement != nil {
		out = append(out, objectionFacets(d.Judgement.Objections)...)
	}
	return out
}

// The values of an objection's facet.
const (
	ObjectionHandled = "handled"
	ObjectionOpen    = "open"
)

// objectionFacets count every objection, so a client who objects to the price
// twice counts twice.
func objectionFacets(objections []scoring.Objection) []Facet {
	out := make([]Facet, 0, len(objections))
	for _, o := range objections {
		value := ObjectionOpen
		if o.Handled {
			value = ObjectionHandled
		}
		out = append(out, Facet{Kind: FacetObjection, Name: string(o.Kind), Value: value})
	}
	return out
}

func percent(share float64) int {
	if !(share > 0) { // also what is no number
		return 0
	}
	return int(math.Round(min(share, 1) * 100))
}
