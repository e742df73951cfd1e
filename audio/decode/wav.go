package decode

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"razbor/audio/decode/adpcm"
	"razbor/audio/decode/g722"
)

// Tags of the codecs that a WAV header names (mmreg.h, RFC 2361).
const (
	tagPCM        = 0x0001
	tagMSADPCM    = 0x0002
	tagFloat      = 0x0003
	tagALaw       = 0x0006
	tagMuLaw      = 0x0007
	tagIMAADPCM   = 0x0011
	tagGSM        = 0x0031
	tagMP3        = 0x0055
	tagG722       = 0x0065
	tagG722ADPCM  = 0x028F
	tagExtensible = 0xFFFE
)

const (
	maxChannels = 16
	maxRate     = 768000
	maxChunks   = 4096    // a file with more is made to waste our time
	maxFmtSize  = 4 << 10 // codecs keep little behind the header's fields
)

var errBeforeStart = errors.New("seek before the start of the recording")

// wavHeader is what the chunks of a RIFF file say about its sound.
type wavHeader struct {
	order      binary.ByteOrder
	tag        int
	channels   int
	rate       int
	blockAlign int    // bytes of one block of all channels
	bits       int    // bits of one sample
	extra      []byte // what stands behind cbSize
	data       window
	fmtAt      int64
}

func openWAV(src *source) (Stream, error) {
	h, err := parseWAV(src)
	if err != nil {
		return nil, err
	}
	if h.data.size == 0 {
		return nil, ErrEmpty
	}
	info := Info{Format: "wav", Rate: h.rate, Channels: h.channels}
	switch h.tag {
	case tagPCM, tagFloat, tagALaw, tagMuLaw:
		if conv, ok := h.converter(); ok {
			return newLinear(h.data, conv, info)
		}
	case tagMP3:
		return openMP3Window(h.data, info.Format)
	case tagGSM:
		if h.channels == 1 {
			return openBlocks(h.data, gsmPairs(), info)
		}
	case tagG722, tagG722ADPCM:
		if h.channels == 1 {
			info.Rate = g722.Rate
			return openBlocks(h.data, g722Blocks(), info)
		}
	case tagIMAADPCM:
		if c, ok := imaBlocks(h.blockAlign, h.channels); ok && h.bits == 4 {
			return openBlocks(h.data, c, info)
		}
	case tagMSADPCM:
		if c, ok := msBlocks(h.blockAlign, h.channels, h.msPairs()); ok && h.bits == 4 {
			return openBlocks(h.data, c, info)
		}
	default:
		return openFFmpeg(src, foreign{"wav", wavCodecName(h.tag), "wav"})
	}
	return nil, src.damaged(h.fmtAt, fmt.Sprintf("codec %#x with %d channels of %d bits in blocks of %d bytes",
		h.tag, h.channels, h.bits, h.blockAlign))
}

// msPairs reads the coefficients of Microsoft's ADPCM behind the format: their
// number, then pairs.
func (h *wavHeader) msPairs() (pairs [][2]int32) {
	if len(h.extra) < 4 {
		return adpcm.StandardPairs()
	}
	count := int(h.order.Uint16(h.extra[2:]))
	word := func(at int) int32 { return int32(int16(h.order.Uint16(h.extra[at:]))) }
	for at := 4; len(pairs) < count && at+4 <= len(h.extra); at += 4 {
		pairs = append(pairs, [2]int32{word(at), word(at + 2)})
	}
	if len(pairs) == 0 {
		return adpcm.StandardPairs()
	}
	return pairs
}

// converter gives the way from the file's samples to ours, for the codecs in
// which each sample stands alone.
func (h *wavHeader) converter() (converter, bool) {
	switch h.tag {
	case tagALaw:
		return aLawConverter(), true
	case tagMuLaw:
		return muLawConverter(), true
	}
	// The bits tell the width; the block only where they do not, or where 24 bits
	// stand at the top of 32.
	width := (h.bits + 7) / 8
	if block := h.blockAlign / h.channels; width == 0 || width == 3 && block == 4 {
		width = block
	}
	if h.tag == tagFloat {
		return floatConverter(width, h.order)
	}
	return pcmConverter(width, h.order)
}

