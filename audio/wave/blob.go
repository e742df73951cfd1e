package wave

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// The kept form of a waveform, little-endian:
//
//	"RZW" 1      magic and version
//	uint8        channels, 0…2
//	uint8        levels of 10 ms in a bucket
//	uint32       duration in milliseconds
//	deflate of   for each channel: the buckets' peaks, then for each bucket peak - rms, one byte each,
//	             in steps of 0.75 dB, 127 being full scale
const (
	magic      = "RZW\x01"
	headerSize = len(magic) + 2 + 4
	// bytesAnHour bounds the blob; a coarser bucket is taken where a finer one would not fit.
	bytesAnHour = 100_000
	smallBlob   = 1024 // any recording may have so much
	maxDuration = 48 * time.Hour
	maxBucket   = 64 // levels
)

// ErrBlob says that bytes are no waveform, or one of a later version: compute it anew.
var ErrBlob = errors.New("not a waveform of this version")

// MarshalBinary gives the kept form.
func (w Waveform) MarshalBinary() ([]byte, error) {
	if w.duration > maxDuration {
		return nil, fmt.Errorf("keep waveform: longer than %v", maxDuration)
	}
	limit := max(int(w.duration.Hours()*bytesAnHour), smallBlob)
	bucketSize := int(w.bucket / (BlockMS * time.Millisecond))
	rows := make([][]bucket, len(w.sides))
	for c, side := range w.sides {
		if len(side) > 0 {
			rows[c] = side[0]
		}
	}
	for {
		blob, err := encode(rows, bucketSize, w.duration)
		if err != nil || len(blob) <= limit || 2*bucketSize > maxBucket {
			return blob, err
		}
		for c := range rows {
			rows[c] = halve(rows[c])
		}
		bucketSize *= 2
	}
}

func halve(row []bucket) []bucket {
	half := make([]bucket, 0, (len(row)+1)/2)
	for len(row) > 0 {
		n := min(2, len(row))
		half = append(half, merge(row[:n]))
		row = row[n:]
	}
	return half
}

func encode(rows [][]bucket, bucketSize int, duration time.Duration) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(magic)
	out.WriteByte(uint8(len(rows)))
	out.WriteByte(uint8(bucketSize))
	out.Write(binary.LittleEndian.AppendUint32(nil, uint32(duration.Milliseconds())))
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, fmt.Errorf("keep waveform: %w", err)
	}
	for _, row := range rows {
		plain := make([]byte, 2*len(row))
		for i, b := range row {
			peak := b.peak >> 1
			plain[i] = peak
			plain[len(row)+i] = peak - min(b.rms>>1, peak)
		}
		if _, err := z.Write(plain); err != nil {
			return nil, fmt.Errorf("keep waveform: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("keep waveform: %w", err)
	}
	return out.Bytes(), nil
}

// UnmarshalBinary reads the kept form. Its error wraps [ErrBlob].
func (w *Waveform) UnmarshalBinary(data []byte) error {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return fmt.Errorf("read waveform: %w", ErrBlob)
	}
	channels, size := int(data[4]), int(data[5])
	duration := time.Duration(binary.LittleEndian.Uint32(data[6:])) * time.Millisecond
	if channels > maxChannels || size < 1 || size > maxBucket || duration > maxDuration {
		return fmt.Errorf("read waveform: impossible header: %w", ErrBlob)
	}
	width := time.Duration(size) * BlockMS * time.Millisecond
	// A recording's last block may begin before the last whole millisecond, or just after it.
	most := int(duration/width) + 2
	z := flate.NewReader(bytes.NewReader(data[headerSize:]))
	plain, err := io.ReadAll(io.LimitReader(z, int64(2*channels*most)+1))
	if err != nil {
		return fmt.Errorf("read waveform: %w: %w", ErrBlob, err)
	}
	if channels == 0 {
		*w = Waveform{bucket: width, duration: duration}
		return nil
	}
	n := len(plain) / (2 * channels)
	if len(plain) != n*2*channels || n > most || n+2 < most {
		return fmt.Errorf("read waveform: %d bytes for %v: %w", len(plain), duration, ErrBlob)
	}
	fresh := Waveform{bucket: width, duration: duration, sides: make([]pyramid, channels)}
	for c := range channels {
		side := plain[2*n*c : 2*n*(c+1)]
		fresh.sides[c] = pyramid{nil}
		for i := range n {
			peak := side[i] & 127
			fresh.sides[c].push(0, bucket{peak: whole(peak), rms: whole(peak - min(side[n+i], peak))})
		}
		fresh.sides[c].flush()
	}
	*w = fresh
	return nil
}

// whole is the finer code in the middle of a kept one.
func whole(half uint8) uint8 {
	if half == 0 {
		return 0
	}
	return half<<1 | 1
}
