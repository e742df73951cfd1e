// Package fetch guards loads that run in the background: a newer load cancels
// the older one, an answer that comes too late is dropped, and a person can stop
// what takes too long.
package fetch

import "context"

// Token tells one load from the others; it travels with the answer. The zero
// token belongs to no load.
type Token uint64

// Guard holds at most one load in flight. The zero value is ready.
type Guard struct {
	cancel context.CancelFunc
	token  Token
	busy   bool
}

// Begin cancels the load in flight and opens a new one.
func (g *Guard) Begin(parent context.Context) (context.Context, Token) {
	g.Abort()
	ctx, cancel := context.WithCancel(parent)
	g.cancel, g.busy = cancel, true
	g.token++
	return ctx, g.token
}

// Finish closes the load with this token. It reports false for one that was
// superseded or stopped: its answer is to be dropped.
func (g *Guard) Finish(t Token) bool {
	if !g.busy || t != g.token {
		return false
	}
	g.end()
	return true
}

// Abort stops the load in flight and reports whether there was one.
func (g *Guard) Abort() bool {
	if !g.busy {
		return false
	}
	g.end()
	return true
}

// Is reports whether the load in flight is the one with this token.
func (g *Guard) Is(t Token) bool { return g.busy && t == g.token }

// Busy reports whether a load is in flight.
func (g *Guard) Busy() bool { return g.busy }

func (g *Guard) end() {
	g.cancel()
	g.cancel, g.busy = nil, false
}
