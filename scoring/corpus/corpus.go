// Package corpus reads labelled calls, one JSON object a line, and writes
// judgements in the same form. It reads from what it is given and opens no file.
package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strings"

	"razbor/scoring"
)

// MaxLine bounds one call of a corpus, in bytes: about a day of talk.
const MaxLine = 32 << 20

// Call is one call of a corpus. Labels is nil where nobody has judged it.
type Call struct {
	ID        string
	Language  string // "ru" or "en"
	Industry  string
	Direction string // "inbound" or "outbound"
	Noise     string // "clean" or "asr"
	Segments  []scoring.Segment
	Labels    *Labels
}

// Transcript is what a judge sees of a call: what was said and nothing else.
func (c Call) Transcript() scoring.Transcript {
	return scoring.Transcript{Language: c.Language, Outbound: c.Direction == "outbound", Segments: c.Segments}
}

// Labels are the verdicts of one call in the form of the corpus.
// LossSegment and LossReason are nil where the call was not lost.
type Labels struct {
	Items       map[scoring.Item]scoring.Verdict `json:"items"`
	Objections  []Objection                      `json:"objections"`
	Outcome     scoring.Outcome                  `json:"outcome"`
	Lost        bool                             `json:"lost"`
	LossSegment *int                             `json:"loss_segment"`
	LossReason  *scoring.Reason                  `json:"loss_reason"`
	At          map[scoring.Item]int             `json:"at"`
}

// Objection is one objection of the client as a corpus has it.
type Objection struct {
	Segment int                   `json:"segment"`
	Kind    scoring.ObjectionKind `json:"kind"`
	Handled bool                  `json:"handled"`
}

// Result is one line of a scored corpus.
type Result struct {
	ID     string `json:"id"`
	Labels Labels `json:"labels"`
}

// LineError says which line of a corpus could not be read.
type LineError struct {
	Line int // counted from 1
	Err  error
}

// Error names the line and what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }

// Unwrap returns what is wrong with the line.
func (e *LineError) Unwrap() error { return e.Err }

type jsonCall struct {
	ID        string        `json:"id"`
	Lang      string        `json:"lang"`
	Industry  string        `json:"industry"`
	Direction string        `json:"direction"`
	Noise     string        `json:"noise"`
	Segments  []jsonSegment `json:"segments"`
	Labels    *Labels       `json:"labels"`
}

type jsonSegment struct {
	Speaker scoring.Speaker `json:"speaker"`
	Start   float64         `json:"start"` // seconds
	End     float64         `json:"end"`
	Text    string          `json:"text"`
}

// Read yields the calls of a corpus in order. A line that cannot be read
// yields a *LineError and the next line follows; an error of the reader itself
// is the last that is yielded. Empty lines are passed over.
func Read(r io.Reader) iter.Seq2[Call, error] {
	return func(yield func(Call, error) bool) {
		br := bufio.NewReaderSize(r, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(br)
			if len(bytes.TrimSpace(line)) > 0 && (err == nil || errors.Is(err, io.EOF)) {
				call, perr := Parse(line)
				if perr != nil {
					perr = &LineError{Line: n, Err: perr}
				}
				if !yield(call, perr) {
					return
				}
			}
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, errLong):
				if !yield(Call{}, &LineError{Line: n, Err: err}) {
					return
				}
			case err != nil:
				yield(Call{}, &LineError{Line: n, Err: fmt.Errorf("read corpus: %w", err)})
				return
			}
		}
	}
}

// ReadAll reads a whole corpus and stops at the first error.
func ReadAll(r io.Reader) ([]Call, error) {
	var calls []Call
	for c, err := range Read(r) {
		if err != nil {
			return calls, err
		}
		calls = append(calls, c)
	}
	return calls, nil
}

var errLong = errors.New("line is longer than 32 MiB")

// readLine reads to the end of a line; a line over MaxLine is passed over to its end.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if long = long || len(line)+len(part) > MaxLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && err == nil:
			return nil, errLong
		}
		return line, err
	}
}

// Parse reads one call.
func Parse(line []byte) (Call, error) {
	var j jsonCall
	dec := json.NewDecoder(bytes.NewReader(line))
	if err := dec.Decode(&j); err != nil {
		return Call{}, fmt.Errorf("not a call in JSON: %w", err)
	}
	if strings.TrimSpace(j.ID) == "" {
		return Call{}, errors.New("the call has no id")
	}
	c := Call{ID: j.ID, Language: j.Lang, Industry: j.Industry, Direction: j.Direction, Noise: j.Noise, Labels: j.Labels}
	c.Segments = make([]scoring.Segment, len(j.Segments))
	for i, s := range j.Segments {
		if s.Speaker != scoring.Manager && s.Speaker != scoring.Client && s.Speaker != scoring.SpeakerUnknown {
			return Call{}, fmt.Errorf("segment %d: speaker is %q, neither manager nor client", i, s.Speaker)
		}
		c.Segments[i] = scoring.Segment{Speaker: s.Speaker, StartMS: milliseconds(s.Start), EndMS: milliseconds(s.End), Text: s.Text}
	}
	return c, nil
}

// milliseconds rounds seconds; what no recording can have becomes its nearest bound.
func milliseconds(seconds float64) int64 {
	const day = 24 * 3600 * 1000
	ms := math.Round(seconds * 1000)
	if !(ms > 0) {
		return 0
	}
	return int64(min(ms, 365*day))
}

// LabelsOf puts a judgement into the form of a corpus. Items of a user's own
// checklist stand beside the seven spoken ones.
func LabelsOf(j scoring.Judgement) Labels {
	l := Labels{
		Items:      make(map[scoring.Item]scoring.Verdict, len(j.Findings)),
		Objections: make([]Objection, 0, len(j.Objections)),
		Outcome:    j.Outcome, Lost: j.Lost, At: map[scoring.Item]int{},
	}
	for _, f := range j.Findings {
		l.Items[f.Item] = f.Verdict
		if (f.Verdict == scoring.Miss || f.Verdict == scoring.Partial) && f.Segment != scoring.NoSegment {
			l.At[f.Item] = f.Segment
		}
	}
	for _, o := range j.Objections {
		l.Objections = append(l.Objections, Objection{Segment: o.Segment, Kind: o.Kind, Handled: o.Handled})
	}
	if j.Lost {
		segment, reason := j.LossSegment, j.LossReason
		if segment != scoring.NoSegment {
			l.LossSegment = &segment
		}
		l.LossReason = &reason
	}
	return l
}

// Write writes one scored call as one line, the same bytes for the same labels.
func Write(w io.Writer, r Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write labels of %s: %w", r.ID, err)
	}
	return nil
}
