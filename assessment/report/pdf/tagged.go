package pdf

import (
	"fmt"
	"strings"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assets"
)

// tagged adds what gofpdf has no API for: the document's structure with the content of each element, its outline,
// language, metadata and colour profile, and the preference that a viewer shows the title instead of the file name.
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
	o.set(root, fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>",
		t.numbers[tree], t.parents(), len(d.marks.pages)))
	if err := o.mendFonts(d.used); err != nil {
		return nil, fmt.Errorf("mend fonts: %w", err)
	}
	o.set(o.info, properties(doc))
	metadata := o.number()
	o.setStream(metadata, "/Type /Metadata /Subtype /XML", xmp(doc, accessible(doc, tree)))
	colours := o.number()
	o.setStream(colours, "/N 3", assets.Colours)
	if err := o.extend(o.root, "<<\n/Type /Catalog", fmt.Sprintf("/Lang (%s)\n/MarkInfo <</Marked true>>\n"+
		"/ViewerPreferences <</DisplayDocTitle true>>\n/StructTreeRoot %d 0 R\n/Metadata %d 0 R\n/Outlines %d 0 R\n/PageMode /UseOutlines\n"+
		"/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %d 0 R>>]\n",
		doc.Lang, root, metadata, t.outline(&d.outline), colours)); err != nil {
		return nil, fmt.Errorf("extend catalog: %w", err)
	}
	return o.bytes(), nil
}

// pageNumber returns the object number of a page: gofpdf writes the pages first, each followed by its content.
func pageNumber(page int) int { return 3 + 2*page }

// tags writes the structure of a document.
type tags struct {
	*objects
	marks   *marks
	lang    string
	numbers map[*report.Element]int
}

// count assigns object numbers to e and all its descendants, in reading order.
func (t *tags) count(e *report.Element) {
	t.numbers[e] = t.number()
	for _, c := range e.Children {
		t.count(c)
	}
}

// element writes e and all its descendants. The content of e itself is placed among its children in the order of the
// page.
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
	t.set(t.numbers[e], b.String())
	for _, c := range e.Children {
		t.element(c, t.numbers[e])
	}
}

// attributes returns the attributes of a structure element.
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

// parents writes the parent tree, which gives the element of each mark by page, and returns the number of its object.
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
	t.set(number, b.String()+"]>>")
	return number
}
