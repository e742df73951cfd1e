// Package lang holds every text that a person reads, in Russian and English, and
// says numbers, money, dates and plurals in both. Texts stand in structs, one
// for each area in a file of its own, so that a missing one does not compile.
package lang

// Lang is a language of the console.
type Lang string

// The languages. Russian is the default.
const (
	RU Lang = "ru"
	EN Lang = "en"
)

// Texts are all texts of one language.
type Texts struct {
	Lang   Lang
	CLI    CLI
	Words  Words
	Format Format
	Frame  Frame
	Keys   Keys
	Errors Errors
	Wrong  Wrong
	Calls  Calls
	Today  Today
	First  First
	Report Report
	Whys   Why
	Review Review
	Team   Managers
	Hours  Hours
	Causes Causes
	Speech Speech
}

// For returns the texts of a language; anything but English is Russian.
func For(l Lang) *Texts {
	if l == EN {
		return &Texts{
			Lang: EN, CLI: cliEN, Words: wordsEN, Format: formatEN, Frame: frameEN, Keys: keysEN, Errors: errorsEN, Wrong: wrongEN,
			Calls: callsEN, Today: todayEN, First: firstEN, Report: reportEN, Whys: whyEN, Review: reviewEN, Team: managersEN, Hours: hoursEN, Causes: causesEN, Speech: speechEN,
		}
	}
	return &Texts{
		Lang: RU, CLI: cliRU, Words: wordsRU, Format: formatRU, Frame: frameRU, Keys: keysRU, Errors: errorsRU, Wrong: wrongRU,
		Calls: callsRU, Today: todayRU, First: firstRU, Report: reportRU, Whys: whyRU, Review: reviewRU, Team: managersRU, Hours: hoursRU, Causes: causesRU, Speech: speechRU,
	}
}
