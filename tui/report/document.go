package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// kind says what a column holds, and so how each format writes it.
type kind int

const (
	kindText    kind = iota // string
	kindCount               // int64
	kindMoney               // loss.Amount
	kindShare               // metrics.Number, a fraction of 1
	kindSeconds             // metrics.Number
	kindDecimal             // metrics.Number, any
)

// column is a column of a table. key is its name where a machine reads, title
// where a person does.
type column struct {
	key   string
	title string
	kind  kind
	only  bool // for machines only: left out where a person reads
	whole bool // never cut in text
	wide  bool // left out of text, which is narrow
}

// table is rows of values of its columns' kinds.
type table struct {
	columns []column
	rows    [][]any
	only    bool // for machines and spreadsheets: the block's sentences say the same
}

// block is one part of a document: a heading, sentences, a table, a chart.
type block struct {
	key   string // for machines: the section's name
	title string
	lead  []string
	items []string // a list of points
	table table
	chart chart
	total bool // of the period as a whole, not of a section
}

// document is a report in the form that every format but JSON is written from.
type document struct {
	title    string
	subtitle string
	lead     []string
	blocks   []block
	foot     []string
	currency string
	texts    *lang.Texts
}

// write writes a document in any format but JSON.
func (d document) write(w io.Writer, f Format) error {
	d.clean()
	switch f {
	case Text:
		return d.writeText(w)
	case CSV:
		return d.writeCSV(w)
	case Markdown:
		return d.writeMarkdown(w)
	case HTML:
		return d.writeHTML(w)
	case XLSX:
		return d.writeXLSX(w)
	case JSON:
	}
	return fmt.Errorf("%q: %w", f, ErrFormat)
}

// clean makes every sentence harmless, whoever's words are in it; values of
// tables and charts are cleaned where they are said.
func (d *document) clean() {
	d.title, d.subtitle = clean.Line(d.title), clean.Line(d.subtitle)
	lines := [][]string{d.lead, d.foot}
	for i := range d.blocks {
		d.blocks[i].title = clean.Line(d.blocks[i].title)
		lines = append(lines, d.blocks[i].lead, d.blocks[i].items)
	}
	for _, list := range lines {
		for i := range list {
			list[i] = clean.Line(list[i])
		}
	}
}

// say is a value as a person reads it.
func (d document) say(k kind, value any) string {
	t := d.texts
	switch v := value.(type) {
	case string:
		return clean.Line(v)
	case int64:
		return t.Number(v)
	case loss.Amount:
		return t.Money(int64(v), d.currency)
	case metrics.Number:
		return sayNumber(t, k, v)
	}
	return ""
}

func sayNumber(t *lang.Texts, k kind, v metrics.Number) string {
	switch {
	case !v.Known:
		return t.Format.None
	case k == kindSeconds:
		return t.Span(int64(v.Value * 1000))
	case k == kindDecimal:
		return t.Decimal(v.Value, 1)
	}
	return t.Percent(v.Value, shareDigits(v.Value))
}

// shareDigits: one digit where it says something, none for a whole per cent.
func shareDigits(share float64) int {
	if tenths := int64(share*1000 + 0.5); tenths%10 == 0 {
		return 0
	}
	return 1
}

// raw is a value as a machine reads it: digits and a point, money in major
// units, a share as a fraction; empty where it is unknown.
func raw(value any) string {
	switch v := value.(type) {
	case string:
		return clean.Line(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case loss.Amount:
		return v.String()
	case metrics.Number:
		if !v.Known {
			return ""
		}
		data, err := number(v).MarshalJSON()
		if err != nil {
			return ""
		}
		return string(data)
	}
	return ""
}

// shown are the places of the columns that a person reads.
func (t table) shown() []int {
	if t.only {
		return nil
	}
	return t.readable()
}

// readable are those places even where sentences say the same.
func (t table) readable() []int {
	var list []int
	for i, c := range t.columns {
		if !c.only {
			list = append(list, i)
		}
	}
	return list
}

// days says a period.
func days(t *lang.Texts, from, to store.Day) string {
	return t.Range(from.Start(time.UTC), to.Start(time.UTC))
}

// hours says an hour of the day: "13–14".
func hours(hour int) string { return fmt.Sprintf("%02d–%02d", hour, (hour+1)%24) }

// titled joins a title with the company's name where there is one.
func titled(title, company string) string {
	if company = clean.Line(company); company == "" {
		return title
	}
	return strings.Join([]string{title, company}, " · ")
}
