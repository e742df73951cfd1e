package judge_test

import (
	"bytes"
	"os"
	"testing"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/judge"
)

// calls reads the labelled calls of one author of the repository.
func calls(tb testing.TB, author string) []corpus.Call {
	tb.Helper()
	data, err := os.ReadFile("../corpus/data/" + author + ".jsonl")
	if err != nil {
		tb.Fatal(err)
	}
	all, err := corpus.ReadAll(bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

func newJudge(tb testing.TB) *judge.Judge {
	tb.Helper()
	j, err := judge.New(checklist.BuiltIn("ru"))
	if err != nil {
		tb.Fatal(err)
	}
	return j
}

// BenchmarkJudge judges calls of about three minutes.
func BenchmarkJudge(b *testing.B) {
	j := newJudge(b)
	var three []scoring.Transcript
	for _, author := range []string{"dev", "dev2", "dev3"} {
		for _, c := range calls(b, author) {
			if end := c.Segments[len(c.Segments)-1].EndMS; end > 140000 && end < 220000 {
				three = append(three, c.Transcript())
			}
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		j.Judge(three[i%len(three)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkStart is what it costs to be ready to judge.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		if _, err := judge.New(checklist.BuiltIn("ru")); err != nil {
			b.Fatal(err)
		}
	}
}
