package stretch

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// tone is so many seconds of interleaved frames of a sine, the right side half as loud.
func tone(hz float64, rate int, seconds float64, channels int) []float32 {
	frames := make([]float32, int(seconds*float64(rate))*channels)
	for i := range frames {
		v := 0.5 * math.Sin(2*math.Pi*hz*float64(i/channels)/float64(rate))
		frames[i] = float32(v / float64(i%channels+1))
	}
	return frames
}

// voice is a sawtooth-like voice whose pitch glides between 110 and 180 Hz.
func voice(rate int, seconds float64) []float32 {
	frames := make([]float32, int(seconds*float64(rate))*2)
	phase := 0.0
	for i := range len(frames) / 2 {
		at := float64(i) / float64(rate)
		phase += (145 + 35*math.Sin(2*math.Pi*0.7*at)) / float64(rate)
		v := 0.0
		for h := 1.0; h <= 12; h++ {
			v += math.Sin(2*math.Pi*h*phase) / h
		}
		v *= 0.2 * (0.6 + 0.4*math.Sin(2*math.Pi*3*at))
		frames[2*i], frames[2*i+1] = float32(v), float32(v)
	}
	return frames
}

// run puts input through s in pieces of odd sizes and calls each with the frames made so far before every read.
func run(s *Stretcher, channels int, in []float32, each func(made int)) []float32 {
	var out []float32
	buf := make([]float32, 331*channels)
	for {
		for s.Need() > 0 {
			if len(in) == 0 {
				s.Finish()
				break
			}
			n := min(max(s.Need()/2, 1)*channels, len(in))
			s.Write(in[:n])
			in = in[n:]
		}
		if each != nil {
			each(len(out) / channels)
		}
		n, _, _ := s.Read(buf)
		if n == 0 {
			return out
		}
		out = append(out, buf[:n*channels]...)
	}
}

// side takes one channel out.
func side(frames []float32, channel, channels int) []float32 {
	var out []float32
	for i := channel; i < len(frames); i += channels {
		out = append(out, frames[i])
	}
	return out
}

// pitch is the frequency of a tone, from the first rising zero to the last.
func pitch(samples []float32, rate int) float64 {
	first, last, count := -1.0, 0.0, -1
	for i := 1; i < len(samples); i++ {
		a, b := float64(samples[i-1]), float64(samples[i])
		if a < 0 && b >= 0 {
			last = float64(i-1) + a/(a-b)
			if first < 0 {
				first = last
			}
			count++
		}
	}
	return float64(count) / (last - first) * float64(rate)
}

// jump is the largest step from sample to sample.
func jump(samples []float32) float64 {
	most := 0.0
	for i := 1; i < len(samples); i++ {
		most = max(most, math.Abs(float64(samples[i]-samples[i-1])))
	}
	return most
}

func TestThePitchIsKeptAndTheTempoIsRight(t *testing.T) {
	t.Parallel()
	for _, rate := range []int{8000, 11025, 16000, 48000} {
		for _, speed := range []float64{0.5, 1, 1.5, 3} {
			for _, hz := range []float64{90, 440, 3000} {
				s := New(rate, 2)
				s.SetSpeed(speed)
				out := run(s, 2, tone(hz, rate, 1, 2), nil)
				for c := range 2 {
					one := side(out, c, 2)
					if got := pitch(one, rate); math.Abs(got/hz-1) > 0.005 {
						t.Errorf("%d Hz, ×%v: %v Hz came out as %.1f", rate, speed, hz, got)
					}
				}
				if got, want := float64(len(out)/2), float64(rate)/speed; math.Abs(got-want) > 2 {
					t.Errorf("%d Hz, ×%v: %v frames, want %v", rate, speed, got, want)
				}
			}
		}
	}
}

func TestAtTempoOneTheOutputIsTheInput(t *testing.T) {
	t.Parallel()
	for _, channels := range []int{1, 2} {
		in := tone(300, 8000, 1, channels)
		out := run(New(8000, channels), channels, in, nil)
		if len(out) != len(in) {
			t.Fatalf("%d values of %d", len(out), len(in))
		}
		for i := range in {
			if math.Abs(float64(out[i]-in[i])) > 1e-6 {
				t.Fatalf("value %d is %v, was %v", i, out[i], in[i])
			}
		}
	}
}

