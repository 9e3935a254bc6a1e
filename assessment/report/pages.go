package report

import "slices"

// Layout places a document on pages. Nothing is clipped: long text wraps, and a shortened text ends with an ellipsis.
func Layout(doc Document, m Metrics) []Page {
	if doc.Copies > 1 {
		return copies(doc, m)
	}
	return newLayouter(doc, m).document(doc)
}

// copies lays out a document as often as its number of copies.
func copies(doc Document, m Metrics) (all []Page) {
	tree := &Element{Role: RoleDocument}
	n := doc.Copies
	doc.Copies = 1
	for range n {
		pages := Layout(doc, m)
		for _, of := range pages[0].Tree.Children {
			of.Parent = tree
			tree.Children = append(tree.Children, of)
		}
		for _, p := range pages {
			p.Tree = tree
			all = append(all, p)
		}
	}
	return all
}

// First returns the first page of a document, for a picture of it. On a page that is too full, texts are shorter than on
// paper, because finding the least shortening takes long.
func First(doc Document, m Metrics) Page {
	l := newLayouter(doc, m)
	l.rough = true
	if len(doc.Sections) > 1 && !doc.Sections[0].Contents {
		doc.Sections = doc.Sections[:1]
	}
	return l.document(doc)[0]
}

func newLayouter(doc Document, m Metrics) *layouter {
	return &layouter{typesetter: newTypesetter(m), air: 1, continued: doc.Continued}
}

func (l *layouter) document(doc Document) []Page {
	tree := &Element{Role: RoleDocument}
	var pages []Page
	lay := func(s Section) (made []Page) {
		l.more = s.Shortened
		if made = l.fitted(s, tree); len(l.at.Children) == 0 { // an empty section takes no page
			return nil
		}
		tree.Children = append(tree.Children, l.at)
		l.limit, l.air = [cuts]int{}, 1
		return made
	}
	for i, s := range doc.Sections {
		if s.Contents { // it lists all that follows
			var rest []Page
			before := len(tree.Children)
			for _, s := range doc.Sections[i+1:] {
				rest = append(rest, lay(s)...)
			}
			after := slices.Clone(tree.Children[before:])
			tree.Children = tree.Children[:before]
			pages = append(pages, l.contents(s, lay, len(pages), rest)...)
			tree.Children = append(tree.Children, after...)
			pages = append(pages, rest...)
			break
		}
		pages = append(pages, lay(s)...)
	}
	layout := layoutOf(pages)
	for i := range pages {
		pages[i].Tree = tree
		if doc.Stamp != nil && pages[i].Stamped {
			pages[i].stamp(doc.Stamp.on(i+1, len(pages), layout))
		}
		l.furnish(&pages[i], doc, i+1, len(pages))
	}
	return pages
}
