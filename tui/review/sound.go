package review

import (
	"context"
	"errors"
	"io/fs"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/audio"
	"razbor/audio/decode"
	"razbor/audio/faults"
	"razbor/audio/player"
	"razbor/audio/stretch"
	"razbor/audio/wave"
	"razbor/tui/fetch"
)

// soundEvery is how often the clock of what plays is drawn: 25 times a second.
const soundEvery = 40 * time.Millisecond

// maxJumps bounds the way back of jumps.
const maxJumps = 50

type (
	soundTick   struct{}
	soundLoaded struct {
		call string
		err  error
	}
	analysed struct {
		token  fetch.Token
		result audio.Analysis
		err    error
	}
)

// analysis is the reading of a recording for its waveform, voices and faults.
type analysis struct {
	guard  fetch.Guard
	latest *atomic.Pointer[wave.Waveform] // what there is so far
}

// openSound opens the recording of the call in the player.
func (m *Model) openSound() tea.Cmd {
	p, path, id := m.env.Player, m.d.path, m.id
	if p == nil || path == "" {
		m.sound = soundNone
		return nil
	}
	m.sound = soundLoading
	return func() tea.Msg { return soundLoaded{id, p.Load(context.Background(), path)} }
}

// soundLoaded takes up the recording. One of a call that was left meanwhile is
// in the player now: the present one is opened over it.
func (m *Model) soundLoaded(msg soundLoaded) tea.Cmd {
	if msg.call != m.id {
		if m.open && m.sound == soundReady {
			m.atMS = m.pos()
			return m.openSound()
		}
		return nil
	}
	if msg.err != nil {
		m.sound, m.soundErr, m.play = soundBroken, msg.err, false
		return m.trouble(msg.err)
	}
	m.sound, m.soundErr = soundReady, nil
	m.sample()
	m.seek(m.still)
	if m.play {
		m.play = false
		m.playNow()
	}
	return nil
}

// unload lets go of the recording.
func (m *Model) unload() {
	if m.env.Player != nil && m.sound != soundNone {
		m.env.Player.Unload()
	}
	m.sound, m.soundErr, m.state, m.past = soundNone, nil, player.State{}, 0
	m.voices.Segments, m.faults = nil, nil
	m.analysis.guard.Abort()
	m.wave = waveCache{}
}

// analyse reads the recording for what it shows. It costs a second for an hour
// of sound; the waveform grows on the screen meanwhile.
func (m *Model) analyse() tea.Cmd {
	path := m.d.path
	if path == "" {
		return nil
	}
	ctx, token := m.analysis.guard.Begin(context.Background())
	latest := &atomic.Pointer[wave.Waveform]{}
	m.analysis.latest = latest
	return func() tea.Msg {
		a, err := audio.Analyse(ctx, path, func(w wave.Waveform) { latest.Store(&w) })
		return analysed{token, a, err}
	}
}

func (m *Model) analysed(msg analysed) tea.Cmd {
	if !m.analysis.guard.Finish(msg.token) {
		return nil
	}
	if msg.err != nil && msg.result.Waveform.Duration() == 0 {
		return nil // the player says what is wrong with the recording
	}
	m.d.waveform, m.voices, m.faults = msg.result.Waveform, msg.result.Talk, msg.result.Faults
	m.wave = waveCache{}
	if len(m.d.transcript.Segments) == 0 {
		m.buildLines()
	}
	if m.d.waveKept || msg.err != nil {
		return nil
	}
	m.d.waveKept = true
	blob, err := msg.result.Waveform.MarshalBinary()
	if err != nil {
		return nil // longer than is kept: it is read again the next time
	}
	db, id, n := m.env.Store, m.id, faults.Telephony(msg.result.Faults)
	return m.writes.add(func(ctx context.Context) error { return db.SetWaveform(ctx, id, blob, n) }, true)
}

// sample asks the player where it is.
func (m *Model) sample() {
	if m.sound == soundReady {
		m.state = m.env.Player.State()
	}
}

// tickLater keeps the clock going while something moves.
func (m *Model) tickLater() tea.Cmd {
	moving := m.sound == soundReady && m.state.Playing || m.analysis.guard.Busy()
	if m.ticking || !moving {
		return nil
	}
	m.ticking = true
	return tea.Tick(soundEvery, func(time.Time) tea.Msg { return soundTick{} })
}

func (m *Model) soundTick() tea.Cmd {
	m.ticking = false
	if m.analysis.guard.Busy() && !m.d.waveKept {
		if w := m.analysis.latest.Load(); w != nil && w.Duration() != m.d.waveform.Duration() {
			m.d.waveform, m.wave = *w, waveCache{}
		}
	}
	return m.tourTick()
}

