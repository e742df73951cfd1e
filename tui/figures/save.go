package figures

import (
	"context"
	"fmt"
	"io"

	"razbor/store/panels"
	"razbor/tui/lang"
	"razbor/tui/report"
	"razbor/tui/screen"
)

// Save is the export of a report: read brings what it says when the person has
// chosen a file, write writes it in the language of the console.
func Save[D any](name string, t *lang.Texts, read func(context.Context) (D, error), write func(io.Writer, report.Format, D, *lang.Texts) error) screen.Export {
	return screen.Export{
		Name: name, Kinds: []string{"html", "md", "csv", "xlsx", "json"},
		Write: func(ctx context.Context, w io.Writer, kind string) error {
			format, err := report.ParseFormat(kind)
			if err != nil {
				return err
			}
			d, err := read(ctx)
			if err != nil {
				return fmt.Errorf("read the figures to save: %w", err)
			}
			return write(w, format, d, t)
		},
	}
}

// SavePeriod is the export of the report of a period, in these sections.
func SavePeriod(name string, e *screen.Env, p screen.Period, by ...panels.Section) screen.Export {
	ask := AskOf(e)
	ask.Period = p
	return Save(name, e.Texts, func(ctx context.Context) (panels.Summary, error) {
		return panels.Period(ctx, ask.Store, ask.Rules, ask.Days(by...))
	}, report.Summary)
}
