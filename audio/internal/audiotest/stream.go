package audiotest

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gopxl/beep/v2"

	"razbor/audio/decode"
)

// CheckStream asserts what every stream must hold: reads of any size give the
// same samples, the length is what was read, and after a seek anywhere the first
// 20 ms equal a straight decode. open gives a fresh stream of the same recording
// each time; seeks is how many places are sought by chance.
func CheckStream(t *testing.T, seeks int, open func(t testing.TB) decode.Stream) {
	t.Helper()
	if testing.Short() {
		seeks = min(seeks, 3)
	}
	s := open(t)
	info := s.Info()
	if info.Rate < 1 || info.Channels < 1 || info.Format == "" || info.Codec == "" {
		t.Fatalf("incomplete info: %+v", info)
	}
	straight := Read(t, s)
	if len(straight) == 0 || len(straight)%info.Channels != 0 {
		t.Fatalf("read %d values of %d channels", len(straight), info.Channels)
	}
	checkEnd(t, s, straight)
	if n, err := s.Read(make([]int16, info.Channels-1)); n != 0 || !errors.Is(err, io.ErrShortBuffer) {
		t.Errorf("read without room: %d, %v; want 0, ErrShortBuffer", n, err)
	}
	checkSmallReads(t, open(t), straight)
	t.Run("seek", func(t *testing.T) { checkSeeks(t, open(t), straight, seeks) })
	t.Run("seek with an index", func(t *testing.T) { checkIndexed(t, open(t), straight, seeks) })
	t.Run("seek with a distant index", func(t *testing.T) { checkFirstSeek(t, open, straight) })
	t.Run("beep", func(t *testing.T) { checkBeep(t, open, straight) })
}

func checkEnd(t *testing.T, s decode.Stream, straight []int16) {
	t.Helper()
	if n, err := s.Read(make([]int16, 64)); n != 0 || !errors.Is(err, io.EOF) {
		t.Errorf("read after the end: %d, %v; want 0, EOF", n, err)
	}
	if got, want := s.Info().Samples, int64(len(straight)/s.Info().Channels); got != want {
		t.Errorf("length after the end is %d samples, want %d", got, want)
	}
}

func checkSmallReads(t *testing.T, s decode.Stream, straight []int16) {
	t.Helper()
	channels := s.Info().Channels
	rnd := rand.New(rand.NewPCG(5, 6))
	pos := 0
	for pos < len(straight) {
		size := channels*(1+rnd.IntN(700)) + rnd.IntN(channels) // room that is no whole frame stays free
		buf := make([]int16, size)
		n, err := s.Read(buf)
		if err != nil {
			t.Fatalf("read at value %d: %v", pos, err)
		}
		if n%channels != 0 || !slices.Equal(buf[:n], straight[pos:min(pos+n, len(straight))]) {
			t.Fatalf("a read of %d values at %d differs from the straight decode", n, pos)
		}
		pos += n
	}
}

// places are the samples that are sought: the ends, the neighbourhood of round
// numbers where there is time for them, and some by chance, back and forth.
func places(length, rate int64, seeks int) []int64 {
	p := []int64{length / 2, 0, length - 1, length, length + 1000}
	if seeks >= 20 {
		p = append(p, 1, length-rate/50, 575, 1151, 1152, 160, 512, length/3, 2)
	}
	rnd := rand.New(rand.NewPCG(7, 8))
	for range seeks {
		p = append(p, rnd.Int64N(length))
	}
	return p
}

func checkSeeks(t *testing.T, s decode.Stream, straight []int16, seeks int) {
	t.Helper()
	length := int64(len(straight) / s.Info().Channels)
	for _, at := range places(length, int64(s.Info().Rate), seeks) {
		if at >= 0 {
			checkSeek(t, s, straight, at)
		}
	}
	if err := s.SeekSample(length / 2); err != nil {
		t.Fatal(err)
	}
	if err := s.SeekSample(-1); err == nil {
		t.Error("a seek before the start is no error")
	}
	checkHere(t, s, straight, length/2)
}

