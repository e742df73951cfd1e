// Package causes is screen 6 of the console: why calls are lost. The fifteen
// causes with their figures, norms and money; the calls that prove the one under
// the cursor; where in the talk clients leave, and why they refuse.
package causes

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/causes"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// evidenceShown is how many calls prove a cause on the screen; the rest are in the list of calls.
const evidenceShown = 30

// panelID is a panel of the screen, in the order of Tab.
type panelID int

const (
	causePanel panelID = iota
	evidencePanel
	stagePanel
	reasonPanel
	differPanel
	numPanels
)

// Model is the screen. It is used from the event loop alone.
type Model struct {
	env  *screen.Env
	keys keyMap
	w, h int

	load   figures.Load[panels.Summary]
	proofs figures.Details[causes.Number, []evidence]

	at    panelID
	lists [numPanels]widget.List
	boxes [numPanels]layout.Rect
}

// evidence is one call in which a cause was seen.
type evidence struct {
	call store.Call
	atMS int64
}

type keyMap struct {
	keys.Moves
	open, next, prev keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, c := t.Keys, t.Causes
	return keyMap{
		Moves: keys.MoveKeys(k.Move, k.Page, k.Ends),
		open:  keys.Bind("Enter", c.KeyCalls, "enter").Hinted(),
		next:  keys.Bind("Tab", c.KeyPanel, "tab", "right", "l").Hinted(), prev: keys.Bind("Shift+Tab", c.KeyPanelBack, "shift+tab", "left", "h"),
	}
}

// New makes the screen.
func New(e *screen.Env) *Model {
	return &Model{
		env: e, keys: newKeyMap(e.Texts), proofs: figures.NewDetails[causes.Number, []evidence](e),
		load: figures.New(e, func(ctx context.Context, a figures.Ask) (panels.Summary, error) {
			q := a.Days()
			q.Evidence = evidenceShown
			return panels.Diagnose(ctx, a.Store, a.Rules, q)
		}),
	}
}

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (m *Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() || m.proofs.Busy() }

// Place implements screen.Screen.
func (m *Model) Place() screen.Place { return screen.Place{Screen: screen.Causes, Keep: true} }

// Enter implements screen.Screen.
func (m *Model) Enter(screen.Place) tea.Cmd { return m.load.Enter() }

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	if m.load.Stop() || m.proofs.Stop() {
		return true
	}
	was := m.at
	m.at = causePanel
	return was != causePanel
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: append([]keys.Binding{k.open, k.next, k.prev}, k.Shown()...)}}
}

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
		return nil
	}
	if m.proofs.Update(msg) {
		m.resize()
	}
	cmd, came := m.load.Update(msg)
	if came {
		m.proofs.Forget()
		m.resize()
		return m.prove()
	}
	return cmd
}

// resize tells the lists how long they are.
func (m *Model) resize() {
	for id, n := range map[panelID]int{
		causePanel: len(m.load.Data.Causes), stagePanel: len(m.stages()), reasonPanel: len(m.reasons()), differPanel: len(m.differences()), evidencePanel: len(m.proven()),
	} {
		m.lists[id].Resize(m.lists[id].Height, n)
	}
}

func (m *Model) stages() []panels.Pattern {
	if m.load.Data.Common == nil {
		return nil
	}
	return m.load.Data.Common.Stages
}

func (m *Model) reasons() []panels.Pattern {
	if m.load.Data.Common == nil {
		return nil
	}
	return m.load.Data.Common.Reasons
}

func (m *Model) differences() []panels.Difference {
	if m.load.Data.Common == nil {
		return nil
	}
	return m.load.Data.Common.Differences
}

// cause is the one under the cursor.
func (m *Model) cause() (causes.Cause, bool) {
	if i := m.lists[causePanel].Cursor; i < len(m.load.Data.Causes) {
		return m.load.Data.Causes[i], true
	}
	return causes.Cause{}, false
}

// proven are the calls that prove the cause under the cursor, as far as they are known.
func (m *Model) proven() []evidence {
	c, _ := m.cause()
	list, _ := m.proofs.Of(c.Number)
	return list
}

// prove shows the calls that prove the cause under the cursor.
func (m *Model) prove() tea.Cmd {
	m.lists[evidencePanel].To(0)
	c, ok := m.cause()
	if !ok {
		m.proofs.Leave()
		return nil
	}
	db, want := m.env.Store, c.Evidence[max(len(c.Evidence)-evidenceShown, 0):]
	cmd := m.proofs.Show(c.Number, func(ctx context.Context) ([]evidence, error) { return readEvidence(ctx, db, want) })
	m.resize()
	return cmd
}

// readEvidence reads the calls that a cause was seen in, the latest first.
func readEvidence(ctx context.Context, db screen.Store, want []causes.Evidence) ([]evidence, error) {
	if len(want) == 0 {
		return nil, nil
	}
	ids := make([]string, len(want))
	moments := make(map[string]int64, len(want))
	for i, e := range want {
		ids[i], moments[e.Call] = e.Call, e.AtMS
	}
	page, err := db.Calls(ctx, store.Filter{IDs: ids, Short: true}, store.Page{Order: store.ByTimeDesc, Limit: len(ids)})
	list := make([]evidence, 0, len(page.Calls))
	for _, call := range page.Calls {
		list = append(list, evidence{call, moments[call.ID]})
	}
	return list, err
}
