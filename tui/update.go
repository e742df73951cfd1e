package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/dialog"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// Update implements tea.Model: it leads a message to where it belongs. All
// commands leave by the one return.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.route(msg)
	return m, tea.Batch(cmd, m.spinLater())
}

// route leads, in this order: reports of the terminal, keys and mouse, requests
// of screens and dialogs, answers to the frame's own loads, and all else to
// every screen: a screen knows its own messages.
func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.resize(msg.Width, msg.Height)
		return nil
	case tea.ColorProfileMsg, tea.BackgroundColorMsg, tea.EnvMsg, tea.ResumeMsg:
		return m.terminal(msg)
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.PasteMsg:
		return m.paste(msg)
	case tea.MouseMsg:
		return m.mouse(msg)
	case dialog.Chosen:
		return m.run(keys.Synthetic(msg.Binding.Keys[0]))
	case screen.Go:
		return m.goTo(msg.Place)
	case screen.Back:
		return m.goBack()
	case screen.SetPeriod:
		return m.drill(msg.Period)
	case screen.Open:
		m.dialogs = append(m.dialogs, msg.Dialog)
		return nil
	case screen.Toast:
		return m.say(msg.Level, msg.Text)
	case screen.Ask:
		return m.run(keys.Synthetic(msg.Command))
	}
	if cmd, own := m.own(msg); own {
		return cmd
	}
	return m.everyone(msg)
}

// own takes the answers to the frame's own loads and ticks.
func (m *Model) own(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case spinTick:
		m.spinning = false
		m.spin++
	case toastOver:
		m.toastOver(msg)
	case pollTick:
		return m.poll(), true
	case versionSeen:
		return m.versionSeen(msg), true
	case spanLoaded:
		return m.spanLoaded(msg), true
	case syncTick:
		return m.syncTick(), true
	case syncDone:
		return m.syncDone(msg), true
	case exportTo:
		return m.write(msg), true
	case exported:
		return m.exported(msg), true
	default:
		return nil, false
	}
	return nil, true
}

func (m *Model) terminal(msg tea.Msg) tea.Cmd {
	before := m.looks
	switch msg := msg.(type) {
	case tea.ColorProfileMsg:
		m.looks.Profile = msg.Profile
	case tea.BackgroundColorMsg:
		if m.painted() { // the answer is the colour that we asked for
			return nil
		}
		m.terminalLight = !msg.IsDark()
		if !m.fixed {
			m.looks.Light = m.terminalLight
		}
	case tea.EnvMsg:
		m.looks.ASCII = msg.Getenv("RAZBOR_ASCII") != "" && msg.Getenv("RAZBOR_ASCII") != "0"
		if chosen := msg.Getenv("RAZBOR_THEME"); chosen == "light" || chosen == "dark" {
			m.looks.Light, m.fixed = chosen == "light", true
		}
	case tea.ResumeMsg:
		return m.poll()
	}
	if m.looks == before {
		return nil
	}
	return m.restyle()
}

// painted reports whether the terminal's background is now one that we set.
func (m *Model) painted() bool { return m.fixed && m.looks.Light != m.terminalLight }

// key reads a key. Where no text is typed, Alt is Esc before the key.
func (m *Model) key(msg tea.KeyPressMsg) tea.Cmd {
	if esc, next, ok := keys.Apart(msg); ok && !m.typing() {
		return tea.Batch(m.press(m.reader.Read(esc)), m.press(m.reader.Read(next)))
	}
	return m.press(m.reader.Read(msg))
}

// typing reports whether keys go into a text.
func (m *Model) typing() bool {
	if n := len(m.dialogs); n > 0 {
		return m.dialogs[n-1].Typing()
	}
	return m.current().Typing()
}

// press leads a key: the quit that always works, the window on top, the text
// being typed, the keys that hold everywhere, the screen.
func (m *Model) press(p keys.Press) tea.Cmd {
	switch {
	case p.Named("ctrl+c"):
		return tea.Quit
	case p.Named("ctrl+z"):
		return tea.Suspend
	case len(m.dialogs) > 0:
		return m.toDialog(p)
	case m.current().Typing() && !p.Named("ctrl+p"):
		if p.Named("esc") {
			m.current().Stop()
			return nil
		}
		return m.current().Update(p)
	}
	return m.run(p)
}

// run does a key outside texts and windows.
func (m *Model) run(p keys.Press) tea.Cmd {
	if cmd, done := m.global(p); done {
		return cmd
	}
	for _, g := range m.current().Keys() {
		for _, b := range g.Bindings {
			if b.Off != "" && p.Hits(b) {
				return m.say(screen.News, b.Text+": "+b.Off)
			}
		}
	}
	return m.current().Update(p)
}

