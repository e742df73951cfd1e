package review

import (
	"math"
	"slices"
	"strings"
	"time"

	"razbor/audio/wave"
	"razbor/scoring"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

// A wave shows loudness from the loudest column of the call, a full one, down to
// rangeDB below it. A call quieter than quiet all along is not blown up.
const (
	rangeDB = 36.0
	quiet   = 0.01
)

// waveCache is the waveform as columns of one width and height.
type waveCache struct {
	width, rows int
	length      int64
	sides       [2][]int // eighths of a row
}

// sides is how many waves there are to draw.
func (m *Model) sides() int {
	if m.d.path == "" && m.d.waveform.Channels() == 0 {
		return 0
	}
	if m.d.waveform.Channels() == 1 {
		return 1
	}
	return 2
}

// columns fills the cache.
func (m *Model) columns(width, rows int) {
	c := &m.wave
	if c.width == width && c.rows == rows && c.length == m.length() {
		return
	}
	*c = waveCache{width: width, rows: rows, length: m.length()}
	to := time.Duration(c.length) * ms
	loudest := quiet
	var cols [2][]wave.Column
	for i := range cols {
		cols[i] = m.d.waveform.Columns(i, width, 0, to)
		for _, col := range cols[i] {
			loudest = max(loudest, float64(col.RMS))
		}
	}
	for i := range c.sides {
		c.sides[i] = make([]int, width)
		for x, col := range cols[i] {
			c.sides[i][x] = eighthsOf(float64(col.RMS)/loudest, rows)
		}
	}
}

// eighthsOf turns loudness, as a share of the loudest, into eighths of rows.
func eighthsOf(loudness float64, rows int) int {
	if loudness <= 0 {
		return 0
	}
	share := (20*math.Log10(loudness) + rangeDB) / rangeDB
	return min(max(int(share*float64(rows*8)+0.5), 0), rows*8)
}

// managerSide is the channel on which the manager is.
func (m *Model) managerSide() int {
	for _, s := range m.env.Config.Sources {
		if s.Name == m.d.call.Source && (s.Manager == "right" || s.Manager == "1") {
			return 1
		}
	}
	return 0
}

// heardSide is who is heard of the two: 1 the manager, 2 the client.
func (m *Model) heardSide() int {
	if (int(m.state.Channels)-1 == m.managerSide()) || m.state.Channels == 0 {
		return 1
	}
	return 2
}

// waveLines draws the waves of both sides with the playhead.
func (m *Model) waveLines(r rowsOf, labels, width int) []string {
	if r.sides == 0 {
		return nil
	}
	t, st := m.env.Texts, m.env.Styles
	m.columns(width, r.wave)
	var out []string
	for i := range r.sides {
		side, name, tone := m.managerSide(), t.Words.Manager, theme.Said
		if i == 1 {
			side, name, tone = 1-side, t.Words.ClientSide, theme.Quote
		}
		if m.d.waveform.Channels() == 1 {
			side, name, tone = 0, t.Review.MonoSide, theme.Said
		}
		for row := range r.wave {
			label := ""
			if row == r.wave-1 {
				label = " " + strings.ToLower(name)
			}
			out = append(out, st.Paint(theme.Dim, layout.Pad(label, labels))+m.waveRow(m.wave.sides[side], r.wave-1-row, width, tone))
		}
	}
	return out
}

// waveRow draws one row of a wave, floor rows above its bottom.
func (m *Model) waveRow(levels []int, floor, width int, tone theme.Tone) string {
	signs := [...]rune{' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'}
	cells := newCells(width)
	play := m.columnOf(m.pos(), width)
	loopA, loopB := -1, -1
	if l := m.state.Loop; l != nil {
		loopA, loopB = m.columnOf(l.A.Milliseconds(), width), m.columnOf(l.B.Milliseconds(), width)
	}
	for x := range cells {
		n := min(max(levels[x]-floor*8, 0), 8)
		if floor == 0 {
			n = max(n, 1)
		}
		c := cell{signs[n], tone}
		switch {
		case x == play:
			c = cell{'┃', theme.Strong}
		case levels[x] == 0:
			c.tone = theme.Faint
		case x >= loopA && x <= loopB:
			c.tone = theme.Accent
		case x > play:
			c.tone = theme.Dim
		}
		cells[x] = c
	}
	return m.paint(cells)
}

// cell is one cell of a line that is drawn piece by piece.
type cell struct {
	sign rune
	tone theme.Tone
}

func newCells(w int) []cell {
	out := make([]cell, w)
	for i := range out {
		out[i] = cell{' ', theme.Text}
	}
	return out
}

// paint draws cells, a run of one tone at a time.
func (m *Model) paint(cells []cell) string {
	var b strings.Builder
	b.Grow(len(cells) * 4)
	for i := 0; i < len(cells); {
		k := i
		var run strings.Builder
		for ; k < len(cells) && cells[k].tone == cells[i].tone; k++ {
			run.WriteRune(cells[k].sign)
		}
		b.WriteString(m.env.Styles.Paint(cells[i].tone, run.String()))
		i = k
	}
	return b.String()
}

// mark is what stands on the timeline at one moment.
type mark struct {
	ms    int64
	tone  theme.Tone
	forms []string // from the fullest to the bare sign
}

// marks are the moments of the timeline, those that fall together as one.
func (m *Model) marks() []mark {
	var out []mark
	for i := 0; i < len(m.points); {
		k := i + 1
		for k < len(m.points) && m.points[k].ms == m.points[i].ms {
			k++
		}
		out = append(out, m.markOf(m.points[i:k]))
		i = k
	}
	return out
}

// markOf says what the points of one moment are, in words as far as there is room.
func (m *Model) markOf(ps []point) mark {
	t := m.env.Texts
	names, lost := m.pointNames(ps)
	best := ps[0]
	for _, p := range ps {
		if p.kind != pointLoss {
			best = p
			break
		}
	}
	sign, tone := pointSign(best.kind)
	out := mark{ms: ps[0].ms, tone: tone}
	at := " " + lang.Clock(ps[0].ms)
	tail := ""
	if lost {
		tail = "▼"
	}
	if len(names) == 0 && lost {
		out.forms = []string{"▼" + t.Words.Lost + at, "▼" + t.Words.Lost, "▼"}
		return out
	}
	if len(names) > 0 {
		whole := strings.Join(names, "+")
		out.forms = []string{sign + whole + tail + at, sign + whole + tail, sign + names[0] + tail}
	}
	out.forms = append(out.forms, sign)
	return out
}

// pointNames names the points of one moment. An objection says more than the
// miss of the item about objections, which falls together with it.
func (m *Model) pointNames(ps []point) (names []string, lost bool) {
	t := m.env.Texts
	objected := false
	for _, p := range ps {
		if p.kind == pointObjection {
			objected = true
			names = append(names, objectionName(t, p.object))
		}
	}
	for _, p := range ps {
		switch p.kind {
		case pointLoss:
			lost = true
		case pointMiss:
			if p.item != scoring.Objections || !objected {
				names = append(names, clean.Line(t.Words.ItemShort(p.item)))
			}
		}
	}
	return names, lost
}

func pointSign(k pointKind) (string, theme.Tone) {
	switch k {
	case pointLoss:
		return "▼", theme.Bad
	case pointMiss, pointObjection:
		return "✗", theme.Bad
	case pointPartial:
		return "~", theme.Warn
	case pointAnswered:
		return "✓", theme.Good
	case pointCoached:
		return "◆", theme.Accent
	case pointNote:
		return "■", theme.Accent
	}
	return "▪", theme.Accent
}

// markLines draws the timeline: what happened when, and the playhead.
func (m *Model) markLines(rows, labels, width int) []string {
	if rows == 0 {
		return nil
	}
	st, t := m.env.Styles, m.env.Texts
	lines := make([][]cell, rows)
	for i := range lines {
		lines[i] = newCells(width)
	}
	m.placeMarks(lines, width)
	for _, f := range m.faults {
		placeFault(lines[rows-1], m.columnOf(f.FromMS, width), m.columnOf(f.ToMS, width), t.Review.Faults[f.Kind])
	}
	play := m.columnOf(m.pos(), width)
	for i := range lines {
		if lines[i][play].sign == ' ' {
			lines[i][play] = cell{'┃', theme.Strong}
		}
	}
	out := make([]string, rows)
	for i := range lines {
		label := ""
		if i == 0 {
			label = " " + t.Review.Timeline
		}
		out[i] = st.Paint(theme.Dim, layout.Pad(label, labels)) + m.paint(lines[i])
	}
	return out
}

// placeMarks writes the marks, those that follow each other on rows that
// alternate, each in the fullest form that ends before the next mark of its row.
func (m *Model) placeMarks(lines [][]cell, width int) {
	marks := m.marks()
	ends := make([]int, len(lines)) // first free column of each row
	for i, k := range marks {
		row := i % len(lines)
		x, limit := m.columnOf(k.ms, width), width
		if next := i + len(lines); next < len(marks) {
			limit = max(m.columnOf(marks[next].ms, width)-1, 0)
		}
		for f, form := range k.forms {
			n := len([]rune(form))
			at := x
			if limit == width && at+n > width {
				at = max(width-n, ends[row]) // the last of a row may move to the left
			}
			bare := f == len(k.forms)-1
			if at < ends[row] || at+n > limit && !bare || at+n > width {
				continue
			}
			for j, r := range []rune(form) {
				lines[row][at+j] = cell{r, k.tone}
			}
			ends[row] = at + n + 1
			break
		}
	}
}

// placeFault underlines a stretch where the sound is at fault, and names it
// where its name fits.
func placeFault(line []cell, from, to int, name string) {
	to = min(to, len(line)-1)
	for x := max(from, 0); x <= to; x++ {
		if line[x].sign == ' ' {
			line[x] = cell{'~', theme.Warn}
		}
	}
	text := []rune("~ " + name + " ")
	if from < 0 || from+len(text) > to || !underlined(line[from:from+len(text)]) {
		return
	}
	for i, r := range text {
		line[from+i] = cell{r, theme.Warn}
	}
}

func underlined(cells []cell) bool {
	return !slices.ContainsFunc(cells, func(c cell) bool { return c.sign != '~' })
}
