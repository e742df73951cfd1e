// Package firststart is the form of a first start: where the calls come from,
// what a lost one costs, who answers them. It ends with the answers for a
// configuration, or with the wish to look at the demo department. It writes
// nothing itself.
package firststart

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"razbor/store/config"
	"razbor/tui/clean"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/theme"
	"razbor/tui/widget"
)

// Choice is what a person decided.
type Choice string

// The choices.
const (
	Nothing  Choice = ""         // left without deciding
	Files    Choice = "files"    // Answers hold the sources
	Demo     Choice = "demo"     // look at the demo department
	Template Choice = "template" // write a commented configuration to fill in
)

// Result is what the form ended with.
type Result struct {
	Choice  Choice
	Answers config.Answers
}

// Finder finds the extensions that answer calls in the files of a source.
type Finder func(ctx context.Context, s config.Source) ([]string, error)

// stage is one page of the form.
type stage int

const (
	choosing stage = iota
	files
	money
	looking // for managers, in the background
	naming
	over
)

const steps = 4 // that a person sees

// Model is the form. It is used from the event loop alone.
type Model struct {
	texts  *lang.Texts
	styles *theme.Styles
	find   Finder
	reader keys.Reader
	w, h   int
	stage  stage
	form   *huh.Form
	stop   context.CancelFunc
	said   said
	result Result
}

// said is what was typed so far.
type said struct {
	choice                                        Choice
	cdr, queueLog, recordings, transcripts, deals string
	company, deal, conversion, leadCost           string
	hours, lines                                  string
	extensions                                    []string
	names                                         []string
}

type foundManagers struct{ extensions []string }

// New makes the form.
func New(t *lang.Texts, st *theme.Styles, find Finder) *Model {
	m := &Model{texts: t, styles: st, find: find, w: layout.MinWidth, h: layout.MinHeight}
	m.said = said{choice: Files, deal: t.First.DealHint, conversion: t.First.ConversionHint, hours: t.First.HoursHint}
	m.said.cdr, m.said.queueLog, m.said.recordings = present(t.First.CDRHint), present(t.First.QueueLogHint), present(t.First.RecordingsHint)
	m.open(choosing)
	return m
}

// Result returns what the form ended with.
func (m *Model) Result() Result { return m.result }

// Init implements tea.Model.
func (m *Model) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, m.form.Init()) }

// open shows a page.
func (m *Model) open(s stage) tea.Cmd {
	m.stage = s
	switch s {
	case choosing:
		m.form = m.choosingForm()
	case files:
		m.form = m.filesForm()
	case money:
		m.form = m.moneyForm()
	case naming:
		m.form = m.namingForm()
	default:
		m.form = nil
		return nil
	}
	m.form = m.form.WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return formStyles(m.styles) })).
		WithShowHelp(false).WithWidth(m.inner()).WithHeight(max(m.h-10, 6))
	return m.form.Init()
}

func (m *Model) inner() int { return min(m.w, 100) - 2*widget.PanelInset }

// Update implements tea.Model.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		if m.form != nil {
			m.form = m.form.WithWidth(m.inner()).WithHeight(max(m.h-10, 6))
		}
		return m, nil
	case tea.ColorProfileMsg:
		m.styles = theme.New(theme.Options{Profile: msg.Profile, Light: m.styles.Light, ASCII: m.styles.ASCII})
		return m, nil
	case tea.BackgroundColorMsg:
		m.styles = theme.New(theme.Options{Profile: m.styles.Profile, Light: !msg.IsDark(), ASCII: m.styles.ASCII})
		return m, nil
	case tea.EnvMsg:
		ascii := msg.Getenv("RAZBOR_ASCII") != "" && msg.Getenv("RAZBOR_ASCII") != "0"
		m.styles = theme.New(theme.Options{Profile: m.styles.Profile, Light: m.styles.Light, ASCII: ascii})
		return m, nil
	case tea.PasteMsg:
		return m, m.toForm(tea.PasteMsg{Content: clean.Line(msg.Content)})
	case tea.KeyPressMsg:
		if done, cmd := m.press(m.reader.Read(msg)); done {
			return m, cmd
		}
	case foundManagers:
		m.said.extensions = msg.extensions
		m.said.names = make([]string, len(msg.extensions))
		return m, m.open(naming)
	}
	return m, m.toForm(msg)
}

// press takes the keys that lead out of a page.
func (m *Model) press(p keys.Press) (bool, tea.Cmd) {
	switch {
	case p.Named("ctrl+c"):
		m.cancel()
		return true, tea.Quit
	case p.Named("esc"):
		m.cancel()
		switch m.stage {
		case choosing:
			return true, tea.Quit
		case naming, looking:
			return true, m.open(money)
		}
		return true, m.open(m.stage - 1)
	}
	return m.form == nil, nil
}

func (m *Model) cancel() {
	if m.stop != nil {
		m.stop()
		m.stop = nil
	}
}

func (m *Model) toForm(msg tea.Msg) tea.Cmd {
	if m.form == nil {
		return nil
	}
	next, cmd := m.form.Update(msg)
	if f, ok := next.(*huh.Form); ok {
		m.form = f
	}
	if m.form.State == huh.StateCompleted {
		return m.next()
	}
	return cmd
}

// next goes on from a page that is filled in.
func (m *Model) next() tea.Cmd {
	switch m.stage {
	case choosing:
		if m.said.choice != Files {
			m.result = Result{Choice: m.said.choice}
			m.open(over)
			return tea.Quit
		}
		return m.open(files)
	case files:
		return m.open(money)
	case money:
		return m.look()
	}
	m.result = Result{Files, m.answers()}
	m.open(over)
	return tea.Quit
}

// look finds the managers in the records, in the background.
func (m *Model) look() tea.Cmd {
	m.open(looking)
	ctx, stop := context.WithCancel(context.Background())
	m.stop = stop
	find, src := m.find, m.source()
	return func() tea.Msg {
		found, err := find(ctx, src)
		if errors.Is(err, context.Canceled) {
			return nil
		}
		// Records that cannot be read are told by the first sync, file and line.
		return foundManagers{found}
	}
}

// View implements tea.Model.
func (m *Model) View() tea.View {
	v := tea.NewView(m.styles.Frame(m.draw()))
	v.AltScreen = true
	v.WindowTitle = m.texts.Frame.Title
	return v
}

func (m *Model) draw() string {
	t, st := m.texts, m.styles
	if m.w < layout.MinWidth || m.h < layout.MinHeight {
		return layout.Fit(fmt.Sprintf(t.Frame.TooSmall, layout.MinWidth, layout.MinHeight), m.w, m.h)
	}
	w := min(m.w, 100)
	var lines []string
	for _, l := range layout.Wrap(t.First.Hello, w-widget.PanelInset) {
		lines = append(lines, st.Paint(theme.Dim, l))
	}
	lines = append(lines, "")
	if m.form != nil {
		lines = append(lines, strings.Split(m.form.View(), "\n")...)
	} else if m.stage == looking {
		lines = append(lines, st.Paint(theme.Accent, t.First.Looking))
	}
	note := fmt.Sprintf(t.First.Step, min(int(m.stage)+1, steps), steps)
	body := widget.Panel(st, w, m.h-2, "razbor · "+t.First.Title, note, true, lines)
	hint := st.PaintOn(theme.Bar, theme.Dim, layout.Pad(" "+t.First.Hint, m.w))
	return layout.Fit("\n"+body+"\n"+hint, m.w, m.h)
}