// No join may show as a step that the sound does not have of itself.
func TestNoClickWhenTheTempoChanges(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for name, in := range map[string][]float32{
		"low tone":  tone(110, 8000, 4, 2),
		"high tone": tone(1234.5, 8000, 4, 2),
		"voice":     voice(8000, 4),
	} {
		s := New(8000, 2)
		next := 0
		out := run(s, 2, in, func(made int) {
			if made >= next {
				s.SetSpeed(Slowest + r.Float64()*(Fastest-Slowest))
				next = made + 400
			}
		})
		if got, own := jump(side(out, 0, 2)), jump(side(in, 0, 2)); got > own*1.1 {
			t.Errorf("%s: a step of %.3f, the sound's own are %.3f at most", name, got, own)
		}
	}
}

func TestReadTellsThePlaceInTheInput(t *testing.T) {
	t.Parallel()
	s := New(8000, 1)
	s.SetSpeed(2)
	s.Write(make([]float32, 16_000))
	buf := make([]float32, 100)
	made, speed := 0, 2.0
	expected := 0.0
	for {
		n, at, rate := s.Read(buf)
		if n == 0 {
			break
		}
		if math.Abs(at-expected) > 1 {
			t.Fatalf("after %d frames the place is %v, want %v", made, at, expected)
		}
		made += n
		expected = at + float64(n)*rate
		if made > 2000 && speed == 2 {
			speed = 0.5
			s.SetSpeed(speed)
		}
	}
	if s.Need() == 0 || expected < 15_000 {
		t.Errorf("stopped at %v", expected)
	}
}

func TestAfterResetNothingOfThePastIsHeard(t *testing.T) {
	t.Parallel()
	s := New(8000, 2)
	s.SetSpeed(1.5)
	run(s, 2, tone(440, 8000, 1, 2), nil)
	s.Reset()
	in := tone(200, 8000, 1, 2)
	fresh := New(8000, 2)
	fresh.SetSpeed(1.5)
	if !slices.Equal(run(s, 2, in, nil), run(fresh, 2, in, nil)) {
		t.Error("a used stretcher gives something else than a fresh one")
	}
}

func TestShortInputComesOut(t *testing.T) {
	t.Parallel()
	for _, frames := range []int{0, 1, 2, 50, 96, 97, 200} {
		for _, speed := range []float64{0.5, 1, 3} {
			s := New(8000, 2)
			s.SetSpeed(speed)
			out := run(s, 2, make([]float32, 2*frames), nil)
			if got, want := len(out)/2, float64(frames)/speed; math.Abs(float64(got)-want) > 2 {
				t.Errorf("%d frames at ×%v gave %d", frames, speed, got)
			}
		}
	}
}

func TestTheTempoIsBounded(t *testing.T) {
	t.Parallel()
	s := New(8000, 1)
	for given, want := range map[float64]float64{0: 0.5, 99: 3, -1: 0.5, math.Inf(1): 3} {
		if s.SetSpeed(given); s.Speed() != want {
			t.Errorf("%v gives %v", given, s.Speed())
		}
	}
	s.SetSpeed(2)
	if s.SetSpeed(math.NaN()); s.Speed() != 2 {
		t.Errorf("not a number gives %v", s.Speed())
	}
}

// A stream that never ends must not grow in memory.
func TestTheInputIsForgotten(t *testing.T) {
	t.Parallel()
	s := New(8000, 2)
	buf, in := make([]float32, 256), make([]float32, 160)
	for _, speed := range []float64{0.5, 1, 3} {
		s.SetSpeed(speed)
		for range 3000 {
			for s.Need() > 0 {
				s.Write(in)
			}
			s.Read(buf)
		}
		if cap(s.in) > 8000 {
			t.Errorf("×%v holds %d values", speed, cap(s.in))
		}
	}
}

func BenchmarkSecondOfStereo(b *testing.B) {
	for name, rate := range map[string]int{"8kHz": 8000, "16kHz": 16000, "48kHz": 48000} {
		b.Run(name, func(b *testing.B) {
			in, buf := voice(rate, 1), make([]float32, 2048)
			s := New(rate, 2)
			s.SetSpeed(1.5)
			b.ReportAllocs()
			for b.Loop() {
				s.Write(in)
				for s.Need() == 0 {
					s.Read(buf)
				}
			}
		})
	}
}
