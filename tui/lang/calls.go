package lang

// Calls are the texts of the list of calls.
type Calls struct {
	Title, TitleSearch                               string // of the panel
	Time, Client, Manager, Wait, Talk, Result, Score string // columns
	Money                                            string
	Empty, EmptyHint, NoData, NoDataHint             string
	Found                                            Plural
	NothingFound                                     string // %s: the words
	SearchHint, SearchAll, SearchPeriod, SearchShort string
	AllTime                                          string // %s
	Fresh                                            Plural // new calls above
	OrMore                                           string // a count that stopped at its limit
	FromEnd                                          string

	// chips and the filter menu
	Lost, Missed, NotReviewed, ToCallBack, Answered     string
	Recorded, Faulty, NoNote, LongWait, DeepMenu        string
	Dropped, Outbound, Inbound, HourChip, Chosen        string
	FilterTitle, GroupState, GroupManager, GroupMiss    string
	GroupReason, GroupMissedBy, GroupOutcome            string
	OrderTitle                                          string
	OrderNew, OrderOld, OrderRisk, OrderWait, OrderTalk string
	OrderScore                                          string

	// keys
	KeyFilter, KeyClear, KeyOrder, KeyPreview, KeyLost string
	KeyMissed, KeyReview, KeyCallBack, KeyAllTime      string
	KeyNext, KeyDropChip                               string

	// preview
	Preview, Waited, Checklist, WhereLost, HowMissed string
	NoTranscript, NoJudgement, CalledBack, NotCalled string
	RecoveredAt, RangInVain, OutcomeBy, DealStage    string
	NoRecording, Repeat, DroppedFirst                string
}

var callsRU = Calls{
	Title: "Звонки", TitleSearch: "Поиск",
	Time: "Время", Client: "Клиент", Manager: "Менеджер", Wait: "Ждал", Talk: "Длит.", Result: "Итог", Score: "Балл", Money: "Потеря",
	Empty: "За этот период таких звонков нет", EmptyHint: "x — снять фильтры,  , и . — другой период,  p — неделя, месяц",
	NoData: "Звонков пока нет", NoDataHint: "r — забрать звонки из источников",
	Found: Plural{"место", "места", "мест"}, NothingFound: "«%s»: ничего не найдено",
	SearchHint: "слова из разговора или номер клиента", SearchAll: "за всё время", SearchPeriod: "за период",
	SearchShort: "пишите слово: найдутся все его формы", AllTime: "a — искать за всё время",
	Fresh: Plural{"новый выше", "новых выше", "новых выше"}, OrMore: "больше %s", FromEnd: "с конца",
	Lost: "потерянные", Missed: "пропущенные", NotReviewed: "не разобраны", ToCallBack: "перезвонить", Answered: "отвеченные",
	Recorded: "с записью", Faulty: "сбой в записи", NoNote: "нет записи в CRM", LongWait: "ждали дольше %s",
	DeepMenu: "глубоко в меню", Dropped: "обрыв связи", Outbound: "исходящие", Inbound: "входящие", HourChip: "%s ч", Chosen: "выбранные",
	FilterTitle: "Какие звонки", GroupState: "Состояние", GroupManager: "Менеджер", GroupMiss: "Промах", GroupReason: "Причина потери",
	GroupMissedBy: "Почему пропущен", GroupOutcome: "Итог", OrderTitle: "Порядок", OrderNew: "сначала новые", OrderOld: "сначала старые",
	OrderRisk: "что послушать первым", OrderWait: "дольше ждали", OrderTalk: "дольше говорили", OrderScore: "хуже по чек-листу",
	KeyFilter: "фильтр", KeyClear: "снять фильтры", KeyOrder: "порядок", KeyPreview: "просмотр вкл./выкл.", KeyLost: "потерянные",
	KeyMissed: "пропущенные", KeyReview: "не разобраны", KeyCallBack: "кому перезвонить", KeyAllTime: "за всё время или за период",
	KeyNext: "разобрать", KeyDropChip: "снять последний фильтр",
	Preview: "Звонок", Waited: "ждал", Checklist: "Чек-лист", WhereLost: "Где потерян", HowMissed: "Как пропущен",
	NoTranscript: "расшифровки нет", NoJudgement: "разговор ещё не оценён", CalledBack: "перезвонили через %s", NotCalled: "не перезвонили",
	RecoveredAt: "клиент возвращён", RangInVain: "звонили впустую", OutcomeBy: "итог", DealStage: "CRM", NoRecording: "записи нет",
	Repeat: "клиент уже звонил", DroppedFirst: "первая попытка оборвалась",
}

var callsEN = Calls{
	Title: "Calls", TitleSearch: "Search",
	Time: "Time", Client: "Client", Manager: "Manager", Wait: "Wait", Talk: "Talk", Result: "Result", Score: "Score", Money: "Loss",
	Empty: "No such calls in this period", EmptyHint: "x clears the filters,  , and . change the period,  p week, month",
	NoData: "There are no calls yet", NoDataHint: "r brings the calls from the sources",
	Found: Plural{"place", "places", "places"}, NothingFound: "“%s”: nothing found",
	SearchHint: "words of the talk or a client's number", SearchAll: "all time", SearchPeriod: "this period",
	SearchShort: "type a word: all its forms are found", AllTime: "a searches all time",
	Fresh: Plural{"new above", "new above", "new above"}, OrMore: "over %s", FromEnd: "from the end",
	Lost: "lost", Missed: "missed", NotReviewed: "not reviewed", ToCallBack: "call back", Answered: "answered",
	Recorded: "recorded", Faulty: "faulty sound", NoNote: "no CRM note", LongWait: "waited over %s",
	DeepMenu: "deep in the menu", Dropped: "broke off", Outbound: "outbound", Inbound: "inbound", HourChip: "%s h", Chosen: "chosen",
	FilterTitle: "Which calls", GroupState: "State", GroupManager: "Manager", GroupMiss: "Miss", GroupReason: "Reason of the loss",
	GroupMissedBy: "Why missed", GroupOutcome: "Outcome", OrderTitle: "Order", OrderNew: "newest first", OrderOld: "oldest first",
	OrderRisk: "worth hearing first", OrderWait: "longest wait", OrderTalk: "longest talk", OrderScore: "worst by the checklist",
	KeyFilter: "filter", KeyClear: "clear filters", KeyOrder: "order", KeyPreview: "preview on/off", KeyLost: "lost",
	KeyMissed: "missed", KeyReview: "not reviewed", KeyCallBack: "to call back", KeyAllTime: "all time or this period",
	KeyNext: "review", KeyDropChip: "drop the last filter",
	Preview: "Call", Waited: "waited", Checklist: "Checklist", WhereLost: "Where it was lost", HowMissed: "How it was missed",
	NoTranscript: "no transcript", NoJudgement: "the talk is not judged yet", CalledBack: "called back after %s", NotCalled: "not called back",
	RecoveredAt: "client recovered", RangInVain: "rang in vain", OutcomeBy: "outcome", DealStage: "CRM", NoRecording: "no recording",
	Repeat: "the client had rung before", DroppedFirst: "the first try broke off",
}
