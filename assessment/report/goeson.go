package report

// again returns the heading of a block that continues on the next page, on one line with the word for continued. It is an
// artifact, because the heading was already read.
func (l *layouter) again(h Heading, width float64) *piece {
	if l.continued == "" || h.Level == 1 {
		return nil
	}
	aside := asideStyle
	aside.Leading = h.Style.Leading // one baseline
	word := l.line(l.continued, aside, width/3)
	space := l.Width(" ", h.Style.Face, h.Style.Size)
	name := l.line(h.Text, h.Style, width-word.width-space)
	p := piece{height: h.Style.Leading + 1.5}
	p.items = append(lineItems(nil, name, 0, 0), lineItems(nil, word, name.width+space, 0)...)
	return &p
}

// repeatHeadings gives every piece of a section the heading above it, to be repeated if the piece starts a page.
func repeatHeadings(pieces []piece) {
	var heading *piece
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.heading:
			heading = p.again
		case heading == nil:
		case p.head == nil:
			p.head = heading
		default:
			both := stack([]piece{*heading, *p.head})
			p.head = &both
		}
	}
}
