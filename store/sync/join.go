package sync

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"razbor/store"
	"razbor/store/config"
	"razbor/store/phone"
	"razbor/store/source"
	"razbor/store/source/asterisk"
)

// joiner makes a call of its parts. It is a function of the parts and of the
// configuration; one goroutine uses it at a time.
type joiner struct {
	source   string
	zone     zone
	clock    clock
	plan     phone.Plan
	trunks   map[string]bool
	managers map[string]string // by extension, and by name
	rules    store.Rules
}

func newJoiner(cfg config.Config, s config.Source, rules store.Rules) *joiner {
	loc := cfg.Location()
	if s.Timezone != "" {
		if own, err := time.LoadLocation(s.Timezone); err == nil {
			loc = own
		}
	}
	j := &joiner{
		source: s.Name, zone: zone{loc: loc}, clock: clock{zone{loc: rules.Location}}, plan: phone.Plan{AreaCode: s.AreaCode},
		trunks: map[string]bool{}, managers: map[string]string{}, rules: rules,
	}
	for _, t := range s.Trunks {
		j.trunks[t] = true
	}
	for _, m := range cfg.Managers {
		j.managers[m.Name] = m.Name
		for _, e := range m.Extensions {
			j.managers[e] = m.Name
		}
	}
	return j
}

// manager returns the name of who answers an extension.
func (j *joiner) manager(extension string) string {
	if name, ok := j.managers[extension]; ok {
		return name
	}
	return extension
}

// joined is one call on its way: its parts with the times in UTC.
type joined struct {
	j      *joiner
	id     string
	p      *parts
	starts []int64
	first  int // index of the leg that began the call, -1 without legs
	call   store.Call
}

// join makes the call; the parts are settled. Relations to other calls are not
// its matter.
func (j *joiner) join(id string, p *parts) store.Call {
	d := joined{j: j, id: id, p: p}
	d.call = store.Call{ID: id, Source: j.source, QueueWaitMS: -1, LossAtMS: -1, Score: -1, Recording: p.sound}
	d.place()
	d.sides()
	switch d.call.Direction {
	case store.Inbound:
		d.inbound()
	case store.Outbound, store.Internal:
		d.outbound()
	}
	return d.call
}

// utcSlack is how much later than its channel a call's first record may begin.
const utcSlack = 2 * minuteMS

// place puts the legs on the time line. A switchboard may write UTC (usegmtime)
// and the file does not say so; but the uniqueid of a channel begins with the
// Unix time of its birth, which tells.
func (d *joined) place() {
	d.first = -1
	d.starts = make([]int64, len(d.p.legs))
	inUTC := false
	for i := range d.p.legs {
		l := &d.p.legs[i]
		born, ok := asterisk.UniqueidMS(l.Own)
		if !ok {
			continue
		}
		late, lateUTC := d.j.zone.utc(l.StartWallMS)-born, l.StartWallMS-born
		inUTC = (late < -utcSlack || late > utcSlack) && lateUTC >= -utcSlack && lateUTC <= utcSlack
		break
	}
	for i := range d.p.legs {
		l := &d.p.legs[i]
		d.starts[i] = l.StartWallMS
		if !inUTC {
			d.starts[i] = d.j.zone.utc(l.StartWallMS)
		}
		if d.first < 0 || (isLocal(d.p.legs[d.first].Channel) && !isLocal(l.Channel)) {
			d.first = i
		}
	}
	d.span()
}

// span finds the arrival and the hang-up.
func (d *joined) span() {
	start, end := int64(0), int64(0)
	widen := func(from, to int64) {
		if start == 0 || from < start {
			start = from
		}
		end = max(end, to)
	}
	for i, l := range d.p.legs {
		widen(d.starts[i], d.starts[i]+l.LengthMS)
	}
	if len(d.p.legs) == 0 {
		born, ok := asterisk.UniqueidMS(d.id)
		if ok && len(d.p.events) > 0 && d.p.events[0].AtMS-born >= 0 && d.p.events[0].AtMS-born < hourMS {
			widen(born, born)
		}
	}
	for _, e := range d.p.events {
		widen(e.AtMS, e.AtMS)
	}
	d.call.StartMS, d.call.EndMS = start, end
}

// endpoint returns the name of the device or trunk in a channel:
// "PJSIP/101-00002f42" is 101, "Local/200@from-queue-0003;2" is 200.
func endpoint(channel string) string {
	_, name, ok := strings.Cut(channel, "/")
	if !ok {
		return ""
	}
	if at := strings.IndexByte(name, '@'); at >= 0 {
		return name[:at]
	}
	name, _, _ = strings.Cut(name, ";")
	if dash := strings.LastIndexByte(name, '-'); dash > 0 {
		return name[:dash]
	}
	return name
}

func isLocal(channel string) bool { return strings.HasPrefix(channel, "Local/") }

