package sync

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"razbor/store/config"
)

// TestAQueueThatKnowsACallByAnotherIDIsJoinedInAnyOrder: a client who is passed on
// into a queue waits there on a channel that is not the call's first, and the
// queue's log knows that one only.
func TestAQueueThatKnowsACallByAnotherIDIsJoinedInAnyOrder(t *testing.T) {
	t.Parallel()
	row := func(channel, peer, app, start, answer, end, own string) string {
		if answer != "" {
			answer = `"2026-10-15 ` + answer + `"`
		}
		return fmt.Sprintf(`"","79161234567","s","x","","%s","%s","%s","","2026-10-15 %s",%s,"2026-10-15 %s",60,30,"ANSWERED","DOCUMENTATION","%s","","","1792044372.1",1`+"\n",
			channel, peer, app, start, answer, end, own)
	}
	cdr := []string{
		row("PJSIP/trunk-1", "PJSIP/101-2", "Dial", "09:06:12", "09:06:20", "09:06:40", "1792044372.1"),
		row("PJSIP/trunk-3", "PJSIP/102-4", "Queue", "09:06:40", "09:07:00", "09:09:00", "1792044400.5"),
	}
	log := []string{
		"1792044400|1792044400.5|sales|NONE|ENTERQUEUE||79161234567|1\n",
		"1792044425|1792044400.5|sales|PJSIP/102|CONNECT|25|1792044420.7|5\n",
		"1792044540|1792044400.5|sales|PJSIP/102|COMPLETECALLER|25|115|1\n",
	}
	for name, order := range map[string][]string{
		"at once": {"cdr+log"}, "records first": {"cdr", "log"}, "log first": {"log", "cdr"}, "by rows": {"cdr0", "log0", "log1", "cdr1", "log2"},
		"by rows, the log first": {"log0", "cdr1", "log1", "log2", "cdr0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			cfg, err := config.Parse(filepath.Join(dir, "config.toml"), []byte("[[sources]]\nname = 'office'\nkind = 'asterisk'\ncdr = 'Master.csv'\nqueue_log = 'queue_log'\n"))
			if err != nil {
				t.Fatal(err)
			}
			s := cfg.Sources[0]
			write(t, s.CDR, "")
			write(t, s.QueueLog, "")
			m := newMemory()
			for _, step := range order {
				for _, part := range strings.Split(step, "+") {
					file, rows := s.CDR, cdr
					if strings.HasPrefix(part, "log") {
						file, rows = s.QueueLog, log
					}
					if len(part) == 4 {
						rows = rows[part[3]-'0' : part[3]-'0'+1]
					}
					appendTo(t, file, strings.Join(rows, ""))
				}
				run(t, knowing(m, cfg), cfg, options(t))
			}
			calls := m.all()
			if len(calls) != 1 {
				t.Fatalf("%d calls: %+v", len(calls), calls)
			}
			c := calls[0]
			if c.ID != "1792044372.1" || c.Manager != "102" || c.TalkMS != 135_000 || c.WaitMS != 8_000 || c.QueueWaitMS != 25_000 {
				t.Errorf("the call is %+v", c)
			}
			if ids := sortedKeys(m.gone); !slices.Equal(ids, []string{at("office", "1792044400.5")}) {
				t.Errorf("other names: %q", ids)
			}
		})
	}
}
