package transcribe

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

func TestEachChannelOfAStereoRecordingIsSentApart(t *testing.T) {
	t.Parallel()
	c, s := serve(t,
		say(verbose(segment(0, 0.9, " Добрый день."), segment(1.2, 1.9, " Слушаю вас."))),
		say(verbose(segment(0.95, 1.3, " Здравствуйте."))))
	got, err := c.Transcribe(t.Context(), keep(t, tones(8000, 2, 300, 700)))
	if err != nil {
		t.Fatal(err)
	}
	want := Transcript{Language: "russian", Segments: []Segment{
		{Channel: 0, StartMS: 0, EndMS: 900, Text: "Добрый день."}, {Channel: 1, StartMS: 950, EndMS: 1300, Text: "Здравствуйте."},
		{Channel: 0, StartMS: 1200, EndMS: 1900, Text: "Слушаю вас."},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	asked := s.questions()
	if len(asked) != 2 {
		t.Fatalf("asked %d times", len(asked))
	}
	for i, hz := range []float64{300, 700} {
		q := asked[i]
		if q.info.Rate != 16000 || q.info.Channels != 1 || q.info.Codec != "PCM 16-bit" && q.info.Format != "wav" || len(q.sound) != 32000 {
			t.Errorf("channel %d was sent as %+v, %d samples", i, q.info, len(q.sound))
		}
		if got := pitch(q.sound); math.Abs(got-hz) > 2 {
			t.Errorf("channel %d sounds at %v Hz, want %v", i, got, hz)
		}
		wantFields := map[string][]string{
			"model": {"whisper-1"}, "language": {"ru"}, "response_format": {"verbose_json"}, "timestamp_granularities[]": {"word", "segment"},
		}
		if !reflect.DeepEqual(q.fields, wantFields) || q.path != openAI || q.auth != "Bearer secret" || q.file != "call.wav" {
			t.Errorf("asked %s, %q, %q with %v", q.path, q.auth, q.file, q.fields)
		}
	}
}

func TestWhatHasOneSoundIsSentWhole(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"mono": tones(16000, 1, 440), "two channels of one sound": tones(8000, 1, 440, 440), "four channels": tones(8000, 1, 440, 440, 440, 440),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, s := serve(t, say(verbose(segment(0, 1, "Алло"))))
			got, err := c.Transcribe(t.Context(), keep(t, data))
			if err != nil || len(got.Segments) != 1 || got.Segments[0].Channel != Whole {
				t.Fatalf("got %+v, %v", got, err)
			}
			if asked := s.questions(); len(asked) != 1 || math.Abs(pitch(asked[0].sound)-440) > 2 || len(asked[0].sound) != 16000 {
				t.Errorf("asked %d times", len(asked))
			}
		})
	}
}

// Whisper makes up words where there is silence.
func TestSilenceIsNotSentAndSaysNothing(t *testing.T) {
	t.Parallel()
	quiet := tones(8000, 3, 440, 0)
	c, s := serve(t, say(verbose(segment(0, 3, "Алло"))))
	if got, err := c.Transcribe(t.Context(), keep(t, quiet)); err != nil || len(got.Segments) != 1 || got.Segments[0].Channel != 0 || len(s.questions()) != 1 {
		t.Errorf("a silent channel: %+v, %v, asked %d times", got, err, len(s.questions()))
	}
	half := append(tones(8000, 2, 440), make([]byte, 2*8000*4)...) // the header does not know of it
	binary.LittleEndian.PutUint32(half[4:], uint32(len(half)-8))
	binary.LittleEndian.PutUint32(half[40:], uint32(len(half)-44))
	c, _ = serve(t, say(verbose(segment(0, 1.8, "Алло"), segment(3, 5.5, "Продолжение следует..."))))
	if got, err := c.Transcribe(t.Context(), keep(t, half)); err != nil || len(got.Segments) != 1 {
		t.Errorf("words in silence: %+v, %v", got, err)
	}
	c, s = serve(t, say(verbose()))
	if got, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 0))); err != nil || got.Segments != nil || len(s.questions()) != 0 {
		t.Errorf("nothing but silence: %+v, %v", got, err)
	}
}

