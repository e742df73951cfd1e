package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// The pace and width of a progress bar.
const (
	barWidth     = 24
	barEvery     = 100 * time.Millisecond
	plainEvery   = 10 * time.Second
	rateAfter    = time.Second
	clearLine    = "\r\x1b[K"
	barFull      = "█"
	barEmpty     = "░"
	barFullASCII = "#"
	barNoneASCII = "."
)

// progress tells how far long work is: a bar with the rate and the time left on
// a terminal, plain lines now and then elsewhere. It writes to stderr, for
// stdout is the command's answer. It may be told from several goroutines.
type progress struct {
	a       *app
	title   string
	live    bool
	started time.Time
	shown   time.Time
	drawn   bool
	mu      sync.Mutex
}

func (a *app) newProgress(title string) *progress {
	return &progress{a: a, title: title, live: isTerminal(a.err), started: a.now()}
}

// set tells how much is done; a total of 0 is unknown.
func (p *progress) set(done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.a.now()
	every := plainEvery
	if p.live {
		every = barEvery
	}
	last := p.shown
	if last.IsZero() {
		last = p.started
	}
	if now.Sub(last) < every && (!p.live || p.drawn) {
		return
	}
	p.shown, p.drawn = now, true
	line := p.line(done, total, now.Sub(p.started))
	if p.live {
		_, _ = fmt.Fprint(p.a.err, clearLine+line)
		return
	}
	_, _ = fmt.Fprintln(p.a.err, line)
}

// note writes a line that stays, above the bar.
func (p *progress) note(line string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live && p.drawn {
		_, _ = fmt.Fprint(p.a.err, clearLine)
	}
	_, _ = fmt.Fprintln(p.a.err, line)
}

// end takes the bar away.
func (p *progress) end() {
	if p.live && p.drawn {
		_, _ = fmt.Fprint(p.a.err, clearLine)
	}
}

func (p *progress) line(done, total int64, spent time.Duration) string {
	t := p.a.texts
	parts := []string{p.title}
	if total > 0 {
		done = min(done, total)
		if p.live {
			parts = append(parts, p.bar(done, total))
		}
		parts = append(parts, t.Percent(float64(done)/float64(total), 0))
	} else {
		parts = append(parts, t.Number(done))
	}
	if spent > rateAfter && done > 0 {
		rate := float64(done) / spent.Seconds()
		if rate >= 1 {
			parts = append(parts, t.Number(int64(rate))+"/"+t.Format.Second)
		}
		if total > done {
			left := time.Duration(float64(total-done) / rate * float64(time.Second))
			parts = append(parts, t.Span(left.Milliseconds()))
		}
	}
	return strings.Join(parts, "  ")
}

func (p *progress) bar(done, total int64) string {
	full, empty := barFull, barEmpty
	if p.a.env("RAZBOR_ASCII") == "1" {
		full, empty = barFullASCII, barNoneASCII
	}
	n := int(done * barWidth / total)
	return strings.Repeat(full, n) + strings.Repeat(empty, barWidth-n)
}
