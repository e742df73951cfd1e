package audio

import (
	"context"
	"errors"
	"fmt"

	"razbor/audio/decode"
	"razbor/audio/faults"
	"razbor/audio/speakers"
	"razbor/audio/wave"
)

// Analysis is all that one reading of a recording tells.
type Analysis struct {
	Info     decode.Info
	Waveform wave.Waveform
	Faults   []faults.Fault
	Talk     speakers.Talk
}

// Analyse decodes the recording at path once, to its end, and tells what is in it. progress, where it is not nil, is
// given the waveform so far after every half minute of the recording, from this goroutine.
//
// Where the recording is damaged in the middle, the error is a *decode.DamagedError and the analysis is of what could
// be read.
func Analyse(ctx context.Context, path string, progress func(wave.Waveform)) (a Analysis, err error) {
	s, err := decode.Open(path)
	if err != nil {
		return Analysis{}, fmt.Errorf("analyse recording: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return AnalyseStream(ctx, s, progress)
}

// AnalyseStream is [Analyse] of an open recording at its beginning, which stays open.
func AnalyseStream(ctx context.Context, s decode.Stream, progress func(wave.Waveform)) (Analysis, error) {
	w, levels, err := wave.Measure(ctx, s, progress)
	if err != nil && levels == nil {
		return Analysis{}, fmt.Errorf("analyse recording: %w", err)
	}
	talk := speakers.Find(levels)
	a := Analysis{
		Info: s.Info(), Waveform: w, Talk: talk,
		Faults: faults.Find(levels, talk, faults.Usual()),
	}
	if err != nil {
		return a, fmt.Errorf("analyse recording: %w", err)
	}
	return a, nil
}
