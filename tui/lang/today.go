package lang

import "razbor/scoring/metrics"

// Today are the texts of the screen of losses.
type Today struct {
	Lost                                       string // title; %s: the period
	Technical, Communication, Net, LeadCost    string
	OfCalls                                    string // "%s из %s"
	Against                                    string // %s: a day
	FourWeeks, Heading                         string
	PreviousWeek, PreviousMonth, PreviousRange string
	Metrics, Hours, Managers, Causes, Listen   string
	Days, AllCauses                            string
	Worst                                      string // "хуже всего %s"
	NoLoss, NoCalls, NoCallsHint               string
	NoData, NoDataHint                         string
	NothingToHear, NoCauses                    string
	Unknown                                    string // %s calls without an outcome
	LostOf                                     string // a manager's lost of answered
	metrics                                    map[metrics.Metric]string
	KeyOpen, KeyMove, KeyJump                  string
	TitleTechnical, TitleCommunication         string // of the calls behind
	TitleHour                                  string
}

// Metric names a metric.
func (t Today) Metric(m metrics.Metric) string { return or(t.metrics, m) }

var todayRU = Today{
	Lost: "Потеряно", Technical: "технические", Communication: "в разговоре", Net: "без возвращённых", LeadCost: "лиды впустую",
	OfCalls: "%s из %s", Against: "против %s", FourWeeks: "против среднего за 4 нед.", Heading: "к концу",
	PreviousWeek: "прошлой недели", PreviousMonth: "прошлого месяца", PreviousRange: "такого же срока",
	Metrics: "Показатели и нормы", Hours: "Потери по часам", Managers: "Потери по менеджерам", Causes: "Три самые дорогие причины",
	Days: "Потери по дням, 4 недели", AllCauses: "Самые дорогие причины",
	Listen: "Что послушать первым", Worst: "хуже всего %s: %s", NoLoss: "потерь нет",
	NoCalls: "Звонков в этот период не было", NoCallsHint: ",  — раньше   .  — позже   p  — неделя, месяц",
	NoData: "Звонков пока нет", NoDataHint: "r — забрать звонки из источников",
	NothingToHear: "потерянных разговоров нет", NoCauses: "причин за нормой нет",
	Unknown: "итог неизвестен", LostOf: "%s из %s",
	metrics: map[metrics.Metric]string{
		metrics.AbandonRateMetric: "Брошенные", metrics.MissedRateMetric: "Пропущенные", metrics.ASAMetric: "Ждут ответа",
		metrics.ServiceLevelMetric: "Ответ за 20 с", metrics.CallbackShareMetric: "Перезвонили", metrics.CallbackTimeMetric: "Перезвон через",
		metrics.ConversionMetric: "Конверсия", metrics.CoverageMetric: "Итог известен",
	},
	KeyOpen: "звонки за этой цифрой", KeyMove: "выбрать цифру", KeyJump: "следующая таблица",
	TitleTechnical: "технические потери", TitleCommunication: "потери в разговоре", TitleHour: "потери %s",
}

var todayEN = Today{
	Lost: "Lost", Technical: "technical", Communication: "in the talk", Net: "without recovered", LeadCost: "leads wasted",
	OfCalls: "%s of %s", Against: "against %s", FourWeeks: "against the 4-week mean", Heading: "by its end",
	PreviousWeek: "last week", PreviousMonth: "last month", PreviousRange: "the days before",
	Metrics: "Metrics and norms", Hours: "Loss by hour", Managers: "Loss by manager", Causes: "The three costliest causes",
	Days: "Loss by day, 4 weeks", AllCauses: "The costliest causes",
	Listen: "What to hear first", Worst: "worst %s: %s", NoLoss: "no losses",
	NoCalls: "There were no calls in this period", NoCallsHint: ",  earlier   .  later   p  week, month",
	NoData: "There are no calls yet", NoDataHint: "r brings the calls from the sources",
	NothingToHear: "no talks were lost", NoCauses: "no cause is beyond its norm",
	Unknown: "outcome unknown", LostOf: "%s of %s",
	metrics: map[metrics.Metric]string{
		metrics.AbandonRateMetric: "Abandoned", metrics.MissedRateMetric: "Missed", metrics.ASAMetric: "Mean wait",
		metrics.ServiceLevelMetric: "Within 20 s", metrics.CallbackShareMetric: "Called back", metrics.CallbackTimeMetric: "Callback after",
		metrics.ConversionMetric: "Conversion", metrics.CoverageMetric: "Outcome known",
	},
	KeyOpen: "the calls behind the figure", KeyMove: "choose a figure", KeyJump: "next panel",
	TitleTechnical: "technical losses", TitleCommunication: "losses in the talk", TitleHour: "losses %s",
}
