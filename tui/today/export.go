package today

import (
	"context"
	"fmt"
	"io"

	"razbor/store/panels"
	"razbor/tui/report"
	"razbor/tui/screen"
)

// Export implements screen.Exporter: the report of the period.
func (m *Model) Export() (screen.Export, bool) {
	if !m.have {
		return screen.Export{}, false
	}
	db, figures, texts, p := m.env.Store, m.env.Figures, m.env.Texts, m.env.Period
	name := p.From.String()
	if p.To != p.From {
		name += "_" + p.To.String()
	}
	return screen.Export{
		Name:  "razbor-" + name,
		Kinds: []string{"html", "md", "csv", "xlsx", "json"},
		Write: func(ctx context.Context, w io.Writer, kind string) error {
			format, err := report.ParseFormat(kind)
			if err != nil {
				return err
			}
			sum, err := panels.Period(ctx, db, figures, panels.Query{From: p.From, To: p.To, By: panels.OfADay()})
			if err != nil {
				return fmt.Errorf("read the figures to save: %w", err)
			}
			return report.Summary(w, format, sum, texts)
		},
	}, true
}
