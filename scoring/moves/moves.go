// Package moves tells what each utterance of a sales talk does: greets, asks
// and about what, presents, prices, objects and how, answers, offers a step,
// accepts, dodges, refuses, presses, says goodbye. It looks at one utterance
// and its neighbours; what follows from their order is for a judge to say.
//
// What it knows of the languages lies in its data files: phrases by class
// (*.lex), first names, and the weights by which a question is heard where the
// recogniser gave no question mark.
package moves

import (
	_ "embed"
	"fmt"
	"strings"

	"razbor/scoring"
	"razbor/scoring/moves/linear"
	"razbor/scoring/text"
)

// Class is something that an utterance can do.
type Class uint16

// The classes found by their phrases. The comment is what a user's checklist may call them.
const (
	Greet Class = iota
	Bye
	Thanks
	Listening
	Self // gives the own name
	Org  // gives the company
	NeedCue
	AdminCue
	TopicBudget
	TopicAuthority
	TopicScope
	TopicWhen
	PriceAsk
	PriceDodge
	ObjectPrice
	ObjectThink
	ObjectNotNow
	ObjectCompetitor
	ObjectAuthority
	ObjectTrust
	ObjectNoNeed
	Ack
	Argue
	Probe
	Surrender
	Jab
	StepVisit
	StepCall
	StepSend
	StepBook
	Accept
	Dodge
	Refuse
	ClientCall
	Contact
	PressUrgency
	PressScare
	PressShame
	PressPush
	Rude
	WrongNumber
	Spam
	Job
	Service
	Pitch
	Transfer
	NotObjection
	Hurt           // a client hurt by the tone
	ObjectSure     // an objection wherever it is said
	lexiconClasses // the classes above have phrases in the lexicon
)

// The classes that follow from the form of an utterance.
const (
	Ask      Class = lexiconClasses + iota // a question
	AskNeed                                // a question about the client's need
	Price                                  // names a price
	Moment                                 // names a firm time or date
	Presents                               // presents the offer
	Objects                                // an objection of any kind
	classes
)

// names are the names of the classes in the lexicon and in a user's checklist.
func names() map[string]Class {
	return map[string]Class{
		"greet": Greet, "bye": Bye, "thanks": Thanks, "listening": Listening, "self": Self, "org": Org,
		"need_cue": NeedCue, "admin_cue": AdminCue, "t_budget": TopicBudget, "t_authority": TopicAuthority, "t_scope": TopicScope,
		"t_when": TopicWhen, "price_ask": PriceAsk, "price_dodge": PriceDodge, "o_price": ObjectPrice, "o_think": ObjectThink,
		"o_not_now": ObjectNotNow, "o_competitor": ObjectCompetitor, "o_authority": ObjectAuthority, "o_trust": ObjectTrust,
		"o_no_need": ObjectNoNeed, "ack": Ack, "argue": Argue, "probe": Probe, "surrender": Surrender, "jab": Jab,
		"s_visit": StepVisit, "s_call": StepCall, "s_send": StepSend, "s_book": StepBook, "accept": Accept, "dodge": Dodge,
		"refuse": Refuse, "client_call": ClientCall, "contact": Contact, "p_urgency": PressUrgency, "p_scare": PressScare,
		"p_shame": PressShame, "p_push": PressPush, "rude": Rude, "n_wrong": WrongNumber, "n_spam": Spam, "n_job": Job,
		"n_service": Service, "pitch": Pitch, "transfer": Transfer, "not_objection": NotObjection, "hurt": Hurt, "o_sure": ObjectSure,
		"ask": Ask, "ask_need": AskNeed, "price": Price, "moment": Moment, "presents": Presents, "objects": Objects,
	}
}

// Known says whether a checklist may name a move.
func Known(name string) bool {
	_, ok := names()[name]
	return ok
}

// Named returns the class of a name.
func Named(name string) (Class, bool) {
	c, ok := names()[name]
	return c, ok
}

//go:embed data/ru.lex
var russianLexicon []byte

//go:embed data/en.lex
var englishLexicon []byte

//go:embed data/names.txt
var firstNames string

