package lang

import (
	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
)

// Words are the field's own terms: what things of a call are called.
type Words struct {
	Call, Calls    Plural // звонок
	Missed         Plural // пропущенный
	LostCalls      Plural // потерянный звонок
	Client         Plural
	Day            Plural
	Manager        string
	ClientSide     string
	NoManager      string // nobody answered
	HiddenClient   string // the number is hidden
	Lost           string
	Inbound        string
	Outbound       string
	Reviewed       string
	NotReviewed    string
	Recovered      string
	outcomes       map[scoring.Outcome]string
	missedBy       map[store.MissedBy]string
	missedByLong   map[store.MissedBy]string
	reasons        map[scoring.Reason]string
	items          map[scoring.Item]string
	itemsShort     map[scoring.Item]string
	stages         map[store.Stage]string
	verdicts       map[scoring.Verdict]string
	objections     map[scoring.ObjectionKind]string
	causes         [16]string
	causesShort    [16]string
	outcomeOfWhom  map[store.OutcomeFrom]string
	directionWords map[store.Direction]string
}

// or returns the word for a key, and the key itself, made fit to be shown, where
// a stranger's checklist brought one that we have no word for.
func or[K ~string](words map[K]string, key K) string {
	if w, ok := words[key]; ok {
		return w
	}
	return clean.Line(string(key))
}

// Outcome says how a call ended.
func (w Words) Outcome(o scoring.Outcome) string { return or(w.outcomes, o) }

// MissedBy says in a word or two why nobody answered.
func (w Words) MissedBy(m store.MissedBy) string { return or(w.missedBy, m) }

// MissedByLong says it in a clause.
func (w Words) MissedByLong(m store.MissedBy) string { return or(w.missedByLong, m) }

// Reason says why an answered call was lost.
func (w Words) Reason(r scoring.Reason) string { return or(w.reasons, r) }

// Item names a point of the checklist.
func (w Words) Item(i scoring.Item) string { return or(w.items, i) }

// ItemShort names it in one word.
func (w Words) ItemShort(i scoring.Item) string { return or(w.itemsShort, i) }

// Stage says where in the talk a client was lost.
func (w Words) Stage(s store.Stage) string { return or(w.stages, s) }

// Verdict says a verdict.
func (w Words) Verdict(v scoring.Verdict) string { return or(w.verdicts, v) }

// Objection says what a client objects to.
func (w Words) Objection(k scoring.ObjectionKind) string { return or(w.objections, k) }

// OutcomeFrom says who decided an outcome.
func (w Words) OutcomeFrom(f store.OutcomeFrom) string { return or(w.outcomeOfWhom, f) }

// Direction says who rang whom.
func (w Words) Direction(d store.Direction) string { return or(w.directionWords, d) }

// Cause names one of the 15 causes; empty beyond them.
func (w Words) Cause(n int) string {
	if n < 1 || n >= len(w.causes) {
		return ""
	}
	return w.causes[n]
}

// CauseShort names it in at most 24 cells.
func (w Words) CauseShort(n int) string {
	if n < 1 || n >= len(w.causesShort) {
		return ""
	}
	return w.causesShort[n]
}

