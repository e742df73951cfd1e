package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"razbor/scoring"
)

// number is a number of JSON, be it written as a number or as text ("1.5", "0.879s").
type number float64

// UnmarshalJSON reads either form; null and what is no number are 0.
func (n *number) UnmarshalJSON(b []byte) error {
	s := strings.TrimSuffix(strings.Trim(string(b), `"`), "s")
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > 1e9 {
		f = 0
	}
	*n = number(f)
	return nil
}

// ms takes the number for seconds.
func (n number) ms() int64 { return int64(math.Round(float64(n) * 1000)) }

// name is a speaker or channel, be it written as text or as a number.
type name string

// UnmarshalJSON reads either form; null is nobody.
func (s *name) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*s = name(text)
		return nil
	}
	if b[0] == '{' || b[0] == '[' {
		return nil
	}
	*s = name(b)
	return nil
}

// channel reads a channel's number, counted from base; -1 where there is none.
func (s name) channel(base int) int {
	n, err := strconv.Atoi(strings.TrimPrefix(string(s), "ch_"))
	if err != nil || n-base < 0 || n-base > 64 {
		return -1
	}
	return n - base
}

// root has the fields by which the forms are told apart.
type root struct {
	Transcription     json.RawMessage `json:"transcription"`
	Segments          json.RawMessage `json:"segments"`
	Result            json.RawMessage `json:"result"`
	Results           json.RawMessage `json:"results"`
	Response          json.RawMessage `json:"response"`
	Chunks            json.RawMessage `json:"chunks"`
	Utterances        json.RawMessage `json:"utterances"`
	Words             json.RawMessage `json:"words"`
	Phrases           json.RawMessage `json:"phrases"`
	Transcript        json.RawMessage `json:"Transcript"`
	Alternatives      json.RawMessage `json:"alternatives"`
	Labels            json.RawMessage `json:"speaker_labels"`
	Recognized        json.RawMessage `json:"recognizedPhrases"`
	Monologues        json.RawMessage `json:"monologues"`
	Partial           json.RawMessage `json:"partial"`
	Text              *string         `json:"text"`
	AudioDuration     *number         `json:"audio_duration"`
	Status            string          `json:"status"`
	Language          string          `json:"language"`
	LanguageCode      string          `json:"language_code"`
	LanguageCodeUpper string          `json:"LanguageCode"`
}

// parseJSON tells the forms apart and reads each.
func parseJSON(data []byte) (document, error) {
	if data[0] == '[' {
		return parseArray(data)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	var r root
	if err := dec.Decode(&r); err != nil {
		return document{}, fmt.Errorf("%w: %w", ErrJSON, err)
	}
	d := document{language: r.Language + r.LanguageCode + r.LanguageCodeUpper}
	var err error
	switch {
	case r.Transcription != nil:
		d.language = languageOf(r.Result)
		d.utterances, err = whisperCPP(r.Transcription)
	case isArray(r.Transcript):
		d.utterances, err = callAnalytics(r.Transcript)
	case r.AudioDuration != nil || r.Status != "" && r.Text != nil:
		d.utterances, err = assemblyAI(r)
	case isArray(r.Segments):
		d.utterances, err = segments(r.Segments)
	case r.Response != nil || isArray(r.Chunks):
		d.utterances, err = yandexV2(r)
	case isObject(r.Results):
		d.utterances, err = deepgramOrAWS(r.Results)
	case isArray(r.Results):
		d.utterances, err = googleOrIBM(r.Results, r.Labels)
	case isArray(r.Recognized):
		d.utterances, err = azure(r.Recognized)
	case isArray(r.Monologues):
		d.utterances, err = rev(r.Monologues)
	case isArray(r.Phrases):
		d.utterances, err = phrases(r.Phrases)
	case isObject(r.Result):
		d.utterances, err = yandexV3(data)
	case isArray(r.Result), r.Text != nil, r.Partial != nil, isArray(r.Alternatives):
		d.utterances, err = vosk(data)
	default:
		err = ErrForm
	}
	return d, err
}

func isArray(m json.RawMessage) bool  { return len(m) > 0 && m[0] == '[' }
func isObject(m json.RawMessage) bool { return len(m) > 0 && m[0] == '{' }

func languageOf(m json.RawMessage) string {
	var r struct {
		Language string `json:"language"`
	}
	if json.Unmarshal(m, &r) != nil {
		return ""
	}
	return r.Language
}

func read(m json.RawMessage, into any) error {
	if err := json.Unmarshal(m, into); err != nil {
		return fmt.Errorf("%w: %w", ErrForm, err)
	}
	return nil
}

// each reads JSON values that stand one after another.
func each[T any](data []byte, do func(T)) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		var v T
		err := dec.Decode(&v)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", ErrJSON, err)
		}
		do(v)
	}
}

