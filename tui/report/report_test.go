package report_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/lang"
	"razbor/tui/report"
)

// reader is a store that answers with one panel and a few calls.
type reader struct {
	panel store.Panel
	calls []store.Call
}

func (r reader) Panel(context.Context, store.PanelQuery) (store.Panel, error) { return r.panel, nil }

func (r reader) Call(context.Context, string) (store.Call, error) { return r.calls[0], nil }

func (r reader) Calls(context.Context, store.Filter, store.Page) (store.CallPage, error) {
	return store.CallPage{Calls: r.calls}, nil
}

func (r reader) Judgement(context.Context, string) (scoring.Judgement, error) {
	return scoring.Judgement{Findings: []scoring.Finding{
		{Item: scoring.Need, Verdict: scoring.Miss, Segment: 3, AtMS: 227_000, Quote: "=ну такая цена"},
	}}, nil
}

func (r reader) Transcript(context.Context, string) (scoring.Transcript, error) {
	return scoring.Transcript{}, store.ErrNotFound
}

func (r reader) Span(context.Context) (first, last store.Day, err error) {
	return 20261015, 20261015, nil
}

// hostile is a name that every format must make harmless.
const hostile = "=HYPERLINK(\"http://x\")<script>alert(1)</script>\x1b[31m|x"

func settings() panels.Settings {
	return panels.Settings{
		Company: "Светлые окна", Timezone: "Europe/Moscow", Currency: "RUB", Location: time.FixedZone("MSK", 3*3600),
		Terms: loss.Terms{Deal: 50_000_00, Conversion: 200_000, LeadCost: 2_000_00},
		Norms: metrics.DefaultNorms(), Thresholds: causes.DefaultThresholds(),
		Rules: store.Rules{
			WorkHours: [2]int{9 * 60, 18 * 60}, WorkDays: [8]bool{1: true, 2: true, 3: true, 4: true, 5: true},
			ServiceLevel: 20 * time.Second, LongWait: 30 * time.Second,
		},
	}
}

func sums(counts map[metrics.Counter]int64) metrics.Sums {
	var s metrics.Sums
	for c, n := range counts {
		s.N[c] = n
	}
	return s
}

// department is the article's day.
func department() reader {
	total := sums(map[metrics.Counter]int64{
		metrics.Inbound: 40, metrics.Answered: 28, metrics.Missed: 12, metrics.AbandonedQueue: 7, metrics.AbandonedIVR: 1,
		metrics.Busy: 2, metrics.AfterHours: 2, metrics.Outbound: 2, metrics.WaitMS: 630_000, metrics.Within: 13, metrics.Target: 28,
		metrics.Success: 8, metrics.LostTalk: 20, metrics.RecoveredMissed: 1, metrics.MissedClients: 12, metrics.CalledBackClients: 2,
		metrics.RecoveredClients: 1, metrics.TalkMS: 28 * 90_000, metrics.LongWait: 13, metrics.MissedWaitMS: 800_000,
	})
	total.Callback.Observe(365)
	total.Callback.Observe(10_835)
	ivan := sums(map[metrics.Counter]int64{metrics.Inbound: 28, metrics.Answered: 28, metrics.Target: 28, metrics.Success: 8, metrics.LostTalk: 20})
	need := store.Facet{Kind: store.FacetItem, Name: "need", Value: "miss"}
	passed := store.Facet{Kind: store.FacetItem, Name: "need", Value: "pass"}
	price := store.Facet{Kind: store.FacetReason, Name: "price"}
	return reader{
		panel: store.Panel{
			Total: total,
			Groups: map[store.Grouping][]store.Group{
				store.PerManager:     {{Key: store.Key{}, Sums: sums(map[metrics.Counter]int64{metrics.Inbound: 12, metrics.Missed: 12})}, {Key: store.Key{Manager: hostile}, Sums: ivan, Days: 1}},
				store.PerHour:        {{Key: store.Key{Hour: 13}, Sums: total, Days: 1}},
				store.PerWeekday:     {{Key: store.Key{Weekday: 4}, Sums: total, Days: 1}},
				store.PerDay:         {{Key: store.Key{Day: 20261015}, Sums: total, Days: 1}},
				store.PerHourWeekday: {{Key: store.Key{Hour: 13, Weekday: 4}, Sums: total, Days: 1}},
				store.PerManagerHour: {{Key: store.Key{Hour: 13, Manager: hostile}, Sums: ivan, Days: 1}},
				store.PerSource:      {{Key: store.Key{Source: hostile}, Sums: total, Days: 1}},
				store.PerLine:        {{Key: store.Key{Line: "74951234567"}, Sums: total, Days: 1}},
			},
			Facets: map[store.Grouping][]store.FacetCount{
				store.PerFacet:      {{Facet: need, Calls: 8, Lost: 8}, {Facet: passed, Calls: 20, Lost: 12}, {Facet: price, Calls: 5, Lost: 5}},
				store.PerManagerFct: {{Facet: need, Manager: hostile, Calls: 8, Lost: 8}, {Facet: passed, Manager: hostile, Calls: 20, Lost: 12}},
			},
		},
		calls: []store.Call{{
			ID: "1792051946.48232", Direction: store.Inbound, Answered: true, Manager: hostile, Client: "79161234567", Lost: true,
			StartMS: 1_792_051_946_000, EndMS: 1_792_052_206_000, TalkMS: 259_000, Outcome: scoring.OutcomeNone, LossReason: "price",
			LossAtMS: 227_000, Score: 40, Misses: []scoring.Item{scoring.Need},
		}},
	}
}

