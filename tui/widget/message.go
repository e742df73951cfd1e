package widget

import (
	"strings"

	"razbor/tui/layout"
	"razbor/tui/theme"
)

// Message says in the middle of w × h cells why there is nothing to show, and
// below it what to do.
func Message(st *theme.Styles, text, hint string, bad bool, w, h int) string {
	tone := theme.Strong
	if bad {
		tone = theme.Bad
	}
	lines := make([]string, max(h/2-2, 0))
	lines = append(lines, st.Paint(tone, layout.Center(layout.Cut(text, w), w)), "", st.Paint(theme.Dim, layout.Center(layout.Cut(hint, w), w)))
	return layout.Fit(strings.Join(lines, "\n"), w, h)
}
