package metrics

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"slices"
	"sort"
)

// Histogram counts whole seconds, sparsely: it adds up and can be taken apart
// again, so an hour's, a month's and a manager's are kept the same way.
//
// It is exact up to 256 different values, so that a median of two callbacks is
// the mean of the two. Beyond that values from a minute up are counted by the
// middle of steps of a 32nd of an octave: never more than 1.6 % off, and a year
// costs no more than a month. What a histogram became coarse by, it stays.
//
// The zero value is empty and ready.
type Histogram struct {
	bins   []bin // ascending by second, counts never zero
	coarse bool
}

// Up to maxExact different seconds are told apart; a coarse histogram tells the
// first exactSeconds apart and then so many steps an octave.
const (
	maxExact     = 256
	exactSeconds = 64
	stepsLog     = 5
	stepsOctave  = 1 << stepsLog
)

// step is the second by which a coarse histogram counts a value.
func step(second int64) int64 {
	if second < exactSeconds {
		return second
	}
	width := int64(1) << (bits.Len64(uint64(second)) - bits.Len64(stepsOctave))
	return second/width*width + width/2
}

// coarsen counts from now on by steps.
func (h *Histogram) coarsen() {
	if h.coarse {
		return
	}
	h.coarse = true
	bins := make([]bin, 0, len(h.bins))
	for _, b := range h.bins {
		b.second = step(b.second)
		if n := len(bins); n > 0 && bins[n-1].second == b.second {
			bins[n-1].count += b.count
			continue
		}
		bins = append(bins, b)
	}
	h.bins = slices.DeleteFunc(bins, func(b bin) bool { return b.count == 0 })
}

type bin struct {
	second int64
	count  int64
}

// Observe counts one value, in seconds; negative values count as 0.
func (h *Histogram) Observe(seconds int64) { h.add(max(seconds, 0), 1) }

func (h *Histogram) add(second, count int64) {
	if h.coarse {
		second = step(second)
	}
	i := sort.Search(len(h.bins), func(i int) bool { return h.bins[i].second >= second })
	if i < len(h.bins) && h.bins[i].second == second {
		h.bins[i].count += count
		if h.bins[i].count == 0 {
			h.bins = append(h.bins[:i:i], h.bins[i+1:]...)
		}
		return
	}
	if count == 0 {
		return
	}
	bins := make([]bin, 0, len(h.bins)+1)
	bins = append(bins, h.bins[:i]...)
	bins = append(bins, bin{second, count})
	h.bins = append(bins, h.bins[i:]...)
	if len(h.bins) > maxExact {
		h.coarsen()
	}
}

// Add adds o to h.
func (h *Histogram) Add(o Histogram) { h.merge(o, 1) }

// Sub takes o, which was added before, back out of h.
func (h *Histogram) Sub(o Histogram) { h.merge(o, -1) }

// merge walks both once, so that a year of hours adds up in linear time.
func (h *Histogram) merge(o Histogram, sign int64) {
	switch {
	case len(o.bins) == 0:
		return
	case o.coarse:
		h.coarsen()
	case h.coarse:
		o.coarsen()
	}
	if len(o.bins) == 1 {
		h.add(o.bins[0].second, sign*o.bins[0].count)
		return
	}
	if h.addInPlace(o, sign) {
		return
	}
	merged := make([]bin, 0, len(h.bins)+len(o.bins))
	i := 0
	for _, b := range o.bins {
		for i < len(h.bins) && h.bins[i].second < b.second {
			merged = append(merged, h.bins[i])
			i++
		}
		count := sign * b.count
		if i < len(h.bins) && h.bins[i].second == b.second {
			count += h.bins[i].count
			i++
		}
		if count != 0 {
			merged = append(merged, bin{b.second, count})
		}
	}
	h.bins = append(merged, h.bins[i:]...)
	if len(h.bins) > maxExact {
		h.coarsen()
	}
}

// addInPlace adds o where h has every second of it already and none of them
// comes to nothing: the usual case once a few hours are added up.
func (h *Histogram) addInPlace(o Histogram, sign int64) bool {
	i := 0
	for _, b := range o.bins {
		for i < len(h.bins) && h.bins[i].second < b.second {
			i++
		}
		if i == len(h.bins) || h.bins[i].second != b.second || h.bins[i].count+sign*b.count == 0 {
			return false
		}
	}
	i = 0
	for _, b := range o.bins {
		for h.bins[i].second < b.second {
			i++
		}
		h.bins[i].count += sign * b.count
	}
	return true
}

// Clone returns a histogram that shares nothing with h; a plain copy shares what
// is counted so far.
func (h *Histogram) Clone() Histogram { return Histogram{bins: slices.Clone(h.bins), coarse: h.coarse} }

// Empty reports whether nothing is counted, not even what cancels out in sum.
func (h *Histogram) Empty() bool { return len(h.bins) == 0 }

// Over is how many values are greater than so many seconds.
func (h *Histogram) Over(seconds int64) int64 {
	var n int64
	for _, b := range h.bins {
		if b.second > seconds {
			n += b.count
		}
	}
	return n
}

// Total is how many values were counted.
func (h *Histogram) Total() int64 {
	var n int64
	for _, b := range h.bins {
		n += b.count
	}
	return n
}

// Quantile returns the q-quantile (0 to 1) in seconds and false where nothing
// was counted. The median of an even count is the mean of the two in the middle.
func (h *Histogram) Quantile(q float64) (float64, bool) {
	n := h.Total()
	if n == 0 {
		return 0, false
	}
	at := q * float64(n-1)
	low := int64(at)
	a, b := h.nth(low), h.nth(min(low+1, n-1))
	return float64(a) + (at-float64(low))*float64(b-a), true
}

func (h *Histogram) nth(i int64) int64 {
	for _, b := range h.bins {
		if i < b.count {
			return b.second
		}
		i -= b.count
	}
	return 0
}

// coarseMark stands before the pairs of a coarse histogram: no second is negative.
const coarseMark = -1

// AppendBinary appends the histogram as varints: pairs of second difference and
// count, after a -1 where it is coarse.
func (h Histogram) AppendBinary(dst []byte) ([]byte, error) {
	if h.coarse && len(h.bins) > 0 {
		dst = binary.AppendVarint(dst, coarseMark)
	}
	last := int64(0)
	for _, b := range h.bins {
		dst = binary.AppendVarint(dst, b.second-last)
		dst = binary.AppendVarint(dst, b.count)
		last = b.second
	}
	return dst, nil
}

// ErrHistogram says that bytes are not a histogram.
var ErrHistogram = errors.New("damaged histogram")

// UnmarshalBinary reads what AppendBinary wrote; anything else is ErrHistogram.
func (h *Histogram) UnmarshalBinary(data []byte) error {
	*h = Histogram{bins: make([]bin, 0, len(data)/2)}
	if mark, n := binary.Varint(data); n > 0 && mark == coarseMark {
		h.coarse, data = true, data[n:]
	}
	second := int64(0)
	for len(data) > 0 {
		ahead, n := binary.Varint(data)
		if n <= 0 {
			return ErrHistogram
		}
		count, m := binary.Varint(data[n:])
		if m <= 0 {
			return ErrHistogram
		}
		data = data[n+m:]
		if ahead < 0 || ahead == 0 && len(h.bins) > 0 || second > math.MaxInt64-ahead {
			return ErrHistogram
		}
		second += ahead
		if h.coarse && step(second) != second {
			return ErrHistogram
		}
		h.bins = append(h.bins, bin{second, count})
	}
	return nil
}
