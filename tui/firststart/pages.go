package firststart

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"razbor/scoring/loss"
	"razbor/store/config"
	"razbor/tui/theme"
)

func (m *Model) choosingForm() *huh.Form {
	t := m.texts.First
	return huh.NewForm(huh.NewGroup(huh.NewSelect[Choice]().Title(t.From).Value(&m.said.choice).Options(
		huh.NewOption(t.FromFiles, Files), huh.NewOption(t.FromDemo, Demo), huh.NewOption(t.FromTemplate, Template),
	)))
}

func (m *Model) filesForm() *huh.Form {
	t := m.texts.First
	return huh.NewForm(huh.NewGroup(
		input(t.CDR, t.CDRHint, &m.said.cdr).Key("cdr").Validate(m.needFile),
		input(t.QueueLog, t.QueueLogHint, &m.said.queueLog).Key("queueLog").Validate(optional(m.file)),
		input(t.Recordings, t.RecordingsHint, &m.said.recordings).Key("recordings").Validate(optional(m.folder)),
		input(t.Transcripts, t.TranscriptsHint, &m.said.transcripts).Key("transcripts").Validate(optional(m.folder)),
		input(t.Deals, t.DealsHint, &m.said.deals).Key("deals").Validate(optional(m.file)),
	).Title(t.FilesTitle))
}

func (m *Model) moneyForm() *huh.Form {
	t := m.texts.First
	return huh.NewForm(huh.NewGroup(
		input(t.Company, t.CompanyHint, &m.said.company).Key("company"),
		input(t.Deal, t.DealHint, &m.said.deal).Key("deal").Validate(m.amount),
		input(t.Conversion, t.ConversionHint, &m.said.conversion).Key("conversion").Validate(m.share),
		input(t.LeadCost, t.LeadCostHint, &m.said.leadCost).Key("leadCost").Validate(optional(m.amount)),
		input(t.Hours, t.HoursHint, &m.said.hours).Key("hours").Validate(m.hours),
		input(t.Lines, t.LinesHint, &m.said.lines).Key("lines").Validate(optional(m.lines)),
	).Title(t.MoneyTitle))
}

func (m *Model) namingForm() *huh.Form {
	t := m.texts.First
	if len(m.said.extensions) == 0 {
		return huh.NewForm(huh.NewGroup(huh.NewNote().Title(t.ManagersTitle).Description(t.NoManagers).Next(true).NextLabel("OK")))
	}
	var fields []huh.Field
	for i, ext := range m.said.extensions {
		fields = append(fields, input(fmt.Sprintf(t.Extension, ext), "", &m.said.names[i]).Key(ext))
	}
	return huh.NewForm(huh.NewGroup(fields...).Title(t.ManagersTitle).Description(t.ManagersHint))
}

// input is a field of one line: its title, its text below.
func input(title, hint string, value *string) *huh.Input {
	return huh.NewInput().Title(title).Placeholder(hint).Value(value).Prompt("› ").CharLimit(400)
}

