package pdf

import (
	"fmt"
	"strings"

	"kwaliteitskaart/assessment/report"
)

// tagged adds to a file what gofpdf has no call for: the structure of the document with what is drawn for each of its
// elements, its outline, its language, its metadata, and that a viewer shows its title instead of its file name.
func tagged(file []byte, doc report.Document, tree *report.Element, d drawer) ([]byte, error) {
	o, err := read(file)
	if err != nil {
		return nil, err
	}
	t := tags{objects: o, marks: d.marks, lang: doc.Lang, numbers: make(map[*report.Element]int)}
	root := o.number()
	t.count(tree)
	t.element(tree, root)
	for i := range d.marks.pages {
		if err := o.extend(pageNumber(i), "<</Type /Page", fmt.Sprintf("/StructParents %d /Tabs /S", i)); err != nil {
			return nil, fmt.Errorf("tag page %d: %w", i+1, err)
		}
	}
	o.put(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>",
		t.numbers[tree], t.parents(), len(d.marks.pages)))
	if err := o.mendFonts(d.used); err != nil {
		return nil, fmt.Errorf("mend fonts: %w", err)
	}
	o.put(o.info, properties(doc))
	metadata := o.number()
	o.putStream(metadata, "/Type /Metadata /Subtype /XML", xmp(doc, accessible(doc, tree)))
	if err := o.extend(o.root, "<<\n/Type /Catalog", fmt.Sprintf("/Lang (%s)\n/MarkInfo <</Marked true>>\n"+
		"/ViewerPreferences <</DisplayDocTitle true>>\n/StructTreeRoot %d 0 R\n/Metadata %d 0 R\n/Outlines %d 0 R\n/PageMode /UseOutlines\n",
		doc.Lang, root, metadata, t.outline(&d.outline))); err != nil {
		return nil, fmt.Errorf("extend catalog: %w", err)
	}
	return o.bytes(), nil
}

// pageNumber returns the number of a page's object: gofpdf begins with the pages, each followed by its content.
func pageNumber(page int) int { return 3 + 2*page }

// tags writes the structure of a document.
type tags struct {
	*objects
	marks   *marks
	lang    string
	numbers map[*report.Element]int
}

// count gives an element and all below it their numbers, in reading order.
func (t *tags) count(e *report.Element) {
	t.numbers[e] = t.number()
	for _, c := range e.Children {
		t.count(c)
	}
}

// element writes an element and all below it. What is drawn for the element itself stands among its children as it
// does on the page.
func (t *tags) element(e *report.Element, parent int) {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", e.Role, parent)
	var kids []string
	drawn, next := t.marks.of[e], 0
	own := func(until mark) {
		for ; next < len(drawn) && drawn[next].before(until); next++ {
			if m := drawn[next]; m.page == drawn[0].page {
				kids = append(kids, fmt.Sprint(m.number))
			} else {
				kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", pageNumber(m.page), m.number))
			}
		}
	}
	if len(drawn) > 0 {
		fmt.Fprintf(&b, " /Pg %d 0 R", pageNumber(drawn[0].page))
	}
	for _, c := range e.Children {
		if of := t.marks.of[c]; len(of) > 0 {
			own(of[0])
		}
		kids = append(kids, fmt.Sprintf("%d 0 R", t.numbers[c]))
	}
	own(mark{page: len(t.marks.pages)})
	if len(kids) > 0 {
		fmt.Fprintf(&b, " /K [%s]", strings.Join(kids, " "))
	}
	b.WriteString(t.attributes(e) + ">>")
	t.put(t.numbers[e], b.String())
	for _, c := range e.Children {
		t.element(c, t.numbers[e])
	}
}

// attributes returns what an element says of itself.
func (t *tags) attributes(e *report.Element) string {
	switch e.Role {
	case report.RoleDocument:
		return fmt.Sprintf(" /Lang (%s)", t.lang)
	case report.RoleFigure:
		b := t.marks.boxes[e]
		return fmt.Sprintf(" /Alt %s /A <</O /Layout /BBox [%.2f %.2f %.2f %.2f]>>", textString(e.Alt), b.left, b.foot, b.right, b.top)
	}
	table := ""
	if e.Scope != report.ScopeNone {
		table += fmt.Sprintf(" /Scope /%s", e.Scope)
	}
	if e.Span > 1 {
		table += fmt.Sprintf(" /ColSpan %d", e.Span)
	}
	if table == "" {
		return ""
	}
	return " /A <</O /Table" + table + ">>"
}

// parents writes whose the marks are, page by page, and returns the number of that object.
func (t *tags) parents() int {
	var b strings.Builder
	b.WriteString("<</Nums [")
	for page, elements := range t.marks.pages {
		fmt.Fprintf(&b, "%d [", page)
		for _, e := range elements {
			fmt.Fprintf(&b, "%d 0 R ", t.numbers[e])
		}
		b.WriteString("]\n")
	}
	number := t.number()
	t.put(number, b.String()+"]>>")
	return number
}
