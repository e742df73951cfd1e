package lang

import "strings"

// FromLocale returns the language of a locale such as "ru_RU.UTF-8" or "en";
// "C" and the unknown are Russian.
func FromLocale(locale string) Lang {
	if strings.HasPrefix(strings.ToLower(locale), "en") {
		return EN
	}
	return RU
}

// CLI are the texts of the command line. Those with a verb take what its name says.
type CLI struct {
	Short, Long                                                         string
	FlagHome, FlagConfig, FlagLang, FlagJSON, FlagNoColor               string
	FlagHelp, FlagVersion, Help                                         string
	WrongLang                                                           string // the value
	Calc, CalcCalls, CalcMissed, CalcSuccess, CalcDays                  string
	CalcDeal, CalcConversion, CalcLeadCost                              string
	Config, ConfigInit, ConfigCheck, ConfigPath, ConfigForce            string
	ConfigThere, ConfigWritten                                          string // file
	ConfigFine                                                          string // file, sources, managers
	Sync, SyncFull, SyncNoSources, SyncNothing                          string
	SyncDone                                                            string // added, updated, removed, deals, texts
	SyncBad                                                             string // rows
	SyncProblem                                                         string // where, what
	SyncUnknownSource                                                   string // name
	Rejoining, Recounting, Syncing, Scoring                             string
	Score, ScoreAll, ScoreJSONL, ScoreNothing                           string
	ScoreDone                                                           string // calls, span
	Today, TodayDate, TodayShort, TodayWatch                            string
	Report, FlagFrom, FlagTo, ReportBy, ReportFormat, FlagOutput        string
	WrongDate, WrongBy, WrongFormat                                     string // the value
	WrongOrder                                                          string // from, to
	Diagnose, Coach, Missed, Patterns, Staffing                         string
	WrongOrderName                                                      string // the value
	Listening                                                           string
	NoManager                                                           string // the name, those there are
	Calls, CallsManager, CallsLost, CallsMissed, CallsMiss              string
	CallsReason, CallsSearch, CallsLimit, CallsUnreviewed               string
	CallsOrder                                                          string
	WrongItem, WrongReason                                              string // the value
	MoreCalls                                                           string // how many are shown
	NoCalls                                                             string
	Call                                                                string
	NoSuchCall                                                          string // id
	WrongMoment                                                         string // the value
	Clip                                                                string
	ClipWritten                                                         string // file, length
	ClipNoRecording                                                     string // id
	Checklist, ChecklistInit, ChecklistCheck, ChecklistShow             string
	ChecklistFine                                                       string // id, items, version
	ChecklistItem                                                       string // title, weight, cause
	ChecklistWritten, ConfigThereAlready                                string // file
	Eval, EvalReviewed, EvalNothing, EvalUsage                          string
	Demo, DemoNoTUI                                                     string
	DemoReady                                                           string // home
	Doctor, DoctorChecklist, DoctorDatabase, DoctorSources, DoctorSound string
	DoctorNoConfig                                                      string // file
	DoctorSource                                                        string // name
	DoctorSilent                                                        string // reason
	DoctorNoFFmpeg                                                      string
	NoData                                                              string
	NoTerminal                                                          string
	SecondJudge                                                         string // calls, cached, tokens asked, answered, span
	SecondFailed                                                        string // calls, error
}

var sourceRU = Plural{"источник", "источника", "источников"}
var managerRU = Plural{"менеджер", "менеджера", "менеджеров"}
var sourceEN = Plural{"source", "sources", "sources"}
var managerEN = Plural{"manager", "managers", "managers"}

// Sources counts sources in words.
func (t *Texts) Sources(n int) string {
	if t.Lang == EN {
		return t.Count(int64(n), sourceEN)
	}
	return t.Count(int64(n), sourceRU)
}

// CountManagers counts managers in words.
func (t *Texts) CountManagers(n int) string {
	if t.Lang == EN {
		return t.Count(int64(n), managerEN)
	}
	return t.Count(int64(n), managerRU)
}

