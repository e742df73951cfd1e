package player

import (
	"math"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"razbor/audio/device"
	"razbor/audio/device/devicetest"
)

// rampSeconds is how long the ramp is: its level tells the place in it, from rampLow up to 1.
const (
	rampSeconds = 30.0
	rampLow     = 0.1
)

func ramp() *memory {
	const rate = 8000
	return &memory{rate: rate, channels: 1, samples: rampSeconds * rate, wave: func(sample int64, _ int) int16 {
		return int16(32767 * (rampLow + (1-rampLow)*float64(sample)/(rampSeconds*rate)))
	}}
}

// place is where in the ramp a level lies; silence is before it.
func place(level float32) time.Duration {
	return time.Duration((float64(level) - rampLow) / (1 - rampLow) * rampSeconds * float64(time.Second))
}

// aloud makes a player on a server of the test's own.
func aloud(t *testing.T, m *memory, opts ...Option) (*Player, *devicetest.Server, *devicetest.Recording) {
	t.Helper()
	server := devicetest.Start(t)
	p := New(append([]Option{WithDevice(device.Pulse(server.Address()))}, opts...)...)
	t.Cleanup(p.Close)
	if err := p.LoadStream(m); err != nil {
		t.Fatal(err)
	}
	return p, server, server.Record()
}

// moment is a position that the player told at a time.
type moment struct {
	at  time.Time
	pos time.Duration
}

// watch asks the player for its position for a while.
func watch(p *Player, d time.Duration) []moment {
	var seen []moment
	for end := time.Now().Add(d); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		before := time.Now()
		pos := p.State().Position
		seen = append(seen, moment{before, pos})
	}
	return seen
}

// hears fails unless what came out of the monitor at each moment is the place that was told.
func hears(t *testing.T, r *devicetest.Recording, seen []moment, within time.Duration) {
	t.Helper()
	worst, at := time.Duration(0), moment{}
	for _, m := range seen {
		i := r.At(m.at)
		frames := r.Left(i, i+1)
		if len(frames) == 0 {
			continue
		}
		if off := (place(frames[0]) - m.pos).Abs(); off > worst {
			worst, at = off, m
		}
	}
	t.Logf("%d positions, the worst is off by %v at %v", len(seen), worst, at.pos)
	if worst > within {
		t.Errorf("position %v is off by %v", at.pos, worst)
	}
}

// whenSound is the first frame from one on that is not silent.
func whenSound(t *testing.T, r *devicetest.Recording, from int) int {
	t.Helper()
	found := -1
	devicetest.Eventually(t, "sound", func() bool {
		for i, v := range r.Left(from, math.MaxInt) {
			if v != 0 {
				found = from + i
				return true
			}
		}
		return false
	})
	return found
}

func TestPulseHearsThePlaceThatIsTold(t *testing.T) {
	t.Parallel()
	p, _, r := aloud(t, ramp())
	p.Play()
	devicetest.Eventually(t, "the device is open", func() bool { return p.State().Device.Phase == DeviceOpen })
	time.Sleep(300 * time.Millisecond)
	hears(t, r, watch(p, 700*time.Millisecond), 20*time.Millisecond)
	for _, to := range []time.Duration{17 * time.Second, 3 * time.Second, 12345 * time.Millisecond} {
		p.Seek(to)
		time.Sleep(150 * time.Millisecond)
		seen := watch(p, 500*time.Millisecond)
		hears(t, r, seen, 20*time.Millisecond)
		if first := seen[0].pos; first < to || first > to+400*time.Millisecond {
			t.Errorf("after a seek to %v the position is %v", to, first)
		}
	}
	p.SetSpeed(2)
	time.Sleep(300 * time.Millisecond)
	hears(t, r, watch(p, 500*time.Millisecond), 40*time.Millisecond) // 20 ms of the device are 40 of the recording
}

func TestPulseBeginsAndFallsSilentAtOnce(t *testing.T) {
	t.Parallel()
	p, _, r := aloud(t, ramp(), WithResumeBack(0))
	for try := range 4 { // the first opens the device
		from, pressed := r.Len(), time.Now()
		p.Play()
		sound := r.When(whenSound(t, r, from)).Sub(pressed)
		time.Sleep(200 * time.Millisecond)
		pressed = time.Now()
		p.Pause()
		time.Sleep(300 * time.Millisecond)
		quiet := r.When(lastSound(r)).Sub(pressed)
		t.Logf("try %d: sound %v after the key, silence %v after the key", try, sound, quiet)
		if sound > 80*time.Millisecond {
			t.Errorf("sound only %v after the key", sound)
		}
		if quiet > 100*time.Millisecond {
			t.Errorf("silence only %v after the key", quiet)
		}
	}
}

