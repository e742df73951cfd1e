package tuitest

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long a test waits for what should come at once: a bound for
// what never comes, on a machine however busy.
const patience = 2 * time.Minute

// Loop is an event loop for a screen: it runs commands and brings their messages
// back, until what the test waits for holds.
type Loop struct {
	t       testing.TB
	update  func(tea.Msg) tea.Cmd
	in      chan answer
	running int // commands that are not timers
}

// answer is what a command has brought.
type answer struct {
	msg   tea.Msg
	timer bool
}

// NewLoop makes a loop around an Update.
func NewLoop(t testing.TB, update func(tea.Msg) tea.Cmd) *Loop {
	return &Loop{t: t, update: update, in: make(chan answer, 1024)}
}

// Do starts a command.
func (l *Loop) Do(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	timer := isTimer(cmd)
	if !timer {
		l.running++
	}
	go func() { l.in <- answer{cmd(), timer} }()
}

// isTimer tells the commands of tea.Tick and tea.Every: they answer some time,
// and nothing waits for them.
func isTimer(cmd tea.Cmd) bool {
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	return strings.Contains(name, ".Tick.") || strings.Contains(name, ".Every.")
}

// Send gives a message to Update and starts what it asks for.
func (l *Loop) Send(msgs ...tea.Msg) {
	for _, m := range msgs {
		l.take(m)
	}
}

// take unpacks batches and sequences, and gives all else to Update.
func (l *Loop) take(msg tea.Msg) {
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			if cmd, ok := v.Index(i).Interface().(tea.Cmd); ok {
				l.Do(cmd)
			}
		}
		return
	}
	if msg != nil {
		l.Do(l.update(msg))
	}
}

// Idle brings messages to Update until every command has answered, timers aside.
func (l *Loop) Idle() {
	l.t.Helper()
	l.Until("all answers", func() bool { return l.running == 0 })
}

// Until brings messages to Update until a condition holds.
func (l *Loop) Until(what string, holds func() bool) {
	l.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for !holds() {
		select {
		case a := <-l.in:
			if !a.timer {
				l.running--
			}
			l.take(a.msg)
		case <-limit.C:
			l.t.Fatalf("waited in vain: %s", what)
		}
	}
}
