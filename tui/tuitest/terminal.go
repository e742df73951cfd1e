package tuitest

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// Terminal is a program running in a virtual terminal.
type Terminal struct {
	t       testing.TB
	em      *vt.SafeEmulator
	program *tea.Program
	drawn   chan struct{} // signalled after each piece of output
	moved   chan struct{} // signalled after each picture
	over    chan error
	mu      sync.Mutex
	raw     bytes.Buffer // all that was written, for what no screen shows
	picture tea.View     // the newest that the program drew
}

// Start runs a model in a terminal of w × h cells. The program is ended with the
// test, if it has not ended itself.
func Start(t testing.TB, m tea.Model, w, h int, env ...string) *Terminal {
	t.Helper()
	term := &Terminal{t: t, em: vt.NewSafeEmulator(w, h), drawn: make(chan struct{}, 1), moved: make(chan struct{}, 1), over: make(chan error, 1)}
	go func() { _, _ = io.Copy(io.Discard, term.em) }() // answers of the terminal to questions nobody asks here
	term.program = tea.NewProgram(watched{m, term, false}, tea.WithInput(nil), tea.WithOutput(term), tea.WithWindowSize(w, h),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignals(),
		tea.WithEnvironment(append([]string{"TERM=xterm-256color"}, env...)))
	go func() {
		_, err := term.program.Run()
		term.over <- err
	}()
	t.Cleanup(func() {
		term.program.Kill()
		// The end of its input ends the reader above; the emulator's own Close races with it.
		if in, ok := term.em.InputPipe().(io.Closer); ok {
			_ = in.Close()
		}
	})
	return term
}

// Waiter is a model that knows whether the person waits for something.
type Waiter interface{ Busy() bool }

// watched tells a terminal how far its program is.
type watched struct {
	tea.Model
	term  *Terminal
	quiet bool // nothing changed: a question was answered
}

// asked asks whether all that was sent before has been done, and whether the
// program waits for something.
type asked struct{ busy chan bool }

func (w watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if q, ok := msg.(asked); ok {
		waiter, ok := w.Model.(Waiter)
		q.busy <- ok && waiter.Busy()
		w.quiet = true
		return w, nil
	}
	m, cmd := w.Model.Update(msg)
	return watched{m, w.term, false}, cmd
}

// View keeps the newest picture: the terminal shows it a moment later.
func (w watched) View() tea.View {
	w.term.mu.Lock()
	defer w.term.mu.Unlock()
	if w.quiet {
		return w.term.picture
	}
	w.term.picture = w.Model.View()
	signal(w.term.moved)
	return w.term.picture
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Settle waits until the program has taken all that was sent and waits for
// nothing, as a person does who looks before he presses the next key.
func (term *Terminal) Settle() {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		q := asked{make(chan bool, 1)}
		go term.program.Send(q)
		select {
		case busy := <-q.busy:
			if !busy {
				return
			}
		case err := <-term.over:
			term.over <- err
			return
		case <-limit.C:
			term.t.Fatalf("the program still waits for something; the screen:\n%s", term.Screen())
		}
		select {
		case <-term.moved:
		case <-limit.C:
			term.t.Fatalf("the program still waits for something; the screen:\n%s", term.Screen())
		}
	}
}

// Write takes the program's output to the terminal.
func (term *Terminal) Write(p []byte) (int, error) {
	term.mu.Lock()
	term.raw.Write(p)
	term.mu.Unlock()
	if _, err := term.em.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	signal(term.drawn)
	return len(p), nil
}

// Screen is the text that stands on the screen.
func (term *Terminal) Screen() string {
	return plain(term.em.Render())
}

// Raw is everything that was written to the terminal.
func (term *Terminal) Raw() string {
	term.mu.Lock()
	defer term.mu.Unlock()
	return term.raw.String()
}

// Until waits until all the texts stand on the screen.
func (term *Terminal) Until(texts ...string) {
	term.t.Helper()
	term.wait(func(screen string) bool {
		for _, text := range texts {
			if !strings.Contains(screen, text) {
				return false
			}
		}
		return true
	}, strings.Join(texts, " & "))
}

