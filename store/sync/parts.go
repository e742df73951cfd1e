package sync

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"razbor/store/source"
)

// parts are what one call was joined from, as the sources said it. Everything
// that sync says of a call follows from them alone, so that it does not matter in
// which order, how often and in how many runs they came.
type parts struct {
	legs   []source.Leg
	events []source.Event
	sound  string // path of the recording that was found

	absorbed []string // ids of dropped calls that were joined to this one
	into     string   // id of the call that this one became a part of
	alias    bool     // into holds the parts too: this id is another name of it
}

func (p *parts) empty() bool { return len(p.legs) == 0 && len(p.events) == 0 }

// add takes over what o has.
func (p *parts) add(o *parts) {
	p.legs = append(p.legs, o.legs...)
	p.events = append(p.events, o.events...)
	if p.sound == "" {
		p.sound = o.sound
	}
	for _, id := range o.absorbed {
		if !slices.Contains(p.absorbed, id) {
			p.absorbed = append(p.absorbed, id)
		}
	}
}

// settle brings the parts of the call with this id to one order, each once. A
// call of more parts than any honest one has keeps the first of them.
func (p *parts) settle(id string) {
	for i := range p.legs {
		p.legs[i].Call = id
		if p.legs[i].Own == "" {
			p.legs[i].Own = id
		}
	}
	for i := range p.events {
		p.events[i].Call = id
	}
	if len(p.legs) > 1 {
		slices.SortFunc(p.legs, compareLegs)
		p.legs = slices.Compact(p.legs)
		p.legs = p.legs[:min(len(p.legs), maxParts)]
	}
	if len(p.events) > 1 {
		slices.SortFunc(p.events, compareEvents)
		p.events = slices.Compact(p.events)
		p.events = p.events[:min(len(p.events), maxParts)]
	}
	if len(p.absorbed) > 1 {
		slices.Sort(p.absorbed)
		p.absorbed = p.absorbed[:min(len(p.absorbed), maxParts)]
	}
}

func compareLegs(a, b source.Leg) int {
	if c := cmp.Compare(a.StartWallMS, b.StartWallMS); c != 0 {
		return c
	}
	if c := cmp.Compare(a.LengthMS, b.LengthMS); c != 0 {
		return c
	}
	if c := strings.Compare(a.DstChannel, b.DstChannel); c != 0 {
		return c
	}
	return cmp.Or(
		strings.Compare(a.Channel, b.Channel), strings.Compare(a.Context, b.Context), strings.Compare(a.App, b.App),
		cmp.Compare(a.AnswerMS, b.AnswerMS), cmp.Compare(a.Result, b.Result), strings.Compare(a.To, b.To), strings.Compare(a.From, b.From),
		cmp.Compare(a.TalkMS, b.TalkMS), strings.Compare(a.Own, b.Own), strings.Compare(a.Recording, b.Recording),
		cmp.Compare(a.PatienceMS, b.PatienceMS), strings.Compare(a.Call, b.Call),
	)
}

func compareEvents(a, b source.Event) int {
	if c := cmp.Compare(a.AtMS, b.AtMS); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Kind, b.Kind); c != 0 {
		return c
	}
	return cmp.Or(
		strings.Compare(a.Agent, b.Agent), strings.Compare(a.Queue, b.Queue), cmp.Compare(a.HoldMS, b.HoldMS),
		cmp.Compare(a.TalkMS, b.TalkMS), strings.Compare(a.Text, b.Text), strings.Compare(a.Call, b.Call),
	)
}

// The stored form: a version, then numbers as varints and strings by a table
// that grows as they come, for most of a call's strings repeat from leg to leg.
const (
	partsVersion = 1
	flagAlias    = 1
	maxParts     = 4096 // legs or events of one call; more is damage
)

var (
	errPartsVersion = errors.New("the parts of a call are in a form of another version")
	errPartsDamaged = errors.New("the parts of a call are damaged")
)

// commonStrings begin the table of every call of version 1. The list must never change.
func commonStrings() []string {
	return []string{
		"", "Queue", "Dial", "BackGround", "Playback", "ext-queues", "ext-group", "from-internal", "from-trunk", "from-queue",
		"ivr-1", "ivr-2", "ivr-3", "app-announcement-closed", "s", "ext-local", "from-pstn", "Hangup", "sales", "VoiceMail",
		"Busy", "Congestion", "macro-dial", "default",
	}
}

// partsCodec writes and reads parts; it keeps its buffers between calls.
type partsCodec struct {
	common []string
	table  []string
	buf    []byte
}

func newPartsCodec() *partsCodec { return &partsCodec{common: commonStrings()} }

// encode returns the stored form of the settled parts of the call with this id.
func (c *partsCodec) encode(id string, p *parts) []byte {
	c.table = append(c.table[:0], c.common...)
	c.buf = append(c.buf[:0], partsVersion)
	flags := uint64(0)
	if p.alias {
		flags |= flagAlias
	}
	c.num(flags)
	c.str(p.into)
	c.num(uint64(len(p.absorbed)))
	for _, a := range p.absorbed {
		c.str(a)
	}
	c.str(p.sound)
	c.num(uint64(len(p.legs)))
	base := int64(0)
	for i := range p.legs {
		c.leg(id, &p.legs[i], base)
		base = p.legs[i].StartWallMS
	}
	c.num(uint64(len(p.events)))
	base = 0
	for i := range p.events {
		c.event(&p.events[i], base)
		base = p.events[i].AtMS
	}
	return slices.Clone(c.buf)
}

