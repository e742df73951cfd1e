package lang

import "razbor/scoring"

// Managers are the texts of the screen of managers. Those with a verb take what
// the comment says.
type Managers struct {
	Title, Card, Moments string // panels
	Name, Answered, Conversion, Lost,
	Money, Score string // columns
	Department          string
	Empty, EmptyHint    string
	Items               map[scoring.Item]string // in at most six cells
	Better              string
	Self                string
	NoMoments           string
	NoCard              string
	NoMisses, NotJudged string
	MissesOf            string // misses, applicable
	TitleMiss           string // manager, item
	KeySort, KeyPanel   string
	KeyCell, KeyCalls   string
	SortedBy            string // column
	FewerOften, Oftener string // item, share before, share now
	HeatHint            string
}

var managersRU = Managers{
	Title: "Менеджеры и промахи по чек-листу", Card: "Обратная связь", Moments: "Что послушать вместе",
	Name: "Менеджер", Answered: "Отв.", Conversion: "Конв.", Lost: "Потер.", Money: "Потери", Score: "Чек-л.",
	Department: "Весь отдел", Empty: "За этот период никто не брал трубку", EmptyHint: "p — неделя, месяц,  , и . — другой период",
	Items: map[scoring.Item]string{
		scoring.Greeting: "прив.", scoring.Need: "потр.", scoring.PriceTiming: "цена", scoring.Objections: "возр.",
		scoring.NextStep: "шаг", scoring.Pressure: "давл.", scoring.Qualification: "квал.", scoring.CRM: "CRM",
	},
	Better: "лучше: %s", Self: "сам", NoMoments: "нет промахов с записью или расшифровкой", NoCard: "выберите менеджера: ↑ ↓",
	NoMisses: "промахов за период нет", NotJudged: "оценок за период нет: razbor score", MissesOf: "%s/%s",
	TitleMiss: "%s: %s", KeySort: "упорядочить по столбцу", KeyPanel: "таблица, что послушать", KeyCell: "столбец", KeyCalls: "звонки за цифрой",
	SortedBy:   "по столбцу «%s»",
	FewerOften: "стало лучше: %s, промахов было %s, стало %s", Oftener: "стало хуже: %s, промахов было %s, стало %s",
	HeatHint: "промахов из оценённых; чем гуще цвет, тем чаще",
}

var managersEN = Managers{
	Title: "Managers and misses by the checklist", Card: "Feedback", Moments: "What to hear together",
	Name: "Manager", Answered: "Answ.", Conversion: "Conv.", Lost: "Lost", Money: "Loss", Score: "List",
	Department: "Department", Empty: "Nobody took a call in this period", EmptyHint: "p: week, month;  , and . another period",
	Items: map[scoring.Item]string{
		scoring.Greeting: "greet", scoring.Need: "need", scoring.PriceTiming: "price", scoring.Objections: "obj.",
		scoring.NextStep: "step", scoring.Pressure: "press", scoring.Qualification: "qual.", scoring.CRM: "CRM",
	},
	Better: "better: %s", Self: "himself", NoMoments: "no misses with a recording or a transcript", NoCard: "choose a manager: ↑ ↓",
	NoMisses: "no misses in this period", NotJudged: "no verdicts in this period: razbor score", MissesOf: "%s/%s",
	TitleMiss: "%s: %s", KeySort: "sort by the column", KeyPanel: "table, what to hear", KeyCell: "column", KeyCalls: "calls of the figure",
	SortedBy:   "by the column “%s”",
	FewerOften: "better: %s, misses %s → %s", Oftener: "worse: %s, misses %s → %s",
	HeatHint: "misses of the judged; the deeper the colour, the more often",
}
