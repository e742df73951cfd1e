package main

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"razbor/scoring"
	"razbor/scoring/checklist"
	"razbor/scoring/judge"
	"razbor/scoring/second"
	secondjudge "razbor/store/judge"
	"razbor/store/judging"
)

// judgeBy returns who judges a call by the configuration: the rules alone, or
// the rules and a model. A model that fails leaves the call to the rules.
func (a *app) judgeBy(o *office, list *checklist.List, rules *judge.Judge) (judging.Judge, *usage) {
	if o.conf.Scoring.Engine == "rules" {
		return func(_ context.Context, t scoring.Transcript) (scoring.Judgement, error) { return rules.Judge(t), nil }, nil
	}
	model := &secondjudge.Judge{
		URL: o.conf.Scoring.URL, Model: o.conf.Scoring.Model, Cache: filepath.Join(o.home, "cache", "second-judge"),
		Wait: time.Duration(o.conf.Scoring.Timeout) * time.Second, List: list.Version(), Points: points(list, string(a.texts.Lang)),
	}
	if o.conf.Scoring.KeyEnv != "" {
		model.Key = a.env(o.conf.Scoring.KeyEnv)
	}
	spent := &usage{}
	var mu sync.Mutex
	mode := second.Mode(o.conf.Scoring.Engine)
	return func(ctx context.Context, t scoring.Transcript) (scoring.Judgement, error) {
		j := rules.Judge(t)
		answer, cost, err := model.Ask(ctx, t)
		mu.Lock()
		spent.add(cost, err)
		mu.Unlock()
		if err == nil {
			j = second.Merge(j, answer, t, mode)
		}
		return j, ctx.Err()
	}, spent
}

// points are the items of a list that are heard in a conversation.
func points(list *checklist.List, language string) []second.Point {
	var out []second.Point
	for _, item := range list.Items {
		if item.ID != scoring.CRM {
			out = append(out, second.Point{Item: item.ID, Title: item.Name(language)})
		}
	}
	return out
}

func (u *usage) add(cost secondjudge.Usage, err error) {
	u.Calls++
	u.PromptTokens += int64(cost.PromptTokens)
	u.AnswerTokens += int64(cost.AnswerTokens)
	u.Spent += cost.Spent
	u.Seconds = u.Spent.Seconds()
	if cost.Cached {
		u.Cached++
	}
	if err != nil {
		u.Failed++
		u.LastError = err.Error()
	}
}

// say tells what the second judge cost and whether it failed.
func (u *usage) say(a *app) error {
	t := a.texts
	_, err := fmt.Fprintf(a.out, t.CLI.SecondJudge+"\n", t.Number(u.Calls), t.Number(u.Cached), t.Number(u.PromptTokens),
		t.Number(u.AnswerTokens), t.Span(u.Spent.Milliseconds()))
	if err == nil && u.Failed > 0 {
		_, err = fmt.Fprintf(a.err, t.CLI.SecondFailed+"\n", t.Number(u.Failed), u.LastError)
	}
	return err
}
