package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/spf13/cobra"

	"razbor/audio/device"
	"razbor/audio/transcribe"
	"razbor/scoring/judge"
	"razbor/store"
	"razbor/store/config"
)

// check is one thing that doctor looked at.
type check struct {
	Name   string `json:"name"`
	State  string `json:"state"` // "ok", "warn", "fail"
	Detail string `json:"detail"`
}

const (
	checkOK   = "ok"
	checkWarn = "warn"
	checkFail = "fail"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{Use: "doctor", Short: a.texts.CLI.Doctor, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error {
		return a.doctor(cmd.Context())
	}}
}

// doctor looks at all that razbor stands on and says what to mend.
func (a *app) doctor(ctx context.Context) error {
	conf, err := a.loadConfig()
	checks := []check{a.checkConfig(conf, err)}
	if err == nil {
		checks = append(checks, a.checkDatabase(ctx), a.checkChecklist(conf))
		checks = append(checks, a.checkSources(conf)...)
	}
	if err == nil && conf.Transcription.URL != "" {
		checks = append(checks, a.checkSpeech(ctx, conf))
	}
	checks = append(checks, a.checkSound(ctx), a.checkFFmpeg())
	failed := false
	for _, c := range checks {
		failed = failed || c.State == checkFail
	}
	if err := a.tellChecks(checks); err != nil {
		return err
	}
	if failed {
		return errSilent
	}
	return nil
}

func (a *app) tellChecks(checks []check) error {
	if a.json {
		return a.printJSON(map[string]any{"checks": checks})
	}
	for _, c := range checks {
		mark := map[string]string{checkOK: "✓", checkWarn: "~", checkFail: "✗"}[c.State]
		if _, err := fmt.Fprintf(a.out, "%s %s: %s\n", mark, c.Name, c.Detail); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) checkConfig(conf config.Config, err error) check {
	t := a.texts.CLI
	switch {
	case err != nil:
		return check{t.Config, checkFail, a.texts.Error(err)}
	case conf.File() == "":
		return check{t.Config, checkWarn, fmt.Sprintf(t.DoctorNoConfig, a.configFile())}
	}
	return check{t.Config, checkOK, conf.File()}
}

func (a *app) checkDatabase(ctx context.Context) check {
	t := a.texts.CLI
	o, err := a.open(ctx)
	if errors.Is(err, errNoData) {
		return check{t.DoctorDatabase, checkWarn, t.NoData}
	}
	if err != nil {
		return check{t.DoctorDatabase, checkFail, a.texts.Error(err)}
	}
	defer o.close()
	if err := o.store.Check(ctx); err != nil {
		return check{t.DoctorDatabase, checkFail, a.texts.Error(err)}
	}
	first, last, err := o.store.Span(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return check{t.DoctorDatabase, checkWarn, t.NoData}
	}
	if err != nil {
		return check{t.DoctorDatabase, checkFail, a.texts.Error(err)}
	}
	return check{t.DoctorDatabase, checkOK, fmt.Sprintf("%s, %s – %s", a.databaseFile(), first, last)}
}

func (a *app) checkChecklist(conf config.Config) check {
	t := a.texts.CLI
	list, err := a.checklistOf(conf)
	if err == nil {
		_, err = judge.New(list)
	}
	if err != nil {
		return check{t.DoctorChecklist, checkFail, a.texts.Error(err)}
	}
	return check{t.DoctorChecklist, checkOK, fmt.Sprintf(t.ChecklistFine, list.ID, len(list.Items), list.Version())}
}

// checkSources looks whether the files and folders of each source can be read.
func (a *app) checkSources(conf config.Config) []check {
	t := a.texts.CLI
	if len(conf.Sources) == 0 {
		return []check{{t.DoctorSources, checkWarn, t.SyncNoSources}}
	}
	var checks []check
	for _, s := range conf.Sources {
		c := check{fmt.Sprintf(t.DoctorSource, s.Name), checkOK, s.Kind}
		for _, path := range []string{s.CDR, s.QueueLog, s.Recordings, s.Transcripts, s.Path} {
			if path == "" {
				continue
			}
			f, err := os.Open(path)
			if err != nil {
				c.State, c.Detail = checkFail, a.texts.Error(err)
				break
			}
			_ = f.Close()
		}
		checks = append(checks, c)
	}
	return checks
}

// checkSpeech asks whether the speech-to-text server is there and has the model.
// Without it all else works.
func (a *app) checkSpeech(ctx context.Context, conf config.Config) check {
	t := a.texts.Speech
	client, err := a.speechClient(conf)
	if err != nil {
		return check{t.Doctor, checkFail, a.say(err)}
	}
	var model *transcribe.ModelError
	switch err := client.Check(ctx); {
	case errors.As(err, &model):
		return check{t.Doctor, checkWarn, a.texts.Transcribing(err)}
	case err != nil:
		return check{t.Doctor, checkFail, a.texts.Transcribing(err)}
	}
	return check{t.Doctor, checkOK, fmt.Sprintf(t.Answers, conf.Transcription.URL)}
}

func (a *app) checkSound(ctx context.Context) check {
	t := a.texts.CLI
	out, err := device.Default().Open(ctx)
	if err != nil {
		return check{t.DoctorSound, checkWarn, fmt.Sprintf(t.DoctorSilent, a.texts.Review.NoSound[device.ReasonOf(err)])}
	}
	name := out.Name()
	_ = out.Close()
	return check{t.DoctorSound, checkOK, name}
}

func (a *app) checkFFmpeg() check {
	t := a.texts.CLI
	path, err := exec.LookPath("ffmpeg")
	if err != nil {
		return check{"ffmpeg", checkWarn, t.DoctorNoFFmpeg}
	}
	return check{"ffmpeg", checkOK, path}
}
