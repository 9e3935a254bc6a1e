package report

import "slices"

import "strconv"

// entry is a heading in the list of contents, with its page number, counted from the first page after the list.
type entry struct {
	title string
	page  int
}

// contents lays out a section that ends with a list of the headings in rest, the pages after it, whose elements are not in
// the tree yet. before is the number of pages that precede it.
func (l *layouter) contents(s Section, lay func(Section) []Page, before int, rest []Page) []Page {
	list := entries(rest)
	blocks := s.Blocks
	tree := l.at.Parent
	for own := 1; ; own++ { // the number of pages of the list itself
		t := Table{Columns: []Column{{Share: 1}, {Width: 14}}, Pad: 1.6, Before: 3, Loose: true}
		for _, e := range list {
			page := text(strconv.Itoa(before+own+e.page+1), bodyStyle)
			page.Right = true
			t.Rows = append(t.Rows, []Cell{{Blocks: []Block{text(e.title, bodyStyle)}}, {Blocks: []Block{page}}})
		}
		s.Blocks = append(slices.Clip(blocks), t)
		known := len(tree.Children)
		if made := lay(s); len(made) <= own {
			return made
		}
		tree.Children = tree.Children[:known]
	}
}

// entries returns the headings of level 2 on some pages, in their order.
func entries(pages []Page) (list []entry) {
	known := make(map[*Element]bool)
	for n, p := range pages {
		for _, it := range p.Items {
			if e := it.Element; e != nil && e.Role == RoleH2 && !known[e] {
				known[e] = true
				list = append(list, entry{e.Title, n})
			}
		}
	}
	return list
}
