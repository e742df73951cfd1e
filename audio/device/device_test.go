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