func TestALongChannelIsCutWhereItIsQuiet(t *testing.T) {
	t.Parallel()
	const seconds, quietAt = 11 * 60, 9*60 + 40
	data := make([]byte, 0, seconds*8000)
	for i := range seconds * 8000 {
		v := byte(0xd5) // A-law of nothing
		if s := i / 8000; s != quietAt {
			v = byte(0x20 + i%8)
		}
		data = append(data, v)
	}
	c, s := serve(t, say(verbose(segment(0, 1, "раз"))), say(verbose(segment(1, 2, "два"))))
	got, err := c.Transcribe(t.Context(), keep(t, audiotest.WAV{Tag: 6, Channels: 1, Rate: 8000, Bits: 8, Data: data}.Bytes()))
	asked := s.questions()
	if err != nil || len(got.Segments) != 2 || len(asked) != 2 {
		t.Fatalf("got %+v, %v, asked %d times", got, err, len(asked))
	}
	cut := float64(len(asked[0].sound)) / rate
	if cut < quietAt || cut > quietAt+1 {
		t.Errorf("cut at %v s", cut)
	}
	if n := len(asked[0].sound) + len(asked[1].sound); n != seconds*rate {
		t.Errorf("%d samples were sent", n)
	}
	if at := got.Segments[1].StartMS; math.Abs(float64(at)-1000*(cut+1)) > 1 {
		t.Errorf("the second piece is at %d ms", at)
	}
}

func TestServersThatTakeLessAreAskedForLess(t *testing.T) {
	t.Parallel()
	fine := say(map[string]any{"text": "Алло"})
	for name, c := range map[string]struct {
		handlers []http.HandlerFunc
		url      string
		path     string
		fields   map[string][]string
	}{
		"whisper.cpp": {[]http.HandlerFunc{refuse(404, "File Not Found (/v1/audio/transcriptions)"), fine}, "/", whisper, nil},
		"no granularities": {[]http.HandlerFunc{refuse(400, `{"error":{"message":"timestamp_granularities is not supported"}}`), fine}, "/v1", openAI,
			map[string][]string{"response_format": {"verbose_json"}, "model": {"whisper-1"}, "language": {"ru"}}},
		"json alone": {[]http.HandlerFunc{refuse(400, `{"error":{"message":"response_format 'verbose_json' is not compatible with model 'gpt-4o-transcribe'"}}`), fine}, "", openAI,
			map[string][]string{"response_format": {"json"}, "model": {"whisper-1"}, "language": {"ru"}}},
		"the whole address": {[]http.HandlerFunc{fine}, "/asr/inference/", "/asr/inference", nil},
		"below a folder":    {[]http.HandlerFunc{fine}, "/openai/v1/", "/openai" + openAI, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, s := serve(t, c.handlers...)
			client.URL += c.url
			recording := keep(t, tones(8000, 1, 440))
			for range 2 { // what was learnt is remembered
				if got, err := client.Transcribe(t.Context(), recording); err != nil || len(got.Segments) != 1 || !got.Untimed || got.Segments[0].EndMS != 1000 {
					t.Fatalf("got %+v, %v", got, err)
				}
			}
			asked := s.questions()
			last := asked[len(asked)-1]
			if len(asked) != len(c.handlers)+1 || last.path != c.path || c.fields != nil && !reflect.DeepEqual(last.fields, c.fields) {
				t.Errorf("asked %d times, at last %s with %v", len(asked), last.path, last.fields)
			}
		})
	}
}

// A model that is not there looks like an address that is not: the usual address says which.
func TestWhereNeitherAddressIsThereTheUsualOneSpeaks(t *testing.T) {
	t.Parallel()
	c, s := serve(t, func(w http.ResponseWriter, r *http.Request) { refuse(404, "nothing at "+r.URL.Path)(w, r) })
	for range 2 {
		var status *StatusError
		if _, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440))); !errors.As(err, &status) || status.Text != "nothing at "+openAI {
			t.Errorf("said %v", err)
		}
	}
	var paths []string
	for _, q := range s.questions() {
		paths = append(paths, q.path)
	}
	if !slices.Equal(paths, []string{openAI, whisper, openAI, whisper}) {
		t.Errorf("asked %v", paths)
	}
}

func TestTheServerOfWhisperCPPIsToldToFindTheLanguage(t *testing.T) {
	t.Parallel()
	c, s := serve(t, refuse(404, ""), say(verbose(segment(0, 1, "Алло"))))
	c.Language, c.Model, c.Key = "auto", "", ""
	if _, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440))); err != nil {
		t.Fatal(err)
	}
	asked := s.questions()
	if asked[0].fields["language"] != nil || asked[0].auth != "" || !reflect.DeepEqual(asked[1].fields["language"], []string{"auto"}) || asked[1].fields["model"] != nil {
		t.Errorf("asked %v, then %v", asked[0].fields, asked[1].fields)
	}
}

