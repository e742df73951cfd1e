// Package department makes large departments out of nothing: the call records and
// the queue's log that an Asterisk machine would leave of any number of calls over
// two years. The same seed makes the same files, byte for byte. It serves to
// measure and to try out; everything in it is invented.
package department

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// Options say what department is made.
type Options struct {
	Calls    int       // inbound and outbound together
	Seed     uint64    // of everything that is random
	From     time.Time // first day; its zone is the machine's
	Days     int       // calendar days
	Managers int       // extensions 101, 102, …
}

// Defaults are two years of twelve managers in Moscow.
func Defaults() Options {
	return Options{
		Calls: 10_000, Seed: 1, From: time.Date(2024, 10, 1, 0, 0, 0, 0, time.FixedZone("MSK", 3*3600)), Days: 730, Managers: 12,
	}
}

// The files that Write makes.
const (
	CDRFile = "Master.csv"
	LogFile = "queue_log"
)

var errOptions = errors.New("a department needs calls, days and managers")

// Write makes the department's files in a folder.
func Write(dir string, o Options) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	cdr, err := os.Create(filepath.Join(dir, CDRFile))
	if err != nil {
		return fmt.Errorf("make the call records: %w", err)
	}
	log, err := os.Create(filepath.Join(dir, LogFile))
	if err != nil {
		return errors.Join(fmt.Errorf("make the queue's log: %w", err), cdr.Close())
	}
	return errors.Join(Generate(cdr, log, o), cdr.Close(), log.Close())
}

// Generate writes the call records and the queue's log, each in the order in
// which the machine would have written it.
func Generate(cdr, log io.Writer, o Options) error {
	if o.Calls < 1 || o.Days < 1 || o.Managers < 1 {
		return errOptions
	}
	g := &generator{
		o: o, rnd: rand.New(rand.NewPCG(o.Seed, 0x7261_7a62_6f72)), cdr: bufio.NewWriterSize(cdr, 1<<20), log: bufio.NewWriterSize(log, 1<<20),
	}
	for _, day := range g.share() {
		g.day(day)
		if err := g.write(); err != nil {
			return fmt.Errorf("write a day: %w", err)
		}
	}
	if err := errors.Join(g.cdr.Flush(), g.log.Flush()); err != nil {
		return fmt.Errorf("write the department: %w", err)
	}
	return nil
}

// workday is a day and how many calls it has.
type workday struct {
	start time.Time
	calls int
}

// line is one line of a file with its moment, by which the day is sorted.
type line struct {
	at   int64
	from int // in the day's text
	to   int
}

type generator struct {
	o   Options
	rnd *rand.Rand
	cdr *bufio.Writer
	log *bufio.Writer

	serial  int // of uniqueids
	channel int // of channels
	clients []int64
	rows    []line
	events  []line
	text    []byte
	logText []byte
}

// share spreads the calls over the days: a fifth of a workday's on Saturdays, a
// tenth on Sundays, more on Mondays.
func (g *generator) share() []workday {
	weight := func(t time.Time) int {
		switch t.Weekday() {
		case time.Saturday:
			return 20
		case time.Sunday:
			return 10
		case time.Monday:
			return 120
		}
		return 100
	}
	total := 0
	for i := range g.o.Days {
		total += weight(g.o.From.AddDate(0, 0, i))
	}
	days := make([]workday, 0, g.o.Days)
	left := g.o.Calls
	for i := range g.o.Days {
		t := g.o.From.AddDate(0, 0, i)
		w := weight(t)
		n := left * w / total
		days = append(days, workday{t, n})
		left -= n
		total -= w
	}
	return days
}

func (g *generator) day(d workday) {
	starts := make([]int64, d.calls)
	for i := range starts {
		starts[i] = d.start.Unix() + g.second()
	}
	slices.Sort(starts)
	for _, at := range starts {
		g.call(at, int((at-d.start.Unix())/3600))
	}
}

// second is a second of the day: nearly all within the working hours, with a
// heap before and after the lunch.
func (g *generator) second() int64 {
	if g.rnd.IntN(100) < 5 {
		return int64(7*3600 + g.rnd.IntN(14*3600))
	}
	hours := [...]int{10, 13, 15, 11, 14, 12, 10, 9, 6}
	n := g.rnd.IntN(100)
	for i, w := range hours {
		if n -= w; n < 0 {
			return int64((9+i)*3600 + g.rnd.IntN(3600))
		}
	}
	return int64(17*3600 + g.rnd.IntN(3600))
}

// client returns the number of a caller: a third are known from before.
func (g *generator) client() int64 {
	if n := len(g.clients); n > 100 && g.rnd.IntN(3) == 0 {
		return g.clients[g.rnd.IntN(n)]
	}
	c := 79_300_000_000 + g.rnd.Int64N(500_000_000)
	if len(g.clients) < 20_000 {
		g.clients = append(g.clients, c)
	} else {
		g.clients[g.rnd.IntN(len(g.clients))] = c
	}
	return c
}

// call makes one call of a kind.
func (g *generator) call(at int64, hour int) {
	closed := hour < 9 || hour >= 18
	switch n := g.rnd.IntN(1000); {
	case n < 180:
		g.outbound(at, g.client(), n < 110)
	case closed:
		g.announcement(at)
	case n < 190:
		g.busy(at)
	case n < 215:
		g.menu(at)
	case n < 220:
		c := g.client()
		end := g.queued(at, c, 4, true) // breaks off, and he rings again
		g.queued(end+30+g.rnd.Int64N(60), c, 40+g.rnd.Int64N(300), true)
	case n < 430 || hour == 13 && n < 640:
		c := g.client()
		end := g.queued(at, c, 0, false)
		if g.rnd.IntN(4) == 0 {
			g.outbound(end+120+g.rnd.Int64N(3600), c, g.rnd.IntN(2) == 0)
		}
	default:
		g.queued(at, g.client(), 30+g.rnd.Int64N(400), true)
	}
}

func (g *generator) write() error {
	byTime := func(a, b line) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.from, b.from)) }
	slices.SortFunc(g.rows, byTime)
	slices.SortFunc(g.events, byTime)
	for _, r := range g.rows {
		if _, err := g.cdr.Write(g.text[r.from:r.to]); err != nil {
			return err
		}
	}
	for _, e := range g.events {
		if _, err := g.log.Write(g.logText[e.from:e.to]); err != nil {
			return err
		}
	}
	g.rows, g.events, g.text, g.logText = g.rows[:0], g.events[:0], g.text[:0], g.logText[:0]
	return nil
}

func (g *generator) nextID(at int64) string {
	g.serial += 1 + g.rnd.IntN(2)
	return strconv.FormatInt(at, 10) + "." + strconv.Itoa(g.serial)
}

func (g *generator) nextChannel(name string) string {
	g.channel++
	return fmt.Sprintf("PJSIP/%s-%08x", name, g.channel)
}

func (g *generator) extension() string { return strconv.Itoa(101 + g.rnd.IntN(g.o.Managers)) }
