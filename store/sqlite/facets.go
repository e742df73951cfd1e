package sqlite

import (
	"slices"

	"razbor/scoring"
	"razbor/store"
)

// listed reports whether calls are found by a facet: misses, reasons, stages,
// and outcomes that somebody knows.
func listed(f store.Facet) bool {
	switch f.Kind {
	case store.FacetItem:
		return f.Value == string(scoring.Miss)
	case store.FacetReason, store.FacetStage:
		return true
	case store.FacetOutcome:
		return f.Name != string(scoring.OutcomeUnknown)
	}
	return false
}

// reface brings the listed facets of a call from old to fresh.
func (t *tx) reface(n int64, old, fresh []store.Facet) error {
	for _, f := range old {
		if listed(f) && !slices.Contains(fresh, f) {
			if err := t.dropFacet(f, n); err != nil {
				return err
			}
		}
	}
	for _, f := range fresh {
		if listed(f) && !slices.Contains(old, f) {
			if err := t.addFacet(f, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) addFacet(f store.Facet, n int64) error {
	id, err := t.FacetID(f)
	if err != nil {
		return err
	}
	return t.exec("INSERT OR IGNORE INTO call_facet (facet, n) VALUES (?, ?)", id, n)
}

func (t *tx) dropFacet(f store.Facet, n int64) error {
	id, err := t.FacetID(f)
	if err != nil {
		return err
	}
	return t.exec("DELETE FROM call_facet WHERE facet = ? AND n = ?", id, n)
}

func (t *tx) moveFacet(f store.Facet, from, to int64) error {
	if !listed(f) {
		return nil
	}
	if err := t.dropFacet(f, from); err != nil {
		return err
	}
	return t.addFacet(f, to)
}
