// Package flac decodes the frames of FLAC streams (RFC 9639) to 16-bit samples.
// Finding frames in a file and placing them in time is the caller's.
package flac

import (
	"encoding/binary"
	"math/bits"
	"sync"
)

const (
	// InfoBytes is the size of the STREAMINFO block.
	InfoBytes = 34
	// MaxHeader is the longest frame header.
	MaxHeader = 16

	maxChannels = 8
)

// Info is what STREAMINFO says of a stream (§8.2).
type Info struct {
	Block    int // samples of a block where all are alike
	Rate     int
	Channels int
	Bits     int
	Samples  int64 // 0 when not told
}

// ParseInfo reads a STREAMINFO block; ok is false when it describes no sound.
func ParseInfo(b []byte) (info Info, ok bool) {
	if len(b) < InfoBytes {
		return info, false
	}
	packed := binary.BigEndian.Uint64(b[10:])
	info = Info{
		Block:    int(binary.BigEndian.Uint16(b[2:])),
		Rate:     int(packed >> 44),
		Channels: int(packed>>41&7) + 1,
		Bits:     int(packed>>36&31) + 1,
		Samples:  int64(packed & (1<<36 - 1)),
	}
	return info, info.Rate > 0 && info.Bits >= 4
}

// Header is the header of a frame.
type Header struct {
	First   int64 // number of the first sample
	Samples int   // of one channel
	Size    int   // bytes of the header

	assignment int // channel assignment
}

// ParseHeader reads the frame header that b begins with. ok is false when there
// is none, its checksum is wrong, or it is not of the stream.
func ParseHeader(b []byte, info Info) (h Header, ok bool) {
	if len(b) < 6 || b[0] != 0xFF || b[1]&0xFE != 0xF8 || b[3]&1 != 0 {
		return h, false
	}
	number, at := readNumber(b[4:])
	if at == 0 {
		return h, false
	}
	at += 4
	block, rate := int(b[2]>>4), int(b[2]&15)
	var more int
	h.Samples, more = blockSamples(block, b[at:])
	at += more
	given, more := frameRate(rate, b[at:])
	at += more
	h.assignment = int(b[3] >> 4)
	channels := h.assignment + 1
	if h.assignment >= maxChannels {
		channels = 2
	}
	width := [8]int{0, 8, 12, 0, 16, 20, 24, 32}[b[3]>>1&7]
	fits := h.Samples > 0 && h.assignment <= 10 && channels == info.Channels &&
		(given == 0 || given == info.Rate) && (width == 0 || width == info.Bits)
	if !fits || at >= len(b) || crc8(b[:at]) != b[at] {
		return h, false
	}
	h.First, h.Size = number, at+1
	if b[1]&1 == 0 {
		h.First *= int64(info.Block)
	}
	return h, true
}

// readNumber reads a number coded like UTF-8, of up to 36 bits (§9.1.5), and how
// many bytes it took; 0 for none.
func readNumber(b []byte) (v int64, size int) {
	ones := bits.LeadingZeros8(^b[0])
	if ones == 0 {
		return int64(b[0]), 1
	}
	if ones == 1 || ones == 8 || len(b) < ones {
		return 0, 0
	}
	v = int64(b[0] & (0x7F >> ones))
	for _, c := range b[1:ones] {
		if c&0xC0 != 0x80 {
			return 0, 0
		}
		v = v<<6 | int64(c&0x3F)
	}
	return v, ones
}

// blockSamples gives the samples of a block by its code (table 14) and how many
// of the following bytes belong to it.
func blockSamples(code int, b []byte) (samples, more int) {
	switch {
	case code == 1:
		return 192, 0
	case code >= 2 && code <= 5:
		return 576 << (code - 2), 0
	case code == 6 && len(b) >= 1:
		return int(b[0]) + 1, 1
	case code == 7 && len(b) >= 2:
		return int(binary.BigEndian.Uint16(b)) + 1, 2
	case code >= 8:
		return 256 << (code - 8), 0
	}
	return 0, 0
}

