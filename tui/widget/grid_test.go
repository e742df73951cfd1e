package widget

import (
	"testing"

	"razbor/tui/layout"
	"razbor/tui/theme"
)

func gridOf(w, h int) (*Grid, []string) {
	cols := []Column{{Title: "имя", Width: 6, Flex: 1}, {Title: "а", Width: 4, Right: true, Drop: 1}, {Title: "б", Width: 4, Right: true}}
	rows := [][]GridCell{
		{{Text: "Иван"}, {Text: "1"}, {Text: "2", Heated: true, Heat: 3}}, {{Text: "Ольга"}, {Text: "3"}, {Text: "4", Heated: true}}, {},
	}
	g := &Grid{}
	return g, g.Draw(theme.New(theme.Options{}), cols, rows, w, h, true)
}

func TestAGridIsNeverWiderThanItsRoom(t *testing.T) {
	t.Parallel()
	for w := range 40 {
		for h := range 6 {
			_, lines := gridOf(w, h)
			if len(lines) > h {
				t.Errorf("%d×%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if layout.Width(l) > w {
					t.Errorf("%d×%d: a line of %d", w, h, layout.Width(l))
				}
			}
		}
	}
}

func TestTheCursorStepsOverColumnsThatAreLeftOut(t *testing.T) {
	t.Parallel()
	g, _ := gridOf(13, 4) // no room for the second column
	g.Step(1)
	if g.Col != 2 {
		t.Errorf("the cursor is on column %d, want the third", g.Col)
	}
	g.Step(-1)
	if g.Col != 0 {
		t.Errorf("the cursor is on column %d, want the first", g.Col)
	}
}

func TestAClickChoosesTheCellUnderIt(t *testing.T) {
	t.Parallel()
	g, _ := gridOf(30, 4)
	if !g.Hit(28, 2) || g.Cursor != 1 || g.Col != 2 {
		t.Errorf("chosen is row %d column %d", g.Cursor, g.Col)
	}
	if g.Hit(28, 0) || g.Hit(28, 9) {
		t.Error("the titles and what lies below the rows are cells")
	}
}

func TestShadesGrowWithTheValue(t *testing.T) {
	t.Parallel()
	last := 0
	for v := range int64(101) {
		h := HeatOf(v, 100)
		if h < last || h >= theme.HeatLevels {
			t.Errorf("the shade of %d is %d after %d", v, h, last)
		}
		last = h
	}
	if HeatOf(0, 100) != 0 || HeatOf(1, 100) == 0 || last != theme.HeatLevels-1 {
		t.Error("nothing is shaded, or the most is not the darkest")
	}
}
