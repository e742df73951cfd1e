package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"razbor/store/panels"
	"razbor/tui/lang"
	"razbor/tui/report"
)

func TestWorkbooksHoldNumbersAndNoFormulas(t *testing.T) {
	t.Parallel()
	every(t, report.XLSX, func(t *testing.T, out []byte) {
		t.Helper()
		book, err := excelize.OpenReader(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		for _, sheet := range book.GetSheetList() {
			rows, err := book.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for y, row := range rows {
				for x := range row {
					cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
					if f, _ := book.GetCellFormula(sheet, cell); f != "" {
						t.Errorf("%s!%s is a formula: %s", sheet, cell, f)
					}
				}
			}
		}
	})
}

func TestWorkbookMoneyIsANumber(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Summary(&b, report.XLSX, summary(t, panels.ByHour), lang.For(lang.EN)); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := book.GetCellValue("By hour", "G2", excelize.Options{RawCellValue: true})
	kind, _ := book.GetCellType("By hour", "G2")
	if err != nil || raw != "320000" || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("money is %q of type %v, %v", raw, kind, err)
	}
}

func TestWorkbooksOfAnyCompanyOpen(t *testing.T) {
	t.Parallel()
	for _, company := range []string{"", "'", "[a]:*?/\\", strings.Repeat("😀", 40), hostile, "\xff\xfe"} {
		s := summary(t, panels.ByHour)
		s.Settings.Company = company
		var b bytes.Buffer
		if err := report.Summary(&b, report.XLSX, s, lang.For(lang.RU)); err != nil {
			t.Errorf("%q: %v", company, err)
			continue
		}
		if _, err := excelize.OpenReader(&b); err != nil {
			t.Errorf("%q: %v", company, err)
		}
	}
}
