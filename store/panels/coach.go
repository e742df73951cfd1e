package panels

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"razbor/scoring"
	"razbor/scoring/coach"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Example is a place in a call with the words said there.
type Example struct {
	Call  store.Call
	AtMS  int64
	Quote string
}

// Moment is a miss worth hearing together, and how it was done better.
type Moment struct {
	Item    scoring.Item
	Finding scoring.Finding
	Miss    Example
	Better  *Example // nil where the department has no better answer yet
	OwnBest bool     // the better answer is the manager's own
}

// Coaching is the feedback to one manager for a period.
type Coaching struct {
	Settings   Settings
	Manager    string
	From, To   store.Day
	BeforeFrom store.Day
	BeforeTo   store.Day
	Totals
	Before   Totals
	Feedback coach.Feedback
	Moments  []Moment
}

const (
	momentsWanted    = 3
	momentCalls      = 12 // lost calls of a manager that are looked through for one item
	examplesCompared = 6  // examples of one item from which the most telling is taken
	exampleCalls     = 40 // handled calls of the department that are looked through for better answers
	daysBeforeCoach  = 14 // a shorter period is compared with two weeks before it
)

// Coach builds the feedback to a manager.
func Coach(ctx context.Context, r Reader, s Settings, manager string, from, to store.Day) (Coaching, error) {
	c := Coaching{Settings: s, Manager: manager, From: from, To: to, BeforeTo: from.Add(-1)}
	c.BeforeFrom = from.Add(-max(daysBeforeCoach, from.Until(to)+1))
	now, items, err := managerPanel(ctx, r, manager, from, to)
	if err != nil {
		return c, err
	}
	was, itemsBefore, err := managerPanel(ctx, r, manager, c.BeforeFrom, c.BeforeTo)
	if err != nil {
		return c, err
	}
	c.Totals, c.Before = s.totals(now), s.totals(was)
	c.Feedback = coach.Of(items, itemsBefore)
	f := finder{r: r, s: s, q: Query{From: from, To: to}, manager: manager, judged: map[string]scoring.Judgement{}}
	c.Moments, err = f.moments(ctx, c.Feedback.Misses)
	return c, err
}

func managerPanel(ctx context.Context, r Reader, manager string, from, to store.Day) (metrics.Sums, []coach.Item, error) {
	p, err := r.Panel(ctx, store.PanelQuery{From: from, To: to, Managers: []string{manager}, By: []store.Grouping{store.PerManagerFct}})
	if err != nil {
		return metrics.Sums{}, nil, fmt.Errorf("read the sums of %s to %s: %w", from, to, err)
	}
	var list []coach.Item
	facets := p.Facets[store.PerManagerFct]
	for _, f := range itemFacts(facets) {
		list = append(list, coach.Item{
			Item: f.Item, Pass: f.Applies - f.Partial - f.Miss, Partial: f.Partial, Miss: f.Miss, Lost: f.Lost,
		})
	}
	return p.Total, list, nil
}

// finder looks for moments and better answers; it reads each judgement once.
type finder struct {
	r       Reader
	s       Settings
	q       Query
	manager string
	judged  map[string]scoring.Judgement
	handled []store.Call // of the department, once read
	read    bool
}

