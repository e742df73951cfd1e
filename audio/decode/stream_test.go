package decode_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"os"
	"path/filepath"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/decode/g711"
	"razbor/audio/internal/audiotest"
)

// fixtures are the files of testdata and how they decode.
var fixtures = map[string]decode.Info{
	"mpeg25-8k-mono.mp3":       {Format: "mp3", Codec: "MP3 (MPEG-2.5 layer III)", Rate: 8000, Channels: 1, Samples: 16000},
	"mpeg2-16k-stereo-cbr.mp3": {Format: "mp3", Codec: "MP3 (MPEG-2 layer III)", Rate: 16000, Channels: 2, Samples: 33408},
	"mpeg1-44k-joint-vbr.mp3":  {Format: "mp3", Codec: "MP3 (MPEG-1 layer III)", Rate: 44100, Channels: 2, Samples: 44100},
	"mpeg1-32k-clicks.mp3":     {Format: "mp3", Codec: "MP3 (MPEG-1 layer III)", Rate: 32000, Channels: 1, Samples: 32000},
	"opus-silk-stereo.opus":    {Format: "opus", Codec: "Opus", Rate: 48000, Channels: 2, Samples: 528000},
	"opus-celt-mono.opus":      {Format: "opus", Codec: "Opus", Rate: 48000, Channels: 1, Samples: 96000},
	"flac-8k-stereo.flac":      {Format: "flac", Codec: "FLAC 16-bit", Rate: 8000, Channels: 2, Samples: 4000},
	"adpcm-ima-stereo.wav":     {Format: "wav", Codec: "IMA ADPCM", Rate: 8000, Channels: 2, Samples: 4980},
	"adpcm-ms-stereo.wav":      {Format: "wav", Codec: "Microsoft ADPCM", Rate: 8000, Channels: 2, Samples: 4880},
	"gsm-raw.gsm":              {Format: "gsm", Codec: "GSM 06.10", Rate: 8000, Channels: 1, Samples: 16000},
	"gsm-wav49.wav":            {Format: "wav", Codec: "GSM 06.10", Rate: 8000, Channels: 1, Samples: 16000},
	"g722-raw.g722":            {Format: "g722", Codec: "G.722", Rate: 16000, Channels: 1, Samples: 8000},
	"dialogic.vox":             {Format: "vox", Codec: "Dialogic ADPCM", Rate: 8000, Channels: 1, Samples: 4000},
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryFormatIsAStream(t *testing.T) {
	t.Parallel()
	for name, want := range fixtures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			open := func(t testing.TB) decode.Stream { return audiotest.OpenFile(t, filepath.Join("testdata", name)) }
			if got := open(t).Info(); got != want {
				t.Errorf("info is %+v, want %+v", got, want)
			}
			audiotest.CheckStream(t, 40, open)
		})
	}
	for name, file := range wavFiles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			audiotest.CheckStream(t, 40, func(t testing.TB) decode.Stream { return audiotest.Open(t, file.data, file.name) })
		})
	}
}

// built is a file made here and the samples that it must give.
type built struct {
	name string
	data []byte
	want []int16
	step int // how far a sample may lie off: what the codec rounds
}

