// Package tui is the console: it holds the screens, leads keys, mouse and
// messages to them, and draws the frame around them. What a screen shows is the
// screen's own; what all share is in tui/screen.
package tui

import (
	"context"
	"reflect"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"razbor/audio/player"
	"razbor/store"
	"razbor/store/config"
	"razbor/store/panels"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

// Deps are what the console stands on.
type Deps struct {
	Store  screen.Store
	Config config.Config
	Lang   lang.Lang
	Now    func() time.Time
	Player *player.Player
	Author string        // who marks and writes notes
	Start  screen.Place  // where to open; the zero place is Today
	Period screen.Period // the zero period is the last day with calls
	Sync   Syncer        // nil where there is nothing to sync
	Titles lang.Titles   // of a checklist of the department's own
}

// Progress is how far a sync is.
type Progress struct {
	Source string
	Done   int64
	Total  int64 // 0 where nobody knows yet
}

// Synced is what a sync brought.
type Synced struct {
	Added   int
	Changed int
	Bad     int // rows that could not be read
}

// Syncer runs the sources once; it stops when its context does.
type Syncer func(ctx context.Context, progress func(Progress)) (Synced, error)

// maxBack bounds the way back.
const maxBack = 100

// Model is the coordinator. It is used from the event loop alone.
type Model struct {
	deps    Deps
	env     *screen.Env
	screens map[screen.ID]screen.Screen
	active  screen.ID
	back    []visit
	owed    map[screen.ID][]tea.Msg // what screens out of sight are to be told when they are opened
	dialogs []screen.Dialog
	keys    frameKeys
	reader  keys.Reader

	w, h          int
	noMouse       bool
	pollEvery     time.Duration // between two looks at the version of the data
	looks         theme.Options
	fixed         bool // the person or the configuration chose light or dark
	terminalLight bool // what the terminal itself is

	toast    toast
	spin     int  // frames of the spinner drawn since work began
	spinning bool // a tick of the spinner is on its way
	version  fetch.Guard
	span     fetch.Guard
	seen     bool // the version of the data is known
	placed   bool // the first period was settled
	empty    bool // there is no call at all yet
	sync     syncState
	box      layout.Rect // where the top dialog was drawn
}

// New makes a console. It reads nothing yet.
func New(d Deps) *Model {
	if d.Now == nil {
		d.Now = time.Now
	}
	m := &Model{deps: d, w: layout.MinWidth, h: layout.MinHeight, active: screen.Today, pollEvery: pollEvery}
	m.looks = theme.Options{Profile: colorprofile.TrueColor, Light: d.Config.Console.Theme == "light"}
	m.fixed = d.Config.Console.Theme != ""
	m.env = &screen.Env{
		Figures: figures(d.Config),
		Store:   d.Store, Config: d.Config, Texts: lang.For(d.Lang).WithTitles(d.Titles), Styles: theme.New(m.looks), Now: d.Now, Period: d.Period,
		Author: d.Author, Player: d.Player,
	}
	if m.env.Period.From == 0 {
		m.env.Period = screen.PeriodOf(screen.OneDay, m.env.Today())
	} else {
		m.placed = true
	}
	m.keys, m.reader.Guess = newFrameKeys(m.env.Texts), m.env.Texts.Lang == lang.RU
	m.screens, m.owed = newScreens(m.env), map[screen.ID][]tea.Msg{}
	m.resize(m.w, m.h)
	return m
}

// figures takes the settings out of a configuration; one that is not whole was
// refused when it was read, so what is left is the default.
func figures(c config.Config) panels.Settings {
	s, err := panels.FromConfig(c)
	if err != nil {
		s, _ = panels.FromConfig(config.Default())
	}
	return s
}

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{tea.RequestBackgroundColor, m.loadSpan(), m.pollLater(firstPoll)}
	for _, s := range m.screens {
		cmds = append(cmds, s.Init())
	}
	start := m.start()
	if m.placed || start.Screen == screen.Review {
		cmds = append(cmds, m.enter(start))
	} else {
		m.active = start.Screen
	}
	return tea.Batch(cmds...)
}

// start is the place to open first.
func (m *Model) start() screen.Place {
	p := m.deps.Start
	if p.Screen == screen.Nowhere {
		p.Screen = screen.Today
	}
	return p
}

// current is the screen that is open.
func (m *Model) current() screen.Screen { return m.screens[m.active] }

// enter opens a place without keeping the present one.
func (m *Model) enter(p screen.Place) tea.Cmd {
	s, ok := m.screens[p.Screen]
	if !ok {
		return m.say(screen.News, m.env.Texts.Frame.NoScreen)
	}
	var left tea.Cmd
	if l, ok := m.current().(screen.Leaver); ok && p.Screen != m.active {
		left = l.Leave()
	}
	m.active = p.Screen
	m.resize(m.w, m.h)
	cmds := []tea.Cmd{left}
	for _, msg := range m.owed[p.Screen] {
		cmds = append(cmds, s.Update(msg))
	}
	delete(m.owed, p.Screen)
	return tea.Batch(append(cmds, s.Enter(p))...)
}

