package report

import "slices"

// The sheet, in millimetres.
const (
	short, long = 210.0, 297.0
	tiny        = 1e-6
)

// margins are the margins of a sheet. The footer stands in the bottom one, the word for a draft in the top one.
type margins struct{ top, side, bottom, foot, draft float64 }

var (
	upright = margins{top: 17, side: 16, bottom: 24, foot: 13, draft: 7}
	lying   = margins{top: 13, side: 12, bottom: 14.5, foot: 8.5, draft: 5}
	stamped = margins{top: 14, side: 16, bottom: 28.5, foot: 13, draft: 7}
)

// margins returns the margins of p.
func (p Page) margins() margins {
	switch {
	case p.Stamped:
		return stamped
	case p.Width > p.Height:
		return lying
	}
	return upright
}

// piece is a strip of a page that is split only if it is taller than a page. Its items are positioned relative to its
// top left corner.
type piece struct {
	items  []Item
	height float64
	before float64 // space above it, dropped at the top of a page
	keep   bool    // on one page with the next piece
	near   bool    // likewise, if all pieces to be kept near each other fit on one page
	head   *piece  // repeated above it if it starts a page
	// heading is set for a heading; again is repeated above content below it that starts a page, nil for none.
	heading bool
	again   *piece
}

// layouter lays out blocks. All elements it makes are added to at.
type layouter struct {
	*typesetter
	at    *Element
	limit [cuts]int // maximum lines of a text, items of a list or rows of a table, by group; 0 for no maximum
	air   float64   // factor for vertical spacing: 1 as designed, less on a full page
	// shortened is whether the last attempt at a single page shortened anything.
	shortened bool
	continued string // the word after a repeated heading; "" repeats none
	rough     bool   // a text that has to be shortened may be shorter than needed
}

// fitted lays out a section on as few pages as it asks for.
func (l *layouter) fitted(s Section, tree *Element) []Page {
	airs := []float64{1}
	if s.Single { // more content is worth some space
		airs = append(airs, 0.8, 0.65, 0.5)
	}
	for _, f := range s.Fits {
		trial := s
		trial.Blocks = f.Blocks
		for _, l.air = range airs {
			if made := l.attempt(trial, tree); len(made) <= f.Pages {
				return made
			}
		}
		l.air = 1
	}
	made := l.attempt(s, tree)
	if s.Single && len(made) > 1 {
		return l.single(s, tree)
	}
	return made
}

// attempt lays out a section with the current limits, below a new element that is not yet part of the tree.
func (l *layouter) attempt(s Section, tree *Element) []Page {
	l.at = &Element{Role: RoleSection, Parent: tree}
	if l.shortened {
		s.Blocks = append(slices.Clip(s.Blocks), s.IfShortened...)
	}
	if s.Single {
		l.shortened = false
	}
	return l.section(s)
}

// single fits a section on one page: first by reducing space, then by shortening all texts equally. The room left
// over is then given back line by line, to each group of texts in turn.
func (l *layouter) single(s Section, tree *Element) []Page {
	for _, l.air = range []float64{0.8, 0.65, 0.5, 0.4, 0.3} {
		if made := l.attempt(s, tree); len(made) == 1 {
			return made
		}
	}
	fits := func() bool { return len(l.attempt(s, tree)) == 1 }
	const plenty = 24
	start := func() bool {
		for lines := 8; lines > 0; lines-- {
			l.limit = [cuts]int{}
			for c := cutRows + 1; c < cuts; c++ {
				l.limit[c] = lines
			}
			if fits() {
				return true
			}
		}
		l.air = 0.35
		for rows := plenty; rows > 1; rows-- {
			if l.limit[cutRows] = rows; fits() {
				return true
			}
		}
		l.limit[cutRows] = 1
		return false
	}
	for grows := start() && !l.rough; grows; {
		grows = false
		for c := cutRows + 1; c < cuts; c++ {
			if l.limit[c] >= plenty {
				continue
			}
			l.limit[c]++
			if fits() {
				grows = true
			} else {
				l.limit[c]--
			}
		}
	}
	return l.attempt(s, tree)
}

