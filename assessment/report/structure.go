package report

// Role is what an element of a document is to someone who cannot see the page. The names are those of PDF.
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

// headings are the roles of headings by their level.
var headings = [...]Role{RoleH1, RoleH2, RoleH3}

// Scope is which cells a header cell is the header of.
type Scope string

// The scopes of a header cell; ScopeNone for a cell that is none.
const (
	ScopeNone   Scope = ""
	ScopeColumn Scope = "Column"
	ScopeRow    Scope = "Row"
)

// Element is a node of a document's structure, in reading order. What is drawn for it are the items that refer to it,
// in the order they stand on the pages; an element can lie on more pages than one.
type Element struct {
	Role     Role
	Title    string // of a heading: its text, for the outline
	Alt      string // of a figure: what it says, with its numbers
	Scope    Scope  // of a header cell
	Span     int    // of a cell: how many columns it takes, when more than one
	Parent   *Element
	Children []*Element
}

// add makes a child at the end.
func (e *Element) add(child Element) *Element {
	child.Parent = e
	e.Children = append(e.Children, &child)
	return &child
}

// Furniture reports whether something on the page stands in its margins: the footer, or the word for a draft.
func (p Page) Furniture(s Shape) bool {
	m := upright
	if p.Width > p.Height {
		m = lying
	}
	_, top, _, bottom := s.Bounds()
	return bottom <= m.top || top >= p.Height-m.bottom
}
