package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"razbor/audio/clip"
	"razbor/audio/decode"
	"razbor/scoring/checklist"
	"razbor/scoring/loss"
	"razbor/store/config"
	"razbor/store/source"
	"razbor/store/source/transcript"
	"razbor/store/sync"
)

// Wrong are the sentences for errors that carry their own details: which file,
// which line, which codec.
type Wrong struct {
	config                     map[config.Code]string // where, key, value
	problem                    map[source.Code]string // where, detail
	reasons                    map[source.Reason]string
	forms                      map[string]string
	transcripts                map[error]string
	Line                       string // file, line
	Amount, Rate               string // what was written
	EmptyRecording             string
	Codec, CodecInstall        string // codec; codec, program
	DamagedRecording           string // file, byte, reason
	NothingToCut               string
	UnknownSource              string // name
	Checklist                  string // where, reason
	File                       string // file, reason
	usage                      [][2]string
	UsageHint                  string
	NegativeCalls, TooManyLost string
}

// Where names a file, with the line where there is one.
func (w Wrong) Where(file string, line int64) string {
	if line <= 0 {
		return file
	}
	return fmt.Sprintf(w.Line, file, line)
}

// Detailed says an error that carries its own details, and "" for any other.
func (t *Texts) Detailed(err error) string {
	w := t.Wrong
	var conf *config.Error
	var number *loss.NumberError
	var codec *decode.UnsupportedError
	var damaged *decode.DamagedError
	var unknown *sync.UnknownSource
	var list *checklist.Error
	switch {
	case errors.As(err, &conf):
		return fmt.Sprintf(w.config[conf.Code], w.Where(conf.File, int64(conf.Line)), conf.Key, conf.Text)
	case errors.As(err, &list):
		return fmt.Sprintf(w.Checklist, w.Where(list.File, int64(list.Line)), list.Err)
	case errors.As(err, &unknown):
		return fmt.Sprintf(w.UnknownSource, unknown.Name)
	case errors.As(err, &number) && errors.Is(err, loss.ErrRate):
		return fmt.Sprintf(w.Rate, number.Text)
	case errors.As(err, &number):
		return fmt.Sprintf(w.Amount, number.Text)
	case errors.Is(err, loss.ErrNegative):
		return w.NegativeCalls
	case errors.Is(err, loss.ErrTooMany):
		return w.TooManyLost
	case errors.Is(err, decode.ErrEmpty):
		return w.EmptyRecording
	case errors.As(err, &codec) && codec.Hint != "":
		return fmt.Sprintf(w.CodecInstall, codec.Codec, codec.Hint)
	case errors.As(err, &codec):
		return fmt.Sprintf(w.Codec, codec.Codec)
	case errors.As(err, &damaged):
		return fmt.Sprintf(w.DamagedRecording, damaged.Name, damaged.Offset, damaged.Reason)
	case errors.Is(err, clip.ErrNothing):
		return w.NothingToCut
	}
	return t.file(err)
}

// file says what is wrong with a file that has a name.
func (t *Texts) file(err error) string {
	var path *fs.PathError
	switch {
	case !errors.As(err, &path):
		return ""
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf(t.Wrong.File, path.Path, t.Errors.NoFile)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf(t.Wrong.File, path.Path, t.Errors.NoRight)
	}
	return fmt.Sprintf(t.Wrong.File, path.Path, path.Err)
}

// Problem says what could not be read of a source.
func (t *Texts) Problem(p source.Problem) string {
	form, ok := t.Wrong.problem[p.Code]
	if !ok {
		return p.Error()
	}
	text := fmt.Sprintf(form, t.Wrong.Where(p.File, p.Line))
	if detail := t.problemDetail(p); detail != "" {
		text += ": " + detail
	}
	return text
}

