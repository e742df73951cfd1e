package clip

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"razbor/audio/decode"
)

// counting is a recording whose samples count up.
type counting struct {
	info   decode.Info
	real   int64 // samples there are
	at     int64
	index  bool
	failAt int64
}

var errUnreadable = errors.New("unreadable")

func (c *counting) Info() decode.Info { return c.info }

func (c *counting) Read(dst []int16) (int, error) {
	if c.failAt > 0 && c.at >= c.failAt {
		return 0, errUnreadable
	}
	n := 0
	for ; n+c.info.Channels <= len(dst) && c.at < c.real; c.at++ {
		for ch := range c.info.Channels {
			dst[n] = int16(c.at*2 + int64(ch))
			n++
		}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (c *counting) SeekSample(sample int64) error {
	c.at = min(sample, c.real)
	return nil
}

func (c *counting) Close() error { return nil }

// indexed finds out its length only by going through.
type indexed struct{ counting }

func (c *indexed) BuildIndex(context.Context) error {
	c.info.Samples, c.index = c.real, true
	return nil
}

func recording(samples int64) *counting {
	return &counting{info: decode.Info{Rate: 8000, Channels: 2, Samples: samples}, real: samples}
}

// read decodes a clip again.
func read(t *testing.T, clip []byte) (decode.Info, []int16) {
	t.Helper()
	s, err := decode.OpenReader(bytes.NewReader(clip), "clip.wav")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var all []int16
	buf := make([]int16, 1000)
	for {
		n, err := s.Read(buf)
		all = append(all, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return s.Info(), all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAClipHoldsExactlyItsSamples(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		s           decode.Stream
		from, to    time.Duration
		first, last int64
	}{
		"the middle":     {recording(80_000), 2 * time.Second, 3500 * time.Millisecond, 16_000, 28_000},
		"all":            {recording(800), 0, time.Hour, 0, 800},
		"past the end":   {recording(80_000), 9 * time.Second, time.Minute, 72_000, 80_000},
		"unknown length": {&indexed{counting{info: decode.Info{Rate: 8000, Channels: 2, Samples: -1}, real: 80_000}}, time.Second, 2 * time.Second, 8000, 16_000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := CutStream(t.Context(), c.s, c.from, c.to, &out); err != nil {
				t.Fatal(err)
			}
			info, samples := read(t, out.Bytes())
			if info.Rate != 8000 || info.Channels != 2 || int64(len(samples)) != 2*(c.last-c.first) {
				t.Fatalf("%+v, %d values", info, len(samples))
			}
			for i, v := range samples {
				if v != int16(2*c.first+int64(i)) {
					t.Fatalf("value %d is %d", i, v)
				}
			}
		})
	}
}

// A recording that is shorter than it says must not leave a WAV that is shorter than it says.
func TestWhatTheRecordingLacksIsSilence(t *testing.T) {
	t.Parallel()
	s := recording(8000)
	s.info.Samples = 16_000
	var out bytes.Buffer
	if err := CutStream(t.Context(), s, 500*time.Millisecond, 2*time.Second, &out); err != nil {
		t.Fatal(err)
	}
	if _, samples := read(t, out.Bytes()); len(samples) != 24_000 || samples[23_999] != 0 || samples[7999] == 0 {
		t.Errorf("%d values", len(samples))
	}
}

func TestTimesWithoutSoundAreRefused(t *testing.T) {
	t.Parallel()
	for name, times := range map[string][2]time.Duration{
		"backwards": {2 * time.Second, time.Second}, "empty": {time.Second, time.Second},
		"before": {-time.Second, time.Second}, "after": {time.Minute, 2 * time.Minute},
	} {
		var out bytes.Buffer
		if err := CutStream(t.Context(), recording(8000), times[0], times[1], &out); !errors.Is(err, ErrNothing) || out.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, out.Len())
		}
	}
}

func TestErrorsComeThrough(t *testing.T) {
	t.Parallel()
	broken := recording(80_000)
	broken.failAt = 8000
	if err := CutStream(t.Context(), broken, 0, 5*time.Second, io.Discard); !errors.Is(err, errUnreadable) {
		t.Errorf("a damaged recording gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := CutStream(ctx, recording(8000), 0, time.Second, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled cut gives %v", err)
	}
	if err := Cut(t.Context(), filepath.Join(t.TempDir(), "none.wav"), 0, 1, io.Discard); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestAClipOfAClipIsTheSame(t *testing.T) {
	t.Parallel()
	var once, twice bytes.Buffer
	if err := CutStream(t.Context(), recording(8000), 0, time.Second, &once); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "once.wav")
	if err := os.WriteFile(path, once.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Cut(t.Context(), path, 0, time.Hour, &twice); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(once.Bytes(), twice.Bytes()) {
		t.Error("they differ")
	}
}
