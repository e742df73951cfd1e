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
		for _, tok := range text.Tokens(s.Text) {
			stem := text.Stem(tok.Text)
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

// searched is how many of the newest calls that match are looked into for the
// best segments; what a person reads of a search is far less.
const searched = 400

// Search finds words in transcripts: the newest calls in which every word is
// said in some form, those first where one utterance has them all.
func (e *Engine) Search(ctx context.Context, words string, f store.Filter, limit int) ([]store.Hit, error) {
	stems, err := stemsOf(words)
	if err != nil || limit <= 0 {
		return nil, err
	}
	f.Search = words
	page, err := e.Calls(ctx, f, store.Page{Limit: max(limit, searched)})
	if err != nil {
		return nil, err
	}
	var hits []store.Hit
	var found []int // how many of the words each hit has
	for _, c := range page.Calls {
		tr, err := e.Transcript(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for i, s := range tr.Segments {
			if marked, n := markStems(s.Text, stems); n > 0 {
				hits = append(hits, store.Hit{Call: c, Segment: i, AtMS: s.StartMS, Text: s.Text, Marked: marked})
				found = append(found, n)
			}
		}
	}
	return best(hits, found, limit), nil
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