// isPhone tells whether an endpoint is a phone of the department.
func (j *joiner) isPhone(name string) bool {
	if j.trunks[name] {
		return false
	}
	_, known := j.managers[name]
	return known || phone.IsExtension(name)
}

// sides tells the direction, the client and the line.
func (d *joined) sides() {
	c := &d.call
	if d.first < 0 {
		c.Direction = store.Inbound
		c.Client = d.eventText(source.Enter)
		c.Line = d.eventText(source.Dialled)
		return
	}
	l := &d.p.legs[d.first]
	name := endpoint(l.Channel)
	own := isOwnName(name, l)
	from := phone.Number(l.From, d.j.plan)
	switch {
	case isLocal(l.Channel):
		// An originated call rings its own phone through a Local channel; any
		// other row of a Local channel alone repeats a part of another call.
		c.Direction = store.Internal
		if d.j.isPhone(l.From) && d.outside() != "" {
			c.Direction, c.Client = store.Outbound, d.outside()
		}
	case d.j.isPhone(name), own && !d.j.trunks[name], l.Context == "from-internal" && !d.j.trunks[name] && !phone.IsOutside(from):
		c.Direction = store.Internal
		if out := d.outside(); out != "" {
			c.Direction, c.Client = store.Outbound, out
		}
	case !strings.Contains(l.Channel, "/") || strings.HasPrefix(l.Channel, "Console/"):
		c.Direction = store.Internal
	default:
		c.Direction = store.Inbound
		if phone.IsOutside(from) {
			c.Client = from
		}
		c.Line = d.line()
	}
}

// isOwnName tells a phone that is named and not numbered: its channel bears the name
// of the caller.
func isOwnName(name string, l *source.Leg) bool { return name != "" && name == l.From }

// outside returns the client's number of a call that a phone began: the number
// that was dialled, where it leads out.
func (d *joined) outside() string {
	for i := range d.p.legs {
		l := &d.p.legs[i]
		if n := phone.Number(l.To, d.j.plan); phone.IsOutside(n) {
			return n
		}
	}
	return ""
}

// line returns the company's number that was dialled.
func (d *joined) line() string {
	if line := d.eventText(source.Dialled); line != "" {
		return line
	}
	for i := range d.p.legs {
		l := &d.p.legs[i]
		if n := phone.Number(l.To, d.j.plan); phone.IsOutside(n) && l.DstChannel == "" {
			return n
		}
		if strings.HasPrefix(l.Recording, "in-") {
			if r, ok := asterisk.ParseRecording(l.Recording); ok {
				if n := phone.Number(r.To, d.j.plan); phone.IsOutside(n) {
					return n
				}
			}
		}
	}
	return ""
}

// eventText returns the outside number that the first event of a kind carries.
func (d *joined) eventText(kind source.EventKind) string {
	for i := range d.p.events {
		if e := &d.p.events[i]; e.Kind == kind {
			if n := phone.Number(e.Text, d.j.plan); phone.IsOutside(n) {
				return n
			}
		}
	}
	return ""
}

// talk is one stretch of a person's talk.
type talk struct {
	extension string
	name      string
	fromMS    int64
	toMS      int64
}

// settleTalks sets who talked, since when and how long. The manager of a call
// that was passed on is the one who talked the longest; the last of equals.
func (d *joined) settleTalks(talks []talk) {
	if len(talks) == 0 {
		return
	}
	slices.SortStableFunc(talks, func(a, b talk) int { return cmp.Compare(a.fromMS, b.fromMS) })
	c := &d.call
	c.Answered = true
	c.WaitMS = max(0, talks[0].fromMS-c.StartMS)
	end := int64(0)
	best := talk{}
	length := int64(-1)
	for i, t := range talks {
		if t.toMS > end {
			c.TalkMS += t.toMS - max(t.fromMS, end)
			end = t.toMS
		}
		of := int64(0)
		for _, other := range talks[:i+1] {
			if other.extension == t.extension && other.name == t.name {
				of += other.toMS - other.fromMS
			}
		}
		if of >= length {
			best, length = t, of
		}
	}
	c.Manager, c.Extension = best.name, best.extension
}

// storeLegs returns the legs in the form that is shown.
func (j *joiner) storeLegs(id string, p *parts) []store.Leg {
	d := joined{j: j, id: id, p: p}
	d.place()
	out := make([]store.Leg, len(p.legs))
	for i := range p.legs {
		l := &p.legs[i]
		out[i] = store.Leg{StartMS: d.starts[i], EndMS: d.starts[i] + l.LengthMS, From: l.From, To: l.To, App: l.App, Disposition: l.Result.String()}
		if l.AnswerMS >= 0 {
			out[i].AnswerMS = d.starts[i] + l.AnswerMS
		}
		if name := endpoint(l.DstChannel); j.isPhone(name) {
			out[i].Phone = name
		}
	}
	return out
}
