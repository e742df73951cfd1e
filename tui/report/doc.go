// Package report writes what the panels show: as text for a terminal or a pipe,
// JSON, CSV, Markdown, HTML and XLSX. It words and draws; every figure comes from
// store/panels ready.
//
// Names and texts of strangers are made harmless on their way out: no control
// character reaches a terminal, no cell becomes a formula, no mark-up takes effect.
package report

import (
	"errors"
	"fmt"
	"strings"
)

// Format is a form in which a report can be written.
type Format string

// The formats.
const (
	Text     Format = "text"
	JSON     Format = "json"
	CSV      Format = "csv"
	Markdown Format = "md"
	HTML     Format = "html"
	XLSX     Format = "xlsx"
)

// Formats lists them.
func Formats() []Format { return []Format{Text, JSON, CSV, Markdown, HTML, XLSX} }

// ErrFormat says that there is no such format.
var ErrFormat = errors.New("no such format")

// ParseFormat reads the name of a format.
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats() {
		if strings.EqualFold(name, string(f)) {
			return f, nil
		}
	}
	return "", fmt.Errorf("%q: %w", name, ErrFormat)
}

// Binary reports whether a format is no text, and so not for a terminal.
func (f Format) Binary() bool { return f == XLSX }
