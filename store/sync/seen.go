package sync

import "hash/maphash"

// seen remembers which ids were written in this run, in a fixed 16 MB however
// many they are. It may take an id for seen that was not (a Bloom filter: one in
// two hundred at ten million ids), which costs a look into the store and no more.
type seen struct {
	seed maphash.Seed
	bits []uint64
}

const seenBits = 1 << 27

func newSeen() *seen { return &seen{seed: maphash.MakeSeed(), bits: make([]uint64, seenBits/64)} }

func (s *seen) places(id string) [4]uint64 {
	h := maphash.String(s.seed, id)
	step := h>>32 | 1
	var p [4]uint64
	for i := range p {
		p[i] = (h + uint64(i)*step) % seenBits
	}
	return p
}

func (s *seen) add(id string) {
	for _, p := range s.places(id) {
		s.bits[p/64] |= 1 << (p % 64)
	}
}

func (s *seen) has(id string) bool {
	for _, p := range s.places(id) {
		if s.bits[p/64]&(1<<(p%64)) == 0 {
			return false
		}
	}
	return true
}
