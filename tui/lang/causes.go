package lang

// Causes are the texts of the screen of causes. Those with a verb take what the
// comment says.
type Causes struct {
	Title, Stages, Reasons, Evidence, Differ string // panels
	DifferNote, NoDiffer                     string
	Cause, Value, Norm, Calls, Lost,
	Money string // columns
	Note             string // that the money of causes overlaps
	NoStages         string
	NoReasons        string
	NoEvidence       string
	Differs          string // manager, item, share, share
	Empty, EmptyHint string
	KeyPanel         string
	KeyPanelBack     string
	KeyCalls         string
	EvidenceOf       string // cause
}

var causesRU = Causes{
	Title: "15 причин", Stages: "Где уходят клиенты", Reasons: "Почему отказываются", Evidence: "Доказательства", Differ: "Чем потерянные отличаются",
	DifferNote: "промахи: в потерянных / в удачных", NoDiffer: "ничем не отличаются",
	Cause: "Причина", Value: "Сейчас", Norm: "Норма", Calls: "Звонков", Lost: "Потер.", Money: "Потери",
	Note:     "у звонка бывает несколько причин: суммы не складываются",
	NoStages: "потерь в разговоре нет", NoReasons: "отказов нет", NoEvidence: "таких звонков нет",
	Differs: "%s: %s — промах в %s потерянных и в %s удачных",
	Empty:   "За этот период звонков нет", EmptyHint: "p — неделя, месяц,  , и . — другой период",
	KeyPanel: "следующая панель", KeyPanelBack: "предыдущая панель", KeyCalls: "звонки за цифрой", EvidenceOf: "Доказательства: %s",
}

var causesEN = Causes{
	Title: "15 causes", Stages: "Where clients leave", Reasons: "Why they refuse", Evidence: "Evidence", Differ: "How the lost differ",
	DifferNote: "misses: in the lost / in the won", NoDiffer: "they do not differ",
	Cause: "Cause", Value: "Now", Norm: "Norm", Calls: "Calls", Lost: "Lost", Money: "Loss",
	Note:     "a call may have several causes: the sums do not add up",
	NoStages: "nothing was lost in talk", NoReasons: "no refusals", NoEvidence: "there are no such calls",
	Differs: "%s: %s is missed in %s of the lost and in %s of the won",
	Empty:   "No calls in this period", EmptyHint: "p: week, month;  , and . another period",
	KeyPanel: "next panel", KeyPanelBack: "previous panel", KeyCalls: "calls of the figure", EvidenceOf: "Evidence: %s",
}
