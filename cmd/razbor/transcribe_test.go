package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"razbor/audio/decode"
	"razbor/store/demo"
)

// monoCall is the call of the demo whose recording has both sides in one channel.
const monoCall = "1792056962.48258"

// stereoCalls are calls whose recordings keep the sides apart (one in Opus, three
// in MP3, one in A-law), the newest first.
func stereoCalls() []string {
	return []string{"1792069822.48297", "1792062911.48277", "1792051946.48232", "1792047151.48218", "1792044372.48211"}
}

// shortCalls are the three of them that take the least to hear, the newest first.
func shortCalls() []string {
	return []string{"1792062911.48277", "1792047151.48218", "1792044372.48211"}
}

type truth struct {
	ID       string
	Language string         `json:"language"`
	Duration float64        `json:"duration"`
	Segments []truthSegment `json:"segments"`
}

type truthSegment struct {
	Start   float64 `json:"start"`
	End     float64 `json:"end"`
	Channel *int    `json:"channel,omitempty"`
	Text    string  `json:"text"`
	Words   []any   `json:"words,omitempty"`
}

// recogniser is a speech-to-text server that knows what is said in the demo. It
// hears which call it is by the length, and which side by where it is loud.
type recogniser struct {
	truths []truth
	refuse func(id string) int // status; 0 answers
	plain  bool                // the text alone

	mu    sync.Mutex
	heard []string // ids
	keys  []string
}

