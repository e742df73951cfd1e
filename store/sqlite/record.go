package sqlite

import (
	"razbor/scoring"
	"razbor/store"
)

// The versions of the packed records.
const (
	callForm       = 1
	legsForm       = 1
	dealForm       = 1
	transcriptForm = 1
	judgementForm  = 1
)

// numberer gives the number of a word; words stand in packed calls as numbers.
type numberer func(text string) (int64, error)

// namer gives the word of a number.
type namer func(id int64) (string, error)

// The words of a packed call, by their place.
const (
	wordDirection = iota
	wordLine
	wordQueue
	wordManager
	wordExtension
	wordMissedBy
	wordOutcome
	wordOutcomeFrom
	wordReason
	wordStage
	numWords
)

// wordIDs are the numbers of a call's words.
type wordIDs [numWords]int64

// packCall packs all of a call but its id and source, which are columns, and
// returns the numbers of its words for the columns.
func packCall(c *store.Call, number numberer) ([]byte, wordIDs, error) {
	p := packer{b: make([]byte, 0, 96+len(c.Recording))}
	words := [numWords]string{
		string(c.Direction), c.Line, c.Queue, c.Manager, c.Extension, string(c.MissedBy),
		string(c.Outcome), string(c.OutcomeFrom), string(c.LossReason), string(c.Stage),
	}
	p.uint(callForm)
	var ids wordIDs
	for i, w := range words {
		id, err := number(w)
		if err != nil {
			return nil, ids, err
		}
		ids[i] = id
		p.int(id)
	}
	p.flags(c.Answered, c.Short, c.Dropped, c.HasTranscript, c.FirstMiss, c.Repeat, c.Lost, c.Reviewed,
		c.NoteWritten != nil, c.NoteWritten != nil && *c.NoteWritten, c.Won)
	p.int(c.StartMS)
	p.int(c.EndMS - c.StartMS)
	p.str(c.Client)
	for _, v := range [...]int64{c.WaitMS, c.QueueWaitMS, c.TalkMS, int64(c.IVRDepth)} {
		p.int(v)
	}
	p.str(c.Recording)
	for _, v := range [...]int64{c.CalledBackMS, c.RecoveredMS, c.LossAtMS, int64(c.Score), int64(c.Unsure), int64(c.Faults), c.WonMinor} {
		p.int(v)
	}
	p.uint(uint64(len(c.Misses)))
	for _, m := range c.Misses {
		if err := p.word(string(m), number); err != nil {
			return nil, ids, err
		}
	}
	p.uint(uint64(len(c.Attempts)))
	for _, a := range c.Attempts {
		if err := p.word(a.Manager, number); err != nil {
			return nil, ids, err
		}
		p.int(a.RingMS)
	}
	if len(c.BrokenOff) > 0 { // few calls have it, and older records none
		p.uint(uint64(len(c.BrokenOff)))
		for _, id := range c.BrokenOff {
			p.str(id)
		}
	}
	return p.b, ids, nil
}

func (p *packer) word(text string, number numberer) error {
	id, err := number(text)
	if err != nil {
		return err
	}
	p.int(id)
	return nil
}

// word reads a word's number and looks the word up.
func (u *unpacker) word(name namer) string {
	id := u.int()
	if u.err != nil {
		return ""
	}
	text, err := name(id)
	if err != nil {
		u.err, u.b = err, nil
	}
	return text
}

func unpackCall(c *store.Call, data []byte, name namer) error {
	u := unpacker{b: data}
	u.form(callForm)
	c.Direction = store.Direction(u.word(name))
	c.Line, c.Queue, c.Manager, c.Extension = u.word(name), u.word(name), u.word(name), u.word(name)
	c.MissedBy = store.MissedBy(u.word(name))
	c.Outcome, c.OutcomeFrom = scoring.Outcome(u.word(name)), store.OutcomeFrom(u.word(name))
	c.LossReason, c.Stage = scoring.Reason(u.word(name)), store.Stage(u.word(name))
	var hasNote, note bool
	u.flags(&c.Answered, &c.Short, &c.Dropped, &c.HasTranscript, &c.FirstMiss, &c.Repeat, &c.Lost, &c.Reviewed, &hasNote, &note, &c.Won)
	if hasNote {
		c.NoteWritten = &note
	}
	c.StartMS = u.int()
	c.EndMS = c.StartMS + u.int()
	c.Client = u.str()
	c.WaitMS, c.QueueWaitMS, c.TalkMS, c.IVRDepth = u.int(), u.int(), u.int(), int(u.int())
	c.Recording = u.str()
	c.CalledBackMS, c.RecoveredMS, c.LossAtMS = u.int(), u.int(), u.int()
	c.Score, c.Unsure, c.Faults, c.WonMinor = int(u.int()), int(u.int()), int(u.int()), u.int()
	for range u.count() {
		c.Misses = append(c.Misses, scoring.Item(u.word(name)))
	}
	for range u.count() {
		c.Attempts = append(c.Attempts, store.Attempt{Manager: u.word(name), RingMS: u.int()})
	}
	if u.err == nil && len(u.b) > 0 {
		for range u.count() {
			c.BrokenOff = append(c.BrokenOff, u.str())
		}
	}
	return u.end()
}

