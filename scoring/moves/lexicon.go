package moves

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"razbor/scoring/text"
)

// A lexicon is a text of sections, one for each class of phrases, one phrase a line:
//
//	[bye]
//	до свидания|встречи|завтра
//	всего доброго|хорошего
//
// A phrase is words in their order. Alternatives are parted by "|"; "word~"
// stands for every word that begins so, "~word" for every one that ends so; "%word" for every form of the word (the
// same stem); "word?" may be absent; ".." lets up to three words in between;
// "a_b" is an alternative of two words;
// "^" and "$" hold the phrase to the first and the last word of the utterance;
// "!word" at an end says which word must not stand there; "<num>" is a number.
// "#" begins a comment.
type lexicon struct {
	exact  map[string][]uint16 // word → groups
	prefix map[string][]uint16
	suffix map[string][]uint16
	stem   map[string][]uint16
	long   int // bytes of the longest prefix
	// anchored holds the phrases of each group that is the rarest of the phrase.
	anchored [][]phrase
	groups   int
}

// maxGap is how many words ".." may stand for.
const maxGap = 3

// longSuffix is how many bytes a suffix alternative may have.
const longSuffix = 10

type element struct {
	group uint16
	gap   int8 // words that may stand before it
}

type phrase struct {
	class       uint16
	elements    []element
	anchor      int
	first, last bool
	notBefore   int32 // group that must not stand before, -1 where any may
	notAfter    int32
}

type compiler struct {
	lex     *lexicon
	byAlt   map[string]uint16
	weight  []int // how many runes the shortest alternative of a group has
	classes func(name string) (uint16, bool)
}

func newCompiler(classes func(string) (uint16, bool)) *compiler {
	return &compiler{
		lex:   &lexicon{exact: map[string][]uint16{}, prefix: map[string][]uint16{}, suffix: map[string][]uint16{}, stem: map[string][]uint16{}},
		byAlt: map[string]uint16{}, classes: classes,
	}
}

// file reads a lexicon file; errors carry its name and line.
func (c *compiler) file(name string, data []byte) error {
	sc := bufio.NewScanner(bytes.NewReader(data))
	class, known := uint16(0), false
	for n := 1; sc.Scan(); n++ {
		line, _, _ := strings.Cut(sc.Text(), "#")
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, "["):
			class, known = c.classes(strings.Trim(line, "[] "))
			if !known {
				return fmt.Errorf("%s:%d: unknown class %s", name, n, line)
			}
		case !known:
			return fmt.Errorf("%s:%d: phrase before the first class", name, n)
		default:
			if err := c.phrase(class, line); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
	}
	return sc.Err()
}

// phrase compiles one line; a phrase with words that may be absent becomes several.
func (c *compiler) phrase(class uint16, line string) error {
	fields := strings.Fields(line)
	for i, f := range fields {
		if strings.HasSuffix(f, "?") {
			with, without := slices.Clone(fields), slices.Clone(fields)
			with[i] = strings.TrimSuffix(f, "?")
			if err := c.phrase(class, strings.Join(with, " ")); err != nil {
				return err
			}
			return c.phrase(class, strings.Join(slices.Delete(without, i, i+1), " "))
		}
	}
	for i, f := range fields {
		if !strings.Contains(f, "_") {
			continue
		}
		for _, variant := range variants(f) {
			if err := c.phrase(class, strings.Join(slices.Concat(fields[:i], variant, fields[i+1:]), " ")); err != nil {
				return err
			}
		}
		return nil
	}
	p := phrase{class: class, notBefore: -1, notAfter: -1}
	gap := int8(0)
	for _, f := range fields {
		switch {
		case f == "^":
			p.first = true
		case f == "$":
			p.last = true
		case f == "..":
			gap = maxGap
		case strings.HasPrefix(f, "!") && len(p.elements) == 0:
			p.notBefore = int32(c.group(f[1:]))
		case strings.HasPrefix(f, "!"):
			p.notAfter = int32(c.group(f[1:]))
		default:
			p.elements = append(p.elements, element{group: c.group(f), gap: gap})
			gap = 0
		}
	}
	if len(p.elements) == 0 {
		return fmt.Errorf("phrase %q has no word", line)
	}
	c.place(p)
	return nil
}

