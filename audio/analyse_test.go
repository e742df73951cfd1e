package audio_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"razbor/audio"
	"razbor/audio/faults"
	"razbor/audio/wave"
)

const rate = 8000

// dialogue writes a stereo WAV of so many seconds: each side speaks two seconds in four over a noisy line. In the
// seconds from and to the right side is digitally silent.
func dialogue(t testing.TB, seconds, from, to int) string {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	var data []byte
	for i := range seconds * rate {
		second := i / rate
		for c := range 2 {
			loud := 60.0
			if second/2%2 == c && i%rate < rate*9/10 {
				loud = 9000
			}
			if c == 1 && second >= from && second < to {
				loud = 0
			}
			data = binary.LittleEndian.AppendUint16(data, uint16(int16(loud*(2*r.Float64()-1))))
		}
	}
	var file bytes.Buffer
	file.WriteString("RIFF")
	file.Write(binary.LittleEndian.AppendUint32(nil, uint32(36+len(data))))
	file.WriteString("WAVEfmt \x10\x00\x00\x00\x01\x00\x02\x00")
	file.Write(binary.LittleEndian.AppendUint32(nil, rate))
	file.Write(binary.LittleEndian.AppendUint32(nil, 4*rate))
	file.WriteString("\x04\x00\x10\x00data")
	file.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(data))))
	file.Write(data)
	path := filepath.Join(t.TempDir(), "call.wav")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOneReadingTellsAll(t *testing.T) {
	t.Parallel()
	progress := 0
	a, err := audio.Analyse(t.Context(), dialogue(t, 80, 40, 60), func(wave.Waveform) { progress++ })
	if err != nil {
		t.Fatal(err)
	}
	if a.Info.Rate != rate || a.Waveform.Duration() != 80*time.Second || progress != 2 {
		t.Errorf("info %+v, duration %v, progress %d times", a.Info, a.Waveform.Duration(), progress)
	}
	if len(a.Faults) != 1 || a.Faults[0] != (faults.Fault{Kind: faults.OneWay, FromMS: 40_000, ToMS: 60_000, Channel: 1}) {
		t.Errorf("faults %+v", a.Faults)
	}
	if share, ok := a.Talk.Share(0); !ok || share < 0.5 || share > 0.65 {
		t.Errorf("share %v %t", share, ok)
	}
	for _, s := range a.Talk.Segments {
		if s.FromMS%4000/2000 != int64(s.Channel) {
			t.Errorf("segment %+v is out of turn", s)
		}
	}
}

func TestAnalysingTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	if _, err := audio.Analyse(t.Context(), filepath.Join(t.TempDir(), "none.wav"), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := audio.Analyse(ctx, dialogue(t, 1, 0, 0), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled analysis gives %v", err)
	}
}

func BenchmarkAnalyseTwoMinutesOfWAV(b *testing.B) {
	path := dialogue(b, 120, 40, 60)
	b.SetBytes(120 * rate * 4)
	for b.Loop() {
		if _, err := audio.Analyse(b.Context(), path, nil); err != nil {
			b.Fatal(err)
		}
	}
}
