// Package transcript reads transcripts that recognisers write: JSON of the whisper
// family, of Vosk, Yandex SpeechKit and the western clouds, subtitles, and
// plain text with roles. It tells the sides of a call apart by channels, by roles
// or by who speaks first, and knows nothing of how transcripts are kept.
package transcript

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"razbor/scoring"
)

// MaxSize is the largest file that is read: hours of words with their times.
const MaxSize = 32 << 20

const (
	maxSegments = 100_000
	maxText     = 64 << 10 // bytes of one segment
	longPauseMS = 800      // between words of one speaker: a new segment
)

// Options say how the sides of a call are told apart.
type Options struct {
	ManagerChannel int  // 0 is left, 1 is right
	Outbound       bool // the manager rang the client, who then speaks first
}

// What can be wrong with a transcript.
var (
	ErrForm  = errors.New("the form of the transcript is not known")
	ErrJSON  = errors.New("the file is not JSON")
	ErrEmpty = errors.New("the file is empty")
	ErrSize  = errors.New("the file is too large for a transcript")
	ErrState = errors.New("the recogniser had not finished or had failed")
)

// utterance is a segment before its side is known.
type utterance struct {
	channel int    // -1 where unknown
	label   string // the recogniser's name of the speaker, or a role
	startMS int64
	endMS   int64
	text    string
	words   []scoring.Word
}

// document is a file before the sides are known.
type document struct {
	language   string
	utterances []utterance
}

// Parse reads a transcript of any known form.
func Parse(data []byte, o Options) (scoring.Transcript, error) {
	if len(data) > MaxSize {
		return scoring.Transcript{}, ErrSize
	}
	text := decode(data)
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return scoring.Transcript{}, ErrEmpty
	}
	var d document
	var err error
	switch {
	case trimmed[0] == '{' || trimmed[0] == '[' && looksLikeJSON(trimmed):
		d, err = parseJSON([]byte(trimmed))
	case strings.HasPrefix(trimmed, "WEBVTT") || strings.Contains(trimmed, "-->"):
		d, err = parseSubtitles(text)
	default:
		d, err = parseText(text)
	}
	if err != nil {
		return scoring.Transcript{}, err
	}
	return d.finish(o), nil
}

// looksLikeJSON tells an array from a text that begins with "[00:12]".
func looksLikeJSON(s string) bool {
	rest := strings.TrimLeft(s[1:], " \t\r\n")
	return rest != "" && strings.ContainsRune("{[]", rune(rest[0]))
}

// decode brings the text to UTF-8: a byte order mark tells UTF-16, and what is not
// UTF-8 is taken for Windows-1251, which old Russian files are in.
func decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return utf16LE(data[2:])
	}
	if !utf8.Valid(data) {
		if out, err := charmap.Windows1251.NewDecoder().Bytes(data); err == nil {
			data = out
		}
	}
	return strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
}

// finish orders the segments and names the sides.
func (d document) finish(o Options) scoring.Transcript {
	us := d.utterances[:min(len(d.utterances), maxSegments)]
	slices.SortStableFunc(us, func(a, b utterance) int { return cmp.Compare(a.startMS, b.startMS) })
	side := sides(us, o)
	t := scoring.Transcript{Language: language(d.language), Outbound: o.Outbound}
	for i := range us {
		u := &us[i]
		s := scoring.Segment{
			Speaker: side(u), StartMS: max(0, u.startMS), EndMS: max(0, u.startMS, u.endMS), Text: clean(u.text), Words: u.words,
		}
		if s.Text != "" {
			t.Segments = append(t.Segments, s)
		}
	}
	if t.Language == "" {
		t.Language = guess(t.Segments)
	}
	return t
}

// clean drops what is no text, and the spaces around.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "")
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, s)
	}
	s = strings.TrimSpace(s)
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "")
	}
	return s
}

// sides decides who is who: by role, by channel, and where two voices are only
// told apart, by who speaks first: the one who was rung.
func sides(us []utterance, o Options) func(*utterance) scoring.Speaker {
	var labels []string
	for i := range us {
		if l := us[i].label; l != "" && !slices.Contains(labels, l) && len(labels) < 3 {
			labels = append(labels, l)
		}
	}
	first := scoring.Manager
	if o.Outbound {
		first = scoring.Client
	}
	return func(u *utterance) scoring.Speaker {
		switch {
		case role(u.label) != scoring.SpeakerUnknown:
			return role(u.label)
		case u.channel >= 0 && u.channel == o.ManagerChannel:
			return scoring.Manager
		case u.channel >= 0:
			return scoring.Client
		case u.label == "" || len(labels) != 2:
			return scoring.SpeakerUnknown
		case role(labels[0]) != scoring.SpeakerUnknown:
			return other(role(labels[0]))
		case role(labels[1]) != scoring.SpeakerUnknown:
			return other(role(labels[1]))
		case u.label == labels[0]:
			return first
		}
		return other(first)
	}
}

func other(s scoring.Speaker) scoring.Speaker {
	if s == scoring.Manager {
		return scoring.Client
	}
	return scoring.Manager
}

// role knows the words for the two sides.
func role(label string) scoring.Speaker {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "менеджер", "оператор", "сотрудник", "продавец", "администратор", "консультант", "специалист", "агент", "м",
		"manager", "agent", "operator", "employee", "seller":
		return scoring.Manager
	case "клиент", "абонент", "покупатель", "заказчик", "к", "client", "customer", "caller", "subscriber":
		return scoring.Client
	}
	return scoring.SpeakerUnknown
}

// language brings a language to its code.
func language(s string) string {
	s = strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "ru"):
		return "ru"
	case strings.HasPrefix(s, "en"):
		return "en"
	}
	return ""
}

// guess tells the language by the letters.
func guess(segments []scoring.Segment) string {
	russian, latin := 0, 0
	for _, s := range segments[:min(len(segments), 50)] {
		for _, r := range s.Text {
			switch {
			case unicode.Is(unicode.Cyrillic, r):
				russian++
			case r < unicode.MaxASCII && unicode.IsLetter(r):
				latin++
			}
		}
	}
	switch {
	case russian > latin:
		return "ru"
	case latin > 0:
		return "en"
	}
	return ""
}

// spoken is one word with what is known of who said it.
type spoken struct {
	scoring.Word
	channel int
	label   string
	joins   bool // punctuation: it belongs to the word before
}

// gather makes utterances of single words: one ends where the speaker changes or
// pauses.
func gather(words []spoken) []utterance {
	var out []utterance
	for _, w := range words[:min(len(words), 10*maxSegments)] {
		if w.joins && len(out) > 0 {
			u := &out[len(out)-1]
			u.text += w.Text
			if n := len(u.words); n > 0 {
				u.words[n-1].Text += w.Text
			}
			continue
		}
		u := lastOf(out, w)
		if u == nil {
			out = append(out, utterance{channel: w.channel, label: w.label, startMS: w.StartMS})
			u = &out[len(out)-1]
		}
		if u.text != "" {
			u.text += " "
		}
		u.text += strings.TrimSpace(w.Text)
		u.endMS = w.EndMS
		u.words = append(u.words, w.Word)
	}
	return out
}

func lastOf(us []utterance, w spoken) *utterance {
	if len(us) == 0 {
		return nil
	}
	u := &us[len(us)-1]
	if u.channel != w.channel || u.label != w.label || w.StartMS-u.endMS > longPauseMS || len(u.text) > maxText/2 {
		return nil
	}
	return u
}
