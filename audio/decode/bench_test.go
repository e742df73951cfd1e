package decode_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// BenchmarkDecode tells the time of a second of sound of one channel for each
// format.
func BenchmarkDecode(b *testing.B) {
	files := map[string][]byte{
		"wav": audiotest.WAV{
			Tag: 1, Channels: 2, Rate: 8000, Bits: 16, Data: audiotest.PCM(audiotest.Signal(8000, 2, 80000), 2),
		}.Bytes(),
		"alaw": bytes.Repeat([]byte{0x55, 0xD5, 0x12}, 30000),
	}
	for name := range fixtures {
		files[name] = fixture(b, name)
	}
	for name, data := range files {
		if name == "alaw" {
			name = "a.alaw"
		}
		b.Run(name, func(b *testing.B) {
			var samples int
			buf := make([]int16, 8192)
			for b.Loop() {
				s, err := decode.OpenReader(bytes.NewReader(data), name)
				if err != nil {
					b.Fatal(err)
				}
				for {
					n, err := s.Read(buf)
					samples += n
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						b.Fatal(err)
					}
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(samples), "ns/value")
		})
	}
}

// BenchmarkSeek tells what a jump costs in a recording whose index is built.
func BenchmarkSeek(b *testing.B) {
	for name := range fixtures {
		b.Run(name, func(b *testing.B) {
			s := audiotest.Open(b, fixture(b, name), name)
			length := s.Info().Samples
			buf := make([]int16, 2048)
			for i := int64(0); b.Loop(); i++ {
				if err := s.SeekSample(i * 7919 % length); err != nil {
					b.Fatal(err)
				}
				if _, err := s.Read(buf); err != nil && !errors.Is(err, io.EOF) {
					b.Fatal(err)
				}
			}
		})
	}
}