// seek goes to a moment without keeping the way back.
func (m *Model) seek(ms int64) {
	m.follow = true
	m.still, m.past = bound(ms, m.length()), 0
	if m.sound != soundReady {
		return
	}
	if end := m.state.Duration.Milliseconds(); end > 0 && m.still > end+endSlack {
		m.pause()
		m.still, m.past = bound(ms, m.length()), bound(ms, m.length())
		return
	}
	m.env.Player.Seek(time.Duration(m.still) * time.Millisecond)
	m.sample()
}

// endSlack is by how much the words may end after the sound of a whole recording.
const endSlack = 1500

// jump goes to a moment and keeps where it came from.
func (m *Model) jump(ms int64) {
	if from := m.pos(); from != ms {
		m.jumps = append(m.jumps, from)
		if len(m.jumps) > maxJumps {
			m.jumps = m.jumps[1:]
		}
	}
	m.seek(ms)
}

func (m *Model) undoJump() tea.Cmd {
	if len(m.jumps) == 0 {
		return m.news(m.env.Texts.Review.NoJump)
	}
	last := len(m.jumps) - 1
	to := m.jumps[last]
	m.jumps = m.jumps[:last]
	m.seek(to)
	return nil
}

// pause falls silent and keeps the place.
func (m *Model) pause() {
	if m.sound == soundReady && m.state.Playing {
		m.env.Player.Pause()
		m.sample()
	}
	m.still = m.pos()
}

// playNow plays from the moment it stands at.
func (m *Model) playNow() {
	if m.sound == soundReady && m.past == 0 {
		m.env.Player.Play()
		m.sample()
	}
}

// speeds are the steps of the tempo.
func speeds() []float64 {
	return []float64{stretch.Slowest, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, stretch.Fastest}
}

// stepSpeed goes to the next step of the tempo, up or down; 0 is the usual one.
func (m *Model) stepSpeed(by int) {
	p := m.env.Player
	if m.sound != soundReady {
		return
	}
	to := 1.0
	steps := speeds()
	for i, s := range steps {
		if by > 0 && s > m.state.Speed+0.01 {
			to = s
			break
		}
		if by > 0 && i == len(steps)-1 || by < 0 && i == 0 {
			to = s
		}
		if by < 0 && s < m.state.Speed-0.01 {
			to = s
		}
	}
	p.SetSpeed(to)
	m.sample()
}

func (m *Model) stepVolume(by float64) {
	if m.sound == soundReady {
		m.env.Player.SetVolume(m.state.Volume + by)
		m.sample()
	}
}

// loop sets the beginning of a loop, then its end, then clears it.
func (m *Model) loop() tea.Cmd {
	t, here := m.env.Texts.Review, m.pos()
	switch {
	case m.state.Loop != nil:
		m.env.Player.ClearLoop()
		m.sample()
		return m.news(t.LoopGone)
	case m.loopFrom < 0:
		m.loopFrom = here
		return m.news(sayTimes(t.LoopStart, here))
	}
	from := m.loopFrom
	m.loopFrom = -1
	m.env.Player.SetLoop(time.Duration(from)*time.Millisecond, time.Duration(here)*time.Millisecond)
	m.sample()
	if m.state.Loop == nil {
		return m.news(t.LoopGone)
	}
	return m.news(sayTimes(t.LoopDone, min(from, here), max(from, here)))
}

// keepPlace keeps where the person leaves the call, and waits for what is being
// written. A call heard to its end begins anew the next time.
func (m *Model) keepPlace() tea.Cmd {
	if !m.open {
		return m.writes.settle()
	}
	at := m.pos()
	if m.state.Ended || at >= m.length()-3000 {
		at = 0
	}
	if at == m.d.resumeMS {
		return m.writes.settle()
	}
	m.d.resumeMS = at
	db, id := m.env.Store, m.id
	return m.writes.add(func(ctx context.Context) error { return db.SetResume(ctx, id, at) }, true)
}

// soundTrouble says in few words what is wrong with the sound, empty where all
// is well; the whole of it was said when it was found.
func (m *Model) soundTrouble() string {
	t := m.env.Texts
	var damaged *decode.DamagedError
	switch {
	case m.sound != soundBroken && m.state.Err != nil && !errors.Is(m.state.Err, context.Canceled):
		return sayTimes(t.Review.StoppedAt, m.pos())
	case m.sound != soundBroken:
		return ""
	case errors.Is(m.soundErr, fs.ErrNotExist):
		return sayText(t.Review.Broken, t.Errors.NoFile)
	case errors.Is(m.soundErr, fs.ErrPermission):
		return sayText(t.Review.Broken, t.Errors.NoRight)
	case errors.As(m.soundErr, &damaged):
		return t.Review.Damaged
	}
	return sayText(t.Review.Broken, t.Error(m.soundErr))
}
