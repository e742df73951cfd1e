package store

import "razbor/scoring"

// Direction says who rang whom.
type Direction string

// The directions of a call.
const (
	Inbound  Direction = "inbound"
	Outbound Direction = "outbound"
	Internal Direction = "internal"
)

// MissedBy says why nobody answered an inbound call; empty where somebody did.
type MissedBy string

// The reasons of a missed call.
const (
	NotMissed      MissedBy = ""
	AbandonedQueue MissedBy = "abandoned_queue"
	AbandonedIVR   MissedBy = "abandoned_ivr"
	Busy           MissedBy = "busy"
	AfterHours     MissedBy = "after_hours"
	NoAnswer       MissedBy = "no_answer"
	Failed         MissedBy = "failed"
)

// MissedReasons lists them in the order of the reports.
var MissedReasons = [...]MissedBy{AbandonedQueue, AbandonedIVR, Busy, AfterHours, NoAnswer, Failed}

// OutcomeFrom says who decided the outcome of a call.
type OutcomeFrom string

// Who may decide an outcome, the strongest first.
const (
	FromNobody     OutcomeFrom = ""
	FromReviewer   OutcomeFrom = "reviewer"
	FromCRM        OutcomeFrom = "crm"
	FromTranscript OutcomeFrom = "transcript"
)

// Attempt is one phone that rang in vain for a call.
type Attempt struct {
	Manager string
	RingMS  int64
}

// Call is one contact of one client with the department, joined from its legs.
// Sync fills what telephony knows; the engine fills what it decides from the
// CRM, the judge and the reviewer (see Decide) whenever one of them changes.
type Call struct {
	ID        string // the uniqueid or linkedid by which people know it
	Source    string // name of the source in the configuration
	Direction Direction
	StartMS   int64  // arrival
	EndMS     int64  // hang-up
	Client    string // number as digits with country code ("79161234567"), empty where hidden
	Line      string // number of the company, as Client
	Queue     string

	Answered    bool
	Manager     string // who answered; for a missed call empty
	Extension   string // of the manager
	MissedBy    MissedBy
	Short       bool  // hung up within short_abandon of entering
	WaitMS      int64 // from arrival to the answer or the hang-up
	QueueWaitMS int64 // the part of it in the queue; -1 where there was no queue
	TalkMS      int64
	Dropped     bool     // its first try broke off within 5 s and was joined to this call
	BrokenOff   []string // ids of the tries that broke off, of a dropped call
	IVRDepth    int      // menus passed
	Attempts    []Attempt

	Recording     string // path, relative to the source's recordings folder, or absolute
	HasTranscript bool

	CalledBackMS int64 // start of the first callback after a missed call, 0 where none
	RecoveredMS  int64 // when the lost client was reached, 0 where he was not
	FirstMiss    bool  // the first missed call of this client within a day
	Repeat       bool  // the client had rung within the day before

	Outcome     scoring.Outcome
	OutcomeFrom OutcomeFrom
	Lost        bool // missed, or answered + target + outcome none
	LossReason  scoring.Reason
	LossAtMS    int64 // into the recording; -1 where there is no moment
	Stage       Stage // where in the talk the client was lost
	Score       int   // per cent of the applicable checklist weight that passed; -1 where not judged
	Unsure      int   // per cent: how unsure the judge is of the outcome
	Misses      []scoring.Item
	Reviewed    bool
	NoteWritten *bool // the CRM has a note of it; nil where the CRM says nothing of the call
	Faults      int   // faults of telephony found in the recording
	Won         bool  // the CRM says it became a deal
	WonMinor    int64 // the amount of that deal, in minor units; 0 where none
}

// Stage is the part of a talk in which a client is lost.
type Stage string

// The stages of a talk, in their order.
const (
	StageNone      Stage = ""
	StageOpening   Stage = "opening"   // before a need or a price was spoken of
	StageNeed      Stage = "need"      // while the need was asked about
	StagePrice     Stage = "price"     // after the price was named
	StageObjection Stage = "objection" // after an objection that is not of price
	StageClosing   Stage = "closing"   // with no objection, when it came to the next step
)

// Decision is what the three judges of an outcome say of one call; a nil field
// says nothing. It is the input of Decide.
type Decision struct {
	Reviewer  *scoring.Outcome
	Deal      *Deal
	Judgement *scoring.Judgement
	Marks     []Mark // the reviewer's words on single verdicts
	Weights   Weights
}
