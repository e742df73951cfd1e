package player

import (
	"context"
	"math"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"sync"
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

// rig is a player on a sound server of the test's own, and what that server lets be heard.
type rig struct {
	*Player
	server *devicetest.Server
	heard  *devicetest.Recording

	mu  sync.Mutex
	out device.Output
}

// aloud makes a rig and loads the recording.
func aloud(t *testing.T, m *memory, opts ...Option) *rig {
	t.Helper()
	g := &rig{server: devicetest.Start(t)}
	opener := device.OpenFunc(func(ctx context.Context) (device.Output, error) {
		out, err := device.Pulse(g.server.Address()).Open(ctx)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.out = out
		return out, err
	})
	g.Player = New(append([]Option{WithDevice(opener)}, opts...)...)
	t.Cleanup(g.Close)
	if err := g.LoadStream(m); err != nil {
		t.Fatal(err)
	}
	g.heard = g.server.Record()
	return g
}

// underruns is how often the server ran dry.
func (g *rig) underruns() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.out.(interface{ Underruns() int }).Underruns()
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

// hears fails unless what came out of the monitor at nine of ten moments is the place that was told. The tenth may be
// late for want of the test's own time.
func hears(t *testing.T, r *devicetest.Recording, seen []moment, within time.Duration) {
	t.Helper()
	var off []time.Duration
	for _, m := range seen {
		i := r.At(m.at)
		if frames := r.Left(i, i+1); len(frames) > 0 {
			off = append(off, (place(frames[0]) - m.pos).Abs())
		}
	}
	slices.Sort(off)
	if len(off) < len(seen)/2 || len(off) == 0 {
		t.Fatalf("%d of %d moments were heard", len(off), len(seen))
	}
	worst := off[len(off)*9/10]
	t.Logf("%d positions from %v on, off by %v (nine of ten), %v (all)", len(off), seen[0].pos, worst, off[len(off)-1])
	if worst > within {
		t.Errorf("positions from %v on are off by %v", seen[0].pos, worst)
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
	p := aloud(t, ramp())
	p.Play()
	devicetest.Eventually(t, "the device is open", func() bool { return p.State().Device.Phase == DeviceOpen })
	time.Sleep(300 * time.Millisecond)
	hears(t, p.heard, watch(p.Player, 700*time.Millisecond), 20*time.Millisecond)
	for _, to := range []time.Duration{17 * time.Second, 3 * time.Second, 12345 * time.Millisecond} {
		p.Seek(to)
		time.Sleep(150 * time.Millisecond)
		seen := watch(p.Player, 500*time.Millisecond)
		hears(t, p.heard, seen, 20*time.Millisecond)
		if first := seen[0].pos; first < to || first > to+400*time.Millisecond {
			t.Errorf("after a seek to %v the position is %v", to, first)
		}
	}
	p.SetSpeed(2)
	time.Sleep(300 * time.Millisecond)
	hears(t, p.heard, watch(p.Player, 500*time.Millisecond), 40*time.Millisecond) // 20 ms of the device are 40 of the recording
}

func TestPulseBeginsAndFallsSilentAtOnce(t *testing.T) {
	t.Parallel()
	p := aloud(t, ramp(), WithResumeBack(0))
	for try := range 4 { // the first opens the device
		from, pressed := p.heard.Len(), time.Now()
		p.Play()
		sound := p.heard.When(whenSound(t, p.heard, from)).Sub(pressed)
		time.Sleep(200 * time.Millisecond)
		pressed = time.Now()
		p.Pause()
		time.Sleep(300 * time.Millisecond)
		quiet := p.heard.When(lastSound(p.heard)).Sub(pressed)
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

// steepest is the largest step from sample to sample. A step from or to silence is none of the sound's: there the
// machine was too busy, or the sound begins, whose first block the monitor does not get (it had silence for it before).
func steepest(samples []float32) float64 {
	most := 0.0
	for i := 1; i < len(samples); i++ {
		if samples[i] != 0 && samples[i-1] != 0 {
			most = max(most, math.Abs(float64(samples[i]-samples[i-1])))
		}
	}
	return most
}

func TestPulseKeepsThePitchAndDoesNotClick(t *testing.T) {
	t.Parallel()
	const hz = 440.0
	p := aloud(t, recording(60))
	p.Play()
	begin := whenSound(t, p.heard, 0) + devicetest.Rate/5
	for _, speed := range []float64{0.5, 1.5, 3, 1} {
		p.SetSpeed(speed)
		time.Sleep(300 * time.Millisecond)
		from := p.heard.Len()
		time.Sleep(500 * time.Millisecond)
		if got := heardPitch(p.heard.Left(from, math.MaxInt)); math.Abs(got/hz-1) > 0.01 {
			t.Errorf("at ×%v %v Hz is heard as %.1f", speed, hz, got)
		}
	}
	all := p.heard.Left(begin, math.MaxInt)
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

// A sound that is cut off clicks: the last sample before every silence must be a quiet one.
func TestPulseDoesNotClickOnPauseAndSeek(t *testing.T) {
	t.Parallel()
	p := aloud(t, recording(60))
	p.Play()
	whenSound(t, p.heard, 0)
	for i := range 5 {
		time.Sleep(300 * time.Millisecond)
		p.Seek(time.Duration(10*i) * time.Second)
		time.Sleep(300 * time.Millisecond)
		p.Pause()
		time.Sleep(200 * time.Millisecond)
		p.Play()
	}
	p.Pause()
	time.Sleep(300 * time.Millisecond)
	all := p.heard.Left(0, math.MaxInt)
	own := 12000.0 / 32768 * 2 * math.Pi * 440 / devicetest.Rate
	falls, cuts := 0, 0
	for i := 1; i < len(all); i++ {
		if all[i] == 0 && all[i-1] != 0 {
			falls++
			if math.Abs(float64(all[i-1])) > own*1.2 {
				cuts++
			}
		}
	}
	// The fade comes too late where the machine sleeps through it, once in a while.
	if falls < 10 || cuts > falls/5 {
		t.Errorf("of %d times that the sound fell silent, it was cut off %d times", falls, cuts)
	}
}

// oversleep sleeps for a while in short naps and tells how late the latest awakening was.
func oversleep(d time.Duration) time.Duration {
	const nap = 5 * time.Millisecond
	late := time.Duration(0)
	for end := time.Now().Add(d); time.Now().Before(end); {
		asleep := time.Now()
		time.Sleep(nap)
		late = max(late, time.Since(asleep)-nap)
	}
	return late
}

func TestPulseDoesNotRunDryOnABusyMachine(t *testing.T) {
	p := aloud(t, recording(3600))
	p.Play()
	begin := whenSound(t, p.heard, 0)
	for range runtime.NumCPU() {
		busy := exec.CommandContext(t.Context(), "sh", "-c", "while :; do :; done")
		if err := busy.Start(); err != nil {
			t.Skipf("nothing to keep the machine busy with: %v", err)
		}
		t.Cleanup(func() {
			busy.Process.Kill()
			busy.Wait() // it was killed
		})
	}
	p.SetSpeed(1.25)
	late := oversleep(soundSeconds())
	t.Logf("the server ran dry %d times; the machine woke a sleeper up to %v late", p.underruns(), late)
	gap, longest, at := 0, 0, 0
	for i, v := range p.heard.Left(begin, math.MaxInt) {
		if gap++; math.Abs(float64(v)) > 1e-3 {
			gap = 0
		}
		if gap > longest {
			longest, at = gap, i
		}
	}
	if longest > devicetest.Rate/500 {
		if late > 150*time.Millisecond { // more than two busy programs did that, and no player could help it
			t.Skipf("the machine stood still for %v", late)
		}
		t.Errorf("silence of %v after %v", time.Duration(longest)*time.Second/devicetest.Rate,
			time.Duration(at)*time.Second/devicetest.Rate)
	}
	if s := p.State(); s.Device.Phase != DeviceOpen || !s.Playing {
		t.Errorf("state %+v", s)
	}
}

func TestPulseIsLostAndComesBack(t *testing.T) {
	t.Parallel()
	p := aloud(t, ramp())
	p.Play()
	devicetest.Eventually(t, "sound", func() bool { return p.State().Position > 300*time.Millisecond })
	p.server.Stop()
	before := p.State().Position
	devicetest.Eventually(t, "the silent clock", func() bool { return p.State().Device.Phase == DeviceSilent })
	if pos := p.State().Position; pos < before-100*time.Millisecond || pos > before+time.Second {
		t.Errorf("lost at %v, goes on at %v", before, pos)
	}
	at := p.State().Position
	devicetest.Eventually(t, "the clock runs", func() bool { return p.State().Position > at+200*time.Millisecond })
	p.server.Restart()
	p.heard = p.server.Record()
	devicetest.Eventually(t, "the device is back", func() bool { return p.State().Device.Phase == DeviceOpen })
	whenSound(t, p.heard, 0)
	time.Sleep(300 * time.Millisecond)
	hears(t, p.heard, watch(p.Player, 300*time.Millisecond), 20*time.Millisecond)
}

func TestPulsePlaysToTheEnd(t *testing.T) {
	t.Parallel()
	m := ramp()
	m.samples = 4000
	p := aloud(t, m)
	p.Play()
	devicetest.Eventually(t, "the end", func() bool { return p.State().Ended })
	if pos := p.State().Position; pos != 500*time.Millisecond {
		t.Errorf("ended at %v", pos)
	}
	heard := 0
	for _, v := range p.heard.Left(0, math.MaxInt) {
		if v != 0 {
			heard++
		}
	}
	if off := math.Abs(float64(heard)/devicetest.Rate - 0.5); off > 0.005 {
		t.Errorf("%d frames were heard of half a second", heard)
	}
}

// A machine that has once been too busy for the queue is given a longer one.
func TestPulseLengthensTheQueueThatRanDry(t *testing.T) {
	t.Parallel()
	p := aloud(t, recording(60))
	stall := func(d time.Duration) {
		p.Player.mu.Lock() // the engine waits here for its settings
		defer p.Player.mu.Unlock()
		time.Sleep(d)
	}
	p.Play()
	whenSound(t, p.heard, 0)
	time.Sleep(300 * time.Millisecond)
	stall(500 * time.Millisecond)
	devicetest.Eventually(t, "the server runs dry", func() bool { return p.underruns() > 0 })
	time.Sleep(700 * time.Millisecond)
	before := p.underruns()
	stall(350 * time.Millisecond)
	time.Sleep(300 * time.Millisecond)
	if after := p.underruns(); after > before {
		t.Errorf("it ran dry %d times again", after-before)
	}
}
