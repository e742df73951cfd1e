// Package metrics turns the additive sums of calls into the figures of the
// panels: rates, waits, callbacks, conversion and coverage, each with its norm.
// Sums are kept by the store per hour and manager; a figure is always computed
// from sums, so that it costs the same at a thousand calls and at ten million.
package metrics

// Counter names one additive fact about calls. Its order is the storage order:
// new counters go to the end.
type Counter int

// The counters. "Client" counters count a missed client once a day, at his
// first missed call.
const (
	Inbound           Counter = iota // inbound calls, short hang-ups left out
	Answered                         // inbound calls that a person answered
	Missed                           // inbound calls that nobody answered
	AbandonedQueue                   // missed because …: the six add up to Missed
	AbandonedIVR                     //
	Busy                             //
	AfterHours                       //
	NoAnswer                         //
	Failed                           //
	Short                            // hung up within short_abandon: in no other counter
	Outbound                         // outbound calls
	OutboundAnswered                 // of them answered
	Internal                         // internal calls: in no other counter
	WaitMS                           // sum of the waits of answered inbound calls
	QueueWaitMS                      // the same, in the queue alone
	Within                           // answered inbound calls within the service level's seconds, from arrival
	WithinQueue                      // the same, counted from the queue
	LongWait                         // inbound calls that waited for a person longer than the wait norm
	TalkMS                           // talk of answered inbound calls
	HandleMS                         // talk of every answered call of a manager, outbound too
	MissedWaitMS                     // waits of the abandoned, for the department's patience
	Target                           // answered inbound target calls whose outcome is known
	Success                          // of them with a next step
	LostTalk                         // of them lost (outcome none)
	Nontarget                        // answered calls that are no sales talk
	Unknown                          // answered calls whose outcome nobody knows
	RecoveredMissed                  // missed calls whose client was reached later
	_                                // free: nothing was ever counted here
	MissedClients                    // missed clients
	CalledBackClients                // of them called back
	RecoveredClients                 // of them reached
	CalledBackSoon                   // of them called back within 10 minutes
	RangInVain                       // attempts on this manager's phone that nobody took
	Dropped                          // calls that broke off and were rung again within 2 minutes
	DeepIVR                          // inbound calls that went deeper into the menu than the norm
	NoCRMNote                        // answered target calls that the CRM should know of and does not
	CRMChecked                       // answered target calls for which there is CRM data to look at
	Won                              // deals won, by the CRM
	WonMinor                         // their amount, in minor units
	Scored                           // answered calls that were judged
	Passed                           // checklist weight passed, over judged calls (partial counts half)
	Applied                          // checklist weight applicable, doubled like Passed
	Faulty                           // recordings in which a fault of telephony was found
	Reviewed                         // calls that a person reviewed
	Repeat                           // inbound calls by a client who had rung within the day before
	OpenClients                      // missed clients neither called back nor reached, counted like MissedClients
	LongWaitMissed                   // missed calls among LongWait
	RungAbandoned                    // abandoned in the queue although a manager's phone rang for them
	AgreedUnnoted                    // calls with a next step among NoCRMNote
	NumCounters                      // how many there are
)

// Sums are counters and distributions that add up: over calls, hours, managers.
type Sums struct {
	N        [NumCounters]int64
	Wait     Histogram // waits of answered inbound calls, s
	Abandon  Histogram // waits of the abandoned, s
	Callback Histogram // from the end of a missed call to the start of the callback, s
}

// Add adds o to s.
func (s *Sums) Add(o Sums) {
	for i := range s.N {
		s.N[i] += o.N[i]
	}
	s.Wait.Add(o.Wait)
	s.Abandon.Add(o.Abandon)
	s.Callback.Add(o.Callback)
}

// Sub takes o, which was added before, back out of s.
func (s *Sums) Sub(o Sums) {
	for i := range s.N {
		s.N[i] -= o.N[i]
	}
	s.Wait.Sub(o.Wait)
	s.Abandon.Sub(o.Abandon)
	s.Callback.Sub(o.Callback)
}

// Zero reports whether nothing is counted in s.
func (s *Sums) Zero() bool {
	return s.N == [NumCounters]int64{} && s.Wait.Empty() && s.Abandon.Empty() && s.Callback.Empty()
}
