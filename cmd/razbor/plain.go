package main

import (
	"io"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// plain writes a text for a terminal or a pipe: the no-break spaces that keep
// "320 000 ₽" together on a page become the spaces that a person types when he
// looks for it.
func plain(w io.Writer, write func(io.Writer) error) error {
	spaces := transform.NewWriter(w, runes.Map(func(r rune) rune {
		if r == '\u00a0' || r == '\u202f' {
			return ' '
		}
		return r
	}))
	err := write(spaces)
	if cerr := spaces.Close(); err == nil {
		err = cerr
	}
	return err
}
