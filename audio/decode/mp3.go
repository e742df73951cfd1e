package decode

import (
	"context"
	"fmt"
	"io"
	"sync"

	"razbor/audio/decode/mp3"
)

const (
	// searchFirst is how far from its beginning a stream may have its first frame.
	searchFirst = 256 << 10
	// indexStep is how many frames lie between two entries of an index.
	indexStep = 32
	// smallFile is the size up to which the index is built when a file is opened.
	smallFile = 4 << 20
	// filterFrames is how many frames the filter bank remembers.
	filterFrames = 2
	// reservoirSteps is how many entries of the index hold the 511 bytes that a
	// frame's data may begin before it, however small the frames are.
	reservoirSteps = 2
	// decoderDelay is what every decoder adds in front, by the definition of the
	// LAME tag.
	decoderDelay = 529
)

func openMP3(src *source) (Stream, error) {
	start, err := skipID3(src)
	if err != nil {
		return nil, err
	}
	return openMP3Window(src.from(start), "mp3")
}

// skipID3 gives the place behind the ID3v2 tags that a file may begin with
// (id3.org, ID3v2.4 §3.1).
func skipID3(src *source) (int64, error) {
	var pos int64
	for range 16 {
		var b [10]byte
		n, err := src.readAt(b[:], pos)
		if err != nil {
			return 0, err
		}
		if n < len(b) || string(b[:3]) != "ID3" {
			break
		}
		pos += 10 + int64(b[6]&0x7F)<<21 + int64(b[7]&0x7F)<<14 + int64(b[8]&0x7F)<<7 + int64(b[9]&0x7F)
		if b[5]&0x10 != 0 {
			pos += 10 // a footer
		}
	}
	return pos, nil
}

// mp3Packets decodes the frames of a window.
type mp3Packets struct {
	view    *view
	scanner *mp3.Scanner
	decoder *mp3.Decoder
	index   *frameIndex
	header  mp3.Header // of the first frame
	frame   int64      // number of the next one
	off     int64      // where it is looked for
	pcm     []int16
}

// openMP3Window opens a stream of frames; format names the file they are in.
func openMP3Window(data window, format string) (Stream, error) {
	v := &view{window: data}
	scanner := &mp3.Scanner{Data: v}
	first, ok, err := scanner.Start(0, searchFirst)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, data.src.damaged(data.off, "no MP3 frame")
	}
	begin, lead, length, err := readMP3Tag(v, first, data.size)
	if err != nil {
		return nil, err
	}
	// The note of an encoder need not have the channels of its sound.
	if first, ok, err = scanner.Next(begin); err != nil {
		return nil, err
	} else if !ok {
		return nil, ErrEmpty
	}
	h := first.Header
	p := &mp3Packets{view: v, scanner: scanner, decoder: mp3.NewDecoder(), header: h, off: begin}
	p.index = &frameIndex{entries: []int64{begin}, samples: int64(h.Samples), total: -1}
	p.pcm = make([]int16, 2*mp3.MaxFrameSamples)
	version := map[int]string{1: "1", 2: "2", 3: "2.5"}[h.Version]
	info := Info{Format: format, Codec: fmt.Sprintf("MP3 (MPEG-%s layer III)", version), Rate: h.Rate, Channels: h.Channels}
	s := &mp3Stream{packetStream: newPacketStream(p, info, lead, length, data.src.close), packets: p}
	if length < 0 && data.size <= smallFile {
		if err := s.BuildIndex(context.Background()); err != nil {
			return nil, err
		}
		if s.Info().Samples == 0 {
			return nil, ErrEmpty
		}
	}
	return s, nil
}

// readMP3Tag looks whether the first frame is an encoder's note in place of
// sound, and gives where the sound begins, how many samples to leave out before
// it and, where the note can be believed, the length.
func readMP3Tag(v *view, first mp3.Frame, size int64) (begin, lead, length int64, err error) {
	frame, err := v.Bytes(first.Offset, first.Header.Size)
	if err != nil {
		return 0, 0, 0, err
	}
	tag, ok := mp3.ParseTag(first.Header, frame)
	if !ok {
		return first.Offset, 0, -1, nil
	}
	length = -1
	if tag.Gapless {
		lead = int64(tag.Delay) + decoderDelay
	}
	// A cut file, or one put together of several, still has the old note.
	const tailTags = 8 << 10
	if diff := size - first.Offset - tag.Bytes; tag.Frames > 0 && tag.Bytes > 0 && diff >= 0 && diff < tailTags {
		samples := tag.Frames * int64(first.Header.Samples)
		if tag.Gapless {
			samples -= max(int64(tag.Padding)-decoderDelay, 0)
		}
		length = max(samples-lead, 0)
	}
	return first.End(), lead, length, nil
}

