package tui

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"razbor/tui/dialog"
	"razbor/tui/screen"
)

type (
	exportTo struct {
		what screen.Export
		path string
		kind string
	}
	exported struct {
		path string
		err  error
	}
)

// export asks for a file name; its ending says which kind of file it is.
func (m *Model) export() tea.Cmd {
	t := m.env.Texts.Frame
	e, ok := m.current().(screen.Exporter)
	if !ok {
		return m.say(screen.News, t.NothingToExport)
	}
	what, ok := e.Export()
	if !ok || len(what.Kinds) == 0 {
		return m.say(screen.News, t.NothingToExport)
	}
	label := t.ExportTo + ": ." + strings.Join(what.Kinds, " .")
	m.dialogs = append(m.dialogs, dialog.NewInput(t.ExportTitle, label, t.ExportHint, what.Name+"."+what.Kinds[0],
		func(text string) (tea.Msg, string) {
			kind := strings.TrimPrefix(strings.ToLower(filepath.Ext(text)), ".")
			if !slices.Contains(what.Kinds, kind) {
				return nil, label
			}
			return exportTo{what, text, kind}, ""
		}))
	return nil
}

// write writes the file: a temporary one first, so that an older file of the
// name is whole until the new one is.
func (m *Model) write(msg exportTo) tea.Cmd {
	return func() tea.Msg {
		err := writeFile(msg.path, func(w io.Writer) error { return msg.what.Write(context.Background(), w, msg.kind) })
		return exported{msg.path, err}
	}
}

func writeFile(path string, fill func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".razbor-*")
	if err != nil {
		return fmt.Errorf("make a file beside %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // the error that led here is the one to tell
		}
	}()
	if err = fill(f); err != nil {
		_ = f.Close()
		return err
	}
	if err = f.Sync(); err != nil {
		_ = f.Close()
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err = f.Close(); err != nil {
		return fmt.Errorf("close %s: %w", path, err)
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("name %s: %w", path, err)
	}
	return nil
}

func (m *Model) exported(msg exported) tea.Cmd {
	if msg.err != nil {
		return m.say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	path := msg.path
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return m.say(screen.Fine, fmt.Sprintf(m.env.Texts.Frame.ExportDone, path))
}
