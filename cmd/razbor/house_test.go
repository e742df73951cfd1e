package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rooms says which rooms each room may import, itself included. An import that
// runs back makes a circle of meaning long before it makes one that the
// compiler refuses.
func rooms() map[string][]string {
	return map[string][]string{
		"cmd":     {"cmd", "tui", "store", "audio", "scoring"},
		"tui":     {"tui", "store", "audio", "scoring"},
		"store":   {"store", "scoring"},
		"audio":   {"audio"},
		"scoring": {"scoring"},
	}
}

func TestImportsRunOneWay(t *testing.T) {
	t.Parallel()
	seen := 0
	for room, allowed := range rooms() {
		forEachImport(t, filepath.Join("..", "..", room), func(file, imported string) {
			seen++
			rest, ours := strings.CutPrefix(imported, "razbor/")
			if !ours {
				return
			}
			to, _, _ := strings.Cut(rest, "/")
			if !slices.Contains(allowed, to) {
				t.Errorf("%s imports %s: %s may import only %s", file, imported, room, strings.Join(allowed, ", "))
			}
		})
	}
	if seen == 0 {
		t.Fatal("no import was looked at")
	}
}

// Scoring is pure: the same input gives the same output on any machine, which a
// file, a clock, chance or the network would break.
func TestScoringTouchesNothingOutside(t *testing.T) {
	t.Parallel()
	forbidden := []string{"os", "os/exec", "net", "net/http", "database/sql", "math/rand", "math/rand/v2", "io/ioutil"}
	forEachImport(t, filepath.Join("..", "..", "scoring"), func(file, imported string) {
		if slices.Contains(forbidden, imported) && !isCommand(file) {
			t.Errorf("%s imports %s", file, imported)
		}
	})
}

// isCommand reports whether a file belongs to a program that measures or trains:
// those read files, the packages they call do not.
func isCommand(file string) bool {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
	return err == nil && f.Name.Name == "main"
}

func forEachImport(t *testing.T, root string, visit func(file, imported string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			visit(path, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
