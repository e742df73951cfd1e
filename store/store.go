package store

import (
	"context"
	"time"

	"razbor/scoring"
)

// Rules are the counting rules of the configuration that decide what a call
// counts as. A change of them recounts what was counted by the old ones.
type Rules struct {
	Location       *time.Location
	WorkHours      [2]int // minutes of the day: opening, closing
	WorkDays       [8]bool
	ShortAbandon   time.Duration // 5 s
	RecoveryWindow time.Duration // 24 h
	ServiceLevel   time.Duration // 20 s
	LongWait       time.Duration // 30 s
	CallbackSoon   time.Duration // 10 min
	IVRDepth       int           // 3
	DropTalk       time.Duration // 5 s: an answered call cut within it …
	DropRepeat     time.Duration // 2 min: … and rung again within this is one call
	Weights        Weights       // of the checklist's items in a score
}

// Equal reports whether two sets of rules count every call alike.
func (r Rules) Equal(o Rules) bool {
	return zoneName(r.Location) == zoneName(o.Location) && r.WorkHours == o.WorkHours && r.WorkDays == o.WorkDays &&
		r.ShortAbandon == o.ShortAbandon && r.RecoveryWindow == o.RecoveryWindow && r.ServiceLevel == o.ServiceLevel &&
		r.LongWait == o.LongWait && r.CallbackSoon == o.CallbackSoon && r.IVRDepth == o.IVRDepth &&
		r.DropTalk == o.DropTalk && r.DropRepeat == o.DropRepeat && r.Weights.Equal(o.Weights)
}

func zoneName(l *time.Location) string {
	if l == nil {
		return time.UTC.String()
	}
	return l.String()
}

// Reader answers what a person asks. Every method may be called at any time
// from several goroutines, and stops when its context does.
type Reader interface {
	// Call returns one call by its id; ErrNotFound where there is none.
	Call(ctx context.Context, id string) (Call, error)
	// Calls returns one page of the calls that a filter lets through.
	Calls(ctx context.Context, f Filter, p Page) (CallPage, error)
	// Count returns how many calls a filter lets through, counting to at most limit.
	Count(ctx context.Context, f Filter, limit int) (int, error)
	// Search finds words in transcripts, word forms of Russian and English
	// included, the best first.
	Search(ctx context.Context, words string, f Filter, limit int) ([]Hit, error)

	Transcript(ctx context.Context, id string) (scoring.Transcript, error)
	Judgement(ctx context.Context, id string) (scoring.Judgement, error)
	Legs(ctx context.Context, id string) ([]Leg, error)
	Deal(ctx context.Context, id string) (Deal, error)
	Notes(ctx context.Context, id string) ([]Note, error)
	Marks(ctx context.Context, id string) ([]Mark, error)
	// Playlist returns the notes of the coaching playlist in their order.
	Playlist(ctx context.Context) ([]Note, error)
	// Waveform returns the blob that SetWaveform kept; ErrNotFound where none.
	Waveform(ctx context.Context, id string) ([]byte, error)
	// Resume returns where the person left a call, in ms; 0 where nowhere.
	Resume(ctx context.Context, id string) (int64, error)

	// Panel returns the sums of a period, from the rollups alone.
	Panel(ctx context.Context, q PanelQuery) (Panel, error)
	// Span returns the first and the last day that has a call; ErrNotFound where none.
	Span(ctx context.Context) (first, last Day, err error)
	// Managers returns the names that calls carry, in alphabetical order.
	Managers(ctx context.Context) ([]string, error)
	// Reviewed returns the reviewer's marks of all calls with the machine's
	// verdicts beside them.
	Reviewed(ctx context.Context) ([]ReviewedVerdict, error)
	// Version grows with every write that changes what a panel or list shows.
	Version(ctx context.Context) (int64, error)
}

// ReviewedVerdict is one mark and what the machine had said.
type ReviewedVerdict struct {
	Mark    Mark
	Machine scoring.Verdict // where the mark has an item
	Outcome scoring.Outcome // the machine's, where it has none
}

