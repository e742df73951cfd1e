package device

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// program is a player that reads sound from its standard input.
type program struct {
	name   string
	args   []string
	header []byte        // written before the sound
	delay  time.Duration // from its start to the ear, roughly
}

// programs are tried in this order, and given 16-bit little-endian frames. pw-cat has no flag for headerless input in
// its older versions, so it is given a stream header of Sun AU in its little-endian form ("dns."; it reads the bytes of
// the usual form the wrong way round): data offset 24, length unknown, coding 3 for 16-bit linear, rate, channels.
var programs = []program{
	{
		name: "pw-cat", args: []string{"--playback", "--latency", "40ms", "-"}, delay: 40 * time.Millisecond,
		header: binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32([]byte(
			"dns.\x18\x00\x00\x00\xff\xff\xff\xff\x03\x00\x00\x00"), Rate), Channels),
	},
	{
		name:  "aplay",
		args:  []string{"-q", "-t", "raw", "-f", "S16_LE", "-r", "48000", "-c", "2", "--buffer-time=80000", "-"},
		delay: 40 * time.Millisecond,
	},
}

// pipeFrames is how much is written ahead of the clock. A pipe holds 64 KB, a third of a second; the program takes its
// time to start, and a full pipe would hold up the writer.
const pipeFrames = Rate * 15 / 100

// pipe feeds a player program. It tells how much has been heard by the clock, because a pipe answers nothing.
type pipe struct {
	*Silent
	path string
	prog program
	lost atomic.Bool

	mu    sync.Mutex
	child *child
	out   []byte
}

// child is one run of the program, from a Start to a Stop.
type child struct {
	cmd   *exec.Cmd
	stdin *os.File
	noise bytes.Buffer // what it says when it ends badly
	ended chan struct{}
}

// openPipe starts the program once, to see that it lives long enough to wait for sound.
func openPipe(ctx context.Context, path string, prog program) (Output, error) {
	p := &pipe{Silent: NewSilent(time.Now), path: path, prog: prog}
	p.queue = pipeFrames
	c, err := p.spawn()
	if err != nil {
		return nil, err
	}
	defer c.kill()
	timer := time.NewTimer(40 * time.Millisecond)
	defer timer.Stop()
	select {
	case <-c.ended:
		return nil, &NoDeviceError{
			Reason: ReasonNoOutput,
			Err:    fmt.Errorf("%s ended at once: %s", prog.name, strings.TrimSpace(c.noise.String())),
		}
	case <-ctx.Done():
		return nil, &NoDeviceError{Reason: ReasonTimeout, Err: ctx.Err()}
	case <-timer.C:
		return p, nil
	}
}

func (p *pipe) spawn() (*child, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, &NoDeviceError{Reason: ReasonNoOutput, Err: err}
	}
	defer func() { _ = r.Close() }() // the child has its own
	c := &child{stdin: w, ended: make(chan struct{})}
	c.cmd = exec.Command(p.path, p.prog.args...)
	c.cmd.Stdin, c.cmd.Stderr = r, &limited{to: &c.noise, left: 1 << 10}
	c.cmd.WaitDelay = time.Second // should it leave a child that holds on to its output
	if err := c.cmd.Start(); err != nil {
		return nil, errors.Join(&NoDeviceError{Reason: ReasonNoOutput, Err: err}, w.Close())
	}
	go func() {
		_ = c.cmd.Wait() // how it ended is in its words
		close(c.ended)
	}()
	if err := c.write(p.prog.header); err != nil {
		c.kill()
		return nil, &NoDeviceError{Reason: ReasonNoOutput, Err: err}
	}
	return c, nil
}

func (c *child) write(data []byte) error {
	if err := c.stdin.SetWriteDeadline(time.Now().Add(time.Second)); err != nil {
		return err
	}
	_, err := c.stdin.Write(data)
	return err
}

func (c *child) kill() {
	_ = c.cmd.Process.Kill() // it may have ended by itself
	_ = c.stdin.Close()
	<-c.ended
}

// limited keeps the first bytes of what is written to it.
type limited struct {
	to   *bytes.Buffer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	n := min(len(p), l.left)
	l.left -= n
	l.to.Write(p[:n])
	return len(p), nil
}

func (p *pipe) Name() string { return p.prog.name }

func (p *pipe) Write(frames []float32) (int, error) {
	if p.lost.Load() {
		return 0, fmt.Errorf("%s: %w", p.prog.name, ErrLost)
	}
	n, err := p.Silent.Write(frames)
	if n == 0 || err != nil {
		return 0, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.child == nil {
		if p.child, err = p.spawn(); err != nil {
			p.lost.Store(true)
			return 0, fmt.Errorf("%s: %w: %w", p.prog.name, ErrLost, err)
		}
		go p.watch(p.child)
		if err := p.Silent.Start(); err != nil { // the program does not wait to be started
			return 0, err
		}
	}
	p.out = p.out[:0]
	for _, v := range frames[:n*Channels] {
		p.out = binary.LittleEndian.AppendUint16(p.out, uint16(toInt16(v)))
	}
	if err := p.child.write(p.out); err != nil {
		p.lost.Store(true)
		return 0, fmt.Errorf("%s: %w: %w", p.prog.name, ErrLost, err)
	}
	return n, nil
}

// watch tells the writer when the program ends without having been stopped.
func (p *pipe) watch(c *child) {
	<-c.ended
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.child == c {
		p.lost.Store(true)
		signal(p.ready)
	}
}

// Stop ends the program: it has no other way to drop what it has read.
func (p *pipe) Stop() error {
	p.mu.Lock()
	c := p.child
	p.child = nil
	p.mu.Unlock()
	if c != nil {
		c.kill()
	}
	return p.Silent.Stop()
}

// Played is what the clock has passed, less the way to the ear.
func (p *pipe) Played() int64 {
	return p.heardLate(framesIn(p.prog.delay))
}

// Finish adds the silence that lets the last of the sound reach the ear before the program is stopped.
func (p *pipe) Finish() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.child == nil {
		return nil
	}
	if err := p.child.write(make([]byte, 2*Channels*framesIn(p.prog.delay))); err != nil {
		return fmt.Errorf("%s: %w: %w", p.prog.name, ErrLost, err)
	}
	return nil
}

func (p *pipe) Close() error { return p.Stop() }

// toInt16 brings a sample to 16 bits; what is out of range is cut.
func toInt16(v float32) int16 {
	return int16(max(min(v, 1), -1) * 32767)
}
