package player

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"razbor/audio/device"
)

// fakeDevice is a clock that can be taken away.
type fakeDevice struct {
	*device.Silent
	lost   atomic.Bool
	closed atomic.Bool
}

func (f *fakeDevice) Name() string { return "fake" }

func (f *fakeDevice) Write(frames []float32) (int, error) {
	if f.lost.Load() {
		return 0, fmt.Errorf("fake: %w", device.ErrLost)
	}
	return f.Silent.Write(frames)
}

func (f *fakeDevice) Stop() error {
	if err := f.Silent.Stop(); err != nil || !f.lost.Load() {
		return err
	}
	return fmt.Errorf("fake: %w", device.ErrLost)
}

func (f *fakeDevice) Close() error {
	f.closed.Store(true)
	return f.Silent.Close()
}

// socket opens fake devices while it is plugged.
type socket struct {
	mu      sync.Mutex
	plugged bool
	slow    time.Duration
	opened  []*fakeDevice
	tries   int
}

func (s *socket) Open(ctx context.Context) (device.Output, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tries++
	if s.slow > 0 {
		select {
		case <-ctx.Done():
			return nil, &device.NoDeviceError{Reason: device.ReasonTimeout, Err: ctx.Err()}
		case <-time.After(s.slow):
		}
	}
	if !s.plugged {
		return nil, &device.NoDeviceError{Reason: device.ReasonNoServer, Err: fmt.Errorf("unplugged")}
	}
	f := &fakeDevice{Silent: device.NewSilent(time.Now)}
	s.opened = append(s.opened, f)
	return f, nil
}

// seen is how often a device was asked for, and those that were given.
func (s *socket) seen() (tries int, opened []*fakeDevice) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tries, append([]*fakeDevice(nil), s.opened...)
}

// first is the first device that was given.
func (s *socket) first() *fakeDevice {
	_, opened := s.seen()
	return opened[0]
}

// plug puts the device in or takes it out, as it is.
func (s *socket) plug(in bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plugged = in
	if !in {
		for _, f := range s.opened {
			f.lost.Store(true)
		}
	}
}

func TestNoDeviceIsOpenedBeforeTheFirstPlay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true}
		p := silent(t, recording(30), WithDevice(s))
		p.Seek(time.Second)
		time.Sleep(time.Minute)
		if tries, _ := s.seen(); tries != 0 {
			t.Errorf("opened %d times", tries)
		}
		p.Play()
		time.Sleep(time.Second)
		p.Pause()
		p.Play()
		p.Seek(3 * time.Second)
		time.Sleep(time.Second)
		tries, _ := s.seen()
		if d := p.State().Device; tries != 1 || d.Phase != DeviceOpen || d.Name != "fake" {
			t.Errorf("opened %d times, device %+v", tries, d)
		}
		p.Close()
		if !s.first().closed.Load() {
			t.Error("the device was not given back")
		}
	})
}

func TestADeviceThatComesLateIsGoneOverTo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true, slow: 2 * time.Second}
		p := silent(t, recording(30), WithDevice(s))
		defer p.Close()
		p.Play()
		synctest.Wait()
		if d := p.State().Device; d.Phase != DeviceOpening {
			t.Errorf("at first %+v", d)
		}
		time.Sleep(time.Second)
		if d := p.State().Device; d.Phase != DeviceSilent || d.Reason != device.ReasonTimeout {
			t.Errorf("after a second %+v", d)
		}
		near(t, p, time.Second-grace)
		time.Sleep(2 * time.Second)
		if d := p.State().Device; d.Phase != DeviceOpen || d.Reason != device.ReasonNone {
			t.Errorf("after three seconds %+v", d)
		}
		near(t, p, 3*time.Second-grace)
	})
}

func TestALostDeviceIsLookedForAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true}
		p := silent(t, recording(300), WithDevice(s))
		defer p.Close()
		p.SetSpeed(2)
		p.Play()
		time.Sleep(5 * time.Second)
		s.plug(false)
		time.Sleep(5 * time.Second)
		if d := p.State().Device; d.Phase != DeviceSilent || d.Reason != device.ReasonNoServer {
			t.Errorf("without a device %+v", d)
		}
		if !s.first().closed.Load() {
			t.Error("the lost device was not closed")
		}
		at := p.State().Position
		if at < 18*time.Second || at > 20*time.Second {
			t.Errorf("position is %v", at)
		}
		s.plug(true)
		time.Sleep(40 * time.Second)
		if d := p.State().Device; d.Phase != DeviceOpen {
			t.Errorf("with a device again %+v", d)
		}
		near(t, p, at+80*time.Second)
	})
}

func TestADeviceLostInAPauseIsReplacedOnPlay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true}
		p := silent(t, recording(300), WithDevice(s), WithResumeBack(0))
		defer p.Close()
		p.Play()
		time.Sleep(5 * time.Second)
		p.Pause()
		synctest.Wait()
		s.plug(false)
		s.plug(true)
		p.Play()
		time.Sleep(time.Second)
		_, opened := s.seen()
		if d := p.State().Device; d.Phase != DeviceOpen || len(opened) != 2 {
			t.Errorf("device %+v, opened %d times", d, len(opened))
		}
		near(t, p, 6*time.Second)
	})
}

