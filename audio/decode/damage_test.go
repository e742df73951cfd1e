package decode_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// damages are the ways in which files come to harm.
func damages() map[string]func(b []byte) []byte {
	rnd := rand.New(rand.NewPCG(9, 10))
	return map[string]func(b []byte) []byte{
		"cut in the middle":    func(b []byte) []byte { return b[:len(b)/2] },
		"cut near the end":     func(b []byte) []byte { return b[:len(b)-3] },
		"cut in the header":    func(b []byte) []byte { return b[:30] },
		"without a beginning":  func(b []byte) []byte { return b[len(b)/3:] },
		"zeroed in the middle": func(b []byte) []byte { clear(b[len(b)/3 : len(b)/2]); return b },
		"zeroed to the end":    func(b []byte) []byte { clear(b[len(b)/2:]); return b },
		"zeroed whole":         func(b []byte) []byte { clear(b); return b },
		"with flipped bits": func(b []byte) []byte {
			for range 20 {
				b[len(b)/10+rnd.IntN(len(b)-len(b)/10)] ^= 1 << rnd.IntN(8)
			}
			return b
		},
		"with a piece left out": func(b []byte) []byte { return slices.Delete(b, len(b)/2, len(b)/2+301) },
		"with a piece put in":   func(b []byte) []byte { return slices.Insert(b, len(b)/2, bytes.Repeat([]byte{0xFF, 0xFB}, 99)...) },
	}
}

func TestDamagedFilesGiveTheirPlayablePartOrAnError(t *testing.T) {
	t.Parallel()
	for file := range fixtures {
		clean := audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", file)))
		for damage, do := range damages() {
			data := do(slices.Clone(fixture(t, file)))
			t.Run(file+" "+damage, func(t *testing.T) {
				t.Parallel()
				got, err := readAll(data, file)
				if err != nil {
					damaged := (*decode.DamagedError)(nil)
					if !errors.As(err, &damaged) && !errors.Is(err, decode.ErrEmpty) {
						t.Errorf("error is %v, want one that says that the file is damaged", err)
					}
					return
				}
				if len(got) > 2*len(clean) {
					t.Errorf("%d values out of a file that had %d when it was whole", len(got), len(clean))
				}
			})
		}
	}
}

// Half a file is half the sound, whatever its header claims.
func TestACutFileGivesWhatIsLeftOfIt(t *testing.T) {
	t.Parallel()
	for file := range fixtures {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			whole := audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", file)))
			b := fixture(t, file)
			got, err := readAll(b[:len(b)*2/3], file)
			if err != nil {
				t.Fatal(err)
			}
			if len(got) < len(whole)/3 || len(got) >= len(whole) {
				t.Errorf("two thirds of the file give %d values, the whole one %d", len(got), len(whole))
			}
			if n := len(got) / 2; !slices.Equal(got[:n], whole[:n]) {
				t.Error("the first half of what is left differs from the whole file")
			}
		})
	}
}

// Seeks and straight decodes must meet in the same damaged places.
func TestSeekingInADamagedFileEqualsDecodingThroughIt(t *testing.T) {
	t.Parallel()
	for file := range fixtures {
		for _, damage := range []string{"zeroed in the middle", "with flipped bits", "with a piece left out", "with a piece put in"} {
			data := damages()[damage](slices.Clone(fixture(t, file)))
			if _, err := readAll(data, file); err != nil {
				continue // its header is among the damaged; nothing to seek in
			}
			t.Run(file+" "+damage, func(t *testing.T) {
				t.Parallel()
				audiotest.CheckStream(t, 20, func(t testing.TB) decode.Stream { return audiotest.Open(t, data, file) })
			})
		}
	}
}

func TestFilesOfNothingAreEmpty(t *testing.T) {
	t.Parallel()
	list := []byte("LIST\x04\x00\x00\x00INFO")
	zero := uint32(0)
	for name, file := range map[string]struct {
		name string
		data []byte
	}{
		"no bytes":                   {"a.wav", nil},
		"no bytes of a bare format":  {"a.alaw", nil},
		"a header alone":             {"a.wav", audiotest.WAV{Tag: 1, Channels: 1, Rate: 8000, Bits: 16}.Bytes()},
		"a header and a description": {"a.wav", audiotest.WAV{Tag: 1, Channels: 1, Rate: 8000, Bits: 16, Size: &zero, After: list}.Bytes()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := readAll(file.data, file.name); !errors.Is(err, decode.ErrEmpty) {
				t.Errorf("error is %v, want ErrEmpty", err)
			}
		})
	}
}

