package mp3

const (
	granuleSamples = 576
	longBands      = 22
	shortBands     = 13
)

// longWidths are the scalefactor bands of long blocks (table B.8 and 13818-3
// table B.2), by rateRow: 44.1, 48, 32, 22.05, 24, 16, 11.025, 12 and 8 kHz.
var longWidths = [9][longBands]int{
	{4, 4, 4, 4, 4, 4, 6, 6, 8, 8, 10, 12, 16, 20, 24, 28, 34, 42, 50, 54, 76, 158},
	{4, 4, 4, 4, 4, 4, 6, 6, 6, 8, 10, 12, 16, 18, 22, 28, 34, 40, 46, 54, 54, 192},
	{4, 4, 4, 4, 4, 4, 6, 6, 8, 10, 12, 16, 20, 24, 30, 38, 46, 56, 68, 84, 102, 26},
	{6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54},
	{6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 18, 22, 26, 32, 38, 46, 54, 62, 70, 76, 36},
	{6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54},
	{6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54},
	{6, 6, 6, 6, 6, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 38, 46, 52, 60, 68, 58, 54},
	{12, 12, 12, 12, 12, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 76, 90, 2, 2, 2, 2, 2},
}

// shortWidths are the bands of one window of short blocks, in the same order.
var shortWidths = [9][shortBands]int{
	{4, 4, 4, 4, 6, 8, 10, 12, 14, 18, 22, 30, 56},
	{4, 4, 4, 4, 6, 6, 10, 12, 14, 16, 20, 26, 66},
	{4, 4, 4, 4, 6, 8, 12, 16, 20, 26, 34, 42, 12},
	{4, 4, 4, 6, 6, 8, 10, 14, 18, 26, 32, 42, 18},
	{4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 32, 44, 12},
	{4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18},
	{4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18},
	{4, 4, 4, 6, 8, 10, 12, 14, 18, 24, 30, 40, 18},
	{8, 8, 8, 12, 16, 20, 24, 28, 36, 2, 2, 2, 26},
}

// band is one scalefactor band of a granule as it stands in the bit stream: in
// short blocks each of the three windows has its own.
type band struct {
	start, width int
	window       int // 0 to 2 in short blocks, -1 in long ones
}

// layout is the bands of a granule of one block kind.
type layout struct {
	bands  []band
	long   int                // how many of them are long
	starts [longBands + 1]int // of long bands, whatever the layout
	// mixedLong is how many long bands a mixed block has at this sample rate.
	mixedLong int
}

// layouts are the three ways to cut a granule, by rateRow.
type layouts struct {
	long, short, mixed [9]layout
}

func buildLayouts() (l layouts) {
	for row := range l.long {
		longInMixed := 6
		if row < 3 {
			longInMixed = 8
		}
		l.long[row] = newLayout(row, longBands, shortBands, longInMixed)
		l.short[row] = newLayout(row, 0, 0, longInMixed)
		l.mixed[row] = newLayout(row, longInMixed, 3, longInMixed)
	}
	return l
}

// newLayout puts the first long bands, then the short ones from the given on.
func newLayout(row, long, firstShort, mixedLong int) layout {
	l := layout{long: long, mixedLong: mixedLong}
	at := 0
	for i, width := range longWidths[row] {
		if i < long {
			l.bands = append(l.bands, band{start: at, width: width, window: -1})
		}
		l.starts[i] = at
		at += width
	}
	l.starts[longBands] = at
	at = 0
	if long > 0 && long < longBands {
		at = l.starts[long]
	}
	for i := firstShort; i < shortBands; i++ {
		for w := range 3 {
			l.bands = append(l.bands, band{start: at, width: shortWidths[row][i], window: w})
			at += shortWidths[row][i]
		}
	}
	return l
}
