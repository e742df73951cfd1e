package store_test

import (
	"reflect"
	"testing"

	"razbor/scoring"
	"razbor/store"
)

func judged(outcome scoring.Outcome, confidence float64) *scoring.Judgement {
	j := &scoring.Judgement{Outcome: outcome, Confidence: confidence, LossAtMS: -1, LossSegment: scoring.NoSegment}
	if outcome == scoring.OutcomeNone {
		j.Lost, j.LossAtMS, j.LossReason = true, 227_000, scoring.Reason(scoring.ObjectPrice)
		j.Objections = []scoring.Objection{{AtMS: 227_000, Kind: scoring.ObjectPrice}}
	}
	return j
}

func deal(result store.DealResult) *store.Deal { return &store.Deal{Result: result, AmountMinor: 100} }

func TestTheStrongestWordDecidesAnOutcome(t *testing.T) {
	t.Parallel()
	sale := scoring.OutcomeSale
	for name, c := range map[string]struct {
		d       store.Decision
		outcome scoring.Outcome
		from    store.OutcomeFrom
		lost    bool
	}{
		"nobody says anything":          {store.Decision{}, scoring.OutcomeUnknown, store.FromNobody, false},
		"the transcript":                {store.Decision{Judgement: judged("none", 0.9)}, "none", store.FromTranscript, true},
		"the transcript does not know":  {store.Decision{Judgement: judged("unknown", 0.9)}, "unknown", store.FromNobody, false},
		"a deal without a result":       {store.Decision{Deal: deal(""), Judgement: judged("none", 1)}, "none", store.FromTranscript, true},
		"a deal won":                    {store.Decision{Deal: deal("won"), Judgement: judged("none", 1)}, "sale", store.FromCRM, false},
		"a deal lost":                   {store.Decision{Deal: deal("lost"), Judgement: judged("meeting", 1)}, "none", store.FromCRM, true},
		"an open deal alone":            {store.Decision{Deal: deal("open")}, "meeting", store.FromCRM, false},
		"an open deal, a proposal said": {store.Decision{Deal: deal("open"), Judgement: judged("proposal", 1)}, "proposal", store.FromCRM, false},
		"an open deal, nothing agreed":  {store.Decision{Deal: deal("open"), Judgement: judged("none", 1)}, "meeting", store.FromCRM, false},
		"a result nobody knows":         {store.Decision{Deal: deal("новый")}, "unknown", store.FromNobody, false},
		"the reviewer":                  {store.Decision{Reviewer: &sale, Deal: deal("lost"), Judgement: judged("none", 1)}, "sale", store.FromReviewer, false},
		"no sales talk":                 {store.Decision{Judgement: judged("nontarget", 1)}, "nontarget", store.FromTranscript, false},
	} {
		call := store.Call{Direction: store.Inbound, Answered: true}
		store.Decide(c.d, &call)
		if call.Outcome != c.outcome || call.OutcomeFrom != c.from || call.Lost != c.lost {
			t.Errorf("%s: %s by %q, lost %v", name, call.Outcome, call.OutcomeFrom, call.Lost)
		}
		if !call.Lost && (call.LossReason != "" || call.LossAtMS != -1 || call.Stage != "") {
			t.Errorf("%s: a reason for a loss that is none: %+v", name, call)
		}
	}
}

func TestOnlyInboundCallsAreLost(t *testing.T) {
	t.Parallel()
	none := store.Decision{Judgement: judged("none", 1)}
	for name, c := range map[string]struct {
		call store.Call
		lost bool
	}{
		"missed":            {store.Call{Direction: store.Inbound}, true},
		"hung up at once":   {store.Call{Direction: store.Inbound, Short: true}, false},
		"answered, no step": {store.Call{Direction: store.Inbound, Answered: true}, true},
		"a callback":        {store.Call{Direction: store.Outbound, Answered: true}, false},
		"nobody took ours":  {store.Call{Direction: store.Outbound}, false},
		"a colleague":       {store.Call{Direction: store.Internal, Answered: true}, false},
	} {
		store.Decide(none, &c.call)
		if c.call.Lost != c.lost {
			t.Errorf("%s: lost %v", name, c.call.Lost)
		}
		if !c.call.Answered && c.call.Outcome != "" {
			t.Errorf("%s: an outcome %q without a talk", name, c.call.Outcome)
		}
	}
}

func TestTheStageIsWhereTheClientWas(t *testing.T) {
	t.Parallel()
	price := scoring.Objection{AtMS: 50_000, Kind: scoring.ObjectPrice}
	think := scoring.Objection{AtMS: 80_000, Kind: scoring.ObjectThink}
	heard := func(item scoring.Item, at int64) scoring.Finding {
		return scoring.Finding{Item: item, Verdict: scoring.Pass, AtMS: at, Segment: 1}
	}
	for name, c := range map[string]struct {
		j    scoring.Judgement
		want store.Stage
	}{
		"the price was the last objection": {scoring.Judgement{LossReason: "price", LossAtMS: 60_000, Objections: []scoring.Objection{price, think}}, store.StagePrice},
		"another objection came after":     {scoring.Judgement{LossReason: "think", LossAtMS: 90_000, Objections: []scoring.Objection{think, price}}, store.StageObjection},
		"the price came too early":         {scoring.Judgement{LossReason: scoring.ReasonEarlyPrice, LossAtMS: 5000}, store.StagePrice},
		"nobody offered a step":            {scoring.Judgement{LossReason: scoring.ReasonNoNextStep, LossAtMS: -1}, store.StageClosing},
		"rude after the price":             {scoring.Judgement{LossReason: scoring.ReasonRudeness, LossAtMS: 9000, Findings: []scoring.Finding{heard(scoring.PriceTiming, 8000)}}, store.StagePrice},
		"rude while asking":                {scoring.Judgement{LossReason: scoring.ReasonRudeness, LossAtMS: 9000, Findings: []scoring.Finding{heard(scoring.Need, 3000), heard(scoring.PriceTiming, 12_000)}}, store.StageNeed},
		"rude at once":                     {scoring.Judgement{LossReason: scoring.ReasonRudeness, LossAtMS: 1000}, store.StageOpening},
	} {
		c.j.Outcome = scoring.OutcomeNone
		call := store.Call{Direction: store.Inbound, Answered: true}
		store.Decide(store.Decision{Judgement: &c.j}, &call)
		if call.Stage != c.want || call.LossReason != c.j.LossReason || call.LossAtMS != c.j.LossAtMS {
			t.Errorf("%s: stage %q, %q at %d", name, call.Stage, call.LossReason, call.LossAtMS)
		}
	}
}

