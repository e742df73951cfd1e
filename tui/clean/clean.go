// Package clean makes a stranger's text fit for one line of a terminal: no
// escape sequence, control character, direction override or invisible character
// of theirs reaches the screen, and what is measured is what is drawn.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
)

// maxRunes bounds one field: a line of ten thousand characters costs no more
// than one of a thousand. marks bounds the combining marks on one letter.
const (
	maxRunes = 4000
	maxMarks = 2
)

// Line returns s as one line of visible text. Line breaks and tabs become
// spaces; text that is already clean is returned as it is, without allocation.
func Line(s string) string {
	if plain(s) {
		return s
	}
	if len(s) > maxRunes*utf8.UTFMax {
		s = s[:maxRunes*utf8.UTFMax]
	}
	return limitMarks(norm.NFC.String(visible(ansi.Strip(strings.ToValidUTF8(s, "\uFFFD")))))
}

// visible turns breaks into spaces and drops what cannot be seen.
func visible(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	runes := 0
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			r = ' '
		case invisible(r):
			continue
		}
		if runes++; runes > maxRunes {
			break
		}
		b.WriteRune(r)
	}
	return b.String()
}

// limitMarks cuts towers of combining marks down to what a cell can show.
func limitMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := maxMarks // none before the first letter
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) {
			marks = 0
		} else if marks++; marks > maxMarks {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether s has nothing to clean: short, and only printable
// Latin, Cyrillic and the signs of type.
func plain(s string) bool {
	if len(s) > maxRunes {
		return false
	}
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
		case r >= 'А' && r <= 'я' || r == 'ё' || r == 'Ё':
		case r == '«' || r == '»' || r == '—' || r == '–' || r == '…' || r == '№' || r == '\u00a0' || r == '₽':
		default:
			return false
		}
	}
	return true
}

// invisible tells characters that move, hide or reorder other text, or whose
// width terminals do not agree upon.
func invisible(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r): // controls, C1, directions, zero-width, tags
		return true
	case unicode.Is(unicode.Cs, r) || unicode.Is(unicode.Co, r): // surrogates, private use
		return true
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF, r >= 0x180B && r <= 0x180F: // variation selectors
		return true
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin tones
		return true
	case r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0 || r == 0x034F || r == 0x2800: // blank letters
		return true
	}
	return false
}
