// Package crm reads the results of calls out of a CRM's export: a CSV of deals,
// with commas, semicolons or tabs, in UTF-8 or Windows-1251, its columns found by
// their headers or named in the configuration. It knows nothing of how deals are
// kept or matched with calls.
package crm

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"razbor/store"
	"razbor/store/phone"
	"razbor/store/source"
)

// Options say how an export is read.
type Options struct {
	File    string            // its name, for problems
	Columns map[string]string // our name → the file's header
	Zone    *time.Location    // of the times in it
	Plan    phone.Plan
}

// field is a column by its meaning.
type field int

const (
	fCall field = iota
	fPhone
	fManager
	fStage
	fResult
	fAmount
	fNote
	fCreated
	numFields
)

// names are our name of each column, first, and the headers by which it is known.
func names() [numFields][]string {
	return [numFields][]string{
		fCall:    {"call", "call_uniqueid", "call_id", "uniqueid", "linkedid", "id звонка", "звонок", "ид звонка"},
		fPhone:   {"phone", "client_phone", "телефон", "телефон клиента", "номер", "контактный телефон", "рабочий телефон"},
		fManager: {"manager", "менеджер", "ответственный", "responsible", "сотрудник", "владелец"},
		fStage:   {"stage", "этап", "стадия", "статус", "status", "этап сделки", "стадия сделки"},
		fResult:  {"result", "результат", "итог", "исход"},
		fAmount:  {"amount", "сумма", "бюджет", "стоимость", "price", "budget", "сумма сделки"},
		fNote:    {"note_written", "note", "заметка", "примечание", "комментарий", "comment", "заметка есть"},
		fCreated: {"created_at", "created", "дата создания", "создан", "создана", "дата", "date"},
	}
}

const headSize = 64 << 10

// Read yields every deal of an export. Damaged rows are told and passed over; an
// error means that the file as a whole cannot be read.
func Read(r io.Reader, o Options, each func(store.Deal) error, problem func(source.Problem)) (rows int64, err error) {
	in := bufio.NewReaderSize(r, headSize)
	head, err := in.Peek(headSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, fmt.Errorf("read: %w", err)
	}
	var text io.Reader = in
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		if _, err := in.Discard(3); err != nil {
			return 0, fmt.Errorf("read: %w", err)
		}
		head = head[3:]
	case !validUTF8(head):
		text = charmap.Windows1251.NewDecoder().Reader(in)
		if head, err = charmap.Windows1251.NewDecoder().Bytes(head); err != nil {
			return 0, fmt.Errorf("read as Windows-1251: %w", err)
		}
	}
	c := csv.NewReader(text)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = separator(head), true, -1, true
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the header: %w", err)
	}
	p, err := columns(header, o)
	if err != nil {
		return 0, err
	}
	return p.rows(c, each, problem)
}

// validUTF8 allows for a letter that is cut by the end of the head.
func validUTF8(head []byte) bool {
	for range utf8.UTFMax {
		if utf8.Valid(head) || len(head) == 0 {
			return true
		}
		if len(head) < headSize-utf8.UTFMax {
			return false
		}
		head = head[:len(head)-1]
	}
	return false
}

// separator is the one that the first line has the most of.
func separator(head []byte) rune {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	best, most := ',', 0
	for _, sep := range []rune{';', ',', '\t'} {
		if n := bytes.Count(line, []byte(string(sep))); n > most {
			best, most = sep, n
		}
	}
	return best
}

// parser reads the rows of one export.
type parser struct {
	o      Options
	column [numFields]int
}

func columns(header []string, o Options) (*parser, error) {
	p := &parser{o: o}
	titles := make([]string, len(header))
	for i, h := range header {
		titles[i] = strings.ToLower(strings.TrimSpace(h))
	}
	for f, aliases := range names() {
		p.column[f] = -1
		if want := o.Columns[aliases[0]]; want != "" {
			i := slices.Index(titles, strings.ToLower(strings.TrimSpace(want)))
			if i < 0 {
				return nil, &source.Problem{File: o.File, Code: source.BadFormat, Text: want, Err: source.NoColumn}
			}
			p.column[f] = i
			continue
		}
		for _, alias := range aliases {
			if i := slices.Index(titles, alias); i >= 0 {
				p.column[f] = i
				break
			}
		}
	}
	if p.column[fCall] < 0 && p.column[fPhone] < 0 {
		return nil, &source.Problem{File: o.File, Line: 1, Code: source.BadFormat, Text: source.FormDeals, Err: source.NoKeyThere}
	}
	return p, nil
}

