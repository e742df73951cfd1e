package asterisk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"razbor/store/source"
	"razbor/store/source/logfile"
)

// readCDR reads a file of call records with this content.
func readCDR(tb testing.TB, content string, columns map[string]string) (legs []source.Leg, problems []source.Problem) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "Master.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		tb.Fatal(err)
	}
	files, err := logfile.Find(path)
	if err != nil {
		tb.Fatal(err)
	}
	// An hour from now the last line is finished, with or without its end.
	in := logfile.Open(files, logfile.Options{Now: time.Now().Add(2 * time.Hour)})
	c := NewCDR(in, columns, func(p source.Problem) { problems = append(problems, p) })
	var leg source.Leg
	for c.Next(&leg) {
		legs = append(legs, leg)
	}
	return legs, problems
}

const (
	base = `"","79161234567","sales","ext-queues","""79161234567"" <79161234567>","PJSIP/trunk-1","PJSIP/101-2","Queue","sales,tR,,,240,,,,,","2026-10-15 09:06:17","2026-10-15 09:06:24","2026-10-15 09:07:16",59,52,"ANSWERED","DOCUMENTATION"`
	mine = `"""79161234567"" <79161234567>","79161234567","sales","ext-queues","PJSIP/trunk-1","PJSIP/101-2","Queue","sales,tR,,,240,,,,,","2026-10-15 09:06:17","2026-10-15 09:06:24","2026-10-15 09:07:16","59","52","ANSWERED","DOCUMENTATION",""`
)

func wantLeg() source.Leg {
	return source.Leg{
		Call: "1792044372.1", Own: "1792044372.1", From: "79161234567", To: "sales", Context: "ext-queues", Channel: "PJSIP/trunk-1",
		DstChannel: "PJSIP/101-2", App: "Queue", StartWallMS: time.Date(2026, 10, 15, 9, 6, 17, 0, time.UTC).UnixMilli(),
		AnswerMS: 7_000, LengthMS: 59_000, TalkMS: 52_000, PatienceMS: 240_000, Result: source.Answered,
	}
}

func TestEveryLayoutOfCallRecordsReadsTheSame(t *testing.T) {
	t.Parallel()
	const name = "q-sales-79161234567-20261015-090617-1792044372.1.wav"
	tests := map[string]struct {
		row      string
		columns  map[string]string
		call     string
		own      string
		recorded bool
	}{
		"16 columns":             {row: base, call: "day20741-PJSIP-trunk-1"},
		"17 with uniqueid":       {row: base + `,"1792044372.1"`, own: "1792044372.1"},
		"17 with userfield":      {row: base + `,"` + name + `"`, call: "day20741-PJSIP-trunk-1", recorded: true},
		"18":                     {row: base + `,"1792044372.1","` + name + `"`, own: "1792044372.1", recorded: true},
		"19":                     {row: base + `,"","1792044000.9",17`, call: "1792044000.9"},
		"20":                     {row: base + `,"1792044372.1","","1792044000.9",17`, call: "1792044000.9", own: "1792044372.1"},
		"21":                     {row: base + `,"1792044372.1","` + name + `","","1792044000.9",17`, call: "1792044000.9", own: "1792044372.1", recorded: true},
		"with the system's name": {row: base + `,"pbx-1-1792044372.1"`, own: "pbx-1-1792044372.1"},
		"cdr_custom":             {row: mine + `,"1792044372.1","` + name + `",2`, own: "1792044372.1", recorded: true},
		"cdr_custom cut short":   {row: mine + `,"1792044372.1"`, own: "1792044372.1"},
		"audio: in userfield":    {row: base + `,"1792044372.1","audio:/var/spool/asterisk/monitor/` + name + `"`, own: "1792044372.1", recorded: true},
		"with a header": {
			row: "calldate;src;dst;dcontext;channel;dstchannel;lastapp;lastdata;duration;billsec;disposition;uniqueid;recordingfile\n" +
				`2026-10-15 09:06:17;79161234567;sales;ext-queues;PJSIP/trunk-1;PJSIP/101-2;Queue;sales,tR,,,240,,,,,;59;52;ANSWERED;1792044372.1;`,
			own: "1792044372.1",
		},
		"JSON": {
			row: `{"src":"79161234567","dst":"sales","dcontext":"ext-queues","channel":"PJSIP/trunk-1","dstchannel":"PJSIP/101-2","lastapp":"Queue","lastdata":"sales,tR,,,240,,,,,","start":"2026-10-15 09:06:17","answer":"2026-10-15 09:06:24","end":"2026-10-15 09:07:16","duration":59,"billsec":52,"disposition":"ANSWERED","uniqueid":"1792044372.1"}`,
			own: "1792044372.1",
		},
		"columns named in the configuration": {
			row: "когда\tкто\tкому\tгде\tканал\tвторой\tчем\tкак\tсколько\tговорили\tитог\tкод\n" +
				"2026-10-15 09:06:17\t79161234567\tsales\text-queues\tPJSIP/trunk-1\tPJSIP/101-2\tQueue\tsales,tR,,,240,,,,,\t59\t52\tANSWERED\t1792044372.1",
			columns: map[string]string{
				"start": "когда", "src": "кто", "dst": "кому", "dcontext": "где", "channel": "5", "dstchannel": "второй", "lastapp": "чем",
				"lastdata": "как", "duration": "сколько", "billsec": "говорили", "disposition": "итог", "uniqueid": "код",
			},
			own: "1792044372.1",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			legs, problems := readCDR(t, tt.row+"\n", tt.columns)
			if len(legs) != 1 || len(problems) != 0 {
				t.Fatalf("legs %v, problems %v", legs, problems)
			}
			want := wantLeg()
			want.Own, want.Call = tt.own, tt.call
			if tt.call == "" {
				want.Call = tt.own
			}
			if tt.recorded {
				want.Recording = "q-sales-79161234567-20261015-090617-1792044372.1.wav"
			}
			if legs[0] != want {
				t.Errorf("got  %+v\nwant %+v", legs[0], want)
			}
		})
	}
}

