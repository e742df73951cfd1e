package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"razbor/tui/keys"
	"razbor/tui/layout"
	"razbor/tui/theme"
)

func plain() *theme.Styles { return theme.New(theme.Options{Profile: colorprofile.TrueColor}) }

func TestAPanelIsExactlyItsSize(t *testing.T) {
	t.Parallel()
	st := plain()
	for w := range 40 {
		for h := range 8 {
			out := Panel(st, w, h, "Потеряно за день", "12:40", w%2 == 0, []string{"строка", strings.Repeat("длинная ", 20)})
			if w == 0 || h == 0 {
				continue
			}
			lines := strings.Split(out, "\n")
			if len(lines) != h {
				t.Fatalf("%d×%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if n := layout.Width(l); n > w || (w >= PanelInset && h >= PanelHeight && n != w) {
					t.Fatalf("%d×%d: a line of %d cells: %q", w, h, n, ansi.Strip(l))
				}
			}
		}
	}
}

func TestColumnsAreDroppedInTheirOrder(t *testing.T) {
	t.Parallel()
	cols := []Column{{Width: 5}, {Width: 10, Flex: 1}, {Width: 6, Drop: 1}, {Width: 6, Drop: 2}}
	for name, c := range map[string]struct {
		w    int
		want [4]int
	}{
		"all fit":      {40, [4]int{5, 17, 6, 6}},
		"one dropped":  {30, [4]int{5, 15, 6, 0}},
		"both dropped": {20, [4]int{5, 13, 0, 0}},
		"shrunk":       {10, [4]int{4, 4, 0, 0}},
	} {
		got := FitColumns(cols, c.w)
		if [4]int(got) != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestARowIsExactlyAsWideAsAsked(t *testing.T) {
	t.Parallel()
	cols := []Column{{Width: 5, Right: true}, {Width: 10, Flex: 1}, {Width: 6, Drop: 1}}
	for w := 1; w < 60; w++ {
		row := Row(plain(), theme.Selected, cols, FitColumns(cols, w), []Cell{{Text: "12:14"}, {Text: "Константин Константинопольский", Tone: theme.Strong}}, w)
		if n := layout.Width(row); n != w {
			t.Errorf("asked for %d, got %d: %q", w, n, ansi.Strip(row))
		}
	}
}

func TestTheCursorStaysInTheListAndInSight(t *testing.T) {
	t.Parallel()
	l := List{}
	l.Resize(5, 20)
	steps := []func(){
		func() { l.Move(7) }, func() { l.Page(1) }, func() { l.Page(-9) }, func() { l.To(999) }, func() { l.Scroll(-3) },
		func() { l.Resize(3, 20) }, func() { l.Resize(5, 2) }, func() { l.Resize(5, 0) }, func() { l.Move(-1) },
	}
	for i, step := range steps {
		step()
		if l.Total > 0 && (l.Cursor < 0 || l.Cursor >= l.Total || l.Cursor < l.Offset || l.Cursor >= l.Offset+l.Height) {
			t.Errorf("after step %d: %+v", i, l)
		}
	}
}

func TestFoundWordsAreMarkedAndNothingIsLost(t *testing.T) {
	t.Parallel()
	text := "ого а что так дорого то"
	from := strings.Index(text, "дорого")
	for w := 1; w < 40; w++ {
		out := Highlight(plain(), theme.Plain, theme.Text, text, [][2]int{{from, from + len("дорого")}, {-3, 900}, {5, 2}}, w)
		if layout.Width(out) != w {
			t.Errorf("width %d: got %d", w, layout.Width(out))
		}
		if w > 25 && strings.TrimSpace(ansi.Strip(out)) != text {
			t.Errorf("width %d: text became %q", w, ansi.Strip(out))
		}
	}
}

func TestHintsFitTheirLine(t *testing.T) {
	t.Parallel()
	groups := []keys.Group{{Bindings: []keys.Binding{
		keys.Bind("Enter", "открыть", "enter").Hinted(), keys.Bind("/", "поиск", "/").Hinted(), keys.Bind("x", "тайное", "x"),
		keys.Bind("n", "нельзя", "n").Hinted().Unless("нет"),
	}}}
	help := keys.Bind("?", "все клавиши", "?")
	for w := 16; w < 80; w++ {
		out := ansi.Strip(Hints(plain(), help, groups, w))
		if layout.Width(out) > w || !strings.Contains(out, "?") || strings.Contains(out, "тайное") || strings.Contains(out, "нельзя") {
			t.Errorf("width %d: %q", w, out)
		}
	}
}

func TestLargeDigitsFallBackToALine(t *testing.T) {
	t.Parallel()
	if got := Digits(plain(), theme.Bad, "320\u00a0000", "₽", 40); len(got) != digitRows {
		t.Errorf("%d rows where the large form fits", len(got))
	}
	if got := Digits(plain(), theme.Bad, "320\u00a0000", "₽", 10); len(got) != 1 {
		t.Errorf("%d rows where it does not fit", len(got))
	}
	if got := Digits(plain(), theme.Bad, "—", "₽", 40); len(got) != 1 {
		t.Errorf("%d rows for a figure without signs", len(got))
	}
}

func TestBarsKeepTheirWidth(t *testing.T) {
	t.Parallel()
	for w := range 30 {
		for _, v := range []int64{0, 1, 50, 100, 1 << 40} {
			if n := layout.Width(Bar(plain(), theme.Plain, []Part{{v, theme.Tech}, {v, theme.Talk}}, 100, w)); n != w {
				t.Errorf("value %d: %d cells, want %d", v, n, w)
			}
		}
	}
}