// parseWAV walks the chunks of RIFF, RIFX, RF64 and BW64 files. The sizes that a
// killed recorder left wrong are mended: sound goes to the end of the file where
// its chunk claims nothing, or more than there is.
func parseWAV(src *source) (*wavHeader, error) {
	var id [12]byte
	if _, err := src.readAt(id[:], 0); err != nil {
		return nil, err
	}
	h := &wavHeader{order: binary.LittleEndian}
	if string(id[:4]) == "RIFX" {
		h.order = binary.BigEndian
	}
	var longData int64 // the data size that RF64 keeps in its own chunk
	pos := int64(12)
	for range maxChunks {
		var head [8]byte
		n, err := src.readAt(head[:], pos)
		if err != nil {
			return nil, err
		}
		if n < len(head) {
			return nil, src.damaged(pos, "the header ends before any sound")
		}
		name, size := string(head[:4]), int64(h.order.Uint32(head[4:]))
		body := pos + 8
		switch name {
		case "ds64":
			longData, err = parseDS64(src, body)
		case "fmt ":
			err = h.parseFmt(src, body, size)
		case "data":
			return h, h.takeData(src, body, size, longData)
		}
		if err != nil {
			return nil, err
		}
		pos = body + size + size&1
	}
	return nil, src.damaged(pos, "too many chunks before any sound")
}

// parseDS64 reads the 64-bit size of the data chunk (EBU Tech 3306).
func parseDS64(src *source, body int64) (int64, error) {
	var b [16]byte
	n, err := src.readAt(b[:], body)
	if err != nil {
		return 0, err
	}
	size := binary.LittleEndian.Uint64(b[8:])
	if n < len(b) || size > math.MaxInt64/2 {
		return 0, nil
	}
	return int64(size), nil
}

func (h *wavHeader) takeData(src *source, body, size, longData int64) error {
	if h.channels == 0 {
		return src.damaged(body, "sound before its format")
	}
	if size == math.MaxUint32 && longData > 0 {
		size = longData
	}
	rest := max(src.size-body, 0)
	if size == 0 {
		follows, err := chunkFollows(src, body)
		if err != nil || follows {
			return err
		}
		size = rest
	}
	h.data = window{src: src, off: body, size: min(size, rest)}
	return nil
}

// chunkFollows tells a recording of nothing, whose next chunk comes at once, from
// one whose size was never written.
func chunkFollows(src *source, body int64) (bool, error) {
	var name [4]byte
	_, err := src.readAt(name[:], body)
	switch string(name[:]) {
	case "LIST", "fact", "id3 ", "bext", "cue ", "junk", "JUNK":
		return true, err
	}
	return false, err
}

func (h *wavHeader) parseFmt(src *source, body, size int64) error {
	h.fmtAt = body
	b := make([]byte, min(size, maxFmtSize))
	n, err := src.readAt(b, body)
	if err != nil {
		return err
	}
	b = b[:n]
	if len(b) < 14 {
		return src.damaged(body, "the format chunk is too short")
	}
	h.tag = int(h.order.Uint16(b))
	h.channels = int(h.order.Uint16(b[2:]))
	h.rate = int(h.order.Uint32(b[4:]))
	h.blockAlign = int(h.order.Uint16(b[12:]))
	if len(b) >= 16 {
		h.bits = int(h.order.Uint16(b[14:]))
	}
	if len(b) > 18 {
		h.extra = b[18:]
	}
	if h.tag == tagExtensible && len(b) >= 26 {
		h.tag = int(h.order.Uint16(b[24:]))
	}
	if h.channels < 1 || h.channels > maxChannels {
		return src.damaged(body+2, fmt.Sprintf("%d channels", h.channels))
	}
	if h.rate < 1 || h.rate > maxRate {
		return src.damaged(body+4, fmt.Sprintf("sample rate %d", h.rate))
	}
	return nil
}

// wavCodecName names a codec that a WAV header gives by number.
func wavCodecName(tag int) string {
	names := map[int]string{
		0x0000: "unknown", 0x0010: "OKI ADPCM", 0x0017: "OKI ADPCM", 0x0020: "Yamaha ADPCM", 0x0022: "TrueSpeech",
		0x0040: "G.721", 0x0042: "G.723.1", 0x0045: "G.726", 0x0050: "MPEG layer 2", 0x0064: "G.726", 0x0083: "G.729",
		0x00FF: "AAC", 0x0160: "WMA 1", 0x0161: "WMA 2", 0x0162: "WMA Pro", 0x1610: "AAC", 0xA109: "Speex", 0xF1AC: "FLAC",
		0x674F: "Ogg Vorbis", 0x7A21: "AMR", 0x7A22: "AMR",
	}
	if name, ok := names[tag]; ok {
		return name
	}
	return fmt.Sprintf("WAV %#04x", tag)
}
