//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package sync

import (
	"errors"
	"os"
	"syscall"
)

// lockFile takes a lock that the system lets go of when the process ends, however
// it ends.
func lockFile(f *os.File) (taken bool, err error) {
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
