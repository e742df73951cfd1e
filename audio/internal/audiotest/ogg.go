package audiotest

import (
	"bytes"
	"encoding/binary"
)

// OggPage describes a page to build.
type OggPage struct {
	Flags    byte // 1 continued, 2 first, 4 last
	Granule  int64
	Serial   uint32
	Sequence uint32
	Lacing   []byte
	Body     []byte
}

// Bytes builds the page with its checksum.
func (p OggPage) Bytes() []byte {
	b := append([]byte("OggS\x00"), p.Flags)
	b = binary.LittleEndian.AppendUint64(b, uint64(p.Granule))
	b = binary.LittleEndian.AppendUint32(b, p.Serial)
	b = binary.LittleEndian.AppendUint32(b, p.Sequence)
	b = append(b, 0, 0, 0, 0, byte(len(p.Lacing)))
	b = append(append(b, p.Lacing...), p.Body...)
	var crc uint32
	for _, v := range b {
		crc ^= uint32(v) << 24
		for range 8 {
			crc = crc<<1 ^ crc>>31*0x04C11DB7
		}
	}
	binary.LittleEndian.PutUint32(b[22:], crc)
	return b
}

// Lacing gives the segment sizes of a whole packet.
func Lacing(size int) []byte {
	return append(bytes.Repeat([]byte{255}, size/255), byte(size%255))
}

// Opus builds an Ogg Opus file with each packet on a page of its own; the last
// page ends it.
func Opus(channels int, packets ...[]byte) []byte {
	head := append([]byte("OpusHead\x01"), byte(channels), 0, 0, 0x80, 0xBB, 0, 0, 0, 0, 0)
	page := func(i int, flags byte, granule int64, packet []byte) []byte {
		packet = packet[:min(len(packet), 60000)]
		return OggPage{
			Flags: flags, Granule: granule, Serial: 7, Sequence: uint32(i), Lacing: Lacing(len(packet)), Body: packet,
		}.Bytes()
	}
	out := page(0, 2, 0, head)
	out = append(out, page(1, 0, 0, append([]byte("OpusTags"), make([]byte, 8)...))...)
	for i, p := range packets {
		flags := byte(0)
		if i == len(packets)-1 {
			flags = 4
		}
		out = append(out, page(i+2, flags, int64(960*(i+1)), p)...)
	}
	return out
}
