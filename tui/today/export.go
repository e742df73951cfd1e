package today

import (
	"razbor/store/panels"
	"razbor/tui/figures"
	"razbor/tui/screen"
)

// Export implements screen.Exporter: the report of the period.
func (m *Model) Export() (screen.Export, bool) {
	if !m.load.Have {
		return screen.Export{}, false
	}
	p := m.load.Period
	name := "razbor-" + p.From.String()
	if p.To != p.From {
		name += "_" + p.To.String()
	}
	return figures.SavePeriod(name, m.env, p, panels.OfADay()...), true
}
