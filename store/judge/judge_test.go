package judge

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"razbor/scoring"
	"razbor/scoring/second"
)

const answer = `{"items":{"greeting":{"verdict":"miss","segment":0,"quote":"алло"}},"objections":[],"outcome":"none","loss_segment":1,"loss_reason":"no_next_step"}`

func transcript() scoring.Transcript {
	return scoring.Transcript{Segments: []scoring.Segment{
		{Speaker: scoring.Manager, EndMS: 900, Text: "Алло?"},
		{Speaker: scoring.Client, StartMS: 1000, EndMS: 2000, Text: "Это окна?"},
	}}
}

// reply is a completion with this content.
func reply(w http.ResponseWriter, content, finish string) {
	_ = json.NewEncoder(w).Encode(map[string]any{
		"choices": []any{map[string]any{"message": map[string]any{"content": content}, "finish_reason": finish}},
		"usage":   map[string]any{"prompt_tokens": 100, "completion_tokens": 20},
	})
}

// serve runs a server that answers try after try with the handlers, the last of
// them for ever, and returns a judge that asks it, its waits recorded, not slept.
func serve(t *testing.T, handlers ...http.HandlerFunc) (*Judge, *atomic.Int32, *[]time.Duration) {
	t.Helper()
	var tries atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(tries.Add(1)) - 1
		handlers[min(n, len(handlers)-1)](w, r)
	}))
	t.Cleanup(server.Close)
	var waits []time.Duration
	return &Judge{
		URL: server.URL + "/v1", Model: "m", Key: "secret", Cache: t.TempDir(), Wait: 10 * time.Second, List: "v1",
		Points: []second.Point{{Item: scoring.Greeting, Title: "Greeting"}},
		Pause:  func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil },
	}, &tries, &waits
}

func TestACallIsAskedOnceAndThenRemembered(t *testing.T) {
	t.Parallel()
	var body request
	var auth, path string
	j, tries, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		auth, path = r.Header.Get("Authorization"), r.URL.Path
		_ = json.NewDecoder(r.Body).Decode(&body)
		reply(w, answer, "stop")
	})
	a, usage, err := j.Ask(t.Context(), transcript())
	if err != nil || a.Outcome != scoring.OutcomeNone || usage.PromptTokens != 100 || usage.AnswerTokens != 20 {
		t.Fatalf("answered %+v, %+v, %v", a, usage, err)
	}
	if auth != "Bearer secret" || path != "/v1/chat/completions" || body.Model != "m" || !strings.Contains(string(body.ResponseFormat), "json_schema") {
		t.Errorf("asked %s with %q: %+v", path, auth, body)
	}
	again, usage, err := j.Ask(t.Context(), transcript())
	if err != nil || !usage.Cached || again.Outcome != a.Outcome || tries.Load() != 1 {
		t.Errorf("second time: %+v, %+v, %v after %d requests", again, usage, err, tries.Load())
	}
	j.List = "v2"
	if _, usage, _ := j.Ask(t.Context(), transcript()); usage.Cached {
		t.Error("an answer by another version of the list was used")
	}
}

func TestAnUnusableAnswerIsAskedAgainWithItsReason(t *testing.T) {
	t.Parallel()
	var talk string
	j, tries, _ := serve(t,
		func(w http.ResponseWriter, _ *http.Request) { reply(w, "no idea", "stop") },
		func(w http.ResponseWriter, r *http.Request) {
			data, _ := io.ReadAll(r.Body)
			talk = string(data)
			reply(w, answer, "stop")
		})
	if _, _, err := j.Ask(t.Context(), transcript()); err != nil || tries.Load() != 2 {
		t.Fatalf("%v after %d requests", err, tries.Load())
	}
	if !strings.Contains(talk, "no JSON object") {
		t.Errorf("the model was not told what was wrong: %s", talk)
	}
}

func TestAFailureIsAnErrorOfItsKind(t *testing.T) {
	t.Parallel()
	fixed := func(content, finish string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { reply(w, content, finish) }
	}
	for name, tc := range map[string]struct {
		handler http.HandlerFunc
		want    error
	}{
		"bad json twice": {fixed("{", "stop"), second.ErrAnswer},
		"truncated":      {fixed(answer[:20], "length"), ErrCut},
		"filtered":       {fixed("", "content_filter"), ErrRefused},
		"no choices":     {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }, ErrRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j, _, _ := serve(t, tc.handler)
			if _, _, err := j.Ask(t.Context(), transcript()); !errors.Is(err, tc.want) {
				t.Errorf("got %v, want %v", err, tc.want)
			}
		})
	}
}

func TestABusyServerIsWaitedFor(t *testing.T) {
	t.Parallel()
	busy := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		http.Error(w, "slow down", http.StatusTooManyRequests)
	}
	j, tries, waits := serve(t, busy, busy, func(w http.ResponseWriter, _ *http.Request) { reply(w, answer, "stop") })
	if _, _, err := j.Ask(t.Context(), transcript()); err != nil || tries.Load() != 3 {
		t.Fatalf("%v after %d requests", err, tries.Load())
	}
	if len(*waits) != 2 || (*waits)[0] != 7*time.Second {
		t.Errorf("waited %v, the server asked for 7 s", *waits)
	}
	j, tries, _ = serve(t, busy)
	var status *StatusError
	if _, _, err := j.Ask(t.Context(), transcript()); !errors.As(err, &status) || status.Status != 429 || tries.Load() != maxTries {
		t.Errorf("an endlessly busy server: %v after %d requests", err, tries.Load())
	}
}

func TestASilentServerIsGivenUp(t *testing.T) {
	t.Parallel()
	silent := make(chan struct{})
	j, _, _ := serve(t, func(http.ResponseWriter, *http.Request) { <-silent })
	t.Cleanup(func() { close(silent) }) // before the server's own clean-up, which waits for its handlers
	j.Wait = 30 * time.Millisecond
	if _, _, err := j.Ask(t.Context(), transcript()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline", err)
	}
}
