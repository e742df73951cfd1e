package transcribe

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestAnswersOfManyServersAreRead(t *testing.T) {
	t.Parallel()
	day := Word{40, 700, "Добрый"}
	for name, c := range map[string]struct {
		data string
		want []Segment
	}{
		"OpenAI, words apart": {
			`{"task":"transcribe","language":"russian","duration":3,"text":"Добрый день. Слушаю.","segments":[{"id":0,"start":0.0,"end":1.2,"text":" Добрый день."},
			{"id":1,"start":1.3,"end":2.0,"text":" Слушаю."}],"words":[{"word":"Добрый","start":0.04,"end":0.7},{"word":"день","start":0.7,"end":1.1},{"word":"Слушаю","start":1.32,"end":1.9}]}`,
			[]Segment{
				{0, 0, 1200, "Добрый день.", []Word{day, {700, 1100, "день"}}}, {0, 1300, 2000, "Слушаю.", []Word{{1320, 1900, "Слушаю"}}},
			},
		},
		"whisper.cpp, pieces of words": {
			`{"language":"russian","text":" Добрый день.\n","segments":[{"id":0,"text":" Добрый день.","start":0.0,"end":1.2,"words":[{"word":" Доб","start":0.04,"end":0.42},
			{"word":"рый","start":0.42,"end":0.7},{"word":" день","start":0.7,"end":1.1},{"word":".","start":1.1,"end":1.1}],"no_speech_prob":0.06,"avg_logprob":-0.2}]}`,
			[]Segment{{0, 0, 1200, "Добрый день.", []Word{day, {700, 1100, "день."}}}},
		},
		"a letter cut in two": {
			`{"segments":[{"text":"щи","start":0,"end":1,"words":[{"word":" \ufffd","start":0,"end":0.5},{"word":"\ufffdи","start":0.5,"end":1}]}]}`,
			[]Segment{{0, 0, 1000, "щи", nil}},
		},
		"LocalAI, word as text": {
			`{"segments":[{"text":"Добрый","start":0,"end":1,"words":[{"text":"Добрый","start":0.04,"end":0.7}]}]}`,
			[]Segment{{0, 0, 1000, "Добрый", []Word{day}}},
		},
		"LocalAI, nanoseconds": {
			`{"segments":[{"text":"Раз","start":0,"end":1200000000},{"text":"Два","start":1200000000,"end":2500000000}]}`,
			[]Segment{{0, 0, 1200, "Раз", nil}, {0, 1200, 2500, "Два", nil}},
		},
		"vLLM, text and null for numbers": {
			`{"duration":"3.0","language":"ru","text":"Раз","words":null,"segments":[{"id":0,"start":"0.5","end":"1.5s","text":"Раз","avg_logprob":null,"words":null}]}`,
			[]Segment{{0, 500, 1500, "Раз", nil}},
		},
		"text alone":     {`{"text":" Добрый день. ","usage":{"type":"duration"}}`, []Segment{{0, 0, 3000, "Добрый день.", nil}}},
		"text and words": {`{"text":"Добрый","words":[{"word":"Добрый","start":0.04,"end":0.7}]}`, []Segment{{0, 40, 700, "Добрый", []Word{day}}}},
		"nothing said":   {`{"text":"","segments":[]}`, nil},
		"silence by whisper's own measure": {
			`{"segments":[{"text":"Продолжение следует","start":0,"end":2,"no_speech_prob":0.9,"avg_logprob":-1.3},{"text":"Алло","start":2,"end":3,"no_speech_prob":0.9,"avg_logprob":-0.3}]}`,
			[]Segment{{0, 2000, 3000, "Алло", nil}},
		},
		"out of order and out of bounds": {
			`{"segments":[{"text":"Два","start":2,"end":1e5},{"text":"Раз","start":-5,"end":-1},{"text":" ","start":0,"end":1}]}`,
			[]Segment{{0, 0, 0, "Раз", nil}, {0, 2000, 3000, "Два", nil}},
		},
		"controls": {`{"text":"\u001b[31mа\u0000\nб"}`, []Segment{{0, 0, 3000, "[31mа  б", nil}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parse([]byte(c.data), 3000)
			if err != nil || !reflect.DeepEqual(got.segments, c.want) {
				t.Errorf("got %+v, %v", got.segments, err)
			}
		})
	}
}

