// Package player plays one recording at a time: play, pause, seek, tempo with the pitch kept, silence skipped,
// a loop, volume and the choice of a side.
//
// It owns the way from a decoded recording to an open device, and the answer to "where are we": the position is what
// the device has let be heard, never a timer. Where there is no device, or it goes away, a silent clock takes over and
// hands back, and [State] says so. It knows nothing of calls, keys or screens; it calls nobody, the caller asks State
// as often as it draws.
package player

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"razbor/audio/decode"
	"razbor/audio/device"
	"razbor/audio/stretch"
)

// Channels says which sides of a stereo recording are heard.
type Channels int

// The choices of sides. A recording with one channel sounds the same with each.
const (
	Both  Channels = iota // left in the left ear, right in the right
	Left                  // the left side in both ears
	Right                 // the right side in both ears
)

// MaxVolume is the loudest that [Player.SetVolume] goes; 1 is the recording as it is.
const MaxVolume = 1.5

// DevicePhase is what stands between the player and the ear.
type DevicePhase int

// The phases of a device.
const (
	DeviceNone    DevicePhase = iota // nothing has been played yet
	DeviceOpening                    // the sound system is being asked
	DeviceOpen                       // sound comes out of DeviceState.Name
	DeviceSilent                     // the silent clock runs, for DeviceState.Reason
)

// DeviceState is what is known of the sound device.
type DeviceState struct {
	Phase  DevicePhase
	Name   string        // "pulse", "pw-cat", "aplay", "system"; empty unless the phase is DeviceOpen
	Reason device.Reason // why it is silent; empty unless the phase is DeviceSilent
}

// Loop is the piece that is repeated, in time of the recording.
type Loop struct{ A, B time.Duration }

// State is one moment of the player, for a screen to draw.
type State struct {
	Loaded, Playing bool
	// Ended says that the recording was heard to its end; Play then begins anew.
	Ended bool
	// Position is what is heard now, Duration the length of the recording, or -1 while it is not known yet.
	Position, Duration time.Duration
	Speed, Volume      float64
	Channels           Channels
	SkipSilence        bool
	Loop               *Loop // nil where there is none
	Device             DeviceState
	// Err is why playing broke off in the middle: the recording is damaged from Position on, or cannot be read.
	Err error
}

// ErrClosed is what a closed player answers.
var ErrClosed = errors.New("player is closed")

// Option changes how [New] makes a player.
type Option func(*Player)

// WithDevice plays through the opener's device in place of the machine's own.
func WithDevice(o device.Opener) Option { return func(p *Player) { p.opener = o } }

// WithResumeBack makes Play begin so much before the place of the last Pause. The usual is 2 s.
func WithResumeBack(d time.Duration) Option { return func(p *Player) { p.resumeBack = max(d, 0) } }

// WithNow tells the silent clock the time.
func WithNow(now func() time.Time) Option { return func(p *Player) { p.now = now } }

// Player plays. All methods may be called from any goroutine, and none waits for the sound device.
type Player struct {
	opener     device.Opener
	resumeBack time.Duration
	now        func() time.Time

	wake chan struct{}
	done chan struct{} // closed when the engine has ended

	mu     sync.Mutex
	orders []func(*engine)
	state  State  // all but Position
	track  track  // where the device's frames lie in the recording
	asked  *asked // a place that was asked for and not yet taken
	closed bool
}

// asked is a jump on its way to the engine.
type asked struct{ to time.Duration }

// New makes a player. It opens no device before the first Play. Close ends it.
func New(opts ...Option) *Player {
	p := &Player{
		opener: device.Default(), resumeBack: 2 * time.Second, now: time.Now,
		wake: make(chan struct{}, 1), done: make(chan struct{}),
		state: State{Speed: 1, Volume: 1},
	}
	for _, opt := range opts {
		opt(p)
	}
	go newEngine(p).run()
	return p
}

// Load opens the recording at path in place of the one before, stopped at its beginning. What is wrong with the file
// comes back at once, as an error of package decode; the recording before then stays.
func (p *Player) Load(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("load recording: %w", err)
	}
	s, err := decode.Open(path)
	if err != nil {
		return fmt.Errorf("load recording: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return errors.Join(fmt.Errorf("load recording: %w", err), s.Close())
	}
	return p.LoadStream(s)
}

// LoadStream takes over an open recording, and closes it when it is done with.
func (p *Player) LoadStream(s decode.Stream) error {
	info := s.Info()
	if info.Rate <= 0 || info.Channels <= 0 {
		return errors.Join(fmt.Errorf("load recording: impossible rate %d or channels %d", info.Rate, info.Channels), s.Close())
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errors.Join(ErrClosed, s.Close())
	}
	p.forget()
	p.state.Loaded, p.state.Duration = true, duration(info)
	beginning := p.asked
	p.order(func(e *engine) { e.load(s, beginning) })
	return nil
}

