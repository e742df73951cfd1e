// Package speakers tells who speaks when by the sound alone: each side of a stereo call has its own channel, so its
// level says whether it speaks. Talk share, silence and interruptions thus exist without a transcript.
//
// It judges levels of package wave and reads no sound itself. A recording with one channel has one voice.
package speakers

import (
	"cmp"
	"slices"

	"razbor/audio/wave"
)

const (
	// A block is speech when it stands overNoise dB over the channel's noise, is no quieter than underVoice dB below
	// its loud parts, and over quietest.
	overNoise, underVoice, quietest = 8.0, 32.0, -58.0
	// voiceRange is what lies between the noise and the loud parts of a channel at least, if anyone speaks on it.
	voiceRange = 10.0
	// A channel that is digitally silent for stillShare of its time, and loud as surely a voice is else, sends nothing
	// while it has nothing to say.
	stillShare, surely = 0.15, -40.0
	// bleed is how much louder the other channel is when a voice is only its echo.
	bleed = 15.0

	noiseShare, voiceShare = 0.10, 0.95 // of the blocks, by level

	gapMS    = 300 // a shorter pause does not part an utterance
	shortMS  = 120 // a shorter sound is no utterance
	beforeMS = 500 // who interrupts has let the other speak so long
	overMS   = 300 // and speaks over him so long
	holdMS   = 800 // and says so much: a "yes" in between is no interruption
)

// Segment is one utterance: milliseconds from the start of the recording.
type Segment struct {
	Channel      int
	FromMS, ToMS int64
}

// Interruption is a place where one side began over the other and took the word.
type Interruption struct {
	Channel int // who interrupted
	AtMS    int64
}

// Talk is who spoke when. All times are milliseconds.
type Talk struct {
	DurationMS    int64
	Segments      []Segment // by start, then channel
	TalkMS        []int64   // by channel
	OverlapMS     int64     // two at once
	SilenceMS     int64     // nobody
	Interruptions []Interruption
}

// Share is the part of all talk that a channel has, 0…1. Without any talk there is none, and ok is false.
func (t Talk) Share(channel int) (share float64, ok bool) {
	var all int64
	for _, ms := range t.TalkMS {
		all += ms
	}
	if all == 0 || channel < 0 || channel >= len(t.TalkMS) {
		return 0, false
	}
	return float64(t.TalkMS[channel]) / float64(all), true
}

// Find tells who speaks, from the levels of each channel. Channels past the second are left out.
func Find(levels [][]wave.Level) Talk {
	levels = levels[:min(len(levels), 2)]
	blocks := 0
	for _, l := range levels {
		blocks = max(blocks, len(l))
	}
	talk := Talk{DurationMS: int64(blocks) * wave.BlockMS, TalkMS: make([]int64, len(levels))}
	active := make([][]bool, len(levels))
	for c := range levels {
		active[c] = Voice(levels[c])
	}
	if len(levels) == 2 {
		silenceEcho(levels, active)
	}
	for c := range active {
		smooth(active[c])
		talk.Segments = append(talk.Segments, segments(active[c], c)...)
	}
	slices.SortFunc(talk.Segments, func(a, b Segment) int {
		return cmp.Or(cmp.Compare(a.FromMS, b.FromMS), cmp.Compare(a.Channel, b.Channel))
	})
	talk.count(active, blocks)
	talk.Interruptions = interruptions(talk.Segments)
	return talk
}

// count sums up who speaks in each block.
func (t *Talk) count(active [][]bool, blocks int) {
	for i := range blocks {
		speaking := 0
		for c := range active {
			if i < len(active[c]) && active[c][i] {
				t.TalkMS[c] += wave.BlockMS
				speaking++
			}
		}
		switch speaking {
		case 0:
			t.SilenceMS += wave.BlockMS
		case 2:
			t.OverlapMS += wave.BlockMS
		}
	}
}