// problemDetail says what exactly is wrong, where the code alone does not.
func (t *Texts) problemDetail(p source.Problem) string {
	w := t.Wrong
	if p.Code == source.Missing || p.Code == source.EmptySound {
		return ""
	}
	var reason source.Reason
	if errors.As(p.Err, &reason) && w.reasons[reason] != "" {
		if reason == source.NoColumn && p.Text != "" {
			return fmt.Sprintf("%s (%s)", w.reasons[reason], p.Text)
		}
		return w.reasons[reason]
	}
	if form, ok := w.forms[p.Text]; ok {
		return form
	}
	for err, text := range w.transcripts {
		if errors.Is(p.Err, err) {
			return text
		}
	}
	switch {
	case errors.Is(p.Err, fs.ErrPermission):
		return t.Errors.NoRight
	case p.Text != "":
		return p.Text
	case p.Err != nil:
		return p.Err.Error()
	}
	return ""
}

// Usage says an error of the command line. The parser of flags speaks English
// alone: its words are known by how they begin.
func (t *Texts) Usage(err error) string {
	text := err.Error()
	for _, pair := range t.Wrong.usage {
		if rest, ok := strings.CutPrefix(text, pair[0]); ok {
			text = pair[1] + rest
			break
		}
	}
	return text + t.Wrong.UsageHint
}

var wrongRU = Wrong{
	config: map[config.Code]string{
		config.Absent:     "нет файла настроек %[1]s: создайте его командой razbor config init",
		config.Unreadable: "файл настроек %[1]s не читается: %[3]s",
		config.Syntax:     "%[1]s: это не TOML: %[3]s",
		config.UnknownKey: "%[1]s: неизвестный ключ %[2]q: проверьте, нет ли опечатки",
		config.BadValue:   "%[1]s: у ключа %[2]s не может быть значения %[3]q",
		config.Missing:    "%[1]s: не хватает ключа %[2]s %[3]s",
	},
	problem: map[source.Code]string{
		source.BadRow: "%s: строка повреждена и пропущена", source.CutRow: "%s: последняя строка обрезана и пропущена",
		source.BadFormat: "%s: формат не читается", source.Missing: "нет файла или папки: %s",
		source.Unreadable: "не читается: %s", source.BadTranscript: "%s: это не расшифровка",
		source.EmptySound: "пустая запись: %s", source.Outside: "путь ведёт за пределы папки записей: %s",
	},
	reasons: map[source.Reason]string{
		source.OpenQuote: "кавычка не закрыта", source.FewColumns: "мало столбцов", source.ManyColumns: "лишние столбцы",
		source.NoDate: "нет даты там, где она нужна", source.NoNumber: "нет числа там, где оно нужно",
		source.EndsBefore: "конец раньше начала", source.NoEpoch: "нет времени события", source.NoEvent: "нет названия события",
		source.NoJSON: "это не JSON", source.NoKey: "нет ни номера звонка, ни телефона клиента", source.NoTime: "нет времени",
		source.NoAmount: "сумма написана непонятно", source.LongLine: "строка длиннее мегабайта",
		source.NoColumn: "нет такого столбца", source.NoKeyThere: "нет столбца с номером звонка или телефоном клиента: назовите его в [sources.columns]",
		source.IsFolder: "это папка, а не файл", source.IsNoFile: "это не файл",
	},
	forms: map[string]string{
		source.FormSQL: "это дамп SQL: выгрузите таблицу cdr в CSV", source.FormCEL: "это журнал событий CEL: нужен Master.csv",
		source.FormFreeSWITCH: "это записи FreeSWITCH, а не Asterisk", source.FormTable: "это таблица базы данных: нужен файл queue_log",
		source.FormDeals: "это не выгрузка сделок", source.FormOther: "ни одна известная раскладка не подходит",
	},
	transcripts: map[error]string{
		transcript.ErrForm: "вид файла не известен", transcript.ErrJSON: "это не JSON", transcript.ErrEmpty: "файл пуст",
		transcript.ErrSize: "файл слишком велик", transcript.ErrState: "распознавание не закончено или не удалось",
	},
	Line: "%s, строка %d", Amount: "%q — не сумма: нужно как 50000 или 50 000,50", Rate: "%q — не доля: нужно как 20%% или 0.2",
	EmptyRecording: "запись пуста: в файле нет звука", Codec: "звук в формате %s не поддерживается",
	CodecInstall:     "звук в формате %s: установите %s и повторите",
	DamagedRecording: "запись %s повреждена на байте %d: %s", NothingToCut: "между этими моментами в записи ничего нет",
	UnknownSource: "нет источника %q в настройках: razbor config path покажет файл", Checklist: "чек-лист %s: %s", File: "%s: %s",
	usage: [][2]string{
		{"unknown flag: ", "нет флага "}, {"unknown shorthand flag: ", "нет флага "}, {"unknown command ", "нет команды "},
		{"flag needs an argument: ", "флагу нужно значение: "}, {"required flag(s) ", "нужны флаги: "},
		{"invalid argument ", "не подходит значение "}, {"accepts ", "не столько аргументов: accepts "},
	},
	UsageHint:     " (подсказка: --help)",
	NegativeCalls: "число звонков и дней не может быть отрицательным", TooManyLost: "пропущенных и успешных больше, чем звонков",
}