// duration is the length of a recording, or -1 while it is not known.
func duration(info decode.Info) time.Duration {
	if info.Samples < 0 {
		return -1
	}
	return sampleTime(float64(info.Samples), info.Rate)
}

// forget clears what belongs to one recording. The caller holds the lock.
func (p *Player) forget() {
	p.state.Loaded, p.state.Playing, p.state.Ended = false, false, false
	p.state.Duration, p.state.Loop, p.state.Err = 0, nil, nil
	p.asked = &asked{}
}

// order hands work to the engine. The caller holds the lock.
func (p *Player) order(work func(*engine)) {
	if p.closed {
		return
	}
	p.orders = append(p.orders, work)
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Unload stops and closes the recording.
func (p *Player) Unload() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget()
	p.order(func(e *engine) { e.unload() })
}

// Play begins or goes on: after a Pause a little earlier, after the end from the beginning. It does nothing while
// nothing is loaded.
func (p *Player) Play() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.play()
}

func (p *Player) play() {
	if !p.state.Loaded || p.state.Playing {
		return
	}
	p.state.Playing, p.state.Ended, p.state.Err = true, false, nil
	p.order((*engine).play)
}

// Pause falls silent and stays where it is.
func (p *Player) Pause() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pause()
}

func (p *Player) pause() {
	if !p.state.Playing {
		return
	}
	p.state.Playing = false
	p.order((*engine).pause)
}

// Toggle pauses what plays and plays what is paused.
func (p *Player) Toggle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state.Playing {
		p.pause()
	} else {
		p.play()
	}
}

// Seek goes to a time of the recording, bounded by its ends, and plays on from there if it was playing.
func (p *Player) Seek(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.state.Loaded {
		return
	}
	d = max(d, 0)
	if p.state.Duration >= 0 {
		d = min(d, p.state.Duration)
	}
	a := &asked{to: d}
	p.asked = a
	p.state.Ended, p.state.Err = false, nil
	p.order(func(e *engine) { e.seek(a) })
}

// SetSpeed changes the tempo and keeps the pitch: from [stretch.Slowest] to [stretch.Fastest].
func (p *Player) SetSpeed(x float64) {
	if math.IsNaN(x) {
		return
	}
	p.set(func(s *State) { s.Speed = min(max(x, stretch.Slowest), stretch.Fastest) })
}

// SetVolume changes the loudness: 0 is silent, 1 the recording as it is, [MaxVolume] the loudest.
func (p *Player) SetVolume(x float64) {
	if math.IsNaN(x) {
		return
	}
	p.set(func(s *State) { s.Volume = min(max(x, 0), MaxVolume) })
}

// SetChannels chooses which sides are heard.
func (p *Player) SetChannels(c Channels) { p.set(func(s *State) { s.Channels = c }) }

// SetSkipSilence says whether pauses of both sides are passed over.
func (p *Player) SetSkipSilence(on bool) { p.set(func(s *State) { s.SkipSilence = on }) }

// set changes a setting that the engine takes up with the next block.
func (p *Player) set(change func(*State)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	change(&p.state)
}

// minLoop is the shortest piece worth repeating; a shorter one is not taken.
const minLoop = 50 * time.Millisecond

// SetLoop repeats the piece from a to b, in either order, and goes to its beginning if the position lies outside.
func (p *Player) SetLoop(a, b time.Duration) {
	a, b = max(min(a, b), 0), max(a, b)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state.Duration > 0 {
		b = min(b, p.state.Duration)
	}
	if !p.state.Loaded || b-a < minLoop {
		return
	}
	p.state.Loop = &Loop{A: a, B: b}
	p.order((*engine).reloop)
}

// ClearLoop plays on past the end of the loop.
func (p *Player) ClearLoop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Loop = nil
	p.order((*engine).reloop)
}

// State tells where the player is.
func (p *Player) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state
	if s.Loop != nil {
		l := *s.Loop
		s.Loop = &l
	}
	s.Position = p.position()
	return s
}

// position is what is heard now, or what was asked for last. The caller holds the lock.
func (p *Player) position() time.Duration {
	if p.asked != nil {
		return p.asked.to
	}
	at := max(p.track.position(), 0)
	if p.state.Duration >= 0 {
		at = min(at, p.state.Duration)
	}
	return at
}

// Close falls silent, closes the recording and gives the device back. It returns when that is done.
func (p *Player) Close() {
	p.mu.Lock()
	if !p.closed {
		p.forget()
		p.order((*engine).close)
		p.closed = true
	}
	p.mu.Unlock()
	<-p.done
}
