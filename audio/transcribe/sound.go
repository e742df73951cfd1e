package transcribe

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"razbor/audio/decode"
	"razbor/audio/resample"
)

const (
	rate       = 16000 // samples a second: what the models listen to
	block      = rate / 10
	maxSeconds = 6 * 3600

	// A piece is what is sent at once. Ten minutes are 19 MB: the clouds take 25 at most. A longer channel is cut where
	// it is the most quiet in the last minute of a piece, so that no word is.
	maxPiece   = 10 * 60 * rate
	cutWithin  = 60 * rate
	cutBlocks  = 5
	quietFloor = 103.0 / 32768 // -50 dB: below it there is no speech, and a model that is given it makes words up
)

// track is one channel as 16-bit samples at rate, in a file of its own.
type track struct {
	channel int
	file    *os.File
	named   bool // the file still has a name
	out     *bufio.Writer
	samples int64
	levels  []float32 // mean square of each block
	sum     float64   // of the squares of the block that is being written
}

func newTrack(channel int, folder string) (*track, error) {
	f, err := os.CreateTemp(folder, "razbor-speech-*.pcm")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	// Without a name the speech of clients is gone with this process however it ends. Windows wants it closed first.
	named := os.Remove(f.Name()) != nil
	return &track{channel: channel, file: f, named: named, out: bufio.NewWriterSize(f, 1<<16)}, nil
}

func (t *track) close() error {
	err := t.file.Close()
	if t.named {
		err = errors.Join(err, os.Remove(t.file.Name()))
	}
	if err != nil {
		return fmt.Errorf("take away a temporary file: %w", err)
	}
	return nil
}

func closeAll(tracks []*track) error {
	var err error
	for _, t := range tracks {
		err = errors.Join(err, t.close())
	}
	return err
}

func (t *track) write(v int16) error {
	var b [2]byte
	binary.LittleEndian.PutUint16(b[:], uint16(v))
	t.sum += float64(v) / 32768 * float64(v) / 32768
	if t.samples++; t.samples%block == 0 {
		t.levels, t.sum = append(t.levels, float32(t.sum/block)), 0
	}
	_, err := t.out.Write(b[:])
	return err
}

func (t *track) finish() error {
	if rest := t.samples % block; rest != 0 {
		t.levels = append(t.levels, float32(t.sum/float64(rest)))
	}
	if err := t.out.Flush(); err != nil {
		return fmt.Errorf("write a temporary file: %w", err)
	}
	return nil
}

// quiet reports whether nothing is heard from one moment to another. The times of a server are not exact.
func (t *track) quiet(fromMS, toMS int64) bool {
	const slackMS, blockMS = 200, 1000 * block / rate
	from := max(0, fromMS-slackMS) / blockMS
	to := min((toMS+slackMS)/blockMS+1, int64(len(t.levels)))
	for i := from; i < to; i++ {
		if t.levels[i] > quietFloor*quietFloor {
			return false
		}
	}
	return true
}

// piece is a part of a track, in samples.
type piece struct {
	track    *track
	from, to int64
}

// pieces cuts a track into what is sent at once, without those in which nothing is heard.
func (t *track) pieces() []piece {
	var out []piece
	for from := int64(0); from < t.samples; {
		to := t.samples
		if to-from > maxPiece {
			to = t.cut(from+maxPiece-cutWithin, from+maxPiece)
		}
		if !t.quiet(ms(from), ms(to)) {
			out = append(out, piece{t, from, to})
		}
		from = to
	}
	return out
}

// cut finds the most quiet place between two samples.
func (t *track) cut(from, to int64) int64 {
	best, least := to/block, math.Inf(1)
	for b := from / block; b+cutBlocks <= to/block; b++ {
		sum := 0.0
		for _, level := range t.levels[b : b+cutBlocks] {
			sum += float64(level)
		}
		if sum <= least {
			best, least = b+cutBlocks/2, sum
		}
	}
	return best * block
}

// wav is the piece as a WAV file, and its length in bytes.
func (p piece) wav() (io.Reader, int64) {
	length := 2 * (p.to - p.from)
	head := wavHeader(uint32(length))
	return io.MultiReader(bytes.NewReader(head), io.NewSectionReader(p.track.file, 2*p.from, length)), int64(len(head)) + length
}

