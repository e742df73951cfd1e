package ogg_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"razbor/audio/decode/ogg"
	"razbor/audio/internal/audiotest"
)

// memory is a file in memory.
type memory []byte

// Bytes gives up to n bytes from off.
func (m memory) Bytes(off int64, n int) ([]byte, error) {
	if off >= int64(len(m)) {
		return nil, nil
	}
	return m[off:min(off+int64(n), int64(len(m)))], nil
}

const serial = 7

// file builds a stream whose packets are cut over pages of at most three
// segments, with pages of another stream between.
func file(packets ...[]byte) []byte {
	var lacing, body []byte
	for _, p := range packets {
		lacing = append(lacing, audiotest.Lacing(len(p))...)
		body = append(body, p...)
	}
	var out []byte
	flags := byte(2)
	for i := uint32(0); len(lacing) > 0; i++ {
		n := min(3, len(lacing))
		if i == 0 {
			n = 1 // the first packet has a page of its own
		}
		size := 0
		for _, s := range lacing[:n] {
			size += int(s)
		}
		if len(lacing) == n {
			flags |= 4
		}
		page := audiotest.OggPage{Flags: flags, Granule: int64(i), Serial: serial, Sequence: i, Lacing: lacing[:n], Body: body[:size]}
		out = append(out, page.Bytes()...)
		flags = 0
		if lacing[n-1] == 255 {
			flags = 1
		}
		lacing, body = lacing[n:], body[size:]
		other := audiotest.OggPage{Serial: 99, Flags: 2 * byte(1-min(i, 1)), Lacing: []byte{4}, Body: []byte("else")}
		out = append(out, other.Bytes()...)
	}
	return out
}

func packets() [][]byte {
	all := [][]byte{[]byte("HEAD first")}
	for _, size := range []int{0, 1, 254, 255, 256, 510, 2000, 3} {
		p := bytes.Repeat([]byte{byte(size)}, size)
		if size > 0 {
			p[0] = 'p'
		}
		all = append(all, p)
	}
	return all
}

func start(t *testing.T, data []byte) *ogg.Reader {
	t.Helper()
	r := &ogg.Reader{Data: memory(data)}
	if head, err := r.Start("HEAD"); err != nil || string(head) != "HEAD first" {
		t.Fatalf("first packet is %q, %v", head, err)
	}
	return r
}

func TestPacketsComeWholeOverPagesAndOtherStreams(t *testing.T) {
	t.Parallel()
	want := packets()
	r := start(t, file(want...))
	var places []ogg.Place
	for i, p := range want[1:] {
		got, place, err := r.Next()
		if err != nil || !bytes.Equal(got, p) {
			t.Fatalf("packet %d has %d bytes, %v; want %d", i+1, len(got), err, len(p))
		}
		places = append(places, place)
	}
	if _, _, err := r.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("after the last packet: %v, want EOF", err)
	}
	for i, place := range slices.Backward(places) {
		if err := r.Go(place); err != nil {
			t.Fatal(err)
		}
		if got, _, err := r.Next(); err != nil || !bytes.Equal(got, want[i+1]) {
			t.Errorf("back at packet %d: %d bytes, %v; want %d", i+1, len(got), err, len(want[i+1]))
		}
	}
}

func TestADamagedPageCostsItsPacketsOnly(t *testing.T) {
	t.Parallel()
	want := packets()
	data := file(want...)
	at := bytes.Index(data, bytes.Repeat([]byte{510 & 0xFF}, 100))
	data[at] ^= 0x10
	r := start(t, data)
	var got [][]byte
	for {
		p, _, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, slices.Clone(p))
	}
	if len(got) >= len(want)-1 || len(got) < 3 {
		t.Fatalf("%d packets after damage to one page of %d packets", len(got), len(want)-1)
	}
	for _, p := range got {
		if !slices.ContainsFunc(want, func(w []byte) bool { return bytes.Equal(p, w) }) {
			t.Errorf("a packet of %d bytes that was never written", len(p))
		}
	}
}

func TestTheLastGranuleIsThatOfTheStream(t *testing.T) {
	t.Parallel()
	data := file(packets()...)
	r := start(t, data)
	tail := &ogg.Reader{Data: memory(data), Serial: r.Serial}
	granule, ok, err := tail.LastGranule(int64(len(data)))
	if err != nil || !ok || granule < 3 {
		t.Errorf("last granule is %d, %v, %v", granule, ok, err)
	}
}

func TestAFileWithoutTheStreamEnds(t *testing.T) {
	t.Parallel()
	for name, data := range map[string][]byte{
		"no bytes":       nil,
		"no pages":       bytes.Repeat([]byte("OggS"), 1000),
		"another stream": file([]byte("other"), []byte("packet")),
	} {
		r := &ogg.Reader{Data: memory(data)}
		if _, err := r.Start("HEAD"); !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v, want EOF", name, err)
		}
	}
}
