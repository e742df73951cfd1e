// Package judge asks the second judge: any server that speaks OpenAI's
// /v1/chat/completions with a JSON schema (llama.cpp, Ollama, vLLM and the
// clouds). Answers are cached in files by transcript, list version and model, so
// that a call is paid for once. What is asked and what is believed is
// scoring/second's business.
package judge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"razbor/scoring"
	"razbor/scoring/second"
)

// Judge asks one model. It is safe for concurrent use.
type Judge struct {
	URL    string // of the server, without the path: "http://127.0.0.1:11434"
	Model  string
	Key    string        // bearer token, empty where none is needed
	Cache  string        // folder of answers, empty to keep none
	Wait   time.Duration // the longest a question may take, tries included
	Client *http.Client
	Pause  func(ctx context.Context, d time.Duration) error // between tries; nil is real time

	List   string // version of the checklist
	Points []second.Point
}

// Usage is what one answer cost.
type Usage struct {
	PromptTokens int
	AnswerTokens int
	Spent        time.Duration
	Cached       bool
}

// What goes wrong with a server.
var (
	ErrCut     = errors.New("the model's answer was cut off")
	ErrRefused = errors.New("the model refused to answer")
)

// StatusError is an answer of the server that is no success.
type StatusError struct {
	Status int
	Text   string // at most 500 characters of what it said
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("the server answered %d: %s", e.Status, e.Text)
}

// Ask returns the model's answer about a call. A failure leaves the call to the
// rules; the caller says so.
func (j *Judge) Ask(ctx context.Context, t scoring.Transcript) (second.Answer, Usage, error) {
	q, err := second.Ask(t, j.Points)
	if err != nil {
		return second.Answer{}, Usage{}, err
	}
	file := j.cacheFile(q)
	if a, ok := cached(file, t); ok {
		return a, Usage{Cached: true}, nil
	}
	ctx, stop := context.WithTimeout(ctx, j.Wait)
	defer stop()
	started := time.Now()
	a, content, usage, err := j.converse(ctx, q, t)
	usage.Spent = time.Since(started)
	if err != nil {
		return second.Answer{}, usage, err
	}
	return a, usage, keep(file, content)
}

// converse asks, and asks once more with the reason where the answer could not be used.
func (j *Judge) converse(ctx context.Context, q second.Question, t scoring.Transcript) (second.Answer, string, Usage, error) {
	talk := []message{{"system", q.System}, {"user", q.User}}
	var sum Usage
	for try := 0; ; try++ {
		content, usage, err := j.post(ctx, talk, q.Schema)
		sum.PromptTokens += usage.PromptTokens
		sum.AnswerTokens += usage.AnswerTokens
		if err != nil {
			return second.Answer{}, "", sum, err
		}
		a, err := second.Parse(content, t)
		if err == nil || try == 1 {
			return a, content, sum, err
		}
		talk = append(talk, message{"assistant", content}, message{"user", "That cannot be used: " + err.Error() + ". Answer again, with the JSON alone."})
	}
}

func (j *Judge) cacheFile(q second.Question) string {
	if j.Cache == "" {
		return ""
	}
	sum := sha256.New()
	for _, part := range []string{j.Model, j.List, q.System, q.User, string(q.Schema)} {
		_, _ = fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	name := hex.EncodeToString(sum.Sum(nil))
	return filepath.Join(j.Cache, name[:2], name+".txt")
}

// cached reads an answer that was kept; one that no longer reads is asked anew.
func cached(file string, t scoring.Transcript) (second.Answer, bool) {
	if file == "" {
		return second.Answer{}, false
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return second.Answer{}, false
	}
	a, err := second.Parse(string(content), t)
	return a, err == nil
}

// keep writes an answer whole or not at all.
func keep(file, content string) error {
	if file == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("keep the model's answer: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".answer-*")
	if err != nil {
		return fmt.Errorf("keep the model's answer: %w", err)
	}
	_, err = tmp.WriteString(content)
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		if rerr := os.Remove(tmp.Name()); rerr != nil && !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
		return fmt.Errorf("keep the model's answer: %w", err)
	}
	return nil
}

type message struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// request is the body of a completion. A temperature of 0 and a fixed seed make
// a server repeat itself where it can.
type request struct {
	Model          string          `json:"model"`
	Messages       []message       `json:"messages"`
	Temperature    int             `json:"temperature"`
	Seed           int             `json:"seed"`
	ResponseFormat json.RawMessage `json:"response_format"`
}

func (j *Judge) body(talk []message, schema json.RawMessage) ([]byte, error) {
	format, err := json.Marshal(map[string]any{
		"type":        "json_schema",
		"json_schema": map[string]any{"name": "verdicts", "strict": true, "schema": schema},
	})
	if err != nil {
		return nil, fmt.Errorf("write a question: %w", err)
	}
	return json.Marshal(request{Model: j.Model, Messages: talk, Seed: 1, ResponseFormat: format})
}

func (j *Judge) address() string {
	base := strings.TrimSuffix(strings.TrimRight(j.URL, "/"), "/v1")
	return base + "/v1/chat/completions"
}
