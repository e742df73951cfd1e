package player

import (
	"context"
	"fmt"
	"time"

	"razbor/audio/decode"
	"razbor/audio/device"
)

const (
	// openWait bounds how long a sound system may take to open.
	openWait = 3 * time.Second
	// grace is how long playing waits for a device before the silent clock sets off without it.
	grace = 250 * time.Millisecond
	// A device that could not be opened is tried again after firstRetry, then ever more rarely.
	firstRetry, lastRetry = time.Second, 30 * time.Second
	// drainPoll is how often the end is looked for, drainLimit how long a device may take to reach it.
	drainPoll, drainLimit = 10 * time.Millisecond, 2 * time.Second
	// fillFrames is how much is made at once.
	fillFrames = device.Rate / 100
)

// engine is the goroutine that owns the recording and the device. Nobody else touches either, but for the device's
// clock and the recording's index.
type engine struct {
	p     *Player
	ended bool // close was ordered

	chain  *chain
	stream decode.Stream
	cancel context.CancelFunc // stops the building of the index
	index  chan struct{}      // closed when the building has ended; nil without one

	playing bool
	resume  bool // the next play begins a little earlier
	atEnd   bool // all has been heard
	out     device.Output
	started bool
	frame   int64 // frames written since the last stop of out
	block   []float32
	left    []float32 // of block, not yet taken by the device
	finish  time.Time // when out was told that nothing follows; zero before

	silent  bool // out is the silent clock
	opening bool
	opened  chan opened
	reason  device.Reason // why the last try found no device
	retry   time.Duration // until the next one
	alarm   *time.Timer   // the end of grace, or a retry
	tick    *time.Timer   // time to look whether the end has been heard
}

type opened struct {
	out device.Output
	err error
}

func newEngine(p *Player) *engine {
	e := &engine{
		p: p, block: make([]float32, 2*fillFrames), opened: make(chan opened, 1),
		alarm: time.NewTimer(time.Hour), tick: time.NewTimer(time.Hour),
	}
	e.alarm.Stop()
	e.tick.Stop()
	return e
}

func (e *engine) run() {
	defer close(e.p.done)
	for {
		for _, work := range e.orders() {
			work(e)
		}
		if e.ended {
			return
		}
		e.pump()
		var ready <-chan struct{}
		if e.out != nil {
			ready = e.out.Ready()
		}
		select {
		case <-e.p.wake:
		case <-ready:
		case o := <-e.opened:
			e.takeDevice(o)
		case <-e.index:
			e.index = nil
			e.learnLength()
		case <-e.alarm.C:
			e.ring()
		case <-e.tick.C: // pump looks
		}
	}
}

func (e *engine) orders() []func(*engine) {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	o := e.p.orders
	e.p.orders = nil
	return o
}

// ordered tells whether there is something to do.
func (e *engine) ordered() bool {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	return len(e.p.orders) > 0
}

// update changes what the player tells of itself.
func (e *engine) update(change func(p *Player)) {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	change(e.p)
}

