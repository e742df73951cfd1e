// Command razbor is the console of a head of sales: it brings calls in, judges
// them, counts what they cost and lets a person step through them.
//
// This package knows every room and holds no logic of theirs: commands, flags,
// wiring, exit status.
package main

import (
	"context"
	"os"
	"slices"
	"time"

	_ "time/tzdata" // a fresh machine may have no zone files
)

func main() {
	if slices.Contains(os.Args[1:], "--no-color") {
		// Whoever draws asks the environment, the help before any flag is read.
		_ = os.Setenv("NO_COLOR", "1")
	}
	streams := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}
	os.Exit(run(context.Background(), os.Args[1:], streams, os.Getenv, time.Now))
}
