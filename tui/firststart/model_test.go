package firststart

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"razbor/store/config"
	"razbor/store/demo"
	"razbor/tui/lang"
	"razbor/tui/theme"
	"razbor/tui/tuitest"
)

func model(t *testing.T) (*Model, string) {
	t.Helper()
	home := t.TempDir()
	if err := demo.Lay(home); err != nil {
		t.Fatal(err)
	}
	find := func(ctx context.Context, s config.Source) ([]string, error) { return Extensions(ctx, s, tuitest.Now()) }
	return New(lang.For(lang.RU), theme.New(theme.Options{Profile: colorprofile.TrueColor}), find), filepath.Join(home, "files")
}

func start(t *testing.T) (*Model, *tuitest.Terminal) {
	t.Helper()
	m, _ := model(t)
	return m, tuitest.Start(t, m, 100, 36)
}

// form drives the model field by field: the next field has the focus only after
// a command has run.
type form struct {
	t    *testing.T
	m    *Model
	loop *tuitest.Loop
}

func (f form) at(key string) {
	f.t.Helper()
	f.loop.Until("the field "+key, func() bool {
		return f.m.form != nil && f.m.form.GetFocusedField() != nil && f.m.form.GetFocusedField().GetKey() == key
	})
}

func (f form) say(key, text string) {
	f.t.Helper()
	f.at(key)
	for _, r := range text {
		f.loop.Send(tuitest.Key(string(r)))
	}
	f.loop.Send(tuitest.Key("enter"))
}

func (f form) sees(text string) {
	f.t.Helper()
	f.loop.Until(text, func() bool { return strings.Contains(f.m.draw(), text) })
}

func TestTheAnswersMakeAConfiguration(t *testing.T) {
	t.Parallel()
	m, files := model(t)
	f := form{t, m, tuitest.NewLoop(t, func(msg tea.Msg) tea.Cmd {
		_, cmd := m.Update(msg)
		return cmd
	})}
	f.loop.Do(m.Init())
	f.sees("Откуда брать звонки?")
	f.loop.Send(tuitest.Key("enter"))
	f.say("cdr", "")
	f.sees("без журнала звонков не обойтись")
	f.say("cdr", filepath.Join(files, "cdr", "Master.csv"))
	f.say("queueLog", filepath.Join(files, "nothing"))
	f.sees("нет такого файла")
	f.loop.Send(tuitest.Key("ctrl+u"))
	f.say("queueLog", "")
	f.say("recordings", "")
	f.say("transcripts", "")
	f.say("deals", "")
	f.say("company", "Ромашка")
	f.say("deal", "")
	f.say("conversion", "")
	f.say("leadCost", "2000")
	f.say("hours", "")
	f.say("lines", "4")
	f.sees("шаг 4 из 4")
	f.say("101", "Иван Петров")
	for _, ext := range []string{"102", "103", "104", "105"} {
		f.say(ext, "")
	}
	f.loop.Until("the end", func() bool { return m.stage == over })
	got := m.Result()
	if got.Choice != Files || got.Answers.Name != "Ромашка" || got.Answers.AverageDeal != 50_000_00 || got.Answers.LeadCost != 2000_00 ||
		got.Answers.Conversion != 200_000 || got.Answers.Lines != 4 || len(got.Answers.Managers) != 1 {
		t.Errorf("answers %+v", got)
	}
	c, err := config.Parse("c.toml", config.Template("ru", got.Answers))
	if err != nil || len(c.Sources) != 1 || !strings.HasSuffix(c.Sources[0].CDR, "Master.csv") || c.ManagerOf("101") != "Иван Петров" {
		t.Errorf("the configuration is %+v (%v)", c, err)
	}
}

func TestEscGoesBackAndOut(t *testing.T) {
	t.Parallel()
	m, term := start(t)
	term.Until("Откуда брать звонки?")
	term.Press("enter")
	term.Until("Журнал звонков")
	term.Press("esc")
	term.Until("Откуда брать звонки?")
	term.Press("esc")
	if err := term.Ended(); err != nil || m.Result().Choice != Nothing {
		t.Errorf("ended with %v and %+v", err, m.Result())
	}
}

func TestTheDemoIsOneChoiceAway(t *testing.T) {
	t.Parallel()
	m, term := start(t)
	term.Until("Светлые окна")
	term.Press("down", "enter")
	if err := term.Ended(); err != nil || m.Result().Choice != Demo {
		t.Errorf("ended with %v and %+v", err, m.Result())
	}
}

func TestPhonesAreToldFromTrunks(t *testing.T) {
	t.Parallel()
	for channel, want := range map[string]string{
		"SIP/101-00000a1b": "101", "PJSIP/2001-0001": "2001", "SIP/mango-trunk-1": "", "Local/102@from-queue-1;1": "102", "": "", "DAHDI/i1/79161234567-1": "",
	} {
		if got := extension(channel); got != want {
			t.Errorf("%q is the phone %q, want %q", channel, got, want)
		}
	}
	if got := busiest(map[string]int{"102": 5, "101": 5, "7": 1}); !slices.Equal(got, []string{"101", "102", "7"}) {
		t.Errorf("the busiest are %v", got)
	}
}

// The variable tuitest.EverySize asks for the whole sweep.
func TestNoPageBreaksTheScreenAtAnySize(t *testing.T) {
	t.Parallel()
	for i, l := range []lang.Lang{lang.RU, lang.EN} {
		for name, page := range map[string]stage{"choosing": choosing, "files": files, "money": money, "looking": looking, "naming": naming} {
			t.Run(name+" "+string(l), func(t *testing.T) {
				t.Parallel()
				m, _ := model(t)
				m.texts = lang.For(l)
				m.said.extensions = []string{"101", "102", strings.Repeat("9", 200)}
				m.said.names = []string{"漢字 👩 е\u0301", strings.Repeat("я", 400), ""}
				m.open(page)
				for w, h := range tuitest.Sweep(name, i) {
					m.Update(tea.WindowSizeMsg{Width: w, Height: h})
					if err := tuitest.Flaw(m.draw(), w, h); err != nil {
						t.Fatal(err)
					}
				}
			})
		}
	}
}

func TestWhatIsPastedIsOneCleanLine(t *testing.T) {
	t.Parallel()
	m, _ := model(t)
	f := form{t, m, tuitest.NewLoop(t, func(msg tea.Msg) tea.Cmd {
		_, cmd := m.Update(msg)
		return cmd
	})}
	f.loop.Do(m.open(files))
	f.at("cdr")
	f.loop.Send(tea.PasteMsg{Content: "/var/log\u202e/Master.csv\r\n\x1b[2J"})
	f.sees("/var/log/Master.csv")
	if err := tuitest.Flaw(m.draw(), 80, 24); err != nil {
		t.Error(err)
	}
}

func TestAPlainTerminalGetsAPlainForm(t *testing.T) {
	t.Parallel()
	m, _ := model(t)
	term := tuitest.Start(t, m, 80, 24, "RAZBOR_ASCII=1")
	term.Until("+- razbor", "Откуда брать звонки?")
}
