package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"razbor/store"
)

// primary is the part of an SQLite result code that tells its class.
const primary = 0xff

// fail wraps an error of the driver with what was being done and puts our error
// in place of the driver's codes. No error stays none.
func (e *Engine) fail(doing string, err error) error {
	if err == nil {
		return nil
	}
	var code *sqlite.Error
	if errors.As(err, &code) {
		if ours := ourError(code.Code() & primary); ours != nil {
			return fmt.Errorf("%s: %s: %w: %w", e.path, doing, ours, err)
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func ourError(code int) error {
	switch code {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return store.ErrLocked
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return store.ErrDamaged
	case lib.SQLITE_FULL:
		return store.ErrFull
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
		return store.ErrReadOnly
	}
	return nil
}