// Voice tells for each block of one channel whether it is loud enough to be speech.
func Voice(levels []wave.Level) []bool {
	active := make([]bool, len(levels))
	noise, voice, ok := Range(levels)
	if ok && voice-noise < voiceRange && voice >= surely && sendsNothing(levels) {
		noise = wave.DB(0) // nothing but voice is sent, so there is no noise to be seen
	}
	if !ok || voice-noise < voiceRange || voice < quietest {
		return active
	}
	least := max(noise+overNoise, voice-underVoice, quietest)
	least = min(least, voice-voiceRange/2)
	for i, l := range levels {
		active[i] = !l.Still && wave.DB(l.RMS) >= least
	}
	return active
}

func sendsNothing(levels []wave.Level) bool {
	still := 0
	for _, l := range levels {
		if l.Still {
			still++
		}
	}
	return float64(still) >= stillShare*float64(len(levels))
}

// Range is the noise and the voice of a channel in dB of full scale: how loud its quiet and its loud blocks are.
// Digital silence is not counted; where there is nothing else, ok is false.
func Range(levels []wave.Level) (noise, voice float64, ok bool) {
	var count [256]int
	all := 0
	for _, l := range levels {
		if !l.Still {
			count[l.RMS]++
			all++
		}
	}
	if all == 0 {
		return 0, 0, false
	}
	return wave.DB(quantile(count, all, noiseShare)), wave.DB(quantile(count, all, voiceShare)), true
}

func quantile(count [256]int, all int, share float64) uint8 {
	want, seen := int(share*float64(all)), 0
	for code, n := range count {
		if seen += n; seen > want {
			return uint8(code)
		}
	}
	return 255
}

// silenceEcho takes back what is only the other side heard through.
func silenceEcho(levels [][]wave.Level, active [][]bool) {
	for i := range min(len(active[0]), len(active[1])) {
		if !active[0][i] || !active[1][i] {
			continue
		}
		switch louder := wave.DB(levels[0][i].RMS) - wave.DB(levels[1][i].RMS); {
		case louder >= bleed:
			active[1][i] = false
		case louder <= -bleed:
			active[0][i] = false
		}
	}
}

// smooth closes short gaps and then drops short sounds.
func smooth(active []bool) {
	level(active, false, gapMS/wave.BlockMS)
	level(active, true, shortMS/wave.BlockMS)
}

// level turns over the runs of a value that are shorter than so many blocks, but for those at the ends.
func level(active []bool, value bool, blocks int) {
	for i := 0; i < len(active); {
		j := i
		for j < len(active) && active[j] == active[i] {
			j++
		}
		if active[i] == value && j-i < blocks && (value || (i > 0 && j < len(active))) {
			for k := i; k < j; k++ {
				active[k] = !value
			}
		}
		i = j
	}
}

func segments(active []bool, channel int) []Segment {
	var out []Segment
	for i := 0; i < len(active); {
		if !active[i] {
			i++
			continue
		}
		j := i
		for j < len(active) && active[j] {
			j++
		}
		out = append(out, Segment{Channel: channel, FromMS: int64(i) * wave.BlockMS, ToMS: int64(j) * wave.BlockMS})
		i = j
	}
	return out
}

// interruptions finds the utterances that began inside of the other side's and took the word from it.
func interruptions(all []Segment) []Interruption {
	var out []Interruption
	for i, s := range all {
		if s.ToMS-s.FromMS < holdMS {
			continue
		}
		for j := i - 1; j >= 0; j-- {
			o := all[j]
			if o.Channel == s.Channel {
				continue
			}
			if s.FromMS-o.FromMS >= beforeMS && o.ToMS-s.FromMS >= overMS && s.ToMS > o.ToMS {
				out = append(out, Interruption{Channel: s.Channel, AtMS: s.FromMS})
			}
			break // the other side's last utterance before this one
		}
	}
	return out
}
