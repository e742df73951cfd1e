package second

import "razbor/scoring"

// Mode says whose word counts.
type Mode string

// The engines that ask a model.
const (
	Model Mode = "llm"  // the model's, wherever it can be believed
	Both  Mode = "both" // the rules', unless they are unsure
)

// sure is the confidence from which the rules' verdict stands against the
// model's where both judge.
const sure = 0.75

// Merge joins the rules' judgement with a model's answer. Talk facts, places in
// time and the items that the model said nothing believable of stay the rules'.
// Where both judge, agreement makes a verdict surer and disagreement less sure.
func Merge(rules scoring.Judgement, a Answer, t scoring.Transcript, mode Mode) scoring.Judgement {
	out := rules
	out.Engine = string(mode)
	out.Findings = make([]scoring.Finding, len(rules.Findings))
	for i, f := range rules.Findings {
		out.Findings[i] = mergeFinding(f, a, t, mode)
		if f.Item == scoring.Objections && out.Findings[i].Why.Code == whyModel {
			out.Objections = heard(a, t)
		}
	}
	if takes(rules.Confidence, a.Outcome == rules.Outcome, mode) {
		takeOutcome(&out, a, t)
	}
	out.Confidence = joined(rules.Confidence, a.Outcome == rules.Outcome, mode)
	return out
}

// whyModel is the reason of a verdict that is the model's.
const whyModel = "second_judge"

// heard are the objections that the model heard. It names no answers: where one
// was handled, the manager's next turn stands for it.
func heard(a Answer, t scoring.Transcript) []scoring.Objection {
	out := make([]scoring.Objection, 0, len(a.Objections))
	for _, o := range a.Objections {
		objection := scoring.Objection{
			Segment: o.Segment, AtMS: t.Segments[o.Segment].StartMS, Kind: o.Kind, Handled: o.Handled, Answer: scoring.NoSegment,
		}
		for i := o.Segment + 1; o.Handled && i < len(t.Segments); i++ {
			if t.Segments[i].Speaker == scoring.Manager {
				objection.Answer = i
				break
			}
		}
		out = append(out, objection)
	}
	return out
}

// takes reports whether the model's word replaces the rules'.
func takes(confidence float64, agree bool, mode Mode) bool {
	return !agree && (mode == Model || confidence < sure)
}

// joined is the confidence after a second opinion.
func joined(confidence float64, agree bool, mode Mode) float64 {
	switch {
	case agree:
		return confidence + (1-confidence)/2
	case mode == Model:
		return sure
	}
	return confidence / 2
}

func mergeFinding(f scoring.Finding, a Answer, t scoring.Transcript, mode Mode) scoring.Finding {
	said, ok := a.Items[f.Item]
	if !ok {
		return f
	}
	agree := said.Verdict == f.Verdict
	if takes(f.Confidence, agree, mode) {
		f.Verdict = said.Verdict
		f.Segment, f.AtMS, f.Quote = said.Segment, 0, said.Quote
		if said.Segment >= 0 {
			f.AtMS = t.Segments[said.Segment].StartMS
		}
		f.Why = scoring.Why{Code: whyModel}
	}
	f.Confidence = joined(f.Confidence, agree, mode)
	return f
}

func takeOutcome(out *scoring.Judgement, a Answer, t scoring.Transcript) {
	out.Outcome = a.Outcome
	out.Target = a.Outcome != scoring.OutcomeNontarget
	out.Lost = a.Outcome == scoring.OutcomeNone
	out.LossSegment, out.LossAtMS, out.LossReason = scoring.NoSegment, 0, scoring.ReasonNone
	if !out.Lost {
		return
	}
	out.LossReason = a.LossReason
	if out.LossReason == scoring.ReasonNone {
		out.LossReason = scoring.ReasonNoNextStep
	}
	if a.LossSegment >= 0 {
		out.LossSegment, out.LossAtMS = a.LossSegment, t.Segments[a.LossSegment].StartMS
	}
}