// lay lays the demo out without some of its transcripts, with the recogniser in
// its configuration.
func lay(t *testing.T, r *recogniser, settings string, without ...string) (home string) {
	t.Helper()
	home = filepath.Join(t.TempDir(), "home")
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	for _, id := range without {
		file := filepath.Join(home, "files", "transcripts", id+".json")
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		said := truth{ID: id}
		if err := json.Unmarshal(data, &said); err != nil {
			t.Fatal(err)
		}
		r.truths = append(r.truths, said)
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(r)
	t.Cleanup(server.Close)
	config, err := os.OpenFile(filepath.Join(home, demo.ConfigFile), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = config.WriteString("\n[transcription]\nurl = \"" + server.URL + "\"\n" + settings)
	if err = errors.Join(err, config.Close()); err != nil {
		t.Fatal(err)
	}
	if _, status := command(t, "--home", home, "sync", "office", "crm"); status != exitDone {
		t.Fatalf("sync ended with %d", status)
	}
	return home
}

func (r *recogniser) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.URL.Path != "/v1/audio/transcriptions" || req.FormValue("language") != "ru" {
		http.NotFound(w, req)
		return
	}
	sound, err := soundOf(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	said, ok := r.find(float64(len(sound)) / 16000)
	if !ok {
		http.Error(w, "no such call", http.StatusBadRequest)
		return
	}
	r.mu.Lock()
	r.heard, r.keys = append(r.heard, said.ID), append(r.keys, req.Header.Get("Authorization"))
	r.mu.Unlock()
	if r.refuse != nil {
		if status := r.refuse(said.ID); status != 0 {
			http.Error(w, `{"error":{"message":"no, thank you"}}`, status)
			return
		}
	}
	_ = json.NewEncoder(w).Encode(r.answer(said, sound))
}

func soundOf(req *http.Request) ([]int16, error) {
	f, _, err := req.FormFile("file")
	if err != nil {
		return nil, err
	}
	s, err := decode.OpenReader(f, "call.wav")
	if err != nil {
		return nil, err
	}
	var out []int16
	buf := make([]int16, 1<<16)
	for {
		n, err := s.Read(buf)
		out = append(out, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (r *recogniser) find(seconds float64) (truth, bool) {
	for _, said := range r.truths {
		if math.Abs(said.Duration-seconds) < 0.2 {
			return said, true
		}
	}
	return truth{}, false
}

// answer is what is said on the channel that the sound is of: where it is as
// loud while either side speaks, all of it.
func (r *recogniser) answer(said truth, sound []int16) any {
	var energy [2]float64
	var seconds [2]float64
	var text []string
	for _, s := range said.Segments {
		text = append(text, s.Text)
		for _, v := range sound[min(len(sound), int(s.Start*16000)):min(len(sound), int(s.End*16000))] {
			energy[*s.Channel] += float64(v) * float64(v)
		}
		seconds[*s.Channel] += s.End - s.Start
	}
	if r.plain {
		return map[string]string{"text": strings.Join(text, " ")}
	}
	loud := [2]float64{energy[0] / seconds[0], energy[1] / max(seconds[1], 1e-9)}
	out := truth{Language: "russian", Duration: said.Duration}
	for _, s := range said.Segments {
		if loud[*s.Channel] > loud[1-*s.Channel]/10 {
			s.Channel = nil
			out.Segments = append(out.Segments, s)
		}
	}
	return out
}

// speak runs one command line in this process with these variables. Spaces that
// do not break come as plain ones.
func speak(ctx context.Context, env map[string]string, args ...string) (out, said string, status int) {
	var stdout, stderr bytes.Buffer
	status = run(ctx, args, streams{in: strings.NewReader(""), out: &stdout, err: &stderr}, func(name string) string { return env[name] }, time.Now)
	plain := func(b bytes.Buffer) string { return strings.ReplaceAll(b.String(), "\u00a0", " ") }
	return plain(stdout), plain(stderr), status
}

// distinct are ids in the order in which they came first.
func distinct(ids []string) []string { return slices.Compact(slices.Clone(ids)) }

func TestTranscribedRecordingsGiveTheSameDay(t *testing.T) {
	t.Parallel()
	r := &recogniser{}
	home := lay(t, r, "key_env = \"SPEECH_KEY\"\n", stereoCalls()...)
	env := map[string]string{"SPEECH_KEY": "s3cret"}
	if day := summaryOf(t, "--home", home, "today", "--date", "2026-10-15", "--json"); reflect.DeepEqual(day.Manager, readExpected(t).Day.Manager) {
		t.Fatal("the day is whole without the transcripts")
	}
	out, said, status := speak(t.Context(), env, "--home", home, "transcribe", "--limit", "2", "--json")
	var done struct{ Transcribed, Failed, Untimed int }
	if err := json.Unmarshal([]byte(out), &done); err != nil || status != exitDone || done.Transcribed != 2 || done.Failed+done.Untimed != 0 {
		t.Fatalf("said %s%s (%v, status %d)", out, said, err, status)
	}
	if got := distinct(r.heard); !slices.Equal(got, stereoCalls()[:2]) {
		t.Errorf("heard %v, not the newest first", got)
	}
	if out, said, status = speak(t.Context(), env, "--home", home, "transcribe"); status != exitDone || !strings.Contains(out, "3 записи") {
		t.Errorf("said %s%s (status %d)", out, said, status)
	}
	if got := distinct(r.heard); !slices.Equal(got, stereoCalls()) {
		t.Errorf("heard %v", got)
	}
	if got := distinct(r.keys); !slices.Equal(got, []string{"Bearer s3cret"}) {
		t.Errorf("came with %q", got)
	}
	checkDay(t, summaryOf(t, "--home", home, "today", "--date", "2026-10-15", "--json"), readExpected(t))

	asked := len(r.heard)
	if out, said, status = speak(t.Context(), env, "--home", home, "transcribe"); status != exitDone || !strings.Contains(out, "уже расшифрованы") || len(r.heard) != asked {
		t.Errorf("a second time it said %s%s (status %d)", out, said, status)
	}
	if out, status := command(t, "--home", home, "--json", "sync", "office", "crm"); status != exitDone || !strings.Contains(out, `"changed": false`) {
		t.Errorf("sync said %s (status %d)", out, status)
	}
	if out, said, _ := speak(t.Context(), env, "--home", home, "doctor"); !strings.Contains(out, "✓ Распознавание речи") {
		t.Errorf("doctor said %s%s", out, said)
	}
}

func TestARecordingThatFailsDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	calls := append(shortCalls(), monoCall)
	r := &recogniser{plain: true, refuse: func(id string) int {
		if id == calls[1] {
			return http.StatusRequestEntityTooLarge
		}
		return 0
	}}
	home := lay(t, r, "", calls...)
	files, err := filepath.Glob(filepath.Join(home, "files", "recordings", "*", "*", "*", "*"+calls[2]+".*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("recordings %v, %v", files, err)
	}
	if err := os.WriteFile(files[0], []byte("no sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, said, status := speak(t.Context(), nil, "--home", home, "transcribe")
	if status != exitFailed || !strings.Contains(out, "2 записи") {
		t.Errorf("said %s (status %d)", out, status)
	}
	for _, want := range []string{calls[1] + ": запись слишком велика", "no, thank you", calls[2] + ": запись", "Не вышло: 2 записи", "Без времени реплик: 2 записи"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	out, _, status = speak(t.Context(), nil, "--home", home, "call", monoCall, "--json")
	if status != exitDone || !strings.Contains(out, r.truths[3].Segments[0].Text) {
		t.Errorf("the call is %s", out)
	}
	// What failed is tried again; a recording that cannot be read takes nothing from the limit.
	asked := len(r.heard)
	r.refuse = nil
	if out, said, _ := speak(t.Context(), nil, "--home", home, "transcribe", "--limit", "1"); !strings.Contains(out, "1 запись") {
		t.Errorf("said %s%s", out, said)
	}
	if got := distinct(r.heard[asked:]); !slices.Equal(got, calls[1:2]) {
		t.Errorf("heard %v", got)
	}
}

func TestAServerThatRefusesAllStopsTheRun(t *testing.T) {
	t.Parallel()
	calls := shortCalls()
	r := &recogniser{refuse: func(id string) int {
		if id == calls[1] {
			return http.StatusUnauthorized
		}
		return 0
	}}
	home := lay(t, r, "", calls...)
	out, said, status := speak(t.Context(), nil, "--home", home, "transcribe")
	if status != exitFailed || !strings.Contains(said, "не принял ключ: no, thank you") || !strings.Contains(out, "1 запись") {
		t.Errorf("said %s%s (status %d)", out, said, status)
	}
	if got := distinct(r.heard); !slices.Equal(got, calls[:2]) {
		t.Errorf("heard %v", got)
	}
	r.refuse = nil
	if out, said, status := speak(t.Context(), nil, "--home", home, "--lang", "en", "transcribe"); status != exitDone || !strings.Contains(out, "Transcribed: 2 recordings") {
		t.Errorf("said %s%s (status %d)", out, said, status)
	}
}

func TestStoppedTranscribingKeepsWhatIsDone(t *testing.T) {
	t.Parallel()
	calls := shortCalls()
	ctx, stop := context.WithCancel(t.Context())
	r := &recogniser{refuse: func(id string) int {
		if id == calls[1] {
			stop()
		}
		return 0
	}}
	home := lay(t, r, "", calls...)
	out, said, status := speak(ctx, nil, "--home", home, "transcribe")
	if status != exitFailed || !strings.Contains(said, "остановлено") || !strings.Contains(out, "1 запись") {
		t.Errorf("said %s%s (status %d)", out, said, status)
	}
	r.refuse = nil
	if out, said, status := speak(t.Context(), nil, "--home", home, "transcribe"); status != exitDone || !strings.Contains(out, "2 записи") {
		t.Errorf("said %s%s (status %d)", out, said, status)
	}
}