func TestABusyServerIsAskedAgainAfterAPause(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC)
	c, s := serve(t,
		refuse(503, `{"error":{"message":"Loading model"}}`), refuse(429, "", "Retry-After", "7"),
		refuse(500, "", "Date", now.Format(http.TimeFormat), "Retry-After", now.Add(30*time.Second).Format(http.TimeFormat)),
		say(verbose(segment(0, 1, "Алло"))))
	if got, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440))); err != nil || len(got.Segments) != 1 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if want := []time.Duration{time.Second, 7 * time.Second, 30 * time.Second}; !slices.Equal(s.waits, want) {
		t.Errorf("waited %v, want %v", s.waits, want)
	}
	c, s = serve(t, refuse(429, `{"error":{"message":"slow down"}}`, "Retry-After", "86400"))
	var status *StatusError
	if _, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440))); !errors.As(err, &status) || status.Status != 429 || status.Text != "slow down" || !Hopeless(err) {
		t.Errorf("at last: %v", err)
	}
	if want := []time.Duration{maxPause, maxPause, maxPause}; !slices.Equal(s.waits, want) {
		t.Errorf("waited %v", s.waits)
	}
}

func TestFaultsOfTheServerAreToldApart(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("очень ", 1000)
	var status *StatusError
	var answer *AnswerError
	for name, c := range map[string]struct {
		handler  http.HandlerFunc
		as       any
		text     string // what was shown of the server's words
		hopeless bool
		asked    int
	}{
		"a wrong key":       {refuse(401, `{"error":{"message":"Incorrect API key","type":"invalid_request_error"}}`), &status, "Incorrect API key", true, 1},
		"no such model":     {refuse(404, `{"detail":"Model 'whisper-1' is not installed locally"}`), &status, "Model 'whisper-1' is not installed locally", true, 2},
		"too large":         {refuse(413, "\x1b[31mtoo\nlarge"), &status, "[31mtoo large", false, 1},
		"not decoded":       {refuse(400, `{"error":"failed to read audio data"}`), &status, "failed to read audio data", false, 1},
		"a flat form":       {refuse(400, `{"object":"error","message":"no"}`), &status, "no", false, 1},
		"a list of details": {refuse(422, `{"detail":[{"msg":"field required"}]}`), &status, `{"detail":[{"msg":"field required"}]}`, false, 1},
		"a long complaint":  {refuse(400, long), &status, string([]rune(long)[:500]), false, 1},
		"no JSON":           {refuse(200, "<html>it works</html>"), &answer, "<html>it works</html>", false, 1},
		"JSON cut short":    {refuse(200, `{"text":"Алло","segm`), &answer, `{"text":"Алло","segm`, false, 1},
		"another JSON":      {refuse(200, `{"error":"out of memory"}`), &answer, "out of memory", false, 1},
		"a body cut short":  {refuse(200, `{"text"`, "Content-Length", "100"), &answer, `{"text"`, false, maxTries},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, s := serve(t, c.handler)
			_, err := client.Transcribe(t.Context(), keep(t, tones(8000, 1, 440)))
			as := reflect.New(reflect.TypeOf(c.as).Elem())
			if err == nil || !errors.As(err, as.Interface()) {
				t.Fatalf("said %v", err)
			}
			if text := as.Elem().Elem().FieldByName("Text").String(); text != c.text {
				t.Errorf("shown %q, want %q", text, c.text)
			}
			if Hopeless(err) != c.hopeless || len(s.questions()) != c.asked {
				t.Errorf("hopeless %v after %d questions", Hopeless(err), len(s.questions()))
			}
		})
	}
}

func TestAServerThatIsNotThereIsHopeless(t *testing.T) {
	t.Parallel()
	c, s := serve(t, say(verbose(segment(0, 1, "Алло"))))
	recording := keep(t, tones(8000, 1, 440))
	if _, err := c.Transcribe(t.Context(), recording); err != nil {
		t.Fatal(err)
	}
	s.Close()
	var gone *UnreachableError
	for name, client := range map[string]struct {
		*Client
		waits int
	}{"went away": {c, maxTries - 1}, "never there": {&Client{URL: s.URL, Pause: c.Pause}, 0}} {
		s.waits = nil
		_, err := client.Transcribe(t.Context(), recording)
		if !errors.As(err, &gone) || !Hopeless(err) || len(s.waits) != client.waits {
			t.Errorf("%s: said %v after %v", name, err, s.waits)
		}
	}
	for _, url := range []string{"", "127.0.0.1:8080", "ftp://host", "http://", ":"} {
		c.URL = url
		if _, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440))); !errors.Is(err, ErrURL) || !Hopeless(err) {
			t.Errorf("%q: %v", url, err)
		}
	}
}

