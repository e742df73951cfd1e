// Package adpcm decodes the adaptive differential codecs of 4 bits a sample that
// recorders use: IMA (DVI) and Microsoft blocks of WAV files, and the headerless
// Dialogic (OKI) stream of .vox files.
package adpcm

import (
	"encoding/binary"
	"math"
)

// imaStep is the step table of the IMA Digital Audio Focus group, 1992.
var imaStep = [89]int32{
	7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
	130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
	1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
	7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
}

// indexStep moves the place in a step table after each code.
var indexStep = [8]int32{-1, -1, -1, -1, 2, 4, 6, 8}

// predictor is the state of the IMA and Dialogic decoders.
type predictor struct {
	value, index int32
}

// move decodes one code: a sign and three bits of size.
func (p *predictor) move(code byte, steps []int32, low, high int32) int32 {
	diff := (2*int32(code&7) + 1) * steps[p.index] >> 3
	if code&8 != 0 {
		diff = -diff
	}
	p.value = min(max(p.value+diff, low), high)
	p.index = min(max(p.index+indexStep[code&7], 0), int32(len(steps))-1)
	return p.value
}

// IMASamples tells how many samples of each channel a block of so many bytes
// holds: the one in its header and two a byte.
func IMASamples(bytes, channels int) int {
	if bytes < 4*channels {
		return 0
	}
	return 1 + (bytes-4*channels)/(4*channels)*8
}

// DecodeIMA decodes a block of a WAV file: four header bytes of each channel,
// then four bytes of each in turn. It returns the samples of one channel; dst
// must have room for IMASamples of all.
func DecodeIMA(dst []int16, block []byte, channels int) int {
	n := IMASamples(len(block), channels)
	if n == 0 {
		return 0
	}
	for ch := range channels {
		head := block[4*ch:]
		p := predictor{value: int32(int16(binary.LittleEndian.Uint16(head))), index: min(int32(head[2]), int32(len(imaStep))-1)}
		dst[ch] = int16(p.value)
		at := channels + ch
		for off := 4 * (channels + ch); off+4 <= len(block) && at < n*channels; off += 4 * channels {
			for _, b := range block[off : off+4] {
				dst[at] = int16(p.move(b&15, imaStep[:], math.MinInt16, math.MaxInt16))
				dst[at+channels] = int16(p.move(b>>4, imaStep[:], math.MinInt16, math.MaxInt16))
				at += 2 * channels
			}
		}
	}
	return n
}

// msAdapt scales the step of Microsoft's codec after each code, in 1/256.
var msAdapt = [16]int32{230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230}

// StandardPairs are the predictor coefficients that every file may use, in 1/256.
func StandardPairs() [][2]int32 {
	return [][2]int32{{256, 0}, {512, -256}, {0, 0}, {192, 64}, {240, 0}, {460, -208}, {392, -232}}
}

// MSSamples tells how many samples of each channel a block of so many bytes holds:
// the two in its header and one each half byte.
func MSSamples(bytes, channels int) int {
	if bytes < 7*channels {
		return 0
	}
	return 2 + (bytes-7*channels)*2/channels
}

// DecodeMS decodes a block of a WAV file of one or two channels by the
// coefficients of its header. It returns the samples of one channel; dst must
// have room for MSSamples of all.
func DecodeMS(dst []int16, block []byte, channels int, pairs [][2]int32) int {
	n := MSSamples(len(block), channels)
	if n == 0 {
		return 0
	}
	var state [2]struct{ c1, c2, step, s1, s2 int32 }
	word := func(i int) int32 { return int32(int16(binary.LittleEndian.Uint16(block[channels+2*i:]))) }
	for ch := range channels {
		pair := pairs[min(int(block[ch]), len(pairs)-1)]
		s := &state[ch]
		s.c1, s.c2 = pair[0], pair[1]
		s.step, s.s1, s.s2 = word(ch), word(channels+ch), word(2*channels+ch)
		dst[ch], dst[channels+ch] = int16(s.s2), int16(s.s1)
	}
	at := 2 * channels
	for _, b := range block[7*channels:] {
		for _, code := range [2]byte{b >> 4, b & 15} {
			if at >= n*channels {
				break
			}
			s := &state[at%channels]
			v := (int64(s.s1)*int64(s.c1)+int64(s.s2)*int64(s.c2))/256 + int64(int8(code<<4)>>4)*int64(s.step)
			s.s2, s.s1 = s.s1, int32(min(max(v, math.MinInt16), math.MaxInt16))
			s.step = min(max(msAdapt[code]*s.step>>8, 16), math.MaxInt32/768)
			dst[at] = int16(s.s1)
			at++
		}
	}
	return n
}

// oki is the step table of the Dialogic codec.
var okiStep = [49]int32{
	16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209,
	230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552,
}

// Dialogic decodes a .vox stream of 12-bit samples, the higher half of a byte
// first. A copy of it is a snapshot to go on from. The zero value stands before
// the first byte.
type Dialogic struct{ p predictor }

// Decode decodes bytes into twice as many samples.
func (d *Dialogic) Decode(dst []int16, src []byte) {
	for i, b := range src {
		dst[2*i] = int16(d.p.move(b>>4, okiStep[:], -2048, 2047) << 4)
		dst[2*i+1] = int16(d.p.move(b&15, okiStep[:], -2048, 2047) << 4)
	}
}
