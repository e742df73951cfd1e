// Package faults finds what is wrong with a recording as sound: a side that is not heard, dead air, cut tops, sides of
// unlike loudness, noise, holes, an end in the middle of a word.
//
// It judges levels of package wave, so one reading of a recording serves the waveform and the faults, and knows
// nothing of what was said.
package faults

import (
	"cmp"
	"math"
	"slices"

	"razbor/audio/speakers"
	"razbor/audio/wave"
)

// Kind is a kind of fault.
type Kind string

// The kinds of fault.
const (
	// OneWay: a channel is digitally silent while the other side speaks: one of the two was not heard.
	OneWay Kind = "one_way"
	// DeadAir: for long, nobody is heard.
	DeadAir Kind = "dead_air"
	// Clipping: the tops of the sound are cut.
	Clipping Kind = "clipping"
	// Level: a channel is much quieter than the other.
	Level Kind = "level"
	// Noise: a steady noise so loud that speech hardly stands over it.
	Noise Kind = "noise"
	// DropOut: holes in the middle of speech.
	DropOut Kind = "drop_out"
	// CutOff: the recording ends in the middle of a word, or so soon that no talk was possible.
	CutOff Kind = "cut_off"
)

// AllChannels stands for the recording as a whole in [Fault].Channel.
const AllChannels = -1

// Fault is one stretch of trouble, in milliseconds from the start of the recording.
type Fault struct {
	Kind         Kind
	FromMS, ToMS int64
	Channel      int // from 0, or AllChannels
}

// Limits are where a peculiarity becomes a fault.
type Limits struct {
	OneWayMS     int64   // a channel is digitally silent for so long at least
	OneWayTalkMS int64   // while the other speaks for so long at least
	DeadAirMS    int64   // nobody is heard for so long
	ClipBlocks   int     // hundredths of a second with cut tops, no further than a second apart
	LevelDB      float64 // loudness of the sides' speech apart
	NoiseDB      float64 // noise over this, of full scale,
	NoiseOverDB  float64 // and speech less than so much over it
	NoiseMS      int64   // for so long at least
	HoleMS       [2]int64
	ShortMS      int64 // a recording with speech and no longer than this broke off
}

// Usual are the limits for telephone calls. Dead air is long, because a manager who looks something up for ten seconds
// is no fault of the line.
func Usual() Limits {
	return Limits{
		OneWayMS: 5_000, OneWayTalkMS: 1_500, DeadAirMS: 20_000, ClipBlocks: 5, LevelDB: 15,
		NoiseDB: -42, NoiseOverDB: 18, NoiseMS: 10_000, HoleMS: [2]int64{30, 2_000}, ShortMS: 5_000,
	}
}

// Find returns the faults by their start, from the levels of each channel and who speaks in them.
func Find(levels [][]wave.Level, talk speakers.Talk, limits Limits) []Fault {
	levels = levels[:min(len(levels), 2)]
	f := finder{levels: levels, limits: limits, speech: make([][]bool, len(levels))}
	for c := range levels {
		f.blocks = max(f.blocks, len(levels[c]))
	}
	for c := range levels {
		f.speech[c] = make([]bool, f.blocks)
	}
	for _, s := range talk.Segments {
		if s.Channel < 0 || s.Channel >= len(levels) {
			continue
		}
		for i := max(s.FromMS/wave.BlockMS, 0); i < min(s.ToMS/wave.BlockMS, int64(f.blocks)); i++ {
			f.speech[s.Channel][i] = true
		}
	}
	f.deadAir()
	f.levelApart()
	f.cutOff()
	for c := range levels {
		f.oneWay(c)
		f.clipping(c)
		f.noise(c)
		f.dropOuts(c)
	}
	slices.SortFunc(f.found, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.FromMS, b.FromMS), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Kind, b.Kind))
	})
	return f.found
}

// finder gathers the faults of one recording.
type finder struct {
	levels [][]wave.Level
	speech [][]bool // by channel and block
	blocks int
	limits Limits
	found  []Fault
}

// run is blocks from one to before another.
type run struct{ from, to int }

func (r run) ms() int64 { return int64(r.to-r.from) * wave.BlockMS }

func (f *finder) add(kind Kind, r run, channel int) {
	f.found = append(f.found, Fault{
		Kind: kind, FromMS: int64(r.from) * wave.BlockMS, ToMS: int64(r.to) * wave.BlockMS, Channel: channel,
	})
}

// runs are the stretches where is holds; a gap of so many blocks at most does not part them.
func runs(blocks, gap int, is func(i int) bool) []run {
	var out []run
	for i := range blocks {
		if !is(i) {
			continue
		}
		if n := len(out); n > 0 && i-out[n-1].to <= gap {
			out[n-1].to = i + 1
		} else {
			out = append(out, run{i, i + 1})
		}
	}
	return out
}

func count(from, to int, is func(i int) bool) int {
	n := 0
	for i := from; i < to; i++ {
		if is(i) {
			n++
		}
	}
	return n
}

// still tells whether a block of a channel is digital silence.
func (f *finder) still(c int) func(int) bool {
	return func(i int) bool { return i < len(f.levels[c]) && f.levels[c][i].Still }
}

// oneWay finds long digital silence of a channel while the other one speaks. Some exchanges send nothing at all while
// a side listens; there only a silence far longer than the other's turns tells.
func (f *finder) oneWay(c int) {
	if len(f.levels) != 2 {
		return
	}
	const glitch = 2 // blocks
	other := f.speech[1-c]
	for _, r := range runs(f.blocks, glitch, f.still(c)) {
		needed, talked := f.limits.OneWayMS, f.limits.OneWayTalkMS
		if f.sendsNothing(c, r) {
			needed, talked = 6*needed, 6*talked
		}
		heard := count(r.from, r.to, func(i int) bool { return other[i] })
		if r.ms() >= needed && int64(heard)*wave.BlockMS >= talked {
			f.add(OneWay, r, c)
		}
	}
}

