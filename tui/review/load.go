package review

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"razbor/audio/wave"
	"razbor/scoring"
	"razbor/store"
	"razbor/store/config"
	"razbor/tui/fetch"
	"razbor/tui/screen"
)

// factsLoaded is all that the store knows of a call.
type factsLoaded struct {
	token fetch.Token
	d     dossier
	err   error
}

// freshLoaded is what may have changed of the open call.
type freshLoaded struct {
	token fetch.Token
	d     dossier
	err   error
}

// show opens a call at a moment (0: where the person left it).
func (m *Model) show(id string, atMS int64, play bool) tea.Cmd {
	left := m.keepPlace()
	m.unload()
	m.id, m.atMS, m.play = id, max(atMS, 0), play
	m.open, m.err, m.d = false, nil, dossier{}
	m.follow, m.top, m.jumps, m.loopFrom, m.still = true, 0, nil, -1, max(atMS, 0)
	m.list.To(0)
	m.buildLines()
	m.settle()
	ctx, token := m.facts.Begin(context.Background())
	db, cfg := m.env.Store, m.env.Config
	return tea.Batch(left, func() tea.Msg {
		d, err := readDossier(ctx, db, cfg, id)
		return factsLoaded{token, d, err}
	})
}

// readDossier reads a call whole. What a call may lack is no error.
func readDossier(ctx context.Context, db screen.Store, cfg config.Config, id string) (dossier, error) {
	d, err := readFresh(ctx, db, id)
	if err != nil {
		return dossier{}, err
	}
	if d.transcript, err = db.Transcript(ctx, id); lack(err) != nil {
		return dossier{}, err
	}
	if d.legs, err = db.Legs(ctx, id); lack(err) != nil {
		return dossier{}, err
	}
	if d.resumeMS, err = db.Resume(ctx, id); lack(err) != nil {
		return dossier{}, err
	}
	blob, err := db.Waveform(ctx, id)
	if lack(err) != nil {
		return dossier{}, err
	}
	if w := (wave.Waveform{}); err == nil && w.UnmarshalBinary(blob) == nil {
		d.waveform, d.waveKept = w, true
	}
	if file, ok := cfg.RecordingFile(d.call); ok {
		d.path = file
	}
	return d, nil
}

// readFresh reads what a person or a sync may change while the call is open.
func readFresh(ctx context.Context, db screen.Store, id string) (dossier, error) {
	var d dossier
	var err error
	if d.call, err = db.Call(ctx, id); err != nil {
		return dossier{}, err
	}
	d.judgement, err = db.Judgement(ctx, id)
	d.judged = err == nil
	if lack(err) != nil {
		return dossier{}, err
	}
	if d.notes, err = db.Notes(ctx, id); lack(err) != nil {
		return dossier{}, err
	}
	if d.marks, err = db.Marks(ctx, id); lack(err) != nil {
		return dossier{}, err
	}
	return d, nil
}

// lack turns the error of what is not there into none.
func lack(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

func (m *Model) factsLoaded(msg factsLoaded) tea.Cmd {
	if !m.facts.Finish(msg.token) {
		return nil
	}
	if msg.err != nil {
		m.err = msg.err
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.d, m.open = msg.d, true
	m.buildLines()
	m.settle()
	if m.atMS == 0 {
		m.atMS = m.d.resumeMS
	}
	m.still = bound(m.atMS, m.length())
	m.selectAt(m.still)
	cmds := []tea.Cmd{m.openSound(), m.analyse()}
	if m.queuePeriod() != m.env.Period && m.place() == 0 {
		m.queue.loaded = false
		cmds = append(cmds, m.loadQueue())
	}
	if m.right.items == nil {
		cmds = append(cmds, m.loadRight())
	}
	return tea.Batch(cmds...)
}

// reload reads again what may have changed of the open call.
func (m *Model) reload() tea.Cmd {
	if !m.open || m.writes.busy() {
		return nil
	}
	ctx, token := m.fresh.Begin(context.Background())
	db, id, silent := m.env.Store, m.id, len(m.d.transcript.Segments) == 0
	return func() tea.Msg {
		d, err := readFresh(ctx, db, id)
		if err == nil && silent && d.call.HasTranscript { // it came while the call was open
			d.transcript, err = db.Transcript(ctx, id)
			err = lack(err)
		}
		return freshLoaded{token, d, err}
	}
}

func (m *Model) freshLoaded(msg freshLoaded) tea.Cmd {
	if !m.fresh.Finish(msg.token) || msg.err != nil || msg.d.call.ID != m.d.call.ID || m.writes.busy() {
		return nil
	}
	n := msg.d
	m.d.call, m.d.judgement, m.d.judged, m.d.notes, m.d.marks = n.call, n.judgement, n.judged, n.notes, n.marks
	if len(n.transcript.Segments) > 0 {
		m.d.transcript = n.transcript
		m.buildLines()
	}
	m.settle()
	return nil
}

// settle computes what follows from the dossier.
func (m *Model) settle() {
	m.points = points(m.d.judgement, m.d.marks, m.d.notes)
	m.rows = checklistRows(m.d)
	m.text.stale()
	m.list.Resize(m.list.Height, len(m.rows))
}

// chosen returns the row under the cursor of the checklist.
func (m *Model) chosen() (row, bool) {
	if m.list.Cursor >= len(m.rows) {
		return row{}, false
	}
	return m.rows[m.list.Cursor], true
}

// selectAt puts the cursor of the checklist on the miss of a moment, if there is one.
func (m *Model) selectAt(ms int64) {
	for i, r := range m.rows {
		if r.kind == rowItem && r.placed && r.atMS == ms && (r.verdict == scoring.Miss || r.verdict == scoring.Partial) {
			m.list.To(i)
			return
		}
	}
}
