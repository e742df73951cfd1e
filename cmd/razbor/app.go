package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"charm.land/fang/v2"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"razbor/store/config"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// The exit status of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// streams are what the program reads and writes.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// app is one run of the program: its flags and what every command needs.
type app struct {
	streams
	env   func(string) string
	now   func() time.Time
	texts *lang.Texts

	home   string
	config string
	lang   string
	json   bool
}

// usageError is a wrong flag, argument or configuration: exit status 2.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// run runs one command line and returns the exit status.
func run(ctx context.Context, args []string, s streams, env func(string) string, now func() time.Time) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	a := &app{streams: s, env: env, now: now, texts: lang.For(languageOf(args, env))}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := fang.Execute(ctx, root, fang.WithErrorHandler(a.complain), fang.WithoutManpage(), fang.WithVersion(version()))
	return status(err)
}

// status is the exit status that an error asks for.
func status(err error) int {
	var usage usageError
	var conf *config.Error
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage), errors.As(err, &conf):
		return exitUsage
	}
	return exitFailed
}

// complain writes an error as one line: what is wrong, where, and what to do.
func (a *app) complain(w io.Writer, _ fang.Styles, err error) {
	if errors.Is(err, errSilent) {
		return
	}
	_, _ = fmt.Fprintf(w, "razbor: %s\n", clean.Line(a.say(err)))
}

// say words an error for a person.
func (a *app) say(err error) string {
	var said saidError
	var usage usageError
	switch {
	case errors.Is(err, errNoData):
		return a.texts.CLI.NoData
	case errors.As(err, &said):
		return said.text
	case errors.As(err, &usage) && a.texts.Detailed(err) == "":
		return a.texts.Usage(usage.err)
	}
	return a.texts.Error(err)
}

// saidError is an error whose text is worded for a person already.
type saidError struct{ text string }

func (e saidError) Error() string { return e.text }

// said words an error.
func said(form string, args ...any) error { return saidError{fmt.Sprintf(form, args...)} }

// errSilent ends a command with status 1 whose own output has said why.
var errSilent = errors.New("said already")

// languageOf finds the language before the flags are parsed, for the help is
// written in it: --lang, else the locale, else Russian.
func languageOf(args []string, env func(string) string) lang.Lang {
	for i, arg := range args {
		value, ok := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if ok && known(lang.Lang(value)) {
			return lang.Lang(value)
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := env(name); value != "" {
			return lang.FromLocale(value)
		}
	}
	return lang.RU
}

func known(l lang.Lang) bool { return l == lang.RU || l == lang.EN }

// root builds the command tree.
func (a *app) root() *cobra.Command {
	t := a.texts.CLI
	root := &cobra.Command{
		Use: "razbor", Short: t.Short, Long: t.Long, Args: a.args(cobra.NoArgs), SilenceUsage: true, SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error { return a.checkGlobals() },
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.console(cmd.Context(), consoleStart{}) },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	flags := root.PersistentFlags()
	flags.StringVar(&a.home, "home", "", t.FlagHome)
	flags.StringVar(&a.config, "config", "", t.FlagConfig)
	flags.StringVar(&a.lang, "lang", "", t.FlagLang)
	flags.BoolVar(&a.json, "json", false, t.FlagJSON)
	flags.Bool("no-color", false, t.FlagNoColor)
	flags.BoolP("help", "h", false, t.FlagHelp)
	root.Flags().BoolP("version", "v", false, t.FlagVersion)
	root.SetHelpCommand(&cobra.Command{Use: "help", Short: t.Help, RunE: func(cmd *cobra.Command, args []string) error {
		found, _, err := cmd.Root().Find(args)
		if err != nil {
			return usageError{err}
		}
		return found.Help()
	}})
	root.AddCommand(
		a.demoCommand(), a.syncCommand(), a.transcribeCommand(), a.scoreCommand(), a.todayCommand(), a.reportCommand(), a.diagnoseCommand(),
		a.coachCommand(), a.missedCommand(), a.patternsCommand(), a.staffingCommand(), a.callsCommand(), a.callCommand(), a.clipCommand(), a.calcCommand(),
		a.checklistCommand(), a.evalCommand(), a.configCommand(), a.doctorCommand(),
	)
	return root
}

// args makes the errors of an argument rule errors of usage.
func (a *app) args(rule cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := rule(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

func (a *app) checkGlobals() error {
	if a.lang != "" && !known(lang.Lang(a.lang)) {
		return usageError{said(a.texts.CLI.WrongLang, a.lang)}
	}
	return nil
}

// terminal reports whether the output is a terminal that a person looks at.
func (a *app) terminal() bool { return isTerminal(a.out) }

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