// within runs lay with a new element as the parent of everything it adds.
func (l *layouter) within(e Element, lay func()) {
	outer := l.at
	l.at = outer.add(e)
	lay()
	l.at = outer
}

// height returns the height of blocks, including the space above the first. It has no side effects.
func (l *layouter) height(blocks []Block, width float64) float64 {
	trial := *l
	trial.at = new(Element)
	p := stack(trial.blocks(blocks, width))
	return p.before + p.height
}

func (l *layouter) blocks(blocks []Block, width float64) []piece {
	var all []piece
	for _, b := range blocks {
		all = append(all, b.lay(l, width)...)
	}
	return all
}

func (l *layouter) section(s Section) []Page {
	w, h := short, long
	if s.Landscape {
		w, h = long, short
	}
	m := Page{Width: w, Height: h, Stamped: s.Stamped}.margins()
	width, bottom := w-2*m.side, h-m.bottom
	foot := l.height(s.Foot, width)
	pieces := l.blocks(s.Blocks, width)
	repeatHeadings(pieces)
	if s.Fill != nil {
		room := bottom - m.top - foot
		for _, p := range pieces {
			room -= p.before + p.height
		}
		pieces = append(pieces, s.Fill.fill(l, width, room))
	}
	pages := paginate(pieces, m.top, bottom-foot)
	for i := range pages {
		pages[i].Width, pages[i].Height, pages[i].Stamped = w, h, s.Stamped
		for j, item := range pages[i].Items {
			pages[i].Items[j].Shape = item.Shape.moved(m.side, 0)
		}
	}
	if len(s.Foot) > 0 {
		p := stack(l.blocks(s.Foot, width))
		last := &pages[len(pages)-1]
		last.Items = append(last.Items, p.at(m.side, bottom-p.height)...)
	}
	return pages
}

// paginate places pieces between top and bottom, on as many pages as needed.
func paginate(pieces []piece, top, bottom float64) []Page {
	pages := []Page{{}}
	y := top
	fresh := true // the page is still empty
	put := func(p piece) {
		if !fresh {
			y += p.before
		}
		page := &pages[len(pages)-1]
		page.Items = append(page.Items, p.at(0, y)...)
		y += p.height
		fresh = false
	}
	turn := func(next piece) {
		pages = append(pages, Page{})
		y, fresh = top, true
		if next.head != nil {
			put(*next.head)
		}
	}
	for len(pieces) > 0 {
		n := together(pieces, func(p piece) bool { return p.keep || p.near })
		group := stack(pieces[:n])
		if headed(group)+group.height > bottom-top+tiny {
			for i := range n {
				pieces[i].near = false // a group that needs more than one page starts where it is
			}
			n = together(pieces, func(p piece) bool { return p.keep })
			group = stack(pieces[:n])
		}
		switch {
		case y+group.gap(fresh)+group.height <= bottom+tiny:
			for _, p := range pieces[:n] {
				put(p)
			}
			pieces = pieces[n:]
			continue
		case !fresh && headed(group)+group.before+group.height <= bottom-top+tiny:
			turn(pieces[0])
			continue
		}
		// The group is taller than a page: place it piece by piece, and split a piece that is too tall line by line.
		p := pieces[0]
		switch first, rest := p.split(bottom - y - p.gap(fresh)); {
		case y+p.gap(fresh)+p.height <= bottom+tiny:
			put(p)
			pieces = pieces[1:]
		case !fresh && headed(p)+p.before+p.height <= bottom-top+tiny && !onlyHead(y, top, p), len(first.items) == 0 && !onlyHead(y, top, p):
			turn(p)
		case len(first.items) == 0: // not even one line fits on an empty page, and it cannot be smaller
			put(p)
			pieces = pieces[1:]
		default:
			put(first)
			pieces[0] = rest
			turn(rest)
		}
	}
	return pages
}

// together returns the number of pieces at the start of the slice that stay together: each except the last satisfies
// stays.
func together(pieces []piece, stays func(piece) bool) int {
	n := 1
	for n < len(pieces) && stays(pieces[n-1]) {
		n++
	}
	return n
}

