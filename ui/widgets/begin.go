package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// Scene is a picture of a part of the meeting, for who has never seen the program.
type Scene int

// The scenes: choosing a level, comparing the answers, signing a plan.
const (
	SceneScore Scene = iota
	SceneTalk
	SceneAgree
)

// Size of a scene at 100 %.
const sceneWidth, sceneHeight = 180, 100

// Picture returns a scene.
func Picture(scene Scene) fyne.CanvasObject {
	size := func() fyne.Size { return fyne.NewSize(theme.Zoomed(sceneWidth), theme.Zoomed(sceneHeight)) }
	return Centered(newPicture("", size, func(fyne.Size) []fyne.CanvasObject {
		s := &sketch{}
		switch scene {
		case SceneScore:
			s.cards()
		case SceneTalk:
			s.dots()
		case SceneAgree:
			s.page()
		}
		return s.drawn
	}))
}

// sketch draws in a field of sceneWidth by sceneHeight.
type sketch struct{ drawn []fyne.CanvasObject }

func (s *sketch) box(x, y, w, h, corner float32, fill, edge color.Color, wide float32) {
	r := canvas.NewRectangle(fill)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = edge, theme.Zoomed(wide), theme.Zoomed(corner)
	r.Move(fyne.NewPos(theme.Zoomed(x), theme.Zoomed(y)))
	r.Resize(fyne.NewSize(theme.Zoomed(w), theme.Zoomed(h)))
	s.drawn = append(s.drawn, r)
}

func (s *sketch) line(ink color.Color, wide float32, xy ...float32) {
	for i := 0; i+3 < len(xy); i += 2 {
		l := canvas.NewLine(ink)
		l.StrokeWidth = theme.Zoomed(wide)
		l.Position1 = fyne.NewPos(theme.Zoomed(xy[i]), theme.Zoomed(xy[i+1]))
		l.Position2 = fyne.NewPos(theme.Zoomed(xy[i+2]), theme.Zoomed(xy[i+3]))
		s.drawn = append(s.drawn, l)
	}
}

// cards draws four levels, of which one is chosen.
func (s *sketch) cards() {
	for i, step := range chart.Ramp(4) {
		x := float32(2 + 46*i)
		edge, wide := theme.Color(theme.ColorEdge), float32(1)
		if i == 1 {
			edge, wide = theme.Color(theme.ColorAccent), 3
		}
		s.box(x, 8, 40, 82, 5, theme.Color(theme.ColorPaper), edge, wide)
		s.box(x+7, 17, 26, 8, 4, step.Fill, theme.Color(theme.ColorEdge), 0.5)
		s.box(x+7, 38, 26, 3, 1.5, theme.Color(theme.ColorLine), nil, 0)
		s.box(x+7, 48, 20, 3, 1.5, theme.Color(theme.ColorLine), nil, 0)
	}
}

// dots draws the answers of seven people.
func (s *sketch) dots() {
	s.line(theme.Color(theme.ColorEdge), 1.5, 2, 90, 178, 90)
	for i, step := range chart.Ramp(4) {
		for k := range []int{1, 3, 2, 1}[i] {
			s.drawn = append(s.drawn, circle(theme.Zoomed(float32(24+44*i)), theme.Zoomed(float32(79-22*k)), theme.Zoomed(9), step.Fill, edge(), 1))
		}
	}
}

// page draws a plan with a signature.
func (s *sketch) page() {
	s.box(45, 2, 90, 96, 5, theme.Color(theme.ColorPaper), theme.Color(theme.ColorEdge), 1)
	for i := range 3 {
		y := float32(24 + 18*i)
		s.line(theme.Color(theme.ColorAccent), 2.4, 57, y, 61, y+4, 69, y-5)
		s.box(78, y-2, []float32{42, 34, 40}[i], 3.5, 1.5, theme.Color(theme.ColorLine), nil, 0)
	}
	s.line(theme.Color(theme.ColorInk), 1.8, 59, 88, 63, 82, 67, 79, 69, 81, 68, 86, 72, 81, 75, 79, 77, 82, 76, 86, 80, 82, 84, 81, 92, 84)
}
