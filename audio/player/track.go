package player

import (
	"time"

	"razbor/audio/device"
)

// mark says that from a frame of the device on, the recording passes in a straight line.
type mark struct {
	frame int64   // of the device, counted from its last Stop
	place float64 // samples of the recording
	rate  float64 // samples of the recording that pass with each frame of the device
}

func (m mark) at(frame int64) float64 { return m.place + float64(frame-m.frame)*m.rate }

// track turns what a device has let be heard into a place in the recording.
type track struct {
	out   device.Output // nil while nothing is queued
	rate  int           // of the recording
	still float64       // the place while out is nil
	marks []mark
}

// rest stands at a place with nothing queued.
func (t *track) rest(place float64) {
	t.out, t.still, t.marks = nil, place, t.marks[:0]
}

// add says what the frames from one on sound. A mark that goes on in the line of the last one is not needed.
func (t *track) add(m mark) {
	if n := len(t.marks); n > 0 {
		last := t.marks[n-1]
		if off := last.at(m.frame) - m.place; last.rate == m.rate && -1 < off && off < 1 {
			return
		}
	}
	t.trim()
	t.marks = append(t.marks, m)
}

// trim drops the marks that have been heard past.
func (t *track) trim() {
	if t.out == nil || len(t.marks) < 64 {
		return
	}
	played := t.out.Played()
	old := 0
	for old+1 < len(t.marks) && t.marks[old+1].frame <= played {
		old++
	}
	t.marks = t.marks[:copy(t.marks, t.marks[old:])]
}

// samples is the place that is heard now.
func (t *track) samples() float64 {
	if t.out == nil || len(t.marks) == 0 {
		return t.still
	}
	played := t.out.Played()
	for i := len(t.marks) - 1; i > 0; i-- {
		if t.marks[i].frame <= played {
			return t.marks[i].at(played)
		}
	}
	return t.marks[0].at(played)
}

func (t *track) position() time.Duration { return sampleTime(t.samples(), t.rate) }

// sampleTime is when a place of the recording sounds, counted from its beginning.
func sampleTime(place float64, rate int) time.Duration {
	if rate <= 0 {
		return 0
	}
	return time.Duration(place / float64(rate) * float64(time.Second))
}

// timeSample is the place that sounds at a time.
func timeSample(d time.Duration, rate int) int64 {
	whole := int64(d / time.Second)
	return whole*int64(rate) + int64(d%time.Second)*int64(rate)/int64(time.Second)
}
