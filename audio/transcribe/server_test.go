package transcribe

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// question is one request as the server saw it.
type question struct {
	path, auth, file string
	fields           map[string][]string
	info             decode.Info
	sound            []int16
}

// server answers question after question with the handlers, the last of them for ever.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	asked []question
	waits []time.Duration
}

func (s *server) questions() []question {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// serve runs a server and returns a client of it, whose waits are recorded and not slept.
func serve(t *testing.T, handlers ...http.HandlerFunc) (*Client, *server) {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q, err := read(r)
		if err != nil {
			t.Errorf("the question cannot be read: %v", err)
		}
		s.mu.Lock()
		n := len(s.asked)
		s.asked = append(s.asked, q)
		s.mu.Unlock()
		handlers[min(n, len(handlers)-1)](w, r)
	}))
	t.Cleanup(s.Close)
	return &Client{
		URL: s.URL, Model: "whisper-1", Key: "secret", Language: "ru", Folder: t.TempDir(),
		Pause: func(_ context.Context, d time.Duration) error { s.waits = append(s.waits, d); return nil },
	}, s
}

// read takes a question apart as a server does.
func read(r *http.Request) (question, error) {
	if r.ContentLength <= 0 {
		return question{}, errors.New("the length of the body is not told")
	}
	if err := r.ParseMultipartForm(64 << 20); err != nil {
		return question{}, err
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return question{}, err
	}
	s, err := decode.OpenReader(f, head.Filename)
	if err != nil {
		return question{}, err
	}
	q := question{path: r.URL.Path, auth: r.Header.Get("Authorization"), file: head.Filename, fields: r.MultipartForm.Value, info: s.Info()}
	buf := make([]int16, 8192)
	for {
		n, err := s.Read(buf)
		q.sound = append(q.sound, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return q, nil
		}
		if err != nil {
			return q, err
		}
	}
}

func say(v any) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(v) }
}

func refuse(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// tones is a recording with a tone on each channel, 0 for silence.
func tones(rate int, seconds float64, hz ...float64) []byte {
	var data []byte
	for i := range int(seconds * float64(rate)) {
		for _, f := range hz {
			data = binary.LittleEndian.AppendUint16(data, uint16(int16(8000*math.Sin(2*math.Pi*f*float64(i)/float64(rate)))))
		}
	}
	return audiotest.WAV{Tag: 1, Channels: len(hz), Rate: rate, Bits: 16, Data: data}.Bytes()
}

func keep(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "79161234567.wav")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pitch is the frequency of a tone, by how often it passes zero.
func pitch(sound []int16) float64 {
	n := 0
	for i := 1; i < len(sound); i++ {
		if sound[i-1] < 0 && sound[i] >= 0 {
			n++
		}
	}
	return float64(n) * rate / float64(len(sound))
}

func verbose(segments ...any) map[string]any {
	return map[string]any{"task": "transcribe", "language": "russian", "duration": "2.0", "text": "…", "segments": segments}
}

func segment(start, end float64, text string) map[string]any {
	return map[string]any{"start": start, "end": end, "text": text}
}
