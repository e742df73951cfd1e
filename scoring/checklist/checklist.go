// Package checklist reads the list of points by which a call is judged. The
// built-in Russian and English lists are files in the same form as a user's own.
package checklist

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"razbor/scoring"
	"razbor/scoring/moves"
)

// Kind is a way to judge an item.
type Kind string

// The kinds of rule; the comments of the built-in lists say what each does.
const (
	Opening   Kind = "opening"
	Said      Kind = "said"
	NotSaid   Kind = "not_said"
	Order     Kind = "order"
	Count     Kind = "count"
	Reply     Kind = "reply"
	Agreement Kind = "agreement"
	Topics    Kind = "topics"
	FromCRM   Kind = "crm"
)

// Parts of a call in which a phrase is looked for.
const (
	Whole       = "whole"
	OpeningPart = "opening"
	Ending      = "ending"
	BeforePrice = "before_price"
)

// Event is something that can be heard: any of the phrases, in every form of
// their words, or any of the moves.
type Event struct {
	Phrases []string `toml:"phrases" json:"phrases,omitempty"`
	Moves   []string `toml:"moves" json:"moves,omitempty"`
}

func (e Event) empty() bool { return len(e.Phrases) == 0 && len(e.Moves) == 0 }

// Item is one point of a list and how it is judged. A threshold or distance of
// zero stands for the rule's default.
type Item struct {
	ID      scoring.Item      `toml:"id" json:"id"`
	Title   map[string]string `toml:"title" json:"-"`
	Weight  int               `toml:"weight" json:"-"`
	Cause   int               `toml:"cause" json:"-"`
	Rule    Kind              `toml:"rule" json:"rule"`
	By      scoring.Speaker   `toml:"by" json:"by,omitempty"`
	Part    string            `toml:"part" json:"part,omitempty"`
	Within  int               `toml:"within" json:"within,omitempty"`
	Pass    int               `toml:"pass" json:"pass,omitempty"`
	Partial int               `toml:"partial" json:"partial,omitempty"`
	Say     Event             `toml:"say" json:"say"`
	Before  Event             `toml:"before" json:"before"`
	First   Event             `toml:"first" json:"first"`
	Then    Event             `toml:"then" json:"then"`
	To      Event             `toml:"to" json:"to"`
	With    Event             `toml:"with" json:"with"`
	Require []Event           `toml:"require" json:"require,omitempty"`
	Topic   []Event           `toml:"topic" json:"topic,omitempty"`
}

// Name is the title of an item in a language, else in any, else its id.
func (i Item) Name(lang string) string {
	if t := i.Title[lang]; t != "" {
		return t
	}
	for _, l := range []string{"ru", "en"} {
		if t := i.Title[l]; t != "" {
			return t
		}
	}
	return string(i.ID)
}

// Events returns every event of an item, for those who compile phrases.
func (i Item) Events() []Event {
	all := []Event{i.Say, i.Before, i.First, i.Then, i.To, i.With}
	return append(append(all, i.Require...), i.Topic...)
}

// List is a checklist. It must not be changed once it is in use.
type List struct {
	ID    string `toml:"id"`
	Items []Item `toml:"item"`
}

// engine is the version of the judging itself: verdicts of another one are of another kind.
const engine = "1"

// Version is a digest of what is judged and how: titles, weights and causes
// have no part in it, so that to rename an item re-scores nothing.
func (l *List) Version() string {
	data, err := json.Marshal(struct {
		Engine string
		Items  []Item
	}{engine, l.Items})
	if err != nil {
		return "" // no value of these types fails to be written
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Weights returns how much each item counts in a score.
func (l *List) Weights() map[scoring.Item]int {
	weights := make(map[scoring.Item]int, len(l.Items))
	for _, i := range l.Items {
		weights[i.ID] = i.Weight
	}
	return weights
}

// Item returns the item of an id, and whether there is one.
func (l *List) Item(id scoring.Item) (Item, bool) {
	for _, i := range l.Items {
		if i.ID == id {
			return i, true
		}
	}
	return Item{}, false
}

//go:embed lists/ru.toml
var russian []byte

//go:embed lists/en.toml
var english []byte

// Source is the file of a built-in list, with its comments: English for "en", else Russian.
func Source(lang string) []byte {
	if lang == "en" {
		return slices.Clone(english)
	}
	return slices.Clone(russian)
}

// BuiltIn is the built-in list of a language: English for "en", else Russian.
func BuiltIn(lang string) *List {
	l, err := Parse(lang+".toml", Source(lang))
	if err != nil {
		return &List{ID: lang} // the files are part of the program and held right by a test
	}
	return l
}

// MaxBytes bounds a checklist file, MaxItems how many items it may have.
const (
	MaxBytes = 1 << 20
	MaxItems = 200
)

// Error is a mistake in a checklist file.
type Error struct {
	File string
	Line int    // 0 where it is not known
	Item string // the item it is in, empty where it is in none
	Err  error
}

// Error says where the mistake is and what it is.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	if e.Item != "" {
		fmt.Fprintf(&b, ": item %q", e.Item)
	}
	fmt.Fprintf(&b, ": %v", e.Err)
	return b.String()
}

