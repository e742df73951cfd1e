package sqlite_test

import (
	"path/filepath"
	"testing"

	"razbor/store"
	"razbor/store/sqlite"
	"razbor/store/storetest"
)

// open makes an empty engine in a folder of its own.
func open(t testing.TB) *sqlite.Engine {
	t.Helper()
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "home", "calls.db"), sqlite.WithRules(storetest.Rules()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func TestTheEngineKeepsWhatAStorePromises(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) store.Engine { return open(t) })
}