// frameRate gives the sample rate by its code (table 15), 0 for the stream's, -1
// for none, and how many of the following bytes belong to it.
func frameRate(code int, b []byte) (rate, more int) {
	switch {
	case code < 12:
		return [12]int{0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000}[code], 0
	case code == 12 && len(b) >= 1:
		return int(b[0]) * 1000, 1
	case code == 13 && len(b) >= 2:
		return int(binary.BigEndian.Uint16(b)), 2
	case code == 14 && len(b) >= 2:
		return int(binary.BigEndian.Uint16(b)) * 10, 2
	}
	return -1, 0
}

// MaxFrame bounds the bytes of a frame: its samples as they are, and some. No
// encoder writes more.
func (h Header) MaxFrame(info Info) int {
	return MaxHeader + h.Samples*info.Channels*(info.Bits+1)/8 + 64*info.Channels
}

// Decoder decodes the frames of a stream.
type Decoder struct {
	Info    Info
	channel [maxChannels][]int64
}

// Decode decodes the frame that b begins with, whose header is h. It appends the
// interleaved samples to dst and returns them with the size of the frame in
// bytes. ok is false for a frame that does not follow the format or whose
// checksum is wrong.
func (d *Decoder) Decode(dst []int16, h Header, b []byte) (samples []int16, size int, ok bool) {
	r := &reader{buf: b, pos: 8 * h.Size}
	for ch := range d.Info.Channels {
		if cap(d.channel[ch]) < h.Samples {
			d.channel[ch] = make([]int64, h.Samples)
		}
		d.channel[ch] = d.channel[ch][:h.Samples]
		width := d.Info.Bits
		if h.assignment == 9 && ch == 0 || (h.assignment == 8 || h.assignment == 10) && ch == 1 {
			width++ // the side channel
		}
		if !r.subframe(d.channel[ch], width) {
			return dst, 0, false
		}
	}
	end := (r.pos + 7) / 8
	if end+2 > len(b) || crc16(b[:end]) != binary.BigEndian.Uint16(b[end:]) {
		return dst, 0, false
	}
	d.join(h.assignment)
	for i := range h.Samples {
		for ch := range d.Info.Channels {
			dst = append(dst, d.narrow(d.channel[ch][i]))
		}
	}
	return dst, end + 2, true
}

// join turns a pair with a side channel into left and right (§4.2).
func (d *Decoder) join(assignment int) {
	a, b := d.channel[0], d.channel[1]
	switch assignment {
	case 8: // left and side
		for i, left := range a {
			b[i] = left - b[i]
		}
	case 9: // side and right
		for i, side := range a {
			a[i] = side + b[i]
		}
	case 10: // middle and side
		for i, side := range b {
			middle := a[i]<<1 | side&1
			a[i], b[i] = (middle+side)>>1, (middle-side)>>1
		}
	}
}

func (d *Decoder) narrow(v int64) int16 {
	if d.Info.Bits > 16 {
		return int16(v >> (d.Info.Bits - 16))
	}
	return int16(v << (16 - d.Info.Bits))
}

var crcTables = sync.OnceValue(func() *struct {
	crc8  [256]byte
	crc16 [256]uint16
} {
	t := new(struct {
		crc8  [256]byte
		crc16 [256]uint16
	})
	for i := range 256 {
		a, b := byte(i), uint16(i)<<8
		for range 8 {
			a = a<<1 ^ 0x07*(a>>7)
			b = b<<1 ^ 0x8005*(b>>15)
		}
		t.crc8[i], t.crc16[i] = a, b
	}
	return t
})

func crc8(b []byte) (crc byte) {
	t := crcTables()
	for _, v := range b {
		crc = t.crc8[crc^v]
	}
	return crc
}

func crc16(b []byte) (crc uint16) {
	t := crcTables()
	for _, v := range b {
		crc = crc<<8 ^ t.crc16[byte(crc>>8)^v]
	}
	return crc
}
