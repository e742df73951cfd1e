package tui

import (
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/screen"
)

// frameKeys are the bindings that hold on every screen.
type frameKeys struct {
	help, palette, back, quit, suspend keys.Binding
	period, earlier, later, span       keys.Binding
	export, copy, sync                 keys.Binding
	nextTab, prevTab, search           keys.Binding
	goTo                               [7]keys.Binding // by screen.ID
	day, week, month, today, latest    keys.Binding
	language, theme, mouse             keys.Binding
}

func newFrameKeys(t *lang.Texts) frameKeys {
	k := t.Keys
	f := frameKeys{
		help:    keys.Bind("?", k.Help, "?", "f1"),
		palette: keys.Bind(": Ctrl+P", k.Palette, ":", "ctrl+p"),
		back:    keys.Bind("Esc", k.Back, "esc"),
		quit:    keys.Bind("q Ctrl+C", k.Quit, "q"),
		suspend: keys.Bind("Ctrl+Z", k.Suspend, "ctrl+z"),
		period:  keys.Bind("p", k.Period, "p"),
		earlier: keys.Bind(",", k.Earlier, ","),
		later:   keys.Bind(".", k.Later, "."),
		span:    keys.Bind("P", k.Range, "P"),
		search:  keys.Bind("/", k.Search, "/"),
		export:  keys.Bind("e", k.Export, "e"),
		copy:    keys.Bind("y", k.Copy, "y"),
		sync:    keys.Bind("r", k.Sync, "r", "f5"),
		nextTab: keys.Bind("Tab", k.NextTab, "ctrl+tab", "ctrl+right", "ctrl+pgdown"),
		prevTab: keys.Bind("Shift+Tab", k.PrevTab, "ctrl+shift+tab", "ctrl+left", "ctrl+pgup"),
		day:     keys.Command("day", k.PeriodDay), week: keys.Command("week", k.PeriodWeek),
		month: keys.Command("month", k.PeriodMonth), today: keys.Command("today", k.PeriodToday),
		latest: keys.Command("latest", k.PeriodLatest), language: keys.Command("language", k.SwitchLang),
		theme: keys.Command("theme", k.SwitchTheme), mouse: keys.Command("mouse", k.SwitchMotion),
	}
	f.nextTab.Show, f.prevTab.Show = "Ctrl+→", "Ctrl+←"
	for i, text := range [...]string{"", k.GoToday, k.GoCalls, k.GoReview, k.GoManagers, k.GoHours, k.GoCauses} {
		if i > 0 {
			f.goTo[i] = keys.Bind(string(rune('0'+i)), text, string(rune('0'+i)))
		}
	}
	return f
}

// periods are the bindings that a screen of one call has no use for.
func (f *frameKeys) periods() []*keys.Binding {
	return []*keys.Binding{&f.period, &f.earlier, &f.later, &f.span, &f.day, &f.week, &f.month, &f.today, &f.latest}
}

// group lists the frame's bindings for help and palette.
func (f frameKeys) group(title string) keys.Group {
	g := keys.Group{Title: title}
	if f.search.Off == "" {
		g.Bindings = append(g.Bindings, f.search)
	}
	for id := screen.Today; id <= screen.Causes; id++ {
		g.Bindings = append(g.Bindings, f.goTo[id])
	}
	g.Bindings = append(g.Bindings, f.nextTab, f.prevTab, f.period, f.earlier, f.later, f.span, f.back, f.palette, f.help,
		f.export, f.copy, f.sync, f.suspend, f.quit, f.day, f.week, f.month, f.today, f.latest, f.language, f.theme, f.mouse)
	return g
}

// all are the groups of the present screen and the frame's.
func (m *Model) all() []keys.Group {
	t := m.env.Texts.Frame
	groups := append([]keys.Group(nil), m.current().Keys()...)
	if len(groups) > 0 && groups[0].Title == "" {
		groups[0].Title = m.tabName(m.active)
	}
	frame := m.keys
	if _, ok := m.current().(screen.Copier); !ok {
		frame.copy = frame.copy.Unless(t.NothingToCopy)
	}
	if _, ok := m.current().(screen.Exporter); !ok {
		frame.export = frame.export.Unless(t.NothingToExport)
	}
	if m.active == screen.Calls {
		frame.search = frame.search.Unless(m.tabName(screen.Calls)) // it has its own
	}
	if whole(m.current()) {
		for _, b := range frame.periods() {
			*b = b.Unless(t.OneCall)
		}
	}
	return append(groups, frame.group(t.HelpEverywhere))
}

func (m *Model) tabName(id screen.ID) string {
	t := m.env.Texts.Frame
	return [...]string{"", t.Today, t.Calls, t.Review, t.Managers, t.Hours, t.Causes}[id]
}
