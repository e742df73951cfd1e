package device

import (
	"context"
	"errors"
	"os"
	"os/exec"
)

func newDefault() Opener { return OpenFunc(openDefault) }

// openDefault tries the sound server first. Where one is there and says no, a program that talks to the same
// server would be told no too, so only a missing server leads further.
func openDefault(ctx context.Context) (Output, error) {
	out, err := openPulse(ctx, os.Getenv("PULSE_SERVER"))
	if err == nil || ReasonOf(err) != ReasonNoServer {
		return out, err
	}
	for _, program := range programs {
		path, missing := exec.LookPath(program.name)
		if missing != nil {
			continue
		}
		piped, failed := openPipe(ctx, path, program)
		if failed == nil {
			return piped, nil
		}
		err = errors.Join(err, failed)
	}
	return nil, &NoDeviceError{Reason: ReasonOf(err), Err: err}
}