func summary(t *testing.T, by ...panels.Section) panels.Summary {
	t.Helper()
	if len(by) == 0 {
		by = panels.Sections()
	}
	s, err := panels.Period(t.Context(), department(), settings(), panels.Query{From: 20261015, To: 20261015, By: by})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// writers are all reports, each in the form that a table of tests can run.
func writers(t *testing.T) map[string]func(*bytes.Buffer, report.Format, *lang.Texts) error {
	t.Helper()
	r, s := department(), settings()
	day := summary(t)
	diagnosis, err := panels.Diagnose(t.Context(), r, s, panels.Query{From: 20261015, To: 20261015})
	if err != nil {
		t.Fatal(err)
	}
	coaching, err := panels.Coach(t.Context(), r, s, hostile, 20261015, 20261015)
	if err != nil {
		t.Fatal(err)
	}
	missed, err := panels.Missed(t.Context(), r, s, panels.Query{From: 20261015, To: 20261015}, time.UnixMilli(1_792_060_000_000))
	if err != nil {
		t.Fatal(err)
	}
	return map[string]func(*bytes.Buffer, report.Format, *lang.Texts) error{
		"summary": func(w *bytes.Buffer, f report.Format, x *lang.Texts) error { return report.Summary(w, f, day, x) },
		"today":   func(w *bytes.Buffer, f report.Format, x *lang.Texts) error { return report.Today(w, f, day, x) },
		"diagnose": func(w *bytes.Buffer, f report.Format, x *lang.Texts) error {
			return report.Diagnosis(w, f, diagnosis, x)
		},
		"coach":  func(w *bytes.Buffer, f report.Format, x *lang.Texts) error { return report.Coach(w, f, coaching, x) },
		"calls":  func(w *bytes.Buffer, f report.Format, x *lang.Texts) error { return report.Calls(w, f, s, r.calls, x) },
		"missed": func(w *bytes.Buffer, f report.Format, x *lang.Texts) error { return report.Missed(w, f, missed, x) },
	}
}

// every runs a check on every report in every language.
func every(t *testing.T, f report.Format, check func(t *testing.T, out []byte)) {
	t.Helper()
	for name, write := range writers(t) {
		for _, l := range []lang.Lang{lang.RU, lang.EN} {
			t.Run(name+" "+string(l), func(t *testing.T) {
				t.Parallel()
				var b bytes.Buffer
				if err := write(&b, f, lang.For(l)); err != nil {
					t.Fatal(err)
				}
				check(t, b.Bytes())
			})
		}
	}
}

func TestTextFitsATerminalAndCarriesNoControl(t *testing.T) {
	t.Parallel()
	every(t, report.Text, func(t *testing.T, out []byte) {
		t.Helper()
		for line := range strings.SplitSeq(string(out), "\n") {
			if w := ansi.StringWidth(line); w > 80 {
				t.Errorf("%d cells: %q", w, line)
			}
		}
		if bytes.ContainsAny(out, "\x1b\x07\r\t") {
			t.Error("a control character of a stranger reached the terminal")
		}
	})
}

func TestTheDayStandsOnOneScreen(t *testing.T) {
	t.Parallel()
	day, err := panels.Day(t.Context(), department(), settings(), 20261015)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.Today(&b, report.Text, day, lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n > 24 {
		t.Errorf("%d lines", n)
	}
	for _, want := range []string{"320\u00a0000\u00a0₽", "310\u00a0000\u00a0₽", "32 из 40\u00a0звонков", "брошен в очереди 7"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestShortIsOneLine(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Short(&b, summary(t), lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(b.String(), "\u00a0", " "); got != "−320 000 ₽ · потеряно 32 из 40 · пропущено 12, в разговоре 20\n" {
		t.Errorf("%q", got)
	}
}

func TestCSVHasNoFormulasAndReadsBack(t *testing.T) {
	t.Parallel()
	every(t, report.CSV, func(t *testing.T, out []byte) {
		t.Helper()
		r := csv.NewReader(bytes.NewReader(out))
		r.FieldsPerRecord = -1
		records, err := r.ReadAll()
		if err != nil || len(records) < 2 {
			t.Fatalf("%d records, %v", len(records), err)
		}
		for _, record := range records {
			for _, cell := range record {
				if strings.HasPrefix(cell, "=") || strings.HasPrefix(cell, "@") || strings.HasPrefix(cell, "+") {
					t.Errorf("a formula: %q", cell)
				}
			}
		}
	})
}

func TestOneSectionIsOnePlainTable(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Summary(&b, report.CSV, summary(t, panels.ByHour), lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	want := "hour,inbound,answered,missed,lost_communication,lost,asa_seconds,money\n13,40,28,12,20,32,22.5,320000\n"
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

func TestPagesNeedNothingElseAndRunNothing(t *testing.T) {
	t.Parallel()
	every(t, report.HTML, func(t *testing.T, out []byte) {
		t.Helper()
		page := string(out)
		for _, bad := range []string{"<script", "javascript:", "onload=", "<link", "@import", "src=", "\x1b", "href="} {
			if strings.Contains(page, bad) {
				t.Errorf("the page has %q", bad)
			}
		}
		if strings.Count(page, "http") != strings.Count(page, `xmlns="http://www.w3.org/2000/svg"`)+strings.Count(page, "http-equiv")+strings.Count(page, "http://x") {
			t.Error("the page refers to something outside")
		}
		if !strings.HasSuffix(page, "</html>\n") {
			t.Error("the page is cut")
		}
	})
}

func TestTheReportDrawsItsCharts(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Summary(&b, report.HTML, summary(t), lang.For(lang.EN)); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "<svg"); n != 3 {
		t.Errorf("%d charts", n)
	}
}

func TestMarkdownKeepsStrangersOutOfItsTables(t *testing.T) {
	t.Parallel()
	every(t, report.Markdown, func(t *testing.T, out []byte) {
		t.Helper()
		columns := 0
		for line := range strings.SplitSeq(string(out), "\n") {
			if !strings.HasPrefix(line, "|") {
				columns = 0
				continue
			}
			n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
			if columns != 0 && n != columns {
				t.Errorf("%d columns after %d: %s", n, columns, line)
			}
			columns = n
		}
		if bytes.Contains(out, []byte("<script>")) {
			t.Error("mark-up of a stranger")
		}
	})
}

func TestJSONIsTheContract(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Today(&b, report.JSON, summary(t, panels.OfADay()...), lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	want := `{"from":"2026-10-15","to":"2026-10-15","timezone":"Europe/Moscow","currency":"RUB","calls":{"inbound":40,"answered":28,"missed":12,` +
		`"outbound":2,"missed_by":{"abandoned_queue":7,"abandoned_ivr":1,"busy":2,"after_hours":2,"no_answer":0,"failed":0}`
	if !strings.HasPrefix(b.String(), want) {
		t.Errorf("begins\n%.400s", b.String())
	}
	for _, part := range []string{
		`"lost":{"technical":12,"communication":20,"gross":32,"recovered":1,"net":31,"unknown":0}`,
		`"money":{"technical":120000,"communication":200000,"gross":320000,"net":310000,"lead_cost":64000}`,
		`"metrics":{"abandon_rate":0.2,"missed_rate":0.3,"asa_seconds":22.5,"service_level":0.325,"callback_share":0.1667,"callback_median_seconds":5600,"conversion":0.2857,"coverage":1`,
		`"by_hour":[{"hour":13,"inbound":40,"missed":12,"lost_communication":20,"money":320000`,
		`"by_weekday":[{"weekday":4,"inbound":40,"missed":12,"lost_communication":20,"money":320000`,
		`"items":{"need":{"applies":28,"miss":8,"partial":0`, `"reasons":[{"reason":"price","calls":5,"money":50000}]`,
		`"causes":[{"cause":1,"state":"problem","value":0.05,"evidence":["1792051946.48232"]`,
	} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("no %s in\n%s", part, b.String())
		}
	}
	if !json.Valid(b.Bytes()) {
		t.Error("it is not JSON")
	}
}

func TestARateWithoutADenominatorIsNull(t *testing.T) {
	t.Parallel()
	s, err := panels.Day(t.Context(), reader{}, settings(), 20261015)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.Summary(&b, report.JSON, s, lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"abandon_rate":null,"missed_rate":null,"asa_seconds":null`) || !strings.Contains(b.String(), `"by_manager":[]`) {
		t.Errorf("%s", b.String())
	}
	for _, f := range report.Formats() {
		if err := report.Today(&bytes.Buffer{}, f, s, lang.For(lang.RU)); err != nil {
			t.Errorf("%s of no calls: %v", f, err)
		}
	}
}

func TestSectionsNotAskedForAreNotWritten(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := report.Summary(&b, report.JSON, summary(t, panels.ByReason), lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "by_manager") || strings.Contains(b.String(), `"causes"`) || !strings.Contains(b.String(), `"reasons"`) {
		t.Errorf("%s", b.String())
	}
}

func TestCoachSpeaksInPlurals(t *testing.T) {
	t.Parallel()
	coaching, err := panels.Coach(t.Context(), department(), settings(), hostile, 20261015, 20261015)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.Coach(&b, report.Markdown, coaching, lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(b.String(), "\u00a0", " "); !strings.Contains(got, "в 8 из 28 звонков не выявляет потребность") {
		t.Errorf("%s", got)
	}
	for n, want := range map[int64]string{1: "в 1 из 1 звонка", 2: "в 1 из 2 звонков", 21: "в 1 из 21 звонка", 111: "в 1 из 111 звонков"} {
		if got := strings.ReplaceAll(lang.For(lang.RU).InCalls(1, n), "\u00a0", " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCalcWritesTheArticlesFigures(t *testing.T) {
	t.Parallel()
	e, err := loss.Calculate(loss.Input{Calls: 40, Missed: 12, Success: 8, Days: 22, Terms: settings().Terms})
	if err != nil {
		t.Fatal(err)
	}
	var text, object bytes.Buffer
	if err := report.Calc(&text, false, e, lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if err := report.Calc(&object, true, e, lang.For(lang.RU)); err != nil {
		t.Fatal(err)
	}
	if got := strings.ReplaceAll(text.String(), "\u00a0", " "); !strings.Contains(got, "7 040 000 ₽ за 22 дня") || !strings.Contains(got, "320 000 ₽ в день") {
		t.Errorf("%s", got)
	}
	if !strings.Contains(object.String(), `"period":{"technical":2640000,"communication":4400000,"gross":7040000`) {
		t.Errorf("%s", object.String())
	}
}

func TestFormatsAreFoundByName(t *testing.T) {
	t.Parallel()
	for _, f := range report.Formats() {
		if got, err := report.ParseFormat(strings.ToUpper(string(f))); err != nil || got != f {
			t.Errorf("%s: %v, %v", f, got, err)
		}
	}
	if _, err := report.ParseFormat("pdf"); err == nil {
		t.Error("there is a pdf")
	}
}

func FuzzNoNameBecomesAFormulaOrMarkup(f *testing.F) {
	f.Add(hostile)
	f.Add("＝1+1")
	f.Add(" \t=1")
	f.Fuzz(func(t *testing.T, name string) {
		calls := department().calls
		calls[0].Manager = name
		var b bytes.Buffer
		if err := report.Calls(&b, report.CSV, settings(), calls, lang.For(lang.EN)); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if cell := strings.TrimLeft(records[1][3], " \u00a0"); cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r|%") {
			t.Errorf("%q", cell)
		}
		b.Reset()
		if err := report.Calls(&b, report.HTML, settings(), calls, lang.For(lang.EN)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(b.String()), "<script") {
			t.Errorf("mark-up out of %q", name)
		}
	})
}

func BenchmarkTodayText(b *testing.B) {
	s, err := panels.Day(b.Context(), department(), settings(), 20261015)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		var w bytes.Buffer
		if err := report.Today(&w, report.Text, s, lang.For(lang.RU)); err != nil {
			b.Fatal(err)
		}
	}
}
