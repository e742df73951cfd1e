package decode_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/decode/mp3"
	"razbor/audio/internal/audiotest"
)

// eachFrame calls change with every frame of an MP3 file, in place.
func eachFrame(t *testing.T, data []byte, change func(frame []byte)) {
	t.Helper()
	at := 0
	if bytes.HasPrefix(data, []byte("ID3")) {
		at = 10 + int(data[6])<<21 + int(data[7])<<14 + int(data[8])<<7 + int(data[9])
	}
	frames := 0
	for at+4 <= len(data) {
		h, ok := mp3.ParseHeader(data[at:])
		if !ok {
			break
		}
		change(data[at:min(at+h.Size, len(data))])
		at += h.Size
		frames++
	}
	if frames < 10 {
		t.Fatalf("only %d frames", frames)
	}
}

// The free format has no bit rate in its headers: the distance of the frames
// tells it.
func TestTheFreeFormatDecodesLikeTheSameFramesWithABitRate(t *testing.T) {
	t.Parallel()
	const name = "mpeg2-16k-stereo-cbr.mp3"
	want := audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", name)))
	data := fixture(t, name)
	eachFrame(t, data, func(frame []byte) { frame[2] &= 0x0F })
	got := audiotest.Read(t, audiotest.Open(t, data, name))
	// Nothing shows where the last frame would end but the file's end.
	if !slices.Equal(got, want) {
		t.Errorf("%d values that differ from the %d of the file with bit rates", len(got), len(want))
	}
}

// No encoder at hand writes intensity stereo, so we set its bit on frames of
// plain joint stereo: what is above the right channel's last band then comes from
// the left by whatever the scalefactors say, alike in both decoders.
func TestIntensityStereoIsPannedAsFFmpegPansIt(t *testing.T) {
	t.Parallel()
	audiotest.NeedFFmpeg(t)
	in := audiotest.Signal(44100, 2, 88200)
	for name, ext := range map[string]byte{"intensity": 0x50, "intensity with middle and side": 0x70} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := audiotest.Encode(t, in, 44100, 2, "a.mp3", "-c:a", "libmp3lame", "-b:a", "96k")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			eachFrame(t, data, func(frame []byte) { frame[3] = frame[3]&0x0F | ext })
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			want := audiotest.FFmpeg(t, path)
			got := audiotest.Read(t, audiotest.OpenFile(t, path))
			if snr := audiotest.SNR(want, got); snr < 60 {
				t.Errorf("%.1f dB from ffmpeg's, want 60", snr)
			}
		})
	}
}

// A file that was cut out of a longer one keeps the note of its encoder, which
// then tells a length that is not there.
func TestALengthThatTheFileDoesNotHaveIsNotBelieved(t *testing.T) {
	t.Parallel()
	data := fixture(t, "mpeg1-44k-joint-vbr.mp3")
	s := audiotest.Open(t, data[:len(data)*2/3], "a.mp3")
	told := s.Info().Samples
	if got := int64(len(audiotest.Read(t, s)) / 2); told != got {
		t.Errorf("told %d samples, gave %d", told, got)
	}
}

func TestSoundOfOneChannelInAStreamOfTwoFillsBoth(t *testing.T) {
	t.Parallel()
	bare := []string{"-c:a", "libmp3lame", "-b:a", "32k", "-write_xing", "0", "-id3v2_version", "0"}
	mono := audiotest.Encode(t, audiotest.Signal(16000, 1, 32000), 16000, 1, "m.mp3", bare...)
	stereo := audiotest.Encode(t, audiotest.Signal(16000, 2, 32000), 16000, 2, "s.mp3", bare...)
	var parts [3][]byte
	for i, path := range []string{stereo, mono, stereo} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parts[i] = b
	}
	data := slices.Concat(parts[:]...)
	s := audiotest.Open(t, data, "a.mp3")
	if got := s.Info().Channels; got != 2 {
		t.Fatalf("%d channels, want those of the first frame", got)
	}
	all := audiotest.Read(t, s)
	for i := len(all)/2 - 2000; i < len(all)/2+2000; i += 2 {
		if all[i] != all[i+1] {
			t.Fatalf("in the part of one channel, value %d is %d and %d", i, all[i], all[i+1])
		}
	}
	audiotest.CheckStream(t, 40, func(t testing.TB) decode.Stream { return audiotest.Open(t, data, "a.mp3") })
}
