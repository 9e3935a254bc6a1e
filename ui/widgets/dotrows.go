package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// DotRow is the ballots on one indicator: the number at each level, and the number without one.
type DotRow struct {
	Levels                 []int
	Unknown, NotApplicable int
}

// cells returns the numbers in each column: the levels, and those without one.
func (r DotRow) cells() []int {
	return append(append([]int{}, r.Levels...), r.Unknown+r.NotApplicable)
}

// DotColumns is the columns that rows of dots share: how many dots there are at most in a cell of each, and how wide each is in
// proportion to the others.
type DotColumns struct {
	Most   []int
	Widths []float32
	Room   float32 // for how many dots a row must have room, beside each other; 0 if that does not matter
}

// NewDotColumns returns n columns for rows: the levels and, where n is more, one for those without. A column is as wide as its
// fullest cell needs, so that a row is one line of large dots.
func NewDotColumns(n int, rows []DotRow) DotColumns {
	c := DotColumns{Most: make([]int, n), Widths: make([]float32, n)}
	for i := range n {
		for _, r := range rows {
			c.Most[i] = max(c.Most[i], r.cells()[i])
		}
		c.Widths[i] = float32(max(c.Most[i], 2)) + 0.6
	}
	return c
}

// DotRows shows the ballots on several indicators as rows of dots, in columns with thin lines between them: the
// levels and, if there are more columns, dashed dots for unknown and, with a dash in them, not applicable. Each row is high
// pixels high.
func DotRows(label string, rows []DotRow, columns DotColumns, high float32) fyne.CanvasObject {
	size := func() fyne.Size { return fyne.NewSize(80, high*float32(len(rows))) }
	return newPicture(label, size, func(size fyne.Size) []fyne.CanvasObject {
		levels := len(rows[0].Levels)
		var total float64
		for _, w := range columns.Widths {
			total += float64(w)
		}
		var out []fyne.CanvasObject
		line := func(x0, y0, x1, y1 float64, wide float32, c fyne.ThemeColorName) {
			l := canvas.NewLine(theme.Color(c))
			l.StrokeWidth = wide
			l.Position1, l.Position2 = fyne.NewPos(float32(x0), float32(y0)), fyne.NewPos(float32(x1), float32(y1))
			out = append(out, l)
		}
		height := float64(high)
		d, starts, cells, at := height*0.76, make([]float64, len(columns.Widths)), make([]float64, len(columns.Widths)), 0.0
		for i, w := range columns.Widths {
			starts[i], cells[i] = at, float64(size.Width)*float64(w)/total
			at += cells[i]
			d = min(d, cells[i]*0.92/float64(max(1, columns.Most[i])))
			if i < levels {
				line(starts[i], 0, starts[i], float64(size.Height), 1, theme.ColorLine)
			}
		}
		if columns.Room > 0 {
			d = min(d, float64(size.Width)*0.92/float64(columns.Room))
		}
		if d < smallestDot { // too many people for one line
			d = chart.Diameter(slices.Max(columns.Most), slices.Min(cells)*0.92, height*0.84, height)
		}
		ramp := chart.Ramp(levels)
		for i, row := range rows {
			for j, n := range row.cells()[:len(cells)] {
				cell, pile := cells[j], cells[j]*0.92
				dots := chart.Pile(n, pile, d)
				for k, p := range dots {
					x := starts[j] + cell/2 + p.X - pile/2
					y := height*(float64(i)+0.5) + (dots[n-1].Y+d/2)/2 - p.Y // the pile is centred in its row
					dot := func(size float64, fill, line color.Color) {
						out = append(out, circle(float32(x), float32(y), float32(d*size), fill, line, 1))
					}
					switch {
					case j < levels:
						dot(0.44, ramp[j].Fill, edge())
					default:
						out = append(out, dashed(float32(x), float32(y), float32(d*0.44))...)
						if k >= row.Unknown {
							line(x-d*0.2, y, x+d*0.2, y, float32(max(1.2, d/9)), theme.ColorQuiet)
						}
					}
				}
			}
		}
		return out
	})
}

// smallestDot is the diameter in pixels below which the dots of a row stand in more than one line.
const smallestDot = 5

// LevelNames returns names of columns as wide as those of DotRows; px is the text size, 0
// for the normal size.
func LevelNames(names []string, columns DotColumns, px float32) fyne.CanvasObject {
	cells := make([]fyne.CanvasObject, len(names))
	for i, n := range names {
		cells[i] = NewText(n).Px(px).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter).OneLine()
	}
	return Columns(0, columns.Widths, cells...)
}
