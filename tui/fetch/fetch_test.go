package fetch

import (
	"context"
	"testing"
)

func TestAStaleAnswerIsDropped(t *testing.T) {
	t.Parallel()
	var g Guard
	first, a := g.Begin(context.Background())
	_, b := g.Begin(context.Background())
	if first.Err() == nil {
		t.Error("the older load goes on")
	}
	if g.Finish(a) {
		t.Error("the older answer was taken")
	}
	if !g.Busy() || !g.Finish(b) || g.Busy() {
		t.Error("the newer answer was not taken, or the guard stayed busy")
	}
	if g.Finish(b) {
		t.Error("one answer was taken twice")
	}
}

func TestAStoppedLoadIsDropped(t *testing.T) {
	t.Parallel()
	var g Guard
	if g.Abort() {
		t.Error("stopped a load that was not there")
	}
	ctx, token := g.Begin(context.Background())
	if !g.Abort() || ctx.Err() == nil {
		t.Error("the load was not stopped")
	}
	if g.Finish(token) {
		t.Error("the answer of a stopped load was taken")
	}
}
