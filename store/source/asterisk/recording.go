package asterisk

import (
	"path"
	"regexp"
	"strings"
)

// RecordingName is what the name of a FreePBX recording says:
// <type>-<dest>-<from>-YYYYMMDD-HHMMSS-<uniqueid>.<ext>.
type RecordingName struct {
	Type     string
	To       string
	From     string
	Date     string // YYYYMMDD
	Uniqueid string
}

var recordingForm = regexp.MustCompile(`^([a-zA-Z]+)-(.*)-([^-]*)-(\d{8})-(\d{6})-((?:[\w.]+-)*\d+\.\d+)(?:\.\w+)?$`)

// ParseRecording reads the name of a recording.
func ParseRecording(name string) (RecordingName, bool) {
	if len(name) > maxField || strings.Count(name, "-") < 5 {
		return RecordingName{}, false
	}
	m := recordingForm.FindStringSubmatch(path.Base(name))
	if m == nil {
		return RecordingName{}, false
	}
	return RecordingName{Type: m[1], To: m[2], From: m[3], Date: m[4], Uniqueid: m[6]}, true
}

// recordingName takes the name of a sound file out of a userfield, which may
// hold anything: FreePBX puts a bare name there, Elastix "audio:<path>".
func recordingName(userfield string) string {
	name := strings.TrimPrefix(userfield, "audio:")
	name = name[strings.LastIndexByte(name, '/')+1:]
	if i := strings.LastIndexByte(name, '.'); i <= 0 || i == len(name)-1 || len(name)-i > 6 {
		return ""
	}
	return name
}