var wordsRU = Words{
	Call:      Plural{"звонок", "звонка", "звонков"},
	Calls:     Plural{"звонок", "звонка", "звонков"},
	Missed:    Plural{"пропущенный", "пропущенных", "пропущенных"},
	LostCalls: Plural{"потерянный звонок", "потерянных звонка", "потерянных звонков"},
	Client:    Plural{"клиент", "клиента", "клиентов"},
	Day:       Plural{"день", "дня", "дней"},
	Manager:   "Менеджер", ClientSide: "Клиент", NoManager: "никто не ответил", HiddenClient: "номер скрыт",
	Lost: "потерян", Inbound: "входящий", Outbound: "исходящий", Reviewed: "разобран", NotReviewed: "не разобран", Recovered: "возвращён",
	outcomes: map[scoring.Outcome]string{
		"": "итог неизвестен", scoring.OutcomeUnknown: "итог неизвестен", scoring.OutcomeMeeting: "встреча",
		scoring.OutcomeProposal: "предложение", scoring.OutcomeSale: "продажа", scoring.OutcomeCallback: "перезвонить",
		scoring.OutcomeNone: "без шага", scoring.OutcomeNontarget: "нецелевой",
	},
	missedBy: map[store.MissedBy]string{
		store.NotMissed: "отвечен", store.AbandonedQueue: "брошен в очереди", store.AbandonedIVR: "брошен в меню",
		store.Busy: "занято", store.AfterHours: "нерабочее время", store.NoAnswer: "не ответили", store.Failed: "сбой связи",
	},
	missedByLong: map[store.MissedBy]string{
		store.NotMissed:      "звонок отвечен",
		store.AbandonedQueue: "клиент ждал в очереди и положил трубку",
		store.AbandonedIVR:   "клиент положил трубку в голосовом меню",
		store.Busy:           "все линии были заняты",
		store.AfterHours:     "клиент позвонил в нерабочее время",
		store.NoAnswer:       "телефоны звонили, никто не взял трубку",
		store.Failed:         "соединение не состоялось из-за сбоя",
	},
	reasons: map[scoring.Reason]string{
		scoring.ReasonNone: "причина неясна", "price": "дорого", "think": "«я подумаю»", "not_now": "не сейчас",
		"competitor": "выбирает конкурента", "authority": "решает не он", "trust": "не доверяет", "no_need": "не нужно",
		scoring.ReasonEarlyPrice: "цена раньше времени", scoring.ReasonNoNextStep: "нет следующего шага",
		scoring.ReasonRudeness: "грубость, давление",
	},
	items: map[scoring.Item]string{
		scoring.Greeting: "Приветствие", scoring.Need: "Выявление потребности", scoring.PriceTiming: "Цена вовремя",
		scoring.Objections: "Работа с возражениями", scoring.NextStep: "Следующий шаг", scoring.Pressure: "Без давления",
		scoring.Qualification: "Квалификация", scoring.CRM: "Запись в CRM",
	},
	itemsShort: map[scoring.Item]string{
		scoring.Greeting: "приветствие", scoring.Need: "потребность", scoring.PriceTiming: "цена",
		scoring.Objections: "возражения", scoring.NextStep: "шаг", scoring.Pressure: "давление",
		scoring.Qualification: "квалификация", scoring.CRM: "CRM",
	},
	stages: map[store.Stage]string{
		store.StageNone: "неизвестно где", store.StageOpening: "в начале разговора", store.StageNeed: "на выявлении потребности",
		store.StagePrice: "после названной цены", store.StageObjection: "на возражении", store.StageClosing: "на договорённости",
	},
	verdicts: map[scoring.Verdict]string{
		scoring.Pass: "выполнено", scoring.Partial: "частично", scoring.Miss: "промах", scoring.NotApplicable: "не применимо",
	},
	objections: map[scoring.ObjectionKind]string{
		scoring.ObjectPrice: "дорого", scoring.ObjectThink: "подумаю", scoring.ObjectNotNow: "не сейчас",
		scoring.ObjectCompetitor: "конкурент", scoring.ObjectAuthority: "решаю не я", scoring.ObjectTrust: "недоверие",
		scoring.ObjectNoNeed: "не нужно",
	},
	outcomeOfWhom: map[store.OutcomeFrom]string{
		store.FromNobody: "никем", store.FromReviewer: "руководителем", store.FromCRM: "по CRM", store.FromTranscript: "по разговору",
	},
	directionWords: map[store.Direction]string{
		store.Inbound: "входящий", store.Outbound: "исходящий", store.Internal: "внутренний",
	},
	causes: [16]string{
		"", "Не хватает линий", "Клиенты ждут дольше 30 секунд", "Слишком длинное голосовое меню", "Пропущенным не перезванивают",
		"Звонки в нерабочее время теряются", "Нагрузка распределена неровно", "Сбои телефонии",
		"Менеджер не представляется", "Не выявляет потребность", "Называет цену раньше времени", "Не отрабатывает возражения",
		"Не договаривается о следующем шаге", "Давит на клиента", "Не квалифицирует клиента", "Не записывает итог в CRM",
	},
	causesShort: [16]string{
		"", "не хватает линий", "долгое ожидание", "длинное меню", "не перезванивают", "нерабочее время", "неровная нагрузка",
		"сбои телефонии", "приветствие", "потребность", "цена раньше времени", "возражения", "нет следующего шага", "давление",
		"квалификация", "нет записи в CRM",
	},
}

