package tuitest

import (
	"reflect"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long a test waits for what should come at once.
const patience = 20 * time.Second

// Loop is an event loop for a screen: it runs commands and brings their messages
// back, until what the test waits for holds.
type Loop struct {
	t      testing.TB
	update func(tea.Msg) tea.Cmd
	in     chan tea.Msg
}

// NewLoop makes a loop around an Update.
func NewLoop(t testing.TB, update func(tea.Msg) tea.Cmd) *Loop {
	return &Loop{t: t, update: update, in: make(chan tea.Msg, 1024)}
}

// Do starts a command.
func (l *Loop) Do(cmd tea.Cmd) {
	if cmd != nil {
		go func() { l.in <- cmd() }()
	}
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

// Until brings messages to Update until a condition holds.
func (l *Loop) Until(what string, holds func() bool) {
	l.t.Helper()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for !holds() {
		select {
		case msg := <-l.in:
			l.take(msg)
		case <-limit.C:
			l.t.Fatalf("waited in vain: %s", what)
		}
	}
}
