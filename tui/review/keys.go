package review

import (
	"razbor/tui/keys"
	"razbor/tui/lang"
)

// keyMap are the bindings of the screen.
type keyMap struct {
	play, back5, on5, back1, on1, up, down, pageUp, pageDown keys.Binding
	next, prev, goTo, start, end, slower, faster, normal     keys.Binding
	loop, again, undoJump, skip, sides, quieter, louder      keys.Binding
	fromLine, focus, follow                                  keys.Binding
	note, bookmark, collect, playlist, remove                keys.Binding
	agree, disagree, reviewed, nextCall, prevCall            keys.Binding
	undo, redo, quote                                        keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k := t.Review.Keys
	return keyMap{
		play:     keys.Bind(t.Keys.Space, k.Play, "space").Hinted(),
		back5:    keys.Bind("←→", k.Jump, "left").Hinted(),
		on5:      keys.Bind("", "", "right"),
		back1:    keys.Bind("Shift+←→", k.Second, "shift+left"),
		on1:      keys.Bind("", "", "shift+right"),
		up:       keys.Bind("↑↓ j k", k.Lines, "up", "k"),
		down:     keys.Bind("", "", "down", "j"),
		pageUp:   keys.Bind("PgUp PgDn", t.Keys.Page, "pgup"),
		pageDown: keys.Bind("", "", "pgdown"),
		next:     keys.Bind("n N", k.NextMiss, "n").Hinted(),
		prev:     keys.Bind("N", k.PrevMiss, "N"),
		goTo:     keys.Bind("g", k.GoTo, "g").Hinted(),
		start:    keys.Bind("0 Home", k.Start, "0", "home"),
		end:      keys.Bind("$ End", k.End, "$", "end"),
		slower:   keys.Bind("[", k.Slower, "["),
		faster:   keys.Bind("[ ]", k.Faster, "]").Hinted(),
		normal:   keys.Bind(t.Keys.Backspace, k.Normal, "backspace"),
		loop:     keys.Bind("l", k.Loop, "l").Hinted(),
		again:    keys.Bind("b", k.Again, "b"),
		undoJump: keys.Bind("u", k.UndoJump, "u"),
		skip:     keys.Bind("S", k.Skip, "S"),
		sides:    keys.Bind("v", k.Sides, "v"),
		quieter:  keys.Bind("-", k.Quieter, "-"),
		louder:   keys.Bind("+", k.Louder, "+", "="),
		fromLine: keys.Bind("Enter", k.FromLine, "enter"),
		focus:    keys.Bind("Tab", k.Focus, "tab", "shift+tab"),
		follow:   keys.Bind("f", k.Follow, "f"),
		note:     keys.Bind("m", k.Note, "m").Hinted(),
		bookmark: keys.Bind("B", k.Bookmark, "B"),
		collect:  keys.Bind("c", k.Coach, "c").Hinted(),
		playlist: keys.Bind("C", k.Playlist, "C"),
		remove:   keys.Bind("Delete", k.Remove, "delete"),
		agree:    keys.Bind("a", k.Agree, "a").Hinted(),
		disagree: keys.Bind("x", k.Disagree, "x").Hinted(),
		reviewed: keys.Bind("d", k.Reviewed, "d").Hinted(),
		nextCall: keys.Bind("J K", k.NextCall, "J").Hinted(),
		prevCall: keys.Bind("K", k.PrevCall, "K"),
		undo:     keys.Bind("z", k.Undo, "z"),
		redo:     keys.Bind("Z", k.Redo, "Z"),
		quote:    keys.Bind("Y", k.CopyQuote, "Y"),
	}
}

// hintsFrom is the width from which the bottom line has room for the jumps.
const hintsFrom = 110

// groups lists the bindings as they stand: what cannot be done now says why.
func (k keyMap) groups(m *Model) []keys.Group {
	t := m.env.Texts.Review.Keys
	off := func(can bool, why string) string {
		switch {
		case can:
			return ""
		case !m.open:
			return t.OffNoCall
		}
		return why
	}
	sound := off(m.sound == soundReady || m.sound == soundLoading, t.OffNoSound)
	call := off(m.open, "")
	text := off(len(m.lines) > 0, t.OffNoTranscript)
	judged := off(len(m.rows) > 0, t.OffNoVerdict)
	if m.w < hintsFrom { // judging and noting come first
		k.back5.Hint, k.goTo.Hint = false, false
	}
	miss := off(m.open && m.hasMiss(), t.OffNoMiss)
	return []keys.Group{
		{Title: t.GroupSound, Bindings: []keys.Binding{
			k.play.Unless(sound), k.back5.Unless(call), k.back1.Unless(call), k.up.Unless(text), k.pageUp.Unless(text),
			k.fromLine.Unless(text), k.again.Unless(sound), k.start.Unless(call), k.end.Unless(call), k.undoJump.Unless(call),
			k.follow.Unless(text),
		}},
		{Title: t.GroupMiss, Bindings: []keys.Binding{
			k.next.Unless(miss), k.prev.Unless(miss), k.goTo.Unless(call), k.focus.Unless(call), k.agree.Unless(judged),
			k.disagree.Unless(judged), k.undo, k.redo,
		}},
		{Title: t.GroupCoach, Bindings: []keys.Binding{
			k.note.Unless(call), k.bookmark.Unless(call), k.remove.Unless(call), k.collect.Unless(call), k.playlist, k.quote.Unless(text),
		}},
		{Title: t.GroupCall, Bindings: []keys.Binding{k.nextCall, k.prevCall, k.reviewed.Unless(call)}},
		{Title: t.GroupTempo, Bindings: []keys.Binding{
			k.faster.Unless(sound), k.slower.Unless(sound), k.normal.Unless(sound), k.loop.Unless(sound), k.skip.Unless(sound),
			k.sides.Unless(sound), k.quieter.Unless(sound), k.louder.Unless(sound),
		}},
	}
}

func (m *Model) hasMiss() bool {
	for _, p := range m.points {
		if p.miss() {
			return true
		}
	}
	return false
}
