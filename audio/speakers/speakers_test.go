package speakers

import (
	"math"
	"reflect"
	"testing"

	"razbor/audio/wave"
)

// turn is speech at a level in dB, from one second to another.
type turn struct{ from, to, db float64 }

// channel makes levels of so many seconds: noise with turns on it.
func channel(seconds, noise float64, turns ...turn) []wave.Level {
	levels := make([]wave.Level, int(seconds*100))
	for i := range levels {
		db := noise + float64(i%5)/2
		for _, t := range turns {
			if at := float64(i) / 100; at >= t.from && at < t.to {
				db = t.db - float64(i%7)
			}
		}
		code := wave.CodeOf(math.Pow(10, db/20))
		levels[i] = wave.Level{Peak: code, RMS: code}
	}
	return levels
}

func TestTurnsAreToldFromNoise(t *testing.T) {
	t.Parallel()
	for name, noise := range map[string]float64{"clean line": -75, "usual line": -55, "bad line": -38} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			talk := Find([][]wave.Level{
				channel(30, noise, turn{1, 5, -18}, turn{12, 20, -18}),
				channel(30, noise, turn{6, 11, -22}, turn{21, 24, -22}),
			})
			want := []Segment{{0, 1000, 5000}, {1, 6000, 11000}, {0, 12000, 20000}, {1, 21000, 24000}}
			if !reflect.DeepEqual(talk.Segments, want) {
				t.Errorf("segments %v, want %v", talk.Segments, want)
			}
			if share, ok := talk.Share(0); !ok || share != 0.6 {
				t.Errorf("share %v %t", share, ok)
			}
			if talk.SilenceMS != 10_000 || talk.OverlapMS != 0 || talk.DurationMS != 30_000 {
				t.Errorf("silence %d, overlap %d of %d", talk.SilenceMS, talk.OverlapMS, talk.DurationMS)
			}
		})
	}
}

func TestShortPausesDoNotPartAndShortSoundsAreNotSpeech(t *testing.T) {
	t.Parallel()
	talk := Find([][]wave.Level{channel(20, -55, turn{1, 3, -18}, turn{3.2, 5, -18}, turn{9, 9.05, -18}, turn{12, 14, -18})})
	want := []Segment{{0, 1000, 5000}, {0, 12000, 14000}}
	if !reflect.DeepEqual(talk.Segments, want) {
		t.Errorf("segments %v, want %v", talk.Segments, want)
	}
}

func TestAnEchoOfTheOtherSideIsNotSpeech(t *testing.T) {
	t.Parallel()
	talk := Find([][]wave.Level{
		channel(20, -60, turn{1, 5, -15}),
		channel(20, -60, turn{1, 5, -40}, turn{8, 12, -20}),
	})
	want := []Segment{{0, 1000, 5000}, {1, 8000, 12000}}
	if !reflect.DeepEqual(talk.Segments, want) {
		t.Errorf("segments %v, want %v", talk.Segments, want)
	}
}

func TestAnInterruptionTakesTheWord(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		client turn
		want   []Interruption
	}{
		"goes on after the other stops": {turn{4, 8, -20}, []Interruption{{1, 4000}}},
		"a yes in between":              {turn{3, 3.6, -20}, nil},
		"within the other's turn":       {turn{3, 4.5, -20}, nil},
		"an answer after the end":       {turn{5.1, 8, -20}, nil},
		"both at once":                  {turn{1.1, 8, -20}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			talk := Find([][]wave.Level{channel(12, -60, turn{1, 5, -18}), channel(12, -60, c.client)})
			if !reflect.DeepEqual(talk.Interruptions, c.want) {
				t.Errorf("interruptions %v, want %v", talk.Interruptions, c.want)
			}
		})
	}
}

func TestNothingSaidHasNoShare(t *testing.T) {
	t.Parallel()
	still := make([]wave.Level, 500)
	for i := range still {
		still[i].Still = true
	}
	for name, levels := range map[string][][]wave.Level{
		"nothing": nil, "digital silence": {still, still}, "noise": {channel(10, -50), channel(10, -50)},
		"a steady tone": {channel(10, -20)},
	} {
		talk := Find(levels)
		if _, ok := talk.Share(0); ok || len(talk.Segments) != 0 {
			t.Errorf("%s: %+v", name, talk)
		}
	}
}

func TestChannelsOfUnlikeLengthAreTaken(t *testing.T) {
	t.Parallel()
	talk := Find([][]wave.Level{channel(10, -60, turn{1, 2, -18}), channel(4, -60, turn{2, 4, -18})})
	if len(talk.Segments) != 2 || talk.DurationMS != 10_000 {
		t.Errorf("%+v", talk)
	}
}

func BenchmarkFindHour(b *testing.B) {
	levels := [][]wave.Level{channel(3600, -55, turn{1, 1800, -18}), channel(3600, -55, turn{1900, 3000, -20})}
	for b.Loop() {
		Find(levels)
	}
}
