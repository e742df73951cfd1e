package judge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The bounds of a conversation with a server.
const (
	maxTries  = 4
	maxBody   = 4 << 20 // bytes of an answer
	maxPause  = time.Minute
	firstWait = time.Second
)

// post asks once, trying again after a 429 or a fault of the server, as long as
// the server asks or a growing pause.
func (j *Judge) post(ctx context.Context, talk []message, schema json.RawMessage) (string, Usage, error) {
	body, err := j.body(talk, schema)
	if err != nil {
		return "", Usage{}, err
	}
	for try := 1; ; try++ {
		content, usage, after, err := j.once(ctx, body)
		var status *StatusError
		passing := errors.As(err, &status) && (status.Status == http.StatusTooManyRequests || status.Status >= 500)
		if err == nil || !passing || try == maxTries {
			return content, usage, err
		}
		if after == 0 {
			after = firstWait << (try - 1)
		}
		if err := j.pause(ctx, min(after, maxPause)); err != nil {
			return "", usage, err
		}
	}
}

func (j *Judge) pause(ctx context.Context, d time.Duration) error {
	if j.Pause != nil {
		return j.Pause(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// once sends one request. after is how long the server asks to wait, 0 where it does not.
func (j *Judge) once(ctx context.Context, body []byte) (content string, usage Usage, after time.Duration, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, j.address(), bytes.NewReader(body))
	if err != nil {
		return "", Usage{}, 0, fmt.Errorf("ask %s: %w", j.URL, err)
	}
	req.Header.Set("Content-Type", "application/json")
	if j.Key != "" {
		req.Header.Set("Authorization", "Bearer "+j.Key)
	}
	client := j.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return "", Usage{}, 0, fmt.Errorf("ask %s: %w", j.URL, err)
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxBody))
	if err != nil {
		return "", Usage{}, 0, fmt.Errorf("read the answer of %s: %w", j.URL, err)
	}
	if res.StatusCode != http.StatusOK {
		return "", Usage{}, retryAfter(res.Header), &StatusError{Status: res.StatusCode, Text: excerpt(data)}
	}
	content, usage, err = read(data)
	return content, usage, 0, err
}

// completion is the part of an answer that counts.
type completion struct {
	Choices []struct {
		Message struct {
			Content string `json:"content"`
			Refusal string `json:"refusal"`
		} `json:"message"`
		FinishReason string `json:"finish_reason"`
	} `json:"choices"`
	Usage struct {
		Prompt int `json:"prompt_tokens"`
		Answer int `json:"completion_tokens"`
	} `json:"usage"`
}

func read(data []byte) (string, Usage, error) {
	var c completion
	if err := json.Unmarshal(data, &c); err != nil {
		return "", Usage{}, fmt.Errorf("read the server's answer %q: %w", excerpt(data), err)
	}
	usage := Usage{PromptTokens: c.Usage.Prompt, AnswerTokens: c.Usage.Answer}
	switch {
	case len(c.Choices) == 0:
		return "", usage, fmt.Errorf("%w: it has no choices", ErrRefused)
	case c.Choices[0].FinishReason == "length":
		return "", usage, ErrCut
	case c.Choices[0].Message.Refusal != "" || c.Choices[0].FinishReason == "content_filter":
		return "", usage, fmt.Errorf("%w: %s", ErrRefused, excerpt([]byte(c.Choices[0].Message.Refusal)))
	}
	return c.Choices[0].Message.Content, usage, nil
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// excerpt is the beginning of a server's words, on one line.
func excerpt(data []byte) string {
	text := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(string(data), "?")), " "))
	return string(text[:min(len(text), 500)])
}
