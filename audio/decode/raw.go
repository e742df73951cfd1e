package decode

import "encoding/binary"

// sniffExtension recognises the headerless formats of Asterisk by the extension
// of the file; they hold one channel.
func sniffExtension(ext string) kind {
	switch ext {
	case ".alaw", ".al", ".alw":
		return rawKind(aLawConverter(), 8000)
	case ".ulaw", ".ul", ".mu", ".ulw", ".pcm":
		return rawKind(muLawConverter(), 8000)
	}
	if ext == ".mp3" {
		return kind{"mp3", openMP3} // one that begins in the middle of a frame
	}
	if rate, ok := signedLinearRates()[ext]; ok {
		conv, _ := pcmConverter(2, binary.LittleEndian)
		return rawKind(conv, rate)
	}
	return kind{}
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
