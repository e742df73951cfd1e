package text

import (
	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/russian"
)

// Stem cuts the ending of a word (Snowball), Russian or English by its letters.
// The word must be in the normal form of a Token.
func Stem(word string) string {
	if word == "" {
		return ""
	}
	if word[0] < 0x80 {
		return english.Stem(word, true)
	}
	return russian.Stem(word, true)
}
