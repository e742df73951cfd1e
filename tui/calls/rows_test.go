package calls

import (
	"strings"
	"testing"

	"razbor/tui/layout"
)

func TestWhatWasFoundIsSeenInItsRow(t *testing.T) {
	t.Parallel()
	const text = "Ну смотрите, дело ваше. Потом не жалуйтесь, что у других дороже вышло."
	from := strings.Index(text, "дороже")
	mark := [][2]int{{from, from + len("дороже")}}
	for _, w := range []int{12, 20, 40, 60, 200} {
		short, marked := excerpt(text, mark, w)
		seen := layout.Cut(short, w)
		if got := short[marked[0][0]:marked[0][1]]; got != "дороже" || w >= 20 && !strings.Contains(seen, "дороже") {
			t.Errorf("in %d cells %q is marked of %q", w, got, seen)
		}
		if w == 200 && short != text {
			t.Errorf("a text that fits was cut: %q", short)
		}
	}
	if short, marked := excerpt(text, [][2]int{{5, 900}}, 20); short != text || marked != nil {
		t.Errorf("a place outside the text: %q, %v", short, marked)
	}
}
