package lang

// Hours are the texts of the screen of hours. Those with a verb take what the
// comment says.
type Hours struct {
	Money, Missed, Talk string // what the map shows
	Title               string // what the map shows
	Waits, WaitNorm     string // WaitNorm: span
	Hour, Total         string // columns
	In, MissedCol,
	LostCol, MoneyCol,
	ASA, Level, Need string
	Cell             string // weekday, hours
	AllHours         string
	AllDays          string
	CellCalls        string // inbound, answered
	CellMissed       string // calls, amount
	CellTalk         string // calls, amount
	CellMoney        string // amount
	CellWait         string // span, share
	CellPeople       string // needed, there, as many as would lose so many calls
	CellSaves        string // amount
	Best             string // hours, amount
	NoStaff          string
	Empty, EmptyHint string
	KeyWhat, KeyCell string
	KeyCalls         string
	Enough           string
	NoCalls          string
}

var hoursRU = Hours{
	Money: "деньги", Missed: "пропущенные", Talk: "потерянные в разговоре", Title: "Потери по часам: %s", Waits: "Ждут ответа по часам", WaitNorm: "норма до %s",
	Hour: "Час", Total: "Всего", In: "Вх.", MissedCol: "Проп.", LostCol: "Разг.", MoneyCol: "Потери", ASA: "Ответ", Level: "20 с", Need: "Людей",
	Cell: "%s, %s", AllHours: "весь день", AllDays: "все дни", CellCalls: "%s, отвечено %s", CellMissed: "не ответили: %s, %s",
	CellTalk: "потеряны в разговоре: %s, %s", CellMoney: "потери %s", CellWait: "среднее время ответа %s, вовремя отвечено %s",
	CellPeople: "людей: нужно %s, отвечали %s, работали за %s", CellSaves: "ещё один человек в этот час: −%s потерь в месяц",
	Best:    "Больше всего даст ещё один человек в %s ч: −%s потерь в месяц",
	NoStaff: "людей на этот час не посчитать: звонков нет", Empty: "За этот период звонков нет",
	EmptyHint: "p — неделя, месяц,  , и . — другой период", KeyWhat: "деньги, пропущенные, в разговоре",
	KeyCell: "час и день", KeyCalls: "звонки за цифрой", Enough: "людей хватает", NoCalls: "звонков нет",
}

var hoursEN = Hours{
	Money: "money", Missed: "missed", Talk: "lost in talk", Title: "Loss by hour: %s", Waits: "Wait for an answer by hour", WaitNorm: "norm up to %s",
	Hour: "Hour", Total: "Total", In: "In", MissedCol: "Miss.", LostCol: "Talk", MoneyCol: "Loss", ASA: "ASA", Level: "20 s", Need: "Staff",
	Cell: "%s, %s", AllHours: "the whole day", AllDays: "all days", CellCalls: "%s, answered %s", CellMissed: "missed: %s, %s",
	CellTalk: "lost in talk: %s, %s", CellMoney: "loss %s", CellWait: "mean time to answer %s, answered in time %s",
	CellPeople: "people: %s needed, %s took calls, worked as %s", CellSaves: "one more person in this hour: −%s of loss a month",
	Best:    "One more person helps most in the hours %s: −%s of loss a month",
	NoStaff: "no calls to count people for this hour by", Empty: "No calls in this period",
	EmptyHint: "p: week, month;  , and . another period", KeyWhat: "money, missed, in talk",
	KeyCell: "hour and day", KeyCalls: "calls of the figure", Enough: "enough people", NoCalls: "no calls",
}