// global does the keys that hold everywhere.
func (m *Model) global(p keys.Press) (tea.Cmd, bool) {
	k := m.keys
	for id := screen.Today; id <= screen.Causes; id++ {
		if p.Is(k.goTo[id]) {
			return m.goTo(screen.Place{Screen: id, Keep: true}), true
		}
	}
	switch {
	case p.Is(k.quit):
		return tea.Quit, true
	case p.Is(k.back):
		return m.escape(), true
	case p.Is(k.help):
		m.dialogs = append(m.dialogs, dialog.NewHelp(m.all()))
		return nil, true
	case p.Is(k.palette):
		m.dialogs = append(m.dialogs, dialog.NewPalette(m.all()))
		return nil, true
	case p.Is(k.nextTab):
		return m.turn(1), true
	case p.Is(k.prevTab):
		return m.turn(-1), true
	case p.Is(k.export):
		return m.export(), true
	case p.Is(k.copy):
		return m.copy(), true
	case p.Is(k.sync):
		return m.startSync(), true
	}
	if cmd, done := m.periodKey(p); done {
		return cmd, true
	}
	if p.Is(k.search) && m.active != screen.Calls {
		return m.goTo(screen.Place{Screen: screen.Calls, Search: true}), true
	}
	return m.looksKey(p)
}

func (m *Model) periodKey(p keys.Press) (tea.Cmd, bool) {
	k := m.keys
	if whole(m.current()) {
		return m.noPeriod(p)
	}
	switch {
	case p.Is(k.period):
		return m.nextKind(), true
	case p.Is(k.earlier):
		return m.stepPeriod(-1), true
	case p.Is(k.later) && (m.laterCalls() || !p.Is(k.search)):
		return m.stepPeriod(1), true
	case p.Is(k.span):
		m.dialogs = append(m.dialogs, m.askPeriod())
		return nil, true
	case p.Is(k.day):
		return m.setPeriod(screen.PeriodOf(screen.OneDay, m.anchor())), true
	case p.Is(k.week):
		return m.setPeriod(screen.PeriodOf(screen.OneWeek, m.anchor())), true
	case p.Is(k.month):
		return m.setPeriod(screen.PeriodOf(screen.OneMonth, m.anchor())), true
	case p.Is(k.today):
		return m.setPeriod(screen.PeriodOf(screen.OneDay, m.env.Today())), true
	case p.Is(k.latest) && m.env.Last != 0:
		return m.setPeriod(screen.PeriodOf(screen.OneDay, m.env.Last)), true
	}
	return nil, false
}

// noPeriod says why a key of the period does nothing on a screen of one call.
func (m *Model) noPeriod(p keys.Press) (tea.Cmd, bool) {
	for _, b := range m.keys.periods() {
		if p.Is(*b) && !p.Is(m.keys.search) {
			return m.say(screen.News, b.Text+": "+m.env.Texts.Frame.OneCall), true
		}
	}
	return nil, false
}

func (m *Model) looksKey(p keys.Press) (tea.Cmd, bool) {
	k := m.keys
	switch {
	case p.Is(k.language):
		other := lang.EN
		if m.env.Texts.Lang == lang.EN {
			other = lang.RU
		}
		m.env.Texts = lang.For(other).WithTitles(m.deps.Titles)
		cmd := m.restyle()
		return tea.Batch(cmd, m.say(screen.News, m.env.Texts.Frame.LangChanged)), true
	case p.Is(k.theme):
		m.looks.Light, m.fixed = !m.looks.Light, true
		return m.restyle(), true
	case p.Is(k.mouse):
		m.noMouse = !m.noMouse
		return nil, true
	}
	return nil, false
}

// escape closes what is open on the screen, or goes back.
func (m *Model) escape() tea.Cmd {
	m.env.Waiting = m.spin >= quietFrames
	if m.env.Waiting && m.giveUp() || m.current().Stop() {
		return nil
	}
	return m.goBack()
}

func (m *Model) turn(by int) tea.Cmd {
	const tabs = int(screen.Causes)
	for id := (int(m.active)-1+by+tabs)%tabs + 1; id != int(m.active); id = (id-1+by+tabs)%tabs + 1 {
		if _, ok := m.screens[screen.ID(id)]; ok {
			return m.goTo(screen.Place{Screen: screen.ID(id), Keep: true})
		}
	}
	return nil
}

func (m *Model) toDialog(msg tea.Msg) tea.Cmd {
	top := m.dialogs[len(m.dialogs)-1]
	done, leave := top.Update(msg)
	if done {
		m.dialogs = m.dialogs[:len(m.dialogs)-1]
	}
	if leave == nil {
		return nil
	}
	return m.route(leave)
}

func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	if len(m.dialogs) > 0 {
		return m.toDialog(msg)
	}
	if m.current().Typing() {
		return m.current().Update(msg)
	}
	return nil
}

func (m *Model) askPeriod() screen.Dialog {
	t := m.env.Texts.Frame
	today := m.env.Today()
	if m.env.Last != 0 {
		today = m.env.Last
	}
	return dialog.NewInput(t.RangeTitle, m.env.Period.Say(m.env.Texts), t.RangeHint, "", func(text string) (tea.Msg, string) {
		p, err := screen.ParsePeriod(text, today)
		if err != nil {
			return nil, t.RangeBad
		}
		return screen.SetPeriod{Period: p}, ""
	})
}

// copy puts what the screen offers into the clipboard, through the terminal.
func (m *Model) copy() tea.Cmd {
	c, ok := m.current().(screen.Copier)
	text := ""
	if ok {
		text = c.Copy()
	}
	if text == "" {
		return m.say(screen.News, m.env.Texts.Frame.NothingToCopy)
	}
	first, _, _ := strings.Cut(text, "\n")
	return tea.Batch(tea.SetClipboard(text), m.say(screen.Fine, fmt.Sprintf(m.env.Texts.Frame.Copied, first)))
}
