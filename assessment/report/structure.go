package report

// Role is the role of an element in the document's structure, for assistive technology. The names are PDF's.
type Role string

// The roles a laid-out document uses.
const (
	RoleDocument Role = "Document"
	RoleSection  Role = "Sect"
	RoleH1       Role = "H1"
	RoleH2       Role = "H2"
	RoleH3       Role = "H3"
	RoleP        Role = "P"
	RoleList     Role = "L"
	RoleListItem Role = "LI"
	RoleListBody Role = "LBody"
	RoleTable    Role = "Table"
	RoleRow      Role = "TR"
	RoleHeadCell Role = "TH"
	RoleCell     Role = "TD"
	RoleFigure   Role = "Figure"
)

// headings are the roles of headings, by level.
var headings = [...]Role{RoleH1, RoleH2, RoleH3}

// Scope is the direction in which a header cell applies.
type Scope string

// The scopes of a header cell; ScopeNone for an ordinary cell.
const (
	ScopeNone   Scope = ""
	ScopeColumn Scope = "Column"
	ScopeRow    Scope = "Row"
)

// Element is a node of the document's structure, in reading order. The items that refer to it are its content, in the
// order in which they stand on the pages; an element can extend over several pages.
type Element struct {
	Role     Role
	Title    string // of a heading: its text, for the outline
	Alt      string // of a figure: its alternative text, numbers included
	Scope    Scope  // of a header cell
	Span     int    // of a cell: the number of columns, if more than one
	Parent   *Element
	Children []*Element
}

// add appends child and returns it.
func (e *Element) add(child Element) *Element {
	child.Parent = e
	e.Children = append(e.Children, &child)
	return &child
}

// Furniture reports whether s stands in the margins of p: the footer, or the word for a draft.
func (p Page) Furniture(s Shape) bool {
	m := p.margins()
	_, top, _, bottom := s.Bounds()
	return bottom <= m.top || top >= p.Height-m.bottom
}