// lastSound is the last frame that is not silent.
func lastSound(r *devicetest.Recording) int {
	last := 0
	for i, v := range r.Left(0, math.MaxInt) {
		if v != 0 {
			last = i
		}
	}
	return last
}

// heardPitch is the frequency of a tone, from the first rising zero to the last.
func heardPitch(samples []float32) float64 {
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
	return float64(count) / (last - first) * devicetest.Rate
}

func steepest(samples []float32) float64 {
	most := 0.0
	for i := 1; i < len(samples); i++ {
		most = max(most, math.Abs(float64(samples[i]-samples[i-1])))
	}
	return most
}

func TestPulseKeepsThePitchAndDoesNotClick(t *testing.T) {
	t.Parallel()
	const hz = 440.0
	p, _, r := aloud(t, recording(60))
	p.Play()
	begin := whenSound(t, r, 0) + devicetest.Rate/5
	for _, speed := range []float64{0.5, 1.5, 3, 1} {
		p.SetSpeed(speed)
		time.Sleep(300 * time.Millisecond)
		from := r.Len()
		time.Sleep(500 * time.Millisecond)
		if got := heardPitch(r.Left(from, math.MaxInt)); math.Abs(got/hz-1) > 0.01 {
			t.Errorf("at ×%v %v Hz is heard as %.1f", speed, hz, got)
		}
	}
	all := r.Left(begin, math.MaxInt)
	own := 12000.0 / 32768 * 2 * math.Pi * hz / devicetest.Rate
	if got := steepest(all); got > own*1.1 {
		t.Errorf("a step of %.4f, the tone's own are %.4f at most", got, own)
	}
}

// soundSeconds is how long the test of endurance plays; RAZBOR_SOUND_SECONDS=60 is the full measure.
func soundSeconds() time.Duration {
	if n, err := strconv.Atoi(os.Getenv("RAZBOR_SOUND_SECONDS")); err == nil && n > 0 {
		return time.Duration(n) * time.Second
	}
	return 3 * time.Second
}

func TestPulseDoesNotRunDryOnABusyMachine(t *testing.T) {
	p, _, r := aloud(t, recording(3600))
	p.Play()
	begin := whenSound(t, r, 0)
	stop := make(chan struct{})
	defer close(stop)
	for range runtime.NumCPU() {
		go func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
			}
		}()
	}
	p.SetSpeed(1.25)
	time.Sleep(soundSeconds())
	gap, longest, at := 0, 0, 0
	for i, v := range r.Left(begin, math.MaxInt) {
		if gap++; math.Abs(float64(v)) > 1e-3 {
			gap = 0
		}
		if gap > longest {
			longest, at = gap, i
		}
	}
	if longest > devicetest.Rate/500 {
		t.Errorf("silence of %v after %v", time.Duration(longest)*time.Second/devicetest.Rate,
			time.Duration(at)*time.Second/devicetest.Rate)
	}
	if s := p.State(); s.Device.Phase != DeviceOpen || !s.Playing {
		t.Errorf("state %+v", s)
	}
}

func TestPulseIsLostAndComesBack(t *testing.T) {
	t.Parallel()
	p, server, _ := aloud(t, ramp())
	p.Play()
	devicetest.Eventually(t, "sound", func() bool { return p.State().Position > 300*time.Millisecond })
	server.Stop()
	before := p.State().Position
	devicetest.Eventually(t, "the silent clock", func() bool { return p.State().Device.Phase == DeviceSilent })
	if pos := p.State().Position; pos < before-100*time.Millisecond || pos > before+time.Second {
		t.Errorf("lost at %v, goes on at %v", before, pos)
	}
	at := p.State().Position
	devicetest.Eventually(t, "the clock runs", func() bool { return p.State().Position > at+200*time.Millisecond })
	server.Restart()
	r := server.Record()
	devicetest.Eventually(t, "the device is back", func() bool { return p.State().Device.Phase == DeviceOpen })
	whenSound(t, r, 0)
	time.Sleep(300 * time.Millisecond)
	hears(t, r, watch(p, 300*time.Millisecond), 20*time.Millisecond)
}

func TestPulsePlaysToTheEnd(t *testing.T) {
	t.Parallel()
	m := ramp()
	m.samples = 4000
	p, _, r := aloud(t, m)
	p.Play()
	devicetest.Eventually(t, "the end", func() bool { return p.State().Ended })
	if pos := p.State().Position; pos != 500*time.Millisecond {
		t.Errorf("ended at %v", pos)
	}
	heard := 0
	for _, v := range r.Left(0, math.MaxInt) {
		if v != 0 {
			heard++
		}
	}
	if off := math.Abs(float64(heard)/devicetest.Rate - 0.5); off > 0.005 {
		t.Errorf("%d frames were heard of half a second", heard)
	}
}
