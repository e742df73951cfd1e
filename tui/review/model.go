// Package review is screen 3 of the console: one call. It plays the recording,
// follows it through the waveform and the transcript word by word, shows the
// verdicts with their proof, and takes the reviewer's word, notes and moments
// for coaching. Which calls there are and what they cost is decided elsewhere.
package review

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/audio/faults"
	"razbor/audio/player"
	"razbor/audio/speakers"
	"razbor/audio/wave"
	"razbor/scoring"
	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

// dossier is what is known of the call that is open.
type dossier struct {
	call       store.Call
	transcript scoring.Transcript
	judgement  scoring.Judgement
	judged     bool
	notes      []store.Note
	marks      []store.Mark
	legs       []store.Leg
	resumeMS   int64
	waveform   wave.Waveform
	waveKept   bool // the store has the waveform
	path       string
}

// soundPhase is how far the recording is.
type soundPhase int

const (
	soundNone    soundPhase = iota // there is no recording, or nothing that plays
	soundLoading                   // it is being opened
	soundReady
	soundBroken
)

// focus is the panel that the arrows move in.
type focus int

const (
	onTranscript focus = iota
	onChecklist
)

// Model is the screen. It is used from the event loop alone.
type Model struct {
	env *screen.Env
	w   int
	h   int

	id     string // of the call that is open or being opened; empty: none
	atMS   int64  // where to stand when it is open; 0: where the person left it
	play   bool   // begin to play when the sound is open
	open   bool   // the dossier is that of id
	err    error  // why it is not
	d      dossier
	voices speakers.Talk
	faults []faults.Fault

	lines  []utterance
	points []point
	rows   []row // of the checklist panel
	text   flow  // the transcript, broken into lines
	wave   waveCache
	list   widget.List // of the checklist panel
	focus  focus
	follow bool // the transcript keeps the playing line in sight
	top    int  // first line of the transcript shown

	sound    soundPhase
	soundErr error
	state    player.State
	still    int64   // the moment where there is no sound to ask
	past     int64   // the moment where it lies past the end of a recording that broke off, else 0
	jumps    []int64 // where the jumps came from
	loopFrom int64   // -1, or where the loop that is being set begins
	ticking  bool
	hold     bool // the mouse holds the timeline

	facts    fetch.Guard
	fresh    fetch.Guard // facts loaded again
	analysis analysis
	queue    queue
	tour     tour
	done     history
	writes   writes
	right    rightness
	keys     keyMap
	rects    rects
	shown    shown
}

// shown is the picture of the call before, which stays for the moment that the
// next one takes to load.
type shown struct {
	view string
	w, h int
}

// rects are where things were drawn, for the mouse.
type rects struct {
	wave, bar, transcript, checklist, prev, next layout.Rect
}

// New makes the screen.
func New(e *screen.Env) *Model {
	m := &Model{env: e, follow: true, loopFrom: -1}
	m.keys = newKeyMap(e.Texts)
	return m
}

// Init implements screen.Screen.
func (m *Model) Init() tea.Cmd { return nil }

// SetSize implements screen.Screen.
func (m *Model) SetSize(w, h int) { m.w, m.h = w, h }

// Whole implements screen.Whole: the screen speaks of one call, not of a period.
func (m *Model) Whole() bool { return true }

// Typing implements screen.Screen: what is typed here is typed in dialogs.
func (m *Model) Typing() bool { return false }

// Busy implements screen.Screen.
func (m *Model) Busy() bool {
	return m.facts.Busy() || m.sound == soundLoading || m.queue.guard.Busy() || m.tour.guard.Busy()
}

// Place implements screen.Screen.
func (m *Model) Place() screen.Place {
	return screen.Place{Screen: screen.Review, Call: m.id, AtMS: m.pos(), Filter: m.queue.filter, Order: store.ByRisk}
}

// Enter implements screen.Screen.
func (m *Model) Enter(p screen.Place) tea.Cmd {
	var cmds []tea.Cmd
	if !p.Keep {
		cmds = append(cmds, m.setQueue(p.Filter))
	}
	switch {
	case p.Keep || p.Call == "":
		if m.id == "" {
			m.queue.openFirst = true
			cmds = append(cmds, m.loadQueue())
		}
	case p.Call == m.id && m.open:
		if p.AtMS > 0 {
			m.jump(p.AtMS)
		}
	default:
		cmds = append(cmds, m.show(p.Call, p.AtMS, false))
	}
	return m.with(cmds...)
}

// Stop implements screen.Screen: Esc ends what is going on, the latest first.
func (m *Model) Stop() bool {
	switch {
	case m.tour.on():
		m.endTour()
		m.pause()
	case m.loopFrom >= 0:
		m.loopFrom = -1
	case m.env.Waiting && m.facts.Abort():
		m.err = store.ErrInterrupted
	case m.env.Waiting && m.queue.guard.Abort():
		if !m.open {
			m.err = store.ErrInterrupted
		}
	case m.env.Waiting && m.tour.guard.Abort():
	case m.state.Loop != nil:
		m.env.Player.ClearLoop()
		m.sample()
	default:
		return false
	}
	return true
}

// Leave implements screen.Leaver: the sound stops, the place is kept, and what
// is being written is waited for.
func (m *Model) Leave() tea.Cmd {
	m.pause()
	return m.keepPlace()
}

// Keys implements screen.Screen.
func (m *Model) Keys() []keys.Group { return m.keys.groups(m) }

// pos is the moment of the call where the person is, in ms.
func (m *Model) pos() int64 {
	switch {
	case m.past > 0:
		return m.past
	case m.sound == soundReady:
		return m.state.Position.Round(time.Millisecond).Milliseconds()
	}
	return m.still
}

// length is how long the call is, in ms, as far as it is known: a recording that
// broke off is shorter than what was said.
func (m *Model) length() int64 {
	n := max(m.d.waveform.Duration().Milliseconds(), m.state.Duration.Milliseconds())
	if n == 0 {
		n = m.d.call.TalkMS
	}
	for _, u := range m.lines[max(len(m.lines)-longestOverlap, 0):] {
		n = max(n, u.endMS)
	}
	return n
}

// longestOverlap is how many utterances may be under way at one time.
const longestOverlap = 8

// with joins commands and keeps the clock going while something moves.
func (m *Model) with(cmds ...tea.Cmd) tea.Cmd {
	if t := m.tickLater(); t != nil {
		cmds = append(cmds, t)
	}
	return tea.Batch(cmds...)
}
