package decode

import (
	"bytes"
	"errors"

	"razbor/audio/decode/mp3"
	"razbor/audio/decode/ogg"
)

// sniffLength is how many first bytes tell the format.
const sniffLength = 64

// mp3Extension is the only extension of a format with a header that counts: the
// file may begin in the middle of a frame.
const mp3Extension = ".mp3"

// kind is a recognised format and the way to open it.
type kind struct {
	name string
	open func(*source) (Stream, error)
}

// sniff recognises a format by the first bytes of the file, and by the
// extension (lower case, with its dot) only where they tell nothing for sure.
func sniff(head []byte, ext string) kind {
	if k, ok := sniffMagic(head); ok {
		return k
	}
	bare := sniffExtension(ext)
	sync, found := sniffSync(head)
	switch {
	case !found:
		return bare
	case bare.open == nil, ext == mp3Extension:
		return sync
	}
	// The eleven bits of a frame sync come by chance in the near silence of µ-law.
	return kind{sync.name, func(src *source) (Stream, error) {
		if ok, err := isMP3(src); err != nil || !ok {
			return otherwise(err, src, bare)
		}
		return sync.open(src)
	}}
}

func otherwise(err error, src *source, k kind) (Stream, error) {
	if err != nil {
		return nil, err
	}
	return k.open(src)
}

// isMP3 tells whether frames follow each other from the first byte on.
func isMP3(src *source) (bool, error) {
	scanner := &mp3.Scanner{Data: &view{window: src.from(0)}}
	_, ok, err := scanner.Start(0, 1)
	return ok, err
}

// has tells whether a file has magic bytes at a place.
func has(head []byte, at int, magic string) bool {
	return len(head) >= at && bytes.HasPrefix(head[at:], []byte(magic))
}

// sniffMagic recognises a format by bytes that do not come by chance.
func sniffMagic(head []byte) (kind, bool) {
	switch {
	case isRIFF(head) && has(head, 8, "WAVE"):
		return kind{"wav", openWAV}, true
	case has(head, 0, ".snd"):
		return kind{"au", openAU}, true
	case has(head, 0, "OggS") && has(head, 28, opusMagic):
		return kind{"opus", openOpus}, true
	case has(head, 0, flacMagic):
		return kind{"flac", openFLAC}, true
	case has(head, 0, "ID3"):
		return kind{"mp3", openTagged}, true
	}
	if k, ok := sniffForeign(head); ok {
		return k, true
	}
	if has(head, 0, "OggS") {
		return kind{"ogg", openOgg}, true
	}
	return kind{}, false
}

// openOgg opens a file whose first stream is none that we know: Opus may be
// behind it.
func openOgg(src *source) (Stream, error) {
	s, err := openOpus(src)
	if !errors.Is(err, errNoOpus) {
		return s, err
	}
	first := &ogg.Reader{Data: &view{window: src.from(0)}}
	if _, none := first.Start(""); none != nil {
		return nil, err // not one whole page: damage, not another codec
	}
	return openFFmpeg(src, foreign{"ogg", "Ogg", "ogg"})
}

// sniffSync recognises the formats that have no more than a frame sync.
func sniffSync(head []byte) (kind, bool) {
	if h, ok := mp3.ParseHeader(head); ok {
		if h.Layer == 3 {
			return kind{"mp3", openMP3}, true
		}
		return foreign{"mp2", "MPEG layer 2", "mp3"}.kind(), true
	}
	if len(head) > 1 && head[0] == 0xFF && head[1]&0xF6 == 0xF0 {
		return foreign{"aac", "AAC", "aac"}.kind(), true
	}
	return kind{}, false
}

func isRIFF(head []byte) bool {
	return has(head, 0, "RIFF") || has(head, 0, "RF64") || has(head, 0, "BW64") || has(head, 0, "RIFX")
}

// sniffForeign recognises what ffmpeg decodes. Nothing else is handed to it: it
// knows formats that make it open other files.
func sniffForeign(head []byte) (kind, bool) {
	type mark struct {
		at    int
		magic string
		as    foreign
	}
	marks := []mark{
		{0, "#!AMR-WB", foreign{"amr", "AMR-WB", "amr"}},
		{0, "#!AMR", foreign{"amr", "AMR", "amr"}},
		{4, "ftyp3g", foreign{"3gp", "AMR or AAC in 3GP", "mov"}},
		{4, "ftyp", foreign{"m4a", "AAC", "mov"}},
		{0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11", foreign{"wma", "WMA", "asf"}},
		{28, "\x01vorbis", foreign{"ogg", "Vorbis", "ogg"}},
		{28, "Speex   ", foreign{"ogg", "Speex", "ogg"}},
		{28, "\x7FFLAC", foreign{"ogg", "FLAC in Ogg", "ogg"}},
		{0, "\x1A\x45\xDF\xA3", foreign{"webm", "WebM or Matroska", "matroska"}},
		{0, "caff", foreign{"caf", "Core Audio", "caf"}},
		{0, "wvpk", foreign{"wv", "WavPack", "wv"}},
		{0, "MAC ", foreign{"ape", "Monkey's Audio", "ape"}},
		{0, "Creative Voice File", foreign{"voc", "Creative Voice", "voc"}},
		{8, "AIFF", foreign{"aiff", "AIFF", "aiff"}},
		{8, "AIFC", foreign{"aiff", "AIFF-C", "aiff"}},
	}
	for _, m := range marks {
		if has(head, m.at, m.magic) {
			return m.as.kind(), true
		}
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
