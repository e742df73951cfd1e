package logfile

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"razbor/store"
	"razbor/store/source"
)

const (
	blockSize  = 256 << 10
	maxLine    = 1 << 20 // longer than any row; more is damage
	headSize   = 4 << 10 // what tells one file from another
	finishedBy = time.Hour
)

// Reader reads the new lines of the files of one log, one after another.
type Reader struct {
	source string
	files  []File
	known  []store.Position
	now    time.Time
	full   bool

	at   int // index of the open file, len(files) at the end
	cur  *open
	done map[string]store.Position // by path: how far each file is read now
	read int64                     // bytes on disk that are behind, of the files before
}

// open is the file that is being read.
type open struct {
	file   File
	raw    *os.File
	in     io.Reader
	buf    []byte // bytes after the last whole line of block
	block  string
	offset int64 // of the next line, in unpacked bytes
	lines  int64
	bad    int64
	head   []byte
	eof    bool
}

// Options say how a log is read.
type Options struct {
	Source string           // name of the source, for positions
	Known  []store.Position // how far its files were read before
	Now    time.Time        // to tell a finished file
	Full   bool             // from the start, whatever was read before
}

// Open makes a reader of the files, going on where the known positions end.
func Open(files []File, o Options) *Reader {
	return &Reader{source: o.Source, files: files, known: o.Known, now: o.Now, full: o.Full, done: map[string]store.Position{}}
}

// Total returns the size of all files on disk, and Done how much of it is behind.
func (r *Reader) Total() (n int64) {
	for _, f := range r.files {
		n += f.Size
	}
	return n
}

// Done returns how many bytes of Total are behind.
func (r *Reader) Done() int64 {
	if r.cur == nil {
		return r.read
	}
	if r.cur.file.Gzip {
		n, err := r.cur.raw.Seek(0, io.SeekCurrent)
		if err != nil {
			return r.read
		}
		return r.read + n
	}
	return r.read + r.cur.offset
}

// Line is one line of a log.
type Line struct {
	Text   string
	Number int64
	Cut    bool // the last line of a finished file, without its end
}

// NextFile opens the next file that has something new; it returns the file and
// up to 64 KiB of its head, and false at the end. A file that cannot be read is
// an error; NextFile may be called again to go on with the next one.
func (r *Reader) NextFile() (f File, head []byte, ok bool, err error) {
	r.Close()
	for r.at < len(r.files) {
		f = r.files[r.at]
		r.at++
		if r.unchanged(f) {
			r.read += f.Size
			continue
		}
		cur, err := openFile(f)
		if err != nil {
			r.read += f.Size
			return f, nil, true, &source.Problem{File: f.Path, Code: source.Unreadable, Err: plain(err)}
		}
		r.cur = cur
		if !r.full {
			pos := r.match(f, cur.head)
			if err := cur.skip(pos.Offset); err != nil {
				return f, nil, true, &source.Problem{File: f.Path, Code: source.Unreadable, Err: err}
			}
			cur.lines, cur.bad = pos.Rows, pos.BadRows
		}
		return f, cur.head, true, nil
	}
	return File{}, nil, false, nil
}

// unchanged tells whether a file is as it was when it was read to its end.
func (r *Reader) unchanged(f File) bool {
	if r.full {
		return false
	}
	for _, p := range r.known {
		if p.File == f.Path && p.Size == f.Size && p.ModMS == f.ModTime.UnixMilli() {
			return f.Gzip || p.Offset == p.Size
		}
	}
	return false
}

// waits tells whether the end of a file may still be on its way.
func (r *Reader) waits(f File) bool { return f.Live && r.now.Sub(f.ModTime) < finishedBy }

// match finds the position whose head is the head of the file: by the same
// name, else under the name it had before it was rotated.
func (r *Reader) match(f File, head []byte) store.Position {
	var best store.Position
	for _, p := range r.known {
		if !sameHead(p.Digest, head) || (!f.Gzip && p.Offset > f.Size) {
			continue
		}
		if p.File == f.Path {
			return p
		}
		if p.Offset > best.Offset {
			best = p
		}
	}
	return best
}

// digest names the first bytes of a file that were read.
func digest(head []byte, offset int64) string {
	n := min(int64(len(head)), offset, headSize)
	sum := sha256.Sum256(head[:n])
	return fmt.Sprintf("%d-%x", n, sum[:8])
}

func sameHead(d string, head []byte) bool {
	length, _, _ := strings.Cut(d, "-")
	n, err := strconv.ParseInt(length, 10, 64)
	return err == nil && n > 0 && n <= int64(len(head)) && digest(head, n) == d
}

func openFile(f File) (*open, error) {
	raw, err := os.Open(f.Path)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	o := &open{file: f, raw: raw, in: raw}
	if f.Gzip {
		z, err := gzip.NewReader(raw)
		if err != nil {
			_ = raw.Close()
			return nil, fmt.Errorf("unpack: %w", err)
		}
		o.in = z
	}
	o.head = make([]byte, 64<<10)
	n, err := io.ReadFull(o.in, o.head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		_ = raw.Close()
		return nil, fmt.Errorf("read: %w", err)
	}
	o.head = o.head[:n]
	o.buf = append(make([]byte, 0, blockSize+n), o.head...)
	return o, nil
}

