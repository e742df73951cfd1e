package judge

import (
	"strings"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/moves"
)

func finding(v scoring.Verdict, segment int, confidence float64, code string, times ...int64) scoring.Finding {
	return scoring.Finding{Verdict: v, Segment: segment, Confidence: confidence, Why: scoring.Why{Code: code, TimesMS: times}}
}

func notApplicable(code string) scoring.Finding {
	return finding(scoring.NotApplicable, scoring.NoSegment, 0.8, code)
}

// at returns the starts of turns.
func (c *call) at(turns ...int) []int64 {
	var out []int64
	for _, i := range turns {
		if i >= 0 && i < len(c.turns) {
			out = append(out, c.turns[i].StartMS)
		}
	}
	return out
}

// count judges how often something was said before something else.
func (c *call) count(r *rule) scoring.Finding {
	pass, partial := r.item.Pass, r.item.Partial
	if pass == 0 {
		pass = 1
	}
	if partial == 0 || partial > pass {
		partial = pass
	}
	need := len(r.say.classes) == 1 && r.say.classes[0] == moves.AskNeed
	if f, na := c.inapplicable(need); na {
		return f
	}
	n, end := 0, -1
	var where []int
	for i := range c.turns {
		t := &c.turns[i]
		if t.Speaker != r.speaker() {
			continue
		}
		if (len(r.before.classes) > 0 || len(r.before.phrases) > 0) && r.before.heard(t) && !c.onlyOpening(i) {
			end = i
			break
		}
		if r.say.heard(t) {
			n += max(1, t.Questions)
			where = append(where, i)
		}
	}
	if !need {
		return c.counted(n, pass, partial, where)
	}
	n = c.weighNeed(n, end, pass, partial)
	if n > 0 && len(where) == 0 {
		where = c.likeliestQuestion(end)
	}
	switch {
	case n >= pass && len(where) > 0:
		f := finding(scoring.Pass, where[0], 0.9, WhyNeedAsked, c.at(where...)...)
		f.Why.Count = n
		return f
	case n >= partial && len(where) > 0:
		return finding(scoring.Partial, c.pointNeed(end), 0.7, WhyNeedOne, c.at(where[0], end)...)
	}
	f := finding(scoring.Miss, c.pointNeed(end), 0.85, WhyNeedNone, c.at(end)...)
	f.Searched = scoring.Stretch{ToMS: c.endMS}
	if end >= 0 {
		f.Searched.ToMS = c.turns[end].EndMS
	}
	return f
}

