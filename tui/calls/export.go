package calls

import (
	"context"
	"fmt"
	"io"

	"razbor/store"
	"razbor/tui/report"
	"razbor/tui/screen"
)

// exportLimit bounds a saved list: a spreadsheet has a million rows, a person
// has less patience.
const exportLimit = 100_000

// Export implements screen.Exporter: the list as it is narrowed and ordered,
// from its first call.
func (m *Model) Export() (screen.Export, bool) {
	if m.loaded && m.total() == 0 {
		return screen.Export{}, false
	}
	db, f, order, figures, texts := m.env.Store, m.narrow(), m.order, m.env.Figures, m.env.Texts
	return screen.Export{
		Name:  fmt.Sprintf("razbor-calls-%s", m.env.Period.From),
		Kinds: []string{"csv", "xlsx", "md", "html", "json"},
		Write: func(ctx context.Context, w io.Writer, kind string) error {
			format, err := report.ParseFormat(kind)
			if err != nil {
				return err
			}
			var all []store.Call
			for cursor := ""; len(all) < exportLimit; {
				page, err := db.Calls(ctx, f, store.Page{Order: order, Limit: pageSize, Cursor: cursor})
				if err != nil {
					return fmt.Errorf("read the calls to save: %w", err)
				}
				all = append(all, page.Calls...)
				if cursor = page.Next; cursor == "" {
					break
				}
			}
			return report.Calls(w, format, figures, all, texts)
		},
	}, true
}
