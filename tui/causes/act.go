package causes

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/report"
	"razbor/tui/screen"
)

func (m *Model) press(p keys.Press) tea.Cmd {
	k, list := m.keys, &m.lists[m.at]
	switch {
	case !m.load.Have:
		return nil
	case p.Is(k.open):
		return m.openCalls()
	case p.Is(k.next):
		m.turn(1)
	case p.Is(k.prev):
		m.turn(-1)
	default:
		return m.moved(func() { list.Press(p, k.Moves) })
	}
	return nil
}

// moved moves; another cause has other evidence.
func (m *Model) moved(move func()) tea.Cmd {
	before, _ := m.cause()
	move()
	if now, _ := m.cause(); now.Number != before.Number {
		return m.prove()
	}
	return nil
}

// turn goes to the next panel that is drawn and has rows.
func (m *Model) turn(by int) {
	for range numPanels {
		m.at = (m.at + panelID(by) + numPanels) % numPanels
		if m.boxes[m.at].H > 0 && m.lists[m.at].Total > 0 {
			return
		}
	}
	m.at = causePanel
}

const wheelRows = 3

// mouse: a click chooses a row, a second one opens it; the wheel scrolls.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	at := msg.Mouse()
	if !m.load.Have {
		return nil
	}
	for id, box := range m.boxes {
		if !box.Holds(at.X, at.Y) {
			continue
		}
		list := &m.lists[id]
		switch msg.(type) {
		case tea.MouseWheelMsg:
			by := wheelRows
			if at.Button == tea.MouseWheelUp {
				by = -by
			}
			return m.moved(func() { list.Scroll(by) })
		case tea.MouseClickMsg:
			row := list.Offset + at.Y - box.Y
			if at.Button != tea.MouseLeft || row >= list.Total {
				return nil
			}
			if again := m.at == panelID(id) && row == list.Cursor; again {
				return m.openCalls()
			}
			m.at = panelID(id)
			return m.moved(func() { list.To(row) })
		}
	}
	return nil
}

// openCalls opens the calls behind the row under the cursor; evidence opens at
// its moment.
func (m *Model) openCalls() tea.Cmd {
	t := m.env.Texts
	calls := func(title string, f store.Filter) tea.Cmd {
		return screen.Send(screen.Go{Place: screen.Place{Screen: screen.Calls, Title: title, Filter: f}})
	}
	i := m.lists[m.at].Cursor
	switch c, ok := m.cause(); {
	case m.at == stagePanel && i < len(m.stages()):
		s := m.stages()[i]
		return calls(t.Causes.Stages+": "+t.Words.Stage(store.Stage(s.Name)), shared(s.Filter))
	case m.at == reasonPanel && i < len(m.reasons()):
		r := m.reasons()[i]
		return calls(clean.Line(t.Words.Reason(scoring.Reason(r.Name))), shared(r.Filter))
	case m.at == differPanel && i < len(m.differences()):
		return calls("", shared(m.differences()[i].Filter))
	case m.at == evidencePanel && i < len(m.proven()):
		e := m.proven()[i]
		return screen.Send(screen.Go{Place: screen.Place{
			Screen: screen.Review, Call: e.call.ID, AtMS: e.atMS, Filter: screen.CauseFilter(c, m.env.Figures.Rules),
		}})
	case m.at == causePanel && ok:
		return calls(t.Words.CauseShort(int(c.Number)), screen.CauseFilter(c, m.env.Figures.Rules))
	}
	return nil
}

// shared takes the period out of a filter: it is the console's, and may change.
func shared(f store.Filter) store.Filter {
	f.FromMS, f.ToMS = 0, 0
	return f
}

// Copy implements screen.Copier: the row under the cursor in words.
func (m *Model) Copy() string {
	if !m.load.Have {
		return ""
	}
	t, i := m.env.Texts, m.lists[m.at].Cursor
	pattern := func(p panels.Pattern, name string) string {
		v, _ := p.Share.Value()
		return t.Percent(v, 0) + " " + clean.Line(name) + ": " + m.env.Money(p.Money)
	}
	switch c, ok := m.cause(); {
	case m.at == stagePanel && i < len(m.stages()):
		return pattern(m.stages()[i], t.Words.Stage(store.Stage(m.stages()[i].Name)))
	case m.at == reasonPanel && i < len(m.reasons()):
		return pattern(m.reasons()[i], t.Words.Reason(scoring.Reason(m.reasons()[i].Name)))
	case m.at == differPanel && i < len(m.differences()):
		d := m.differences()[i]
		losing, _ := d.Losing.Value()
		winning, _ := d.Winning.Value()
		return fmt.Sprintf(t.Causes.Differs, clean.Line(d.Manager), clean.Line(t.Words.Item(d.Item)), t.Percent(losing, 0), t.Percent(winning, 0))
	case m.at == evidencePanel && i < len(m.proven()):
		e := m.proven()[i]
		return clean.Line(e.call.ID) + "@" + lang.Clock(max(e.atMS, 0))
	case ok:
		return t.Words.Cause(int(c.Number)) + ": " + m.value(c) + " (" + m.norm(c) + "), " + m.env.Money(c.Money)
	}
	return ""
}

// Export implements screen.Exporter: the diagnosis of the period.
func (m *Model) Export() (screen.Export, bool) {
	if !m.load.Have {
		return screen.Export{}, false
	}
	ask := figures.AskOf(m.env)
	ask.Period = m.load.Period
	return figures.Save("razbor-causes-"+ask.Period.From.String(), m.env.Texts, func(ctx context.Context) (panels.Summary, error) {
		return panels.Diagnose(ctx, ask.Store, ask.Rules, ask.Days())
	}, report.Diagnosis), true
}
