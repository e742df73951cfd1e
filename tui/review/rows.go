package review

import (
	"razbor/scoring"
	"razbor/store"
)

// rowKind is what a row of the checklist panel stands for.
type rowKind int

const (
	rowItem rowKind = iota
	rowOutcome
	rowObjection
	rowNote
)

// row is one row of the checklist panel.
type row struct {
	kind    rowKind
	item    scoring.Item
	verdict scoring.Verdict // in force
	finding scoring.Finding
	marked  bool // the reviewer said something on it
	mark    store.Mark
	object  scoring.Objection
	note    store.Note
	placed  bool // it has a moment
	atMS    int64
}

// checklistRows are the items, the outcome, the objections and the notes of a call.
func checklistRows(d dossier) []row {
	var out []row
	for _, f := range d.judgement.Findings {
		r := row{kind: rowItem, item: f.Item, finding: f, verdict: inForce(f, d.marks), placed: f.Segment != scoring.NoSegment, atMS: f.AtMS}
		r.mark, r.marked = markOf(d.marks, f.Item)
		out = append(out, r)
	}
	if d.call.ID != "" && d.call.Answered {
		r := row{kind: rowOutcome, placed: d.judgement.LossSegment != scoring.NoSegment && d.judgement.Lost, atMS: d.judgement.LossAtMS}
		r.mark, r.marked = markOf(d.marks, "")
		out = append(out, r)
	}
	for _, o := range d.judgement.Objections {
		out = append(out, row{kind: rowObjection, object: o, placed: true, atMS: o.AtMS})
	}
	for _, n := range d.notes {
		if !n.Gone {
			out = append(out, row{kind: rowNote, note: n, placed: true, atMS: n.AtMS})
		}
	}
	return out
}

// passed counts the items that passed and those that apply.
func passed(rows []row) (n, of int) {
	for _, r := range rows {
		if r.kind != rowItem || r.verdict == scoring.NotApplicable {
			continue
		}
		of++
		if r.verdict == scoring.Pass {
			n++
		}
	}
	return n, of
}
