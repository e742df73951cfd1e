package mp3

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// directLong is the inverse transform as the standard writes it, windowed and
// with the frequency inversion of odd subbands.
func directLong(in []float64, kind, sb int) (out [36]float64) {
	for i := range out {
		for k, x := range in {
			out[i] += x * math.Cos(math.Pi/72*float64((2*i+1+18)*(2*k+1)))
		}
		out[i] *= longWindow(kind, i)
		if sb&1 == 1 && i&1 == 1 {
			out[i] = -out[i]
		}
	}
	return out
}

func directShort(in []float64, sb int) (out [36]float64) {
	for w := range 3 {
		for i := range 12 {
			var sum float64
			for k := range 6 {
				sum += in[3*k+w] * math.Cos(math.Pi/24*float64((2*i+1+6)*(2*k+1)))
			}
			out[6+6*w+i] += sum * math.Sin(math.Pi/12*(float64(i)+0.5))
		}
	}
	for i := 1; i < 36; i += 2 {
		if sb&1 == 1 {
			out[i] = -out[i]
		}
	}
	return out
}

func near(t *testing.T, what string, got float32, want float64) {
	t.Helper()
	if math.Abs(float64(got)-want) > 2e-5*max(1, math.Abs(want)) {
		t.Errorf("%s: got %g, want %g", what, got, want)
	}
}

func TestTheFastTransformEqualsTheFormulaOfTheStandard(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	tab := buildTables()
	for kind := range 4 {
		for sb := range 2 {
			var in [slots]float32
			wide := make([]float64, slots)
			for i := range in {
				in[i] = rnd.Float32()*2 - 1
				wide[i] = float64(in[i])
			}
			var overlap [slots]float32
			var out [slots][subbands]float32
			want := directLong(wide, kind, sb)
			if kind == blockShort {
				want = directShort(wide, sb)
				shortTransform(tab, &in, &tab.shortWin[sb], &overlap, &out, sb)
			} else {
				longTransform(tab, &in, &tab.longWin[kind][sb], &overlap, &out, sb)
			}
			for i := range slots {
				near(t, fmt.Sprintf("kind %d subband %d first half %d", kind, sb, i), out[i][sb], want[i])
				near(t, fmt.Sprintf("kind %d subband %d second half %d", kind, sb, i), overlap[i], want[slots+i])
			}
		}
	}
}

// windowD is the whole window of table B.3.
func windowD(i int) float64 {
	if i <= 256 {
		return float64(synthWindow[i]) / 65536
	}
	v := float64(synthWindow[512-i]) / 65536
	if i%64 != 0 {
		return -v
	}
	return v
}

func TestTheFastSynthesisEqualsTheFlowChartOfTheStandard(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(3, 4))
	tab := buildTables()
	var synth synthesis
	var v [1024]float64
	for range 3 {
		var in [slots][subbands]float32
		for s := range in {
			for k := range in[s] {
				in[s][k] = (rnd.Float32()*2 - 1) / 16
			}
		}
		got := make([]int16, 2*granuleSamples)
		synth.run(&tab.synth, &in, got, 2)
		for s := range in {
			copy(v[64:], v[:960])
			for i := range 64 {
				v[i] = 0
				for k, x := range in[s] {
					v[i] += math.Cos(float64((16+i)*(2*k+1))*math.Pi/64) * float64(x)
				}
			}
			for j := range subbands {
				var sum float64
				for i := range 8 {
					sum += v[128*i+j]*windowD(64*i+j) + v[128*i+96+j]*windowD(64*i+32+j)
				}
				if d := float64(got[2*(s*subbands+j)]) - sum*32768; math.Abs(d) > 0.51 {
					t.Fatalf("slot %d output %d: got %d, want %g", s, j, got[2*(s*subbands+j)], sum*32768)
				}
			}
		}
	}
}
