//go:build linux

package device

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
	"time"

	"github.com/jfreymuth/pulse/proto"
)

const (
	frameBytes = Channels * 4 // 32-bit float
	// prebuffer makes the server begin by itself once this much is queued, and wait for as much again after it
	// ran dry. With 0 its read pointer would run on through an empty queue and what is written then is lost.
	prebuffer = Rate / 100
	// minRequest is the least the server asks for, and what it then keeps in the sound card's own buffer. It asks early:
	// else it would take our queue for the card's buffer in part, and leave us half.
	minRequest = Rate / 50
	// maxQueue is how far the queue may grow on a machine that cannot keep up with queueFrames.
	maxQueue = Rate
	// timingEvery is how often the server is asked what has been heard.
	timingEvery = 50 * time.Millisecond
	// An answer that took no longer than timingSure tells the time; one that took longer than the last is believed
	// only when that is older than timingTrust.
	timingSure, timingTrust = 5 * time.Millisecond, time.Second
)

// pulse plays through the PulseAudio protocol, which PipeWire and WSLg answer too.
type pulse struct {
	client *proto.Client
	link   *link
	stream uint32
	ready  chan struct{}
	ask    chan struct{} // wakes the timekeeper
	done   chan struct{}
	buf    []byte
	recent history

	mu        sync.Mutex
	queue     int   // frames, the server's queue length
	credit    int   // bytes that the server asked for and has not had
	written   int64 // frames since the last Stop
	base      int64 // bytes, the server's write index at the last Stop
	run       int   // counts Stops, so that timing of an earlier run is known as such
	started   bool
	finishing bool
	heard     int64 // frames, at heardAt
	heardAt   time.Time
	card      int64         // frames between the server's queue and the ear, then
	slow      time.Duration // how long that answer took: it is unsure by half of it
	moving    bool          // whether the server was playing at heardAt
	told      int64         // the largest Played of this run
	underruns int
	closed    bool
}

// Pulse opens the PulseAudio server of a server string, as PULSE_SERVER has it; the user's own where it is empty.
func Pulse(server string) Opener {
	return OpenFunc(func(ctx context.Context) (Output, error) { return openPulse(ctx, server) })
}

func openPulse(ctx context.Context, server string) (Output, error) {
	p := &pulse{
		ready: make(chan struct{}, 1), ask: make(chan struct{}, 1), done: make(chan struct{}),
		queue: queueFrames, stream: proto.Undefined,
	}
	client, l, err := dial(ctx, server, p.onMessage, func() { signal(p.ready) })
	if err != nil {
		return nil, err
	}
	p.client, p.link = client, l
	request := proto.CreatePlaybackStream{
		SampleSpec:            proto.SampleSpec{Format: proto.FormatFloat32LE, Channels: Channels, Rate: Rate},
		ChannelMap:            proto.ChannelMap{proto.ChannelLeft, proto.ChannelRight},
		SinkIndex:             proto.Undefined,
		BufferMaxLength:       2 * maxQueue * frameBytes,
		BufferTargetLength:    queueFrames * frameBytes,
		BufferPrebufferLength: prebuffer * frameBytes,
		BufferMinimumRequest:  minRequest * frameBytes,
		Corked:                true,
		EarlyRequests:         true,
		ChannelVolumes:        proto.ChannelVolumes{0x10000, 0x10000},
		Properties:            proto.PropList{"media.name": proto.PropListString("razbor"), "media.role": proto.PropListString("music")},
	}
	var reply proto.CreatePlaybackStreamReply
	if err := client.Request(&request, &reply); err != nil {
		l.fail()
		return nil, &NoDeviceError{Reason: createReason(err), Err: fmt.Errorf("create playback stream: %w", err)}
	}
	p.mu.Lock()
	p.stream = reply.StreamIndex
	p.queue = int(reply.BufferTargetLength) / frameBytes
	p.credit = int(reply.BufferTargetLength)
	p.mu.Unlock()
	go p.keepTime()
	return p, nil
}

func createReason(err error) Reason {
	if errors.Is(err, proto.ErrNoSuchEntity) {
		return ReasonNoOutput
	}
	return ReasonRefused
}

