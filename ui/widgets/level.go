package widgets

import (
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// LevelFace describes a level in the discussion: its dots, one for each ballot, above a card with its number, name and
// meaning. The proposed one is outlined, the agreed one filled.
type LevelFace struct {
	Level            int
	Name, Meaning    string
	Step             chart.Step
	Ballots, Most    int // number of dots, and the largest number at any level
	Proposed, Agreed bool
	Number, Words    float32 // text sizes in pixels
	Dots             float32 // height for the dots
	Gap              float32 // between levels
}

// face is the parts of a card that change colour when it is filled.
type face struct {
	step  chart.Step
	words []*Text
}

// fill fills a card with the colour of its level, or empties it.
func (f *face) fill(ground *Panel, filled bool) {
	var ink color.Color
	ground.paint = nil
	if filled {
		ground.paint, ink = f.step.Fill, f.step.Ink
	}
	for _, t := range f.words {
		t.Inked(ink)
	}
}

// content returns the words of a level, with its outline.
func (l LevelFace) content() (fyne.CanvasObject, *face) {
	number := NewText(strconv.Itoa(l.Level)).Px(l.Number).Bold().OneLine()
	name := NewText(l.Name).Px(l.Words).Bold()
	meaning := NewText(l.Meaning).Px(l.Words)
	head := Columns(l.Words*0.7, []float32{0, 1}, number, Pad((l.Number-l.Words)*0.9, 0, 0, 0, name))
	body := Pad(l.Words*0.9, l.Words*0.8, l.Words*0.9, l.Words*0.8, Column(l.Words*0.3, head, meaning))
	if !l.Proposed {
		return Layers(Space(0), body), &face{l.Step, []*Text{number, name, meaning}}
	}
	return Layers(dashes(l.Words/8), body), &face{l.Step, []*Text{number, name, meaning}}
}

// LevelChoice returns a level to agree on, and its card, which SetChosen fills.
func LevelChoice(l LevelFace, press func()) (fyne.CanvasObject, *Choice) {
	content, words := l.content()
	c := NewChoice(strconv.Itoa(l.Level)+" "+l.Name+". "+l.Meaning, content, press)
	c.filled = words
	c.SetChosen(l.Agreed)
	return Over(l.pile(), c), c
}

// LevelPicture returns a level for the room; without height for dots it has a strip of its colour instead.
func LevelPicture(l LevelFace) fyne.CanvasObject {
	content, words := l.content()
	ground := NewPanel(theme.ColorPaper, l.Words*0.8).Stroked(theme.ColorLine, l.Words/16)
	words.fill(ground, l.Agreed)
	if l.Dots == 0 {
		strip := NewPanel("", l.Words*0.2)
		strip.paint = l.Step.Fill
		return Over(Layers(strip, Space(l.Words*0.4)), Layers(ground, content))
	}
	return Over(l.pile(), Layers(ground, content))
}

// pile returns the dots of a level on its part of the line under all dots.
func (l LevelFace) pile() fyne.CanvasObject {
	size := func() fyne.Size { return fyne.NewSize(40, l.Dots+l.Words) }
	return newPicture("", size, func(size fyne.Size) []fyne.CanvasObject {
		line := canvas.NewLine(theme.Color(theme.ColorEdge))
		line.StrokeWidth = l.Words / 14
		line.Position1, line.Position2 = fyne.NewPos(-l.Gap/2, l.Dots), fyne.NewPos(size.Width+l.Gap/2, l.Dots)
		out := []fyne.CanvasObject{line}
		width, room := float64(size.Width), float64(l.Dots-l.Words/2)
		d := chart.Diameter(l.Most, width, room, float64(l.Words*2.4))
		for _, p := range chart.Pile(l.Ballots, width, d) {
			out = append(out, circle(float32(p.X), l.Dots-l.Words/2-float32(p.Y), float32(d)*0.45, l.Step.Fill, edge(), 1))
		}
		return out
	})
}

// dashes returns a dashed outline with rounded corners.
func dashes(wide float32) fyne.CanvasObject {
	const corner, dash, gap = 12, 7, 4
	p := newPicture("", func() fyne.Size { return fyne.Size{} }, func(size fyne.Size) []fyne.CanvasObject {
		var out []fyne.CanvasObject
		length := outline(size, corner)
		for at := float32(0); at < length; at += dash + gap {
			for part := float32(0); part < dash; part += dash / 2 {
				l := canvas.NewLine(theme.Color(theme.ColorAccent))
				l.StrokeWidth = max(1.5, wide)
				l.Position1, l.Position2 = onOutline(size, corner, at+part), onOutline(size, corner, min(length, at+part+dash/2))
				out = append(out, l)
			}
		}
		return out
	})
	return filling(p)
}

// filling makes an object fill its area without asking for any.
func filling(o fyne.CanvasObject) fyne.CanvasObject {
	l := &flowLayout{minWidth: noWidth}
	l.arrange = func(_ *pass, o []fyne.CanvasObject, width float32, put place) float32 {
		if put != nil {
			put(o[0], 0, 0, width, l.height)
		}
		return 0
	}
	return box(l, []fyne.CanvasObject{o})
}

// outline returns the length of a rectangle's outline with rounded corners.
func outline(size fyne.Size, corner float32) float32 {
	return 2*(size.Width+size.Height) - 8*corner + 2*math.Pi*corner
}

// onOutline returns the point at a distance along that outline, from the left end of the top.
func onOutline(size fyne.Size, corner, at float32) fyne.Position {
	arc := math.Pi * corner / 2
	sides := [4]float32{size.Width - 2*corner, size.Height - 2*corner, size.Width - 2*corner, size.Height - 2*corner}
	centres := [4]fyne.Position{
		{X: size.Width - corner, Y: corner},
		{X: size.Width - corner, Y: size.Height - corner},
		{X: corner, Y: size.Height - corner},
		{X: corner, Y: corner},
	}
	for i, side := range sides {
		turn := float64(i) * math.Pi / 2 // of the outward direction, from upwards clockwise
		out := fyne.NewPos(float32(math.Sin(turn)), -float32(math.Cos(turn)))
		along := fyne.NewPos(-out.Y, out.X)
		if at <= side {
			back := side - at
			return fyne.NewPos(centres[i].X+out.X*corner-along.X*back, centres[i].Y+out.Y*corner-along.Y*back)
		}
		if at -= side; at <= arc {
			a := turn + float64(at/corner)
			return fyne.NewPos(centres[i].X+corner*float32(math.Sin(a)), centres[i].Y-corner*float32(math.Cos(a)))
		}
		at -= arc
	}
	return fyne.NewPos(corner, 0)
}
