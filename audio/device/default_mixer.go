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

// mixerOpener opens the system's mixer, which the operating system gives to a process once, for good.
type mixerOpener struct {
	once sync.Once
	err  error
}

func newDefault() Opener { return &mixerOpener{} }

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
	m := newMixer(time.Now)
	speaker.Play(beep.StreamerFunc(m.pull))
	return m, nil
}