var wrongEN = Wrong{
	config: map[config.Code]string{
		config.Absent:     "there is no configuration %[1]s: make one with razbor config init",
		config.Unreadable: "the configuration %[1]s cannot be read: %[3]s",
		config.Syntax:     "%[1]s: this is no TOML: %[3]s",
		config.UnknownKey: "%[1]s: unknown key %[2]q: is it spelt right?",
		config.BadValue:   "%[1]s: the key %[2]s cannot be %[3]q",
		config.Missing:    "%[1]s: the key %[2]s is missing %[3]s",
	},
	problem: map[source.Code]string{
		source.BadRow: "%s: damaged row, skipped", source.CutRow: "%s: the last row is cut, skipped",
		source.BadFormat: "%s: cannot read this format", source.Missing: "no such file or folder: %s",
		source.Unreadable: "cannot read %s", source.BadTranscript: "%s: this is no transcript",
		source.EmptySound: "empty recording: %s", source.Outside: "the path leads out of the recordings folder: %s",
	},
	reasons: map[source.Reason]string{
		source.OpenQuote: "a quote is not closed", source.FewColumns: "too few columns", source.ManyColumns: "too many columns",
		source.NoDate: "no date where one should be", source.NoNumber: "no number where one should be",
		source.EndsBefore: "it ends before it starts", source.NoEpoch: "the event has no time", source.NoEvent: "the event has no name",
		source.NoJSON: "this is no JSON", source.NoKey: "neither the id of a call nor a client's number", source.NoTime: "no time",
		source.NoAmount: "the amount cannot be read", source.LongLine: "a line is longer than a megabyte",
		source.NoColumn: "there is no such column", source.NoKeyThere: "no column with the id of a call or a client's number: name it in [sources.columns]",
		source.IsFolder: "it is a folder, not a file", source.IsNoFile: "it is not a file",
	},
	forms: map[string]string{
		source.FormSQL: "this is an SQL dump: export the table cdr as CSV", source.FormCEL: "this is the channel event log: Master.csv is needed",
		source.FormFreeSWITCH: "these are records of FreeSWITCH, not of Asterisk", source.FormTable: "this is a table of a database: the file queue_log is needed",
		source.FormDeals: "this is no export of deals", source.FormOther: "no known layout fits",
	},
	transcripts: map[error]string{
		transcript.ErrForm: "the form of the file is not known", transcript.ErrJSON: "this is no JSON", transcript.ErrEmpty: "the file is empty",
		transcript.ErrSize: "the file is too large", transcript.ErrState: "the recogniser had not finished or had failed",
	},
	Line: "%s line %d", Amount: "%q is no amount: write it like 50000 or 50000.50", Rate: "%q is no share: write it like 20%% or 0.2",
	EmptyRecording: "the recording is empty: there is no sound in the file", Codec: "sound in the format %s is not supported",
	CodecInstall:     "sound in the format %s: install %s and try again",
	DamagedRecording: "the recording %s is damaged at byte %d: %s", NothingToCut: "there is nothing in the recording between these moments",
	UnknownSource: "there is no source %q in the configuration: razbor config path tells the file", Checklist: "checklist %s: %s", File: "%s: %s",
	UsageHint:     " (try --help)",
	NegativeCalls: "numbers of calls and days cannot be negative", TooManyLost: "missed and successful calls are more than all calls",
}
