// Package device is where sound leaves the program: one stereo output at a fixed rate, whatever the machine has.
//
// It owns the sound systems (the PulseAudio protocol, pw-cat and aplay fed by a pipe, the system mixer on Windows
// and macOS) and the silent clock that stands in for them. It knows nothing of recordings, positions in them or
// tempo. An [Output] is driven by one goroutine; only [Output.Played] and [Output.Ready] may be used from others.
package device

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// Rate is the rate of every output, in frames a second. A sound system cannot be opened again at another
	// rate, so recordings are brought to this one.
	Rate = 48000
	// Channels is the number of samples in a frame: left, right.
	Channels = 2
)

// queueFrames is how much sound an output holds ahead of the ear: long enough to outlive a busy machine (with 0.1 s a
// sound server ran dry once a minute beside two busy cores), short enough that a new tempo is soon heard. Pause and
// seek drop the queue and do not wait for it.
const queueFrames = Rate / 4

// fadeFrames is how long the sound takes to fall silent where the device can do that.
const fadeFrames = Rate / 100

// Output is an open sound device, or what stands in for one.
//
// Frames are interleaved left and right samples from -1 to 1. Counting starts at 0 with every Stop, so that
// Played always speaks of the frames written since.
type Output interface {
	// Name says what plays: "pulse", "pw-cat", "aplay", "system" or "silent".
	Name() string
	// Write queues whole frames and returns how many it took; fewer than given means that the queue is full
	// and Ready will tell when there is room. It never waits for the sound to be heard. [ErrLost] wrapped
	// in the error means that the device is gone.
	Write(frames []float32) (int, error)
	// Start lets what is queued be heard. Starting twice does nothing.
	Start() error
	// Finish says that nothing follows what is queued: what is too short to begin on its own is heard too.
	Finish() error
	// Stop falls silent at once and drops what is queued.
	Stop() error
	// Played is how many of the frames written since the last Stop have been heard. It never runs backwards
	// between two Stops, and asks no one: it is cheap enough for every frame of a screen.
	Played() int64
	// Ready receives when a Write may take more, and when the device was lost.
	Ready() <-chan struct{}
	// Close gives the device back.
	Close() error
}

// Opener opens the device of this machine.
type Opener interface {
	// Open returns a stopped output. Its error is a *[NoDeviceError] where there is nothing to play on.
	Open(ctx context.Context) (Output, error)
}

// OpenFunc makes a function an [Opener].
type OpenFunc func(ctx context.Context) (Output, error)

// Open calls the function.
func (f OpenFunc) Open(ctx context.Context) (Output, error) { return f(ctx) }

// ErrLost says that an open device went away: unplugged, or its server ended.
var ErrLost = errors.New("sound device lost")

// Reason tells why there is no sound; the console has a sentence for each.
type Reason string

// The reasons that a device is not there.
const (
	// ReasonNone is the zero value: there is a device.
	ReasonNone Reason = ""
	// ReasonNoServer means that no sound server answers and no player program is installed.
	ReasonNoServer Reason = "no_server"
	// ReasonRefused means that a sound server is there and turned the connection down.
	ReasonRefused Reason = "refused"
	// ReasonNoOutput means that the sound system has nothing to play on.
	ReasonNoOutput Reason = "no_output"
	// ReasonLost means that the device went away while in use.
	ReasonLost Reason = "lost"
	// ReasonTimeout means that the sound system does not answer in time.
	ReasonTimeout Reason = "timeout"
)

// NoDeviceError says why no output could be opened.
type NoDeviceError struct {
	Reason Reason
	Err    error
}

// Error tells the reason and what lies under it.
func (e *NoDeviceError) Error() string {
	return fmt.Sprintf("open sound device (%s): %v", e.Reason, e.Err)
}

// Unwrap gives the error that lies under the reason.
func (e *NoDeviceError) Unwrap() error { return e.Err }

// ReasonOf finds the reason in an error of this package; [ReasonNoOutput] where there is none.
func ReasonOf(err error) Reason {
	var none *NoDeviceError
	switch {
	case err == nil:
		return ReasonNone
	case errors.As(err, &none):
		return none.Reason
	case errors.Is(err, ErrLost):
		return ReasonLost
	case errors.Is(err, context.DeadlineExceeded):
		return ReasonTimeout
	}
	return ReasonNoOutput
}

// Default opens what this system plays on: PulseAudio (PipeWire and WSLg answer the same protocol), then pw-cat,
// then aplay on Linux; the system mixer on Windows and macOS, which a process can open once only: make one Default
// and keep it.
func Default() Opener { return newDefault() }

// None opens nothing: the player then runs on its silent clock, as over ssh.
func None() Opener {
	return OpenFunc(func(context.Context) (Output, error) {
		return nil, &NoDeviceError{Reason: ReasonNoOutput, Err: errors.New("sound is switched off")}
	})
}

// signal marks a channel of capacity one without waiting.
func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// framesIn is how many frames pass in d.
func framesIn(d time.Duration) int64 {
	return int64(d/time.Second)*Rate + int64(d%time.Second)*Rate/int64(time.Second)
}

// span is how long the frames last.
func span(frames int64) time.Duration {
	return time.Duration(frames/Rate)*time.Second + time.Duration(frames%Rate)*time.Second/Rate
}
