package lang

// Frame are the texts of the console's frame: tabs, period, status line,
// dialogs.
type Frame struct {
	Today, Calls, Review, Managers, Hours, Causes string // the tabs

	Day, Week, Month, Range, AllTime string // kinds of period
	RangeTitle                       string
	RangeHint                        string
	RangeBad                         string
	NoLater                          string // there is no later period
	NoEarlier                        string

	TooSmall     string // %d×%d wanted
	TooSmallHave string
	Loading      string
	StopHint     string // after Loading: Esc stops
	Stopped      string
	Syncing      string
	SyncDone     string // %s: what came
	SyncNothing  string
	SyncStopped  string
	NoSync       string
	SyncNew      Plural
	SyncBad      Plural // rows that could not be read
	SyncChanged  Plural

	Help, HelpEverywhere, HelpClose   string
	HelpScroll                        string
	Palette, PaletteHint, PaletteNone string
	Copied                            string
	NothingToCopy                     string
	NothingToExport                   string
	ExportTitle                       string
	ExportTo                          string
	ExportDone                        string
	ExportHint                        string
	UndoNothing, RedoNothing          string
	Undone, Redone                    string
	NoScreen                          string
	LangChanged                       string
	Of                                string // "7 из 32"
	More                              string
	Title                             string // of the terminal's window
	OneCall                           string // why a screen of one call has no period
}

// Keys are the names of the actions that every screen has, and of the keys that
// have no sign of their own.
type Keys struct {
	Space, Enter, Tab, Backspace string

	Help, Search, Palette, Move, Page, Ends, Open, Back           string
	Period, Earlier, Later, Range, Export, Copy, Undo, Redo       string
	Sync, Quit, Suspend, NextTab, PrevTab                         string
	SwitchLang, SwitchTheme, SwitchMotion                         string
	GoToday, GoCalls, GoReview, GoManagers, GoHours, GoCauses     string
	PeriodDay, PeriodWeek, PeriodMonth, PeriodToday, PeriodLatest string
	Choose, Mark, Apply, Do, Done, Cancel, Close, Scroll, EndText string // of windows and texts
}

var frameRU = Frame{
	Today: "Сегодня", Calls: "Звонки", Review: "Разбор", Managers: "Менеджеры", Hours: "Часы", Causes: "Причины",
	Day: "день", Week: "неделя", Month: "месяц", Range: "период", AllTime: "всё время",
	RangeTitle: "Период", RangeHint: "например 1.10–15.10, 10.2026 или 2026-10-15",
	RangeBad: "не разобрать: напишите 1.10–15.10, 10.2026 или 2026-10-15",
	NoLater:  "позже звонков нет", NoEarlier: "раньше звонков нет",
	TooSmall: "Нужно окно не меньше %d×%d", TooSmallHave: "сейчас %d×%d",
	Loading: "загрузка", StopHint: "Esc — остановить", Stopped: "остановлено; r — ещё раз",
	Syncing: "обновление", SyncDone: "Обновлено: %s",
	SyncNothing: "Нового нет", SyncStopped: "Обновление остановлено: что пришло, сохранено",
	NoSync:  "источники не настроены: razbor config init",
	SyncNew: Plural{"новый звонок", "новых звонка", "новых звонков"}, SyncBad: Plural{"строка не читается (razbor sync)", "строки не читаются (razbor sync)", "строк не читаются (razbor sync)"},
	SyncChanged: Plural{"изменён", "изменены", "изменены"},
	Help:        "Клавиши", HelpEverywhere: "Везде", HelpClose: "Esc — закрыть",
	HelpScroll: "↑↓ — листать",
	Palette:    "Команды", PaletteHint: "что сделать?", PaletteNone: "такой команды нет",
	Copied: "Скопировано: %s", NothingToCopy: "здесь нечего копировать", NothingToExport: "здесь нечего сохранять",
	ExportTitle: "Сохранить", ExportTo: "имя файла", ExportDone: "Сохранено: %s",
	ExportHint:  "вид файла — по окончанию имени",
	UndoNothing: "отменять нечего", RedoNothing: "возвращать нечего", Undone: "отменено: %s", Redone: "возвращено: %s",
	NoScreen: "этого экрана пока нет", LangChanged: "Язык: русский", Of: "из", More: "ещё", Title: "razbor",
	OneCall: "здесь открыт один звонок",
}