// likeliestQuestion is the manager's turn before the end of the asking that most
// sounds like a question, where none surely is one.
func (c *call) likeliestQuestion(end int) []int {
	best := -1
	for n, i := range c.managers {
		if n > 0 && (end < 0 || i < end) && (best < 0 || c.turns[i].AskScore > c.turns[best].AskScore) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// weighNeed corrects a count of questions by what a listener makes of such
// beginnings: a turn may hold two questions, or none that counts. It applies
// where the thresholds are those that listeners judged by.
func (c *call) weighNeed(n, end, pass, partial int) int {
	m := c.models["need"]
	if m == nil || pass != 2 || partial != 1 {
		return n
	}
	class, _ := m.Best(c.needFeatures(end), nil)
	return [...]int{2, 1, 0}[class]
}

func (r *rule) speaker() scoring.Speaker {
	if r.item.By == "" {
		return scoring.Manager
	}
	return r.item.By
}

func (c *call) counted(n, pass, partial int, where []int) scoring.Finding {
	f := finding(scoring.Miss, c.lastOfSubstance(), 0.8, WhyNotSaid)
	switch {
	case n >= pass:
		f = finding(scoring.Pass, where[0], 0.9, WhyCounted, c.at(where...)...)
	case n >= partial:
		f = finding(scoring.Partial, where[0], 0.8, WhyCounted, c.at(where...)...)
	}
	f.Why.Count = n
	return f
}

// pointNeed is where a listener points when the need was not asked.
func (c *call) pointNeed(end int) int {
	if end >= 0 {
		return end
	}
	return c.lastOfSubstance()
}

// inapplicable says whether an item about the sale cannot apply.
func (c *call) inapplicable(leaving bool) (scoring.Finding, bool) {
	if !c.target {
		return notApplicable(WhyNontarget), true
	}
	if leaving && c.leftEarly {
		return notApplicable(WhyLeftEarly), true
	}
	return scoring.Finding{}, false
}

// order judges whether one event came before another; with asked-for events it
// also judges that they were met at all.
func (c *call) order(r *rule) scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	first, then := -1, -1
	for _, i := range c.sideOf(r) {
		t := &c.turns[i]
		if then < 0 && r.then.heard(t) && !c.onlyOpening(i) {
			then = i
		}
		if first < 0 && (then < 0 || i < then) && r.first.heard(t) {
			first = i
		}
	}
	price := len(r.then.classes) == 1 && r.then.classes[0] == moves.Price
	switch {
	case then >= 0 && first >= 0:
		return finding(scoring.Pass, then, 0.85, pick(price, WhyPriceAfterNeed, WhyOrderRight), c.at(first, then)...)
	case then >= 0:
		f := finding(scoring.Miss, then, 0.85, pick(price, WhyPriceBeforeNeed, WhyOrderWrong), c.at(then)...)
		f.Searched = scoring.Stretch{FromMS: c.turns[0].StartMS, ToMS: c.turns[then].StartMS}
		return f
	case price && c.priceAsk >= 0:
		return c.priceNotTold()
	}
	return notApplicable(pick(price, WhyPriceNoTalk, WhyNotReached))
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

func (c *call) sideOf(r *rule) []int {
	if r.speaker() == scoring.Client {
		return c.clients
	}
	return c.managers
}

// priceNotTold judges a price that the client asked for and was not told: it is
// no miss where a firm moment was given when it will come.
func (c *call) priceNotTold() scoring.Finding {
	if i := c.promised(); i >= 0 {
		return finding(scoring.Pass, i, 0.7, WhyPricePromised, c.at(c.priceAsk, i)...)
	}
	reply := c.next(c.priceAsk, scoring.Manager)
	if reply < 0 {
		reply = c.lastOfSubstance()
	}
	return finding(scoring.Miss, reply, 0.8, WhyPriceNever, c.at(c.priceAsk, reply)...)
}

// promised is the manager's turn that says when the asked price will come, or -1.
func (c *call) promised() int {
	for _, i := range c.managers {
		t := &c.turns[i]
		if i < c.priceAsk || !t.Has(moves.Moment) || !t.Has(moves.StepSend) {
			continue
		}
		for k := range t.Tokens {
			for _, p := range [...]string{"предложени", "расчет", "смет", "счет", "стоимост", "цен", "кп", "quote", "proposal", "estimate", "price", "number"} {
				if strings.HasPrefix(t.Tokens[k].Text, p) {
					return i
				}
			}
		}
	}
	return -1
}

// topics judges how many of several facts the manager found out.
func (c *call) topics(r *rule) scoring.Finding {
	if f, na := c.inapplicable(true); na {
		return f
	}
	pass, partial := max(1, r.item.Pass), max(1, r.item.Partial)
	var where []int
	for _, e := range r.topics {
		for _, i := range c.sideOf(r) {
			t := &c.turns[i]
			if e.heard(t) && t.Has(moves.Ask) {
				where = append(where, i)
				break
			}
		}
	}
	if m := c.models["qualify"]; m != nil && len(r.topics) == 4 && r.topics[0].has(moves.TopicBudget) && pass == 2 && partial == 1 {
		k, p := m.Best(c.qualifyFeatures(), nil)
		return c.qualified(stepVerdicts[k], p, where)
	}
	f := finding(scoring.Miss, c.endOfOffer(), 0.75, WhyQualifiedNone)
	switch {
	case len(where) >= pass:
		f = finding(scoring.Pass, where[0], 0.8, WhyQualified, c.at(where...)...)
	case len(where) >= partial:
		f = finding(scoring.Partial, c.endOfOffer(), 0.7, WhyQualifiedOne, c.at(where...)...)
	}
	f.Why.Count = len(where)
	return f
}

// qualified is the finding of a verdict on what the manager found out.
func (c *call) qualified(v scoring.Verdict, p float64, where []int) scoring.Finding {
	f := finding(v, scoring.NoSegment, p, WhyQualifiedNone)
	switch {
	case v == scoring.Pass && len(where) > 0:
		f = finding(v, where[0], p, WhyQualified, c.at(where...)...)
	case v == scoring.Pass:
		f = finding(v, c.endOfOffer(), p, WhyQualified)
	case v == scoring.Partial:
		f = finding(v, c.endOfOffer(), p, WhyQualifiedOne, c.at(where...)...)
	default:
		f.Segment = c.endOfOffer()
	}
	f.Why.Count = len(where)
	return f
}

// endOfOffer is the manager's last turn before the end of the offer, as a
// listener points at it; without a model the last that presents or prices.
func (c *call) endOfOffer() int {
	last := -1
	for _, i := range c.managers {
		if c.turns[i].Any(moves.Presents, moves.Price) {
			last = i
		}
	}
	if last < 0 {
		last = c.lastOfSubstance()
	}
	return c.place("offer_end", last)
}

// said judges whether something was said.
func (c *call) said(r *rule) scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	turns, searched := c.part(r)
	for _, i := range turns {
		if r.say.heard(&c.turns[i]) {
			return finding(scoring.Pass, i, 0.9, WhySaid, c.at(i)...)
		}
	}
	f := finding(scoring.Miss, scoring.NoSegment, 0.8, WhyNotSaid)
	if len(turns) > 0 {
		f.Segment = turns[len(turns)-1]
	}
	f.Searched = searched
	return f
}

// part returns the turns of a side in the part of the call that a rule looks at.
func (c *call) part(r *rule) ([]int, scoring.Stretch) {
	turns := c.sideOf(r)
	within := r.item.Within
	if within == 0 {
		within = 3
	}
	switch r.item.Part {
	case checklist.OpeningPart:
		turns = turns[:min(within, len(turns))]
	case checklist.Ending:
		turns = turns[max(0, len(turns)-within):]
	case checklist.BeforePrice:
		for k, i := range turns {
			if c.price >= 0 && i >= c.price {
				turns = turns[:k]
				break
			}
		}
	}
	if len(turns) == 0 {
		return nil, scoring.Stretch{ToMS: c.endMS}
	}
	if r.item.Part == "" || r.item.Part == checklist.Whole {
		return turns, scoring.Stretch{FromMS: c.turns[0].StartMS, ToMS: c.endMS}
	}
	return turns, scoring.Stretch{FromMS: c.turns[turns[0]].StartMS, ToMS: c.turns[turns[len(turns)-1]].EndMS}
}

// notSaid judges that nothing of a kind was said; for pressure it also counts pushing after refusals.
func (c *call) notSaid(r *rule) scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	pressure := r.say.has(moves.PressUrgency) || r.say.has(moves.PressScare) || r.say.has(moves.PressShame)
	turns, _ := c.part(r)
	for _, i := range turns {
		t := &c.turns[i]
		if pressure && c.models["pressure"] != nil {
			if p := c.presses(i); p >= pressureLikelihood {
				code := c.pressing(r, i)
				if code == "" {
					code = WhyPressurePushed
				}
				return finding(scoring.Miss, i, p, code, c.at(i)...)
			}
			continue
		}
		if !r.say.heard(t) {
			continue
		}
		if !pressure {
			return finding(scoring.Miss, i, 0.85, WhySaidBadly, c.at(i)...)
		}
		if code := c.pressing(r, i); code != "" {
			return finding(scoring.Miss, i, 0.75, code, c.at(i)...)
		}
	}
	return finding(scoring.Pass, scoring.NoSegment, 0.85, pick(pressure, WhyPressureNone, WhyNothingBad))
}

