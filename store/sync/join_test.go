package sync

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/source"
)

// joinerFor makes a joiner of a department in Moscow with Ivan at 101 and the
// named phone "olga".
func joinerFor(t *testing.T, s config.Source) *joiner {
	t.Helper()
	cfg, err := config.Parse("config.toml", []byte("[[managers]]\nname = 'Иван'\nextensions = ['101']\n[[managers]]\nname = 'Ольга'\nextensions = ['olga']\n"))
	if err != nil {
		t.Fatal(err)
	}
	rules, err := cfg.Rules()
	if err != nil {
		t.Fatal(err)
	}
	return newJoiner(cfg, s, rules)
}

// born is the moment of the first leg of the tests: Thursday, 12:00 in Moscow.
func born() time.Time { return time.Date(2026, 10, 15, 9, 0, 0, 0, time.UTC) }

func id() string { return fmt.Sprintf("%d.1", born().Unix()) }

// leg is a leg in short: channel, peer, application, seconds from the call's start
// to its own, to the answer (-1: never) and to the end, and its result.
func leg(channel, peer, app string, start, answer, end int, result source.Result) source.Leg {
	wall := born().Add(3 * time.Hour)
	l := source.Leg{
		Own: id(), From: "79161234567", To: "s", Channel: channel, DstChannel: peer, App: app, Result: result,
		StartWallMS: wall.Add(time.Duration(start) * time.Second).UnixMilli(), LengthMS: int64(end-start) * 1000, AnswerMS: -1,
	}
	if answer >= 0 {
		l.AnswerMS, l.TalkMS = int64(answer-start)*1000, int64(end-answer)*1000
	}
	return l
}

func with(l source.Leg, change func(*source.Leg)) source.Leg {
	change(&l)
	return l
}

func event(at int, kind source.EventKind, agent string, hold, talk int) source.Event {
	return source.Event{
		AtMS: born().Add(time.Duration(at) * time.Second).UnixMilli(), Kind: kind, Queue: "sales", Agent: agent,
		HoldMS: int64(hold) * 1000, TalkMS: int64(talk) * 1000,
	}
}

const in = "PJSIP/trunk-msk-0001"

// said is what a call says of itself, in one line.
func said(c store.Call) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s client=%s ", c.Direction, c.Client)
	if c.Answered {
		fmt.Fprintf(&b, "answered by %s(%s) wait=%d talk=%d", c.Manager, c.Extension, c.WaitMS/1000, c.TalkMS/1000)
	} else {
		fmt.Fprintf(&b, "missed by %s wait=%d short=%v", c.MissedBy, c.WaitMS/1000, c.Short)
	}
	if c.QueueWaitMS >= 0 {
		fmt.Fprintf(&b, " queue=%s %d", c.Queue, c.QueueWaitMS/1000)
	}
	if c.IVRDepth > 0 {
		fmt.Fprintf(&b, " menus=%d", c.IVRDepth)
	}
	for _, a := range c.Attempts {
		fmt.Fprintf(&b, " vain=%s/%d", a.Manager, a.RingMS/1000)
	}
	return b.String()
}

type joinCase struct {
	legs   []source.Leg
	events []source.Event
	want   string
}

func checkJoins(t *testing.T, s config.Source, tests map[string]joinCase) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := joinerFor(t, s)
			p := &parts{legs: tt.legs, events: tt.events}
			p.settle(id())
			if got := said(j.join(id(), p)); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
			if legs := j.storeLegs(id(), p); len(legs) != len(tt.legs) {
				t.Errorf("%d legs to show of %d", len(legs), len(tt.legs))
			}
		})
	}
}

