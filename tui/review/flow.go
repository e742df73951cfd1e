package review

import (
	"razbor/tui/layout"
)

// flow is the transcript broken into lines of one width. It is built when the
// width or the transcript changes, not for every frame.
type flow struct {
	width int
	built bool
	lines []flowLine
	first []int // first line of each utterance
}

// flowLine is one line: some words of an utterance.
type flowLine struct {
	utterance int
	from, to  int // words
	opening   bool
}

func (f *flow) stale() { f.built = false }

// fit breaks the utterances into lines of at most full cells, less beside a tag,
// between words; a word that is wider than a line stands alone and is cut when
// it is drawn.
func (f *flow) fit(us []utterance, full, beside int, tagged func(int) bool) {
	if f.built && f.width == full {
		return
	}
	f.built, f.width = true, full
	f.lines, f.first = f.lines[:0], f.first[:0]
	for i, u := range us {
		f.first = append(f.first, len(f.lines))
		line := flowLine{utterance: i, opening: true}
		used, w := 0, full
		if tagged(i) {
			w = beside
		}
		for k, word := range u.words {
			n := layout.Width(word.text)
			if used > 0 && used+1+n > w {
				line.to = k
				f.lines = append(f.lines, line)
				line, used = flowLine{utterance: i, from: k}, 0
			}
			if used > 0 {
				used++
			}
			used += n
		}
		line.to = len(u.words)
		f.lines = append(f.lines, line)
	}
}

// span returns the lines of an utterance: [from, to).
func (f *flow) span(u int) (from, to int) {
	if u < 0 || u >= len(f.first) {
		return 0, 0
	}
	if u+1 < len(f.first) {
		return f.first[u], f.first[u+1]
	}
	return f.first[u], len(f.lines)
}

// scroll returns the first line to show so that an utterance is in sight, with
// a few lines after it; top is the one shown now.
func (f *flow) scroll(top, u, h int) int {
	from, to := f.span(u)
	ahead := min(h/3, 4)
	if to+ahead > top+h {
		top = to + ahead - h
	}
	if from-1 < top {
		top = from - 1
	}
	return f.limit(top, h)
}

func (f *flow) limit(top, h int) int { return min(max(top, 0), max(len(f.lines)-h, 0)) }
