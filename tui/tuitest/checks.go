package tuitest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"razbor/store"
	"razbor/store/storetest"
	"razbor/tui/keys"
	"razbor/tui/lang"
	"razbor/tui/layout"
	"razbor/tui/screen"
)

// Builder makes the screen that a check is of.
type Builder[M screen.Screen] func(*screen.Env) M

// Open puts a screen on the demo department and opens it.
func Open[M screen.Screen](t testing.TB, build Builder[M]) (*Stage, M) {
	t.Helper()
	s, m := put(t, Demo(t), nil, build)
	s.Enter(screen.Place{})
	return s, m
}

func put[M screen.Screen](t testing.TB, d Department, db screen.Store, build Builder[M]) (*Stage, M) {
	t.Helper()
	var m M
	s := OnStage(t, d, db, func(e *screen.Env) screen.Screen {
		m = build(e)
		return m
	})
	return s, m
}

// Gate puts a gate in front of what is read from a store.
func Gate(db screen.Store, gate func(store.Reader) store.Reader) screen.Store {
	return struct {
		store.Reader
		store.Reviewer
	}{gate(db), db}
}

// Hanging is a store that answers only when the question is taken back.
func Hanging(r store.Reader) store.Reader { return storetest.Slow(r, time.Hour) }

// CheckEmpty checks that a screen says that a period has nothing to show.
func CheckEmpty[M screen.Screen](t *testing.T, build Builder[M], says func(*lang.Texts) string) {
	t.Helper()
	s, _ := Open(t, build)
	s.Env.Period = screen.PeriodOf(screen.OneDay, 20200101)
	s.Send(screen.PeriodChanged{})
	if want := says(s.Env.Texts); !strings.Contains(s.Text(), want) {
		t.Errorf("%q is not said:\n%s", want, s.Text())
	}
}

// CheckFailing checks that a screen says why it has nothing to show, takes keys
// all the same, and shows its figures when the store answers again.
func CheckFailing[M screen.Screen](t *testing.T, build Builder[M]) {
	t.Helper()
	d := Demo(t)
	s, _ := put(t, d, Gate(d.Store, func(r store.Reader) store.Reader { return storetest.Failing(r, store.ErrLocked) }), build)
	s.Enter(screen.Place{})
	broken := s.Text()
	if want := s.Env.Texts.Error(store.ErrLocked); !strings.Contains(broken, want) {
		t.Errorf("%q is not said:\n%s", want, broken)
	}
	s.Press("down", "enter", "tab")
	s.Env.Store = d.Store
	s.Send(screen.DataChanged{})
	if text := s.Text(); text == broken || strings.Contains(text, s.Env.Texts.Error(store.ErrLocked)) {
		t.Errorf("the store answers again, and the screen shows:\n%s", text)
	}
}

// CheckHanging checks that a load that does not end is stopped by Esc once the
// person sees that he waits, not before; keys are taken meanwhile.
func CheckHanging[M screen.Screen](t *testing.T, build Builder[M]) {
	t.Helper()
	d := Demo(t)
	s, _ := put(t, d, Gate(d.Store, Hanging), build)
	s.Start(screen.Place{})
	if !s.Screen.Busy() || s.Screen.Stop() {
		t.Error("before the wait is seen, Esc does not go back")
	}
	s.Screen.Update(keys.Synthetic("down"))
	s.Env.Waiting = true
	if !s.Screen.Stop() || s.Screen.Busy() {
		t.Error("Esc did not stop the load")
	}
	if want := s.Env.Texts.Errors.Stopped; !strings.Contains(s.Text(), want) {
		t.Errorf("%q is not said:\n%s", want, s.Text())
	}
}

// CheckExport checks that a screen writes what it shows in every kind it offers.
func CheckExport(t *testing.T, what screen.Exporter) {
	t.Helper()
	e, ok := what.Export()
	if !ok || len(e.Kinds) == 0 {
		t.Fatal("there is nothing to save")
	}
	for _, kind := range e.Kinds {
		var out strings.Builder
		if err := e.Write(t.Context(), &out, kind); err != nil || out.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", kind, out.Len(), err)
		}
	}
	if err := e.Write(context.Background(), &strings.Builder{}, "exe"); err == nil {
		t.Error("a kind that nobody knows was written")
	}
}

// CheckEverySize draws at widths and heights around every place where a layout
// changes, and at the sizes that only a broken terminal reports.
func CheckEverySize(t *testing.T, s screen.Screen) {
	t.Helper()
	widths, heights := Sizes()
	for _, w := range widths {
		for _, h := range heights {
			s.SetSize(w, h)
			view := s.View()
			if w == 0 || h == 0 {
				continue
			}
			if err := Flaw(view, w, h); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Flaw says what is wrong with a picture of w × h cells: too few or too many
// lines, one that is too wide, or a character that a terminal would act upon.
func Flaw(view string, w, h int) error {
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		return fmt.Errorf("%d×%d: %d lines", w, h, len(lines))
	}
	for i, l := range lines {
		if n := layout.Width(l); n > w {
			return fmt.Errorf("%d×%d: line %d is %d wide: %q", w, h, i, n, l)
		}
		if r := acting(l); r != 0 {
			return fmt.Errorf("%d×%d: line %d carries %U: %q", w, h, i, r, l)
		}
	}
	return nil
}

// acting finds a character that a terminal acts upon, or that shows nothing;
// colours are stepped over.
func acting(line string) rune {
	inEscape := false
	for _, r := range line {
		switch {
		case inEscape:
			inEscape = r != 'm'
			if r != 'm' && r != '[' && r != ';' && r != ':' && (r < '0' || r > '9') {
				return '\x1b'
			}
		case r == '\x1b':
			inEscape = true
		case r >= ' ' && r <= '~', r >= 'А' && r <= 'я', r >= '─' && r <= '◿':
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
			return r
		}
	}
	return 0
}
