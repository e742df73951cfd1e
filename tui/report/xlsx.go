package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/tui/clean"
)

// sheetName is how long the name of a sheet may be, and what may not stand in it.
const (
	sheetNameMost = 31
	sheetNameBad  = `[]:*?/\'`
)

// Built-in number formats of a workbook (ECMA-376 part 1, §18.8.30).
const (
	formatWhole   = 3  // #,##0
	formatMoney   = 4  // #,##0.00
	formatPercent = 10 // 0.00%
	formatSeconds = 1  // 0
	formatDecimal = 2  // 0.00
)

// book is a workbook in the making.
type book struct {
	*excelize.File
	head   int
	bold   int
	format map[kind]int
}

// writeXLSX writes a document as a workbook: a sheet with the sentences, and one
// for each table. Texts are texts, never formulas; figures are numbers.
func (d document) writeXLSX(w io.Writer) error {
	b, err := newBook()
	if err != nil {
		return fmt.Errorf("start a workbook: %w", err)
	}
	defer func() { _ = b.Close() }()
	taken := map[string]bool{}
	first := freeName(d.title, taken)
	if err := b.SetSheetName(b.GetSheetName(0), first); err != nil {
		return fmt.Errorf("name the first sheet: %w", err)
	}
	if err := d.coverSheet(b, first); err != nil {
		return fmt.Errorf("write the first sheet: %w", err)
	}
	for _, bl := range d.blocks {
		if len(bl.table.rows) == 0 {
			continue
		}
		name := freeName(bl.title, taken)
		if _, err := b.NewSheet(name); err != nil {
			return fmt.Errorf("add the sheet %q: %w", name, err)
		}
		if err := d.tableSheet(b, name, bl.table); err != nil {
			return fmt.Errorf("write the sheet %q: %w", name, err)
		}
	}
	return b.Write(w)
}

func newBook() (book, error) {
	b := book{File: excelize.NewFile(), format: map[kind]int{}}
	var err error
	if b.head, err = b.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		Border: []excelize.Border{{Type: "bottom", Color: "808080", Style: 1}},
	}); err != nil {
		return b, err
	}
	if b.bold, err = b.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}); err != nil {
		return b, err
	}
	for k, format := range map[kind]int{
		kindCount: formatWhole, kindMoney: formatMoney, kindShare: formatPercent, kindSeconds: formatSeconds,
		kindDecimal: formatDecimal,
	} {
		if b.format[k], err = b.NewStyle(&excelize.Style{NumFmt: format}); err != nil {
			return b, err
		}
	}
	return b, nil
}

// freeName makes a title the name of a sheet that no other has.
func freeName(title string, taken map[string]bool) string {
	letters := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune(sheetNameBad, r) {
			return ' '
		}
		return r
	}, title))
	for n := 1; ; n++ {
		tail := ""
		if n > 1 {
			tail = fmt.Sprintf(" %d", n)
		}
		name := strings.TrimSpace(fitUnits(letters, sheetNameMost-len(tail))) + tail
		if !taken[strings.ToLower(name)] {
			taken[strings.ToLower(name)] = true
			return name
		}
	}
}

// fitUnits is the beginning of a text that takes at most so many UTF-16 units,
// which is how a workbook counts.
func fitUnits(letters []rune, most int) string {
	for i, r := range letters {
		if most -= utf16.RuneLen(r); most < 0 {
			return string(letters[:i])
		}
	}
	return string(letters)
}

func (d document) coverSheet(b book, sheet string) error {
	row := 0
	put := func(text string) error {
		row++
		return b.SetCellStr(sheet, fmt.Sprintf("A%d", row), clean.Line(text))
	}
	if err := put(d.title); err != nil {
		return err
	}
	if err := b.SetCellStyle(sheet, "A1", "A1", b.bold); err != nil {
		return err
	}
	lines := append([]string{d.subtitle, ""}, d.lead...)
	for _, bl := range d.blocks {
		if len(bl.lead)+len(bl.items) == 0 || len(bl.table.rows) > 0 {
			continue
		}
		lines = append(append(append(lines, "", bl.title), bl.lead...), bl.items...)
	}
	for _, line := range append(append(lines, ""), d.foot...) {
		if err := put(line); err != nil {
			return err
		}
	}
	return b.SetColWidth(sheet, "A", "A", 100)
}

func (d document) tableSheet(b book, sheet string, t table) error {
	shown := t.readable()
	for i, c := range shown {
		cell, err := excelize.CoordinatesToCellName(i+1, 1)
		if err != nil {
			return err
		}
		if err := b.SetCellStr(sheet, cell, t.columns[c].title); err != nil {
			return err
		}
		if err := b.SetCellStyle(sheet, cell, cell, b.head); err != nil {
			return err
		}
		if err := d.sheetColumn(b, sheet, t, c, i+1); err != nil {
			return err
		}
	}
	return b.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// sheetColumn writes the values of one column below its heading.
func (d document) sheetColumn(b book, sheet string, t table, from, to int) error {
	kind, widest := t.columns[from].kind, len([]rune(t.columns[from].title))
	for i, row := range t.rows {
		cell, err := excelize.CoordinatesToCellName(to, i+2)
		if err != nil {
			return err
		}
		if err := setCell(b, sheet, cell, row[from]); err != nil {
			return err
		}
		if style, ok := b.format[kind]; ok {
			if err := b.SetCellStyle(sheet, cell, cell, style); err != nil {
				return err
			}
		}
		widest = max(widest, len([]rune(d.say(kind, row[from]))))
	}
	name, err := excelize.ColumnNumberToName(to)
	if err != nil {
		return err
	}
	return b.SetColWidth(sheet, name, name, float64(min(widest+3, 60)))
}

// setCell writes a value: a figure by its exact digits, a text as a text.
func setCell(b book, sheet, cell string, value any) error {
	switch v := value.(type) {
	case string:
		return b.SetCellStr(sheet, cell, clean.Line(v))
	case int64:
		return b.SetCellInt(sheet, cell, v)
	case loss.Amount:
		return b.SetCellDefault(sheet, cell, v.String())
	case metrics.Number:
		if v.Known {
			return b.SetCellFloat(sheet, cell, v.Value, 4, 64)
		}
	}
	return nil
}
