package lang

import (
	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/scoring/metrics"
)

// Report are the texts of reports. Those with a verb take what the comment says.
type Report struct {
	Loss          string // title of a summary
	Diagnosis     string
	Coaching      string
	CallList      string
	MissedList    string
	Calculator    string
	Staffing      string
	Patterns      string
	Gross         string // amount, lost calls, inbound calls
	Net           string // amount
	Split         string // amount, calls, amount, calls
	Leads         string // amount
	Clients       string // missed clients, called back, reached
	Unknown       string // calls
	Scored        string // judged calls, answered calls
	MissedKinds   string
	NoLoss        string
	NoCalls       string
	PeakLines     string // calls at one time, lines
	Load          string // manager, answered, rang in vain
	Better, Worse string // a trend
	Everyone      string // the whole department
	NobodyWaits   string
	BrokenOff     string         // ids of tries
	MissedSum     string         // clients, what they are worth, what is left of it
	NoLine        string         // instead of a number
	Measures      map[int]string // by cause: calls that it was seen in, of how many
	Partly        string         // calls in which an item was half done
	UnevenLoad    string         // share over the even one, calls
	Before        string         // period
	Total         string
	Benchmark     string
	CausesOverlap string
	Made          string // program, date
	Metrics       string
	WaitMedian    string
	WaitP90       string
	Managers      string
	ManagerItems  string
	Hours         string
	Weekdays      string
	Days          string
	Sources       string
	Lines         string
	Items         string
	Reasons       string
	Stages        string
	Objections    string
	Causes        string
	Col           ReportColumns
	AtMost        string // threshold
	AtLeast       string // threshold
	AtTime        string // what, clock
	OfApplicable  string // misses, calls
	States        map[causes.State]string
	NormStates    map[metrics.State]string
	MetricNames   map[metrics.Metric]string
	Chart         ReportChart
	Day           ReportDay
	Coach         ReportCoach
	Calc          ReportCalc
	Staff         ReportStaff
	Pattern       ReportPattern
}

// ReportColumns are the headings of tables.
type ReportColumns struct {
	Metric, Now, Norm, State, Was                                                     string
	Manager, Hour, Weekday, Day, Source, Line, Item                                   string
	Inbound, Answered, Missed, LostTalk, Lost, Conversion, Score                      string
	Money, ASA, Share, Applies, Miss, Partial, Pass, Reason                           string
	Stage, Objection, Raised, Handled, Cause, Number, Calls                           string
	Value, Threshold, Evidence, Time, Client, Outcome, Length                         string
	Wait, Tries, Gone, Risk, ID, NoNote, InVain, LossAt, Moment, Quote, Better, Trend string
}

// ReportChart are the words on drawn charts.
type ReportChart struct {
	Missed, LostTalk, Money, ByHour, ByManager, ByDay string
}

// ReportDay are the words of a day on one screen.
type ReportDay struct {
	Lost, Of, Net, Technical, Talk, Leads, Missed, Outbound, Managers, Hours, Causes, Norm, Short string
	Before                                                                                        string // day, amount
	Mean                                                                                          string // amount
	Month                                                                                         string // so far, at its end
}

// ReportCoach are the sentences of personal feedback. A sentence about an item
// takes what FitItem says; those without one are built from the item's name.
type ReportCoach struct {
	Calls      string // calls, conversion
	NoCalls    string
	Strengths  string
	Misses     string
	Moments    string
	Change     string
	Sentence   string // misses, applicable in the locative, what is done
	Praise     string // passes, applicable in the locative, what is done
	Better     string // colleague, quote
	BetterSelf string // quote
	Said       string // quote
	NotSaid    string // from, to
	Improved   string // item, share before, share now
	Worsened   string
	Same       string
	NoBefore   string
	NoMisses   string
	Score      string // share of the weight passed, judged calls, answered calls
	Converted  string // conversion before, now
	Scores     string // score before, now
	LostMoney  string // amount, calls
	Before     string // period
	does       map[scoring.Item]string
	doesNot    map[scoring.Item]string
	inCalls    Plural
}

// ReportCalc are the lines of the calculator.
type ReportCalc struct {
	Calls, Lost, ADay, Period, Leads string
}

// ReportStaff are the words of staffing.
type ReportStaff struct {
	Hour, Calls, Needed, There, Effective, Saves, Level string
	Sentence                                            string // from, to, amount
	Enough                                              string
	Patience                                            string // span
	NoPatience                                          string
	Handle                                              string // span
	Target                                              string // share, seconds
	Worked                                              string // what Effective means
}

// ReportPattern are the sentences of patterns.
type ReportPattern struct {
	Stage        string // share, stage
	Reason       string // share, reason
	Difference   string // manager, two shares, item
	NoDifference string
	Known        string // lost calls that were judged, calls lost in talk
	Stages       string
	Reasons      string
	Differences  string
	Lost, Won    string
}

// Metric names a metric.
func (r Report) Metric(m metrics.Metric) string { return or(r.MetricNames, m) }

// State says how bad a cause is.
func (r Report) State(s causes.State) string { return or(r.States, s) }

// Does says what a manager who passes an item does: "выявляет потребность".
func (c ReportCoach) Does(i scoring.Item) string { return or(c.does, i) }

// DoesNot says what a manager who misses an item does not: "не выявляет потребность".
func (c ReportCoach) DoesNot(i scoring.Item) string { return or(c.doesNot, i) }

// InCalls says in how many calls of how many: "в 7 из 10 звонков", "in 7 of 10 calls".
func (t *Texts) InCalls(n, of int64) string {
	if t.Lang == EN {
		return "in " + t.Number(n) + " of " + t.Count(of, t.Report.Coach.inCalls)
	}
	return "в " + t.Number(n) + " из " + t.Count(of, t.Report.Coach.inCalls)
}
