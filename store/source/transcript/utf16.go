package transcript

import (
	"strings"
	"unicode/utf16"
)

// utf16LE decodes little-endian UTF-16 without its mark.
func utf16LE(data []byte) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
	}
	return strings.ReplaceAll(string(utf16.Decode(units)), "\r\n", "\n")
}
