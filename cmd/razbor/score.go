package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/corpus"
	"razbor/scoring/judge"
	"razbor/store/config"
	"razbor/store/judging"
)

func (a *app) scoreCommand() *cobra.Command {
	t := a.texts.CLI
	var all bool
	var file string
	cmd := &cobra.Command{Use: "score", Short: t.Score, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error {
		if file != "" {
			return a.scoreCorpus(cmd.Context(), file)
		}
		o, err := a.open(cmd.Context())
		if err != nil {
			return err
		}
		defer o.close()
		return a.scoreStore(cmd.Context(), o, all)
	}}
	cmd.Flags().BoolVar(&all, "all", false, t.ScoreAll)
	cmd.Flags().StringVar(&file, "jsonl", "", t.ScoreJSONL)
	return cmd
}

// checklistOf reads the checklist that the configuration names, else the built-in one.
func (a *app) checklistOf(conf config.Config) (*checklist.List, error) {
	if conf.Checklist.File == "" {
		return checklist.BuiltIn(string(a.texts.Lang)), nil
	}
	return readChecklist(conf.Checklist.File)
}

func readChecklist(file string) (*checklist.List, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, usageError{err}
	}
	list, err := checklist.Parse(file, data)
	if err != nil {
		return nil, usageError{err}
	}
	return list, nil
}

// scoreStore judges what is new and tells how much it was.
func (a *app) scoreStore(ctx context.Context, o *office, all bool) error {
	started := a.now()
	done, usage, err := a.judgeNew(ctx, o, all)
	if err != nil {
		return err
	}
	spent := a.now().Sub(started)
	switch {
	case a.json:
		return a.printJSON(map[string]any{"scored": done, "seconds": spent.Seconds(), "second_judge": usage})
	case done == 0:
		_, err = fmt.Fprintln(a.out, a.texts.CLI.ScoreNothing)
	default:
		_, err = fmt.Fprintf(a.out, a.texts.CLI.ScoreDone+"\n", a.texts.Count(done, a.texts.Words.Calls), a.texts.Span(spent.Milliseconds()))
	}
	if usage != nil && err == nil {
		err = usage.say(a)
	}
	return err
}

// judgeNew judges the calls that have no verdict by today's checklist.
func (a *app) judgeNew(ctx context.Context, o *office, all bool) (int64, *usage, error) {
	list, err := a.checklistOf(o.conf)
	if err != nil {
		return 0, nil, err
	}
	rules, err := judge.New(list)
	if err != nil {
		return 0, nil, usageError{err}
	}
	ask, spent := a.judgeBy(o, list, rules)
	bar := a.newProgress(a.texts.CLI.Scoring)
	defer bar.end()
	done, err := judging.Run(ctx, o.store, ask, judging.Options{
		ListVersion: list.Version(), Engine: o.conf.Scoring.Engine, All: all,
		Progress: func(done int64) { bar.set(done, 0) },
	})
	return done, spent, err
}

// maxLag bounds how many judged calls wait for a slower one before them.
const maxLag = 4096

// scoreCorpus judges the calls of a corpus on every core and writes them in
// their order. Labels in the file are not read.
func (a *app) scoreCorpus(ctx context.Context, file string) error {
	in := a.in
	if file != "-" {
		f, err := os.Open(filepath.Clean(file))
		if err != nil {
			return usageError{err}
		}
		defer func() { _ = f.Close() }()
		in = f
	}
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
	bad := 0
	out := bufio.NewWriter(a.out)
	err = judgeLines(ctx, in, rules.Judge, func(r corpus.Result, err error) error {
		var line *corpus.LineError
		if errors.As(err, &line) {
			bad++
			_, _ = fmt.Fprintf(a.err, "razbor: %s: %s\n", file, err)
			return nil
		}
		if err != nil {
			return err
		}
		return corpus.Write(out, r)
	})
	if ferr := out.Flush(); err == nil {
		err = ferr
	}
	if err == nil && bad > 0 {
		return errSilent
	}
	return err
}

// judgeLines judges a stream of calls in parallel and hands the results on in
// the order of the lines.
func judgeLines(ctx context.Context, in io.Reader, judge func(scoring.Transcript) scoring.Judgement, give func(corpus.Result, error) error) error {
	type slot struct {
		call   corpus.Call
		err    error
		result chan corpus.Result
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	queue := make(chan *slot, maxLag)
	work := make(chan *slot)
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for s := range work {
				s.result <- corpus.Result{ID: s.call.ID, Labels: corpus.LabelsOf(judge(s.call.Transcript()))}
			}
		}()
	}
	go func() {
		defer close(queue)
		defer close(work)
		for call, err := range corpus.Read(in) {
			s := &slot{call: call, err: err, result: make(chan corpus.Result, 1)}
			select {
			case queue <- s:
			case <-ctx.Done():
				return
			}
			if err == nil {
				work <- s
			}
		}
	}()
	for s := range queue {
		if s.err != nil {
			if err := give(corpus.Result{}, s.err); err != nil {
				return err
			}
			continue
		}
		if err := give(<-s.result, nil); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// usage is what the second judge cost.
type usage struct {
	Calls        int64         `json:"calls"`
	Cached       int64         `json:"cached"`
	Failed       int64         `json:"failed"`
	PromptTokens int64         `json:"prompt_tokens"`
	AnswerTokens int64         `json:"answer_tokens"`
	Spent        time.Duration `json:"-"`
	Seconds      float64       `json:"seconds"`
	LastError    string        `json:"last_error,omitempty"`
}
