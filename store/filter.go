package store

import "razbor/scoring"

// Filter narrows calls. Its zero value is every call; fields are joined by "and".
type Filter struct {
	FromMS       int64 // arrival, inclusive; 0 is open
	ToMS         int64 // exclusive; 0 is open
	Managers     []string
	Directions   []Direction
	Sources      []string
	Lines        []string
	Client       string // digits; matches by the last ten
	Missed       bool
	Answered     bool
	Lost         bool
	MissedBy     []MissedBy
	Outcomes     []scoring.Outcome
	Reasons      []scoring.Reason
	Stages       []Stage
	MissOf       []scoring.Item // a miss of every one of them
	NotReviewed  bool
	ToCallBack   bool // missed, the client neither called back nor reached
	HasRecording bool
	NoTranscript bool // nobody has put it into words yet
	Faulty       bool
	Dropped      bool // the first try broke off and was joined
	DeepIVR      bool // went deeper into the menu than the norm
	NoCRMNote    bool
	LongWaitMS   int64 // waited longer than this; 0 is off
	Short        bool  // also the short hang-ups, which are left out otherwise
	Hours        []int // local hours of arrival
	Weekdays     []int // 1 Monday … 7 Sunday, local
	IDs          []string
	Search       string // words of the transcript
}

// Order is the order of a list of calls.
type Order string

// The orders of a list.
const (
	ByTimeDesc Order = "" // the newest first
	ByTime     Order = "time"
	ByRisk     Order = "risk"  // not reviewed first, then by money at risk and how unsure the verdict is
	ByWait     Order = "wait"  // the longest first
	ByTalk     Order = "talk"  // the longest first
	ByScore    Order = "score" // the worst first, those that nobody judged last
)

// Page is a piece of a list: at most Limit calls after the cursor (empty: from
// the start). Cursors come from the page before.
type Page struct {
	Order  Order
	Limit  int
	Cursor string
	Bare   bool // of each call only ID, Source and StartMS are wanted: the rest may be left out
}

// CallPage is one page of calls, with the cursor of the next, empty at the end.
type CallPage struct {
	Calls []Call
	Next  string
}
