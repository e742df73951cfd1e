package sync

import (
	"strings"

	"razbor/store"
	"razbor/store/phone"
	"razbor/store/source"
)

// inbound tells who answered an inbound call, or why nobody did.
func (d *joined) inbound() {
	c := &d.call
	d.queue()
	d.settleTalks(d.talks())
	c.IVRDepth = d.menus()
	c.Attempts = d.attempts()
	if c.Answered {
		return
	}
	c.WaitMS = c.EndMS - c.StartMS
	c.MissedBy = d.missedBy()
	if c.MissedBy != store.Busy && c.MissedBy != store.Failed {
		c.Short = c.WaitMS <= d.j.rules.ShortAbandon.Milliseconds()
	}
}

// queue finds the queue and the time in it: by the queue's own log, which is
// exact, else by the records.
func (d *joined) queue() {
	c := &d.call
	entered, held := int64(0), int64(-1)
	for i := range d.p.events {
		switch e := &d.p.events[i]; e.Kind {
		case source.Enter:
			if entered == 0 {
				entered = e.AtMS
			}
			c.Queue = e.Queue
		case source.Connect, source.Abandon, source.Timeout, source.Empty, source.Key:
			if held < 0 {
				held = e.HoldMS
				if held == 0 && entered > 0 {
					held = e.AtMS - entered
				}
				c.Queue = e.Queue
			}
		}
	}
	if held >= 0 || entered > 0 {
		c.QueueWaitMS = held
		if held < 0 {
			c.QueueWaitMS = max(0, c.EndMS-entered)
		}
		return
	}
	d.queueByLegs()
}

func (d *joined) queueByLegs() {
	c := &d.call
	from, to := int64(0), int64(0)
	for i := range d.p.legs {
		l := &d.p.legs[i]
		if l.App != "Queue" {
			continue
		}
		if from == 0 || d.starts[i] < from {
			from, c.Queue = d.starts[i], l.To
		}
		if d.isTalk(l) && (to == 0 || d.starts[i]+l.AnswerMS < to) {
			to = d.starts[i] + l.AnswerMS
		}
	}
	if from == 0 {
		return
	}
	if to == 0 {
		to = c.EndMS
	}
	c.QueueWaitMS = max(0, to-from)
}

// isTalk tells whether a leg is a talk with a person: a menu, an announcement or
// voicemail answers the line too, but only a person has a phone at the other end.
func (d *joined) isTalk(l *source.Leg) bool {
	return l.Result == source.Answered && l.DstChannel != "" && l.AnswerMS >= 0 && l.TalkMS > 0 && l.App != "VoiceMail" &&
		(d.first < 0 || endpoint(l.DstChannel) != endpoint(d.p.legs[d.first].Channel) || d.j.isPhone(endpoint(l.DstChannel)))
}

// talks are the stretches in which the client talked with a person. What passed
// through a queue is taken from the queue's log where there is one: its records
// count from the moment when the line was answered, be it by a menu.
func (d *joined) talks() []talk {
	var talks []talk
	connected := false
	for i := range d.p.events {
		if e := &d.p.events[i]; e.Kind == source.Connect {
			talks = append(talks, d.connected(e))
			connected = true
		}
	}
	for i := range d.p.legs {
		l := &d.p.legs[i]
		if !d.isTalk(l) || (connected && (l.App == "Queue" || isLocal(l.Channel))) {
			continue
		}
		extension := endpoint(l.DstChannel)
		from := d.starts[i] + l.AnswerMS
		talks = append(talks, talk{extension, d.j.manager(extension), from, from + min(l.TalkMS, max(0, l.LengthMS-l.AnswerMS))})
	}
	return talks
}

// connected is the talk that a CONNECT began: it ends with the next COMPLETE or
// transfer of the same queue, and without one with the member's record.
func (d *joined) connected(e *source.Event) talk {
	t := talk{fromMS: e.AtMS}
	t.extension, t.name = d.member(e)
	for i := range d.p.events {
		end := &d.p.events[i]
		if (end.Kind == source.Complete || end.Kind == source.Transfer) && end.Queue == e.Queue && end.AtMS >= e.AtMS {
			t.toMS = e.AtMS + end.TalkMS
			if end.TalkMS == 0 {
				t.toMS = end.AtMS
			}
			return t
		}
	}
	for i := range d.p.legs {
		if l := &d.p.legs[i]; l.App == "Queue" && d.isTalk(l) {
			t.toMS = max(t.toMS, d.starts[i]+l.LengthMS)
		}
	}
	t.toMS = max(t.toMS, t.fromMS)
	return t
}

// member finds the extension and the name of a queue's member, whom the log
// writes as an interface or by a name of his own.
func (d *joined) member(e *source.Event) (extension, name string) {
	if strings.Contains(e.Agent, "/") {
		extension = agentExtension(e.Agent)
		return extension, d.j.manager(extension)
	}
	for i := range d.p.legs {
		if l := &d.p.legs[i]; l.App == "Queue" && d.isTalk(l) && e.Kind == source.Connect {
			extension = endpoint(l.DstChannel)
		}
	}
	if known, ok := d.j.managers[e.Agent]; ok {
		return extension, known
	}
	if known, ok := d.j.managers[extension]; ok {
		return extension, known
	}
	return extension, e.Agent
}

// agentExtension reads "PJSIP/101", "Local/101@from-queue/n", "Agent/1001".
func agentExtension(agent string) string {
	_, name, _ := strings.Cut(agent, "/")
	name, _, _ = strings.Cut(name, "@")
	name, _, _ = strings.Cut(name, "/")
	return name
}