// variants parts a set of alternatives into the one-word ones and, each for
// itself, those of several words.
func variants(field string) [][]string {
	var single []string
	var out [][]string
	for _, a := range strings.Split(field, "|") {
		if strings.Contains(a, "_") {
			out = append(out, strings.Split(a, "_"))
		} else {
			single = append(single, a)
		}
	}
	if len(single) > 0 {
		out = append(out, []string{strings.Join(single, "|")})
	}
	return out
}

// place files a phrase under its rarest word, by the length of its shortest alternative.
func (c *compiler) place(p phrase) {
	for i, e := range p.elements {
		if c.weight[e.group] > c.weight[p.elements[p.anchor].group] {
			p.anchor = i
		}
	}
	g := p.elements[p.anchor].group
	c.lex.anchored[g] = append(c.lex.anchored[g], p)
}

// group returns the number of a set of alternatives.
func (c *compiler) group(alternatives string) uint16 {
	if g, ok := c.byAlt[alternatives]; ok {
		return g
	}
	g := uint16(c.lex.groups)
	c.lex.groups++
	c.byAlt[alternatives] = g
	c.lex.anchored = append(c.lex.anchored, nil)
	weight := 99
	for _, a := range strings.Split(alternatives, "|") {
		w := strings.ReplaceAll(strings.ToLower(strings.TrimRight(a, "~")), "ё", "е")
		switch {
		case strings.HasPrefix(a, "%"):
			s := text.Stem(w[1:])
			c.lex.stem[s] = append(c.lex.stem[s], g)
		case strings.HasPrefix(a, "~"):
			w = strings.TrimPrefix(w, "~")
			c.lex.suffix[w] = append(c.lex.suffix[w], g)
		case strings.HasSuffix(a, "~"):
			c.lex.prefix[w] = append(c.lex.prefix[w], g)
			c.lex.long = max(c.lex.long, len(w))
		default:
			w = strings.ReplaceAll(w, "'", "")
			c.lex.exact[w] = append(c.lex.exact[w], g)
		}
		weight = min(weight, utf8.RuneCountInString(w))
	}
	c.weight = append(c.weight, weight)
	return g
}

// alternatives makes a named group of words.
func (c *compiler) alternatives(name string, words []string) {
	g := c.group(name)
	for _, w := range words {
		w = strings.ReplaceAll(w, "ё", "е")
		c.lex.exact[w] = append(c.lex.exact[w], g)
	}
}

// own compiles a phrase of a user: every form of its words, up to three words in between.
func (c *compiler) own(class uint16, words string) error {
	p := phrase{class: class, notBefore: -1, notAfter: -1}
	for _, t := range text.Tokens(words) {
		e := element{group: c.group("%" + t.Text)}
		if len(p.elements) > 0 {
			e.gap = maxGap
		}
		p.elements = append(p.elements, e)
	}
	if len(p.elements) == 0 {
		return errors.New("no word in it")
	}
	c.place(p)
	return nil
}

// numberWord is the name under which every number matches.
const numberWord = "<num>"

// lookup appends the groups that a word belongs to, in order and once each.
func (l *lexicon) lookup(dst []uint16, word string) []uint16 {
	dst = append(dst, l.exact[word]...)
	for i := 1; i <= len(word) && i <= l.long; i++ {
		if i == len(word) || utf8.RuneStart(word[i]) {
			dst = append(dst, l.prefix[word[:i]]...)
		}
	}
	for i := len(word) - 1; i > 0 && len(word)-i <= longSuffix; i-- {
		if utf8.RuneStart(word[i]) {
			dst = append(dst, l.suffix[word[i:]]...)
		}
	}
	if len(l.stem) > 0 {
		dst = append(dst, l.stem[text.Stem(word)]...)
	}
	slices.Sort(dst)
	return slices.Compact(dst)
}
