package config

import (
	"bytes"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"

	"razbor/scoring/loss"
)

//go:embed template_ru.toml template_en.toml
var templates embed.FS

// Answers are what a person said in the first-start form; what is zero stays as
// the defaults have it, a zero source is written as a comment to fill in.
type Answers struct {
	Name        string
	Timezone    string
	AverageDeal loss.Amount
	Conversion  loss.Rate
	LeadCost    loss.Amount
	WorkHours   string
	Lines       int
	Managers    []Manager
	Sources     []Source
}

// Template returns a commented configuration, in Russian or ("en") English, with
// the answers in it.
func Template(language string, a Answers) []byte {
	d := Default()
	if a.Timezone == "" {
		a.Timezone = d.Company.Timezone
	}
	if a.WorkHours == "" {
		a.WorkHours = d.Company.WorkHours
	}
	if a.AverageDeal == 0 {
		a.AverageDeal = d.Money.AverageDeal.Amount
	}
	if a.Conversion == 0 {
		a.Conversion = d.Money.Conversion.Rate
	}
	name := "template_ru.toml"
	if language == "en" {
		name = "template_en.toml"
	}
	t := template.Must(template.New(name).Funcs(template.FuncMap{"q": quote, "share": share}).ParseFS(templates, name))
	var out bytes.Buffer
	if err := t.Execute(&out, a); err != nil {
		panic(fmt.Sprintf("the configuration template is broken: %v", err))
	}
	return out.Bytes()
}

// quote writes a TOML basic string.
func quote(v any) string {
	switch v := v.(type) {
	case []string:
		parts := make([]string, len(v))
		for i, s := range v {
			parts[i] = strconv.Quote(s)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	default:
		return strconv.Quote(fmt.Sprint(v))
	}
}

// share writes a rate as a decimal fraction of one, exactly.
func share(r loss.Rate) string {
	s := fmt.Sprintf("%d.%06d", r/loss.Whole, r%loss.Whole)
	s = strings.TrimRight(s, "0")
	if strings.HasSuffix(s, ".") {
		s += "0"
	}
	return s
}

// Write puts a configuration in place: private to the user, whole or not at all.
func Write(file string, data []byte) error {
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, err)
	}
	tmp, err := os.CreateTemp(dir, ".config-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}