// menus counts the menus that the client went through.
func (d *joined) menus() int {
	n, last := 0, ""
	for i := range d.p.legs {
		l := &d.p.legs[i]
		if !isMenu(l) {
			continue
		}
		at := l.Context + "\x00" + l.Channel
		if at != last {
			n++
		}
		last = at
	}
	return n
}

func isMenu(l *source.Leg) bool {
	return l.DstChannel == "" && (l.App == "BackGround" || l.App == "Background" || l.App == "WaitExten" || l.App == "Read" || strings.HasPrefix(l.Context, "ivr-"))
}

// attempts are the phones that rang in vain: not those that stopped because
// another phone of the group took the call or the client hung up.
func (d *joined) attempts() []store.Attempt {
	var out []store.Attempt
	rang := false
	for i := range d.p.events {
		switch e := &d.p.events[i]; e.Kind {
		case source.RingNoAns:
			rang = true
			if e.TalkMS > 0 { // else the phone was out of reach and never rang
				_, name := d.member(e)
				out = append(out, store.Attempt{Manager: name, RingMS: e.TalkMS})
			}
		case source.RingCancel, source.Connect, source.Abandon:
			rang = true
		}
	}
	if rang {
		return out
	}
	until := d.call.EndMS
	if d.call.Answered {
		until = d.call.StartMS + d.call.WaitMS
	}
	for i := range d.p.legs {
		l := &d.p.legs[i]
		name := endpoint(l.DstChannel)
		if l.DstChannel == "" || d.isTalk(l) || !d.j.isPhone(name) || d.starts[i]+l.LengthMS >= until {
			continue
		}
		out = append(out, store.Attempt{Manager: d.j.manager(name), RingMS: l.LengthMS})
	}
	return out
}

// missedBy tells why nobody answered.
func (d *joined) missedBy() store.MissedBy {
	if by, ok := d.missedByQueue(); ok {
		return by
	}
	seen := d.look()
	switch {
	case seen.closed && !seen.queue && !seen.rang:
		return store.AfterHours
	case !seen.queue && !seen.rang && seen.busy:
		return store.Busy
	case !seen.queue && !seen.rang && !d.j.clock.working(d.call.StartMS, d.j.rules.WorkHours, d.j.rules.WorkDays):
		return store.AfterHours
	case seen.queue && seen.patienceMS > 0 && d.call.QueueWaitMS >= seen.patienceMS:
		return store.NoAnswer
	case seen.queue:
		return store.AbandonedQueue
	case seen.rang, seen.voicemail:
		return store.NoAnswer
	case seen.menu, seen.announcement:
		return store.AbandonedIVR
	case seen.failed:
		return store.Failed
	}
	return store.NoAnswer
}

// missedByQueue follows the last way out of a queue.
func (d *joined) missedByQueue() (store.MissedBy, bool) {
	by, ok, entered := store.NotMissed, false, false
	for i := range d.p.events {
		switch d.p.events[i].Kind {
		case source.Enter:
			entered = true
		case source.Abandon:
			by, ok = store.AbandonedQueue, true
		case source.Timeout, source.Empty, source.Key:
			by, ok = store.NoAnswer, true
		case source.Full:
			by, ok = store.Busy, true
		case source.Closed:
			by, ok = store.AfterHours, true
		}
	}
	if !ok && entered && len(d.p.legs) == 0 {
		return store.AbandonedQueue, true
	}
	return by, ok
}

// traits are what the legs of a missed call show.
type traits struct {
	queue, rang, busy, failed, menu, announcement, voicemail, closed bool
	patienceMS                                                       int64
}

func (d *joined) look() (t traits) {
	for i := range d.p.legs {
		l := &d.p.legs[i]
		switch {
		case l.App == "Queue":
			t.queue = true
			t.patienceMS = max(t.patienceMS, l.PatienceMS)
		case l.Result == source.Busy || l.Result == source.Congestion || l.App == "Busy" || l.App == "Congestion":
			t.busy = true
		case l.DstChannel != "" && l.Result != source.Failed:
			t.rang = true
		case l.Result == source.Failed:
			t.failed = true
		case l.App == "VoiceMail":
			t.voicemail = true
		case isClosed(l.Context):
			t.closed = true
		case isMenu(l):
			t.menu = true
		case l.App == "Playback":
			t.announcement = true
		}
	}
	return t
}

// isClosed knows the contexts of announcements outside working hours by the
// words that people name them with.
func isClosed(context string) bool {
	for _, word := range []string{"closed", "night", "afterhours", "after-hours", "holiday", "nonwork", "nerab", "vyhod"} {
		if strings.Contains(context, word) {
			return true
		}
	}
	return false
}

// outbound tells whether a call that a phone began was answered, and whose it is.
func (d *joined) outbound() {
	c := &d.call
	if d.first < 0 {
		return
	}
	l := &d.p.legs[d.first]
	c.Extension = endpoint(l.Channel)
	if (isLocal(l.Channel) || !d.j.isPhone(c.Extension)) && d.j.isPhone(l.From) {
		c.Extension = l.From
	}
	var talks []talk
	for i := range d.p.legs {
		if l := &d.p.legs[i]; d.isTalk(l) {
			from := d.starts[i] + l.AnswerMS
			talks = append(talks, talk{c.Extension, d.j.manager(c.Extension), from, from + min(l.TalkMS, max(0, l.LengthMS-l.AnswerMS))})
		}
	}
	extension := c.Extension
	c.WaitMS = c.EndMS - c.StartMS
	d.settleTalks(talks)
	c.Extension = extension
	c.Manager = d.j.manager(extension)
	if c.Direction == store.Outbound && !phone.IsOutside(c.Client) {
		c.Client = ""
	}
}
