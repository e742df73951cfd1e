package department

import (
	"bytes"
	"strings"
	"testing"
)

func generate(t *testing.T, o Options) (cdr, log string) {
	t.Helper()
	var a, b bytes.Buffer
	if err := Generate(&a, &b, o); err != nil {
		t.Fatal(err)
	}
	return a.String(), b.String()
}

func TestTheSameSeedMakesTheSameDepartment(t *testing.T) {
	t.Parallel()
	o := Defaults()
	o.Calls = 2000
	cdr, log := generate(t, o)
	again, logAgain := generate(t, o)
	if cdr != again || log != logAgain {
		t.Error("two departments of one seed differ")
	}
	o.Seed++
	if other, _ := generate(t, o); other == cdr {
		t.Error("two seeds make one department")
	}
}

func TestItHasAsManyCallsAsAskedAndALittleMore(t *testing.T) {
	t.Parallel()
	o := Defaults()
	o.Calls = 3000
	cdr, _ := generate(t, o)
	ids := map[string]bool{}
	for row := range strings.Lines(cdr) {
		f := strings.Split(strings.TrimSpace(row), `","`)
		id, _, _ := strings.Cut(f[len(f)-2], `"`)
		ids[id] = true
		if n := strings.Count(row, `"`); n%2 != 0 {
			t.Fatalf("row %s", row)
		}
	}
	if n := len(ids); n < o.Calls || n > o.Calls*12/10 { // callbacks and repeats come on top
		t.Errorf("%d calls, asked for %d", n, o.Calls)
	}
}

func TestADepartmentOfNobodyIsRefused(t *testing.T) {
	t.Parallel()
	if err := Generate(&bytes.Buffer{}, &bytes.Buffer{}, Options{}); err == nil {
		t.Error("no error")
	}
}
