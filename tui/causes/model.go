// Package causes is screen 6 of the console: why calls are lost. The fifteen
// causes with their figures, norms and money; the calls that prove the one under
// the cursor; where in the talk clients leave, and why they refuse.
package causes

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/causes"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

const (
	// slowAfter is how long the figures of the period before stay while others load.
	slowAfter = 250 * time.Millisecond
	// evidenceShown is how many calls prove a cause on the screen; the rest are in the list of calls.
	evidenceShown = 30
)

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
	open bool

	load    fetch.Guard
	sum     panels.Summary
	period  screen.Period
	version int64
	have    bool
	err     error

	at    panelID
	lists [numPanels]widget.List
	boxes [numPanels]layout.Rect

	proof   fetch.Guard
	proofs  map[causes.Number][]evidence // of this period
	proofNo error
}

// evidence is one call in which a cause was seen.
type evidence struct {
	call store.Call
	atMS int64
}

type keyMap struct {
	up, down, pageUp, pageDown, home, end, open, next, prev keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, c := t.Keys, t.Causes
	return keyMap{
		up: keys.Bind("↑↓ j k", k.Move, "up", "k"), down: keys.Bind("", "", "down", "j"),
		pageUp: keys.Bind("PgUp PgDn", k.Page, "pgup"), pageDown: keys.Bind("", "", "pgdown"),
		home: keys.Bind("Home End", k.Ends, "home", "g"), end: keys.Bind("", "", "end", "G"),
		open: keys.Bind("Enter", c.KeyCalls, "enter").Hinted(),
		next: keys.Bind("Tab", c.KeyPanel, "tab", "right", "l").Hinted(), prev: keys.Bind("Shift+Tab", c.KeyPanel, "shift+tab", "left", "h"),
	}
}

type (
	loaded struct {
		token   fetch.Token
		sum     panels.Summary
		period  screen.Period
		version int64
		err     error
	}
	slow        struct{ token fetch.Token }
	proofLoaded struct {
		token  fetch.Token
		number causes.Number
		list   []evidence
		err    error
	}
)

// New makes the screen.
func New(e *screen.Env) *Model { return &Model{env: e, keys: newKeyMap(e.Texts)} }

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Typing implements screen.Screen.
func (m *Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool { return m.load.Busy() || m.proof.Busy() }

// Place implements screen.Screen.
func (m *Model) Place() screen.Place { return screen.Place{Screen: screen.Causes, Keep: true} }

// Enter implements screen.Screen.
func (m *Model) Enter(screen.Place) tea.Cmd {
	m.open = true
	if m.have && m.period == m.env.Period && m.version == m.env.Version {
		return nil
	}
	return m.reload()
}

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	switch {
	case m.env.Waiting && m.load.Abort():
		if !m.have {
			m.err = context.Canceled
		}
	case m.env.Waiting && m.proof.Abort():
		m.proofNo = context.Canceled
	case m.at != causePanel:
		m.at = causePanel
	default:
		return false
	}
	return true
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: []keys.Binding{k.open, k.next, k.prev, k.up, k.pageUp, k.home}}}
}

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case screen.PeriodChanged, screen.DataChanged:
		if m.open {
			return m.reload()
		}
	case screen.Restyled:
		m.keys = newKeyMap(m.env.Texts)
	case loaded:
		return m.loaded(msg)
	case proofLoaded:
		m.proofLoaded(msg)
	case slow:
		if m.load.Is(msg.token) && m.period != m.env.Period {
			m.have = false
		}
	}
	return nil
}

func (m *Model) reload() tea.Cmd {
	m.err = nil
	ctx, token := m.load.Begin(context.Background())
	db, figures, period, version := m.env.Store, m.env.Figures, m.env.Period, m.env.Version
	return tea.Batch(
		func() tea.Msg {
			sum, err := panels.Diagnose(ctx, db, figures, panels.Query{From: period.From, To: period.To, Evidence: evidenceShown})
			return loaded{token, sum, period, version, err}
		},
		tea.Tick(slowAfter, func(time.Time) tea.Msg { return slow{token} }),
	)
}

func (m *Model) loaded(msg loaded) tea.Cmd {
	if !m.load.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err, m.have = msg.err, false
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.sum, m.period, m.version, m.have, m.err = msg.sum, msg.period, msg.version, true, nil
	m.proofs = map[causes.Number][]evidence{}
	m.resize()
	return m.prove()
}

// resize tells the lists how long they are.
func (m *Model) resize() {
	for id, n := range map[panelID]int{
		causePanel: len(m.sum.Causes), stagePanel: len(m.stages()), reasonPanel: len(m.reasons()), differPanel: len(m.differences()), evidencePanel: len(m.proven()),
	} {
		m.lists[id].Resize(m.lists[id].Height, n)
	}
}

func (m *Model) stages() []panels.Pattern {
	if m.sum.Common == nil {
		return nil
	}
	return m.sum.Common.Stages
}

func (m *Model) reasons() []panels.Pattern {
	if m.sum.Common == nil {
		return nil
	}
	return m.sum.Common.Reasons
}

func (m *Model) differences() []panels.Difference {
	if m.sum.Common == nil {
		return nil
	}
	return m.sum.Common.Differences
}

// cause is the one under the cursor.
func (m *Model) cause() (causes.Cause, bool) {
	if i := m.lists[causePanel].Cursor; i < len(m.sum.Causes) {
		return m.sum.Causes[i], true
	}
	return causes.Cause{}, false
}

// proven are the calls that prove the cause under the cursor, as far as they are known.
func (m *Model) proven() []evidence {
	c, _ := m.cause()
	return m.proofs[c.Number]
}

// prove loads the calls that prove the cause under the cursor.
func (m *Model) prove() tea.Cmd {
	m.lists[evidencePanel].To(0)
	c, ok := m.cause()
	if _, known := m.proofs[c.Number]; !ok || known {
		m.proof.Abort()
		m.resize()
		return nil
	}
	ctx, token := m.proof.Begin(context.Background())
	m.proofNo = nil
	db, number, want := m.env.Store, c.Number, c.Evidence[max(len(c.Evidence)-evidenceShown, 0):]
	return func() tea.Msg {
		ids := make([]string, len(want))
		moments := make(map[string]int64, len(want))
		for i, e := range want {
			ids[i], moments[e.Call] = e.Call, e.AtMS
		}
		list := make([]evidence, 0, len(want))
		if len(ids) == 0 {
			return proofLoaded{token, number, list, nil}
		}
		page, err := db.Calls(ctx, store.Filter{IDs: ids, Short: true}, store.Page{Order: store.ByTimeDesc, Limit: len(ids)})
		for _, call := range page.Calls {
			list = append(list, evidence{call, moments[call.ID]})
		}
		return proofLoaded{token, number, list, err}
	}
}

func (m *Model) proofLoaded(msg proofLoaded) {
	if !m.proof.Finish(msg.token) {
		return
	}
	if msg.err != nil {
		m.proofNo = msg.err
		return
	}
	m.proofs[msg.number] = msg.list
	m.resize()
}