// goTo opens a place and keeps the present one to come back to.
func (m *Model) goTo(p screen.Place) tea.Cmd {
	if _, ok := m.screens[p.Screen]; ok && (p.Screen != m.active || !p.Keep) {
		m.leave(screen.Period{})
	}
	return m.enter(p)
}

// visit is a place to come back to, and its period where leaving it changed that.
type visit struct {
	place  screen.Place
	period screen.Period
}

// leave keeps the present place to come back to.
func (m *Model) leave(p screen.Period) {
	m.back = append(m.back, visit{m.current().Place(), p})
	if len(m.back) > maxBack {
		m.back = m.back[1:]
	}
}

// goBack returns to the place before.
func (m *Model) goBack() tea.Cmd {
	if len(m.back) == 0 {
		if m.active != screen.Today {
			return m.enter(screen.Place{Screen: screen.Today, Keep: true})
		}
		return nil
	}
	last := m.back[len(m.back)-1]
	m.back = m.back[:len(m.back)-1]
	p := last.place
	if s, ok := m.screens[p.Screen]; ok && reflect.DeepEqual(s.Place(), p) {
		p.Keep = true // nothing moved there since: a search, a scroll stay as they were
	}
	if last.period.From != 0 {
		return tea.Batch(m.setPeriod(last.period), m.enter(p))
	}
	return m.enter(p)
}

// drill puts every screen on the period behind a figure; the way back leads to
// the period before.
func (m *Model) drill(p screen.Period) tea.Cmd {
	if p != m.env.Period {
		m.leave(m.env.Period)
	}
	return m.setPeriod(p)
}

// setPeriod puts every screen on another period.
func (m *Model) setPeriod(p screen.Period) tea.Cmd {
	m.placed = true
	if p == m.env.Period {
		return nil
	}
	m.env.Period = p
	return m.news(screen.PeriodChanged{})
}

// stepPeriod moves the period, not beyond the days with calls.
func (m *Model) stepPeriod(n int) tea.Cmd {
	p := m.env.Period.Step(n)
	switch {
	case n > 0 && !m.laterCalls():
		return m.say(screen.News, m.env.Texts.Frame.NoLater)
	case n < 0 && m.env.First != 0 && p.To < m.env.First:
		return m.say(screen.News, m.env.Texts.Frame.NoEarlier)
	}
	return m.setPeriod(p)
}

// laterCalls reports whether a later period may have calls.
func (m *Model) laterCalls() bool {
	return m.env.Period.Step(1).From <= max(m.env.Last, m.env.Today())
}

// nextKind goes from day to week to month and back; a range becomes the day of its end.
func (m *Model) nextKind() tea.Cmd {
	kind := (m.env.Period.Kind + 1) % screen.AnyRange
	if m.env.Period.Kind == screen.AnyRange {
		kind = screen.OneDay
	}
	return m.setPeriod(screen.PeriodOf(kind, m.anchor()))
}

// anchor is the day of the period that a shorter or longer one is put around:
// its end, but not beyond the last day with calls.
func (m *Model) anchor() store.Day {
	day := m.env.Period.To
	if last := m.env.Last; last != 0 && day > last {
		day = max(last, m.env.Period.From)
	}
	return day
}

// everyone brings a message to every screen.
func (m *Model) everyone(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for id := screen.Today; id <= screen.Causes; id++ {
		if s, ok := m.screens[id]; ok {
			cmds = append(cmds, s.Update(msg))
		}
	}
	return tea.Batch(cmds...)
}

// news tells every screen that period or data are others: the one in sight now,
// the rest when they are opened, so that a key costs one screen's figures.
func (m *Model) news(msg tea.Msg) tea.Cmd {
	for id := range m.screens {
		if id != m.active && !slices.Contains(m.owed[id], msg) {
			m.owed[id] = append(m.owed[id], msg)
		}
	}
	return m.current().Update(msg)
}

// restyle rebuilds what depends on colours or language.
func (m *Model) restyle() tea.Cmd {
	m.env.Styles = theme.New(m.looks)
	m.keys, m.reader.Guess = newFrameKeys(m.env.Texts), m.env.Texts.Lang == lang.RU
	return m.everyone(screen.Restyled{})
}

func (m *Model) resize(w, h int) {
	m.w, m.h = max(w, 1), max(h, 1)
	for _, s := range m.screens {
		s.SetSize(m.w, max(m.h-m.chrome(s), 1))
	}
}

// chrome is how many lines of the frame stand around a screen.
func (m *Model) chrome(s screen.Screen) int {
	if whole(s) {
		return headerRows + footerRows
	}
	return headerRows + periodRows + footerRows
}

func whole(s screen.Screen) bool {
	w, ok := s.(screen.Whole)
	return ok && w.Whole()
}

// Close stops every load and keeps what the screens have to keep. It is
// called when the console has ended.
func (m *Model) Close() {
	m.version.Abort()
	m.span.Abort()
	m.sync.stop()
	m.env.Waiting = true
	for _, s := range m.screens {
		for s.Stop() { // one thing at a time
		}
	}
	for _, s := range m.screens {
		if l, ok := s.(screen.Leaver); ok {
			finish(l.Leave())
		}
	}
	m.sync.wait()
}

// finish runs a command and those it brings, in order.
func finish(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if batch, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range batch {
			finish(c)
		}
	}
}
