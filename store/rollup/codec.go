package rollup

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"

	"razbor/scoring/metrics"
)

// ErrDamaged says that a blob of sums cannot be read.
var ErrDamaged = errors.New("damaged sums")

// Of the first number of an encoded sum the low bits tell which distributions
// follow (Wait, Abandon, Callback, the lowest first), the others which counters do.
const histBits = 3

// There is room for so many counters; more need a wider mask.
const _ = uint(64 - histBits - metrics.NumCounters)

// appendSums appends sums as a mask of what is not zero, the counters as
// varints, and each distribution with its length before it.
func appendSums(dst []byte, s *metrics.Sums) ([]byte, error) {
	var mask uint64
	for i, v := range s.N {
		if v != 0 {
			mask |= 1 << (histBits + i)
		}
	}
	hists := [...]*metrics.Histogram{&s.Wait, &s.Abandon, &s.Callback}
	for i, h := range hists {
		if !h.Empty() {
			mask |= 1 << i
		}
	}
	dst = binary.AppendUvarint(dst, mask)
	for _, v := range s.N {
		if v != 0 {
			dst = binary.AppendVarint(dst, v)
		}
	}
	var scratch []byte
	for _, h := range hists {
		if h.Empty() {
			continue
		}
		var err error
		if scratch, err = h.AppendBinary(scratch[:0]); err != nil {
			return dst, fmt.Errorf("write a distribution: %w", err)
		}
		dst = binary.AppendUvarint(dst, uint64(len(scratch)))
		dst = append(dst, scratch...)
	}
	return dst, nil
}

// addSums adds what appendSums wrote to s; of the distributions only where they
// are wanted.
func addSums(s *metrics.Sums, data []byte, distributions bool) error {
	mask, n := binary.Uvarint(data)
	if n <= 0 || mask>>(histBits+int(metrics.NumCounters)) != 0 {
		return ErrDamaged
	}
	data = data[n:]
	for m := mask >> histBits; m != 0; m &= m - 1 {
		v, n := binary.Varint(data)
		if n <= 0 {
			return ErrDamaged
		}
		s.N[bits.TrailingZeros64(m)] += v
		data = data[n:]
	}
	if !distributions {
		return nil
	}
	hists := [histBits]*metrics.Histogram{&s.Wait, &s.Abandon, &s.Callback}
	for i, h := range hists {
		if mask&(1<<i) == 0 {
			continue
		}
		piece, rest, err := cut(data)
		if err != nil {
			return err
		}
		var add metrics.Histogram
		if err := add.UnmarshalBinary(piece); err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		h.Add(add)
		data = rest
	}
	if len(data) != 0 {
		return ErrDamaged
	}
	return nil
}

// sum adds up many encoded sums: counters at once, distributions in the end.
type sum struct {
	n     [metrics.NumCounters]int64
	hists [histBits]written
}

// written are distributions as they were read; most sums have one of each.
type written struct {
	first []byte
	more  [][]byte
}

func (w *written) add(piece []byte) {
	if w.first == nil {
		w.first = piece
		return
	}
	w.more = append(w.more, piece)
}

// add adds what appendSums wrote; keep makes bytes outlive the call. Without it
// the distributions are left out.
func (s *sum) add(data []byte, keep func([]byte) []byte) error {
	mask, n := binary.Uvarint(data)
	if n <= 0 || mask>>(histBits+int(metrics.NumCounters)) != 0 {
		return ErrDamaged
	}
	data = data[n:]
	for m := mask >> histBits; m != 0; m &= m - 1 {
		v, n := binary.Varint(data)
		if n <= 0 {
			return ErrDamaged
		}
		s.n[bits.TrailingZeros64(m)] += v
		data = data[n:]
	}
	for i := 0; i < histBits && keep != nil; i++ {
		if mask&(1<<i) == 0 {
			continue
		}
		piece, rest, err := cut(data)
		if err != nil {
			return err
		}
		s.hists[i].add(keep(piece))
		data = rest
	}
	return nil
}

// merge adds what was added to another sum.
func (s *sum) merge(o *sum) {
	for i := range s.n {
		s.n[i] += o.n[i]
	}
	for i := range s.hists {
		if o.hists[i].first != nil {
			s.hists[i].add(o.hists[i].first)
			s.hists[i].more = append(s.hists[i].more, o.hists[i].more...)
		}
	}
}

// sums is what was added up.
func (s *sum) sums(m *metrics.Merger) (metrics.Sums, error) {
	out := metrics.Sums{N: s.n}
	for i, h := range [histBits]*metrics.Histogram{&out.Wait, &out.Abandon, &out.Callback} {
		var err error
		if *h, err = s.hists[i].merge(m); err != nil {
			return out, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
	}
	return out, nil
}

func (w *written) merge(m *metrics.Merger) (h metrics.Histogram, err error) {
	switch {
	case w.first == nil:
		return h, nil
	case len(w.more) == 0:
		return h, h.UnmarshalBinary(w.first)
	}
	return m.Merge(append(w.more, w.first))
}

// cut takes one piece with its length before it off the front of data.
func cut(data []byte) (piece, rest []byte, err error) {
	size, n := binary.Uvarint(data)
	if n <= 0 || size > uint64(len(data)-n) {
		return nil, nil, ErrDamaged
	}
	return data[n : n+int(size)], data[n+int(size):], nil
}

// tally is how many calls have a facet and how many of them are lost.
type tally struct{ calls, lost int64 }

func appendTally(dst []byte, t tally) []byte {
	return binary.AppendVarint(binary.AppendVarint(dst, t.calls), t.lost)
}

func readTally(data []byte) (tally, error) {
	calls, n := binary.Varint(data)
	if n <= 0 {
		return tally{}, ErrDamaged
	}
	lost, m := binary.Varint(data[n:])
	if m <= 0 || n+m != len(data) {
		return tally{}, ErrDamaged
	}
	return tally{calls, lost}, nil
}

// cell is one cell of a blob: its key in the cube, the days of the month that
// have a call in it (a bit each; on a day's blob unused), and its sums.
type cell struct {
	key     uint64
	days    uint32
	payload []byte
}

func appendCell(dst []byte, lastKey uint64, c cell) []byte {
	dst = binary.AppendUvarint(dst, c.key-lastKey)
	dst = binary.AppendUvarint(dst, uint64(c.days))
	dst = binary.AppendUvarint(dst, uint64(len(c.payload)))
	return append(dst, c.payload...)
}

// walk calls visit for every cell of a blob in order of key.
func walk(blob []byte, visit func(cell) error) error {
	var key uint64
	for len(blob) > 0 {
		step, n := binary.Uvarint(blob)
		if n <= 0 {
			return ErrDamaged
		}
		days, m := binary.Uvarint(blob[n:])
		if m <= 0 || days > 1<<32-1 {
			return ErrDamaged
		}
		payload, rest, err := cut(blob[n+m:])
		if err != nil {
			return err
		}
		key, blob = key+step, rest
		if err := visit(cell{key, uint32(days), payload}); err != nil {
			return err
		}
	}
	return nil
}
