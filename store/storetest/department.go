// Package storetest holds the suite that any engine of the store must pass, the
// random departments it works on, and readers that are slow or fail, for tests
// of what stands on a store.
package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"razbor/scoring"
	"razbor/store"
)

// Rules are counting rules in a zone that every machine knows.
func Rules() store.Rules {
	return store.Rules{
		Location: time.UTC, WorkHours: [2]int{9 * 60, 18 * 60}, WorkDays: [8]bool{1: true, 2: true, 3: true, 4: true, 5: true},
		ShortAbandon: 5 * time.Second, RecoveryWindow: 24 * time.Hour, ServiceLevel: 20 * time.Second,
		LongWait: 30 * time.Second, CallbackSoon: 10 * time.Minute, IVRDepth: 3,
		DropTalk: 5 * time.Second, DropRepeat: 2 * time.Minute,
		Weights: store.Weights{scoring.Greeting: 0, scoring.Need: 3, scoring.NextStep: 2},
	}
}

// Maker makes calls of an invented department: the same seed, the same calls.
type Maker struct {
	rng      *rand.Rand
	StartMS  int64 // arrival of the next call
	GapMS    int64 // longest time between two calls
	Managers []string
	Lines    []string
	Queue    string
	made     int
}

// NewMaker begins a department on 1 June 2026.
func NewMaker(seed uint64) *Maker {
	return &Maker{
		rng:      rand.New(rand.NewPCG(seed, 1)), //nolint:gosec // invented calls, no secret
		StartMS:  time.Date(2026, 6, 1, 5, 0, 0, 0, time.UTC).UnixMilli(),
		GapMS:    (40 * time.Minute).Milliseconds(),
		Managers: []string{"Иван Петров", "Ольга Смирнова", "Дмитрий Волков"},
		Lines:    []string{"74951234567", "74951234568"},
		Queue:    "sales",
	}
}

func pick[T any](m *Maker, list ...T) T { return list[m.rng.IntN(len(list))] }

func (m *Maker) chance(percent int) bool { return m.rng.IntN(100) < percent }

func (m *Maker) upTo(n int64) int64 { return m.rng.Int64N(n + 1) }

// span is a length of time, most of them short.
func (m *Maker) span(n int64) int64 { return m.upTo(n) * m.upTo(n) / n }

// Call makes the next call, with what telephony knows of it.
func (m *Maker) Call(source string) store.IntakeCall {
	m.made++
	m.StartMS += m.upTo(m.GapMS)
	c := store.Call{
		ID: fmt.Sprintf("%d.%d", m.StartMS/1000, m.made), Source: source, Direction: store.Inbound, StartMS: m.StartMS,
		Client: fmt.Sprintf("7916%07d", m.rng.IntN(m.made/2+3)), Line: pick(m, m.Lines...), Queue: m.Queue,
		WaitMS: m.span(180_000), QueueWaitMS: -1, IVRDepth: m.rng.IntN(6), LossAtMS: -1, Score: -1,
	}
	if m.chance(80) {
		c.QueueWaitMS = m.upTo(c.WaitMS)
	}
	switch {
	case m.chance(5):
		c.Direction = store.Internal
	case m.chance(12):
		c.Direction = store.Outbound
	}
	if m.chance(65) {
		m.answer(&c)
	} else if c.Direction == store.Inbound {
		m.miss(&c)
	}
	c.EndMS = c.StartMS + c.WaitMS + c.TalkMS
	for range m.rng.IntN(3) {
		c.Attempts = append(c.Attempts, store.Attempt{Manager: pick(m, append(m.Managers, "")...), RingMS: m.upTo(20_000)})
	}
	c.Repeat = m.chance(10)
	return store.IntakeCall{Call: c, Legs: m.legs(c), Parts: []byte(c.ID)}
}

func (m *Maker) answer(c *store.Call) {
	c.Answered, c.Manager, c.Extension = true, pick(m, m.Managers...), fmt.Sprint(101+m.rng.IntN(3))
	if c.TalkMS, c.Dropped = m.span(1_200_000), m.chance(3); c.Dropped {
		c.BrokenOff = []string{c.ID + "0"}
	}
	if m.chance(50) {
		c.Recording = "2026/" + c.ID + ".wav"
	}
}