func (p *parser) rows(c *csv.Reader, each func(store.Deal) error, problem func(source.Problem)) (n int64, err error) {
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return n, nil
		}
		n++
		line, _ := c.FieldPos(0)
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			problem(source.Problem{File: p.o.File, Line: int64(bad.Line), Code: source.BadRow, Err: bad.Err})
			continue
		}
		if err != nil {
			return n, fmt.Errorf("read: %w", err)
		}
		if len(record) == 1 && strings.TrimSpace(record[0]) == "" {
			n--
			continue
		}
		d, err := p.deal(record)
		if err != nil {
			problem(source.Problem{File: p.o.File, Line: int64(line), Code: source.BadRow, Err: err})
			continue
		}
		if err := each(d); err != nil {
			return n, err
		}
	}
}

// deal reads one row.
func (p *parser) deal(record []string) (store.Deal, error) {
	get := func(f field) string {
		if i := p.column[f]; i >= 0 && i < len(record) {
			return strings.TrimSpace(strings.ToValidUTF8(record[i], ""))
		}
		return ""
	}
	d := store.Deal{
		CallID: strings.Clone(get(fCall)), Client: strings.Clone(phone.Number(get(fPhone), p.o.Plan)),
		Manager: strings.Clone(get(fManager)), Stage: strings.Clone(get(fStage)),
	}
	if !phone.IsOutside(d.Client) {
		d.Client = ""
	}
	if d.CallID == "" && d.Client == "" {
		return d, source.NoKey
	}
	at, ok := moment(get(fCreated), p.o.Zone)
	if !ok && d.CallID == "" {
		return d, source.NoTime
	}
	d.CreatedMS = at
	amount, ok := minor(get(fAmount))
	if !ok {
		return d, source.NoAmount
	}
	d.AmountMinor = amount
	d.Result = result(get(fResult))
	if p.column[fResult] < 0 {
		d.Result = result(d.Stage)
	}
	d.NoteWritten = written(get(fNote))
	if p.column[fNote] < 0 {
		d.NoteWritten = d.Result != store.ResultNone
	}
	return d, nil
}

// result knows the words for what became of a deal.
func result(s string) store.DealResult {
	switch strings.ToLower(s) {
	case "won", "success", "успешно", "успешно реализовано", "договор подписан", "продажа", "продано", "оплачено", "предоплата", "выиграна", "сделка успешна", "закрыта успешно":
		return store.ResultWon
	case "open", "в работе", "замер", "замер назначен", "кп", "кп отправить", "кп отправлено", "встреча", "встреча назначена", "открыта", "в процессе":
		return store.ResultOpen
	case "lost", "отказ", "закрыто и не реализовано", "проиграна", "проигран", "потерян", "сделка провалена", "не реализовано":
		return store.ResultLost
	}
	return store.ResultNone
}

// written tells whether a note was made: a flag, or the note itself.
func written(s string) bool {
	switch strings.ToLower(s) {
	case "", "0", "нет", "no", "false", "-", "n":
		return false
	}
	return true
}

// minor reads an amount in major units, "118 000,50 ₽", as minor ones, exactly.
func minor(s string) (int64, bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ',' || r == '.':
			b.WriteByte('.')
		case r == '-' && b.Len() == 0:
			b.WriteByte('-')
		case r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\'':
		default:
			if b.Len() == 0 {
				return 0, false
			}
			return exact(strings.TrimRight(b.String(), "."))
		}
	}
	return exact(b.String())
}

func exact(s string) (int64, bool) {
	if s == "" {
		return 0, true
	}
	whole, fraction, _ := strings.Cut(s, ".")
	if len(fraction) > 2 {
		fraction = fraction[:2]
	}
	for len(fraction) < 2 {
		fraction += "0"
	}
	n, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil || n > 1e15 || n < -1e15 {
		return 0, false
	}
	return n, true
}

// moment reads the forms in which CRMs write times.
func moment(s string, loc *time.Location) (int64, bool) {
	if loc == nil {
		loc = time.UTC
	}
	for _, form := range []string{
		"2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02",
		"02.01.2006 15:04:05", "02.01.2006 15:04", "02.01.2006", "02/01/2006 15:04:05", "02/01/2006 15:04",
	} {
		if t, err := time.ParseInLocation(form, s, loc); err == nil && t.Year() > 1990 && t.Year() < 2200 {
			return t.UnixMilli(), true
		}
	}
	return 0, false
}
