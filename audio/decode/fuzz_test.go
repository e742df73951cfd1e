package decode_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// fuzzLimit bounds what a fuzzed file may decode to: the most that its bytes can
// hold in the densest codec, and some.
const fuzzLimit = 1 << 24

// fuzz decodes, seeks and goes on, as a player does with a stranger's file.
func fuzz(f *testing.F, name string, seeds ...[]byte) {
	f.Helper()
	for _, seed := range seeds {
		f.Add(seed, uint16(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, place uint16) {
		s, err := decode.OpenReader(bytes.NewReader(data), name)
		if err != nil {
			return
		}
		defer s.Close()
		info := s.Info()
		if info.Channels < 1 || info.Rate < 1 || info.Samples < -1 {
			t.Fatalf("info is %+v", info)
		}
		drain(t, s)
		if err := s.SeekSample(int64(place)); err != nil {
			return
		}
		drain(t, s)
	})
}

func drain(t *testing.T, s decode.Stream) {
	t.Helper()
	channels := s.Info().Channels
	buf := make([]int16, 1000*channels)
	for total := 0; total < fuzzLimit; {
		n, err := s.Read(buf)
		if n < 0 || n > len(buf) || n%channels != 0 {
			t.Fatalf("read gave %d values of %d channels", n, channels)
		}
		total += n
		if err != nil {
			if n != 0 && errors.Is(err, io.EOF) {
				t.Fatal("values together with EOF")
			}
			return
		}
		if n == 0 {
			t.Fatal("read gave neither values nor an error")
		}
	}
	if s.Info().Samples > fuzzLimit {
		return // bare samples of a long file
	}
	t.Fatal("the recording does not end")
}

func seed(f *testing.F, names ...string) (seeds [][]byte) {
	f.Helper()
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, b[:min(len(b), 4000)])
	}
	return seeds
}

func FuzzWAV(f *testing.F) {
	// Only what is decoded here: running ffmpeg for each guess tells nothing of ours.
	f.Setenv("PATH", "")
	seeds := seed(f, "gsm-wav49.wav")
	for _, tag := range []int{1, 2, 3, 6, 7, 0x11, 0x31, 0x55, 0x65} {
		w := audiotest.WAV{Tag: tag, Channels: 2, Rate: 8000, Bits: 16, Extra: []byte{0, 0}, Data: make([]byte, 600)}
		switch tag {
		case 2, 0x11:
			w.Bits, w.Align = 4, 256
		case 3:
			w.Bits = 32
		case 6, 7:
			w.Bits = 8
		case 0x31, 0x65:
			w.Channels, w.Align = 1, 65
		}
		seeds = append(seeds, w.Bytes())
		w.Big, w.Long = tag == 1, tag == 7
		seeds = append(seeds, w.Bytes())
	}
	fuzz(f, "a.wav", seeds...)
}

func FuzzMP3(f *testing.F) {
	f.Setenv("PATH", "")
	fuzz(f, "a.mp3", seed(f, "mpeg25-8k-mono.mp3", "mpeg2-16k-stereo-cbr.mp3", "mpeg1-44k-joint-vbr.mp3", "mpeg1-32k-clicks.mp3")...)
}

func FuzzOpus(f *testing.F) {
	f.Setenv("PATH", "")
	fuzz(f, "a.opus", seed(f, "opus-silk-stereo.opus", "opus-celt-mono.opus")...)
}

// The checksums of Ogg pages keep a fuzzer out; here it makes the packets, and the
// pages around them are right.
func FuzzOpusPackets(f *testing.F) {
	f.Setenv("PATH", "")
	for toc := 0; toc < 256; toc += 7 {
		f.Add(byte(1+toc&1), []byte{byte(toc), 0x42, 0x17, 0xA5, 0x00, 0xFF}, []byte{byte(toc), 0x01})
	}
	f.Fuzz(func(t *testing.T, channels byte, first, second []byte) {
		data := audiotest.Opus(int(channels%2)+1, first, second, first, second)
		s, err := decode.OpenReader(bytes.NewReader(data), "a.opus")
		if err != nil {
			return
		}
		defer s.Close()
		drain(t, s)
		if err := s.SeekSample(700); err == nil {
			drain(t, s)
		}
	})
}

func FuzzFLAC(f *testing.F) {
	f.Setenv("PATH", "")
	fuzz(f, "a.flac", seed(f, "flac-8k-stereo.flac")...)
}

func FuzzHeaderless(f *testing.F) {
	f.Setenv("PATH", "")
	seeds := seed(f, "gsm-raw.gsm", "g722-raw.g722", "dialogic.vox")
	for i, ext := range []string{".gsm", ".g722", ".vox", ".alaw", ".sln16", ".au"} {
		f.Add(seeds[min(i, 2)], uint16(i), ext)
	}
	f.Fuzz(func(t *testing.T, data []byte, place uint16, ext string) {
		s, err := decode.OpenReader(bytes.NewReader(data), "a"+ext)
		if err != nil {
			return
		}
		defer s.Close()
		drain(t, s)
		if err := s.SeekSample(int64(place)); err == nil {
			drain(t, s)
		}
	})
}
