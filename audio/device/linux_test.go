//go:build linux

package device

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"razbor/audio/device/devicetest"
)

func TestServerStringsAreUnderstood(t *testing.T) {
	t.Parallel()
	for given, want := range map[string][]address{
		"":                                   {{"unix", "/run/user/7/pulse/native"}},
		"/tmp/native":                        {{"unix", "/tmp/native"}},
		"unix:/mnt/wslg/PulseServer":         {{"unix", "/mnt/wslg/PulseServer"}},
		"tcp:10.0.0.2:4000 unix:/b":          {{"tcp", "10.0.0.2:4000"}, {"unix", "/b"}},
		"tcp6:[::1]":                         {{"tcp6", "[::1]:4713"}},
		"sound.example.com":                  {{"tcp", "sound.example.com:4713"}},
		"{here}unix:/a {there}unix:/b {bad ": {{"unix", "/a"}},
	} {
		if got := addresses(given, "", "here", 7); !reflect.DeepEqual(got, want) {
			t.Errorf("%q gives %v, want %v", given, got, want)
		}
	}
	if got := addresses("", "/run/mine", "here", 7); got[0].addr != "/run/mine/pulse/native" {
		t.Errorf("in a folder of its own: %v", got)
	}
}

func TestTheCookieIsLookedForWherePulseKeepsIt(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	secret := bytes.Repeat([]byte{7}, 256)
	env := func(name string) string { return map[string]string{"HOME": home}[name] }
	if got := cookie(env); !bytes.Equal(got, make([]byte, 256)) {
		t.Error("without a cookie something else than zeros is sent")
	}
	if err := os.MkdirAll(filepath.Join(home, ".config", "pulse"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, ".config", "pulse", "cookie"), secret, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := cookie(env); !bytes.Equal(got, secret) {
		t.Error("the cookie is not found")
	}
}

func TestNoServerIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	_, err := Pulse("unix:" + filepath.Join(t.TempDir(), "none")).Open(t.Context())
	if ReasonOf(err) != ReasonNoServer {
		t.Errorf("no server gives %v", err)
	}
	_, err = Pulse("{elsewhere}unix:/a").Open(t.Context())
	if ReasonOf(err) != ReasonNoServer {
		t.Errorf("no server for this host gives %v", err)
	}
}

// writer is a player program that writes what it is given to a file.
func writer(t *testing.T) (sh string, prog program, heard string) {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell to play the player program")
	}
	heard = filepath.Join(t.TempDir(), "heard")
	return sh, program{name: "writer", args: []string{"-c", `cat >"$0"`, heard}, header: []byte("head")}, heard
}

func TestAPlayerProgramIsFed(t *testing.T) {
	t.Parallel()
	sh, prog, heard := writer(t)
	out, err := openPipe(t.Context(), sh, prog)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	frames := []float32{0.5, -0.5, 1, -2}
	if n, err := out.Write(frames); n != 2 || err != nil {
		t.Fatalf("wrote %d, %v", n, err)
	}
	if err := errors.Join(out.Start(), out.Finish()); err != nil {
		t.Fatal(err)
	}
	want := []byte("head")
	for _, v := range []int16{16383, -16383, 32767, -32767} {
		want = binary.LittleEndian.AppendUint16(want, uint16(v))
	}
	devicetest.Eventually(t, "the program has it all", func() bool {
		got, err := os.ReadFile(heard)
		return err == nil && bytes.Equal(got, want)
	})
	devicetest.Eventually(t, "the clock runs", func() bool { return out.Played() == 2 })
	if err := out.Stop(); err != nil || out.Played() != 0 {
		t.Errorf("stopped: %v, played %d", err, out.Played())
	}
}

func TestAPlayerProgramThatEndsIsLost(t *testing.T) {
	t.Parallel()
	sh, prog, _ := writer(t)
	out, err := openPipe(t.Context(), sh, prog)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := out.Write(make([]float32, 200)); err != nil {
		t.Fatal(err)
	}
	if err := out.(*pipe).child.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	devicetest.Eventually(t, "it is told", func() bool {
		<-out.Ready() // by the clock, or for the loss
		_, err := out.Write(make([]float32, 200))
		return errors.Is(err, ErrLost)
	})
}

func TestAPlayerProgramThatRefusesIsNoDevice(t *testing.T) {
	t.Parallel()
	sh, _, _ := writer(t)
	_, err := openPipe(t.Context(), sh, program{name: "refuser", args: []string{"-c", "echo no card >&2; exit 1"}})
	var none *NoDeviceError
	if !errors.As(err, &none) || none.Reason != ReasonNoOutput {
		t.Errorf("it gives %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := openPipe(ctx, sh, program{name: "sleeper", args: []string{"-c", "sleep 9"}}); ReasonOf(err) != ReasonTimeout {
		t.Errorf("opening with no time left gives %v", err)
	}
}

func TestHistoryKeepsTheLastFrames(t *testing.T) {
	t.Parallel()
	var h history
	for i := range 5 * maxQueue {
		h.add([]float32{float32(i), -float32(i)})
	}
	if got := h.from(3, 2); len(got) != 4 || got[0] != 5*maxQueue-3 || got[3] != -(5*maxQueue-2) {
		t.Errorf("three back there is %v", got)
	}
	if h.from(1, 2) != nil || h.from(9*maxQueue, 1) != nil {
		t.Error("it has what it cannot have")
	}
	if len(h.frames) > 4*maxQueue*Channels {
		t.Errorf("it holds %d values", len(h.frames))
	}
	h.clear()
	if h.from(1, 1) != nil {
		t.Error("cleared, it has something")
	}
}

// The header of a control message, and data of any length, must go as they are.
func TestASeekGoesIntoTheHeaderOfItsStreamOnly(t *testing.T) {
	t.Parallel()
	header := func(stream uint32) []byte {
		h := binary.BigEndian.AppendUint32(nil, 4096)
		h = binary.BigEndian.AppendUint32(h, stream)
		return append(h, make([]byte, 12)...)
	}
	var l link
	l.seek.Store(&seek{stream: 3, offset: -256})
	for name, packet := range map[string][]byte{
		"control": header(0xffffffff), "another stream": header(4), "data": make([]byte, 16), "long": append(header(3), 1),
	} {
		if got := l.turn(packet); !bytes.Equal(got, packet) {
			t.Errorf("%s was changed", name)
		}
	}
	want := header(3)
	binary.BigEndian.PutUint64(want[8:], 0xffffffffffffff00)
	if got := l.turn(header(3)); !bytes.Equal(got, want) {
		t.Errorf("the header is % x, want % x", got, want)
	}
	if got := l.turn(header(3)); !bytes.Equal(got, header(3)) {
		t.Error("the seek is done twice")
	}
}
