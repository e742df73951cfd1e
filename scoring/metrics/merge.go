package metrics

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// lowSeconds is below which a Merger counts by place; values beyond are few.
const lowSeconds = 1024

// Merger adds up many written histograms at once, without making each of them
// first: a year's panel is thousands. The zero value is ready, and may be used
// again and again by one goroutine.
type Merger struct {
	low    [lowSeconds]int64
	top    int // no place from here on was counted
	high   []bin
	steps  [highSteps]int64 // of high, where it is coarse
	coarse bool
}

// The steps of a coarse histogram from lowSeconds up: so many octaves of them.
const (
	lowOctave = 10 // lowSeconds is 2 to the 10th
	highSteps = (63 - lowOctave) * stepsOctave
)

// stepIndex is the place of a second, lowSeconds or more, among the steps.
func stepIndex(second int64) int {
	octave := bits.Len64(uint64(second)) - 1
	return (octave-lowOctave)*stepsOctave + int(second>>(octave-stepsLog))&(stepsOctave-1)
}

// stepMiddle is the second by which a step counts.
func stepMiddle(index int) int64 {
	octave := index/stepsOctave + lowOctave
	width := int64(1) << (octave - stepsLog)
	return int64(1)<<octave + int64(index%stepsOctave)*width + width/2
}

// Merge returns the sum of what AppendBinary wrote, the same that Add gives;
// anything else is ErrHistogram.
func (m *Merger) Merge(pieces [][]byte) (Histogram, error) {
	var h Histogram
	switch len(pieces) {
	case 0:
		return h, nil
	case 1:
		return h, h.UnmarshalBinary(pieces[0])
	}
	m.coarse, m.high = false, m.high[:0]
	defer func() {
		clear(m.low[:m.top])
		m.top = 0
	}()
	for _, data := range pieces {
		if err := m.count(data); err != nil {
			return h, err
		}
	}
	h.bins = m.bins()
	if m.coarse || len(h.bins) > maxExact {
		h.coarsen()
	}
	return h, nil
}

func (m *Merger) count(data []byte) error {
	if mark, n := binary.Varint(data); n > 0 && mark == coarseMark {
		m.coarse, data = true, data[n:]
	}
	second := int64(0)
	for len(data) > 0 {
		ahead, n := binary.Varint(data)
		if n <= 0 || ahead < 0 || second+ahead < second {
			return ErrHistogram
		}
		count, c := binary.Varint(data[n:])
		if c <= 0 {
			return ErrHistogram
		}
		data = data[n+c:]
		second += ahead
		if second >= lowSeconds {
			m.high = append(m.high, bin{second, count})
			continue
		}
		m.low[second] += count
		m.top = max(m.top, int(second)+1)
	}
	return nil
}

// bins are what was counted, in order, without what came to nothing.
func (m *Merger) bins() []bin {
	n := len(m.high)
	for _, count := range m.low[:m.top] {
		if count != 0 {
			n++
		}
	}
	bins := make([]bin, 0, n)
	for second, count := range m.low[:m.top] {
		if count != 0 {
			bins = append(bins, bin{int64(second), count})
		}
	}
	if m.coarse {
		return m.appendSteps(bins)
	}
	slices.SortFunc(m.high, func(a, b bin) int { return cmp.Compare(a.second, b.second) })
	for i := 0; i < len(m.high); {
		sum := m.high[i]
		for i++; i < len(m.high) && m.high[i].second == sum.second; i++ {
			sum.count += m.high[i].count
		}
		if sum.count != 0 {
			bins = append(bins, sum)
		}
	}
	return bins
}

// appendSteps appends the high values by their steps, which need no sorting.
func (m *Merger) appendSteps(bins []bin) []bin {
	top := 0
	for _, b := range m.high {
		i := stepIndex(b.second)
		m.steps[i] += b.count
		top = max(top, i+1)
	}
	for i, count := range m.steps[:top] {
		if count != 0 {
			bins = append(bins, bin{stepMiddle(i), count})
		}
	}
	clear(m.steps[:top])
	return bins
}