var wordsEN = Words{
	Call:      Plural{"call", "calls", "calls"},
	Calls:     Plural{"call", "calls", "calls"},
	Missed:    Plural{"missed call", "missed calls", "missed calls"},
	LostCalls: Plural{"lost call", "lost calls", "lost calls"},
	Client:    Plural{"client", "clients", "clients"},
	Day:       Plural{"day", "days", "days"},
	Manager:   "Manager", ClientSide: "Client", NoManager: "nobody answered", HiddenClient: "number hidden",
	Lost: "lost", Inbound: "inbound", Outbound: "outbound", Reviewed: "reviewed", NotReviewed: "not reviewed", Recovered: "recovered",
	outcomes: map[scoring.Outcome]string{
		"": "outcome unknown", scoring.OutcomeUnknown: "outcome unknown", scoring.OutcomeMeeting: "meeting",
		scoring.OutcomeProposal: "proposal", scoring.OutcomeSale: "sale", scoring.OutcomeCallback: "callback",
		scoring.OutcomeNone: "no next step", scoring.OutcomeNontarget: "non-target",
	},
	missedBy: map[store.MissedBy]string{
		store.NotMissed: "answered", store.AbandonedQueue: "left the queue", store.AbandonedIVR: "left the menu",
		store.Busy: "busy", store.AfterHours: "after hours", store.NoAnswer: "no answer", store.Failed: "line failure",
	},
	missedByLong: map[store.MissedBy]string{
		store.NotMissed:      "the call was answered",
		store.AbandonedQueue: "the client waited in the queue and hung up",
		store.AbandonedIVR:   "the client hung up in the voice menu",
		store.Busy:           "every line was busy",
		store.AfterHours:     "the client rang after hours",
		store.NoAnswer:       "the phones rang, nobody picked up",
		store.Failed:         "the connection failed",
	},
	reasons: map[scoring.Reason]string{
		scoring.ReasonNone: "reason unknown", "price": "too expensive", "think": "“I'll think”", "not_now": "not now",
		"competitor": "prefers a competitor", "authority": "someone else decides", "trust": "no trust", "no_need": "no need",
		scoring.ReasonEarlyPrice: "price too early", scoring.ReasonNoNextStep: "no next step",
		scoring.ReasonRudeness: "rudeness, pressure",
	},
	items: map[scoring.Item]string{
		scoring.Greeting: "Greeting", scoring.Need: "Finding the need", scoring.PriceTiming: "Price in time",
		scoring.Objections: "Handling objections", scoring.NextStep: "Next step", scoring.Pressure: "No pressure",
		scoring.Qualification: "Qualification", scoring.CRM: "CRM note",
	},
	itemsShort: map[scoring.Item]string{
		scoring.Greeting: "greeting", scoring.Need: "need", scoring.PriceTiming: "price", scoring.Objections: "objections",
		scoring.NextStep: "next step", scoring.Pressure: "pressure", scoring.Qualification: "qualification", scoring.CRM: "CRM",
	},
	stages: map[store.Stage]string{
		store.StageNone: "unknown where", store.StageOpening: "in the opening", store.StageNeed: "while finding the need",
		store.StagePrice: "after the price was named", store.StageObjection: "at an objection", store.StageClosing: "at the closing",
	},
	verdicts: map[scoring.Verdict]string{
		scoring.Pass: "done", scoring.Partial: "partly", scoring.Miss: "missed", scoring.NotApplicable: "not applicable",
	},
	objections: map[scoring.ObjectionKind]string{
		scoring.ObjectPrice: "price", scoring.ObjectThink: "will think", scoring.ObjectNotNow: "not now",
		scoring.ObjectCompetitor: "competitor", scoring.ObjectAuthority: "not my decision", scoring.ObjectTrust: "distrust",
		scoring.ObjectNoNeed: "no need",
	},
	outcomeOfWhom: map[store.OutcomeFrom]string{
		store.FromNobody: "by nobody", store.FromReviewer: "by the reviewer", store.FromCRM: "by the CRM",
		store.FromTranscript: "from the talk",
	},
	directionWords: map[store.Direction]string{
		store.Inbound: "inbound", store.Outbound: "outbound", store.Internal: "internal",
	},
	causes: [16]string{
		"", "Too few lines", "Clients wait over 30 seconds", "The voice menu is too deep", "Missed clients are not called back",
		"Calls after hours are lost", "The load is uneven", "Telephony faults",
		"Managers do not introduce themselves", "The need is not found out", "The price comes too early",
		"Objections are not handled", "No next step is agreed", "Clients are pressed", "Clients are not qualified",
		"The CRM has no note of it",
	},
	causesShort: [16]string{
		"", "too few lines", "long wait", "deep menu", "no callbacks", "after hours", "uneven load", "telephony faults",
		"greeting", "need", "price too early", "objections", "no next step", "pressure", "qualification", "no CRM note",
	},
}
