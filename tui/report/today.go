package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// Today writes a day so that it stands on one screen of 80 by 24. In any format
// but text it is the summary of the day.
func Today(w io.Writer, f Format, s panels.Summary, t *lang.Texts) error {
	if f != Text {
		return Summary(w, f, s, t)
	}
	d := daySheet{s: s, t: t, out: bufio.NewWriter(w)}
	d.write()
	return d.out.Flush()
}

// Short writes a day as one line for a status bar.
func Short(w io.Writer, s panels.Summary, t *lang.Texts) error {
	if s.Sums.N[metrics.Inbound] == 0 {
		_, err := fmt.Fprintln(w, t.Report.NoCalls)
		return err
	}
	_, err := fmt.Fprintf(w, t.Report.Day.Short+"\n", t.Money(int64(s.Bill.Gross), s.Settings.Currency), t.Number(s.Lost.Gross()),
		t.Number(s.Sums.N[metrics.Inbound]), t.Number(s.Lost.Technical), t.Number(s.Lost.Communication))
	return err
}

// daySheet is a day on one screen in the making.
type daySheet struct {
	s   panels.Summary
	t   *lang.Texts
	out *bufio.Writer
}

func (d daySheet) line(s string) {
	_, _ = d.out.WriteString(strings.TrimRight(ansi.Truncate(s, textWidth, "…"), " ") + "\n")
}

// flow writes pieces after each other, in as many lines as they need.
func (d daySheet) flow(first string, pieces ...string) {
	const between = " · "
	line := first
	for i, p := range pieces {
		sep := between
		if i == 0 {
			sep = ""
		}
		if i > 0 && ansi.StringWidth(line+sep+p) > textWidth {
			d.line(line)
			line, sep = "", ""
		}
		line += sep + p
	}
	d.line(line)
}

func (d daySheet) money(a loss.Amount) string { return d.t.Money(int64(a), d.s.Settings.Currency) }

func (d daySheet) write() {
	t, s := d.t, d.s
	title := days(t, s.From, s.To)
	if company := clean.Line(s.Settings.Company); company != "" {
		title = company + " · " + title
	}
	d.line(title)
	if s.Sums.N[metrics.Inbound] == 0 {
		d.line(t.Report.NoCalls)
		return
	}
	d.sum()
	d.past()
	d.metrics()
	d.managers()
	d.hours()
	d.causes()
}

// sum is the loss, its two kinds and why calls were missed.
func (d daySheet) sum() {
	t, s := d.t, d.s
	n := s.Sums.N
	lost := []string{fmt.Sprintf(t.Report.Day.Of, t.Number(s.Lost.Gross()), t.Count(n[metrics.Inbound], t.Words.Calls))}
	if s.Lost.Recovered > 0 {
		lost = append(lost, fmt.Sprintf(t.Report.Day.Net, d.money(s.Bill.Net)))
	}
	d.flow(t.Report.Day.Lost+"  "+d.money(s.Bill.Gross)+"   ", lost...)
	split := []string{
		t.Report.Day.Technical + " " + d.money(s.Bill.Technical) + " (" + t.Number(s.Lost.Technical) + ")",
		t.Report.Day.Talk + " " + d.money(s.Bill.Communication) + " (" + t.Number(s.Lost.Communication) + ")",
	}
	if s.Bill.LeadCost > 0 {
		split = append(split, fmt.Sprintf(t.Report.Day.Leads, d.money(s.Bill.LeadCost)))
	}
	d.flow("", split...)
	var kinds []string
	for _, m := range store.MissedReasons {
		if n := s.MissedBy(m); n > 0 {
			kinds = append(kinds, t.Words.MissedBy(m)+" "+t.Number(n))
		}
	}
	if len(kinds) > 0 {
		d.flow(t.Report.Day.Missed+" "+t.Number(n[metrics.Missed])+": ", kinds...)
	}
	if s.Lost.Unknown > 0 {
		d.line(fmt.Sprintf(t.Report.Unknown, t.Count(s.Lost.Unknown, t.Words.Calls)))
	}
}

// past sets the day's loss against the working day before, the mean day and the month.
func (d daySheet) past() {
	p, r := d.s.Past, d.t.Report.Day
	if p == nil {
		return
	}
	var said []string
	if d.s.Before.Sums.N[metrics.Inbound] > 0 {
		before := d.t.DayShort(d.s.BeforeFrom.Start(time.UTC))
		said = append(said, fmt.Sprintf(r.Before, before, d.money(d.s.Before.Bill.Gross)))
	}
	if p.MeanDays > 0 {
		said = append(said, fmt.Sprintf(r.Mean, d.money(p.MeanMoney)))
	}
	said = append(said, fmt.Sprintf(r.Month, d.money(p.Month.Bill.Gross), d.money(p.Heading)))
	d.flow("", said...)
}

