package sync

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/config"
)

// busyRows are calls of very few clients over a few days: drops, repeats, misses
// and callbacks, close upon one another.
func busyRows(rnd *rand.Rand, calls int) []string {
	var rows []string
	at := time.Date(2026, 10, 14, 6, 0, 0, 0, time.UTC)
	moscow := time.FixedZone("MSK", 3*3600)
	clock := func(t time.Time) string { return t.In(moscow).Format(time.DateTime) }
	for i := range calls {
		at = at.Add(time.Duration(rnd.IntN(400)) * time.Second)
		if rnd.IntN(15) == 0 {
			at = at.Add(time.Duration(rnd.IntN(30)) * time.Hour)
		}
		client := fmt.Sprintf("7916000000%d", rnd.IntN(3))
		id := fmt.Sprintf("%d.%d", at.Unix(), i)
		ring := time.Duration(1+rnd.IntN(20)) * time.Second
		talk := time.Duration(1+rnd.IntN(12)) * time.Second
		row := func(src, dst, context, channel, peer, answer, result string, end time.Time, talk time.Duration) {
			rows = append(rows, fmt.Sprintf(`"","%s","%s","%s","","%s","%s","Dial","","%s",%s,"%s",%d,%d,"%s","DOCUMENTATION","%s",""`+"\n",
				src, dst, context, channel, peer, clock(at), answer, clock(end), int(end.Sub(at).Seconds()), int(talk.Seconds()), result, id))
		}
		switch rnd.IntN(6) {
		case 0:
			row("101", "8"+client[1:], "from-internal", "PJSIP/101-1", "PJSIP/trunk-2", "", "NO ANSWER", at.Add(ring), 0)
		case 1:
			row("101", "8"+client[1:], "from-internal", "PJSIP/101-1", "PJSIP/trunk-2", `"`+clock(at.Add(ring))+`"`, "ANSWERED", at.Add(ring+talk), talk)
		case 2, 3:
			row(client, "s", "from-trunk", "PJSIP/trunk-1", "PJSIP/101-2", "", "NO ANSWER", at.Add(ring), 0)
		default:
			row(client, "s", "from-trunk", "PJSIP/trunk-1", "PJSIP/102-2", "", "NO ANSWER", at.Add(ring), 0)
			row(client, "s", "from-trunk", "PJSIP/trunk-1", "PJSIP/101-2", `"`+clock(at.Add(ring))+`"`, "ANSWERED", at.Add(ring+talk), talk)
		}
	}
	return rows
}

func oneSource(t *testing.T) config.Config {
	t.Helper()
	dir := t.TempDir()
	cfg, err := config.Parse(filepath.Join(dir, "config.toml"), []byte("[[sources]]\nname = 'office'\nkind = 'asterisk'\ncdr = 'Master.csv'\n"))
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// TestRelationsDoNotDependOnTheOrderOfArrival brings the rows of a busy department
// at once, in order by pieces, and in no order at all.
func TestRelationsDoNotDependOnTheOrderOfArrival(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewPCG(seed, 11))
			rows := busyRows(rnd, 160)
			cfg := oneSource(t)
			write(t, cfg.Sources[0].CDR, strings.Join(rows, ""))
			want := newMemory()
			run(t, want, cfg, options(t))
			checkRelations(t, cfg, want.all())

			m := newMemory()
			var engine store.Intaker = m
			if seed%2 == 0 {
				engine = knowing(m, cfg)
			}
			if seed%3 != 0 {
				rnd.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			}
			write(t, cfg.Sources[0].CDR, "")
			o := options(t)
			o.chunk = 1 + rnd.IntN(9)
			for len(rows) > 0 {
				n := min(len(rows), 1+rnd.IntN(60))
				appendTo(t, cfg.Sources[0].CDR, strings.Join(rows[:n], ""))
				rows = rows[n:]
				run(t, engine, cfg, o)
			}
			differ(t, contentOf(m), contentOf(want))
		})
	}
}

// checkRelations recounts the relations of calls by the plainest means.
func checkRelations(t *testing.T, cfg config.Config, calls []store.Call) {
	t.Helper()
	drops := 0
	for i, c := range calls {
		if c.Dropped {
			drops++
		}
		if c.Direction != store.Inbound {
			continue
		}
		day := time.UnixMilli(c.StartMS).In(cfg.Location()).Format(time.DateOnly)
		repeat, first := false, !c.Answered && !c.Short
		for _, b := range calls[:i] {
			if b.Direction != store.Inbound || b.Client != c.Client {
				continue
			}
			repeat = repeat || c.StartMS-b.StartMS <= dayMS
			if !b.Answered && !b.Short && time.UnixMilli(b.StartMS).In(cfg.Location()).Format(time.DateOnly) == day {
				first = false
			}
		}
		var back, reached int64
		for _, a := range calls[i+1:] {
			if c.Answered || a.Client != c.Client || a.StartMS < c.EndMS || a.StartMS > c.EndMS+dayMS {
				continue
			}
			if a.Direction == store.Outbound && back == 0 {
				back = a.StartMS
			}
			if a.Answered && reached == 0 {
				reached = a.StartMS + a.WaitMS
			}
		}
		if c.Repeat != repeat || c.FirstMiss != first || c.CalledBackMS != back || c.RecoveredMS != reached {
			t.Errorf("%s: repeat %v, first miss %v, called back %d, reached %d; recounted %v, %v, %d, %d",
				c.ID, c.Repeat, c.FirstMiss, c.CalledBackMS, c.RecoveredMS, repeat, first, back, reached)
		}
		if c.Answered && c.TalkMS <= 5000 {
			for _, a := range calls[i+1:] {
				if a.Direction == store.Inbound && a.Client == c.Client && a.StartMS > c.StartMS && a.StartMS <= c.EndMS+120_000 {
					t.Errorf("%s broke off and was rung again by %s, and is still there", c.ID, a.ID)
				}
			}
		}
	}
	if drops == 0 {
		t.Error("no call broke off: the test tests nothing")
	}
}