// sendsNothing tells whether the quiet of a channel outside of a run is digital silence as a rule.
func (f *finder) sendsNothing(c int, but run) bool {
	still := f.still(c)
	quiet, digital := 0, 0
	for i := range f.levels[c] {
		if (i >= but.from && i < but.to) || f.speech[c][i] {
			continue
		}
		quiet++
		if still(i) {
			digital++
		}
	}
	return 3*digital > quiet
}

func (f *finder) deadAir() {
	silent := func(i int) bool {
		for c := range f.speech {
			if f.speech[c][i] {
				return false
			}
		}
		return true
	}
	for _, r := range runs(f.blocks, 0, silent) {
		if r.ms() >= f.limits.DeadAirMS {
			f.add(DeadAir, r, AllChannels)
		}
	}
}

func (f *finder) clipping(c int) {
	const apart = 1000 / wave.BlockMS
	cut := func(i int) bool { return i < len(f.levels[c]) && f.levels[c][i].Clipped > 0 }
	for _, r := range runs(f.blocks, apart, cut) {
		if count(r.from, r.to, cut) >= f.limits.ClipBlocks {
			f.add(Clipping, r, c)
		}
	}
}

// levelApart compares how loud the sides speak, each over its own speech. It takes some speech of both to tell.
func (f *finder) levelApart() {
	const enough = 2000 / wave.BlockMS
	if len(f.levels) != 2 {
		return
	}
	var db [2]float64
	for c := range f.levels {
		power, n := 0.0, 0
		for i, l := range f.levels[c] {
			if f.speech[c][i] {
				power += math.Pow(10, wave.DB(l.RMS)/10)
				n++
			}
		}
		if n < enough {
			return
		}
		db[c] = 10 * math.Log10(power/float64(n))
	}
	switch {
	case db[0]-db[1] >= f.limits.LevelDB:
		f.add(Level, run{0, f.blocks}, 1)
	case db[1]-db[0] >= f.limits.LevelDB:
		f.add(Level, run{0, f.blocks}, 0)
	}
}

// noise looks at five seconds at a time: how loud it is where nobody speaks, and how far speech stands over that.
func (f *finder) noise(c int) {
	const window = 5000 / wave.BlockMS
	all := f.levels[c]
	_, voice, ok := speakers.Range(all)
	if !ok {
		return
	}
	loud := make([]bool, (len(all)+window-1)/window)
	for w := range loud {
		db, ok := f.background(c, w*window, min((w+1)*window, len(all)))
		loud[w] = ok && db >= f.limits.NoiseDB && voice-db < f.limits.NoiseOverDB
	}
	for _, r := range runs(len(loud), 0, func(w int) bool { return loud[w] }) {
		r = run{r.from * window, min(r.to*window, len(all))}
		if r.ms() >= f.limits.NoiseMS {
			f.add(Noise, r, c)
		}
	}
}

// background is the median level where a channel sends something and does not speak, if that is a tenth of the blocks.
func (f *finder) background(c, from, to int) (db float64, ok bool) {
	var codes []uint8
	for i := from; i < to; i++ {
		if l := f.levels[c][i]; !l.Still && !f.speech[c][i] {
			codes = append(codes, l.RMS)
		}
	}
	if 10*len(codes) < to-from || len(codes) == 0 {
		return 0, false
	}
	slices.Sort(codes)
	return wave.DB(codes[len(codes)/2]), true
}

// dropOuts finds short digital silence with loud sound right before and right after. Holes near each other are one.
func (f *finder) dropOuts(c int) {
	const near, edge, under = 2000 / wave.BlockMS, 2, 25.0
	all := f.levels[c]
	_, voice, ok := speakers.Range(all)
	if !ok {
		return
	}
	loud := func(from, to int) bool {
		for i := max(from, 0); i < min(to, len(all)); i++ {
			if wave.DB(all[i].RMS) >= voice-under {
				return true
			}
		}
		return false
	}
	hole := make([]bool, len(all))
	for _, r := range runs(len(all), 0, f.still(c)) {
		if r.ms() < f.limits.HoleMS[0] || r.ms() > f.limits.HoleMS[1] {
			continue
		}
		if loud(r.from-edge, r.from) && loud(r.to, r.to+edge) {
			for i := r.from; i < r.to; i++ {
				hole[i] = true
			}
		}
	}
	for _, r := range runs(len(all), near, func(i int) bool { return hole[i] }) {
		f.add(DropOut, r, c)
	}
}

// cutOff looks at the end: a word that is still loud in the last blocks, or an end before a talk could begin.
func (f *finder) cutOff() {
	const last, under = 30 / wave.BlockMS, 12.0
	end := run{0, f.blocks}
	spoken := false
	for c, all := range f.levels {
		spoken = spoken || slices.Contains(f.speech[c], true)
		_, voice, ok := speakers.Range(all)
		if !ok || len(all) < last || !f.speech[c][len(all)-1] {
			continue
		}
		loud := count(len(all)-last, len(all), func(i int) bool { return wave.DB(all[i].RMS) >= voice-under })
		if loud == last {
			f.add(CutOff, run{max(f.blocks-1000/wave.BlockMS, 0), f.blocks}, c)
			return
		}
	}
	if spoken && end.ms() <= f.limits.ShortMS {
		f.add(CutOff, end, AllChannels)
	}
}