var cliRU = CLI{
	Short: "Разбор звонков отдела продаж: сколько денег потеряно и где",
	Long: "razbor забирает звонки, записи, расшифровки и итоги CRM на эту машину, судит каждый разговор по чек-листу\n" +
		"и показывает, сколько денег отдел потерял и где именно. Без команды открывает консоль.",
	FlagHome: "папка с данными", FlagConfig: "файл настроек", FlagLang: "язык: ru или en", FlagJSON: "вывод в JSON",
	FlagNoColor: "без цвета",
	FlagHelp:    "помощь", FlagVersion: "версия", Help: "Помощь по команде",
	WrongLang: "нет языка %q: есть ru и en",
	Calc:      "Посчитать потери по числу звонков", CalcCalls: "звонков в день", CalcMissed: "из них пропущено",
	CalcSuccess: "из них со следующим шагом", CalcDays: "рабочих дней", CalcDeal: "средний чек",
	CalcConversion: "конверсия: 20% или 0.2", CalcLeadCost: "цена одного обращения",
	Config: "Настройки", ConfigInit: "Записать файл настроек с пояснениями", ConfigCheck: "Проверить файл настроек",
	ConfigPath: "Показать, где файл настроек", ConfigForce: "заменить существующий",
	ConfigThere:   "файл %s уже есть; чтобы заменить его, добавьте --force",
	ConfigWritten: "Настройки записаны: %s", ConfigFine: "%s: всё верно, %s, %s",
	Sync: "Забрать новые звонки из источников", SyncFull: "перечитать файлы с начала",
	SyncNoSources: "в настройках нет источников: добавьте [[sources]] (razbor config init) или посмотрите razbor demo",
	SyncNothing:   "Нового нет.", SyncDone: "Новых звонков: %s, изменилось: %s, объединено: %s, сделок: %s, расшифровок: %s",
	SyncBad: "Пропущено строк с ошибками: %s", SyncProblem: "%s: %s",
	SyncUnknownSource: "нет источника %q в настройках",
	Rejoining:         "Звонки собираются заново по новым настройкам", Recounting: "Пересчёт по новым правилам", Syncing: "Загрузка", Scoring: "Оценка разговоров",
	Score: "Оценить новые разговоры", ScoreAll: "оценить все заново", ScoreJSONL: "оценить файл корпуса (- — стандартный ввод)",
	ScoreNothing: "Все разговоры уже оценены.", ScoreDone: "Оценено: %s за %s",
	Today: "День на одном экране", TodayDate: "какой день: 2026-10-15", TodayShort: "одной строкой", TodayWatch: "обновлять по мере загрузки",
	Report: "Потери за период", FlagFrom: "с какого дня", FlagTo: "по какой день",
	ReportBy: "разрезы: manager,hour,weekday,item,reason,cause", ReportFormat: "text, json, csv, md, html или xlsx",
	FlagOutput: "в какой файл",
	WrongDate:  "%q — не дата: нужно как 2026-10-15", WrongBy: "нет разреза %q: есть manager, hour, weekday, item, reason, cause",
	WrongFormat: "нет формата %q: есть text, json, csv, md, html, xlsx", WrongOrder: "период кончается раньше, чем начинается: %s – %s",
	Diagnose: "15 причин потерь с доказательствами", Coach: "Обратная связь менеджеру", Missed: "Кому перезвонить",
	Patterns: "Что общего у потерь", Staffing: "Сколько людей нужно по часам", WrongOrderName: "нет порядка %q: есть time, risk, wait, talk, score",
	Listening: "Прослушивание записей",
	NoManager: "нет менеджера %q; есть: %s",
	Calls:     "Список звонков", CallsManager: "менеджер", CallsLost: "только потерянные", CallsMissed: "только пропущенные",
	CallsMiss: "с промахом по пункту: need, next_step…", CallsReason: "потерянные по причине: price, think…",
	CallsSearch: "слова в расшифровке", CallsLimit: "сколько показать", CallsUnreviewed: "только не разобранные",
	CallsOrder: "порядок: time, risk, wait, talk, score",
	WrongItem:  "нет пункта чек-листа %q", WrongReason: "нет причины %q", MoreCalls: "Показаны первые %s; остальные: --limit",
	NoCalls: "Таких звонков нет.", Call: "Открыть звонок: ID или ID@3:47", NoSuchCall: "нет звонка %q; найти: razbor calls",
	WrongMoment: "%q — не момент записи: нужно как 3:47", Clip: "Вырезать кусок записи в WAV",
	ClipWritten: "%s: %s", ClipNoRecording: "у звонка %s нет записи",
	Checklist: "Список пунктов, по которым судят разговор", ChecklistInit: "Скопировать встроенный чек-лист, чтобы изменить", ChecklistCheck: "Проверить чек-лист",
	ChecklistShow: "Показать пункты", ChecklistFine: "Чек-лист %s: всё верно, пунктов %d, версия %s",
	ChecklistItem: "%s, вес %d, причина %d",
	Eval:          "Насколько оценки сходятся с размеченными звонками", EvalReviewed: "по вашим же отметкам в консоли",
	EvalUsage:        "назовите файл размеченных звонков или добавьте --reviewed",
	ChecklistWritten: "Чек-лист записан: %s. Укажите его в настройках: [checklist] file = …", ConfigThereAlready: "файл %s уже есть: назовите другой",
	EvalNothing: "отметок ещё нет: ставьте их в разборе клавишами a и x",
	Demo:        "Демонстрационный отдел: разложить, загрузить, оценить и открыть", DemoNoTUI: "напечатать день вместо консоли",
	DemoReady: "Демонстрационный отдел: %s", Doctor: "Проверить настройки, базу, источники, звук",
	DoctorChecklist: "Чек-лист", DoctorDatabase: "База данных", DoctorSources: "Источники", DoctorSound: "Звук", DoctorSource: "Источник %s",
	DoctorNoConfig: "файла %s нет, действуют значения по умолчанию: razbor config init",
	DoctorSilent:   "%s: записи идут без звука, остальное работает",
	DoctorNoFFmpeg: "не установлен: AAC, AMR и другие редкие форматы не откроются, обычные откроются и без него",
	NoData:         "данных ещё нет: запустите razbor sync (источники — в настройках) или razbor demo",
	NoTerminal:     "консоли нужен терминал; для скрипта есть razbor today и razbor report",
	SecondJudge:    "Вторая оценка: звонков %s, из памяти %s, токенов %s + %s, %s",
	SecondFailed:   "Вторая оценка не удалась для %s звонков, они оценены правилами: %s",
}