// onlyHead reports whether a page is still empty apart from the repeated head of p.
func onlyHead(y, top float64, p piece) bool { return y <= top+headed(p)+tiny }

func headed(p piece) float64 {
	if p.head == nil {
		return 0
	}
	return p.head.height
}

func (p piece) gap(fresh bool) float64 {
	if fresh {
		return 0
	}
	return p.before
}

// at returns the items of p with its top left corner moved to x, y.
func (p piece) at(x, y float64) []Item {
	items := make([]Item, len(p.items))
	for i, it := range p.items {
		items[i] = Item{it.Element, it.Shape.moved(x, y)}
	}
	return items
}

// stack combines pieces into one, each below the previous.
func stack(pieces []piece) piece {
	var all piece
	for i, p := range pieces {
		if i == 0 {
			all.before, all.head = p.before, p.head
		} else {
			all.height += p.before
		}
		all.items = append(all.items, p.at(0, all.height)...)
		all.height += p.height
	}
	return all
}

// splitAir is the space above the continuation of a split piece, in millimetres.
const splitAir = 1.7

// split cuts a piece at a height: first contains everything that lies wholly above it, rest the remainder.
func (p piece) split(height float64) (first, rest piece) {
	first.before, first.head, first.keep, first.near = p.before, p.head, p.keep, p.near
	rest.head, rest.keep, rest.near = p.head, p.keep, p.near
	start := p.height
	var below []Item
	for _, it := range p.items {
		_, y0, _, y1 := it.Shape.Bounds()
		if y1 <= height {
			first.items = append(first.items, it)
			first.height = max(first.height, y1)
		} else {
			below = append(below, it)
			start = min(start, y0)
		}
	}
	start -= splitAir
	for _, it := range below {
		rest.items = append(rest.items, Item{it.Element, it.Shape.moved(0, -start)})
	}
	rest.height = p.height - start
	return first, rest
}

// furnish adds the footer and the word for a draft to a page. The first page's word for a draft is part of the
// structure; on other pages it is an artifact.
func (l *layouter) furnish(p *Page, doc Document, page, pages int) {
	m := p.margins()
	y, end := p.Height-m.foot, p.Width-m.side
	if p.Stamped {
		end = CodeX - codeQuiet
	}
	right := l.line(doc.PageOf(page, pages), footStyle, p.Width/2)
	p.Items = append(p.Items, lineItems(nil, right, end-right.width, y)...)
	room := end - m.side - right.width - 8
	space := l.Width(" ", footStyle.Face, footStyle.Size)
	edition := l.line("· "+doc.Foot, footStyle, room*0.6)
	author := l.line(doc.Author+" ", footStyle, room-edition.width-space)
	p.Items = append(p.Items, lineItems(nil, author, m.side, y)...)
	p.Items = append(p.Items, lineItems(nil, edition, m.side+author.width+space, y)...)
	if doc.Draft == "" {
		return
	}
	var e *Element
	if page == 1 {
		e = &Element{Role: RoleP, Parent: p.Tree}
		p.Tree.Children = slices.Insert(p.Tree.Children, 0, e)
	}
	word := l.line(doc.Draft, draftStyle, p.Width/2)
	const pad, high = 2.4, 5.6
	x := p.Width - m.side - word.width - 2*pad
	p.Items = append(p.Items, Item{nil, Box{
		X: x, Y: m.draft, Width: word.width + 2*pad, Height: high, Corners: [4]float64{1, 1, 1, 1}, Stroke: ink,
	}})
	p.Items = append(p.Items, lineItems(e, word, x+pad, m.draft+(high-draftStyle.Leading)/2)...)
}

// lineItems returns the items of a line of text whose top is at y.
func lineItems(e *Element, ln line, x, y float64) []Item {
	items := make([]Item, 0, len(ln.runs))
	for _, r := range ln.runs {
		items = append(items, Item{e, Text{x + r.x, y + r.style.baseline(), r.width, r.text, r.style}})
	}
	return items
}
