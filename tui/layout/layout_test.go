package layout

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestTextIsMeasuredInCells(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]string{
		"Russian": "Выявление потребности ё", "coloured": "\x1b[38;2;1;2;3mИван\x1b[m ok", "wide": "漢字 ok", "emoji": "👍 да",
		"combining": "e\u0301", "signs": "✓ ✗ ▁▂▃ ─│ ⏵ 320 000 ₽ …", "link": "\x1b]8;;http://x\x1b\\a\x1b]8;;\x1b\\b",
	} {
		if got, want := Width(s), ansi.StringWidth(s); got != want {
			t.Errorf("%s: %q is %d cells wide, want %d", name, s, got, want)
		}
	}
}

func TestPaddingIsExact(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "a", "Приветствие", "漢字漢字", "\x1b[1mжирный текст\x1b[m", "👍👍👍"} {
		for w := range 12 {
			for name, f := range map[string]func(string, int) string{"Pad": Pad, "PadLeft": PadLeft, "Center": Center} {
				if got := Width(f(s, w)); got != w {
					t.Errorf("%s(%q, %d) is %d wide", name, s, w, got)
				}
			}
		}
	}
}

func TestABlockIsFittedToItsPlace(t *testing.T) {
	t.Parallel()
	got := Fit("раз\nдва три четыре\nтри\nчетыре", 7, 3)
	if got != "раз\nдва тр…\nтри" {
		t.Errorf("fitted to %q", got)
	}
	if n := strings.Count(Fit("x", 5, 4), "\n"); n != 3 {
		t.Errorf("a short block has %d line breaks, want 3", n)
	}
}

func TestSharesAddUp(t *testing.T) {
	t.Parallel()
	for total := range 100 {
		sum := 0
		for _, n := range Share(total, 3, 2, 2) {
			sum += n
		}
		if sum != total {
			t.Errorf("%d was shared into %d", total, sum)
		}
	}
}

func BenchmarkWidthOfAStyledLine(b *testing.B) {
	line := strings.Repeat("\x1b[38;2;200;100;50mИван Петров\x1b[m ", 10)
	for b.Loop() {
		Width(line)
	}
}
