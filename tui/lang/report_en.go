package lang

import (
	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
)

var reportEN = Report{
	Loss: "Losses", Diagnosis: "Diagnosis: 15 causes", Coaching: "Feedback", CallList: "Calls", MissedList: "Whom to call back",
	Calculator: "Loss calculator", Staffing: "How many people are needed", Patterns: "Patterns",
	Gross: "Lost %s: %s of %s", Net: "%s net of the recovered", Split: "Technical %s (%s) · in talk %s (%s)",
	Leads: "cost of the leads %s (apart)", Clients: "Missed clients: %s; called back: %s, reached: %s",
	Unknown: "Outcome unknown: %s, in no loss", MissedKinds: "Why missed", NoLoss: "Nothing was lost.",
	PeakLines: "up to %s lines of %s taken at once", Load: "%s — took %s, did not pick up %s",
	Scored:    "Judged by transcripts: %s of %s answered; the checklist, objections and places of loss speak of these",
	MissedSum: "%s · lost %s · %s can still be won back", NoLine: "not known",
	Measures: map[int]string{
		1: "%s of %s met a busy tone", 2: "%s of %s waited longer than the norm", 3: "%s of %s went deeper into the menu than the norm",
		4: "%s clients of %s were not called back", 5: "%s of %s rang after hours", 7: "drops, failures and noise in %s of %s",
		8: "missed in %s of %s", 9: "missed in %s of %s", 10: "missed in %s of %s", 11: "missed in %s of %s",
		12: "missed in %s of %s", 13: "missed in %s of %s", 14: "missed in %s of %s", 15: "no note in %s of %s",
	},
	BrokenOff: "after %s broke off", Partly: "half done in %s", UnevenLoad: "the busiest took %s more than an even share, gave up while a phone rang: %s",
	Better: "better", Worse: "worse", Everyone: "the department", NoCalls: "There are no calls in this period.", Before: "Before: %s", Total: "Total",
	Benchmark:     "For comparison, by the source article: the missed rate is 34.53% in IT and 7.93% in medicine.",
	CausesOverlap: "One lost call may have several causes: their sums do not add up.",
	NobodyWaits:   "Nobody waits: everyone was answered or called back.",
	Made:          "razbor · %s",
	Metrics:       "Metrics", WaitMedian: "Wait, median", WaitP90: "Wait, 90%", Managers: "By manager", ManagerItems: "Misses by checklist item", Hours: "By hour",
	Weekdays: "By weekday", Days: "By day", Sources: "By source", Lines: "By line", Items: "Checklist",
	Reasons: "Reasons of refusal", Stages: "Where clients leave", Objections: "Objections", Causes: "Causes of loss",
	Col: ReportColumns{
		Metric: "Metric", Now: "Now", Norm: "Norm", State: "State", Was: "Before",
		Manager: "Manager", Hour: "Hour", Weekday: "Weekday", Day: "Day", Source: "Source", Line: "Line", Item: "Item",
		Inbound: "Inbound", Answered: "Answered", Missed: "Missed", LostTalk: "In talk", Lost: "Lost",
		Conversion: "Conversion", Score: "Checklist", Money: "Money", ASA: "ASA", Share: "Share", Applies: "Calls",
		Miss: "Misses", Partial: "Partial", Pass: "Passed", Reason: "Reason", Stage: "Stage", Objection: "Objection",
		Raised: "Raised", Handled: "Handled", Cause: "Cause", Number: "No.", Calls: "Calls", Value: "Value",
		Threshold: "Threshold", Evidence: "Calls", Time: "Time", Client: "Client", Outcome: "Outcome", Length: "Talk",
		Wait: "Waited", Tries: "Tries", Gone: "Gone", Risk: "Still to win", ID: "Call", NoNote: "Not in CRM", InVain: "Not taken",
		LossAt: "Lost at", Trend: "Trend", Moment: "Moment", Quote: "Said", Better: "Better so",
	},
	AtMost: "≤ %s", AtLeast: "≥ %s", AtTime: "%s at %s", OfApplicable: "%s of %s",
	States: map[causes.State]string{
		causes.Fine: "fine", causes.Watch: "watch", causes.Problem: "problem", causes.NoData: "no data",
	},
	NormStates: map[metrics.State]string{
		metrics.NoNorm: "", metrics.Good: "✓ good", metrics.Fair: "~ fair", metrics.Bad: "✗ bad",
	},
	MetricNames: map[metrics.Metric]string{
		metrics.AbandonRateMetric: "Abandoned", metrics.MissedRateMetric: "Missed", metrics.ASAMetric: "Speed of answer",
		metrics.ServiceLevelMetric: "Service level", metrics.CallbackShareMetric: "Called back",
		metrics.CallbackTimeMetric: "Time to callback", metrics.ConversionMetric: "Conversion", metrics.CoverageMetric: "Coverage",
	},
	Chart: ReportChart{
		Missed: "missed", LostTalk: "lost in talk", Money: "money lost", ByHour: "Losses by hour",
		ByManager: "Losses by manager", ByDay: "Losses by day",
	},
	Day: ReportDay{
		Lost: "LOST", Of: "%s of %s", Net: "%s net of the recovered", Technical: "Not answered", Talk: "In talk",
		Leads: "leads %s", Missed: "Missed", Outbound: "%s outbound", Managers: "Managers", Hours: "Hours",
		Causes: "Costs most", Norm: "norm %s",
		Before: "%s %s", Mean: "mean %s", Month: "month %s → %s",
		Short: "−%s · lost %s of %s · missed %s, in talk %s",
	},
	Coach: ReportCoach{
		Calls: "Took %s, %s with a next step.", NoCalls: "There are no conversations in this period.",
		Strengths: "What works", Misses: "What is missed", Moments: "Three moments to hear together", Change: "What has changed",
		Sentence: "%s %s", Praise: "%s %s",
		Better: "Better, as %s: “%s”", BetterSelf: "Better, as in another call of the same manager: “%s”", Said: "Said: “%s”",
		NotSaid:  "Not said from %s to %s",
		Improved: "better: %s — misses were %s, now %s", Worsened: "worse: %s — misses were %s, now %s",
		Same: "the same: %s — misses %s", NoBefore: "There are no judged conversations in the period before to compare the checklist with.",
		NoMisses: "No miss comes again.", Score: "The checklist is met to %s: judged %s of %s.",
		Converted: "a next step: was in %s of conversations, now in %s", Scores: "the checklist as a whole: was %s, now %s",
		LostMoney: "Lost in talk %s: %s.", Before: "Against %s.",
		does: map[scoring.Item]string{
			scoring.Greeting: "greets and introduces himself", scoring.Need: "finds out the need",
			scoring.PriceTiming: "names the price in time", scoring.Objections: "handles objections",
			scoring.NextStep: "agrees on a next step", scoring.Pressure: "does not press the client",
			scoring.Qualification: "qualifies the client", scoring.CRM: "notes the outcome in the CRM",
		},
		doesNot: map[scoring.Item]string{
			scoring.Greeting: "does not introduce himself properly", scoring.Need: "does not find out the need",
			scoring.PriceTiming: "names the price at the wrong time", scoring.Objections: "does not handle objections",
			scoring.NextStep: "agrees on no next step", scoring.Pressure: "presses the client",
			scoring.Qualification: "does not qualify the client", scoring.CRM: "does not note the outcome in the CRM",
		},
		inCalls: Plural{"call", "calls", "calls"},
	},
	Calc: ReportCalc{
		Calls: "%s a day: missed %s, without a next step %s", Lost: "Lost: %s", ADay: "%s a day", Period: "%s in %s",
		Leads: "Cost of the lost leads (apart): %s a day",
	},
	Staff: ReportStaff{
		Hour: "Hour", Calls: "Calls an hour", Needed: "Needed", There: "Took calls", Effective: "Worked as",
		Saves: "One more a month", Level: "Service",
		Sentence: "One more person %d–%d h: −%s of losses a month", Enough: "There are enough people at every hour.",
		Patience: "A client is ready to wait %s on average (by the abandoned calls).", NoPatience: "Nobody gave up: the patience is unknown, everyone is taken to wait.",
		Handle: "Mean talk %s.", Target: "Target: %s in %s.",
		Worked: "“Worked as” is how many people the losses of the hour amount to by the model: a phone that nobody picks up does not count.",
	},
	Pattern: ReportPattern{
		Stage: "%s of the lost clients leave %s", Reason: "%s of refusals: %s",
		Difference:   "%s: %s in %s of the losing calls and %s of the winning",
		Known:        "Known of %s of %s lost in talk.",
		NoDifference: "Losing and winning calls do not differ by the checklist.",
		Stages:       "Where clients leave", Reasons: "Why they refuse", Differences: "How losing calls differ from winning ones",
		Lost: "In losing", Won: "In winning",
	},
}
