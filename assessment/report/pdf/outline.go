package pdf

import (
	"fmt"
	"strings"

	"kwaliteitskaart/assessment/report"
)

// entry is a heading in the outline, with its subheadings. It links to the position of the heading: a page, and a
// height in points from the bottom of that page.
type entry struct {
	heading *report.Element
	page    int
	top     float64
	below   []*entry
}

// outline is the tree of the headings drawn so far.
type outline struct {
	entry
	path []*entry // from the root to the last entry
	seen map[*report.Element]bool
}

// note adds a heading when its first item is drawn.
func (o *outline) note(page int, height float64, it report.Item) {
	e := it.Element
	if e == nil || e.Title == "" || o.seen[e] {
		return
	}
	const air = 4 // above the heading, in millimetres
	o.seen[e] = true
	_, top, _, _ := it.Shape.Bounds()
	level := min(int(e.Role[1]-'0'), len(o.path)+1)
	over := &o.entry
	if level > 1 {
		over = o.path[level-2]
	}
	made := &entry{heading: e, page: page, top: (height - top + air) * 72 / 25.4}
	over.below = append(over.below, made)
	o.path = append(o.path[:level-1], made)
}

// outline writes the outline with all entries expanded, and returns the number of its object.
func (t *tags) outline(o *outline) int {
	root := t.number()
	t.set(root, "<</Type /Outlines"+t.entries(o.below, root)+">>")
	return root
}

// entries writes the entries in list and returns the attributes of their parent that refer to them.
func (t *tags) entries(list []*entry, parent int) string {
	if len(list) == 0 {
		return ""
	}
	numbers := make([]int, len(list))
	for i := range list {
		numbers[i] = t.number()
	}
	for i, e := range list {
		around := ""
		if i > 0 {
			around += fmt.Sprintf(" /Prev %d 0 R", numbers[i-1])
		}
		if i < len(list)-1 {
			around += fmt.Sprintf(" /Next %d 0 R", numbers[i+1])
		}
		t.set(numbers[i], fmt.Sprintf("<</Title %s /Parent %d 0 R%s /Dest [%d 0 R /XYZ 0 %.2f null] /SE %d 0 R%s>>",
			textString(strings.ReplaceAll(e.heading.Title, "\n", " ")), parent, around, pageNumber(e.page), e.top,
			t.numbers[e.heading], t.entries(e.below, numbers[i])))
	}
	return fmt.Sprintf(" /First %d 0 R /Last %d 0 R /Count %d", numbers[0], numbers[len(numbers)-1], count(list))
}

func count(list []*entry) int {
	n := len(list)
	for _, e := range list {
		n += count(e.below)
	}
	return n
}