func wavFiles() map[string]built {
	const rate = 8000
	stereo := audiotest.Signal(rate, 2, rate)
	mono := audiotest.Signal(rate, 1, rate)
	zero, all := uint32(0), uint32(math.MaxUint32)
	long := uint32(1 << 30)
	pcm := audiotest.WAV{Tag: 1, Channels: 2, Rate: rate, Bits: 16, Data: audiotest.PCM(stereo, 2)}
	with := func(change func(w *audiotest.WAV)) []byte {
		w := pcm
		change(&w)
		return w.Bytes()
	}
	list := audiotest.Chunk(binary.LittleEndian, "LIST", []byte("INFOodd"))
	big := make([]byte, len(pcm.Data))
	for i := 0; i < len(big); i += 2 {
		big[i], big[i+1] = pcm.Data[i+1], pcm.Data[i]
	}
	files := map[string]built{
		"pcm 16":                     {"a.wav", pcm.Bytes(), stereo, 0},
		"pcm 8":                      {"a.wav", with(func(w *audiotest.WAV) { w.Bits, w.Data = 8, audiotest.PCM(stereo, 1) }), stereo, 255},
		"pcm 24":                     {"a.wav", with(func(w *audiotest.WAV) { w.Bits, w.Data = 24, audiotest.PCM(stereo, 3) }), stereo, 0},
		"pcm 32":                     {"a.wav", with(func(w *audiotest.WAV) { w.Bits, w.Data = 32, audiotest.PCM(stereo, 4) }), stereo, 0},
		"float 32":                   {"a.wav", with(func(w *audiotest.WAV) { w.Tag, w.Bits, w.Data = 3, 32, audiotest.Float(stereo, 4) }), stereo, 0},
		"float 64":                   {"a.wav", with(func(w *audiotest.WAV) { w.Tag, w.Bits, w.Data = 3, 64, audiotest.Float(stereo, 8) }), stereo, 0},
		"pcm 24 in 32":               {"a.wav", with(func(w *audiotest.WAV) { w.Bits, w.Align, w.Data = 24, 8, audiotest.PCM(stereo, 4) }), stereo, 0},
		"pcm 16, wrong block size":   {"a.wav", with(func(w *audiotest.WAV) { w.Align = 8 }), stereo, 0},
		"pcm 16, no block size":      {"a.wav", with(func(w *audiotest.WAV) { w.Bits, w.Align = 0, 4 }), stereo, 0},
		"extensible":                 {"a.wav", with(func(w *audiotest.WAV) { w.Extensible = true }), stereo, 0},
		"big-endian":                 {"a.wav", with(func(w *audiotest.WAV) { w.Big, w.Data = true, big }), stereo, 0},
		"RF64":                       {"a.wav", with(func(w *audiotest.WAV) { w.Long = true }), stereo, 0},
		"chunks around the sound":    {"a.wav", with(func(w *audiotest.WAV) { w.Before, w.After = list, list }), stereo, 0},
		"a killed recorder, size 0":  {"a.wav", with(func(w *audiotest.WAV) { w.Size = &zero }), stereo, 0},
		"a killed recorder, size -1": {"a.wav", with(func(w *audiotest.WAV) { w.Size = &all }), stereo, 0},
		"a size past the end":        {"a.wav", with(func(w *audiotest.WAV) { w.Size = &long }), stereo, 0},
		"a wrong name":               {"a.mp3", pcm.Bytes(), stereo, 0},
		"headerless 16-bit":          {"a.sln", audiotest.PCM(mono, 2), mono, 0},
		"headerless 16 kHz":          {"a.sln16", audiotest.PCM(mono, 2), mono, 0},
	}
	addLaws(files, mono, stereo)
	return files
}

func addLaws(files map[string]built, mono, stereo []int16) {
	for law, decodeLaw := range map[string]func([]int16, []byte){"A-law": g711.DecodeALaw, "µ-law": g711.DecodeMuLaw} {
		tag, ext := 6, ".alaw"
		if law == "µ-law" {
			tag, ext = 7, ".ulaw"
		}
		files[law] = built{"a.wav", audiotest.WAV{
			Tag: tag, Channels: 2, Rate: 8000, Bits: 8, Extra: []byte{}, Data: encodeLaw(stereo, decodeLaw),
		}.Bytes(), stereo, 1024}
		files["headerless "+law] = built{"a" + ext, encodeLaw(mono, decodeLaw), mono, 1024}
	}
}

// encodeLaw finds for each sample the code that decodes nearest to it.
func encodeLaw(samples []int16, decodeLaw func([]int16, []byte)) []byte {
	var values [256]int16
	for code := range values {
		decodeLaw(values[code:code+1], []byte{byte(code)})
	}
	out := make([]byte, len(samples))
	for i, s := range samples {
		best := math.MaxInt
		for code, v := range values {
			if d := abs(int(v) - int(s)); d < best {
				best, out[i] = d, byte(code)
			}
		}
	}
	return out
}

