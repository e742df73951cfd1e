package device

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheSilentClockTakesWhatFitsAheadOfIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := NewSilent(time.Now)
		frames := make([]float32, 2*Rate)
		n, err := s.Write(frames)
		if n != queueFrames || err != nil {
			t.Errorf("took %d, %v", n, err)
		}
		if time.Sleep(time.Second); s.Played() != 0 {
			t.Error("it runs before it is started")
		}
		if err := s.Start(); err != nil {
			t.Fatal(err)
		}
		<-s.Ready()
		n, _ = s.Write(frames)
		if n != queueFrames/5 || s.Played() != queueFrames/5 {
			t.Errorf("after a fifth it took %d, played %d", n, s.Played())
		}
		time.Sleep(time.Minute)
		if s.Played() != queueFrames+queueFrames/5 {
			t.Errorf("played %d, more or less than was written", s.Played())
		}
		if n, _ = s.Write(frames[:200]); n != 100 {
			t.Errorf("took %d", n)
		}
		time.Sleep(span(50))
		if got := s.Played() - queueFrames - queueFrames/5; got < 49 || got > 50 {
			t.Errorf("after it stood still %d of the next frames were played", got)
		}
		if err := s.Stop(); err != nil || s.Played() != 0 {
			t.Errorf("stopped: %v, played %d", err, s.Played())
		}
	})
}

func TestALaggingClockReachesTheEndToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := NewSilent(time.Now)
		if _, err := s.Write(make([]float32, 2*4800)); err != nil {
			t.Fatal(err)
		}
		if err := s.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
		if got := s.heardLate(2400); got != 0 {
			t.Errorf("heard %d at 50 ms", got)
		}
		time.Sleep(10 * time.Millisecond)
		if got := s.heardLate(2400); got != 480 {
			t.Errorf("heard %d at 60 ms", got)
		}
		time.Sleep(time.Second)
		if got := s.heardLate(2400); got != 4800 {
			t.Errorf("heard %d in the end", got)
		}
	})
}

func TestReasonsAreFoundInErrors(t *testing.T) {
	t.Parallel()
	for want, err := range map[Reason]error{
		ReasonNone:     nil,
		ReasonRefused:  fmt.Errorf("play: %w", &NoDeviceError{Reason: ReasonRefused, Err: errors.New("no")}),
		ReasonLost:     fmt.Errorf("pulse: %w", ErrLost),
		ReasonTimeout:  fmt.Errorf("open: %w", context.DeadlineExceeded),
		ReasonNoOutput: errors.New("something else"),
	} {
		if got := ReasonOf(err); got != want {
			t.Errorf("%v gives %q, want %q", err, got, want)
		}
	}
	if _, err := None().Open(t.Context()); ReasonOf(err) != ReasonNoOutput {
		t.Errorf("no device gives %v", err)
	}
}

func TestFramesAndTimesAreTheSameForDays(t *testing.T) {
	t.Parallel()
	for _, d := range []time.Duration{0, time.Second / 2, time.Hour, 1000 * time.Hour} {
		if got := span(framesIn(d)); got != d {
			t.Errorf("%v comes back as %v", d, got)
		}
	}
}

// pulled is what a mixer that is asked for so many frames is given, on the left.
func pulled(t *testing.T, m *mixer, frames int) []float64 {
	t.Helper()
	samples := make([][2]float64, frames)
	for i := range samples {
		samples[i] = [2]float64{9, 9} // what must be overwritten
	}
	if n, ok := m.pull(samples); n != frames || !ok {
		t.Fatalf("gave %d of %d, %t", n, frames, ok)
	}
	left := make([]float64, frames)
	for i, s := range samples {
		left[i] = s[0]
	}
	return left
}

func TestTheMixerIsGivenSoundOrSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := newMixer(time.Now)
		ones := make([]float32, 2*Rate)
		for i := range ones {
			ones[i] = 1
		}
		if n, err := m.Write(ones); n != queueFrames || err != nil {
			t.Fatalf("took %d, %v", n, err)
		}
		if got := pulled(t, m, 100); got[0] != 0 || got[99] != 0 || m.Played() != 0 {
			t.Error("it sounds before it is started")
		}
		if err := m.Start(); err != nil {
			t.Fatal(err)
		}
		if got := pulled(t, m, mixerBuffer+480); got[0] != 1 || got[len(got)-1] != 1 {
			t.Error("it does not sound")
		}
		<-m.Ready()
		if got := m.Played(); got != 480 {
			t.Errorf("played %d", got)
		}
		time.Sleep(span(240))
		if got := m.Played(); got != 720 {
			t.Errorf("a little later played %d", got)
		}
		time.Sleep(time.Second)
		if got := m.Played(); got != mixerBuffer+480 {
			t.Errorf("with nothing pulled for a second played %d", got)
		}
		if err := m.Stop(); err != nil || m.Played() != 0 {
			t.Errorf("stopped: %v, played %d", err, m.Played())
		}
		got := pulled(t, m, 2*fadeFrames)
		for i := 1; i < len(got); i++ {
			if step := got[i-1] - got[i]; step < 0 || step > 2.0/fadeFrames {
				t.Fatalf("a step of %v in the fade", step)
			}
		}
		if got[0] < 0.9 || got[fadeFrames] != 0 {
			t.Errorf("it fades from %v to %v", got[0], got[fadeFrames])
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		if _, ok := m.pull(make([][2]float64, 1)); ok {
			t.Error("it is not given back")
		}
	})
}