func TestMarksStandInPlaceOfTheMachinesVerdicts(t *testing.T) {
	t.Parallel()
	j := judged("none", 0.4)
	j.Findings = []scoring.Finding{
		{Item: scoring.Greeting, Verdict: scoring.Pass}, {Item: scoring.Need, Verdict: scoring.Miss},
		{Item: scoring.PriceTiming, Verdict: scoring.Partial}, {Item: scoring.Pressure, Verdict: scoring.NotApplicable},
	}
	for name, c := range map[string]struct {
		marks  []store.Mark
		score  int
		misses []scoring.Item
	}{
		"no marks":           {nil, 50, []scoring.Item{scoring.Need}},
		"agreed":             {[]store.Mark{{Item: scoring.Need, Agrees: true}}, 50, []scoring.Item{scoring.Need}},
		"wrong":              {[]store.Mark{{Item: scoring.Need}}, 83, nil},
		"wrong, it passed":   {[]store.Mark{{Item: scoring.Greeting}}, 17, []scoring.Item{scoring.Greeting, scoring.Need}},
		"named":              {[]store.Mark{{Item: scoring.Need, Verdict: scoring.Partial}}, 67, nil},
		"not applicable":     {[]store.Mark{{Item: scoring.Need, Verdict: scoring.NotApplicable}}, 75, nil},
		"an item not judged": {[]store.Mark{{Item: "hold_music"}}, 50, []scoring.Item{scoring.Need}},
	} {
		call := store.Call{Direction: store.Inbound, Answered: true}
		store.Decide(store.Decision{Judgement: j, Marks: c.marks}, &call)
		if call.Score != c.score || !reflect.DeepEqual(call.Misses, c.misses) || call.Unsure != 60 {
			t.Errorf("%s: score %d, misses %v, unsure %d", name, call.Score, call.Misses, call.Unsure)
		}
	}
	if got := store.ReviewerOutcome([]store.Mark{{Agrees: true}}, j); got == nil || *got != scoring.OutcomeNone {
		t.Errorf("agreeing with the machine's outcome: %v", got)
	}
	if got := store.ReviewerOutcome([]store.Mark{{}, {Item: scoring.Need, Outcome: "x"}}, j); got != nil {
		t.Errorf("wrong without another outcome says %v", *got)
	}
}

func TestWhatIsWorthHearingComesFirst(t *testing.T) {
	t.Parallel()
	in := store.Call{Direction: store.Inbound, Answered: true}
	with := func(change func(*store.Call)) store.Call {
		c := in
		change(&c)
		return c
	}
	order := []store.Call{
		with(func(c *store.Call) { c.Lost, c.Unsure = true, 60 }),
		with(func(c *store.Call) { c.Lost = true }),
		with(func(c *store.Call) { c.Unsure = 100 }),
		in,
		with(func(c *store.Call) { c.Lost, c.Reviewed = true, true }),
	}
	for i := 1; i < len(order); i++ {
		if order[i-1].Risk() <= order[i].Risk() {
			t.Errorf("call %d is worth %d, the one after it %d", i-1, order[i-1].Risk(), order[i].Risk())
		}
	}
	if missed := (store.Call{Direction: store.Inbound, Lost: true}); missed.Risk() != in.Risk() {
		t.Errorf("a missed call has nothing to hear, yet is worth %d", missed.Risk())
	}
}

func TestFacetsAreOfInboundTalksAlone(t *testing.T) {
	t.Parallel()
	j := judged("none", 1)
	j.Findings = []scoring.Finding{{Item: scoring.Need, Verdict: scoring.Miss}}
	j.Objections = append(j.Objections, scoring.Objection{AtMS: 1, Kind: scoring.ObjectPrice, Handled: true})
	d := store.Decision{Judgement: j}
	call := store.Call{Direction: store.Inbound, Answered: true}
	store.Decide(d, &call)
	want := []store.Facet{
		{Kind: store.FacetOutcome, Name: "none"}, {Kind: store.FacetItem, Name: "need", Value: "miss"},
		{Kind: store.FacetReason, Name: "price"}, {Kind: store.FacetStage, Name: "price"},
		{Kind: store.FacetObjection, Name: "price", Value: "open"}, {Kind: store.FacetObjection, Name: "price", Value: "handled"},
	}
	if got := store.Facets(call, d); !reflect.DeepEqual(got, want) {
		t.Errorf("facets %v", got)
	}
	call.Direction = store.Outbound
	if got := store.Facets(call, d); got != nil {
		t.Errorf("facets of a callback: %v", got)
	}
}
