// Package source holds what every source of calls yields: legs of calls, events
// of queues, and the problems met in reading them. The packages below it each
// know one outside format; none knows how records are kept or joined.
package source

import (
	"errors"
	"fmt"
)

// Leg is one row of a telephony's call records. Its times are wall clock
// milliseconds as the file writes them, read as if the file were in UTC: which
// zone they are in is decided when the legs of a call are joined.
type Leg struct {
	Call        string // key by which legs are joined: linkedid, else uniqueid
	Own         string // uniqueid of this leg's first channel
	From        string
	To          string
	Context     string
	Channel     string
	DstChannel  string
	App         string
	StartWallMS int64
	AnswerMS    int64 // from StartWallMS to the answer; -1 where never answered
	LengthMS    int64 // from StartWallMS to the end
	TalkMS      int64 // as the record counts it
	PatienceMS  int64 // time-out of the queue, 0 where unknown
	Result      Result
	Recording   string // name of the sound file
}

// Result is how a leg ended.
type Result byte

// The results of a leg.
const (
	Unknown Result = iota
	Answered
	NoAnswer
	Busy
	Congestion
	Failed
	Cancelled
)

// String returns the result in the words of call records.
func (r Result) String() string {
	names := [...]string{"UNKNOWN", "ANSWERED", "NO ANSWER", "BUSY", "CONGESTION", "FAILED", "CANCEL"}
	if int(r) < len(names) {
		return names[r]
	}
	return names[Unknown]
}

// Event is one event of a queue.
type Event struct {
	Call   string
	AtMS   int64 // UTC
	Kind   EventKind
	Queue  string
	Agent  string // interface or name of the member, empty where none
	HoldMS int64  // time in the queue
	TalkMS int64  // time of the talk, or of the ringing
	Text   string // caller's number (Enter), dialled number (Dialled), the event's own name (Other)
}

// EventKind says what happened in a queue.
type EventKind byte

// The kinds of queue events that tell something of a call.
const (
	Other      EventKind = iota
	Dialled              // DID: the number that was dialled
	Enter                // the client entered the queue
	Connect              // a member took the call
	Complete             // the talk ended
	Abandon              // the client hung up
	Timeout              // the queue's time ran out
	Empty                // nobody was there to take it
	Full                 // the queue was full
	Closed               // the queue was closed
	Key                  // the client left by a key
	RingNoAns            // a member's phone rang in vain
	RingCancel           // a member's phone stopped ringing: the client left or another took the call
	Transfer             // the member passed the client on
)

// Code says what kind of problem a Problem is, so that any language can tell it.
type Code string

// The problems of sources.
const (
	BadRow        Code = "bad_row"        // a damaged row, skipped
	CutRow        Code = "cut_row"        // the last row of a finished file is cut
	BadFormat     Code = "bad_format"     // a file in a form that is not read; Text says which
	Missing       Code = "missing"        // a file or folder that is not there
	Unreadable    Code = "unreadable"     // a file or folder that cannot be read
	BadTranscript Code = "bad_transcript" // a transcript that cannot be read
	EmptySound    Code = "empty_sound"    // a recording of no length
	Outside       Code = "outside"        // a path that leads out of its folder
)

// Reason says what is wrong with a row or a file, so that any language can tell it.
type Reason string

// The reasons of damaged rows.
const (
	OpenQuote   Reason = "open_quote"
	FewColumns  Reason = "few_columns"
	ManyColumns Reason = "many_columns"
	NoDate      Reason = "no_date"
	NoNumber    Reason = "no_number"
	EndsBefore  Reason = "ends_before_start"
	NoEpoch     Reason = "no_epoch"
	NoEvent     Reason = "no_event"
	NoJSON      Reason = "no_json"
	NoKey       Reason = "no_key"
	NoTime      Reason = "no_time"
	NoAmount    Reason = "no_amount"
	LongLine    Reason = "long_line"
)

// The reasons of files and folders that are not read.
const (
	NoColumn   Reason = "no_column"    // Text names the column
	NoKeyThere Reason = "no_key_there" // no column joins the rows to calls
	IsFolder   Reason = "is_folder"
	IsNoFile   Reason = "is_no_file"
)

// The forms that a file of Code BadFormat was known for; they stand in its Text.
const (
	FormSQL        = "sql"        // a dump of a database
	FormCEL        = "cel"        // the channel event log
	FormFreeSWITCH = "freeswitch" // FreeSWITCH's call records
	FormTable      = "table"      // a table of a database
	FormDeals      = "deals"      // a table that is no export of deals
	FormOther      = "unknown"
)

// Error says it in plain English.
func (r Reason) Error() string {
	switch r {
	case OpenQuote:
		return "a quote is not closed"
	case FewColumns:
		return "too few columns"
	case ManyColumns:
		return "too many columns"
	case NoDate:
		return "no date where one should be"
	case NoNumber:
		return "no number where one should be"
	case EndsBefore:
		return "the end is before the start"
	case NoEpoch:
		return "no Unix time at the start"
	case NoEvent:
		return "no event"
	case NoJSON:
		return "not a JSON object"
	case NoKey:
		return "neither the id of a call nor a client's number"
	case NoTime:
		return "no time of its making, and no id of a call"
	case NoAmount:
		return "the amount is no number"
	case LongLine:
		return "a line is longer than a megabyte"
	case NoColumn:
		return "the file has no such column"
	case NoKeyThere:
		return "no column with the id of a call or with a client's number"
	case IsFolder:
		return "it is a folder, not a file"
	case IsNoFile:
		return "it is not a file"
	}
	return string(r)
}

// Problem is something that could not be read. Line is 0 where it is the file
// as a whole.
type Problem struct {
	File string
	Line int64
	Code Code
	Text string // a detail in the file's own words
	Err  error
}

// Error says it in plain English, for logs.
func (p *Problem) Error() string {
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s line %d", p.File, p.Line)
	}
	switch {
	case p.Err != nil && p.Text != "":
		return fmt.Sprintf("read %s: %s: %v", where, p.Text, p.Err)
	case p.Err != nil:
		return fmt.Sprintf("read %s: %v", where, p.Err)
	case p.Text != "":
		return fmt.Sprintf("read %s: %s (%s)", where, p.Code, p.Text)
	}
	return fmt.Sprintf("read %s: %s", where, p.Code)
}

// Unwrap returns the error below.
func (p *Problem) Unwrap() error { return p.Err }

// AsProblem returns err as a Problem; one that is none becomes Unreadable.
func AsProblem(err error, file string) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	return &Problem{File: file, Code: Unreadable, Err: err}
}
