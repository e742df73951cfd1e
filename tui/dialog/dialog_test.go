package dialog

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
	"razbor/tui/theme"
)

func env() *screen.Env {
	return &screen.Env{Texts: lang.For(lang.RU), Styles: theme.New(theme.Options{Profile: colorprofile.TrueColor})}
}

func groups() []keys.Group {
	return []keys.Group{{Title: "Экран", Bindings: []keys.Binding{
		keys.Bind("Enter", "разобрать", "enter"), keys.Bind("n", "следующий промах", "n").Unless("промахов нет"),
		keys.Command("theme", "тёмная или светлая тема"), keys.Bind("r", "обновить данные", "r"),
	}}, {Title: "Везде", Bindings: []keys.Binding{keys.Bind("q", "выход", "q")}}}
}

func TestThePaletteOffersWhatCanBeDone(t *testing.T) {
	t.Parallel()
	view := ansi.Strip(NewPalette(groups()).View(env(), 120, 36))
	for _, want := range []string{"разобрать", "тёмная или светлая тема", "выход"} {
		if !strings.Contains(view, want) {
			t.Errorf("%q is not offered:\n%s", want, view)
		}
	}
	if strings.Contains(view, "следующий промах") || strings.Contains(view, "cmd:") {
		t.Errorf("offers what cannot be done, or shows an inner name:\n%s", view)
	}
}

func TestThePaletteFindsWordsTypedInTheOtherLayout(t *testing.T) {
	t.Parallel()
	p := NewPalette(groups())
	for _, r := range "j,yjdbnm" { // "обновить" with the Latin layout on
		p.Update(keys.Synthetic(string(r)))
	}
	done, leave := p.Update(keys.Synthetic("enter"))
	if chosen, ok := leave.(Chosen); !done || !ok || chosen.Binding.Keys[0] != "r" {
		t.Errorf("chose %+v (done %v)", leave, done)
	}
}

func TestAMenuOfSeveralKeepsWhatWasSwitched(t *testing.T) {
	t.Parallel()
	var got []Choice
	m := NewMenu("Фильтр", true, []Choice{{Text: "Группа"}, {ID: "a", Text: "один"}, {Text: "Другая"}, {ID: "b", Text: "два", On: true}},
		func(c []Choice) tea.Msg { got = c; return "done" })
	m.View(env(), 80, 24)
	m.Update(keys.Synthetic("space")) // the cursor stands on the one that is on
	m.Update(keys.Synthetic("up"))    // over the heading
	m.Update(keys.Synthetic("space"))
	done, leave := m.Update(keys.Synthetic("enter"))
	if !done || leave != "done" || len(got) != 4 || !got[1].On || got[3].On {
		t.Errorf("left %v with %+v", leave, got)
	}
}

func TestAMenuOfOneLeavesTheChosen(t *testing.T) {
	t.Parallel()
	m := NewMenu("Порядок", false, []Choice{{ID: "a", Text: "один", On: true}, {ID: "b", Text: "два"}}, func(c []Choice) tea.Msg {
		for _, one := range c {
			if one.On {
				return one.ID
			}
		}
		return nil
	})
	m.View(env(), 80, 24)
	m.Update(keys.Synthetic("down"))
	if done, leave := m.Update(keys.Synthetic("enter")); !done || leave != "b" {
		t.Errorf("left %v (done %v)", leave, done)
	}
	if done, leave := NewMenu("x", false, nil, nil).Update(keys.Synthetic("enter")); done || leave != nil {
		t.Error("an empty menu chose something")
	}
}

func TestAnInputSaysWhatIsWrongAndStays(t *testing.T) {
	t.Parallel()
	in := NewInput("Период", "день", "15.10", "12", func(s string) (tea.Msg, string) {
		if s != "12ж" {
			return nil, "не разобрать"
		}
		return s, ""
	})
	if done, _ := in.Update(keys.Synthetic("enter")); done || !strings.Contains(ansi.Strip(in.View(env(), 80, 24)), "не разобрать") {
		t.Error("a wrong text was taken, or nothing was said of it")
	}
	in.Update(keys.Synthetic("ж"))
	if done, leave := in.Update(keys.Synthetic("enter")); !done || leave != "12ж" {
		t.Errorf("left %v (done %v)", leave, done)
	}
}

func TestAPasteIsOneCleanLine(t *testing.T) {
	t.Parallel()
	in := NewInput("", "", "", "", func(s string) (tea.Msg, string) { return s, "" })
	in.Update(tea.PasteMsg{Content: "a\nb\x1b[31mc\t\u202ed"})
	if _, leave := in.Update(keys.Synthetic("enter")); leave != "a bc d" {
		t.Errorf("pasted %q", leave)
	}
}

func TestHelpSaysWhyAKeyDoesNothingNow(t *testing.T) {
	t.Parallel()
	for _, w := range []int{80, 120} {
		view := ansi.Strip(NewHelp(groups()).View(env(), w, 24))
		if !strings.Contains(view, "следующий промах: промахов нет") || strings.Contains(view, "тёмная") {
			t.Errorf("at %d:\n%s", w, view)
		}
		for l := range strings.SplitSeq(view, "\n") {
			if layout.Width(l) > w-4 {
				t.Errorf("at %d a line is %d wide", w, layout.Width(l))
			}
		}
	}
}
