package moves

import (
	"slices"

	"razbor/scoring"
	"razbor/scoring/text"
)

// MaxSegments bounds how many utterances of a call are read: more than a day of talk has.
const MaxSegments = 20000

// Read tells what every utterance of a call does, in the order of the segments.
func (r *Reader) Read(t scoring.Transcript) []Turn {
	segments := t.Segments
	if len(segments) > MaxSegments {
		segments = segments[:MaxSegments]
	}
	s := r.take()
	defer r.give(s)
	turns := make([]Turn, len(segments))
	named := slices.ContainsFunc(segments, func(s scoring.Segment) bool { return s.Speaker != scoring.SpeakerUnknown })
	for i, seg := range segments {
		turns[i] = Turn{Index: i, Speaker: seg.Speaker, StartMS: seg.StartMS, EndMS: seg.EndMS, Text: seg.Text}
		if !named {
			turns[i].Speaker = alternate(i, t.Outbound)
		}
		r.lexical(&turns[i], s)
	}
	for i := range turns {
		r.shape(turns, i)
	}
	return turns
}

// alternate guesses who speaks where nobody was told apart: the one who picked
// the phone up speaks first, and they take turns.
func alternate(i int, outbound bool) scoring.Speaker {
	if (i%2 == 0) != outbound {
		return scoring.Manager
	}
	return scoring.Client
}

// lexical finds words, numbers and phrases.
func (r *Reader) lexical(t *Turn, s *scratch) {
	t.Tokens = text.Tokens(t.Text)
	t.Numbers = text.Numbers(t.Tokens)
	t.Amounts = text.Amounts(t.Tokens, t.Numbers)
	t.Whens = text.Whens(t.Tokens, t.Numbers)
	s.hits = s.matcher.find(s.hits[:0], t.Tokens, t.Numbers)
	if len(s.hits) > 0 {
		t.Hits = make([]Hit, 0, len(s.hits))
	}
	if r.phrases > 0 {
		t.Phrases = make([]bool, r.phrases)
	}
	for _, h := range s.hits {
		if h.class >= phraseClass {
			t.Phrases[h.class-phraseClass] = true
			continue
		}
		t.add(Class(h.class))
		t.Hits = append(t.Hits, Hit{Class: Class(h.class), From: h.from, To: h.to})
	}
	t.Stems = slices.Clone(s.matcher.stems)
	for i := range t.Tokens {
		if s.matcher.has(i, r.name) {
			t.Names++
			t.Stems[i] = ""
		} else if s.matcher.has(i, r.number) {
			t.Stems[i] = ""
		}
	}
	for _, w := range t.Whens {
		if w.Kind != text.Vague {
			t.add(Moment)
		}
	}
}
