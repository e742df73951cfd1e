// Package scoring holds the words in which calls are judged: who speaks, what
// is said when, the verdicts of the checklist, how a call ended and why it was
// lost. Its sub-packages judge (scoring/judge) and count (scoring/loss,
// scoring/metrics, scoring/causes). Everything below scoring is pure: no file,
// no network, no clock, and the same input always gives the same output.
package scoring

// Speaker says which side of the call an utterance belongs to. The zero value
// is a speaker that nobody could tell apart.
type Speaker string

// The two sides of a call.
const (
	SpeakerUnknown Speaker = ""
	Manager        Speaker = "manager"
	Client         Speaker = "client"
)

// Word is one timed word of a segment, in milliseconds from the start of the recording.
type Word struct {
	StartMS int64
	EndMS   int64
	Text    string
}

// Segment is one utterance of one speaker, in milliseconds from the start of
// the recording. Words is empty where the recogniser gave no word times.
type Segment struct {
	Speaker Speaker
	StartMS int64
	EndMS   int64
	Text    string
	Words   []Word
}

// Transcript is the timed text of one call, its segments in order of start.
type Transcript struct {
	Language string // "ru", "en", or empty where unknown
	Outbound bool   // the manager rang the client
	Segments []Segment
}

// Item names one point of the checklist: one of the constants below, or the id
// of an item that a user's own checklist adds.
type Item string

// The eight items of the built-in checklist, causes 8 to 15. CRM is judged from
// the CRM's data, never from the conversation.
const (
	Greeting      Item = "greeting"
	Need          Item = "need"
	PriceTiming   Item = "price_timing"
	Objections    Item = "objections"
	NextStep      Item = "next_step"
	Pressure      Item = "pressure"
	Qualification Item = "qualification"
	CRM           Item = "crm"
)

// SpokenItems are the items heard in a conversation, in the order of the checklist.
var SpokenItems = [...]Item{Greeting, Need, PriceTiming, Objections, NextStep, Pressure, Qualification}

// Verdict is the judgement of one item in one call.
type Verdict string

// The four verdicts; NotApplicable means the item could not apply, never "unsure".
const (
	Pass          Verdict = "pass"
	Partial       Verdict = "partial"
	Miss          Verdict = "miss"
	NotApplicable Verdict = "na"
)

// Outcome is how an answered call ended.
type Outcome string

// The outcomes. OutcomeUnknown (nobody knows yet) lowers coverage and is never a loss.
const (
	OutcomeUnknown   Outcome = "unknown"
	OutcomeMeeting   Outcome = "meeting"
	OutcomeProposal  Outcome = "proposal"
	OutcomeSale      Outcome = "sale"
	OutcomeCallback  Outcome = "callback"
	OutcomeNone      Outcome = "none"
	OutcomeNontarget Outcome = "nontarget"
)

// ObjectionKind says what a client objects to.
type ObjectionKind string

// The kinds of objection.
const (
	ObjectPrice      ObjectionKind = "price"
	ObjectThink      ObjectionKind = "think"
	ObjectNotNow     ObjectionKind = "not_now"
	ObjectCompetitor ObjectionKind = "competitor"
	ObjectAuthority  ObjectionKind = "authority"
	ObjectTrust      ObjectionKind = "trust"
	ObjectNoNeed     ObjectionKind = "no_need"
)

// Reason says why an answered call was lost: the kind of the last unanswered
// objection, or one of the three below.
type Reason string

// The reasons that are no objection.
const (
	ReasonNone       Reason = ""
	ReasonEarlyPrice Reason = "early_price"
	ReasonNoNextStep Reason = "no_next_step"
	ReasonRudeness   Reason = "rudeness"
)

// Reasons lists every loss reason in a fixed order.
var Reasons = [...]Reason{
	Reason(ObjectPrice), Reason(ObjectThink), Reason(ObjectNotNow), Reason(ObjectCompetitor), Reason(ObjectAuthority),
	Reason(ObjectTrust), Reason(ObjectNoNeed), ReasonEarlyPrice, ReasonNoNextStep, ReasonRudeness,
}

// NoSegment stands where a verdict points at no segment.
const NoSegment = -1

// Stretch is a piece of the recording, in milliseconds.
type Stretch struct {
	FromMS int64
	ToMS   int64
}

// Why is the reason of a verdict in a form that any language can say: a code
// ("price_before_need"), the moments it speaks of and a count.
// tui/lang turns it into a sentence.
type Why struct {
	Code    string
	TimesMS []int64
	Count   int
}

// Finding is one verdict with its evidence: the segment it points at (or
// NoSegment), the words said there, the stretch that was searched where
// something was not said, and how sure the judge is (0 to 1).
type Finding struct {
	Item       Item
	Verdict    Verdict
	Segment    int
	AtMS       int64
	Quote      string
	Searched   Stretch
	Confidence float64
	Why        Why
}

// Objection is one objection of the client: the segment where it was raised,
// and the manager's segment that answers it (NoSegment where none does).
type Objection struct {
	Segment int
	AtMS    int64
	Kind    ObjectionKind
	Handled bool
	Answer  int
}

// TalkFacts are computed from times alone.
type TalkFacts struct {
	ManagerMS          int64 // speech of the manager
	ClientMS           int64 // speech of the client
	LongestMonologueMS int64 // of the manager, not interrupted by the client
	Interruptions      int   // the manager began while the client was speaking
	Questions          int   // asked by the manager
	Pauses             int   // silences of both sides over 3 s
	DeadAirMS          int64 // sum of the silences over 3 s
}

// Judgement is everything the judge says of one call. Confidence is that of the outcome, 0 to 1.
type Judgement struct {
	List        string // id of the checklist
	ListVersion string // its version (a digest of what is judged by it)
	Engine      string // "rules", "llm" or "both"
	Findings    []Finding
	Objections  []Objection
	Outcome     Outcome
	Target      bool
	Lost        bool
	LossSegment int
	LossAtMS    int64
	LossReason  Reason
	Confidence  float64
	Talk        TalkFacts
}

// Finding returns the finding of an item, and whether there is one.
func (j Judgement) Finding(item Item) (Finding, bool) {
	for _, f := range j.Findings {
		if f.Item == item {
			return f, true
		}
	}
	return Finding{}, false
}
