package panels

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"razbor/scoring/loss"
	"razbor/scoring/metrics"
	"razbor/store"
)

// Waiting is one missed client who was neither called back nor reached.
type Waiting struct {
	Client string
	Last   store.Call // his newest missed call
	Tries  int        // missed calls among those that were looked at
	Gone   time.Duration
	Money  loss.Amount // what the client is worth on average
	Left   loss.Amount // the same by the chance that is left after the time gone
}

// MissedList are the clients to be called back, the most worth first.
type MissedList struct {
	Settings Settings
	NowMS    int64
	Clients  []Waiting
	Money    loss.Amount
	Left     loss.Amount // what can still be won back of it
	More     bool        // there are more than were looked at
}

// missedLimit is how many missed calls the list is made from.
const missedLimit = 500

// Missed lists the clients of a period who still wait for a callback. The list
// closes itself: who was called back, or rang again and was answered, is not in it.
func Missed(ctx context.Context, r Reader, s Settings, q Query, now time.Time) (MissedList, error) {
	f := period(s, q)
	f.Missed, f.ToCallBack = true, true
	page, err := r.Calls(ctx, f, store.Page{Order: store.ByTimeDesc, Limit: missedLimit})
	if err != nil {
		return MissedList{}, fmt.Errorf("list the missed clients: %w", err)
	}
	list := MissedList{Settings: s, NowMS: now.UnixMilli(), More: page.Next != ""}
	place := map[string]int{}
	for _, c := range page.Calls {
		key := c.Client
		if key == "" {
			key = "call " + c.ID // a hidden number is nobody's: each call stands alone
		}
		if i, ok := place[key]; ok {
			list.Clients[i].Tries++
			continue
		}
		place[key] = len(list.Clients)
		gone := now.Sub(time.UnixMilli(c.EndMS))
		list.Clients = append(list.Clients, Waiting{
			Client: c.Client, Last: c, Tries: 1, Gone: max(0, gone), Money: s.Terms.Of(1), Left: left(s.Terms, s.Norms, gone),
		})
	}
	list.Money = s.Terms.Of(int64(len(list.Clients)))
	for _, c := range list.Clients {
		list.Left += c.Left
	}
	slices.SortStableFunc(list.Clients, func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(b.Left, a.Left), cmp.Compare(b.Tries, a.Tries), cmp.Compare(a.Gone, b.Gone))
	})
	return list, nil
}

// left is what a missed client is worth after a time, by the source article's
// word that the chance falls 7 times after an hour and 100 times after a day.
func left(terms loss.Terms, norms metrics.Norms, gone time.Duration) loss.Amount {
	falls := int64(1)
	switch {
	case gone > 24*time.Hour:
		falls = metrics.ChanceFallsAfterDay
	case gone > time.Hour:
		falls = metrics.ChanceFallsAfterHour
	case gone > norms.CallbackTime:
		falls = 2
	}
	return terms.OfMicro(int64(loss.Whole) / falls)
}
