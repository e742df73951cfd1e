package calls

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"razbor/scoring"
	"razbor/store"
	"razbor/tui/lang"
)

// serve answers a page of a list of n calls.
func serve(n int, cursor string) store.CallPage {
	from, _ := strconv.Atoi(cursor)
	var p store.CallPage
	for i := from; i < min(from+pageSize, n); i++ {
		p.Calls = append(p.Calls, store.Call{ID: strconv.Itoa(i)})
	}
	if from+pageSize < n {
		p.Next = strconv.Itoa(from + pageSize)
	}
	return p
}

// Wherever a person goes, the rows there come, in their places, and the calls
// held stay bounded.
func TestAnyWayThroughAListFindsItsRows(t *testing.T) {
	t.Parallel()
	const n, window = 30_000, 50
	rng := rand.New(rand.NewPCG(1, 2))
	var p pager
	for range 400 {
		at := rng.IntN(max(p.known(), 1) + 2*pageSize)
		for range n / pageSize {
			w, need := p.missing(at, at+window)
			if !need {
				break
			}
			p.put(w, serve(n, w.cursor), at)
		}
		for row := at; row < min(at+window, n); row++ {
			if c, ok := p.at(row); !ok || c.ID != strconv.Itoa(row) {
				t.Fatalf("row %d is %q (%v)", row, c.ID, ok)
			}
		}
		held := 0
		for _, g := range p.pages {
			held += len(g.calls)
		}
		if held > (keepPages+1)*pageSize {
			t.Fatalf("%d calls are held", held)
		}
	}
}

func TestAnEmptyListEnds(t *testing.T) {
	t.Parallel()
	var p pager
	w, need := p.missing(0, 10)
	if !need {
		t.Fatal("nothing is asked for")
	}
	p.put(w, store.CallPage{}, 0)
	if _, need := p.missing(0, 10); need || p.known() != 0 || !p.done {
		t.Errorf("known %d, done %v, asks again %v", p.known(), p.done, need)
	}
}

func TestACallSaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	texts := lang.For(lang.RU)
	for name, c := range map[string]struct {
		call store.Call
		want string
	}{
		"missed":     {store.Call{Direction: store.Inbound, MissedBy: store.Busy}, "✗ занято"},
		"recovered":  {store.Call{Direction: store.Inbound, MissedBy: store.Busy, RecoveredMS: 1}, "✓ возвращён"},
		"lost":       {store.Call{Direction: store.Inbound, Answered: true, Lost: true, LossReason: "price"}, "✗ дорого"},
		"reviewed":   {store.Call{Answered: true, Lost: true, LossReason: "price", Reviewed: true}, "✗ дорого ●"},
		"sold":       {store.Call{Answered: true, Outcome: scoring.OutcomeSale}, "✓ продажа"},
		"unknown":    {store.Call{Answered: true}, "· итог неизвестен"},
		"non-target": {store.Call{Answered: true, Outcome: scoring.OutcomeNontarget}, "· нецелевой"},
		"not taken":  {store.Call{Direction: store.Outbound}, "→ не ответили"},
	} {
		sign, _, text := state(texts, c.call)
		if got := sign + " " + text; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestAClientIsFoundByHisNumberAsWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"+7 (916) 123-45-67": "79161234567", "9161234567": "9161234567", "дорого": "", "123": "", "12а3456789012": "",
	} {
		digits, ok := phone(text)
		if ok != (want != "") || ok && digits != want {
			t.Errorf("%q was read as %q (%v)", text, digits, ok)
		}
	}
}

func TestHoursAreSaidShortly(t *testing.T) {
	t.Parallel()
	for want, list := range map[string][]int{"13–14": {13}, "9–12": {11, 9, 10}, "9–10, 13–14": {13, 9}} {
		if got := hours(list); got != want {
			t.Errorf("%v is said %q, want %q", list, got, want)
		}
	}
}
