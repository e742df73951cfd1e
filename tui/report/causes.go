package report

import (
	"fmt"
	"strings"

	"razbor/scoring/causes"
	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store/panels"
	"razbor/tui/lang"
)

func causesBlock(list []causes.Cause, t *lang.Texts) block {
	c := t.Report.Col
	b := block{key: "causes", title: t.Report.Causes, table: table{columns: []column{
		{key: "cause", title: c.Number, kind: kindCount}, {title: c.Cause}, {key: "state", only: true}, {title: c.State},
		{key: "value", title: c.Value, kind: kindShare}, {title: c.Threshold}, {key: "threshold", kind: kindShare, only: true},
		{key: "calls", title: c.Calls, kind: kindCount}, {key: "lost", kind: kindCount, only: true},
		{key: "money", title: c.Money, kind: kindMoney}, {key: "evidence", only: true},
	}}}
	for _, cause := range list {
		threshold := metrics.Ratio{Part: int64(cause.Threshold), Of: int64(loss.Whole)}.Number()
		b.table.rows = append(b.table.rows, []any{
			int64(cause.Number), t.Words.CauseShort(int(cause.Number)), string(cause.State), t.Report.State(cause.State),
			cause.Value, sayThreshold(t, cause.AtLeast, threshold), threshold, cause.Calls, cause.Lost, cause.Money, places(cause),
		})
	}
	return b
}

func sayThreshold(t *lang.Texts, atLeast bool, v metrics.Number) string {
	if atLeast {
		return fmt.Sprintf(t.Report.AtLeast, sayNumber(t, kindShare, v))
	}
	return fmt.Sprintf(t.Report.AtMost, sayNumber(t, kindShare, v))
}

// places are the calls behind a cause with their moments, apart by spaces.
func places(c causes.Cause) string {
	return strings.Join(list(c.Evidence, place), " ")
}

// evidenceShown is how many calls of a cause a person is shown.
const evidenceShown = 8

// evidenceBlock says for each cause what was seen of it: what its figure is of,
// for the lines and the load what lies behind it, and the calls.
func evidenceBlock(s panels.Summary, t *lang.Texts) block {
	b := block{title: t.Report.Col.Evidence}
	for _, c := range s.Causes {
		said := details(c, s.Settings.Lines, t)
		if calls := evidence(c, t); len(calls) > 0 {
			said = append(said, strings.Join(calls, ", "))
		}
		if len(said) > 0 {
			b.items = append(b.items, t.Words.Cause(int(c.Number))+": "+strings.Join(append(measured(c, t), said...), "; "))
		}
	}
	return b
}

// measured says what the figure of a cause is of.
func measured(c causes.Cause, t *lang.Texts) []string {
	if c.Number == causes.Uneven {
		if !c.Value.Known {
			return nil
		}
		return []string{fmt.Sprintf(t.Report.UnevenLoad, sayNumber(t, kindShare, c.Value), t.Number(c.Calls))}
	}
	form := t.Report.Measures[int(c.Number)]
	if form == "" || c.Of == 0 {
		return nil
	}
	said := fmt.Sprintf(form, t.Number(c.Calls), t.Number(c.Of))
	if c.Partial > 0 {
		said += ", " + fmt.Sprintf(t.Report.Partly, t.Number(c.Partial))
	}
	return []string{said}
}

func evidence(c causes.Cause, t *lang.Texts) []string {
	shown := list(c.Evidence[:min(len(c.Evidence), evidenceShown)], func(e causes.Evidence) string {
		if len(e.BrokenOff) == 0 {
			return place(e)
		}
		return place(e) + " (" + fmt.Sprintf(t.Report.BrokenOff, strings.Join(e.BrokenOff, ", ")) + ")"
	})
	if rest := len(c.Evidence) - len(shown); rest > 0 {
		shown[len(shown)-1] += " … +" + t.Number(int64(rest))
	}
	return shown
}

// details are the figures behind a cause that calls alone do not show.
func details(c causes.Cause, lines int, t *lang.Texts) []string {
	switch {
	case c.Number == causes.Lines && c.Peak > 0 && lines > 0:
		return []string{fmt.Sprintf(t.Report.PeakLines, t.Number(c.Peak), t.Number(int64(lines)))}
	case c.Number == causes.Uneven:
		return list(c.Loads, func(l causes.Load) string {
			return fmt.Sprintf(t.Report.Load, l.Manager, t.Number(l.Answered), t.Number(l.RangInVain))
		})
	}
	return nil
}
