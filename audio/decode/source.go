package decode

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

// source is the bytes of a recording. Two goroutines may read it at once.
type source struct {
	io.ReaderAt
	size   int64
	name   string // for errors and the extension
	path   string // empty when the recording is not a file
	closer io.Closer
}

// readAt fills b from off as far as the recording goes; a short count is no error.
func (s *source) readAt(b []byte, off int64) (int, error) {
	if off < 0 || off >= s.size {
		return 0, nil
	}
	if rest := s.size - off; int64(len(b)) > rest {
		b = b[:rest]
	}
	n, err := s.ReadAt(b, off)
	if err != nil && !errors.Is(err, io.EOF) {
		return n, fmt.Errorf("read recording %s at byte %d: %w", s.name, off, err)
	}
	return n, nil
}

func (s *source) damaged(off int64, reason string) *DamagedError {
	return &DamagedError{Name: s.name, Offset: off, Reason: reason}
}

func (s *source) close() error {
	if s.closer == nil {
		return nil
	}
	if err := s.closer.Close(); err != nil {
		return fmt.Errorf("close recording %s: %w", s.name, err)
	}
	return nil
}

// seekReader makes random access of a reader that can only be moved.
type seekReader struct {
	mu sync.Mutex
	r  io.ReadSeeker
}

// ReadAt reads at off like io.ReaderAt.
func (s *seekReader) ReadAt(b []byte, off int64) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.r.Seek(off, io.SeekStart); err != nil {
		return 0, fmt.Errorf("seek to byte %d: %w", off, err)
	}
	n, err := io.ReadFull(s.r, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// window is a stretch of a recording: the part that holds the sound.
type window struct {
	src  *source
	off  int64
	size int64
}

func (s *source) from(off int64) window {
	return window{src: s, off: off, size: max(s.size-off, 0)}
}

// readAt fills b from off, counted from the window's start.
func (w window) readAt(b []byte, off int64) (int, error) {
	if off < 0 || off >= w.size {
		return 0, nil
	}
	if rest := w.size - off; int64(len(b)) > rest {
		b = b[:rest]
	}
	return w.src.readAt(b, w.off+off)
}
