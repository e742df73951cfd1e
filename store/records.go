package store

import "razbor/scoring"

// DealResult is what the CRM says became of a call.
type DealResult string

// The results of a deal. ResultOpen: a next step is agreed.
const (
	ResultNone DealResult = ""
	ResultWon  DealResult = "won"
	ResultOpen DealResult = "open"
	ResultLost DealResult = "lost"
)

// Deal is the CRM's record of one call.
type Deal struct {
	CallID      string // uniqueid, where the CRM keeps it
	Client      string // digits with country code
	Manager     string
	Stage       string // the CRM's own words
	Result      DealResult
	AmountMinor int64
	NoteWritten bool
	CreatedMS   int64
}

// Leg is one row of the telephony's records from which a call was joined, for
// showing how it was joined.
type Leg struct {
	StartMS     int64
	AnswerMS    int64 // 0 where never
	EndMS       int64
	From        string
	To          string
	App         string // "Queue", "Dial", "BackGround", …
	Disposition string
	Phone       string // extension that rang, empty where none did
}

// Note is what a person wrote at a moment of a call; without text it is a bookmark.
type Note struct {
	ID      int64
	CallID  string
	AtMS    int64 // into the recording
	Text    string
	Author  string
	MadeMS  int64
	Gone    bool // taken back; kept for undo
	Coached bool // belongs to the coaching playlist
}

// Mark is a reviewer's word on a verdict (Item set) or on the outcome (Item
// empty). It outranks the machine's.
type Mark struct {
	CallID  string
	Item    scoring.Item
	Agrees  bool            // a: the machine is right; x: it is wrong
	Verdict scoring.Verdict // the reviewer's verdict, where Item is set
	Outcome scoring.Outcome // the reviewer's outcome, where Item is empty
	Author  string
	MadeMS  int64
}

// Position is how far a file of a source was read: sync goes on from there.
type Position struct {
	Source  string
	File    string // path as the source names it
	Offset  int64  // bytes read, up to the end of the last whole row
	Size    int64  // of the file when it was read
	ModMS   int64
	Digest  string // of the first bytes, to tell a rotated or replaced file
	Rows    int64
	BadRows int64
}

// Scored is one call's judgement on its way into the store.
type Scored struct {
	CallID    string
	Judgement scoring.Judgement
}

// Hit is one segment of a transcript that a search found.
type Hit struct {
	Call    Call
	Segment int
	AtMS    int64
	Text    string
	Marked  [][2]int // byte ranges of Text that match
}
