package wave

import (
	"context"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"razbor/audio/decode"
)

// generated is a recording made by a function.
type generated struct {
	info    decode.Info
	at      int64
	damage  int64 // 0 is none
	readMax int   // frames a read, 0 is as asked
	value   func(sample int64, channel int) int16
}

var errDamaged = errors.New("damaged")

func (g *generated) Info() decode.Info { return g.info }

func (g *generated) Read(dst []int16) (int, error) {
	if g.damage > 0 && g.at >= g.damage {
		return 0, errDamaged
	}
	n := 0
	for ; n+g.info.Channels <= len(dst) && g.at < g.info.Samples && (g.damage == 0 || g.at < g.damage); g.at++ {
		for c := range g.info.Channels {
			dst[n] = g.value(g.at, c)
			n++
		}
		if g.readMax > 0 && n >= g.readMax*g.info.Channels {
			g.at++
			break
		}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (g *generated) SeekSample(sample int64) error {
	g.at = sample
	return nil
}

func (g *generated) Close() error { return nil }

// steps is a recording whose second number i is a square wave of amplitude i·1000, on the right half as loud.
func steps(rate, seconds int) *generated {
	return &generated{
		info: decode.Info{Rate: rate, Channels: 2, Samples: int64(rate * seconds)},
		value: func(sample int64, channel int) int16 {
			v := int16(1000 * (sample / int64(rate)) / int64(channel+1))
			if sample%2 == 1 {
				return -v
			}
			return v
		},
	}
}

func compute(t *testing.T, s decode.Stream) Waveform {
	t.Helper()
	w, err := Compute(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// alike fails unless two amplitudes are the same within a code of the given step.
func alike(t *testing.T, what string, got float32, want, db float64) {
	t.Helper()
	if want == 0 && got == 0 {
		return
	}
	if off := math.Abs(20 * math.Log10(float64(got)/want)); !(off <= db) {
		t.Errorf("%s is %v, want %v within %v dB", what, got, want, db)
	}
}

func TestColumnsShowTheLevelOfTheirTime(t *testing.T) {
	t.Parallel()
	for name, rate := range map[string]int{"8 kHz": 8000, "11.025 kHz": 11025, "48 kHz": 48000, "odd": 12345} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := compute(t, steps(rate, 20))
			if w.Duration() != 20*time.Second || w.Channels() != 2 {
				t.Fatalf("duration %v, channels %d", w.Duration(), w.Channels())
			}
			for _, second := range []int{1, 7, 19} {
				from := time.Duration(second)*time.Second + 100*time.Millisecond
				for channel := range 2 {
					for _, c := range w.Columns(channel, 5, from, from+800*time.Millisecond) {
						want := float64(second) * 1000 / float64(channel+1) / 32768
						alike(t, "peak", c.Peak, want, 0.4)
						alike(t, "rms", c.RMS, want, 0.6)
					}
				}
			}
		})
	}
}

func TestCoarseColumnsHoldThePeakOfAllTheySpan(t *testing.T) {
	t.Parallel()
	w := compute(t, steps(8000, 6))
	all := w.Columns(0, 1, 0, w.Duration())
	alike(t, "peak of the whole", all[0].Peak, 5000.0/32768, 0.8)
	power := 0.0
	for i := range 6 {
		power += float64(i * i)
	}
	alike(t, "rms of the whole", all[0].RMS, 1000*math.Sqrt(power/6)/32768, 0.8)
}

func TestColumnsOutsideOfTheRecordingAreFlat(t *testing.T) {
	t.Parallel()
	w := compute(t, steps(8000, 5))
	for name, columns := range map[string][]Column{
		"before":      w.Columns(0, 4, -10*time.Second, -5*time.Second),
		"after":       w.Columns(0, 4, 6*time.Second, 9*time.Second),
		"no channel":  w.Columns(2, 4, 0, time.Second),
		"backwards":   w.Columns(0, 4, time.Second, 0),
		"no waveform": Waveform{}.Columns(0, 4, 0, time.Second),
	} {
		if !reflect.DeepEqual(columns, make([]Column, 4)) {
			t.Errorf("%s: %v", name, columns)
		}
	}
	if got := w.Columns(0, 0, 0, time.Second); len(got) != 0 {
		t.Errorf("no columns: %v", got)
	}
}

// A reader may give any number of frames at a time.
func TestTheWaveformDoesNotDependOnHowItIsRead(t *testing.T) {
	t.Parallel()
	slow := steps(11025, 3)
	slow.readMax = 17
	if a, b := compute(t, steps(11025, 3)), compute(t, slow); !reflect.DeepEqual(a, b) {
		t.Error("two readings of one recording differ")
	}
}

func TestProgressGrowsAndIsNotTouchedAfterwards(t *testing.T) {
	t.Parallel()
	var seen []Waveform
	var drawn [][]Column
	long := steps(800, 200)
	long.value = func(sample int64, _ int) int16 { return int16(sample % 30000) }
	_, err := Compute(t.Context(), long, func(w Waveform) {
		seen = append(seen, w)
		drawn = append(drawn, w.Columns(0, 50, 0, 200*time.Second))
	})
	if err != nil || len(drawn) < 5 {
		t.Fatalf("error %v, progress %d times", err, len(drawn))
	}
	for i, w := range seen {
		if i > 0 && w.Duration() <= seen[i-1].Duration() {
			t.Errorf("progress %d does not grow", i)
		}
		if !reflect.DeepEqual(w.Columns(0, 50, 0, 200*time.Second), drawn[i]) {
			t.Errorf("progress %d changed after it was given", i)
		}
	}
}

func TestDamageLeavesWhatCameBefore(t *testing.T) {
	t.Parallel()
	g := steps(8000, 10)
	g.damage = 4 * 8000
	w, err := Compute(t.Context(), g, nil)
	if !errors.Is(err, errDamaged) || w.Duration() != 4*time.Second {
		t.Errorf("error %v, duration %v", err, w.Duration())
	}
}

func TestComputingCanBeStopped(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Compute(ctx, steps(8000, 10), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// voices is an hour that does not compress well: loudness jumps at random.
func voices(rate int, length time.Duration) *generated {
	r := rand.New(rand.NewPCG(1, 2))
	loud := 0.0
	return &generated{
		info: decode.Info{Rate: rate, Channels: 2, Samples: int64(length.Seconds() * float64(rate))},
		value: func(sample int64, _ int) int16 {
			if sample%int64(rate/50) == 0 {
				loud = math.Pow(10, -3*r.Float64())
			}
			return int16(32000 * loud * (2*r.Float64() - 1))
		},
	}
}

func TestTheBlobIsSmallAndDrawsTheSame(t *testing.T) {
	t.Parallel()
	length := 30 * time.Minute
	w := compute(t, voices(1000, length))
	blob, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if len(blob) > 50_000 {
		t.Errorf("%d bytes for %v", len(blob), length)
	}
	var back Waveform
	if err := back.UnmarshalBinary(blob); err != nil {
		t.Fatal(err)
	}
	if back.Duration() != w.Duration() || back.Channels() != 2 {
		t.Errorf("came back as %v, %d channels", back.Duration(), back.Channels())
	}
	want, got := w.Columns(1, 60, 0, length), back.Columns(1, 60, 0, length)
	for i := range want {
		alike(t, "peak", got[i].Peak, float64(want[i].Peak), 1.2)
		alike(t, "rms", got[i].RMS, float64(want[i].RMS), 1.2)
	}
	again, err := back.MarshalBinary()
	if err != nil || len(again) > 50_000 {
		t.Errorf("kept again: %d bytes, %v", len(again), err)
	}
}

func TestSmallWaveformsComeBack(t *testing.T) {
	t.Parallel()
	for name, samples := range map[string]int64{"nothing": 0, "one sample": 1, "one bucket": 320, "a little more": 321} {
		g := steps(8000, 1)
		g.info.Samples = samples
		w := compute(t, g)
		blob, err := w.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var back Waveform
		if err := back.UnmarshalBinary(blob); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got, want := back.Duration(), w.Duration().Truncate(time.Millisecond); got != want {
			t.Errorf("%s: duration %v, want %v", name, got, want)
		}
	}
}

func TestBytesThatAreNoWaveformAreRefused(t *testing.T) {
	t.Parallel()
	good, err := compute(t, steps(8000, 9)).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	change := func(at int, to byte) []byte {
		b := append([]byte(nil), good...)
		b[at] = to
		return b
	}
	for name, blob := range map[string][]byte{
		"nothing":       nil,
		"another magic": change(0, 'X'),
		"later version": change(3, 2),
		"channels":      change(4, 9),
		"bucket":        change(5, 0),
		"duration":      change(9, 255),
		"longer":        change(7, 200),
		"cut":           good[:len(good)-4],
	} {
		var w Waveform
		if err := w.UnmarshalBinary(blob); !errors.Is(err, ErrBlob) {
			t.Errorf("%s: error %v", name, err)
		}
		if w.Channels() != 0 {
			t.Errorf("%s: something was read", name)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	for _, s := range []*generated{steps(8000, 3), steps(800, 100)} {
		w, err := Compute(context.Background(), s, nil)
		if err != nil {
			f.Fatal(err)
		}
		blob, err := w.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(blob)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var w Waveform
		if err := w.UnmarshalBinary(data); err != nil {
			return
		}
		for _, c := range w.Columns(0, 100, 0, w.Duration()) {
			if !(c.Peak >= 0 && c.Peak <= 1 && c.RMS >= 0 && c.RMS <= 1) {
				t.Fatalf("column %+v", c)
			}
		}
		if _, err := w.MarshalBinary(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestCutTopsAndDigitalSilenceAreSeen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		block   []int16
		clipped uint8
		still   bool
	}{
		"zeros":           {block: []int16{0, 0, 0, 0}, still: true},
		"A-law silence":   {block: []int16{8, -8, 8, -8}, still: true},
		"a constant":      {block: []int16{500, 500, 500, 500}, still: true},
		"faint noise":     {block: []int16{9, -4, 12, 3}},
		"loud, not cut":   {block: []int16{32767, 20000, 32767, 32767, -100}},
		"cut once":        {block: []int16{1, 32767, 32767, 32767, 32767, 5}, clipped: 4},
		"cut on two ends": {block: []int16{32767, 32767, 32767, -32768, -32768, -32768}, clipped: 6},
		"A-law top":       {block: []int16{0, 32256, 32256, 32256, 0}, clipped: 3},
	} {
		got := measure(c.block, 1)
		if got.Clipped != c.clipped || got.Still != c.still {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestCodesAreLogarithmic(t *testing.T) {
	t.Parallel()
	for _, db := range []float64{0, -6, -20, -60, -90} {
		code := codes.of(float32(math.Pow(10, db/20)))
		if off := math.Abs(DB(code) - db); off > 0.4 {
			t.Errorf("%v dB has the code of %v", db, DB(code))
		}
	}
	if codes.of(0) != 0 || DB(0) != -96 || CodeOf(9) != 255 {
		t.Error("the ends are wrong")
	}
}

func BenchmarkMeasureMinuteOfStereo(b *testing.B) {
	samples := make([]int16, 2*8000*60)
	for i := range samples {
		samples[i] = int16(i * 7919)
	}
	b.SetBytes(int64(2 * len(samples)))
	for b.Loop() {
		m := NewMeter(8000, 2)
		m.Write(samples)
	}
}

func BenchmarkColumnsOfThreeHours(b *testing.B) {
	w, err := Compute(context.Background(), steps(800, 3*3600), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		w.Columns(0, 240, 0, w.Duration())
	}
}

func BenchmarkUnmarshalHour(b *testing.B) {
	w, err := Compute(context.Background(), steps(800, 3600), nil)
	if err != nil {
		b.Fatal(err)
	}
	blob, err := w.MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := w.UnmarshalBinary(blob); err != nil {
			b.Fatal(err)
		}
	}
}
