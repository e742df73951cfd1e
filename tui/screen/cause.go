package screen

import (
	"razbor/scoring"
	"razbor/scoring/causes"
	"razbor/store"
)

// CauseFilter returns the filter of the calls that a cause was seen in. Where no
// filter says it, the calls are those of its evidence.
func CauseFilter(c causes.Cause, rules store.Rules) store.Filter {
	f := store.Filter{Directions: []store.Direction{store.Inbound}}
	missed := func(by store.MissedBy) store.Filter {
		f.Missed, f.MissedBy = true, []store.MissedBy{by}
		return f
	}
	if item, ok := c.Number.Item(); ok && item != scoring.CRM {
		f.Answered, f.MissOf = true, []scoring.Item{item}
		return f
	}
	switch c.Number {
	case causes.Lines:
		return missed(store.Busy)
	case causes.Hours:
		return missed(store.AfterHours)
	case causes.Wait:
		f.LongWaitMS = rules.LongWait.Milliseconds()
	case causes.Menu:
		f.DeepIVR = true
	case causes.Callback:
		f.Missed, f.ToCallBack = true, true
	case causes.CRM:
		f.Answered, f.NoCRMNote = true, true
	default:
		f = store.Filter{Short: true}
		for _, e := range c.Evidence {
			f.IDs = append(f.IDs, e.Call)
		}
	}
	return f
}
