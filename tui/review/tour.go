package review

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/dialog"
	"razbor/tui/fetch"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// A moment of the coaching playlist is played with a lead-in, to the end of the
// answer that follows it, within bounds.
const (
	leadInMS   = 3000
	leastTour  = 8000
	mostTour   = 25_000
	maxMoments = 200
)

// tour is the coaching playlist being played.
type tour struct {
	guard   fetch.Guard
	moments []moment
	at      int // which is being played; -1 and no moments: none
}

// moment is one moment of the playlist with the call it is from.
type moment struct {
	note store.Note
	call store.Call
}

type (
	playlistLoaded struct {
		token   fetch.Token
		moments []moment
		err     error
	}
	tourFrom struct {
		moments []moment
		at      int
	}
)

func (t *tour) on() bool { return len(t.moments) > 0 }

// loadPlaylist reads the coaching playlist.
func (m *Model) loadPlaylist() tea.Cmd {
	ctx, token := m.tour.guard.Begin(context.Background())
	db, last := m.env.Store, m.writes.last
	return func() tea.Msg {
		if last != nil { // what was just collected is in it
			select {
			case <-last.done:
			case <-ctx.Done():
			}
		}
		notes, err := db.Playlist(ctx)
		if err != nil {
			return playlistLoaded{token, nil, err}
		}
		var out []moment
		for _, n := range notes[:min(len(notes), maxMoments)] {
			c, err := db.Call(ctx, n.CallID)
			if lack(err) != nil {
				return playlistLoaded{token, nil, err}
			}
			if err == nil && !n.Gone {
				out = append(out, moment{n, c})
			}
		}
		return playlistLoaded{token, out, nil}
	}
}

// playlistLoaded asks from which moment to listen.
func (m *Model) playlistLoaded(msg playlistLoaded) tea.Cmd {
	if !m.tour.guard.Finish(msg.token) {
		return nil
	}
	t := m.env.Texts
	switch {
	case msg.err != nil:
		return m.trouble(msg.err)
	case len(msg.moments) == 0:
		return m.news(t.Review.EmptyPlaylist)
	}
	var choices []dialog.Choice
	for i, x := range msg.moments {
		text := clean.Line(x.note.Text)
		if text == "" {
			text = m.env.DayShort(m.env.Local(x.call.StartMS)) + " " + m.env.Local(x.call.StartMS).Format("15:04")
		}
		choices = append(choices, dialog.Choice{
			ID: strconv.Itoa(i), Text: clean.Line(x.call.Manager) + " · " + text, Note: lang.Clock(x.note.AtMS), On: i == 0,
		})
	}
	moments := msg.moments
	return screen.Send(screen.Open{Dialog: dialog.NewMenu(t.Review.PlaylistTitle, false, choices, func(c []dialog.Choice) tea.Msg {
		at, err := strconv.Atoi(chosenID(c))
		if err != nil {
			return nil
		}
		return tourFrom{moments, at}
	})})
}

// playMoment goes to a moment of the playlist and plays it.
func (m *Model) playMoment(at int) tea.Cmd {
	if at < 0 || at >= len(m.tour.moments) {
		m.endTour()
		m.pause()
		return m.news(m.env.Texts.Review.TourOver)
	}
	m.tour.at = at
	x := m.tour.moments[at]
	from := max(x.note.AtMS-leadInMS, 1)
	if x.note.CallID == m.id && m.open {
		m.seek(from)
		m.playNow()
		return nil
	}
	return m.show(x.note.CallID, from, true)
}

func (m *Model) endTour() { m.tour.moments, m.tour.at = nil, 0 }

// tourTick goes on to the next moment when this one was heard.
func (m *Model) tourTick() tea.Cmd {
	if !m.tour.on() || !m.open || m.sound != soundReady || m.tour.moments[m.tour.at].note.CallID != m.id {
		return nil
	}
	if m.pos() >= m.momentEnd() || m.state.Ended {
		return m.playMoment(m.tour.at + 1)
	}
	return nil
}

// momentEnd is where the moment being played ends: after the line that follows it.
func (m *Model) momentEnd() int64 {
	at := m.tour.moments[m.tour.at].note.AtMS
	end := at
	if i := lineAt(m.lines, at); i >= 0 {
		end = m.lines[min(i+1, len(m.lines)-1)].endMS
	}
	return min(max(end, at+leastTour), at+mostTour, m.length()-1)
}

// tourLine says which moment of the playlist is heard.
func (m *Model) tourLine() string {
	return fmt.Sprintf(m.env.Texts.Review.Tour, strconv.Itoa(m.tour.at+1), strconv.Itoa(len(m.tour.moments)))
}
