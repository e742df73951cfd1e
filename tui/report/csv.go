package report

import (
	"encoding/csv"
	"io"
	"strings"
)

// writeCSV writes the tables of a document for machines and spreadsheets: UTF-8,
// commas, names of columns as in the JSON, points in numbers. One table stands
// alone; several are parted by an empty line, each under a line with its name.
func (d document) writeCSV(w io.Writer) error {
	blocks := d.tables()
	for i, b := range blocks {
		if len(blocks) > 1 {
			head := b.key + "\n"
			if i > 0 {
				head = "\n" + head
			}
			if _, err := io.WriteString(w, head); err != nil {
				return err
			}
		}
		if err := writeTable(w, b.table); err != nil {
			return err
		}
	}
	return nil
}

// tables are the blocks with a table that a machine can read.
func (d document) tables() []block {
	var list []block
	for _, b := range d.blocks {
		if len(b.table.machine()) > 0 {
			list = append(list, b)
		}
	}
	return list
}

// machine are the places of the columns that a machine reads.
func (t table) machine() []int {
	var list []int
	for i, c := range t.columns {
		if c.key != "" {
			list = append(list, i)
		}
	}
	return list
}

func writeTable(w io.Writer, t table) error {
	columns := t.machine()
	out := csv.NewWriter(w)
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = t.columns[c].key
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.rows {
		for i, c := range columns {
			record[i] = raw(row[c])
			if _, text := row[c].(string); text {
				record[i] = defuse(record[i])
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// defuse keeps a spreadsheet from taking a stranger's text for a formula: one
// that begins as a formula does gets an apostrophe before it (OWASP, "CSV
// Injection"). Full-width forms are taken for formulas too.
func defuse(s string) string {
	trimmed := strings.TrimLeft(s, " \u00a0\u200b\ufeff")
	if trimmed != "" && strings.ContainsAny(firstRune(trimmed), "=+-@\t\r\n|%＝＋－＠") {
		return "'" + s
	}
	return s
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
