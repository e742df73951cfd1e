package department

import (
	"strconv"
	"time"
)

const trunk = "trunk-msk"

// row is one row of call records.
type row struct {
	src, dst, context, channel, peer, app, data string
	start, answer, end                          int64 // answer 0: never
	disposition, id                             string
}

// row writes a row in the form of cdr_csv with uniqueid and userfield.
func (g *generator) row(r row) {
	from := len(g.text)
	b := g.text
	quote := func(s string) { b = append(append(append(b, '"'), s...), '"', ',') }
	clock := func(at int64) {
		b = append(b, '"')
		b = time.Unix(at, 0).In(g.o.From.Location()).AppendFormat(b, time.DateTime)
		b = append(b, '"', ',')
	}
	quote("")
	quote(r.src)
	quote(r.dst)
	quote(r.context)
	quote(`""` + r.src + `"" <` + r.src + `>`)
	quote(r.channel)
	quote(r.peer)
	quote(r.app)
	quote(r.data)
	clock(r.start)
	talk := int64(0)
	if r.answer > 0 {
		clock(r.answer)
		talk = r.end - r.answer
	} else {
		b = append(b, ',')
	}
	clock(r.end)
	b = append(strconv.AppendInt(b, r.end-r.start, 10), ',')
	b = append(strconv.AppendInt(b, talk, 10), ',')
	quote(r.disposition)
	quote("DOCUMENTATION")
	quote(r.id)
	b = append(b, '"', '"', '\n')
	g.text = b
	g.rows = append(g.rows, line{r.end, from, len(b)})
}

// event writes one line of the queue's log.
func (g *generator) event(at int64, id, agent, event string, data ...string) {
	from := len(g.logText)
	b := strconv.AppendInt(g.logText, at, 10)
	for _, f := range append([]string{id, "sales", agent, event}, data...) {
		b = append(append(b, '|'), f...)
	}
	b = append(b, '\n')
	g.logText = b
	g.events = append(g.events, line{at, from, len(b)})
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// queued is a client in the queue: phones ring one after another until one is
// answered or he hangs up. It returns the moment of the end.
func (g *generator) queued(at, client, talk int64, answered bool) int64 {
	id, channel, src := g.nextID(at), g.nextChannel(trunk), itoa(client)
	menu := 3 + g.rnd.Int64N(5)
	g.row(row{src, "s", "ivr-1", channel, "", "BackGround", "custom/menu-1", at, at, at + menu, "ANSWERED", id})
	in := at + menu
	g.event(in, id, "NONE", "DID", "74951234567")
	g.event(in, id, "NONE", "ENTERQUEUE", "", src, "1")
	queue := row{src: src, dst: "sales", context: "ext-queues", channel: channel, app: "Queue", data: "sales,tR,,,240,,,,,", id: id, disposition: "NO ANSWER"}
	now := in
	vain := g.rnd.IntN(3)
	if !answered {
		vain = 1 + g.rnd.IntN(4)
	}
	for range vain {
		r := queue
		extension := g.extension()
		r.peer, r.start, r.end = g.nextChannel(extension), now, now+15
		g.row(r)
		now += 15
		g.event(now, id, "PJSIP/"+extension, "RINGNOANSWER", "15000")
	}
	if !answered {
		now += 1 + g.rnd.Int64N(14)
		r := queue
		r.start, r.end = in, now
		g.row(r)
		g.event(now, id, "NONE", "ABANDON", "1", "1", itoa(now-in))
		return now
	}
	extension := g.extension()
	r := queue
	r.peer, r.start, r.disposition = g.nextChannel(extension), now, "ANSWERED"
	ring := 2 + g.rnd.Int64N(10)
	now += ring
	r.answer, r.end = now, now+talk
	g.row(r)
	g.event(now, id, "PJSIP/"+extension, "CONNECT", itoa(now-in), g.nextID(now-ring), itoa(ring))
	end := [...]string{"COMPLETECALLER", "COMPLETEAGENT"}[g.rnd.IntN(2)]
	g.event(now+talk, id, "PJSIP/"+extension, end, itoa(now-in), itoa(talk), "1")
	return now + talk
}

// outbound is a manager's call to a client.
func (g *generator) outbound(at, client int64, answered bool) {
	extension := g.extension()
	number := "8" + itoa(client)[1:]
	r := row{
		src: extension, dst: number, context: "from-internal", channel: g.nextChannel(extension), peer: g.nextChannel(trunk),
		app: "Dial", data: "PJSIP/" + number + "@" + trunk + ",300,T", start: at, end: at + 20 + g.rnd.Int64N(30), disposition: "NO ANSWER", id: g.nextID(at),
	}
	if answered {
		r.answer, r.end, r.disposition = r.end, r.end+20+g.rnd.Int64N(300), "ANSWERED"
	}
	g.row(r)
}

func (g *generator) announcement(at int64) {
	src := itoa(g.client())
	end := at + 6 + g.rnd.Int64N(10)
	g.row(row{src, "s", "app-announcement-closed", g.nextChannel(trunk), "", "Playback", "custom/closed", at, at, end, "ANSWERED", g.nextID(at)})
}

func (g *generator) busy(at int64) {
	src := itoa(g.client())
	g.row(row{src, "74951234567", "from-trunk", g.nextChannel(trunk), "", "Busy", "10", at, 0, at + 10, "BUSY", g.nextID(at)})
}

// menu is a client who is lost in the menus.
func (g *generator) menu(at int64) {
	id, channel, src := g.nextID(at), g.nextChannel(trunk), itoa(g.client())
	for depth := range 1 + g.rnd.IntN(5) {
		end := at + 6 + g.rnd.Int64N(15)
		n := strconv.Itoa(depth + 1)
		g.row(row{src, "s", "ivr-" + n, channel, "", "BackGround", "custom/menu-" + n, at, at, end, "ANSWERED", id})
		at = end
	}
}
