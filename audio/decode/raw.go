package decode

import (
	"encoding/binary"

	"razbor/audio/decode/g722"
	"razbor/audio/decode/gsm"
)

// sniffExtension recognises the headerless formats of Asterisk by the extension
// of the file; they hold one channel.
func sniffExtension(ext string) kind {
	switch ext {
	case ".alaw", ".al", ".alw":
		return rawKind(aLawConverter(), 8000)
	case ".ulaw", ".ul", ".mu", ".ulw", ".pcm":
		return rawKind(muLawConverter(), 8000)
	case ".g722":
		return kind{"g722", func(src *source) (Stream, error) {
			return openBlocks(src.from(0), g722Blocks(), Info{Format: "g722", Rate: g722.Rate, Channels: 1})
		}}
	case ".vox":
		return kind{"vox", func(src *source) (Stream, error) {
			return openBlocks(src.from(0), dialogicBlocks(), Info{Format: "vox", Rate: 8000, Channels: 1})
		}}
	case ".gsm":
		return kind{"gsm", openGSM}
	case ".g729":
		return foreign{"g729", "G.729", "g729"}.kind()
	case mp3Extension:
		return kind{"mp3", openMP3}
	}
	if rate, ok := signedLinearRates()[ext]; ok {
		conv, _ := pcmConverter(2, binary.LittleEndian)
		return rawKind(conv, rate)
	}
	return kind{}
}

// openGSM opens a file of bare frames. Each begins with the bits 1101, which a
// file that only has the name does not.
func openGSM(src *source) (Stream, error) {
	for i := range int64(3) {
		var b [1]byte
		at := i * gsm.FrameBytes
		n, err := src.readAt(b[:], at)
		if err != nil {
			return nil, err
		}
		if n > 0 && b[0]>>4 != 0xD {
			return nil, src.damaged(at, "no GSM frame")
		}
	}
	return openBlocks(src.from(0), gsmFrames(), Info{Format: "gsm", Rate: gsm.Rate, Channels: 1})
}

// signedLinearRates gives the sample rate that the extension of a file of bare
// 16-bit samples names.
func signedLinearRates() map[string]int {
	return map[string]int{
		".sln": 8000, ".slin": 8000, ".raw": 8000, ".sln12": 12000, ".sln16": 16000, ".sln24": 24000, ".sln32": 32000,
		".sln44": 44100, ".sln48": 48000, ".sln96": 96000, ".sln192": 192000,
	}
}

func rawKind(conv converter, rate int) kind {
	return kind{"raw", func(src *source) (Stream, error) {
		return newLinear(src.from(0), conv, Info{Format: "raw", Rate: rate, Channels: 1})
	}}
}
