package decode_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"razbor/audio/decode"
	"razbor/audio/internal/audiotest"
)

// A player reads and seeks while the index is built behind it.
func TestIndexingBesideReadingChangesNothing(t *testing.T) {
	t.Parallel()
	for name := range fixtures {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", name)
			want := audiotest.Read(t, audiotest.OpenFile(t, path))
			s := audiotest.OpenFile(t, path)
			indexer, ok := s.(decode.Indexer)
			if !ok {
				return
			}
			done := make(chan error)
			go func() { done <- indexer.BuildIndex(context.Background()) }()
			for _, at := range []int64{0, 3000, 100, 0} {
				if err := s.SeekSample(at); err != nil {
					t.Error(err)
				}
				if got := audiotest.Read(t, s); !slices.Equal(got, want[at*int64(s.Info().Channels):]) {
					t.Errorf("from sample %d on, %d values differ while the index is built", at, len(got))
				}
			}
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

func TestIndexingStopsWhenItIsNoLongerWanted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, name := range []string{"gsm-raw.gsm", "g722-raw.g722", "opus-silk-stereo.opus"} {
		s := audiotest.OpenFile(t, filepath.Join("testdata", name))
		if err := s.(decode.Indexer).BuildIndex(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: error is %v, want that of the context", name, err)
		}
	}
}
