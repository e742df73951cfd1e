// Package decode turns sound recordings into 16-bit samples.
//
// It owns the file formats that telephone exchanges write: WAV with PCM, float,
// G.711, GSM 06.10, ADPCM, G.722 or MP3 inside, MP3, Ogg Opus, FLAC, Sun AU and
// the headerless files that are known by their extension. They are decoded in
// Go; a few further codecs go through the ffmpeg program where it is installed.
//
// A recording is a stream: it is opened by its first bytes, read forward in
// pieces and sought to a sample, and never held in memory whole. What is done
// with the sound (playing, stretching, drawing) is not known here.
package decode

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Info says what a recording is.
type Info struct {
	Format   string // the container: "wav", "mp3", "opus", "flac", "gsm", "raw", …
	Codec    string // the codec by its usual name: "A-law", "GSM 06.10", "MP3"
	Rate     int    // samples a second of one channel
	Channels int    // 1 or more; in a stereo call usually the manager, then the client
	Samples  int64  // length in samples of one channel; -1 while it is not yet known
}

// Stream is an open recording. It is used by one goroutine at a time, except
// for BuildIndex of an Indexer.
type Stream interface {
	// Info returns what is known of the recording by now.
	Info() Info
	// Read fills dst with interleaved samples and returns how many values it
	// wrote, always whole frames of all channels. At the end it returns 0 and
	// io.EOF; for a dst without room for one frame, io.ErrShortBuffer.
	Read(dst []int16) (n int, err error)
	// SeekSample places the stream at a sample, counted in one channel from 0. What is
	// read next equals a straight decode from the beginning. A sample past the
	// end leads to the end.
	SeekSample(sample int64) error
	// Close releases the file. The stream cannot be used after it.
	Close() error
}

// Indexer is a stream that learns its exact length, and the way to any place in
// it, by going through the file once.
type Indexer interface {
	// BuildIndex goes through the file until it is done or ctx ends. It may run
	// beside Read and SeekSample of the same stream. After it Info().Samples is known
	// and SeekSample costs the same everywhere.
	BuildIndex(ctx context.Context) error
}

// Open opens the recording in the file at path. The first bytes say what it is;
// the extension counts only for formats that have no header.
//
// Errors: ErrEmpty, *UnsupportedError, *DamagedError, or one of the file system.
func Open(path string) (Stream, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open recording: %w", err)
	}
	s, err := openFile(f, path)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

func openFile(f *os.File, path string) (Stream, error) {
	st, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open recording: %w", err)
	}
	if !st.Mode().IsRegular() {
		return nil, &DamagedError{Name: filepath.Base(path), Reason: "not a regular file"}
	}
	return open(&source{ReaderAt: f, size: st.Size(), name: filepath.Base(path), path: path, closer: f})
}

// OpenReader opens the recording in r; name gives the extension and the words
// of errors. The reader stays the caller's: Close of the stream does not close
// it, and nobody else may move it meanwhile.
func OpenReader(r io.ReadSeeker, name string) (Stream, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("measure recording %s: %w", name, err)
	}
	src := &source{size: size, name: filepath.Base(name)}
	if at, ok := r.(io.ReaderAt); ok {
		src.ReaderAt = at
	} else {
		src.ReaderAt = &seekReader{r: r}
	}
	return open(src)
}

func open(src *source) (Stream, error) {
	if src.size == 0 {
		return nil, ErrEmpty
	}
	head := make([]byte, sniffLength)
	n, err := src.readAt(head, 0)
	if err != nil {
		return nil, err
	}
	k := sniff(head[:n], strings.ToLower(filepath.Ext(src.name)))
	if k.open != nil {
		return k.open(src)
	}
	// A recording that was cut in the middle can still be found by its frames.
	s, err := openMP3(src)
	if damaged := (*DamagedError)(nil); errors.As(err, &damaged) {
		return nil, src.damaged(0, "no known sound format")
	}
	return s, err
}
