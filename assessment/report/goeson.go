package report

// again returns what stands above the part of a heading's block that goes on on the next page: the heading on one line, with
// the word that says so. It is an artifact, as the heading was read already.
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

// goOn gives every piece of a section the heading that it stands below, to be repeated above it where it starts a page.
func goOn(pieces []piece) {
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
