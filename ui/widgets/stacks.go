package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// Stacks returns the distribution of ballots: a stack of dots for each level on a baseline, with thin lines between
// the levels. Height is in pixels; the caller adds the names below (LevelNames).
func Stacks(label string, counts []int, height float32) fyne.CanvasObject {
	ramp := chart.Ramp(len(counts))
	size := func() fyne.Size { return fyne.NewSize(80, height) }
	return newPicture(label, size, func(size fyne.Size) []fyne.CanvasObject {
		var out []fyne.CanvasObject
		line := func(x0, y0, x1, y1, width float32, c fyne.ThemeColorName) {
			l := canvas.NewLine(theme.Color(c))
			l.StrokeWidth = width
			l.Position1, l.Position2 = fyne.NewPos(x0, y0), fyne.NewPos(x1, y1)
			out = append(out, l)
		}
		for i := range len(counts) + 1 {
			x := size.Width * float32(i) / float32(len(counts))
			line(x, 0, x, size.Height, 1, theme.ColorLine)
		}
		line(0, size.Height-1, size.Width, size.Height-1, 2, theme.ColorEdge)
		// The dots are as large as the highest stack allows, up to a maximum.
		room := size.Height - 8
		for _, b := range chart.Stacks(counts, float64(room/size.Width)) {
			r := min(float32(b.R)*size.Width, height/10)
			scale := r / (float32(b.R) * size.Width)
			y := size.Height - 3 - float32(b.Y)*size.Width*scale
			out = append(out, circle(float32(b.X)*size.Width, y, r*0.92, ramp[b.Level-1].Fill, edge(), 1))
		}
		return out
	})
}

// LevelNames returns the number and name of each level in columns as wide as those of Stacks; px is the text size, 0
// for the normal size.
func LevelNames(names []string, px float32) fyne.CanvasObject {
	weights := make([]float32, len(names))
	cells := make([]fyne.CanvasObject, len(names))
	for i, n := range names {
		weights[i] = 1
		cells[i] = NewText(n).Px(px).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter)
	}
	return Columns(0, weights, cells...)
}

// Agreed returns a compact choice of a level: its colour, its number and its name.
func Agreed(number, name string, step chart.Step, press func()) *Choice {
	strip := canvas.NewRectangle(step.Fill)
	strip.CornerRadius = 3
	bar := &flowLayout{minWidth: noWidth}
	bar.arrange = func(p *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		if put != nil {
			put(o[0], 0, 0, width, 6)
		}
		return 6
	}
	words := Row(8, NewText(number).Sized(theme.SizeHeading).Bold().OneLine(), NewText(name).OneLine())
	return NewChoice(number+" "+name, Pad(12, 12, 10, 12, Column(8, box(bar, []fyne.CanvasObject{strip}), words)), press)
}
