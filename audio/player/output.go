package player

import (
	"context"
	"errors"
	"time"

	"razbor/audio/device"
)

// wantDevice has a device opened unless there is one.
func (e *engine) wantDevice() {
	if e.out != nil && !e.silent {
		return
	}
	if !e.opening {
		e.retry = firstRetry
		e.open()
	}
	if e.out == nil {
		e.show(DeviceState{Phase: DeviceOpening})
		e.alarm.Reset(grace)
	}
}

// open asks the sound system, beside everything else.
func (e *engine) open() {
	e.opening = true
	opener, answer := e.p.opener, e.opened
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), openWait)
		defer cancel()
		out, err := opener.Open(ctx)
		answer <- opened{out: out, err: err}
	}()
}

// takeDevice goes over to the device that has been opened, or to the silent clock.
func (e *engine) takeDevice(o opened) {
	e.opening = false
	if o.err != nil {
		e.reason = device.ReasonOf(o.err)
		e.fallSilent()
		e.alarm.Reset(e.retry)
		e.retry = min(2*e.retry, lastRetry)
		return
	}
	e.swap(o.out, false)
	e.reason, e.retry = device.ReasonNone, firstRetry
	e.show(DeviceState{Phase: DeviceOpen, Name: o.out.Name()})
}

// fallSilent lets the silent clock run.
func (e *engine) fallSilent() {
	if e.out == nil {
		e.swap(device.NewSilent(e.p.now), true)
	}
	if e.silent {
		e.show(DeviceState{Phase: DeviceSilent, Reason: e.reason})
	}
}

// swap puts another output in place and goes on from where the one before was heard.
func (e *engine) swap(out device.Output, silent bool) {
	place := e.heard()
	e.halt(place)
	if e.out != nil {
		_ = e.out.Close() // nothing of it is needed any more
	}
	e.out, e.silent = out, silent
	if e.playing {
		e.start(place)
	}
}

// drop gives up an output that is gone, and looks for another.
func (e *engine) drop(err error) {
	place := e.heard()
	out := e.out
	e.out, e.silent = nil, false
	e.update(func(p *Player) { p.track.rest(place) })
	e.left, e.frame, e.started, e.finish = nil, 0, false, time.Time{}
	_ = out.Close() // it is broken already
	e.reason = device.ReasonLost
	if !errors.Is(err, device.ErrLost) {
		e.reason = device.ReasonOf(err)
	}
	if !e.playing {
		e.show(DeviceState{Phase: DeviceNone})
		return
	}
	if err := e.chain.seek(int64(place)); err != nil {
		e.breakOff(err)
		return
	}
	e.wantDevice()
}

func (e *engine) show(s DeviceState) {
	e.update(func(p *Player) { p.state.Device = s })
}

// ring is the alarm: a device was waited for long enough, or it is time to try again.
func (e *engine) ring() {
	switch {
	case !e.playing: // a retry waits for the next play
	case e.out == nil:
		if e.reason == device.ReasonNone {
			e.reason = device.ReasonTimeout
		}
		e.fallSilent()
		e.alarm.Reset(e.retry)
	case e.silent && !e.opening:
		e.open()
	}
}
