package sync

import (
	"fmt"
	"os"

	"razbor/store"
)

// lock keeps a second sync of the same store from running beside this one: what
// one has read, the other would not know of. The lock is a file of the home that
// stays; without a path there is none. It returns store.ErrLocked where another
// process has it.
func lock(path string) (unlock func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	taken, err := lockFile(f)
	if err == nil && !taken {
		err = fmt.Errorf("another sync is running: %w", store.ErrLocked)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return func() { _ = f.Close() }, nil
}
