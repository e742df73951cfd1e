package transcript

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"razbor/scoring"
)

// forms are small files of every form, of our own making; each says the same.
func forms() map[string]string {
	return map[string]string{
		"segments with channels": `{"language":"ru","segments":[{"start":0.5,"end":1,"channel":0,"text":"Добрый день.","words":[{"word":"Добрый","start":0.5,"end":0.7},{"word":"день.","start":0.7,"end":1}]},{"start":2,"end":3,"channel":1,"text":"Сколько стоит окно?"}]}`,
		"WhisperX":               `{"segments":[{"start":0.5,"end":1,"text":" Добрый день.","speaker":"SPEAKER_01","words":[{"word":"Добрый","start":0.5,"end":0.7},{"word":"день."}]},{"start":2,"end":3,"text":" Сколько стоит окно?","speaker":"SPEAKER_00"}],"word_segments":[],"language":"ru"}`,
		"OpenAI diarized":        `{"task":"transcribe","duration":"3","text":"…","segments":[{"type":"transcript.text.segment","id":"seg_1","start":0.5,"end":1,"text":"Добрый день.","speaker":"A"},{"start":2,"end":3,"text":"Сколько стоит окно?","speaker":"B"}]}`,
		"whisper.cpp":            `{"result":{"language":"ru"},"transcription":[{"offsets":{"from":500,"to":1000},"text":" Добрый день.","speaker":"0","tokens":[{"text":"[_BEG_]","offsets":{"from":500,"to":500}},{"text":" Доб","offsets":{"from":500,"to":600}},{"text":"рый","offsets":{"from":600,"to":700}},{"text":" день","offsets":{"from":700,"to":900}},{"text":".","offsets":{"from":900,"to":1000}}]},{"offsets":{"from":2000,"to":3000},"text":" Сколько стоит окно?","speaker":"1"}]}`,
		"Yandex v2":              `{"done":true,"response":{"chunks":[{"channelTag":"2","alternatives":[{"text":"Сколько стоит окно?","words":[{"startTime":"2s","endTime":"3.0s","word":"сколько"}]}]},{"channelTag":"1","alternatives":[{"text":"Добрый день.","words":[{"startTime":"0.500s","endTime":"1s","word":"добрый"}]}]}]}}`,
		"Yandex v3":              `{"result":{"channelTag":"0","audioCursors":{"finalIndex":"0"},"final":{"alternatives":[{"text":"добрый день","startTimeMs":"500","endTimeMs":"1000","words":[{"text":"добрый","startTimeMs":"500","endTimeMs":"1000"}]}]}}}` + "\n" + `{"result":{"channelTag":"0","finalRefinement":{"finalIndex":"0","normalizedText":{"alternatives":[{"text":"Добрый день."}]}}}}` + "\n" + `{"result":{"channelTag":"1","audioCursors":{"finalIndex":"0"},"final":{"alternatives":[{"text":"Сколько стоит окно?","startTimeMs":"2000","endTimeMs":"3000"}]}}}`,
		"Deepgram":               `{"metadata":{"channels":2},"results":{"channels":[{"alternatives":[{"words":[{"word":"добрый","punctuated_word":"Добрый","start":0.5,"end":0.7},{"word":"день","punctuated_word":"день.","start":0.7,"end":1}]}]},{"alternatives":[{"words":[{"word":"сколько","punctuated_word":"Сколько","start":2,"end":2.2},{"punctuated_word":"стоит","start":2.2,"end":2.5},{"punctuated_word":"окно?","start":2.5,"end":3}]}]}]}}`,
		"AssemblyAI":             `{"id":"1","status":"completed","audio_duration":3,"text":"…","utterances":[{"speaker":"A","start":500,"end":1000,"text":"Добрый день."},{"speaker":"B","start":2000,"end":3000,"text":"Сколько стоит окно?"}]}`,
		"AWS":                    `{"jobName":"j","results":{"channel_labels":{"channels":[{"channel_label":"ch_0","items":[{"start_time":"0.5","end_time":"0.7","type":"pronunciation","alternatives":[{"content":"Добрый"}]},{"start_time":"0.7","end_time":"1","type":"pronunciation","alternatives":[{"content":"день"}]},{"type":"punctuation","alternatives":[{"content":"."}]}]},{"channel_label":"ch_1","items":[{"start_time":"2","end_time":"2.3","type":"pronunciation","alternatives":[{"content":"Сколько"}]},{"start_time":"2.3","end_time":"2.5","type":"pronunciation","alternatives":[{"content":"стоит"}]},{"start_time":"2.5","end_time":"3","type":"pronunciation","alternatives":[{"content":"окно"}]},{"type":"punctuation","alternatives":[{"content":"?"}]}]}]}},"status":"COMPLETED"}`,
		"AWS Call Analytics":     `{"JobStatus":"COMPLETED","LanguageCode":"ru-RU","Transcript":[{"Content":"Добрый день.","ParticipantRole":"AGENT","BeginOffsetMillis":500,"EndOffsetMillis":1000,"Items":[]},{"Content":"Сколько стоит окно?","ParticipantRole":"CUSTOMER","BeginOffsetMillis":2000,"EndOffsetMillis":3000}]}`,
		"Google v1":              `{"results":[{"alternatives":[{"transcript":"…","words":[{"word":"Добрый","startTime":"0.500s","endTime":{"seconds":"0","nanos":700000000},"speakerTag":1},{"word":"день.","startTime":"0.7s","endTime":"1s","speakerTag":1},{"word":"Сколько","startTime":"2s","endTime":"2.2s","speakerTag":2},{"word":"стоит","startTime":"2.2s","endTime":"2.5s","speakerTag":2},{"word":"окно?","startTime":"2.5s","endTime":"3s","speakerTag":2}]}]}]}`,
		"Google v2":              `{"results":[{"alternatives":[{"words":[{"word":"Добрый","startOffset":"0.5s","endOffset":"0.7s","speakerLabel":"1"},{"word":"день.","startOffset":"0.7s","endOffset":"1.0s","speakerLabel":"1"}]}]},{"alternatives":[{"words":[{"word":"Сколько","startOffset":"2s","endOffset":"2.2s","speakerLabel":"2"},{"word":"стоит","startOffset":"2.2s","endOffset":"2.5s","speakerLabel":"2"},{"word":"окно?","startOffset":"2.5s","endOffset":"3s","speakerLabel":"2"}]}]}]}`,
		"IBM":                    `{"results":[{"alternatives":[{"timestamps":[["Добрый",0.5,0.7],["день.",0.7,1]]}]},{"alternatives":[{"timestamps":[["Сколько",2,2.2],["стоит",2.2,2.5],["окно?",2.5,3]]}]}],"speaker_labels":[{"from":0.5,"to":1,"speaker":0},{"from":2,"to":3,"speaker":1}]}`,
		"Azure":                  `{"recognizedPhrases":[{"channel":0,"offsetInTicks":5000000,"durationInTicks":5000000,"nBest":[{"display":"Добрый день."}]},{"channel":1,"offsetInTicks":20000000,"durationInTicks":10000000,"nBest":[{"display":"Сколько стоит окно?"}]}]}`,
		"Rev.ai":                 `{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Добрый","ts":0.5,"end_ts":0.7},{"type":"punct","value":" "},{"type":"text","value":"день","ts":0.7,"end_ts":1},{"type":"punct","value":"."}]},{"speaker":1,"elements":[{"type":"text","value":"Сколько","ts":2,"end_ts":2.2},{"type":"text","value":"стоит","ts":2.2,"end_ts":2.5},{"type":"text","value":"окно","ts":2.5,"end_ts":3},{"type":"punct","value":"?"}]}]}`,
		"pairs":                  `{"phrases":[["Оператор","Добрый день."],["Клиент","Сколько стоит окно?"]]}`,
		"SRT":                    "1\n00:00:00,500 --> 00:00:01,000\nМенеджер: Добрый день.\n\n2\n00:00:02,000 --> 00:00:03,000\n<i>Клиент: Сколько стоит окно?</i>\n",
		"WebVTT":                 "WEBVTT\n\nNOTE a note\n\n00:00.500 --> 00:01.000 align:start\n<v Оператор>Добрый день.</v>\n\n00:02.000 --> 00:03.000\n<v Клиент>Сколько стоит&nbsp;окно?\n",
		"text by lines":          "ПРОТОКОЛ БЕСЕДЫ\n[00:00] Менеджер: Добрый день.\n[00:02] Клиент: Сколько\nстоит окно?\nПодсказка оператору: улыбайтесь\n",
		"text in one line":       "Менеджер: Добрый день. Клиент: Сколько стоит окно?",
	}
}