// Unwrap returns the mistake.
func (e *Error) Unwrap() error { return e.Err }

// Parse reads a checklist file. It is strict: an unknown key, move or rule is an
// *Error that names the file and the line.
func Parse(name string, data []byte) (*List, error) {
	if len(data) > MaxBytes {
		return nil, &Error{File: name, Err: errors.New("the file is larger than 1 MiB")}
	}
	l := &List{}
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(l); err != nil {
		return nil, decodeError(name, err)
	}
	if err := l.defaultWeights(data); err != nil {
		return nil, decodeError(name, err)
	}
	if l.ID == "" {
		l.ID = "own"
	}
	if len(l.Items) == 0 {
		return nil, &Error{File: name, Err: errors.New("the list has no [[item]]")}
	}
	if len(l.Items) > MaxItems {
		return nil, &Error{File: name, Err: fmt.Errorf("the list has more than %d items", MaxItems)}
	}
	seen := map[scoring.Item]bool{}
	for n, i := range l.Items {
		err := i.check()
		if err == nil && seen[i.ID] {
			err = errors.New("the id is used twice")
		}
		if err != nil {
			return nil, &Error{File: name, Line: itemLine(data, n), Item: string(i.ID), Err: err}
		}
		seen[i.ID] = true
	}
	return l, nil
}

// defaultWeights gives items without a weight the weight 1; one of 0 counts in
// no score.
func (l *List) defaultWeights(data []byte) error {
	var given struct {
		Items []struct {
			Weight *int `toml:"weight"`
		} `toml:"item"`
	}
	if err := toml.Unmarshal(data, &given); err != nil {
		return err
	}
	for i, item := range given.Items {
		if item.Weight == nil {
			l.Items[i].Weight = 1
		}
	}
	return nil
}

func decodeError(name string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := strict.Errors[0]
		row, _ := e.Position()
		return &Error{File: name, Line: row, Err: fmt.Errorf("unknown key %s", strings.Join(e.Key(), "."))}
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		row, _ := syntax.Position()
		return &Error{File: name, Line: row, Err: errors.New(strings.TrimPrefix(syntax.Error(), "toml: "))}
	}
	return &Error{File: name, Err: err}
}

// itemLine is the line of the nth [[item]].
func itemLine(data []byte, n int) int {
	line := 0
	for l := range bytes.Lines(data) {
		line++
		if bytes.HasPrefix(bytes.TrimSpace(l), []byte("[[item]]")) {
			if n == 0 {
				return line
			}
			n--
		}
	}
	return 0
}

// check says what is wrong with an item.
func (i Item) check() error {
	switch {
	case i.ID == "":
		return errors.New("an item needs an id")
	case strings.Trim(string(i.ID), "abcdefghijklmnopqrstuvwxyz0123456789_-") != "":
		return errors.New("an id has small Latin letters, digits, _ and - only")
	case i.Weight < 0 || i.Weight > math.MaxInt16:
		return errors.New("weight must be between 0 and 32767")
	case i.Cause < 0 || i.Cause > 15:
		return errors.New("cause must be between 0 and 15")
	case i.Within < 0 || i.Pass < 0 || i.Partial < 0:
		return errors.New("within, pass and partial must not be negative")
	case i.By != "" && i.By != scoring.Manager && i.By != scoring.Client:
		return fmt.Errorf("by is %q, neither manager nor client", i.By)
	case !slices.Contains([]string{"", Whole, OpeningPart, Ending, BeforePrice}, i.Part):
		return fmt.Errorf("part is %q, none of whole, opening, ending, before_price", i.Part)
	}
	for _, e := range i.Events() {
		for _, m := range e.Moves {
			if !moves.Known(m) {
				return fmt.Errorf("unknown move %q", m)
			}
		}
		for _, p := range e.Phrases {
			if strings.TrimSpace(p) == "" {
				return errors.New("a phrase is empty")
			}
		}
	}
	return i.checkRule()
}

// checkRule says which event a rule lacks.
func (i Item) checkRule() error {
	need := func(key string, e Event) error {
		if e.empty() {
			return fmt.Errorf("rule %s needs %s", i.Rule, key)
		}
		return nil
	}
	switch i.Rule {
	case Said, NotSaid, Count:
		return need("say", i.Say)
	case Order:
		return errors.Join(need("first", i.First), need("then", i.Then))
	case Reply:
		return errors.Join(need("to", i.To), need("with", i.With))
	case Opening, Topics:
		events := i.Require
		if i.Rule == Topics {
			events = i.Topic
		}
		if len(events) == 0 || slices.ContainsFunc(events, Event.empty) {
			return fmt.Errorf("rule %s needs its events", i.Rule)
		}
		return nil
	case Agreement, FromCRM:
		return nil
	}
	return fmt.Errorf("unknown rule %q", i.Rule)
}