var cliEN = CLI{
	Short: "Call review for sales departments: how much money was lost, and where",
	Long: "razbor brings calls, recordings, transcripts and CRM results to this machine, judges every conversation by a\n" +
		"checklist and shows how much money the department lost, and where exactly. Without a command it opens the console.",
	FlagHome: "folder of the data", FlagConfig: "configuration file", FlagLang: "language: ru or en", FlagJSON: "print JSON",
	FlagNoColor: "without colour",
	FlagHelp:    "help", FlagVersion: "version", Help: "Help on a command",
	WrongLang: "there is no language %q: there are ru and en",
	Calc:      "Count the loss from numbers of calls", CalcCalls: "calls a day", CalcMissed: "of them missed",
	CalcSuccess: "of them with a next step", CalcDays: "working days", CalcDeal: "average deal",
	CalcConversion: "conversion: 20% or 0.2", CalcLeadCost: "cost of one lead",
	Config: "Configuration", ConfigInit: "Write a commented configuration", ConfigCheck: "Check the configuration",
	ConfigPath: "Tell where the configuration is", ConfigForce: "replace the one that is there",
	ConfigThere:   "%s is there already; add --force to replace it",
	ConfigWritten: "Configuration written: %s", ConfigFine: "%s: all is well, %s, %s",
	Sync: "Bring in new calls from the sources", SyncFull: "read the files from their beginning",
	SyncNoSources: "the configuration has no sources: add [[sources]] (razbor config init) or look at razbor demo",
	SyncNothing:   "Nothing new.", SyncDone: "New calls: %s, changed: %s, joined: %s, deals: %s, transcripts: %s",
	SyncBad: "Damaged rows skipped: %s", SyncProblem: "%s: %s",
	SyncUnknownSource: "there is no source %q in the configuration",
	Rejoining:         "Joining the calls anew by the new settings", Recounting: "Recounting by the new rules", Syncing: "Syncing", Scoring: "Judging conversations",
	Score: "Judge new conversations", ScoreAll: "judge all of them anew", ScoreJSONL: "judge a corpus file (- is standard input)",
	ScoreNothing: "Every conversation is judged already.", ScoreDone: "Judged: %s in %s",
	Today: "The day on one screen", TodayDate: "which day: 2026-10-15", TodayShort: "in one line", TodayWatch: "refresh as calls come in",
	Report: "The loss of a period", FlagFrom: "first day", FlagTo: "last day",
	ReportBy: "groupings: manager,hour,weekday,item,reason,cause", ReportFormat: "text, json, csv, md, html or xlsx",
	FlagOutput: "file to write",
	WrongDate:  "%q is no date: write it like 2026-10-15", WrongBy: "there is no grouping %q: there are manager, hour, weekday, item, reason, cause",
	WrongFormat: "there is no format %q: there are text, json, csv, md, html, xlsx", WrongOrder: "the period ends before it begins: %s – %s",
	Diagnose: "The 15 causes of loss with evidence", Coach: "Feedback for a manager", Missed: "Whom to call back",
	Patterns: "What the losses have in common", Staffing: "How many people each hour needs", WrongOrderName: "there is no order %q: there are time, risk, wait, talk, score",
	Listening: "Listening to recordings",
	NoManager: "there is no manager %q; there are: %s",
	Calls:     "List calls", CallsManager: "manager", CallsLost: "only lost calls", CallsMissed: "only missed calls",
	CallsMiss: "with a miss of an item: need, next_step…", CallsReason: "lost for a reason: price, think…",
	CallsSearch: "words in the transcript", CallsLimit: "how many to show", CallsUnreviewed: "only calls not reviewed",
	CallsOrder: "order: time, risk, wait, talk, score",
	WrongItem:  "there is no checklist item %q", WrongReason: "there is no reason %q", MoreCalls: "The first %s are shown; more with --limit",
	NoCalls: "There are no such calls.", Call: "Open a call: ID or ID@3:47", NoSuchCall: "there is no call %q; find it with razbor calls",
	WrongMoment: "%q is no moment of a recording: write it like 3:47", Clip: "Cut a piece of a recording into a WAV file",
	ClipWritten: "%s: %s", ClipNoRecording: "call %s has no recording",
	Checklist: "The list by which conversations are judged", ChecklistInit: "Copy the built-in checklist in order to change it", ChecklistCheck: "Check a checklist",
	ChecklistShow: "List the items", ChecklistFine: "Checklist %s: all is well, %d items, version %s",
	ChecklistItem: "%s, weight %d, cause %d",
	Eval:          "How well verdicts agree with labelled calls", EvalReviewed: "with your own marks in the console",
	EvalUsage:        "name a file of labelled calls, or add --reviewed",
	ChecklistWritten: "Checklist written: %s. Name it in the configuration: [checklist] file = …", ConfigThereAlready: "%s is there already: name another file",
	EvalNothing: "there are no marks yet: make them in the review with the keys a and x",
	Demo:        "The demo department: lay out, sync, judge and open", DemoNoTUI: "print the day instead of the console",
	DemoReady: "The demo department: %s", Doctor: "Check configuration, database, sources, sound",
	DoctorChecklist: "Checklist", DoctorDatabase: "Database", DoctorSources: "Sources", DoctorSound: "Sound", DoctorSource: "Source %s",
	DoctorNoConfig: "there is no %s, defaults hold: razbor config init",
	DoctorSilent:   "%s: recordings run silently, all else works",
	DoctorNoFFmpeg: "not installed: AAC, AMR and other rare formats will not open, the usual ones will without it",
	NoData:         "there is no data yet: run razbor sync (sources are in the configuration) or razbor demo",
	NoTerminal:     "the console needs a terminal; for scripts there are razbor today and razbor report",
	SecondJudge:    "Second judge: %s calls, %s remembered, %s + %s tokens, %s",
	SecondFailed:   "The second judge failed for %s calls, the rules judged them: %s",
}