// moments picks a moment for each of the worst items, each in another call where
// there are enough of them.
func (f *finder) moments(ctx context.Context, misses []coach.Item) ([]Moment, error) {
	var list []Moment
	used := map[string]bool{}
	for round := 0; round < 2 && len(list) < momentsWanted; round++ {
		for _, item := range misses {
			if len(list) == momentsWanted {
				break
			}
			m, ok, err := f.moment(ctx, item.Item, used)
			if err != nil {
				return nil, err
			}
			if ok {
				used[m.Miss.Call.ID] = true
				list = append(list, m)
			}
		}
	}
	for i := range list {
		if err := f.better(ctx, &list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// moment is the surest miss of an item in the manager's lost calls, and where
// none of them has one, in his others.
func (f *finder) moment(ctx context.Context, item scoring.Item, used map[string]bool) (Moment, bool, error) {
	var best Moment
	found := false
	for _, lost := range [...]bool{true, false} {
		filter := period(f.s, f.q)
		filter.Managers, filter.Answered, filter.Lost, filter.MissOf = []string{f.manager}, true, lost, []scoring.Item{item}
		page, err := f.r.Calls(ctx, filter, store.Page{Order: store.ByTimeDesc, Limit: momentCalls})
		if err != nil {
			return best, false, fmt.Errorf("find the misses of %s: %w", f.manager, err)
		}
		for _, c := range page.Calls {
			if used[c.ID] {
				continue
			}
			j, err := f.judgement(ctx, c.ID)
			if err != nil {
				return best, false, err
			}
			if at, ok := j.Finding(item); ok && (!found || better(at, best.Finding)) {
				found = true
				best = Moment{Item: item, Finding: at, Miss: Example{Call: c, AtMS: at.AtMS, Quote: at.Quote}}
			}
		}
		if found {
			break
		}
	}
	return best, found, nil
}

// better prefers a miss with words to hear, then the surer one.
func better(a, b scoring.Finding) bool {
	if (a.Quote != "") != (b.Quote != "") {
		return a.Quote != ""
	}
	return a.Confidence > b.Confidence
}

func (f *finder) judgement(ctx context.Context, id string) (scoring.Judgement, error) {
	if j, ok := f.judged[id]; ok {
		return j, nil
	}
	j, err := f.r.Judgement(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return j, fmt.Errorf("read the judgement of call %s: %w", id, err)
	}
	f.judged[id] = j
	return j, nil
}

// handledCalls are calls of the department with a next step, the newest first:
// those of the period's end and before it.
func (f *finder) handledCalls(ctx context.Context) ([]store.Call, error) {
	if f.read {
		return f.handled, nil
	}
	filter := period(f.s, f.q)
	filter.FromMS, filter.Answered = 0, true
	filter.Outcomes = []scoring.Outcome{scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback}
	page, err := f.r.Calls(ctx, filter, store.Page{Order: store.ByTimeDesc, Limit: exampleCalls})
	if err != nil {
		return nil, fmt.Errorf("find handled calls: %w", err)
	}
	f.handled, f.read = page.Calls, true
	return f.handled, nil
}

// better finds how the same was done well: by a colleague, else by the manager himself.
func (f *finder) better(ctx context.Context, m *Moment) error {
	calls, err := f.handledCalls(ctx)
	if err != nil {
		return err
	}
	kind := f.objectionAt(*m)
	for _, own := range [...]bool{false, true} {
		found := 0
		for _, c := range calls {
			if (c.Manager == f.manager) != own || c.ID == m.Miss.Call.ID || found == examplesCompared {
				continue
			}
			e, ok, err := f.example(ctx, c, m.Item, kind)
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			found++
			if m.Better == nil || telling(e) > telling(*m.Better) {
				m.Better, m.OwnBest = &e, own
			}
		}
		if m.Better != nil {
			return nil
		}
	}
	return nil
}

// telling is how much an example shows: a whole sentence or two, not a speech.
func telling(e Example) int {
	const enough = 25
	words := len(strings.Fields(e.Quote))
	return min(words, 2*enough-words)
}

// objectionAt is the kind of objection that a missed objection is about.
func (f *finder) objectionAt(m Moment) scoring.ObjectionKind {
	if m.Item != scoring.Objections {
		return ""
	}
	var kind scoring.ObjectionKind
	for _, o := range f.judged[m.Miss.Call.ID].Objections {
		if !o.Handled && (kind == "" || o.Segment == m.Finding.Segment) {
			kind = o.Kind
		}
	}
	return kind
}

// example is how a call passed an item: for an objection the answer to one of
// the same kind, else the words that the judge found.
func (f *finder) example(ctx context.Context, c store.Call, item scoring.Item, kind scoring.ObjectionKind) (Example, bool, error) {
	j, err := f.judgement(ctx, c.ID)
	if err != nil {
		return Example{}, false, err
	}
	if item == scoring.Objections {
		i := slices.IndexFunc(j.Objections, func(o scoring.Objection) bool {
			return o.Handled && o.Answer != scoring.NoSegment && (kind == "" || o.Kind == kind)
		})
		if i < 0 {
			return Example{}, false, nil
		}
		return f.said(ctx, c, j.Objections[i].Answer)
	}
	at, ok := j.Finding(item)
	if !ok || at.Verdict != scoring.Pass || at.Segment == scoring.NoSegment {
		return Example{}, false, nil
	}
	return f.said(ctx, c, at.Segment)
}

// fewWords is how few words say too little to be an example.
const fewWords = 5

// said reads what the manager said at a segment, or nearest before it, else
// after it: a judge may point at the client's consent.
func (f *finder) said(ctx context.Context, c store.Call, segment int) (Example, bool, error) {
	t, err := f.r.Transcript(ctx, c.ID)
	if errors.Is(err, store.ErrNotFound) {
		return Example{}, false, nil
	}
	if err != nil {
		return Example{}, false, fmt.Errorf("read the transcript of call %s: %w", c.ID, err)
	}
	for _, step := range [...]int{0, -1, -2, -3, -4, 1, 2} {
		i := segment + step
		if i < 0 || i >= len(t.Segments) {
			continue
		}
		if s := t.Segments[i]; s.Speaker == scoring.Manager && len(strings.Fields(s.Text)) >= fewWords {
			return Example{Call: c, AtMS: s.StartMS, Quote: s.Text}, true, nil
		}
	}
	return Example{}, false, nil
}