func TestWhatIsNoRecordingIsSaidToBeNone(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]struct {
		name string
		data []byte
	}{
		"text":                {"a.wav", []byte("uniqueid;calldate;src\n1792044372.1;2026-10-15;101\n")},
		"text named mp3":      {"a.mp3", bytes.Repeat([]byte("not a frame "), 4000)},
		"zeros":               {"a.mp3", make([]byte, 50000)},
		"text named gsm":      {"a.gsm", []byte("this is no frame of thirty-three bytes and the next is neither")},
		"wav without a sound": {"a.wav", []byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00")},
		"a playlist":          {"a.m3u", []byte("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := readAll(file.data, file.name)
			if damaged := (*decode.DamagedError)(nil); !errors.As(err, &damaged) || damaged.Name != file.name {
				t.Errorf("error is %v, want a DamagedError of %s", err, file.name)
			}
		})
	}
}

func TestAForeignFormatThatIsDamagedIsSaidToBe(t *testing.T) {
	t.Parallel()
	audiotest.NeedFFmpeg(t)
	for name, head := range map[string]string{"a.m4a": "\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", "a.wma": "\x30\x26\xB2\x75\x8E\x66\xCF\x11"} {
		_, err := readAll(append([]byte(head), bytes.Repeat([]byte("nothing of the kind "), 200)...), name)
		damaged := (*decode.DamagedError)(nil)
		if !errors.As(err, &damaged) || damaged.Name != name || damaged.Reason == "" {
			t.Errorf("error is %v, want a DamagedError of %s", err, name)
		}
	}
	if _, err := readAll([]byte("#!AMR\n"), "a.amr"); err == nil {
		t.Error("a file of a header alone opens without an error")
	}
}

// Some writers put a skeleton before the sound.
func TestOpusIsFoundBehindAnotherStream(t *testing.T) {
	t.Parallel()
	const name = "opus-celt-mono.opus"
	other := audiotest.OggPage{Flags: 2, Serial: 99, Lacing: []byte{8}, Body: []byte("fishead\x00")}
	got, err := readAll(append(other.Bytes(), fixture(t, name)...), name)
	if err != nil {
		t.Fatal(err)
	}
	if want := audiotest.Read(t, audiotest.OpenFile(t, filepath.Join("testdata", name))); !slices.Equal(got, want) {
		t.Errorf("%d values that differ from the %d of the stream alone", len(got), len(want))
	}
}

func TestAFolderIsNoRecording(t *testing.T) {
	t.Parallel()
	if _, err := decode.Open(t.TempDir()); err == nil {
		t.Error("a folder opens without an error")
	}
	if _, err := decode.Open(filepath.Join(t.TempDir(), "absent.wav")); err == nil {
		t.Error("a file that does not exist opens without an error")
	}
}

// readAll decodes a file in memory; more than ten times its longest possible
// sound is taken for a hang.
func readAll(data []byte, name string) ([]int16, error) {
	s, err := decode.OpenReader(bytes.NewReader(data), name)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var out []int16
	buf := make([]int16, 4096)
	for len(out) < 1<<26 {
		n, err := s.Read(buf)
		out = append(out, buf[:n]...)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
	return nil, errors.New("the recording does not end")
}

// An idle µ-law line can begin with what looks like a frame sync of MP3 or AAC.
func TestBareSoundThatBeginsLikeAnotherFormatIsStillBareSound(t *testing.T) {
	t.Parallel()
	for name, head := range map[string][]byte{
		"like MP3": {0xFF, 0xFB, 0x7B, 0xFE},
		"like AAC": {0xFF, 0xF1, 0x7F, 0xFE},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := readAll(append(head, bytes.Repeat([]byte{0x7F, 0xFE}, 5000)...), "a.ulaw")
			if err != nil || len(got) != 10004 {
				t.Errorf("%d samples, %v; want 10004", len(got), err)
			}
		})
	}
	t.Run("MP3 with a bare name", func(t *testing.T) {
		t.Parallel()
		s, err := decode.OpenReader(bytes.NewReader(fixture(t, "mpeg2-16k-stereo-cbr.mp3")), "a.alaw")
		if err != nil || s.Info().Format != "mp3" {
			t.Fatalf("opens as %+v, %v", s, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}