// packLegs packs legs with their times from the start of the call.
func packLegs(legs []store.Leg, startMS int64) []byte {
	if len(legs) == 0 {
		return []byte{}
	}
	p := packer{b: make([]byte, 0, 16+48*len(legs))}
	p.uint(legsForm)
	p.uint(uint64(len(legs)))
	for _, l := range legs {
		p.int(l.StartMS - startMS)
		p.int(l.EndMS - l.StartMS)
		p.flags(l.AnswerMS != 0)
		if l.AnswerMS != 0 {
			p.int(l.AnswerMS - l.StartMS)
		}
		for _, s := range [...]string{l.From, l.To, l.App, l.Disposition, l.Phone} {
			p.str(s)
		}
	}
	return p.b
}

func unpackLegs(data []byte, startMS int64) ([]store.Leg, error) {
	if len(data) == 0 {
		return nil, nil
	}
	u := unpacker{b: data}
	u.form(legsForm)
	n := u.count()
	legs := make([]store.Leg, 0, min(n, 64))
	for range n {
		l := store.Leg{StartMS: startMS + u.int()}
		l.EndMS = l.StartMS + u.int()
		var answered bool
		if u.flags(&answered); answered {
			l.AnswerMS = l.StartMS + u.int()
		}
		l.From, l.To, l.App, l.Disposition, l.Phone = u.str(), u.str(), u.str(), u.str(), u.str()
		legs = append(legs, l)
	}
	return legs, u.end()
}

// packDeal packs a deal without the id of its call.
func packDeal(d store.Deal) []byte {
	p := packer{}
	p.uint(dealForm)
	for _, s := range [...]string{d.Client, d.Manager, d.Stage, string(d.Result)} {
		p.str(s)
	}
	p.int(d.AmountMinor)
	p.int(d.CreatedMS)
	p.flags(d.NoteWritten)
	return p.b
}

func (u *unpacker) deal() store.Deal {
	u.form(dealForm)
	d := store.Deal{Client: u.str(), Manager: u.str(), Stage: u.str(), Result: store.DealResult(u.str())}
	d.AmountMinor, d.CreatedMS = u.int(), u.int()
	u.flags(&d.NoteWritten)
	return d
}

func unpackDeal(data []byte) (store.Deal, error) {
	u := unpacker{b: data}
	d := u.deal()
	return d, u.end()
}

func packTranscript(t scoring.Transcript) []byte {
	p := packer{}
	p.uint(transcriptForm)
	p.str(t.Language)
	p.flags(t.Outbound)
	p.uint(uint64(len(t.Segments)))
	var at int64
	for _, s := range t.Segments {
		p.str(string(s.Speaker))
		p.int(s.StartMS - at)
		p.int(s.EndMS - s.StartMS)
		p.str(s.Text)
		p.uint(uint64(len(s.Words)))
		word := s.StartMS
		for _, w := range s.Words {
			p.int(w.StartMS - word)
			p.int(w.EndMS - w.StartMS)
			p.str(w.Text)
			word = w.EndMS
		}
		at = s.StartMS
	}
	return p.b
}

func unpackTranscript(data []byte) (scoring.Transcript, error) {
	u := unpacker{b: data}
	u.form(transcriptForm)
	t := scoring.Transcript{Language: u.str()}
	u.flags(&t.Outbound)
	var at int64
	for range u.count() {
		s := scoring.Segment{Speaker: scoring.Speaker(u.str()), StartMS: at + u.int()}
		s.EndMS = s.StartMS + u.int()
		s.Text = u.str()
		at = s.StartMS
		word := s.StartMS
		for range u.count() {
			w := scoring.Word{StartMS: word + u.int()}
			w.EndMS = w.StartMS + u.int()
			w.Text = u.str()
			word = w.EndMS
			s.Words = append(s.Words, w)
		}
		t.Segments = append(t.Segments, s)
	}
	return t, u.end()
}
