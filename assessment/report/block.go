package report

import "kwaliteitskaart/assessment/chart"

// Block is a part of a document that stands below the one before it.
type Block interface {
	lay(l *layouter, width float64) []piece
}

// filler is a block that makes itself fit a height.
type filler interface {
	fill(l *layouter, width, height float64) piece
}

// cut says whether a text, list or table may be shortened where a page is full, and together with which others.
type cut uint8

// The parts of a page that are shortened together. Where there is room again, the first of them get it first.
const (
	cutNothing   cut = iota
	cutRows          // rows of a table
	cutAsks          // how many things are asked
	cutProud         // how many things the team is proud of
	cutRounds        // how many earlier rounds are compared with
	cutSentences     // the team's own three sentences
	cutGoals
	cutAskText
	cutProudText
	cutOther
	cuts
)

// Heading is a heading of level 1 to 3. It never ends a page.
type Heading struct {
	Level  int
	Text   string
	Style  Style
	Before float64
}

// Paragraph is running text. Where its Cut is limited it is shortened to so many lines.
type Paragraph struct {
	Spans  []Span
	Right  bool
	Cut    cut
	Most   int  // lines it may have anyhow; 0 for all
	Keep   bool // on one page with what follows
	Before float64
}

// list is items with a sign in the margin before each; without one they are only told apart by their air. Where its
// cut is limited the last items give way to Rest.
type list struct {
	Items  [][]Block
	Sign   string
	Whole  bool // each item on one page, where it fits one
	Cut    cut
	Rest   func(items int) string
	Before float64
}

// Table is rows of cells in columns. A heading row is repeated on each page, and rows are never split unless one is
// taller than a page. Where its Cut is limited the last rows give way to Rest.
type Table struct {
	Columns []Column
	Head    []Cell
	Rows    [][]Cell
	Pad     float64 // above and below each row
	Middle  bool    // cells stand in the middle of their row, not at its top
	Top     bool    // there is a rule above the first row
	Whole   bool    // on one page, where it fits one
	Loose   bool    // a table only to the eye: who cannot see it hears what its cells hold, one after the other
	Cut     cut
	Rest    func(rows int) string
	Before  float64
}

// Column is a column of a table: its width in millimetres, or its share of what the others leave. It grows to Most
// where its longest word asks for that.
type Column struct {
	Width, Most, Share float64
}

// Cell is what stands where a row and a column meet.
type Cell struct {
	Scope  Scope
	Span   int // columns it takes, when more than one
	Blocks []Block
}

// columns stand side by side on one page, each as wide as the others, or by their Shares; Boxed ones in a frame.
type columns struct {
	Columns [][]Block
	Shares  []float64
	Gap     float64
	Boxed   bool
	Before  float64
}

// signatures are lines to sign on, side by side, with words below each.
type signatures struct {
	Under [][]Paragraph
	Gap   float64
}

// bar is the distribution of an area's scores as a figure.
type bar struct {
	Segments []chart.Segment
	Levels   int
	Height   float64
	Alt      string
}

// legend is what the colours of the levels stand for, each with its number; Norm is the word for the ring of the norm,
// where there is one, and Rest that for what has no level. Round makes discs of the swatches, as the scores of a dot line are.
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

// brief returns a text of so many lines at most.
func brief(s string, style Style, most int) Paragraph {
	p := text(s, style)
	p.Most = most
	return p
}

// labelled returns a paragraph that begins with a bold label: "Doel  Elke klas …".
func labelled(label, s string, style Style) Paragraph {
	strong := style.in(ink)
	strong.Face = Bold
	return Paragraph{Spans: []Span{{label + " ", strong}, {s, style}}}
}

func (p Paragraph) after(mm float64) Paragraph {
	p.Before = mm
	return p
}
