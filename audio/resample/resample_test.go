package resample

import (
	"fmt"
	"math"
	"testing"
)

// resample brings all of the input to another rate in pieces.
func resample(from, to int, in []float32) []float32 {
	r := New(from, to)
	var out []float32
	buf := make([]float32, 2*97)
	for len(in) > 0 {
		n := min(2*61, len(in))
		r.Write(in[:n])
		in = in[n:]
		for {
			n := r.Read(buf)
			if n == 0 {
				break
			}
			out = append(out, buf[:2*n]...)
		}
	}
	r.Finish()
	for {
		n := r.Read(buf)
		if n == 0 {
			return out
		}
		out = append(out, buf[:2*n]...)
	}
}

func TestToneSurvivesANewRate(t *testing.T) {
	t.Parallel()
	for _, rates := range [][2]int{{8000, 48000}, {11025, 48000}, {16000, 48000}, {44100, 48000}, {48000, 48000}, {96000, 48000}, {7999, 48000}} {
		for _, share := range []float64{0.01, 0.1, 0.3} { // of the lower rate
			t.Run(fmt.Sprintf("%d to %d at %v", rates[0], rates[1], share), func(t *testing.T) {
				t.Parallel()
				hz := share * float64(min(rates[0], rates[1]))
				in := make([]float32, 2*rates[0])
				for i := range rates[0] {
					v := float32(0.5 * math.Sin(2*math.Pi*hz*float64(i)/float64(rates[0])))
					in[2*i], in[2*i+1] = v, -v
				}
				out := resample(rates[0], rates[1], in)
				if got := len(out) / 2; got < rates[1] || got > rates[1]+40*rates[1]/rates[0] {
					t.Errorf("%d frames of a second", got)
				}
				worst := 0.0
				for i := rates[1] / 50; i < rates[1]*49/50; i++ { // its place too: nothing may be delayed
					want := 0.5 * math.Sin(2*math.Pi*hz*float64(i)/float64(rates[1]))
					worst = max(worst, math.Abs(float64(out[2*i])-want), math.Abs(float64(out[2*i+1])+want))
				}
				if worst > 0.5*0.003 { // -50 dB
					t.Errorf("off by %v", worst)
				}
			})
		}
	}
}

// What the lower rate cannot hold must not come back as another tone.
func TestNothingIsMirroredDown(t *testing.T) {
	t.Parallel()
	in := make([]float32, 2*96000)
	for i := range 96000 {
		v := float32(0.5 * math.Sin(2*math.Pi*31000*float64(i)/96000))
		in[2*i], in[2*i+1] = v, v
	}
	worst := 0.0
	for _, v := range resample(96000, 48000, in)[2000:90000] {
		worst = max(worst, math.Abs(float64(v)))
	}
	if worst > 0.5*0.003 {
		t.Errorf("%v is left of it", worst)
	}
}

func TestResamplingForHoursKeepsCountsSmall(t *testing.T) {
	t.Parallel()
	r := New(11025, 48000)
	in, out := make([]float32, 2*1024), make([]float32, 2*512)
	made, given := 0, 0
	for made < 60*48000 {
		r.Write(in)
		given += 1024
		for {
			n := r.Read(out)
			if n == 0 {
				break
			}
			made += n
		}
	}
	if got, want := float64(made)/float64(given), 48000.0/11025; math.Abs(got/want-1) > 1e-4 {
		t.Errorf("%v frames for one, want %v", got, want)
	}
	if r.next > 3*48000 || cap(r.in) > 8192 {
		t.Errorf("counts up to %d, holds %d values", r.next, cap(r.in))
	}
}

func BenchmarkResampleSecond(b *testing.B) {
	in, out := make([]float32, 2*8000), make([]float32, 2*512)
	r := New(8000, 48000)
	b.ReportAllocs()
	for b.Loop() {
		r.Write(in)
		for r.Read(out) > 0 {
			continue
		}
	}
}
