package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"razbor/audio/transcribe"
	"razbor/scoring"
	"razbor/store"
	"razbor/store/config"
	"razbor/tui/clean"
)

// speechPiece is how many recordings are put into words before they are judged.
const speechPiece = 50

func (a *app) transcribeCommand() *cobra.Command {
	t := a.texts.Speech
	limit := 0
	cmd := &cobra.Command{Use: "transcribe", Short: t.Command, Args: a.args(cobra.NoArgs), RunE: func(cmd *cobra.Command, _ []string) error {
		if limit < 0 || limit == 0 && cmd.Flags().Changed("limit") {
			return usageError{said(t.WrongLimit, limit)}
		}
		return a.transcribeHome(cmd.Context(), limit)
	}}
	cmd.Flags().IntVar(&limit, "limit", 0, t.Limit)
	return cmd
}

// speechClient is the client of the server that the configuration names.
func (a *app) speechClient(conf config.Config) (*transcribe.Client, error) {
	c := conf.Transcription
	if c.URL == "" {
		return nil, usageError{said(a.texts.Speech.NoURL, a.configFile())}
	}
	client := &transcribe.Client{URL: c.URL, Model: c.Model, Language: c.Language}
	if c.KeyEnv != "" {
		if client.Key = a.env(c.KeyEnv); client.Key == "" {
			return nil, usageError{said(a.texts.Speech.NoKey, c.KeyEnv)}
		}
	}
	return client, nil
}

// transcribeHome puts the newest recordings without a transcript into words, at
// most limit of them where it is not 0, and judges what is said.
func (a *app) transcribeHome(ctx context.Context, limit int) error {
	conf, err := a.loadConfig()
	if err != nil {
		return err
	}
	client, err := a.speechClient(conf)
	if err != nil {
		return err
	}
	o, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer o.close()
	s := &speech{a: a, o: o, client: client, left: limit}
	started := a.now()
	err = s.run(ctx)
	if err != nil && s.done == 0 {
		return err
	}
	told := s.tell(a.now().Sub(started))
	return cmp.Or(err, told)
}

// speech is one run of speech-to-text.
type speech struct {
	a      *app
	o      *office
	client *transcribe.Client
	left   int // recordings that may still be sent
	total  int64
	bar    *progress

	done, failed, untimed int64
}

// toTranscribe are the calls with a recording that nobody has put into words.
func toTranscribe() store.Filter {
	return store.Filter{HasRecording: true, NoTranscript: true, Short: true}
}

// run goes through the calls piece by piece. What is written stays written
// wherever it is stopped, and is not done again.
func (s *speech) run(ctx context.Context) error {
	if s.left == 0 {
		s.left = math.MaxInt
	}
	total, err := s.o.store.Count(ctx, toTranscribe(), s.left)
	if err != nil {
		return fmt.Errorf("count the recordings to transcribe: %w", err)
	}
	s.total, s.bar = int64(total), s.a.newProgress(s.a.texts.Speech.Working)
	defer s.bar.end()
	for cursor := ""; s.left > 0; {
		page, err := s.o.store.Calls(ctx, toTranscribe(), store.Page{Limit: min(s.left, speechPiece), Cursor: cursor})
		if err != nil {
			return fmt.Errorf("find the recordings to transcribe: %w", err)
		}
		if err := s.piece(ctx, page.Calls); err != nil {
			return err
		}
		if cursor = page.Next; cursor == "" {
			return nil
		}
	}
	return nil
}

// piece puts some recordings into words and judges them.
func (s *speech) piece(ctx context.Context, calls []store.Call) error {
	before := s.done
	for _, call := range calls {
		s.bar.set(s.done+s.failed, s.total)
		heard, err := s.hear(ctx, call)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case transcribe.Hopeless(err):
			return cmp.Or(s.judge(ctx, before), error(saidError{s.a.texts.Transcribing(err)}))
		case err != nil:
			s.fail(call, err)
			continue
		}
		if err := s.keep(ctx, call, heard); err != nil {
			return err
		}
		s.left--
		s.done++
	}
	return s.judge(ctx, before)
}

