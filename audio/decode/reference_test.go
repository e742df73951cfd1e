package decode_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// exact is the likeness asked of codecs of whole numbers: at most one step off.
const exact = -1

// sample is a file that ffmpeg makes and decodes, to compare with.
type sample struct {
	name     string
	rate     int
	channels int
	encode   []string
	decode   []string // what ffmpeg needs to decode it
	minimum  float64  // dB, or exact
}

// ffmpeg's band table of MPEG-2 at 24 kHz differs from the standard in one band,
// so that its sound there is not the encoder's; libmad agrees with ours. The rate
// is left out.
func mp3Samples() map[string]sample {
	samples := map[string]sample{}
	add := func(name string, rate int, args ...string) {
		samples["mp3 "+name] = sample{"a.mp3", rate, 2, append([]string{"-c:a", "libmp3lame"}, args...), nil, 60}
	}
	for name, rate := range map[string]int{
		"8k": 8000, "11k": 11025, "12k": 12000, "16k": 16000, "22k": 22050, "32k": 32000, "44k": 44100, "48k": 48000,
	} {
		add(name+" mono low", rate, "-ac", "1", "-b:a", "24k")
		add(name+" joint VBR", rate, "-ac", "2", "-q:a", "5")
	}
	for name, rate := range map[string]int{"8k": 8000, "16k": 16000, "44k": 44100} {
		add(name+" stereo CBR", rate, "-ac", "2", "-b:a", "64k", "-joint_stereo", "0")
		add(name+" ABR without a tag", rate, "-ac", "2", "-abr", "1", "-b:a", "40k", "-write_xing", "0")
		add(name+" without reservoir", rate, "-ac", "1", "-b:a", "64k", "-reservoir", "0")
		add(name+" with ID3v1 and v2", rate, "-b:a", "32k", "-write_id3v1", "1", "-metadata", "title=name")
		add(name+" inside a WAV file", rate, "-b:a", "64k", "-f", "wav")
	}
	return samples
}

// The reference is libopus: ffmpeg's other Opus decoder resamples speech with a
// different delay.
func opusSamples() map[string]sample {
	libopus := []string{"-c:a", "libopus"}
	samples := map[string]sample{}
	for kind, args := range map[string][]string{
		"music mono":    {"-ac", "1", "-b:a", "64k"},
		"music stereo":  {"-ac", "2", "-b:a", "96k"},
		"short frames":  {"-ac", "2", "-b:a", "64k", "-application", "lowdelay", "-frame_duration", "2.5"},
		"low delay 10":  {"-ac", "1", "-b:a", "32k", "-application", "lowdelay", "-frame_duration", "10"},
		"speech":        {"-ac", "1", "-b:a", "12k", "-application", "voip"},
		"speech stereo": {"-ac", "2", "-b:a", "20k", "-application", "voip", "-frame_duration", "60"},
		"narrow speech": {"-ac", "1", "-b:a", "8k", "-application", "voip", "-cutoff", "4000"},
		"hybrid":        {"-ac", "1", "-b:a", "28k", "-application", "voip"},
		"low delay 20k": {"-ac", "2", "-b:a", "24k", "-application", "lowdelay"},
	} {
		samples["opus "+kind] = sample{"a.opus", 48000, 2, append([]string{"-c:a", "libopus"}, args...), libopus, 60}
	}
	return samples
}

func wholeSamples() map[string]sample {
	samples := map[string]sample{
		"gsm":           {"a.gsm", 8000, 1, []string{"-c:a", "libgsm"}, nil, exact},
		"gsm in wav":    {"a.wav", 8000, 1, []string{"-c:a", "libgsm_ms"}, nil, exact},
		"g722":          {"a.g722", 16000, 1, []string{"-c:a", "g722"}, nil, exact},
		"g722 in wav":   {"a.wav", 16000, 1, []string{"-c:a", "g722"}, nil, exact},
		"flac":          {"a.flac", 16000, 2, []string{"-c:a", "flac"}, nil, exact},
		"flac 24":       {"a.flac", 48000, 1, []string{"-c:a", "flac", "-sample_fmt", "s32"}, nil, exact},
		"rf64":          {"a.wav", 8000, 2, []string{"-rf64", "always"}, nil, exact},
		"g726":          {"a.wav", 8000, 1, []string{"-c:a", "g726", "-b:a", "32k"}, nil, exact},
		"aac":           {"a.m4a", 16000, 2, []string{"-c:a", "aac"}, nil, exact},
		"aac in adts":   {"a.aac", 16000, 2, []string{"-c:a", "aac"}, nil, exact},
		"wma":           {"a.wma", 16000, 2, []string{"-c:a", "wmav2"}, nil, exact},
		"vorbis":        {"a.ogg", 16000, 2, []string{"-c:a", "libvorbis"}, nil, exact},
		"webm":          {"a.webm", 48000, 2, []string{"-c:a", "libopus"}, nil, exact},
		"mpeg layer 2":  {"a.mp2", 48000, 2, nil, nil, exact},
		"aiff":          {"a.aiff", 16000, 2, nil, nil, exact},
		"au":            {"a.au", 8000, 2, nil, nil, exact},
		"au big floats": {"a.au", 8000, 2, []string{"-c:a", "pcm_f32be"}, nil, exact},
	}
	for _, codec := range []string{
		"adpcm_ms", "adpcm_ima_wav", "pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_alaw", "pcm_mulaw",
	} {
		samples[codec] = sample{"a.wav", 8000, 2, []string{"-c:a", codec}, nil, exact}
		samples[codec+" mono"] = sample{"a.wav", 8000, 1, []string{"-c:a", codec}, nil, exact}
	}
	return samples
}

