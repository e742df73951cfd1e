package calls

import (
	"razbor/tui/keys"
	"razbor/tui/lang"
)

// keyMap are the bindings of the screen.
type keyMap struct {
	up, down, pageUp, pageDown, home, end             keys.Binding
	open, search, filter, clear, order, preview       keys.Binding
	lost, missed, notReviewed, toCallBack, everything keys.Binding
	dropChip                                          keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, c := t.Keys, t.Calls
	return keyMap{
		up: keys.Bind("↑ k", k.Move, "up", "k"), down: keys.Bind("↓ j", k.Move, "down", "j"),
		pageUp: keys.Bind("PgUp", k.Page, "pgup", "ctrl+b"), pageDown: keys.Bind("PgDn", k.Page, "pgdown", "ctrl+f"),
		home: keys.Bind("Home g", k.Ends, "home", "g"), end: keys.Bind("End G", k.Ends, "end", "G"),
		open:        keys.Bind("Enter", c.KeyNext, "enter").Hinted(),
		search:      keys.Bind("/", k.Search, "/").Hinted(),
		filter:      keys.Bind("f", c.KeyFilter, "f").Hinted(),
		clear:       keys.Bind("x", c.KeyClear, "x").Hinted(),
		order:       keys.Bind("o", c.KeyOrder, "o").Hinted(),
		preview:     keys.Bind("v", c.KeyPreview, "v"),
		lost:        keys.Bind("l", c.KeyLost, "l"),
		missed:      keys.Bind("m", c.KeyMissed, "m"),
		notReviewed: keys.Bind("u", c.KeyReview, "u"),
		toCallBack:  keys.Bind("c", c.KeyCallBack, "c"),
		everything:  keys.Bind("a", c.KeyAllTime, "a"),
		dropChip:    keys.Bind(k.Backspace, c.KeyDropChip, "backspace"),
	}
}

// groups lists the bindings, those that cannot be done now with the reason.
func (k keyMap) groups() []keys.Group {
	move := keys.Bind("↑↓ j k", k.up.Text)
	page := keys.Bind("PgUp PgDn", k.pageUp.Text)
	ends := keys.Bind("Home End g G", k.home.Text)
	return []keys.Group{{Bindings: []keys.Binding{
		k.open, k.search, k.filter, k.clear, k.order, k.lost, k.missed, k.notReviewed, k.toCallBack, k.dropChip, k.everything,
		k.preview, move, page, ends,
	}}}
}
