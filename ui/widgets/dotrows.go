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

// Most returns the largest number in one cell.
func (r DotRow) Most() int { return slices.Max(r.cells()) }

// DotRows shows the ballots on several indicators as rows of dots, in columns with thin lines between them: the levels and,
// if there are more columns, dashed dots for unknown and, with a dash in them, not applicable. Each row is high pixels high.
// most is the largest number in one cell, of these rows and of those they are compared with.
func DotRows(label string, rows []DotRow, columns, most int, high float32) fyne.CanvasObject {
	size := func() fyne.Size { return fyne.NewSize(80, high*float32(len(rows))) }
	return newPicture(label, size, func(size fyne.Size) []fyne.CanvasObject {
		levels := len(rows[0].Levels)
		cell := float64(size.Width) / float64(columns)
		var out []fyne.CanvasObject
		line := func(x0, y0, x1, y1 float64, wide float32, c fyne.ThemeColorName) {
			l := canvas.NewLine(theme.Color(c))
			l.StrokeWidth = wide
			l.Position1, l.Position2 = fyne.NewPos(float32(x0), float32(y0)), fyne.NewPos(float32(x1), float32(y1))
			out = append(out, l)
		}
		for i := range levels {
			line(cell*float64(i), 0, cell*float64(i), float64(size.Height), 1, theme.ColorLine)
		}
		ramp := chart.Ramp(levels)
		pile, height := cell*0.92, float64(high)
		d := min(pile/float64(max(1, most)), height*0.84, cell*0.36) // in one line
		if stacked := chart.Diameter(most, pile, height*0.84, cell*0.36); stacked > 1.2*d {
			d = stacked // in more lines they are clearly larger
		}
		for i, row := range rows {
			for j, n := range row.cells() {
				dots := chart.Pile(n, pile, d)
				for k, p := range dots {
					x := cell*(float64(j)+0.5) + p.X - pile/2
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

// LevelNames returns names of columns as wide as those of DotRows; px is the text size, 0
// for the normal size.
func LevelNames(names []string, px float32) fyne.CanvasObject {
	weights := make([]float32, len(names))
	cells := make([]fyne.CanvasObject, len(names))
	for i, n := range names {
		weights[i] = 1
		cells[i] = NewText(n).Px(px).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter).OneLine()
	}
	return Columns(0, weights, cells...)
}
