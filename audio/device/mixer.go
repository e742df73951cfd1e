package device

import (
	"sync"
	"time"
)

// mixerBuffer is what the system's mixer holds of our sound.
const mixerBuffer = Rate * 60 / 1000

// mixer is the output that a system's mixer pulls from, as Windows and macOS have it.
type mixer struct {
	now   func() time.Time
	ready chan struct{}

	mu      sync.Mutex
	queue   [][2]float64
	tail    [][2]float64 // the fade of what was stopped
	started bool
	written int64
	pulled  int64
	pullAt  time.Time
	told    int64
	closed  bool
}

func newMixer(now func() time.Time) *mixer {
	return &mixer{now: now, ready: make(chan struct{}, 1)}
}

// pull takes what is queued and fills up with silence. It runs under a lock of the system's mixer and calls no one.
// Once the output is closed it says so with false.
func (m *mixer) pull(samples [][2]float64) (int, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return 0, false
	}
	n := copy(samples, m.tail)
	m.tail = m.tail[n:]
	if m.started {
		sound := copy(samples[n:], m.queue)
		m.queue = m.queue[:copy(m.queue, m.queue[sound:])]
		m.pulled += int64(sound)
		m.pullAt = m.now()
		n += sound
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

// Stop drops what is queued, but for a fade of what comes next.
func (m *mixer) Stop() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.started && m.pulled > 0 {
		m.tail = append([][2]float64(nil), m.queue[:min(fadeFrames, len(m.queue))]...)
		for i := range m.tail {
			left := 1 - float64(i+1)/float64(len(m.tail))
			m.tail[i][0] *= left
			m.tail[i][1] *= left
		}
	}
	m.started, m.queue = false, m.queue[:0]
	m.written, m.pulled, m.told = 0, 0, 0
	return nil
}

// Played is what has been pulled, less the system's buffer, moved on by the time since.
func (m *mixer) Played() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pulled == 0 {
		return 0
	}
	at := m.pulled - mixerBuffer + framesIn(m.now().Sub(m.pullAt))
	m.told = max(m.told, min(max(at, 0), m.pulled))
	return m.told
}

func (m *mixer) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}