func TestWhoAnsweredIsFound(t *testing.T) {
	t.Parallel()
	menu := with(leg(in, "", "BackGround", 0, 0, 5, source.Answered), func(l *source.Leg) { l.Context = "ivr-1" })
	queue := func(peer string, start, answer, end int, r source.Result) source.Leg {
		return with(leg(in, peer, "Queue", start, answer, end, r), func(l *source.Leg) { l.To = "sales"; l.PatienceMS = 240_000 })
	}
	checkJoins(t, config.Source{Name: "office"}, map[string]joinCase{
		"a ring group is one call and nobody of it rang in vain": {
			legs: []source.Leg{leg(in, "PJSIP/101-2", "Dial", 0, 8, 60, source.Answered), leg(in, "PJSIP/102-3", "Dial", 0, -1, 8, source.NoAnswer)},
			want: "inbound client=79161234567 answered by Иван(101) wait=8 talk=52",
		},
		"phones that rang one after another did": {
			legs: []source.Leg{menu, queue("PJSIP/102-3", 5, -1, 20, source.NoAnswer), queue("PJSIP/101-2", 20, 24, 60, source.Answered)},
			want: "inbound client=79161234567 answered by Иван(101) wait=24 talk=36 queue=sales 19 menus=1 vain=102/15",
		},
		"the queue's log is truer than the record of an answered line": {
			legs:   []source.Leg{queue("PJSIP/101-2", 0, 0, 60, source.Answered)},
			events: []source.Event{event(5, source.Enter, "", 0, 0), event(24, source.Connect, "PJSIP/101", 19, 4), event(60, source.Complete, "PJSIP/101", 19, 36)},
			want:   "inbound client=79161234567 answered by Иван(101) wait=24 talk=36 queue=sales 19",
		},
		"a member known by a name": {
			legs:   []source.Leg{queue("PJSIP/101-2", 5, 24, 60, source.Answered)},
			events: []source.Event{event(24, source.Connect, "Фролова К.", 19, 4)},
			want:   "inbound client=79161234567 answered by Иван(101) wait=19 talk=36 queue=sales 19",
		},
		"a member known by nothing but a name": {
			events: []source.Event{event(24, source.Connect, "Фролова К.", 19, 4), event(60, source.Complete, "Фролова К.", 19, 36)},
			want:   "inbound client= answered by Фролова К.() wait=24 talk=36 queue=sales 19",
		},
		"a call that was passed on is of the one who talked": {
			legs: []source.Leg{leg(in, "PJSIP/102-2", "Dial", 0, 5, 20, source.Answered), leg(in, "PJSIP/101-3", "Dial", 20, 25, 125, source.Answered)},
			want: "inbound client=79161234567 answered by Иван(101) wait=5 talk=115",
		},
		"a phone with a name": {
			legs: []source.Leg{leg(in, "PJSIP/olga-00a2", "Dial", 0, 5, 20, source.Answered)},
			want: "inbound client=79161234567 answered by Ольга(olga) wait=5 talk=15",
		},
		"a Local channel and its other half are one talk": {
			legs: []source.Leg{
				leg(in, "Local/101@from-queue-0003;1", "Queue", 0, 6, 36, source.Answered),
				leg("Local/101@from-queue-0003;2", "PJSIP/101-5", "Dial", 3, 6, 36, source.Answered),
			},
			want: "inbound client=79161234567 answered by Иван(101) wait=6 talk=30 queue=s 6",
		},
		"voicemail is no person": {
			legs: []source.Leg{leg(in, "PJSIP/101-2", "Dial", 0, -1, 15, source.NoAnswer), leg(in, "", "VoiceMail", 15, 15, 40, source.Answered)},
			want: "inbound client=79161234567 missed by no_answer wait=40 short=false vain=Иван/15",
		},
	})
}

