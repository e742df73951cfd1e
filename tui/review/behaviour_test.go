package review

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

func TestALoadThatHangsIsStopped(t *testing.T) {
	t.Parallel()
	f := newStore()
	b := setup(t, f)
	f.gate = make(chan struct{})
	hanging := b.m.show("1.1", 0, false)
	if !b.m.Busy() || !strings.Contains(b.text(), "загрузка") {
		t.Error("the screen does not say that it waits")
	}
	b.env.Waiting = true
	if !b.m.Stop() || b.m.Busy() {
		t.Error("Esc did not stop the load")
	}
	b.run(hanging)
	if b.m.open || !strings.Contains(b.text(), "остановлено") {
		t.Errorf("screen:\n%s", b.text())
	}
}

func TestAStoreThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	f := newStore()
	f.failing = errors.New("disk gone")
	b := setup(t, f).open(screen.Place{Call: "1.1"})
	if !strings.Contains(b.text(), "disk gone") {
		t.Errorf("screen:\n%s", b.text())
	}
}

func TestPlayPressedWhileTheRecordingOpensIsNotLost(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound()
	b.m.Enter(screen.Place{Call: "1.1"})
	d, err := readDossier(t.Context(), b.store, b.env.Config, "1.1")
	if err != nil {
		t.Fatal(err)
	}
	b.m.d, b.m.open, b.m.sound = d, true, soundLoading
	b.m.Update(keys.Synthetic("space"))
	if err := b.env.Player.Load(t.Context(), d.path); err != nil {
		t.Fatal(err)
	}
	b.m.Update(soundLoaded{call: "1.1"})
	if !b.m.state.Playing {
		t.Error("it does not play")
	}
}

func TestALoopIsSetAndCleared(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1", AtMS: 5000})
	b.press("l", "right", "l")
	if l := b.m.state.Loop; l == nil || l.A.Milliseconds() != 5000 || l.B.Milliseconds() != 10_000 {
		t.Fatalf("the loop is %+v", l)
	}
	b.press("l")
	if b.m.state.Loop != nil {
		t.Error("the loop was not cleared")
	}
	b.press("]")
	if b.m.state.Speed != 1.25 || !strings.Contains(b.text(), "×1,25") {
		t.Errorf("the speed is %v", b.m.state.Speed)
	}
	b.press("[", "[", "backspace")
	if b.m.state.Speed != 1 {
		t.Errorf("the speed is %v", b.m.state.Speed)
	}
}

func TestThePlaylistIsPlayedWithALeadIn(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1", AtMS: 21_000})
	b.press("c", "J")
	b.press("C")
	o, ok := b.asked[len(b.asked)-1].(screen.Open)
	if !ok {
		t.Fatal("the playlist was not shown")
	}
	o.Dialog.View(b.env, 100, 30)
	_, leave := o.Dialog.Update(keysEnter())
	cmd := b.m.Update(leave)
	if b.m.id != "1.1" || b.m.atMS != 17_000 || !b.m.play {
		t.Errorf("the moment is played from %q at %d", b.m.id, b.m.atMS)
	}
	if cmd == nil || !b.m.tour.on() {
		t.Error("nothing is being opened")
	}
	if !b.m.Stop() || b.m.tour.on() {
		t.Error("Esc did not end the playlist")
	}
}

func TestTheMousePlaysFromWhatItPointsAt(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound().open(screen.Place{Call: "1.1"})
	b.m.View()
	r := b.m.rects.wave
	b.m.Update(tea.MouseClickMsg{X: r.X + r.W - 1, Y: r.Y, Button: tea.MouseLeft})
	if b.m.pos() != 30_000 {
		t.Errorf("a click at the end of the wave went to %d", b.m.pos())
	}
	b.m.Update(tea.MouseMotionMsg{X: r.X, Y: r.Y, Button: tea.MouseLeft})
	if b.m.pos() != 0 {
		t.Errorf("dragged to the start it is at %d", b.m.pos())
	}
	b.m.Update(tea.MouseReleaseMsg{X: r.X, Y: r.Y})
	b.m.View()
	b.run(b.m.Update(tea.MouseClickMsg{X: b.m.rects.next.X + 1, Y: 0, Button: tea.MouseLeft}))
	if b.m.id != "1.2" {
		t.Errorf("a click on the arrow opened %q", b.m.id)
	}
	b.m.View()
	b.run(b.m.Update(tea.MouseClickMsg{X: b.m.rects.prev.X + 1, Y: 0, Button: tea.MouseLeft}))
	b.m.View()
	c := b.m.rects.checklist
	b.m.Update(tea.MouseClickMsg{X: c.X + 3, Y: c.Y + 1, Button: tea.MouseLeft})
	if b.m.pos() != 10_000 {
		t.Errorf("a click on a verdict went to %d", b.m.pos())
	}
}

func TestTheManagerMayBeOnTheRight(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).withSound()
	b.env.Config.Sources[0].Manager = "right"
	b.open(screen.Place{Call: "1.1"})
	b.m.View()
	// The hum is on the left: now it is the client's.
	for i, side := range []int{b.m.managerSide(), 1 - b.m.managerSide()} {
		if loud := slices.Max(b.m.wave.sides[side]) > 0; loud != (i == 1) {
			t.Errorf("side %d is loud: %v", i, loud)
		}
	}
	b.press("v")
	if b.m.heardSide() != 2 || !strings.Contains(b.text(), b.env.Texts.Review.Sides[2]) {
		t.Errorf("the left side is that of %d", b.m.heardSide())
	}
}

func TestTheQuoteAndThePlaceAreCopied(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1", AtMS: 20_000})
	if got := b.m.Copy(); got != "1.1@0:20" {
		t.Errorf("copied %q", got)
	}
	e, ok := b.m.Export()
	if !ok || e.Kinds[0] != "md" {
		t.Fatalf("export %+v", e)
	}
	var out strings.Builder
	if err := e.Write(t.Context(), &out, "md"); err != nil || !strings.Contains(out.String(), "ого а что так дорого то") {
		t.Errorf("%v, wrote %s", err, out.String())
	}
}

func TestAnOpenCallFollowsTheLanguage(t *testing.T) {
	t.Parallel()
	b := setup(t, newStore()).open(screen.Place{Call: "1.1"})
	b.env.Texts = lang.For(lang.EN)
	b.m.Update(screen.Restyled{})
	if text := b.text(); !strings.Contains(text, "Transcript") || !strings.Contains(text, "LOST") {
		t.Errorf("screen:\n%s", text)
	}
}
