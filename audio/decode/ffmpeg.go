package decode

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
)

// ffmpegName is the program that decodes what is not decoded here.
const ffmpegName = "ffmpeg"

const (
	// skipSeconds is how far ahead a seek reads on instead of starting anew.
	skipSeconds = 5
	// maxSpool bounds the copy of a recording that is not a file.
	maxSpool = 4 << 30
	// maxComplaint is how much of the program's last words an error repeats.
	maxComplaint = 200
)

// foreign is a format that only ffmpeg decodes.
type foreign struct {
	format  string // for Info
	codec   string // by its usual name
	demuxer string // ffmpeg's name for the container: a file may not choose another
}

func (f foreign) kind() kind {
	return kind{f.format, func(src *source) (Stream, error) { return openFFmpeg(src, f) }}
}

// ffmpegStream reads samples from a running ffmpeg.
type ffmpegStream struct {
	program string
	src     *source
	spool   string // the copy to remove, if one was made
	as      foreign
	info    Info
	length  atomic.Int64
	run     *ffmpegRun
	pos     int64
	bytes   []byte
}

// ffmpegRun is one process from a sample on.
type ffmpegRun struct {
	cmd    *exec.Cmd
	cancel context.CancelFunc
	out    *bufio.Reader
	words  *lastWords
}

func openFFmpeg(src *source, as foreign) (Stream, error) {
	program, err := exec.LookPath(ffmpegName)
	if err != nil {
		return nil, &UnsupportedError{Codec: as.codec, Hint: ffmpegName}
	}
	s := &ffmpegStream{program: program, src: src, as: as}
	s.length.Store(-1)
	if src.path == "" {
		if s.spool, err = spool(src); err != nil {
			return nil, err
		}
		src.path = s.spool
	}
	if err := s.begin(); err != nil {
		return nil, errors.Join(err, s.removeSpool())
	}
	return s, nil
}

// begin starts at the first sample and makes sure that there is one.
func (s *ffmpegStream) begin() error {
	if err := s.start(0); err != nil {
		return err
	}
	if _, err := s.run.out.Peek(2 * s.info.Channels); err == nil {
		return nil
	}
	s.run.stop()
	if len(s.run.words.tail) == 0 {
		return ErrEmpty
	}
	return s.refusal(s.run.words.String())
}

