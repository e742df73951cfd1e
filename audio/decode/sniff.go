package decode

import (
	"bytes"

	"razbor/audio/decode/mp3"
)

// sniffLength is how many first bytes tell the format.
const sniffLength = 64

// kind is a recognised format and the way to open it.
type kind struct {
	name string
	open func(*source) (Stream, error)
}

// sniff recognises a format by the first bytes of the file, and by the
// extension (lower case, with its dot) only where they tell nothing.
func sniff(head []byte, ext string) kind {
	if k, ok := sniffMagic(head); ok {
		return k
	}
	return sniffExtension(ext)
}

func sniffMagic(head []byte) (kind, bool) {
	has := func(at int, magic string) bool {
		return len(head) >= at && bytes.HasPrefix(head[at:], []byte(magic))
	}
	switch {
	case (has(0, "RIFF") || has(0, "RF64") || has(0, "BW64") || has(0, "RIFX")) && has(8, "WAVE"):
		return kind{"wav", openWAV}, true
	case has(0, ".snd"):
		return kind{"au", openAU}, true
	case has(0, "OggS") && has(28, opusMagic):
		return kind{"opus", openOpus}, true
	case has(0, flacMagic):
		return kind{"flac", openFLAC}, true
	case has(0, "ID3"):
		return kind{"mp3", openTagged}, true
	}
	if h, ok := mp3.ParseHeader(head); ok && h.Layer == 3 {
		return kind{"mp3", openMP3}, true
	}
	return kind{}, false
}

// openTagged opens what stands behind an ID3 tag: MP3 mostly, FLAC at times.
func openTagged(src *source) (Stream, error) {
	pos, err := skipID3(src)
	if err != nil {
		return nil, err
	}
	var magic [4]byte
	if _, err := src.readAt(magic[:], pos); err != nil {
		return nil, err
	}
	if string(magic[:]) == flacMagic {
		return openFLAC(src)
	}
	return openMP3(src)
}
