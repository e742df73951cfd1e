// Package screen is what the console's frame and its screens agree upon: what a
// screen is, what it is given, the places that a person goes to and comes back
// from, and the messages between them. It draws nothing and reads nothing.
package screen

import (
	"context"
	"io"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/audio/player"
	"razbor/scoring/loss"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/panels"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/theme"
)

// ID names a screen by its number on the tab bar.
type ID int

// The screens.
const (
	Nowhere ID = iota
	Today
	Calls
	Review
	Managers
	Hours
	Causes
)

// Place is where a person is: a screen and what it shows there. It is a value:
// the way back is a stack of places.
type Place struct {
	Screen ID
	Title  string       // what the calls are, for Calls: "потери 13:00–14:00"
	Filter store.Filter // for Calls; without the period, which is shared
	Order  store.Order  // for Calls
	Call   string       // for Review; for Calls the call to stand on
	AtMS   int64        // for Review: the moment to open at; -1 or 0 where the person left it
	Name   string       // for Managers: whose card
	Search bool         // for Calls: with the words to search being asked for
	Keep   bool         // the screen as it was left, whatever the rest says
}

// Store is the side of a store that the console needs.
type Store interface {
	store.Reader
	store.Reviewer
}

// Env is what every screen shares. The frame owns it and changes it between
// messages; screens read it, and commands copy what they need out of it first.
type Env struct {
	Store   Store
	Config  config.Config
	Figures panels.Settings // what figures are judged and priced by
	Texts   *lang.Texts
	Styles  *theme.Styles
	Now     func() time.Time
	Period  Period
	First   store.Day // the first and the last day with calls, 0 where not known
	Last    store.Day
	Version int64 // of the data last seen
	Author  string
	Waiting bool           // a load takes so long that the person sees it: Esc stops it rather than going back
	Player  *player.Player // nil where nothing is ever played
}

// Location returns the department's time zone.
func (e *Env) Location() *time.Location { return e.Config.Location() }

// Money says an amount in the department's currency.
func (e *Env) Money(a loss.Amount) string { return e.Texts.Money(int64(a), e.Config.Company.Currency) }

// MoneyShort says an amount in at most nine cells.
func (e *Env) MoneyShort(a loss.Amount) string {
	return e.Texts.MoneyShort(int64(a), e.Config.Company.Currency)
}

// Local returns a moment in the department's time zone.
func (e *Env) Local(ms int64) time.Time { return time.UnixMilli(ms).In(e.Location()) }

// DayShort says a day in short, with its year where that is not the current one.
func (e *Env) DayShort(at time.Time) string {
	day := e.Texts.DayShort(at)
	if at.Year() != e.Now().In(e.Location()).Year() {
		day += " " + strconv.Itoa(at.Year())
	}
	return day
}

// Today returns the current day of the department.
func (e *Env) Today() store.Day { return store.DayOf(e.Now().In(e.Location())) }

// Screen is one screen of the console. It stays alive when it is left. It gets
// its own size and coordinates, as if it were the whole terminal.
type Screen interface {
	// Init starts what the screen needs before it is first seen. It reads nothing itself.
	Init() tea.Cmd
	// Enter opens the screen at a place.
	Enter(p Place) tea.Cmd
	// Update takes a message: keys.Press, tea mouse messages in the screen's
	// own coordinates, PeriodChanged, DataChanged, Restyled, and its own.
	Update(msg tea.Msg) tea.Cmd
	// View draws the screen, at most as large as the last SetSize.
	View() string
	SetSize(w, h int)
	// Keys are the screen's bindings as they stand now: help, palette and the
	// bottom line are made from them.
	Keys() []keys.Group
	// Place is where the person is, to come back to.
	Place() Place
	// Typing reports whether keys go into a text.
	Typing() bool
	// Busy reports whether something is being loaded.
	Busy() bool
	// Stop closes what Esc closes first: a search, a load, a selection. It
	// reports false where there was nothing to close.
	Stop() bool
}

// Copier is a screen that has something to copy.
type Copier interface {
	// Copy returns the text to copy; empty where there is none.
	Copy() string
}

// Export is something seen that can be written to a file.
type Export struct {
	Name  string // suggested file name, without folder
	Write func(ctx context.Context, w io.Writer, kind string) error
	Kinds []string // "csv", "md", "html", "wav": the first is the suggested one
}

// Exporter is a screen that has something to save.
type Exporter interface {
	// Export returns what can be saved, false where there is nothing.
	Export() (Export, bool)
}

// Headed is a screen that says something at the right of the period, such as
// how many calls it shows.
type Headed interface{ Heading() string }

// Whole is a screen that speaks of one call and not of a period: it gets the
// line of the period for itself.
type Whole interface{ Whole() bool }

// Leaver is a screen that has something to keep when it is left or the console ends.
type Leaver interface{ Leave() tea.Cmd }

// Go asks for a place; the present one is kept to come back to.
type Go struct{ Place Place }

// Back asks for the place before.
type Back struct{}

// Level says how a message to the person is meant.
type Level int

// The levels. The zero value is plain news.
const (
	News Level = iota
	Fine
	Trouble
)

// Toast is a sentence for the status line.
type Toast struct {
	Level Level
	Text  string
}

// Open asks for a dialog on top.
type Open struct{ Dialog Dialog }

// SetPeriod asks for another period.
type SetPeriod struct{ Period Period }

// PeriodChanged tells every screen that the period is another.
type PeriodChanged struct{}

// DataChanged tells every screen that the store has other data than before.
type DataChanged struct{}

// Restyled tells every screen that theme or language is another.
type Restyled struct{}

// Ask asks the frame for something of its own, by its command ("sync").
type Ask struct{ Command string }

// Dialog is a window on top of the screen that takes all keys.
type Dialog interface {
	// Update takes a message. When it is done it is closed, and the message it
	// leaves goes to the screen below.
	Update(msg tea.Msg) (done bool, leave tea.Msg)
	// View draws the window, no larger than w × h.
	View(e *Env, w, h int) string
	// Typing reports whether keys go into a text.
	Typing() bool
}

// Keyed is a dialog that names its keys for the bottom line.
type Keyed interface {
	Keys(t *lang.Texts) []keys.Binding
}

// Send returns a command that brings a ready message.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Say returns a command that puts a sentence into the status line.
func Say(level Level, text string) tea.Cmd { return Send(Toast{level, text}) }
