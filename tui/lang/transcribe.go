package lang

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"razbor/audio/transcribe"
	"razbor/tui/clean"
)

// Speech are the texts of speech-to-text. Those with a verb take what its name says.
type Speech struct {
	Command, Limit string
	WrongLimit     string // the value
	NoURL          string // file
	NoKey          string // variable
	Working        string
	Problem        string // id, what
	Outside        string
	Nothing        string
	Done           string // recordings, span
	Failed         string // recordings
	Untimed        string // recordings
	Recordings     Plural
	Doctor         string
	Answers        string // address

	Unreachable string // address, what is in the way
	Status      string // number, the server's words
	Key         string // the server's words
	Absent      string // the server's words
	Large       string // the server's words
	Busy        string // the server's words
	Model       string // model, those there are
	Answer      string // how it begins
	Timeout     string
	Address     string
	Long        string
}

// Transcribing says an error of speech-to-text to a person; any other as Error
// does.
func (t *Texts) Transcribing(err error) string {
	s := t.Speech
	var gone *transcribe.UnreachableError
	var status *transcribe.StatusError
	var answer *transcribe.AnswerError
	var model *transcribe.ModelError
	switch {
	case errors.As(err, &gone):
		return clean.Line(fmt.Sprintf(s.Unreachable, gone.Address, gone.Err))
	case errors.As(err, &status):
		return clean.Line(t.speechStatus(status))
	case errors.As(err, &answer):
		return clean.Line(fmt.Sprintf(s.Answer, answer.Text))
	case errors.As(err, &model):
		return clean.Line(fmt.Sprintf(s.Model, model.Model, strings.Join(model.Models, ", ")))
	case errors.Is(err, transcribe.ErrTimeout):
		return s.Timeout
	case errors.Is(err, transcribe.ErrURL):
		return s.Address
	case errors.Is(err, transcribe.ErrLong):
		return s.Long
	}
	return t.Error(err)
}

// speechStatus says an answer that is no success, and what to do where it is known.
func (t *Texts) speechStatus(e *transcribe.StatusError) string {
	s := t.Speech
	form := map[int]string{
		http.StatusUnauthorized: s.Key, http.StatusForbidden: s.Key, http.StatusNotFound: s.Absent, http.StatusMethodNotAllowed: s.Absent,
		http.StatusRequestEntityTooLarge: s.Large, http.StatusTooManyRequests: s.Busy, http.StatusServiceUnavailable: s.Busy,
	}[e.Status]
	text := e.Text
	if text == "" {
		text = http.StatusText(e.Status)
	}
	if form == "" {
		return fmt.Sprintf(s.Status, e.Status, text)
	}
	return fmt.Sprintf(form, text)
}

var speechRU = Speech{
	Command: "Расшифровать записи, у которых нет расшифровки", Limit: "сколько записей самое большее",
	WrongLimit: "--limit %d: нужно число от 1", NoURL: "сервер распознавания речи не задан: впишите в %s раздел [transcription] с адресом, например url = \"http://127.0.0.1:8080\"",
	NoKey:   "переменная %s, которую называет [transcription] key_env, пуста: запишите в неё ключ сервера или уберите key_env",
	Working: "Расшифровка записей", Problem: "%s: %s", Outside: "путь записи ведёт за пределы папки записей",
	Nothing: "Все записи уже расшифрованы.", Done: "Расшифровано: %s за %s", Failed: "Не вышло: %s",
	Untimed:    "Без времени реплик: %s. Сервер вернул только текст: выберите модель с response_format verbose_json (whisper)",
	Recordings: Plural{"запись", "записи", "записей"},
	Doctor:     "Распознавание речи", Answers: "%s отвечает",
	Unreachable: "сервер распознавания речи %s недоступен: %v. Запустите его или исправьте [transcription] url",
	Status:      "сервер распознавания речи ответил %d: %s", Key: "сервер распознавания речи не принял ключ: %s. Проверьте [transcription] key_env",
	Absent: "на сервере распознавания речи нет такого адреса или модели: %s. Проверьте [transcription] url и model",
	Large:  "запись слишком велика для сервера распознавания речи: %s", Busy: "сервер распознавания речи занят: %s. Повторите позже",
	Model:   "на сервере распознавания речи нет модели %q, есть: %s. Исправьте [transcription] model",
	Answer:  "ответ сервера распознавания речи не читается: %q",
	Timeout: "сервер распознавания речи не ответил вовремя", Address: "[transcription] url — не адрес: нужно как http://127.0.0.1:8080",
	Long: "запись длиннее шести часов",
}

var speechEN = Speech{
	Command: "Transcribe the recordings that have no transcript", Limit: "how many recordings at most",
	WrongLimit: "--limit %d: a number from 1 on is needed", NoURL: "no speech-to-text server is set: add a section [transcription] with its address to %s, such as url = \"http://127.0.0.1:8080\"",
	NoKey:   "the variable %s that [transcription] key_env names is empty: put the server's key into it or take key_env away",
	Working: "Transcribing", Problem: "%s: %s", Outside: "the path of the recording leads out of the recordings folder",
	Nothing: "Every recording is transcribed already.", Done: "Transcribed: %s in %s", Failed: "Failed: %s",
	Untimed:    "Without times of utterances: %s. The server gave the text alone: choose a model with response_format verbose_json (whisper)",
	Recordings: Plural{"recording", "recordings", "recordings"},
	Doctor:     "Speech-to-text", Answers: "%s answers",
	Unreachable: "the speech-to-text server %s cannot be reached: %v. Start it or mend [transcription] url",
	Status:      "the speech-to-text server answered %d: %s", Key: "the speech-to-text server refused the key: %s. Check [transcription] key_env",
	Absent: "the speech-to-text server has no such address or model: %s. Check [transcription] url and model",
	Large:  "the recording is too large for the speech-to-text server: %s", Busy: "the speech-to-text server is busy: %s. Try again later",
	Model:   "the speech-to-text server has no model %q but: %s. Mend [transcription] model",
	Answer:  "the answer of the speech-to-text server cannot be read: %q",
	Timeout: "the speech-to-text server has not answered in time", Address: "[transcription] url is no address: write it like http://127.0.0.1:8080",
	Long: "the recording is longer than six hours",
}
