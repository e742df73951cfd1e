package asterisk

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"razbor/store/source"
)

const detectRows = 50

// detect finds the layout of a file from its head.
func detect(head []byte, columns map[string]string) (layout, error) {
	lines := headLines(string(head))
	if len(lines) == 0 {
		return layout{sep: ',', kind: standard, column: standardColumns(), width: 16}, nil
	}
	if form := foreign(lines[0]); form != "" {
		return layout{}, refuse(form)
	}
	if lines[0][0] == '{' {
		return jsonLayout(lines[0])
	}
	sep := separator(lines[0])
	if len(columns) > 0 {
		return mappedLayout(lines[0], sep, columns)
	}
	if l, ok := headerLayout(lines[0], sep); ok {
		return l, nil
	}
	for _, line := range lines {
		var f [maxFields]string
		n, err := split(line, sep, &f)
		if err != nil { // a cut row may tell the layout by what is left of it
			clear(f[min(n, maxFields-1):])
		}
		if l, ok := layoutOf(&f, n, sep); ok {
			return l, nil
		}
	}
	return layout{}, refuse(formOf(lines))
}

func refuse(form string) error { return &source.Problem{Code: source.BadFormat, Text: form} }

// headLines returns the first whole lines that are not blank.
func headLines(head string) []string {
	head = strings.TrimPrefix(head, "\ufeff")
	var lines []string
	for line := range strings.Lines(head) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
		if len(lines) == detectRows {
			break
		}
	}
	return lines
}

// foreign knows files of other programs by their first line.
func foreign(line string) string {
	upper := strings.ToUpper(line)
	for _, start := range []string{"--", "/*", "SET ", "CREATE ", "INSERT ", "DROP ", "BEGIN", "PRAGMA "} {
		if strings.HasPrefix(upper, start) {
			return source.FormSQL
		}
	}
	first, _, _ := strings.Cut(strings.Trim(upper, `"`), `"`)
	if slices.Contains([]string{"CHAN_START", "CHAN_END", "HANGUP", "ANSWER", "APP_START", "APP_END", "BRIDGE_ENTER", "LINKEDID_END"}, first) {
		return source.FormCEL
	}
	return ""
}

// separator is the one that cuts the line into the most fields.
func separator(line string) byte {
	best, most := byte(','), 0
	for _, sep := range []byte{',', ';', '\t', '|'} {
		if n := strings.Count(line, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

// layoutOf knows the layout of one row by where its dates are.
func layoutOf(f *[maxFields]string, n int, sep byte) (layout, bool) {
	isTime := func(i int) bool { _, ok := wallMS(f[i]); return ok }
	isMaybe := func(i int) bool { return f[i] == "" || isTime(i) }
	switch {
	case n >= 16 && n <= 21 && isTime(9) && isMaybe(10) && isTime(11):
		return layout{sep: sep, kind: standard, column: standardColumns(), width: 16}, true
	case n >= 15 && n <= 22 && isTime(8) && isMaybe(9) && isTime(10):
		return layout{sep: sep, kind: custom, column: customColumns(), width: 15}, true
	}
	return layout{}, false
}

func standardColumns() [numFields]int {
	return [numFields]int{
		fSrc: 1, fDst: 2, fContext: 3, fChannel: 5, fDstChannel: 6, fApp: 7, fData: 8, fStart: 9, fAnswer: 10, fEnd: 11,
		fDuration: 12, fBillsec: 13, fDisposition: 14, fUniqueid: -1, fUserfield: -1, fLinkedid: -1,
	}
}

func customColumns() [numFields]int {
	return [numFields]int{
		fSrc: 1, fDst: 2, fContext: 3, fChannel: 4, fDstChannel: 5, fApp: 6, fData: 7, fStart: 8, fAnswer: 9, fEnd: 10,
		fDuration: 11, fBillsec: 12, fDisposition: 13, fUniqueid: 16, fUserfield: 17, fLinkedid: -1,
	}
}

// headerLayout reads a header of known column names.
func headerLayout(line string, sep byte) (layout, bool) {
	l := layout{sep: sep, kind: mapped}
	names, n := header(line, sep)
	known := 0
	for f, aliases := range fieldNames() {
		l.column[f] = -1
		for _, alias := range aliases {
			if i := slices.Index(names[:n], alias); i >= 0 {
				l.column[f] = i
				known++
				break
			}
		}
	}
	l.width = l.widest()
	return l, known >= 5 && l.column[fStart] >= 0 && l.column[fDisposition] >= 0
}

func header(line string, sep byte) (names [maxFields]string, n int) {
	n, err := split(line, sep, &names)
	if err != nil {
		return names, 0
	}
	for i := range names[:n] {
		names[i] = strings.ToLower(strings.TrimSpace(names[i]))
	}
	return names, n
}

// widest is how many columns a row must have to hold every field.
func (l layout) widest() int {
	width := 1
	for _, i := range l.column {
		width = max(width, i+1)
	}
	return width
}

// mappedLayout follows the configuration: a header or a number of a column,
// counted from one, for each of our names.
func mappedLayout(line string, sep byte, columns map[string]string) (layout, error) {
	l := layout{sep: sep, kind: mapped}
	names, n := header(line, sep)
	for f, aliases := range fieldNames() {
		l.column[f] = -1
		for _, alias := range aliases {
			want, ok := columns[alias]
			if !ok {
				continue
			}
			if i, err := strconv.Atoi(want); err == nil && i >= 1 && i <= maxFields {
				l.column[f] = i - 1
				continue
			}
			i := slices.Index(names[:n], strings.ToLower(want))
			if i < 0 {
				return layout{}, &source.Problem{Code: source.BadFormat, Text: want, Err: source.NoColumn}
			}
			l.column[f] = i
		}
	}
	if l.column[fStart] < 0 {
		return layout{}, &source.Problem{Code: source.BadFormat, Text: "start", Err: source.NoColumn}
	}
	l.width = l.column[fStart] + 1
	return l, nil
}

// formOf says which form a file that is not read seems to have.
func formOf(lines []string) string {
	for _, line := range lines {
		for _, f := range strings.FieldsFunc(line, func(r rune) bool { return r == ',' || r == ' ' || r == '"' }) {
			if len(f) == 36 && f[8] == '-' && f[13] == '-' && f[18] == '-' && f[23] == '-' {
				return source.FormFreeSWITCH
			}
		}
	}
	return source.FormOther
}

func jsonLayout(line string) (layout, error) {
	var row map[string]any
	if err := json.Unmarshal([]byte(line), &row); err != nil || row["disposition"] == nil {
		return layout{}, refuse(source.FormOther)
	}
	l := layout{sep: '{', kind: mapped}
	for f := range l.column {
		l.column[f] = f
	}
	l.width = int(numFields)
	return l, nil
}

// parseJSON reads a row that is one JSON object.
func (c *CDR) parseJSON(line string, leg *source.Leg) error {
	var row map[string]any
	if err := json.Unmarshal([]byte(line), &row); err != nil {
		return fmt.Errorf("%w: %w", source.NoJSON, err)
	}
	for f, aliases := range fieldNames() {
		c.fields[f] = ""
		for _, alias := range aliases {
			switch v := row[alias].(type) {
			case string:
				c.fields[f] = v
			case float64:
				c.fields[f] = strconv.FormatFloat(v, 'f', -1, 64)
			default:
				continue
			}
			break
		}
	}
	return c.read(int(numFields), leg)
}
