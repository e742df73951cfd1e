// Package hours is screen 5 of the console: when calls are lost. A heat map of
// hour and weekday, and beside each hour its calls, waits and the people it
// needed; below, the cell under the cursor in words.
package hours

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/scoring/staffing"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// slowAfter is how long the figures of the period before stay while others load.
const slowAfter = 250 * time.Millisecond

// what is what the heat map shows.
type what int

const (
	money what = iota
	missed
	talk
	numWhats
)

// Model is the screen. It is used from the event loop alone.
type Model struct {
	env  *screen.Env
	keys keyMap
	w, h int
	open bool

	load fetch.Guard
	data data
	have bool
	err  error
	what what
	grid widget.Grid
	box  layout.Rect // where the grid was drawn
}

// cell is the calls of an hour, a weekday, or both.
type cell struct {
	sums metrics.Sums
	lost loss.Lost
	bill loss.Bill
}

// data is what one load brings. Hour 24 stands for all hours, weekday 0 for all days.
type data struct {
	period   screen.Period
	version  int64
	cells    [allHours + 1][8]cell
	plans    map[int]staffing.Plan
	best     staffing.Plan
	helps    bool // one more person would save something
	first    int  // hours shown
	last     int
	weekdays []int // with calls
	most     [numWhats]int64
}

const allHours = 24

type keyMap struct {
	up, down, left, right, pageUp, pageDown, home, end keys.Binding
	open, what                                         keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, h := t.Keys, t.Hours
	return keyMap{
		up: keys.Bind("↑↓←→ h j k l", h.KeyCell, "up", "k"), down: keys.Bind("", "", "down", "j"),
		left: keys.Bind("", "", "left", "h"), right: keys.Bind("", "", "right", "l"),
		pageUp: keys.Bind("PgUp PgDn", k.Page, "pgup"), pageDown: keys.Bind("", "", "pgdown"),
		home: keys.Bind("Home End", k.Ends, "home"), end: keys.Bind("", "", "end"),
		open: keys.Bind("Enter", h.KeyCalls, "enter").Hinted(),
		what: keys.Bind("v", h.KeyWhat, "v", "tab").Hinted(),
	}
}

type (
	loaded struct {
		token fetch.Token
		data  data
		err   error
	}
	slow struct{ token fetch.Token }
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
func (m *Model) Busy() bool { return m.load.Busy() }

// Place implements screen.Screen.
func (m *Model) Place() screen.Place { return screen.Place{Screen: screen.Hours, Keep: true} }

// Enter implements screen.Screen.
func (m *Model) Enter(screen.Place) tea.Cmd {
	m.open = true
	if m.have && m.data.period == m.env.Period && m.data.version == m.env.Version {
		return nil
	}
	return m.reload()
}

// Stop implements screen.Screen.
func (m *Model) Stop() bool {
	if !m.env.Waiting || !m.load.Abort() {
		return false
	}
	if !m.have {
		m.err = context.Canceled
	}
	return true
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: []keys.Binding{k.open, k.what, k.up, k.pageUp, k.home}}}
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
	case slow:
		if m.load.Is(msg.token) && m.data.period != m.env.Period {
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
			d, err := read(ctx, db, figures, period)
			d.version = version
			return loaded{token, d, err}
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
	first := !m.have && m.data.version == 0
	m.data, m.have, m.err = msg.data, true, nil
	if first {
		m.toWorst()
	}
	return nil
}

// read reads the sums of a period by hour and weekday, and the people needed.
func read(ctx context.Context, db screen.Store, figures panels.Settings, p screen.Period) (data, error) {
	d := data{period: p, plans: map[int]staffing.Plan{}}
	panel, err := db.Panel(ctx, store.PanelQuery{From: p.From, To: p.To, By: []store.Grouping{store.PerHourWeekday}})
	if err != nil {
		return d, fmt.Errorf("read the sums by hour: %w", err)
	}
	for _, g := range panel.Groups[store.PerHourWeekday] {
		if h, day := g.Key.Hour, g.Key.Weekday; h >= 0 && h < allHours && day >= 1 && day <= 7 {
			for _, c := range []*cell{&d.cells[h][day], &d.cells[h][0], &d.cells[allHours][day], &d.cells[allHours][0]} {
				c.sums.Add(g.Sums)
			}
		}
	}
	d.price(figures)
	d.frame(figures.Rules)
	staff, err := panels.Staffing(ctx, db, figures, panels.Query{From: p.From, To: p.To})
	if err != nil {
		return d, fmt.Errorf("count the people needed: %w", err)
	}
	for _, plan := range staff.Plans {
		d.plans[plan.Hour.Hour] = plan
	}
	d.best, d.helps = staff.Best()
	return d, nil
}

// price tells what each cell costs, and the most of any cell for the shades.
func (d *data) price(figures panels.Settings) {
	for h := range d.cells {
		for day := range d.cells[h] {
			c := &d.cells[h][day]
			c.lost = metrics.Lost(c.sums)
			c.bill = figures.Terms.Bill(c.lost)
			if h < allHours && day > 0 {
				for w := range numWhats {
					d.most[w] = max(d.most[w], c.value(w))
				}
			}
		}
	}
}

// value is what the map shows of a cell.
func (c cell) value(w what) int64 {
	switch w {
	case missed:
		return c.lost.Technical
	case talk:
		return c.lost.Communication
	}
	return int64(c.bill.Gross)
}

func (c cell) inbound() int64 { return c.sums.N[metrics.Inbound] }

// frame says which hours and weekdays are shown: those of work, and all with a call.
func (d *data) frame(rules store.Rules) {
	d.first, d.last = rules.WorkHours[0]/60, (rules.WorkHours[1]+59)/60-1
	for h := range allHours {
		if d.cells[h][0].inbound() > 0 {
			d.first, d.last = min(d.first, h), max(d.last, h)
		}
	}
	d.first, d.last = min(max(d.first, 0), allHours-1), min(max(d.last, 0), allHours-1)
	for day := 1; day <= 7; day++ {
		if d.cells[allHours][day].inbound() > 0 {
			d.weekdays = append(d.weekdays, day)
		}
	}
}

// hour is the hour of a row; the last row is all hours.
func (d *data) hour(row int) int {
	if row > d.last-d.first {
		return allHours
	}
	return d.first + row
}

// toWorst puts the cursor on the cell that costs most.
func (m *Model) toWorst() {
	d := &m.data
	most := int64(0)
	m.grid.Resize(m.grid.Height, d.last-d.first+2)
	for h := d.first; h <= d.last; h++ {
		for i, day := range d.weekdays {
			if v := d.cells[h][day].value(money); v > most {
				most = v
				m.grid.To(h - d.first)
				m.grid.Col = 1 + i
			}
		}
	}
}
