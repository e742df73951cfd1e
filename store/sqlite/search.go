package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"razbor/scoring"
	"razbor/scoring/text"
	"razbor/store"
)

// index makes a transcript's words findable. Stems are cut when a text comes in
// and when it is asked for, so that any form of a word finds any other; ё is е.
func (t *tx) index(n int64, tr scoring.Transcript) error {
	var b strings.Builder
	seen := map[string]bool{}
	for _, s := range tr.Segments {
		t.tokens = text.AppendTokens(t.tokens[:0], s.Text)
		for i := range t.tokens {
			stem := t.stem(t.tokens[i].Text)
			if stem == "" || seen[stem] {
				continue
			}
			seen[stem] = true
			b.WriteString(stem)
			b.WriteByte(' ')
		}
	}
	if err := t.exec("INSERT INTO spoken (rowid, stems) VALUES (?, ?)", n, b.String()); err != nil {
		return fmt.Errorf("index the words: %w", err)
	}
	return nil
}

// maxStems is how many words a transaction remembers the stems of; people say
// the same few thousand words over and over.
const maxStems = 1 << 15

func (t *tx) stem(word string) string {
	if stem, ok := t.stems[word]; ok {
		return stem
	}
	if t.stems == nil || len(t.stems) >= maxStems {
		t.stems = map[string]string{}
	}
	stem := text.Stem(word)
	t.stems[strings.Clone(word)] = stem
	return stem
}

// unindex forgets the words of a call, if it has any.
func (t *tx) unindex(n int64) error {
	var has int64
	if err := t.row("SELECT EXISTS (SELECT 1 FROM transcript WHERE n = ?)", []any{n}, &has); err != nil || has == 0 {
		return err
	}
	if err := t.exec("DELETE FROM spoken WHERE rowid = ?", n); err != nil {
		return fmt.Errorf("forget the words: %w", err)
	}
	return nil
}

// reindex indexes the words of a call that has a new number.
func (t *tx) reindex(n int64) error {
	var data []byte
	err := t.row("SELECT data FROM transcript WHERE n = ?", []any{n}, &data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	tr, err := unpackTranscript(data)
	if err != nil {
		return err
	}
	return t.index(n, tr)
}

// maxSearchWords bounds how many words of a search are looked for.
const maxSearchWords = 16

// stemsOf are the different stems of a search; store.ErrUnsearched without any.
func stemsOf(words string) ([]string, error) {
	var stems []string
	for _, tok := range text.Tokens(words) {
		stem := text.Stem(tok.Text)
		if stem != "" && !slices.Contains(stems, stem) && len(stems) < maxSearchWords {
			stems = append(stems, stem)
		}
	}
	if len(stems) == 0 {
		return nil, store.ErrUnsearched
	}
	return stems, nil
}

// matchOf is a query of the full-text index for calls with every stem.
func matchOf(stems []string) string {
	quoted := make([]string, len(stems))
	for i, s := range stems {
		quoted[i] = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " AND ")
}

// Of the calls that match the newest are looked into for the best segments, a
// piece at a time; what a person reads of a search is far less.
const (
	searchPiece = 50
	searchMost  = 400
)

// Search finds words in transcripts: utterances of the newest calls in which
// every word is said in some form, those first that have them all.
func (e *Engine) Search(ctx context.Context, words string, f store.Filter, limit int) ([]store.Hit, error) {
	stems, err := stemsOf(words)
	if err != nil || limit <= 0 {
		return nil, err
	}
	f.Search = words
	h := hunt{stems: stems}
	for page := (store.Page{Limit: searchPiece}); ; {
		got, err := e.Calls(ctx, f, page)
		if err != nil {
			return nil, err
		}
		for _, c := range got.Calls {
			tr, err := e.Transcript(ctx, c.ID)
			if err != nil {
				return nil, err
			}
			h.look(c, tr)
		}
		page.Cursor = got.Next
		if page.Cursor == "" || h.whole >= limit || h.calls >= searchMost {
			return best(h.hits, h.found, limit), nil
		}
	}
}

// hunt collects the utterances that a search finds.
type hunt struct {
	stems []string
	hits  []store.Hit
	found []int // how many of the words each hit has
	whole int   // hits that have them all
	calls int
}

func (h *hunt) look(c store.Call, tr scoring.Transcript) {
	h.calls++
	for i, s := range tr.Segments {
		marked, n := markStems(s.Text, h.stems)
		if n == 0 {
			continue
		}
		h.hits = append(h.hits, store.Hit{Call: c, Segment: i, AtMS: s.StartMS, Text: s.Text, Marked: marked})
		h.found = append(h.found, n)
		if n == len(h.stems) {
			h.whole++
		}
	}
}

// best keeps the hits with the most words; among equals the order stays.
func best(hits []store.Hit, found []int, limit int) []store.Hit {
	order := make([]int, len(hits))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return found[b] - found[a] })
	out := make([]store.Hit, 0, min(limit, len(hits)))
	for _, i := range order[:min(limit, len(order))] {
		out = append(out, hits[i])
	}
	return out
}

// markStems returns the byte ranges of an utterance's words that have one of
// the stems, and how many different stems they have.
func markStems(utterance string, stems []string) (marked [][2]int, n int) {
	var seen [maxSearchWords]bool
	for _, tok := range text.Tokens(utterance) {
		if !begins(tok.Text, stems) {
			continue
		}
		at := slices.Index(stems, text.Stem(tok.Text))
		if at < 0 {
			continue
		}
		marked = append(marked, [2]int{tok.Start, tok.End})
		if !seen[at] {
			seen[at] = true
			n++
		}
	}
	return marked, n
}

// begins reports whether a word may have one of the stems: cutting an ending
// leaves the first letter alone. It spares the stemmer most words.
func begins(word string, stems []string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	for _, s := range stems {
		if r, _ := utf8.DecodeRuneInString(s); r == first {
			return true
		}
	}
	return false
}
