package sync

import (
	"strings"
	"testing"

	"razbor/store"
	"razbor/store/config"
)

// crmOf replaces the day's deals of the demo.
func crmOf(t *testing.T, cfg config.Config, rows ...string) {
	t.Helper()
	write(t, cfg.Sources[3].Path, "call;phone;manager;stage;result;amount;note;created_at\n"+strings.Join(rows, "\n")+"\n")
}

func TestADealWithoutACallIdFindsItsCallByNumberTimeAndManager(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	crmOf(t, cfg,
		";+7 (974) 007-38-96;Иван Петров;Отказ;lost;;1;2026-10-15 11:21:17",      // the call of 11:12
		";8 957 118-49-09;Анна Кузнецова;Замер;open;50000;1;2026-10-15 16:14:55", // the call-back, not the missed call
		";+7 (974) 007-38-96;Иван Петров;Отказ;lost;;1;2026-10-15 10:00:00",      // before his call
		";+7 999 000-00-00;Иван Петров;Отказ;lost;;1;2026-10-15 11:21:17",        // nobody
		"1792065802.48284;;Дмитрий Волков;Отказ;lost;;1;2026-10-15 15:10:00",     // the dropped call
	)
	m := newMemory()
	s := run(t, m, cfg, options(t))
	for id, want := range map[string]store.DealResult{
		"1792051946.48232": store.ResultLost, "1792069822.48297": store.ResultOpen, "1792065866.48286": store.ResultLost,
	} {
		if d, ok := m.deals[id]; !ok || d.Result != want || d.CallID != id {
			t.Errorf("the deal of %s is %+v", id, d)
		}
	}
	if s.Pending != 2 {
		t.Errorf("%d deals wait, want 2", s.Pending)
	}
}

func TestADealThatCameBeforeItsCallIsNotLost(t *testing.T) {
	t.Parallel()
	cfg := layDemo(t)
	want := contentOf(clean(t, layDemo(t)))
	files := takeAway(t, cfg)
	m := newMemory()
	o := options(t)
	if s := run(t, m, cfg, o); s.Pending != 29+594 || len(m.deals) != 0 {
		t.Fatalf("%d deals wait, %d are kept", s.Pending, len(m.deals))
	}
	if s := run(t, m, cfg, o); !s.Nothing() {
		t.Errorf("nothing came, and %+v changed", s.Changes)
	}
	for _, f := range files {
		write(t, f.path, strings.Join(f.lines, "")+"\n")
	}
	if s := run(t, m, cfg, o); s.Pending != 0 {
		t.Errorf("%d deals wait still", s.Pending)
	}
	differ(t, contentOf(m), want)
}
