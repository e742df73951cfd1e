package decode

import (
	"encoding/binary"
	"fmt"
)

// openAU opens a Sun/NeXT file: a big-endian header of 24 bytes or more, then
// the sound.
func openAU(src *source) (Stream, error) {
	var b [24]byte
	n, err := src.readAt(b[:], 0)
	if err != nil {
		return nil, err
	}
	if n < len(b) {
		return nil, src.damaged(int64(n), "the header is cut")
	}
	word := func(at int) int64 { return int64(binary.BigEndian.Uint32(b[at:])) }
	off, size, encoding := word(4), word(8), word(12)
	rate, channels := word(16), word(20)
	if channels < 1 || channels > maxChannels || rate < 1 || rate > maxRate || off < 24 {
		return nil, src.damaged(4, fmt.Sprintf("%d channels, sample rate %d, header of %d bytes", channels, rate, off))
	}
	data := src.from(off)
	if size > 0 {
		data.size = min(data.size, size) // all ones, "not known", is more than there is
	}
	info := Info{Format: "au", Rate: int(rate), Channels: int(channels)}
	conv, ok := auConverter(encoding)
	if !ok {
		return openFFmpeg(src, foreign{"au", fmt.Sprintf("AU encoding %d", encoding), "au"})
	}
	return newLinear(data, conv, info)
}

func auConverter(encoding int64) (converter, bool) {
	switch encoding {
	case 1:
		return muLawConverter(), true
	case 2:
		return converter{"PCM 8-bit", 1, convertSigned8}, true
	case 3, 4, 5:
		return pcmConverter(int(encoding)-1, binary.BigEndian)
	case 6, 7:
		return floatConverter(int(encoding-5)*4, binary.BigEndian)
	case 27:
		return aLawConverter(), true
	}
	return converter{}, false
}

func convertSigned8(dst []int16, src []byte) {
	for i := range dst {
		dst[i] = int16(int8(src[i])) << 8
	}
}