// wavHeader is what stands before the samples: RIFF, fmt with PCM of one channel, data.
func wavHeader(length uint32) []byte {
	head, err := binary.Append(nil, binary.LittleEndian, struct {
		Riff      [4]byte
		Size      uint32
		Wave, Fmt [4]byte
		FmtSize   uint32
		PCM, Mono uint16
		Rate      uint32
		PerSecond uint32
		Frame     uint16
		Bits      uint16
		Data      [4]byte
		DataSize  uint32
	}{
		[4]byte([]byte("RIFF")), length + 36, [4]byte([]byte("WAVE")), [4]byte([]byte("fmt ")), 16, 1, 1, rate, 2 * rate, 2, 16,
		[4]byte([]byte("data")), length,
	})
	if err != nil {
		return nil // a struct of fixed size always has a form
	}
	return head
}

// splitter brings a recording to tracks.
type splitter struct {
	s        decode.Stream
	channels int
	rate     int
	tracks   []*track
	bring    *resample.Resampler
	given    int64   // frames read
	made     int64   // frames written
	apart    float64 // sum of the squares of what differs between two channels
	both     float64 // and of the channels themselves
}

// split writes each channel of a recording to a track. More than two channels, and two that are the same sound, are one.
// The tracks that are there are returned with an error too, to be closed.
func split(ctx context.Context, s decode.Stream, folder string) ([]*track, error) {
	info := s.Info()
	if info.Rate <= 0 || info.Channels <= 0 {
		return nil, decode.ErrEmpty
	}
	p := &splitter{s: s, channels: info.Channels, rate: info.Rate, bring: resample.New(info.Rate, rate)}
	channels := []int{Whole}
	if info.Channels == 2 {
		channels = []int{0, 1}
	}
	for _, channel := range channels {
		t, err := newTrack(channel, folder)
		if err != nil {
			return p.tracks, err
		}
		p.tracks = append(p.tracks, t)
	}
	if err := p.run(ctx); err != nil {
		return p.tracks, err
	}
	for _, t := range p.tracks {
		if err := t.finish(); err != nil {
			return p.tracks, err
		}
	}
	return p.settle()
}

// settle takes two channels for one where they are: a side would be heard on both, as if each said all of it.
func (p *splitter) settle() ([]*track, error) {
	const same = 1e-3 // of the energy, -30 dB
	if len(p.tracks) < 2 || p.apart > same*p.both {
		return p.tracks, nil
	}
	p.tracks[0].channel = Whole
	return p.tracks[:1], p.tracks[1].close()
}

func (p *splitter) run(ctx context.Context) error {
	in := make([]int16, 4096*p.channels)
	var frames []float32
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := p.s.Read(in)
		frames = p.pair(frames[:0], in[:n])
		p.given += int64(n / p.channels)
		if p.given > maxSeconds*int64(p.rate) {
			return ErrLong
		}
		p.bring.Write(frames)
		if errors.Is(err, io.EOF) {
			p.bring.Finish()
			return p.drain()
		}
		if err != nil {
			return err
		}
		if err := p.drain(); err != nil {
			return err
		}
	}
}

// pair makes stereo frames: of a recording with two channels as they are, of any other the mean on both sides.
func (p *splitter) pair(frames []float32, in []int16) []float32 {
	for i := 0; i+p.channels <= len(in); i += p.channels {
		left, right := float32(in[i]), float32(in[i])
		if p.channels == 2 {
			right = float32(in[i+1])
			p.apart += float64((left - right) * (left - right))
			p.both += float64(left*left) + float64(right*right)
		} else if p.channels > 2 {
			sum := 0
			for _, v := range in[i : i+p.channels] {
				sum += int(v)
			}
			left = float32(sum) / float32(p.channels)
			right = left
		}
		frames = append(frames, left, right)
	}
	return frames
}

// drain writes what the resampler has; the silence behind the end is left out.
func (p *splitter) drain() error {
	var out [2 * 2048]float32
	last := p.given * rate / int64(p.rate)
	for {
		n := p.bring.Read(out[:])
		if n == 0 {
			return nil
		}
		for i := 0; i < n && p.made < last; i, p.made = i+1, p.made+1 {
			for side, t := range p.tracks {
				if err := t.write(sample(out[2*i+side])); err != nil {
					return fmt.Errorf("write a temporary file: %w", err)
				}
			}
		}
	}
}

func sample(v float32) int16 {
	return int16(math.Round(float64(max(min(v, math.MaxInt16), math.MinInt16))))
}

// ms is a number of samples as time.
func ms(samples int64) int64 { return samples * 1000 / rate }
