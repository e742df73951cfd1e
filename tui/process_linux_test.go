package tui

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"golang.org/x/sys/unix"

	"razbor/scoring"
	"razbor/store/sqlite"
	"razbor/tui/lang"
	"razbor/tui/screen"
	"razbor/tui/tuitest"
)

// childHome tells a test binary that it is the console of a test, and where.
const childHome = "RAZBOR_TEST_CONSOLE"

// TestTheConsoleOfAChildProcess is the console that the tests below start in a
// pseudo-terminal; by itself it tests nothing.
func TestTheConsoleOfAChildProcess(t *testing.T) {
	path := os.Getenv(childHome)
	if path == "" {
		t.Skip("started by the tests of the process")
	}
	db, err := sqlite.Open(t.Context(), path, sqlite.WithClock(tuitest.Now))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	d := deps(tuitest.Department{Store: db})
	d.Lang = lang.RU
	d.Start = screen.Place{Screen: screen.Review, Call: "1792051946.48232", AtMS: 227_000}
	if err := Run(t.Context(), d); err != nil {
		t.Error(err)
	}
}

// process is a console in a pseudo-terminal, under a shell that does its jobs.
type process struct {
	t      *testing.T
	master *os.File
	em     *vt.SafeEmulator
	moved  chan struct{}
	ended  chan struct{} // closed when neither shell nor console is left
	once   sync.Once
}

func startProcess(t *testing.T, database string) *process {
	t.Helper()
	master, slave := pseudoTerminal(t)
	alive, held, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/bin/sh", "-mc", `"$0" -test.run='^TestTheConsoleOfAChildProcess$'; echo "job $?"; read line; fg; echo "end $?"`, os.Args[0])
	cmd.Env = append(os.Environ(), childHome+"="+database, "TERM=xterm-256color")
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = slave, slave, slave, []*os.File{held}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = slave.Close(), held.Close()
	p := &process{t: t, master: master, em: vt.NewSafeEmulator(100, 30), moved: make(chan struct{}, 1), ended: make(chan struct{})}
	go func() { _, _ = io.Copy(io.Discard, p.em) }()
	go p.read()
	go func() {
		_, _ = io.Copy(io.Discard, alive)
		_ = cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(p.hangUp)
	return p
}

// pseudoTerminal opens both sides of one of 100 × 30 cells.
func pseudoTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skipf("there is no pseudo-terminal here: %v", err)
	}
	// Fd would make the file one whose Close waits for its reader.
	raw, err := master.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	number := 0
	inner := raw.Control(func(fd uintptr) {
		if err = unix.IoctlSetPointerInt(int(fd), unix.TIOCSPTLCK, 0); err != nil {
			return
		}
		if number, err = unix.IoctlGetInt(int(fd), unix.TIOCGPTN); err != nil {
			return
		}
		err = unix.IoctlSetWinsize(int(fd), unix.TIOCSWINSZ, &unix.Winsize{Row: 30, Col: 100})
	})
	if inner != nil || err != nil {
		t.Fatal(inner, err)
	}
	if slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Skipf("there is no pseudo-terminal here: %v", err)
	}
	return master, slave
}

func (p *process) read() {
	buf := make([]byte, 64<<10)
	for {
		n, err := p.master.Read(buf)
		_, _ = p.em.Write(buf[:n])
		select {
		case p.moved <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// hangUp closes the terminal, as a lost line does.
func (p *process) hangUp() {
	p.once.Do(func() { _ = p.master.Close() })
	select {
	case <-p.ended:
	case <-time.After(time.Minute):
		p.t.Error("the console goes on without its terminal")
	}
}

func (p *process) keys(s string) {
	p.t.Helper()
	if _, err := p.master.WriteString(s); err != nil {
		p.t.Fatal(err)
	}
}

func (p *process) screen() string {
	return strings.ReplaceAll(ansi.Strip(p.em.Render()), "\u00a0", " ")
}

func (p *process) until(text string) {
	p.t.Helper()
	limit := time.After(time.Minute)
	for !strings.Contains(p.screen(), text) {
		select {
		case <-p.moved:
		case <-limit:
			p.t.Fatalf("%q did not come; the screen:\n%s", text, p.screen())
		}
	}
}

func TestTheConsoleIsSuspendedAndComesBack(t *testing.T) {
	t.Parallel()
	d := tuitest.Demo(t)
	p := startProcess(t, d.Home+"/razbor.db")
	p.until("3:47 / 4:19")
	p.keys("\x1a")
	p.until("job ")
	p.keys("\r")
	p.until("Расшифровка")
	p.keys("?")
	p.until("Клавиши")
	p.keys("\x1bq")
	p.until("end 0")
}

func TestALostTerminalEndsTheConsoleAndKeepsWhatWasMarked(t *testing.T) {
	t.Parallel()
	d := tuitest.Demo(t)
	p := startProcess(t, d.Home+"/razbor.db")
	p.until("3:47 / 4:19")
	p.keys("n")
	p.until("Работа с возражени")
	p.keys("a")
	p.until("верно: ")
	p.hangUp()
	marks, err := d.Store.Marks(t.Context(), "1792051946.48232")
	if err != nil || len(marks) != 1 || marks[0].Item == scoring.Item("") {
		t.Errorf("kept %+v, %v", marks, err)
	}
	if at, err := d.Store.Resume(t.Context(), "1792051946.48232"); err != nil || at == 0 {
		t.Errorf("the place left is %d, %v", at, err)
	}
}
