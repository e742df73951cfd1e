// Command generate writes the files of a large invented department: call records
// and the queue's log of any number of calls over two years.
//
//	go run ./store/department/generate -calls 1000000 -seed 1 -o DIR
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"razbor/store/department"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

func run(args []string, stderr io.Writer) int {
	o := department.Defaults()
	flags := flag.NewFlagSet("generate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.IntVar(&o.Calls, "calls", o.Calls, "how many calls")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "of everything that is random")
	flags.IntVar(&o.Days, "days", o.Days, "over how many days")
	flags.IntVar(&o.Managers, "managers", o.Managers, "of how many managers")
	flags.Func("from", "the first day, as 2024-10-01", func(day string) error {
		from, err := time.ParseInLocation(time.DateOnly, day, o.From.Location())
		o.From = from
		return err
	})
	dir := flags.String("o", "", "the folder to write to")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *dir == "" {
		_, _ = fmt.Fprintln(stderr, "generate: no folder: -o DIR")
		return 2
	}
	if err := department.Write(*dir, o); err != nil {
		_, _ = fmt.Fprintln(stderr, "generate:", err)
		return 1
	}
	return 0
}
