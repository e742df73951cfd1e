package calls

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// columns are those of the list; where room is short the score goes first, then
// the loss, the wait, the talk and the manager.
func columns(t *lang.Texts, days bool) []widget.Column {
	c := t.Calls
	when := widget.Column{Title: c.Time, Width: 5}
	if days {
		when.Width = 14
	}
	return []widget.Column{
		when, {Width: 1}, {Title: c.Client, Width: 16}, {Title: c.Manager, Width: 12, Flex: 2, Drop: 1},
		{Title: c.Wait, Width: 5, Right: true, Drop: 3}, {Title: c.Talk, Width: 5, Right: true, Drop: 2},
		{Title: c.Result, Width: 16, Flex: 2}, {Title: c.Money, Width: 10, Right: true, Drop: 4}, {Title: c.Score, Width: 5, Right: true, Drop: 5},
	}
}

// cells are the cells of a call's row: a pure function of the call.
func cells(e *screen.Env, c store.Call, days bool) []widget.Cell {
	t := e.Texts
	at := e.Local(c.StartMS)
	sign, tone, result := state(t, c)
	out := []widget.Cell{
		{Text: when(e, at, days)},
		{Text: sign, Tone: tone},
		{Text: client(t, c)},
		{Draw: nameCell(e, manager(t, c), managerTone(c))},
		{Text: lang.Clock(c.WaitMS), Tone: waitTone(e, c)},
		{Text: talk(t, c), Tone: theme.Dim},
		{Text: result, Tone: tone},
		{}, {},
	}
	if c.Lost {
		loss := e.Figures.Terms.Of(1)
		out[7] = widget.Cell{Text: t.Loss(int64(loss), e.Config.Company.Currency), Tone: tone}
		if c.RecoveredMS > 0 {
			out[7].Tone = theme.Faint
		}
	}
	if c.Score >= 0 && c.Answered {
		out[8] = widget.Cell{Text: strconv.Itoa(c.Score) + t.Format.Percent, Tone: scoreTone(c.Score)}
	}
	return out
}

func when(e *screen.Env, at time.Time, days bool) string {
	t, clock := e.Texts, at.Format("15:04")
	switch {
	case days && at.Year() != e.Now().In(e.Location()).Year():
		return at.Format("02.01.06") + " " + clock
	case days:
		return t.Format.WeekdayShort[lang.Weekday(at)] + " " + at.Format("02.01") + " " + clock
	}
	return clock
}

func client(t *lang.Texts, c store.Call) string {
	if c.Client == "" {
		return t.Words.HiddenClient
	}
	return clean.Line(lang.Phone(c.Client))
}

func manager(t *lang.Texts, c store.Call) string {
	if c.Manager == "" {
		return t.Format.None
	}
	return clean.Line(c.Manager)
}

// nameCell draws a name, in its short form where the whole does not fit.
func nameCell(e *screen.Env, name string, tone theme.Tone) func(g theme.Ground, w int) string {
	return func(g theme.Ground, w int) string {
		if layout.Width(name) > w {
			name = lang.ShortName(name)
		}
		return e.Styles.PaintOn(g, tone, layout.Pad(name, w))
	}
}

func managerTone(c store.Call) theme.Tone {
	if c.Manager == "" {
		return theme.Faint
	}
	return theme.Text
}

func talk(t *lang.Texts, c store.Call) string {
	if !c.Answered {
		return t.Format.None
	}
	return lang.Clock(c.TalkMS)
}

func waitTone(e *screen.Env, c store.Call) theme.Tone {
	if long := e.Figures.Rules.LongWait.Milliseconds(); long > 0 && c.WaitMS > long && c.Direction == store.Inbound {
		return theme.Warn
	}
	return theme.Dim
}

func scoreTone(score int) theme.Tone {
	switch {
	case score >= 80:
		return theme.Good
	case score >= 50:
		return theme.Warn
	}
	return theme.Bad
}

// state says what became of a call: a sign, its tone and the words.
func state(t *lang.Texts, c store.Call) (string, theme.Tone, string) {
	w := t.Words
	reviewed := func(text string) string {
		if c.Reviewed {
			return text + " ●"
		}
		return text
	}
	switch {
	case c.Direction == store.Outbound && !c.Answered:
		return "→", theme.Dim, w.MissedBy(store.NoAnswer)
	case c.MissedBy != store.NotMissed && c.RecoveredMS > 0:
		return "✓", theme.Good, w.Recovered
	case c.MissedBy != store.NotMissed:
		return "✗", theme.Tech, w.MissedBy(c.MissedBy)
	case c.Lost:
		return "✗", theme.Talk, reviewed(clean.Line(w.Reason(c.LossReason)))
	case c.Outcome == scoring.OutcomeUnknown || c.Outcome == "":
		return "·", theme.Dim, reviewed(outbound(w, c) + w.Outcome(scoring.OutcomeUnknown))
	case c.Outcome == scoring.OutcomeNontarget || c.Outcome == scoring.OutcomeNone:
		return "·", theme.Dim, reviewed(outbound(w, c) + w.Outcome(c.Outcome))
	}
	return "✓", theme.Good, reviewed(outbound(w, c) + w.Outcome(c.Outcome))
}

func outbound(w lang.Words, c store.Call) string {
	if c.Direction == store.Outbound {
		return "→ "
	}
	return ""
}

// hitColumns are those of what a search has found.
func hitColumns(t *lang.Texts, days bool) []widget.Column {
	when := widget.Column{Title: t.Calls.Time, Width: 5}
	if days {
		when.Width = 14
	}
	return []widget.Column{when, {Title: t.Calls.Manager, Width: 14, Drop: 1}, {Width: 6, Right: true}}
}

// hitCells are the cells before the text that was found.
func hitCells(e *screen.Env, h store.Hit, days bool) []widget.Cell {
	at := ""
	if h.Segment >= 0 {
		at = lang.Clock(h.AtMS)
	}
	return []widget.Cell{
		{Text: when(e, e.Local(h.Call.StartMS), days), Tone: theme.Dim},
		{Draw: nameCell(e, manager(e.Texts, h.Call), theme.Text)},
		{Text: at, Tone: theme.Accent},
	}
}

// excerpt begins a text shortly before what was found in it, where that would
// not be seen otherwise in w cells.
func excerpt(text string, marked [][2]int, w int) (string, [][2]int) {
	if len(marked) == 0 || marked[0][0] < 0 || marked[0][1] > len(text) || marked[0][0] > marked[0][1] {
		return text, nil
	}
	at := marked[0][0]
	if layout.Width(text[:marked[0][1]]) < w {
		return text, marked
	}
	from, after := at, layout.Width(text[at:])
	for before := 0; from > 0 && (before < w/3 || before+after < w-1); before = layout.Width(text[from:at]) {
		_, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
	}
	if space := strings.IndexByte(text[from:at], ' '); space >= 0 {
		from += space + 1
	}
	const dots = "…"
	moved := make([][2]int, 0, len(marked))
	for _, m := range marked {
		moved = append(moved, [2]int{m[0] - from + len(dots), m[1] - from + len(dots)})
	}
	return dots + text[from:], moved
}
