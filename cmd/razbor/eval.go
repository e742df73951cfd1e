package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"razbor/scoring/corpus"
	"razbor/scoring/eval"
	"razbor/scoring/judge"
)

func (a *app) evalCommand() *cobra.Command {
	t := a.texts.CLI
	reviewed := false
	cmd := &cobra.Command{Use: "eval GOLD.jsonl…", Short: t.Eval, RunE: func(cmd *cobra.Command, args []string) error {
		if reviewed {
			return a.evalReviewed(cmd.Context())
		}
		if len(args) == 0 {
			return usageError{saidError{t.EvalUsage}}
		}
		return a.evalCorpus(args)
	}}
	cmd.Flags().BoolVar(&reviewed, "reviewed", false, t.EvalReviewed)
	return cmd
}

// evalCorpus judges labelled calls and compares.
func (a *app) evalCorpus(files []string) error {
	conf, err := a.loadConfig()
	if err != nil {
		return err
	}
	list, err := a.checklistOf(conf)
	if err != nil {
		return err
	}
	rules, err := judge.New(list)
	if err != nil {
		return usageError{err}
	}
	var gold []corpus.Call
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return usageError{err}
		}
		calls, err := corpus.ReadAll(f)
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		gold = append(gold, calls...)
	}
	predicted := map[string]corpus.Labels{}
	for _, call := range gold {
		predicted[call.ID] = corpus.LabelsOf(rules.Judge(call.Transcript()))
	}
	return a.printEval(eval.Compare(gold, predicted))
}

// evalReviewed compares the machine's verdicts with the reviewer's marks.
func (a *app) evalReviewed(ctx context.Context) error {
	o, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	marks, err := o.store.Reviewed(ctx)
	if err != nil {
		return err
	}
	var pairs []eval.Pair
	for _, m := range marks {
		if m.Mark.Item == "" {
			continue
		}
		person := m.Mark.Verdict
		if m.Mark.Agrees {
			person = m.Machine
		}
		pairs = append(pairs, eval.Pair{Item: m.Mark.Item, Person: person, Machine: m.Machine, Placed: m.Mark.Agrees})
	}
	if len(pairs) == 0 {
		_, err := fmt.Fprintln(a.out, a.texts.CLI.EvalNothing)
		return err
	}
	return a.printEval(eval.OfPairs(pairs))
}

func (a *app) printEval(r eval.Report) error {
	if a.json {
		return a.printJSON(r)
	}
	_, err := fmt.Fprint(a.out, r.String())
	return err
}
