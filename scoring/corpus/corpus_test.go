package corpus

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"razbor/scoring"
)

func TestCorporaOfTheRepositoryAreRead(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("data/*.jsonl")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d corpora, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		calls, err := ReadAll(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, c := range calls {
			if c.Labels == nil || len(c.Segments) == 0 || c.Language == "" {
				t.Errorf("%s: %s has no labels, segments or language", name, c.ID)
			}
		}
	}
}

func TestABadLineIsNamedAndTheNextIsRead(t *testing.T) {
	t.Parallel()
	in := "{\"id\":\"a\",\"segments\":[]}\n\n{oops\n{\"id\":\"\"}\n{\"id\":\"b\",\"segments\":[{\"speaker\":\"ghost\"}]}\n{\"id\":\"c\"}"
	var ids []string
	var lines []int
	for c, err := range Read(strings.NewReader(in)) {
		var le *LineError
		if errors.As(err, &le) {
			lines = append(lines, le.Line)
			continue
		}
		ids = append(ids, c.ID)
	}
	if strings.Join(ids, "") != "ac" || len(lines) != 3 || lines[0] != 3 || lines[1] != 4 || lines[2] != 5 {
		t.Errorf("read %v, bad lines %v", ids, lines)
	}
}

func TestLabelsAreWrittenInTheFormOfTheCorpus(t *testing.T) {
	t.Parallel()
	j := scoring.Judgement{
		Findings:   []scoring.Finding{{Item: scoring.Need, Verdict: scoring.Miss, Segment: 2}, {Item: scoring.Pressure, Verdict: scoring.Pass, Segment: scoring.NoSegment}},
		Objections: []scoring.Objection{{Segment: 3, Kind: scoring.ObjectPrice}},
		Outcome:    scoring.OutcomeNone, Target: true, Lost: true, LossSegment: 3, LossReason: scoring.Reason(scoring.ObjectPrice),
	}
	var b bytes.Buffer
	if err := Write(&b, Result{ID: "x", Labels: LabelsOf(j)}); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"x","labels":{"items":{"need":"miss","pressure":"pass"},"objections":[{"segment":3,"kind":"price","handled":false}],"outcome":"none","lost":true,"loss_segment":3,"loss_reason":"price","at":{"need":2}}}` + "\n"
	if b.String() != want {
		t.Errorf("got  %s want %s", b.String(), want)
	}
	b.Reset()
	if err := Write(&b, Result{ID: "y", Labels: LabelsOf(scoring.Judgement{Outcome: scoring.OutcomeSale})}); err != nil {
		t.Fatal(err)
	}
	if want := `{"id":"y","labels":{"items":{},"objections":[],"outcome":"sale","lost":false,"loss_segment":null,"loss_reason":null,"at":{}}}` + "\n"; b.String() != want {
		t.Errorf("got  %s want %s", b.String(), want)
	}
}

func TestPhrasesStandUnderTheirHeadings(t *testing.T) {
	t.Parallel()
	got, err := ReadPhrases(strings.NewReader("# note\n[pressure]\nсейчас или никогда\n\n[objection price]\nдорого\n"))
	if err != nil || len(got) != 2 || got[1] != (Phrase{Does: "objection price", Text: "дорого"}) {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := ReadPhrases(strings.NewReader("\nбез заголовка\n")); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want an error of line 2", err)
	}
}

func FuzzReadNeverPanics(f *testing.F) {
	f.Add([]byte(`{"id":"a","lang":"ru","segments":[{"speaker":"manager","start":1e300,"end":-1,"text":"x"}],"labels":{"items":{"need":"miss"}}}`))
	f.Add([]byte("{}\n\n[]\nnull"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for c, err := range Read(bytes.NewReader(data)) {
			if err == nil && c.ID == "" {
				t.Error("a call without an id")
			}
			for _, s := range c.Segments {
				if s.StartMS < 0 || s.EndMS < 0 {
					t.Errorf("segment at %d to %d", s.StartMS, s.EndMS)
				}
			}
		}
	})
}