// Set is a set of classes.
type Set [2]uint64

// Has says whether a class is in the set.
func (s Set) Has(c Class) bool { return s[c>>6]&(1<<(c&63)) != 0 }

// Any says whether one of the classes is in the set.
func (s Set) Any(cs ...Class) bool {
	for _, c := range cs {
		if s.Has(c) {
			return true
		}
	}
	return false
}

func (s *Set) add(c Class) { s[c>>6] |= 1 << (c & 63) }

// Hit is a phrase of a class in an utterance, by its tokens.
type Hit struct {
	Class    Class
	From, To int
}

// Turn is one utterance and what it does.
type Turn struct {
	Set
	Index   int // segment of the transcript
	Speaker scoring.Speaker
	StartMS int64
	EndMS   int64
	Text    string
	Tokens  []text.Token
	Numbers []text.Number
	Amounts []text.Amount
	Whens   []text.When
	Hits    []Hit
	Phrases []bool // of the reader's own phrases, in their order: said in this utterance
	// Questions is how many questions about the need the utterance asks.
	Questions int
	// AskScore is how surely it is a question: over 0 it is.
	AskScore float64
	Names    int // first names in it
	// Stems are the stems of the tokens; a first name and a number have none.
	Stems []string
}

// Count says how many phrases of a class were found.
func (t *Turn) Count(c Class) int {
	n := 0
	for _, h := range t.Hits {
		if h.Class == c {
			n++
		}
	}
	return n
}

// First returns the first hit of a class.
func (t *Turn) First(c Class) (Hit, bool) {
	best, ok := Hit{}, false
	for _, h := range t.Hits {
		if h.Class == c && (!ok || h.From < best.From) {
			best, ok = h, true
		}
	}
	return best, ok
}

// Quote is the words of a hit as they were said.
func (t *Turn) Quote(h Hit) string {
	if h.From < 0 || h.To > len(t.Tokens) || h.From >= h.To {
		return t.Text
	}
	return t.Text[t.Tokens[h.From].Start:t.Tokens[h.To-1].End]
}

// Reader finds moves. It is safe for use by many goroutines.
type Reader struct {
	lex     *lexicon
	number  uint16
	name    uint16
	phrases int
	free    chan *scratch // not a sync.Pool: that forgets the words it knows at every collection

	question, offer *linear.Model // nil while they are being trained
}

// phraseClass is the first number of the classes that are a user's own phrases.
const phraseClass = 1 << 10

// NewReader compiles the lexicon with phrases of a user's own. A phrase matches
// in every form of its words, in their order, with up to three words in between.
// The models "question" and "presents" come from the set.
func NewReader(phrases []string, models linear.Set) (*Reader, error) {
	known := names()
	c := newCompiler(func(name string) (uint16, bool) {
		class, ok := known[name]
		return uint16(class), ok && class < lexiconClasses
	})
	c.alternatives("<name>", strings.Fields(firstNames))
	if err := c.file("ru.lex", russianLexicon); err != nil {
		return nil, err
	}
	if err := c.file("en.lex", englishLexicon); err != nil {
		return nil, err
	}
	for i, p := range phrases {
		if err := c.own(uint16(phraseClass+i), p); err != nil {
			return nil, fmt.Errorf("phrase %q: %w", p, err)
		}
	}
	r := &Reader{question: models["question"], offer: models["presents"], number: c.group(numberWord), name: c.group("<name>"), lex: c.lex, phrases: len(phrases)}
	r.free = make(chan *scratch, maxScratch)
	return r, nil
}

// maxScratch bounds how many scratches are kept for the next calls.
const maxScratch = 32

func (r *Reader) take() *scratch {
	select {
	case s := <-r.free:
		return s
	default:
		return &scratch{matcher: matcher{lex: r.lex, cache: &wordCache{words: map[string]wordInfo{}}, number: r.number}}
	}
}

func (r *Reader) give(s *scratch) {
	select {
	case r.free <- s:
	default:
	}
}

// scratch is what reading one call needs and the next can use again.
type scratch struct {
	matcher matcher
	hits    []hit
}