// fail tells of a recording that did not become words. One that was not sent
// takes nothing from the limit: the same would stand in the way every time.
func (s *speech) fail(call store.Call, err error) {
	var sound *transcribe.SoundError
	if !errors.As(err, &sound) {
		s.left--
	}
	s.failed++
	what := s.a.texts.Transcribing(err)
	if errors.Is(err, errOutside) {
		what = s.a.texts.Speech.Outside
	}
	s.bar.note(fmt.Sprintf(s.a.texts.Speech.Problem, clean.Line(call.ID), clean.Line(what)))
}

// judge judges what was put into words.
func (s *speech) judge(ctx context.Context, before int64) error {
	if s.done == before {
		return nil
	}
	s.bar.end()
	_, _, err := s.a.judgeNew(ctx, s.o, false)
	return err
}

// errOutside is the error of a recording whose name leads out of its folder.
var errOutside = errors.New("the recording is not in the folder of recordings")

// hear puts one recording into words.
func (s *speech) hear(ctx context.Context, call store.Call) (transcribe.Transcript, error) {
	file, ok := s.o.conf.RecordingFile(call)
	if !ok {
		return transcribe.Transcript{}, &transcribe.SoundError{Err: errOutside}
	}
	return s.client.Transcribe(ctx, file)
}

// keep writes the words of one recording.
func (s *speech) keep(ctx context.Context, call store.Call, heard transcribe.Transcript) error {
	in := store.IntakeTranscript{CallID: call.ID, File: path.Base(call.Recording), Transcript: s.transcript(call, heard)}
	var err error
	if in.Digest, err = digestOf(in.Transcript); err != nil {
		return err
	}
	// A sync may have brought one of its own while the server was listening.
	if kept, err := s.o.store.TranscriptDigest(ctx, call.ID); err != nil || kept != "" {
		return err
	}
	if _, err := s.o.store.Apply(ctx, store.Intake{Source: call.Source, Transcripts: []store.IntakeTranscript{in}}); err != nil {
		return fmt.Errorf("keep the transcript: %w", err)
	}
	if heard.Untimed {
		s.untimed++
	}
	return nil
}

// transcript names the sides of what was heard: a recording of one channel does
// not tell them.
func (s *speech) transcript(call store.Call, heard transcribe.Transcript) scoring.Transcript {
	t := scoring.Transcript{Language: s.language(heard), Outbound: call.Direction == store.Outbound}
	manager := s.o.conf.ManagerChannel(call)
	for _, h := range heard.Segments {
		segment := scoring.Segment{Speaker: scoring.Client, StartMS: h.StartMS, EndMS: h.EndMS, Text: h.Text}
		switch h.Channel {
		case manager:
			segment.Speaker = scoring.Manager
		case transcribe.Whole:
			segment.Speaker = scoring.SpeakerUnknown
		}
		for _, w := range h.Words {
			segment.Words = append(segment.Words, scoring.Word{StartMS: w.StartMS, EndMS: w.EndMS, Text: w.Text})
		}
		t.Segments = append(t.Segments, segment)
	}
	return t
}

// language is what the server heard, else what it was told to hear.
func (s *speech) language(heard transcribe.Transcript) string {
	for _, l := range []string{heard.Language, s.client.Language} {
		for _, code := range []string{"ru", "en"} {
			if strings.HasPrefix(strings.ToLower(l), code) {
				return code
			}
		}
	}
	return ""
}

func digestOf(t scoring.Transcript) (string, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("count the digest of a transcript: %w", err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12]), nil
}

// tell says how much was put into words and how much was not.
func (s *speech) tell(spent time.Duration) error {
	t, say := s.a.texts, s.a.texts.Speech
	var err error
	switch {
	case s.a.json:
		err = s.a.printJSON(map[string]any{
			"transcribed": s.done, "failed": s.failed, "untimed": s.untimed, "seconds": spent.Seconds(),
		})
	case s.done+s.failed == 0:
		_, err = fmt.Fprintln(s.a.out, say.Nothing)
	default:
		_, err = fmt.Fprintf(s.a.out, say.Done+"\n", t.Count(s.done, say.Recordings), t.Span(spent.Milliseconds()))
	}
	for _, line := range []struct {
		form string
		n    int64
	}{{say.Untimed, s.untimed}, {say.Failed, s.failed}} {
		if line.n > 0 && err == nil {
			_, err = fmt.Fprintf(s.a.err, line.form+"\n", t.Count(line.n, say.Recordings))
		}
	}
	if err == nil && s.failed > 0 {
		return errSilent // every one of them has its line on stderr
	}
	return err
}
