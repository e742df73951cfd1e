package crm

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"razbor/store"
	"razbor/store/source"
)

func readAll(data string, o Options) (deals []store.Deal, problems []source.Problem, err error) {
	_, err = Read(strings.NewReader(data), o,
		func(d store.Deal) error { deals = append(deals, d); return nil },
		func(p source.Problem) { problems = append(problems, p) })
	return deals, problems, err
}

func TestOneDealReadsTheSameInEveryForm(t *testing.T) {
	t.Parallel()
	moscow := time.FixedZone("MSK", 3*3600)
	want := store.Deal{
		CallID: "1792045300.48213", Client: "79432075518", Manager: "Ольга Смирнова", Stage: "Замер назначен",
		Result: store.ResultOpen, AmountMinor: 118_000_50, NoteWritten: true,
		CreatedMS: time.Date(2026, 10, 15, 9, 31, 43, 0, moscow).UnixMilli(),
	}
	excel := "\ufeffcall_uniqueid;client_phone;manager;stage;result;amount;note_written;created_at\r\n" +
		"1792045300.48213;+7 (943) 207-55-18;Ольга Смирнова;Замер назначен;open;118000,50;1;2026-10-15 09:31:43\r\n"
	russian := "ID звонка,Телефон,Ответственный,Этап,Сумма,Комментарий,Дата создания\n" +
		`1792045300.48213,89432075518,Ольга Смирнова,Замер назначен,"118 000.50 ₽",созвонились,15.10.2026 09:31:43` + "\n"
	old, err := charmap.Windows1251.NewEncoder().String(strings.ReplaceAll(russian, " ₽", ""))
	if err != nil {
		t.Fatal(err)
	}
	own := "A\tB\tC\tD\tE\tF\tG\tH\n1792045300.48213\t9432075518\tОльга Смирнова\tЗамер назначен\tВ работе\t118000.5\tда\t2026-10-15T09:31:43+03:00\n"
	tests := map[string]struct {
		data    string
		columns map[string]string
	}{
		"as Excel writes it": {excel, nil},
		"Russian headers":    {russian, nil},
		"Windows-1251":       {old, nil},
		"columns of its own": {own, map[string]string{
			"call": "A", "phone": "B", "manager": "C", "stage": "D", "result": "E", "amount": "F", "note_written": "G", "created_at": "H",
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			deals, problems, err := readAll(tt.data, Options{Columns: tt.columns, Zone: moscow})
			if err != nil || len(problems) > 0 || len(deals) != 1 {
				t.Fatalf("deals %v, problems %v, error %v", deals, problems, err)
			}
			if deals[0] != want {
				t.Errorf("got  %+v\nwant %+v", deals[0], want)
			}
		})
	}
}

func TestADamagedRowIsToldAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	data := "call;phone;amount;created_at\n;;1;2026-10-15\n1.2;79161234567;много;\n1.3;79161234567;5;\n;79161234567;5;завтра\n"
	deals, problems, err := readAll(data, Options{})
	if err != nil || len(deals) != 1 || deals[0].CallID != "1.3" {
		t.Fatalf("deals %+v, error %v", deals, err)
	}
	lines := []int64{2, 3, 5}
	for i, p := range problems {
		if p.Line != lines[i] || p.Code != source.BadRow {
			t.Errorf("problem %d is %+v", i, p)
		}
	}
	if len(problems) != len(lines) {
		t.Errorf("%d problems, want %d", len(problems), len(lines))
	}
}

func TestAFileWithoutAKeyIsRefused(t *testing.T) {
	t.Parallel()
	_, _, err := readAll("a;b\n1;2\n", Options{File: "x.csv"})
	var p *source.Problem
	if !errors.As(err, &p) || p.Code != source.BadFormat {
		t.Errorf("error %v", err)
	}
	_, _, err = readAll("phone;b\n1;2\n", Options{Columns: map[string]string{"stage": "этап"}})
	if !errors.As(err, &p) || p.Text != "этап" {
		t.Errorf("error %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("call;phone;amount\n1;79161234567;5,5\n")
	f.Add("\ufeffтелефон,дата\n\"8 916\",\"\n")
	f.Add("phone\xff\n\xff;;\n")
	f.Fuzz(func(t *testing.T, s string) {
		deals, _, err := readAll(s, Options{})
		if err != nil {
			return
		}
		for _, d := range deals {
			if (d.CallID == "" && d.Client == "") || !utf8.ValidString(d.Manager+d.Stage+d.CallID) {
				t.Fatalf("deal %+v", d)
			}
		}
	})
}
