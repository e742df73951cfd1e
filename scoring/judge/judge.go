// Package judge says of a call what a careful listener would: a verdict with
// its evidence for each item of a checklist, the client's objections and
// whether they were answered, how the call ended and where it was lost.
//
// A judgement is a pure function of the transcript and the list: the same
// input gives the same output, on any number of goroutines. What is a matter
// of time is computed; nothing depends on who the manager or the client is.
package judge

import (
	"fmt"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/moves"
	"razbor/scoring/moves/linear"
)

// Engine is the name under which judgements of this package are kept.
const Engine = "rules"

// Judge judges calls by one list. It is safe for use by many goroutines.
type Judge struct {
	list    *checklist.List
	version string
	reader  *moves.Reader
	models  linear.Set
	rules   []rule
}

// rule is an item with its events compiled.
type rule struct {
	item                                checklist.Item
	say, before, first, then, to, with_ event
	require, topics                     []event
}

// event is what can be heard: classes and the numbers of a user's phrases.
type event struct {
	classes []moves.Class
	phrases []int
}

// New compiles a list. An error says which phrase or move is wrong.
func New(list *checklist.List) (*Judge, error) {
	models, err := linear.BuiltIn()
	if err != nil {
		return nil, err
	}
	return NewWith(list, models)
}

// NewWith is New with models other than the built-in ones, as training has them.
func NewWith(list *checklist.List, models linear.Set) (*Judge, error) {
	j := &Judge{list: list, version: list.Version(), models: models}
	var phrases []string
	for _, item := range list.Items {
		r := rule{item: item}
		for _, e := range []struct {
			from checklist.Event
			to   *event
		}{{item.Say, &r.say}, {item.Before, &r.before}, {item.First, &r.first}, {item.Then, &r.then}, {item.To, &r.to}, {item.With, &r.with_}} {
			if err := e.to.compile(e.from, &phrases); err != nil {
				return nil, fmt.Errorf("item %q: %w", item.ID, err)
			}
		}
		for _, set := range []struct {
			from []checklist.Event
			to   *[]event
		}{{item.Require, &r.require}, {item.Topic, &r.topics}} {
			for _, from := range set.from {
				var e event
				if err := e.compile(from, &phrases); err != nil {
					return nil, fmt.Errorf("item %q: %w", item.ID, err)
				}
				*set.to = append(*set.to, e)
			}
		}
		j.rules = append(j.rules, r)
	}
	reader, err := moves.NewReader(phrases, models)
	if err != nil {
		return nil, err
	}
	j.reader = reader
	return j, nil
}

func (e *event) compile(from checklist.Event, phrases *[]string) error {
	for _, m := range from.Moves {
		class, ok := moves.Named(m)
		if !ok {
			return fmt.Errorf("unknown move %q", m)
		}
		e.classes = append(e.classes, class)
	}
	for _, p := range from.Phrases {
		e.phrases = append(e.phrases, len(*phrases))
		*phrases = append(*phrases, p)
	}
	return nil
}

// heard says whether the event is heard in an utterance.
func (e event) heard(t *moves.Turn) bool {
	if t.Any(e.classes...) {
		return true
	}
	for _, p := range e.phrases {
		if t.Phrases[p] {
			return true
		}
	}
	return false
}

// Judge judges one call. Any transcript gives a judgement.
func (j *Judge) Judge(t scoring.Transcript) scoring.Judgement {
	c := &call{outbound: t.Outbound, turns: j.reader.Read(t), models: j.models}
	c.survey()
	out := scoring.Judgement{
		List: j.list.ID, ListVersion: j.version, Engine: Engine, Talk: talk(t.Segments),
		LossSegment: scoring.NoSegment, Outcome: c.outcome, Target: c.target, Confidence: c.sure,
		Findings: make([]scoring.Finding, 0, len(j.rules)),
	}
	for _, i := range c.managers {
		if c.turns[i].Has(moves.Ask) {
			out.Talk.Questions++
		}
	}
	for _, o := range c.objections {
		out.Objections = append(out.Objections, o.Objection)
	}
	for i := range j.rules {
		if j.rules[i].item.Rule == checklist.FromCRM {
			continue // judged from the data of the CRM
		}
		f := c.judge(&j.rules[i])
		f.Item = j.rules[i].item.ID
		c.evidence(&f)
		out.Findings = append(out.Findings, f)
	}
	if c.target && c.outcome == scoring.OutcomeNone {
		out.Lost = true
		out.LossSegment, out.LossReason = c.loss()
		if s := out.LossSegment; s != scoring.NoSegment {
			out.LossAtMS = c.turns[s].StartMS
		}
	}
	return out
}

// judge applies the rule of one item.
func (c *call) judge(r *rule) scoring.Finding {
	switch r.item.Rule {
	case checklist.Opening:
		return c.opening(r)
	case checklist.Count:
		return c.count(r)
	case checklist.Order:
		return c.order(r)
	case checklist.Reply:
		return c.reply(r)
	case checklist.Agreement:
		return c.agreement()
	case checklist.NotSaid:
		return c.notSaid(r)
	case checklist.Topics:
		return c.topics(r)
	}
	return c.said(r)
}

// evidence fills the place, the quote and the searched stretch of a finding.
func (c *call) evidence(f *scoring.Finding) {
	if f.Segment >= 0 && f.Segment < len(c.turns) {
		t := &c.turns[f.Segment]
		f.AtMS = t.StartMS
		if f.Quote == "" {
			f.Quote = quote(t.Text)
		}
	}
	if f.Searched == (scoring.Stretch{}) && len(c.turns) > 0 && (f.Verdict == scoring.Miss || f.Verdict == scoring.Partial) {
		f.Searched = scoring.Stretch{FromMS: c.turns[0].StartMS, ToMS: c.endMS}
	}
}

// quoteBytes bounds a quote: what a person reads at a glance.
const quoteBytes = 400

func quote(s string) string {
	if len(s) <= quoteBytes {
		return s
	}
	cut := quoteBytes
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return s[:cut]
}
