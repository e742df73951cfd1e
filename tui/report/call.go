package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"razbor/scoring"
	"razbor/scoring/loss"
	"razbor/store"
	"razbor/store/panels"
	"razbor/tui/clean"
	"razbor/tui/lang"
)

// CallDetail is all that is known of one call; what it has none of is nil or empty.
type CallDetail struct {
	Call       store.Call
	Transcript *scoring.Transcript
	Judgement  *scoring.Judgement
	Deal       *store.Deal
	Notes      []store.Note
	Marks      []store.Mark
	Legs       []store.Leg
}

// Call writes one call whole, as JSON or (any other format) as text.
func Call(w io.Writer, f Format, d CallDetail, s panels.Settings, t *lang.Texts) error {
	if f == JSON {
		return writeJSON(w, detailObject(d, s, t))
	}
	return writeCallText(w, d, s, t)
}

func detailObject(d CallDetail, s panels.Settings, t *lang.Texts) object {
	o := callObject(d.Call, s.Location)
	if j := d.Judgement; j != nil {
		o = append(o, field{"judgement", judgementObject(*j, t)})
	}
	if d.Deal != nil {
		o = append(o, field{"deal", dealObject(*d.Deal, s)})
	}
	if d.Transcript != nil {
		o = append(o, field{"transcript", list(d.Transcript.Segments, segmentObject)})
	}
	return append(o, object{
		{"notes", list(d.Notes, func(n store.Note) object {
			return object{{"at_seconds", seconds(n.AtMS)}, {"text", n.Text}, {"author", n.Author}, {"made", stamp(n.MadeMS, s)}}
		})},
		{"marks", list(d.Marks, func(m store.Mark) object {
			return object{
				{"item", m.Item}, {"agrees", m.Agrees}, {"verdict", m.Verdict}, {"outcome", m.Outcome}, {"author", m.Author},
				{"made", stamp(m.MadeMS, s)},
			}
		})},
		{"legs", list(d.Legs, func(l store.Leg) object {
			return object{
				{"start", stamp(l.StartMS, s)}, {"answer", stamp(l.AnswerMS, s)}, {"end", stamp(l.EndMS, s)}, {"from", l.From},
				{"to", l.To}, {"app", l.App}, {"disposition", l.Disposition}, {"phone", l.Phone},
			}
		})},
	}...)
}

func judgementObject(j scoring.Judgement, t *lang.Texts) object {
	return object{
		{"checklist", j.List}, {"version", j.ListVersion}, {"engine", j.Engine}, {"outcome", j.Outcome}, {"target", j.Target},
		{"lost", j.Lost}, {"loss_segment", segmentOrNull(j.LossSegment)}, {"loss_at_seconds", secondsOrNull(j.Lost, j.LossAtMS)},
		{"loss_reason", j.LossReason}, {"confidence", fraction(j.Confidence)},
		{"items", list(j.Findings, func(f scoring.Finding) object { return findingObject(f, t) })},
		{"objections", list(j.Objections, func(o scoring.Objection) object {
			return object{
				{"segment", o.Segment}, {"at_seconds", seconds(o.AtMS)}, {"kind", o.Kind}, {"handled", o.Handled},
				{"answer_segment", segmentOrNull(o.Answer)},
			}
		})},
		{"talk", object{
			{"manager_seconds", seconds(j.Talk.ManagerMS)}, {"client_seconds", seconds(j.Talk.ClientMS)},
			{"longest_monologue_seconds", seconds(j.Talk.LongestMonologueMS)}, {"interruptions", j.Talk.Interruptions},
			{"questions", j.Talk.Questions}, {"pauses", j.Talk.Pauses}, {"dead_air_seconds", seconds(j.Talk.DeadAirMS)},
		}},
	}
}