// UntilGone waits until a text stands nowhere on the screen.
func (term *Terminal) UntilGone(text string) {
	term.t.Helper()
	term.wait(func(screen string) bool { return !strings.Contains(screen, text) }, "no "+text)
}

func (term *Terminal) wait(holds func(string) bool, what string) {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for !holds(term.Screen()) {
		select {
		case <-term.drawn:
		case err := <-term.over:
			term.over <- err
			term.t.Fatalf("the program ended (%v) while waited for %q", err, what)
		case <-limit.C:
			term.t.Fatalf("%q did not come; the screen:\n%s", what, term.Screen())
		}
	}
}

// UntilWhole waits until the terminal shows the newest picture and nothing else.
func (term *Terminal) UntilWhole() {
	term.t.Helper()
	term.wait(func(screen string) bool {
		term.mu.Lock()
		defer term.mu.Unlock()
		return trimmed(screen) == trimmed(plain(term.picture.Content))
	}, "the newest picture")
}

// trimmed is a picture without the blanks at the ends of its lines.
func trimmed(picture string) string {
	lines := strings.Split(strings.TrimRight(picture, "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// Press presses keys by name: "enter", "esc", "ctrl+c", "shift+tab", or the
// letter typed; each when the program waits for nothing any more.
func (term *Terminal) Press(names ...string) {
	term.t.Helper()
	for _, n := range names {
		term.Settle()
		term.Hit(n)
	}
}

// Hit presses a key whatever the program is doing.
func (term *Terminal) Hit(name string) { term.program.Send(Key(name)) }

// Type types a text.
func (term *Terminal) Type(text string) {
	for _, r := range text {
		term.program.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Send gives the program a message.
func (term *Terminal) Send(msg tea.Msg) { term.program.Send(msg) }

// Click waits until the program waits for nothing and has drawn a text, and
// clicks dx cells right of where it begins.
func (term *Terminal) Click(text string, dx int) {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for {
		term.Settle()
		if x, y, ok := term.find(text); ok {
			term.Send(tea.MouseClickMsg{X: x + dx, Y: y, Button: tea.MouseLeft})
			return
		}
		select {
		case <-term.moved:
		case <-limit.C:
			term.t.Fatalf("%q was not drawn; the screen:\n%s", text, term.Screen())
		}
	}
}

// find returns where a text stands on the newest picture.
func (term *Terminal) find(text string) (x, y int, ok bool) {
	term.mu.Lock()
	defer term.mu.Unlock()
	for y, line := range strings.Split(plain(term.picture.Content), "\n") {
		if before, _, ok := strings.Cut(line, text); ok {
			return ansi.StringWidth(before), y, true
		}
	}
	return 0, 0, false
}

// plain is a picture without colours, its fixed spaces as plain ones.
func plain(picture string) string {
	return strings.ReplaceAll(ansi.Strip(picture), "\u00a0", " ")
}

// Resize changes the size of the terminal.
func (term *Terminal) Resize(w, h int) {
	term.em.Resize(w, h)
	term.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Ended waits for the program to end and returns how it did.
func (term *Terminal) Ended() error {
	term.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case err := <-term.over:
		return err
	case <-limit.C:
		term.t.Fatal("the program did not end")
		return nil
	}
}

// Key is the press of a key by its name.
func Key(name string) tea.KeyPressMsg {
	named := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "backspace": tea.KeyBackspace, "up": tea.KeyUp,
		"down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "delete": tea.KeyDelete,
	}
	var mod tea.KeyMod
	for prefix, bit := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "shift+": tea.ModShift, "alt+": tea.ModAlt} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name, mod = rest, bit
		}
	}
	if code, ok := named[name]; ok {
		return tea.KeyPressMsg{Code: code, Mod: mod}
	}
	if name == "space" {
		return tea.KeyPressMsg{Code: ' ', Text: " "}
	}
	r := []rune(name)[0]
	if mod&tea.ModCtrl != 0 {
		return tea.KeyPressMsg{Code: r, Mod: mod}
	}
	return tea.KeyPressMsg{Code: r, Text: name, Mod: mod}
}
