// Package demo carries the demo department «Светлые окна»: one day of a sales
// department as a FreePBX machine, a recogniser and a CRM leave it on disk, and
// the 21 working days before. Everything in it is invented.
package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"razbor/store"
)

//go:embed data/cdr data/crm data/history data/recordings data/transcripts
var files embed.FS

//go:embed config.toml
var config []byte

// Date is the day of the demo.
const Date store.Day = 20261015

// ConfigFile is the name of the configuration in a demo home.
const ConfigFile = "config.toml"

// Lay puts the department's files and its configuration into a home. Files that
// are there already and whole are left alone, so that laying it again is cheap
// and keeps what a person changed in the configuration.
func Lay(home string) error {
	if err := layFile(filepath.Join(home, ConfigFile), config, false); err != nil {
		return err
	}
	root, err := fs.Sub(files, "data")
	if err != nil {
		return fmt.Errorf("read the demo department: %w", err)
	}
	return fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return fmt.Errorf("read the demo department: %w", err)
		}
		return layFile(filepath.Join(home, "files", filepath.FromSlash(name)), data, true)
	})
}

// layFile writes a file under a temporary name and renames it, so that a kill
// leaves it whole or absent. One of the same size is left alone; with refresh
// unset, any.
func layFile(name string, data []byte, refresh bool) error {
	if info, err := os.Stat(name); err == nil && (!refresh || info.Size() == int64(len(data))) {
		return nil
	}
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder %s: %w", dir, err)
	}
	tmp, err := os.CreateTemp(dir, ".laying-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	if _, err := tmp.Write(data); err != nil {
		_ = tmp.Close()
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := tmp.Close(); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
