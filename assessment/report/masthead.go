package report

import (
	"image/color"

	"kwaliteitskaart/assessment/chart"
)

// masthead is the head of the card's page: its title, a line about the team, and the legend at the right below them.
// Level is the heading level of the title.
type masthead struct {
	Level        int
	Title, About string
	Legend       legend
}

func (b masthead) lay(l *layouter, width float64) []piece {
	title := titleStyle
	title.Size, title.Leading = 18, 8
	about := mutedStyle
	var p piece
	l.within(Element{Role: headings[b.Level-1], Title: Clean(b.Title, title.Face, l)}, func() {
		for i, ln := range l.fold([]Span{{b.Title, title}}, width, 2) {
			p.items = append(p.items, lineItems(l.at, ln, 0, float64(i)*title.Leading)...)
			p.height = float64(i+1)*title.Leading + 0.4
		}
	})
	lines := l.fold([]Span{{b.About, about}}, width*0.62, 2)
	l.within(Element{Role: RoleP}, func() {
		for i, ln := range lines {
			p.items = append(p.items, lineItems(l.at, ln, 0, p.height+float64(i)*about.Leading)...)
		}
	})
	used := 0.0
	for _, ln := range lines {
		used = max(used, ln.width)
	}
	legend := b.Legend.rows(l, width)
	if len(legend) == 1 && used+8+legend[0].width <= width {
		p.items = append(p.items, legend[0].at(width-legend[0].width, p.height+float64(len(lines)-1)*about.Leading)...)
		p.height += float64(len(lines)) * about.Leading
		return []piece{p}
	}
	p.height += float64(len(lines)) * about.Leading
	for _, r := range legend {
		p.items = append(p.items, r.at(0, p.height+0.4)...)
		p.height += r.height
	}
	return []piece{p}
}

// trendKey explains how the scores came about and which round the triangles compare with. The triangles stand before
// Since; Up and Down are their alternative texts.
type trendKey struct {
	Text, Since, Up, Down string
	Style                 Style
}

func (b trendKey) lay(l *layouter, width float64) []piece {
	const size = 1.9
	p := piece{height: b.Style.Leading, before: 2.5}
	l.within(Element{Role: RoleP}, func() {
		x := 0.0
		put := func(s string) {
			for _, ln := range l.fold([]Span{{s, b.Style}}, width-x, 1) {
				p.items = append(p.items, lineItems(l.at, ln, x, 0)...)
				x += ln.width
			}
		}
		if b.Since == "" {
			put(b.Text)
			return
		}
		put(b.Text + " · ")
		x += l.Width(" ", b.Style.Face, b.Style.Size) + size/2
		for _, t := range []struct {
			alt  string
			down bool
		}{{b.Up, false}, {b.Down, true}} {
			l.within(Element{Role: RoleFigure, Alt: t.alt}, func() {
				p.items = append(p.items, Item{l.at, Triangle{x, b.Style.Leading / 2, size, t.down, b.Style.Colour}})
			})
			x += size * 1.35
		}
		put(b.Since)
	})
	return []piece{p}
}

// edge returns the outline colour for a step of the ramp: a darker shade for fills that are nearly as light as paper,
// otherwise none.
func edge(c chart.Step) color.RGBA {
	if chart.Luminance(c.Fill) < 0.4 {
		return color.RGBA{}
	}
	shade := func(v uint8) uint8 { return uint8(float64(v) * 0.72) }
	return color.RGBA{shade(c.Fill.R), shade(c.Fill.G), shade(c.Fill.B), 0xFF}
}