func TestEveryFormSaysWhoSaidWhat(t *testing.T) {
	t.Parallel()
	for name, data := range forms() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse([]byte(data), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Segments) != 2 || got.Language != "ru" {
				t.Fatalf("%d segments in %q: %+v", len(got.Segments), got.Language, got.Segments)
			}
			a, b := got.Segments[0], got.Segments[1]
			if a.Speaker != scoring.Manager || a.Text != "Добрый день." || b.Speaker != scoring.Client ||
				strings.ReplaceAll(b.Text, "\u00a0", " ") != "Сколько стоит окно?" {
				t.Errorf("got %+v", got.Segments)
			}
			timed := name != "pairs" && !strings.HasPrefix(name, "text")
			if timed && (a.StartMS != 500 || a.EndMS != 1000 || b.StartMS != 2000 || b.EndMS != 3000) {
				t.Errorf("times %d–%d, %d–%d", a.StartMS, a.EndMS, b.StartMS, b.EndMS)
			}
		})
	}
}

func TestWordsOfPiecesAreJoined(t *testing.T) {
	t.Parallel()
	got, err := Parse([]byte(forms()["whisper.cpp"]), Options{})
	if err != nil {
		t.Fatal(err)
	}
	words := got.Segments[0].Words
	want := []scoring.Word{{StartMS: 500, EndMS: 700, Text: "Добрый"}, {StartMS: 700, EndMS: 1000, Text: "день."}}
	if len(words) != 2 || words[0] != want[0] || words[1] != want[1] {
		t.Errorf("words %+v, want %+v", words, want)
	}
}

