package moves

import (
	"slices"
	"strings"

	"razbor/scoring/text"
)

// hit is a phrase found in an utterance.
type hit struct {
	class    uint16
	from, to int // tokens
}

// wordCache remembers the groups and stems of words already seen. It is
// bounded, so that memory stays flat over any number of calls.
type wordCache struct {
	words map[string]wordInfo
}

type wordInfo struct {
	groups []uint16
	stem   string
}

const maxCachedWords = 1 << 15

func (c *wordCache) of(l *lexicon, word string) wordInfo {
	if w, ok := c.words[word]; ok {
		return w
	}
	if len(c.words) >= maxCachedWords {
		clear(c.words)
	}
	// The key must not keep the whole utterance alive.
	word = strings.Clone(word)
	w := wordInfo{groups: slices.Clip(l.lookup(nil, word)), stem: text.Stem(word)}
	c.words[word] = w
	return w
}

// matcher finds the phrases of a lexicon in one utterance after another.
type matcher struct {
	lex    *lexicon
	cache  *wordCache
	toks   []text.Token
	groups [][]uint16
	stems  []string
	number uint16 // group of numbers
}

// find appends every hit in an utterance.
func (m *matcher) find(dst []hit, toks []text.Token, numbers []text.Number) []hit {
	m.toks, m.groups, m.stems = toks, m.groups[:0], m.stems[:0]
	for i := range toks {
		w := m.cache.of(m.lex, toks[i].Text)
		m.groups, m.stems = append(m.groups, w.groups), append(m.stems, w.stem)
	}
	for _, n := range numbers {
		for i := n.From; i < n.To; i++ {
			m.groups[i] = append(slices.Clip(m.groups[i]), m.number)
		}
	}
	for i, groups := range m.groups {
		for _, g := range groups {
			for k := range m.lex.anchored[g] {
				p := &m.lex.anchored[g][k]
				if h, ok := m.match(p, i); ok {
					dst = append(dst, h)
				}
			}
		}
	}
	return dst
}

// match tries a phrase with its anchor at token i.
func (m *matcher) match(p *phrase, i int) (hit, bool) {
	from, ok := m.left(p, p.anchor, i)
	if !ok {
		return hit{}, false
	}
	to, ok := m.right(p, p.anchor, i)
	return hit{class: p.class, from: from, to: to}, ok
}

// left matches the elements before element k, which stands at token i.
func (m *matcher) left(p *phrase, k, i int) (from int, ok bool) {
	if k == 0 {
		if p.first && i != 0 {
			return 0, false
		}
		if p.notBefore >= 0 && i > 0 && m.toks[i-1].Stop == 0 && m.has(i-1, uint16(p.notBefore)) {
			return 0, false
		}
		return i, true
	}
	for gap := 0; gap <= int(p.elements[k].gap); gap++ {
		j := i - 1 - gap
		if j < 0 || m.toks[j].Stop != 0 {
			return 0, false
		}
		if m.has(j, p.elements[k-1].group) {
			if from, ok := m.left(p, k-1, j); ok {
				return from, true
			}
		}
	}
	return 0, false
}

// right matches the elements after element k, which stands at token i.
func (m *matcher) right(p *phrase, k, i int) (to int, ok bool) {
	if k == len(p.elements)-1 {
		if p.last && i != len(m.toks)-1 {
			return 0, false
		}
		if p.notAfter >= 0 && i+1 < len(m.toks) && m.toks[i].Stop == 0 && m.has(i+1, uint16(p.notAfter)) {
			return 0, false
		}
		return i + 1, true
	}
	for gap := 0; gap <= int(p.elements[k+1].gap); gap++ {
		j := i + 1 + gap
		if j >= len(m.toks) || m.toks[j-1].Stop != 0 {
			return 0, false
		}
		if m.has(j, p.elements[k+1].group) {
			if to, ok := m.right(p, k+1, j); ok {
				return to, true
			}
		}
	}
	return 0, false
}

func (m *matcher) has(token int, group uint16) bool {
	for _, g := range m.groups[token] {
		if g == group {
			return true
		}
	}
	return false
}
