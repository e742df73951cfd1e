package review

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/audio/player"
	"razbor/store"
	"razbor/tui/keys"
	"razbor/tui/screen"
)

// Update implements screen.Screen.
func (m *Model) Update(msg tea.Msg) tea.Cmd {
	m.sample()
	return m.with(m.take(msg))
}

func (m *Model) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keys.Press:
		return m.press(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case screen.Restyled:
		m.restyled()
	case screen.PeriodChanged:
		m.queue.loaded = false
		if m.id != "" || m.queue.openFirst {
			return m.loadQueue()
		}
	case screen.DataChanged:
		return m.dataChanged()
	case factsLoaded:
		return m.factsLoaded(msg)
	case freshLoaded:
		return m.freshLoaded(msg)
	case soundLoaded:
		return m.soundLoaded(msg)
	case soundTick:
		return m.soundTick()
	case analysed:
		return m.analysed(msg)
	case queueLoaded:
		return m.queueLoaded(msg)
	case playlistLoaded:
		return m.playlistLoaded(msg)
	case rightLoaded:
		m.rightLoaded(msg)
	case written:
		return m.written(msg)
	default:
		return m.answer(msg)
	}
	return nil
}

// answer takes what a dialog leaves.
func (m *Model) answer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case goTyped:
		if msg.call == m.id {
			m.jump(msg.ms)
			m.selectAt(msg.ms)
		}
	case noteTyped:
		return m.noteTyped(msg)
	case verdictChosen:
		return m.verdictChosen(msg)
	case outcomeChosen:
		return m.outcomeChosen(msg)
	case tourFrom:
		m.tour.moments = msg.moments
		return m.playMoment(msg.at)
	}
	return nil
}

func (m *Model) restyled() {
	m.keys = newKeyMap(m.env.Texts)
	m.wave = waveCache{}
	m.buildLines()
}

func (m *Model) dataChanged() tea.Cmd {
	if !m.open && m.err != nil {
		return m.retry()
	}
	var cmds []tea.Cmd
	if m.queue.loaded {
		cmds = append(cmds, m.loadQueue())
	}
	if m.open {
		cmds = append(cmds, m.reload())
	}
	return tea.Batch(cmds...)
}

// retry loads again what could not be loaded or was stopped.
func (m *Model) retry() tea.Cmd {
	m.err = nil
	if m.id != "" {
		return m.show(m.id, m.atMS, false)
	}
	m.queue.openFirst = true
	return m.loadQueue()
}

// press does a key: first what needs no call, then the sound, then the judging.
func (m *Model) press(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case p.Is(k.nextCall):
		return m.step(1)
	case p.Is(k.prevCall):
		return m.step(-1)
	case p.Is(k.undo):
		return m.undo()
	case p.Is(k.redo):
		return m.redo()
	case p.Is(k.playlist):
		return m.loadPlaylist()
	case !m.open:
		return nil
	}
	if cmd, done := m.movePress(p); done {
		return cmd
	}
	if cmd, done := m.soundPress(p); done {
		return cmd
	}
	return m.judgePress(p)
}

// step goes to another call, or, while the playlist is heard, to another moment.
func (m *Model) step(by int) tea.Cmd {
	if m.tour.on() {
		return m.playMoment(max(m.tour.at+by, 0))
	}
	return m.nextCall(by)
}

