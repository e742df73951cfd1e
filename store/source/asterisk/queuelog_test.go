package asterisk

import (
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"razbor/store/source"
	"razbor/store/source/logfile"
)

func TestEventsOfEveryVersionAreRead(t *testing.T) {
	t.Parallel()
	at := int64(1792044377000)
	event := func(kind source.EventKind, agent string, hold, talk int64, text string) source.Event {
		return source.Event{Call: "1.2", AtMS: at, Kind: kind, Queue: "sales", Agent: agent, HoldMS: hold, TalkMS: talk, Text: text}
	}
	tests := map[string]source.Event{
		"ENTERQUEUE||79351180417|1":              event(source.Enter, "", 0, 0, "79351180417"),
		"ENTERQUEUE||79351180417":                event(source.Enter, "", 0, 0, "79351180417"),
		"ENTERQUEUE||anonymous|1|Ivan":           event(source.Enter, "", 0, 0, "anonymous"),
		"DID|74951234567":                        event(source.Dialled, "", 0, 0, "74951234567"),
		"CONNECT|7|1792044377.5|4":               event(source.Connect, "", 7000, 4000, ""),
		"CONNECT|7|1792044377.5":                 event(source.Connect, "", 7000, 0, ""),
		"COMPLETEAGENT|7|52|1":                   event(source.Complete, "", 7000, 52000, ""),
		"COMPLETECALLER|7|52":                    event(source.Complete, "", 7000, 52000, ""),
		"ABANDON|1|1|25":                         event(source.Abandon, "", 25000, 0, ""),
		"WITHDRAW|1|1|25|x":                      event(source.Abandon, "", 25000, 0, ""),
		"EXITWITHTIMEOUT|1|1|240":                event(source.Timeout, "", 240000, 0, ""),
		"EXITWITHTIMEOUT|1":                      event(source.Timeout, "", 0, 0, ""),
		"EXITWITHKEY|1|2|2|30":                   event(source.Key, "", 30000, 0, ""),
		"EXITEMPTY|1|1|3":                        event(source.Empty, "", 3000, 0, ""),
		"JOINEMPTY|":                             event(source.Empty, "", 0, 0, ""),
		"FULL":                                   event(source.Full, "", 0, 0, ""),
		"CLOSED|":                                event(source.Closed, "", 0, 0, ""),
		"RINGNOANSWER|15000":                     event(source.RingNoAns, "", 0, 15000, ""),
		"RINGCANCELED|2000":                      event(source.RingCancel, "", 0, 2000, ""),
		"BLINDTRANSFER|200|from-internal|7|52|1": event(source.Transfer, "", 7000, 52000, ""),
		"ATTENDEDTRANSFER|BRIDGE|b1|7|52|1":      event(source.Transfer, "", 7000, 52000, ""),
		"TRANSFER|200|from-internal|7|52|1|":     event(source.Transfer, "", 7000, 52000, ""),
	}
	for line, want := range tests {
		var e source.Event
		of, err := parseEvent("1792044377|1.2|sales|NONE|"+line, &e)
		if err != nil || !of || e != want {
			t.Errorf("%s reads as %+v, %v, %v\nwant %+v", line, e, of, err, want)
		}
	}
	var e source.Event
	if of, err := parseEvent(" 1792044377 | 1.2 | sales | Frolova K. | CONNECT | 7 ", &e); err != nil || !of || e.Agent != "Frolova K." {
		t.Errorf("spaces round the bars: %+v, %v", e, err)
	}
}

func TestWhatTellsNothingOfACallIsPassedOver(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"1792044377|NONE|NONE|NONE|QUEUESTART|", "1792044377|MANAGER|sales|PJSIP/101|ADDMEMBER|",
		"1792044377|NONE|sales|PJSIP/101|PAUSE|обед", "1792044377|1.2|sales|NONE|CALLSTATUS|x", "1792044377|REALTIME|sales|x|PENALTY|1",
	} {
		var e source.Event
		if of, err := parseEvent(line, &e); of || err != nil {
			t.Errorf("%s reads as %+v, %v", line, e, err)
		}
	}
}

func readLog(tb testing.TB, content string) (events []source.Event, problems []source.Problem) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "queue_log")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		tb.Fatal(err)
	}
	files, err := logfile.Find(path)
	if err != nil {
		tb.Fatal(err)
	}
	in := logfile.Open(files, logfile.Options{Now: time.Now().Add(2 * time.Hour)})
	q := NewQueueLog(in, func(p source.Problem) { problems = append(problems, p) })
	var e source.Event
	for q.Next(&e) {
		events = append(events, e)
	}
	return events, problems
}

func TestDamagedEventsAreToldAndTheRestGoesOn(t *testing.T) {
	t.Parallel()
	events, problems := readLog(t, "1792044377|1.2|sales|NONE|ENTERQUEUE||7|1\n\nyesterday|1.2|sales|NONE|ABANDON\n1792044378|1.2\n1792044379|1.2|sales|NONE|ABANDON|1|1|2\n1792044379|1.2|sa")
	if len(events) != 2 || len(problems) != 3 {
		t.Fatalf("events %v, problems %v", events, problems)
	}
	if problems[0].Line != 3 || problems[1].Line != 4 || problems[2].Code != source.CutRow {
		t.Errorf("problems %+v", problems)
	}
}

func TestTablesOfDatabasesAreRefused(t *testing.T) {
	t.Parallel()
	_, problems := readLog(t, "time\tcallid\tqueuename\tagent\tevent\tdata1\n2026-07-03 15:27:23.896208\t1.2\tNONE\tAgent/3001\tPAUSE\t\n")
	if len(problems) != 1 || problems[0].Text != source.FormTable {
		t.Errorf("problems %+v", problems)
	}
}

func FuzzQueueLog(f *testing.F) {
	f.Add("1792044377|1.2|sales|NONE|ENTERQUEUE||79351180417|1")
	f.Add("1792044377|1.2|sales|NONE|ATTENDEDTRANSFER||||||")
	f.Add("1792044377|1.2|sales|\xff|CONNECT|99999999999999|x|-1")
	f.Fuzz(func(t *testing.T, s string) {
		var e source.Event
		of, err := parseEvent(honest(s), &e)
		if err != nil || !of {
			return
		}
		if e.Call == "" || e.HoldMS < 0 || e.TalkMS < 0 || e.HoldMS > maxLength || !utf8.ValidString(e.Call+e.Agent+e.Queue+e.Text) {
			t.Fatalf("event %+v", e)
		}
	})
}
