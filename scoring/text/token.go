// Package text turns what was said into words that can be compared: tokens
// with their places, stems of Russian and English, numbers in digits and in
// words, sums of money, times of day and dates. It knows nothing of sales.
// Everything in it is a pure function, or a value that is safe to share.
package text

import (
	"unicode"
	"unicode/utf8"
)

// MaxBytes bounds how much of one utterance is read: about half an hour of
// speech. What is beyond is cut, so that no input can make judging slow.
const MaxBytes = 1 << 16

// Token is one word or number of an utterance.
type Token struct {
	Text  string // lower case, "ё" as "е", no punctuation
	Start int    // byte offset in the utterance
	End   int    // byte offset of what follows
	Upper bool   // began with a capital letter
	// Stop is the mark that ended the sentence after the token ('.', '!', '?'),
	// 0 where there is none. Recognisers without punctuation never give one.
	Stop rune
	// Comma says that a comma, dash, colon or quote follows the token.
	Comma bool
	// Quoted says that the token stands inside quotation marks.
	Quoted bool
}

// Tokens cuts an utterance into words. A hyphen inside a word splits it
// ("кто-то" is two tokens), so that a text with hyphens and a recogniser's text
// without are the same. Broken UTF-8 separates words.
func Tokens(s string) []Token { return AppendTokens(make([]Token, 0, min(len(s), MaxBytes)/9+2), s) }

// AppendTokens is Tokens into a slice that is used again.
func AppendTokens(dst []Token, s string) []Token {
	if len(s) > MaxBytes {
		s = s[:MaxBytes]
	}
	first, quoted := len(dst), false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if isWord(r) {
			end, plain := scanWord(s, i)
			dst = append(dst, Token{Text: normal(s[i:end], plain), Start: i, End: end, Upper: isUpper(r), Quoted: quoted})
			i = end
			continue
		}
		if sign := currency(r); sign != "" {
			dst = append(dst, Token{Text: sign, Start: i, End: i + n, Quoted: quoted})
			i += n
			continue
		}
		if len(dst) > first {
			mark(&dst[len(dst)-1], r)
		}
		switch r {
		case '«', '“', '„':
			quoted = true
		case '»', '”':
			quoted = false
		case '"':
			quoted = !quoted
		}
		i += n
	}
	return dst
}

// currency gives a sign of money a token of its own.
func currency(r rune) string {
	switch r {
	case '$', '€', '£', '₽':
		return string(r)
	}
	return ""
}

func mark(t *Token, r rune) {
	switch r {
	case '.', '!', '?':
		if t.Stop != '?' {
			t.Stop = r
		}
	case ',', '—', '–', '…', ':', ';', '«', '»', '"':
		t.Comma = true
	}
}

// scanWord returns the end of the word that begins at i, and whether the word
// is already in its normal form.
func scanWord(s string, i int) (end int, plain bool) {
	plain = true
	digit := s[i] >= '0' && s[i] <= '9'
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isWord(r) {
			// "it's" is one word, "1.5" and "32 000" are joined by the number reader.
			if (r == '\'' || r == '’') && !digit && i+n < len(s) && isWord(rune(s[i+n])) && s[i+n] < utf8.RuneSelf {
				plain = false
				i += n
				continue
			}
			break
		}
		if digit != (r >= '0' && r <= '9') && r < utf8.RuneSelf {
			if digit {
				break // "60k" is "60" and "k"
			}
		} else if digit && r >= utf8.RuneSelf {
			break
		}
		if isUpper(r) || r == 'ё' {
			plain = false
		}
		i += n
	}
	return i, plain
}

func normal(s string, plain bool) string {
	if plain {
		return s
	}
	b := make([]byte, 0, len(s))
	for _, r := range s {
		switch r {
		case '\'', '’':
			continue
		case 'ё', 'Ё':
			r = 'е'
		default:
			r = unicode.ToLower(r)
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// isUpper is unicode.IsUpper with a short way for Latin and Cyrillic.
func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'A' && r <= 'Z'
	}
	if r >= 'а' && r <= 'ё' {
		return false
	}
	return unicode.IsUpper(r)
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	if r >= 'А' && r <= 'ё' {
		return true
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// Language guesses "ru" or "en" from the letters of a text; empty where there are none.
func Language(s string) string {
	ru, en := 0, 0
	for _, r := range s {
		switch {
		case r >= 'а' && r <= 'я' || r >= 'А' && r <= 'Я':
			ru++
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			en++
		}
	}
	switch {
	case ru == 0 && en == 0:
		return ""
	case ru >= en:
		return "ru"
	}
	return "en"
}