// The recording at which a server falls must not end the work on all the others.
func TestAConnectionThatBreaksIsNotHopeless(t *testing.T) {
	t.Parallel()
	c, s := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	_, err := c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440)))
	var gone *UnreachableError
	if !errors.As(err, &gone) || Hopeless(err) || len(s.waits) != maxTries-1 {
		t.Errorf("said %v after %v", err, s.waits)
	}
}

func TestAnAnswerThatDoesNotComeIsGivenUp(t *testing.T) {
	t.Parallel()
	held := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	c, s := serve(t, held)
	var length time.Duration
	c.Wait = func(sound time.Duration) time.Duration { length = sound; return 50 * time.Millisecond }
	if _, err := c.Transcribe(t.Context(), keep(t, tones(8000, 3, 440))); !errors.Is(err, ErrTimeout) || Hopeless(err) || len(s.questions()) != 1 {
		t.Errorf("said %v after %d questions", err, len(s.questions()))
	}
	if length != 3*time.Second {
		t.Errorf("the wait is for %v of sound", length)
	}
	for _, sound := range []time.Duration{0, time.Minute, 10 * time.Hour} {
		if Patience(sound) < sound || Patience(sound) < time.Minute {
			t.Errorf("%v may take %v", sound, Patience(sound))
		}
	}
}

func TestStoppingStopsAtOnce(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	c, s := serve(t, func(_ http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() })
	if _, err := c.Transcribe(ctx, keep(t, tones(8000, 1, 440))); !errors.Is(err, context.Canceled) || len(s.questions()) != 1 || len(s.waits) != 0 {
		t.Errorf("said %v after %d questions", err, len(s.questions()))
	}
}

func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	for name, handler := range map[string]http.HandlerFunc{"done": say(verbose(segment(0, 1, "Алло"))), "failed": refuse(400, "")} {
		c, _ := serve(t, handler)
		_, _ = c.Transcribe(t.Context(), keep(t, tones(8000, 1, 440, 700)))
		if left, err := os.ReadDir(c.Folder); err != nil || len(left) != 0 {
			t.Errorf("%s: %v, %v", name, left, err)
		}
	}
}

func TestABadRecordingIsTheDecodersError(t *testing.T) {
	t.Parallel()
	c, s := serve(t, say(verbose()))
	var damaged *decode.DamagedError
	var sound *SoundError
	if _, err := c.Transcribe(t.Context(), keep(t, bytes.Repeat([]byte("no sound "), 99))); !errors.As(err, &damaged) || !errors.As(err, &sound) {
		t.Errorf("said %v", err)
	}
	if _, err := c.Transcribe(t.Context(), keep(t, nil)); !errors.Is(err, decode.ErrEmpty) {
		t.Errorf("said %v", err)
	}
	if _, err := c.Transcribe(t.Context(), filepath.Join(t.TempDir(), "none.wav")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("said %v", err)
	}
	if len(s.questions()) != 0 {
		t.Error("the server was asked")
	}
}

func TestTheCheckSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	var status *StatusError
	var model *ModelError
	models := `{"object":"list","data":[{"id":"whisper-large"},{"id":"%s"}]}`
	for name, c := range map[string]struct {
		answers map[string]http.HandlerFunc
		as      any // nil: all is well
	}{
		"models":       {map[string]http.HandlerFunc{"/v1/models": refuse(200, fmt.Sprintf(models, "whisper-1"))}, nil},
		"other models": {map[string]http.HandlerFunc{"/v1/models": refuse(200, fmt.Sprintf(models, "tiny"))}, &model},
		"no list":      {map[string]http.HandlerFunc{"/v1/models": refuse(200, "[]")}, nil},
		"health":       {map[string]http.HandlerFunc{"/health": refuse(200, `{"status":"ok"}`)}, nil},
		"loading":      {map[string]http.HandlerFunc{"/health": refuse(503, `{"status":"loading model"}`)}, &status},
		"wrong key":    {map[string]http.HandlerFunc{"/v1/models": refuse(401, "")}, &status},
		"old server":   {nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if h := c.answers[r.URL.Path]; h != nil && r.Method == http.MethodGet {
					h(w, r)
					return
				}
				http.NotFound(w, r)
			}))
			defer s.Close()
			err := (&Client{URL: s.URL + "/v1/audio/transcriptions", Model: "whisper-1"}).Check(t.Context())
			if c.as == nil && err != nil {
				t.Errorf("said %v", err)
			}
			if c.as != nil && !errors.As(err, reflect.New(reflect.TypeOf(c.as).Elem()).Interface()) {
				t.Errorf("said %v", err)
			}
		})
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := (&Client{URL: "http://127.0.0.1:1"}).Check(ctx); err == nil {
		t.Error("a check that was stopped says that all is well")
	}
}
