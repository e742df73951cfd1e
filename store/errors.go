package store

import "errors"

// What can go wrong in a store. Engines wrap them; compare with errors.Is.
var (
	ErrNotFound    = errors.New("not found")
	ErrNewer       = errors.New("the database was made by a newer version")
	ErrLocked      = errors.New("the database is in use by another process")
	ErrDamaged     = errors.New("the database is damaged")
	ErrFull        = errors.New("no space left for the database")
	ErrReadOnly    = errors.New("the database cannot be written")
	ErrBadCursor   = errors.New("the cursor of a list is damaged")
	ErrUnsearched  = errors.New("the search has no words")
	ErrNoSuchMark  = errors.New("nothing to undo")
	ErrInterrupted = errors.New("stopped")
)
