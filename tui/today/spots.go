package today

import (
	tea "charm.land/bubbletea/v2"

	"razbor/tui/layout"
	"razbor/tui/screen"
)

// panelID names a panel of the screen.
type panelID int

const (
	lossPanel panelID = iota
	metricsPanel
	hoursPanel
	daysPanel
	managersPanel
	causesPanel
	listenPanel
)

// spotID names a figure: its panel and its number there. The cursor keeps it
// when the screen is drawn anew.
type spotID struct {
	panel panelID
	n     int
}

// spot is a figure that can be chosen: where it lies and what opens from it.
type spot struct {
	id     spotID
	rect   layout.Rect
	place  screen.Place
	period screen.Period // where it is another period that opens
	copy   string
}

func (m *Model) spot() (spot, bool) {
	for _, s := range m.spots {
		if s.id == m.at {
			return s, true
		}
	}
	if len(m.spots) > 0 {
		return m.spots[0], false
	}
	return spot{}, false
}

// step moves to the nearest figure in a direction.
func (m *Model) step(dx, dy int) {
	from, found := m.spot()
	if !found {
		m.at = from.id
		return
	}
	best, least := from, 0
	for _, s := range m.spots {
		ahead, aside := distance(from.rect, s.rect, dx, dy)
		if s.id == from.id || ahead <= 0 {
			continue
		}
		// Straight ahead wins over near: a step right does not slip down a column.
		if cost := ahead + 4*aside; least == 0 || cost < least {
			best, least = s, cost
		}
	}
	m.at = best.id
}

// distance is how far b lies from a along the direction, and how far aside of
// it; across, from edge to edge, so that what lies below is not beside.
func distance(a, b layout.Rect, dx, dy int) (ahead, aside int) {
	if dy != 0 {
		return (b.Y - a.Y) * dy, gap(a.X, a.X+a.W, b.X, b.X+b.W)
	}
	across := gap(a.Y, a.Y+a.H, b.Y, b.Y+b.H)
	if dx > 0 {
		return b.X - a.X - a.W + 1, across
	}
	return a.X - b.X - b.W + 1, across
}

// gap is the room between two stretches, 0 where they overlap.
func gap(a, b, c, d int) int { return max(max(c-b+1, a-d+1), 0) }

// jump moves to the first figure of another panel.
func (m *Model) jump(by int) {
	panels := []panelID{}
	for _, s := range m.spots {
		if len(panels) == 0 || panels[len(panels)-1] != s.id.panel {
			panels = append(panels, s.id.panel)
		}
	}
	for i, p := range panels {
		if p == m.at.panel {
			m.at = spotID{panels[(i+by+len(panels))%len(panels)], 0}
			break
		}
	}
	for _, s := range m.spots { // a panel whose first line is no figure
		if s.id.panel == m.at.panel {
			m.at = s.id
			return
		}
	}
}

func (m *Model) openSpot() tea.Cmd {
	s, ok := m.spot()
	switch {
	case !ok:
		return nil
	case s.period.From != 0:
		return screen.Send(screen.SetPeriod{Period: s.period})
	}
	return screen.Send(screen.Go{Place: s.place})
}

// click chooses a figure; a click on the chosen one opens it.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	if msg.Button != tea.MouseLeft {
		return nil
	}
	for _, s := range m.spots {
		if s.rect.Holds(msg.X, msg.Y) {
			if s.id == m.at {
				return m.openSpot()
			}
			m.at = s.id
			return nil
		}
	}
	return nil
}

// Copy implements screen.Copier: the figure under the cursor.
func (m *Model) Copy() string {
	s, ok := m.spot()
	if !ok {
		return ""
	}
	return s.copy
}
