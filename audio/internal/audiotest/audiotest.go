// Package audiotest makes recordings for tests and holds the assertions that
// every stream must pass. It is for tests only.
package audiotest

import (
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"razbor/audio/decode"
)

// Signal is a sound with something of everything: two tones that differ from
// channel to channel, a sweep, clicks and a stretch of silence. It is the same
// at every call.
func Signal(rate, channels, samples int) []int16 {
	rnd := rand.New(rand.NewPCG(uint64(rate), uint64(channels)))
	out := make([]int16, samples*channels)
	for i := range samples {
		t := float64(i) / float64(rate)
		for ch := range channels {
			v := 6000*math.Sin(2*math.Pi*(300+150*float64(ch))*t) + 3000*math.Sin(2*math.Pi*(400+500*t)*t)
			switch phase := i % rate; {
			case phase > rate*8/10:
				v = 0
			case phase > rate*6/10:
				v += 2000 * (rnd.Float64() - 0.5)
			}
			if i%(rate/3) == 0 {
				v = 20000
			}
			out[i*channels+ch] = int16(v)
		}
	}
	return out
}

// Open opens a recording that is in memory, and closes it when the test ends.
func Open(t testing.TB, data []byte, name string) decode.Stream {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return OpenFile(t, path)
}

// OpenFile opens a recording, and closes it when the test ends.
func OpenFile(t testing.TB, path string) decode.Stream {
	t.Helper()
	s, err := decode.Open(path)
	if err != nil {
		t.Fatalf("open %s: %v", filepath.Base(path), err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close %s: %v", filepath.Base(path), err)
		}
	})
	return s
}

// Read reads a stream to its end.
func Read(t testing.TB, s decode.Stream) []int16 {
	t.Helper()
	var out []int16
	buf := make([]int16, 8192)
	for {
		n, err := s.Read(buf)
		out = append(out, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("read after %d values: %v", len(out), err)
		}
		if n == 0 {
			t.Fatalf("read gave nothing and no error after %d values", len(out))
		}
	}
}

// SNR is how far got lies from want, in dB: the energy of want over that of the
// difference. Equal samples give +Inf.
func SNR(want, got []int16) float64 {
	var signal, noise float64
	for i, w := range want {
		g := 0.0
		if i < len(got) {
			g = float64(got[i])
		}
		signal += float64(w) * float64(w)
		noise += (float64(w) - g) * (float64(w) - g)
	}
	return 10 * math.Log10(signal/noise)
}

// FFmpeg decodes a file with ffmpeg to the samples that it holds; before goes in
// front of the file on the command line. The test is skipped where there is no
// ffmpeg.
func FFmpeg(t testing.TB, path string, before ...string) []int16 {
	t.Helper()
	NeedFFmpeg(t)
	args := append([]string{"-v", "error", "-nostdin"}, before...)
	out, err := exec.Command("ffmpeg", append(args, "-i", path, "-f", "s16le", "-")...).Output()
	if err != nil {
		t.Fatalf("ffmpeg: %v", err)
	}
	samples := make([]int16, len(out)/2)
	for i := range samples {
		samples[i] = int16(uint16(out[2*i]) | uint16(out[2*i+1])<<8)
	}
	return samples
}

// Encode makes a file with ffmpeg out of 16-bit samples. The test is skipped
// where there is no ffmpeg.
func Encode(t testing.TB, samples []int16, rate, channels int, name string, args ...string) string {
	t.Helper()
	NeedFFmpeg(t)
	dir := t.TempDir()
	in := filepath.Join(dir, "in.wav")
	wav := WAV{Tag: 1, Channels: channels, Rate: rate, Bits: 16, Data: PCM(samples, 2)}
	if err := os.WriteFile(in, wav.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, name)
	all := append([]string{"-v", "error", "-nostdin", "-i", in}, args...)
	if out, err := exec.Command("ffmpeg", append(all, path)...).CombinedOutput(); err != nil {
		t.Skipf("this ffmpeg does not make %s: %s", name, out)
	}
	return path
}

// NeedFFmpeg skips the test where there is no ffmpeg.
func NeedFFmpeg(t testing.TB) {
	t.Helper()
	NeedProgram(t, "ffmpeg")
}

// NeedProgram skips the test where a program to compare with is not installed,
// and fails it where RAZBOR_SOUND_TESTS=required says that it must be.
func NeedProgram(t testing.TB, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err == nil {
		return
	}
	if os.Getenv("RAZBOR_SOUND_TESTS") == "required" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed: nothing to compare with", name)
}
