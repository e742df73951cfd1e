package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// readmeCommands are the razbor commands in the shell blocks of a README, without their comments.
func readmeCommands(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	shell := false
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.HasPrefix(line, "```") {
			shell = line == "```sh"
			continue
		}
		command, _, _ := strings.Cut(line, " #")
		if command = strings.TrimSpace(command); shell && strings.HasPrefix(command, "razbor") {
			commands = append(commands, command)
		}
	}
	if len(commands) == 0 {
		t.Fatalf("%s has no commands", name)
	}
	return commands
}

func TestBothReadmesHaveTheSameCommands(t *testing.T) {
	t.Parallel()
	if en, ru := readmeCommands(t, "README.md"), readmeCommands(t, "README.ru.md"); !slices.Equal(en, ru) {
		t.Errorf("the English one has\n%s\nthe Russian one has\n%s", strings.Join(en, "\n"), strings.Join(ru, "\n"))
	}
}

func TestEveryCommandOfTheReadmeRuns(t *testing.T) {
	t.Parallel()
	var script strings.Builder
	script.WriteString("exec razbor demo --home demo --no-tui\n")
	for _, command := range readmeCommands(t, "README.md") {
		if command == "razbor" { // opens the console, which needs a terminal
			continue
		}
		// The reader has sources of his own by then; here they are the demo's.
		rest := strings.ReplaceAll(strings.TrimPrefix(command, "razbor"), `"`, "'")
		if !strings.HasPrefix(rest, " config init") {
			rest = " --home demo" + rest
		}
		script.WriteString("exec razbor" + rest + "\n")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
		e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
		e.Setenv("PULSE_SERVER", "unix:/nonexistent")
		return bringCorpus(e.WorkDir)
	}})
}

// bringCorpus puts a corpus where the README names it.
func bringCorpus(dir string) error {
	corpus := filepath.Join("scoring", "corpus", "data", "dev.jsonl")
	data, err := os.ReadFile(filepath.Join("..", "..", corpus))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(corpus)), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, corpus), data, 0o600)
}
