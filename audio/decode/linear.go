package decode

import (
	"encoding/binary"
	"io"
	"math"

	"razbor/audio/decode/g711"
)

// readChunk is how many bytes a stream takes from the file at once.
const readChunk = 32 << 10

// converter turns samples of a fixed width into 16-bit ones; src holds exactly
// len(dst) of them.
type converter struct {
	codec   string
	width   int // bytes of one sample
	convert func(dst []int16, src []byte)
}

// linearStream reads recordings in which each sample stands alone at a place
// known by arithmetic: PCM, float and G.711.
type linearStream struct {
	info  Info
	data  window
	conv  converter
	frame int64 // bytes of one sample of all channels
	pos   int64 // in samples of one channel
	buf   []byte
}

func newLinear(data window, conv converter, info Info) (Stream, error) {
	frame := int64(conv.width * info.Channels)
	info.Codec = conv.codec
	info.Samples = data.size / frame
	if info.Samples == 0 {
		return nil, ErrEmpty
	}
	return &linearStream{info: info, data: data, conv: conv, frame: frame}, nil
}

// Info returns what the recording is.
func (s *linearStream) Info() Info { return s.info }

// Read fills dst with interleaved samples.
func (s *linearStream) Read(dst []int16) (int, error) {
	if s.buf == nil {
		s.buf = make([]byte, max(readChunk/int(s.frame), 1)*int(s.frame))
	}
	if len(dst) < s.info.Channels {
		return 0, io.ErrShortBuffer
	}
	filled := 0
	for s.pos < s.info.Samples && len(dst)-filled >= s.info.Channels {
		n, err := s.readPiece(dst[filled:])
		filled += n
		if err != nil {
			return filled, err
		}
		if n == 0 {
			s.info.Samples = s.pos // the file was cut while it was open
		}
	}
	if filled == 0 && s.pos >= s.info.Samples {
		return 0, io.EOF
	}
	return filled, nil
}

func (s *linearStream) readPiece(dst []int16) (int, error) {
	frames := min(int64(len(dst)/s.info.Channels), int64(len(s.buf))/s.frame, s.info.Samples-s.pos)
	got, err := s.data.readAt(s.buf[:frames*s.frame], s.pos*s.frame)
	if err != nil {
		return 0, err
	}
	frames = int64(got) / s.frame
	n := int(frames) * s.info.Channels
	s.conv.convert(dst[:n], s.buf[:frames*s.frame])
	s.pos += frames
	return n, nil
}

// SeekSample places the stream at a sample.
func (s *linearStream) SeekSample(sample int64) error {
	if sample < 0 {
		return errBeforeStart
	}
	s.pos = min(sample, s.info.Samples)
	return nil
}

// Close releases the file.
func (s *linearStream) Close() error { return s.data.src.close() }

// pcmConverter gives the converter of whole numbers of so many bytes; ok is
// false for a width that does not exist.
func pcmConverter(width int, order binary.ByteOrder) (converter, bool) {
	big := order == binary.BigEndian
	switch width {
	case 1:
		return converter{"PCM 8-bit", 1, convertUnsigned8}, true
	case 2:
		if big {
			return converter{"PCM 16-bit", 2, convertBig16}, true
		}
		return converter{"PCM 16-bit", 2, convertLittle16}, true
	case 3, 4, 8:
		name := map[int]string{3: "PCM 24-bit", 4: "PCM 32-bit", 8: "PCM 64-bit"}[width]
		// The two highest bytes are the 16-bit sample, as every player cuts it.
		high := width - 2
		if big {
			return converter{name, width, func(dst []int16, src []byte) {
				for i := range dst {
					dst[i] = int16(binary.BigEndian.Uint16(src[i*width:]))
				}
			}}, true
		}
		return converter{name, width, func(dst []int16, src []byte) {
			for i := range dst {
				dst[i] = int16(binary.LittleEndian.Uint16(src[i*width+high:]))
			}
		}}, true
	}
	return converter{}, false
}

// floatConverter gives the converter of IEEE numbers of 4 or 8 bytes, where 1.0
// is full scale.
func floatConverter(width int, order binary.ByteOrder) (converter, bool) {
	switch width {
	case 4:
		return converter{"float 32-bit", 4, func(dst []int16, src []byte) {
			for i := range dst {
				dst[i] = fromFloat(float64(math.Float32frombits(order.Uint32(src[i*4:]))))
			}
		}}, true
	case 8:
		return converter{"float 64-bit", 8, func(dst []int16, src []byte) {
			for i := range dst {
				dst[i] = fromFloat(math.Float64frombits(order.Uint64(src[i*8:])))
			}
		}}, true
	}
	return converter{}, false
}

func aLawConverter() converter {
	return converter{"A-law", 1, g711.DecodeALaw}
}

func muLawConverter() converter {
	return converter{"µ-law", 1, g711.DecodeMuLaw}
}

func convertUnsigned8(dst []int16, src []byte) {
	for i := range dst {
		dst[i] = (int16(src[i]) - 128) << 8
	}
}

// convertLittle16 takes four samples at a time: it is what most recordings are.
func convertLittle16(dst []int16, src []byte) {
	src = src[:2*len(dst)]
	for len(dst) >= 4 && len(src) >= 8 {
		v := binary.LittleEndian.Uint64(src)
		dst[0], dst[1], dst[2], dst[3] = int16(v), int16(v>>16), int16(v>>32), int16(v>>48)
		dst, src = dst[4:], src[8:]
	}
	for i := range dst {
		dst[i] = int16(binary.LittleEndian.Uint16(src[2*i:]))
	}
}

func convertBig16(dst []int16, src []byte) {
	src = src[:2*len(dst)]
	for i := range dst {
		dst[i] = int16(binary.BigEndian.Uint16(src[2*i:]))
	}
}

// fromFloat scales 1.0 to 32768, rounds to even and limits; what is no number
// is silence.
func fromFloat(v float64) int16 {
	v = math.RoundToEven(v * 32768)
	switch {
	case v >= math.MaxInt16:
		return math.MaxInt16
	case v <= math.MinInt16:
		return math.MinInt16
	case v != v:
		return 0
	}
	return int16(v)
}