func checkSeek(t *testing.T, s decode.Stream, straight []int16, at int64) {
	t.Helper()
	if err := s.SeekSample(at); err != nil {
		t.Fatalf("seek to %d: %v", at, err)
	}
	checkHere(t, s, straight, at)
}

// checkHere reads 20 ms and compares.
func checkHere(t *testing.T, s decode.Stream, straight []int16, at int64) {
	t.Helper()
	info := s.Info()
	from := min(int(at)*info.Channels, len(straight))
	want := straight[from:min(from+info.Rate/50*info.Channels, len(straight))]
	got := make([]int16, len(want))
	for filled := 0; filled < len(got); {
		n, err := s.Read(got[filled:])
		if err != nil {
			t.Fatalf("read after a seek to %d: %v", at, err)
		}
		filled += n
	}
	if !slices.Equal(got, want) {
		t.Fatalf("20 ms after a seek to sample %d of %d differ from the straight decode", at, len(straight)/info.Channels)
	}
	if len(want) == 0 {
		if n, err := s.Read(make([]int16, info.Channels)); n != 0 || !errors.Is(err, io.EOF) {
			t.Fatalf("read after a seek to the end: %d, %v", n, err)
		}
	}
}

func checkIndexed(t *testing.T, s decode.Stream, straight []int16, seeks int) {
	t.Helper()
	indexer, ok := s.(decode.Indexer)
	if !ok {
		return
	}
	if err := indexer.BuildIndex(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got, want := s.Info().Samples, int64(len(straight)/s.Info().Channels); got != want {
		t.Fatalf("length by the index is %d samples, want %d", got, want)
	}
	checkSeeks(t, s, straight, seeks)
}

// checkFirstSeek seeks in streams that were never read.
func checkFirstSeek(t *testing.T, open func(t testing.TB) decode.Stream, straight []int16) {
	t.Helper()
	s := open(t)
	length := int64(len(straight) / s.Info().Channels)
	for _, at := range []int64{length * 9 / 10, length / 2, length / 7} {
		checkSeek(t, open(t), straight, at)
	}
}

// checkBeep asserts the three return forms of beep.Streamer, and the seeker.
func checkBeep(t *testing.T, open func(t testing.TB) decode.Stream, straight []int16) {
	t.Helper()
	s := open(t)
	channels := s.Info().Channels
	length := len(straight) / channels
	b := decode.Beep(s)
	streamAll(t, b, length)
	if b.Len() != length || b.Position() != length {
		t.Errorf("after the end the length is %d and the position %d, want %d", b.Len(), b.Position(), length)
	}
	at := length / 3
	if err := b.Seek(at); err != nil {
		t.Fatal(err)
	}
	var one [1][2]float64
	if n, ok := b.Stream(one[:]); n != 1 || !ok {
		t.Fatalf("stream after a seek from the end: %d, %v", n, ok)
	}
	frame := straight[at*channels:]
	if want := [2]float64{float64(frame[0]) / 32768, float64(frame[min(1, channels-1)]) / 32768}; one[0] != want {
		t.Errorf("sample %d is %v, want %v", at, one[0], want)
	}
	if b.Position() != at+1 {
		t.Errorf("position is %d, want %d", b.Position(), at+1)
	}
}

// streamAll drains a streamer that has length samples: full buffers, one that is
// not full, then nothing for ever.
func streamAll(t *testing.T, b beep.Streamer, length int) {
	t.Helper()
	buf := make([][2]float64, 512)
	for left := length; left > 0; left -= min(left, len(buf)) {
		n, ok := b.Stream(buf)
		if n != min(left, len(buf)) || !ok {
			t.Fatalf("stream with %d samples left gave %d, %v", left, n, ok)
		}
	}
	for range 2 {
		if n, ok := b.Stream(buf); n != 0 || ok {
			t.Fatalf("stream after the end gave %d, %v", n, ok)
		}
	}
	if err := b.Err(); err != nil {
		t.Fatalf("error after the end: %v", err)
	}
}
