package decode

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"razbor/audio/decode/adpcm"
	"razbor/audio/decode/g722"
	"razbor/audio/decode/gsm"
)

// blockCodec is a codec of blocks of a fixed size. S is what it keeps from block
// to block; copying it makes a snapshot.
type blockCodec[S any] struct {
	name     string
	bytes    int
	samples  int // of one channel in a whole block
	channels int
	stateful bool // a block cannot be decoded without those before
	// decode decodes a block, the last one perhaps cut, and returns the samples
	// of one channel.
	decode func(state *S, dst []int16, block []byte) int
}

// snapshotSeconds is how much sound lies between two snapshots of a stateful
// codec: what a seek decodes at most.
const snapshotSeconds = 10

// blockPackets decodes a window of blocks.
type blockPackets[S any] struct {
	codec blockCodec[S]
	view  *view
	block int64 // number of the next one
	state S
	pcm   []int16
	snaps *snapshots[S]
}

// snapshots are states before every step-th block, in order from the first.
type snapshots[S any] struct {
	mu     sync.Mutex
	step   int64
	states []S
}

func (s *snapshots[S]) add(block int64, state S) {
	if block%s.step != 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if block/s.step == int64(len(s.states)) {
		s.states = append(s.states, state)
	}
}

// nearest gives the last snapshot at or before a block.
func (s *snapshots[S]) nearest(block int64) (int64, S) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := min(block/s.step, int64(len(s.states))-1)
	return i * s.step, s.states[i]
}

// openBlocks opens a window of blocks as a stream.
func openBlocks[S any](data window, codec blockCodec[S], info Info) (Stream, error) {
	codec.channels = info.Channels
	info.Codec = codec.name
	p := &blockPackets[S]{codec: codec, view: &view{window: data}}
	p.pcm = make([]int16, codec.samples*info.Channels)
	step := max(int64(snapshotSeconds*info.Rate)/int64(codec.samples), 1)
	p.snaps = &snapshots[S]{step: step, states: make([]S, 1)}

	whole := data.size / int64(codec.bytes)
	length := whole * int64(codec.samples)
	if rest := data.size % int64(codec.bytes); rest > 0 {
		tail, err := p.view.Bytes(whole*int64(codec.bytes), int(rest))
		if err != nil {
			return nil, err
		}
		var zero S
		length += int64(codec.decode(&zero, p.pcm, tail))
	}
	if length == 0 {
		return nil, ErrEmpty
	}
	s := newPacketStream(p, info, 0, length, data.src.close)
	if !codec.stateful {
		return s, nil
	}
	return &blockStream[S]{packetStream: s, packets: p}, nil
}

func (p *blockPackets[S]) next() ([]int16, error) {
	b, err := p.view.Bytes(p.block*int64(p.codec.bytes), p.codec.bytes)
	if err != nil {
		return nil, err
	}
	if p.codec.stateful {
		p.snaps.add(p.block, p.state)
	}
	n := 0
	if len(b) > 0 {
		n = p.codec.decode(&p.state, p.pcm, b)
	}
	if n == 0 {
		return nil, io.EOF
	}
	p.block++
	return p.pcm[:n*p.codec.channels], nil
}

func (p *blockPackets[S]) seek(sample int64) (int64, error) {
	target := sample / int64(p.codec.samples)
	if !p.codec.stateful {
		p.block = target
		return target * int64(p.codec.samples), nil
	}
	if at, state := p.snaps.nearest(target); p.block > target || at > p.block {
		p.block, p.state = at, state
	}
	for p.block < target {
		if _, err := p.next(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return 0, err
		}
	}
	return p.block * int64(p.codec.samples), nil
}

// blockStream is a packetStream of a stateful codec: it can be indexed.
type blockStream[S any] struct {
	*packetStream
	packets *blockPackets[S]
}

// BuildIndex decodes the recording once to take snapshots on the way.
func (s *blockStream[S]) BuildIndex(ctx context.Context) error {
	p := s.packets
	walk := &blockPackets[S]{codec: p.codec, view: &view{window: p.view.window}, snaps: p.snaps, pcm: make([]int16, len(p.pcm))}
	walk.block, walk.state = p.snaps.nearest(1 << 62)
	for {
		if _, err := walk.next(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return fmt.Errorf("index recording: %w", ctx.Err())
		}
	}
}

func gsmPairs() blockCodec[gsm.Decoder] {
	return blockCodec[gsm.Decoder]{
		name: "GSM 06.10", bytes: gsm.PairBytes, samples: 2 * gsm.FrameSamples, stateful: true,
		decode: func(d *gsm.Decoder, dst []int16, block []byte) int {
			if len(block) < gsm.PairBytes {
				return 0
			}
			d.DecodePair(dst, block)
			return 2 * gsm.FrameSamples
		},
	}
}

func gsmFrames() blockCodec[gsm.Decoder] {
	return blockCodec[gsm.Decoder]{
		name: "GSM 06.10", bytes: gsm.FrameBytes, samples: gsm.FrameSamples, stateful: true,
		decode: func(d *gsm.Decoder, dst []int16, block []byte) int {
			if len(block) < gsm.FrameBytes {
				return 0
			}
			d.Decode(dst, block)
			return gsm.FrameSamples
		},
	}
}

func g722Blocks() blockCodec[g722.Decoder] {
	return blockCodec[g722.Decoder]{
		name: "G.722", bytes: 160, samples: 320, stateful: true,
		decode: func(d *g722.Decoder, dst []int16, block []byte) int {
			d.Decode(dst, block)
			return 2 * len(block)
		},
	}
}

func dialogicBlocks() blockCodec[adpcm.Dialogic] {
	return blockCodec[adpcm.Dialogic]{
		name: "Dialogic ADPCM", bytes: 256, samples: 512, stateful: true,
		decode: func(d *adpcm.Dialogic, dst []int16, block []byte) int {
			d.Decode(dst, block)
			return 2 * len(block)
		},
	}
}

// imaBlocks gives the codec of blocks of a size; ok is false when it is too small.
func imaBlocks(size, channels int) (c blockCodec[struct{}], ok bool) {
	c = blockCodec[struct{}]{
		name: "IMA ADPCM", bytes: size, samples: adpcm.IMASamples(size, channels),
		decode: func(_ *struct{}, dst []int16, block []byte) int { return adpcm.DecodeIMA(dst, block, channels) },
	}
	return c, c.samples > 0
}

// msBlocks is imaBlocks for Microsoft's codec and the coefficients of the header.
func msBlocks(size, channels int, pairs [][2]int32) (c blockCodec[struct{}], ok bool) {
	c = blockCodec[struct{}]{
		name: "Microsoft ADPCM", bytes: size, samples: adpcm.MSSamples(size, channels),
		decode: func(_ *struct{}, dst []int16, block []byte) int { return adpcm.DecodeMS(dst, block, channels, pairs) },
	}
	return c, c.samples > 0 && channels <= 2
}