// load takes the place of the recording before.
func (e *engine) load(s decode.Stream, beginning *asked) {
	e.unload()
	e.stream, e.chain = s, newChain(s)
	rate := s.Info().Rate
	e.update(func(p *Player) {
		p.track.rate = rate
		p.track.rest(0)
		if p.asked == beginning { // else a Seek came since, and is on its way
			p.asked = nil
		}
	})
	indexer, ok := s.(decode.Indexer)
	if !ok {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	e.cancel, e.index = cancel, done
	go func() {
		defer close(done)
		_ = indexer.BuildIndex(ctx) // without it the recording plays too; damage is met where it lies
	}()
}

// learnLength takes the length that the index has found.
func (e *engine) learnLength() {
	d := duration(e.stream.Info())
	e.update(func(p *Player) {
		if p.state.Loaded {
			p.state.Duration = d
		}
	})
}

func (e *engine) unload() {
	e.playing, e.resume, e.atEnd = false, false, false
	e.halt(0)
	if e.stream == nil {
		return
	}
	if e.cancel != nil {
		e.cancel()
		if e.index != nil {
			<-e.index
		}
		e.cancel, e.index = nil, nil
	}
	_ = e.stream.Close() // it was only read
	e.stream, e.chain = nil, nil
}

func (e *engine) close() {
	e.unload()
	e.ended = true
	e.alarm.Stop()
	e.tick.Stop()
	if e.out != nil {
		_ = e.out.Close() // there is nobody left to tell
	}
	if e.opening {
		if o := <-e.opened; o.out != nil {
			_ = o.out.Close()
		}
	}
}

// halt falls silent, drops what is queued and stands at a place in samples.
func (e *engine) halt(place float64) {
	e.update(func(p *Player) { p.track.rest(place) })
	e.left, e.frame, e.started, e.finish = nil, 0, false, time.Time{}
	if e.out == nil {
		return
	}
	if err := e.out.Stop(); err != nil {
		e.drop(err)
	}
}

// heard is the place in samples that is heard now.
func (e *engine) heard() float64 {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	return e.p.track.samples()
}

// start begins anew at a place in samples.
func (e *engine) start(place float64) {
	e.halt(place)
	if err := e.chain.seek(int64(place)); err != nil {
		e.breakOff(err)
	}
}

func (e *engine) play() {
	if e.chain == nil || e.playing {
		return
	}
	place := e.heard()
	if e.resume {
		back := timeSample(e.p.resumeBack, e.chain.rate)
		place = max(place-float64(back), 0)
		if set := e.settings(); set.to > 0 && e.heard() >= float64(set.from) {
			place = max(place, float64(set.from))
		}
	}
	if end := e.stream.Info().Samples; e.atEnd || (end >= 0 && place >= float64(end)) {
		place = float64(e.settings().from)
	}
	e.playing, e.resume, e.atEnd = true, false, false
	e.start(place)
	e.wantDevice()
}

func (e *engine) pause() {
	if !e.playing {
		return
	}
	e.playing, e.resume = false, true
	e.halt(e.heard())
}

func (e *engine) seek(a *asked) {
	if e.outdated(a) {
		return
	}
	e.resume, e.atEnd = false, false
	if e.chain != nil {
		place := timeSample(a.to, e.chain.rate)
		if end := e.stream.Info().Samples; end >= 0 {
			place = min(place, end)
		}
		if e.playing {
			e.start(float64(place))
		} else {
			e.halt(float64(place))
		}
	}
	e.update(func(p *Player) {
		if p.asked == a {
			p.asked = nil
		}
	})
}

// outdated tells whether another place was asked for since; then the way to this one is saved.
func (e *engine) outdated(a *asked) bool {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	return e.p.asked != a
}

// reloop takes up a changed loop at once: what is queued was made for the old one.
func (e *engine) reloop() {
	if e.chain == nil {
		return
	}
	place := e.heard()
	if set := e.settings(); set.to > 0 && (place < float64(set.from) || place >= float64(set.to)) {
		place = float64(set.from)
		e.resume = false
	}
	if e.playing {
		e.start(place)
	} else {
		e.halt(place)
	}
}

// breakOff stops playing for an error of the recording, where it is.
func (e *engine) breakOff(err error) {
	place := e.heard()
	e.playing, e.resume = false, false
	e.halt(place)
	e.update(func(p *Player) {
		p.state.Playing = false
		p.state.Err = fmt.Errorf("play recording: %w", err)
	})
}

func (e *engine) settings() settings {
	e.p.mu.Lock()
	defer e.p.mu.Unlock()
	s := e.p.state
	set := settings{speed: s.Speed, volume: s.Volume, channels: s.Channels, skip: s.SkipSilence}
	if s.Loop != nil && e.chain != nil {
		set.from, set.to = timeSample(s.Loop.A, e.chain.rate), timeSample(s.Loop.B, e.chain.rate)
	}
	return set
}

// pump fills the device's queue and lets it be heard.
func (e *engine) pump() {
	if !e.playing || e.out == nil {
		return
	}
	for !e.ordered() { // a device that takes without end must not keep an order waiting
		if len(e.left) == 0 && !e.fill() {
			break
		}
		n, err := e.out.Write(e.left)
		if err != nil {
			e.drop(err)
			return
		}
		e.left = e.left[2*n:]
		e.frame += int64(n)
		if len(e.left) > 0 { // full; a clock may take a frame more at every look
			break
		}
	}
	if e.playing && !e.started && e.frame > 0 {
		if err := e.out.Start(); err != nil {
			e.drop(err)
			return
		}
		e.started = true
	}
	if e.playing && e.chain.drained && len(e.left) == 0 {
		e.drain()
	}
}

// fill makes the next block and tells whether there is one.
func (e *engine) fill() bool {
	if e.chain.drained {
		return false
	}
	n, err := e.chain.render(e.block, e.settings(), func(m mark) {
		e.update(func(p *Player) {
			p.track.out = e.out
			p.track.add(m)
		})
	})
	if err != nil {
		e.breakOff(err)
		return false
	}
	e.left = e.block[:2*n]
	return n > 0
}

// drain waits for the last of the queue to be heard, then stands at the end.
func (e *engine) drain() {
	now := e.p.now()
	if e.finish.IsZero() {
		e.finish = now
		if err := e.out.Finish(); err != nil {
			e.drop(err)
			return
		}
	}
	if e.out.Played() < e.frame && now.Sub(e.finish) < drainLimit {
		e.tick.Reset(drainPoll)
		return
	}
	e.playing, e.resume, e.atEnd = false, false, true
	end := float64(e.chain.reader.at)
	if known := e.stream.Info().Samples; known >= 0 {
		end = float64(known)
	}
	e.halt(end)
	e.update(func(p *Player) {
		p.state.Playing, p.state.Ended = false, true
		p.state.Duration = sampleTime(end, p.track.rate) // known now, if it was not before
	})
}
