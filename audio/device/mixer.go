//go:build windows || darwin

package device

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/gopxl/beep/v2"
	"github.com/gopxl/beep/v2/speaker"
)

// mixerBuffer is what the system's mixer holds of our sound.
const mixerBuffer = Rate * 60 / 1000

// mixerOpener opens the system's mixer, which the operating system gives to a process once, for good.
type mixerOpener struct {
	once sync.Once
	err  error
}

func newDefault() Opener { return &mixerOpener{} }

// mixer lets beep's speaker pull from a queue of our own.
type mixer struct {
	ready chan struct{}

	mu      sync.Mutex
	queue   [][2]float64
	started bool
	written int64
	pulled  int64
	pullAt  time.Time
	told    int64
	closed  bool
}

// Open starts the mixer on the first call and takes a place in it on every one.
func (o *mixerOpener) Open(ctx context.Context) (Output, error) {
	opened := make(chan error, 1)
	go func() {
		o.once.Do(func() { o.err = speaker.Init(Rate, mixerBuffer) })
		opened <- o.err
	}()
	select {
	case err := <-opened:
		if err != nil {
			return nil, &NoDeviceError{Reason: ReasonNoOutput, Err: fmt.Errorf("open the system's mixer: %w", err)}
		}
	case <-ctx.Done():
		return nil, &NoDeviceError{Reason: ReasonTimeout, Err: ctx.Err()}
	}
	m := &mixer{ready: make(chan struct{}, 1)}
	speaker.Play(beep.StreamerFunc(m.pull))
	return m, nil
}

// pull runs under the speaker's lock: it takes what is queued, fills up with silence and calls no one.
func (m *mixer) pull(samples [][2]float64) (int, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return 0, false
	}
	n := 0
	if m.started {
		n = copy(samples, m.queue)
		m.queue = m.queue[:copy(m.queue, m.queue[n:])]
		m.pulled += int64(n)
		m.pullAt = time.Now()
		signal(m.ready)
	}
	clear(samples[n:])
	return len(samples), true
}

func (m *mixer) Name() string { return "system" }

func (m *mixer) Ready() <-chan struct{} { return m.ready }

func (m *mixer) Write(frames []float32) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := max(min(len(frames)/Channels, queueFrames-len(m.queue)), 0)
	for i := range n {
		m.queue = append(m.queue, [2]float64{float64(frames[2*i]), float64(frames[2*i+1])})
	}
	m.written += int64(n)
	return n, nil
}

func (m *mixer) Start() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.started = true
	return nil
}

func (m *mixer) Finish() error { return nil }

func (m *mixer) Stop() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.started, m.queue = false, m.queue[:0]
	m.written, m.pulled, m.told = 0, 0, 0
	return nil
}

// Played is what the speaker has pulled, less its buffer, moved on by the time since.
func (m *mixer) Played() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pulled == 0 {
		return 0
	}
	at := m.pulled - mixerBuffer + framesIn(time.Since(m.pullAt))
	m.told = max(m.told, min(max(at, 0), m.pulled))
	return m.told
}

func (m *mixer) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}
