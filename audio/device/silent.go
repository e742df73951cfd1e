package device

import (
	"sync"
	"time"
)

// Silent is a clock that behaves as a device does and is heard by no one.
type Silent struct {
	now   func() time.Time
	queue int64 // frames that are taken ahead of the clock
	ready chan struct{}

	mu      sync.Mutex
	started bool
	since   time.Time // when the frame counted by base was due
	base    int64     // frames heard at since
	written int64
	told    int64 // the largest heardLate since the last Stop
	wake    *time.Timer
}

// NewSilent makes a stopped silent clock that tells the time with now.
func NewSilent(now func() time.Time) *Silent {
	return &Silent{now: now, queue: queueFrames, ready: make(chan struct{}, 1)}
}

// Name is "silent".
func (s *Silent) Name() string { return "silent" }

// Ready receives when the clock has moved on enough to take more.
func (s *Silent) Ready() <-chan struct{} { return s.ready }

// Write counts the frames that fit ahead of the clock.
func (s *Silent) Write(frames []float32) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(frames) / Channels
	room := int(s.played() + s.queue - s.written)
	if n > room {
		n = max(room, 0)
		s.callLater()
	}
	if s.started && s.played() == s.written && n > 0 {
		s.base, s.since = s.written, s.now() // the clock stood still while there was nothing to tell
	}
	s.written += int64(n)
	return n, nil
}

// callLater wakes the writer when a fifth of the queue has passed.
func (s *Silent) callLater() {
	if !s.started {
		return
	}
	if s.wake == nil {
		s.wake = time.AfterFunc(span(s.queue/5), func() { signal(s.ready) })
		return
	}
	s.wake.Reset(span(s.queue / 5))
}

// Start sets the clock going.
func (s *Silent) Start() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.started {
		s.started, s.since = true, s.now()
		s.callLater()
	}
	return nil
}

// Finish does nothing: the clock needs no push to reach the end.
func (s *Silent) Finish() error { return nil }

// Stop sets the clock back to nothing written, nothing heard.
func (s *Silent) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wake != nil {
		s.wake.Stop()
	}
	s.started, s.base, s.written, s.told = false, 0, 0, 0
	return nil
}

// Played is what the clock has passed of what was written.
func (s *Silent) Played() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.played()
}

func (s *Silent) played() int64 {
	if !s.started {
		return 0
	}
	return min(s.base+framesIn(s.now().Sub(s.since)), s.written)
}

// heardLate is Played for a device that is heard lag frames after the clock. It reaches what was written too.
func (s *Silent) heardLate(lag int64) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.started {
		return 0
	}
	at := s.base + framesIn(s.now().Sub(s.since)) - lag
	s.told = max(s.told, min(at, s.written))
	return s.told
}

// Close stops the clock.
func (s *Silent) Close() error { return s.Stop() }
