//go:build linux

// Package devicetest gives tests a sound server of their own: a private PulseAudio with a null sink, and what its
// monitor hears. Where PulseAudio is not installed, the test is skipped.
package devicetest

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// Rate is that of what is recorded, in stereo frames a second.
const Rate = 48000

// patience bounds every wait for the server.
const patience = 10 * time.Second

// Server is a running PulseAudio.
type Server struct {
	tb     testing.TB
	dir    string
	socket string
	cmd    *exec.Cmd
	exited chan struct{}
}

// Required is a variable of the environment: set to "required", it has the tests that need a sound server fail where
// there is none, and run whatever the load.
const Required = "RAZBOR_SOUND_TESTS"

// required tells whether the tests may not skip.
func required() bool { return os.Getenv(Required) == "required" }

// Start runs a server until the test ends. The test is skipped where that cannot be, and in short mode.
func Start(tb testing.TB) *Server {
	tb.Helper()
	if testing.Short() {
		tb.Skip("a test in real time, with a sound server of its own, is not short")
	}
	for _, program := range []string{"pulseaudio", "parec"} {
		if _, err := exec.LookPath(program); err != nil {
			if required() {
				tb.Fatalf("%s is not installed", program)
			}
			tb.Skipf("%s is not installed: the test needs a real sound server", program)
		}
	}
	if load := load(); load > busiest && !required() {
		tb.Skipf("%.1f programs wait for each core: the machine is too busy for a test in real time", load)
	}
	dir, err := os.MkdirTemp("", "razbor-pulse") // a socket's path must be short
	if err != nil {
		tb.Fatal(err)
	}
	s := &Server{tb: tb, dir: dir, socket: filepath.Join(dir, "native")}
	tb.Cleanup(func() {
		s.Stop()
		_ = os.RemoveAll(dir) // the server is gone
	})
	s.Restart()
	return s
}

// busiest is the load beside which nothing can be said of time.
const busiest = 2.5

// load is how many programs have wanted to run on each core in the last minute, as Linux tells it in /proc/loadavg.
func load() float64 {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(data), " ")
	all, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return 0
	}
	return all / float64(runtime.NumCPU())
}

// Address is the server string to connect with.
func (s *Server) Address() string { return "unix:" + s.socket }

// Restart starts a server that is not running, at the same address.
func (s *Server) Restart() {
	s.tb.Helper()
	s.cmd = exec.Command("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
		"--disable-shm=yes", "--log-level=error",
		"-L", "module-null-sink sink_name=out rate=48000 channels=2 format=float32le",
		"-L", "module-native-protocol-unix auth-anonymous=1 socket="+s.socket)
	s.cmd.Env = append(os.Environ(), "HOME="+s.dir, "XDG_RUNTIME_DIR="+s.dir, "XDG_CONFIG_HOME="+s.dir, "PULSE_SERVER=")
	if err := s.cmd.Start(); err != nil {
		s.tb.Fatal(err)
	}
	exited := make(chan struct{})
	s.exited = exited
	go func() {
		_ = s.cmd.Wait() // it ends by Stop
		close(exited)
	}()
	Eventually(s.tb, "the server listens", func() bool {
		conn, err := net.Dial("unix", s.socket)
		if err != nil {
			return false
		}
		return conn.Close() == nil
	})
}

// Stop kills the server.
func (s *Server) Stop() {
	_ = s.cmd.Process.Kill() // it may have ended by itself
	<-s.exited
	_ = os.Remove(s.socket) // a later server makes it anew
}

// Eventually fails the test unless the condition comes true.
func Eventually(tb testing.TB, what string, is func() bool) {
	tb.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			tb.Fatalf("waited in vain: %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// Recording is what the monitor of the server's sink hears.
type Recording struct {
	cmd  *exec.Cmd
	done chan struct{}

	mu     sync.Mutex
	left   []float32
	chunks []chunk
}

// chunk is when the frames up to end had come.
type chunk struct {
	end int
	at  time.Time
}

// Record listens until the test ends. It returns when sound (silence, at first) is coming in.
func (s *Server) Record() *Recording {
	s.tb.Helper()
	r := &Recording{done: make(chan struct{})}
	r.cmd = exec.Command("parec", "--server="+s.Address(), "--device=out.monitor", "--raw", "--format=float32le",
		"--rate=48000", "--channels=2", "--latency-msec=5")
	r.cmd.Env = append(os.Environ(), "HOME="+s.dir, "XDG_RUNTIME_DIR="+s.dir)
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		s.tb.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
		s.tb.Fatal(err)
	}
	go r.listen(out)
	s.tb.Cleanup(r.Stop)
	Eventually(s.tb, "the monitor is heard", func() bool { return r.Len() > Rate/10 })
	return r
}

func (r *Recording) listen(out io.Reader) {
	defer close(r.done)
	in := bufio.NewReaderSize(out, 1<<16)
	buf := make([]byte, 1<<16)
	held := 0
	for {
		n, err := in.Read(buf[held:])
		now := time.Now()
		held += n
		whole := held / 8 * 8
		r.mu.Lock()
		for i := 0; i < whole; i += 8 {
			r.left = append(r.left, math.Float32frombits(binary.LittleEndian.Uint32(buf[i:])))
		}
		r.chunks = append(r.chunks, chunk{len(r.left), now})
		r.mu.Unlock()
		held = copy(buf, buf[whole:held])
		if err != nil {
			return
		}
	}
}

// Stop ends the recording.
func (r *Recording) Stop() {
	if err := r.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return
	}
	<-r.done
	_ = r.cmd.Wait() // it was killed
}

// Len is how many frames have been heard.
func (r *Recording) Len() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.left)
}

// At is the frame that was heard at a time, as far as its coming in tells.
func (r *Recording) At(when time.Time) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, c := range r.chunks {
		if !c.at.Before(when) {
			if i == 0 {
				return c.end
			}
			before := r.chunks[i-1]
			part := float64(when.Sub(before.at)) / float64(c.at.Sub(before.at))
			return before.end + int(part*float64(c.end-before.end))
		}
	}
	return len(r.left)
}

// When is the time at which a frame had come in.
func (r *Recording) When(frame int) time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.chunks {
		if c.end > frame {
			return c.at
		}
	}
	return time.Time{}
}

// Left is the left side of the frames from one on to before another, cut to what there is.
func (r *Recording) Left(from, to int) []float32 {
	r.mu.Lock()
	defer r.mu.Unlock()
	to = min(to, len(r.left))
	from = min(max(from, 0), to)
	return append([]float32(nil), r.left[from:to]...)
}
