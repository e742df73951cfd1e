// Package logfile reads log files that grow, are rotated and are replaced while
// they are read: it finds the file and its rotated copies, tells how far each
// was read before, and goes on from there, line by line.
package logfile

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"razbor/store/source"
)

// File is one file of a log.
type File struct {
	Path    string
	Size    int64 // on disk
	ModTime time.Time
	Gzip    bool
	Live    bool // the one that is still written
}

// Find returns the rotated copies of the log at path (path.1, path.2.gz,
// path-20260101, …), the oldest first, and the log itself last. Any of them may
// be missing, but not all.
func Find(path string) ([]File, error) {
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		return nil, &source.Problem{File: path, Code: source.Unreadable, Err: source.IsFolder}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &source.Problem{File: path, Code: source.Unreadable, Err: plain(err)}
	}
	var files []File
	dir, base := filepath.Split(path)
	if entries, err := os.ReadDir(filepath.Clean(dir)); err == nil {
		files = rotated(dir, base, entries)
	}
	if err == nil {
		files = append(files, File{Path: path, Size: info.Size(), ModTime: info.ModTime(), Gzip: strings.HasSuffix(path, ".gz"), Live: true})
	}
	if len(files) == 0 {
		return nil, &source.Problem{File: path, Code: source.Missing}
	}
	return files, nil
}

// plain takes the path, which the problem names already, out of a system's error.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func rotated(dir, base string, entries []fs.DirEntry) []File {
	var files []File
	for _, e := range entries {
		suffix, ok := strings.CutPrefix(e.Name(), base)
		if !ok || !isRotation(suffix) {
			continue
		}
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		files = append(files, File{
			Path: filepath.Join(dir, e.Name()), Size: info.Size(), ModTime: info.ModTime(), Gzip: strings.HasSuffix(suffix, ".gz"),
		})
	}
	slices.SortFunc(files, func(a, b File) int {
		if c := a.ModTime.Compare(b.ModTime); c != 0 {
			return c
		}
		if c := cmp.Compare(rotation(b.Path), rotation(a.Path)); c != 0 {
			return c
		}
		return cmp.Compare(a.Path, b.Path)
	})
	return files
}

// isRotation tells whether what follows the log's name is a number or a date.
func isRotation(suffix string) bool {
	suffix = strings.TrimSuffix(suffix, ".gz")
	if len(suffix) < 2 || (suffix[0] != '.' && suffix[0] != '-') {
		return false
	}
	return strings.Trim(suffix[1:], "0123456789-") == ""
}

// rotation is how far back a copy is: copies with numbers go back as these grow,
// those with dates as they fall.
func rotation(path string) int {
	path = strings.TrimSuffix(path, ".gz")
	n, err := strconv.Atoi(path[strings.LastIndexAny(path, ".-")+1:])
	switch {
	case err != nil:
		return 0
	case n > 10_000_000:
		return -n
	}
	return n
}