func (c *partsCodec) leg(id string, l *source.Leg, base int64) {
	c.time(l.StartWallMS - base)
	c.time(l.LengthMS)
	c.time(l.AnswerMS)
	if l.AnswerMS >= 0 {
		c.time(l.LengthMS - l.AnswerMS - l.TalkMS)
	} else {
		c.time(l.TalkMS)
	}
	c.num(uint64(l.Result))
	own := l.Own
	if own == id {
		own = ""
	}
	for _, s := range [...]string{own, l.From, l.To, l.Context, l.Channel, l.DstChannel, l.App, l.Recording} {
		c.str(s)
	}
	c.time(l.PatienceMS)
}

func (c *partsCodec) event(e *source.Event, base int64) {
	c.time(e.AtMS - base)
	c.num(uint64(e.Kind))
	c.str(e.Queue)
	c.str(e.Agent)
	c.time(e.HoldMS)
	c.time(e.TalkMS)
	c.str(e.Text)
}

func (c *partsCodec) num(n uint64) { c.buf = binary.AppendUvarint(c.buf, n) }

// time writes a span in ms: whole seconds, which nearly all are, take less.
func (c *partsCodec) time(ms int64) {
	if ms%1000 == 0 {
		c.buf = binary.AppendVarint(c.buf, ms/1000*2)
		return
	}
	c.buf = binary.AppendVarint(c.buf, ms*2+1)
}

func (c *partsCodec) str(s string) {
	for i, known := range c.table {
		if known == s {
			c.num(uint64(i) + 1)
			return
		}
	}
	c.table = append(c.table, s)
	c.num(0)
	c.num(uint64(len(s)))
	c.buf = append(c.buf, s...)
}

// partsReader reads the stored form.
type partsReader struct {
	data  string
	table []string
	err   error
}

// decode reads the stored parts of the call with this id.
func (c *partsCodec) decode(id string, data []byte) (*parts, error) {
	if len(data) == 0 {
		return nil, errPartsDamaged
	}
	if data[0] != partsVersion {
		return nil, errPartsVersion
	}
	r := partsReader{data: string(data[1:]), table: slices.Clone(c.common)}
	p := &parts{}
	p.alias = r.num()&flagAlias != 0
	p.into = r.str()
	for n := r.count(); n > 0; n-- {
		p.absorbed = append(p.absorbed, r.str())
	}
	p.sound = r.str()
	base := int64(0)
	for n := r.count(); n > 0 && r.err == nil; n-- {
		p.legs = append(p.legs, r.leg(id, base))
		base = p.legs[len(p.legs)-1].StartWallMS
	}
	base = 0
	for n := r.count(); n > 0 && r.err == nil; n-- {
		p.events = append(p.events, r.event(id, base))
		base = p.events[len(p.events)-1].AtMS
	}
	if r.err != nil || r.data != "" {
		return nil, errPartsDamaged
	}
	return p, nil
}

func (r *partsReader) leg(id string, base int64) source.Leg {
	l := source.Leg{Call: id, StartWallMS: base + r.time(), LengthMS: r.time(), AnswerMS: r.time()}
	l.TalkMS = r.time()
	if l.AnswerMS >= 0 {
		l.TalkMS = l.LengthMS - l.AnswerMS - l.TalkMS
	}
	l.Result = source.Result(r.num())
	for _, s := range [...]*string{&l.Own, &l.From, &l.To, &l.Context, &l.Channel, &l.DstChannel, &l.App, &l.Recording} {
		*s = r.str()
	}
	if l.Own == "" {
		l.Own = id
	}
	l.PatienceMS = r.time()
	return l
}

func (r *partsReader) event(id string, base int64) source.Event {
	return source.Event{
		Call: id, AtMS: base + r.time(), Kind: source.EventKind(r.num()), Queue: r.str(), Agent: r.str(),
		HoldMS: r.time(), TalkMS: r.time(), Text: r.str(),
	}
}

func (r *partsReader) num() uint64 {
	n, size := uvarint(r.data)
	if size <= 0 {
		r.err = errPartsDamaged
		r.data = ""
		return 0
	}
	r.data = r.data[size:]
	return n
}

// uvarint is binary.Uvarint over a string.
func uvarint(s string) (n uint64, size int) {
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}

func (r *partsReader) count() uint64 {
	n := r.num()
	if n > maxParts {
		r.err = errPartsDamaged
		return 0
	}
	return n
}

func (r *partsReader) time() int64 {
	u := r.num()
	n := int64(u >> 1)
	if u&1 != 0 {
		n = ^n
	}
	if n%2 == 0 {
		return n / 2 * 1000
	}
	return (n - 1) / 2
}

func (r *partsReader) str() string {
	i := r.num()
	if i > 0 {
		if i > uint64(len(r.table)) {
			r.err = errPartsDamaged
			return ""
		}
		return r.table[i-1]
	}
	n := r.num()
	if n > uint64(len(r.data)) {
		r.err = errPartsDamaged
		r.data = ""
		return ""
	}
	s := r.data[:n]
	r.data = r.data[n:]
	r.table = append(r.table, s)
	return s
}