// next decodes one frame.
func (p *mp3Packets) next() ([]int16, error) {
	f, ok, err := p.find()
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, io.EOF
	}
	if err := p.decode(f); err != nil {
		return nil, err
	}
	return p.fit(f.Header), nil
}

// find goes to the next frame and counts it.
func (p *mp3Packets) find() (mp3.Frame, bool, error) {
	f, ok, err := p.scanner.Next(p.off)
	if !ok || err != nil {
		if err == nil {
			p.index.end(p.frame)
		}
		return f, false, err
	}
	p.index.add(p.frame, f.Offset)
	p.frame++
	p.off = f.End()
	return f, true, nil
}

func (p *mp3Packets) decode(f mp3.Frame) error {
	b, err := p.view.Bytes(f.Offset, f.Header.Size)
	if err != nil {
		return err
	}
	p.decoder.Decode(p.pcm, f.Header, b) // a damaged frame is silence, as long as it was
	return nil
}

// fit gives the decoded frame the channels of the stream.
func (p *mp3Packets) fit(h mp3.Header) []int16 {
	pcm := p.pcm[:h.Samples*h.Channels]
	switch {
	case h.Channels == p.header.Channels:
	case h.Channels == 1:
		for i := h.Samples - 1; i >= 0; i-- {
			p.pcm[2*i], p.pcm[2*i+1] = p.pcm[i], p.pcm[i]
		}
		pcm = p.pcm[:2*h.Samples]
	default:
		for i := range h.Samples {
			p.pcm[i] = int16((int32(p.pcm[2*i]) + int32(p.pcm[2*i+1])) / 2)
		}
		pcm = p.pcm[:h.Samples]
	}
	return pcm
}

// seek goes to the frame that holds sample. The frames before it give the
// decoder back what it remembers: their data is fed for the bit reservoir, the
// last are decoded for the filter bank.
func (p *mp3Packets) seek(sample int64) (int64, error) {
	frame := sample / p.index.samples
	if total := p.index.frames(); total >= 0 {
		frame = min(frame, total)
	}
	decodeFrom := max(frame-filterFrames, 0)
	entry := max(p.index.nearest(decodeFrom)-reservoirSteps, 0)
	p.frame, p.off = entry*indexStep, p.index.offset(entry)
	p.decoder.Reset()
	for p.frame < frame {
		f, ok, err := p.find()
		if err != nil {
			return 0, err
		}
		if !ok {
			break
		}
		if err := p.replay(f, p.frame > decodeFrom); err != nil {
			return 0, err
		}
	}
	return p.frame * p.index.samples, nil
}

// replay gives the decoder a frame that lies before what is wanted.
func (p *mp3Packets) replay(f mp3.Frame, decode bool) error {
	if decode {
		return p.decode(f)
	}
	b, err := p.view.Bytes(f.Offset, f.Header.Size)
	if err != nil {
		return err
	}
	p.decoder.Feed(f.Header, b)
	return nil
}

// mp3Stream is a packetStream that can learn its length.
type mp3Stream struct {
	*packetStream
	packets *mp3Packets
}

// BuildIndex goes through the headers of all frames.
func (s *mp3Stream) BuildIndex(ctx context.Context) error {
	p := s.packets
	if p.index.frames() < 0 {
		v := &view{window: p.view.window}
		scanner := *p.scanner
		scanner.Data = v
		walk := &mp3Packets{view: v, scanner: &scanner, index: p.index}
		entry := p.index.nearest(1 << 62)
		walk.frame, walk.off = entry*indexStep, p.index.offset(entry)
		for {
			_, ok, err := walk.find()
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			if walk.frame%1024 == 0 && ctx.Err() != nil {
				return fmt.Errorf("index recording: %w", ctx.Err())
			}
		}
	}
	s.shorten(max(p.index.frames()*p.index.samples-s.lead, 0))
	return nil
}

// frameIndex knows where every indexStep-th frame begins. A player and a
// background walk may fill it at once.
type frameIndex struct {
	mu      sync.Mutex
	entries []int64
	samples int64 // of one frame
	total   int64 // frames; -1 while not known
}

func (x *frameIndex) add(frame, off int64) {
	if frame%indexStep != 0 {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if frame/indexStep == int64(len(x.entries)) {
		x.entries = append(x.entries, off)
	}
}

func (x *frameIndex) end(frames int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.total = frames
}

func (x *frameIndex) frames() int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.total
}

// nearest gives the last known entry at or before a frame.
func (x *frameIndex) nearest(frame int64) int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return min(frame/indexStep, int64(len(x.entries))-1)
}

func (x *frameIndex) offset(entry int64) int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.entries[entry]
}