func TestTheManagerMayBeOnTheRight(t *testing.T) {
	t.Parallel()
	got, err := Parse([]byte(forms()["segments with channels"]), Options{ManagerChannel: 1})
	if err != nil {
		t.Fatal(err)
	}
	if got.Segments[0].Speaker != scoring.Client || got.Segments[1].Speaker != scoring.Manager {
		t.Errorf("sides %v, %v", got.Segments[0].Speaker, got.Segments[1].Speaker)
	}
}

func TestWhoIsRungSpeaksFirst(t *testing.T) {
	t.Parallel()
	got, err := Parse([]byte(forms()["WhisperX"]), Options{Outbound: true})
	if err != nil {
		t.Fatal(err)
	}
	if got.Segments[0].Speaker != scoring.Client || !got.Outbound {
		t.Errorf("the first voice of an outbound call is %q", got.Segments[0].Speaker)
	}
}

func TestOneVoiceIsNobody(t *testing.T) {
	t.Parallel()
	got, err := Parse([]byte(`{"result":[{"conf":1,"start":0.6,"end":1,"word":"добрый"}],"text":"добрый"}{"text":""}{"partial":"ал"}{"result":[{"start":4,"end":4.5,"word":"алло"}],"text":"алло"}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Segments) != 2 || got.Segments[0].Speaker != scoring.SpeakerUnknown || got.Segments[1].StartMS != 4000 {
		t.Errorf("got %+v", got.Segments)
	}
}

func TestOldEncodingsAreRead(t *testing.T) {
	t.Parallel()
	text := "Менеджер: Добрый день.\r\nКлиент: Здравствуйте."
	old, err := charmap.Windows1251.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"Windows-1251": old, "UTF-8 with a mark": "\ufeff" + text} {
		got, err := Parse([]byte(data), Options{})
		if err != nil || len(got.Segments) != 2 || got.Segments[0].Text != "Добрый день." {
			t.Errorf("%s: %+v, %v", name, got.Segments, err)
		}
	}
}

func TestWhatIsNoTranscriptIsRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data string
		want error
	}{
		"nothing":       {" \n", ErrEmpty},
		"cut JSON":      {`{"segments":[{"start":1,`, ErrJSON},
		"other JSON":    {`{"name":"x"}`, ErrForm},
		"prose":         {"просто текст без ролей", ErrForm},
		"not finished":  {`{"status":"processing","audio_duration":null,"text":""}`, ErrState},
		"numbers":       {`[1,2]`, ErrForm},
		"broken prefix": {`{{{`, ErrJSON},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := Parse([]byte(tt.data), Options{}); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range forms() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse([]byte(s), Options{})
		if err != nil {
			return
		}
		last := int64(0)
		for _, seg := range got.Segments {
			if !utf8.ValidString(seg.Text) || seg.Text == "" || seg.StartMS < last || seg.EndMS < seg.StartMS {
				t.Fatalf("segment %+v after %d ms", seg, last)
			}
			last = seg.StartMS
			for _, w := range seg.Words {
				if !utf8.ValidString(w.Text) {
					t.Fatalf("word %q", w.Text)
				}
			}
		}
	})
}
