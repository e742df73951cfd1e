package review

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/theme"
)

// rightness is how often the machine was right where a person checked it.
type rightness struct {
	guard fetch.Guard
	items map[scoring.Item]checked // the empty item is the outcome
}

// checked counts the verdicts that a person looked at.
type checked struct{ right, all int64 }

type rightLoaded struct {
	token fetch.Token
	items map[scoring.Item]checked
	err   error
}

// loadRight counts the reviewer's marks anew.
func (m *Model) loadRight() tea.Cmd {
	ctx, token := m.right.guard.Begin(context.Background())
	db := m.env.Store
	return func() tea.Msg {
		list, err := db.Reviewed(ctx)
		return rightLoaded{token, countRight(list), err}
	}
}

// rightLoaded takes the counts up; without them the verdicts stand alone.
func (m *Model) rightLoaded(msg rightLoaded) {
	if m.right.guard.Finish(msg.token) && msg.err == nil {
		m.right.items = msg.items
	}
}

func countRight(list []store.ReviewedVerdict) map[scoring.Item]checked {
	out := map[scoring.Item]checked{}
	for _, v := range list {
		c := out[v.Mark.Item]
		c.all++
		right := v.Mark.Agrees || v.Mark.Verdict == v.Machine
		if v.Mark.Item == "" {
			right = v.Mark.Agrees || v.Mark.Outcome == v.Outcome
		}
		if right {
			c.right++
		}
		out[v.Mark.Item] = c
	}
	return out
}

// sayRight says how often the machine was right on an item; nothing where nobody checked.
func (m *Model) sayRight(item scoring.Item) []piece {
	c := m.right.items[item]
	if c.all == 0 {
		return nil
	}
	t := m.env.Texts
	return []piece{{tone: theme.Dim, text: fmt.Sprintf(t.Review.MachineRight, t.Number(c.right), t.Number(c.all))}}
}