func (m *Maker) miss(c *store.Call) {
	c.Short = m.chance(10)
	c.MissedBy = pick(m, store.MissedReasons[:]...)
	c.FirstMiss = m.chance(80)
	if m.chance(25) {
		c.CalledBackMS = c.StartMS + c.WaitMS + m.upTo(20_000_000)
	}
	if m.chance(20) {
		c.RecoveredMS = c.StartMS + c.WaitMS + m.upTo(20_000_000)
	}
}

func (m *Maker) legs(c store.Call) []store.Leg {
	legs := []store.Leg{{StartMS: c.StartMS, EndMS: c.EndMS, From: c.Client, To: c.Line, App: "Queue", Disposition: "NO ANSWER"}}
	if c.Answered {
		at := c.StartMS + c.WaitMS
		legs = append(legs, store.Leg{StartMS: c.StartMS, AnswerMS: at, EndMS: c.EndMS, From: c.Client, To: c.Extension, App: "Dial", Disposition: "ANSWERED", Phone: c.Extension})
	}
	return legs
}

// Deal makes what a CRM may say of a call.
func (m *Maker) Deal(id string) store.Deal {
	return store.Deal{
		CallID: id, Client: "79161234567", Manager: pick(m, m.Managers...), Stage: "Новый",
		Result: pick(m, store.ResultNone, store.ResultWon, store.ResultOpen, store.ResultLost), AmountMinor: m.upTo(10_000_000),
		NoteWritten: m.chance(50), CreatedMS: m.StartMS,
	}
}

// Transcript makes a short conversation.
func (m *Maker) Transcript(id string) store.IntakeTranscript {
	lines := []string{
		"Здравствуйте, светлые окна.", "Сколько стоит окно на кухню?", "Двадцать тысяч с установкой.",
		"Ой, дорого-то как.", "Ну такая цена.", "Я подумаю и перезвоню.", "Мне нужно посоветоваться с женой.", "Запишем вас на замер в среду?",
	}
	t := scoring.Transcript{Language: "ru"}
	at := int64(500)
	for i := range 2 + m.rng.IntN(len(lines)) {
		s := scoring.Segment{Speaker: scoring.Manager, StartMS: at, EndMS: at + 2000, Text: pick(m, lines...)}
		if i%2 == 1 {
			s.Speaker = scoring.Client
		}
		s.Words = []scoring.Word{{StartMS: at, EndMS: at + 300, Text: "слово"}}
		t.Segments = append(t.Segments, s)
		at += 2500
	}
	return store.IntakeTranscript{CallID: id, Transcript: t, File: id + ".json", Digest: fmt.Sprint(m.rng.Uint64())}
}

// Judgement makes a verdict on a call.
func (m *Maker) Judgement() scoring.Judgement {
	j := scoring.Judgement{
		List: "ru", ListVersion: "1", Engine: "rules", Target: true, Confidence: float64(m.rng.IntN(101)) / 100, LossSegment: scoring.NoSegment, LossAtMS: -1,
		Outcome: pick(m, scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeCallback, scoring.OutcomeNone, scoring.OutcomeNone, scoring.OutcomeNontarget, scoring.OutcomeUnknown),
		Talk:    scoring.TalkFacts{ManagerMS: m.upTo(60_000), ClientMS: m.upTo(60_000), Questions: m.rng.IntN(9), DeadAirMS: m.upTo(9000)},
	}
	for _, item := range scoring.SpokenItems {
		j.Findings = append(j.Findings, scoring.Finding{
			Item: item, Verdict: pick(m, scoring.Pass, scoring.Partial, scoring.Miss, scoring.NotApplicable), Segment: m.rng.IntN(5), AtMS: m.upTo(60_000),
			Quote: "ну такая цена", Searched: scoring.Stretch{FromMS: 0, ToMS: 30_000}, Confidence: 0.75,
			Why: scoring.Why{Code: "price_before_need", TimesMS: []int64{1000, 2000}, Count: 2},
		})
	}
	for range m.rng.IntN(3) {
		kind := pick(m, scoring.ObjectPrice, scoring.ObjectThink, scoring.ObjectTrust)
		j.Objections = append(j.Objections, scoring.Objection{Segment: 3, AtMS: m.upTo(60_000), Kind: kind, Handled: m.chance(40), Answer: 4})
	}
	if j.Outcome == scoring.OutcomeNone {
		j.Lost, j.LossAtMS, j.LossSegment, j.LossReason = true, m.upTo(60_000), 3, pick(m, scoring.Reasons[:]...)
	}
	return j
}