func TestFormatsDecodeAsFFmpegDecodesThem(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a hundred files to make: not in a short run")
	}
	audiotest.NeedFFmpeg(t)
	for _, group := range []map[string]sample{mp3Samples(), opusSamples(), wholeSamples()} {
		for name, s := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				in := audiotest.Signal(s.rate, s.channels, s.rate*3/2)
				path := audiotest.Encode(t, in, s.rate, s.channels, s.name, s.encode...)
				compare(t, path, s)
			})
		}
	}
}

func compare(t *testing.T, path string, s sample) {
	t.Helper()
	want := audiotest.FFmpeg(t, path, s.decode...)
	got := audiotest.Read(t, audiotest.OpenFile(t, path))
	if len(got) != len(want) {
		t.Fatalf("%d values, ffmpeg gives %d", len(got), len(want))
	}
	if s.minimum != exact {
		if snr := audiotest.SNR(want, got); snr < s.minimum {
			t.Errorf("%.1f dB from ffmpeg's, want %.0f", snr, s.minimum)
		}
		return
	}
	for i := range got {
		if abs(int(got[i])-int(want[i])) > 1 {
			t.Fatalf("value %d is %d, ffmpeg gives %d", i, got[i], want[i])
		}
	}
}

func TestWhatFFmpegDecodesIsAStreamToo(t *testing.T) {
	t.Parallel()
	audiotest.NeedFFmpeg(t)
	in := audiotest.Signal(16000, 2, 24000)
	path := audiotest.Encode(t, in, 16000, 2, "a.m4a", "-c:a", "aac")
	audiotest.CheckStream(t, 2, func(t testing.TB) decode.Stream { return audiotest.OpenFile(t, path) })
}

// Not parallel: the search path belongs to the whole process.
func TestWithoutFFmpegTheErrorNamesTheCodecAndWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for name, file := range map[string]struct{ head, codec string }{
		"a.amr":  {"#!AMR\n", "AMR"},
		"a.m4a":  {"\x00\x00\x00\x20ftypM4A ", "AAC"},
		"a.ogg":  {"OggS\x00\x02" + strings.Repeat("\x00", 20) + "\x01\x1e\x01vorbis", "Vorbis"},
		"a.wma":  {"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "WMA"},
		"a.g729": {"??????????", "G.729"},
		"a.wav": {string(audiotest.WAV{
			Tag: 0x22, Channels: 1, Rate: 8000, Bits: 1, Align: 32, Extra: make([]byte, 32), Data: make([]byte, 320),
		}.Bytes()), "TrueSpeech"},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(file.head), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := decode.Open(path)
		unsupported := (*decode.UnsupportedError)(nil)
		if !errors.As(err, &unsupported) || unsupported.Codec != file.codec || unsupported.Hint != "ffmpeg" {
			t.Errorf("%s: error is %v, want an UnsupportedError of %s that asks for ffmpeg", name, err, file.codec)
		}
	}
}

// SoX reads MP3 with libmad and Dialogic files itself: a second opinion where
// ffmpeg has none, or a wrong one.
func TestFormatsDecodeAsSoXDecodesThem(t *testing.T) {
	t.Parallel()
	audiotest.NeedProgram(t, "sox")
	t.Run("MP3 at 24 kHz", func(t *testing.T) {
		t.Parallel()
		in := audiotest.Signal(24000, 2, 36000)
		path := audiotest.Encode(t, in, 24000, 2, "a.mp3", "-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0")
		want := sox(t, path)
		got := audiotest.Read(t, audiotest.OpenFile(t, path))
		// libmad leaves out the last frame, behind which it sees no other.
		if len(got)-len(want) > 2*576 || len(got) < len(want) {
			t.Fatalf("%d values, sox gives %d", len(got), len(want))
		}
		if snr := audiotest.SNR(want, got); snr < 60 {
			t.Errorf("%.1f dB from sox's, want 60", snr)
		}
	})
	t.Run("Dialogic", func(t *testing.T) {
		t.Parallel()
		path := filepath.Join("testdata", "dialogic.vox")
		want := sox(t, "-r", "8000", "-c", "1", path)
		if got := audiotest.Read(t, audiotest.OpenFile(t, path)); !slices.Equal(got, want) {
			t.Errorf("%d values that differ from sox's %d", len(got), len(want))
		}
	})
}

// sox decodes a file, whose description may stand before it.
func sox(t *testing.T, file ...string) []int16 {
	t.Helper()
	out, err := exec.Command("sox", append(append([]string{"-D"}, file...), "-t", "raw", "-e", "signed", "-b", "16", "-")...).Output()
	if err != nil {
		t.Skipf("this sox does not read %s: %v", file[len(file)-1], err)
	}
	samples := make([]int16, len(out)/2)
	for i := range samples {
		samples[i] = int16(uint16(out[2*i]) | uint16(out[2*i+1])<<8)
	}
	return samples
}
