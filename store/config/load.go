package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"razbor/scoring/loss"
)

// Error is one thing that is wrong with a configuration, at a line where it has one.
type Error struct {
	File string
	Line int    // 0 where it is the file as a whole
	Key  string // dotted, where it is about one
	Code Code
	Text string // the value or the parser's words
}

// Code says what kind of thing is wrong.
type Code string

// What can be wrong with a configuration.
const (
	Absent     Code = "absent"      // there is no such file
	Unreadable Code = "unreadable"  // it cannot be read
	Syntax     Code = "syntax"      // it is not TOML
	UnknownKey Code = "unknown_key" // a key that means nothing
	BadValue   Code = "bad_value"   // a value that cannot be
	Missing    Code = "missing"     // a value that must be there
)

// Error says it in a line of English for logs; tui/lang says it to a person.
func (e *Error) Error() string {
	where := e.File
	if e.Line > 0 {
		where += ":" + strconv.Itoa(e.Line)
	}
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s %s", where, e.Code, e.Key, e.Text))
}

// maxFile bounds a configuration: a stranger's file is no reason to fill memory.
const maxFile = 1 << 20

// Load reads a configuration file. Every error is an *Error.
func Load(file string) (Config, error) {
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, &Error{File: file, Code: Absent}
	}
	if err != nil || info.IsDir() || info.Size() > maxFile {
		return Config{}, &Error{File: file, Code: Unreadable, Text: reason(err)}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return Config{}, &Error{File: file, Code: Unreadable, Text: reason(err)}
	}
	return Parse(file, data)
}

func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

// Parse reads a configuration that stands in a file of this name; relative
// paths in it count from the file's folder.
func Parse(file string, data []byte) (Config, error) {
	c := Default()
	dec := toml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Config{}, decodeError(file, data, err)
	}
	c.file = file
	if err := c.settle(); err != nil {
		err.File = file
		err.Line = lineOf(data, err.Key)
		return Config{}, err
	}
	return c, nil
}

func decodeError(file string, data []byte, err error) *Error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		row, _ := strict.Errors[0].Position()
		return &Error{File: file, Line: row, Key: strings.Join(strict.Errors[0].Key(), "."), Code: UnknownKey}
	}
	var bad *toml.DecodeError
	if errors.As(err, &bad) {
		row, _ := bad.Position()
		code := Syntax
		if len(bad.Key()) > 0 {
			code = BadValue
		}
		return &Error{File: file, Line: row, Key: strings.Join(bad.Key(), "."), Code: code, Text: strings.TrimPrefix(bad.Error(), "toml: ")}
	}
	var number *loss.NumberError
	if errors.As(err, &number) {
		row, key := lineOfValue(data, number.Text)
		return &Error{File: file, Line: row, Key: key, Code: BadValue, Text: number.Text}
	}
	return &Error{File: file, Code: Syntax, Text: err.Error()}
}

// lineOfValue finds the line and the key of a value: the decoder gives no
// position for a text that a type of ours refused.
func lineOfValue(data []byte, text string) (row int, key string) {
	for i, line := range strings.Split(string(data), "\n") {
		name, value, found := strings.Cut(line, "=")
		value, _, _ = strings.Cut(value, "#")
		if found && strings.Trim(strings.TrimSpace(value), `"'`) == text {
			return i + 1, strings.TrimSpace(name)
		}
	}
	return 0, ""
}

// lineOf finds the line on which the last part of a dotted key stands: the
// decoder keeps no positions of values that it accepted.
func lineOf(data []byte, key string) int {
	last := key[strings.LastIndexByte(key, '.')+1:]
	for i, line := range strings.Split(string(data), "\n") {
		name, _, found := strings.Cut(line, "=")
		if found && strings.TrimSpace(name) == last {
			return i + 1
		}
	}
	return 0
}

