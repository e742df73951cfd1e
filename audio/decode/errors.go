package decode

import (
	"errors"
	"fmt"
)

// ErrEmpty is the error of a recording that holds no sound: a file of zero
// bytes, or a header with nothing behind it.
var ErrEmpty = errors.New("the recording is empty")

// UnsupportedError is the error of a recording whose codec is known by name but
// cannot be decoded on this machine.
type UnsupportedError struct {
	Codec string // the codec by its usual name: "AMR", "AAC"
	Hint  string // the program to install that would decode it; empty when none would
}

// Error names the codec and what to install.
func (e *UnsupportedError) Error() string {
	if e.Hint == "" {
		return fmt.Sprintf("sound codec %s is not supported", e.Codec)
	}
	return fmt.Sprintf("sound codec %s needs %s: install it and try again", e.Codec, e.Hint)
}

// DamagedError is the error of bytes that are not what their place in the file
// calls for.
type DamagedError struct {
	Name   string // the file's name without its folder
	Offset int64  // where in the file, in bytes
	Reason string // what is wrong there
}

// Error says what is wrong, in which file and where in it.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s: damaged at byte %d: %s", e.Name, e.Offset, e.Reason)
}
