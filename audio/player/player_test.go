package player

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"razbor/audio/decode"
	"razbor/audio/device"
)

// memory is a recording of generated samples.
type memory struct {
	rate, channels int
	samples        int64
	unknown        bool // the length is not told
	breakAt        int64
	wave           func(sample int64, channel int) int16

	mu     sync.Mutex
	at     int64
	closed bool
}

var errBroken = errors.New("damaged here")

func (m *memory) Info() decode.Info {
	info := decode.Info{Format: "test", Codec: "PCM", Rate: m.rate, Channels: m.channels, Samples: m.samples}
	if m.unknown {
		info.Samples = -1
	}
	return info
}

func (m *memory) Read(dst []int16) (int, error) {
	n := 0
	for ; n+m.channels <= len(dst) && m.at < m.samples; m.at++ {
		if m.breakAt > 0 && m.at >= m.breakAt {
			break
		}
		for c := range m.channels {
			dst[n] = m.wave(m.at, c)
			n++
		}
	}
	if n > 0 {
		return n, nil
	}
	if m.at < m.samples {
		return 0, errBroken
	}
	return 0, io.EOF
}

func (m *memory) SeekSample(sample int64) error {
	m.at = min(max(sample, 0), m.samples)
	return nil
}

func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

func (m *memory) isClosed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.closed
}

// tone is a sine of both sides.
func tone(hz float64, rate int) func(int64, int) int16 {
	return func(sample int64, _ int) int16 {
		return int16(12000 * math.Sin(2*math.Pi*hz*float64(sample)/float64(rate)))
	}
}

func recording(seconds float64) *memory {
	const rate = 8000
	return &memory{rate: rate, channels: 2, samples: int64(seconds * rate), wave: tone(440, rate)}
}

// silent makes a player without a device and loads the recording.
func silent(t *testing.T, m *memory, opts ...Option) *Player {
	t.Helper()
	p := New(append([]Option{WithDevice(device.None())}, opts...)...)
	if err := p.LoadStream(m); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	return p
}

// near fails unless the position is where it is wanted, within 20 ms.
func near(t *testing.T, p *Player, want time.Duration) {
	t.Helper()
	if got := p.State().Position; (got - want).Abs() > 20*time.Millisecond {
		t.Errorf("position is %v, want %v", got, want)
	}
}

func TestWithoutADeviceTheClockRunsAndSaysWhy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(10))
		defer p.Close()
		if s := p.State(); !s.Loaded || s.Playing || s.Duration != 10*time.Second || s.Device.Phase != DeviceNone {
			t.Errorf("after loading: %+v", s)
		}
		p.Play()
		time.Sleep(3 * time.Second)
		near(t, p, 3*time.Second)
		if d := p.State().Device; d.Phase != DeviceSilent || d.Reason != device.ReasonNoOutput {
			t.Errorf("device is %+v", d)
		}
	})
}

func TestThePositionFollowsTheTempo(t *testing.T) {
	t.Parallel()
	for name, speed := range map[string]float64{"half": 0.5, "as it is": 1, "quick": 1.5, "thrice": 3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := silent(t, recording(30))
				defer p.Close()
				p.SetSpeed(speed)
				p.Play()
				time.Sleep(4 * time.Second)
				near(t, p, time.Duration(4*speed*float64(time.Second)))
			})
		})
	}
}

func TestTheTempoChangesWhilePlaying(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(30))
		defer p.Close()
		p.Play()
		time.Sleep(time.Second)
		p.SetSpeed(2)
		time.Sleep(time.Second)
		got := p.State().Position
		if got < 2700*time.Millisecond || got > 3*time.Second { // what was queued plays at the old tempo
			t.Errorf("position is %v", got)
		}
		time.Sleep(time.Second)
		near(t, p, got+2*time.Second)
	})
}

func TestAfterAPausePlayBeginsALittleEarlier(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(30), WithResumeBack(2*time.Second))
		defer p.Close()
		p.Play()
		time.Sleep(5 * time.Second)
		p.Toggle()
		time.Sleep(time.Second)
		near(t, p, 5*time.Second)
		p.Toggle()
		time.Sleep(time.Second)
		near(t, p, 4*time.Second)
		p.Pause()
		p.Seek(20 * time.Second)
		p.Play()
		time.Sleep(time.Second)
		near(t, p, 21*time.Second) // a place that was asked for is not moved
	})
}

func TestASeekIsToldAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(30))
		defer p.Close()
		p.Seek(12 * time.Second)
		if got := p.State().Position; got != 12*time.Second {
			t.Errorf("position is %v", got)
		}
		p.Seek(99 * time.Second)
		if got := p.State().Position; got != 30*time.Second {
			t.Errorf("position past the end is %v", got)
		}
		p.Seek(-time.Second)
		if got := p.State().Position; got != 0 {
			t.Errorf("position before the beginning is %v", got)
		}
	})
}