// Reviewer keeps what a person says and does. Each method is one transaction
// and keeps the sums right.
type Reviewer interface {
	AddNote(ctx context.Context, n Note) (id int64, err error)
	SetNoteGone(ctx context.Context, id int64, gone bool) error
	SetMark(ctx context.Context, m Mark) error
	RemoveMark(ctx context.Context, id string, item scoring.Item) error
	SetReviewed(ctx context.Context, id string, reviewed bool) error
	SetResume(ctx context.Context, id string, atMS int64) error
	SetWaveform(ctx context.Context, id string, blob []byte, faults int) error
}

// Intake is what one transaction of a sync brings in. A call replaces the one
// with the same source and id; its legs and raw parts replace the earlier ones.
type Intake struct {
	Source string
	Calls  []IntakeCall
	Gone   []string // ids that turned out to be a part of another call
	// GoneParts are the raw parts of the ids in Gone (which may never have been
	// calls). Parts returns them like those of calls, so that a later leg of a
	// gone call finds the call it became a part of. An id that comes back in
	// Calls is gone no more.
	GoneParts   map[string][]byte
	Deals       []Deal // CallID set
	Transcripts []IntakeTranscript
	Positions   []Position
}

// IntakeCall is one joined call with the parts it was joined from, in a form
// that only sync reads: a later leg is joined with them again.
type IntakeCall struct {
	Call  Call
	Legs  []Leg
	Parts []byte
}

// IntakeTranscript is a transcript for a call.
type IntakeTranscript struct {
	CallID     string
	Transcript scoring.Transcript
	File       string
	Digest     string // of the file: the same again changes nothing
}

// Changes says what a transaction changed.
type Changes struct {
	Added   int
	Updated int
	Same    int
	Removed int
	Deals   int
	Texts   int
}

// Intaker is the side of an engine that sync writes to.
type Intaker interface {
	// Apply writes an intake and the sums that follow from it in one transaction.
	Apply(ctx context.Context, in Intake) (Changes, error)
	// Parts returns the raw parts of the calls with these ids.
	Parts(ctx context.Context, source string, ids []string) (map[string][]byte, error)
	// ClientCalls returns the calls of these clients that start within the
	// window, of every source, in order of start.
	ClientCalls(ctx context.Context, clients []string, fromMS, toMS int64) ([]Call, error)
	// Find returns which of these ids are calls of the store.
	Find(ctx context.Context, ids []string) (map[string]Call, error)
	Position(ctx context.Context, source, file string) (Position, error)
	Positions(ctx context.Context, source string) ([]Position, error)
	// TranscriptDigest returns the digest of the transcript kept for a call, empty where none.
	TranscriptDigest(ctx context.Context, id string) (string, error)
	// PendingDeals keep deals whose call has not come yet.
	PendingDeals(ctx context.Context, source string) ([]Deal, error)
	SetPendingDeals(ctx context.Context, source string, add []Deal, drop []Deal) error
}

// Scorer is the side of an engine that scoring writes to.
type Scorer interface {
	// ToScore yields, in pieces of at most limit, ids of calls that have a
	// transcript and no judgement by this version of the list and engine (all: every one
	// that has a transcript), after the id given.
	ToScore(ctx context.Context, listVersion, engine string, all bool, after string, limit int) ([]string, error)
	// ToAnalyse yields, in pieces of at most limit, ids of calls that have a
	// recording and no waveform yet, after the id given.
	ToAnalyse(ctx context.Context, after string, limit int) ([]string, error)
	// SetJudgements writes judgements and the sums that follow from them in one transaction.
	SetJudgements(ctx context.Context, scored []Scored) error
}

// Engine is a whole store.
type Engine interface {
	Reader
	Reviewer
	Intaker
	Scorer
	// Recount counts everything anew by these rules, telling how far it is. It
	// is needed after a change of them; Rules returns those in force.
	Recount(ctx context.Context, r Rules, progress func(done, total int64)) error
	Rules(ctx context.Context) (Rules, error)
	// Check reads the database whole and reports damage.
	Check(ctx context.Context) error
	Close() error
}
