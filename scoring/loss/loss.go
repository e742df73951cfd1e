package loss

import (
	"errors"
	"math"
	"math/bits"
)

// Terms are what a lost call is worth to the department.
type Terms struct {
	Deal       Amount
	Conversion Rate   // share of conversations that become a deal
	LeadCost   Amount // price of one lead; 0 where nobody knows it
}

// Of returns the loss of a number of lost calls, rounded once, half up, on the
// whole product. A product past int64 stays at its end.
func (t Terms) Of(lost int64) Amount {
	return Amount(product(lost, int64(t.Conversion), int64(t.Deal), int64(Whole)))
}

// OfMicro is Of for an expected number of calls, in millionths of a call: what a
// staffing model says would be saved.
func (t Terms) OfMicro(microCalls int64) Amount {
	const million = int64(Whole)
	whole, rest := microCalls/million, microCalls%million
	part := product(rest, int64(t.Conversion), int64(t.Deal), million*million)
	return Amount(saturate(int64(t.Of(whole)), part))
}

// Leads returns what the leads of so many calls cost.
func (t Terms) Leads(calls int64) Amount { return Amount(product(calls, int64(t.LeadCost), 1, 1)) }

// product is a×b×c/by, rounded half up; negative factors count as 0.
func product(a, b, c, by int64) int64 {
	if a <= 0 || b <= 0 || c <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi != 0 {
		return math.MaxInt64
	}
	hi, lo = bits.Mul64(lo, uint64(c))
	lo, carry := bits.Add64(lo, uint64(by/2), 0)
	hi += carry
	if hi >= uint64(by) {
		return math.MaxInt64
	}
	q, _ := bits.Div64(hi, lo, uint64(by))
	return int64(min(q, math.MaxInt64))
}

func saturate(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}

// Lost are the lost calls of a period, by where they were lost.
type Lost struct {
	Technical     int64 // missed: nobody answered
	Communication int64 // answered, a sales talk, and no next step
	Recovered     int64 // missed, and the client was reached later
	Unknown       int64 // answered, and nobody knows how it ended: in no loss
}

// Gross is all lost calls.
func (l Lost) Gross() int64 { return l.Technical + l.Communication }

// Net is the lost calls without those recovered.
func (l Lost) Net() int64 { return l.Gross() - l.Recovered }

// Bill is the money of Lost. Technical and Communication add up to Gross.
type Bill struct {
	Technical     Amount
	Communication Amount
	Gross         Amount
	Net           Amount
	LeadCost      Amount // of the gross loss; beside it, in none of the others
}

// Bill prices lost calls.
func (t Terms) Bill(l Lost) Bill {
	gross, technical := t.Of(l.Gross()), t.Of(l.Technical)
	return Bill{
		Technical:     technical,
		Communication: gross - technical,
		Gross:         gross,
		Net:           t.Of(l.Net()),
		LeadCost:      t.Leads(l.Gross()),
	}
}

// Input is what the loss calculator is asked: a day's calls, how many of them
// nobody answered, how many ended with a next step, and for how many days.
type Input struct {
	Calls   int64
	Missed  int64
	Success int64
	Days    int64
	Terms   Terms
}

// What can be wrong with an Input.
var (
	ErrNegative = errors.New("a number of calls or days is negative")
	ErrTooMany  = errors.New("missed and successful calls are more than all calls")
)

// Estimate is the calculator's answer, for one day and for all days.
type Estimate struct {
	Input    Input
	Answered int64
	Lost     Lost
	Day      Bill
	Period   Bill
}

// Calculate answers the loss calculator.
func Calculate(in Input) (Estimate, error) {
	if in.Calls < 0 || in.Missed < 0 || in.Success < 0 || in.Days < 0 {
		return Estimate{}, ErrNegative
	}
	if in.Missed > in.Calls || in.Success > in.Calls-in.Missed {
		return Estimate{}, ErrTooMany
	}
	answered := in.Calls - in.Missed
	lost := Lost{Technical: in.Missed, Communication: answered - in.Success}
	period := Lost{
		Technical:     product(lost.Technical, in.Days, 1, 1),
		Communication: product(lost.Communication, in.Days, 1, 1),
	}
	return Estimate{Input: in, Answered: answered, Lost: lost, Day: in.Terms.Bill(lost), Period: in.Terms.Bill(period)}, nil
}
