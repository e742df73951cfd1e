package asterisk

import (
	"strconv"
	"strings"

	"razbor/store/source"
	"razbor/store/source/logfile"
)

// QueueLog reads the events of queue_log files: epoch|callid|queue|agent|event|data….
// Lines that tell nothing of a call (pauses, logins, restarts, events of other
// programs) are passed over.
type QueueLog struct {
	files   *logfile.Reader
	problem func(source.Problem)

	open  bool
	path  string
	rows  int64
	bad   int64
	waits int
}

// NewQueueLog makes a reader over the files; problem is told what cannot be read.
func NewQueueLog(files *logfile.Reader, problem func(source.Problem)) *QueueLog {
	return &QueueLog{files: files, problem: problem}
}

// Rows returns how many rows were read.
func (q *QueueLog) Rows() int64 { return q.rows }

// Bad returns how many rows were damaged.
func (q *QueueLog) Bad() int64 { return q.bad }

// Waiting returns how many files end in a row that is not whole yet.
func (q *QueueLog) Waiting() int { return q.waits }

// Next reads the next event of a call, and returns false after the last.
func (q *QueueLog) Next(e *source.Event) bool {
	for {
		if !q.open && !q.nextFile() {
			return false
		}
		line, ok, err := q.files.Next()
		if err != nil {
			q.problem(*source.AsProblem(err, q.path))
		}
		if !ok || err != nil {
			if q.files.Waiting() {
				q.waits++
			}
			q.open = false
			continue
		}
		if strings.TrimSpace(line.Text) == "" {
			continue
		}
		q.rows++
		of, err := parseEvent(honest(line.Text), e)
		if err != nil {
			q.bad++
			q.files.Bad()
			p := source.Problem{File: q.path, Line: line.Number, Code: source.BadRow, Err: err}
			if line.Cut {
				p.Code = source.CutRow
			}
			q.problem(p)
			continue
		}
		if of {
			return true
		}
	}
}

func (q *QueueLog) nextFile() bool {
	for {
		f, head, ok, err := q.files.NextFile()
		if !ok {
			return false
		}
		q.path = f.Path
		if err == nil {
			err = knownQueueLog(head)
		}
		if err == nil {
			q.open = true
			return true
		}
		q.files.Refuse()
		q.problem(*source.AsProblem(withFile(err, f.Path), f.Path))
	}
}

// knownQueueLog refuses a file in which no line of the head is an event: the
// table form of databases and what is no queue_log at all.
func knownQueueLog(head []byte) error {
	lines := headLines(string(head))
	if len(lines) == 0 {
		return nil
	}
	for _, line := range lines {
		var e source.Event
		if _, err := parseEvent(line, &e); err == nil {
			return nil
		}
	}
	switch {
	case foreign(lines[0]) != "":
		return refuse(foreign(lines[0]))
	case strings.HasPrefix(strings.ToLower(lines[0]), "time") || strings.Count(lines[0], "\t") >= 4:
		return refuse(source.FormTable)
	}
	return refuse(source.FormOther)
}

const maxEventFields = 16

// parseEvent reads one line; of tells whether it is an event of a call.
func parseEvent(line string, e *source.Event) (of bool, err error) {
	var f [maxEventFields]string
	n := 0
	for n < maxEventFields {
		i := strings.IndexByte(line, '|')
		if i < 0 {
			f[n] = strings.TrimSpace(line)
			n++
			break
		}
		f[n] = trim(line[:i])
		line = line[i+1:]
		n++
	}
	if n < 5 {
		return false, source.FewColumns
	}
	at, err := strconv.ParseInt(f[0], 10, 64)
	if err != nil || at < 600_000_000 || at > 7_300_000_000 {
		return false, source.NoEpoch
	}
	if f[4] == "" {
		return false, source.NoEvent
	}
	if f[1] == "" || f[1] == "NONE" || f[1] == "MANAGER" || f[1] == "REALTIME" || f[1] == "CLI" {
		return false, nil
	}
	*e = source.Event{Call: clip(f[1]), AtMS: at * 1000, Queue: clip(f[2]), Agent: clip(f[3])}
	if e.Agent == "NONE" {
		e.Agent = ""
	}
	for i := 5; i < n; i++ {
		f[i] = clip(f[i])
	}
	return fillEvent(e, f[4], f[5:n])
}

// trim spares the call where there is nothing to trim, which is nearly always.
func trim(s string) string {
	if s == "" || (s[0] > ' ' && s[len(s)-1] > ' ') {
		return s
	}
	return strings.TrimSpace(s)
}

// fillEvent reads the data fields, which differ from event to event and from
// version to version.
func fillEvent(e *source.Event, name string, data []string) (of bool, err error) {
	text := func(i int) string {
		if i >= 0 && i < len(data) {
			return data[i]
		}
		return ""
	}
	switch name {
	case "DID":
		e.Kind, e.Text = source.Dialled, text(0)
	case "ENTERQUEUE":
		e.Kind, e.Text = source.Enter, text(1)
	case "CONNECT":
		e.Kind, e.HoldMS, e.TalkMS = source.Connect, wholeMS(text(0), 1000), wholeMS(text(2), 1000)
	case "COMPLETECALLER", "COMPLETEAGENT":
		e.Kind, e.HoldMS, e.TalkMS = source.Complete, wholeMS(text(0), 1000), wholeMS(text(1), 1000)
	case "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER":
		// The number of fields before the three numbers differs by kind.
		last := len(data)
		for last > 0 && data[last-1] == "" {
			last--
		}
		e.Kind, e.HoldMS, e.TalkMS = source.Transfer, wholeMS(text(last-3), 1000), wholeMS(text(last-2), 1000)
	case "ABANDON", "WITHDRAW":
		e.Kind, e.HoldMS = source.Abandon, wholeMS(text(2), 1000)
	case "EXITWITHTIMEOUT":
		e.Kind, e.HoldMS = source.Timeout, wholeMS(text(2), 1000)
	case "EXITEMPTY":
		e.Kind, e.HoldMS = source.Empty, wholeMS(text(2), 1000)
	case "EXITWITHKEY":
		e.Kind, e.HoldMS = source.Key, wholeMS(text(3), 1000)
	case "JOINEMPTY", "LEAVEEMPTY":
		e.Kind = source.Empty
	case "FULL":
		e.Kind = source.Full
	case "CLOSED":
		e.Kind = source.Closed
	case "RINGNOANSWER":
		e.Kind, e.TalkMS = source.RingNoAns, wholeMS(text(0), 1)
	case "RINGCANCELED":
		e.Kind, e.TalkMS = source.RingCancel, wholeMS(text(0), 1)
	default:
		return false, nil
	}
	return true, nil
}

// wholeMS reads a whole number of units; what is none counts as 0, since old
// versions leave fields out.
func wholeMS(s string, unit int64) int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n*unit > maxLength {
		return 0
	}
	return n * unit
}
