// Package transcribe puts recordings into words by asking a speech-to-text server: any that takes
// POST /v1/audio/transcriptions as OpenAI does (speaches, LocalAI, vLLM), or /inference as the server of whisper.cpp
// does.
//
// Each channel of a stereo recording is sent apart, so that it is known who speaks without the server telling voices
// apart. What comes back is a stranger's: it is bounded, cleaned and put in order. The package knows nothing of calls
// nor of how their texts are kept.
package transcribe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"razbor/audio/decode"
)

// Whole is the channel of a segment of a recording that has both sides in one.
const Whole = -1

// Segment is one utterance, in ms from the start of the recording. Words is empty where the server gave no times of
// words.
type Segment struct {
	Channel int // 0 is the left, 1 the right, Whole of a recording that has one
	StartMS int64
	EndMS   int64
	Text    string
	Words   []Word
}

// Word is one timed word.
type Word struct {
	StartMS int64
	EndMS   int64
	Text    string
}

// Transcript is what is said in one recording, in order of time; a recording in which nobody speaks has no segments.
type Transcript struct {
	Language string // as the server names it ("ru", "russian"), empty where it does not
	Untimed  bool   // the server gave the text alone: its segments are as long as what was sent
	Segments []Segment
}

// Client asks one server. It remembers which address and form the server takes, and is used by one goroutine at a time.
type Client struct {
	URL      string // of the server ("http://127.0.0.1:8080"), or with the path, which must end as the known ones do
	Model    string // empty to send none
	Key      string // bearer token, empty where none is needed
	Language string // code of ISO 639-1; "auto" or empty lets the server find out
	Folder   string // for temporary files; empty is the system's

	HTTP  *http.Client                                     // nil is the default one
	Pause func(ctx context.Context, d time.Duration) error // between tries; nil is real time
	Wait  func(sound time.Duration) time.Duration          // the longest one try may take; nil is Patience

	second  bool // the server is at the second of its addresses
	settled bool // it has answered at the address that is used
	form    form
}

// Patience is how long an answer about so much sound may take: a server without a graphics card needs several times
// its length, and works off one question after another.
func Patience(sound time.Duration) time.Duration { return 5*time.Minute + 4*sound }

// Transcribe puts the recording at path into words.
//
// Errors: *SoundError of the recording, before the server is asked; *UnreachableError, *StatusError, *AnswerError,
// ErrTimeout and ErrURL of the server.
func (c *Client) Transcribe(ctx context.Context, path string) (t Transcript, err error) {
	tracks, err := open(ctx, path, c.Folder)
	defer func() { err = errors.Join(err, closeAll(tracks)) }()
	if err != nil {
		return Transcript{}, fmt.Errorf("transcribe: %w", err)
	}
	for _, track := range tracks {
		if err := c.track(ctx, track, &t); err != nil {
			return Transcript{}, fmt.Errorf("transcribe: %w", err)
		}
	}
	slices.SortStableFunc(t.Segments, func(a, b Segment) int { return cmp.Compare(a.StartMS, b.StartMS) })
	return t, nil
}

// open reads the recording at path into tracks. Those that are there are returned with an error too, to be closed.
func open(ctx context.Context, path, folder string) ([]*track, error) {
	s, err := decode.Open(path)
	if err != nil {
		return nil, &SoundError{Err: err}
	}
	tracks, err := split(ctx, s, folder)
	if err = errors.Join(err, s.Close()); err != nil && ctx.Err() == nil {
		err = &SoundError{Err: err}
	}
	return tracks, err
}

// track adds what is said on one channel.
func (c *Client) track(ctx context.Context, track *track, t *Transcript) error {
	for _, p := range track.pieces() {
		a, err := c.ask(ctx, p)
		if err != nil {
			return err
		}
		t.Untimed = t.Untimed || a.untimed
		t.Language = cmp.Or(t.Language, a.language)
		for _, s := range a.segments {
			s.shift(ms(p.from))
			s.Channel = track.channel
			if a.untimed || !track.quiet(s.StartMS, s.EndMS) {
				t.Segments = append(t.Segments, s)
			}
		}
	}
	return nil
}

func (s *Segment) shift(by int64) {
	s.StartMS += by
	s.EndMS += by
	for i := range s.Words {
		s.Words[i].StartMS += by
		s.Words[i].EndMS += by
	}
}
