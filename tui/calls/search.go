package calls

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"razbor/store"
	"razbor/tui/fetch"
	"razbor/tui/keys"
	"razbor/tui/screen"
	"razbor/tui/widget"
)

const (
	searchLimit = 300                    // hits shown
	searchPause = 120 * time.Millisecond // between the last letter and the search
	phoneDigits = 10                     // a number that a client is found by
)

// searchState is the search of words in transcripts.
type searchState struct {
	on     bool // hits are shown in place of the list
	typing bool
	edit   widget.Edit
	hits   []store.Hit
	list   widget.List
	asked  string // the words that hits are for
	turn   int    // of typing: an older pause starts no search
	err    error
	done   bool
}

type (
	searchDue struct{ turn int }
	found     struct {
		token fetch.Token
		words string
		hits  []store.Hit
		err   error
	}
)

func (s *searchState) selected() (store.Hit, bool) {
	if s.list.Cursor < len(s.hits) {
		return s.hits[s.list.Cursor], true
	}
	return store.Hit{}, false
}

func (m *Model) openSearch() tea.Cmd {
	m.search.on, m.search.typing = true, true
	m.fit()
	return nil
}

// typed takes a key while the words are typed; the arrows move in what is found.
func (m *Model) typed(p keys.Press) tea.Cmd {
	switch {
	case p.Named("enter"):
		return m.enterSearch()
	case p.Named("tab"):
		m.search.typing = false
		return nil
	case p.Named("down"), p.Named("up"), p.Named("pgdown"), p.Named("pgup"):
		return m.press(p)
	}
	if !m.search.edit.Press(p) {
		return nil
	}
	return m.searchLater()
}

// enterSearch opens the hit under the cursor where the words have been searched;
// before that it searches them at once. Without words it ends the search.
func (m *Model) enterSearch() tea.Cmd {
	words := m.search.edit.Text()
	m.search.typing = false
	m.search.turn++
	switch {
	case strings.TrimSpace(words) == "":
		m.search = searchState{}
		return m.look()
	case m.search.asked != words || !m.search.done:
		return m.find()
	}
	return m.openCall()
}

// searchLater starts a search when the person pauses.
func (m *Model) searchLater() tea.Cmd {
	m.search.turn++
	due := searchDue{m.search.turn}
	return tea.Tick(searchPause, func(time.Time) tea.Msg { return due })
}

func (m *Model) searchDue(msg searchDue) tea.Cmd {
	if !m.search.on || msg.turn != m.search.turn {
		return nil
	}
	return m.find()
}

// find searches the transcripts, or finds the calls of a client by his number.
func (m *Model) find() tea.Cmd {
	words := m.search.edit.Text()
	if strings.TrimSpace(words) == "" {
		m.finds.Abort()
		m.search.hits, m.search.asked, m.search.err, m.search.done = nil, "", nil, false
		m.fit()
		return nil
	}
	ctx, token := m.finds.Begin(context.Background())
	db, f := m.env.Store, m.narrow()
	if digits, ok := phone(words); ok {
		f.Client = digits
		return func() tea.Msg {
			got, err := db.Calls(ctx, f, store.Page{Limit: searchLimit})
			return found{token, words, callHits(got.Calls), err}
		}
	}
	return func() tea.Msg {
		hits, err := db.Search(ctx, words, f, searchLimit)
		return found{token, words, hits, err}
	}
}

// phone reads a text as a client's number.
func phone(s string) (string, bool) {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(" +-()\u00a0", r):
			return "", false
		}
	}
	return b.String(), b.Len() >= phoneDigits
}

func callHits(calls []store.Call) []store.Hit {
	hits := make([]store.Hit, 0, len(calls))
	for _, c := range calls {
		hits = append(hits, store.Hit{Call: c, Segment: -1})
	}
	return hits
}

func (m *Model) found(msg found) tea.Cmd {
	if !m.finds.Finish(msg.token) || !m.search.on {
		return nil
	}
	again, stood := msg.words == m.search.asked, store.Hit{}
	if again { // the data changed: what is chosen stays chosen
		stood, again = m.search.selected()
	}
	m.search.asked, m.search.err, m.search.done = msg.words, msg.err, true
	if msg.err != nil {
		m.search.hits = nil
		m.fit()
		return screen.Say(screen.Trouble, m.env.Texts.Error(msg.err))
	}
	m.search.hits = msg.hits
	m.search.list.To(0)
	m.fit()
	if at := slices.IndexFunc(msg.hits, func(h store.Hit) bool { return h.Call.ID == stood.Call.ID && h.Segment == stood.Segment }); again && at > 0 {
		m.search.list.To(at)
	}
	return m.look()
}

// searchNote says what the search has found.
func (m *Model) searchNote() string {
	t := m.env.Texts
	s := &m.search
	switch {
	case s.err != nil:
		return t.Error(s.err)
	case !s.done:
		return t.Calls.SearchShort
	case len(s.hits) == 0:
		return fmt.Sprintf(t.Calls.NothingFound, s.asked)
	case len(s.hits) >= searchLimit:
		return fmt.Sprintf(t.Calls.OrMore, t.Count(searchLimit, t.Calls.Found))
	}
	return t.Count(int64(len(s.hits)), t.Calls.Found)
}