// onMessage runs on the client's reader: it must not ask the server anything.
func (p *pulse) onMessage(msg any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch msg := msg.(type) {
	case *proto.Request:
		if msg.StreamIndex == p.stream {
			p.credit += int(min(msg.Length, 2*maxQueue*frameBytes))
			signal(p.ready)
		}
	case *proto.Started:
		signal(p.ask)
	case *proto.Underflow:
		if msg.StreamIndex == p.stream && p.started && !p.finishing {
			p.underruns++
			signal(p.ask)
		}
	case *proto.PlaybackStreamKilled:
		if msg.StreamIndex == p.stream {
			go p.link.fail() // it closes the connection this very reader reads
		}
	}
}

func (p *pulse) Name() string { return "pulse" }

func (p *pulse) Ready() <-chan struct{} { return p.ready }

func (p *pulse) lostError() error {
	if p.link.lost.Load() {
		return fmt.Errorf("pulse: %w", ErrLost)
	}
	return nil
}

func (p *pulse) Write(frames []float32) (int, error) {
	if err := p.lostError(); err != nil {
		return 0, err
	}
	p.mu.Lock()
	n := max(min(len(frames)/Channels, p.credit/frameBytes), 0)
	p.credit -= n * frameBytes
	p.written += int64(n)
	p.mu.Unlock()
	if n == 0 {
		return 0, nil
	}
	p.recent.add(frames[:n*Channels])
	return n, p.send(frames[:n*Channels])
}

// send hands frames to the server.
func (p *pulse) send(frames []float32) error {
	p.buf = p.buf[:0]
	for _, v := range frames {
		p.buf = binary.LittleEndian.AppendUint32(p.buf, math.Float32bits(v))
	}
	if err := p.client.Send(p.stream, p.buf); err != nil {
		return fmt.Errorf("pulse: %w: %w", ErrLost, err)
	}
	return p.lostError()
}

func (p *pulse) Start() error {
	p.mu.Lock()
	was := p.started
	p.started = true
	p.mu.Unlock()
	if was {
		return nil
	}
	if err := p.request(&proto.CorkPlaybackStream{StreamIndex: p.stream}); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	signal(p.ask)
	return nil
}

// Finish makes the server play what is shorter than its prebuffer.
func (p *pulse) Finish() error {
	p.mu.Lock()
	p.finishing = true
	p.mu.Unlock()
	if err := p.request(&proto.TriggerPlaybackStream{StreamIndex: p.stream}); err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	return nil
}

func (p *pulse) Stop() error {
	p.fadeOut()
	p.recent.clear()
	err := errors.Join(
		p.request(&proto.CorkPlaybackStream{StreamIndex: p.stream, Corked: true}),
		p.request(&proto.FlushPlaybackStream{StreamIndex: p.stream}),
	)
	var at proto.GetPlaybackLatencyReply
	if err == nil {
		err = p.client.Request(&proto.GetPlaybackLatency{StreamIndex: p.stream}, &at)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.run++
	p.base = at.WriteIndex
	p.started, p.finishing, p.moving = false, false, false
	p.written, p.heard, p.told, p.heardAt = 0, 0, 0, time.Time{}
	p.credit = p.queue * frameBytes // an empty queue is all room
	if err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

const (
	// fadeAfter is what lies at least between the ear and the fade.
	fadeAfter = Rate * 15 / 1000
	// fadeReach is the furthest that a card's buffer may lie ahead of the ear for the fade to wait for its end.
	fadeReach = Rate / 20
)

// fadeOut writes a fade over what is queued next and waits for it to be heard, some 40 ms, because a sound that is cut
// off clicks. Where there is not so much queued, or the server does not play, it does nothing.
func (p *pulse) fadeOut() {
	heard := p.Played()
	p.mu.Lock()
	playing, written, card := p.started && p.moving, p.written, p.card
	p.mu.Unlock()
	at := heard + fadeAfter
	if card <= fadeReach { // what the card has is not asked back: the fade comes after it
		at = max(at, heard+card+fadeAfter/3)
	}
	sound := p.recent.from(written-at, fadeFrames)
	if !playing || sound == nil || p.lostError() != nil {
		return
	}
	faded := make([]float32, 5*len(sound)) // and silence, so that the server does not run dry at once
	for i, v := range sound {
		faded[i] = v * (1 - float32(i/Channels+1)/fadeFrames)
	}
	p.link.seek.Store(&seek{stream: p.stream, offset: -(written - at) * frameBytes})
	if p.send(faded) == nil {
		time.Sleep(span(at - heard + fadeFrames + fadeFrames/2))
	}
	p.link.seek.Store(nil)
}

// history is the last frames that were written.
type history struct{ frames []float32 }

// add keeps frames, and of those before what may still be queued.
func (h *history) add(frames []float32) {
	if h.frames = append(h.frames, frames...); len(h.frames) > 4*maxQueue*Channels {
		h.frames = h.frames[:copy(h.frames, h.frames[len(h.frames)-2*maxQueue*Channels:])]
	}
}

func (h *history) clear() { h.frames = h.frames[:0] }

// from is n frames from back frames before the end on; nil where there are not so many.
func (h *history) from(back, n int64) []float32 {
	first := int64(len(h.frames)) - back*Channels
	if first < 0 || back < n {
		return nil
	}
	return h.frames[first : first+n*Channels]
}

func (p *pulse) request(req proto.RequestArgs) error {
	if err := p.lostError(); err != nil {
		return err
	}
	err := p.client.Request(req, nil)
	if errors.Is(err, context.DeadlineExceeded) {
		p.link.fail()
	}
	if err != nil {
		return fmt.Errorf("pulse: %w: %w", ErrLost, err)
	}
	return nil
}

func (p *pulse) Played() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := p.heard
	if p.moving {
		at += framesIn(time.Since(p.heardAt))
	}
	p.told = max(p.told, min(max(at, 0), p.written))
	return p.told
}

// Underruns counts how often the server ran dry while there was more to play.
func (p *pulse) Underruns() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.underruns
}

