package audiotest

import (
	"encoding/binary"
	"math"
	"slices"
)

// WAV describes a file to build; the zero values give a sound header.
type WAV struct {
	Tag, Channels, Rate, Bits int
	Align                     int    // 0: by channels and bits
	Extra                     []byte // behind cbSize; nil leaves a header of 16 bytes
	Extensible                bool   // the tag in SubFormat
	Big                       bool   // RIFX
	Long                      bool   // RF64 with the size in ds64
	Size                      *uint32
	Before, After             []byte // whole chunks around the data
	Data                      []byte
}

// Chunk builds a RIFF chunk, padded to an even length.
func Chunk(order binary.AppendByteOrder, name string, body []byte) []byte {
	b := append([]byte(name), order.AppendUint32(nil, uint32(len(body)))...)
	b = append(b, body...)
	if len(body)%2 != 0 {
		b = append(b, 0)
	}
	return b
}

// Bytes builds the file.
func (w WAV) Bytes() []byte {
	var order binary.AppendByteOrder = binary.LittleEndian
	magic := "RIFF"
	switch {
	case w.Big:
		order, magic = binary.BigEndian, "RIFX"
	case w.Long:
		magic = "RF64"
	}
	body := []byte("WAVE")
	size := uint32(len(w.Data))
	if w.Long {
		ds64 := binary.LittleEndian.AppendUint64(make([]byte, 8), uint64(len(w.Data)))
		body = append(body, Chunk(order, "ds64", append(ds64, make([]byte, 12)...))...)
		size = math.MaxUint32
	}
	body = append(body, Chunk(order, "fmt ", w.format(order))...)
	body = append(body, w.Before...)
	data := Chunk(order, "data", w.Data)
	if w.Size != nil {
		size = *w.Size
	}
	copy(data[4:], order.AppendUint32(nil, size))
	body = append(append(body, data...), w.After...)
	return slices.Concat([]byte(magic), order.AppendUint32(nil, uint32(len(body))), body)
}

func (w WAV) format(order binary.AppendByteOrder) []byte {
	align := w.Align
	if align == 0 {
		align = w.Channels * w.Bits / 8
	}
	tag := w.Tag
	if w.Extensible {
		tag = 0xFFFE
	}
	b := order.AppendUint16(nil, uint16(tag))
	b = order.AppendUint16(b, uint16(w.Channels))
	b = order.AppendUint32(b, uint32(w.Rate))
	b = order.AppendUint32(b, uint32(w.Rate*align))
	b = order.AppendUint16(b, uint16(align))
	b = order.AppendUint16(b, uint16(w.Bits))
	switch {
	case w.Extensible:
		b = order.AppendUint16(b, 22)
		b = order.AppendUint16(b, uint16(w.Bits))
		b = order.AppendUint32(b, 0)
		b = order.AppendUint16(b, uint16(w.Tag))
		b = append(b, "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71"...)
	case w.Extra != nil:
		b = order.AppendUint16(b, uint16(len(w.Extra)))
		b = append(b, w.Extra...)
	}
	return b
}

// PCM writes samples as whole numbers of so many bytes, little-endian; one byte
// is unsigned, as WAV has it.
func PCM(samples []int16, width int) []byte {
	b := make([]byte, 0, len(samples)*width)
	for _, s := range samples {
		if width == 1 {
			b = append(b, byte(s>>8)+128)
			continue
		}
		b = append(b, make([]byte, width-2)...)
		b = binary.LittleEndian.AppendUint16(b, uint16(s))
	}
	return b
}

// Float writes samples as numbers of 4 or 8 bytes.
func Float(samples []int16, width int) []byte {
	var b []byte
	for _, s := range samples {
		v := float64(s) / 32768
		if width == 4 {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(v)))
		} else {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b
}