func TestWhyACallWasMissedIsFound(t *testing.T) {
	t.Parallel()
	night := func(l source.Leg) source.Leg {
		return with(l, func(l *source.Leg) { l.StartWallMS += 10 * hourMS; l.Own = "x" })
	}
	queue := with(leg(in, "", "Queue", 0, -1, 40, source.NoAnswer), func(l *source.Leg) { l.To = "sales"; l.PatienceMS = 240_000 })
	menu := with(leg(in, "", "BackGround", 0, 0, 9, source.Answered), func(l *source.Leg) { l.Context = "ivr-1" })
	checkJoins(t, config.Source{Name: "office"}, map[string]joinCase{
		"he hung up in the queue": {
			legs: []source.Leg{queue}, want: "inbound client=79161234567 missed by abandoned_queue wait=40 short=false queue=sales 40",
		},
		"the queue's time ran out": {
			legs: []source.Leg{with(queue, func(l *source.Leg) { l.LengthMS = 241_000 })},
			want: "inbound client=79161234567 missed by no_answer wait=241 short=false queue=sales 241",
		},
		"the queue's log says it ran out": {
			legs: []source.Leg{queue}, events: []source.Event{event(0, source.Enter, "", 0, 0), event(40, source.Timeout, "", 40, 0)},
			want: "inbound client=79161234567 missed by no_answer wait=40 short=false queue=sales 40",
		},
		"the queue was full":   {events: []source.Event{event(1, source.Full, "", 0, 0)}, want: "inbound client= missed by busy wait=1 short=false"},
		"the queue was closed": {events: []source.Event{event(9, source.Closed, "", 0, 0)}, want: "inbound client= missed by after_hours wait=9 short=false"},
		"in the second queue, after the first": {
			events: []source.Event{event(0, source.Enter, "", 0, 0), event(20, source.Timeout, "", 20, 0), event(20, source.Enter, "", 0, 0), event(50, source.Abandon, "", 30, 0)},
			want:   "inbound client= missed by abandoned_queue wait=50 short=false queue=sales 20",
		},
		"he hung up at once": {
			legs: []source.Leg{with(queue, func(l *source.Leg) { l.LengthMS = 4000 })},
			want: "inbound client=79161234567 missed by abandoned_queue wait=4 short=true queue=sales 4",
		},
		"lost in the menus": {
			legs: []source.Leg{menu, with(leg(in, "", "BackGround", 9, 9, 30, source.Answered), func(l *source.Leg) { l.Context = "ivr-2" })},
			want: "inbound client=79161234567 missed by abandoned_ivr wait=30 short=false menus=2",
		},
		"the menus at night": {
			legs: []source.Leg{night(menu)}, want: "inbound client=79161234567 missed by after_hours wait=9 short=false menus=1",
		},
		"an announcement at night": {
			legs: []source.Leg{night(with(leg(in, "", "Playback", 0, 0, 9, source.Answered), func(l *source.Leg) { l.Context = "app-announcement-3" }))},
			want: "inbound client=79161234567 missed by after_hours wait=9 short=false",
		},
		"a phone that nobody took at night": {
			legs: []source.Leg{night(leg(in, "PJSIP/101-2", "Dial", 0, -1, 30, source.NoAnswer))},
			want: "inbound client=79161234567 missed by no_answer wait=30 short=false",
		},
		"busy at once is not short": {
			legs: []source.Leg{leg(in, "", "Busy", 0, -1, 2, source.Busy)}, want: "inbound client=79161234567 missed by busy wait=2 short=false",
		},
		"congestion is busy": {
			legs: []source.Leg{leg(in, "", "Congestion", 0, -1, 10, source.Congestion)}, want: "inbound client=79161234567 missed by busy wait=10 short=false",
		},
		"the only phone is busy": {
			legs: []source.Leg{leg(in, "PJSIP/101-2", "Dial", 0, -1, 6, source.Busy)}, want: "inbound client=79161234567 missed by busy wait=6 short=false",
		},
		"it failed": {
			legs: []source.Leg{leg(in, "PJSIP/101-2", "Dial", 0, -1, 6, source.Failed)}, want: "inbound client=79161234567 missed by failed wait=6 short=false",
		},
		"a hidden number": {
			legs: []source.Leg{with(queue, func(l *source.Leg) { l.From = "anonymous" })},
			want: "inbound client= missed by abandoned_queue wait=40 short=false queue=sales 40",
		},
	})
}