// spool copies a recording that is no file into one that ffmpeg can open.
func spool(src *source) (string, error) {
	if src.size > maxSpool {
		return "", src.damaged(maxSpool, "too long to decode from memory")
	}
	f, err := os.CreateTemp("", "razbor-*")
	if err != nil {
		return "", fmt.Errorf("copy recording %s: %w", src.name, err)
	}
	_, err = io.Copy(f, io.NewSectionReader(src, 0, src.size))
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("copy recording %s: %w", src.name, err), os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// start runs ffmpeg from a sample on and reads its header.
func (s *ffmpegStream) start(sample int64) error {
	ctx, cancel := context.WithCancel(context.Background())
	args := []string{"-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe"}
	args = append(args, "-f", s.as.demuxer, "-i", "file:"+s.src.path, "-map", "0:a:0")
	if sample > 0 {
		args = append(args, "-af", "atrim=start_sample="+strconv.FormatInt(sample, 10))
	}
	args = append(args, "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-c:a", "pcm_s16le", "-f", "wav", "-")
	run := &ffmpegRun{cmd: exec.CommandContext(ctx, s.program, args...), cancel: cancel, words: &lastWords{}}
	run.cmd.Stderr = run.words
	out, err := run.cmd.StdoutPipe()
	if err == nil {
		err = run.cmd.Start()
	}
	if err != nil {
		cancel()
		return fmt.Errorf("run %s: %w", ffmpegName, err)
	}
	run.out = bufio.NewReaderSize(out, readChunk)
	rate, channels, err := readPipedWAV(run.out)
	if err != nil {
		run.stop()
		return s.refusal(run.words.String())
	}
	s.info = Info{Format: s.as.format, Codec: s.as.codec, Rate: rate, Channels: channels}
	s.run, s.pos = run, sample
	return nil
}

// refusal makes an error of what ffmpeg said before it gave any sound.
func (s *ffmpegStream) refusal(words string) error {
	if strings.Contains(words, "ecoder") && strings.Contains(words, "not found") {
		return &UnsupportedError{Codec: s.as.codec} // this ffmpeg was built without it
	}
	words = strings.TrimPrefix(words, "file:"+s.src.path+": ")
	return s.src.damaged(0, s.as.codec+": "+words)
}

// stop ends the process; that it was killed is no error.
func (r *ffmpegRun) stop() {
	r.cancel()
	_ = r.cmd.Wait()
}

// readPipedWAV reads the header of a WAV file that comes through a pipe, up to
// its samples.
func readPipedWAV(r io.Reader) (rate, channels int, err error) {
	var b [16]byte
	if _, err = io.ReadFull(r, b[:12]); err != nil {
		return 0, 0, fmt.Errorf("read header: %w", err)
	}
	for range maxChunks {
		if _, err = io.ReadFull(r, b[:8]); err != nil {
			return 0, 0, fmt.Errorf("read header: %w", err)
		}
		name, size := string(b[:4]), int64(binary.LittleEndian.Uint32(b[4:]))
		switch {
		case name == "data" && channels > 0 && rate > 0:
			return rate, channels, nil
		case name == "fmt " && size >= 16:
			if _, err = io.ReadFull(r, b[:16]); err != nil {
				return 0, 0, fmt.Errorf("read header: %w", err)
			}
			channels, rate = int(binary.LittleEndian.Uint16(b[2:])), int(binary.LittleEndian.Uint32(b[4:]))
			size -= 16
		}
		if _, err = io.CopyN(io.Discard, r, size+size&1); err != nil {
			return 0, 0, fmt.Errorf("read header: %w", err)
		}
	}
	return 0, 0, errors.New("read header: no sound")
}

// Info returns what the recording is, and its length once the end was reached.
func (s *ffmpegStream) Info() Info {
	info := s.info
	info.Samples = s.length.Load()
	return info
}

// Read fills dst with interleaved samples.
func (s *ffmpegStream) Read(dst []int16) (int, error) {
	dst = dst[:len(dst)/s.info.Channels*s.info.Channels]
	if len(dst) == 0 {
		return 0, io.ErrShortBuffer
	}
	if need := 2 * len(dst); len(s.bytes) < need {
		s.bytes = make([]byte, need)
	}
	n, err := io.ReadFull(s.run.out, s.bytes[:2*len(dst)])
	n = n / (2 * s.info.Channels) * s.info.Channels
	convertLittle16(dst[:n], s.bytes)
	s.pos += int64(n / s.info.Channels)
	switch {
	case n > 0 || err == nil:
		return n, nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		if s.length.Load() < 0 || s.pos < s.length.Load() {
			s.length.Store(s.pos)
		}
		return 0, io.EOF
	}
	return 0, fmt.Errorf("read from %s: %w", ffmpegName, err)
}

// SeekSample places the stream at a sample: near ahead by reading on, elsewhere
// by a new process.
func (s *ffmpegStream) SeekSample(sample int64) error {
	if sample < 0 {
		return errBeforeStart
	}
	if length := s.length.Load(); length >= 0 {
		sample = min(sample, length)
	}
	ahead := sample - s.pos
	if ahead >= 0 && ahead <= int64(skipSeconds*s.info.Rate) {
		return s.skip(ahead)
	}
	old := s.run
	if err := s.start(sample); err != nil {
		return err
	}
	old.stop()
	return nil
}

func (s *ffmpegStream) skip(samples int64) error {
	buf := make([]int16, 1024*s.info.Channels)
	for samples > 0 {
		n, err := s.Read(buf[:min(samples, 1024)*int64(s.info.Channels)])
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		samples -= int64(n / s.info.Channels)
	}
	return nil
}

// BuildIndex decodes the recording once to learn its length.
func (s *ffmpegStream) BuildIndex(ctx context.Context) error {
	if s.length.Load() >= 0 {
		return nil
	}
	walk := &ffmpegStream{program: s.program, src: s.src, as: s.as}
	walk.length.Store(-1)
	if err := walk.start(0); err != nil {
		return err
	}
	defer func() { walk.run.stop() }()
	for {
		if ctx.Err() != nil {
			return fmt.Errorf("index recording: %w", ctx.Err())
		}
		err := walk.skip(int64(walk.info.Rate))
		if err != nil {
			return err
		}
		if length := walk.length.Load(); length >= 0 {
			s.length.CompareAndSwap(-1, length)
			return nil
		}
	}
}

// Close ends the process and releases the file.
func (s *ffmpegStream) Close() error {
	s.run.stop()
	return errors.Join(s.src.close(), s.removeSpool())
}

func (s *ffmpegStream) removeSpool() error {
	if s.spool == "" {
		return nil
	}
	if err := os.Remove(s.spool); err != nil {
		return fmt.Errorf("remove the copy of recording %s: %w", s.src.name, err)
	}
	return nil
}

// lastWords keeps the end of what a program complains of.
type lastWords struct{ tail []byte }

// Write keeps the last bytes.
func (w *lastWords) Write(b []byte) (int, error) {
	w.tail = append(w.tail, b...)
	if over := len(w.tail) - 4*maxComplaint; over > 0 {
		w.tail = append(w.tail[:0], w.tail[over:]...)
	}
	return len(b), nil
}

// String is the last line, without anything that a terminal would obey.
func (w *lastWords) String() string {
	lines := bytes.Split(bytes.TrimSpace(w.tail), []byte("\n"))
	line := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F || r >= 0x80 && r < 0xA0 {
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(lines[len(lines)-1]), "?"))
	if line == "" {
		return "ffmpeg cannot decode it"
	}
	runes := []rune(line)
	return string(runes[:min(len(runes), maxComplaint)])
}