func TestTheEndIsReachedAndPlayBeginsAnew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := recording(2)
		m.unknown = true
		p := silent(t, m)
		defer p.Close()
		if d := p.State().Duration; d != -1 {
			t.Errorf("unknown duration is %v", d)
		}
		p.Play()
		time.Sleep(2500 * time.Millisecond)
		if s := p.State(); !s.Ended || s.Playing || s.Position != 2*time.Second || s.Duration != 2*time.Second {
			t.Errorf("at the end: %+v", s)
		}
		p.Play()
		time.Sleep(time.Second)
		near(t, p, time.Second)
		if p.State().Ended {
			t.Error("ended while playing")
		}
	})
}

func TestALoopRepeats(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(30))
		defer p.Close()
		p.SetLoop(4*time.Second, 3*time.Second)
		p.Play()
		time.Sleep(1500 * time.Millisecond)
		near(t, p, 3500*time.Millisecond)
		time.Sleep(10 * time.Second)
		near(t, p, 3500*time.Millisecond)
		p.ClearLoop()
		time.Sleep(2 * time.Second)
		near(t, p, 5500*time.Millisecond)
	})
}

// A loop is often closed at the very place that is heard, when later sound is queued already.
func TestALoopClosedAtThePlayheadGoesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(30))
		defer p.Close()
		p.Play()
		time.Sleep(5 * time.Second)
		p.SetLoop(3*time.Second, p.State().Position)
		time.Sleep(time.Second)
		near(t, p, 4*time.Second)
	})
}

func TestPausesArePassedOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := recording(60)
		speech := m.wave
		m.wave = func(sample int64, c int) int16 {
			if second := sample / 8000; second >= 2 && second < 50 {
				return int16(sample % 3) // the line, not quite silent
			}
			return speech(sample, c)
		}
		p := silent(t, m)
		defer p.Close()
		p.SetSkipSilence(true)
		p.Play()
		time.Sleep(4 * time.Second)
		if got := p.State().Position; got < 51*time.Second || got > 52*time.Second {
			t.Errorf("position is %v: the pause should have taken less than a second", got)
		}
	})
}

func TestADamagedRecordingStopsWithItsError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := recording(10)
		m.breakAt = 3 * 8000
		p := silent(t, m)
		defer p.Close()
		p.Play()
		time.Sleep(5 * time.Second)
		if s := p.State(); s.Playing || s.Ended || !errors.Is(s.Err, errBroken) {
			t.Errorf("after the damage: %+v", s)
		}
		p.Seek(time.Second)
		p.Play()
		time.Sleep(time.Second)
		near(t, p, 2*time.Second)
	})
}

func TestTheOldRecordingIsClosed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		first, second := recording(10), recording(20)
		p := silent(t, first)
		p.Play()
		time.Sleep(time.Second)
		if err := p.LoadStream(second); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if s := p.State(); s.Playing || s.Position != 0 || s.Duration != 20*time.Second || !first.isClosed() {
			t.Errorf("after the second load: %+v, first closed: %t", s, first.isClosed())
		}
		p.Unload()
		synctest.Wait()
		if s := p.State(); s.Loaded || !second.isClosed() {
			t.Errorf("after unload: %+v, closed: %t", s, second.isClosed())
		}
		p.Play()
		p.Close()
		p.Close()
		if err := p.LoadStream(recording(1)); !errors.Is(err, ErrClosed) {
			t.Errorf("loading into a closed player gives %v", err)
		}
	})
}

func TestWhatIsNotARecordingIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "empty.wav")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := New(WithDevice(device.None()))
	defer p.Close()
	if err := p.Load(t.Context(), path); !errors.Is(err, decode.ErrEmpty) {
		t.Errorf("an empty file gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Load(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled load gives %v", err)
	}
	if p.State().Loaded {
		t.Error("something is loaded")
	}
}

func TestSettingsAreBounded(t *testing.T) {
	t.Parallel()
	p := New(WithDevice(device.None()))
	defer p.Close()
	p.SetSpeed(9)
	p.SetVolume(-1)
	if s := p.State(); s.Speed != 3 || s.Volume != 0 {
		t.Errorf("bounded to %+v", s)
	}
	p.SetSpeed(0)
	p.SetVolume(7)
	p.SetSpeed(math.NaN())
	p.SetVolume(math.NaN())
	if s := p.State(); s.Speed != 0.5 || s.Volume != MaxVolume {
		t.Errorf("bounded to %+v", s)
	}
}

// A place asked for before the player has taken the recording up was forgotten,
// and the call began at its beginning.
func TestASeekRightAfterLoadingIsNotLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := silent(t, recording(10))
		defer p.Close()
		if err := p.LoadStream(recording(30)); err != nil {
			t.Fatal(err)
		}
		p.Seek(12 * time.Second)
		synctest.Wait()
		near(t, p, 12*time.Second)
		p.Play()
		time.Sleep(time.Second)
		near(t, p, 13*time.Second)
	})
}
