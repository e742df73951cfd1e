package calls

import "razbor/store"

const (
	pageSize  = 200 // calls in one page
	keepPages = 12  // pages held in memory around the cursor
	ahead     = 60  // rows before the end at which the next page is asked for
)

// page is a piece of the list: where it begins, and its calls while they are held.
type page struct {
	cursor string // from which it can be loaded again
	start  int
	n      int
	calls  []store.Call // nil where they were let go
}

// pager is a window on a list of any length, loaded page by page as a person
// moves. Rows are counted from the start of the order it is loaded in.
type pager struct {
	pages []page
	next  string // cursor after the last page
	done  bool   // the last page is the end of the list
}

// want is a page to load: its number and the cursor.
type want struct {
	page   int
	cursor string
}

// known is how many rows have been counted.
func (p *pager) known() int {
	if len(p.pages) == 0 {
		return 0
	}
	last := p.pages[len(p.pages)-1]
	return last.start + last.n
}

// at returns a row, and false where it is not held.
func (p *pager) at(row int) (store.Call, bool) {
	for i := len(p.pages) - 1; i >= 0; i-- {
		if g := p.pages[i]; row >= g.start {
			if k := row - g.start; k < len(g.calls) {
				return g.calls[k], true
			}
			break
		}
	}
	return store.Call{}, false
}

// missing says which page to load next, for the rows [from, to) to be there.
func (p *pager) missing(from, to int) (want, bool) {
	for i, g := range p.pages {
		if g.calls == nil && g.start < to && g.start+g.n > from {
			return want{i, g.cursor}, true
		}
	}
	if !p.done && to+ahead > p.known() {
		return want{len(p.pages), p.next}, true
	}
	return want{}, false
}

// put takes a page that was loaded, and lets go of those far from row.
func (p *pager) put(w want, got store.CallPage, row int) {
	calls := got.Calls
	if calls == nil {
		calls = []store.Call{}
	}
	switch {
	case w.page < len(p.pages):
		p.pages[w.page].calls = calls
	case w.page == len(p.pages):
		p.pages = append(p.pages, page{w.cursor, p.known(), len(calls), calls})
		p.next, p.done = got.Next, got.Next == ""
	}
	p.trim(row)
}

func (p *pager) trim(row int) {
	here := 0
	for i, g := range p.pages {
		if row >= g.start {
			here = i
		}
	}
	for i := range p.pages {
		if i < here-keepPages/2 || i > here+keepPages/2 {
			p.pages[i].calls = nil
		}
	}
}

// forget lets go of every call held: they are loaded again from their cursors.
func (p *pager) forget() {
	for i := range p.pages {
		p.pages[i].calls = nil
	}
}

// find returns the row of a call among those held.
func (p *pager) find(id string) (int, bool) {
	for _, g := range p.pages {
		for i, c := range g.calls {
			if c.ID == id {
				return g.start + i, true
			}
		}
	}
	return 0, false
}
