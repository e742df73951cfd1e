package review

import (
	"sort"
	"strings"
	"unicode/utf8"

	"razbor/scoring"
	"razbor/tui/clean"
)

// word is one word of an utterance with the time at which it is said.
type word struct {
	text    string
	startMS int64
	endMS   int64
}

// utterance is one segment of a transcript, fit for the screen.
type utterance struct {
	speaker scoring.Speaker
	startMS int64
	endMS   int64
	words   []word
}

// utterances makes a transcript fit for the screen: a stranger's text is
// cleaned, and every word gets a time.
func utterances(t scoring.Transcript) []utterance {
	out := make([]utterance, len(t.Segments))
	for i, s := range t.Segments {
		out[i] = utterance{s.Speaker, s.StartMS, max(s.EndMS, s.StartMS), timedWords(s)}
	}
	return out
}

// timedWords gives each word of a segment its time: the recogniser's own where
// it names every word; else the letters are spread over the times that are known.
func timedWords(s scoring.Segment) []word {
	texts := strings.Fields(clean.Line(s.Text))
	out := make([]word, len(texts))
	if len(texts) == len(s.Words) {
		for i, w := range s.Words {
			out[i] = word{texts[i], w.StartMS, w.EndMS}
		}
		return settle(out, s)
	}
	curve := progress(s)
	total := 0
	for _, t := range texts {
		total += utf8.RuneCountInString(t)
	}
	said := 0
	for i, t := range texts {
		n := utf8.RuneCountInString(t)
		out[i] = word{t, curve.at(said, total), curve.at(said+n, total)}
		said += n
	}
	return settle(out, s)
}

// settle puts the times in order and inside of the segment, whatever the recogniser says.
func settle(words []word, s scoring.Segment) []word {
	at := s.StartMS
	end := max(s.EndMS, s.StartMS)
	for i := range words {
		w := &words[i]
		w.startMS = min(max(w.startMS, at), end)
		w.endMS = min(max(w.endMS, w.startMS), end)
		at = w.startMS
	}
	return words
}

// spoken is how many letters of a segment are said by when.
type spoken struct {
	letters []int
	ms      []int64
}

func progress(s scoring.Segment) spoken {
	p := spoken{[]int{0}, []int64{s.StartMS}}
	n := 0
	for _, w := range s.Words {
		letters := utf8.RuneCountInString(strings.TrimSpace(w.Text))
		if letters == 0 || w.StartMS < p.ms[len(p.ms)-1] || w.EndMS < w.StartMS {
			continue
		}
		if n > 0 {
			p.letters, p.ms = append(p.letters, n), append(p.ms, w.StartMS)
		}
		n += letters
		p.letters, p.ms = append(p.letters, n), append(p.ms, w.EndMS)
	}
	if n == 0 {
		p.letters, p.ms = append(p.letters, 1), append(p.ms, max(s.EndMS, s.StartMS))
	}
	return p
}

// at is when the share said/total of the letters is said, on straight lines
// between the times that are known.
func (p spoken) at(said, total int) int64 {
	last := len(p.letters) - 1
	if total <= 0 {
		return p.ms[0]
	}
	all := p.letters[last]
	// said/total of all, kept whole by multiplying out.
	i := sort.Search(last, func(i int) bool { return p.letters[i+1]*total >= said*all })
	i = min(i, last-1)
	from, to := p.letters[i], p.letters[i+1]
	if to == from {
		return p.ms[i+1]
	}
	num, den := int64(said*all-from*total), int64((to-from)*total)
	return p.ms[i] + (p.ms[i+1]-p.ms[i])*num/den
}

// lineAt returns the utterance that is being said, or was said last, at a
// moment; -1 before the first.
func lineAt(us []utterance, ms int64) int {
	return sort.Search(len(us), func(i int) bool { return us[i].startMS > ms }) - 1
}

// wordAt returns how many words of the utterance have begun by a moment.
func (u utterance) wordAt(ms int64) int {
	return sort.Search(len(u.words), func(i int) bool { return u.words[i].startMS > ms })
}

// text is the utterance as one line.
func (u utterance) text() string {
	var b strings.Builder
	for i, w := range u.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
