package report

import "slices"

func (h Heading) lay(l *layouter, width float64) []piece {
	limit := l.limit[cutOther]
	if h.Level == 1 {
		limit = 0 // a title is never shortened
	}
	var p piece
	l.within(Element{Role: headings[h.Level-1], Title: Clean(h.Text, h.Style.Face, l)}, func() {
		lines, shortened := l.wrap([]Span{{h.Text, h.Style}}, width, limit)
		l.shortened = l.shortened || shortened
		p = stack(l.lines(lines, h.Style.Leading, 0))
	})
	p.before, p.keep, p.heading, p.again = h.Before*l.air, true, true, l.again(h, width)
	return []piece{p}
}

func (p Paragraph) lay(l *layouter, width float64) []piece {
	var pieces []piece
	l.within(Element{Role: RoleP}, func() { pieces = l.paragraph(p, width) })
	if len(pieces) == 0 { // an empty paragraph gets no element
		l.at.Children = l.at.Children[:len(l.at.Children)-1]
	}
	return pieces
}

// paragraph returns the lines of p without an element of their own: in a cell they belong to the cell.
func (l *layouter) paragraph(p Paragraph, width float64) []piece {
	limit := p.Most
	if n := l.limit[p.Cut]; n > 0 && (limit == 0 || n < limit) {
		limit = n
	}
	lines, shortened := l.wrap(p.Spans, width, limit)
	l.shortened = l.shortened || shortened
	leading, indent := 0.0, 0.0
	for _, s := range p.Spans {
		leading = max(leading, s.Style.Leading)
	}
	if p.Right {
		indent = width
	}
	pieces := l.lines(lines, leading, indent)
	for i := range pieces {
		// Keep the first two and the last two lines together, so that no line stands alone on a page.
		pieces[i].keep = p.Keep && i == len(pieces)-1 || len(pieces) > 1 && (i == 0 || i == len(pieces)-2)
	}
	if len(pieces) > 0 {
		pieces[0].before = p.Before * l.air
	}
	return pieces
}

// lines returns one piece per line; if right is over 0, the lines are right-aligned to it.
func (l *layouter) lines(lines []line, leading, right float64) []piece {
	pieces := make([]piece, len(lines))
	for i, ln := range lines {
		x := 0.0
		if right > 0 {
			x = right - ln.width
		}
		pieces[i] = piece{items: lineItems(l.at, ln, x, 0), height: leading}
	}
	return pieces
}

const listIndent = 4.5

func (b list) lay(l *layouter, width float64) []piece {
	var pieces []piece
	indent := 0.0
	if b.Sign != "" {
		indent = listIndent
	}
	items, rest := b.Items, 0
	if n := l.limit[b.Cut]; n > 0 && len(items) > n {
		rest, l.shortened = len(items)-n, true
		items = items[:n]
	}
	l.within(Element{Role: RoleList}, func() {
		for i, item := range items {
			l.within(Element{Role: RoleListItem}, func() {
				l.within(Element{Role: RoleListBody}, func() {
					of := l.blocks(item, width-indent)
					for j := range of {
						of[j].items = of[j].at(indent, 0)
						of[j].near = of[j].near || b.Whole && j < len(of)-1
					}
					if len(of) > 0 && i == 0 {
						of[0].before = b.Before * l.air
					}
					if len(of) > 0 && b.Sign != "" {
						sign := l.line(b.Sign, bodyStyle.in(quiet), indent)
						// The sign repeats what the list structure already expresses, so it is an artifact.
						of[0].items = append(lineItems(nil, sign, 0, (firstLeading(item)-bodyStyle.Leading)/2), of[0].items...)
					}
					pieces = append(pieces, of...)
				})
			})
		}
	})
	if rest > 0 {
		pieces = append(pieces, text(b.Rest(rest), asideStyle).lay(l, width)...)
	}
	return pieces
}

func firstLeading(item []Block) float64 {
	if p, ok := item[0].(Paragraph); ok && len(p.Spans) > 0 {
		return p.Spans[0].Style.Leading
	}
	return bodyStyle.Leading
}

func (t Table) lay(l *layouter, width float64) []piece {
	widths := t.widths(l, width)
	rows, rest := t.Rows, 0
	if n := l.limit[t.Cut]; n > 0 && len(rows) > n {
		rest, l.shortened = len(rows)-n, true
		rows = rows[:n]
	}
	var pieces []piece
	t.within(l, Element{Role: RoleTable}, func() {
		var head *piece
		if len(t.Head) > 0 {
			p := t.row(l, t.Head, widths, 1.2, 1) // heading cells are aligned to the bottom of their row
			p.keep = true
			repeated := p
			repeated.items = p.at(0, 0)
			for i := range repeated.items {
				repeated.items[i].Element = nil
			}
			head = &repeated
			pieces = append(pieces, p)
		}
		fall := 0.0
		if t.Middle {
			fall = 0.5
		}
		for i, r := range rows {
			p := t.row(l, r, widths, t.Pad*l.air, fall)
			// No row stands alone on a page, unless it is the only one.
			p.near = i < len(rows)-1 && (t.Whole || i == 0 || i == len(rows)-2)
			if p.head = head; i == 0 && head == nil && t.Top {
				p.items = append([]Item{{nil, ruleAt(0, width)}}, p.items...)
			}
			pieces = append(pieces, p)
		}
	})
	if rest > 0 {
		pieces = append(pieces, text(t.Rest(rest), asideStyle).after(1).lay(l, width)...)
	}
	if len(pieces) > 0 {
		pieces[0].before = t.Before * l.air
	}
	return pieces
}