// pathOf takes from a path what pasting and habit add to it.
func pathOf(path string) string {
	path = strings.Trim(strings.TrimSpace(path), `"'`)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// present returns a path that is there, and nothing for another.
func present(path string) string {
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// optional lets an empty text through.
func optional(check func(string) error) func(string) error {
	return func(s string) error {
		if strings.TrimSpace(s) == "" {
			return nil
		}
		return check(s)
	}
}

func (m *Model) needFile(s string) error {
	if pathOf(s) == "" {
		return errors.New(m.texts.First.NeedFile)
	}
	return m.file(s)
}

func (m *Model) file(s string) error {
	info, err := os.Stat(pathOf(s))
	if err != nil || info.IsDir() {
		return fmt.Errorf(m.texts.First.NoFile, pathOf(s))
	}
	return nil
}

func (m *Model) folder(s string) error {
	info, err := os.Stat(pathOf(s))
	switch {
	case err != nil:
		return fmt.Errorf(m.texts.First.NoFolder, pathOf(s))
	case !info.IsDir():
		return fmt.Errorf(m.texts.First.NeedFolder, pathOf(s))
	}
	return nil
}

func (m *Model) amount(s string) error {
	if _, err := loss.ParseAmount(s); err != nil {
		return errors.New(m.texts.First.BadAmount)
	}
	return nil
}

func (m *Model) share(s string) error {
	if _, err := loss.ParseRate(s); err != nil {
		return errors.New(m.texts.First.BadShare)
	}
	return nil
}

func (m *Model) hours(s string) error {
	c := config.Default()
	c.Company.WorkHours = strings.TrimSpace(s)
	if _, err := c.Rules(); err != nil {
		return errors.New(m.texts.First.BadHours)
	}
	return nil
}

func (m *Model) lines(s string) error {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err != nil || n < 0 || n > 10_000 {
		return errors.New(m.texts.First.BadLines)
	}
	return nil
}

// source is the telephony as the configuration names it.
func (m *Model) source() config.Source {
	return config.Source{
		Name: "office", Kind: config.KindAsterisk, CDR: pathOf(m.said.cdr), QueueLog: pathOf(m.said.queueLog),
		Recordings: pathOf(m.said.recordings), Transcripts: pathOf(m.said.transcripts),
	}
}

// answers are what was said, in the configuration's form. Each was checked when
// it was typed, so that a value that cannot be read is one that was left empty.
func (m *Model) answers() config.Answers {
	a := config.Answers{
		Name: strings.TrimSpace(m.said.company), WorkHours: strings.TrimSpace(m.said.hours), Sources: []config.Source{m.source()},
	}
	if v, err := loss.ParseAmount(m.said.deal); err == nil {
		a.AverageDeal = v
	}
	if v, err := loss.ParseRate(m.said.conversion); err == nil {
		a.Conversion = v
	}
	if v, err := loss.ParseAmount(m.said.leadCost); err == nil {
		a.LeadCost = v
	}
	if n, err := strconv.Atoi(strings.TrimSpace(m.said.lines)); err == nil {
		a.Lines = n
	}
	if path := pathOf(m.said.deals); path != "" {
		a.Sources = append(a.Sources, config.Source{Name: "crm", Kind: config.KindCRM, Path: path})
	}
	for i, ext := range m.said.extensions {
		if name := strings.TrimSpace(m.said.names[i]); name != "" {
			a.Managers = append(a.Managers, config.Manager{Name: name, Extensions: []string{ext}})
		}
	}
	return a
}

// formStyles draws the form in the tones of the console.
func formStyles(st *theme.Styles) *huh.Styles {
	s := huh.ThemeBase(!st.Light)
	tone := func(t theme.Tone) lipgloss.Style { return st.Lip(theme.Plain, t) }
	s.Group.Title, s.Group.Description = tone(theme.Strong).MarginBottom(1), tone(theme.Dim).MarginBottom(1)
	for _, f := range []*huh.FieldStyles{&s.Focused, &s.Blurred} {
		f.Base = lipgloss.NewStyle().PaddingLeft(1)
		f.Title, f.Description = tone(theme.Dim), tone(theme.Faint)
		f.ErrorIndicator, f.ErrorMessage = tone(theme.Bad), tone(theme.Bad)
		f.SelectSelector, f.Option = tone(theme.Accent).SetString("▌ "), tone(theme.Text)
		f.SelectedOption = tone(theme.Accent)
		f.TextInput.Text, f.TextInput.Placeholder = tone(theme.Strong), tone(theme.Faint)
		f.TextInput.Prompt, f.TextInput.Cursor = tone(theme.Faint), tone(theme.Accent)
		f.NoteTitle, f.Next = tone(theme.Strong), st.Lip(theme.Tab, theme.Strong).Padding(0, 2)
	}
	s.Focused.Title, s.Focused.TextInput.Prompt = tone(theme.Accent), tone(theme.Accent)
	return s
}
