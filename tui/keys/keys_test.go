package keys

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestEveryLetterKeyWorksInBothLayouts(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		key  tea.KeyPressMsg
		want string
	}{
		"latin letter":                {tea.KeyPressMsg{Code: 'n', Text: "n"}, "n"},
		"its place in Russian":        {tea.KeyPressMsg{Code: 'т', Text: "т"}, "n"},
		"quit in Russian":             {tea.KeyPressMsg{Code: 'й', Text: "й"}, "q"},
		"capital":                     {tea.KeyPressMsg{Code: 'о', Text: "О", Mod: tea.ModShift}, "J"},
		"capital without a modifier":  {tea.KeyPressMsg{Code: 'О', Text: "О"}, "J"},
		"ctrl with a Cyrillic letter": {tea.KeyPressMsg{Code: 'с', Mod: tea.ModCtrl}, "ctrl+c"},
		"ctrl with a base code":       {tea.KeyPressMsg{Code: 'с', BaseCode: 'c', Mod: tea.ModCtrl}, "ctrl+c"},
		"bracket":                     {tea.KeyPressMsg{Code: 'х', Text: "х"}, "["},
		"next day":                    {tea.KeyPressMsg{Code: 'ю', Text: "ю"}, "."},
		"palette":                     {tea.KeyPressMsg{Code: 'ж', Text: "Ж", Mod: tea.ModShift}, ":"},
		"named key":                   {tea.KeyPressMsg{Code: tea.KeyEnter}, "enter"},
		"space":                       {tea.KeyPressMsg{Code: ' ', Text: " "}, "space"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var r Reader
			if p := r.Read(c.key); !p.Named(c.want) {
				t.Errorf("%v is named %q, want %q among them", c.key, p.names[:p.n], c.want)
			}
		})
	}
}

func TestASignOfBothLayoutsFollowsTheLastLetter(t *testing.T) {
	t.Parallel()
	dot := tea.KeyPressMsg{Code: '.', Text: "."}
	var r Reader
	if p := r.Read(dot); !p.Named(".") || p.Named("/") {
		t.Errorf("before any letter the dot is named %q, want the dot", p.names[:p.n])
	}
	r.Read(tea.KeyPressMsg{Code: 'о', Text: "о"})
	if p := r.Read(dot); !p.Named("/") || p.Named(".") {
		t.Errorf("after a Russian letter the dot is named %q, want the slash", p.names[:p.n])
	}
	r.Read(tea.KeyPressMsg{Code: 'j', Text: "j"})
	if p := r.Read(dot); !p.Named(".") {
		t.Errorf("after a Latin letter the dot is named %q, want the dot", p.names[:p.n])
	}
}

func TestTheFirstDotGoesByBothNamesWhereTheLayoutMayBeRussian(t *testing.T) {
	t.Parallel()
	dot, comma := tea.KeyPressMsg{Code: '.', Text: "."}, tea.KeyPressMsg{Code: ',', Text: ","}
	r := Reader{Guess: true}
	if p := r.Read(dot); !p.Named(".") || !p.Named("/") {
		t.Errorf("before any letter the dot is named %q, want both", p.names[:p.n])
	}
	if p := r.Read(comma); !p.Named(",") || p.Named("?") {
		t.Errorf("before any letter the comma is named %q, want the comma", p.names[:p.n])
	}
	r.Read(tea.KeyPressMsg{Code: 'j', Text: "j"})
	if p := r.Read(dot); p.Named("/") {
		t.Errorf("after a Latin letter the dot is named %q", p.names[:p.n])
	}
}

func TestABindingOutOfForceDoesNotMatchButIsHit(t *testing.T) {
	t.Parallel()
	b := Bind("n", "next", "n").Unless("no misses")
	p := Synthetic("n")
	if p.Is(b) {
		t.Error("a binding out of force matched")
	}
	if !p.Hits(b) {
		t.Error("the press of a binding out of force was not told")
	}
}

func TestEscAndAKeySentAsOneAreTakenApart(t *testing.T) {
	t.Parallel()
	for want, k := range map[string]tea.KeyPressMsg{
		"4": {Code: '4', Mod: tea.ModAlt}, "J": {Code: 'j', Mod: tea.ModAlt | tea.ModShift}, "q": {Code: 'й', Mod: tea.ModAlt},
		"enter": {Code: tea.KeyEnter, Mod: tea.ModAlt},
	} {
		esc, next, ok := Apart(k)
		var r Reader
		if p := r.Read(next); !ok || esc.Code != tea.KeyEscape || !p.Named(want) {
			t.Errorf("%v is %v and %q, want %q", k, esc, p.names[:p.n], want)
		}
	}
	if _, _, ok := Apart(tea.KeyPressMsg{Code: 'x', Text: "x"}); ok {
		t.Error("a plain key was taken apart")
	}
}