// A player that is closed while the sound system hangs must not leave the device open behind it.
func TestClosingWhileOpeningGivesTheDeviceBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true, slow: time.Second}
		p := silent(t, recording(30), WithDevice(s))
		p.Play()
		synctest.Wait()
		p.Close()
		if !s.first().closed.Load() {
			t.Error("the device was not given back")
		}
	})
}

func TestManyKeysAtOnceDoNoHarm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := &socket{plugged: true}
		p := silent(t, recording(60), WithDevice(s))
		var keys sync.WaitGroup
		for i := range 8 {
			keys.Go(func() {
				for n := range 50 {
					switch (i + n) % 8 {
					case 0:
						p.Toggle()
					case 1:
						p.Seek(time.Duration(n) * time.Second)
					case 2:
						p.SetSpeed(0.5 + float64(n%6)/2)
					case 3:
						p.SetLoop(time.Duration(n)*time.Second, time.Duration(n+1)*time.Second)
					case 4:
						p.ClearLoop()
					case 5:
						s.plug(n%3 > 0)
					case 6:
						p.SetSkipSilence(n%2 == 0)
					case 7:
						if pos := p.State().Position; pos < 0 || pos > time.Minute {
							t.Errorf("position %v", pos)
						}
					}
					time.Sleep(time.Duration(i+1) * 7 * time.Millisecond)
				}
			})
		}
		keys.Wait()
		s.plug(true)
		p.ClearLoop()
		p.SetSpeed(1)
		p.Pause()
		p.Seek(10 * time.Second)
		p.Play()
		time.Sleep(5 * time.Second)
		near(t, p, 15*time.Second)
		p.Close()
	})
}

// ear records what it is given.
type ear struct {
	*device.Silent
	mu    sync.Mutex
	heard [][2]float32
}

func (e *ear) Write(frames []float32) (int, error) {
	n, err := e.Silent.Write(frames)
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range n {
		e.heard = append(e.heard, [2]float32{frames[2*i], frames[2*i+1]})
	}
	return n, err
}

func (e *ear) last() [2]float32 {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.heard[len(e.heard)-1]
}

func TestSidesAndVolumeReachTheEars(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		channels Channels
		volume   float64
		want     [2]float32
	}{
		"both":        {Both, 1, [2]float32{0.25, 0.5}},
		"left":        {Left, 1, [2]float32{0.25, 0.25}},
		"right":       {Right, 1, [2]float32{0.5, 0.5}},
		"half":        {Both, 0.5, [2]float32{0.125, 0.25}},
		"silent":      {Both, 0, [2]float32{0, 0}},
		"louder, cut": {Right, 1.5, [2]float32{0.75, 0.75}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				e := &ear{Silent: device.NewSilent(time.Now)}
				m := recording(5)
				m.wave = func(_ int64, channel int) int16 { return int16(8192 * (channel + 1)) }
				p := silent(t, m, WithDevice(device.OpenFunc(func(context.Context) (device.Output, error) { return e, nil })))
				defer p.Close()
				p.SetChannels(c.channels)
				p.SetVolume(c.volume)
				p.Play()
				time.Sleep(time.Second)
				if got := e.last(); got != c.want {
					t.Errorf("the ears hear %v, want %v", got, c.want)
				}
			})
		})
	}
}

// A sound that begins in the middle of a wave clicks.
func TestSoundRisesFromSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		e := &ear{Silent: device.NewSilent(time.Now)}
		m := recording(5)
		m.wave = func(int64, int) int16 { return 16384 }
		p := silent(t, m, WithDevice(device.OpenFunc(func(context.Context) (device.Output, error) { return e, nil })))
		defer p.Close()
		p.Seek(2 * time.Second)
		p.Play()
		time.Sleep(time.Second)
		e.mu.Lock()
		defer e.mu.Unlock()
		before := float32(0)
		for i, frame := range e.heard[:480] {
			if step := frame[0] - before; step > 0.01 || step < -0.01 {
				t.Fatalf("a step of %v at frame %d", step, i)
			}
			before = frame[0]
		}
		if before < 0.49 {
			t.Errorf("after 10 ms it has risen to %v", before)
		}
	})
}

func BenchmarkSecondOfSound(b *testing.B) {
	for name, set := range map[string]settings{
		"as it is":   {speed: 1, volume: 1},
		"faster":     {speed: 1.5, volume: 1},
		"skipping":   {speed: 1, volume: 1, skip: true},
		"in a loop":  {speed: 1, volume: 1, from: 8000, to: 16000},
		"everything": {speed: 2, volume: 0.5, channels: Left, skip: true, from: 8000, to: 80000},
	} {
		b.Run(name, func(b *testing.B) {
			m := recording(1e6)
			m.wave = func(sample int64, _ int) int16 { return int16(sample * 7919) }
			c := newChain(m)
			if err := c.seek(0); err != nil {
				b.Fatal(err)
			}
			block := make([]float32, 2*fillFrames)
			b.ReportAllocs()
			for b.Loop() {
				for made := 0; made < device.Rate; {
					n, err := c.render(block, set, func(mark) {})
					if err != nil || n == 0 {
						b.Fatal(n, err)
					}
					made += n
				}
			}
		})
	}
}
