package review

import (
	"fmt"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/clean"
	"razbor/tui/dialog"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

type (
	// verdictChosen is the reviewer's verdict on an item of a call.
	verdictChosen struct {
		call    string
		item    scoring.Item
		verdict scoring.Verdict
	}
	// outcomeChosen is the reviewer's outcome of a call.
	outcomeChosen struct {
		call    string
		outcome scoring.Outcome
	}
	// noteTyped is a note at a moment of a call.
	noteTyped struct {
		call string
		atMS int64
		text string
	}
	// goTyped is a moment to go to.
	goTyped struct {
		call string
		ms   int64
	}
)

// agree says that the verdict of the chosen row is right.
func (m *Model) agree() tea.Cmd {
	r, ok := m.chosen()
	if !ok || r.kind != rowItem && r.kind != rowOutcome {
		return m.news(m.env.Texts.Review.NothingChosen)
	}
	if r.kind == rowOutcome {
		return m.mark(store.Mark{Agrees: true, Outcome: m.machineOutcome()})
	}
	return m.mark(store.Mark{Item: r.item, Agrees: true, Verdict: r.finding.Verdict})
}

// machineOutcome is the outcome before any word of the reviewer's.
func (m *Model) machineOutcome() scoring.Outcome {
	if m.d.call.OutcomeFrom != store.FromReviewer {
		return m.d.call.Outcome
	}
	return m.d.judgement.Outcome
}

// disagree asks what is right.
func (m *Model) disagree() tea.Cmd {
	r, ok := m.chosen()
	if !ok || r.kind != rowItem && r.kind != rowOutcome {
		return m.news(m.env.Texts.Review.NothingChosen)
	}
	if r.kind == rowOutcome {
		return screen.Send(screen.Open{Dialog: m.outcomeMenu()})
	}
	return screen.Send(screen.Open{Dialog: m.verdictMenu(r)})
}

func (m *Model) verdictMenu(r row) screen.Dialog {
	t, call := m.env.Texts, m.id
	var choices []dialog.Choice
	for _, v := range []scoring.Verdict{scoring.Pass, scoring.Partial, scoring.Miss, scoring.NotApplicable} {
		if v != r.finding.Verdict {
			choices = append(choices, dialog.Choice{ID: string(v), Text: verdictSign(v) + " " + t.Words.Verdict(v), On: r.marked && r.verdict == v})
		}
	}
	return dialog.NewMenu(fmt.Sprintf(t.Review.VerdictTitle, itemName(t, r.item)), false, choices, func(c []dialog.Choice) tea.Msg {
		return verdictChosen{call, r.item, scoring.Verdict(chosenID(c))}
	})
}

func (m *Model) outcomeMenu() screen.Dialog {
	t, call := m.env.Texts, m.id
	var choices []dialog.Choice
	for _, o := range []scoring.Outcome{
		scoring.OutcomeMeeting, scoring.OutcomeProposal, scoring.OutcomeSale, scoring.OutcomeCallback, scoring.OutcomeNone, scoring.OutcomeNontarget,
	} {
		choices = append(choices, dialog.Choice{ID: string(o), Text: t.Words.Outcome(o), On: o == m.d.call.Outcome})
	}
	return dialog.NewMenu(t.Review.OutcomeTitle, false, choices, func(c []dialog.Choice) tea.Msg {
		return outcomeChosen{call, scoring.Outcome(chosenID(c))}
	})
}

func chosenID(choices []dialog.Choice) string {
	for _, c := range choices {
		if c.On {
			return c.ID
		}
	}
	return ""
}

func (m *Model) verdictChosen(msg verdictChosen) tea.Cmd {
	if msg.call != m.id || msg.verdict == "" {
		return nil
	}
	return m.mark(store.Mark{Item: msg.item, Verdict: msg.verdict})
}

func (m *Model) outcomeChosen(msg outcomeChosen) tea.Cmd {
	if msg.call != m.id || msg.outcome == "" {
		return nil
	}
	return m.mark(store.Mark{Outcome: msg.outcome, Agrees: msg.outcome == m.machineOutcome()})
}

// mark keeps the reviewer's word.
func (m *Model) mark(k store.Mark) tea.Cmd {
	t := m.env.Texts
	k.CallID, k.Author, k.MadeMS = m.id, m.env.Author, m.env.Now().UnixMilli()
	what := strings.ToLower(t.Review.OutcomeRow) + ": " + t.Words.Outcome(k.Outcome)
	if k.Item != "" {
		what = strings.ToLower(itemName(t, k.Item)) + ": " + t.Words.Verdict(k.Verdict)
	}
	text := fmt.Sprintf(t.Review.Disagree, what)
	if k.Agrees {
		text = fmt.Sprintf(t.Review.Agree, what)
	}
	d := deed{kind: deedMark, text: text, mark: k}
	if before, ok := markOf(m.d.marks, k.Item); ok {
		d.before = &before
	}
	return m.do(d)
}

// toggleReviewed says that the call is reviewed, or not.
func (m *Model) toggleReviewed() tea.Cmd {
	t := m.env.Texts.Review
	d := deed{kind: deedReviewed, reviewed: !m.d.call.Reviewed, text: t.DidNot}
	if d.reviewed {
		d.text = t.DidReviewed
	}
	return m.do(d)
}

// askNote asks for a note at the present moment. The sound goes on.
func (m *Model) askNote() tea.Cmd {
	t, call, at := m.env.Texts.Review, m.id, m.pos()
	return screen.Send(screen.Open{Dialog: dialog.NewInput(t.NoteTitle, sayTimes(t.NoteLabel, at), t.NoteHint, "",
		func(text string) (tea.Msg, string) { return noteTyped{call, at, text}, "" })})
}

func (m *Model) noteTyped(msg noteTyped) tea.Cmd {
	if msg.call != m.id {
		return nil
	}
	return m.addNote(store.Note{AtMS: msg.atMS, Text: msg.text})
}

// addNote keeps a note, a bookmark or a moment for coaching.
func (m *Model) addNote(n store.Note) tea.Cmd {
	t := m.env.Texts.Review
	n.CallID, n.Author, n.MadeMS = m.id, m.env.Author, m.env.Now().UnixMilli()
	text := sayTimes(t.DidNote, n.AtMS)
	switch {
	case n.Coached:
		text = sayTimes(t.DidCoach, n.AtMS)
	case n.Text == "":
		text = sayTimes(t.DidMark, n.AtMS)
	}
	return m.do(deed{kind: deedNote, note: n, text: text, id: new(atomic.Int64)})
}

// collect puts the line that is heard into the coaching playlist.
func (m *Model) collect() tea.Cmd {
	n := store.Note{AtMS: m.pos(), Coached: true}
	if i := lineAt(m.lines, n.AtMS); i >= 0 {
		n.AtMS = m.lines[i].startMS
	}
	return m.addNote(n)
}

// removeNote takes the chosen note away.
func (m *Model) removeNote() tea.Cmd {
	r, ok := m.chosen()
	if !ok || r.kind != rowNote || r.note.ID == 0 {
		return m.news(m.env.Texts.Review.NothingChosen)
	}
	d := deed{kind: deedNoNote, note: r.note, text: m.env.Texts.Review.DidRemove, id: new(atomic.Int64)}
	d.id.Store(r.note.ID)
	return m.do(d)
}

// askGo asks where to go.
func (m *Model) askGo() tea.Cmd {
	t, call, here, length := m.env.Texts.Review, m.id, m.pos(), m.length()
	return screen.Send(screen.Open{Dialog: dialog.NewInput(t.GoTitle, t.GoLabel, t.GoHint, "", func(text string) (tea.Msg, string) {
		ms, ok := parseMoment(text, here, length)
		if !ok {
			return nil, t.GoBad
		}
		return goTyped{call, ms}, ""
	})})
}

// Copy implements screen.Copier: the call with its moment, as razbor call takes it.
func (m *Model) Copy() string {
	if !m.open {
		return ""
	}
	return clean.Line(m.id) + "@" + lang.Clock(m.pos())
}

// copyQuote copies the words that are heard, with who says them and when.
func (m *Model) copyQuote() tea.Cmd {
	i := lineAt(m.lines, m.pos())
	if i < 0 {
		return m.news(m.env.Texts.Frame.NothingToCopy)
	}
	u := m.lines[i]
	text := lang.Clock(u.startMS) + " " + speakerName(m.env.Texts, u.speaker) + ": " + u.text()
	return tea.Batch(tea.SetClipboard(text), screen.Say(screen.Fine, fmt.Sprintf(m.env.Texts.Review.Copied, text)))
}
