// Command leaveout prints how well the judge agrees with the labelled calls of
// the repository: on all of them together and for each author apart.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/eval"
	"razbor/scoring/judge"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "leaveout:", err)
		os.Exit(1)
	}
}

func run(files []string, out io.Writer) error {
	if len(files) == 0 {
		for _, n := range []string{"dev", "dev2", "dev3", "demo"} {
			files = append(files, filepath.Join("scoring", "corpus", "data", n+".jsonl"))
		}
	}
	j, err := judge.New(checklist.BuiltIn("ru"))
	if err != nil {
		return err
	}
	var all []corpus.Call
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		calls, err := corpus.ReadAll(f)
		f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fmt.Fprintf(out, "== %s\n%s\n", strings.TrimSuffix(filepath.Base(name), ".jsonl"), score(j, calls))
		all = append(all, calls...)
	}
	fmt.Fprintf(out, "== together\n%s", score(j, all))
	return nil
}

func score(j *judge.Judge, calls []corpus.Call) eval.Report {
	predicted := map[string]corpus.Labels{}
	for _, c := range calls {
		predicted[c.ID] = corpus.LabelsOf(j.Judge(c.Transcript()))
	}
	return eval.Compare(calls, predicted)
}