// pressureLikelihood is how likely a turn must press to be called pressing.
const pressureLikelihood = 0.4

func (e event) has(class moves.Class) bool {
	for _, c := range e.classes {
		if c == class {
			return true
		}
	}
	return false
}

// pressing says in which way a turn presses, empty where it does not.
func (c *call) pressing(r *rule, i int) string {
	t := &c.turns[i]
	switch {
	case t.Has(moves.PressScare) && r.say.has(moves.PressScare):
		return WhyPressureScare
	case t.Has(moves.PressShame) && r.say.has(moves.PressShame):
		return WhyPressureShame
	case t.Has(moves.PressUrgency) && r.say.has(moves.PressUrgency):
		return WhyPressureHaste
	}
	refusals := 0
	for _, o := range c.objections {
		if o.Segment < i {
			refusals++
		}
	}
	if t.Has(moves.PressPush) && refusals >= 2 {
		return WhyPressurePushed
	}
	return ""
}

// reply judges whether each occasion got an answer; the client's objections are found with their kinds.
func (c *call) reply(r *rule) scoring.Finding {
	if f, na := c.inapplicable(false); na {
		return f
	}
	if !r.to.has(moves.Objects) {
		return c.replied(r)
	}
	if len(c.objections) == 0 {
		return notApplicable(WhyObjectionsAbsent)
	}
	var all, open []int
	answer := scoring.NoSegment
	for _, o := range c.objections {
		all = append(all, o.Segment)
		if !o.Handled {
			open = append(open, o.Segment)
		} else if answer == scoring.NoSegment {
			answer = o.Answer
		}
	}
	var f scoring.Finding
	switch {
	case len(open) == 0:
		f = finding(scoring.Pass, answer, 0.8, WhyObjectionsAnswered, c.at(all...)...)
		f.Why.Count = len(all)
		return f
	case len(open) < len(all):
		f = finding(scoring.Partial, open[0], 0.75, WhyObjectionsSome, c.at(open...)...)
	default:
		f = finding(scoring.Miss, open[0], 0.8, WhyObjectionsNone, c.at(open...)...)
	}
	f.Why.Count = len(open)
	return f
}

// replied judges answers to events of a user's own.
func (c *call) replied(r *rule) scoring.Finding {
	within := max(1, r.item.Within)
	var all, open []int
	side := r.speaker()
	for i := range c.turns {
		t := &c.turns[i]
		if t.Speaker == side || t.Speaker == scoring.SpeakerUnknown || !r.to.heard(t) {
			continue
		}
		all = append(all, i)
		answered, n := false, 0
		for k := c.next(i, side); k >= 0 && n < within && !answered; k = c.next(k, side) {
			answered = r.with_.heard(&c.turns[k])
			n++
		}
		if !answered {
			open = append(open, i)
		}
	}
	if len(all) == 0 {
		return notApplicable(WhyNoOccasion)
	}
	f := finding(scoring.Pass, all[0], 0.8, WhyAnswered, c.at(all...)...)
	f.Why.Count = len(all)
	if len(open) > 0 {
		f = finding(scoring.Partial, open[0], 0.8, WhyNotAnswered, c.at(open...)...)
		if len(open) == len(all) {
			f.Verdict = scoring.Miss
		}
		f.Why.Count = len(open)
	}
	return f
}