// word is a word of any form: its text has one of several names.
type word struct {
	Start  number `json:"start"`
	End    number `json:"end"`
	Word   string `json:"word"`
	Text   string `json:"text"`
	Marked string `json:"punctuated_word"`

	Speaker name `json:"speaker"`
	Channel name `json:"channel"`
}

func (w word) text() string {
	switch {
	case w.Marked != "":
		return w.Marked
	case w.Word != "":
		return w.Word
	}
	return w.Text
}

// words takes the words over, in seconds. Pieces of a word, which some servers
// give, begin with no space; the piece before takes them in.
func words(ws []word) []scoring.Word {
	out := make([]scoring.Word, 0, len(ws))
	spaced := false
	for _, w := range ws {
		spaced = spaced || strings.HasPrefix(w.text(), " ")
	}
	for i, w := range ws {
		text := w.text()
		if spaced && i > 0 && len(out) > 0 && !strings.HasPrefix(text, " ") {
			last := &out[len(out)-1]
			last.Text += clean(text)
			last.EndMS = max(last.EndMS, w.End.ms())
			continue
		}
		if text = clean(text); text == "" {
			continue
		}
		at := scoring.Word{StartMS: w.Start.ms(), EndMS: w.End.ms(), Text: text}
		if at.EndMS == 0 && len(out) > 0 { // a word that was not aligned
			at.StartMS, at.EndMS = out[len(out)-1].EndMS, out[len(out)-1].EndMS
		}
		out = append(out, at)
	}
	return out
}

// segments reads the whisper family: whisper, faster-whisper, WhisperX, the
// verbose and diarized answers of OpenAI and of servers like it.
func segments(m json.RawMessage) ([]utterance, error) {
	var list []struct {
		Start   number `json:"start"`
		End     number `json:"end"`
		Text    string `json:"text"`
		Speaker name   `json:"speaker"`
		Channel name   `json:"channel"`
		Words   []word `json:"words"`
	}
	if err := read(m, &list); err != nil {
		return nil, err
	}
	out := make([]utterance, 0, len(list))
	for _, s := range list {
		out = append(out, utterance{
			channel: s.Channel.channel(0), label: string(s.Speaker), startMS: s.Start.ms(), endMS: s.End.ms(), text: s.Text, words: words(s.Words),
		})
	}
	return out, nil
}

// whisperCPP reads the output of whisper.cpp (-oj, -ojf): offsets in ms, and words
// as tokens, of which a new one begins with a space.
func whisperCPP(m json.RawMessage) ([]utterance, error) {
	var list []struct {
		Offsets offsets `json:"offsets"`
		Text    string  `json:"text"`
		Speaker name    `json:"speaker"`
		Tokens  []struct {
			Text    string   `json:"text"`
			Offsets *offsets `json:"offsets"`
		} `json:"tokens"`
	}
	if err := read(m, &list); err != nil {
		return nil, err
	}
	out := make([]utterance, 0, len(list))
	for _, s := range list {
		u := utterance{channel: -1, label: string(s.Speaker), startMS: s.Offsets.From, endMS: s.Offsets.To, text: s.Text}
		if n := s.Speaker.channel(0); n == 0 || n == 1 { // of stereo: by loudness of the channels
			u.channel, u.label = n, ""
		}
		if u.label == "?" {
			u.label = ""
		}
		var ws []word
		for _, t := range s.Tokens {
			if t.Offsets != nil && !strings.HasPrefix(t.Text, "[_") {
				ws = append(ws, word{Start: number(t.Offsets.From) / 1000, End: number(t.Offsets.To) / 1000, Word: t.Text})
			}
		}
		u.words = words(ws)
		out = append(out, u)
	}
	return out, nil
}

type offsets struct {
	From int64 `json:"from"`
	To   int64 `json:"to"`
}
