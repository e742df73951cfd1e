// Package mp3 decodes MPEG audio layer III of all three versions (MPEG-1,
// MPEG-2 and the unofficial MPEG-2.5 of 8 to 12 kHz that exchanges write), frame
// by frame. It finds frames in a damaged file and decodes one at a time; files,
// positions and gapless lengths are the caller's.
//
// The format is ISO/IEC 11172-3 and 13818-3; clause and table numbers in the
// comments are those of 11172-3 unless they say otherwise.
package mp3

// MaxFrameSamples is the longest frame: samples of one channel.
const MaxFrameSamples = 1152

// maxFrameBytes bounds a frame: 320 kbit/s at 32 kHz takes 1441 bytes, free
// format may take more, up to what the side information can point at.
const maxFrameBytes = 4096

// Channel modes of a header.
const (
	modeStereo = iota
	modeJoint
	modeDual
	modeMono
)

// Header is the four bytes that begin a frame, and what follows from them.
type Header struct {
	Version  int // 1, 2, or 3 for MPEG-2.5
	Layer    int // 1, 2 or 3
	Rate     int // samples a second
	Channels int
	Bitrate  int // bits a second; 0 in the free format
	Size     int // bytes of the frame; 0 in the free format until it is measured
	Samples  int // of one channel

	mode     int
	ms       bool // middle and side are coded in place of left and right
	is       bool // intensity stereo
	crc      bool
	padding  int
	rateRow  int // row of the band tables
	sideSize int // bytes of the side information
}

// ParseHeader reads the header that b begins with; ok is false when b does not
// begin with one.
func ParseHeader(b []byte) (h Header, ok bool) {
	if len(b) < 4 || b[0] != 0xFF || b[1]&0xE0 != 0xE0 {
		return h, false
	}
	version, layer := int(b[1]>>3&3), 4-int(b[1]>>1&3)
	bitrate, rate := int(b[2]>>4), int(b[2]>>2&3)
	if version == 1 || layer == 4 || bitrate == 15 || rate == 3 {
		return h, false
	}
	h.Version = [4]int{3, 0, 2, 1}[version]
	h.Layer = layer
	h.Rate = [3]int{44100, 48000, 32000}[rate] >> (h.Version - 1)
	h.rateRow = (h.Version-1)*3 + rate
	h.mode = int(b[3] >> 6)
	h.Channels = 2
	if h.mode == modeMono {
		h.Channels = 1
	}
	h.ms = h.mode == modeJoint && b[3]&0x20 != 0
	h.is = h.mode == modeJoint && b[3]&0x10 != 0
	h.crc = b[1]&1 == 0
	h.padding = int(b[2] >> 1 & 1)
	h.setSizes(bitrate)
	return h, true
}

func (h *Header) setSizes(bitrate int) {
	h.Samples = 1152
	switch {
	case h.Layer == 1:
		h.Samples = 384
	case h.Layer == 3 && h.Version > 1:
		h.Samples = 576
	}
	switch {
	case h.Version == 1 && h.Channels == 2:
		h.sideSize = 32
	case h.Version == 1 || h.Channels == 2:
		h.sideSize = 17
	default:
		h.sideSize = 9
	}
	h.Bitrate = h.bitrate(bitrate)
	if h.Bitrate == 0 {
		return
	}
	slot := 1
	if h.Layer == 1 {
		slot = 4
	}
	h.Size = (h.Samples/8*h.Bitrate/h.Rate/slot + h.padding) * slot
}

// bitrates are table 2.4.2.3 in kbit/s, one row for each layer of MPEG-1, then
// layer I and the others of MPEG-2 (13818-3).
var bitrates = [5][16]int{
	{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
	{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
	{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
	{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
	{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}

// bitrate gives the bits a second of an index.
func (h *Header) bitrate(index int) int {
	row := h.Layer - 1
	if h.Version > 1 {
		row = min(3+row, 4)
	}
	return bitrates[row][index] * 1000
}

// Alike tells whether two headers can belong to one stream: version, layer and
// sample rate never change within it.
func (h Header) Alike(o Header) bool {
	return h.Version == o.Version && h.Layer == o.Layer && h.rateRow == o.rateRow && (h.Bitrate == 0) == (o.Bitrate == 0)
}

// mainStart is where the main data begins in a frame.
func (h Header) mainStart() int {
	if h.crc {
		return 6 + h.sideSize
	}
	return 4 + h.sideSize
}

// MainBytes is how many bytes of main data the frame carries.
func (h Header) MainBytes() int { return max(h.Size-h.mainStart(), 0) }
