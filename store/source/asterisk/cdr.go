// Package asterisk reads what an Asterisk or FreePBX machine leaves on disk: call
// records (Master.csv of cdr_csv and cdr_custom), the queue_log, and the tree of
// recordings. It knows these formats and nothing of how calls are kept.
package asterisk

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"razbor/store/source"
	"razbor/store/source/logfile"
)

// field is a column of a call record by its meaning.
type field int

const (
	fSrc field = iota
	fDst
	fContext
	fChannel
	fDstChannel
	fApp
	fData
	fStart
	fAnswer
	fEnd
	fDuration
	fBillsec
	fDisposition
	fUniqueid
	fUserfield
	fLinkedid
	numFields
)

const (
	maxFields = 64
	maxField  = 512 // bytes of one field that are kept
)

// fieldNames are the names of the columns in headers, in JSON and in the
// configuration, with the other names they have in databases.
func fieldNames() [numFields][]string {
	return [numFields][]string{
		fSrc: {"src", "cnum"}, fDst: {"dst"}, fContext: {"dcontext"}, fChannel: {"channel"}, fDstChannel: {"dstchannel"},
		fApp: {"lastapp"}, fData: {"lastdata"}, fStart: {"start", "calldate"}, fAnswer: {"answer"}, fEnd: {"end"},
		fDuration: {"duration"}, fBillsec: {"billsec"}, fDisposition: {"disposition"}, fUniqueid: {"uniqueid"},
		fUserfield: {"recordingfile", "userfield"}, fLinkedid: {"linkedid"},
	}
}

// layout says in which column of a row each field is; -1 where it has none.
type layout struct {
	sep    byte
	kind   kind
	column [numFields]int
	width  int // columns a row must have at least
}

type kind byte

const (
	standard kind = iota // cdr_csv: accountcode first
	custom               // cdr_custom: clid first
	mapped               // by a header or by the configuration
)

// CDR reads the rows of call record files.
type CDR struct {
	files   *logfile.Reader
	columns map[string]string
	problem func(source.Problem)

	layout layout
	fields [maxFields]string
	open   bool
	path   string
	rows   int64
	bad    int64
	waits  int
}

// NewCDR makes a reader over the files. The columns name, for our field names,
// the header or the number of a file's column, where the file is of a form of its
// own; problem is told what cannot be read.
func NewCDR(files *logfile.Reader, columns map[string]string, problem func(source.Problem)) *CDR {
	return &CDR{files: files, columns: columns, problem: problem}
}

// Rows returns how many rows were read, and Bad how many of them were damaged.
func (c *CDR) Rows() int64 { return c.rows }

// Bad returns how many rows were damaged.
func (c *CDR) Bad() int64 { return c.bad }

// Waiting returns how many files end in a row that is not whole yet.
func (c *CDR) Waiting() int { return c.waits }

// Next reads the next whole row, and returns false after the last.
func (c *CDR) Next(leg *source.Leg) bool {
	for {
		if !c.open && !c.nextFile() {
			return false
		}
		line, ok, err := c.files.Next()
		if err != nil {
			c.problem(*source.AsProblem(err, c.path))
		}
		if !ok || err != nil {
			if c.files.Waiting() {
				c.waits++
			}
			c.open = false
			continue
		}
		if line.Text == "" || c.isHeader(line) {
			continue
		}
		c.rows++
		if err := c.parse(line.Text, leg); err != nil {
			c.bad++
			c.files.Bad()
			p := source.Problem{File: c.path, Line: line.Number, Code: source.BadRow, Err: err}
			if line.Cut {
				p.Code = source.CutRow
			}
			c.problem(p)
			continue
		}
		return true
	}
}

func (c *CDR) isHeader(line logfile.Line) bool {
	return c.layout.kind == mapped && line.Number == 1 && !hasDate(line.Text)
}

// hasDate tells a row from a header: a header has no digits in the form of a date.
func hasDate(s string) bool {
	for i := 0; i+10 <= len(s); i++ {
		if s[i+4] == '-' && s[i+7] == '-' && s[i] >= '1' && s[i] <= '2' {
			return true
		}
	}
	return false
}

func (c *CDR) nextFile() bool {
	for {
		f, head, ok, err := c.files.NextFile()
		if !ok {
			return false
		}
		c.path = f.Path
		if err == nil {
			c.layout, err = detect(head, c.columns)
		}
		if err == nil {
			c.open = true
			return true
		}
		c.files.Refuse()
		c.problem(*source.AsProblem(withFile(err, f.Path), f.Path))
	}
}

func withFile(err error, path string) error {
	var p *source.Problem
	if errors.As(err, &p) {
		p.File = path
	}
	return err
}

// split cuts a row into fields; a quote inside quotes is doubled. With an error it
// returns how many fields there were before the damage.
func split(line string, sep byte, fields *[maxFields]string) (int, error) {
	n := 0
	for {
		if n == maxFields {
			return n, source.ManyColumns
		}
		if len(line) > 0 && line[0] == '"' {
			end, doubled := closingQuote(line)
			if end < 0 {
				return n, source.OpenQuote
			}
			f := line[1:end]
			if doubled {
				f = strings.ReplaceAll(f, `""`, `"`)
			}
			fields[n] = f
			n++
			line = line[end+1:]
			if line == "" {
				return n, nil
			}
			if line[0] != sep {
				return n, source.OpenQuote
			}
			line = line[1:]
			continue
		}
		i := strings.IndexByte(line, sep)
		if i < 0 {
			fields[n] = line
			return n + 1, nil
		}
		fields[n] = line[:i]
		n++
		line = line[i+1:]
	}
}