func TestWhoRangWhomIsTold(t *testing.T) {
	t.Parallel()
	out := func(channel, from, to string, change ...func(*source.Leg)) source.Leg {
		l := with(leg(channel, "PJSIP/trunk-msk-2", "Dial", 0, 9, 30, source.Answered), func(l *source.Leg) {
			l.From, l.To, l.Context = from, to, "from-internal"
		})
		for _, c := range change {
			c(&l)
		}
		return l
	}
	checkJoins(t, config.Source{Name: "office", Trunks: []string{"7000"}, AreaCode: "495"}, map[string]joinCase{
		"a manager rings a client": {
			legs: []source.Leg{out("PJSIP/101-1", "101", "89161234567")},
			want: "outbound client=79161234567 answered by Иван(101) wait=9 talk=21",
		},
		"a city number": {
			legs: []source.Leg{out("PJSIP/101-1", "101", "1234567")}, want: "outbound client=74951234567 answered by Иван(101) wait=9 talk=21",
		},
		"a named phone rings a client": {
			legs: []source.Leg{out("PJSIP/olga-1", "olga", "89161234567")}, want: "outbound client=79161234567 answered by Ольга(olga) wait=9 talk=21",
		},
		"managers among themselves": {
			legs: []source.Leg{out("PJSIP/101-1", "101", "102")}, want: "internal client= answered by Иван(101) wait=9 talk=21",
		},
		"a call that a CRM began": {
			legs: []source.Leg{out("Local/101@from-internal-3;1", "101", "89161234567")},
			want: "outbound client=79161234567 answered by Иван(101) wait=9 talk=21",
		},
		"half of another call": {
			legs: []source.Leg{out("Local/101@from-queue-3;2", "79161234567", "101")}, want: "internal client= answered by Иван(101) wait=9 talk=21",
		},
		"a trunk with a number for a name": {
			legs: []source.Leg{leg("SIP/7000-1", "PJSIP/101-2", "Dial", 0, 9, 30, source.Answered)},
			want: "inbound client=79161234567 answered by Иван(101) wait=9 talk=21",
		},
	})
}

// TestRecordsInUTCAreKnownByTheirUniqueids: with usegmtime the file's clock is not
// the machine's, and nothing but the uniqueid tells.
func TestRecordsInUTCAreKnownByTheirUniqueids(t *testing.T) {
	t.Parallel()
	j := joinerFor(t, config.Source{Name: "office"})
	local := leg(in, "PJSIP/101-2", "Dial", 0, 9, 30, source.Answered)
	for name, l := range map[string]source.Leg{
		"local time": local, "UTC": with(local, func(l *source.Leg) { l.StartWallMS -= 3 * hourMS }),
	} {
		p := &parts{legs: []source.Leg{l}}
		p.settle(id())
		if c := j.join(id(), p); c.StartMS != born().UnixMilli() || c.WaitMS != 9000 {
			t.Errorf("%s: starts at %v", name, time.UnixMilli(c.StartMS).UTC())
		}
	}
	far := joinerFor(t, config.Source{Name: "office", Timezone: "Asia/Vladivostok"})
	p := &parts{legs: []source.Leg{with(local, func(l *source.Leg) { l.StartWallMS += 7 * hourMS })}}
	p.settle(id())
	if c := far.join(id(), p); c.StartMS != born().UnixMilli() {
		t.Errorf("in a zone of its own: starts at %v", time.UnixMilli(c.StartMS).UTC())
	}
}

func TestClocksThatChangeInAutumnAndSpringAreFollowed(t *testing.T) {
	t.Parallel()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	z := zone{loc: loc}
	for at := time.Date(2026, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() == 2026; at = at.Add(7 * time.Hour) {
		wall := at.In(loc)
		_, offset := wall.Zone()
		if got := z.utc(at.UnixMilli() + int64(offset)*1000); got != at.UnixMilli() && wall.Month() != time.October {
			t.Fatalf("%v became %v", at, time.UnixMilli(got).UTC())
		}
		c := clock{zone{loc: loc}}
		if day := c.day(at.UnixMilli()); day != time.Date(wall.Year(), wall.Month(), wall.Day(), 0, 0, 0, 0, time.UTC).Unix()/86400 {
			t.Fatalf("%v is day %d", at, day)
		}
	}
}

func TestWorkingHoursAreThoseOfTheDepartment(t *testing.T) {
	t.Parallel()
	j := joinerFor(t, config.Source{Name: "office"})
	for at, want := range map[string]bool{
		"2026-10-15T06:00:00Z": true, "2026-10-15T05:59:00Z": false, "2026-10-15T14:59:00Z": true, "2026-10-15T15:00:00Z": false, "2026-10-17T09:00:00Z": false,
	} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := j.clock.working(moment.UnixMilli(), j.rules.WorkHours, j.rules.WorkDays); got != want {
			t.Errorf("%s is working time: %v", at, got)
		}
	}
}
