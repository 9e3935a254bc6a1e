package report

import "kwaliteitskaart/assessment/chart"

// Block is a part of a document, laid out below the previous one.
type Block interface {
	lay(l *layouter, width float64) []piece
}

// filler is a block that stretches to a given height.
type filler interface {
	fill(l *layouter, width, height float64) piece
}

// cut names the group a text, list or table belongs to when a full page has to be shortened; cutNothing is never
// shortened.
type cut uint8

// The groups that are shortened together. When room is left over, it is given back in this order.
const (
	cutNothing   cut = iota
	cutRows          // rows of a table
	cutAsks          // the requests to management
	cutProud         // the strengths the team is proud of
	cutRounds        // the earlier rounds in the comparison
	cutSentences     // the team's own three sentences
	cutGoals
	cutAskText
	cutProudText
	cutOther
	cuts
)

// Heading is a heading of level 1 to 3. It is never the last thing on a page.
type Heading struct {
	Level  int
	Text   string
	Style  Style
	Before float64
}

// Paragraph is running text. When its Cut is limited, the paragraph is shortened to that many lines.
type Paragraph struct {
	Spans  []Span
	Right  bool
	Cut    cut
	Most   int  // maximum number of lines in any case; 0 for no maximum
	Keep   bool // on one page with the next block
	Before float64
}

// list is a list of items, each with Sign in the margin; without a sign only the space between items separates them.
// When its Cut is limited, Rest replaces the last items.
type list struct {
	Items  [][]Block
	Sign   string
	Whole  bool // each item stays on one page if it fits on one
	Cut    cut
	Rest   func(items int) string
	Before float64
}

// Table is a table. Its heading row is repeated on each page, and a row is split only when it is taller than a page.
// When its Cut is limited, Rest replaces the last rows.
type Table struct {
	Columns []Column
	Head    []Cell
	Rows    [][]Cell
	Pad     float64 // above and below each row
	Middle  bool    // cells are centred vertically, not aligned to the top
	Top     bool    // there is a rule above the first row
	Whole   bool    // stays on one page if it fits on one
	Loose   bool    // a layout table: a screen reader reads the contents of its cells one after the other
	Cut     cut
	Rest    func(rows int) string
	Before  float64
}

// Column is a column of a table: its width in millimetres, or its share of the width that the other columns leave. It
// grows to Most if its longest word needs that.
type Column struct {
	Width, Most, Share float64
}

// Cell is one cell of a table.
type Cell struct {
	Scope  Scope
	Span   int // number of columns, if more than one
	Blocks []Block
}

// columns is a row of columns on one page, of equal width or in proportion to Shares. Boxed draws a frame around
// each.
type columns struct {
	Columns [][]Block
	Shares  []float64
	Gap     float64
	Boxed   bool
	Before  float64
}

// signatures is a row of lines to sign on, with a label below each.
type signatures struct {
	Under [][]Paragraph
	Gap   float64
}

// bar is a figure that shows the distribution of an area's scores.
type bar struct {
	Segments []chart.Segment
	Levels   int
	Height   float64
	Alt      string
}

// legend explains the colours of the levels, each with its number. Norm labels the ring of the norm and Rest the
// colour for no level; "" leaves either out. Round draws the swatches as discs, like the scores on a dot line.
type legend struct {
	Levels []string
	Norm   string
	Rest   string
	Round  bool
	Before float64
}

func text(s string, style Style) Paragraph { return Paragraph{Spans: []Span{{s, style}}} }

func (p Paragraph) cut(c cut) Paragraph {
	p.Cut = c
	return p
}

// brief returns s as a paragraph of at most most lines.
func brief(s string, style Style, most int) Paragraph {
	p := text(s, style)
	p.Most = most
	return p
}

// labelled returns a paragraph that begins with a bold label: "Doel Elke klas …".
func labelled(label, s string, style Style) Paragraph {
	strong := style.in(ink)
	strong.Face = Bold
	return Paragraph{Spans: []Span{{label + " ", strong}, {s, style}}}
}

func (p Paragraph) after(mm float64) Paragraph {
	p.Before = mm
	return p
}