func abs(v int) int { return max(v, -v) }

func TestWAVGivesTheSamplesThatWereWritten(t *testing.T) {
	t.Parallel()
	for name, file := range wavFiles() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := audiotest.Read(t, audiotest.Open(t, file.data, file.name))
			if len(got) != len(file.want) {
				t.Fatalf("%d values, want %d", len(got), len(file.want))
			}
			for i := range got {
				if abs(int(got[i])-int(file.want[i])) > file.step {
					t.Fatalf("value %d is %d, want %d", i, got[i], file.want[i])
				}
			}
		})
	}
}

// The codecs of whole numbers give the same bits everywhere; the sums are of what
// ffmpeg (SoX for Dialogic) decodes from the same files.
func TestIntegerCodecsGiveTheBitsOfTheReference(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"adpcm-ima-stereo.wav": "ebce5a895d973d41",
		"adpcm-ms-stereo.wav":  "a86988a17cd1504b",
		"gsm-raw.gsm":          "70f8585cc9b01a6d",
		"gsm-wav49.wav":        "70f8585cc9b01a6d",
		"g722-raw.g722":        "22a09a87e0e95915",
		"flac-8k-stereo.flac":  "9515386b9ada5e11",
		"dialogic.vox":         "a2e1cb3bc94a4195",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sum := sha256.New()
			for _, v := range audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", name))) {
				sum.Write([]byte{byte(v), byte(v >> 8)})
			}
			if got := hex.EncodeToString(sum.Sum(nil)[:8]); got != want {
				t.Errorf("sum is %s, want %s", got, want)
			}
		})
	}
}

// source is the sound that most files of testdata were made of.
func source(rate, samples int) []int16 {
	out := make([]int16, samples)
	for i := range out {
		at := float64(i) / float64(rate)
		v := 0.3*math.Sin(2*math.Pi*440*at) + 0.1*math.Sin(2*math.Pi*(300+400*at)*at)
		out[i] = int16(math.RoundToEven(v * 32767))
	}
	return out
}

// The time of lossy formats must be true to the sample: the encoder's delay is
// left out where the file tells it. A wrong delay would cost nearly all of the
// likeness.
func TestLossyFormatsKeepSoundAndTime(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]struct{ minimum float64 }{
		"mpeg25-8k-mono.mp3":      {12},
		"mpeg1-44k-joint-vbr.mp3": {15},
		"opus-celt-mono.opus":     {15},
		"gsm-raw.gsm":             {12},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := audiotest.OpenFile(t, filepath.Join("testdata", name))
			info := s.Info()
			all := audiotest.Read(t, s)
			left := make([]int16, len(all)/info.Channels)
			for i := range left {
				left[i] = all[i*info.Channels]
			}
			if snr := audiotest.SNR(source(info.Rate, len(left)), left); snr < file.minimum {
				t.Errorf("the sound differs from its source by %.1f dB, want %.0f", snr, file.minimum)
			}
		})
	}
}

func TestAReaderInMemoryDecodesLikeAFile(t *testing.T) {
	t.Parallel()
	for name := range fixtures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", name)))
			// Hiding ReadAt leaves a reader that can only be moved.
			s, err := decode.OpenReader(struct{ readSeeker }{bytes.NewReader(fixture(t, name))}, name)
			if err != nil {
				t.Fatal(err)
			}
			got := audiotest.Read(t, s)
			if snr := audiotest.SNR(want, got); !math.IsInf(snr, 1) || len(got) != len(want) {
				t.Errorf("%d values that differ by %.1f dB, want %d equal ones", len(got), snr, len(want))
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

type readSeeker interface {
	Read(b []byte) (int, error)
	Seek(off int64, whence int) (int64, error)
}