func TestAStuckModelIsHeardThreeTimes(t *testing.T) {
	t.Parallel()
	var segments []Segment
	for i := range 50 {
		segments = append(segments, Segment{StartMS: int64(i), Text: "Спасибо."})
	}
	segments = append(segments, Segment{StartMS: 50, Text: "Да."}, Segment{StartMS: 51, Text: "спасибо."})
	got := unstick(segments)
	if len(got) != 5 || got[2].StartMS != 2 || got[3].Text != "Да." || got[4].StartMS != 51 {
		t.Errorf("left %+v", got)
	}
}

func TestAHostileAnswerIsBounded(t *testing.T) {
	t.Parallel()
	one := map[string]any{"start": 1, "end": 2, "text": strings.Repeat("щ", maxText), "words": []any{map[string]any{"word": "щ", "start": 1, "end": 2}}}
	segments := make([]any, 20)
	for i := range segments {
		segments[i] = one
	}
	data, err := json.Marshal(map[string]any{"language": strings.Repeat("я", 10_000), "segments": segments})
	if err != nil {
		t.Fatal(err)
	}
	a, err := parse(data, 3000)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.language) > maxLanguage || len(a.segments) != maxRepeats || len(a.segments[0].Text) > maxText {
		t.Errorf("%d bytes of language, %d segments", len(a.language), len(a.segments))
	}
	short := `{"start":1,"end":2,"text":"а"},{"start":1,"end":2,"text":"б"},`
	many := `{"segments":[` + strings.Repeat(short, maxSegments) + `{"start":1,"end":2,"text":"в"}]}`
	if a, err := parse([]byte(many), 3000); err != nil || len(a.segments) != maxSegments {
		t.Errorf("%d segments, %v", len(a.segments), err)
	}
	deep := strings.Repeat(`{"segments":[`, 100_000)
	var answer *AnswerError
	if _, err := parse([]byte(deep), 3000); !errors.As(err, &answer) {
		t.Errorf("said %v", err)
	}
}

// Whatever a server says, segments are in order, within the sound, and text.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(`{"text":"а","segments":[{"start":0,"end":1,"text":"а","words":[{"word":" а","start":0,"end":1}]}],"words":[{"word":"а","start":0,"end":1}]}`))
	f.Add([]byte(`{"text":"а","words":[{"word":"б","start":2,"end":1},{"word":"а","start":-1,"end":1e300}]}`))
	f.Add([]byte(`{"segments":[{"start":"1s","end":null,"text":"\ud800"}],"language":"r"}`))
	f.Add([]byte("{\"text\":\"\xff\xfe\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		const lengthMS = 60_000
		a, err := parse(data, lengthMS)
		if err != nil {
			if !utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), unicode.IsControl) {
				t.Errorf("the error is no text: %q", err)
			}
			return
		}
		last := int64(0)
		for _, s := range a.segments {
			if s.StartMS < last || s.EndMS < s.StartMS || s.EndMS > lengthMS || s.Text == "" || !utf8.ValidString(s.Text) || strings.ContainsFunc(s.Text, unicode.IsControl) {
				t.Errorf("a segment is %+v", s)
			}
			last = s.StartMS
			at := int64(0)
			for _, w := range s.Words {
				if w.StartMS < at || w.EndMS < w.StartMS || w.EndMS > lengthMS || !utf8.ValidString(w.Text) {
					t.Errorf("a word is %+v", w)
				}
				at = w.StartMS
			}
		}
	})
}