var frameEN = Frame{
	Today: "Today", Calls: "Calls", Review: "Review", Managers: "Managers", Hours: "Hours", Causes: "Causes",
	Day: "day", Week: "week", Month: "month", Range: "range", AllTime: "all time",
	RangeTitle: "Period", RangeHint: "for example 1.10–15.10, 10.2026 or 2026-10-15",
	RangeBad: "not understood: write 1.10–15.10, 10.2026 or 2026-10-15",
	NoLater:  "there are no later calls", NoEarlier: "there are no earlier calls",
	TooSmall: "The window must be at least %d×%d", TooSmallHave: "now %d×%d",
	Loading: "loading", StopHint: "Esc stops it", Stopped: "stopped; r tries again",
	Syncing: "syncing", SyncDone: "Synced: %s",
	SyncNothing: "Nothing new", SyncStopped: "Sync stopped: what came is kept",
	NoSync:  "no sources configured: razbor config init",
	SyncNew: Plural{"new call", "new calls", "new calls"}, SyncBad: Plural{"unreadable row (razbor sync)", "unreadable rows (razbor sync)", "unreadable rows (razbor sync)"},
	SyncChanged: Plural{"changed", "changed", "changed"},
	Help:        "Keys", HelpEverywhere: "Everywhere", HelpClose: "Esc closes",
	HelpScroll: "↑↓ scroll",
	Palette:    "Commands", PaletteHint: "what to do?", PaletteNone: "no such command",
	Copied: "Copied: %s", NothingToCopy: "nothing to copy here", NothingToExport: "nothing to save here",
	ExportTitle: "Save", ExportTo: "file name", ExportDone: "Saved: %s",
	ExportHint:  "the ending of the name says which kind",
	UndoNothing: "nothing to undo", RedoNothing: "nothing to redo", Undone: "undone: %s", Redone: "redone: %s",
	NoScreen: "this screen is not there yet", LangChanged: "Language: English", Of: "of", More: "more", Title: "razbor",
	OneCall: "one call is open here",
}

var keysRU = Keys{
	Space: "пробел", Enter: "Enter", Tab: "Tab", Backspace: "Backspace",
	Help: "все клавиши", Search: "поиск", Palette: "команды", Move: "выбрать строку", Page: "страница", Ends: "начало, конец",
	Open: "открыть", Back: "назад", Period: "день, неделя, месяц", Earlier: "раньше", Later: "позже", Range: "свой период",
	Export: "сохранить в файл", Copy: "копировать", Undo: "отменить", Redo: "вернуть", Sync: "обновить данные",
	Quit: "выход", Suspend: "свернуть в фон",
	NextTab: "следующий экран", PrevTab: "предыдущий экран",
	SwitchLang: "English", SwitchTheme: "тёмная или светлая тема", SwitchMotion: "мышь: вкл./выкл.",
	GoToday: "Сегодня: сколько потеряли", GoCalls: "Звонки: какие", GoReview: "Разбор: где потерян клиент",
	GoManagers: "Менеджеры: кто теряет", GoHours: "Часы: когда", GoCauses: "Причины: почему",
	PeriodDay: "период: день", PeriodWeek: "период: неделя", PeriodMonth: "период: месяц", PeriodToday: "период: сегодня",
	PeriodLatest: "период: последний день со звонками",
	Choose:       "выбрать", Mark: "отметить", Apply: "применить", Do: "выполнить", Done: "готово", Cancel: "отменить", Close: "закрыть",
	Scroll: "листать", EndText: "к найденному",
}

var keysEN = Keys{
	Space: "space", Enter: "Enter", Tab: "Tab", Backspace: "Backspace",
	Help: "all keys", Search: "search", Palette: "commands", Move: "choose a row", Page: "page", Ends: "start, end",
	Open: "open", Back: "back", Period: "day, week, month", Earlier: "earlier", Later: "later", Range: "another period",
	Export: "save to a file", Copy: "copy", Undo: "undo", Redo: "redo", Sync: "sync now",
	Quit: "quit", Suspend: "suspend",
	NextTab: "next screen", PrevTab: "previous screen",
	SwitchLang: "Русский", SwitchTheme: "dark or light theme", SwitchMotion: "mouse on/off",
	GoToday: "Today: how much was lost", GoCalls: "Calls: which", GoReview: "Review: where the client was lost",
	GoManagers: "Managers: who loses", GoHours: "Hours: when", GoCauses: "Causes: why",
	PeriodDay: "period: day", PeriodWeek: "period: week", PeriodMonth: "period: month", PeriodToday: "period: today",
	PeriodLatest: "period: last day with calls",
	Choose:       "choose", Mark: "mark", Apply: "apply", Do: "do it", Done: "done", Cancel: "cancel", Close: "close",
	Scroll: "scroll", EndText: "to what was found",
}