// settle checks what TOML cannot and makes paths absolute.
func (c *Config) settle() *Error {
	loc, err := time.LoadLocation(c.Company.Timezone)
	if err != nil || c.Company.Timezone == "" {
		return &Error{Key: "company.timezone", Code: BadValue, Text: c.Company.Timezone}
	}
	c.loc = loc
	if _, _, err := parseHours(c.Company.WorkHours); err != nil {
		return &Error{Key: "company.work_hours", Code: BadValue, Text: c.Company.WorkHours}
	}
	if _, err := parseDays(c.Company.WorkDays); err != nil {
		return &Error{Key: "company.work_days", Code: BadValue, Text: strings.Join(c.Company.WorkDays, ", ")}
	}
	if !slices.Contains([]string{"rules", "llm", "both"}, c.Scoring.Engine) {
		return &Error{Key: "scoring.engine", Code: BadValue, Text: c.Scoring.Engine}
	}
	if c.Scoring.Engine != "rules" && c.Scoring.URL == "" {
		return &Error{Key: "scoring.url", Code: Missing}
	}
	if err := c.settleCounts(); err != nil {
		return err
	}
	if err := c.Transcription.settle(); err != nil {
		return err
	}
	return c.settleSources()
}

// settle checks what is told of the speech-to-text server. The code of a language is of two or three letters.
func (t Transcription) settle() *Error {
	if t.Engine != "openai" {
		return &Error{Key: "transcription.engine", Code: BadValue, Text: t.Engine}
	}
	code := len(t.Language) == 2 || len(t.Language) == 3
	for _, r := range t.Language {
		code = code && r >= 'a' && r <= 'z'
	}
	if !code && t.Language != "auto" {
		return &Error{Key: "transcription.language", Code: BadValue, Text: t.Language}
	}
	return nil
}

func (c *Config) settleCounts() *Error {
	for key, n := range map[string]int{
		"company.lines": c.Company.Lines, "counting.short_abandon": c.Counting.ShortAbandon,
		"counting.recovery_window_hours": c.Counting.RecoveryWindowHours, "counting.service_level": c.Counting.ServiceLevel,
		"counting.callback_soon_minutes": c.Counting.CallbackSoonMinutes, "counting.drop_talk": c.Counting.DropTalk,
		"counting.drop_repeat": c.Counting.DropRepeat, "norms.wait": c.Norms.Wait, "norms.wait_best": c.Norms.WaitBest, "norms.menu_depth": c.Norms.MenuDepth,
		"norms.callback_minutes": c.Norms.CallbackMinutes, "scoring.timeout": c.Scoring.Timeout,
	} {
		if n < 0 || n > 1_000_000 {
			return &Error{Key: key, Code: BadValue, Text: strconv.Itoa(n)}
		}
	}
	return nil
}

func (c *Config) settleSources() *Error {
	seen := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		if s.Name == "" {
			return &Error{Key: "sources.name", Code: Missing}
		}
		if seen[s.Name] {
			return &Error{Key: "sources.name", Code: BadValue, Text: s.Name}
		}
		seen[s.Name] = true
		if s.Timezone != "" {
			if _, err := time.LoadLocation(s.Timezone); err != nil {
				return &Error{Key: "sources.timezone", Code: BadValue, Text: s.Timezone}
			}
		}
		switch {
		case s.Kind == KindAsterisk && s.CDR == "" && s.QueueLog == "":
			return &Error{Key: "sources.cdr", Code: Missing, Text: s.Name}
		case s.Kind == KindCRM && s.Path == "":
			return &Error{Key: "sources.path", Code: Missing, Text: s.Name}
		case s.Kind != KindAsterisk && s.Kind != KindCRM:
			return &Error{Key: "sources.kind", Code: BadValue, Text: s.Kind}
		}
		for _, p := range []*string{&s.CDR, &s.QueueLog, &s.Recordings, &s.Transcripts, &s.Path} {
			*p = c.path(*p)
		}
	}
	c.Checklist.File = c.path(c.Checklist.File)
	return nil
}

// The kinds of sources.
const (
	KindAsterisk = "asterisk"
	KindCRM      = "crm-csv"
)

// path makes a path of the configuration absolute; "~/" is the user's home.
func (c *Config) path(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	if rest, ok := strings.CutPrefix(p, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	abs, err := filepath.Abs(filepath.Join(filepath.Dir(c.file), p))
	if err != nil {
		return p
	}
	return abs
}