// within runs lay with a new element as the parent of everything it adds. A loose table adds no element.
func (t Table) within(l *layouter, e Element, lay func()) {
	if t.Loose {
		lay()
		return
	}
	l.within(e, lay)
}

const gutter = 4.0 // between the columns of a table

func (t Table) widths(l *layouter, width float64) []float64 {
	widths := make([]float64, len(t.Columns))
	left, shares := width-gutter*float64(len(t.Columns)-1), 0.0
	for i, c := range t.Columns {
		widths[i] = c.Width
		if c.Most > 0 {
			widths[i] = max(c.Width, min(t.longestWord(l, i), c.Most))
		}
		left -= widths[i]
		shares += c.Share
	}
	for i, c := range t.Columns {
		if c.Share > 0 {
			widths[i] = left * c.Share / shares
		}
	}
	return widths
}

// longestWord returns the width of the widest word in a column. Cells that span several columns are ignored.
func (t Table) longestWord(l *layouter, column int) float64 {
	w := 0.0
	for _, row := range t.Rows {
		at := 0
		for _, cell := range row {
			if at == column && cell.Span <= 1 {
				w = max(w, cell.longestWord(l))
			}
			at += max(cell.Span, 1)
		}
	}
	return w + tiny
}

func (c Cell) longestWord(l *layouter) float64 {
	w := 0.0
	for _, b := range c.Blocks {
		if p, ok := b.(Paragraph); ok {
			for a := range l.styled(p.Spans) {
				w = max(w, a.width)
			}
		}
	}
	return w
}

// row lays out one row with a rule below it. fall says how far down cells stand that are shorter than the row: 0 at
// the top, 1 at the bottom.
func (t Table) row(l *layouter, cells []Cell, widths []float64, pad, fall float64) piece {
	var row piece
	var placed []piece
	var xs []float64
	t.within(l, Element{Role: RoleRow}, func() {
		x := 0.0
		for i, col := 0, 0; i < len(cells); i++ {
			span := max(cells[i].Span, 1)
			w := gutter * float64(span-1)
			for k := range span {
				w += widths[col+k]
			}
			if t.Loose {
				placed = append(placed, stack(l.blocks(cells[i].Blocks, w)))
			} else {
				placed = append(placed, cells[i].lay(l, w))
			}
			xs = append(xs, x)
			x, col = x+w+gutter, col+span
			row.height = max(row.height, placed[i].height)
		}
	})
	for i, p := range placed {
		row.items = append(row.items, p.at(xs[i], pad+fall*(row.height-p.height))...)
	}
	row.height += 2 * pad
	full := -gutter
	for _, w := range widths {
		full += w + gutter
	}
	row.items = append(row.items, Item{nil, ruleAt(row.height, full)})
	return row
}

func (c Cell) lay(l *layouter, width float64) piece {
	e := Element{Role: RoleCell, Scope: c.Scope}
	if c.Scope != ScopeNone {
		e.Role = RoleHeadCell
	}
	if c.Span > 1 {
		e.Span = c.Span
	}
	var p piece
	l.within(e, func() {
		// If a cell contains a single paragraph, the cell itself is its element.
		if only, ok := c.Blocks, len(c.Blocks) == 1; ok {
			if para, is := only[0].(Paragraph); is {
				p = stack(l.paragraph(para, width))
				return
			}
		}
		p = stack(l.blocks(c.Blocks, width))
	})
	return p
}

func ruleAt(y, width float64) Line { return Line{0, y, width, y, 0.2, rule} }

func (b columns) lay(l *layouter, width float64) []piece {
	side, top := 0.0, 0.0
	if b.Boxed {
		side, top = 4.2, 3.2*max(l.air, 0.5)
	}
	row := piece{before: b.Before * l.air}
	widths, x := b.widths(width), 0.0
	for i, blocks := range b.Columns {
		p := stack(l.blocks(blocks, widths[i]-2*side))
		row.items = append(row.items, p.at(x+side, top)...)
		row.height = max(row.height, p.height+2*top)
		x += widths[i] + b.Gap
	}
	x = 0
	for _, w := range widths {
		if b.Boxed {
			box := Box{X: x, Width: w, Height: row.height, Corners: [4]float64{2, 2, 2, 2}, Stroke: frame}
			row.items = append(row.items, Item{nil, box})
		}
		x += w + b.Gap
	}
	return []piece{row}
}

func (b columns) widths(width float64) []float64 {
	n := len(b.Columns)
	shares := b.Shares
	if shares == nil {
		shares = slices.Repeat([]float64{1}, n)
	}
	all := 0.0
	for _, s := range shares {
		all += s
	}
	widths := make([]float64, n)
	for i, s := range shares {
		widths[i] = (width - b.Gap*float64(n-1)) * s / all
	}
	return widths
}

func (s signatures) lay(l *layouter, width float64) []piece {
	n := float64(len(s.Under))
	each := (width - s.Gap*(n-1)) / n
	row := piece{before: 8.5 + 7.5*l.air} // room to sign by hand, however full the page is
	for i, under := range s.Under {
		x := float64(i) * (each + s.Gap)
		row.items = append(row.items, Item{nil, Line{x, 0, x + each, 0, 0.25, ink}})
		blocks := make([]Block, len(under))
		for j := range under {
			blocks[j] = under[j]
		}
		p := stack(l.blocks(blocks, each))
		row.items = append(row.items, p.at(x, 1.8)...)
		row.height = max(row.height, p.height+1.8)
	}
	return []piece{row}
}
