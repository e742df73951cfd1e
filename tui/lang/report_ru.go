package lang

import (
	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
)

var reportRU = Report{
	Loss: "Потери", Diagnosis: "Диагностика: 15 причин", Coaching: "Обратная связь", CallList: "Звонки", MissedList: "Кому перезвонить",
	Calculator: "Калькулятор потерь", Staffing: "Сколько людей нужно", Patterns: "Закономерности",
	Gross: "Потеряно %s: %s из %s", Net: "с учётом возврата %s", Split: "Технические %s (%s) · в разговоре %s (%s)",
	Leads: "цена обращений %s (отдельно)", Clients: "Пропущено клиентов: %s; перезвонили: %s, дозвонились: %s",
	Unknown: "Итог неизвестен: %s — в потери не входят", MissedKinds: "Почему пропущены", NoLoss: "Потерь нет.",
	PeakLines: "одновременно занято до %s линий из %s", Load: "%s — принято %s, не снято %s",
	Scored:    "Оценено по расшифровкам: %s из %s отвеченных; чек-лист, возражения и места потерь — по ним",
	MissedSum: "%s · потеряно %s · ещё можно вернуть %s", NoLine: "не указан",
	Measures: map[int]string{
		1: "услышали «занято» %s из %s", 2: "ждали дольше нормы %s из %s", 3: "ушли в меню глубже нормы %s из %s",
		4: "не перезвонили %s клиентам из %s", 5: "позвонили в нерабочее время %s из %s", 7: "обрывы, сбои и помехи в %s из %s",
		8: "промах в %s из %s", 9: "промах в %s из %s", 10: "промах в %s из %s", 11: "промах в %s из %s",
		12: "промах в %s из %s", 13: "промах в %s из %s", 14: "промах в %s из %s", 15: "нет записи в %s из %s",
	},
	BrokenOff: "перед ним оборвался %s", Partly: "частично в %s", UnevenLoad: "самый занятый принял на %s больше ровной доли, не дождались при звонящем телефоне: %s",
	Better: "лучше", Worse: "хуже", Everyone: "весь отдел", NoCalls: "За этот период звонков нет.", Before: "Было — %s", Total: "Всего",
	Benchmark:     "Для сравнения, по данным статьи-источника: доля пропущенных в ИТ 34,53\u00a0%, в медицине 7,93\u00a0%.",
	CausesOverlap: "У одного потерянного звонка бывает несколько причин: суммы причин не складываются.",
	NobodyWaits:   "Перезвонить некому: всем ответили или перезвонили.",
	Made:          "razbor · %s",
	Metrics:       "Показатели", WaitMedian: "Ожидание, медиана", WaitP90: "Ожидание, 90 %", Managers: "По менеджерам", ManagerItems: "Промахи по пунктам чек-листа", Hours: "По часам",
	Weekdays: "По дням недели", Days: "По дням", Sources: "По источникам", Lines: "По номерам", Items: "Чек-лист",
	Reasons: "Причины отказа", Stages: "Где уходят клиенты", Objections: "Возражения", Causes: "Причины потерь",
	Col: ReportColumns{
		Metric: "Показатель", Now: "Сейчас", Norm: "Норма", State: "Состояние", Was: "Было",
		Manager: "Менеджер", Hour: "Час", Weekday: "День недели", Day: "День", Source: "Источник", Line: "Номер", Item: "Пункт",
		Inbound: "Входящих", Answered: "Отвечено", Missed: "Пропущено", LostTalk: "В разговоре", Lost: "Потеряно",
		Conversion: "Конверсия", Score: "Чек-лист", Money: "Деньги", ASA: "Ответ", Share: "Доля", Applies: "Звонков",
		Miss: "Промахов", Partial: "Частично", Pass: "Выполнено", Reason: "Причина", Stage: "Этап", Objection: "Возражение",
		Raised: "Звучало", Handled: "Отработано", Cause: "Причина", Number: "№", Calls: "Звонков", Value: "Значение",
		Threshold: "Порог", Evidence: "Звонки", Time: "Время", Client: "Клиент", Outcome: "Итог", Length: "Разговор",
		Wait: "Ждал", Tries: "Попыток", Gone: "Прошло", Risk: "Ещё вернуть", ID: "Звонок", NoNote: "Нет в CRM", InVain: "Не снял",
		LossAt: "Потерян на", Trend: "Тренд", Moment: "Момент", Quote: "Сказано", Better: "Лучше так",
	},
	AtMost: "≤ %s", AtLeast: "≥ %s", AtTime: "%s в %s", OfApplicable: "%s из %s",
	States: map[causes.State]string{
		causes.Fine: "норма", causes.Watch: "следить", causes.Problem: "проблема", causes.NoData: "нет данных",
	},
	NormStates: map[metrics.State]string{
		metrics.NoNorm: "", metrics.Good: "✓ хорошо", metrics.Fair: "~ терпимо", metrics.Bad: "✗ плохо",
	},
	MetricNames: map[metrics.Metric]string{
		metrics.AbandonRateMetric: "Брошено клиентами", metrics.MissedRateMetric: "Пропущено", metrics.ASAMetric: "Среднее время ответа",
		metrics.ServiceLevelMetric: "Уровень сервиса", metrics.CallbackShareMetric: "Перезвонили",
		metrics.CallbackTimeMetric: "Время до перезвона", metrics.ConversionMetric: "Конверсия в шаг", metrics.CoverageMetric: "Охват",
	},
	Chart: ReportChart{
		Missed: "пропущено", LostTalk: "потеряно в разговоре", Money: "потеряно денег", ByHour: "Потери по часам",
		ByManager: "Потери по менеджерам", ByDay: "Потери по дням",
	},
	Day: ReportDay{
		Lost: "ПОТЕРЯНО", Of: "%s из %s", Net: "с учётом возврата %s", Technical: "Не ответили", Talk: "В разговоре",
		Leads: "обращения %s", Missed: "Пропущено", Outbound: "исходящих %s", Managers: "Менеджеры", Hours: "Часы",
		Causes: "Дороже всего", Norm: "норма %s",
		Before: "%s %s", Mean: "среднее %s", Month: "месяц %s → %s",
		Short: "−%s · потеряно %s из %s · пропущено %s, в разговоре %s",
	},
	Coach: ReportCoach{
		Calls: "Принято: %s, со следующим шагом %s.", NoCalls: "За этот период разговоров нет.",
		Strengths: "Что получается", Misses: "Что упускает", Moments: "Три момента, чтобы послушать вместе", Change: "Что изменилось",
		Sentence: "%s %s", Praise: "%s %s",
		Better: "Лучше, как %s: «%s»", BetterSelf: "Лучше, как у самого в другом звонке: «%s»", Said: "Сказано: «%s»",
		NotSaid:  "Не прозвучало за %s–%s",
		Improved: "стало лучше: %s — промахов было %s, теперь %s", Worsened: "стало хуже: %s — промахов было %s, теперь %s",
		Same: "без перемен: %s — промахов %s", NoBefore: "За период до этого оценённых разговоров нет: чек-лист сравнить не с чем.",
		NoMisses: "Повторяющихся промахов нет.", Score: "Чек-лист выполнен на %s: оценено %s из %s.",
		Converted: "следующий шаг — был в %s разговоров, теперь в %s", Scores: "чек-лист целиком — был %s, теперь %s",
		LostMoney: "Потеряно в разговоре %s: %s.", Before: "По сравнению с периодом %s.",
		does: map[scoring.Item]string{
			scoring.Greeting: "здоровается и представляется", scoring.Need: "выявляет потребность",
			scoring.PriceTiming: "называет цену вовремя", scoring.Objections: "отрабатывает возражения",
			scoring.NextStep: "договаривается о следующем шаге", scoring.Pressure: "не давит на клиента",
			scoring.Qualification: "квалифицирует клиента", scoring.CRM: "записывает итог в CRM",
		},
		doesNot: map[scoring.Item]string{
			scoring.Greeting: "не представляется как надо", scoring.Need: "не выявляет потребность",
			scoring.PriceTiming: "называет цену не вовремя", scoring.Objections: "не отрабатывает возражения",
			scoring.NextStep: "не договаривается о следующем шаге", scoring.Pressure: "давит на клиента",
			scoring.Qualification: "не квалифицирует клиента", scoring.CRM: "не записывает итог в CRM",
		},
		inCalls: Plural{"звонка", "звонков", "звонков"},
	},
	Calc: ReportCalc{
		Calls: "%s в день: пропущено %s, без следующего шага %s", Lost: "Потеряно: %s", ADay: "%s в день", Period: "%s за %s",
		Leads: "Цена потерянных обращений (отдельно): %s в день",
	},
	Staff: ReportStaff{
		Hour: "Час", Calls: "Звонков в час", Needed: "Нужно", There: "Отвечали", Effective: "Работали за",
		Saves: "Ещё один: в месяц", Level: "Сервис",
		Sentence: "Ещё один человек в %d–%d ч: −%s потерь в месяц", Enough: "Людей хватает во все часы.",
		Patience: "Клиент готов ждать в среднем %s (по брошенным звонкам).", NoPatience: "Брошенных звонков нет: терпение клиентов неизвестно, считаем, что ждут все.",
		Handle: "Средний разговор %s.", Target: "Цель: %s за %s.",
		Worked: "«Работали за» — скольким людям по модели отвечают потери этого часа: телефон, который не снимают, не считается.",
	},
	Pattern: ReportPattern{
		Stage: "%s потерянных клиентов уходят %s", Reason: "%s отказов: %s",
		Difference:   "%s: %s в %s проигранных звонков и в %s удачных",
		Known:        "Известно о %s из %s потерянных в разговоре.",
		NoDifference: "Проигранные и удачные звонки ничем не отличаются по чек-листу.",
		Stages:       "Где уходят клиенты", Reasons: "Почему отказываются", Differences: "Чем проигранные звонки отличаются от удачных",
		Lost: "В проигранных", Won: "В удачных",
	},
}