func (p *pulse) Close() error {
	p.mu.Lock()
	was := p.closed
	p.closed = true
	p.mu.Unlock()
	if was {
		return nil
	}
	close(p.done)
	p.link.fail()
	return nil
}

// keepTime asks the server again and again what has been heard, and gives it a longer queue where it ran dry. While
// nothing plays it sleeps.
func (p *pulse) keepTime() {
	tick := time.NewTimer(timingEvery)
	defer tick.Stop()
	seen := 0
	for {
		select {
		case <-p.done:
			return
		case <-tick.C:
		case <-p.ask:
		}
		p.mu.Lock()
		started, underruns := p.started, p.underruns
		p.mu.Unlock()
		if !started || p.link.lost.Load() {
			tick.Stop()
			continue
		}
		if underruns > seen {
			seen = underruns
			p.lengthen()
		}
		p.takeTime()
		tick.Reset(timingEvery)
	}
}

// takeTime learns how much has been heard: what the server's read pointer has passed, less what still lies
// between it and the ear.
func (p *pulse) takeTime() {
	p.mu.Lock()
	run := p.run
	p.mu.Unlock()
	asked := time.Now()
	var reply proto.GetPlaybackLatencyReply
	if p.client.Request(&proto.GetPlaybackLatency{StreamIndex: p.stream}, &reply) != nil {
		return
	}
	answered := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	slow := answered.Sub(asked)
	if run != p.run || (slow > p.slow && answered.Sub(p.heardAt) < timingTrust) {
		return
	}
	p.slow = max(slow, timingSure)
	late := framesIn(time.Duration(min(reply.Latency, 10_000_000)) * time.Microsecond)
	p.card = late
	p.heard = (reply.ReadIndex-p.base)/frameBytes - late
	p.heardAt = asked.Add(slow / 2)
	p.moving = reply.Running
}

// lengthen doubles the queue: a machine too busy for a short one plays on, a little later.
func (p *pulse) lengthen() {
	p.mu.Lock()
	before := p.queue
	queue := min(2*before, maxQueue)
	p.mu.Unlock()
	if queue <= before {
		return
	}
	var reply proto.SetPlaybackStreamBufferAttrReply
	err := p.client.Request(&proto.SetPlaybackStreamBufferAttr{
		StreamIndex:           p.stream,
		BufferMaxLength:       2 * maxQueue * frameBytes,
		BufferTargetLength:    uint32(queue * frameBytes),
		BufferPrebufferLength: prebuffer * frameBytes,
		BufferMinimumRequest:  minRequest * frameBytes,
		EarlyRequests:         true,
	}, &reply)
	if err != nil {
		return // the connection is going; Write will say so
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue = int(reply.BufferTargetLength) / frameBytes
}
