package review

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/screen"
)

func (m *Model) written(msg written) tea.Cmd {
	m.writes.left--
	if msg.err != nil {
		if !msg.quiet {
			m.done = history{} // what is shown was not kept: it is read again, and cannot be undone
		}
		return tea.Batch(screen.Say(screen.Trouble, m.env.Texts.Error(msg.err)), m.reload())
	}
	if msg.quiet {
		return nil
	}
	return tea.Batch(m.reload(), m.loadRight())
}

// deedKind is what a person did.
type deedKind int

const (
	deedMark deedKind = iota
	deedReviewed
	deedNote
	deedNoNote // took a note away
)

// deed is something that a person did, and can undo.
type deed struct {
	kind     deedKind
	call     string
	text     string // what was done, for a person
	mark     store.Mark
	before   *store.Mark // the mark that it replaced
	reviewed bool
	note     store.Note
	id       *atomic.Int64 // of the note, once it is kept
}

// history is what was done and undone.
type history struct {
	done   []deed
	undone []deed
}

// maxDeeds bounds what can be undone.
const maxDeeds = 200

// do does something for the first time.
func (m *Model) do(d deed) tea.Cmd {
	d.call = m.id
	m.done.done = append(m.done.done, d)
	if len(m.done.done) > maxDeeds {
		m.done.done = m.done.done[1:]
	}
	m.done.undone = nil
	return tea.Batch(m.perform(d, false), screen.Say(screen.Fine, d.text))
}

func (m *Model) undo() tea.Cmd {
	t := m.env.Texts.Frame
	n := len(m.done.done)
	if n == 0 {
		return m.news(t.UndoNothing)
	}
	d := m.done.done[n-1]
	m.done.done, m.done.undone = m.done.done[:n-1], append(m.done.undone, d)
	return tea.Batch(m.perform(d, true), m.news(fmt.Sprintf(t.Undone, d.text)))
}

func (m *Model) redo() tea.Cmd {
	t := m.env.Texts.Frame
	n := len(m.done.undone)
	if n == 0 {
		return m.news(t.RedoNothing)
	}
	d := m.done.undone[n-1]
	m.done.undone, m.done.done = m.done.undone[:n-1], append(m.done.done, d)
	return tea.Batch(m.perform(d, false), m.news(fmt.Sprintf(t.Redone, d.text)))
}

// perform shows what is done at once and writes it in the background.
func (m *Model) perform(d deed, back bool) tea.Cmd {
	m.fresh.Abort()
	if d.call == m.id {
		d.showOn(&m.d, back)
		m.settle()
	}
	db := m.env.Store
	return m.writes.add(func(ctx context.Context) error { return d.write(ctx, db, back) }, false)
}

// write keeps it, or takes it back.
func (d deed) write(ctx context.Context, db screen.Store, back bool) error {
	switch d.kind {
	case deedMark:
		if !back {
			return db.SetMark(ctx, d.mark)
		}
		if d.before != nil {
			return db.SetMark(ctx, *d.before)
		}
		return db.RemoveMark(ctx, d.mark.CallID, d.mark.Item)
	case deedReviewed:
		return db.SetReviewed(ctx, d.call, d.reviewed != back)
	case deedNoNote:
		return db.SetNoteGone(ctx, d.id.Load(), !back)
	}
	if id := d.id.Load(); id != 0 {
		return db.SetNoteGone(ctx, id, back)
	}
	id, err := db.AddNote(ctx, d.note)
	d.id.Store(id)
	return err
}

// showOn puts it on what is shown, before the store has it.
func (d deed) showOn(x *dossier, back bool) {
	switch d.kind {
	case deedMark:
		x.marks = slices.DeleteFunc(slices.Clone(x.marks), func(m store.Mark) bool { return m.Item == d.mark.Item })
		switch {
		case !back:
			x.marks = append(x.marks, d.mark)
		case d.before != nil:
			x.marks = append(x.marks, *d.before)
		}
		if m, ok := markOf(x.marks, ""); ok && d.mark.Item == "" {
			x.call.Outcome, x.call.OutcomeFrom = m.Outcome, store.FromReviewer
		}
	case deedReviewed:
		x.call.Reviewed = d.reviewed != back
	case deedNote:
		x.notes = d.without(x.notes)
		if !back {
			n := d.note
			n.ID = d.id.Load()
			x.notes = append(x.notes, n)
		}
	case deedNoNote:
		x.notes = d.without(x.notes)
		if back {
			x.notes = append(x.notes, d.note)
		}
	}
}

// without returns the notes but this one.
func (d deed) without(notes []store.Note) []store.Note {
	id := d.id.Load()
	return slices.DeleteFunc(slices.Clone(notes), func(n store.Note) bool {
		return n.ID == id && (id != 0 || n.AtMS == d.note.AtMS && n.MadeMS == d.note.MadeMS && n.Text == d.note.Text)
	})
}
