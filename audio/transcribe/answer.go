package transcribe

import (
	"cmp"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// The bounds of an answer: a stranger's words are no reason to fill memory.
const (
	maxSegments = 20_000
	maxWords    = 100_000
	maxText     = 64 << 10 // bytes of one segment
	maxLanguage = 32
	maxRepeats  = 3 // of one text in a row: a model that is stuck says it for minutes
)

// answer is what is said in one piece, in ms from its start.
type answer struct {
	language string
	untimed  bool
	segments []Segment
}

// number is a number of JSON, be it written as a number or as text; null and what is no number are 0.
type number float64

// UnmarshalJSON reads either form.
func (n *number) UnmarshalJSON(b []byte) error {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.Trim(string(b), `"`), "s"), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	*n = number(f)
	return nil
}

type rawWord struct {
	Start number `json:"start"`
	End   number `json:"end"`
	Word  string `json:"word"`
	Text  string `json:"text"` // of LocalAI
}

type rawSegment struct {
	Start    number    `json:"start"`
	End      number    `json:"end"`
	Text     string    `json:"text"`
	Words    []rawWord `json:"words"`
	NoSpeech number    `json:"no_speech_prob"`
	LogProb  number    `json:"avg_logprob"`
}

// silent is by what whisper itself takes a segment for silence.
func (s rawSegment) silent() bool { return s.NoSpeech > 0.6 && s.LogProb < -1 }

type rawAnswer struct {
	Text     *string      `json:"text"`
	Language string       `json:"language"`
	Segments []rawSegment `json:"segments"`
	Words    []rawWord    `json:"words"`
}

// scale turns times of an answer into ms within the sound, whose length bounds them.
type scale struct {
	unit     float64 // ms
	lengthMS int64
}

func (s scale) ms(n number) int64 {
	return int64(math.Round(max(0, min(float64(n)*s.unit, float64(s.lengthMS)))))
}

// parse reads an answer about so much sound: verbose_json of any server, or json, which has the text alone.
func parse(data []byte, lengthMS int64) (answer, error) {
	var raw rawAnswer
	if err := json.Unmarshal(data, &raw); err != nil {
		return answer{}, &AnswerError{Text: excerpt(data), Err: err}
	}
	if raw.Text == nil && raw.Segments == nil {
		return answer{}, &AnswerError{Text: complaint(data), Err: errors.New("it has neither text nor segments")}
	}
	a := answer{language: clean(raw.Language[:min(len(raw.Language), maxLanguage)])}
	at := raw.scale(lengthMS)
	all := at.words(raw.Words)
	if len(raw.Segments) == 0 {
		a.alone(clean(*cmp.Or(raw.Text, new(string))), all, lengthMS)
		return a, nil
	}
	left := maxWords
	for _, r := range raw.Segments[:min(len(raw.Segments), maxSegments)] {
		s := Segment{StartMS: at.ms(r.Start), Text: clean(r.Text)}
		s.EndMS = max(s.StartMS, at.ms(r.End))
		if s.Text == "" || r.silent() {
			continue
		}
		if s.Words = at.words(r.Words); s.Words == nil {
			s.Words = within(all, s.StartMS, s.EndMS)
		}
		if left -= len(s.Words); left < 0 {
			s.Words = nil
		}
		a.segments = append(a.segments, s)
	}
	slices.SortStableFunc(a.segments, func(a, b Segment) int { return cmp.Compare(a.StartMS, b.StartMS) })
	a.segments = unstick(a.segments)
	return a, nil
}

// alone is an answer without segments: the text is one, as long as its words or as the sound.
func (a *answer) alone(text string, words []Word, lengthMS int64) {
	if text == "" {
		return
	}
	s := Segment{EndMS: lengthMS, Text: text, Words: words}
	if n := len(words); n > 0 {
		s.StartMS, s.EndMS = words[0].StartMS, words[n-1].EndMS
	}
	a.untimed = len(words) == 0
	a.segments = []Segment{s}
}

// scale tells the unit of the times: seconds, or nanoseconds as older versions of LocalAI have them.
func (r rawAnswer) scale(lengthMS int64) scale {
	const longest = 1e6 // seconds that no sound has
	last := number(0)
	for _, s := range r.Segments {
		last = max(last, s.End)
	}
	if last > longest {
		return scale{unit: 1e-6, lengthMS: lengthMS}
	}
	return scale{unit: 1000, lengthMS: lengthMS}
}

// words takes words over. The server of whisper.cpp gives pieces of words, of which a new word begins with a space:
// the piece before takes the others in. A letter that was cut between two pieces cannot be mended: without words the
// text is still whole.
func (s scale) words(raw []rawWord) []Word {
	raw = raw[:min(len(raw), maxWords)]
	spaced := slices.ContainsFunc(raw, func(w rawWord) bool { return strings.HasPrefix(w.text(), " ") })
	var out []Word
	for _, w := range raw {
		text := w.text()
		start := s.ms(w.Start)
		end := max(start, s.ms(w.End))
		if strings.ContainsRune(text, unicode.ReplacementChar) {
			return nil
		}
		if n := len(out); n > 0 && spaced && !strings.HasPrefix(text, " ") && len(out[n-1].Text) < maxText {
			out[n-1].Text += clean(text)
			out[n-1].EndMS = max(out[n-1].EndMS, end)
			continue
		}
		if text = clean(text); text != "" {
			out = append(out, Word{StartMS: start, EndMS: end, Text: text})
		}
	}
	slices.SortStableFunc(out, func(a, b Word) int { return cmp.Compare(a.StartMS, b.StartMS) })
	return out
}

func (w rawWord) text() string { return cmp.Or(w.Word, w.Text) }

// within are the words whose middle lies in a segment; the words are in order.
func within(words []Word, fromMS, toMS int64) []Word {
	middle := func(w Word) int64 { return (w.StartMS + w.EndMS) / 2 }
	var out []Word
	first, _ := slices.BinarySearchFunc(words, fromMS, func(w Word, ms int64) int { return cmp.Compare(w.EndMS, ms) })
	for _, w := range words[first:] {
		if w.StartMS > toMS {
			break
		}
		if middle(w) >= fromMS && middle(w) < toMS {
			out = append(out, w)
		}
	}
	return out
}

// unstick leaves out what a stuck model says again and again.
func unstick(segments []Segment) []Segment {
	out, repeats := segments[:0], 0
	for i, s := range segments {
		if i > 0 && strings.EqualFold(s.Text, segments[i-1].Text) {
			repeats++
		} else {
			repeats = 1
		}
		if repeats <= maxRepeats {
			out = append(out, s)
		}
	}
	return out
}

// clean drops what is no text, and the spaces around.
func clean(s string) string {
	if len(s) > maxText {
		s = s[:maxText]
	}
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == unicode.ReplacementChar:
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}