// metrics stand in two columns, each with its norm.
func (d daySheet) metrics() {
	d.line("")
	half := (len(d.s.Readings) + 1) / 2
	for i := range half {
		line := d.reading(d.s.Readings[i])
		if i+half < len(d.s.Readings) {
			line = pad(line, textWidth/2) + d.reading(d.s.Readings[i+half])
		}
		d.line(line)
	}
}

func (d daySheet) reading(r metrics.Reading) string {
	mark := " "
	switch r.State {
	case metrics.Good:
		mark = "✓"
	case metrics.Fair:
		mark = "~"
	case metrics.Bad:
		mark = "✗"
	case metrics.NoNorm:
	}
	line := mark + " " + pad(d.t.Report.Metric(r.Metric), 20) + left(sayReading(d.t, r, r.Value), 11)
	if norm := sayNorm(d.t, r); norm != "" {
		line += " " + strings.NewReplacer("\u00a0", "", " ", "").Replace(norm)
	}
	return line
}

// pad and left fill a text to a width, on its right and on its left.
func pad(s string, width int) string {
	s = ansi.Truncate(s, width, "…")
	return s + strings.Repeat(" ", width-ansi.StringWidth(s))
}

func left(s string, width int) string {
	return strings.Repeat(" ", max(0, width-ansi.StringWidth(s))) + s
}

// managersShown and causesShown keep the day on one screen.
const (
	managersShown = 5
	causesShown   = 3
)

func (d daySheet) managers() {
	if len(d.s.Managers) == 0 {
		return
	}
	c := d.t.Report.Col
	rows := d.s.Managers[:min(len(d.s.Managers), managersShown)]
	d.line("")
	d.line(pad(d.t.Report.Day.Managers, 24) + left(c.Answered, 10) + left(c.Lost, 11) + left(c.Conversion, 12) + left(c.Money, 16))
	for _, r := range rows {
		n := r.Sums.N
		d.line(pad(clean.Line(r.Key.Manager), 24) + left(d.t.Number(n[metrics.Answered]), 10) +
			left(d.t.Number(r.Lost.Communication), 11) + left(sayNumber(d.t, kindShare, r.Figures.Conversion.Number()), 12) +
			left(d.money(r.Bill.Communication), 16))
	}
	if rest := len(d.s.Managers) - len(rows); rest > 0 {
		d.line("… +" + d.t.CountManagers(rest))
	}
}

// hours are a row of bars, one for each hour of the working day with calls.
func (d daySheet) hours() {
	if len(d.s.Hours) == 0 {
		return
	}
	byHour := map[int]panels.Row{}
	most, first, last := int64(1), d.s.Hours[0].Key.Hour, d.s.Hours[len(d.s.Hours)-1].Key.Hour
	for _, r := range d.s.Hours {
		byHour[r.Key.Hour] = r
		most = max(most, r.Lost.Gross())
	}
	bars, clock, lost := pad(d.t.Report.Day.Hours, 10), pad("", 10), pad(d.t.Report.Col.Lost, 10)
	for h := first; h <= last; h++ {
		n := byHour[h].Lost.Gross()
		bars += left(strings.Repeat(level(n, most), 2), 4)
		clock += left(fmt.Sprintf("%02d", h), 4)
		lost += left(d.t.Number(n), 4)
	}
	d.line("")
	d.line(bars)
	d.line(clock)
	d.line(lost)
}

// level is one of eight heights of a bar, a space for nothing.
func level(n, most int64) string {
	const levels = "▁▂▃▄▅▆▇█"
	if n <= 0 {
		return " "
	}
	runes := []rune(levels)
	return string(runes[min(int64(len(runes))-1, n*int64(len(runes)-1)/most)])
}

func (d daySheet) causes() {
	costly := causes.Costliest(d.s.Causes, causesShown)
	if len(costly) == 0 {
		return
	}
	said := make([]string, 0, len(costly))
	for _, c := range costly {
		said = append(said, d.t.Words.CauseShort(int(c.Number))+" "+d.money(c.Money))
	}
	d.flow(d.t.Report.Day.Causes+": ", said...)
}
