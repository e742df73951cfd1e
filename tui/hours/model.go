// Package hours is screen 5 of the console: when calls are lost. A heat map of
// hour and weekday, and beside each hour its calls, waits and the people it
// needed; below, the cell under the cursor in words.
package hours

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/scoring/staffing"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

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

	load  figures.Load[data]
	stood bool // the cursor was put on the costliest cell
	what  what
	grid  widget.Grid
	box   layout.Rect // where the grid was drawn
}

// cell is the calls of an hour, a weekday, or both.
type cell struct {
	sums metrics.Sums
	lost loss.Lost
	bill loss.Bill
}

// data is what one load brings. Hour 24 stands for all hours, weekday 0 for all days.
type data struct {
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
	keys.Moves
	left, right, open, what keys.Binding
}

func newKeyMap(t *lang.Texts) keyMap {
	k, h := t.Keys, t.Hours
	return keyMap{
		Moves: keys.MoveKeys(k.Move, k.Page, k.Ends),
		left:  keys.Bind("←→ h l", h.KeyCell, "left", "h"), right: keys.Bind("", "", "right", "l"),
		open: keys.Bind("Enter", h.KeyCalls, "enter").Hinted(),
		what: keys.Bind("v", h.KeyWhat, "v", "tab").Hinted(),
	}
}

// New makes the screen.
func New(e *screen.Env) *Model {
	return &Model{env: e, keys: newKeyMap(e.Texts), load: figures.New(e, read)}
}

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
func (m *Model) Enter(screen.Place) tea.Cmd { return m.load.Enter() }

// Stop implements screen.Screen.
func (m *Model) Stop() bool { return m.load.Stop() }

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group {
	k := m.keys
	return []keys.Group{{Bindings: append([]keys.Binding{k.open, k.what, k.left}, k.Shown()...)}}
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
	cmd, came := m.load.Update(msg)
	if came && !m.stood {
		m.stood = true
		m.toWorst()
	}
	return cmd
}

// read reads the sums of a period by hour and weekday, and the people needed.
func read(ctx context.Context, a figures.Ask) (data, error) {
	d := data{plans: map[int]staffing.Plan{}}
	panel, err := a.Store.Panel(ctx, store.PanelQuery{From: a.Period.From, To: a.Period.To, By: []store.Grouping{store.PerHourWeekday}})
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
	d.price(a.Rules)
	d.frame(a.Rules.Rules)
	staff, err := panels.Staffing(ctx, a.Store, a.Rules, a.Days())
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
func (d *data) price(rules panels.Settings) {
	for h := range d.cells {
		for day := range d.cells[h] {
			c := &d.cells[h][day]
			c.lost = metrics.Lost(c.sums)
			c.bill = rules.Terms.Bill(c.lost)
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
	d := &m.load.Data
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