func TestADamagedRowIsToldWithItsLine(t *testing.T) {
	t.Parallel()
	good := base + `,"1792044372.1",""`
	rows := []string{
		good,
		`"","7916`,                          // cut in the middle
		`a,b,c`,                             // too few columns
		strings.Replace(good, "52", "x", 1), // no number
		strings.Replace(good, "2026-10-15 09:06:17", "15.10.2026", 1),
		strings.Replace(good, "2026-10-15 09:07:16", "2026-10-15 08:00:00", 1), // ends before it starts
		strings.Repeat(`"",`, 100),
		good,
	}
	legs, problems := readCDR(t, strings.Join(rows, "\n"), nil)
	if len(legs) != 2 {
		t.Errorf("%d good rows, want 2", len(legs))
	}
	var lines []int64
	for _, p := range problems {
		lines = append(lines, p.Line)
		if p.Code != source.BadRow {
			t.Errorf("problem %+v", p)
		}
	}
	if !slices.Equal(lines, []int64{2, 3, 4, 5, 6, 7}) {
		t.Errorf("told of lines %v", lines)
	}
}

func TestTheCutLastRowOfAFinishedFileIsTold(t *testing.T) {
	t.Parallel()
	good := base + `,"1792044372.1",""`
	legs, problems := readCDR(t, good+"\n"+good[:len(good)-20], nil)
	if len(legs) != 1 || len(problems) != 1 || problems[0].Code != source.CutRow || problems[0].Line != 2 {
		t.Errorf("legs %d, problems %+v", len(legs), problems)
	}
	if legs, _ := readCDR(t, good+"\n"+good, nil); len(legs) != 2 {
		t.Error("a whole last row without its line end was lost")
	}
}

func TestFilesOfOtherFormsAreRefusedByName(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		source.FormSQL:        "-- a dump\nCREATE TABLE cdr (calldate datetime);\n",
		source.FormCEL:        `"CHAN_START","1335310195.513823","","","","","","s","default"` + "\n",
		source.FormFreeSWITCH: `"Ivan","1001","1002","default","2026-10-15 09:00:00","","2026-10-15 09:01:00",60,0,"NORMAL_CLEARING","d80e22e0-4c15-11ea-97a0-9dd79410affb"` + "\n",
		source.FormOther:      "this,is,a,list\n1,2,3,4\n",
	}
	for form, content := range tests {
		legs, problems := readCDR(t, content, nil)
		if len(legs) > 0 || len(problems) != 1 || problems[0].Code != source.BadFormat || problems[0].Text != form || problems[0].File == "" {
			t.Errorf("%s: legs %v, problems %+v", form, legs, problems)
		}
	}
}

