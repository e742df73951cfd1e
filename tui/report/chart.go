package report

import (
	"fmt"
	"html/template"
	"strings"

	"razbor/tui/clean"
)

// chart is stacked bars: a label, a note and a value for each name. Upright bars
// stand side by side, the others lie under each other.
type chart struct {
	title   string
	names   []string
	first   int // the place of the first name's colour
	upright bool
	bars    []bar
}

type bar struct {
	label  string
	note   string
	values []int64
}

func (c *chart) add(label, note string, values ...int64) {
	c.bars = append(c.bars, bar{label: label, note: note, values: values})
}

// most is the length of the longest bar, at least 1.
func (c chart) most() int64 {
	most := int64(1)
	for _, b := range c.bars {
		most = max(most, b.total())
	}
	return most
}

func (b bar) total() int64 {
	var n int64
	for _, v := range b.values {
		n += v
	}
	return n
}

// The chart's measures, in units of its own view box.
const (
	chartWidth  = 720
	chartHeight = 220
	chartFoot   = 24
	barHeight   = 22
	labelWidth  = 180
	noteWidth   = 150
)

// SVG draws the chart; all text in it is escaped. Empty charts draw nothing.
func (c chart) SVG() template.HTML {
	if len(c.bars) == 0 {
		return ""
	}
	if c.upright {
		return template.HTML(c.upSVG()) //nolint:gosec // text passes escape below
	}
	return template.HTML(c.flatSVG()) //nolint:gosec // text passes escape below
}

func escape(s string) string { return template.HTMLEscapeString(clean.Line(s)) }

// paint is the colour of a series where a reader knows no style sheet; the
// page's own styles go over it.
func paint(series int) string {
	if series == 0 {
		return "#b4432f"
	}
	return "#e0a23b"
}

func (c chart) open(b *strings.Builder, height int) {
	_, _ = fmt.Fprintf(b, `<svg viewBox="0 0 %d %d" role="img" font-size="12" aria-label="%s" xmlns="http://www.w3.org/2000/svg">`,
		chartWidth, height, escape(c.title))
	_, _ = fmt.Fprintf(b, "<title>%s</title>", escape(c.title))
}

func (c chart) upSVG() string {
	var b strings.Builder
	c.open(&b, chartHeight)
	step := float64(chartWidth) / float64(len(c.bars))
	width := min(step*0.7, 48)
	room := float64(chartHeight - chartFoot - 18)
	most := float64(c.most())
	every := 1 + len(c.bars)/16
	if len(c.bars) <= 32 {
		every = 1
	}
	for i, one := range c.bars {
		x := float64(i)*step + (step-width)/2
		y := float64(chartHeight - chartFoot)
		for k, v := range one.values {
			h := float64(v) / most * room
			y -= h
			_, _ = fmt.Fprintf(&b, `<rect class="s%d" fill="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s · %s · %s</title></rect>`,
				c.first+k, paint(c.first+k), x, y, width, h, escape(one.label), escape(c.names[k]), escape(one.note))
		}
		if total := one.total(); total > 0 && every == 1 {
			_, _ = fmt.Fprintf(&b, `<text class="v" text-anchor="middle" fill="#5b6675" x="%.1f" y="%.1f">%d</text>`, x+width/2, y-4, total)
		}
		if i%every == 0 {
			_, _ = fmt.Fprintf(&b, `<text class="l" text-anchor="middle" fill="#5b6675" x="%.1f" y="%d">%s</text>`, x+width/2, chartHeight-8, escape(one.label))
		}
	}
	_, _ = fmt.Fprintf(&b, `<line class="axis" stroke="#d9dee5" x1="0" x2="%d" y1="%d" y2="%d"/></svg>`, chartWidth, chartHeight-chartFoot, chartHeight-chartFoot)
	return b.String()
}

func (c chart) flatSVG() string {
	var b strings.Builder
	c.open(&b, len(c.bars)*(barHeight+8)+4)
	room := float64(chartWidth - labelWidth - noteWidth)
	most := float64(c.most())
	for i, one := range c.bars {
		y := i*(barHeight+8) + 4
		_, _ = fmt.Fprintf(&b, `<text class="f" text-anchor="end" fill="#1c2430" x="%d" y="%d">%s</text>`, labelWidth-10, y+16, escape(one.label))
		x := float64(labelWidth)
		for k, v := range one.values {
			w := float64(v) / most * room
			_, _ = fmt.Fprintf(&b, `<rect class="s%d" fill="%s" x="%.1f" y="%d" width="%.1f" height="%d"><title>%s</title></rect>`,
				c.first+k, paint(c.first+k), x, y, w, barHeight, escape(one.note))
			x += w
		}
		_, _ = fmt.Fprintf(&b, `<text class="n" fill="#5b6675" x="%.1f" y="%d">%d · %s</text>`, x+8, y+16, one.total(), escape(one.note))
	}
	return b.String() + "</svg>"
}