func (m *Model) movePress(p keys.Press) (tea.Cmd, bool) {
	k := m.keys
	switch {
	case p.Is(k.back5):
		m.seek(m.pos() - 5000)
	case p.Is(k.on5):
		m.seek(m.pos() + 5000)
	case p.Is(k.back1):
		m.seek(m.pos() - 1000)
	case p.Is(k.on1):
		m.seek(m.pos() + 1000)
	case p.Is(k.start):
		m.jump(0)
	case p.Is(k.end):
		m.jump(m.length())
	case p.Is(k.next):
		return m.stepMiss(false), true
	case p.Is(k.prev):
		return m.stepMiss(true), true
	case p.Is(k.goTo):
		return m.askGo(), true
	case p.Is(k.undoJump):
		return m.undoJump(), true
	case p.Is(k.focus):
		m.focus = onChecklist - m.focus
	case p.Is(k.follow):
		m.follow = true
	case p.Is(k.up):
		m.moveLine(-1)
	case p.Is(k.down):
		m.moveLine(1)
	case p.Is(k.pageUp):
		m.moveLine(-m.pageSize())
	case p.Is(k.pageDown):
		m.moveLine(m.pageSize())
	case p.Is(k.fromLine):
		m.fromLine()
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) soundPress(p keys.Press) (tea.Cmd, bool) {
	k, pl := m.keys, m.env.Player
	if m.sound == soundLoading && p.Is(k.play) {
		m.play = !m.play // it plays as soon as it is open
		return nil, true
	}
	if m.sound != soundReady {
		return nil, false
	}
	switch {
	case p.Is(k.play) && m.past > 0:
		return m.news(sayTimes(m.env.Texts.Review.SoundEnds, m.state.Duration.Milliseconds())), true
	case p.Is(k.play):
		pl.Toggle()
		m.follow = true
	case p.Is(k.slower):
		m.stepSpeed(-1)
	case p.Is(k.faster):
		m.stepSpeed(1)
	case p.Is(k.normal):
		m.stepSpeed(0)
	case p.Is(k.loop):
		return m.loop(), true
	case p.Is(k.again):
		m.seek(m.pos() - 3000)
		m.playNow()
	case p.Is(k.skip):
		pl.SetSkipSilence(!m.state.SkipSilence)
	case p.Is(k.sides):
		pl.SetChannels((m.state.Channels + 1) % (player.Right + 1))
	case p.Is(k.quieter):
		m.stepVolume(-0.1)
	case p.Is(k.louder):
		m.stepVolume(0.1)
	default:
		return nil, false
	}
	m.sample()
	return nil, true
}

func (m *Model) judgePress(p keys.Press) tea.Cmd {
	k := m.keys
	switch {
	case p.Is(k.note):
		return m.askNote()
	case p.Is(k.bookmark):
		return m.addNote(store.Note{AtMS: m.pos()})
	case p.Is(k.collect):
		return m.collect()
	case p.Is(k.remove):
		return m.removeNote()
	case p.Is(k.agree):
		return m.agree()
	case p.Is(k.disagree):
		return m.disagree()
	case p.Is(k.reviewed):
		return m.toggleReviewed()
	case p.Is(k.quote):
		return m.copyQuote()
	}
	return nil
}

// stepMiss goes to the next miss, or the one before.
func (m *Model) stepMiss(back bool) tea.Cmd {
	t := m.env.Texts.Review
	if !m.hasMiss() {
		return m.news(t.NoMisses)
	}
	p, ok := nextMiss(m.points, m.pos(), back)
	if !ok {
		return m.news(t.NoMoreMisses)
	}
	m.jump(p.ms)
	m.selectAt(p.ms)
	return nil
}

// moveLine moves in the panel in focus; the sound goes along.
func (m *Model) moveLine(by int) {
	if m.focus == onChecklist {
		m.list.Move(by)
		m.toRow()
		return
	}
	if len(m.lines) == 0 {
		return
	}
	to := min(max(lineAt(m.lines, m.pos())+by, 0), len(m.lines)-1)
	m.seek(m.lines[to].startMS)
}

func (m *Model) pageSize() int {
	if m.focus == onChecklist {
		return max(m.list.Height-1, 1)
	}
	return max(m.rects.transcript.H/2, 1)
}

// toRow takes the sound to the moment of the chosen row.
func (m *Model) toRow() {
	if r, ok := m.chosen(); ok && r.placed {
		m.jump(r.atMS)
	}
}

// fromLine plays from the line, or from the moment of the chosen row.
func (m *Model) fromLine() {
	if m.focus == onChecklist {
		m.toRow()
	} else if i := lineAt(m.lines, m.pos()); i >= 0 {
		m.jump(m.lines[i].startMS)
	}
	m.playNow()
}

func (m *Model) news(text string) tea.Cmd { return screen.Say(screen.News, text) }

func (m *Model) trouble(err error) tea.Cmd {
	return screen.Say(screen.Trouble, m.env.Texts.Error(err))
}

// positionOf is a share of the length at a column of a drawn line.
func (m *Model) positionOf(x, w int) int64 {
	if w <= 1 {
		return 0
	}
	return bound(m.length()*int64(min(max(x, 0), w-1))/int64(w-1), m.length())
}

// speedText says a tempo: "1,25".
func (m *Model) speedText() string {
	s := m.state.Speed
	digits := 2
	if s == float64(int64(s)) {
		digits = 0
	} else if s*2 == float64(int64(s*2)) {
		digits = 1
	}
	return fmt.Sprintf("×%s", m.env.Texts.Decimal(s, digits))
}

const ms = time.Millisecond
