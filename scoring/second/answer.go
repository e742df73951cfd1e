package second

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"razbor/scoring"
)

// Said is the model's verdict on one item.
type Said struct {
	Verdict scoring.Verdict `json:"verdict"`
	Segment int             `json:"segment"`
	Quote   string          `json:"quote"`
}

// SaidObjection is one objection that the model heard.
type SaidObjection struct {
	Segment int                   `json:"segment"`
	Kind    scoring.ObjectionKind `json:"kind"`
	Handled bool                  `json:"handled"`
}

// Answer is what a model said of a call, checked against the transcript. Thrown
// counts the verdicts that were thrown away because their quote stands nowhere.
type Answer struct {
	Items       map[scoring.Item]Said `json:"items"`
	Objections  []SaidObjection       `json:"objections"`
	Outcome     scoring.Outcome       `json:"outcome"`
	LossSegment int                   `json:"loss_segment"`
	LossReason  scoring.Reason        `json:"loss_reason"`
	Thrown      int                   `json:"thrown,omitempty"`
}

// ErrAnswer says that a model's answer cannot be used at all.
var ErrAnswer = errors.New("the model's answer cannot be used")

// Parse reads what a model answered about a call. It forgives code fences and
// thoughts around the JSON and nothing inside it: a wrong type, verdict, kind or
// segment is ErrAnswer with the reason, which a second try may be told.
func Parse(content string, t scoring.Transcript) (Answer, error) {
	a := Answer{LossSegment: scoring.NoSegment}
	body := bare(content)
	if body == "" {
		return Answer{}, fmt.Errorf("%w: there is no JSON object in it", ErrAnswer)
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil {
		return Answer{}, fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	if err := a.check(len(t.Segments)); err != nil {
		return Answer{}, err
	}
	for item, said := range a.Items {
		if said.Quote != "" && !a.believe(t, item, said) {
			delete(a.Items, item)
			a.Thrown++
		}
	}
	return a, nil
}

// believe reports whether a quote stands in the transcript; where it stands in
// another segment than the model said, the place is mended.
func (a *Answer) believe(t scoring.Transcript, item scoring.Item, said Said) bool {
	quote := fold(said.Quote)
	if quote == "" {
		return false
	}
	if said.Segment >= 0 && strings.Contains(fold(t.Segments[said.Segment].Text), quote) {
		return true
	}
	for i, s := range t.Segments {
		if strings.Contains(fold(s.Text), quote) {
			said.Segment = i
			a.Items[item] = said
			return true
		}
	}
	return false
}

func (a *Answer) check(segments int) error {
	inside := func(i int) bool { return i >= scoring.NoSegment && i < segments }
	for item, said := range a.Items {
		switch said.Verdict {
		case scoring.Pass, scoring.Partial, scoring.Miss, scoring.NotApplicable:
		default:
			return fmt.Errorf("%w: %s has the verdict %q", ErrAnswer, item, said.Verdict)
		}
		if !inside(said.Segment) {
			return fmt.Errorf("%w: %s points at segment %d of %d", ErrAnswer, item, said.Segment, segments)
		}
	}
	for _, o := range a.Objections {
		if !inside(o.Segment) || o.Segment < 0 || !isReason(scoring.Reason(o.Kind)) {
			return fmt.Errorf("%w: an objection %q at segment %d of %d", ErrAnswer, o.Kind, o.Segment, segments)
		}
	}
	switch a.Outcome {
	case scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback,
		scoring.OutcomeNone, scoring.OutcomeNontarget:
	default:
		return fmt.Errorf("%w: the outcome %q", ErrAnswer, a.Outcome)
	}
	if !inside(a.LossSegment) || (a.LossReason != scoring.ReasonNone && !isReason(a.LossReason)) {
		return fmt.Errorf("%w: lost at segment %d of %d for %q", ErrAnswer, a.LossSegment, segments, a.LossReason)
	}
	return nil
}

func isReason(r scoring.Reason) bool {
	for _, known := range scoring.Reasons {
		if r == known {
			return true
		}
	}
	return false
}

// bare cuts thoughts and fences off and returns the outermost JSON object.
func bare(content string) string {
	if _, after, found := strings.Cut(content, "</think>"); found {
		content = after
	}
	from, to := strings.IndexByte(content, '{'), strings.LastIndexByte(content, '}')
	if from < 0 || to < from {
		return ""
	}
	return content[from : to+1]
}

// fold brings a text to what a quote is compared by: lower case, ё as е, letters
// and digits with single spaces.
func fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			if r == 'ё' {
				r = 'е'
			}
			b.WriteRune(r)
		default:
			space = true
		}
	}
	return b.String()
}
