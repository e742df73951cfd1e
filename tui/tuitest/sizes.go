package tuitest

import (
	"hash/crc32"
	"iter"
	"os"

	"razbor/tui/layout"
)

// EverySize is the variable that asks the sweeps for every size there is, from
// 1×1 to the largest: a few minutes rather than a few seconds.
const EverySize = "RAZBOR_EVERY_SIZE"

// The largest terminal that is swept.
const (
	MaxWidth  = 300
	MaxHeight = 80
)

// Sweep gives the sizes of a terminal that a surface is drawn at. Asked for
// every size it leaves none out. Else it gives, over its two halves, every width
// at some height and every height at some width, which are others for each
// surface, and some of the sizes that are too small for the console.
func Sweep(surface string, half int) iter.Seq2[int, int] {
	if os.Getenv(EverySize) != "" {
		return every
	}
	shift := int(crc32.ChecksumIEEE([]byte(surface))%1000)*2 + half%2
	return func(yield func(w, h int) bool) { thin(shift, yield) }
}

func every(yield func(w, h int) bool) {
	for w := 1; w <= MaxWidth; w++ {
		for h := 1; h <= MaxHeight; h++ {
			if !yield(w, h) {
				return
			}
		}
	}
}

func thin(shift int, yield func(w, h int) bool) {
	const widths, heights = MaxWidth - layout.MinWidth + 1, MaxHeight - layout.MinHeight + 1
	for i, w := range []int{1, 2, 3, 5, 10, 20, 40, 79} {
		if !yield(w, []int{1, 2, 3, MaxHeight}[(i+shift)%4]) || !yield(w, layout.MinHeight-1) {
			return
		}
	}
	for i := shift % 2; i < widths; i += 2 {
		if !yield(layout.MinWidth+i, layout.MinHeight+(i*7+shift*11)%heights) {
			return
		}
	}
	for i := shift % 2; i < heights; i += 2 {
		if !yield(layout.MinWidth+(i*31+shift*17)%widths, layout.MinHeight+i) {
			return
		}
	}
}
