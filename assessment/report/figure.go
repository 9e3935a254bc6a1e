package report

import (
	"image/color"
	"strconv"

	"kwaliteitskaart/assessment/chart"
)

func (b bar) lay(l *layouter, width float64) []piece {
	p := piece{height: b.Height}
	l.within(Element{Role: RoleFigure, Alt: b.Alt}, func() {
		p.items = l.bar(b, 0, 0, width, b.Height, bodyStyle.Size)
	})
	return []piece{p}
}

// bar draws a distribution with its counts. A segment that is too narrow for its number is widened until the number
// fits.
func (l *layouter) bar(b bar, x, y, width, height, size float64) []Item {
	const space, radius = 0.5, 0.9
	ramp := chart.Ramp(b.Levels)
	style := Style{Bold, size, height, ink}
	n := len(b.Segments)
	left := width - space*float64(n-1)
	widths := make([]float64, n)
	least := make([]float64, n)
	for i, s := range b.Segments {
		widths[i] = (s.X1 - s.X0) * left
		if words := s.Words(); words != "" {
			least[i] = l.Width(words, style.Face, style.Size) + 1.2
		}
	}
	widen(widths, least)
	var items []Item
	for i, s := range b.Segments {
		box, on := Box{X: x, Y: y, Width: widths[i], Height: height, Fill: track, Stroke: color.RGBA{}}, ink
		if s.Level > 0 {
			box.Fill, on = ramp[s.Level-1].Fill, ramp[s.Level-1].Ink
		} else {
			box.Stroke = rule
		}
		if i == 0 {
			box.Corners[0], box.Corners[3] = radius, radius
		}
		if i == n-1 {
			box.Corners[1], box.Corners[2] = radius, radius
		}
		items = append(items, Item{l.at, box})
		if words := s.Words(); words != "" {
			items = append(items, l.centred(words, style.in(on), x+widths[i]/2, y+height/2))
		}
		x += widths[i] + space
	}
	return items
}

func (b mark) lay(l *layouter, _ float64) []piece {
	const radius = 3.0
	step := chart.Ramp(b.Levels)[b.Level-1]
	p := piece{height: 2*radius + 0.8}
	l.within(Element{Role: RoleP}, func() {
		p.items = []Item{
			{l.at, Disc{radius, radius, radius, step.Fill, edge(step)}},
			l.centred(strconv.Itoa(b.Level), Style{Bold, 11, 2 * radius, step.Ink}, radius, radius),
		}
	})
	return []piece{p}
}

// widen raises each width to its minimum in least, at the expense of the wider ones; the total stays the same. If the
// minimums do not fit in the total, all are scaled down by the same factor.
func widen(widths, least []float64) {
	total, needed := 0.0, 0.0
	for i := range widths {
		total += widths[i]
		needed += least[i]
	}
	if needed > total {
		for i := range widths {
			widths[i] = least[i] * total / needed
		}
		return
	}
	for {
		short, spare := 0.0, 0.0
		for i := range widths {
			if widths[i] < least[i] {
				short += least[i] - widths[i]
				widths[i] = least[i]
			} else {
				spare += widths[i] - least[i]
			}
		}
		if short <= tiny {
			return
		}
		for i := range widths {
			widths[i] -= short * (widths[i] - least[i]) / spare
		}
	}
}

// centred returns s centred on x, y. It ends with a space, which separates it from the next text for a screen reader.
func (l *layouter) centred(s string, style Style, x, y float64) Item {
	w := l.Width(s, style.Face, style.Size)
	return Item{l.at, Text{x - w/2, y + capHeight/2*style.Size*point, w, s + " ", style}}
}

func (b legend) lay(l *layouter, width float64) []piece {
	var pieces []piece
	for _, r := range b.rows(l, width) {
		pieces = append(pieces, r.piece)
	}
	pieces[0].before = b.Before * l.air
	return pieces
}

// legendRow is a row of a legend with its width.
type legendRow struct {
	piece
	width float64
}

func (b legend) rows(l *layouter, width float64) []legendRow {
	const size, near, between, widest = 3.6, 1.4, 4.6, 64.0
	style := asideStyle
	number := Style{Bold, 7.5, size, ink}
	ramp := chart.Ramp(len(b.Levels))
	fresh := legendRow{piece: piece{height: style.Leading + 0.4}}
	rows := []legendRow{fresh}
	mid := style.Leading / 2
	add := func(title string, mark func(x float64) []Item) {
		ln := l.line(title+" ", style, widest)
		row := &rows[len(rows)-1]
		x := row.width
		if x > 0 {
			x += between
		}
		if x > 0 && x+size+near+ln.width > width {
			rows = append(rows, fresh)
			row, x = &rows[len(rows)-1], 0
		}
		row.items = append(row.items, mark(x+size/2)...)
		row.items = append(row.items, lineItems(l.at, ln, x+size+near, 0)...)
		row.width = x + size + near + ln.width
	}
	l.within(Element{Role: RoleP}, func() {
		for i, title := range b.Levels {
			add(title, func(x float64) []Item {
				c := ramp[i]
				swatch := Item{nil, Box{
					X: x - size/2, Y: mid - size/2, Width: size, Height: size, Corners: [4]float64{0.7, 0.7, 0.7, 0.7}, Fill: c.Fill,
				}}
				if b.Round {
					swatch.Shape = Disc{x, mid, size / 2, c.Fill, edge(c)}
				}
				return []Item{swatch, l.centred(strconv.Itoa(i+1), number.in(c.Ink), x, mid)}
			})
		}
		if b.Rest != "" {
			add(b.Rest, func(x float64) []Item {
				return []Item{{nil, Box{
					X: x - size/2, Y: mid - size/2, Width: size, Height: size, Corners: [4]float64{0.7, 0.7, 0.7, 0.7}, Fill: track, Stroke: rule,
				}}}
			})
		}
		if b.Norm != "" {
			add(b.Norm, func(x float64) []Item { return []Item{{nil, Disc{x + 0.6, mid, 1.1, paper, ink}}} })
		}
	})
	return rows
}
