package report

import (
	"math"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

// grid lays out the areas of a card as panels, all in one type size, in the remaining height of a page. It uses the
// largest type that fits. If even the smallest does not, titles are shortened; as a last resort RestRows replaces
// rows and RestAreas replaces panels.
type grid struct {
	Panels    []panel
	Levels    int // of the scale
	Heading   int // level of the panels' titles
	RestRows  func(rows int) string
	RestAreas func(panels int) string
}

// panel is one area: its title, label, distribution and mean, and a row per indicator.
type panel struct {
	Title, Label, Mean string
	Bar                bar
	Rows               []panelRow
}

// panelRow is one indicator. After follows the title and is never shortened, such as the word for a core indicator;
// Words stands in place of a level; either may be "". Alt and ChangeAlt are the alternative texts of the dots and the
// triangle. Earlier contains its levels in earlier rounds, oldest first.
type panelRow struct {
	ID, Title, After, Words string
	Dots                    []chart.Dot
	Alt                     string
	Earlier                 []string
	Direction               assessment.Direction
	ChangeAlt               string
}

// The type sizes of a grid in points, and its spacing in millimetres.
const (
	largest, smallest = 14.0, 7.0
	goodSize          = 8.5 // from this size on the shape of the grid matters more than the type size
	sizeStep          = 0.25
	gridGap           = 4.5
	aboveGrid         = 3.5
	airiestRow        = 2.9  // maximum height of a row, in line heights
	shortestTitle     = 12.0 // minimum room for a title
	shortestBar       = 22.0 // minimum length beside a panel's title; a shorter bar goes below it
)

// scale is a type size, for panels of a certain width, with all measurements derived from it.
type scale struct {
	plain, strong, small, title, label Style
	width, inner                       float64 // of a panel, and inside it
	pad                                float64 // inside a panel
	pitch                              float64 // of a row of one line
	id, early, sign, dots              float64 // the widths of the columns for the id, earlier levels, the triangle, the dot line
	each                               float64 // the width of one earlier level
	radius                             float64 // of the disc that shows the score
	bar                                float64 // the length of the bar beside a panel's title; 0 where it stands below
	tight                              bool    // words take the place of the dots instead of standing beside them
	most                               int     // lines of a title; 0 for all
	rows                               int     // rows of a panel; 0 for all
	panels                             int     // panels; 0 for all
}

// at returns the scale for a type size in cols columns. Smaller type is set closer.
func (g grid) at(l *layouter, size, width float64, cols int) scale {
	airy := min(max((size-smallest)/3, 0), 1)
	leading := size * point * (1.19 + 0.09*airy)
	s := scale{
		plain: Style{Regular, size, leading, ink}, strong: Style{Bold, size, leading, ink},
		small: Style{Regular, max(smallest, size*0.85), leading, quiet},
		title: Style{Bold, size * 1.35, leading * 1.35, ink},
		label: Style{Regular, size, leading, quiet},
		pitch: leading * (1.04 + 0.5*airy), pad: 1.4 + 2.6*airy,
	}
	s.width = (width - gridGap*float64(cols-1)) / float64(cols)
	s.inner = s.width - 2*s.pad
	s.radius = min(s.pitch*0.42, 0.7*size*point)
	s.dots = float64(g.Levels) * s.radius * (2.1 + 0.3*airy)
	s.sign = s.radius * 2.2
	s.each = l.Width("8", s.small.Face, s.small.Size) + 0.9
	words, after := 0.0, 0.0
	s.bar = min(s.inner*0.32, 42)
	for _, p := range g.Panels {
		for _, r := range p.Rows {
			s.id = max(s.id, l.Width(r.ID, s.strong.Face, s.strong.Size)+1.8)
			if n := len(r.Earlier); n > 0 {
				s.early = max(s.early, wordGap+s.each*float64(n))
			}
			words = max(words, l.line(r.Words, s.small, s.inner).width+2*wordGap)
			after = max(after, l.line(r.After, s.small, s.inner).width)
		}
		title := l.line(p.Title, s.title, math.Inf(1)).width + titleGap + l.line(p.Label, s.label, s.inner).width
		s.bar = min(s.bar, s.inner-title-l.line(p.Mean, s.title, s.inner).width-2*headGap)
	}
	if s.bar < shortestBar {
		s.bar = 0
	}
	s.tight = s.inner-s.id-s.early-s.dots-words-after < 2*shortestTitle
	return s
}

// room returns the width left for a title and the text after it.
func (s scale) room() float64 { return s.inner - s.id - s.early - s.dots - s.sign }

func (g grid) fill(l *layouter, width, height float64) piece {
	if len(g.Panels) == 0 {
		return piece{height: height}
	}
	cols, s := g.choose(l, width, height-aboveGrid)
	heights := g.heights(l, s, cols)
	// Spread the remaining height over the rows, as long as they still look like one list.
	if n, spare := g.lines(s, cols), height-aboveGrid-total(heights); n > 0 && spare > 0 {
		s.pitch = max(s.pitch, min(s.pitch+spare/float64(n), s.plain.Leading*airiestRow))
		heights = g.heights(l, s, cols)
	}
	all := piece{height: height}
	y := aboveGrid
	shown := s.shownPanels(g.Panels)
	for i, p := range shown {
		row, col := i/cols, i%cols
		all.items = append(all.items, g.panel(l, s, p, heights[row]).at(float64(col)*(s.width+gridGap), y)...)
		if col == cols-1 || i == len(shown)-1 {
			y += heights[row] + gridGap
		}
	}
	if rest := len(g.Panels) - len(shown); rest > 0 {
		l.within(Element{Role: RoleP}, func() {
			all.items = append(all.items, lineItems(l.at, l.line(g.RestAreas(rest), s.small, width), 0, y-gridGap+0.6)...)
		})
	}
	return all
}

// choose returns the number of columns and the scale. A nearly square grid is preferred; other shapes are considered
// if that makes the type too small. If nothing fits whole, the shape that keeps the most of the titles is taken.
func (g grid) choose(l *layouter, width, height float64) (int, scale) {
	n := len(g.Panels)
	wide := n
	for wide > 1 && g.at(l, smallest, width, wide).room() < 1.5*shortestTitle {
		wide--
	}
	fits := func(s scale, cols int) bool {
		// The cheap test goes first: it avoids breaking every title into lines.
		return float64(g.lines(s, cols))*s.pitch <= height && total(g.heights(l, s, cols)) <= height+tiny
	}
	best := min(g.square(), wide)
	for size := largest; size >= goodSize; size -= sizeStep {
		if s := g.at(l, size, width, best); fits(s, best) {
			return best, s
		}
	}
	for size := goodSize; size >= smallest; size -= sizeStep {
		for cols := 1; cols <= wide; cols++ {
			if s := g.at(l, size, width, cols); fits(s, cols) {
				return cols, s
			}
		}
	}
	var chosen scale
	columns, most := 0, 0.0
	for cols := 1; cols <= wide; cols++ {
		s := g.at(l, smallest, width, cols)
		for s.most = 3; s.most > 0; s.most-- {
			if kept := s.room() * float64(s.most); kept > most && fits(s, cols) {
				chosen, columns, most = s, cols, kept
			}
		}
	}
	if columns > 0 {
		return columns, chosen
	}
	for cols := 1; cols <= wide; cols++ {
		s := g.at(l, smallest, width, cols)
		s.most = 1
		for s.rows = assessment.MaxIndicators - 1; s.rows > 1 && !fits(s, cols); {
			s.rows--
		}
		if columns == 0 || s.rows > chosen.rows || s.rows == 1 {
			chosen, columns = s, cols
		}
	}
	for chosen.panels = n; chosen.panels > columns && !fits(chosen, columns); {
		chosen.panels--
	}
	return columns, chosen
}

// square returns the number of columns for a nearly square grid with the fewest empty places.
func (g grid) square() int {
	n := len(g.Panels)
	empty := func(cols int) int { return (cols - n%cols) % cols }
	cols := int(math.Ceil(math.Sqrt(float64(n))))
	if empty(cols+1) < empty(cols) {
		cols++
	}
	return cols
}

// heights returns the height of each row of panels, which is that of its tallest panel.
func (g grid) heights(l *layouter, s scale, cols int) []float64 {
	panels := s.shownPanels(g.Panels)
	heights := make([]float64, (len(panels)+cols-1)/cols)
	for i, p := range panels {
		h := s.headHeight(len(l.headTitle(s, p))) + s.pad*0.7
		shown, rest := s.shown(p)
		for _, r := range shown {
			h += s.rowHeight(len(l.rowTitle(s, r)))
		}
		if rest > 0 {
			h += s.pitch
		}
		heights[i/cols] = max(heights[i/cols], h)
	}
	return heights
}

// lines returns the number of indicator rows on the page from top to bottom, counting the tallest panel of each row
// of panels.
func (g grid) lines(s scale, cols int) int {
	panels := s.shownPanels(g.Panels)
	lines := 0
	for i := 0; i < len(panels); i += cols {
		tallest := 0
		for _, p := range panels[i:min(i+cols, len(panels))] {
			shown, rest := s.shown(p)
			tallest = max(tallest, len(shown)+min(rest, 1))
		}
		lines += tallest
	}
	return lines
}

func (s scale) rowHeight(lines int) float64 {
	return s.pitch + float64(max(lines, 1)-1)*s.plain.Leading
}

// shown returns the rows of p that there is room for, and the number of rows left out.
func (s scale) shown(p panel) ([]panelRow, int) {
	if s.rows == 0 || len(p.Rows) <= s.rows {
		return p.Rows, 0
	}
	return p.Rows[:s.rows], len(p.Rows) - s.rows
}

func (s scale) shownPanels(all []panel) []panel {
	if s.panels == 0 {
		return all
	}
	return all[:s.panels]
}

func total(heights []float64) float64 {
	sum := gridGap * float64(len(heights)-1)
	for _, h := range heights {
		sum += h
	}
	return sum
}
