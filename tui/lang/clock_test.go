package lang

import "testing"

func TestAMomentIsReadAsItIsSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"3:47": 227_000, "0:00": 0, "1:02:03": 3_723_000, "347": 227_000, "3:47.5": 227_500, "59": 59_000, "10203": 3_723_000,
	} {
		if got, ok := ParseClock(text); !ok || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", ":", "a:b", "1:2:3:4", "-1", "3:47.", "3:47.1234", "99999999999"} {
		if got, ok := ParseClock(text); ok {
			t.Errorf("%q was read as %d", text, got)
		}
	}
}