// skip goes on at an offset.
func (o *open) skip(offset int64) error {
	o.offset = offset
	if offset <= int64(len(o.buf)) {
		o.buf = o.buf[:copy(o.buf, o.buf[offset:])]
		return nil
	}
	rest := offset - int64(len(o.buf))
	o.buf = o.buf[:0]
	if !o.file.Gzip {
		_, err := o.raw.Seek(offset, io.SeekStart)
		return err
	}
	if _, err := io.CopyN(io.Discard, o.in, rest); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	return nil
}

// Next returns the next line of the open file, and false at its end. The line
// stays valid; it shares memory with its neighbours.
func (r *Reader) Next() (Line, bool, error) {
	o := r.cur
	if o == nil {
		return Line{}, false, nil
	}
	for {
		if i := strings.IndexByte(o.block, '\n'); i >= 0 {
			text := o.block[:i]
			o.block = o.block[i+1:]
			o.offset += int64(i) + 1
			o.lines++
			return Line{Text: strings.TrimSuffix(text, "\r"), Number: o.lines}, true, nil
		}
		if o.eof {
			line, ok := r.lastLine()
			return line, ok, nil
		}
		if err := o.fill(); err != nil {
			return Line{}, false, &source.Problem{File: o.file.Path, Line: o.lines + 1, Code: source.Unreadable, Err: err}
		}
	}
}

// fill reads on until the block holds whole lines, or to the end.
func (o *open) fill() error {
	for {
		if i := bytes.LastIndexByte(o.buf, '\n'); i >= 0 {
			o.block = string(o.buf[:i+1])
			o.buf = o.buf[:copy(o.buf, o.buf[i+1:])]
			return nil
		}
		if len(o.buf) > maxLine {
			return source.LongLine
		}
		start := len(o.buf)
		if cap(o.buf)-start < blockSize {
			o.buf = append(make([]byte, 0, 2*(start+blockSize)), o.buf...)
		}
		n, err := o.in.Read(o.buf[start : start+blockSize])
		o.buf = o.buf[:start+n]
		if errors.Is(err, io.EOF) {
			if bytes.IndexByte(o.buf, '\n') < 0 {
				o.eof = true
				return nil
			}
			continue
		}
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
	}
}

// lastLine takes what stands after the last line end: a finished file has
// nothing more to come, a live one may still be in the middle of writing it.
func (r *Reader) lastLine() (Line, bool) {
	o := r.cur
	if len(o.buf) == 0 || r.waits(o.file) {
		return Line{}, false
	}
	text := string(o.buf)
	o.offset += int64(len(o.buf))
	o.lines++
	o.buf = nil
	return Line{Text: strings.TrimSuffix(text, "\r"), Number: o.lines, Cut: true}, true
}

// Bad counts the line that Next returned last as a damaged one.
func (r *Reader) Bad() {
	if r.cur != nil {
		r.cur.bad++
	}
}

// Waiting tells whether the open file ends in an unfinished line that was left
// for the next time.
func (r *Reader) Waiting() bool { return r.cur != nil && r.cur.eof && len(r.cur.buf) > 0 }

// Path returns the path of the open file.
func (r *Reader) Path() string {
	if r.cur == nil {
		return ""
	}
	return r.cur.file.Path
}

// Refuse leaves the open file unread and without a position.
func (r *Reader) Refuse() {
	if r.cur != nil {
		r.read += r.cur.file.Size
		_ = r.cur.raw.Close()
		r.cur = nil
	}
}

// Positions returns how far each file is read that was opened so far.
func (r *Reader) Positions() []store.Position {
	out := make([]store.Position, 0, len(r.done)+1)
	for _, p := range r.done {
		out = append(out, p)
	}
	if r.cur != nil {
		out = append(out, r.position())
	}
	slices.SortFunc(out, func(a, b store.Position) int { return strings.Compare(a.File, b.File) })
	return out
}

func (r *Reader) position() store.Position {
	o := r.cur
	p := store.Position{
		Source: r.source, File: o.file.Path, Offset: o.offset, Size: o.file.Size, ModMS: o.file.ModTime.UnixMilli(),
		Digest: digest(o.head, o.offset), Rows: o.lines, BadRows: o.bad,
	}
	if o.file.Gzip && !o.eof {
		p.Size = 0 // not read to its end: the offset, of unpacked bytes, does not tell
	}
	return p
}

// Close closes the open file and keeps its position.
func (r *Reader) Close() {
	if r.cur == nil {
		return
	}
	r.done[r.cur.file.Path] = r.position()
	r.read += r.cur.file.Size
	_ = r.cur.raw.Close()
	r.cur = nil
}
