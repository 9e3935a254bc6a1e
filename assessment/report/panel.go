package report

import (
	"strconv"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

const (
	titleGap = 1.6 // between a panel's title and its label
	headGap  = 2.5 // between those, the bar and the mean
	wordGap  = 1.2 // around the words in place of a level
)

// panel returns an area in its frame. Its rows form a table: indicator, change, dot line.
func (g grid) panel(l *layouter, s scale, p panel, height float64) piece {
	panel := piece{height: height}
	around := Box{Width: s.width, Height: height, Corners: [4]float64{2, 2, 2, 2}, Stroke: frame}
	panel.items = append(panel.items, Item{nil, around})
	head := g.panelHead(l, s, p)
	panel.items = append(panel.items, head.items...)
	y := head.height
	shown, rest := s.shown(p)
	l.within(Element{Role: RoleTable}, func() {
		for _, r := range shown {
			row := l.panelRow(s, r)
			panel.items = append(panel.items, Item{nil, Line{s.pad, y, s.width - s.pad, y, 0.2, rule}})
			panel.items = append(panel.items, row.at(0, y)...)
			y += row.height
		}
	})
	if rest > 0 {
		l.within(Element{Role: RoleP}, func() {
			ln := l.line(g.RestRows(rest), s.small, s.inner)
			panel.items = append(panel.items, lineItems(l.at, ln, s.pad, y+(s.pitch-s.small.Leading)/2)...)
		})
	}
	return panel
}

// headTitle returns the lines of a panel's title: at most two if the bar stands below it.
func (l *layouter) headTitle(s scale, p panel) []line {
	if s.bar > 0 {
		return []line{l.line(p.Title, s.title, s.inner)}
	}
	limit := 2
	if s.rows > 0 {
		limit = 1
	}
	return l.fold([]Span{{p.Title, s.title}}, s.inner-l.line(p.Mean, s.title, s.inner).width-headGap, limit)
}

func (s scale) headHeight(lines int) float64 {
	h := 1.5*s.pad + float64(max(lines, 1))*s.title.Leading
	if s.bar == 0 {
		h += s.label.Leading + 0.3
	}
	return h
}

// panelHead returns a panel's heading: title, label, bar and mean on one line if they fit in all panels, otherwise
// with the label and the bar below.
func (g grid) panelHead(l *layouter, s scale, p panel) piece {
	title := l.headTitle(s, p)
	mean := l.line(p.Mean, s.title, s.inner)
	head := piece{height: s.headHeight(len(title))}
	top, high := 0.75*s.pad, s.plain.Leading*0.9
	end := s.width - s.pad
	put := func(e Element, ln line, x, y float64) {
		l.within(e, func() { head.items = append(head.items, lineItems(l.at, ln, x, y)...) })
	}
	l.within(Element{Role: headings[g.Heading-1], Title: Clean(p.Title, Bold, l)}, func() {
		for i, ln := range title {
			head.items = append(head.items, lineItems(l.at, ln, s.pad, top+float64(i)*s.title.Leading)...)
		}
	})
	long, labelX, barX := s.bar, s.pad, end
	labelY := top + float64(len(title))*s.title.Leading + 0.3
	barY := labelY + (s.label.Leading-high)/2
	if s.bar > 0 {
		// One baseline for the title and the words beside it.
		labelX, labelY = s.pad+title[0].width+titleGap, top+s.title.baseline()-s.label.baseline()
		barX, barY = end-mean.width-headGap, top+(s.title.Leading-high)/2
	} else {
		long = min(s.inner*0.45, 42)
	}
	label := l.line(p.Label, s.label, barX-long-headGap-labelX)
	put(Element{Role: RoleP}, label, labelX, labelY)
	l.within(Element{Role: RoleFigure, Alt: p.Bar.Alt}, func() {
		head.items = append(head.items, l.bar(p.Bar, barX-long, barY, long, high, max(smallest, s.plain.Size*0.95))...)
	})
	put(Element{Role: RoleP}, mean, end-mean.width, top)
	return head
}

// rowWords returns the words that a row has in place of a level.
func (l *layouter) rowWords(s scale, r panelRow) line { return l.line(r.Words, s.small, s.inner) }

// rowTitle returns the lines of an indicator's title, followed by After.
func (l *layouter) rowTitle(s scale, r panelRow) []line {
	room := s.room()
	if words := l.rowWords(s, r).width; words > 0 {
		taken := s.early + s.sign
		if s.tight {
			taken += s.dots
			room += taken - max(taken, words+wordGap)
		} else {
			room += taken - max(taken, words+2*wordGap)
		}
	}
	title, after := Span{r.Title + " ", s.plain}, Span{r.After, s.small}
	if r.After == "" || s.most == 0 {
		return l.fold([]Span{title, after}, room, s.most)
	}
	// The title may be shortened, After may not.
	word := l.line(r.After, s.small, room)
	space := l.Width(" ", s.plain.Face, s.plain.Size)
	lines := l.fold([]Span{title}, room-space-word.width, s.most)
	if len(lines) == 0 {
		return []line{word}
	}
	last := &lines[len(lines)-1]
	for _, r := range word.runs {
		r.x += last.width + space
		last.runs = append(last.runs, r)
	}
	last.width += space + word.width
	return lines
}

func (l *layouter) panelRow(s scale, r panelRow) piece {
	lines := l.rowTitle(s, r)
	row := piece{height: s.rowHeight(len(lines))}
	mid := row.height / 2
	dotsX := s.width - s.pad - s.dots
	l.within(Element{Role: RoleRow}, func() {
		l.within(Element{Role: RoleHeadCell, Scope: ScopeRow}, func() {
			y := mid - float64(len(lines))*s.plain.Leading/2
			row.items = append(row.items, lineItems(l.at, l.line(r.ID+" ", s.strong, s.inner), s.pad, y)...)
			for i, ln := range lines {
				row.items = append(row.items, lineItems(l.at, ln, s.pad+s.id, y+float64(i)*s.plain.Leading)...)
			}
		})
		span := 1
		if s.tight && r.Words != "" {
			span = 2 // the words also take the place of the dots
		}
		l.within(Element{Role: RoleCell, Span: span}, func() {
			if words := l.rowWords(s, r); words.width > 0 {
				x := dotsX - wordGap - words.width
				if s.tight {
					x = s.width - s.pad - words.width
				}
				row.items = append(row.items, lineItems(l.at, words, x, mid-s.small.Leading/2)...)
				return
			}
			for i, level := range r.Earlier {
				x := dotsX - s.sign - s.each*(float64(len(r.Earlier)-i)-0.5)
				row.items = append(row.items, l.centred(level, s.small, x, mid))
			}
			if r.ChangeAlt != "" {
				l.within(Element{Role: RoleFigure, Alt: r.ChangeAlt}, func() {
					down := r.Direction == assessment.DirectionDown
					row.items = append(row.items, Item{l.at, Triangle{dotsX - s.sign/2, mid, s.radius * 0.85, down, ink}})
				})
			}
		})
		if span > 1 {
			return
		}
		l.within(Element{Role: RoleCell}, func() {
			l.within(Element{Role: RoleFigure, Alt: r.Alt}, func() {
				row.items = append(row.items, l.dots(r.Dots, s, dotsX, mid)...)
			})
		})
	})
	return row
}

// dots draws a dot line: a small dot per level, the norm as a ring, and the score as a disc with its number.
func (l *layouter) dots(dots []chart.Dot, s scale, x, y float64) []Item {
	ramp := chart.Ramp(len(dots))
	number := Style{Bold, max(smallest, s.plain.Size*0.95), s.plain.Leading, ink}
	var items []Item
	for _, d := range dots {
		at := x + d.X*s.dots
		switch {
		case d.Score:
			c := ramp[d.Level-1]
			items = append(items, Item{l.at, Disc{at, y, s.radius, c.Fill, edge(c)}})
			items = append(items, l.centred(strconv.Itoa(d.Level), number.in(c.Ink), at, y))
		case d.Norm:
			items = append(items, Item{l.at, Disc{at, y, s.radius * 0.47, paper, ink}})
		default:
			items = append(items, Item{l.at, Disc{X: at, Y: y, Radius: s.radius * 0.28, Fill: dot}})
		}
	}
	return items
}
