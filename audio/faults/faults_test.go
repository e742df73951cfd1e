package faults

import (
	"math"
	"reflect"
	"testing"

	"razbor/audio/speakers"
	"razbor/audio/wave"
)

// side makes the levels of a channel of so many seconds that talks at a level in dB over noise in every second
// interval of turn seconds, beginning with the first if first is set.
func side(seconds int, first bool, talk, noise float64) []wave.Level {
	const turn = 300 // blocks
	levels := make([]wave.Level, seconds*100)
	for i := range levels {
		db := noise + float64(i%5)/2
		if (i/turn%2 == 0) == first && i%turn < turn-40 {
			db = talk - float64(i%7)
		}
		code := wave.CodeOf(math.Pow(10, db/20))
		levels[i] = wave.Level{Peak: code, RMS: code}
	}
	return levels
}

// call is a good call of a minute.
func call() [][]wave.Level {
	return [][]wave.Level{side(60, true, -18, -55), side(60, false, -21, -55)}
}

func still(levels []wave.Level, fromMS, toMS int) {
	for i := fromMS / wave.BlockMS; i < toMS/wave.BlockMS; i++ {
		levels[i] = wave.Level{Still: true}
	}
}

func find(levels [][]wave.Level) []Fault {
	return Find(levels, speakers.Find(levels), Usual())
}

func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(call [][]wave.Level) [][]wave.Level
		want  []Fault
	}{
		"a good call": {spoil: func(c [][]wave.Level) [][]wave.Level { return c }},
		"the client is not heard": {
			spoil: func(c [][]wave.Level) [][]wave.Level { still(c[1], 20_000, 40_000); return c },
			want:  []Fault{{OneWay, 20_000, 40_000, 1}},
		},
		"the client is never heard": {
			spoil: func(c [][]wave.Level) [][]wave.Level { still(c[1], 0, 60_000); return c },
			want:  []Fault{{OneWay, 0, 60_000, 1}},
		},
		"an exchange that sends nothing while a side listens": {
			spoil: func(c [][]wave.Level) [][]wave.Level {
				for ch := range c {
					for i, l := range c[ch] {
						if wave.DB(l.RMS) < -40 {
							c[ch][i] = wave.Level{Still: true}
						}
					}
				}
				return c
			},
		},
		"nobody for half a minute": {
			spoil: func(c [][]wave.Level) [][]wave.Level {
				quiet := side(60, true, -55, -55)
				copy(c[0][2000:5000], quiet)
				copy(c[1][2000:5000], quiet)
				return c
			},
			want: []Fault{{DeadAir, 20_000, 50_000, AllChannels}},
		},
		"cut tops": {
			spoil: func(c [][]wave.Level) [][]wave.Level {
				for i := 600; i < 700; i += 10 {
					c[0][i].Clipped = 6
				}
				c[0][4000].Clipped = 3 // one alone is none
				return c
			},
			want: []Fault{{Clipping, 6000, 6910, 0}},
		},
		"a faint client": {
			spoil: func(c [][]wave.Level) [][]wave.Level { c[1] = side(60, false, -38, -70); return c },
			want:  []Fault{{Level, 0, 60_000, 1}},
		},
		"a noisy line": {
			spoil: func(c [][]wave.Level) [][]wave.Level { c[0] = side(60, true, -15, -32); return c },
			want:  []Fault{{Noise, 0, 60_000, 0}},
		},
		"holes in a word": {
			spoil: func(c [][]wave.Level) [][]wave.Level {
				still(c[0], 7000, 7060)
				still(c[0], 7500, 7600)
				still(c[0], 20_000, 20_100)
				return c
			},
			want: []Fault{{DropOut, 7000, 7600, 0}, {DropOut, 20_000, 20_100, 0}},
		},
		"silence between words is no hole": {
			spoil: func(c [][]wave.Level) [][]wave.Level { still(c[0], 4000, 5000); return c },
		},
		"the end in a word": {
			spoil: func(c [][]wave.Level) [][]wave.Level { return [][]wave.Level{c[0][:5000], c[1][:5000]} },
			want:  []Fault{{CutOff, 49_000, 50_000, 0}},
		},
		"over before it began": {
			spoil: func(c [][]wave.Level) [][]wave.Level { return [][]wave.Level{c[0][:295], c[1][:295]} },
			want:  []Fault{{CutOff, 0, 2950, AllChannels}},
		},
		"nothing at all": {spoil: func([][]wave.Level) [][]wave.Level { return nil }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := find(c.spoil(call())); !reflect.DeepEqual(got, c.want) {
				t.Errorf("found %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestAMonoRecordingIsNotOneWay(t *testing.T) {
	t.Parallel()
	c := call()[:1]
	still(c[0], 20_000, 30_000)
	if got := find(c); len(got) != 0 {
		t.Errorf("found %+v", got)
	}
}

func FuzzFindTakesAnyLevels(f *testing.F) {
	f.Add([]byte{1, 2, 3, 255, 0, 0, 9, 200}, []byte{0, 0, 0})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		levels := [][]wave.Level{nil, nil}
		for c, data := range [][]byte{a, b} {
			for _, v := range data {
				levels[c] = append(levels[c], wave.Level{Peak: v, RMS: v, Clipped: v % 4, Still: v%16 == 0})
			}
		}
		length := int64(max(len(a), len(b))) * wave.BlockMS
		for _, fault := range find(levels) {
			if fault.FromMS < 0 || fault.ToMS <= fault.FromMS || fault.ToMS > length {
				t.Fatalf("%+v of %d ms", fault, length)
			}
		}
	})
}

func BenchmarkFindHour(b *testing.B) {
	levels := [][]wave.Level{side(3600, true, -18, -55), side(3600, false, -21, -55)}
	talk := speakers.Find(levels)
	for b.Loop() {
		Find(levels, talk, Usual())
	}
}
