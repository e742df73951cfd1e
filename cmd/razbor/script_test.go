package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts under testdata run the program as a person would, from a folder
// and a home of their own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"razbor": main})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: func(e *testscript.Env) error {
		e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
		e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
		e.Setenv("LANG", "en_US.UTF-8")
		e.Setenv("PULSE_SERVER", "unix:/nonexistent")
		return nil
	}})
}

// command runs one command line in this process and returns what it printed.
func command(t *testing.T, args ...string) (out string, status int) {
	t.Helper()
	dir := t.TempDir()
	stdout, err := os.Create(dir + "/out")
	if err != nil {
		t.Fatal(err)
	}
	stderr, err := os.Create(dir + "/err")
	if err != nil {
		t.Fatal(err)
	}
	env := func(string) string { return "" }
	status = run(context.Background(), args, streams{in: os.Stdin, out: stdout, err: stderr}, env, time.Now)
	if err := stdout.Close(); err != nil {
		t.Fatal(err)
	}
	if err := stderr.Close(); err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(dir + "/err")
	if err != nil {
		t.Fatal(err)
	}
	if status != exitDone {
		t.Logf("razbor %v: %s", args, said)
	}
	data, err := os.ReadFile(dir + "/out")
	if err != nil {
		t.Fatal(err)
	}
	return string(data), status
}