func TestFractionsOfSecondsAreKept(t *testing.T) {
	t.Parallel()
	row := strings.NewReplacer("09:06:17", "09:06:17.250", "09:07:16", "09:07:16.5", ",59,52,", ",59.25,52.1,").Replace(base) + `,"1792044372.1"`
	legs, problems := readCDR(t, row+"\n", nil)
	if len(problems) > 0 || legs[0].StartWallMS%1000 != 250 || legs[0].LengthMS != 59_250 || legs[0].TalkMS != 52_100 {
		t.Errorf("legs %+v, problems %v", legs, problems)
	}
}

func TestDaysAreCountedAsTheCalendarDoes(t *testing.T) {
	t.Parallel()
	for at := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() < 2110; at = at.AddDate(0, 0, 13) {
		if got, ok := wallMS(at.Format("2006-01-02 15:04:05")); !ok || got != at.UnixMilli() {
			t.Fatalf("%v is %d ms, want %d", at, got, at.UnixMilli())
		}
	}
}

func TestAUniqueidTellsWhenItsChannelWasMade(t *testing.T) {
	t.Parallel()
	tests := map[string]int64{"1792044372.48211": 1792044372000, "pbx-1-1792044372.1": 1792044372000, "x.1": 0, "": 0, "1792044372": 0, "1.5": 0}
	for id, want := range tests {
		if got, ok := UniqueidMS(id); got != want || ok != (want != 0) {
			t.Errorf("UniqueidMS(%q) = %d, %v", id, got, ok)
		}
	}
}

func FuzzCDR(f *testing.F) {
	f.Add(base + `,"1792044372.1",""`)
	f.Add(mine + `,"1","2",3`)
	f.Add(`{"start":"2026-10-15 09:06:17","disposition":"ANSWERED","billsec":1e300}`)
	f.Add("calldate;disposition;src;dst;channel\n2026-10-15 09:06:17;;;;")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := detect([]byte(s), nil)
		if err != nil {
			return
		}
		c := &CDR{layout: l}
		for line := range strings.Lines(s) {
			var leg source.Leg
			if c.parse(strings.TrimSpace(line), &leg) != nil {
				continue
			}
			text := leg.Call + leg.From + leg.To + leg.Channel + leg.Recording + leg.App
			if leg.Call == "" || leg.LengthMS < 0 || leg.LengthMS > maxLength || leg.AnswerMS < -1 || leg.TalkMS < 0 || !utf8.ValidString(text) {
				t.Fatalf("leg %+v", leg)
			}
		}
	})
}

func BenchmarkCDR(b *testing.B) {
	row := base + `,"1792044372.1",""`
	l, err := detect([]byte(row), nil)
	if err != nil {
		b.Fatal(err)
	}
	c := &CDR{layout: l}
	var leg source.Leg
	b.SetBytes(int64(len(row)))
	b.ReportAllocs()
	for b.Loop() {
		if err := c.parse(row, &leg); err != nil {
			b.Fatal(err)
		}
	}
}

func TestRecordingNamesAreReadFromBothEnds(t *testing.T) {
	t.Parallel()
	tests := map[string]RecordingName{
		"q-sales-79351180417-20261015-090612-1792044372.48211.wav": {"q", "sales", "79351180417", "20261015", "1792044372.48211"},
		"out-89571184909-104-20261015-161022-1792069822.48297.ogg": {"out", "89571184909", "104", "20261015", "1792069822.48297"},
		"in-+7495-123-unknown-20261015-161022-pbx-2-1792069822.9":  {"in", "+7495-123", "unknown", "20261015", "pbx-2-1792069822.9"},
		"force-100-101-20261015-161022-1792069822.9.WAV":           {"force", "100", "101", "20261015", "1792069822.9"},
	}
	for name, want := range tests {
		if got, ok := ParseRecording(name); !ok || got != want {
			t.Errorf("%s reads as %+v, %v", name, got, ok)
		}
	}
	for _, name := range []string{"", "x.wav", "../../etc/passwd", strings.Repeat("-", 1000)} {
		if got, ok := ParseRecording(name); ok {
			t.Errorf("%q reads as %+v", name, got)
		}
	}
	for in, want := range map[string]string{"audio:/a/b/c.wav": "c.wav", "note": "", "a.b.c": "a.b.c", "": "", ".wav": "", "x.tolongext": ""} {
		if got := recordingName(in); got != want {
			t.Errorf("recordingName(%q) = %q, want %q", in, got, want)
		}
	}
}