// closingQuote finds the quote that closes the field at the start of line.
func closingQuote(line string) (end int, doubled bool) {
	at := 1
	for {
		i := strings.IndexByte(line[at:], '"')
		if i < 0 {
			return -1, doubled
		}
		at += i
		if at+1 == len(line) || line[at+1] != '"' {
			return at, doubled
		}
		doubled = true
		at += 2
	}
}

// honest makes a line text: what is no UTF-8, and a zero byte, become marks.
func honest(line string) string {
	if utf8.ValidString(line) && strings.IndexByte(line, 0) < 0 {
		return line
	}
	return strings.ReplaceAll(strings.ToValidUTF8(line, "\ufffd"), "\x00", "\ufffd")
}

// parse reads one row.
func (c *CDR) parse(line string, leg *source.Leg) error {
	line = honest(line)
	if c.layout.sep == '{' {
		return c.parseJSON(line, leg)
	}
	n, err := split(line, c.layout.sep, &c.fields)
	if err != nil {
		return err
	}
	return c.read(n, leg)
}

// read makes a leg of the n fields of a row.
func (c *CDR) read(n int, leg *source.Leg) error {
	if n < c.layout.width {
		return fmt.Errorf("%w: %d", source.FewColumns, n)
	}
	col := c.layout.column
	if c.layout.kind == standard {
		standardTail(n, &c.fields, &col)
	}
	get := func(f field) string {
		if i := col[f]; i >= 0 && i < n {
			return clip(c.fields[i])
		}
		return ""
	}
	*leg = source.Leg{
		From: get(fSrc), To: get(fDst), Context: get(fContext), Channel: get(fChannel), DstChannel: get(fDstChannel),
		App: get(fApp), Own: get(fUniqueid), Result: result(get(fDisposition)), Recording: recordingName(get(fUserfield)),
	}
	if leg.App == "Queue" {
		leg.PatienceMS = patience(get(fData))
	}
	if err := times(leg, get(fStart), get(fAnswer), get(fEnd), get(fDuration), get(fBillsec)); err != nil {
		return err
	}
	leg.Call = key(leg, get(fLinkedid))
	return nil
}

// clip bounds a field: what is longer than any honest one is cut.
func clip(s string) string {
	if len(s) > maxField {
		return strings.ToValidUTF8(s[:maxField], "")
	}
	return s
}

// standardTail places the optional columns of cdr_csv by their number: uniqueid
// and userfield are two options, and peeraccount, linkedid, sequence come together.
func standardTail(n int, fields *[maxFields]string, col *[numFields]int) {
	col[fUniqueid], col[fUserfield], col[fLinkedid] = -1, -1, -1
	rest := n - 16
	if rest >= 3 {
		col[fLinkedid] = n - 2
		rest -= 3
	}
	switch {
	case rest >= 2:
		col[fUniqueid], col[fUserfield] = 16, 17
	case rest == 1 && isUniqueid(fields[16]):
		col[fUniqueid] = 16
	case rest == 1:
		col[fUserfield] = 16
	}
}

// isUniqueid tells "[systemname-]epoch.n".
func isUniqueid(s string) bool {
	i := strings.LastIndexByte(s, '.')
	if i < 9 || i == len(s)-1 || strings.Trim(s[i+1:], "0123456789") != "" {
		return false
	}
	head := s[strings.LastIndexByte(s[:i], '-')+1 : i]
	return len(head) >= 9 && strings.Trim(head, "0123456789") == ""
}

// key finds the id by which the legs of one call are joined.
func key(leg *source.Leg, linkedid string) string {
	if linkedid != "" {
		return linkedid
	}
	// Without linkedid a Local channel's row is known to belong to another call
	// only by the recording that it shares with it.
	if leg.Recording != "" && strings.HasPrefix(leg.Channel, "Local/") {
		if name, ok := ParseRecording(leg.Recording); ok {
			return name.Uniqueid
		}
	}
	if leg.Own != "" {
		return leg.Own
	}
	return keyless(leg)
}

// keyless makes a key for a row of a file without uniqueid: the channel's name
// is used once between two starts of the machine, so with the day it is nearly one.
func keyless(leg *source.Leg) string {
	day := leg.StartWallMS / 86_400_000
	name := strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '-'
	}, leg.Channel)
	return "day" + strconv.FormatInt(day, 10) + "-" + name
}

func result(s string) source.Result {
	switch s {
	case "ANSWERED", "8":
		return source.Answered
	case "NO ANSWER", "NOANSWER", "0":
		return source.NoAnswer
	case "BUSY", "4":
		return source.Busy
	case "CONGESTION", "16":
		return source.Congestion
	case "FAILED", "2":
		return source.Failed
	case "CANCEL", "32":
		return source.Cancelled
	}
	return source.Unknown
}

// patience reads the time-out out of a Queue application's arguments:
// name,options,URL,announcement,timeout,…
func patience(data string) int64 {
	for range 4 {
		_, rest, ok := strings.Cut(data, ",")
		if !ok {
			return 0
		}
		data = rest
	}
	seconds, _, _ := strings.Cut(data, ",")
	n, err := strconv.ParseInt(seconds, 10, 32)
	if err != nil || n < 0 {
		return 0
	}
	return n * 1000
}