func findingObject(f scoring.Finding, t *lang.Texts) object {
	return object{
		{"item", f.Item}, {"verdict", f.Verdict}, {"segment", segmentOrNull(f.Segment)},
		{"at_seconds", secondsOrNull(f.Segment != scoring.NoSegment, f.AtMS)}, {"quote", f.Quote},
		{"why", t.Why(f.Why)}, {"why_code", f.Why.Code}, {"confidence", fraction(f.Confidence)},
		{"searched_from_seconds", seconds(f.Searched.FromMS)}, {"searched_to_seconds", seconds(f.Searched.ToMS)},
	}
}

func segmentObject(s scoring.Segment) object {
	return object{{"speaker", s.Speaker}, {"start", seconds(s.StartMS)}, {"end", seconds(s.EndMS)}, {"text", s.Text}}
}

func dealObject(d store.Deal, s panels.Settings) object {
	return object{
		{"stage", d.Stage}, {"result", d.Result}, {"amount", loss.Amount(d.AmountMinor)}, {"note_written", d.NoteWritten},
		{"manager", d.Manager}, {"created", stamp(d.CreatedMS, s)},
	}
}

// seconds is a span or moment of a recording.
func seconds(ms int64) number { return number(msNumber(ms)) }

func secondsOrNull(known bool, ms int64) number {
	return number{Value: float64(ms) / 1000, Known: known}
}

func fraction(x float64) number { return number{Value: x, Known: true} }

// stamp is a moment in the department's time, null where there was none.
func stamp(ms int64, s panels.Settings) any {
	if ms <= 0 {
		return nil
	}
	return time.UnixMilli(ms).In(s.Location).Format(time.RFC3339)
}

func segmentOrNull(i int) *int {
	if i == scoring.NoSegment {
		return nil
	}
	return &i
}

// writeCallText writes a call for a person: who and when, how it ended, the
// checklist with its reasons, and what was said.
func writeCallText(w io.Writer, d CallDetail, s panels.Settings, t *lang.Texts) error {
	var b strings.Builder
	c := d.Call
	who := clean.Line(c.Manager)
	if who == "" {
		who = t.Words.MissedBy(c.MissedBy)
	}
	at := time.UnixMilli(c.StartMS).In(s.Location)
	fmt.Fprintf(&b, "%s  %s  %s  %s  %s\n", clean.Line(c.ID), t.DayShort(at), at.Format("15:04:05"), who, lang.Phone(c.Client))
	fmt.Fprintf(&b, "%s · %s · %s\n", t.Words.Direction(c.Direction), t.Words.Outcome(c.Outcome), lang.Clock(c.TalkMS))
	if c.Lost {
		fmt.Fprintf(&b, "%s %s", t.Words.Lost, t.Loss(int64(s.Terms.Of(1)), s.Currency))
		if c.LossReason != scoring.ReasonNone {
			fmt.Fprintf(&b, " · %s · %s", t.Words.Reason(c.LossReason), lang.Clock(max(0, c.LossAtMS)))
		}
		b.WriteByte('\n')
	}
	if d.Judgement != nil {
		b.WriteByte('\n')
		for _, f := range d.Judgement.Findings {
			at := ""
			if f.Segment != scoring.NoSegment {
				at = lang.Clock(f.AtMS)
			}
			fmt.Fprintf(&b, "%s %-24s %5s  %s\n", verdictMark(f.Verdict), clean.Line(t.Words.Item(f.Item)), at, t.Why(f.Why))
		}
	}
	if d.Transcript != nil {
		b.WriteByte('\n')
		for _, seg := range d.Transcript.Segments {
			fmt.Fprintf(&b, "%6s  %-9s %s\n", lang.Clock(seg.StartMS), speakerName(seg.Speaker, t), clean.Line(seg.Text))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func verdictMark(v scoring.Verdict) string {
	switch v {
	case scoring.Pass:
		return "✓"
	case scoring.Miss:
		return "✗"
	case scoring.Partial:
		return "~"
	case scoring.NotApplicable:
	}
	return "·"
}

func speakerName(s scoring.Speaker, t *lang.Texts) string {
	switch s {
	case scoring.Manager:
		return t.Words.Manager
	case scoring.Client:
		return t.Words.ClientSide
	case scoring.SpeakerUnknown:
	}
	return "—"
}
